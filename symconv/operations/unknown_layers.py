"""Layers of unknown signals, transposed ones and gradients too: one sum, with lengths that may be symbols.

One relation ties the three signals of a layer together: the sample of the wide side at s·n + d·m − P meets the
sample n of the narrow side over the kernel's sample m. A result takes the place of one of the three and is the sum
over the indices of the other two. Where an index can be solved for it is; where stride and dilation both
exceed 1 an impulse stays, δ[s·n + d·m − P − j].

May import: ``errors``, ``exact``, ``signals``, the rest of ``operations``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import sympy

from symconv.errors import LimitError, SupportError, UnsupportedProblemError
from symconv.operations.tasks import Layer, LayerGradient
from symconv.operations.unknown import MAX_WRITTEN, common_limits, solved_limits
from symconv.operations.unknown_boundaries import read_beyond
from symconv.operations.unknown_shapes import unknown_shape
from symconv.signals import Formula, Signal, Support
from symconv.signals.content import fresh_symbols, names_in

__all__ = ["layer_formula"]

NARROW, KERNEL, WIDE = range(3)


@dataclass(frozen=True, slots=True)
class _Relation:
    """The three signals of a layer, the indices of each, and the ties between these."""

    task: Layer
    result: int
    """Which of the three is asked for."""
    operands: tuple[tuple[int, Signal], ...]
    """The other two."""
    indices: tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]
    """Index symbols of each, channels first."""
    ties: tuple[tuple[Any, tuple[Any, ...]], ...]
    """s·n + d·m − P − j, which is 0, and its symbols in the order in which they are solved for."""

    def free(self) -> tuple[Any, ...]:
        """Return the index of the result."""
        return self.indices[self.result]


def layer_formula(task: Layer | LayerGradient, recompute: Callable[..., Signal]) -> Signal:
    """Return a layer or the gradient of a layer, as a sum.

    An input without a length reaches beyond its window on both sides, so the result is infinite too.
    """
    layer = task.layer if isinstance(task, LayerGradient) else task
    operands = tuple(
        [part for part in (layer.x, layer.w, layer.bias, getattr(task, "upstream", None)) if part is not None]
    )
    is_complex = any(not operand.is_real for operand in operands)
    if isinstance(task, LayerGradient) and task.wrt == "bias":
        expression, indices, support = _bias_gradient(task)
    else:
        relation = _relation(task, operands)
        indices, support = relation.free(), _support(task)
        expression = _expression(relation)
        if isinstance(task, Layer) and task.bias is not None:
            expression += _addend(task, task.bias, indices)
    is_cut = not all(bound.is_infinite for bound in support.lower)
    formula = Formula(expression, indices, support, operands, recompute, is_cut)
    return Signal.from_formula(formula, complex_symbols=is_complex)


def _addend(task: Layer, bias: Signal, indices: tuple[Any, ...]) -> Any:
    """Return the bias of a sample's channel; known ones with an impulse for every channel."""
    if not task.channels:
        return bias.at(sympy.S.Zero)
    if not bias.is_known:
        return bias.at(indices[0])
    return sympy.Add(*[value * sympy.KroneckerDelta(indices[0], place) for (place,), value in bias.items()])


def _relation(task: Layer | LayerGradient, operands: tuple[Signal, ...]) -> _Relation:
    layer = task.layer if isinstance(task, LayerGradient) else task
    shape = unknown_shape(layer)
    output = task.upstream if isinstance(task, LayerGradient) else None
    x = None if isinstance(task, LayerGradient) and task.wrt == "x" else layer.x
    w = None if isinstance(task, LayerGradient) and task.wrt == "w" else layer.w
    signals = (x, w, output) if layer.transposed else (output, w, x)
    result = signals.index(None)
    symbols = _symbols(layer, result, operands, gradient=isinstance(task, LayerGradient))
    ties = []
    for axis, (n, m, j) in enumerate(zip(*[row[-len(shape.left) :] for row in symbols], strict=True)):
        tap = m
        if layer.operation == "convolve":
            if shape.kernel[axis] is None:
                raise SupportError("layer: a kernel that is reversed inside its window needs a length; give it one")
            tap = shape.kernel[axis] - 1 - m
        ties.append((layer.stride[axis] * n + layer.dilation[axis] * tap - shape.left[axis] - j, (j, n, m)))
    found = tuple([(role, signal) for role, signal in enumerate(signals) if signal is not None])
    return _Relation(layer, result, found, symbols, tuple(ties))


