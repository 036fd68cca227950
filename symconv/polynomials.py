"""Exact polynomials in integer and scalar symbols: the arithmetic that the trusted core relies on.

An index is a polynomial with integer coefficients; a coefficient may be rational, may contain the
imaginary unit ``I`` and negative powers of symbols that are not zero. Canonical form makes equality
of polynomials equality of objects.

May import: ``errors`` and the standard library. Must never use floats or ``assert``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Final, NoReturn

from symconv.errors import LogicError

__all__ = ["LIMITS", "ONE", "TURN", "ZERO", "Coefficient", "Monomial", "Poly", "number", "polynomial", "symbol"]

Coefficient = int | Fraction
Monomial = tuple[tuple[str, int], ...]
LIMITS: Final[Mapping[str, int]] = {"monomials": 600, "bits": 2000, "exponent": 64}


@dataclass(frozen=True, slots=True)
class Poly:
    """Σ coefficient · Π symbol^exponent, in canonical form: sorted monomials, coefficients ≠ 0, I² = −1."""

    terms: tuple[tuple[Monomial, Coefficient], ...]

    def __add__(self, other: Poly) -> Poly:
        total = dict(self.terms)
        for monomial, c in other.terms:
            total[monomial] = total.get(monomial, 0) + c
        return polynomial(total)

    def __neg__(self) -> Poly:
        return Poly(tuple((m, -c) for m, c in self.terms))

    def __sub__(self, other: Poly) -> Poly:
        return self + -other

    def __mul__(self, other: Poly) -> Poly:
        if len(self.terms) * len(other.terms) > LIMITS["monomials"]:
            _refuse("a polynomial is too large")
        total: dict[Monomial, Coefficient] = {}
        for m1, c1 in self.terms:
            for m2, c2 in other.terms:
                monomial, c = (m1 or m2, c1 * c2) if not (m1 and m2) else _times(m1, m2, c1 * c2)
                total[monomial] = total.get(monomial, 0) + c
        return polynomial(total)

    def subst(self, values: Mapping[str, Poly]) -> Poly:
        """Replace symbols by polynomials, all at once."""
        if not any(s in values for m, _ in self.terms for s, _ in m):
            return self
        total = ZERO
        for monomial, c in self.terms:
            part = polynomial({tuple((s, e) for s, e in monomial if s not in values): c})
            for s, e in monomial:
                if s in values:
                    if e < 0:
                        _refuse(f"{s} stands in a denominator and cannot be replaced")
                    part = reduce(Poly.__mul__, [values[s]] * e, part)
            total = total + part
        return total

    def symbols(self) -> frozenset[str]:
        """Return the names that occur."""
        return frozenset(s for m, _ in self.terms for s, _ in m)

    def constant(self) -> Coefficient | None:
        """Return the value of a polynomial without symbols, else ``None``."""
        if not self.terms:
            return 0
        return self.terms[0][1] if len(self.terms) == 1 and not self.terms[0][0] else None

    def linear(self, name: str) -> tuple[Poly, Poly]:
        """Return (a, b) with self = a·name + b, both free of ``name``."""
        slope: dict[Monomial, Coefficient] = {}
        rest: dict[Monomial, Coefficient] = {}
        for monomial, c in self.terms:
            degree = dict(monomial).get(name, 0)
            if degree not in (0, 1):
                _refuse(f"an expression is not linear in {name}")
            (slope if degree else rest)[tuple(p for p in monomial if p[0] != name)] = c
        return polynomial(slope), polynomial(rest)

    def divide(self, divisor: Poly) -> Poly | None:
        """Return the exact quotient, or ``None`` when there is none with non-negative new exponents."""
        if not divisor.terms:
            return None if self.terms else ZERO
        names = sorted(self.symbols() | divisor.symbols())

        def order(term: tuple[Monomial, Coefficient]) -> tuple[int, ...]:
            return tuple(dict(term[0]).get(s, 0) for s in names)

        lead, scale = max(divisor.terms, key=order)
        rest, quotient = self, ZERO
        while rest.terms:
            monomial, c = max(rest.terms, key=order)
            have = dict(monomial)
            if any(have.get(s, 0) < e for s, e in lead):
                return None
            step = {s: e - dict(lead).get(s, 0) for s, e in have.items()}
            part = polynomial({tuple(p for p in sorted(step.items()) if p[1]): Fraction(c) / scale})
            quotient, rest = quotient + part, rest - part * divisor
        return quotient

    def is_integral(self) -> bool:
        """Tell whether all coefficients are integers and no exponent is negative."""
        return all(type(c) is int and all(e > 0 for _, e in m) for m, c in self.terms)


def _times(m1: Monomial, m2: Monomial, c: Coefficient) -> tuple[Monomial, Coefficient]:
    powers = dict(m1)
    for s, e in m2:
        powers[s] = powers.get(s, 0) + e
        if abs(powers[s]) > LIMITS["exponent"]:
            _refuse("an exponent is too large")
    if powers.get("I", 0) > 1:
        powers["I"] -= 2
        c = -c
    return tuple(sorted((s, e) for s, e in powers.items() if e)), c


def polynomial(terms: Mapping[Monomial, Coefficient]) -> Poly:
    """Return the canonical form of a sum of monomials (each sorted by symbol)."""
    kept = sorted((m, c if type(c) is int else c.numerator if c.denominator == 1 else c) for m, c in terms.items() if c)
    if len(kept) > LIMITS["monomials"]:
        _refuse("a polynomial is too large")
    if any(c.numerator.bit_length() + c.denominator.bit_length() > LIMITS["bits"] for _, c in kept):
        _refuse("a number is too large")
    return Poly(tuple(kept))


def number(value: Coefficient) -> Poly:
    """Return a constant polynomial."""
    return polynomial({(): value})


def symbol(name: str, exponent: int = 1) -> Poly:
    """Return the polynomial ``name`` (or a power of it)."""
    return Poly(((((name, exponent),), 1),))


ZERO: Final = Poly(())
ONE: Final = number(1)
TURN: Final = Poly((((("pi", 1),), 2),))


def _refuse(what: str) -> NoReturn:
    raise LogicError(what)
