"""Layers and their gradients in the language of statements.

Without channels a layer is one of the operators; with channels it is a sum over these, too.
May import: ``operands``, ``operations``, ``signals``, ``syntax``, SymPy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import sympy

from symconv.operations.tasks import Layer, LayerGradient
from symconv.operations.unknown_shapes import unknown_shape
from symconv.proving.formulas_written import formula_node
from symconv.proving.ingredients import per_axis
from symconv.proving.operands import Operands
from symconv.signals import Signal
from symconv.signals.content import Unknown
from symconv.syntax.nodes import Add, Call, Index, Name, Node, Number, Product, Summation

__all__ = ["EXTENDED", "gradient_node", "layer_node", "paddings", "with_extended_input"]

EXTENDED: Final = "x_ext"
"""What the input is called with what its boundary holds beyond its ends."""
Names = Mapping[Any, Any]
"""Symbols for paddings that are no polynomials."""


def with_extended_input(layer: Layer) -> Layer:
    """Return the layer that reads its extended input, any signal, and needs no boundary then."""
    lengths = layer.x.content.lengths if isinstance(layer.x.content, Unknown) else (None,) * layer.x.ndim
    front = lengths[:1] if layer.channels else ()
    signal = Signal.symbol(EXTENDED, (*front, *[None] * (layer.x.ndim - len(front))), complex=not layer.x.is_real)
    return replace(layer, x=signal, boundary="zero", constant=None)


def paddings(layer: Layer, words: Operands) -> Names:
    """Return a symbol for every padding that is no number and no polynomial of the lengths, as those of "same" are."""
    found: dict[Any, Any] = {}
    for left in unknown_shape(layer).left:
        if sympy.sympify(left).has(sympy.floor, sympy.Max) and left not in found:
            found[left] = sympy.Symbol(words.fresh("P", "p"))
    return found


def layer_node(layer: Layer, words: Operands, place: tuple[Node, ...], names: Names) -> Node:
    """Return the output of a layer at an index."""
    x, w = words.node(layer.x), words.node(layer.w)
    output = _output(layer, words, x, w, place, names)
    if layer.bias is None:
        return output
    if layer.bias.is_known and not layer.channels:
        return Add((output, formula_node(layer.bias.flat_values[0])))
    where: tuple[Node, ...] = place[:1] if layer.channels else (Number(Fraction(0)),)
    return Add((output, Index(words.node(layer.bias), where)))


def gradient_node(task: LayerGradient, words: Operands, place: tuple[Node, ...], names: Names) -> Node:
    """Return the derivative of the loss, Σ g·y, by one sample."""
    layer, dy = task.layer, task.upstream
    others = (dy, *(part for name, part in (("x", layer.x), ("w", layer.w)) if task.wrt != name))
    sums = [words.fresh("o", "q")] if layer.channels else []
    letters = ("n", "i", "j") if dy.ndim - len(sums) == 1 else ("n", "m", "i", "j")
    sums += [words.fresh(*letters, "n") for _ in range(dy.ndim - len(sums))]
    index = tuple(map(Name, sums))
    g = Index(words.node(dy), index)
    x = words.node(layer.x) if task.wrt != "x" else Name(words.variable(layer.x, others, "x", "u"))
    w = words.node(layer.w) if task.wrt != "w" else Name(words.variable(layer.w, others, "w", "v"))
    y = _output(layer, words, x, w, index, names)
    if task.wrt == "bias":
        bias = Name(words.fresh("b", "beta") if layer.bias is None else words.variable(layer.bias, others, "b", "beta"))
        zero = Number(Fraction(0))
        y = Add((y, Index(bias, index[:1] if layer.channels else (zero,))))
        entry = Index(bias, place if layer.channels else (zero,))
    else:
        entry = Index(x if task.wrt == "x" else w, place)
    loss = Summation(tuple(sums), None, None, Product((g, y), "*"))
    return Call("diff", (loss, entry))


def _output(layer: Layer, words: Operands, x: Node, w: Node, place: tuple[Node, ...], names: Names) -> Node:
    shape = unknown_shape(layer)
    left = [sympy.sympify(padding).xreplace(dict(names)) for padding in shape.left]
    last = [length - 1 for length in shape.kernel if length is not None] if layer.operation == "convolve" else []
    if layer.channels:
        return _over_channels(layer, words, x, w, place, left, last)
    if layer.transposed:
        turned = Call("shift", (Call("flip", (w,)), *map(formula_node, last))) if last else w
        inner = Call("conv", (_spread(x, layer.stride), _spread(turned, layer.dilation)))
        return Index(inner, tuple(_plus(at, padding) for at, padding in zip(place, left, strict=True)))
    options = [("stride", layer.stride, 1), ("dilation", layer.dilation, 1)]
    if last:
        left = [padding - d * end for padding, d, end in zip(left, layer.dilation, last, strict=True)]
    chosen = [(name, _per_axis(values)) for name, values, neutral in options if any(v != neutral for v in values)]
    if any(padding != 0 for padding in left):
        chosen.append(("padding", _per_axis(left)))
    if last:
        return Index(Call("conv", (x, w), tuple(chosen)), place)
    kernel = w if layer.w.is_real else Call("conj", (w,))
    return Index(Call("corr", (x, kernel), tuple(chosen)), place)


def _over_channels(
    layer: Layer, words: Operands, x: Node, w: Node, place: tuple[Node, ...], left: list[Any], last: list[Any]
) -> Node:
    """Return the sum over channels and taps, for a transposed layer with the impulses that tie them."""
    axes = len(left)
    channel = words.fresh("c", "t")
    taps = [words.fresh(*"mrst") for _ in range(axes)]
    read = [_tap(at, last, axis) for axis, at in enumerate(taps)]
    if not layer.transposed:
        front, c = place[0], Name(channel)
        window = [
            s * _symbol(at) + d * tap - padding
            for s, at, d, tap, padding in zip(layer.stride, place[1:], layer.dilation, read, left, strict=True)
        ]
        factors: tuple[Node, ...] = (
            Index(w, (front, c, *map(Name, taps))),
            Index(x, (c, *map(formula_node, window))),
        )
        return Summation((channel,), None, None, Summation(tuple(taps), None, None, Product(factors, "*")))
    starts = [words.fresh(*"hkuv") for _ in range(axes)]
    gaps = [
        s * sympy.Symbol(start) + d * tap - padding - _symbol(at)
        for s, start, d, tap, padding, at in zip(
            layer.stride, starts, layer.dilation, read, left, place[1:], strict=True
        )
    ]
    c, o = Name(channel), place[0]
    factors = (
        Index(x, (c, *map(Name, starts))),
        Index(w, (c, o, *map(Name, taps))),
        Index(Name("delta"), tuple(map(formula_node, gaps))),
    )
    return Summation((channel,), None, None, Summation((*starts, *taps), None, None, Product(factors, "*")))


def _tap(name: str, last: list[Any], axis: int) -> Any:
    return last[axis] - sympy.Symbol(name) if last else sympy.Symbol(name)


def _symbol(node: Node) -> Any:
    if not isinstance(node, Name):
        raise TypeError("an index of a layer is a name")
    return sympy.Symbol(node.name)


def _spread(signal: Node, factors: tuple[int, ...]) -> Node:
    return Call("up", (signal, _per_axis(factors))) if max(factors) > 1 else signal


def _per_axis(values: Any) -> Node:
    nodes = tuple(formula_node(sympy.sympify(value)) for value in values)
    return per_axis(nodes[:1] if len(set(nodes)) == 1 else nodes)


def _plus(index: Node, padding: Any) -> Node:
    return index if padding == 0 else formula_node(_symbol(index) + padding)
