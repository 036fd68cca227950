"""Arrays of exact numbers, and how they are laid out anew.

May import: this package's numbers. Must never make an array of more than 100,000 entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Final

from symconv.auditing.values import Unread

__all__ = [
    "ExactArray",
    "broadcast",
    "check_size",
    "concatenated",
    "from_nested",
    "moved_axes",
    "nested",
    "size_of",
    "steps_of",
]

MAX_ENTRIES: Final = 100_000
MAX_AXES: Final = 8

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ExactArray:
    """Entries in row-major order."""

    shape: Shape
    entries: tuple[Any, ...]

    def __post_init__(self) -> None:
        if len(self.shape) > MAX_AXES:
            raise Unread(f"too long to check: an array of more than {MAX_AXES} axes")

    def reshaped(self, shape: Sequence[int]) -> ExactArray:
        """Return the entries in another shape; one length may be −1."""
        lengths = list(shape)
        if lengths.count(-1) == 1:
            others = prod(n for n in lengths if n != -1)
            lengths[lengths.index(-1)] = len(self.entries) // others if others else 0
        if prod(lengths) != len(self.entries) or any(n < 0 for n in lengths):
            raise Unread(f"it raises here: {len(self.entries)} entries do not fit the shape {tuple(shape)}")
        return ExactArray(tuple(lengths), self.entries)


def check_size(number: int) -> None:
    """Refuse arrays that are too large, before they are made."""
    if number > MAX_ENTRIES:
        raise Unread(f"too long to check: an array of more than {MAX_ENTRIES} entries")


def size_of(value: Any) -> int:
    """Return how many entries nested lists have, or some number above the limit; one list may be in many places."""
    number = 0
    waiting = [value]
    while waiting and number <= MAX_ENTRIES:
        part = waiting.pop()
        number += 1
        if isinstance(part, list | tuple):
            waiting += part[: MAX_ENTRIES + 1]
    return number


def steps_of(shape: Shape) -> Shape:
    """Return how far apart neighbours on each axis stand in row-major order."""
    return tuple(prod(shape[axis + 1 :]) for axis in range(len(shape)))


def from_nested(value: Any) -> ExactArray:
    """Return nested lists, tuples and arrays as one array."""
    if isinstance(value, ExactArray):
        return value
    if not isinstance(value, list | tuple):
        return ExactArray((), (value,))
    check_size(len(value))
    parts = [from_nested(entry) for entry in value]
    shapes = {part.shape for part in parts}
    if len(shapes) > 1:
        raise Unread("the rows differ in length")
    inner = parts[0].shape if parts else ()
    check_size(len(parts) * prod(inner))
    return ExactArray((len(parts), *inner), tuple(entry for part in parts for entry in part.entries))


def nested(array: ExactArray) -> Any:
    """Return an array as nested lists, an array without axes as its entry."""
    if not array.shape:
        return array.entries[0]
    size = prod(array.shape[1:])
    return [
        nested(ExactArray(array.shape[1:], array.entries[at * size : (at + 1) * size])) for at in range(array.shape[0])
    ]


def moved_axes(array: ExactArray, order: Sequence[int]) -> ExactArray:
    """Return an array with its axes in another order."""
    axes = [axis % len(array.shape) for axis in order] if array.shape else []
    if sorted(axes) != list(range(len(array.shape))):
        raise Unread("the axes of a transposition do not fit the array")
    steps = steps_of(array.shape)
    return _picked(array, [(array.shape[axis], steps[axis]) for axis in axes])


def broadcast(array: ExactArray, shape: Shape) -> ExactArray:
    """Return an array repeated to a shape, as NumPy does it."""
    if array.shape == shape:
        return array
    check_size(prod(shape))
    missing = len(shape) - len(array.shape)
    steps = [0] * missing + [0 if n == 1 else step for n, step in zip(array.shape, steps_of(array.shape), strict=True)]
    if missing < 0 or any(n not in (1, wanted) for n, wanted in zip(array.shape, shape[missing:], strict=True)):
        raise Unread(f"it raises here: the shapes {array.shape} and {shape} do not fit together")
    return _picked(array, list(zip(shape, steps, strict=True)))


def common_shape(left: Shape, right: Shape) -> Shape:
    """Return the shape that two arrays have together."""
    longest = max(len(left), len(right))
    pairs = zip((1,) * (longest - len(left)) + left, (1,) * (longest - len(right)) + right, strict=True)
    lengths = []
    for n, k in pairs:
        if n != k and 1 not in (n, k):
            raise Unread(f"it raises here: the shapes {left} and {right} do not fit together")
        lengths.append(k if n == 1 else n)
    return tuple(lengths)


def concatenated(arrays: Sequence[ExactArray], axis: int) -> ExactArray:
    """Return arrays one after the other along an axis."""
    if not arrays or not arrays[0].shape:
        raise Unread("it raises here: nothing to join")
    axes = len(arrays[0].shape)
    if not -axes <= axis < axes:
        raise Unread("it raises here: no such axis")
    axis %= axes
    others = {a.shape[:axis] + a.shape[axis + 1 :] for a in arrays if len(a.shape) == axes}
    if len(others) != 1 or any(len(a.shape) != axes for a in arrays):
        raise Unread("it raises here: the shapes do not fit together")
    check_size(sum(len(a.entries) for a in arrays))
    rows: list[Any] = []
    for outer in range(prod(arrays[0].shape[:axis])):
        for a in arrays:
            size = prod(a.shape[axis:])
            rows += a.entries[outer * size : (outer + 1) * size]
    length = sum(a.shape[axis] for a in arrays)
    return ExactArray((*arrays[0].shape[:axis], length, *arrays[0].shape[axis + 1 :]), tuple(rows))


def _picked(array: ExactArray, axes: Sequence[tuple[int, int]]) -> ExactArray:
    """Return the entries that a walk with these lengths and steps meets."""
    places = [0]
    for length, step in axes:
        places = [place + i * step for place in places for i in range(length)]
    return ExactArray(tuple(n for n, _ in axes), tuple(array.entries[place] for place in places))


def indices(shape: Shape) -> Iterator[Shape]:
    """Yield every index in row-major order."""
    return product(*map(range, shape))
