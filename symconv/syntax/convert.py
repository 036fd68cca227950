"""SymPy values and expressions to nodes: numbers first, then the language of statements.

May import: ``syntax``, SymPy. Must never simplify: what SymPy holds is what is written.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.tensor.indexed import Indexed

from symconv.errors import UnsupportedProblemError
from symconv.syntax.nodes import (
    Add,
    Call,
    Cases,
    Chain,
    Index,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Summation,
    Vector,
)

__all__ = ["sympy_to_node"]

MAX_ORDERED = 200
"""Most terms of a sum that are put in order; sorting compares them all."""


def sympy_to_node(expression: object) -> Node:
    """Return a SymPy value, expression, sum or equation as nodes; see `symconv.syntax.sympy_to_node`."""
    if isinstance(expression, int):
        return _rational(expression, 1)
    if isinstance(expression, Fraction):
        return _rational(expression.numerator, expression.denominator)
    if not isinstance(expression, sympy.Basic):
        raise TypeError(f"a SymPy expression is needed, not {type(expression).__name__}")
    return _node(expression)


def _node(expression: Any) -> Node:
    if expression.is_Rational:
        return _rational(int(expression.p), int(expression.q))
    if expression.is_Symbol:
        return Name(expression.name)
    for kind, convert in _FORMS:
        if isinstance(expression, kind):
            return convert(expression)
    name = _FUNCTIONS.get(expression.func)
    if name is not None:
        return Call(name, tuple(map(_node, expression.args)))
    constant = _CONSTANTS.get(expression)
    if constant is not None:
        return constant
    kind = type(expression).__name__
    advice = f"; {_ADVICE[kind]}" if kind in _ADVICE else ""
    raise UnsupportedProblemError(
        f"writing {str(expression)[:60]}: {kind} is not in the language of signals and statements{advice}"
    )


def _rational(numerator: int, denominator: int) -> Node:
    size: Node = Number(Fraction(abs(numerator)))
    if denominator != 1:
        size = Quotient(size, Number(Fraction(denominator)))
    return Negative(size) if numerator < 0 else size


def _add(expression: Any) -> Node:
    terms = expression.args
    if len(terms) == 2 and terms[0].is_Rational and (terms[1] / sympy.I).is_Rational:
        return Add(tuple(map(_node, terms)))  # a complex number, real part first
    return Add(tuple(map(_node, terms if len(terms) > MAX_ORDERED else expression.as_ordered_terms())))


def _mul(expression: Any) -> Node:
    """Return a product with one sign before it and one fraction stroke at most."""
    coefficient, factors = expression.as_coeff_mul()
    if not coefficient.is_Rational:
        coefficient, factors = sympy.S.One, expression.args
    above: list[Node] = []
    below: list[Node] = []
    for factor in sympy.Mul(*factors, evaluate=False).as_ordered_factors() if len(factors) > 1 else factors:
        base, exponent = factor.as_base_exp()
        if exponent.is_Rational and exponent.is_negative and factor.is_Pow:
            below.append(_pow(base, -exponent))
        else:
            above.append(_node(factor))
    numerator, denominator = abs(int(coefficient.p)), int(coefficient.q)
    if numerator != 1 or not above:
        above.insert(0, Number(Fraction(numerator)))
    if denominator != 1:
        below.insert(0, Number(Fraction(denominator)))
    node = _beside(above)
    if below:
        node = Quotient(node, _beside(below))
    return Negative(node) if coefficient.is_negative else node


def _beside(factors: list[Node]) -> Node:
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def _power(expression: Any) -> Node:
    base, exponent = expression.args
    if exponent.is_Rational and exponent.is_negative:
        return Quotient(Number(Fraction(1)), _pow(base, -exponent))
    return _pow(base, exponent)


def _pow(base: Any, exponent: Any) -> Node:
    if exponent == 1:
        return _node(base)
    if exponent == sympy.Rational(1, 2):
        return Call("sqrt", (_node(base),))
    if base == sympy.E:
        return Call("exp", (_node(exponent),))
    return Power(_node(base), _node(exponent))


def _sum(expression: Any) -> Node:
    body = _node(expression.function)
    for symbol, *limits in expression.limits:
        lower, upper = limits if len(limits) == 2 else (None, None)
        infinite = lower is None or (lower == -sympy.oo and upper == sympy.oo)
        if infinite:
            body = Summation((symbol.name,), None, None, body)
        else:
            body = Summation((symbol.name,), _node(lower), _node(_last(lower, upper)), body)
    return body


def _last(lower: Any, upper: Any) -> Any:
    """Return the upper limit without the guard Max(…, lower − 1), by which SymPy is told that empty ranges are 0."""
    if not isinstance(upper, sympy.Max):
        return upper
    kept = [bound for bound in upper.args if sympy.expand(bound - lower + 1) != 0]
    return sympy.Max(*kept) if kept else upper


def _indexed(expression: Any) -> Node:
    return Index(Name(str(expression.base.label)), tuple(map(_node, expression.indices)))


def _applied(expression: Any) -> Node:
    return Index(Name(expression.func.__name__), tuple(map(_node, expression.args)))


def _delta(expression: Any) -> Node:
    first, second = expression.args[:2]
    if not second:
        return Index(Name("delta"), (_node(first),))
    if not first:
        return Index(Name("delta"), (_node(second),))
    left, right = _node(first), _node(second)
    if isinstance(right, Add):
        return Index(Name("delta"), (_node(sympy.Add(first, -second)),))
    return Index(Name("delta"), (Add((*_terms(left), Negative(right))),))


def _terms(node: Node) -> tuple[Node, ...]:
    return node.terms if isinstance(node, Add) else (node,)


def _derivative(expression: Any) -> Node:
    node = _node(expression.expr)
    for variable, count in expression.variable_count:
        for _ in range(min(int(count), 16)):
            node = Call("diff", (node, _node(variable)))
    return node


def _relation(sign: str) -> Callable[[Any], Node]:
    return lambda expression: Chain(_node(expression.lhs), ((sign, _node(expression.rhs)),))


def _piecewise(expression: Any) -> Node:
    branches = [(_node(value), None if condition == True else _node(condition)) for value, condition in expression.args]  # noqa: E712
    return Cases(tuple(branches))


def _exponential(expression: Any) -> Node:
    return Call("exp", (_node(expression.exp),))


def _array(expression: Any) -> Node:
    def vector(part: Any) -> Node:
        return Vector(tuple(map(vector, part))) if isinstance(part, list) else _node(part)

    return vector(expression.tolist())


_FORMS: tuple[tuple[Any, Callable[[Any], Node]], ...] = (
    (sympy.Add, _add),
    (sympy.Mul, _mul),
    (sympy.exp, _exponential),
    (sympy.Pow, _power),
    (sympy.Sum, _sum),
    (Indexed, _indexed),
    (AppliedUndef, _applied),
    (sympy.KroneckerDelta, _delta),
    (sympy.Derivative, _derivative),
    (sympy.Eq, _relation("=")),
    (sympy.Ne, _relation("!=")),
    (sympy.Le, _relation("<=")),
    (sympy.Lt, _relation("<")),
    (sympy.Ge, _relation(">=")),
    (sympy.Gt, _relation(">")),
    (sympy.Piecewise, _piecewise),
    (sympy.And, lambda expression: Call("and", tuple(map(_node, expression.args)))),
    (sympy.NDimArray, _array),
)
"""How each kind of expression becomes nodes, tried in order."""
_FUNCTIONS: dict[Any, str] = {
    sympy.cos: "cos",
    sympy.sin: "sin",
    sympy.tan: "tan",
    sympy.log: "log",
    sympy.Abs: "abs",
    sympy.conjugate: "conj",
    sympy.re: "Re",
    sympy.im: "Im",
    sympy.Min: "min",
    sympy.Max: "max",
    sympy.floor: "floor",
    sympy.ceiling: "ceil",
    sympy.Mod: "mod",
    sympy.gcd: "gcd",
}
_ADVICE = {
    "Float": "give the number exactly, as Rational(1, 2)",
    "Heaviside": "the unit step is Piecewise((1, n >= 0), (0, True))",
    "DiracDelta": "the unit impulse is KroneckerDelta(n, 0)",
    "Integral": "signals are discrete; a sum over all integers is Sum(f[m], (m, -oo, oo))",
    "Or": "give the cases one after the other",
}
_CONSTANTS: dict[Any, Node] = {
    sympy.pi: Name("pi"),
    sympy.E: Name("E"),
    sympy.I: Name("I"),
    sympy.oo: Name("oo"),
    -sympy.oo: Negative(Name("oo")),
}
