"""``a[…]``: integers, slices, new axes, dots, truth values and lists of integers, for reading and for writing.

May import: this package's arrays, objects, elementwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

from symconv.auditing.programs.arrays import ExactArray, broadcast, steps_of
from symconv.auditing.programs.elementwise import WHOLE, as_tensor, cast
from symconv.auditing.programs.objects import Tensor
from symconv.auditing.values import Unread

__all__ = ["get_item", "set_item"]


@dataclass(frozen=True, slots=True)
class _Selection:
    """Which entries an index names."""

    shape: tuple[int, ...]
    places: tuple[int, ...]
    is_view: bool


def get_item(tensor: Tensor, index: Any) -> Any:
    """Return what an index names: a number, a view, or a copy."""
    selection = _select(tensor.array, index)
    entries = tuple(tensor.array.entries[place] for place in selection.places)
    if selection.shape == () and tensor.library == "numpy":
        return entries[0]
    found = ExactArray(selection.shape, entries)
    return tensor.view(found) if selection.is_view else tensor.like(found)


def set_item(tensor: Tensor, index: Any, value: Any) -> None:
    """Put a value where an index points; numbers are cut to the type of the array."""
    selection = _select(tensor.array, index)
    given = as_tensor(value, tensor.library)
    if given.dtype.startswith("complex") and not tensor.dtype.startswith("complex"):
        raise Unread("a complex number put into an array of real ones")
    shape = given.array.shape
    while len(shape) > len(selection.shape) and shape[0] == 1:
        shape = shape[1:]
    fitting = broadcast(given.array.reshaped(shape), selection.shape)
    entries = list(tensor.array.entries)
    for place, entry in zip(selection.places, cast(fitting.entries, tensor.dtype), strict=True):
        entries[place] = entry
    tensor.change(ExactArray(tensor.array.shape, tuple(entries)))


def _select(array: ExactArray, index: Any) -> _Selection:
    parts = list(index) if isinstance(index, tuple) else [index]
    consumed = sum(_width(part) for part in parts)
    axes = len(array.shape)
    if consumed > axes:
        raise Unread(f"it raises here: too many indices for an array with {axes} axes")
    if sum(part is Ellipsis for part in parts) == 0:
        parts.append(Ellipsis)
    at = next(i for i, part in enumerate(parts) if part is Ellipsis)
    parts[at : at + 1] = [slice(None)] * (axes - consumed)
    lists = [part for part in parts if isinstance(part, list | Tensor)]
    if len(lists) > 1:
        raise Unread("an index with several lists is not read")
    steps, shape, places, axis, is_view = steps_of(array.shape), [], [0], 0, True
    for part in parts:
        if part is None:
            shape.append(1)
            continue
        chosen, is_axis, is_slice, width = _chosen(part, array, axis)
        is_view = is_view and (is_slice or not is_axis)
        if is_axis:
            shape.append(len(chosen))
        step = steps[axis] if width == 1 else steps[axis + width - 1]
        places = [place + i * step for place in places for i in chosen]
        axis += width
    return _Selection(tuple(shape), tuple(places), is_view)


def _width(part: Any) -> int:
    if part is None or part is Ellipsis:
        return 0
    return len(part.array.shape) if isinstance(part, Tensor) and part.dtype == "bool" else 1


def _chosen(part: Any, array: ExactArray, axis: int) -> tuple[list[int], bool, bool, int]:
    """Return the places on an axis, whether the axis stays, whether it is a slice, and how many axes are taken."""
    length = array.shape[axis]
    if isinstance(part, slice):
        return list(range(*part.indices(length))), True, True, 1
    if isinstance(part, bool):
        raise Unread("a truth value as an index is not read")
    if isinstance(part, int):
        if not -length <= part < length:
            raise Unread(f"it raises here: index {part} is outside an axis of {length} entries")
        return [part % length], False, False, 1
    if isinstance(part, list | tuple):
        part = as_tensor(list(part))
    if not isinstance(part, Tensor):
        raise Unread("an index that is not read")
    if part.dtype == "bool":
        width = len(part.array.shape)
        if part.array.shape != array.shape[axis : axis + width]:
            raise Unread("it raises here: truth values that do not fit the array")
        return [i for i in range(prod(part.array.shape)) if part.array.entries[i]], True, False, width
    if len(part.array.shape) != 1 or part.dtype not in WHOLE:
        raise Unread("an index that is not read")
    if any(not -length <= i < length for i in part.array.entries):
        raise Unread("it raises here: an index outside the array")
    return [i % length for i in part.array.entries], True, False, 1
