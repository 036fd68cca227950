"""How much a program may ask for: every step, every entry that is made and every call is counted.

May import: this package's arrays.
"""

from __future__ import annotations

from typing import Final

from symconv.auditing.values import Unread

__all__ = ["Budget"]

MOST_STEPS: Final = 100_000
"""Most expressions and statements of one text."""
MOST_ENTRIES: Final = 1_000_000
"""Most entries and products of one text."""
MOST_DEPTH: Final = 60
"""Deepest nesting of expressions and calls."""


class Budget:
    """What is left of the work that one text may cost."""

    __slots__ = ("depth", "entries", "inexact", "steps")

    def __init__(self) -> None:
        self.steps, self.entries, self.depth = MOST_STEPS, MOST_ENTRIES, 0
        self.inexact = False
        """Whether a floating-point number has occurred that the machine would have rounded."""

    @property
    def is_spent(self) -> bool:
        """Whether nothing more can be computed."""
        return self.steps < 0 or self.entries < 0

    def step(self) -> None:
        """Count one step."""
        self.steps -= 1
        if self.steps < 0:
            raise Unread(f"too long to check: more than {MOST_STEPS} steps")

    def work(self, entries: int) -> None:
        """Count entries before they are made."""
        if entries > self.entries:
            self.entries = -1
            raise Unread(f"too long to check: more than {MOST_ENTRIES} products or entries")
        self.entries -= entries

    def enter(self) -> None:
        """Go one level deeper."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise Unread("too long to check: nested too deeply")

    def leave(self) -> None:
        """Come back."""
        self.depth -= 1
