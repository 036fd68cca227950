"""Signals as nodes: vectors with the origin marked, long ones with their middle left out.

May import: ``signals``, ``syntax``. Must never build a node for a sample that is not shown.
"""

from __future__ import annotations

from symconv.signals import Signal
from symconv.solving.lines import value_node
from symconv.syntax.nodes import Dots, Node, Vector

__all__ = ["vector"]

MAX_ENTRIES = 16
"""Most entries of a vector along one axis."""


def vector(signal: Signal, *, mark_origin: bool = True) -> Vector:
    """Return ``[1, _2, 3]``; the mark is left out where the sample at the origin is not shown."""
    origin = tuple(-first for first in signal.origin)
    rows = _kept(signal.shape[0])
    inside = all(place in _kept(length) for place, length in zip(origin, signal.shape, strict=True))
    return Vector(_entries(signal, (), rows), origin if mark_origin and inside else None)


def _entries(signal: Signal, place: tuple[int, ...], kept: tuple[int | None, ...]) -> tuple[Node, ...]:
    axis = len(place)
    entries: list[Node] = []
    for offset in kept:
        if offset is None:
            entries.append(Dots())
            continue
        index = (*place, signal.origin[axis] + offset)
        if len(index) == signal.ndim:
            entries.append(value_node(signal[index]))
        else:
            entries.append(Vector(_entries(signal, index, _kept(signal.shape[axis + 1]))))
    return tuple(entries)


def _kept(length: int) -> tuple[int | None, ...]:
    """Return the offsets that are shown, ``None`` for those left out."""
    if length <= MAX_ENTRIES:
        return tuple(range(length))
    tail = MAX_ENTRIES // 3
    return (*range(MAX_ENTRIES - tail), None, *range(length - tail, length))
