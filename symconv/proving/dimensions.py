"""Dimensions of signals, found by unification: operators make the dimensions of their signals equal.

May import: ``complaints``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from symconv.proving.complaints import Place, complain

__all__ = ["Dimensions"]

MOST: Final = 8


@dataclass(slots=True)
class Dimensions:
    """Unknown dimensions by number; each class may have a value and the place that fixed it."""

    parents: list[int] = field(default_factory=list)
    found: dict[int, tuple[int, str, Place]] = field(default_factory=dict)
    """Dimension, the signal as it was written, and where."""
    outer: list[tuple[int, int, int, Place]] = field(default_factory=list)
    """(u, v, w): the dimension of w is that of u plus that of v."""
    names: dict[str, int] = field(default_factory=dict)

    def new(self) -> int:
        """Return a new unknown dimension."""
        self.parents.append(len(self.parents))
        return len(self.parents) - 1

    def named(self, name: str) -> int:
        """Return the unknown dimension of a named signal."""
        if name not in self.names:
            self.names[name] = self.new()
        return self.names[name]

    def root(self, unknown: int) -> int:
        """Return the representative of a class."""
        while self.parents[unknown] != unknown:
            unknown = self.parents[unknown]
        return unknown

    def equal(self, a: int, b: int) -> None:
        """Make two dimensions equal; raises when they were fixed differently."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return
        if a in self.found and b in self.found:
            self._compare(self.found[a], self.found[b])
        self.parents[b] = a
        if b in self.found:
            self.found.setdefault(a, self.found.pop(b))

    def fix(self, unknown: int, value: int, what: str, place: Place) -> None:
        """Give a dimension its value; raises when it has another one."""
        unknown = self.root(unknown)
        if value > MOST:
            complain(f"{value} dimensions are more than the limit of {MOST}", place)
        if unknown in self.found:
            self._compare(self.found[unknown], (value, what, place))
        else:
            self.found[unknown] = (value, what, place)

    def value(self, unknown: int) -> int | None:
        """Return a dimension if it is fixed."""
        entry = self.found.get(self.root(unknown))
        return entry[0] if entry else None

    def settle(self) -> None:
        """Fix what follows from outer products; a factor that nothing else fixes is 1-D."""
        for u, v, w, place in self.outer:
            total, left, right = self.value(w), self.value(u), self.value(v)
            if total is not None and left is None and right is not None:
                left = total - right
            left = 1 if left is None else left
            right = (1 if total is None else total - left) if right is None else right
            if left < 1 or right < 1:
                complain(f"an outer product of signals cannot have {total} dimension", place)
            self.fix(u, left, "the first factor of outer", place)
            self.fix(v, right, "the second factor of outer", place)
            self.fix(w, left + right, "outer", place)

    @staticmethod
    def _compare(old: tuple[int, str, Place], new: tuple[int, str, Place]) -> None:
        if old[0] == new[0]:
            return
        if new[2].source == old[2].source and new[2].first < old[2].first:
            old, new = new, old
        (n, first, there), (m, second, here) = old, new
        complain(
            f"dimensions clash: {first} is {n}-D in {there} and {second} is {m}-D in {here}; "
            "use as many indices in both places",
            here,
        )
