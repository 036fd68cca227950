"""What was seen in a worked text, counted: nothing is left out of the sum.

May import: this package's claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from symconv.auditing.claims import Claim

__all__ = ["Tally", "tally"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims hold, slip, fail and are unread; ``holds`` includes the slips."""

    seen: int
    holds: int
    slips: int
    fails: int
    unread: int
    reasons: tuple[tuple[str, int], ...]
    """Why claims are unread, the most frequent reason first."""

    def __str__(self) -> str:
        """Say the counts in one sentence."""
        claims = f"{self.seen} claim{'s' * (self.seen != 1)}"
        slips = f", {self.slips} of them with a slip" if self.slips else ""
        return f"{claims}: {self.holds} hold{slips}, {self.fails} fail, {self.unread} could not be checked."


def tally(claims: Iterable[Claim]) -> Tally:
    """Count claims.

    Examples
    --------
    >>> code = Claim(3, 1, "import numpy", "unread", "code", expected="code is not read")
    >>> right, wrong = Claim(1, 1, "1 + 1 = 2", "holds", "exact"), Claim(2, 1, "1 + 1 = 3", "fails", "wrong value")
    >>> print(tally([right, wrong, code]), tally([code, code]).reasons)
    3 claims: 1 hold, 1 fail, 1 could not be checked. (('code is not read', 2),)
    """
    words: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for claim in claims:
        words[claim.word] += 1
        if claim.verdict == "unread":
            reasons[claim.expected] += 1
    ordered = tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0])))
    holds = words["holds"] + words["slip"]
    return Tally(words.total(), holds, words["slip"], words["fails"], words["unread"], ordered)
