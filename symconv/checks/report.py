"""What the checks found: data only, made by `symconv.checks.check`, shown in every solution.

May import: ``derivation``. Must never compute.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symconv.derivation import Grade

__all__ = ["CheckItem", "CheckReport"]


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One independent look at a result."""

    grade: Grade
    """``proved`` for all signals, ``exact`` for exact arithmetic, ``numeric`` for NumPy on floating-point numbers."""
    passed: bool
    what: str
    """What was compared with what, and by which criterion, in one sentence of plain text."""
    code: str = ""
    """Python lines that the reader can paste and that print ``shown``; empty when there is no such call."""
    shown: str = ""
    """The numbers of the other route, as Python prints them, shortened when there are many."""
    max_abs_error: float | None = None
    """Largest absolute difference; ``None`` for exact comparisons."""
    certificates: tuple[dict[str, Any], ...] = ()
    """Of a proof, one for each of its equalities; `symconv.verify` replays them."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All checks of one result.

    Examples
    --------
    >>> exact = CheckItem(Grade.EXACT, True, "The sum was worked out again.")
    >>> report = CheckReport((exact, CheckItem(Grade.NUMERIC, True, "NumPy agrees.", max_abs_error=0.0)))
    >>> report.passed, report.grade.value, report.max_abs_error
    (True, 'exact', 0.0)
    """

    items: tuple[CheckItem, ...]

    @property
    def passed(self) -> bool:
        """Whether there is at least one check and none failed."""
        return bool(self.items) and all(item.passed for item in self.items)

    @property
    def grade(self) -> Grade:
        """The strongest grade among the checks that passed; ``numeric`` when none did."""
        passed = {item.grade for item in self.items if item.passed}
        return next((grade for grade in (Grade.PROVED, Grade.EXACT) if grade in passed), Grade.NUMERIC)

    @property
    def certificates(self) -> tuple[dict[str, Any], ...]:
        """The certificates of what was proved; none for results that have samples."""
        return tuple(certificate for item in self.items for certificate in item.certificates)

    @property
    def max_abs_error(self) -> float | None:
        """Largest difference from NumPy's numbers; ``None`` when NumPy could not be asked."""
        errors = [item.max_abs_error for item in self.items if item.max_abs_error is not None]
        return max(errors, default=None)
