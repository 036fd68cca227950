"""The sum behind one output sample, ``y[n] = Σ_m x[m] h[n−m]``, as data: written, limited, and expanded term by term.

Every operation is such a sum: what differs is how the indices of its factors depend on ``n`` and ``m``.

May import: ``errors``, ``signals``, ``syntax``. Must never import ``operations.compute``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product as cartesian

import sympy

from symconv.signals import Signal
from symconv.solving.affine import Affine, integer
from symconv.solving.arithmetic import multiply
from symconv.syntax.nodes import Add, Call, Chain, Index, Name, Node, Product, Summation

__all__ = ["Condition", "Extension", "Factor", "IndexedSum", "Term", "indexed", "nested_sum"]

Place = tuple[int, ...]
Point = dict[str, int]


@dataclass(frozen=True, slots=True)
class Extension:
    """A signal continued beyond its support."""

    source: Callable[[Place], Place | None]
    """Which sample stands at an index, or ``None`` where the constant does."""
    outside: sympy.Expr = sympy.S.Zero
    """The constant."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What an index of summation must also fulfil."""

    holds: Callable[[Point], bool]
    node: Node


@dataclass(frozen=True, slots=True)
class Factor:
    """A signal under the sum, at an index that depends on the variables."""

    name: str
    signal: Signal
    indices: tuple[Affine, ...]
    conjugated: Signal | None = None
    """The conjugate signal, where that is what enters the sum."""
    period: tuple[int, ...] | None = None
    """Indices are taken modulo these numbers, one per axis."""
    extension: Extension | None = None
    """What stands outside the support; ``None`` for zeros, which are left out of the sum."""

    def place(self, point: Point) -> Place | None:
        """Return the index at ``point``, or ``None`` where there is no sample."""
        place = []
        for axis, affine in enumerate(self.indices):
            index = affine.at(point)
            if index is None:
                return None
            place.append(index if self.period is None else index % self.period[axis])
        if self.extension is not None:
            return tuple(place)
        inside = all(
            first <= index < first + length
            for index, first, length in zip(place, self.signal.origin, self.signal.shape, strict=True)
        )
        return tuple(place) if inside else None

    def node(self) -> Node:
        """Return the factor as it stands under the sum: ``h[n - m]``."""
        indices = [affine.node() for affine in self.indices]
        if self.period is not None:
            pairs = zip(indices, self.period, strict=True)
            indices = [i if isinstance(i, Name) else Call("mod", (i, integer(n))) for i, n in pairs]
        return self._conjugated(Index(Name(self.name), tuple(indices)))

    def sample(self, place: Place) -> Node:
        """Return the factor at a known index: ``h[2]``."""
        return self._conjugated(indexed(self.name, place))

    def stored(self, place: Place) -> sympy.Expr:
        """Return the sample as it is stored, not conjugated."""
        where = place if self.extension is None else self.extension.source(place)
        return self.extension.outside if where is None and self.extension is not None else self.signal[where]

    def value(self, place: Place) -> sympy.Expr:
        """Return what enters the sum."""
        if self.conjugated is None:
            return self.stored(place)
        return self.conjugated[place]

    def _conjugated(self, node: Node) -> Node:
        return node if self.conjugated is None else Call("conj", (node,))


@dataclass(frozen=True, slots=True)
class Term:
    """One product of the sum: which samples, and their values."""

    factors: tuple[Factor, ...]
    places: tuple[Place, ...]
    values: tuple[sympy.Expr, ...]
    """The samples, conjugated where the sum says so."""

    def stored(self) -> tuple[sympy.Expr, ...]:
        """Return the samples as they are stored, not conjugated."""
        return tuple(factor.stored(place) for factor, place in zip(self.factors, self.places, strict=True))

    def samples(self) -> Node:
        """Return the term in symbols: ``x[0]·h[2]``."""
        nodes = tuple(factor.sample(place) for factor, place in zip(self.factors, self.places, strict=True))
        return nodes[0] if len(nodes) == 1 else Product(nodes, "*")

    def product(self) -> sympy.Expr:
        """Return the value of the term."""
        return multiply(*self.values)


