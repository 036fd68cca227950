"""Numbers of a program: Python integers, fractions for floating-point numbers, SymPy for complex ones.

A floating-point number stands for its decimal text. What depends on how it is rounded is `Unread`.

May import: this package's budget. Must never make a number of more than 4,096 bits.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import Any, Final

import sympy

from symconv.auditing.values import Unread

__all__ = ["Number", "conjugate", "is_number", "operate", "real", "tidy"]

MAX_BITS: Final = 4_096
MAX_EXPONENT: Final = 1_000

Number = bool | int | Fraction | sympy.Expr


def is_number(value: object) -> bool:
    """Whether it is a number, a truth value included."""
    return isinstance(value, bool | int | Fraction | sympy.Expr)


def real(value: Any) -> Fraction:
    """Return a number that is real."""
    if isinstance(value, bool | int | Fraction):
        return Fraction(value)
    raise Unread("a complex number where a real one is needed")


def conjugate(value: Any) -> Any:
    """Return the complex conjugate."""
    return tidy(sympy.conjugate(value)) if isinstance(value, sympy.Expr) else value


def tidy(value: Any) -> Any:
    """Return a fraction where a SymPy number is real, and refuse numbers that are too long."""
    if isinstance(value, sympy.Expr):
        value = sympy.expand(value, complex=True)
        parts = value.as_real_imag()
        if not all(part.is_Rational for part in parts):
            raise Unread("a number that is not rational")
        if parts[1] == 0:
            return tidy(Fraction(int(value.p), int(value.q)))
        if any(max(int(part.p).bit_length(), int(part.q).bit_length()) > MAX_BITS for part in parts):
            raise Unread(f"too long to check: a number of more than {MAX_BITS} bits")
        return value
    if isinstance(value, Fraction):
        longest = max(value.numerator.bit_length(), value.denominator.bit_length())
    else:
        longest = int(value).bit_length()
    if longest > MAX_BITS:
        raise Unread(f"too long to check: a number of more than {MAX_BITS} bits")
    return value


def operate(sign: str, a: Any, b: Any) -> Any:
    """Return a number combined with another.

    Raises
    ------
    Unread
        If it divides by zero, is no rational number, or is too long.
    """
    if not (is_number(a) and is_number(b)):
        raise Unread("arithmetic on something that is no number")
    if isinstance(a, sympy.Expr) or isinstance(b, sympy.Expr):
        return _complex(sign, a, b)
    return tidy(_REAL[sign](a, b))


def _power(a: Any, b: Any) -> Any:
    if not isinstance(b, int):
        if Fraction(b).denominator != 1:
            raise Unread("a power that is not rational")
        a = Fraction(a)
    exponent = int(b)
    if a == 0 and exponent < 0:
        raise Unread("it divides by zero")
    size = max(Fraction(a).numerator.bit_length(), Fraction(a).denominator.bit_length())
    if abs(exponent) > MAX_EXPONENT or size * abs(exponent) > MAX_BITS * 2:
        raise Unread("too long to check: a power with so many digits")
    return a**exponent if exponent >= 0 else Fraction(a) ** exponent


def _quotient(a: Any, b: Any) -> Any:
    if b == 0:
        raise Unread("it divides by zero")
    return Fraction(a) / Fraction(b)


def _floor_quotient(a: Any, b: Any) -> Any:
    if b == 0:
        raise Unread("it divides by zero")
    found = a // b
    return Fraction(found) if isinstance(a, Fraction) or isinstance(b, Fraction) else found


def _remainder(a: Any, b: Any) -> Any:
    if b == 0:
        raise Unread("it divides by zero")
    return a - b * floor(Fraction(a) / Fraction(b))


def _shifted(a: Any, b: Any) -> int:
    if not (isinstance(a, int) and isinstance(b, int) and 0 <= b <= MAX_BITS):
        raise Unread("a shift of bits that is not read")
    return a << b


_REAL: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _quotient,
    "//": _floor_quotient,
    "%": _remainder,
    "**": _power,
    "<<": _shifted,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "max": max,
    "min": min,
}


def _complex(sign: str, a: Any, b: Any) -> Any:
    left, right = (v if isinstance(v, sympy.Expr) else sympy.Rational(Fraction(v)) for v in (a, b))
    match sign:
        case "+":
            return tidy(left + right)
        case "-":
            return tidy(left - right)
        case "*":
            return tidy(left * right)
        case "/" if right != 0:
            return tidy(left * sympy.conjugate(right) / sympy.expand(right * sympy.conjugate(right)))
        case "**" if isinstance(b, int) and 0 <= b <= 32:
            return tidy(left**b)
        case "==":
            return bool(left == right)
        case "!=":
            return bool(left != right)
    raise Unread(f"{sign} of complex numbers is not read")