def _symbols(layer: Layer, result: int, operands: tuple[Signal, ...], *, gradient: bool) -> tuple[Any, Any, Any]:
    """Return index symbols of narrow side, kernel and wide side.

    A layer is written y[n], a sum over m; a gradient is dx[k], a sum over m or over the n of the layer.
    """
    taken = set().union(*[names_in(signal.content) for signal in operands])
    axes = layer.w.ndim - (2 if layer.channels else 0)
    output = WIDE if layer.transposed else NARROW
    rows: dict[int, tuple[Any, ...]] = {}
    for role in (result, *[role for role in (KERNEL, NARROW, WIDE) if role != result]):
        kind = "result" if role == result and gradient else "output" if role == output else "sum"
        rows[role] = fresh_symbols(_letters(kind, axes), axes, taken)
        taken |= {symbol.name for symbol in rows[role]}
    if not layer.channels:
        return rows[NARROW], rows[KERNEL], rows[WIDE]
    o, c = fresh_symbols(("o", "c", "q", "t"), 2, taken)
    if layer.transposed:
        o, c = c, o
    return (o, *rows[NARROW]), (o, c, *rows[KERNEL]), (c, *rows[WIDE])


def _letters(kind: str, axes: int) -> tuple[str, ...]:
    """Return letters for the index of a layer's output, for that of a gradient, or for a sum."""
    if axes > 2:
        letter = {"output": "n", "result": "k", "sum": "m"}[kind]
        return tuple([f"{letter}_{axis}" for axis in range(1, axes + 1)])
    if axes == 1:
        return tuple({"output": "nkl", "result": "klj", "sum": "mkljpq"}[kind])
    return {"output": ("n", "m"), "result": ("k", "l"), "sum": ("k", "l", "p", "q", "i", "j")}[kind]


# -------------------------------------------------------------------------------------------------- the sum


