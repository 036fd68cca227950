"""Explicit sums as loops: over all residues, between limits, or over every index where a term can be nonzero.

Over Z the loop runs over the indices at which a finite factor of the term has a sample; where no factor is
finite it runs over the box, and the result counts only if a larger box gives it again.
May import: ``syntax`` and this package. Must share nothing with ``symconv.logic``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from symconv.proving.limits import Bound, bounds
from symconv.proving.oracle.numbers import Value
from symconv.proving.oracle.samples import Unmeasurable
from symconv.proving.oracle.situation import Measure, Situation
from symconv.proving.tree import free_names
from symconv.syntax.nodes import (
    Add,
    Call,
    Fence,
    Index,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Summation,
)

if TYPE_CHECKING:
    from symconv.proving.oracle.evaluate import Evaluator

__all__ = ["domain", "summation"]

LONGEST = 2000
Limit = Callable[[Situation], int]
Domain = Callable[[Situation], set[int] | None]
"""The values of an index outside which a term is 0, or ``None`` when no factor tells."""


def summation(
    evaluator: Evaluator, indices: tuple[str, ...], lower: Node | None, upper: Node | None, body: Node
) -> Measure:
    """Read Σ body."""
    if len(indices) > 1:
        return summation(evaluator, indices[:1], lower, upper, Summation(indices[1:], lower, upper, body))
    (name,) = indices
    value = evaluator.number(body)
    at_least, at_most = bounds(Summation(indices, lower, upper, body))
    first = _extreme(max, [_first(evaluator, bound) for bound in at_least])
    last = _extreme(min, [_last(evaluator, bound) for bound in at_most])
    if first is not None and last is not None:
        low, high = first, last
        return lambda s: _loop(s, name, _between(low(s), high(s)), value)
    reached = domain(evaluator, body, name, frozenset({name}))

    def unlimited(s: Situation) -> Value:
        if s.modulus:
            return _loop(s, name, range(s.modulus), value)
        found = reached(s)
        reach: Iterable[int] = range(-s.box, s.box + 1) if found is None else sorted(found)
        if first is not None:
            low = first(s)
            reach = [i for i in reach if i >= low]
        if last is not None:
            high = last(s)
            reach = [i for i in reach if i <= high]
        return _loop(s, name, reach, value)

    return unlimited


def _first(evaluator: Evaluator, bound: Bound) -> Limit:
    value = evaluator.integer(bound.value)
    return lambda s: -(-value(s) // bound.factor)


def _last(evaluator: Evaluator, bound: Bound) -> Limit:
    value = evaluator.integer(bound.value)
    return lambda s: value(s) // bound.factor


def _extreme(choose: Callable[[Iterable[int]], int], limits: list[Limit]) -> Limit | None:
    return (lambda s: choose([limit(s) for limit in limits])) if limits else None


def _between(first: int, last: int) -> range:
    if last - first > LONGEST:
        raise Unmeasurable("a sum has too many terms")
    return range(first, last + 1)


def _loop(s: Situation, name: str, indices: Iterable[int], value: Measure) -> Value:
    hidden = s.integers.get(name)
    result: Value = 0
    for i in indices:
        s.spend()
        s.integers[name] = i
        result = result + value(s)
    if hidden is None:
        s.integers.pop(name, None)
    else:
        s.integers[name] = hidden
    return result


def domain(evaluator: Evaluator, node: Node, name: str, bound: frozenset[str]) -> Domain:
    """Find where a term can be nonzero; ``bound`` are the indices that have no value yet, ``name`` one of them."""
    match node:
        case Negative(inner) | Fence(inner) | Quotient(inner) | Call("conj" | "abs2" | "Re" | "Im", (inner,)):
            return domain(evaluator, inner, name, bound)
        case Power(base, Number(value)) if value > 0:
            return domain(evaluator, base, name, bound)
        case Summation(indices, _, _, body) if name not in indices:
            return domain(evaluator, body, name, bound | frozenset(indices))
        case Add(terms):
            return _union([domain(evaluator, t, name, bound) for t in terms])
        case Product(factors):
            return _smallest([domain(evaluator, f, name, bound) for f in factors])
        case Index(signal, indices) if not free_names(signal) & bound:
            return _smallest([_axis(evaluator, node, axis, name, bound) for axis in range(len(indices))])
    return lambda s: None


def _axis(evaluator: Evaluator, entry: Index, axis: int, name: str, bound: frozenset[str]) -> Domain:
    """Find the index from signal[… c·name + r …] ≠ 0, where r has no other bound index."""
    place = entry.indices[axis]
    if name not in free_names(place) or free_names(place) & (bound - {name}) or not _is_affine(place, name):
        return lambda s: None
    index, trace = evaluator.integer(place), evaluator.signal(entry.signal, len(entry.indices))

    def found(s: Situation) -> set[int] | None:
        samples = trace(s)
        if samples.values is None:
            return None
        hidden = s.integers.get(name)
        s.integers[name] = 0
        rest = index(s)
        s.integers[name] = 1
        slope = index(s) - rest
        if hidden is None:
            del s.integers[name]
        else:
            s.integers[name] = hidden
        if not slope:
            return None
        return {(i[axis] - rest) // slope for i in samples.values if (i[axis] - rest) % slope == 0}

    return found


def _is_affine(node: Node, name: str) -> bool:
    match node:
        case Name():
            return True
        case Negative(inner) | Fence(inner):
            return _is_affine(inner, name)
        case Add(terms):
            return all(_is_affine(t, name) for t in terms)
        case Product(factors):
            return sum(name in free_names(f) for f in factors) <= 1 and all(_is_affine(f, name) for f in factors)
        case Quotient() | Power() | Summation() | Index() | Call():
            return name not in free_names(node)
    return True


def _union(domains: list[Domain]) -> Domain:
    def joined(s: Situation) -> set[int] | None:
        result: set[int] = set()
        for domain in domains:
            found = domain(s)
            if found is None:
                return None
            result |= found
        return result

    return joined


def _smallest(domains: list[Domain]) -> Domain:
    def chosen(s: Situation) -> set[int] | None:
        found = [d for d in (domain(s) for domain in domains) if d is not None]
        return set.intersection(*found) if found else None

    return chosen
