"""Sums of products of atoms: what converges, what is equal, what follows from guards (trusted).

May import: ``polynomials``, ``terms``, ``contexts`` and the standard library. Must never use floats or ``assert``.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import reduce
from math import floor, gcd

from symconv.contexts import LIMITS, RESERVED, Environment, refuse
from symconv.polynomials import ONE, TURN, ZERO, Poly, polynomial, symbol
from symconv.terms import Binder, Flat, Product, Term, kronecker, sample

Fact = tuple[Poly, bool]
"""A polynomial that is ≥ 0, or = 0 where the flag is set."""
Proof = tuple[tuple[tuple[tuple[int, Poly], ...], int], ...]
"""Lines of a refutation: Σ multiplier·fact, divided by an integer and rounded down; the last one is < 0."""


def entry_of(atom: Term) -> Term | None:
    """Return the sample inside f[e] or conj(f[e]), or ``None`` for another atom."""
    inner = atom.parts[0] if atom.head == "conj" else atom
    return inner if inner.head == "sample" else None


def flatten(env: Environment, t: Term) -> list[Product]:
    """Return a scalar term without operators and derivatives as a sum of products."""
    env.burn(1)
    match t.head:
        case "number":
            return [Product(t.polys[0], (), ())]
        case "sample" if t.parts[0].head == "symbol":
            return [Product(ONE, (), (t,))]
        case "kronecker" | "guard" | "power" | "phase":
            return [Product(ONE, (), (t,))]
        case "conj":
            return [_conjugate(env, p) for p in flatten(env, t.parts[0])]
        case "plus":
            return [p for part in t.parts for p in flatten(env, part)]
        case "sum":
            binders = tuple(zip(t.names, t.polys, strict=True))
            return [Product(p.coefficient, binders + p.binders, p.atoms) for p in flatten(env, t.parts[0])]
        case "times":
            return reduce(
                lambda left, part: _distribute(env, left, flatten(env, part)), t.parts, [Product(ONE, (), ())]
            )
    return refuse(f"expand: unfold or differentiate {t.parts[0].head if t.head == 'sample' else t.head} first")


def _distribute(env: Environment, left: list[Product], right: list[Product]) -> list[Product]:
    if len(left) * len(right) > LIMITS["products"]:
        refuse("expand: too many products")
    if {v for p in left for v, _ in p.binders} & {v for p in right for v, _ in p.binders}:
        refuse("expand: two factors bind the same name")
    env.burn(len(left) * len(right))
    return [
        Product(p.coefficient * q.coefficient, p.binders + q.binders, p.atoms + q.atoms) for p in left for q in right
    ]


def _conjugate(env: Environment, p: Product) -> Product:
    def swap(name: str) -> str:
        known = env.scalars.get(name.removeprefix("~"))
        return name if known is None or known.real else name[1:] if name[0] == "~" else "~" + name

    def atom(a: Term) -> Term:
        inner = entry_of(a)
        if inner is not None:
            return inner if a.head == "conj" or env.signals[inner.parts[0].names[0]].real else Term("conj", (a,))
        if a.head == "phase":
            return Term("phase", (), (-a.polys[0],))
        return Term("power", (), a.polys, (swap(a.names[0]),)) if a.head == "power" else a

    terms = {tuple(sorted((swap(s), e) for s, e in m)): -c if ("I", 1) in m else c for m, c in p.coefficient.terms}
    return Product(polynomial(terms), p.binders, tuple(map(atom, p.atoms)))


def converges(env: Environment, p: Product) -> None:
    """Refuse a sum that is not known to converge absolutely.

    Σ over k Z-indices converges when k rows (indices of summable signals, of δ, guarded ranges) have a
    nonzero k×k minor: then m ↦ rows is injective. Weights that grow need rows that take finitely many values.
    """
    free = [v for v, m in p.binders if m == ZERO]
    growing = [p.coefficient, *(a.polys[0] for a in p.atoms if a.head == "power")]
    guards = [a.polys[0] for a in p.atoms if a.head == "guard"]
    rows, finite = [], set[str]()
    for g, h in [(g, h) for _ in free for g in guards for h in guards]:
        if not (g + h).symbols() & set(free) - finite:
            rows.append(g)
            new = sorted(g.symbols() & set(free) - finite)
            finite |= {v for v in new if len(new) == 1 and _affine(g, new) and env.nonzero(g.linear(v)[0])}
    rows += [a.polys[0] for a in p.atoms if a.head == "kronecker" and a.polys[1] == ZERO]
    bounded = {(s.signal, s.axis) for s in env.context.supports if s.first is not None and s.last is not None}
    weighted = any(q.symbols() & set(free) for q in growing) and not env.context.finite
    for inner in filter(None, map(entry_of, p.atoms)):
        name = inner.parts[0].names[0]
        for axis, (e, m) in enumerate(zip(inner.polys, env.signals[name].axes, strict=True)):
            if free and name in env.equations:
                refuse(f"expand: unfold {name} first; an equation does not say that it is bounded")
            if m == ZERO and (name, axis) not in env.periods:
                rows += [e] if not weighted or (name, axis) in bounded else []
    matrix = [[e.linear(v)[0] for v in free] for e in dict.fromkeys(rows) if _affine(e, free)]
    for column in range(len(free)):
        found = [row for row in matrix if env.nonzero(row[column])]
        if not found:
            refuse(f"the sum over {', '.join(free)} is not known to converge absolutely")
        pivot = min(found, key=lambda row: row[column].constant() is None)
        matrix = [_eliminated(row, pivot, column) for row in matrix if row is not pivot]


def _eliminated(row: list[Poly], pivot: list[Poly], column: int) -> list[Poly]:
    ratio = row[column].divide(pivot[column])
    if ratio is not None:
        return [x - ratio * y for x, y in zip(row, pivot, strict=True)]
    return [pivot[column] * x - row[column] * y for x, y in zip(row, pivot, strict=True)]


def _affine(p: Poly, names: list[str]) -> bool:
    return all(sum(x for s, x in m if s in names) <= 1 for m, _ in p.terms)


def periodic(env: Environment, atom: Term, v: str, period: Poly) -> bool:
    """Tell whether an atom keeps its value under v → v + period."""
    values = {v: symbol(v) + period}
    inner = entry_of(atom)
    if inner is not None:
        name = inner.parts[0].names[0]
        axes = env.axes_of(name)
        pairs = [(e, env.periods.get((name, axis), axes[axis])) for axis, e in enumerate(inner.polys)]
    else:
        pairs = [(atom.polys[0], {"kronecker": atom.polys[-1], "phase": TURN}.get(atom.head, ZERO))]
    for e, modulus in pairs:
        change = e.subst(values) - e
        turns = change.divide(modulus) if change.terms else ZERO
        if turns is None or not turns.is_integral() or turns.symbols() & (env.scalars.keys() | RESERVED):
            return False
    return True


def sound(env: Environment, p: Product) -> Product:
    """Refuse a product in which an index of Z/N does not stand for a residue."""
    size = sum(1 + sum(len(e.terms) for e in (entry_of(a) or a).polys) for a in p.atoms)
    env.burn(1 + size + len(p.coefficient.terms))
    for v, m in p.binders:
        if m != ZERO and (v in p.coefficient.symbols() or not all(periodic(env, a, v, m) for a in p.atoms)):
            refuse(f"{v} runs modulo N, but its sum contains no function modulo N")
    return p


def canonical(atom: Term) -> Term:
    """Return δ[e] and δ[−e] as the same atom."""
    if atom.head != "kronecker" or not atom.polys[0].terms or atom.polys[0].terms[0][1] > 0:
        return atom
    return kronecker(-atom.polys[0], atom.polys[1])


def key_of(p: Product) -> tuple[frozenset[Binder], frozenset[tuple[Term, int]]]:
    """Return what two products with equal sums share, up to their coefficients and the order of their atoms."""
    return frozenset(p.binders), frozenset(Counter(map(canonical, p.atoms)).items())


def collect(state: Flat) -> dict[object, Poly]:
    """Return the nonzero coefficient of every kind of product."""
    total: dict[object, Poly] = {}
    for p in state:
        total[key_of(p)] = total.get(key_of(p), ZERO) + p.coefficient
    return {key: c for key, c in total.items() if c.terms}


def tidied(env: Environment, p: Product) -> Product | None:
    """Return the same sum in normal form, or ``None`` when it is 0."""
    coefficient, angle = p.coefficient, ZERO
    atoms, powers = list[Term](), dict[str, Poly]()
    env.burn(1 + len(p.atoms))
    for a in p.atoms:
        inner = entry_of(a)
        if inner is not None:
            reduced = sample(inner.parts[0], map(_reduce, inner.polys, env.axes_of(inner.parts[0].names[0])))
            atoms.append(Term("conj", (reduced,)) if a.head == "conj" else reduced)
        elif a.head == "phase":
            angle = angle + a.polys[0]
        elif a.head == "power":
            powers[a.names[0]] = powers.get(a.names[0], ZERO) + a.polys[0]
        elif a.head == "guard":
            bound = _tighten(env, a.polys[0])
            same, opposite = Term("guard", (), (bound,)), Term("guard", (), (-bound,))
            value = bound.constant()
            if value is not None and value < 0:
                return None
            if opposite in atoms:
                atoms[atoms.index(opposite)] = kronecker(bound)
            elif value is None and same not in atoms:
                atoms.append(same)
        else:
            solved = _solve(env, *a.polys)
            if solved is None:
                return None
            if solved.polys[0].terms and solved.polys[1] != ONE and canonical(solved) not in map(canonical, atoms):
                atoms.append(solved)
    coefficient, angle = _turn(env, coefficient, angle)
    for base, exponent in powers.items():
        fixed = polynomial({m: c for m, c in exponent.terms if not m})
        coefficient = coefficient * (symbol(base, fixed.terms[0][1].numerator) if fixed.terms else ONE)
        if exponent != fixed:
            atoms.append(Term("power", (), (exponent - fixed,), (base,)))
    if angle.terms:
        atoms.append(Term("phase", (), (angle,)))
    return Product(coefficient, p.binders, tuple(atoms))


def _reduce(e: Poly, modulus: Poly) -> Poly:
    """Drop multiples of the modulus; numbers are reduced to least absolute value."""
    n = modulus.constant()
    if n:
        half = (n.numerator - 1) // 2
        return polynomial({m: (c.numerator + half) % n.numerator - half for m, c in e.terms})
    return polynomial({m: c for m, c in e.terms if n == 0 or not _multiple(Poly(((m, c),)), modulus)})


def _multiple(e: Poly, modulus: Poly) -> bool:
    quotient = e.divide(modulus)
    return quotient is not None and quotient.is_integral()


def _factor(env: Environment, *polys: Poly) -> Poly:
    """Return the largest product of an integer and positive symbols that divides all monomials."""
    terms = [term for p in polys for term in p.terms]
    common = {s: e for s, e in terms[0][0] if s in env.positive}
    for m, _ in terms:
        common = {s: min(e, dict(m).get(s, 0)) for s, e in common.items()}
    return polynomial({tuple((s, e) for s, e in sorted(common.items()) if e): gcd(*(c.numerator for _, c in terms))})


def _quotient(p: Poly, divisor: Poly) -> Poly:
    found = p.divide(divisor)
    return found if found is not None else refuse("a factor does not divide")


def _tighten(env: Environment, bound: Poly) -> Poly:
    """Divide a bound by positive factors, rounding its constant down."""
    if bound.constant() is not None:
        return bound
    content = gcd(*(c.numerator for m, c in bound.terms if m))
    bound = polynomial({m: floor(Fraction(c, content)) for m, c in bound.terms})
    return _quotient(bound, _factor(env, bound))


def _solve(env: Environment, index: Poly, modulus: Poly) -> Term | None:
    """Reduce δ, or return ``None`` when it is 0."""
    index = _reduce(index, modulus)
    steps = gcd(*(c.numerator for m, c in index.terms if m), *(c.numerator for _, c in modulus.terms))
    rest = sum(c.numerator for m, c in index.terms if not m)
    if steps and rest % steps and modulus.constant() is not None:
        return None
    if modulus == ZERO and env.nonzero(index):
        return None
    factor = _factor(env, index, modulus) if index.terms else ONE
    return kronecker(_quotient(index, factor), _quotient(modulus, factor))


def _turn(env: Environment, coefficient: Poly, angle: Poly) -> tuple[Poly, Poly]:
    """Drop whole turns from an angle and move quarter turns to the coefficient."""
    terms = {}
    for m, c in angle.terms:
        rest = dict(m)
        if rest.pop("pi", 0) == 1 and all(e > 0 and s not in env.scalars for s, e in rest.items()):
            c = c % 2
            if not rest and (2 * c).denominator == 1:
                coefficient, c = reduce(Poly.__mul__, [symbol("I")] * int(2 * c), coefficient), 0
        terms[m] = c
    return coefficient, polynomial(terms)


def facts_of(env: Environment, p: Product, skip: int | None = None, goal: Poly | None = None) -> list[Fact]:
    """Return what is known wherever a product is not 0, in a fixed order, and the negation of the goal first."""
    facts: list[Fact] = [] if goal is None else [(-goal - ONE, False)]
    for j, a in enumerate(p.atoms):
        inner = entry_of(a)
        if a.head == "guard" and j != skip:
            facts.append((a.polys[0], False))
        elif a.head == "kronecker" and a.polys[1] == ZERO:
            facts.append((a.polys[0], True))
        elif inner is not None:
            for h in env.context.supports:
                if h.signal == inner.parts[0].names[0]:
                    e = inner.polys[h.axis]
                    facts += [(e - h.first, False)] if h.first is not None else []
                    facts += [(h.last - e, False)] if h.last is not None else []
    facts += [(e, False) for e in env.context.nonnegative] + [(e, True) for e in env.context.zero]
    return facts + [(symbol(s) - ONE, False) for s in env.context.positive]


def refute(env: Environment, bound: frozenset[str], facts: list[Fact], proof: Proof) -> None:
    """Refuse unless the lines derive a negative constant that is ≥ 0 (Farkas, with rounding to integers)."""
    for line, divisor in proof:
        total = ZERO
        for i, multiplier in line:
            fact, equal = facts[i] if i < len(facts) else refuse("there is no such fact")
            signed = multiplier.symbols() <= env.positive and all(
                c > 0 and all(e > 0 for _, e in m) for m, c in multiplier.terms
            )
            if not signed and not (equal and env.index(multiplier, bound)):
                refuse("a multiplier may be negative")
            total = total + multiplier * fact
            env.burn(1)
        if divisor > 1:
            if not total.is_integral() or any(c % divisor for m, c in total.terms if m):
                refuse("a fact cannot be divided by that number")
            total = polynomial({m: floor(Fraction(c, divisor)) for m, c in total.terms})
        facts.append((total, False))
    last = facts[-1][0].constant() if proof else 0
    if last is None or last >= 0:
        refuse("the assumptions do not contradict each other in this way")
