"""What a name for a sum may be made of: its signals, indices, factors and offsets.

May import: ``reading``, ``tree``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import Final

from symconv.proving.reading import Reading
from symconv.proving.tree import bound_names, free_names, unfenced
from symconv.syntax import to_text
from symconv.syntax.nodes import (
    Add,
    Call,
    Fence,
    Index,
    Name,
    Negative,
    Node,
    Number,
    Product,
    Vector,
    children,
)

__all__ = ["ONE", "Ingredients", "ingredients", "occurrences", "per_axis"]

ONE: Final = Number(Fraction(1))
MOST_FACTORS: Final = 4
MOST_OFFSETS: Final = 6


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What a name may be made of."""

    signals: tuple[str, ...]
    """One entry for each time that a signal occurs."""
    factors: tuple[Node, ...]
    """Strides and dilations, for one axis: names, numbers, products."""
    uneven: tuple[tuple[Node, ...], ...]
    """Strides and dilations with one factor per axis, as the left side has them."""
    indices: tuple[str, ...]
    offsets: tuple[Node, ...]
    """By which an index may be moved."""
    dimensions: Mapping[str, int]
    """Of each signal."""
    conjugates: bool
    modular: bool
    size: Node
    """N of Z/N."""
    scalars: tuple[str, ...] = ()
    """Numbers that may stand beside z or omega."""

    def amounts(self, dimension: int) -> list[tuple[Node, ...]]:
        """Return strides for a signal with so many axes: one for all of them, or one for each."""
        return [*((f,) for f in self.factors), *(row for row in self.uneven if len(row) == dimension)]


def ingredients(
    reading: Reading, index: tuple[str, ...], order: list[str], target: Node, *, once: bool = False
) -> Ingredients:
    """Return what a name for ``target`` may be made of, what the left side is made of first.

    With ``once`` every signal is taken once, though it stands in several terms.
    """
    left = reading.sides[0]
    signals = sorted(occurrences(target, {s.name for s in reading.signals}), key=order.index)
    signals = list(dict.fromkeys(signals)) if once else signals
    names = free_names(target)
    amounts = [*_amounts(left, ("padding",), ("shift",)), *_constants(target, reading)]
    moved = frozenset(name for amount in amounts for name in free_names(amount))
    amounts += _lone_names(target, reading)
    free = (*index, *(n for n in reading.integers if n not in reading.positive and n not in moved))
    modular = reading.modulus is not None
    found = [*_amounts(left, ("stride", "dilation"), ("up", "down")), *_multipliers(target, reading)]
    factors = () if modular else tuple(_distinct(f for f in found if _is_factor(f, reading)))[:MOST_FACTORS]
    rows = dict.fromkeys(_rows(left))
    return Ingredients(
        tuple(signals),
        factors,
        () if modular else tuple(row for row in rows if all(f == ONE or _is_factor(f, reading) for f in row)),
        tuple(n for n in free if n in names),
        tuple(_distinct(_offsets(amounts, factors)))[:MOST_OFFSETS],
        {s.name: s.dimension for s in reading.signals},
        any(not s.real for s in reading.signals),
        modular,
        reading.modulus if reading.modulus is not None else ONE,
        tuple(s.name for s in reading.scalars if s.name in names),
    )


def occurrences(node: Node, signals: set[str]) -> list[str]:
    """Return the names of signals, once for each time that they occur."""
    if isinstance(node, Name):
        return [node.name] if node.name in signals else []
    return [name for child in children(node) for name in occurrences(child, signals)]


def _is_factor(node: Node, reading: Reading) -> bool:
    if isinstance(node, Number):
        return node.value > 1 and node.value.denominator == 1
    names = free_names(node)
    return bool(names) and names <= set(reading.positive)


def _offsets(amounts: list[Node], factors: tuple[Node, ...]) -> Iterator[Node]:
    """Yield amounts without their signs, then sums of two, then multiples by a factor."""
    plain = _distinct(a.operand if isinstance(a, Negative) else a for a in map(unfenced, amounts))
    plain = [a for a in plain if a != Number(Fraction(0))][:3]
    yield from plain
    named = [a for a in plain if not isinstance(a, Number)]
    for a, b in combinations(named, 2):
        yield Add((a, b))
        yield Add((a, Negative(b)))
    for f, a in product(factors, named):
        yield Product((f, a), "*")


def _distinct(nodes: Iterable[Node]) -> list[Node]:
    return list({to_text(node): node for node in reversed(list(nodes))}.values())[::-1]


def _amounts(node: Node, options: tuple[str, ...], functions: tuple[str, ...]) -> Iterator[Node]:
    """Yield what stands in options and behind the signals of functions, one node per axis."""
    if isinstance(node, Call):
        values = [value for option, value in node.options if option in options]
        values += node.arguments[1:] if node.function in functions else ()
        for value in map(unfenced, values):
            yield from map(unfenced, value.entries) if isinstance(value, Vector) else (value,)
    for child in children(node):
        yield from _amounts(child, options, functions)


def _rows(node: Node) -> Iterator[tuple[Node, ...]]:
    """Yield strides, dilations and factors that are given per axis."""
    if isinstance(node, Call):
        values = [unfenced(value) for option, value in node.options if option in ("stride", "dilation")]
        yield from (tuple(map(unfenced, value.entries)) for value in values if isinstance(value, Vector))
        if node.function in ("up", "down") and len(node.arguments) > 2:
            yield tuple(map(unfenced, node.arguments[1:]))
    for child in children(node):
        yield from _rows(child)


def _terms(node: Node, reading: Reading, bound: frozenset[str] = frozenset()) -> Iterator[tuple[Node, bool]]:
    """Yield the terms of all indices without their signs, and whether an index variable is in each."""
    if isinstance(node, Index):
        for place in map(unfenced, node.indices):
            for term in place.terms if isinstance(place, Add) else (place,):
                bare = term.operand if isinstance(term, Negative) else term
                yield bare, bool(free_names(bare) & bound)
    inner = bound | bound_names(node)
    for child in children(node):
        yield from _terms(child, reading, inner)


def _multipliers(target: Node, reading: Reading) -> Iterator[Node]:
    """Yield what the indices of the target are multiplied by."""
    for term, _ in _terms(target, reading):
        if isinstance(term, Product):
            kept = [f for f in map(unfenced, term.factors) if isinstance(f, Number) or _is_factor(f, reading)]
            if len(kept) == len(term.factors) - 1:
                yield kept[0] if len(kept) == 1 else Product(tuple(kept), "*")
                yield from kept if len(kept) > 1 else ()


def _constants(target: Node, reading: Reading) -> Iterator[Node]:
    """Yield the numbers that stand alone in an index of the target."""
    for term, _ in _terms(target, reading):
        if isinstance(term, Number):
            yield term


def _lone_names(target: Node, reading: Reading) -> list[Node]:
    """Return the integers that stand alone beside a multiple of another one, as p does in s·n − p."""
    free = set(reading.integers) - set(reading.positive)
    terms = [term for term, _ in _terms(target, reading)]
    multiplied = {name for term in terms if isinstance(term, Product) for name in free_names(term) & free}
    alone = {term.name: term for term in terms if isinstance(term, Name) and term.name in free - multiplied}
    return list(alone.values()) if multiplied else []


def per_axis(values: tuple[Node, ...]) -> Node:
    """Return one amount for all axes, or one for each in parentheses."""
    return values[0] if len(values) == 1 else Fence(Vector(values))
