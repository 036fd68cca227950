"""Sums of powers and phases that differ by a constant factor only differ by where they start: a·a^m is a^(m+1).

May import: ``polynomials``, ``products``, ``terms``, the drafts, normal form and cuts of this package.
"""

from __future__ import annotations

from symconv.polynomials import ZERO, Poly, number, symbol
from symconv.proving.drafts import Draft
from symconv.proving.normalise import simplify
from symconv.proving.splitting import unmatched
from symconv.terms import Product, symbols_of

__all__ = ["absorb_factors"]


def absorb_factors(left: Draft, right: Draft) -> bool:
    """Shift an index that only powers, phases and limits contain, so that constant factors go into the powers."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            for v, modulus in p.binders:
                gap = _gap(p, v) if modulus == ZERO and v not in p.coefficient.symbols() else ZERO
                shift = ((v,), ((v, ZERO),), (symbol(v) - gap,), (symbol(v) + gap,))
                if gap.terms and draft.attempt("reindex", t, *shift):
                    simplify(draft)
                    return True
    return False


def _gap(p: Product, v: str) -> Poly:
    """Return by how much the index is larger in the first power or phase than it is alone."""
    atoms = [a for a in p.atoms if v in symbols_of(a) and a.head != "guard"]
    if any(a.head not in ("power", "phase") for a in atoms):
        return ZERO
    for a in atoms:
        e = a.polys[0] + (number(_exponent(p.coefficient, a.names[0])) if a.head == "power" else ZERO)
        if max(dict(m).get(v, 0) for m, _ in e.terms) == 1:
            slope, rest = e.linear(v)
            return _multiples(rest, slope)
    return ZERO


def _exponent(c: Poly, base: str) -> int:
    """Return how often a base divides a coefficient."""
    return min((dict(m).get(base, 0) for m, _ in c.terms), default=0)


def _multiples(rest: Poly, slope: Poly) -> Poly:
    """Return the sum of the integers that the monomials of the rest are multiples of the slope by."""
    found = ZERO
    for term in rest.terms if len(slope.terms) == 1 else ():
        times = Poly((term,)).divide(slope)
        found += times if times is not None and times.is_integral() else ZERO
    return found
