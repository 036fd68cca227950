"""Sums over several periods, over parts of one, and functions of residues that polynomials hide.

May import: ``polynomials``, ``products``, ``terms``, the drafts, guards, normal form and cuts of this package.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm

from symconv.contexts import Environment
from symconv.polynomials import ONE, ZERO, Poly, number, symbol
from symconv.products import entry_of, periodic
from symconv.proving.drafts import Draft, fresh_names
from symconv.proving.guards import implied
from symconv.proving.normalise import simplify
from symconv.proving.splitting import cut_by, divide_by, unmatched
from symconv.terms import Product, Term, symbols_of

__all__ = ["bound_quotients", "lift_residues", "limit_residues", "several_periods", "tell_residues_apart"]

_LONGEST = 12
"""Residues modulo more than this are not told apart."""
_NEAR = 2
"""Bounds by numbers from −2 to 2 are tried."""
_MOST = 64
"""At most so many products are made by telling residues apart."""


def several_periods(left: Draft, right: Draft) -> bool:
    """Sum over K·T successive integers what has the period T: K times the sum over one period."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            for v, modulus in p.binders:
                roll_up = _several_rounds if modulus.terms else _several
                if v not in p.coefficient.symbols() and roll_up(draft, t, p, v):
                    simplify(draft)
                    return True
    return False


def _several_rounds(draft: Draft, t: int, p: Product, v: str) -> bool:
    """Divide an index of Z/(K·T) by T."""
    q, r = fresh_names(2, draft.names())
    others = [a for a in p.atoms if v in symbols_of(a)]
    return any(
        period not in (ZERO, dict(p.binders)[v])
        and all(periodic(draft.env, a, v, period) for a in others)
        and draft.attempt("divide", t, v, period, q, r)
        for period in _lengths(draft.env, others)
    )


def _several(draft: Draft, t: int, p: Product, v: str) -> bool:
    """Divide an index with two limits."""
    limits = [a for a in p.atoms if a.head == "guard" and v in symbols_of(a)]
    ends = sorted((a.polys[0].linear(v) for a in limits if _affine(a.polys[0], v)), key=lambda end: end[0] == ONE)
    if len(limits) != 2 or [slope for slope, _ in ends] != [-ONE, ONE]:
        return False
    first, length = -ends[1][1], ends[0][1] + ends[1][1] + ONE
    others = [a for a in p.atoms if v in symbols_of(a) and a not in limits]
    for period in _lengths(draft.env, others):
        times = length.divide(period)
        if times is None or not times.is_integral() or times == ONE:
            continue
        mark = draft.mark()
        if all(periodic(draft.env, a, v, period) for a in others) and _rolled_up(draft, t, v, first, period, times):
            return True
        draft.back(mark)
    return False


def _affine(e: Poly, v: str) -> bool:
    return max(dict(m).get(v, 0) for m, _ in e.terms) == 1


def _lengths(env: Environment, atoms: list[Term]) -> list[Poly]:
    """Return what may be a period of all atoms: that of one of them, or the least common multiple of numbers."""
    found = list(dict.fromkeys(length for a in atoms for length in _lengths_of(env, a)))
    numbers = [int(n) for n in (length.constant() for length in found) if n]
    return [*found, number(lcm(*numbers))] if len(numbers) > 1 else found


def _lengths_of(env: Environment, a: Term) -> Iterator[Poly]:
    inner = entry_of(a)
    if inner is not None:
        name = inner.parts[0].names[0]
        yield from (env.periods.get((name, axis), m) for axis, m in enumerate(env.axes_of(name)))
    elif a.head == "kronecker":
        yield a.polys[1]
    elif a.head == "phase":
        yield number(lcm(*((c / 2).as_integer_ratio()[1] for _, c in a.polys[0].terms)))


def _rolled_up(draft: Draft, t: int, v: str, first: Poly, period: Poly, times: Poly) -> bool:
    """Divide the index, counted from its first value, by the period; the quotient runs from 0 to times − 1."""
    q, r = fresh_names(2, draft.names())
    shift = ((v,), ((v, ZERO),), (symbol(v) + first,), (symbol(v) - first,))
    if (first.terms and not draft.attempt("reindex", t, *shift)) or not draft.attempt("divide", t, v, period, q, r):
        return False
    for e in (symbol(q), times - ONE - symbol(q)):
        proof = implied(draft.env, draft.products[t], e)
        if proof is None or not draft.attempt("add_guard", t, e, proof):
            return False
    return True


