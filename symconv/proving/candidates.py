"""Expressions in the operators of the language, from short to long: what a sum may be called.

May import: ``ingredients``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, pairwise, permutations, product
from typing import Final

from symconv.proving.ingredients import ONE, Ingredients, per_axis
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
)

__all__ = ["candidates"]

Shaped = tuple[int, Node]
"""An expression and how long it is."""
MOST: Final = 40_000
"""How many names a level may have; beyond there is no other."""
SHORTEST: Final = (0, 1, 2, 4, 5)
"""How short a signal made of so many others can be."""
LEVELS: Final = (-1, 3, 5, 7, 9, 11, 13)
"""Names are made from short to long, level by level: long ones are many."""


def candidates(g: Ingredients) -> Iterator[Node]:
    """Yield expressions in which every occurrence of a signal is used once, the shortest first."""
    if not g.signals or len(g.signals) > 4:
        return
    for shorter, longest in pairwise(LEVELS):
        made = list(islice(_level(g, longest), MOST))
        found = [pair for pair in made if shorter < pair[0] <= longest]
        yield from (node for _, node in sorted(found, key=lambda pair: pair[0]))
        if len(made) == MOST:
            return


def _level(g: Ingredients, longest: int) -> Iterator[Shaped]:
    """Yield all expressions that are not longer."""
    if g.modular or not g.indices:
        yield from _products(g)
    signals = list(_wrapped(g, _trees(g, g.signals, longest), longest))
    if not g.indices:
        composed = 3 if len(g.signals) > 1 else 1
        for cost, signal in signals:
            for whole in _wholes(g, signal):
                yield cost + composed, whole
                if g.conjugates:
                    yield cost + composed + 2, Call("conj", (whole,))
        yield from _inner_products(g)
    for c, signal in signals:
        for e, index in _places(g, _dimension(g, signal)):
            yield c + e, Index(signal, index)
            if g.conjugates:
                yield c + e + 3, Call("conj", (Index(signal, index),))
            if g.modular and len(g.signals) > 1:
                yield c + e + 2, Quotient(Index(signal, index), g.size)


# ---------------------------------------------------------------------------------------------------- numbers


def _wholes(g: Ingredients, signal: Node) -> Iterator[Node]:
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
        for name in map(Name, g.scalars):
            yield Call("ztransform", (signal, Quotient(z, name)))
            yield Call("ztransform", (signal, Product((name, z), "*")))
            yield Call("dtft", (signal, Add((omega, Negative(name)))))
            yield Call("dtft", (signal, Add((omega, name))))
    names = ("n", "m", "j", "i", "l", "q", "r", "t")[:d]
    yield Summation(names, None, None, Index(signal, tuple(map(Name, names))))


def _inner_products(g: Ingredients) -> Iterator[Shaped]:
    if len(g.signals) > 1:
        for left, right in _splits(g.signals):
            for (c, f), (d, h) in product(_short(g, left), _short(g, right)):
                if _dimension(g, f) != _dimension(g, h):
                    break
                yield c + d + 1, Call("inner", (f, h))
                if g.conjugates:
                    yield c + d + 1, Call("inner", (h, f))


def _short(g: Ingredients, names: tuple[str, ...]) -> list[Shaped]:
    return sorted(_trees(g, names, 5), key=lambda pair: pair[0])


def _products(g: Ingredients) -> Iterator[Shaped]:
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


def _turns(g: Ingredients, p: Node) -> Iterator[Node]:
    """Yield what a shift by the offset is in the transforms."""
    if g.modular:
        for k in g.indices:
            exponent = Quotient(Product((Number(Fraction(2)), Name("pi"), Name("I"), Name(k), p), "*"), g.size)
            yield Call("exp", (Negative(exponent),))
    else:
        yield Power(Name("z"), Negative(p))
        yield Call("exp", (Negative(Product((Name("I"), Name("omega"), p), "*")),))


# ---------------------------------------------------------------------------------------------------- places


def _places(g: Ingredients, dimension: int) -> list[tuple[int, tuple[Node, ...]]]:
    """Return where a sample may be taken: free indices, their negatives, sums, differences, multiples, moved."""
    lines: list[Shaped] = [(0, Name(n)) for n in g.indices]
    lines += [(2, Negative(Name(n))) for n in g.indices]
    for a, b in product(g.indices, repeat=2):
        if a == b:
            continue
        lines.append((2, Add((Name(a), Negative(Name(b))))))
        if a < b:
            lines += [(2, Add((Name(a), Name(b)))), (4, Add((Negative(Name(a)), Negative(Name(b)))))]
    lines += [(3, Product((f, Name(n)), "*")) for f in g.factors for n in g.indices]
    plain = [pair for pair in lines if not isinstance(pair[1], Add)]
    lines += [(c + 1, _plus(n, moved)) for c, n in plain for p in g.offsets for moved in (p, Negative(p))]
    if not g.indices:
        lines.append((4, Number(Fraction(0))))
        lines += [(4, p) for p in g.offsets]
    if dimension == 1:
        return [(cost, (line,)) for cost, line in lines]
    return _places_of_axes(g, dimension) if len(g.indices) == dimension else _any_places(g, dimension, lines)


def _places_of_axes(g: Ingredients, dimension: int) -> list[tuple[int, tuple[Node, ...]]]:
    """Return one index per axis, in their order and moved, then in any other order."""
    rows: list[list[Shaped]] = []
    for name in g.indices:
        moved = [(1, _plus(Name(name), m)) for p in g.offsets for m in (p, Negative(p))] if dimension < 3 else []
        rows.append([(0, Name(name)), (2, Negative(Name(name))), *moved])
    found = [(sum(c for c, _ in chosen), tuple(n for _, n in chosen)) for chosen in product(*rows)]
    return found + [(2, tuple(map(Name, names))) for names in permutations(g.indices) if names != g.indices]


def _any_places(g: Ingredients, dimension: int, lines: list[Shaped]) -> list[tuple[int, tuple[Node, ...]]]:
    """Return every choice of indices for the axes, none of them twice."""
    simple = [pair for pair in lines if pair[0] <= (1 if dimension < 3 else 0)] or lines
    return [
        (sum(c for c, _ in chosen), tuple(n for _, n in chosen))
        for chosen in product(simple, repeat=dimension)
        if len({str(n) for _, n in chosen}) == dimension or not g.indices
    ]


def _plus(index: Node, amount: Node) -> Node:
    """Return an index plus an amount, one term after the other."""
    if isinstance(amount, Negative) and isinstance(amount.operand, Add):
        terms = tuple(t.operand if isinstance(t, Negative) else Negative(t) for t in amount.operand.terms)
        return Add((index, *terms))
    return Add((index, *amount.terms)) if isinstance(amount, Add) else Add((index, amount))


# --------------------------------------------------------------------------------------------------- signals


def _leaves(g: Ingredients, name: str) -> Iterator[Shaped]:
    plain: list[Shaped] = [(1, Name(name)), (3, Call("flip", (Name(name),)))]
    if g.conjugates:
        plain += [(2, Call("conj", (Name(name),))), (4, Call("conj", (Call("flip", (Name(name),)),)))]
    yield from plain
    amounts = g.amounts(g.dimensions[name])
    for cost, leaf in plain[:1] if len(g.signals) > 2 else plain:
        for factor in amounts:
            yield cost + 2, Call("up", (leaf, *factor))
            yield cost + 3, Call("down", (leaf, *factor))
    for cost, leaf in plain:
        if g.modular:
            yield cost + 2, Call("dft", (leaf,))
            yield cost + 2, Call("idft", (leaf,))
    if len(g.signals) == 1:
        for s, t in product(amounts, repeat=2):
            if s != t:
                yield 6, Call("up", (Call("down", (Name(name), *s)), *t))
                yield 6, Call("down", (Call("up", (Name(name), *s)), *t))


def _dimension(g: Ingredients, signal: Node) -> int:
    """Return the number of axes of a candidate."""
    if isinstance(signal, Name):
        return g.dimensions[signal.name]
    if isinstance(signal, Call) and signal.function == "outer":
        return sum(_dimension(g, part) for part in signal.arguments)
    return _dimension(g, signal.arguments[0]) if isinstance(signal, Call) else 1


def _wrapped(g: Ingredients, trees: Iterator[Shaped], longest: int) -> Iterator[Shaped]:
    """Yield signals, and convolutions spread apart or thinned out as a whole."""
    for cost, tree in trees:
        yield cost, tree
        if cost + 2 <= longest and isinstance(tree, Call) and tree.function in ("conv", "corr") and not tree.options:
            for factor in g.amounts(_dimension(g, tree)):
                yield cost + 2, Call("up", (tree, *factor))
                yield cost + 3, Call("down", (tree, *factor))


def _trees(g: Ingredients, names: tuple[str, ...], longest: int) -> Iterator[Shaped]:
    """Yield signals in which every occurrence is used once, none longer than said."""
    if len(names) == 1:
        yield from (pair for pair in _leaves(g, names[0]) if pair[0] <= longest)
        return
    for left, right in _splits(names):
        shorts = list(_parts(g, left, longest - SHORTEST[len(right)]))
        longs = list(_parts(g, right, longest - SHORTEST[len(left)]))
        for (c, f), (d, h) in product(shorts, longs):
            if c + d <= longest:
                yield from ((cost, tree) for cost, tree in _pairs(g, c + d, f, h) if cost <= longest)


def _pairs(g: Ingredients, cost: int, f: Node, h: Node) -> Iterator[Shaped]:
    """Yield what two signals make together."""
    if _dimension(g, f) == _dimension(g, h) == 1 and max(g.dimensions.values()) > 1:
        yield cost + 1, Call("outer", (f, h))
        yield cost + 1, Call("outer", (h, f))
    if _dimension(g, f) != _dimension(g, h):
        return
    yield cost + 1, Call("conv", (f, h))
    if f == h:
        yield cost, Call("corr", (f, h))
    else:
        yield cost + 1, Call("corr", (f, h))
        yield cost + 1, Call("corr", (h, f))
    if isinstance(f, Name) and isinstance(h, Name):
        yield from _strided(g, f, h)


def _parts(g: Ingredients, names: tuple[str, ...], longest: int) -> Iterator[Shaped]:
    trees = _trees(g, names, longest)
    for pair in trees if len(names) == 1 else _wrapped(g, trees, longest):
        if pair[0] <= longest:
            yield pair


def _splits(names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield every way to divide the occurrences in two, once; the first stays left."""
    for mask in range(1, 2 ** (len(names) - 1)):
        right = tuple(n for i, n in enumerate(names) if 2 * mask >> i & 1)
        left = tuple(n for i, n in enumerate(names) if not 2 * mask >> i & 1)
        yield left, right


def _strided(g: Ingredients, f: Node, h: Node) -> Iterator[Shaped]:
    """Yield correlations and convolutions with a stride, a dilation, and a padding behind one of these."""
    amounts = [per_axis(factors) for factors in g.amounts(_dimension(g, f))]
    options: list[tuple[tuple[str, Node], ...]] = [(("stride", s),) for s in amounts]
    options += [(("dilation", s),) for s in amounts]
    options += [(("stride", s), ("dilation", d)) for s, d in product(amounts, repeat=2)]
    for chosen in options:
        cost = 3 + 2 * len(chosen)
        for pair in ((f, h), (h, f)):
            yield cost, Call("corr", pair, chosen)
            yield cost + 3, Call("conv", pair, chosen)
            for p in g.offsets:
                for padding in (p, Negative(p)):
                    yield cost + 1, Call("corr", pair, (*chosen, ("padding", padding)))
                    yield cost + 4, Call("conv", pair, (*chosen, ("padding", padding)))
