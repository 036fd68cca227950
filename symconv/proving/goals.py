"""The goals of a statement: one equality of terms for each link of its chain, in the context of its hypotheses.

May import: ``reading``, ``elaborate``, ``coefficients``, ``terms``, ``polynomials``.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from symconv.polynomials import ONE, ZERO, Poly, number, symbol
from symconv.proving import building as build
from symconv.proving.assumptions import Coprime, Periodic, Related, Supported, Symmetric
from symconv.proving.coefficients import Coefficients
from symconv.proving.complaints import complain
from symconv.proving.elaborate import Elaborator
from symconv.proving.reading import Reading
from symconv.proving.stand_ins import base_scalars, reciprocal_scalars, reciprocals
from symconv.proving.tree import free_names, mentions, unfenced
from symconv.syntax.nodes import Call, Index, Name, Node, children
from symconv.terms import Context, Goal, Period, Scalar, Signal, Support, Symmetry, Term

__all__ = ["goals", "index_names", "left_term", "term_of"]

INDICES = ("n", "k", "m", "j", "i", "l", "q", "r")


def goals(reading: Reading) -> tuple[Goal, ...]:
    """Return lhs = rhs for every link of the statement's chain."""
    context, values = _context(reading)
    terms = [term_of(reading, context, values, side) for side in reading.sides]
    return tuple(Goal(context, left, right) for left, right in pairwise(terms))


def left_term(reading: Reading) -> tuple[Context, Term]:
    """Return the term of a reading's first side, and its context."""
    context, values = _context(reading)
    return context, term_of(reading, context, values, reading.sides[0])


def index_names(reading: Reading) -> tuple[str, ...]:
    """Return the names of the indices at which a statement between signals is proved."""
    if not reading.whole:
        return ()
    taken = {s.name for s in reading.signals} | {s.name for s in reading.scalars} | set(reading.integers)
    taken |= {"z", "omega"}
    free = [name for name in INDICES if name not in taken]
    free += [f"n_{i}" for i in range(reading.dimension) if f"n_{i}" not in taken]
    return tuple(free[: reading.dimension])


def term_of(reading: Reading, context: Context, values: dict[str, Poly], side: Node) -> Term:
    """Return the scalar term of one side: of a signal, its sample at the statement's index."""
    modulus = ZERO
    if reading.modulus is not None:
        modulus = Coefficients(reading, ZERO, values).polynomial(reading.modulus, {})
    residues = set(_residues(reading)) if reading.modulus else set[str]()
    named = reciprocals(reading, Coefficients(reading, ZERO, values))
    coefficients = Coefficients(reading, modulus, values, residues, named)
    names = {s.name for s in context.signals} | {s.name for s in context.scalars}
    used = names | set(context.integers) | set(context.positive) | {"I", "pi"}
    elaborator = Elaborator(reading, coefficients, used)
    if not reading.whole:
        return elaborator.number(side, {})
    index = index_names(reading)
    return build.sample(elaborator.signal(side, {}, reading.dimension), *index)


def _residues(reading: Reading) -> frozenset[str]:
    """Return the free integers that stand in an index or a shift, so that only their residues count."""
    found: set[str] = set()

    def walk(node: Node) -> None:
        if isinstance(node, Index):
            found.update(*map(free_names, node.indices))
        if isinstance(node, Call) and node.function == "shift":
            found.update(*map(free_names, node.arguments[1:]))
        for child in children(node):
            walk(child)

    for side in reading.sides:
        walk(side)
    fixed = free_names(reading.modulus) if reading.modulus is not None else frozenset()
    return frozenset(found & set(reading.integers)) - fixed


# -------------------------------------------------------------------------------------------------- context