@dataclass(frozen=True, slots=True)
class IndexedSum:
    """``output[free] = Σ_bound Π factors + addend``."""

    output: str
    free: tuple[str, ...]
    bound: tuple[str, ...]
    ranges: tuple[range, ...]
    """What each bound variable can run over, whatever the output index."""
    factors: tuple[Factor, ...]
    addend: Factor | None = None
    """A factor that stands alone after the sum: the bias."""
    derived: tuple[tuple[str, Callable[[Point], int]], ...] = field(default=(), compare=False)
    """Further variables that follow from the output index: the group of an output channel."""
    condition: Condition | None = field(default=None, compare=False)
    """Which values of the bound variables take part, where their ranges do not say it."""

    def node(self, limits: tuple[tuple[Node, Node] | None, ...] = ()) -> Node:
        """Return the right side, with the given limits per bound variable or over all integers."""
        factors = tuple(f.node() for f in self.factors)
        body: Node = factors[0] if len(factors) == 1 else Product(factors, "*")
        if not any(limits):
            total: Node = Summation(self.bound, None, None, body)
        else:
            total = body
            for name, limit in reversed(tuple(zip(self.bound, limits, strict=True))):
                lower, upper = limit or (None, None)
                total = Summation((name,), lower, upper, total)
        return total

    def equation(self, limits: tuple[tuple[Node, Node] | None, ...] = ()) -> Chain:
        """Return ``y[n] = Σ …``."""
        right = self.node(limits)
        if self.addend is not None:
            right = Add((right, self.addend.node()))
        return Chain(Index(Name(self.output), tuple(Name(n) for n in self.free)), (("=", right),))

    def finite_equation(self) -> Chain:
        """Return ``y[n] = Σ …`` with the range of every bound variable as its limits."""
        return self.equation(tuple((integer(r.start), integer(r.stop - 1)) for r in self.ranges))

    def point(self, index: Place) -> Point:
        """Return the values of the free variables, and of those that follow from them."""
        point = dict(zip(self.free, index, strict=True))
        for name, rule in self.derived:
            point[name] = rule(point)
        return point

    def terms(self, index: Place) -> Iterator[Term]:
        """Yield the terms where all factors have a sample, in the order of the bound variables."""
        point = self.point(index)
        for bound in cartesian(*self._narrowed(point)):
            point.update(zip(self.bound, bound, strict=True))
            places = tuple(factor.place(point) for factor in self.factors)
            if None not in places and (self.condition is None or self.condition.holds(point)):
                yield _term(self.factors, places)  # type: ignore[arg-type]
        if self.addend is not None:
            place = self.addend.place(point)
            if place is not None:
                yield _term((self.addend,), (place,))

    def _narrowed(self, point: Point) -> list[range]:
        ranges = dict(zip(self.bound, self.ranges, strict=True))
        for factor in self.factors:
            if factor.period is not None or factor.extension is not None:
                continue
            for affine, first, length in zip(factor.indices, factor.signal.origin, factor.signal.shape, strict=True):
                bound = [name for name in self.bound if affine.coefficient(name)]
                if len(bound) == 1:
                    lower, upper = affine.limits(bound[0], first, first + length - 1)
                    old = ranges[bound[0]]
                    start = max(old.start, lower.rounded(point, up=True))
                    ranges[bound[0]] = range(start, min(old.stop, upper.rounded(point, up=False) + 1))
        return [ranges[name] for name in self.bound]


def nested_sum(names: Sequence[str], ranges: Sequence[range], body: Node) -> Node:
    """Return one sum per name, each with its range as limits, around a body."""
    for name, numbers in reversed(tuple(zip(names, ranges, strict=True))):
        body = Summation((name,), integer(numbers.start), integer(numbers.stop - 1), body)
    return body


def indexed(name: str, place: Place) -> Index:
    """Return ``name[place]`` as a node."""
    return Index(Name(name), tuple(integer(i) for i in place))


def _term(factors: tuple[Factor, ...], places: tuple[Place, ...]) -> Term:
    return Term(factors, places, tuple(factor.value(place) for factor, place in zip(factors, places, strict=True)))
