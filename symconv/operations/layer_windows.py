"""Which products make up each sample of a layer or of a gradient, for those who explain or check it.

One relation ties the operands together, s·n + d·m − P = j for the indices n of the narrow side, m of
the kernel and j of the wide side (a layer's input with its padding, a transposed layer's output).
A sample of one of the three is the sum over all products of the other two that it is tied to.

May import: ``signals``, the rest of ``operations``. Must never compute a result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

import sympy

from symconv.operations.family import source_index
from symconv.operations.layers import shape_of
from symconv.operations.shapes import LayerShape
from symconv.operations.tasks import Layer, LayerGradient
from symconv.signals import Signal

__all__ = ["LayerFactor", "LayerWindow", "layer_windows", "window_at"]

Index = tuple[int, ...]
Operand = Literal["dy", "w", "x"]
Role = Literal["dy", "w", "x", ""]
OPERANDS: tuple[Operand, ...] = ("dy", "w", "x")
Triple = tuple[Index, Index, Index]
"""Indices into the narrow side, the kernel and the wide side, with their channels."""


@dataclass(frozen=True, slots=True)
class LayerFactor:
    """One factor of a product."""

    operand: Operand
    index: Index
    """As the formula says it; for x it may lie in the padding."""
    source: Index | None
    """The sample of the operand that stands there; None where padding adds one of its own."""
    value: Any
    """A SymPy value."""


@dataclass(frozen=True, slots=True)
class LayerWindow:
    """All products that make up one sample of the result."""

    index: Index
    """Of the sample."""
    terms: tuple[tuple[LayerFactor, ...], ...]
    """The products, each with its factors in the order dy, w, x."""
    bias: Any
    """What is added to them: a SymPy value, 0 without a bias."""


def layer_windows(task: Layer | LayerGradient) -> Iterator[LayerWindow]:
    """Yield the window of every sample of the result, in row-major order.

    Examples
    --------
    >>> from symconv.operations.layers import layer_task
    >>> first, *_ = layer_windows(layer_task([2, 3], [5, 7], padding=1))
    >>> [[(factor.operand, factor.source, factor.value) for factor in term] for term in first.terms]
    [[('w', (0,), 5), ('x', None, 0)], [('w', (1,), 7), ('x', (0,), 2)]]
    """
    layer = task.layer if isinstance(task, LayerGradient) else task
    if isinstance(task, Layer):
        lengths = shape_of(layer).output if layer.channels else shape_of(layer).output[1:]
    else:
        lengths = {"x": layer.x.shape, "w": layer.w.shape}.get(task.wrt, shape_of(layer).output[:1])
    for index in product(*map(range, lengths)):
        yield window_at(task, index)


def window_at(task: Layer | LayerGradient, index: Index) -> LayerWindow:
    """Return the window of one sample of the result."""
    layer = task.layer if isinstance(task, LayerGradient) else task
    shape = shape_of(layer)
    if isinstance(task, LayerGradient) and task.wrt == "bias":
        places = product(*map(range, shape.output[1:]))
        return LayerWindow(index, tuple([(_factor(task, "dy", (*index, *place)),) for place in places]), sympy.S.Zero)
    roles = _roles(task)
    tie = (_tied_to_narrow, _tied_to_kernel, _tied_to_wide)[roles.index("")]
    full = index if layer.channels else (*((0, 0) if roles[1] == "" else (0,)), *index)
    terms = []
    for triple in tie(layer, shape, full):
        found = dict(zip(roles, triple, strict=True))
        terms.append(tuple([_factor(task, operand, found[operand]) for operand in OPERANDS if operand in found]))
    bias = task.bias.flat_values[full[0]] if isinstance(task, Layer) and task.bias is not None else sympy.S.Zero
    return LayerWindow(index, tuple(terms), bias)


def _roles(task: Layer | LayerGradient) -> tuple[Role, Role, Role]:
    """Return what stands on the narrow side, for the kernel, and on the wide side; "" is the result."""
    layer = task.layer if isinstance(task, LayerGradient) else task
    output: Role = "dy" if isinstance(task, LayerGradient) else ""
    result = task.wrt if isinstance(task, LayerGradient) else "y"
    x: Role = "" if result == "x" else "x"
    w: Role = "" if result == "w" else "w"
    return (x, w, output) if layer.transposed else (output, w, x)


def _tied_to_narrow(layer: Layer, shape: LayerShape, narrow: Index) -> Iterator[Triple]:
    """Σ over the channels of the group and m."""
    per_group, inputs = shape.kernel[0] // shape.groups, shape.kernel[1]
    for c, *m in product(range(inputs), *map(range, shape.kernel[2:])):
        wide = [_window(layer, shape, axis, at, tap) for axis, (at, tap) in enumerate(zip(narrow[1:], m, strict=True))]
        yield narrow, (narrow[0], c, *m), (narrow[0] // per_group * inputs + c, *wide)


def _tied_to_kernel(layer: Layer, shape: LayerShape, kernel: Index) -> Iterator[Triple]:
    """Σ over n."""
    per_group, inputs = shape.kernel[0] // shape.groups, shape.kernel[1]
    channel = kernel[0] // per_group * inputs + kernel[1]
    for n in product(*map(range, shape.narrow[1:])):
        wide = [_window(layer, shape, axis, at, tap) for axis, (at, tap) in enumerate(zip(n, kernel[2:], strict=True))]
        yield (kernel[0], *n), kernel, (channel, *wide)


def _tied_to_wide(layer: Layer, shape: LayerShape, wide: Index) -> Iterator[Triple]:
    """Σ over the channels of the group and every n and m whose window lands on this sample, or on its copies."""
    per_group, inputs = shape.kernel[0] // shape.groups, shape.kernel[1]
    group, c = divmod(wide[0], inputs)
    per_axis = [_landing(layer, shape, axis, j) for axis, j in enumerate(wide[1:])]
    for b in range(group * per_group, (group + 1) * per_group):
        for pairs in product(*per_axis):
            yield (b, *[n for n, _ in pairs]), (b, c, *[m for _, m in pairs]), wide


def _landing(layer: Layer, shape: LayerShape, axis: int, j: int) -> list[tuple[int, int]]:
    """Return (n, m) with s·n + d·m − P = j on one axis, or = a place in the padding that copies j."""
    pairs = product(range(shape.narrow[1 + axis]), range(shape.kernel[2 + axis]))
    lengths = (shape.wide[1 + axis],)
    return [
        (n, m)
        for n, m in pairs
        if source_index((_window(layer, shape, axis, n, m),), (0,), lengths, layer.boundary) == (j,)
    ]


def _window(layer: Layer, shape: LayerShape, axis: int, n: int, m: int) -> int:
    """Return s·n + d·m − P, with K−1−m for m in a layer that convolves."""
    tap = m if layer.operation == "correlate" else shape.kernel[2 + axis] - 1 - m
    return shape.stride[axis] * n + shape.dilation[axis] * tap - shape.padding[axis][0]


def _factor(task: Layer | LayerGradient, operand: Operand, full: Index) -> LayerFactor:
    layer = task.layer if isinstance(task, LayerGradient) else task
    signal: Signal = getattr(layer, operand) if operand != "dy" else task.upstream  # type: ignore[union-attr]
    index = full[len(full) - signal.ndim :]
    boundary = layer.boundary if operand == "x" else "zero"
    source = source_index(index, (0,) * signal.ndim, signal.shape, boundary)
    if source is not None:
        return LayerFactor(operand, index, source, signal[tuple(map(sum, zip(source, signal.origin, strict=True)))])
    constant = layer.constant.flat_values[0] if operand == "x" and layer.constant is not None else sympy.S.Zero
    return LayerFactor(operand, index, None, constant)
