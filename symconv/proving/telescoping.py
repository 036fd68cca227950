"""Finite sums in closed form: find S with g·S(v + 1) − S(v) = c(v), so that Σ c(v)·g^v telescopes.

Arithmetic sums have g = 1, geometric ones a number or a product of powers of scalars. The trusted core checks S.

May import: ``polynomials``, ``products``, ``terms``, ``contexts``, ``drafts``.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from symconv.contexts import Environment
from symconv.polynomials import ONE, ZERO, Poly, number, polynomial, symbol
from symconv.products import tidied
from symconv.proving.drafts import Draft
from symconv.terms import Product, Term, symbols_of

__all__ = ["antidifference", "sum_up"]


def sum_up(draft: Draft, t: int, p: Product) -> bool:
    """Sum a weighted range, perhaps of powers, in closed form, where there is one without new denominators."""
    for v, modulus in p.binders:
        atoms = [a for a in p.atoms if v in symbols_of(a)]
        moving = [a for a in atoms if a.head in ("power", "phase")]
        if modulus.terms or sum(a.head == "guard" for a in atoms) != 2 or len(atoms) != 2 + len(moving):
            continue
        ratio = _growth(draft.env, moving, v)
        total = antidifference(p.coefficient, v, ratio) if ratio is not None else None
        if total is not None and draft.attempt("count", t, v, total):
            return True
    return False


def _growth(env: Environment, moving: Iterable[Term], v: str) -> Poly | None:
    """Return what powers and phases are multiplied by when v grows by 1, if it is the same number everywhere."""
    grown = {v: symbol(v) + ONE}
    steps = (Term(a.head, (), (a.polys[0].subst(grown) - a.polys[0],), a.names) for a in moving)
    ratio = tidied(env, Product(ONE, (), tuple(steps)))
    return None if ratio is None or ratio.atoms else ratio.coefficient


def antidifference(c: Poly, v: str, ratio: Poly = ONE) -> Poly | None:
    """Return S with ratio·S(v + 1) − S(v) = c, a polynomial in v; ``None`` where that needs another denominator.

    Examples
    --------
    >>> antidifference(symbol("v"), "v") == number(Fraction(1, 2)) * symbol("v") * (symbol("v") - ONE)
    True
    >>> antidifference(ONE - symbol("a"), "v", symbol("a")) == -ONE
    True
    """
    total = ZERO
    while c.terms:
        degree = max(dict(m).get(v, 0) for m, _ in c.terms)
        lead = Poly(tuple((m, x) for m, x in c.terms if dict(m).get(v, 0) == degree))
        if ratio == ONE:
            part: Poly | None = lead * symbol(v) * number(Fraction(1, degree + 1))
        else:
            part = _quotient(lead, ratio - ONE)
        if part is None:
            return None
        total, c = total + part, c - (ratio * part.subst({v: symbol(v) + ONE}) - part)
    return total


def _quotient(p: Poly, divisor: Poly) -> Poly | None:
    """Divide exactly, also by what contains I or negative powers."""
    other = polynomial({m: -c if ("I", 1) in m else c for m, c in divisor.terms})
    p, divisor = (p * other, divisor * other) if other != divisor else (p, divisor)
    lowest = [_lowest(q) for q in (p, divisor)]
    quotient = (p * _inverse(lowest[0])).divide(divisor * _inverse(lowest[1]))
    return None if quotient is None else quotient * lowest[0] * _inverse(lowest[1])


def _lowest(p: Poly) -> Poly:
    """Return the monomial with the lowest exponent of every symbol."""
    powers = {s: min(dict(m).get(s, 0) for m, _ in p.terms) for s in p.symbols() - {"I"}}
    return polynomial({tuple(sorted((s, e) for s, e in powers.items() if e)): 1})


def _inverse(monomial: Poly) -> Poly:
    return Poly(tuple((tuple((s, -e) for s, e in m), c) for m, c in monomial.terms))
