"""Hypotheses about integers that contradict each other: from them everything would follow, so nothing is proved.

Signal hypotheses never contradict each other, because the zero signal satisfies them all.
May import: ``reading``, ``coefficients``, ``polynomials``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from symconv.errors import ProblemError
from symconv.polynomials import ONE, ZERO, Poly, number, symbol
from symconv.proving.assumptions import Related
from symconv.proving.coefficients import Coefficients
from symconv.proving.reading import Reading

__all__ = ["refuse_contradictions"]

MOST_ROWS: Final = 400
Row = dict[tuple[tuple[str, int], ...], Fraction]
"""Σ coefficient·monomial ≥ 0; products of integers count as unknowns of their own."""


def refuse_contradictions(reading: Reading) -> None:
    """Raise when the hypotheses about integers cannot hold together."""
    relations = [a for a in reading.assumptions if isinstance(a, Related)]
    if not relations:
        return
    rows = [_row(symbol(name) - ONE) for name in reading.positive]
    apart: list[Poly] = []
    plain = Coefficients(reading, ZERO, {})
    for a in relations:
        gap = plain.integer(a.left, {}) - plain.integer(a.right, {})
        step = number(1 if a.sign in ("<", ">") else 0)
        if a.sign in ("=", ">=", ">"):
            rows.append(_row(gap - step))
        if a.sign in ("=", "<=", "<"):
            rows.append(_row(-gap - step))
        if a.sign == "!=":
            apart.append(gap)
    if _infeasible(rows) or any(
        _infeasible([*rows, _row(g - ONE)]) and _infeasible([*rows, _row(-g - ONE)]) for g in apart
    ):
        texts = " and ".join(f"{a.source.text!r}" for a in relations)
        positive = f" (with {', '.join(reading.positive)} positive)" if reading.positive else ""
        raise ProblemError(
            f"the hypotheses {texts}{positive} contradict each other: no integers satisfy them, "
            "so any statement would follow and nothing is proved; remove or correct one"
        )


def _row(p: Poly) -> Row:
    return {m: Fraction(c) for m, c in p.terms}


def _infeasible(rows: list[Row]) -> bool:
    """Eliminate one unknown after the other (Fourier, Motzkin); a row −c ≥ 0 with c > 0 is left over."""
    while True:
        if any(all(not m for m in row) and row.get((), Fraction(0)) < 0 for row in rows):
            return True
        unknown = next((m for row in rows for m in row if m), None)
        if unknown is None:
            return False
        above = [row for row in rows if row.get(unknown, 0) > 0]
        below = [row for row in rows if row.get(unknown, 0) < 0]
        rows = [row for row in rows if unknown not in row]
        if len(rows) + len(above) * len(below) > MOST_ROWS:
            return False
        rows += [_added(a, -b[unknown], b, a[unknown]) for a in above for b in below]


def _added(a: Row, p: Fraction, b: Row, q: Fraction) -> Row:
    total = {m: c * p for m, c in a.items()}
    for m, c in b.items():
        total[m] = total.get(m, Fraction(0)) + c * q
    return {m: c for m, c in total.items() if c or not m}
