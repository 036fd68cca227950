"""Names for sums: the shortest expression in the operators of the language that equals a sum of products.

Candidates are written down from short to long and tried on a few instances; what survives is proved later.
May import: ``trials``, ``instances``, ``reading``, ``oracle``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, permutations, product
from random import Random
from typing import Final

from symconv.proving.edits import kind
from symconv.proving.goals import index_names
from symconv.proving.instances import Instance, other_indices, random_instance, situation
from symconv.proving.oracle.evaluate import Evaluator
from symconv.proving.oracle.numbers import Value
from symconv.proving.oracle.samples import Unmeasurable
from symconv.proving.oracle.situation import Situation
from symconv.proving.reading import Reading
from symconv.proving.tree import free_names
from symconv.proving.trials import BOX
from symconv.syntax.nodes import (
    Add,
    Call,
    Index,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Summation,
    children,
)

__all__ = ["Namer"]

TRIES: Final = 300
NONZERO: Final = 6
"""How many instances with a value other than 0 are enough."""
ENOUGH: Final = 3
MOST_CANDIDATES: Final = 4000
"""How many names are tried for one sum."""
ONE: Final = Number(Fraction(1))
Shaped = tuple[int, Node]
"""An expression and how long it is."""


@dataclass(frozen=True, slots=True)
class _Ingredients:
    """What a name may be made of."""

    signals: tuple[str, ...]
    """One entry for each time that a signal occurs."""
    factors: tuple[Node, ...]
    """Strides and dilations."""
    indices: tuple[str, ...]
    offsets: tuple[str, ...]
    dimensions: Mapping[str, int]
    """Of each signal."""
    conjugates: bool
    modular: bool
    size: Node
    """N of Z/N."""


class Namer:
    """Finds names for sums over one reading's signals."""

    __slots__ = ("avoided", "evaluator", "index", "order", "reading")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.evaluator = Evaluator({s.name: s.dimension for s in reading.signals})
        self.index = index_names(reading)
        self.order = list(dict.fromkeys(_occurrences(reading.sides[0], {s.name for s in reading.signals})))
        left = reading.sides[0]
        self.avoided = {kind(left), kind(Index(left, tuple(map(Name, self.index))))}

    def names(self, target: Node) -> Iterator[Node]:
        """Yield expressions that have the target's value on every instance, the shortest first."""
        measured = self._measured(target)
        if not any(value for _, value in measured):
            return
        found = 0
        for candidate in islice(_candidates(self._ingredients(target)), MOST_CANDIDATES):
            if found >= ENOUGH:
                return
            if kind(candidate) not in self.avoided and self._agrees(candidate, measured):
                found += 1
                yield candidate

    def _measured(self, node: Node) -> list[tuple[Situation, Value]]:
        """Return instances with the value of an expression, those with values other than 0 first."""
        measure, random = self.evaluator.number(node), Random(11)
        found: list[tuple[Situation, Value]] = []
        zero: list[tuple[Situation, Value]] = []
        instance: Instance | None = None
        for attempt in range(TRIES):
            if instance is None or attempt % 5 == 0:
                instance = random_instance(self.reading, random, effort=attempt // 40)
            else:
                instance = other_indices(self.reading, instance, random)
            if instance is None or len(found) >= NONZERO:
                break
            place = {name: random.randint(-3, 4) for name in self.index}
            try:
                s = situation(self.reading, replace(instance, integers={**instance.integers, **place}), BOX)
                value = measure(s.frozen())
            except Unmeasurable:
                continue
            (found if value else zero).append((s, value))
        return found + zero[:NONZERO]

    def _agrees(self, candidate: Node, measured: list[tuple[Situation, Value]]) -> bool:
        measure = self.evaluator.number(candidate)
        for s, value in measured:
            try:
                if measure(replace(s, known={}, fuel=[20_000])) != value:
                    return False
            except Unmeasurable:
                return False
        return True

    def _ingredients(self, target: Node) -> _Ingredients:
        signals = sorted(_occurrences(target, {s.name for s in self.reading.signals}), key=self.order.index)
        names = free_names(target)
        factors = tuple(Name(n) for n in self.reading.positive if n in names)
        free = (*self.index, *(n for n in self.reading.integers if n not in self.reading.positive))
        integers = tuple(n for n in free if n in names)
        shifts = frozenset(n for n in integers if n in _paddings(self.reading))
        dimensions = {s.name: s.dimension for s in self.reading.signals}
        return _Ingredients(
            tuple(signals),
            factors if self.reading.modulus is None else (),
            tuple(n for n in integers if n not in shifts),
            tuple(sorted(shifts)),
            dimensions,
            any(not s.real for s in self.reading.signals),
            self.reading.modulus is not None,
            self.reading.modulus or ONE,
        )


def _paddings(reading: Reading) -> frozenset[str]:
    found: set[str] = set()

    def walk(node: Node) -> None:
        if isinstance(node, Call):
            for option, value in node.options:
                if option == "padding":
                    found.update(free_names(value))
            if node.function == "shift":
                for value in node.arguments[1:]:
                    found.update(free_names(value))
        for child in children(node):
            walk(child)

    for side in reading.sides:
        walk(side)
    return frozenset(found)


def _occurrences(node: Node, signals: set[str]) -> list[str]:
    if isinstance(node, Name):
        return [node.name] if node.name in signals else []
    return [name for child in children(node) for name in _occurrences(child, signals)]


# ------------------------------------------------------------------------------------------------ candidates


def _candidates(g: _Ingredients) -> Iterator[Node]:
    """Yield expressions for one number, roughly from short to long."""
    if not g.signals or len(g.signals) > 4:
        return
    shaped: list[tuple[int, Node]] = []
    signals = sorted(_signals(g), key=lambda pair: pair[0])
    shaped += _products(g)
    if not g.indices:
        shaped += [(cost + 1, whole) for cost, signal in signals for whole in _wholes(g, signal)]
        shaped += _inner_products(g)
    for c, signal in signals:
        places = _indices(g, _dimension(g, signal))
        shaped += [(c + e, Index(signal, index)) for e, index in places if c + e < 14]
    if g.conjugates:
        shaped += [(cost + 2, Call("conj", (node,))) for cost, node in shaped]
    for _, node in sorted(shaped, key=lambda pair: pair[0]):
        yield node


def _wholes(g: _Ingredients, signal: Node) -> Iterator[Node]:
    """Yield numbers that belong to a whole signal: transforms and sums."""
    d = _dimension(g, signal)
    if d == 1 and not g.modular:
        z, omega = Name("z"), Name("omega")
        yield Call("ztransform", (signal,))
        yield Call("dtft", (signal,))
        yield Call("ztransform", (signal, Quotient(ONE, z)))
        yield Call("dtft", (signal, Negative(omega)))
        for factor in g.factors:
            yield Call("ztransform", (signal, Power(z, factor)))
            yield Call("dtft", (signal, Product((factor, omega), "*")))
    names = ("n", "m", "j", "i", "l", "q", "r", "t")[:d]
    yield Summation(names, None, None, Index(signal, tuple(map(Name, names))))


def _inner_products(g: _Ingredients) -> Iterator[Shaped]:
    if len(g.signals) > 1:
        for left, right in _splits(g.signals):
            for (c, f), (d, h) in product(_short(g, left), _short(g, right)):
                if _dimension(g, f) != _dimension(g, h):
                    break
                yield c + d + 1, Call("inner", (f, h))
                if g.conjugates:
                    yield c + d + 1, Call("inner", (h, f))


def _short(g: _Ingredients, names: tuple[str, ...]) -> list[Shaped]:
    return sorted((pair for pair in _trees(g, names) if pair[0] <= 5), key=lambda pair: pair[0])


def _products(g: _Ingredients) -> Iterator[Shaped]:
    """Yield products of one number per signal: transforms of a convolution; shifts give exponentials."""
    single: list[list[Shaped]] = []
    for name in g.signals:
        numbers = [(c + 1, whole) for c, leaf in _leaves(g, name) if c <= 3 for whole in _wholes(g, leaf)]
        spectra = ((c, Call("dft", (leaf,))) for c, leaf in _leaves(g, name) if c <= 3)
        place = tuple(map(Name, g.indices[: g.dimensions[name]]))
        numbers += [(c + 1, Index(dft, place)) for c, dft in spectra if g.modular and len(place) == g.dimensions[name]]
        if g.conjugates or g.modular or not g.indices:
            numbers += [(c + 2, Call("conj", (number,))) for c, number in numbers]
        single.append(numbers)
    for chosen in product(*single):
        cost = sum(c for c, _ in chosen)
        factors = tuple(n for _, n in chosen)
        if len(factors) > 1 and cost < 12:
            yield cost, Product(factors, "*")
        for p in g.offsets if len(factors) == 1 else ():
            yield from ((cost + 3, Product((turn, *factors), "*")) for turn in _turns(g, p))


def _turns(g: _Ingredients, offset: str) -> Iterator[Node]:
    """Yield what a shift by the offset is in the transforms."""
    p = Name(offset)
    if g.modular:
        for k in g.indices:
            exponent = Quotient(Product((Number(Fraction(2)), Name("pi"), Name("I"), Name(k), p), "*"), g.size)
            yield Call("exp", (Negative(exponent),))
    else:
        yield Power(Name("z"), Negative(p))
        yield Call("exp", (Negative(Product((Name("I"), Name("omega"), p), "*")),))


def _indices(g: _Ingredients, dimension: int) -> list[tuple[int, tuple[Node, ...]]]:
    """Return the places at which a sample may be taken: free indices, their negatives, sums and differences."""
    lines: list[tuple[int, Node]] = [(0, Name(n)) for n in g.indices]
    lines += [(2, Negative(Name(n))) for n in g.indices]
    for a, b in permutations(g.indices, 2):
        lines.append((2, Add((Name(a), Negative(Name(b))))))
        if a < b:
            lines += [(2, Add((Name(a), Name(b)))), (4, Add((Negative(Name(a)), Negative(Name(b)))))]
    for p in g.offsets:
        lines += [(c + 1, Add((n, Name(p)))) for c, n in lines[: 2 * len(g.indices)]]
        lines += [(c + 1, Add((n, Negative(Name(p))))) for c, n in lines[: 2 * len(g.indices)]]
    lines += [(c + 3, Product((f, n), "*")) for f in g.factors for c, n in lines[: len(g.indices)]]
    if not g.indices:
        lines.append((4, Number(Fraction(0))))
    if dimension == 1:
        return [(cost, (line,)) for cost, line in lines]
    simple = lines[: 2 * len(g.indices)] or lines
    return [
        (sum(c for c, _ in chosen), tuple(n for _, n in chosen))
        for chosen in product(simple, repeat=dimension)
        if len({str(n) for _, n in chosen}) == dimension or not g.indices
    ]


def _leaves(g: _Ingredients, name: str) -> Iterator[Shaped]:
    plain: list[Shaped] = [(1, Name(name)), (3, Call("flip", (Name(name),)))]
    if g.conjugates:
        plain += [(3, Call("conj", (Name(name),))), (5, Call("conj", (Call("flip", (Name(name),)),)))]
    yield from plain
    for cost, leaf in plain:
        for factor in _factor_tuples(g, g.dimensions[name]):
            yield cost + 2, Call("up", (leaf, *factor))
            yield cost + 3, Call("down", (leaf, *factor))
        if g.modular:
            yield cost + 2, Call("dft", (leaf,))
            yield cost + 2, Call("idft", (leaf,))


def _factor_tuples(g: _Ingredients, dimension: int) -> list[tuple[Node, ...]]:
    single = [(f,) for f in g.factors]
    if dimension == 1:
        return list(single)
    return [*single, *permutations(g.factors, dimension)]


def _dimension(g: _Ingredients, signal: Node) -> int:
    """Return the number of axes of a candidate."""
    if isinstance(signal, Name):
        return g.dimensions[signal.name]
    if isinstance(signal, Call) and signal.function == "outer":
        return sum(_dimension(g, part) for part in signal.arguments)
    return _dimension(g, signal.arguments[0]) if isinstance(signal, Call) else 1


def _signals(g: _Ingredients) -> Iterator[Shaped]:
    """Yield signals in which every occurrence is used once."""
    yield from _trees(g, g.signals)


def _trees(g: _Ingredients, names: tuple[str, ...]) -> Iterator[Shaped]:
    if len(names) == 1:
        yield from _leaves(g, names[0])
        return
    for left, right in _splits(names):
        short = [pair for pair in _trees(g, left) if pair[0] <= 9 - 2 * len(right)]
        long = [pair for pair in _trees(g, right) if pair[0] <= 9 - 2 * len(left)]
        for (c, f), (d, h) in product(short, long):
            if _dimension(g, f) == _dimension(g, h) == 1 and max(g.dimensions.values()) > 1:
                yield c + d + 1, Call("outer", (f, h))
                yield c + d + 1, Call("outer", (h, f))
            if _dimension(g, f) != _dimension(g, h):
                continue
            yield c + d + 1, Call("conv", (f, h))
            yield c + d + 1, Call("corr", (f, h))
            yield c + d + 1, Call("corr", (h, f))
            if isinstance(f, Name) and isinstance(h, Name):
                yield from _strided(g, f, h)


def _splits(names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield every way to divide the occurrences in two, once; the first stays left."""
    for mask in range(1, 2 ** (len(names) - 1)):
        right = tuple(n for i, n in enumerate(names) if 2 * mask >> i & 1)
        left = tuple(n for i, n in enumerate(names) if not 2 * mask >> i & 1)
        yield left, right


def _strided(g: _Ingredients, f: Node, h: Node) -> Iterator[Shaped]:
    options: list[tuple[tuple[str, Node], ...]] = [(("stride", s),) for s in g.factors]
    options += [(("dilation", s),) for s in g.factors]
    options += [(("stride", s), ("dilation", d)) for s, d in permutations(g.factors, 2)]
    for chosen in options:
        cost = 3 + 2 * len(chosen)
        for pair in ((f, h), (h, f)):
            yield cost, Call("corr", pair, chosen)
            yield cost + 3, Call("conv", pair, chosen)
