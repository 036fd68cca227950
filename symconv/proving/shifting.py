"""Changes of variables that no pair of samples asks for: powers absorb factors, and indices become countable.

Sums of powers that differ by a constant factor only differ by where they start: a·a^m is a^(m+1). A sum of f[m − k]
over a square is one of f[d], in which k is only counted.

May import: ``polynomials``, ``products``, ``terms``, the drafts, normal form and cuts of this package.
"""

from __future__ import annotations

from symconv.polynomials import ONE, ZERO, Poly, number, symbol
from symconv.products import entry_of
from symconv.proving.drafts import Draft
from symconv.proving.normalise import simplify
from symconv.proving.splitting import unmatched
from symconv.terms import Product, Term, symbols_of

__all__ = ["absorb_factors", "free_indices"]


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


def free_indices(left: Draft, right: Draft) -> bool:
    """Take the index of a sample as a new index, where another index is then left to the limits alone."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            free = [v for v, modulus in p.binders if modulus == ZERO]
            for e in dict.fromkeys(e for a in p.atoms for e in _indices(a)):
                inside = [v for v in free if v in e.symbols()]
                fixing = [v for v in inside if _slope(e, v) in (ONE, -ONE)]
                for v in fixing if len(inside) > 1 else ():
                    slope, rest = e.linear(v)
                    there, mark = slope * (symbol(v) - rest), draft.mark()
                    done = draft.attempt("reindex", t, (v,), ((v, ZERO),), (there,), (e,))
                    used = {s for a in draft.products[t].atoms for q in _indices(a) for s in q.symbols()}
                    if done and not used.issuperset(inside):
                        simplify(draft)
                        return True
                    draft.back(mark)
    return False


def _indices(a: Term) -> tuple[Poly, ...]:
    """Return what a factor that is no limit depends on."""
    inner = entry_of(a)
    return inner.polys if inner is not None else () if a.head == "guard" else a.polys[:1]


def _slope(e: Poly, v: str) -> Poly:
    return e.linear(v)[0] if max((dict(m).get(v, 0) for m, _ in e.terms), default=0) == 1 else ZERO
