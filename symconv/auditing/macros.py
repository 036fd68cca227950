r"""Abbreviations that a text defines for itself: ``\newcommand`` without arguments, ``\def``, ``\DeclareMathOperator``.

An expanded formula still knows where it stands: what comes out of an abbreviation has the place of the abbreviation.

May import: ``errors``. Must never expand without a bound: a few definitions can make a text of any length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from symconv.errors import LimitError, SymconvError, UnsupportedProblemError

__all__ = ["Expansion", "Macros"]

MAX_BODY: Final = 2_000
"""Most characters that one abbreviation stands for, when everything in it is expanded."""
MAX_LENGTH: Final = 20_000
"""Most characters of a formula after expansion."""
MAX_DEFINITIONS: Final = 500
"""Most definitions that are read; later ones are not known."""
MAX_LEVELS: Final = 20
"""Most abbreviations inside one another."""
_DEFINITION: Final = re.compile(
    r"\\(?:(?:re|provide)?newcommand\*?\s*(?:\{\s*\\([A-Za-z]+)\s*\}|\\([A-Za-z]+))\s*(\[[^\]\n]*\])?"
    r"|def\s*\\([A-Za-z]+)\s*(\#\d)?|DeclareMathOperator\*?\s*\{\s*\\([A-Za-z]+)\s*\})[^{}\n\\]{0,40}(?=\{)"
)
_CONTROL: Final = re.compile(r"\\([A-Za-z]+)")
_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Expansion:
    """A passage with its abbreviations written out."""

    text: str
    start: int
    """Where the passage stands in the source."""
    pieces: tuple[tuple[int, int, int, int], ...] = ()
    """Start and stop of what was put in, and of what it was put in for, both counted from the passage."""
    starts: tuple[int, ...] = field(default=(), repr=False)

    def place(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return where a span of the expanded text stands in the source."""
        return self.start + self._offset(span[0], end=False), self.start + self._offset(span[1], end=True)

    def _offset(self, offset: int, *, end: bool) -> int:
        number = bisect_right(self.starts, offset - end) - 1
        if number < 0:
            return offset
        _, stop, source_start, source_stop = self.pieces[number]
        if offset - end < stop:
            return source_stop if end else source_start
        return source_stop + offset - stop


class Macros:
    r"""The abbreviations of one text.

    Examples
    --------
    >>> macros = Macros(r"\newcommand{\half}{\frac{1}{2}}")
    >>> expansion = macros.expand(r"x = \half y", 100)
    >>> expansion.text, expansion.place((4, 15)), expansion.place((16, 17))
    ('x = \\frac{1}{2} y', (104, 109), (110, 111))
    """

    def __init__(self, text: str) -> None:
        self._bodies: dict[str, str] = {}
        self._refused: dict[str, str] = {}
        self._definitions: list[tuple[int, int]] = []
        self._full: dict[str, str] = {}
        at = 0
        while len(self._definitions) < MAX_DEFINITIONS and (match := _DEFINITION.search(text, at)):
            stop = _closing(text, match.end())
            at = max(stop, match.end())
            self._define(match, text[match.end() + 1 : stop - 1])
            self._definitions.append((match.start(), at))

    def _define(self, match: re.Match[str], body: str) -> None:
        braced, bare, arguments, primitive, parameter, operator = match.groups()
        name = braced or bare or primitive or operator
        body = rf"\operatorname{{{body}}}" if operator else body
        if arguments or parameter:
            self._refused[name] = f"\\{name} has arguments, and such abbreviations are not expanded"
        elif self._bodies.get(name, body) != body:
            self._refused[name] = f"\\{name} is defined twice"
        elif len(body) > MAX_BODY:
            self._refused[name] = f"too long to check: \\{name} stands for more than {MAX_BODY} characters"
        self._bodies[name] = body

    def expand(self, inside: str, start: int) -> Expansion:
        """Return a passage with what the abbreviations in it stand for.

        Raises
        ------
        UnsupportedProblemError
            If an abbreviation in it has arguments, is defined twice, or contains itself.
        LimitError
            If it becomes too long.
        """
        if not self._bodies:
            return Expansion(inside, start)
        inner = [(a - start, b - start) for a, b in self._definitions if start <= a and b <= start + len(inside)]
        parts: list[str] = []
        pieces: list[tuple[int, int, int, int]] = []
        length = at = 0

        def put(text: str, first: int, last: int) -> None:
            nonlocal length, at
            parts.extend((inside[at:first], text))
            length += first - at
            pieces.append((length, length + len(text), first, last))
            length, at = length + len(text), last
            if length > MAX_LENGTH:
                raise LimitError("expanding abbreviations", f"{length} characters", limit=f"{MAX_LENGTH} characters")

        for match in _CONTROL.finditer(inside):
            while inner and inner[0][0] <= match.start():
                put("", *inner.pop(0))
            if match.start() >= at and match[1] in self._bodies:
                put(self._expanded(match[1], 0), *match.span())
        return Expansion("".join([*parts, inside[at:]]), start, tuple(pieces), tuple([piece[0] for piece in pieces]))

    def _expanded(self, name: str, level: int) -> str:
        if name in self._refused:
            raise UnsupportedProblemError(self._refused[name])
        if name not in self._full:
            if level > MAX_LEVELS:
                self._refused[name] = f"\\{name} is defined by itself, or by too many others"
                raise UnsupportedProblemError(self._refused[name])
            try:
                text = _CONTROL.sub(
                    lambda match: self._expanded(match[1], level + 1) if match[1] in self._bodies else match[0],
                    self._bodies[name],
                )
            except SymconvError as error:
                self._refused.setdefault(name, str(error))
                raise
            if len(text) > MAX_BODY:
                self._refused[name] = f"too long to check: \\{name} stands for more than {MAX_BODY} characters"
                raise UnsupportedProblemError(self._refused[name])
            self._full[name] = text
        return self._full[name]


def _closing(text: str, start: int) -> int:
    """Return where the group that opens at ``start`` ends, or ``start`` if it does not end soon."""
    depth = 0
    for match in _BRACE.finditer(text, start, start + MAX_BODY * 2):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return start
