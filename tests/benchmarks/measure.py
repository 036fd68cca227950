"""Times of two ways to the same result, as rows of one table."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["Row", "best_of", "compare"]


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: our time, the other's, and the ratio that is wanted."""

    what: str
    ours: float
    against: str
    theirs: float
    wanted: str
    """``"at most 3"`` (ours/theirs) or ``"at least 20"`` (theirs/ours)."""

    @property
    def ratio(self) -> float:
        """Ours over theirs for "at most", theirs over ours for "at least"."""
        return self.ours / self.theirs if self.wanted.startswith("at most") else self.theirs / self.ours


def best_of(repetitions: int, function: Callable[[], Any]) -> tuple[float, Any]:
    """Return the shortest time in seconds, and the result."""
    best, result = float("inf"), None
    for _ in range(repetitions):
        begin = time.perf_counter()
        result = function()
        best = min(best, time.perf_counter() - begin)
    return best, result


def compare(
    what: str,
    ours: Callable[[], Any],
    against: str,
    theirs: Callable[[], Any],
    wanted: str,
    *,
    repetitions: int = 5,
) -> Row:
    """Time both, and raise if their results differ."""
    our_time, our_result = best_of(repetitions, ours)
    their_time, their_result = best_of(1 if wanted.startswith("at least") else repetitions, theirs)
    if our_result != their_result:
        raise AssertionError(f"{what}: the result differs from that of {against}")
    return Row(what, our_time, against, their_time, wanted)
