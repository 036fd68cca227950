"""Reading the options of a layer: one number or one per axis, padding in its many spellings.

May import: ``errors``, ``operations.tasks``.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from symconv.errors import ConventionError, SupportError
from symconv.operations.tasks import Padding

__all__ = ["counted", "read_output_padding", "read_padding", "read_per_axis"]

PADDING_RULES = ("same", "valid")


def read_per_axis(option: str, value: object, axes: int, *, least: int) -> tuple[int, ...]:
    """Return one integer per axis from one for all or one for each.

    Examples
    --------
    >>> read_per_axis("stride", 2, 3, least=1), read_per_axis("stride", [1, 2], 2, least=1)
    ((2, 2, 2), (1, 2))
    """
    numbers = [_integer(option, entry) for entry in _row(value)] if _is_row(value) else [_integer(option, value)] * axes
    if len(numbers) != axes:
        raise SupportError(
            f"layer: {option} has {counted(len(numbers), 'entry')} for {counted(axes, 'axis')}; "
            "give one number, or one per axis"
        )
    for axis, number in enumerate(numbers):
        if number < least:
            where = f" on axis {axis}" if axes > 1 else ""
            raise SupportError(f"layer: {option} is {number}{where}; it must be at least {least}")
    return tuple(numbers)


def read_padding(value: object, axes: int) -> Padding:
    """Return one (left, right) pair per axis, or the name of a rule.

    Examples
    --------
    >>> read_padding(1, 2), read_padding([(0, 2)], 1), read_padding([1, (0, 2)], 2)
    (((1, 1), (1, 1)), ((0, 2),), ((1, 1), (0, 2)))
    """
    if isinstance(value, str):
        if value == "same":
            return "same"
        if value == "valid":
            return "valid"
        raise ConventionError("padding", value, PADDING_RULES)
    entries: Sequence[Any] = _row(value) if _is_row(value) else [value] * axes
    if len(entries) != axes:
        hint = "; for one axis with two different sides write [(left, right)]" if axes == 1 else ""
        raise SupportError(
            f"layer: padding has {counted(len(entries), 'entry')} for {counted(axes, 'axis')}; "
            f"give one number, or one number or (left, right) pair per axis{hint}"
        )
    pairs = tuple([_pair(entry) for entry in entries])
    for axis, pair in enumerate(pairs):
        if min(pair) < 0:
            where = f" on axis {axis}" if axes > 1 else ""
            raise SupportError(f"layer: padding is {min(pair)}{where}; it must not be negative")
    return pairs


def read_output_padding(value: object, axes: int, *, transposed: bool) -> tuple[int, ...]:
    """Return one integer per axis, or nothing for a layer that is not transposed."""
    numbers = read_per_axis("output_padding", value, axes, least=0)
    if transposed:
        return numbers
    if any(numbers):
        raise SupportError("layer: output_padding belongs to transposed layers; leave it out or say transposed=True")
    return ()


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "axis"), counted(2, "axis"), counted(3, "entry"), counted(2, "group")
    ('1 axis', '2 axes', '3 entries', '2 groups')
    """
    plurals = {"axis": "axes", "entry": "entries"}
    return f"{number} {noun if number == 1 else plurals.get(noun, noun + 's')}"


def _pair(entry: object) -> tuple[int, int]:
    if not _is_row(entry):
        both = _integer("padding", entry)
        return both, both
    sides = [_integer("padding", side) for side in _row(entry)]
    if len(sides) != 2:
        raise SupportError(
            f"layer: padding of one axis has {counted(len(sides), 'entry')}; give a number or a pair (left, right)"
        )
    return sides[0], sides[1]


def _integer(option: str, value: object) -> int:
    try:
        return operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        raise SupportError(f"layer: {option} is {value!r:.60}; it must be an integer, or one per axis") from None


def _is_row(value: object) -> bool:
    return isinstance(value, list | tuple) or bool(getattr(value, "shape", ()))


def _row(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else list(value)
