"""Places in statements and hypotheses, and the errors that point at them.

May import: ``errors``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from symconv.errors import ParseError
from symconv.syntax.nodes import Node

__all__ = ["Place", "Source", "complain"]


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was read: the statement, or one hypothesis."""

    text: str
    name: str = ""
    """Empty for the statement, ``"hypothesis"`` for one of its hypotheses."""

    def at(self, node: Node) -> Place:
        """Return the place of a node of this text."""
        return Place(self, *(node.span or (0, len(self.text))))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was written."""

    source: Source
    first: int
    stop: int

    @property
    def text(self) -> str:
        """What was written there."""
        return self.source.text[self.first : self.stop]

    def __str__(self) -> str:
        where = f"column {self.first + 1}"
        if self.source.name:
            where += f" of the {self.source.name} {self.source.text!r}"
        return f"`{self.text}` ({where})"


def complain(message: str, place: Place, *expected: str) -> NoReturn:
    """Raise the error that points at a place."""
    raise ParseError(message, place.source.text, place.first, expected=expected, source=place.source.name)
