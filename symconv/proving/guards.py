"""Which bounds follow from which: refutations by exact linear programming, for the trusted core to check.

A guard 1[e ≥ 0] is implied when the facts of its product and −e − 1 ≥ 0 have a nonnegative combination that is
a negative constant (Farkas). Products of facts with positive parameters count as further facts, and a fact
whose coefficients have a common divisor is rounded to integers first.

May import: ``polynomials``, ``terms``, ``products``, ``logic``. Nothing here is trusted.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from symconv.contexts import Environment
from symconv.polynomials import ONE, ZERO, Monomial, Poly, number, symbol
from symconv.products import Fact, Proof, facts_of
from symconv.terms import Product

__all__ = ["implied", "refutation"]

_PIVOTS = 200
_COLUMNS = 120


def implied(env: Environment, p: Product, bound: Poly, skip: int | None = None) -> Proof | None:
    """Return a proof that bound ≥ 0 wherever the product is not 0 (leaving out guard number ``skip``), or ``None``."""
    return refutation(env, facts_of(env, p, skip, bound))


def refutation(env: Environment, facts: list[Fact]) -> Proof | None:
    """Return a proof that the facts contradict each other, or ``None`` when none is found."""
    lines: list[tuple[tuple[tuple[int, Poly], ...], int]] = []
    known = list(facts)
    for i, (e, equal) in enumerate(facts):
        divisor = gcd(*(c.numerator for m, c in e.terms if m))
        if divisor > 1 and not equal and e.is_integral():
            lines.append((((i, ONE),), divisor))
            rounded = {m: c.numerator // divisor for m, c in e.terms}
            known.append((Poly(tuple((m, c) for m, c in rounded.items() if c)), False))
    found = _combination(env, known)
    return None if found is None else (*lines, (found, 1))


def _combination(env: Environment, facts: list[Fact]) -> tuple[tuple[int, Poly], ...] | None:
    for i, (e, _) in enumerate(facts):
        value = e.constant()
        if value is not None and value < 0:
            return ((i, ONE),)
    nonlinear = {s for e, _ in facts for m, _ in e.terms if sum(x for _, x in m) > 1 for s, _ in m} & env.positive
    multipliers = [ONE, *(symbol(s) for s in sorted(nonlinear))]
    columns: list[tuple[int, Poly, dict[Monomial, Fraction]]] = []
    for multiplier in multipliers:
        for i, (e, equal) in enumerate(facts):
            if multiplier != ONE and len(columns) > _COLUMNS:
                break
            product = multiplier * e
            row = {m: Fraction(c) for m, c in product.terms}
            columns.append((i, multiplier, row))
            if equal:
                columns.append((i, -multiplier, {m: -c for m, c in row.items()}))
    weights = _feasible([row for _, _, row in columns])
    if weights is None:
        return None
    scale = lcm(*(w.denominator for w in weights))
    total: dict[int, Poly] = {}
    for (i, multiplier, _), w in zip(columns, weights, strict=True):
        if w:
            total[i] = total.get(i, ZERO) + number((w * scale).numerator) * multiplier
    return tuple((i, m) for i, m in total.items() if m.terms)


def _feasible(columns: list[dict[Monomial, Fraction]]) -> list[Fraction] | None:
    """Return x ≥ 0 with Σ x·column = −1, or ``None`` (simplex method, phase 1, Bland's rule)."""
    monomials = sorted({m for c in columns for m in c} | {()})
    n = len(columns)
    rows = []
    for i, m in enumerate(monomials):
        sign = -1 if not m else 1
        row = [sign * c.get(m, Fraction(0)) for c in columns]
        rows.append(row + [Fraction(int(i == k)) for k in range(len(monomials))] + [Fraction(int(not m))])
    cost = [-sum((row[k] for row in rows), Fraction(0)) for k in range(n)]
    value = -sum((row[-1] for row in rows), Fraction(0))
    basis = [n + i for i in range(len(rows))]
    for _ in range(_PIVOTS):
        entering = next((k for k in range(n) if cost[k] < 0), None)
        if entering is None:
            break
        ratios = [(row[-1] / row[entering], basis[i], i) for i, row in enumerate(rows) if row[entering] > 0]
        if not ratios:
            return None
        _, _, leaving = min(ratios)
        pivot = rows[leaving]
        factor = pivot[entering]
        pivot = rows[leaving] = [x / factor if x else x for x in pivot]
        for i, row in enumerate(rows):
            if i != leaving and row[entering]:
                factor = row[entering]
                rows[i] = [x - factor * y if y else x for x, y in zip(row, pivot, strict=True)]
        factor = cost[entering]
        cost = [x - factor * y if y else x for x, y in zip(cost, pivot[:n], strict=True)]
        value -= factor * pivot[-1]
        basis[leaving] = entering
    if value != 0:
        return None
    weights = [Fraction(0)] * n
    for i, b in enumerate(basis):
        if b < n:
            weights[b] = rows[i][-1]
    return weights