def lift_residues(left: Draft, right: Draft) -> bool:
    """Use that no other multiple of N is near: δ_N[e] is δ[e] where −N < e < N."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            for j, a in enumerate(p.atoms):
                if a.head != "kronecker" or not a.polys[1].terms:
                    continue
                e, modulus = a.polys
                low, high = implied(draft.env, p, e + modulus - ONE), implied(draft.env, p, modulus - ONE - e)
                if low is not None and high is not None and draft.attempt("lift", t, j, low, high):
                    simplify(draft)
                    return True
    return False


def bound_quotients(left: Draft, right: Draft) -> bool:
    """Find the few values of an index that limits with a symbol as slope leave: 0 ≤ T·q + r, r ≤ T − 1 give q ≥ 0."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            limits = [a.polys[0] for a in p.atoms if a.head == "guard"]
            for v, modulus in p.binders:
                steep = any(v in m and len(m) > 1 for e in limits for m in (tuple(s for s, _ in m) for m, _ in e.terms))
                if modulus == ZERO and steep and _bounded(draft, t, v):
                    simplify(draft)
                    return True
    return False


def _bounded(draft: Draft, t: int, v: str) -> bool:
    """Add the best bounds by small numbers to a product that does not have them yet."""
    p, new = draft.products[t], False
    for way in (ONE, -ONE):
        for c in range(-_NEAR, _NEAR + 1):
            e = way * symbol(v) + number(c)
            proof = implied(draft.env, p, e)
            if proof is not None:
                if Term("guard", (), (e,)) not in p.atoms:
                    draft.do("add_guard", t, e, proof)
                    new = True
                break
        else:
            return new
    return new


def limit_residues(left: Draft, right: Draft) -> bool:
    """Write a sum over residues with limits and cut it where another sum of the same samples ends."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            for v, modulus in p.binders:
                mark = draft.mark()
                if not modulus.terms or not draft.attempt("residues", t, v, modulus):
                    continue
                rest = (q for d in (draft, other) for q in d.products if q is not draft.products[t])
                names = {a.parts for a in _samples(p) if v in symbols_of(a)}
                if any(cut_by(draft, t, q) for q in rest if names & _limited(q)):
                    return True
                draft.back(mark)
    return False


def _samples(p: Product) -> list[Term]:
    return [inner for a in p.atoms if (inner := entry_of(a)) is not None]


def _limited(p: Product) -> set[tuple[Term, ...]]:
    """Return the signals whose index has limits in a sum, or is no sum's."""
    limits = {s for a in p.atoms if a.head == "guard" for s in a.polys[0].symbols()}
    endless = {v for v, m in p.binders if m == ZERO and v not in limits}
    return {a.parts for a in _samples(p) if not symbols_of(a) & endless}


def tell_residues_apart(left: Draft, right: Draft) -> bool:
    """Divide an index by a number modulo which alone it counts in some atom: (−1)^(n²) depends on n modulo 2."""
    env = left.env
    pairs = [(d, t) for d, o in ((left, right), (right, left)) for t in unmatched(d, o)]
    atoms = [a for d, t in pairs for a in d.products[t].atoms]
    for n in env.context.integers:
        length = lcm(*(_cycle(env, a, n, free=True) for a in atoms))
        if 1 < length <= _LONGEST and len(pairs) * length <= _MOST:
            return all(_divide_everywhere(d, o, n, length) for d, o in ((left, right), (right, left)))
    for draft, t in pairs:
        for v, modulus in draft.products[t].binders:
            length = lcm(*(_cycle(env, a, v, free=False) for a in draft.products[t].atoms))
            if modulus == ZERO and 1 < length <= _LONGEST:
                return divide_by(draft, t, v, number(length))
    return False


def _divide_everywhere(draft: Draft, other: Draft, n: str, length: int) -> bool:
    """Divide a free index, through inserted δ, in all products that the other side does not have."""
    for t in reversed(unmatched(draft, other)):
        (v,) = fresh_names(1, draft.names())
        if not draft.attempt("insert", t, v, symbol(n), ZERO) or not divide_by(draft, t, v, number(length)):
            return False
    return True


def _cycle(env: Environment, a: Term, n: str, *, free: bool) -> int:
    """Return the number modulo which alone an index counts in an atom, where that is not obvious; else 1."""
    inner = entry_of(a)
    if inner is not None:
        name = inner.parts[0].names[0]
        axes = [env.periods.get((name, axis), m) for axis, m in enumerate(env.axes_of(name))]
        there = [m.constant() for e, m in zip(inner.polys, axes, strict=True) if n in e.symbols()]
        return lcm(*(int(m) for m in there if m is not None)) if free and there and all(there) else 1
    if a.head != "phase":
        return 1
    found = 1
    for m, c in a.polys[0].terms:
        powers = {s: e for s, e in m if s != "pi"}
        if n in powers and sum(powers.values()) > 1 and len(powers) < len(m):
            if any(e < 0 or s in env.scalars for s, e in powers.items()):
                return 1
            found = lcm(found, (c / 2).as_integer_ratio()[1])
    return found
