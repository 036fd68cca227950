"""When terms do not match one to one: cut ranges and cosets until they do.

Each strategy looks at the products that the sides do not share, cuts one of them by a rule that holds for all
integers (an order of two bounds, a division with remainder), and says whether it did anything.

May import: ``polynomials``, ``terms``, ``products``, the normal form and matching of this package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial, reduce
from itertools import islice
from math import gcd

from symconv.polynomials import ONE, ZERO, Poly, number, polynomial, symbol
from symconv.products import Fact, entry_of, facts_of, key_of
from symconv.proving.drafts import Draft, fresh_names
from symconv.proving.guards import implied
from symconv.proving.matching import align, carry_over, matches, merge, shape
from symconv.proving.normalise import simplify
from symconv.terms import Product, Term, symbols_of

__all__ = [
    "Strategy",
    "cut_by",
    "cut_cells",
    "cut_multiples",
    "divide_by",
    "divide_indices",
    "enumerate_indices",
    "enumerate_ranges",
    "meet_bounds",
    "order_bounds",
    "symmetrise",
    "unmatched",
]

Strategy = Callable[[Draft, Draft], bool]
_RANGE = 16
_CELLS = 40
_GROUP = 24
_ALIGNMENTS = 4
_RESIDUES = 16


def unmatched(draft: Draft, other: Draft) -> list[int]:
    """Positions of the products whose kind has another coefficient on the other side."""
    mine, theirs = draft.sums(), other.sums()
    return [t for t, p in enumerate(draft.products) if mine.get(key_of(p)) != theirs.get(key_of(p))]


def _slope(e: Poly, v: str) -> Poly:
    if any(s == v and x != 1 for m, _ in e.terms for s, x in m):
        return ZERO
    return e.linear(v)[0]


def _bounds(facts: list[Fact], v: str) -> tuple[list[Poly], list[Poly]]:
    """Lower and upper bounds of a bound index from facts in which it has slope ±1."""
    rows = [e.linear(v) for e, _ in facts if _slope(e, v) in (ONE, -ONE)]
    return [-rest for slope, rest in rows if slope == ONE], [rest for slope, rest in rows if slope == -ONE]


def _guards(p: Product) -> list[Fact]:
    return [(a.polys[0], False) for a in p.atoms if a.head == "guard"]


def enumerate_ranges(left: Draft, right: Draft) -> bool:
    """Write out a sum over a range of a few numbers, one number at a time."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            for v, modulus in p.binders:
                size = modulus.constant()
                if size is None or 0 < size <= _RESIDUES:
                    if size is not None:
                        draft.do("residues", t, v, modulus)
                        draft.do("split", t, symbol(v) - ONE)
                        simplify(draft)
                        return True
                    continue
                if _write_out_range(draft, t, v):
                    return True
    return False


def enumerate_indices(left: Draft, right: Draft) -> bool:
    """Write out the few values of a free index at which a product is not 0."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            used = p.coefficient.symbols().union(*(symbols_of(a) for a in p.atoms if a.head != "kronecker"))
            for n in draft.env.context.integers:
                if n in used and _write_out_range(draft, t, n):
                    return True
    return False


def _write_out_range(draft: Draft, t: int, v: str) -> bool:
    """Write out the first of a few values of an index, if it has no more."""
    lower, upper = _bounds([(_rounded(e), equal) for e, equal in facts_of(draft.env, draft.products[t])], v)
    ranges = [(length, a, b) for a in lower for b in upper for length in [(b - a).constant()]]
    short = [(c, a, b) for c, a, b in ranges if c is not None and 0 <= c < _RANGE]
    if short:
        length, first, last = min(short, key=lambda found: found[0])
        _write_out(draft, t, symbol(v) - first, last - symbol(v), single=length == 0)
    return bool(short)


def _rounded(e: Poly) -> Poly:
    """Divide a bound by the common divisor of its slopes, rounding to integers: 2n + 1 ≥ 0 says n ≥ 0."""
    divisor = gcd(*(c.numerator for m, c in e.terms if m))
    if divisor < 2:
        return e
    return polynomial({m: c.numerator // divisor for m, c in e.terms})


def _write_out(draft: Draft, t: int, above: Poly, below: Poly, *, single: bool) -> None:
    if not single:
        draft.do("split", t, above - ONE)
    else:
        for e in (above, below):
            p = draft.products[t]
            proof = implied(draft.env, p, e)
            if proof is not None and Term("guard", (), (e,)) not in p.atoms:
                draft.do("add_guard", t, e, proof)
        draft.do("tidy", t)
    simplify(draft)


def order_bounds(left: Draft, right: Draft) -> bool:
    """Cut where two lower (or two upper) bounds of a counted index change places."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            for v, _ in p.binders:
                if any(a.head != "guard" and v in symbols_of(a) for a in p.atoms) or v in p.coefficient.symbols():
                    continue
                for bounds in _bounds(_guards(p), v):
                    if len(bounds) > 1:
                        draft.do("split", t, bounds[0] - bounds[1])
                        simplify(draft)
                        return True
    return False


