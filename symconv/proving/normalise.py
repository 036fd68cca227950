"""Normal form: unfold, differentiate, expand, then sift and simplify until nothing changes.

May import: ``logic``, ``products``, ``terms``, ``polynomials``, the drafts and guards of this package.
"""

from __future__ import annotations

from collections.abc import Iterator

from symconv.contexts import Environment
from symconv.polynomials import ONE, ZERO, Poly, number, symbol
from symconv.products import entry_of, periodic
from symconv.proving.drafts import Draft, fresh_names
from symconv.proving.guards import implied
from symconv.proving.hermite import bezout
from symconv.proving.telescoping import sum_up
from symconv.terms import DEFINITIONS, Product, Term, symbols_of

__all__ = ["combines", "expand", "normalise", "reduce_periods", "simplify"]

_ROUNDS = 400


def normalise(draft: Draft, *, combine: bool = True) -> None:
    """Bring a statement to its normal form; raises `LogicError` when a sum diverges or something is too large.

    Without ``combine`` an impulse of several bound indices stays, as in Σ g[n] w[m] δ[2n + 3m − k], which reads
    better where both sides have it.
    """
    expand(draft)
    simplify(draft, combine=combine)


def expand(draft: Draft) -> None:
    """Unfold every operator, outermost first, differentiate from the inside out, and distribute."""
    while isinstance(draft.state, Term):
        found = next(_unfoldable(draft.env, draft.state, ()), None)
        if found is not None:
            path, t = found
            _unfold(draft, path, t)
            continue
        derivative = next(_derivatives(draft.state, ()), None)
        if derivative is None:
            draft.do("expand")
        else:
            draft.do("differentiate", derivative)


def _unfold(draft: Draft, path: tuple[int, ...], t: Term) -> None:
    f = t.parts[0]
    used = draft.names()
    known = DEFINITIONS.get(f.head)
    if known is not None:
        count = len(draft.env.axes(f.parts[0], used - draft.env.names - _bound_inside(f))) if known.summed else 0
        draft.do("unfold", path, fresh_names(count, used))
    elif f.head == "symbol":
        body = draft.env.equations[f.names[0]].body
        draft.do("unfold", path, fresh_names(_binders(body), used | symbols_of(body)))
    elif not draft.attempt("unfold", path, ()):
        draft.do("unfold", path, fresh_names(_binders(f.parts[0]), used))


def _bound_inside(t: Term) -> frozenset[str]:
    own = frozenset(t.names) if t.head in ("sum", "seq") else frozenset[str]()
    return own.union(*(_bound_inside(part) for part in t.parts))


def _binders(t: Term) -> int:
    return (len(t.names) if t.head in ("sum", "seq") else 0) + sum(map(_binders, t.parts))


def _unfoldable(env: Environment, t: Term, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Term]]:
    if t.head == "sample":
        f = t.parts[0]
        if f.head != "symbol" or f.names[0] in env.equations:
            yield path, t
        return
    for i, part in enumerate(t.parts):
        yield from _unfoldable(env, part, (*path, i))


