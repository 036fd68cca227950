"""What an unknown input holds beyond its ends: the boundary of a layer as a formula for the index.

May import: ``errors``, ``signals``, the rest of ``operations``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import sympy

from symconv.errors import SupportError
from symconv.operations.tasks import Layer
from symconv.operations.unknown_shapes import length_of
from symconv.signals import Signal

__all__ = ["read_beyond"]


def read_beyond(task: Layer, x: Signal, index: tuple[Any, ...]) -> Any:
    """Return the sample of the extended input at an index, channels first.

    Examples
    --------
    >>> from symconv.operations.layers import layer_task
    >>> task = layer_task(Signal.symbol("x", "N"), [1], boundary="wrap")
    >>> read_beyond(task, task.x, (sympy.Symbol("k"),))
    x[Mod(k, N)]
    """
    front = 1 if task.channels else 0
    lengths = [length_of(x, axis) for axis in range(front, x.ndim)]
    if any(length is None for length in lengths):
        raise SupportError(f"layer: boundary={task.boundary!r} begins where the input ends; give it a length")
    if task.boundary == "constant":
        inside = [condition for i, n in zip(index[front:], lengths, strict=True) for condition in (i >= 0, i < n)]
        outside = task.constant.flat_values[0] if task.constant is not None else sympy.S.Zero
        return sympy.Piecewise((x.at(*index), sympy.And(*inside)), (outside, True))
    source = _SOURCES[task.boundary]
    return x.at(*index[:front], *[source(i, n) for i, n in zip(index[front:], lengths, strict=True)])


def _reflected(index: Any, length: Any) -> Any:
    if length == 1:
        return sympy.S.Zero
    place = sympy.Mod(index, 2 * length - 2)
    return sympy.Min(place, 2 * length - 2 - place)


def _mirrored(index: Any, length: Any) -> Any:
    place = sympy.Mod(index, 2 * length)
    return sympy.Min(place, 2 * length - 1 - place)


_SOURCES: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "wrap": sympy.Mod,
    "edge": lambda index, length: sympy.Max(0, sympy.Min(index, length - 1)),
    "symmetric": _mirrored,
    "reflect": _reflected,
}
"""The index of the sample that a place holds, for every boundary that copies samples."""
