"""Convolutional layers of the frameworks: a batch of pictures with channels, in the layout that each expects.

May import: ``errors``, ``signals``, ``operations``, this package.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import prod
from typing import Any, Final

import sympy

from symconv.errors import LimitError, SupportError
from symconv.exact.coefficients import Coefficients, unify
from symconv.libraries.emulation import Emulation
from symconv.operations import Layer, compute, layer_task
from symconv.operations.layers import as_array, shape_of
from symconv.signals import Signal

__all__ = ["integers", "layered", "permuted", "reshaped", "with_batch", "without_batch"]

MOST_DIRECT: Final = 200_000
"""Most products that are summed one by one."""


def integers(value: Any, axes: int, what: str) -> tuple[int, ...]:
    """Return one integer per axis, where one may stand for all."""
    try:
        entries = [operator.index(v) for v in value] if isinstance(value, Sequence) else [operator.index(value)]
    except TypeError:
        raise SupportError(f"{what} must be an integer, or one per axis") from None
    if len(entries) not in (1, axes):
        raise SupportError(f"{what} has {len(entries)} entries for {axes} axes")
    return tuple(entries * axes if len(entries) == 1 else entries)


def permuted(signal: Signal, axes: Sequence[int]) -> Signal:
    """Return an array with its axes in another order, as a transposition does.

    Examples
    --------
    >>> permuted(Signal([[1, 2, 3], [4, 5, 6]]), (1, 0)).values
    ((1, 4), (2, 5), (3, 6))
    """
    shape = [signal.shape[axis] for axis in axes]
    steps = [prod(signal.shape[axis + 1 :]) for axis in axes]
    coefficients = signal.samples.coefficients
    elements = tuple(
        coefficients.elements[sum(i * step for i, step in zip(place, steps, strict=True))]
        for place in product(*map(range, shape))
    )
    return Signal.from_coefficients(Coefficients(coefficients.domain, elements), tuple(shape), (0,) * len(shape))


def with_batch(x: Signal, axes: int, what: str) -> tuple[Signal, bool]:
    """Return the input with a batch axis, and whether it had one."""
    if x.ndim == axes + 2:
        return x, True
    if x.ndim == axes + 1:
        return _shaped(x, (1, *x.shape)), False
    raise SupportError(
        f"{what}: the input has {x.ndim} axes; {axes + 2} are needed, [batch][channel][…], "
        f"or {axes + 1} without the batch"
    )


def layered(x: Signal, w: Signal, formula: str, **options: Any) -> Emulation:
    """Return a layer on each picture of a batch: x[b][c][…], w as `symconv.layer` has it, the result [b][o][…]."""
    tasks = [layer_task(picture, w, channels=True, **options) for picture in _parts(x)]
    return Emulation(
        _stacked([compute(task) for task in tasks]),
        formula,
        lambda: tuple(value for task in tasks for value in _direct(task)),
    )


def reshaped(emulation: Emulation, change: Callable[[Signal], Signal]) -> Emulation:
    """Return an emulation whose array is laid out in another way."""
    shape = emulation.shape

    def direct() -> tuple[Any, ...]:
        return change(_shaped(Signal(list(emulation.direct())), shape)).flat_values

    return Emulation(change(emulation.signal), emulation.formula, direct)


def without_batch(signal: Signal) -> Signal:
    """Return an array without its first axis, of length 1."""
    return _shaped(signal, signal.shape[1:])


def _parts(x: Signal) -> Iterator[Signal]:
    size = prod(x.shape[1:])
    domain, elements = x.samples.coefficients.domain, x.samples.coefficients.elements
    for at in range(0, len(elements), size):
        part = Coefficients(domain, elements[at : at + size])
        yield Signal.from_coefficients(part, x.shape[1:], (0,) * (x.ndim - 1))


def _stacked(parts: Sequence[Signal]) -> Signal:
    domain, elements = unify(*(part.samples.coefficients for part in parts))
    shape = (len(parts), *parts[0].shape)
    joined = tuple(value for part in elements for value in part)
    return Signal.from_coefficients(Coefficients(domain, joined), shape, (0,) * len(shape))


def _shaped(signal: Signal, shape: tuple[int, ...]) -> Signal:
    return Signal.from_coefficients(as_array(signal, "").samples.coefficients, shape, (0,) * len(shape))


def _direct(task: Layer) -> Iterator[Any]:
    """Yield the samples of a layer in row-major order, from a walk over all products."""
    shape = shape_of(task)
    if prod(shape.narrow) * prod(shape.kernel[1:]) > MOST_DIRECT:
        raise LimitError("summing one by one", "the number of products", limit=f"{MOST_DIRECT} products")
    totals: dict[tuple[int, ...], Any] = {}
    weights, samples = dict(task.w.items()), dict(task.x.items())
    inside = shape.kernel[1]
    for narrow, *n in product(*map(range, shape.narrow)):
        for local, *m in product(*map(range, shape.kernel[1:])):
            channel = narrow // (shape.narrow[0] // task.groups) * inside + local
            place = [
                s * i + d * j - p for s, i, d, j, p in zip(task.stride, n, task.dilation, m, shape.left, strict=True)
            ]
            source: tuple[int, ...] = (channel, *place)
            target: tuple[int, ...] = (narrow, *n)
            if task.transposed:
                source, target = target, source
            value = samples.get(source)
            if value is not None:
                totals[target] = totals.get(target, sympy.S.Zero) + weights[(narrow, local, *m)] * value
    bias = task.bias.flat_values if task.bias is not None else ()
    for at in product(*map(range, shape.output)):
        yield sympy.expand(totals.get(at, sympy.S.Zero) + (bias[at[0]] if bias else 0))
