"""The limits of a sum as inequalities between integers: max and min are several, ceil and floor clear a denominator.

May import: ``tree``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod

from symconv.proving.tree import unfenced
from symconv.syntax.nodes import Add, Call, Name, Negative, Node, Number, Product, Quotient, Summation

__all__ = ["Bound", "bounds"]


@dataclass(frozen=True, slots=True)
class Bound:
    """``factor·index ≥ value`` of a lower limit, ``≤`` of an upper one; the factor is positive."""

    value: Node
    factor: int = 1


def bounds(node: Summation) -> tuple[tuple[Bound, ...], tuple[Bound, ...]]:
    """Return what the index of a sum is at least, and what at most; nothing for −∞ and ∞.

    Examples
    --------
    >>> a, b, e = Name("a"), Name("b"), Name("e")
    >>> bounds(Summation(("m",), Call("max", (a, b)), Name("oo"), e)) == ((Bound(a), Bound(b)), ())
    True
    >>> half = Call("floor", (Quotient(b, Number(Fraction(2))),))
    >>> bounds(Summation(("m",), a, half, e)) == ((Bound(a),), (Bound(b, 2),))
    True
    """
    return _bounds(node.lower, "max", "ceil", Negative(Name("oo"))), _bounds(node.upper, "min", "floor", Name("oo"))


def _bounds(limit: Node | None, extreme: str, rounded: str, infinite: Node) -> tuple[Bound, ...]:
    if limit is None or (inner := unfenced(limit)) == infinite:
        return ()
    match inner:
        case Call(function, (_, *_) as arguments) if function == extreme:
            return tuple(bound for a in arguments for bound in _bounds(a, extreme, rounded, infinite))
        case Call(function, (value,)) if function == rounded:
            factor, whole = _cleared(value)
            return (Bound(whole, factor),)
    return (Bound(limit),)


def _cleared(node: Node) -> tuple[int, Node]:
    """Return a positive integer q and q·node, which has no denominators; what is no number stays as it is."""
    match unfenced(node):
        case Number(value):
            return value.denominator, Number(Fraction(value.numerator))
        case Negative(operand):
            factor, whole = _cleared(operand)
            return factor, Negative(whole)
        case Quotient(top, Number(value)) if value.denominator == 1 and value > 0:
            factor, whole = _cleared(top)
            return factor * value.numerator, whole
        case Add(terms):
            parts = [_cleared(term) for term in terms]
            factor = lcm(*(q for q, _ in parts))
            return factor, Add(tuple(_times(factor // q, whole) for q, whole in parts))
        case Product(factors):
            parts = [_cleared(f) for f in factors]
            return prod(q for q, _ in parts), Product(tuple(whole for _, whole in parts), "*")
    return 1, node


def _times(factor: int, node: Node) -> Node:
    return node if factor == 1 else Product((Number(Fraction(factor)), node), "*")