def _context(reading: Reading) -> tuple[Context, dict[str, Poly]]:
    values, positive = _solved_equalities(reading)
    plain = Coefficients(reading, ZERO, values)
    modulus = plain.polynomial(reading.modulus, {}) if reading.modulus is not None else ZERO
    dimensions = {s.name: s.dimension for s in reading.signals}
    symmetries: list[Symmetry] = []
    periods: list[Period] = []
    supports: list[Support] = []
    nonnegative: list[Poly] = []
    zero: list[Poly] = []
    nonzero: list[Poly] = []
    extra: list[str] = []
    for a in reading.assumptions:
        if isinstance(a, Symmetric | Periodic | Supported) and a.name not in dimensions:
            complain(
                f"{a.name} is defined by another hypothesis, so nothing more can be assumed of it; "
                "assume it of the signals that it is made of",
                a.source.at(Name(a.name)),
            )
        match a:
            case Symmetric(_, name, symmetry):
                sign = -1 if symmetry == "odd" else 1
                centers = tuple(c if c is None else plain.integer(c, {}) for c in a.center)
                symmetries.append(Symmetry(name, centers or (ZERO,) * dimensions[name], sign, symmetry == "hermitian"))
            case Periodic(_, name, period):
                _need_line(reading, a)
                length = plain.integer(period, {})
                periods += [Period(name, axis, length) for axis in range(dimensions[name])]
            case Supported(_, name, first, last):
                _need_line(reading, a)
                ends = tuple(plain.integer(e, {}) if e is not None else None for e in (first, last))
                supports += [Support(name, axis, *ends) for axis in range(dimensions[name]) if a.limits(axis)]
            case Coprime(_, left, right):
                p, q = _bezout_names(reading, len(extra) // 2)
                extra += [p, q]
                s, d = plain.integer(left, {}), plain.integer(right, {})
                zero.append(symbol(p) * s + symbol(q) * d - ONE)
            case Related(_, sign, left, right):
                gap = plain.integer(left, {}) - plain.integer(right, {})
                if sign == "=":
                    zero += [gap] if gap.terms else []
                elif sign == "!=":
                    nonzero.append(gap)
                else:
                    step = number(1 if sign in (">", "<") else 0)
                    nonnegative.append((gap if sign in (">", ">=") else -gap) - step)
    integers = [n for n in reading.integers if n not in values and n not in positive]
    integers += [*index_names(reading), *extra]
    return (
        Context(
            tuple(Signal(s.name, (modulus,) * s.dimension, s.real) for s in reading.signals),
            (*_scalars(reading), *base_scalars(reading), *reciprocal_scalars(reading, reciprocals(reading, plain))),
            tuple(integers),
            tuple(n for n in reading.integers if n in positive and n not in values),
            tuple(symmetries),
            _joined(periods),
            tuple(supports),
            (),
            tuple(p for p in nonnegative if not _is_plain_positivity(p, positive)),
            tuple(zero),
            tuple(nonzero),
        ),
        values,
    )


def _joined(periods: list[Period]) -> tuple[Period, ...]:
    """Write two periods of a signal as one where they are multiples of it: periods 4 and 6 are the period 2."""
    found: list[Period] = []
    for p in periods:
        for i, old in enumerate(found):
            common = _common(p.period, old.period) if (p.signal, p.axis) == (old.signal, old.axis) else None
            if common is not None:
                found[i] = replace(old, period=common)
                break
        else:
            found.append(p)
    return tuple(found)


def _common(p: Poly, q: Poly) -> Poly | None:
    """Return the greatest common divisor of two lengths that are numbers, or numbers of the same length."""
    for short, long in ((p, q), (q, p)):
        times = long.divide(short)
        if times is not None and times.is_integral():
            return short
    ratio = p.divide(q)
    value = ratio.constant() if ratio is not None else None
    return None if value is None else q * number(Fraction(1, value.denominator))


def _is_plain_positivity(p: Poly, positive: frozenset[str]) -> bool:
    """Tell whether p ≥ 0 only says that a name is ≥ 1, which the context says anyway."""
    return any(p == symbol(name) - ONE for name in positive)


def _need_line(reading: Reading, a: Supported | Periodic) -> None:
    if reading.modulus is not None:
        what = "causal" if isinstance(a, Supported) and a.causal else "on" if isinstance(a, Supported) else "period"
        why = {
            "causal": "there is no order of the indices modulo N",
            "on": "an interval of indices is nothing on Z/N; write limited sums",
            "period": "every signal on Z/N has the period N already",
        }[what]
        complain(f"the hypothesis {what!r} is not defined over Z/N: {why}", a.source.at(Name(a.name)))


def _solved_equalities(reading: Reading) -> tuple[dict[str, Poly], frozenset[str]]:
    """Express integers by others where a hypothesis ``N = …`` does; what makes a positive product is positive."""
    values: dict[str, Poly] = {}
    positive = set(reading.positive)
    for a in reading.assumptions:
        if not isinstance(a, Related) or a.sign != "=":
            continue
        for left, right in ((unfenced(a.left), a.right), (unfenced(a.right), a.left)):
            if isinstance(left, Name) and left.name in reading.integers and left.name not in values:
                value = Coefficients(reading, ZERO, values).integer(right, {})
                if left.name in value.symbols():
                    continue
                values = {name: old.subst({left.name: value}) for name, old in values.items()}
                values[left.name] = value
                if left.name in positive:
                    positive |= _positive_factors(value, positive)
                break
    return values, frozenset(positive)


def _positive_factors(value: Poly, positive: set[str]) -> set[str]:
    """In c·a·b ≥ 1 with c and a positive, b is positive too."""
    if len(value.terms) != 1 or Coefficients.plain(0) >= value.terms[0][1]:
        return set()
    doubtful = [(s, e) for s, e in value.terms[0][0] if s not in positive]
    return {doubtful[0][0]} if len(doubtful) == 1 and doubtful[0][1] % 2 else set()


def _bezout_names(reading: Reading, pair: int) -> tuple[str, str]:
    taken = {s.name for s in reading.signals} | {s.name for s in reading.scalars} | set(reading.integers)
    names = [f"b_{i}" for i in range(200) if f"b_{i}" not in taken]
    return names[2 * pair], names[2 * pair + 1]


def _scalars(reading: Reading) -> tuple[Scalar, ...]:
    found = [Scalar(s.name, s.real, s.nonzero) for s in reading.scalars]
    if any(mentions(side, "z", "ztransform") for side in reading.sides):
        found.append(Scalar("z", real=False, nonzero=True))
    if any(mentions(side, "omega", "dtft") for side in reading.sides):
        found.append(Scalar("omega", real=True))
    return tuple(found)
