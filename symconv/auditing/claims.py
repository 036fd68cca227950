"""What is reported: one claim of a worked text with its verdict.

May import: ``errors``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

__all__ = ["SLIPS", "WORDS", "Claim", "Note", "Word", "brief"]

Word = Literal["fails", "slip", "unread", "holds"]
WORDS: Final[tuple[Word, ...]] = ("fails", "slip", "unread", "holds")
"""Verdicts, the gravest first; a slip holds, and its author will still want to mend it."""
SLIPS: Final = ("rounded", "coincidence", "term", "notation", "carried", "axes")
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

    @property
    def word(self) -> Word:
        """The verdict in one word, slips told apart."""
        return "slip" if self.is_slip else self.verdict  # type: ignore[return-value]  # the verdicts are words

    @property
    def sentence(self) -> str:
        """What is said about it, without the notes: ``"8 is written, 7 is right."``, or why it is unread."""
        if self.verdict == "fails":
            return f"{brief(self.found)} is written, {brief(self.expected)} is right."
        return brief(self.expected) if self.verdict == "unread" else ""

    def to_dict(self) -> dict[str, Any]:
        """Return the record that programs read."""
        record = asdict(self)
        keys = ("file", "line", "column", "text", "verdict", "kind", "grade", "found", "expected")
        return {**{key: record[key] for key in keys}, "diagnosis": list(record["diagnosis"])}


def brief(text: str, most: int = 160) -> str:
    """Return a text that people can read: all of it, or its two ends.

    Examples
    --------
    >>> brief("[1, 2, 3, 4, 5, 6, 7, 8, 9]", 15)
    '[1, 2, 3 … 8, 9]'
    """
    if len(text) <= most:
        return text
    tail = most // 3
    return f"{text[: most - tail - 2].rstrip()} … {text[-tail:].lstrip()}"