@dataclass(slots=True)
class _Solved:
    """What the indices are under the sum: values that are known, and impulses where they are not."""

    values: dict[Any, Any] = field(default_factory=dict)
    impulses: list[Any] = field(default_factory=list)

    def at(self, indices: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return index symbols with their values put in."""
        return tuple([index.xreplace(self.values) for index in indices])


def _expression(relation: _Relation) -> Any:
    """Return Σ of the product of the two operands; one that has samples is written out."""
    known = [(role, signal) for role, signal in relation.operands if signal.is_known]
    if not known:
        return _sum(relation, _Solved(), relation.operands, sympy.S.One)
    (role, signal), rest = known[0], [operand for operand in relation.operands if operand[0] != known[0][0]]
    _refuse_padding(relation.task, role)
    if len(signal.samples.elements) > MAX_WRITTEN:
        raise LimitError(
            "writing out a sum with an unknown signal",
            f"{len(signal.samples.elements)} samples",
            limit=f"{MAX_WRITTEN} samples",
        )
    return sympy.Add(*_terms(relation, role, signal, tuple(rest)))


def _terms(relation: _Relation, role: int, signal: Signal, rest: tuple[tuple[int, Signal], ...]) -> Iterator[Any]:
    """Yield one term for every sample that is not 0."""
    for place, value in signal.items():
        if value:
            solved, pairs = _Solved(), zip(relation.indices[role], map(sympy.Integer, place), strict=True)
            for symbol, index in pairs:
                if symbol in relation.free():
                    solved.impulses.append(sympy.KroneckerDelta(symbol, index))
                else:
                    solved.values[symbol] = index
            yield _sum(relation, solved, rest, value)


def _sum(relation: _Relation, solved: _Solved, factors: tuple[tuple[int, Signal], ...], weight: Any) -> Any:
    """Return Σ weight·factors over every index that has no value yet."""
    for tie, order in relation.ties:
        gap = tie.xreplace(solved.values)
        unsolved = [v for v in order if v in gap.free_symbols and v not in relation.free()]
        chosen = next((v for v in unsolved if abs(gap.coeff(v)) == 1), None)
        if chosen is None:
            slack = sum((gap.coeff(v) * v for v in unsolved), sympy.S.Zero)
            solved.impulses.append(sympy.KroneckerDelta(slack, sympy.expand(slack - gap)))
        else:
            solved.values[chosen] = sympy.expand(chosen - gap / gap.coeff(chosen))
    body = weight
    bound = [v for v in _bound(relation) if v not in solved.values]
    for role, signal in factors:
        body *= _sample(relation.task, role, signal, solved.at(relation.indices[role]), set(bound))
    body *= sympy.Mul(*solved.impulses)
    ranges = [(v, *_limits(relation, solved, factors, v)) for v in bound]
    return sympy.Sum(body, *ranges) if ranges and body != 0 else body


def _bound(relation: _Relation) -> list[Any]:
    """Return the indices that are summed over, those in space before the channels."""
    found = [v for role in (KERNEL, NARROW, WIDE) for v in relation.indices[role] if v not in relation.free()]
    channels = {*relation.indices[KERNEL][:2]} if relation.task.channels else set()
    return sorted(dict.fromkeys(found), key=lambda v: v in channels)


def _limits(
    relation: _Relation, solved: _Solved, factors: tuple[tuple[int, Signal], ...], index: Any
) -> tuple[Any, Any]:
    """Return where a factor with this very index has its support; else where another one lets it run."""
    found = (-sympy.oo, sympy.oo)
    windows = any(_is_cut(signal) for _, signal in factors)
    for role, signal in factors:
        if _extended(relation.task, role):
            continue
        for axis, place in enumerate(solved.at(relation.indices[role])):
            low, high = signal.support.lower[axis], signal.support.upper[axis]
            if place == index and not (low.is_infinite or high.is_infinite or windows):
                return low, high
            slope = place.coeff(index)
            if slope:
                found = common_limits(found, solved_limits(low, high, int(slope), place - slope * index))
    return found


# ------------------------------------------------------------------------------------- padding and supports


def _extended(task: Layer, role: int) -> bool:
    """Tell whether the signal is an input with a boundary that goes on beyond its support."""
    return role == WIDE and task.boundary != "zero" and not task.transposed


def _is_cut(signal: Signal) -> bool:
    return isinstance(signal.content, Formula) and signal.content.is_cut


def _sample(task: Layer, role: int, signal: Signal, index: tuple[Any, ...], bound: set[Any]) -> Any:
    """Return a sample of a factor; where an index of summation is in it, the limits of that keep it in its support."""
    if _extended(task, role):
        return read_beyond(task, signal, index)
    if isinstance(signal.content, Formula) and all(place.free_symbols & bound for place in index):
        return signal.content.inside(index)
    return signal.at(*index)


def _refuse_padding(task: Layer, role: int) -> None:
    if _extended(task, role):
        raise UnsupportedProblemError(
            f"layer: boundary={task.boundary!r} with a known input and an unknown kernel; give the kernel, "
            "or pad the input yourself and use no padding"
        )


def _support(task: Layer | LayerGradient) -> Support:
    if isinstance(task, LayerGradient):
        return task.layer.x.support if task.wrt == "x" else task.layer.w.support
    return support_of(unknown_shape(task).output)


def support_of(lengths: tuple[Any, ...]) -> Support:
    """Return the box from 0 with these lengths; on both sides infinite where there is none."""
    return Support(
        tuple([-sympy.oo if length is None else sympy.S.Zero for length in lengths]),
        tuple([sympy.oo if length is None else length - 1 for length in lengths]),
    )


def _bias_gradient(task: LayerGradient) -> tuple[Any, tuple[Any, ...], Support]:
    """Return db[o] = Σ_n g[o, n]: the bias enters every sample of its channel once."""
    layer, dy = task.layer, task.upstream
    taken = names_in(dy.content)
    (free,) = fresh_symbols(("o", "q") if layer.channels else ("k", "l", "j"), 1, taken)
    front = (free,) if layer.channels else ()
    axes = dy.ndim - len(front)
    sums = fresh_symbols(_letters("output", axes), axes, {free.name, *taken})
    support = support_of((unknown_shape(layer).output[0],) if layer.channels else (sympy.S.One,))
    ranges = [
        (m, dy.support.lower[len(front) + axis], dy.support.upper[len(front) + axis]) for axis, m in enumerate(sums)
    ]
    return sympy.Sum(dy.at(*front, *sums), *ranges), (free,), support
