"""One entry of a signal, whatever Python object it is, to an exact SymPy value.

Text is not read here: the grammar lives in `symconv.syntax`, which imports this package. Only
plain rational literals, by far the most common text, are recognised.

May import: ``errors``. Must never evaluate text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from numbers import Complex, Integral, Rational, Real
from typing import Any

import sympy
from sympy.core.numbers import Float

from symconv.errors import ParseError, SignalError

__all__ = ["Reading", "rational_literal", "read_entry"]

MAX_LITERAL_DIGITS = 60
"""Longer literals go to the parser, which states its own limits."""
MAX_DECIMAL_EXPONENT = 1_000
"""``Decimal("1e999999999")`` is nine characters of input and a gigabyte of digits."""

_NOT_FINITE = frozenset({"nan", "inf", "infinity"})
"""No symbols: whoever writes these means the floating-point values."""

_LITERAL = re.compile(r"\s*([+-]?)(\d+)(?:/(\d+)|(\.\d+))?\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry as it was understood."""

    value: Fraction | sympy.Expr
    """A ``Fraction`` where the entry, or its real part, is a number; else a SymPy expression."""
    note: str = ""
    """What a reader should know about it: ``"0.1 was read as 1/10"``."""
    imaginary: Fraction = Fraction(0)
    """Imaginary part of a complex number."""


def rational_literal(text: str) -> Fraction | None:
    """Return the value of ``text`` when it is a plain rational literal, else None.

    Raises
    ------
    ParseError
        If the literal divides by zero.

    Examples
    --------
    >>> rational_literal("-3/4"), rational_literal("0.25"), rational_literal("a")
    (Fraction(-3, 4), Fraction(1, 4), None)
    """
    match = _LITERAL.fullmatch(text) if len(text) <= MAX_LITERAL_DIGITS else None
    if match is None:
        return None
    sign, whole, denominator, decimals = match.groups()
    if denominator is None:
        value = Fraction(whole + (decimals or ""))
    elif int(denominator) == 0:
        raise ParseError("division by zero; the denominator must not be 0", text, match.start(3))
    else:
        value = Fraction(int(whole), int(denominator))
    return -value if sign == "-" else value


def read_entry(entry: object) -> Reading:
    """Return the exact value of a number or SymPy expression; floats mean their decimal text.

    Parameters
    ----------
    entry : int, Fraction, Decimal, float, complex, NumPy scalar or SymPy expression
        Text is read by `symconv.syntax`, not here.

    Raises
    ------
    SignalError
        If the entry is NaN, infinite, or of a type that is no number.

    Examples
    --------
    >>> read_entry(0.1)
    Reading(value=Fraction(1, 10), note='0.1 was read as 1/10', imaginary=Fraction(0, 1))
    >>> read_entry(2 + 0.5j).note
    '(2+0.5j) was read as 2 + I/2'
    """
    match entry:
        case Fraction():
            return Reading(entry)
        case sympy.Basic():
            return _read_sympy(entry)
        case Decimal():
            return Reading(_decimal_fraction(str(entry)))
        case Integral() | Rational():
            return Reading(Fraction(int(entry.numerator), int(entry.denominator)))
        case Real():
            value = _decimal_fraction(str(entry))
            return Reading(value, "" if value.denominator == 1 else f"{entry} was read as {value}")
        case Complex():
            return _read_complex(entry)
        case _ if type(entry).__name__ in ("bool", "bool_"):  # of NumPy, which calls it no number
            return Reading(Fraction(int(bool(entry))))
    raise SignalError(
        f"reading an entry: {_shorten(repr(entry))} is of type {type(entry).__name__}, which is no number; "
        "use int, str, Fraction, Decimal, float, complex or a SymPy expression"
    )


def _decimal_fraction(text: str) -> Fraction:
    value = Decimal(text)
    if not value.is_finite():
        raise SignalError(f"reading an entry: {text} is not a finite number; leave it out or give its exact value")
    if abs(value.adjusted()) > MAX_DECIMAL_EXPONENT:
        raise SignalError(
            f"reading an entry: the exponent of {_shorten(text)} is beyond ±{MAX_DECIMAL_EXPONENT}; rescale the signal"
        )
    return Fraction(value)


def _read_complex(entry: Complex) -> Reading:
    real, imaginary = (_decimal_fraction(str(part)) for part in (entry.real, entry.imag))
    if real.denominator == 1 and imaginary.denominator == 1:
        return Reading(real, imaginary=imaginary)
    value = _rational(real) + _rational(imaginary) * sympy.I
    return Reading(real, f"{entry} was read as {value}", imaginary)


def _read_sympy(entry: Any) -> Reading:
    if entry.is_Rational:
        return Reading(Fraction(int(entry.p), int(entry.q)))
    if (
        not isinstance(entry, sympy.Expr)
        or not entry.is_commutative
        or entry.has(sympy.nan, sympy.oo, -sympy.oo, sympy.zoo)
        or any(symbol.name.lower() in _NOT_FINITE for symbol in entry.free_symbols)
    ):
        raise SignalError(
            f"reading an entry: {_shorten(str(entry))} is not a finite scalar expression; "
            "use numbers, symbols and functions of them"
        )
    floats = sorted(entry.atoms(Float), key=str)
    exact = entry.xreplace({number: _rational(_decimal_fraction(str(number))) for number in floats})
    note = f"{entry} was read as {exact}" if floats else ""
    if exact.is_Rational:
        return Reading(Fraction(int(exact.p), int(exact.q)), note)
    return Reading(exact, note)


def _rational(value: Fraction) -> sympy.Rational:
    return sympy.Rational(value.numerator, value.denominator)


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
