"""Entries of signals: nodes to exact SymPy expressions, within bounds.

May import: ``errors``, ``syntax``, SymPy. Must never hand text to SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, NoReturn

import sympy

from symconv.errors import ParseError
from symconv.syntax.limits import MAX_EXPONENT, MAX_VALUE_BITS
from symconv.syntax.nodes import Add, Call, Fence, Name, Negative, Node, Number, Power, Product, Quotient
from symconv.syntax.printing import to_text

__all__ = ["FUNCTIONS", "node_to_sympy"]

CONSTANTS: Final[Mapping[str, Any]] = {"pi": sympy.pi, "E": sympy.E, "I": sympy.I}


def _absolute(value: Any) -> Any:
    """Return the absolute value: worked out for Gaussian rationals, for SymPy multiplies everything out."""
    parts = value.args if value.is_Add and len(value.args) == 2 else (value,)
    if all(part.is_Rational or (part / sympy.I).is_Rational for part in parts):
        return sympy.sqrt(sum((part * sympy.conjugate(part) for part in parts), sympy.S.Zero))
    return sympy.Abs(value, evaluate=False)


FUNCTIONS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "sqrt": sympy.sqrt,
    "exp": sympy.exp,
    "cos": sympy.cos,
    "sin": sympy.sin,
    "abs": _absolute,
    "conj": sympy.conjugate,
}
"""Functions that an entry may use, and what they are in SymPy."""


def node_to_sympy(node: Node, *, text: str = "") -> Any:
    """Return the value of an entry; see `symconv.syntax.node_to_sympy`."""
    value = _value(node, text)
    return _rational(value) if isinstance(value, Fraction) else value


def _value(node: Node, text: str) -> Any:
    """Return a Fraction where the value is rational, else a SymPy expression."""
    value = _worked_out(node, text)
    if not isinstance(value, Fraction) and value.is_Rational:
        return Fraction(int(value.p), int(value.q))
    return value


def _worked_out(node: Node, text: str) -> Any:
    match node:
        case Number(value=value):
            return value
        case Name(name=name):
            return _symbol(node, name, text)
        case Fence(inner=inner):
            return _value(inner, text)
        case Negative(operand=operand):
            return -_value(operand, text)
        case Add(terms=terms):
            values = [_value(term, text) for term in terms]
            rational = sum((v for v in values if isinstance(v, Fraction)), Fraction(0))
            others = [v for v in values if not isinstance(v, Fraction)]
            return sympy.Add(_rational(rational), *others) if others else rational
        case Product(factors=factors):
            return _product([_value(factor, text) for factor in factors])
        case Quotient(numerator=above, denominator=below):
            divisor = _value(below, text)
            if divisor == 0:
                _refuse("division by zero; the denominator must not be 0", below, text)
            dividend = _value(above, text)
            if isinstance(divisor, Fraction):
                return _product([dividend, 1 / divisor])
            return (_rational(dividend) if isinstance(dividend, Fraction) else dividend) / divisor
        case Power(base=base, exponent=exponent):
            return _power(node, _value(base, text), _value(exponent, text), text)
        case Call(function=function, arguments=(argument,), options=()) if function in FUNCTIONS:
            inner = _value(argument, text)
            return _finite(FUNCTIONS[function](_rational(inner) if isinstance(inner, Fraction) else inner), node, text)
        case Call(function=function):
            if function in FUNCTIONS:
                _refuse(f"{function} has one argument", node, text)
            _refuse(
                f"{function} is no function of numbers; known are {', '.join(FUNCTIONS)}. "
                f"If {function} is a number, write {function}*(…)",
                node,
                text,
            )
    _refuse("this cannot be the value of a sample; numbers, names, + - * / ** and functions can", node, text)
    return None


def _symbol(node: Node, name: str, text: str) -> Any:
    if name in CONSTANTS:
        return CONSTANTS[name]
    if name == "oo":
        _refuse("infinity is not a finite number; leave it out or give its exact value", node, text)
    return sympy.Symbol(name)


def _product(values: list[Any]) -> Any:
    rational = Fraction(1)
    others = []
    for value in values:
        if isinstance(value, Fraction):
            rational *= value
        else:
            others.append(value)
    return sympy.Mul(_rational(rational), *others) if others else rational


def _power(node: Power, base: Any, exponent: Any, text: str) -> Any:
    if isinstance(exponent, Fraction) and abs(exponent) > MAX_EXPONENT and not isinstance(node.base, Name):
        _refuse(f"an exponent beyond ±{MAX_EXPONENT} is too large to work out", node.exponent, text)
    if isinstance(exponent, Fraction) and abs(exponent) > MAX_VALUE_BITS:
        _refuse(f"an exponent beyond ±{MAX_VALUE_BITS} is too large", node.exponent, text)
    if base == 0 and (not isinstance(exponent, Fraction) or exponent < 0):
        _refuse("division by zero; 0 has no such power", node, text)
    if isinstance(exponent, Fraction):
        if _bits(base) * abs(exponent) > MAX_VALUE_BITS:
            _refuse(f"the power has more than {MAX_VALUE_BITS} bits", node, text)
        if isinstance(base, Fraction) and exponent.denominator == 1:
            return base ** int(exponent)
    parts = [_rational(part) if isinstance(part, Fraction) else part for part in (base, exponent)]
    return _finite(sympy.Pow(*parts), node, text)


def _bits(value: Any) -> int:
    """Return the length in bits of the largest number in a value; it grows with every power."""
    rationals = [value] if isinstance(value, Fraction) else value.atoms(sympy.Rational)
    sizes = [max(abs(int(r.numerator)), int(r.denominator)).bit_length() for r in rationals]
    return max(sizes, default=0)


def _finite(value: Any, node: Node, text: str) -> Any:
    if value.has(sympy.nan, sympy.zoo, sympy.oo, -sympy.oo):
        _refuse("the value is not finite", node, text)
    return value


def _rational(value: Fraction) -> Any:
    return sympy.Rational(value.numerator, value.denominator)


def _refuse(message: str, node: Node, text: str) -> NoReturn:
    if text and node.span:
        raise ParseError(message, text, node.span[0])
    shown = to_text(node)
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    raise ParseError(f"{message} (in {shown})", text)