def cut_cells(left: Draft, right: Draft) -> bool:
    """Align products that differ in their guards only, and cut each by the guards of the others."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            for q in (*(q for i, q in enumerate(draft.products) if i != t), *other.products):
                if cut_by(draft, t, q):
                    return True
    return False


def cut_by(draft: Draft, t: int, q: Product) -> bool:
    """Align product ``t`` with q, and cut it by a guard of q that it neither has nor rules out."""
    p = draft.products[t]
    if len(draft.products) > _CELLS or shape(draft.env, p) != shape(draft.env, q):
        return False
    for trial in islice(matches(draft, p, q, guards=False), _ALIGNMENTS):
        (aligned,) = trial.products
        for e, _ in _guards(q):
            if Term("guard", (), (e,)) not in aligned.atoms and not _known(draft, aligned, e):
                carry_over(trial, draft, t)
                draft.do("split", t, e)
                simplify(draft)
                return True
    return False


def _known(draft: Draft, p: Product, e: Poly) -> bool:
    return implied(draft.env, p, e) is not None or implied(draft.env, p, -e - ONE) is not None


def divide_indices(left: Draft, right: Draft) -> bool:
    """Divide a bound index by a stride of the other side, where the pieces then match."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            for rule in _divisions(draft, t, other):
                mark = draft.mark()
                shared, rest = _shared(draft, other), len(unmatched(draft, other))
                if rule():
                    merge(draft)
                    if _shared(draft, other) > shared or len(unmatched(draft, other)) < rest:
                        return True
                draft.back(mark)
    return False


def _shared(draft: Draft, other: Draft) -> int:
    """Count products of the other side that some product here turns into."""
    found = 0
    for q in other.products:
        for t in range(len(draft.products)):
            if key_of(draft.products[t]) == key_of(q) or (
                shape(draft.env, draft.products[t]) == shape(draft.env, q) and align(draft, t, q)
            ):
                found += 1
                break
    return found


def _strides(draft: Draft) -> list[Poly]:
    """Numbers and positive symbols that multiply bound indices."""
    found: dict[Poly, None] = {}
    for p in draft.products:
        bound = {v for v, _ in p.binders}
        for a in p.atoms:
            inner = entry_of(a)
            for e in inner.polys if inner is not None else a.polys[:1]:
                if a.head == "phase":
                    continue
                for m, c in e.terms:
                    if any(s in bound for s, _ in m):
                        found |= {number(max(c, -c)): None} if max(c, -c) >= 2 else {}
                        found |= {symbol(s): None for s, _ in m if s in draft.env.positive}
    return list(found)


def _divisions(draft: Draft, t: int, other: Draft) -> Iterator[Callable[[], bool]]:
    p = draft.products[t]
    free = sorted({n for a in p.atoms for n in symbols_of(a)} & set(draft.env.context.integers))
    for s in dict.fromkeys([*_strides(other), *_strides(draft)]):
        if len(p.binders) > 1:
            yield partial(_divide_all, draft, t, tuple(v for v, _ in p.binders), s)
        if len(free) > 1:
            yield partial(_insert_all, draft, t, free, s)
        yield from (partial(divide_by, draft, t, v, s) for v, _ in p.binders)
        entries = [j for j, a in enumerate(p.atoms) if entry_of(a) is not None and len(a.polys) == 1]
        yield from (partial(_divide_entry, draft, t, j, s) for j in entries)
        yield from (partial(_divide_free, draft, t, n, s) for n in free)


def divide_by(draft: Draft, t: int, v: str, s: Poly) -> bool:
    """Divide a bound index by s; remainders by a number are written out."""
    return _divide_all(draft, t, (v,), s)


def _divide_all(draft: Draft, t: int, names: tuple[str, ...], s: Poly) -> bool:
    """Divide some bound indices by s; remainders by a number are written out."""
    last, count = t, s.constant()
    for v in names:
        for i in range(last, t - 1, -1):
            q, r = fresh_names(2, draft.names())
            if not draft.attempt("divide", i, v, s, q, r):
                return False
            for value in range(1, count.numerator if count is not None else 1):
                draft.do("split", i, symbol(r) - number(value))
                last += 1
        if last - t > _CELLS:
            return False
    simplify(draft)
    return True


