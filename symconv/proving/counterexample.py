"""A counterexample: small exact signals, the index, and the two values that differ there.

May import: ``instances``, ``trials``, ``reading``, ``oracle``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from symconv.proving.goals import index_names
from symconv.proving.instances import Instance, situation
from symconv.proving.oracle.numbers import Algebraic, Cyclotomic, PiPolynomial, Value
from symconv.proving.oracle.samples import Point, Samples
from symconv.proving.reading import Reading
from symconv.proving.tree import mentions
from symconv.proving.trials import BOX, Trials
from symconv.syntax.nodes import Add, Call, Name, Negative, Node, Number, Power, Product, Quotient

__all__ = ["Counterexample", "Example", "counterexample", "value_node"]

Nested = Value | tuple["Nested", ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One signal of a counterexample."""

    name: str
    first: Point
    """Index of the first sample, one entry per axis."""
    values: tuple[Nested, ...]
    """The samples from ``first`` on, nested by axis; all others are 0, or repeat it."""
    period: int = 0
    """The period of a signal that goes on for ever, else 0."""


@dataclass(frozen=True, slots=True)
class Counterexample:
    """Values under which every hypothesis holds and the statement does not."""

    signals: tuple[Example, ...]
    integers: tuple[tuple[str, int], ...]
    """The values of all free integers: lengths, strides, indices."""
    scalars: tuple[tuple[str, Value], ...]
    at: tuple[tuple[str, int], ...]
    """The index at which a statement between signals fails."""
    lhs: Value
    rhs: Value
    left: Node
    right: Node
    """The two sides that differ, as expressions."""
    omega: Node | None = None
    """The frequency, where the statement has one: a multiple of pi."""

    def nodes(self) -> tuple[Node, Node]:
        """Return the two values as expressions."""
        return value_node(self.lhs), value_node(self.rhs)


def counterexample(reading: Reading, trials: Trials, instance: Instance, left: Node, right: Node) -> Counterexample:
    """Describe a refuting instance."""
    difference = trials.outcome(instance).difference
    if difference is None:
        raise ValueError("an instance was kept that refutes nothing")
    s = situation(reading, instance, BOX)
    scalars = [(r.name, instance.scalars[r.name]) for r in reading.scalars]
    if any(mentions(side, "z", "ztransform") for side in (left, right)):
        scalars.append(("z", instance.scalars["z"]))
    at = tuple(zip(index_names(reading), difference.at, strict=True)) if reading.whole else ()
    return Counterexample(
        tuple(_example(name, samples, s.box) for name, samples in s.signals.items()),
        tuple(instance.integers.items()),
        tuple(scalars),
        at,
        difference.left,
        difference.right,
        left,
        right,
        _angle(instance.omega) if any(mentions(side, "omega", "dtft") for side in (left, right)) else None,
    )


def _angle(turns: Fraction) -> Node:
    """Return 2·pi·turns."""
    half = 2 * turns
    if not half:
        return Number(Fraction(0))
    top: Node = Name("pi")
    if half.numerator != 1:
        top = Product((Number(Fraction(half.numerator)), top), "*")
    return top if half.denominator == 1 else Quotient(top, Number(Fraction(half.denominator)))


def _example(name: str, samples: Samples, box: int) -> Example:
    d = samples.axes.dimension
    if samples.values is None:
        period = next(t for t in range(1, 2 * box) if _repeats(samples, t, box))
        values: Mapping[Point, Value] = {p: samples.at(p) for p in _box((0,) * d, (period - 1,) * d)}
        return Example(name, (0,) * d, _nested(values, (0,) * d, (period - 1,) * d), period)
    values = {p: v for p, v in samples.values.items() if v}
    if not values:
        return Example(name, (0,) * d, _nested({}, (0,) * d, (0,) * d))
    first = tuple(min(p[i] for p in values) for i in range(d))
    last = tuple(max(p[i] for p in values) for i in range(d))
    return Example(name, first, _nested(values, first, last))


def _repeats(samples: Samples, period: int, box: int) -> bool:
    d = samples.axes.dimension
    points = _box((-1,) * d, (box,) * d) if d == 1 else _box((0,) * d, (2,) * d)
    return all(
        samples.at(p) == samples.at((*p[:axis], p[axis] + period, *p[axis + 1 :])) for p in points for axis in range(d)
    )


def _box(first: Point, last: Point) -> list[Point]:
    points: list[Point] = [()]
    for low, high in zip(first, last, strict=True):
        points = [(*p, i) for p in points for i in range(low, high + 1)]
    return points


def _nested(values: Mapping[Point, Value], first: Point, last: Point, prefix: Point = ()) -> tuple[Nested, ...]:
    axis = len(prefix)
    span = range(first[axis], last[axis] + 1)
    if axis == len(first) - 1:
        return tuple(values.get((*prefix, i), 0) for i in span)
    return tuple(_nested(values, first, last, (*prefix, i)) for i in span)


def value_node(value: Value) -> Node:
    """Return an exact value as an expression: a rational, a + b·I, a sum of exp(2·pi·I·j/M), with powers of pi."""
    terms = [term for power, c in _powers_of_pi(value) for term in _terms(c, power)]
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _powers_of_pi(value: Value) -> list[tuple[Node | None, Algebraic]]:
    if not isinstance(value, PiPolynomial):
        return [(None, value)]
    pi = Name("pi")
    return [
        (None if not j else pi if j == 1 else Power(pi, _rational(Fraction(j))), c)
        for j, c in sorted(value.coefficients.items())
    ]


def _terms(value: Algebraic, power: Node | None) -> list[Node]:
    if not isinstance(value, Cyclotomic):
        return [_term(Fraction(value), power)]
    roots = ((c, _root(j, value.order)) for j, c in enumerate(value.coefficients) if c)
    return [_term(Fraction(c), root, power) for c, root in roots]


def _rational(value: Fraction) -> Node:
    if value < 0:
        return Negative(_rational(-value))
    top = Number(Fraction(value.numerator))
    return top if value.denominator == 1 else Quotient(top, Number(Fraction(value.denominator)))


def _root(j: int, order: int) -> Node | None:
    if j == 0:
        return None
    turns = Fraction(j, order)
    if turns == Fraction(1, 4):
        return Name("I")
    top: tuple[Node, ...] = (Number(Fraction(2 * turns.numerator)), Name("pi"), Name("I"))
    return Call("exp", (Quotient(Product(top, "*"), Number(Fraction(turns.denominator))),))


def _term(c: Fraction, *factors: Node | None) -> Node:
    named = tuple(f for f in factors if f is not None)
    if not named:
        return _rational(c)
    if c < 0:
        return Negative(_term(-c, *named))
    if c != 1:
        named = (_rational(c), *named)
    return named[0] if len(named) == 1 else Product(named, "*")
