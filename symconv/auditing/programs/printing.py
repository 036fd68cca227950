"""What a program shows: values and words in the order in which they are printed.

May import: this package's objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from symconv.auditing.programs.objects import Tensor
from symconv.auditing.values import Unread

__all__ = ["Formatted", "Shown", "braces", "formatted", "percent", "pieces", "text_of"]

MOST_PARTS: Final = 1_000
MOST_CHARACTERS: Final = 10_000

SPECIFIER: Final = re.compile(r"[<>^=]?[ +-]?0?\d*,?(?:\.(\d+))?([dfgeErs%n]?)")
CONVERSION: Final = re.compile(r"%[-+ 0#]*\d*(?:\.\d+)?[dfgeisr]|%%")
FIELD: Final = re.compile(r"\{\{|\}\}|\{(\d*)(?:![rs])?(?::([^{}]*))?\}")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text with values in it, from an f-string, ``%`` or ``format``."""

    parts: tuple[Any, ...]


def text_of(parts: Iterable[Any]) -> Formatted:
    """Return texts and values as one text; texts inside are taken apart, so that it never nests."""
    found = [piece for part in parts for piece in (part.parts if isinstance(part, Formatted) else (part,))]
    if len(found) > MOST_PARTS or sum(len(piece) for piece in found if isinstance(piece, str)) > MOST_CHARACTERS:
        raise Unread(f"too long to check: a text of more than {MOST_CHARACTERS} characters")
    return Formatted(tuple(found))


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that is printed, displayed or assigned: its values, or why they are not known."""

    values: tuple[Any, ...]
    """Texts, and everything else a program can have; of a part that is unknown, why."""
    reason: str = ""


def pieces(value: Any) -> tuple[Any, ...]:
    """Return the texts and values of which something consists, as it is printed."""
    return value.parts if isinstance(value, Formatted) else (value,)


def formatted(value: Any, specifier: str) -> Any:
    """Return a value as a format specifier shows it: the value itself, to be compared to the places shown."""
    match = SPECIFIER.fullmatch(specifier)
    if not match or match[2] in ("%", "e", "E", "n") or "," in specifier:
        raise Unread("a format that is not read")
    if isinstance(value, Tensor) and specifier:
        raise Unread("a format of an array is not read")
    return value


def percent(text: str, value: Any) -> Formatted:
    """Return ``"x = %s" % x``."""
    values = list(value) if isinstance(value, tuple) else [value]
    parts: list[Any] = []
    at = 0
    for match in CONVERSION.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        if match[0] == "%%":
            parts.append("%")
            continue
        if not values:
            raise Unread("it raises here: not enough values for the format")
        found = values.pop(0)
        if match[0].endswith(("d", "i")) and isinstance(found, Fraction):
            found = int(found)
        parts.append(found)
    if values:
        raise Unread("it raises here: too many values for the format")
    return text_of((*parts, text[at:]))


def braces(text: str, values: tuple[Any, ...]) -> Formatted:
    """Return ``"x = {}".format(x)``."""
    parts: list[Any] = []
    at = counted = 0
    for match in FIELD.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        if match[0] in ("{{", "}}"):
            parts.append(match[0][0])
            continue
        place = int(match[1]) if match[1] and len(match[1]) < 4 else counted
        counted += 1
        if place >= len(values):
            raise Unread("it raises here: not enough values for the format")
        parts.append(formatted(values[place], match[2] or ""))
    if "{" in text[at:]:
        raise Unread("a format that is not read")
    return text_of((*parts, text[at:]))
