"""Nested lists, tuples and arrays of entries to exact samples.

May import: ``errors``, ``exact``, ``syntax``. Arrays are recognised by their methods, so NumPy is not imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

import sympy

from symconv.errors import LimitError, SupportError, SymconvError
from symconv.exact.coefficients import Coefficients, coefficients_of, gaussian_coefficients
from symconv.exact.reading import Reading, rational_literal, read_entry
from symconv.signals.content import Samples

__all__ = ["MAX_AXES", "MAX_SAMPLES", "SamplesRead", "read_samples"]

MAX_SAMPLES = 1_048_576
"""Most samples of a signal that is given: a picture of 1024 by 1024."""
MAX_AXES = 8
"""Most axes of a signal."""
MAX_NOTES = 5
"""Most notes that are spelled out one by one."""


@dataclass(frozen=True, slots=True)
class SamplesRead:
    """Samples, and what a reader should know about how they were read."""

    samples: Samples
    notes: tuple[str, ...]


def read_samples(entries: object) -> SamplesRead:
    """Read nested lists, tuples or a NumPy array.

    Raises
    ------
    SupportError
        If there are no samples, rows differ in length, or there are more than `MAX_AXES` axes.
    LimitError
        If there are more than `MAX_SAMPLES` samples.

    Examples
    --------
    >>> read_samples([[1, 0.5], ["1/3", 2]]).notes
    ('0.5 was read as 1/2',)
    """
    shape, flat = _flatten(entries)
    if all(issubclass(kind, int | Fraction) for kind in set(map(type, flat))):
        return SamplesRead(Samples(coefficients_of(flat), shape), ())
    readings = [_read(entry, index, shape) for index, entry in enumerate(flat)]
    notes = tuple(dict.fromkeys(reading.note for reading in readings if reading.note))
    if len(notes) > MAX_NOTES:
        more = f"{len(notes) - MAX_NOTES} more decimal numbers were read as their decimal text"
        notes = (*notes[:MAX_NOTES], more)
    return SamplesRead(Samples(_coefficients(readings), shape), notes)


def _coefficients(readings: Sequence[Reading]) -> Coefficients:
    if not any(reading.imaginary for reading in readings):
        return coefficients_of([reading.value for reading in readings])
    if all(isinstance(reading.value, Fraction) for reading in readings):
        return gaussian_coefficients([(reading.value, reading.imaginary) for reading in readings])
    return coefficients_of([sympy.sympify(reading.value) + reading.imaginary * sympy.I for reading in readings])


def _flatten(entries: object) -> tuple[tuple[int, ...], list[Any]]:
    if hasattr(entries, "ravel") and hasattr(entries, "dtype"):
        return _flatten_array(entries)
    if not _is_row(entries):
        hint = "; use Signal.from_text for text" if isinstance(entries, str) else ""
        raise TypeError(
            f"a signal is made from a list, a tuple or an array of entries, not from {type(entries).__name__}{hint}"
        )
    shape: list[int] = []
    level: list[Any] = [entries]
    while _is_row(level[0]):
        rows = [_row(entry, len(shape)) for entry in level]
        length = len(rows[0])
        for position, row in enumerate(rows):
            if len(row) != length:
                raise SupportError(
                    f"reading a signal: row {position} has {_count(len(row), 'entry')}, row 0 has {length}; "
                    "rows must have equal lengths"
                )
        shape.append(length)
        _check_size(shape)
        level = [entry for row in rows for entry in row]
    for entry in level:
        if _is_row(entry):
            raise SupportError("reading a signal: numbers and rows stand side by side; nest all rows equally deep")
    return tuple(shape), level


def _flatten_array(array: Any) -> tuple[tuple[int, ...], list[Any]]:
    shape = tuple(int(length) for length in array.shape)
    if not shape:
        raise SupportError("reading a signal: an array without axes is a single number; put it into a list")
    _check_size(shape)
    flat = array.ravel()
    if array.dtype.kind in "fc" and array.dtype.name not in ("float64", "complex128"):
        return shape, list(flat)  # tolist() would turn these into doubles
    return shape, flat.tolist()


def _is_row(entry: object) -> bool:
    """Whether an entry is a row: a list or tuple, an array of NumPy or SymPy, a matrix."""
    return isinstance(entry, list | tuple | range) or (hasattr(entry, "tolist") and bool(getattr(entry, "shape", ())))


def _row(entry: Any, axis: int) -> Sequence[Any]:
    if not _is_row(entry):
        raise SupportError("reading a signal: numbers and rows stand side by side; nest all rows equally deep")
    if axis == MAX_AXES:
        raise LimitError("reading a signal", f"more than {MAX_AXES} axes", limit=f"{MAX_AXES} axes")
    if hasattr(entry, "ravel"):
        return list(entry)
    return entry if isinstance(entry, list | tuple | range) else entry.tolist()


def _check_size(shape: Sequence[int]) -> None:
    if len(shape) > MAX_AXES:
        raise LimitError("reading a signal", f"{len(shape)} axes", limit=f"{MAX_AXES} axes")
    count = prod(shape)
    if count == 0:
        raise SupportError("reading a signal: it is empty; give at least one sample")
    if count > MAX_SAMPLES:
        raise LimitError("reading a signal", f"{count} samples", limit=f"{MAX_SAMPLES} samples")


def _read(entry: object, index: int, shape: tuple[int, ...]) -> Reading:
    try:
        return _read_text(entry) if isinstance(entry, str) else read_entry(entry)
    except SymconvError as error:
        if len(shape) == 1:
            error.add_note(f"in entry {index} of the signal")
        else:
            error.add_note(f"in entry {_position(index, shape)} of the signal")
        raise


def _read_text(text: str) -> Reading:
    value = rational_literal(text)
    if value is not None:
        return Reading(value)
    from symconv.signals.text import entry_value  # most signals have no such entries
    from symconv.syntax import parse_expression

    return read_entry(entry_value(parse_expression(text), text))


def _position(index: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    position: list[int] = []
    for length in reversed(shape):
        index, place = divmod(index, length)
        position.insert(0, place)
    return tuple(position)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun.replace('entry', 'entries')}"
