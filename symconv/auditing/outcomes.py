"""What is found out about one claim, before it has a place.

May import: this package's claims and worlds.
"""

from __future__ import annotations

from dataclasses import dataclass

from symconv.auditing.claims import Note
from symconv.auditing.worlds import Array

__all__ = ["Outcome", "unread"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Verdict, finer word, grade, what was found and what is right; see `symconv.auditing.claims.Claim`."""

    verdict: str
    kind: str
    grade: str = ""
    found: str = ""
    expected: str = ""
    notes: tuple[Note, ...] = ()
    right: Array | None = None
    """The right result of an operation, where what is written is wrong."""


def unread(reason: str, found: str = "") -> Outcome:
    """Return that there is no verdict, and why."""
    return Outcome("unread", "unread", "", found, reason)
