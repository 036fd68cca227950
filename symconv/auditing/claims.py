"""What is reported: one claim of a worked text with its verdict.

May import: ``errors``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

__all__ = ["SLIPS", "Claim", "Note"]

SLIPS: Final = ("rounded", "coincidence", "term", "notation")
"""Kinds of claims that hold, and that their author will still want to mend."""


@dataclass(frozen=True, slots=True)
class Note:
    """A mistake that explains a claim, with its explanation for the author."""

    mistake: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: what was written, where, and whether it holds."""

    line: int
    column: int
    """Counted from 1, in characters."""
    text: str
    verdict: str
    """``"holds"``, ``"fails"`` or ``"unread"``."""
    kind: str
    """The finer word: ``exact``, ``rounded``, ``coincidence``, ``term``, ``notation``, ``wrong value`` …"""
    grade: str = ""
    """``"exact"`` or ``"proved"``; empty when unread."""
    found: str = ""
    expected: str = ""
    """For a claim that is unread: the reason."""
    diagnosis: tuple[Note, ...] = ()
    """Empty unless something is wrong."""
    file: str = ""

    @property
    def is_slip(self) -> bool:
        """Whether it holds and still has something to mend."""
        return self.verdict == "holds" and self.kind in SLIPS

    def to_dict(self) -> dict[str, Any]:
        """Return the record that programs read."""
        record = asdict(self)
        keys = ("file", "line", "column", "text", "verdict", "kind", "grade", "found", "expected")
        return {**{key: record[key] for key in keys}, "diagnosis": list(record["diagnosis"])}
