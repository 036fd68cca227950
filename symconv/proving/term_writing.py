"""Whole terms back to expression trees, operators included, for the lines of a proof.

May import: ``terms``, ``polynomials``, ``syntax``, ``writing``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import product
from operator import mul
from typing import Final

from symconv.polynomials import ONE, ZERO, Poly, symbol
from symconv.proving.writing import (
    atom_node,
    constant_value,
    limits_of,
    multiplied,
    poly_node,
    product_node,
    summed,
    times_node,
)
from symconv.syntax.nodes import Add, Call, Index, Name, Negative, Node, Number, Power, Quotient, Vector
from symconv.terms import LIFTED, State, Term, is_signal, sample

__all__ = ["state_node", "term_node"]

OPTIONS = ("stride", "dilation", "padding")
NEUTRAL = (ONE, ONE, ZERO)
NOTHING: Final = Number(Fraction(0))
ZERO_TERM: Final = Term("number", (), (ZERO,))


def state_node(state: State, *, pointwise: bool = False) -> Node:
    """Return a state of a proof as an expression: a term (see `term_node`), or a sum of products."""
    if isinstance(state, Term):
        return term_node(state, pointwise=pointwise)
    nodes = tuple(node for node in map(product_node, state) if node != NOTHING)
    if not nodes:
        return NOTHING
    return nodes[0] if len(nodes) == 1 else Add(nodes)


def term_node(term: Term, *, pointwise: bool = False) -> Node:
    """Return a signal or a scalar as an expression.

    With ``pointwise``, a sample of a sum, a multiple or a conjugate is written as that of samples: f[n] + g[n].

    Examples
    --------
    >>> from symconv.polynomials import symbol
    >>> from symconv.syntax import to_text
    >>> f, g = (Term("symbol", (), (), (name,)) for name in "fg")
    >>> to_text(term_node(Term("sample", (Term("conv", (f, Term("flip", (g,)))),), (symbol("n"),))))
    'conv(f, flip(g))[n]'
    >>> to_text(term_node(Term("sample", (Term("plus", (f, g)),), (symbol("n"),)), pointwise=True))
    'f[n] + g[n]'
    """
    return _Terms(pointwise).node(term)


@dataclass(frozen=True, slots=True)
class _Terms:
    """Writes terms."""

    pointwise: bool

    def node(self, term: Term) -> Node:
        match term.head:
            case "symbol":
                return Name(term.names[0])
            case "seq":
                return _literal(term) or Call("seq", (*map(Name, term.names), self.node(term.parts[0])))
            case "sample" if self.pointwise and term.parts[0].head in LIFTED:
                f = term.parts[0]
                parts = (sample(part, term.polys) if is_signal(part) else part for part in f.parts)
                return self.node(Term(f.head, tuple(parts)))
            case "sample" if term.parts[0].head == "seq" and term.parts[0].parts[0] == ZERO_TERM:
                return NOTHING
            case "sample":
                signal = self.node(term.parts[0])
                return Index(signal, tuple(map(poly_node, term.polys))) if term.polys else signal
            case "plus":
                terms = tuple(node for node in map(self.node, term.parts) if node != NOTHING)
                return (Add(terms) if len(terms) > 1 else terms[0]) if terms else NOTHING
            case "times":
                return self.product(term.parts)
            case "conj":
                return Call("conj", (self.node(term.parts[0]),))
            case "number":
                return poly_node(term.polys[0])
            case "sum":
                return self.summation(term)
            case "diff" | "diff_conj":
                entry: Node = Index(Name(term.names[0]), tuple(map(poly_node, term.polys)))
                entry = Call("conj", (entry,)) if term.head == "diff_conj" else entry
                return Call("diff", (self.node(term.parts[0]), entry))
            case "kronecker" | "guard" | "power" | "phase":
                return atom_node(term)
            case _:
                return self.operator(term)

    def operator(self, term: Term) -> Node:
        """Return a signal that an operator makes of others."""
        arguments = tuple(map(self.node, term.parts))
        match term.head:
            case "conv" | "corr":
                axes = len(term.polys) // 3
                options = []
                for place, (name, neutral) in enumerate(zip(OPTIONS, NEUTRAL, strict=True)):
                    values = term.polys[place * axes : (place + 1) * axes]
                    if any(value != neutral for value in values):
                        options.append((name, _one_or_more(values)))
                return Call(term.head, arguments, tuple(options))
            case "up" | "down":
                same = all(factor == term.polys[0] for factor in term.polys)
                return Call(term.head, (*arguments, *map(poly_node, term.polys[:1] if same else term.polys)))
            case "shift":
                return Call(term.head, (*arguments, *map(poly_node, term.polys)))
            case "ztransform" | "dtft":
                point = _point(term)
                return Call(term.head, arguments if point is None else (*arguments, point))
            case "delta" | "step":
                return Name(term.head)
            case _:
                return Call(term.head, arguments)

    def product(self, parts: Sequence[Term]) -> Node:
        """Return a product, its numbers in front and what is equal as a power."""
        flat = [part for part in _flat(parts) if constant_value(part) != 1]
        coefficient, factors = _number(flat), [self.node(part) for part in flat if part.head != "number"]
        return multiplied(coefficient, times_node(factors)) if factors else poly_node(coefficient)

    def summation(self, term: Term) -> Node:
        """Return a sum, one index after the other; steps that bound an index are its limits, as one writes them."""
        binders = tuple(zip(term.names, term.polys, strict=True))
        body = term.parts[0]
        limits, factors = limits_of(binders, body.parts if body.head == "times" else (body,))
        inside = self.product(factors)
        if isinstance(inside, Negative):
            return Negative(summed(binders, limits, inside.operand))
        return summed(binders, limits, inside)


def _one_or_more(values: Sequence[Poly]) -> Node:
    if all(value == values[0] for value in values):
        return poly_node(values[0])
    return Vector(tuple(map(poly_node, values)))


def _point(term: Term) -> Node | None:
    """Return where a transform is taken, unless at z or omega."""
    if term.head == "dtft":
        return poly_node(term.polys[0]) if term.polys[0] != symbol("omega") else None
    base, exponent = term.polys
    if base == symbol("z") and exponent == ONE:
        return None
    if base == symbol("z") and exponent == -ONE:
        return Quotient(Number(Fraction(1)), Name("z"))
    return poly_node(base) if exponent == ONE else Power(poly_node(base), poly_node(exponent))


def _literal(term: Term) -> Node | None:
    """Return the samples of a sequence where it is a list of them: a sum of numbered impulses, one after the other."""
    body, axes = term.parts[0], len(term.names)
    entries: dict[tuple[int, ...], Node] = {}
    for part in body.parts if body.head == "plus" else (body,):
        factors = _flat((part,))
        impulses = factors[len(factors) - axes :]
        numbers = factors[: len(factors) - axes]
        if [f.head for f in impulses] != ["kronecker"] * axes or any(f.head != "number" for f in numbers):
            return None
        places = [(symbol(v) - f.polys[0]).constant() for v, f in zip(term.names, impulses, strict=True)]
        if None in places:
            return None
        entries[tuple(int(place) for place in places if place is not None)] = poly_node(_number(numbers))
    points = list(entries)
    first, last = points[0], points[-1]
    if points != list(product(*(range(a, b + 1) for a, b in zip(first, last, strict=True)))):
        return None
    if not all(a <= 0 <= b for a, b in zip(first, last, strict=True)):
        return None
    rows = _rows(entries, (), first, last)
    return Vector(rows, tuple(-a for a in first) if any(first) else None)


def _rows(
    entries: Mapping[tuple[int, ...], Node], place: tuple[int, ...], first: tuple[int, ...], last: tuple[int, ...]
) -> tuple[Node, ...]:
    span = range(first[len(place)], last[len(place)] + 1)
    if len(place) == len(first) - 1:
        return tuple(entries[(*place, i)] for i in span)
    return tuple(Vector(_rows(entries, (*place, i), first, last)) for i in span)


def _flat(factors: Sequence[Term]) -> tuple[Term, ...]:
    """Return factors, those of products among them instead of these."""
    return tuple(f for factor in factors for f in (_flat(factor.parts) if factor.head == "times" else (factor,)))


def _number(factors: Sequence[Term]) -> Poly:
    """Return the product of the numbers among factors."""
    return reduce(mul, (factor.polys[0] for factor in factors if factor.head == "number"), ONE)
