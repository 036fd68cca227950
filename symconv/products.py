"""Checked contexts, and sums of products of atoms: what is well formed, what converges, what is equal (trusted).

May import: ``errors``, ``polynomials``, ``terms`` and the standard library. Must never use floats or ``assert``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from math import floor, gcd
from typing import Final, NoReturn

from symconv.errors import LogicError
from symconv.polynomials import ONE, TURN, ZERO, Poly, polynomial, symbol
from symconv.terms import (
    DEFINITIONS,
    LIFTED,
    Axes,
    Binder,
    Context,
    Flat,
    Product,
    Term,
    is_signal,
    kronecker,
    sample,
    symbols_of,
)

RESERVED: Final = frozenset({"I", "pi"})
LIMITS: Final[Mapping[str, int]] = {"products": 1000, "depth": 50, "fuel": 300_000}


def refuse(message: str) -> NoReturn:
    """Raise the error of the trusted core."""
    raise LogicError(message)


class Environment:
    """A checked context with its tables and the fuel that is left."""

    __slots__ = ("context", "equations", "fuel", "integers", "names", "periods", "positive", "scalars", "signals")

    def __init__(self, context: Context, fuel: int = LIMITS["fuel"]) -> None:
        c = self.context = context
        self.fuel = fuel
        self.signals = {s.name: s for s in c.signals}
        self.scalars = {s.name: s for s in c.scalars}
        self.positive = frozenset(c.positive)
        self.integers = self.positive | frozenset(c.integers)
        self.names = RESERVED | self.integers | self.signals.keys() | self.scalars.keys()
        self.periods = {(p.signal, p.axis): p.period for p in c.periods}
        self.equations = {e.signal: e for e in c.equations}
        if len(self.names) != 2 + len(c.signals) + len(c.scalars) + len(c.integers) + len(c.positive):
            refuse("context: a name is declared twice or reserved")
        if not all(name.isidentifier() for name in self.names):
            refuse("context: a name is no identifier")
        self._check()

    def _check(self) -> None:
        c = self.context
        if len(self.periods) != len(c.periods) or len(self.equations) != len(c.equations):
            refuse("context: two periods or two equations for one signal")
        for modulus in (m for s in c.signals for m in s.axes):
            self.modulus(modulus, frozenset())
        for s in c.symmetries:
            rows = zip(self.axes_of(s.signal), s.center, strict=True)
            if s.sign not in (1, -1) or not all(e is None or self.index(e) for _, e in rows):
                refuse("context: a symmetry needs a sign ±1 and integer centers")
        for name, axis in [(p.signal, p.axis) for p in c.periods] + [(s.signal, s.axis) for s in c.supports]:
            if self.axes_of(name)[axis : axis + 1] != (ZERO,):
                refuse("context: periods and supports belong to Z axes")
        for e in (e for s in c.supports for e in (s.first, s.last) if e is not None):
            self.index(e)
        if not all(self.index(p.period) and self.sign(p.period) == 1 for p in c.periods):
            refuse("context: a period is not known to be positive")
        for e in (*c.nonnegative, *c.zero, *c.nonzero):
            self.index(e)
        for i, q in enumerate(c.equations):
            later = {e.signal for e in c.equations[i:]}
            if len(q.names) != len(self.axes_of(q.signal)) or later & symbols_of(q.body):
                refuse("context: an equation needs one name per axis and a body without circularity")
            self.scalar(q.body, self.fresh(q.names, frozenset()))

    def axes_of(self, name: str) -> Axes:
        """Return the axes of a named signal."""
        return self.signals[name].axes if name in self.signals else refuse(f"{name} is no signal")

    def burn(self, amount: int) -> None:
        """Use up fuel."""
        self.fuel -= amount
        if self.fuel < 0:
            refuse("out of fuel: the proof is too long")

    def enter(self, depth: int) -> None:
        """Refuse terms that are nested too deeply."""
        self.burn(1)
        if depth > LIMITS["depth"]:
            refuse("a term is nested too deeply")

    def fresh(self, names: tuple[str, ...], used: frozenset[str]) -> frozenset[str]:
        """Return the names after checking that they are new."""
        new = frozenset(names)
        if len(new) != len(names) or new & self.names or new & used or not all(v.isidentifier() for v in names):
            refuse(f"the names {', '.join(names)} are not new")
        return new

    def index(self, p: Poly, bound: frozenset[str] = frozenset()) -> bool:
        """Refuse what is no integer polynomial in integers and bound indices."""
        return (p.is_integral() and p.symbols() <= self.integers | bound) or refuse("an index is no integer polynomial")

    def modulus(self, p: Poly, bound: frozenset[str] = frozenset()) -> bool:
        """Refuse what is neither 0 nor a positive integer for all parameters."""
        return p == ZERO or (self.index(p) and self.sign(p) == 1) or refuse("a modulus is not known to be positive")

    def sign(self, p: Poly) -> int:
        """Return ±1 when all monomials have that sign and only positive symbols, else 0."""
        if not p.terms or not p.symbols() <= self.positive:
            return 0
        return 1 if all(c > 0 for _, c in p.terms) else -1 if all(c < 0 for _, c in p.terms) else 0

    def nonzero(self, p: Poly) -> bool:
        """Tell whether p ≠ 0 is known for all parameters."""
        return self.sign(p) != 0 or p in self.context.nonzero or -p in self.context.nonzero

    def coefficient(self, p: Poly, bound: frozenset[str], *, real: bool = False) -> bool:
        """Refuse a coefficient (or, if real, an angle) with unknown symbols or powers of what may be zero."""
        for s, e in (pair for m, _ in p.terms for pair in m):
            known = self.scalars.get(s.removeprefix("~"))
            if s == "I" and e != 1:
                refuse("a power of I is not reduced")
            complex_ = s == "I" or (known is not None and not known.real)
            if (known is None and s not in self.integers | bound | RESERVED) or (s[0] == "~" and not complex_):
                refuse(f"{s} is not declared")
            if (e < 0 and not (s in self.positive or s in RESERVED or (known and known.nonzero))) or (
                real and complex_
            ):
                refuse(f"{s} may not stand there (in a denominator, or in an angle)")
        return True

    def scalar(self, t: Term, bound: frozenset[str], depth: int = 0) -> bool:
        """Refuse what is no scalar term over the context and the bound indices."""
        self.enter(depth)
        match t.head, (len(t.parts), len(t.polys), len(t.names)):
            case "number", (0, 1, 0):
                self.coefficient(t.polys[0], bound)
            case "phase", (0, 1, 0):
                self.coefficient(t.polys[0], bound, real=True)
            case "power", (0, 1, 1):
                base = self.scalars.get(t.names[0].removeprefix("~"))
                if base is None or not base.nonzero or (t.names[0][0] == "~" and base.real):
                    refuse(f"{t.names[0]} is not known to be a nonzero scalar")
                self.index(t.polys[0], bound)
            case "guard", (0, 1, 0):
                self.index(t.polys[0], bound)
            case "kronecker", (0, 2, 0):
                _ = self.index(t.polys[0], bound) and self.modulus(t.polys[1])
            case "sample", (1, _, 0):
                if len(self.axes(t.parts[0], bound, depth + 1)) != len(t.polys):
                    refuse("a signal is indexed in another dimension than it has")
                _ = [self.index(e, bound) for e in t.polys]
            case ("sum", (1, k, j)) if k == j > 0:
                _ = [self.modulus(m) for m in t.polys]
                self.scalar(t.parts[0], bound | self.fresh(t.names, bound), depth + 1)
            case (("plus" | "times"), (k, 0, 0)) if k > 0:
                _ = [self.scalar(part, bound, depth + 1) for part in t.parts]
            case "conj", (1, 0, 0):
                self.scalar(t.parts[0], bound, depth + 1)
            case (("diff" | "diff_conj"), (1, k, 1)):
                if len(self.axes_of(t.names[0])) != k:
                    refuse("a derivative by a sample in another dimension than the signal has")
                _ = [self.index(e, bound) for e in t.polys]
                self.scalar(t.parts[0], bound, depth + 1)
            case _:
                refuse(f"{t.head} is no scalar term of this shape")
        return True

    def axes(self, t: Term, bound: frozenset[str], depth: int = 0) -> Axes:
        """Return the axes of a signal term, refusing what is none."""
        self.enter(depth)
        counts = (len(t.parts), len(t.polys), len(t.names))
        if t.head == "symbol" and counts == (0, 0, 1):
            return self.axes_of(t.names[0])
        if t.head == "seq" and counts[0] == 1 and counts[1] == counts[2] > 0:
            _ = [self.modulus(m) for m in t.polys]
            self.scalar(t.parts[0], bound | self.fresh(t.names, bound), depth + 1)
            return t.polys
        if t.head in LIFTED and counts[1:] == (0, 0) and (counts[0] == 1 or (counts[0] and t.head != "conj")):
            signals = [part for part in t.parts if is_signal(part)]
            _ = [self.scalar(part, bound, depth + 1) for part in t.parts if not is_signal(part)]
            found = {self.axes(part, bound, depth + 1) for part in signals}
            if len(found) != 1 or (t.head == "plus" and len(signals) < counts[0]):
                refuse(f"{t.head}: the signals have different axes")
            return found.pop()
        known = DEFINITIONS.get(t.head) or refuse(f"{t.head} is no signal")
        axes = [self.axes(part, bound, depth + 1) for part in t.parts]
        d = len(axes[0]) if axes else 0
        if (
            counts[0] != known.signals
            or counts[2]
            or counts[1] not in [k * d if k >= 0 else counts[1] for k in known.numbers]
        ):
            refuse(f"{t.head}: wrong number of arguments")
        self._numbers(t, d, bound)
        return known.axes(t, axes)

    def _numbers(self, t: Term, d: int, bound: frozenset[str]) -> None:
        """Strides, dilations and factors are positive; shifts and paddings any integers; a base is a monomial."""
        if t.head in ("dtft", "ztransform"):
            self.coefficient(t.polys[0], bound, real=t.head == "dtft")
            if t.head == "ztransform":
                self.index(t.polys[1], bound)
                if [c for _, c in t.polys[0].terms] not in ([1], [-1]):
                    refuse("ztransform: the second argument is ± a product of powers")
                for s, _ in t.polys[0].terms[0][0]:
                    self.scalar(Term("power", (), (ONE,), (s,)), bound)
            return
        for i, p in enumerate(t.polys):
            self.index(p, bound)
            if t.head in ("delta", "step"):
                self.modulus(p)
            elif (t.head in ("up", "down") or (t.head in ("conv", "corr") and i < 2 * d)) and self.sign(p) != 1:
                refuse(f"{t.head}: a stride, dilation or factor is not known to be positive")


# --------------------------------------------------------------------------------------------- products of atoms


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
    refuse(f"expand: unfold or differentiate {t.parts[0].head if t.head == 'sample' else t.head} first")


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
        pivot = found[0]
        rest = [row for row in matrix if row is not pivot]
        matrix = [[pivot[column] * x - row[column] * y for x, y in zip(row, pivot, strict=True)] for row in rest]


def _affine(p: Poly, names: list[str]) -> bool:
    return all(sum(x for s, x in m if s in names) <= 1 for m, _ in p.terms)


def periodic(env: Environment, atom: Term, v: str, period: Poly) -> bool:
    """Tell whether an atom keeps its value under v → v + period."""
    values = {v: symbol(v) + period}
    inner = entry_of(atom)
    if inner is not None:
        pairs = list(zip(inner.polys, env.signals[inner.parts[0].names[0]].axes, strict=True))
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
    env.burn(1 + len(p.atoms))
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
