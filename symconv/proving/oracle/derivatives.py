"""Derivatives by differences, which are exact: expressions are polynomials in the samples.

May import: ``syntax`` and this package. Must share nothing with ``symconv.logic``.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from symconv.errors import UnsupportedProblemError
from symconv.proving.oracle.numbers import IMAGINARY_UNIT, Value
from symconv.proving.oracle.samples import Point, Samples, Unmeasurable
from symconv.proving.oracle.situation import Measure, Situation
from symconv.syntax.nodes import Add, Call, Fence, Index, Infix, Name, Negative, Node, Number, Power, Product, Quotient
from symconv.syntax.nodes import Summation as Sum

if TYPE_CHECKING:
    from symconv.proving.oracle.evaluate import Evaluator

__all__ = ["derivative"]


def derivative(evaluator: Evaluator, body: Node, variable: Node) -> Measure:
    """Read ∂body/∂x[k]; for complex x the Wirtinger derivative (∂₁ ∓ I·∂ᵢ)/2."""
    while isinstance(variable, Fence):
        variable = variable.inner
    conjugated = isinstance(variable, Call) and variable.function == "conj"
    entry = variable.arguments[0] if isinstance(variable, Call) else variable
    if not isinstance(entry, Index) or not isinstance(entry.signal, Name):
        raise UnsupportedProblemError("diff needs a sample of a named signal, as in diff(e, x[k])")
    name = entry.signal.name
    value, places = evaluator.number(body), tuple(map(evaluator.integer, entry.indices))
    weights = _weights(max(1, -(-_degree(body, name) // 2)))
    sign = 1 if conjugated else -1

    def along(s: Situation, point: Point, direction: Value) -> Value:
        result: Value = 0
        for t, weight in weights:
            result = result + value(_moved(s, name, point, t * direction)) * weight
        return result

    def differentiated(s: Situation) -> Value:
        point = tuple(p(s) for p in places)
        first = along(s, point, 1)
        if name in s.real:
            return first
        return (first + along(s, point, IMAGINARY_UNIT) * IMAGINARY_UNIT * sign) * Fraction(1, 2)

    return differentiated


def _moved(s: Situation, name: str, point: Point, step: Value) -> Situation:
    x = s.signals[name]
    if x.values is None:
        raise Unmeasurable("only a signal with independent samples can be differentiated")
    place = x.axes.reduce(point)
    return s.with_signal(name, Samples(x.axes, {**x.values, place: x.values.get(place, 0) + step}))


@cache
def _weights(half: int) -> tuple[tuple[int, Fraction], ...]:
    """Return (t, w) with Σ w·p(t) = p′(0) for every polynomial of degree ≤ 2·half: derivatives of Lagrange's."""
    points = [t for t in range(-half, half + 1) if t]
    found = []
    for t in points:
        weight = Fraction(1, t)
        for other in points:
            if other != t:
                weight *= Fraction(-other, t - other)
        found.append((t, weight))
    return tuple(found)


def _degree(node: Node, name: str) -> int:
    """Return a bound on the degree in the samples of one signal."""
    match node:
        case Name(found):
            return int(found == name)
        case Add(parts):
            return max(_degree(p, name) for p in parts)
        case Product(parts):
            return sum(_degree(p, name) for p in parts)
        case Infix(_, left, right) | Quotient(left, right):
            return _degree(left, name) + _degree(right, name)
        case Negative(inner) | Fence(inner) | Sum(_, _, _, inner) | Index(inner):
            return _degree(inner, name)
        case Power(base, Number(value)):
            return _degree(base, name) * max(1, int(value))
        case Call("abs2", (inner,)):
            return 2 * _degree(inner, name)
        case Call("conv" | "corr" | "inner" | "outer", arguments):
            return sum(_degree(a, name) for a in arguments)
        case Call(_, arguments):
            return max((_degree(a, name) for a in arguments), default=0)
    return 0
