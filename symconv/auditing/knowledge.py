"""What a text has said so far, and the ways in which it can be meant.

May import: ``errors``, ``syntax`` and this package's values.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symconv.auditing.values import Array, Unread, World, evaluate
from symconv.errors import ParseError
from symconv.syntax import parse_expression, parse_signal
from symconv.syntax.nodes import Call, Index, Name, Node, Number

__all__ = ["Knowledge"]

INDEX_LETTERS = frozenset("nmkijlt")
"""Names that are never given a value: “starting at n = 0” says nothing about the next n."""


class Knowledge:
    """Signals, samples and numbers with a value, and the assumptions that were made."""

    def __init__(self) -> None:
        self.signals: dict[str, Array] = {}
        self.assumptions: list[str] = []
        self.sections: dict[str, int] = {}
        self._fixed: set[str] = set()
        self._given: dict[str, Fraction] = {}
        self._numbers: dict[str, Fraction] = {}
        self._samples: dict[tuple[str, int], Fraction] = {}

    @classmethod
    def from_definitions(cls, definitions: Sequence[str]) -> Knowledge:
        """Read definitions such as ``a = 1, 1/2, 1, 1``; they override what the text says.

        Raises
        ------
        ParseError
            If one is no name, an equals sign, and a signal or a number.
        """
        known = cls()
        for text in definitions:
            left, sign, right = text.partition("=")
            name = parse_expression(left.strip(), source="definition") if sign and left.strip() else None
            if not sign or not isinstance(name, Name):
                raise ParseError("a definition is a name, an equals sign and a signal", text, 0, source="definition")
            try:
                value = evaluate(parse_signal(right.strip(), source=f"definition of {name.name}"), World())
            except Unread as error:
                raise ParseError(str(error), text, len(left) + 1, source="definition") from error
            if isinstance(value, Array):
                known.signals[name.name] = value
            elif isinstance(value, Fraction):
                known._given[name.name] = value
            known._fixed.add(name.name)
            known.assume(f"{text.strip()} was given")
        return known

    def assume(self, text: str) -> None:
        """Note an assumption once."""
        if text not in self.assumptions:
            self.assumptions.append(text)

    def worlds(self) -> tuple[World, ...]:
        """Return what can be meant: signals count from 0 or from 1, numbers stand for themselves or for values."""
        supposed = {**self._numbers, **self._given}
        stated = [World(self.signals, self._given, self._samples, base) for base in (0, 1)]
        return (*stated, *(World(self.signals, supposed, self._samples, base, True) for base in (0, 1)))

    def define(self, label: Node, value: Fraction | Array, section: int) -> None:
        """Keep a value under a name, unless the caller has fixed that name."""
        match label:
            case Name(name=name) if name not in self._fixed:
                if isinstance(value, Array):
                    self.signals[name], self.sections[name] = value, section
                elif name not in INDEX_LETTERS:
                    self._numbers[name] = value
            case (
                Index(signal=Name(name=name), indices=(Number(value=place),))
                | Call(function=name, arguments=(Number(value=place),))
            ) if isinstance(value, Fraction) and place.denominator == 1 and name not in self._fixed:
                self._samples[name, int(place)] = value
            case Index(signal=Name(name=name), indices=(Name(),)) if isinstance(value, Array):
                if name not in self._fixed:
                    self.signals[name], self.sections[name] = value, section
