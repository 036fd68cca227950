"""What a worked text speaks of: signals that were written out, operations on them, and what is known at one place.

May import: ``syntax``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from symconv.syntax.nodes import Node

__all__ = ["INDEX_LETTERS", "Array", "Operation", "Unread", "Value", "World", "shown"]

INDEX_LETTERS: Final = frozenset("nmkijlt")
"""Names that are never given a value: “starting at n = 0” says nothing about the next n."""


class Unread(Exception):  # noqa: N818 - it is an answer, not an error
    """The formula has no value that could be found; the message says why."""


@dataclass(frozen=True, slots=True)
class Array:
    """A signal that was written out."""

    rows: tuple[Any, ...]
    """Fractions, or rows of them."""
    first: int | None = None
    """Index of the first sample, where it was marked or follows."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Its lengths."""
        if self.rows and isinstance(self.rows[0], tuple):
            return (len(self.rows), *Array(self.rows[0]).shape)
        return (len(self.rows),)

    @property
    def row(self) -> Array | None:
        """The same as a row of samples: itself, or the only row or column of a matrix; ``None`` for any other array."""
        if len(self.shape) == 1:
            return self
        if len(self.shape) == 2 and 1 in self.shape:
            rows = self.rows[0] if self.shape[0] == 1 else tuple(row[0] for row in self.rows)
            return Array(rows, self.first)
        return None


@dataclass(frozen=True, slots=True)
class Operation:
    """A convolution or correlation of two signals, in no mode yet."""

    sign: str
    """``"conv"``, ``"corr"``, or the sign that was written."""
    left: Array
    right: Array


Value = Fraction | Array | Operation


@dataclass(frozen=True, slots=True)
class World:
    """What is known at one place of the text."""

    signals: Mapping[str, Array] = field(default_factory=dict)
    numbers: Mapping[str, Fraction] = field(default_factory=dict)
    samples: Mapping[tuple[str, int], Fraction] = field(default_factory=dict)
    base: int = 0
    """Index of the first sample of a signal whose origin was not marked."""
    supposes: bool = False
    """Whether names of numbers are taken to keep the values that the text gave them once."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other names of signals."""
    unknowns: Mapping[str, Node] = field(default_factory=dict)
    """Signals that were written out with unknown samples."""

    def signal(self, name: str) -> Array | None:
        """Return a signal by its name, or by another name that the text gives it."""
        return self.signals.get(name) or self.signals.get(self.aliases.get(name, ""))

    def subscripted(self, name: str) -> Fraction | None:
        """Return the sample that a name such as ``x_2`` stands for, or ``None``."""
        stem, _, digits = name.rpartition("_")
        if not stem or not digits.isdecimal() or len(digits) > 4:
            return None
        stated = self.samples.get((stem, int(digits)))
        return self.sample(stem, int(digits)) if stated is None else stated

    def sample(self, name: str, index: int) -> Fraction | None:
        """Return one sample, or ``None`` if it is not known."""
        whole = self.signal(name)
        if whole is None:
            return self.samples.get((name, index))
        array = whole.row
        if array is None:
            return None
        place = index - (self.base if array.first is None else array.first)
        return array.rows[place] if 0 <= place < len(array.rows) else Fraction(0)


def shown(value: Value) -> str:
    """Return a value as a person writes it."""
    if isinstance(value, Operation):
        return f"{value.sign}({shown(value.left)}, {shown(value.right)})"
    return _written(value.rows if isinstance(value, Array) else value)


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_written(entry) for entry in value)}]"
    return str(value)
