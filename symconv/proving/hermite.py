"""Affine equations over the integers: unit pivots and exact division first, the Hermite normal form where they fail.

May import: ``polynomials``. Nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Sequence

from symconv.polynomials import ONE, Poly, number

__all__ = ["Equation", "bezout", "solve"]

Equation = tuple[Poly, Poly]
"""(e, N): e = 0, modulo N if N is not 0."""


def solve(equations: Sequence[Equation], unknowns: Sequence[str]) -> dict[str, Poly] | None:
    """Solve for as many unknowns as the equations fix; ``None`` when they contradict each other.

    Values are polynomials in the other symbols (and in unknowns that stay open).
    """
    values: dict[str, Poly] = {}
    pending = sorted(equations, key=lambda equation: bool(equation[1].terms))
    reduced = False
    while True:
        rest: list[Equation] = []
        progress = False
        for e, modulus in pending:
            current = e.subst(values)
            pivot = _pivot(current, modulus, unknowns)
            if pivot is not None:
                v, value = pivot
                values = {k: x.subst({v: value}) for k, x in values.items()} | {v: value}
                progress = True
            elif any(s in unknowns for s in current.symbols()):
                rest.append((current, modulus))
            elif not _vanishes(current, modulus):
                return None
        pending = rest
        if progress:
            continue
        if reduced or not pending:
            return values
        pending, reduced = _hermite(pending, unknowns), True


def _vanishes(e: Poly, modulus: Poly) -> bool:
    quotient = e.divide(modulus) if modulus.terms else None
    return not e.terms or (quotient is not None and quotient.is_integral())


def _pivot(e: Poly, modulus: Poly, unknowns: Sequence[str]) -> tuple[str, Poly] | None:
    present = e.symbols()
    candidates = [v for v in unknowns if v in present and max(dict(m).get(v, 0) for m, _ in e.terms) == 1]
    parts = {v: e.linear(v) for v in candidates}
    for v, (slope, rest) in parts.items():
        if slope in (ONE, -ONE):
            return v, -(slope * rest)
    if modulus.terms:
        return None
    for v, (slope, rest) in parts.items():
        quotient = (-rest).divide(slope)
        if quotient is not None and quotient.is_integral() and not slope.symbols() & set(unknowns):
            return v, quotient
    return None


def _hermite(equations: list[Equation], unknowns: Sequence[str]) -> list[Equation]:
    """Bring the equations with numeric coefficients to row echelon form by unimodular row operations."""
    names = [v for v in unknowns if any(v in e.symbols() for e, _ in equations)]
    rows: list[Poly] = []
    other: list[Equation] = []
    for e, modulus in equations:
        numeric = all(len(m) <= 1 for m, _ in e.terms if any(s in names for s, _ in m)) and not modulus.terms
        linear = numeric and all(x == 1 for m, _ in e.terms for s, x in m if s in names)
        (rows.append(e) if linear else other.append((e, modulus)))

    def entry(e: Poly, v: str) -> int:
        value = e.linear(v)[0].constant()
        return value.numerator if value is not None else 0

    done: list[Poly] = []
    for v in names:
        while True:
            active = sorted((row for row in rows if entry(row, v)), key=lambda row: abs(entry(row, v)))
            if len(active) < 2:
                break
            first = active[0]
            rows = [
                row if row is first or not entry(row, v) else row - number(entry(row, v) // entry(first, v)) * first
                for row in rows
            ]
        done += active
        rows = [row for row in rows if row not in active]
    return [(row, Poly(())) for row in [*reversed(done), *rows]] + other


def bezout(a: int, b: int) -> tuple[int, int, int]:
    """Return (g, x, y) with g = gcd(a, b) = x·a + y·b.

    Examples
    --------
    >>> bezout(3, 2)
    (1, 1, -1)
    """
    x, y, u, v = 1, 0, 0, 1
    while b:
        q, a, b = a // b, b, a % b
        x, y, u, v = u, v, x - q * u, y - q * v
    return (a, x, y) if a >= 0 else (-a, -x, -y)