def _derivatives(t: Term, path: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for i, part in enumerate(t.parts):
        yield from _derivatives(part, (*path, i))
    if t.head in ("diff", "diff_conj"):
        yield path


def simplify(draft: Draft, *, combine: bool = True) -> None:
    """Apply the simplifying rules until none does anything."""
    draft.do("tidy", None)
    settled: set[Product] = set()
    for _ in range(_ROUNDS):
        for t, p in enumerate(draft.products):
            if p not in settled and _improve(draft, t, p, combine=combine):
                draft.do("tidy", None)
                break
            settled.add(p)
        else:
            return


def combines(draft: Draft) -> bool:
    """Tell whether a draft has an impulse whose bound indices could be combined."""
    return any(_several(p, atom) for p in draft.products for atom in p.atoms)


def _improve(draft: Draft, t: int, p: Product, *, combine: bool) -> bool:
    """Do one simplifying step on a product, if there is one."""
    return (
        _sift(draft, t, p)
        or _residue(draft, t, p)
        or _lattice(draft, t, p, combine=combine)
        or _use(draft, t, p)
        or _orthogonality(draft, t, p)
        or _periods(draft, t, p)
        or _guards(draft, t, p)
        or _whole_period(draft, t, p)
        or sum_up(draft, t, p)
    )


def _sift(draft: Draft, t: int, p: Product) -> bool:
    for j, a in enumerate(p.atoms):
        if a.head != "kronecker":
            continue
        for v, modulus in reversed(p.binders):
            if modulus == a.polys[1] and _slope(a.polys[0], v) in (ONE, -ONE) and draft.attempt("sift", t, j, v):
                return True
    return False


def _residue(draft: Draft, t: int, p: Product) -> bool:
    """Solve δ_N[±v + r] for an index of Z, or of Z/M with N dividing M: v = N·q ∓ r."""
    for a in p.atoms:
        if a.head != "kronecker" or a.polys[1] == ZERO:
            continue
        index, modulus = a.polys
        for v, m in p.binders:
            slope = _slope(index, v)
            if slope not in (ONE, -ONE) or m == modulus or m.divide(modulus) is None:
                continue
            mark = draft.mark()
            q, r, w = fresh_names(3, draft.names())
            rest = index.linear(v)[1]
            done = draft.attempt(
                "reindex", t, (v,), ((w, m),), (slope * (symbol(w) - rest),), (index,)
            ) and draft.attempt("divide", t, w, modulus, q, r)
            if done and draft.attempt("tidy", t) and _lift(draft, t, r, modulus):
                return True
            draft.back(mark)
    return False


def _lift(draft: Draft, t: int, r: str, modulus: Poly) -> bool:
    for j, a in enumerate(draft.products[t].atoms):
        if a.head == "kronecker" and a.polys[1] == modulus and a.polys[0] in (symbol(r), -symbol(r)):
            p, e = draft.products[t], a.polys[0]
            low, high = implied(draft.env, p, e + modulus - ONE), implied(draft.env, p, modulus - ONE - e)
            if low is not None and high is not None:
                return draft.attempt("lift", t, j, low, high) and draft.attempt("sift", t, j, r)
    return False


def _slope(e: Poly, v: str) -> Poly:
    if any(s == v and x != 1 for m, _ in e.terms for s, x in m):
        return ZERO
    return e.linear(v)[0]


def _lattice(draft: Draft, t: int, p: Product, *, combine: bool) -> bool:
    """Solve δ[a·e − b·v] with coprime a, b; δ of several bound indices by a unimodular change of variables."""
    free = [v for v, m in p.binders if m == ZERO]
    for j, a in enumerate(p.atoms):
        if a.head != "kronecker" or a.polys[1] != ZERO:
            continue
        index = a.polys[0]
        slopes = _several(p, a)
        if slopes and combine and _combine(draft, t, p, slopes):
            return True
        for v in free:
            slope, rest = index.linear(v) if _slope(index, v).terms else (ZERO, ZERO)
            for factor, x, y in _coprime(draft.env, rest, -slope) if slope.terms else ():
                if draft.attempt("lattice", t, j, v, factor, x, y):
                    return True
    return False


def _several(p: Product, atom: Term) -> list[tuple[str, int]]:
    """Return the bound indices of an impulse over Z with the numbers before them, if there are several."""
    if atom.head != "kronecker" or atom.polys[1] != ZERO:
        return []
    free = [v for v, m in p.binders if m == ZERO]
    found = [(v, c.numerator) for v in free for c in [_slope(atom.polys[0], v).constant()] if c]
    return found if len(found) > 1 else []


def _combine(draft: Draft, t: int, p: Product, slopes: list[tuple[str, int]]) -> bool:
    (v, a), (w, b) = slopes[:2]
    g, x, y = bezout(a, b)
    if g in (abs(a), abs(b)):
        return False
    p_, q_ = a // g, b // g  # a·v + b·w = g·new, with the unimodular matrix (p q; −y x)
    new_v, new_w = symbol(v), symbol(w)
    there = (number(x) * new_v - number(q_) * new_w, number(y) * new_v + number(p_) * new_w)
    back = (number(p_) * new_v + number(q_) * new_w, number(x) * new_w - number(y) * new_v)
    return draft.attempt("reindex", t, (v, w), ((v, ZERO), (w, ZERO)), there, back)


def _coprime(env: Environment, rest: Poly, b: Poly) -> Iterator[tuple[Poly, Poly, Poly]]:
    """Factors a of the rest with x·a + y·b = 1."""
    content = bezout_content(rest)
    number_b = b.constant()
    if number_b is not None and content > 1:
        g, x, y = bezout(content, number_b.numerator)
        if g == 1:
            yield number(content), number(x), number(y)
    for z in env.context.zero:
        for one in (z + ONE, -z + ONE):
            for s in sorted(env.positive & rest.symbols()):
                if rest.divide(symbol(s)) is None or any(x > 1 for m, _ in one.terms for n, x in m if n == s):
                    continue
                u, other = one.linear(s)
                w = other.divide(b)
                if w is not None and w.is_integral():
                    yield symbol(s), u, w


def bezout_content(e: Poly) -> int:
    """Return the common divisor of all coefficients."""
    content = 0
    for _, c in e.terms:
        content = bezout(content, c.numerator)[0]
    return content


def _use(draft: Draft, t: int, p: Product) -> bool:
    """Replace one free index, the last by name, by what a δ says that it is."""
    bound = {v for v, _ in p.binders}
    for j, a in enumerate(p.atoms):
        free = sorted(a.polys[0].symbols() - bound - draft.env.positive) if a.head == "kronecker" else []
        fixed = [s for s in free if _slope(a.polys[0], s) in (ONE, -ONE)][-1:]
        others = p.coefficient.symbols().union(*(symbols_of(b) for i, b in enumerate(p.atoms) if i != j))
        for s in fixed:
            mark = draft.mark()
            if s in others and draft.attempt("use", t, j, s) and draft.products[t] != p:
                return True
            draft.back(mark)
    return False


def _orthogonality(draft: Draft, t: int, p: Product) -> bool:
    for v, modulus in p.binders:
        if v in p.coefficient.symbols():
            continue
        atoms = [a for a in p.atoms if v in symbols_of(a)]
        if modulus.terms:
            if draft.attempt("orthogonality", t, v):
                return True
            continue
        guards = [a.polys[0] for a in atoms if a.head == "guard"]
        rest = [a for a in atoms if a.head != "guard"]
        if len(guards) != 2 or symbol(v) not in guards or len(rest) > 1 or any(a.head != "phase" for a in rest):
            continue
        if rest:
            length = guards[1 - guards.index(symbol(v))] + symbol(v) + ONE
            mark = draft.mark()
            if draft.attempt("residues", t, v, length) and draft.attempt("orthogonality", t, v):
                return True
            draft.back(mark)
    return False


def _periods(draft: Draft, t: int, p: Product) -> bool:
    bound = {name for name, _ in p.binders}
    for j, a in enumerate(p.atoms):
        inner = entry_of(a)
        for axis, e in enumerate(inner.polys if inner else ()):
            period = draft.env.periods.get((inner.parts[0].names[0] if inner else "", axis))
            parts = [Poly((term,)).divide(period) for term in e.terms] if period is not None else []
            multiple = sum((q for q in parts if q is not None and q.is_integral()), start=ZERO)
            if period is not None and not e.symbols() & bound:
                multiple += _whole_periods(e - multiple * period, period)
            if multiple.terms and draft.attempt("wrap", t, j, axis, 0, -multiple):
                return True
    return False


def _whole_periods(index: Poly, period: Poly) -> Poly:
    """Return how often a period that is a number fits into the number that is added in an index: 1 for n + 6 and 4."""
    length, added = (dict(e.terms).get((), 0) for e in (period, index))
    return number(added // length) if length and not period.symbols() else ZERO


def reduce_periods(draft: Draft) -> None:
    """Reduce the arguments of periodic signals in the only product of a draft."""
    while draft.products and _periods(draft, 0, draft.products[0]):
        pass


def _guards(draft: Draft, t: int, p: Product) -> bool:
    guarded = [j for j, a in enumerate(p.atoms) if a.head == "guard"]
    if guarded or draft.env.context.supports:
        proof = implied(draft.env, p, -ONE)
        if proof is not None and draft.attempt("add_guard", t, -ONE, proof):
            return True
    for j in guarded:
        proof = implied(draft.env, p, p.atoms[j].polys[0], j)
        if proof is not None and draft.attempt("drop_guard", t, j, proof):
            return True
    return False


def _whole_period(draft: Draft, t: int, p: Product) -> bool:
    """Turn a sum over N successive integers into one over residues, where everything has the period N."""
    for v, m in p.binders:
        guards = [a.polys[0] for a in p.atoms if a.head == "guard" and v in a.polys[0].symbols()]
        slopes = [_slope(e, v) for e in guards]
        if m != ZERO or sorted(slopes, key=str) != sorted((ONE, -ONE), key=str):
            continue
        lower, upper = guards if slopes[0] == ONE else reversed(guards)
        length, first = lower + upper + ONE, symbol(v) - lower
        others = [a for a in p.atoms if a.head != "guard" or v not in a.polys[0].symbols()]
        if draft.env.sign(length) != 1 or not any(entry_of(a) for a in others if v in symbols_of(a)):
            continue
        if all(periodic(draft.env, a, v, length) for a in others):
            mark = draft.mark()
            shift = ((v,), ((v, ZERO),), (symbol(v) + first,), (symbol(v) - first,))
            if (not first.terms or draft.attempt("reindex", t, *shift)) and draft.attempt("residues", t, v, length):
                return True
            draft.back(mark)
    return False
