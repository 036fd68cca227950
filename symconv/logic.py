"""The trusted core: terms, the definitions of the operators, the primitive rules, and the replay of certificates.

A statement is proved exactly when `replay` returns a `Theorem`. A certificate holds a context, two scalar
terms and a list of rules with arguments for each side; every line is recomputed here and nothing is believed.
A state is first a scalar term and, after the rule ``expand``, a tuple of `Product`. Σ over Z/N means the sum
over 0..N−1; modulus 0 stands for Z; free names are integers. docs/certificate-format.md says the same in words.

Trusted with it: ``polynomials`` (arithmetic), ``terms`` (definitions), ``contexts`` (what is
well formed), ``products`` (what converges, what is equal).

May import: those four and the standard library. Must never use floats, ``assert`` or SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import InitVar, dataclass
from fractions import Fraction
from typing import Any, Final

from symconv.contexts import LIMITS, Environment, refuse
from symconv.polynomials import ONE, TURN, ZERO, Poly, number, polynomial, symbol
from symconv.products import (
    Proof,
    collect,
    converges,
    entry_of,
    facts_of,
    flatten,
    key_of,
    periodic,
    refute,
    sound,
    tidied,
)
from symconv.terms import (
    DEFINITIONS,
    LIFTED,
    Binder,
    Context,
    Equation,
    Flat,
    Goal,
    Index,
    Period,
    Product,
    Scalar,
    Signal,
    State,
    Support,
    Symmetry,
    Term,
    is_signal,
    kronecker,
    sample,
    substitute,
    symbols_of,
)

VERSION: Final = 1

# --------------------------------------------------------------------------------------------------------- rules


def _statement(state: State) -> Term:
    return state if isinstance(state, Term) else refuse("the statement is expanded already")


def _pick(state: State, t: int) -> Product:
    if isinstance(state, Term) or not t < len(state):
        refuse(f"there is no product number {t}")
    return state[t]


def _atom(p: Product, j: int, head: str) -> Term:
    if j >= len(p.atoms) or p.atoms[j].head != head:
        refuse(f"atom number {j} is no {head}")
    return p.atoms[j]


def _modulus(p: Product, v: str) -> Poly:
    return dict(p.binders)[v] if v in dict(p.binders) else refuse(f"{v} is not bound there")


def _bound(p: Product) -> frozenset[str]:
    return frozenset(v for v, _ in p.binders)


def _put(env: Environment, state: State, t: int, *new: Product) -> Flat:
    flat = () if isinstance(state, Term) else state
    if len(flat) + len(new) > LIMITS["products"]:
        refuse("too many products")
    env.burn(len(flat))
    return (*flat[:t], *(sound(env, p) for p in new), *flat[t + 1 :])


def _with(p: Product, values: Mapping[str, Poly], drop: tuple[int, ...] = (), add: tuple[Term, ...] = ()) -> Product:
    """Substitute everywhere, leave out the binders that are replaced and some atoms, and add others."""
    atoms = tuple(substitute(a, values) for j, a in enumerate(p.atoms) if j not in drop)
    binders = tuple(b for b in p.binders if b[0] not in values)
    return Product(p.coefficient.subst(values), binders, atoms + add)


def _inside(env: Environment, t: Term, path: tuple[int, ...], change: Callable[[Term, frozenset[str]], Term]) -> Term:
    """Change the part at a path; the change is told which names are bound there."""

    def walk(t: Term, path: tuple[int, ...], bound: frozenset[str]) -> Term:
        if not path:
            return change(t, bound)
        i = path[0] if path[0] < len(t.parts) else refuse("there is no term at this path")
        inner = bound | frozenset(t.names if t.head in ("sum", "seq") else ())
        return Term(t.head, (*t.parts[:i], walk(t.parts[i], path[1:], inner), *t.parts[i + 1 :]), t.polys, t.names)

    return walk(t, path, frozenset())


def _rebind(t: Term, names: Iterator[str]) -> Term:
    """Give every bound index of a term a new name, from the outside in."""
    if t.head in ("sum", "seq"):
        new = tuple(next(names, "") or refuse("unfold: a name is missing") for _ in t.names)
        inner = substitute(t.parts[0], {v: symbol(w) for v, w in zip(t.names, new, strict=True)})
        return Term(t.head, (_rebind(inner, names),), t.polys, new)
    return Term(t.head, tuple(_rebind(part, names) for part in t.parts), t.polys, t.names)


def unfold(env: Environment, state: State, path: tuple[int, ...], names: tuple[str, ...]) -> State:
    """At a path: operator(…)[e] ⟹ its definition; (n ↦ F(n))[e] ⟹ F(e); y[e] ⟹ F(e) when y[n] = F(n) is assumed.

    Side conditions: the new binders ``names`` occur nowhere. Source: the table of definitions.
    Fails when the part is no sample, a name is in use, or an index would be captured.
    """
    env.fresh(names, symbols_of(_statement(state)))

    def change(t: Term, bound: frozenset[str]) -> Term:
        f = t.parts[0] if t.head == "sample" else refuse("unfold: there is no sample")
        if f.head in DEFINITIONS:
            known = DEFINITIONS[f.head]
            axes = env.axes(f.parts[0], bound) if f.parts else ()
            new = names if known.summed else ("",) * len(axes)
            if len(new) != len(axes):
                refuse("unfold: one name per axis is needed")
            return known.body(f, t.polys, tuple(zip(new, axes, strict=True)))
        if f.head in LIFTED:
            return Term(f.head, tuple(sample(part, t.polys) if is_signal(part) else part for part in f.parts))
        known_as = env.equations.get(f.names[0])
        if f.head == "symbol" and known_as is None:
            refuse(f"unfold: {f.names[0]} has no definition")
        formal, body = (known_as.names, known_as.body) if f.head == "symbol" and known_as else (f.names, f.parts[0])
        body = _rebind(body, iter(names)) if names else body
        return substitute(body, dict(zip(formal, t.polys, strict=True)))

    return _inside(env, _statement(state), path, change)


def differentiate(env: Environment, state: State, path: tuple[int, ...]) -> State:
    """At a path: ∂/∂x[k] of a sum of products ⟹ the product rule with ∂x[e]/∂x[k] = δ[e − k], ∂conj(x)/∂x = 0.

    Side conditions: the body converges (so Σ and ∂ commute); the entries of x are independent: no hypothesis
    but real; nothing in the body is defined by an equation. Source: Wirtinger calculus; the product rule.
    """

    def change(t: Term, bound: frozenset[str]) -> Term:
        c, x = env.context, t.names[0] if t.head in ("diff", "diff_conj") else refuse("differentiate: no derivative")
        assumed = {h.signal for h in c.symmetries} | {h.signal for h in c.periods}
        if x in assumed | {h.signal for h in c.supports} | {h.signal for h in c.equations}:
            refuse(f"{x} has a hypothesis: its entries are not independent variables")
        env.scalar(t, bound)
        terms: list[Term] = []
        for p in flatten(env, t.parts[0]):
            converges(env, p)
            for j, a in enumerate(p.atoms):
                inner = entry_of(a)
                if inner is None:
                    continue
                if inner.parts[0].names[0] in env.equations or {s for e in t.polys for s in e.symbols()} & _bound(p):
                    refuse("differentiate: unfold all definitions first")
                if inner.parts[0].names[0] == x and (
                    env.signals[x].real or (a.head == "conj") == (t.head == "diff_conj")
                ):
                    rows = zip(inner.polys, t.polys, env.signals[x].axes, strict=True)
                    atoms = (*p.atoms[:j], *(kronecker(e - k, m) for e, k, m in rows), *p.atoms[j + 1 :])
                    body = Term("times", (Term("number", (), (p.coefficient,)), *atoms))
                    axes, names = tuple(m for _, m in p.binders), tuple(v for v, _ in p.binders)
                    terms.append(Term("sum", (body,), axes, names) if names else body)
        return Term("plus", tuple(terms)) if terms else Term("number", (), (ZERO,))

    return _inside(env, _statement(state), path, change)


def expand(env: Environment, state: State) -> State:
    """Expand: a scalar term ⟹ a sum of products; nested sums join, conj goes to the atoms.

    Side conditions: every product converges absolutely (`converges`) before anything cancels; under a binder
    modulo N everything is a function modulo N. Source: Fubini's and Tonelli's theorems.
    """
    env.scalar(_statement(state), frozenset())
    products = flatten(env, _statement(state))
    for p in products:
        converges(env, p)
    return tuple(sound(env, p) for p in products if p.coefficient.terms)


def sift(env: Environment, state: State, t: int, j: int, v: str) -> State:
    """Σ_v δ[±v + r]·F(v) ⟹ F(∓r).

    Side conditions: v runs over the very set of δ, its coefficient is ±1, and r is free of v.
    """
    p = _pick(state, t)
    index, modulus = _atom(p, j, "kronecker").polys
    slope, rest = index.linear(v)
    if _modulus(p, v) != modulus or slope not in (ONE, -ONE):
        refuse(f"sift: δ does not fix {v}")
    return _put(env, state, t, _with(p, {v: -(slope * rest)}, (j,)))


def insert(env: Environment, state: State, t: int, v: str, e: Poly, modulus: Poly) -> State:
    """T ⟹ Σ_v δ[v − e]·T, the reverse of sift.

    Side conditions: v is new, e an index over what is bound in T.
    """
    p = _pick(state, t)
    _ = env.fresh((v,), _bound(p)) and env.index(e, _bound(p)) and env.modulus(modulus)
    new = Product(p.coefficient, (*p.binders, (v, modulus)), (kronecker(symbol(v) - e, modulus), *p.atoms))
    return _put(env, state, t, new)


def use(env: Environment, state: State, t: int, j: int, v: str) -> State:
    """δ[±v + r]·F(v) ⟹ δ[±v + r]·F(∓r), with v free or bound.

    Side conditions: the coefficient of v is ±1; v stands in no modulus and no period (they are not replaced); if δ
    is modulo N, every atom of F is a function of v modulo N.
    """
    p = _pick(state, t)
    index, modulus = _atom(p, j, "kronecker").polys
    slope, rest = index.linear(v)
    others = Product(p.coefficient, p.binders, (*p.atoms[:j], *p.atoms[j + 1 :]))
    inner = [e for a in p.atoms if (e := entry_of(a)) is not None]
    moduli = [m for _, m in p.binders] + [a.polys[1] for a in p.atoms if a.head == "kronecker"]
    moduli += [m for e in inner for m in env.axes_of(e.parts[0].names[0])]
    moduli += [env.periods[key] for e in inner for key in env.periods if key[0] == e.parts[0].names[0]]
    if slope not in (ONE, -ONE) or any(v in m.symbols() for m in moduli):
        refuse(f"use: δ does not fix {v}, or a modulus contains it")
    if modulus != ZERO:
        sound(env, Product(p.coefficient, ((v, modulus),), others.atoms))
    new = _with(others, {v: -(slope * rest)})
    return _put(env, state, t, Product(new.coefficient, p.binders, (*new.atoms[:j], p.atoms[j], *new.atoms[j:])))


def lattice(env: Environment, state: State, t: int, j: int, v: str, a: Poly, x: Poly, y: Poly) -> State:
    """Σ_v δ[a·e − b·v]·F(v) ⟹ Σ_v δ[e − b·v]·F(a·v), when x·a + y·b = 1 (so a and b are coprime).

    Side conditions: over Z; e and b are free of v; the Bézout equation holds identically or is assumed.
    Source: if a·e = b·v then q = x·v + y·e has b·q = e and a·q = v.
    """
    p = _pick(state, t)
    index, modulus = _atom(p, j, "kronecker").polys
    slope, rest = index.linear(v)
    e, bezout = rest.divide(a), x * a - y * slope - ONE
    _ = env.index(a) and env.index(x) and env.index(y)
    if modulus != ZERO or _modulus(p, v) != ZERO or e is None or not env.index(e, _bound(p)) or not env.index(slope):
        refuse("lattice: δ has not the form a·e − b·v over Z")
    if bezout.terms and bezout not in env.context.zero and -bezout not in env.context.zero:
        refuse("lattice: x·a + y·b = 1 is not known")
    new = _with(p, {v: a * symbol(v)}, (j,), (kronecker(e + slope * symbol(v)),))
    return _put(env, state, t, Product(new.coefficient, p.binders, new.atoms))


def reindex(
    env: Environment, state: State, t: int, old: tuple[str, ...], new: tuple[Binder, ...], there: Index, back: Index
) -> State:
    """Σ_old F(old) ⟹ Σ_new F(there(new)): a change of variables.

    Side conditions: old = there(new) and new = back(old) are inverse to each other as polynomials and well
    defined on residues; the new names are new, or old ones. Source: a bijection permutes the terms of the sum.
    """
    p = _pick(state, t)
    moduli = tuple(_modulus(p, v) for v in old)
    names, kept = tuple(v for v, _ in new), _bound(p) - frozenset(old)
    _ = env.fresh(names, kept) and [env.modulus(m) for _, m in new]
    if len(set(old)) != len(old) or len(there) != len(old) or len(back) != len(new):
        refuse("reindex: one map per index is needed")
    forward, backward = dict(zip(old, there, strict=True)), dict(zip(names, back, strict=True))
    _ = [env.index(e, kept | set(names)) for e in there], [env.index(e, kept | set(old)) for e in back]
    if [e.subst(backward) for e in there] != [symbol(v) for v in old]:
        refuse("reindex: the maps are not inverse to each other")
    if [e.subst(forward) for e in back] != [symbol(v) for v in names]:
        refuse("reindex: the maps are not inverse to each other")
    for maps, sources, targets in (
        (there, new, moduli),
        (back, tuple(zip(old, moduli, strict=True)), [m for _, m in new]),
    ):
        if not all(
            periodic(env, kronecker(e, m), v, n)
            for e, m in zip(maps, targets, strict=True)
            for v, n in sources
            if n != ZERO
        ):
            refuse("reindex: a map is not well defined on residues")
    changed = _with(p, forward)
    at = min((i for i, (v, _) in enumerate(p.binders) if v in old), default=0)
    return _put(
        env, state, t, Product(changed.coefficient, (*changed.binders[:at], *new, *changed.binders[at:]), changed.atoms)
    )


def reflect(env: Environment, state: State, t: int, j: int, h: int) -> State:
    """f[e] ⟹ sign·f[center − e], conjugated if said, by the symmetry number h of the context.

    Fails when atom j is no sample of that signal.
    """
    p, hypotheses = _pick(state, t), env.context.symmetries
    inner = entry_of(p.atoms[j]) if j < len(p.atoms) else None
    if inner is None or not h < len(hypotheses) or hypotheses[h].signal != inner.parts[0].names[0]:
        refuse("reflect: no such symmetry for this atom")
    s, conjugated = hypotheses[h], p.atoms[j].head == "conj"
    moved = sample(inner.parts[0], (e if c is None else c - e for e, c in zip(inner.polys, s.center, strict=True)))
    if s.conjugate != conjugated and not env.signals[s.signal].real:
        moved = Term("conj", (moved,))
    new = Product(p.coefficient * number(s.sign), p.binders, (*p.atoms[:j], moved, *p.atoms[j + 1 :]))
    return _put(env, state, t, new)


def wrap(env: Environment, state: State, t: int, j: int, axis: int, source: int, q: Poly) -> State:
    """Change an index: e ⟹ e + q·T, where T is 0 or a period; source 0 is the modulus or the period of that axis.

    Source i ≥ 1 is the i-th polynomial that is assumed to be 0. Side conditions: q is an index over what is bound.
    """
    p = _pick(state, t)
    atom = p.atoms[j] if j < len(p.atoms) else refuse(f"there is no atom number {j}")
    inner, zero = entry_of(atom), env.context.zero
    host = inner or atom
    if host.head == "phase" or axis >= (len(host.polys) if inner else 1) or source > len(zero):
        refuse("wrap: there is no such index")
    name = inner.parts[0].names[0] if inner else ""
    own = env.signals[name].axes[axis] if inner else atom.polys[1] if atom.head == "kronecker" else ZERO
    period = zero[source - 1] if source else env.periods.get((name, axis), own)
    env.index(q, _bound(p))
    moved = Term(
        host.head, host.parts, (*host.polys[:axis], host.polys[axis] + q * period, *host.polys[axis + 1 :]), host.names
    )
    moved = Term("conj", (moved,)) if atom.head == "conj" else moved
    return _put(env, state, t, Product(p.coefficient, p.binders, (*p.atoms[:j], moved, *p.atoms[j + 1 :])))


def orthogonality(env: Environment, state: State, t: int, v: str) -> State:
    """Σ_{v ∈ Z/N} exp(I·(2π·c·v/N + r))·T ⟹ N·δ_N[c]·exp(I·r)·T.

    Side conditions: v occurs in at most one atom, a phase of that form, c an integer polynomial free of v.
    Source: the sum of a geometric progression of N-th roots of unity.
    """
    p = _pick(state, t)
    modulus, where = _modulus(p, v), [j for j, a in enumerate(p.atoms) if v in symbols_of(a)]
    if modulus == ZERO or v in p.coefficient.symbols() or len(where) > 1:
        refuse(f"orthogonality: {v} stands in more than one phase")
    j = where[0] if where else len(p.atoms)
    slope, rest = _atom(p, j, "phase").polys[0].linear(v) if where else (ZERO, ZERO)
    turns = (slope * modulus).divide(TURN)
    if turns is None or not env.index(turns, _bound(p)):
        refuse("orthogonality: the phase is no N-th root of unity")
    atoms = (*p.atoms[:j], kronecker(turns, modulus), Term("phase", (), (rest,)), *p.atoms[j + 1 :])
    return _put(env, state, t, Product(p.coefficient * modulus, tuple(b for b in p.binders if b[0] != v), atoms))


def count(env: Environment, state: State, t: int, v: str, total: Poly) -> State:
    """Σ_v 1[v − a ≥ 0]·1[b − v ≥ 0]·c(v)·G(v)·T ⟹ (S(b + 1)·G(b + 1) − S(a)·G(a))·1[b − a ≥ 0]·T.

    G are the powers and phases that contain v; where there are any, the two ends are two products.
    Side conditions: v runs over Z and occurs in no other atom; G(v + 1) = g·G(v) and g·S(v + 1) − S(v) = c(v).
    Source: a telescoping sum.
    """
    p, grown = _pick(state, t), {v: symbol(v) + ONE}
    where = [j for j, a in enumerate(p.atoms) if v in symbols_of(a)]
    moving = [p.atoms[j] for j in where if p.atoms[j].head in ("power", "phase")]
    guards = tuple(j for j in where if p.atoms[j] not in moving)
    steps = (Term(a.head, (), (a.polys[0].subst(grown) - a.polys[0],), a.names) for a in moving)
    ratio = tidied(env, Product(ONE, (), tuple(steps)))
    env.coefficient(total, _bound(p))
    if ratio is None or ratio.atoms or ratio.coefficient * total.subst(grown) - total != p.coefficient:
        refuse(f"count: S does not telescope in {v}")
    ends = sorted((_atom(p, j, "guard").polys[0].linear(v) for j in guards), key=lambda end: end[0] == ONE)
    if [slope for slope, _ in ends] != [-ONE, ONE] or _modulus(p, v) != ZERO:
        refuse(f"count: {v} is not bounded on both sides")
    first, last, whole = -ends[1][1], ends[0][1], Product(total, p.binders, p.atoms)
    bound = (Term("guard", (), (last - first,)),)
    high, low = (_with(whole, {v: end}, guards, bound) for end in (last + ONE, first))
    if moving:
        return _put(env, state, t, high, Product(-low.coefficient, low.binders, low.atoms))
    return _put(env, state, t, Product(high.coefficient - low.coefficient, high.binders, high.atoms))


def add_guard(env: Environment, state: State, t: int, e: Poly, proof: Proof) -> State:
    """T ⟹ T·1[e ≥ 0], when the facts of T and −e − 1 ≥ 0 contradict each other (with e = −1: T = 0).

    Side conditions: the refutation is checked line by line. Source: Farkas' lemma, Gomory's rounding.
    """
    p = _pick(state, t)
    env.index(e, _bound(p))
    refute(env, _bound(p), facts_of(env, p, goal=e), proof)
    return _put(env, state, t, Product(p.coefficient, p.binders, (*p.atoms, Term("guard", (), (e,)))))


def drop_guard(env: Environment, state: State, t: int, j: int, proof: Proof) -> State:
    """T·1[e ≥ 0] ⟹ T, when the other facts of T imply e ≥ 0.

    Side conditions: as for add_guard; the guard takes no part in its own proof.
    """
    p = _pick(state, t)
    refute(env, _bound(p), facts_of(env, p, j, _atom(p, j, "guard").polys[0]), proof)
    return _put(env, state, t, _with(p, {}, (j,)))


def lift(env: Environment, state: State, t: int, j: int, low: Proof, high: Proof) -> State:
    """δ_N[e]·T ⟹ δ[e]·T, when the facts of T imply −N < e < N.

    Side conditions: both bounds are proved from the other atoms. Source: 0 is the only multiple of N there.
    """
    p = _pick(state, t)
    e, modulus = _atom(p, j, "kronecker").polys
    if modulus == ZERO:
        refuse("lift: δ is over Z already")
    for bound, proof in ((e + modulus - ONE, low), (modulus - ONE - e, high)):
        refute(env, _bound(p), facts_of(env, p, goal=bound), proof)
    return _put(env, state, t, Product(p.coefficient, p.binders, (*p.atoms[:j], kronecker(e), *p.atoms[j + 1 :])))


def split(env: Environment, state: State, t: int, e: Poly) -> State:
    """T ⟹ T·1[e ≥ 0] + T·1[−e − 1 ≥ 0].

    Side conditions: e is an index over what is bound. Source: an integer is ≥ 0 or ≤ −1.
    """
    p = _pick(state, t)
    env.index(e, _bound(p))
    halves = (Term("guard", (), (e,)), Term("guard", (), (-e - ONE,)))
    return _put(env, state, t, *(Product(p.coefficient, p.binders, (*p.atoms, guard)) for guard in halves))


def divide(env: Environment, state: State, t: int, v: str, s: Poly, q: str, r: str) -> State:
    """Σ_v F(v) ⟹ Σ_q Σ_r 1[r ≥ 0]·1[s − 1 − r ≥ 0]·F(s·q + r), division with remainder.

    Side conditions: s ≥ 1 for all parameters; q runs over Z, or over Z/(N/s) when v runs over Z/N.
    """
    p = _pick(state, t)
    modulus = _modulus(p, v).divide(s)
    _ = env.fresh((q, r), _bound(p)) and env.index(s)
    if env.sign(s) != 1 or modulus is None or not env.modulus(modulus):
        refuse("divide: the divisor is not known to be positive, or does not divide N")
    rest = (Term("guard", (), (symbol(r),)), Term("guard", (), (s - ONE - symbol(r),)))
    new = _with(p, {v: s * symbol(q) + symbol(r)}, (), rest)
    at = [b[0] for b in p.binders].index(v)
    binders = (*new.binders[:at], (q, modulus), (r, ZERO), *new.binders[at:])
    return _put(env, state, t, Product(new.coefficient, binders, new.atoms))


def residues(env: Environment, state: State, t: int, v: str, modulus: Poly) -> State:
    """Σ_{v ∈ Z} 1[v ≥ 0]·1[N − 1 − v ≥ 0]·F(v) ⟺ Σ_{v ∈ Z/N} F(v); the direction follows from v.

    Side conditions: N ≥ 1; from left to right F is a function of v modulo N.
    """
    p = _pick(state, t)
    guards = (Term("guard", (), (symbol(v),)), Term("guard", (), (modulus - ONE - symbol(v),)))
    _ = env.modulus(modulus)
    if modulus == ZERO or _modulus(p, v) not in (ZERO, modulus):
        refuse("residues: another modulus")
    if _modulus(p, v) == modulus:
        binders = tuple((w, ZERO if w == v else m) for w, m in p.binders)
        return _put(env, state, t, Product(p.coefficient, binders, p.atoms + guards))
    drop = tuple(p.atoms.index(g) if g in p.atoms else refuse("residues: a guard is missing") for g in guards)
    binders = tuple((w, modulus if w == v else m) for w, m in p.binders)
    return _put(env, state, t, Product(p.coefficient, binders, _with(p, {}, drop).atoms))


def share(env: Environment, state: State, t: int, part: Poly) -> State:
    """T ⟹ λ·T + (1 − λ)·T.

    Side conditions: λ is a rational number. With a symmetry that turns T into −T, ½·T + ½·T ends in 0.
    """
    p, whole = _pick(state, t), part.constant()
    if whole is None:
        refuse("share: the part is no number")
    shares = (p.coefficient * part, p.coefficient * (ONE - part))
    return _put(env, state, t, *(Product(c, p.binders, p.atoms) for c in shares))


def tidy(env: Environment, state: State, only: int | None) -> State:
    """Bookkeeping: merge exponents, reduce modulo N, drop δ[0], 1[c ≥ 0], 2π; vanish by δ[c ≠ 0]; add equal products.

    With a position, only that product is rewritten and nothing is added.

    Side conditions: δ[c] with c ≠ 0 vanishes on Z only; factors leave δ and guards only when known to be positive.
    """
    if isinstance(state, Term):
        refuse("tidy: expand first")
    if only is not None:
        alone = tidied(env, _pick(state, only))
        return _put(env, state, only, *([alone] if alone is not None and alone.coefficient.terms else []))
    kept: dict[object, Product] = {}
    for p in filter(None, (tidied(env, p) for p in state)):
        old = kept.get(key_of(p))
        kept[key_of(p)] = p if old is None else Product(old.coefficient + p.coefficient, old.binders, old.atoms)
    return tuple(p for p in kept.values() if p.coefficient.terms)


# -------------------------------------------------------------------------------------------------- certificates

Step = tuple[str, tuple[Any, ...]]
"""A rule and its arguments."""
Steps = tuple[Step, ...]
Decoder = Callable[[Any], Any]


def _unsigned(value: Any) -> int:
    return value if type(value) is int and 0 <= value < 1_000_000 else refuse("an unsigned integer is needed")


def _sign(value: Any) -> int:
    return value if type(value) is int and value in (1, -1) else refuse("1 or -1 is needed")


def _flag(value: Any) -> bool:
    return value if type(value) is bool else refuse("true or false is needed")


def _name(value: Any) -> str:
    return value if type(value) is str and 0 < len(value) <= 64 else refuse("a name is needed")


def _list(value: Any, length: int | None = None) -> list[Any]:
    if type(value) is not list or len(value) > 10_000 or length not in (None, len(value)):
        refuse("a list of another length is needed")
    return value


def _tuple(decode: Decoder) -> Decoder:
    return lambda value: tuple(decode(item) for item in _list(value))


def _maybe(decode: Decoder) -> Decoder:
    return lambda value: None if value is None else decode(value)


def _record(make: Callable[..., Any], *decoders: Decoder) -> Decoder:
    return lambda value: make(*(d(v) for d, v in zip(decoders, _list(value, len(decoders)), strict=True)))


def _poly(value: Any) -> Poly:
    """[[coefficient, [[symbol, exponent], …]], …], in canonical form only."""
    terms: dict[Any, int | Fraction] = {}
    for item in _list(value):
        text, powers = _list(item, 2)
        digits = (
            text.removeprefix("-").split("/") if type(text) is str and len(text) < 1000 and text.isascii() else [""]
        )
        if len(digits) > 2 or not all(d.isdigit() for d in digits) or (len(digits) == 2 and not int(digits[1])):
            refuse("a coefficient is no rational number")
        pairs = [(_name(s), e) for s, e in (_list(pair, 2) for pair in _list(powers))]
        if not all(type(e) is int and 0 < abs(e) <= 64 for _, e in pairs) or str(Fraction(text)) != text:
            refuse("a monomial is not in canonical form")
        terms[tuple(pairs)] = Fraction(text)
    decoded = polynomial(terms)
    if encode(decoded) != value or any(list(m) != sorted(dict(m).items()) for m, _ in decoded.terms):
        refuse("a polynomial is not in canonical form")
    return decoded


def _term(value: Any, depth: int = 0) -> Term:
    if depth > 2 * LIMITS["depth"]:
        refuse("a term is nested too deeply")
    head, parts, polys, names = _list(value, 4)
    inner = tuple(_term(part, depth + 1) for part in _list(parts))
    return Term(_name(head), inner, tuple(map(_poly, _list(polys))), tuple(map(_name, _list(names))))


def _line(value: Any) -> tuple[Any, int]:
    pairs, divisor = _list(value, 2)
    return _tuple(_record(lambda *pair: pair, _unsigned, _poly))(pairs), _unsigned(divisor) or refuse("division by 0")


def _step(value: Any) -> Step:
    rule, *arguments = _list(value) or refuse("a rule is missing")
    decoders = RULES[rule][1] if type(rule) is str and rule in RULES else refuse("unknown rule")
    pairs = zip(decoders, _list(arguments, len(decoders)), strict=True)
    return rule, tuple(decode(argument) for decode, argument in pairs)


_names, _polys, _binders = _tuple(_name), _tuple(_poly), _tuple(_record(lambda *pair: pair, _name, _poly))
_proof, _path = _tuple(_line), _tuple(_unsigned)
CONTEXT: Final[Mapping[str, Decoder]] = {
    "signals": _tuple(_record(Signal, _name, _polys, _flag)),
    "scalars": _tuple(_record(Scalar, _name, _flag, _flag)),
    "integers": _names,
    "positive": _names,
    "symmetries": _tuple(_record(Symmetry, _name, _tuple(_maybe(_poly)), _sign, _flag)),
    "periods": _tuple(_record(Period, _name, _unsigned, _poly)),
    "supports": _tuple(_record(Support, _name, _unsigned, _maybe(_poly), _maybe(_poly))),
    "equations": _tuple(_record(Equation, _name, _names, _term)),
    "nonnegative": _polys,
    "zero": _polys,
    "nonzero": _polys,
    "finite": _flag,
}
RULES: Final[Mapping[str, tuple[Callable[..., State], tuple[Decoder, ...]]]] = {
    "unfold": (unfold, (_path, _names)),
    "differentiate": (differentiate, (_path,)),
    "expand": (expand, ()),
    "sift": (sift, (_unsigned, _unsigned, _name)),
    "insert": (insert, (_unsigned, _name, _poly, _poly)),
    "use": (use, (_unsigned, _unsigned, _name)),
    "lattice": (lattice, (_unsigned, _unsigned, _name, _poly, _poly, _poly)),
    "reindex": (reindex, (_unsigned, _names, _binders, _polys, _polys)),
    "reflect": (reflect, (_unsigned, _unsigned, _unsigned)),
    "wrap": (wrap, (_unsigned, _unsigned, _unsigned, _unsigned, _poly)),
    "orthogonality": (orthogonality, (_unsigned, _name)),
    "count": (count, (_unsigned, _name, _poly)),
    "add_guard": (add_guard, (_unsigned, _poly, _proof)),
    "drop_guard": (drop_guard, (_unsigned, _unsigned, _proof)),
    "split": (split, (_unsigned, _poly)),
    "divide": (divide, (_unsigned, _name, _poly, _name, _name)),
    "residues": (residues, (_unsigned, _name, _poly)),
    "share": (share, (_unsigned, _poly)),
    "tidy": (tidy, (_maybe(_unsigned),)),
    "lift": (lift, (_unsigned, _unsigned, _proof, _proof)),
}


def rule_table() -> tuple[tuple[str, str], ...]:
    """Return every rule with its card; these and the definitions are all that a proof rests on."""
    return tuple((name, function.__doc__ or "") for name, (function, _) in RULES.items())


def apply_rule(env: Environment, state: State, step: Step) -> State:
    """Return the next state; raises `LogicError` when the rule does not apply."""
    return RULES[step[0]][0](env, state, *step[1])


def run(env: Environment, state: State, steps: Steps) -> State:
    """Return the state after all steps."""
    for step in steps:
        state = apply_rule(env, state, step)
    return state


def _flat(state: State) -> Flat:
    return refuse("the steps end before the statement is expanded") if isinstance(state, Term) else state


_SEAL: Final = object()


@dataclass(frozen=True, slots=True)
class Theorem:
    """A goal that was proved. Only `replay` makes these: the seal stops accidents, not malice."""

    goal: Goal
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        """Refuse to be made elsewhere."""
        if seal is not _SEAL:
            refuse("a theorem is made by replaying a certificate")


def encode(value: object) -> Any:
    """Return polynomials, terms, contexts and steps as JSON-ready lists, numbers and texts."""
    if isinstance(value, Poly):
        return [[str(c), [list(pair) for pair in m]] for m, c in value.terms]
    if isinstance(value, Context):
        return {key: encode(getattr(value, key)) for key in CONTEXT}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return [encode(getattr(value, key)) for key in type(value).__dataclass_fields__]  # type: ignore[attr-defined]


def replay(certificate: object) -> Theorem:
    """Check a certificate from its JSON form and return what it proves; raises `LogicError` on any defect."""
    if type(certificate) is not dict or certificate.keys() != {"version", "context", "lhs", "rhs", "steps"}:
        refuse("a certificate has the keys version, context, lhs, rhs and steps")
    if type(certificate["version"]) is not int or certificate["version"] != VERSION:
        refuse(f"this is no certificate of version {VERSION}")
    fields, steps = certificate["context"], certificate["steps"]
    if (
        type(fields) is not dict
        or fields.keys() != CONTEXT.keys()
        or type(steps) is not dict
        or steps.keys() != {"lhs", "rhs"}
    ):
        refuse("the context or the steps have other keys")
    context = Context(**{key: decode(fields[key]) for key, decode in CONTEXT.items()})
    goal = Goal(context, _term(certificate["lhs"]), _term(certificate["rhs"]))
    env, ends = Environment(context), []
    for side, proof in ((goal.lhs, steps["lhs"]), (goal.rhs, steps["rhs"])):
        env.scalar(side, frozenset())
        ends.append(collect(_flat(run(env, side, _tuple(_step)(proof)))))
    if ends[0] != ends[1]:
        refuse("the two sides end in different sums")
    return Theorem(goal, _SEAL)