def _insert_all(draft: Draft, t: int, free: list[str], s: Poly) -> bool:
    """Divide all free indices through inserted δ."""
    names = fresh_names(len(free), draft.names())
    if not all(draft.attempt("insert", t, v, symbol(n), ZERO) for v, n in zip(names, free, strict=True)):
        return False
    return _divide_all(draft, t, names, s)


def _divide_entry(draft: Draft, t: int, j: int, s: Poly) -> bool:
    """Take the index of an atom as a bound index, then divide that."""
    p = draft.products[t]
    (e,) = p.atoms[j].polys
    pivots = [v for v, m in p.binders if m == ZERO and _slope(e, v) in (ONE, -ONE)]
    if not pivots or e == symbol(pivots[0]):
        return False
    v = pivots[0]
    slope, rest = e.linear(v)
    (w,) = fresh_names(1, draft.names())
    return draft.attempt("reindex", t, (v,), ((w, ZERO),), (slope * (symbol(w) - rest),), (e,)) and divide_by(
        draft, t, w, s
    )


def _divide_free(draft: Draft, t: int, n: str, s: Poly) -> bool:
    """Divide a free index through an inserted δ."""
    (v,) = fresh_names(1, draft.names())
    return draft.attempt("insert", t, v, symbol(n), ZERO) and divide_by(draft, t, v, s)


def symmetrise(left: Draft, right: Draft) -> bool:
    """Average weights over the changes of variables that keep a product: Σ m·f[m]·f[n − m] has the weight n/2."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            if not p.coefficient.symbols() & {v for v, _ in p.binders}:
                continue
            images: dict[Poly, Draft] = {}
            for trial in islice(matches(draft, p, p), _GROUP):
                images.setdefault(trial.products[0].coefficient, trial)
            mean = number(Fraction(1, len(images))) * reduce(Poly.__add__, images, ZERO)
            if mean == p.coefficient:
                continue
            for i, trial in enumerate(list(images.values())[1:]):
                draft.do("share", t + i, number(Fraction(1, len(images) - i)))
                carry_over(trial, draft, t + i)
            draft.do("tidy", None)
            return True
    return False


def meet_bounds(left: Draft, right: Draft) -> bool:
    """Find guards that hold with equality only: N ≥ 0 and −N ≥ 0."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            for a in p.atoms:
                proof = implied(draft.env, p, -a.polys[0]) if a.head == "guard" else None
                if proof is not None and draft.attempt("add_guard", t, -a.polys[0], proof):
                    simplify(draft)
                    return True
    return False


def cut_multiples(left: Draft, right: Draft) -> bool:
    """Cut δ[s·e + r] with |r| < s at e = 0: no other multiple of s is near."""
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            guards = [a.polys[0] for a in p.atoms if a.head == "guard"]
            for a in p.atoms if len(p.atoms) < _RANGE else ():
                for s in sorted(a.polys[0].symbols() & draft.env.positive) if a.head == "kronecker" else ():
                    quotients = (Poly((term,)).divide(symbol(s)) for term in a.polys[0].terms)
                    e = reduce(Poly.__add__, (q for q in quotients if q is not None), ZERO)
                    rest = a.polys[0] - symbol(s) * e
                    near = (rest + symbol(s) - ONE, symbol(s) - ONE - rest)
                    if not e.symbols() or any(implied(draft.env, p, bound) is None for bound in near):
                        continue
                    if _cut_at(draft, t, (e - ONE, -e - ONE), guards):
                        return True
    return False


def _cut_at(draft: Draft, t: int, cuts: tuple[Poly, ...], guards: list[Poly]) -> bool:
    """Cut a product by the first bound that is open; bounds that are not may together make it vanish."""
    p, mark, before = draft.products[t], draft.mark(), draft.products
    for cut in cuts:
        for bound in (cut, -cut - ONE):
            proof = implied(draft.env, p, bound)
            if proof is not None and bound not in guards:
                draft.do("add_guard", t, bound, proof)
                break
        else:
            if cut not in guards and -cut - ONE not in guards:
                draft.back(mark)
                draft.do("split", t, cut)
                simplify(draft)
                return True
    simplify(draft)
    if draft.products != before:
        return True
    draft.back(mark)
    return False
