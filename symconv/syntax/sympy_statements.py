"""Statements as SymPy expressions: sums, samples, impulses, derivatives.

Operators on signals stay names: ``conv(f, g)[n]`` is a sample of ``IndexedBase("conv(f, g)")``, because
SymPy has no signals. Nothing is evaluated.

May import: ``syntax``. Imports SymPy, so it is imported only where it is used.
"""

from __future__ import annotations

from functools import reduce
from operator import add, mul
from typing import Any

import sympy

from symconv.errors import UnsupportedProblemError
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
from symconv.syntax.printing import to_text

__all__ = ["statement_to_sympy"]

CONSTANTS = {"I": sympy.I, "pi": sympy.pi, "oo": sympy.oo}
FUNCTIONS = {
    "conj": sympy.conjugate,
    "exp": sympy.exp,
    "Re": sympy.re,
    "Im": sympy.im,
    "ceil": sympy.ceiling,
    "floor": sympy.floor,
}
EXTREMES = {"max": sympy.Max, "min": sympy.Min}


def statement_to_sympy(node: Node) -> Any:
    """Return one side of a statement as a SymPy expression.

    Examples
    --------
    >>> from symconv.syntax import parse_expression
    >>> statement_to_sympy(parse_expression("sum(m, f[m]*delta[n - m])"))
    Sum(KroneckerDelta(0, -m + n)*f[m], (m, -oo, oo))
    """
    to = statement_to_sympy
    match node:
        case Number(value=value):
            return sympy.Rational(value.numerator, value.denominator)
        case Name(name=name):
            return CONSTANTS.get(name, sympy.Symbol(name))
        case Fence(inner=inner):
            return to(inner)
        case Negative(operand=operand):
            return -to(operand)
        case Add(terms=terms):
            return reduce(add, map(to, terms))
        case Product(factors=factors):
            return reduce(mul, map(to, factors))
        case Quotient(numerator=top, denominator=bottom):
            return to(top) / to(bottom)
        case Power(base=base, exponent=exponent):
            return to(base) ** to(exponent)
        case Index(signal=signal, indices=indices):
            return _sample(signal, [to(index) for index in indices])
        case Summation(indices=names, lower=lower, upper=upper, body=body):
            first = -sympy.oo if lower is None else to(lower)
            last = sympy.oo if upper is None else to(upper)
            if first.has(sympy.Max, sympy.ceiling) or last.has(sympy.Min, sympy.floor):
                last = sympy.Max(last, first - 1)  # an empty range must not count backwards
            return sympy.Sum(to(body), *[(sympy.Symbol(name), first, last) for name in names])
        case Call(function="diff", arguments=(body, Index() as entry)):
            return sympy.Derivative(to(body), to(entry))
        case Call(function="diff"):
            raise UnsupportedProblemError(
                f"converting to SymPy: {to_text(node)!r} has no counterpart there, which derives by no conjugate"
            )
        case Call(function="abs2", arguments=(argument,)):
            value = to(argument)
            return value * sympy.conjugate(value)
        case Call(function=function, arguments=(argument,)) if function in FUNCTIONS:
            return FUNCTIONS[function](to(argument))
        case Call(function=function, arguments=arguments) if function in EXTREMES:
            return EXTREMES[function](*map(to, arguments))
        case Call():
            return sympy.Symbol(to_text(node))
        case _:
            raise UnsupportedProblemError(f"converting to SymPy: {to_text(node)!r} has no counterpart there")


def _sample(signal: Node, indices: list[Any]) -> Any:
    match signal:
        case Name(name="delta"):
            return reduce(mul, [sympy.KroneckerDelta(index, 0) for index in indices])
        case Name(name="step"):
            return reduce(mul, [sympy.Piecewise((1, index >= 0), (0, True)) for index in indices])
        case _:
            return sympy.IndexedBase(to_text(signal))[tuple(indices)]
