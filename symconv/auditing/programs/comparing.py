"""What a program shows against what somebody wrote that it shows.

Rounding to the places shown is fine, and so is the rounding of floating-point arithmetic. Right values in another
shape are a slip; so is a shape where the values would stand.

May import: this package, ``auditing.outcomes``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import sympy

from symconv.auditing.claims import Note
from symconv.auditing.outcomes import Outcome, unread
from symconv.auditing.programs.arrays import ExactArray, from_nested, nested
from symconv.auditing.programs.numbers import is_number
from symconv.auditing.programs.objects import Tensor
from symconv.auditing.programs.scope import Missing
from symconv.auditing.programs.written import Entry, Written
from symconv.auditing.values import Unread

__all__ = ["as_array", "compare_shown", "shown_text"]

NOISE: Final = Fraction(1, 10**6)
"""How far single-precision arithmetic may stray, relative to the largest entry."""
MOST_SHOWN: Final = 60


def as_array(value: Any) -> ExactArray | None:
    """Return numbers, rows and arrays as one array; ``None`` for anything else."""
    try:
        array = from_nested(_plain(value))
    except Unread:
        return None
    return array if all(is_number(entry) for entry in array.entries) else None


def _plain(value: Any) -> Any:
    if isinstance(value, Tensor):
        return value.array
    if isinstance(value, range):
        return list(value)
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return value


def compare_shown(value: Any, written: Written) -> Outcome:
    """Return whether a value is what is written."""
    if isinstance(value, Missing):
        return Outcome("unread", "code", "", "", value.reason)
    array, shape = as_array(value), written.shape
    if written.is_elided:
        return unread("dots stand for some of the output")
    if array is None or shape is None:
        return unread("what is shown is no array of numbers")
    found, expected = written_text(written), shown_text(value)
    if isinstance(value, bool) != any(isinstance(entry.value, bool) for entry in written.entries) and shape == ():
        return unread("a truth value against a number")
    if array.shape == shape:
        return _same_shape(array, written, found, expected)
    if _squeezed(array.shape) == _squeezed(shape) and _mismatch(array, written.entries) is None:
        text = f"The values are right; what is shown has the shape {_tuple(array.shape)}, not {_tuple(shape)}."
        return Outcome("holds", "axes", "exact", found, expected, (Note("shape", text),))
    if written.brackets and array.shape and tuple(entry.value for entry in written.entries) == array.shape:
        return Outcome("holds", "shape", "exact", found, _tuple(array.shape))
    if written.brackets == "(" and isinstance(value, Tensor):
        return _wrong_shape(array, written, found)
    if not shape or not array.shape:
        return unread("an array against a number")
    if len(_squeezed(shape)) != len(_squeezed(array.shape)):
        return unread("what is written has other axes than what is shown")
    text = f"It has {_count(len(array.entries))}, not {len(written.entries)}."
    return Outcome("fails", "wrong output", "exact", found, expected, (Note("length", text),))


def _wrong_shape(array: ExactArray, written: Written, found: str) -> Outcome:
    lengths = [entry.value for entry in written.entries]
    if len(lengths) != len(array.shape) or any(isinstance(n, tuple) or n < 0 or n != int(n) for n in lengths):
        return unread("whether a shape is meant")
    text = f"The shape is {_tuple(array.shape)}."
    return Outcome("fails", "wrong shape", "exact", found, _tuple(array.shape), (Note("shape", text),))


def _same_shape(array: ExactArray, written: Written, found: str, expected: str) -> Outcome:
    wrong = _mismatch(array, written.entries)
    if wrong is None:
        rounded = [e for e, v in zip(written.entries, array.entries, strict=True) if _is_rounded(v, e)]
        if rounded:
            note = Note("rounding", f"{expected} is written without its fractions.")
            return Outcome("holds", "rounded", "exact", found, expected, (note,))
        return Outcome("holds", "output", "exact", found, expected)
    if isinstance(array.entries[wrong], bool) != isinstance(written.entries[wrong].value, bool):
        return unread("a truth value against a number")
    place = f"Entry {wrong + 1}: it" if len(array.entries) > 1 else "It"
    text = f"{place} is {shown_text(array.entries[wrong])}, not {_entry_text(written.entries[wrong])}."
    return Outcome("fails", "wrong output", "exact", found, expected, (Note("slip", text),))


def _mismatch(array: ExactArray, entries: tuple[Entry, ...]) -> int | None:
    """Return the place of the first entry that is not what is written."""
    if len(array.entries) != len(entries):
        return 0
    largest = max((abs(Fraction(e)) for e in array.entries if not isinstance(e, sympy.Expr)), default=Fraction(0))
    for place, (value, entry) in enumerate(zip(array.entries, entries, strict=True)):
        if isinstance(value, bool) or isinstance(entry.value, bool):
            if not (isinstance(value, bool) and value == entry.value):
                return place
            continue
        parts = _parts(value)
        written = entry.value if isinstance(entry.value, tuple) else (entry.value, Fraction(0))
        for part, number in zip(parts, written, strict=True):
            slack = entry.unit / 2 if entry.unit else (Fraction(1, 2) if _is_fraction(part) else Fraction(0))
            if abs(part - number) > slack + NOISE * max(abs(part), abs(largest)):
                return place
    return None


def _parts(value: Any) -> tuple[Fraction, Fraction]:
    if isinstance(value, sympy.Expr):
        real, imaginary = value.as_real_imag()
        return Fraction(int(real.p), int(real.q)), Fraction(int(imaginary.p), int(imaginary.q))
    return Fraction(value), Fraction(0)


def _is_fraction(value: Fraction) -> bool:
    return value.denominator != 1


def _is_rounded(value: Any, entry: Entry) -> bool:
    """Whether a fraction is written as an integer."""
    if entry.unit or isinstance(entry.value, bool | tuple) or isinstance(value, sympy.Expr):
        return False
    number = Fraction(value)
    return bool(abs(number - entry.value) > NOISE * max(abs(number), Fraction(1)))


def _squeezed(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(n for n in shape if n != 1)


def _tuple(shape: tuple[int, ...]) -> str:
    return f"({', '.join(map(str, shape))}{',' * (len(shape) == 1)})"


def _count(number: int) -> str:
    return f"{number} entr{'y' if number == 1 else 'ies'}"


def shown_text(value: Any) -> str:
    """Return a value as a person writes it."""
    array = as_array(value)
    if array is None:
        return str(value)[:MOST_SHOWN]
    if len(array.entries) > MOST_SHOWN:
        return f"an array of the shape {_tuple(array.shape)}"
    return _nested_text(nested(array))


def _nested_text(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_nested_text, value))}]"
    return str(value)


def written_text(written: Written) -> str:
    """Return what is written, in one way of writing."""
    if len(written.entries) > MOST_SHOWN:
        return f"{_count(len(written.entries))}"
    return _content_text(written.content)


def _content_text(content: Any) -> str:
    if isinstance(content, Entry):
        return _entry_text(content)
    return f"[{', '.join(map(_content_text, content))}]"


def _entry_text(entry: Entry) -> str:
    if isinstance(entry.value, tuple):
        return f"{entry.value[0]} + {entry.value[1]}*I"
    return str(entry.value)
