"""Exponents: the argument of ``exp`` as a number of turns, so that its value is a root of unity.

May import: ``syntax`` and this package. Must share nothing with ``symconv.logic``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING

from symconv.proving.oracle.numbers import IMAGINARY_UNIT, Value, reciprocal
from symconv.proving.oracle.samples import Unmeasurable
from symconv.proving.oracle.situation import Situation
from symconv.syntax.nodes import Add, Fence, Name, Negative, Node, Product, Quotient

if TYPE_CHECKING:
    from symconv.proving.oracle.evaluate import Evaluator

__all__ = ["angle"]

Line = tuple[Value, Value]
"""c + d·π."""


def angle(evaluator: Evaluator, node: Node) -> Callable[[Situation], Fraction]:
    """Read an exponent I·2π·t and return t modulo 1."""
    line = _line(evaluator, node)

    def turns(s: Situation) -> Fraction:
        rest, slope = line(s)
        turned = slope * -IMAGINARY_UNIT
        if rest or not isinstance(turned, int | Fraction):
            raise Unmeasurable("an exponent is not a rational multiple of pi*I")
        return Fraction(turned) / 2 % 1

    return turns


def _line(evaluator: Evaluator, node: Node) -> Callable[[Situation], Line]:
    match node:
        case Name("pi"):
            return lambda s: (0, 1)
        case Name("omega"):
            return lambda s: (0, 2 * s.omega)
        case Fence(inner):
            return _line(evaluator, inner)
        case Negative(inner):
            line = _line(evaluator, inner)
            return lambda s: _times((-1, 0), line(s))
        case Add(terms):
            lines = tuple(_line(evaluator, t) for t in terms)
            return lambda s: reduce(_plus, (part(s) for part in lines))
        case Product(factors):
            lines = tuple(_line(evaluator, f) for f in factors)
            return lambda s: reduce(_times, (part(s) for part in lines))
        case Quotient(numerator, denominator):
            top, bottom = _line(evaluator, numerator), _line(evaluator, denominator)
            return lambda s: _over(top(s), bottom(s))
    value = evaluator.number(node)
    return lambda s: (value(s), 0)


def _plus(a: Line, b: Line) -> Line:
    return a[0] + b[0], a[1] + b[1]


def _times(a: Line, b: Line) -> Line:
    if a[1] and b[1]:
        raise Unmeasurable("an exponent has pi**2")
    return a[0] * b[0], a[0] * b[1] + a[1] * b[0]


def _over(a: Line, b: Line) -> Line:
    if b[1] or not b[0]:
        raise Unmeasurable("an exponent is divided by pi or by zero")
    inverse = reciprocal(b[0])
    return a[0] * inverse, a[1] * inverse
