"""Exact numbers for brute-force evaluation: rationals as Python has them, roots of unity, and powers of π.

A value is an ``int``, a ``Fraction``, a `Cyclotomic` or a `PiPolynomial`; arithmetic between them never rounds.
May import: the standard library. Must share nothing with ``symconv.logic``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from math import gcd, lcm
from typing import Final

__all__ = [
    "IMAGINARY_UNIT",
    "PI",
    "Algebraic",
    "Cyclotomic",
    "PiPolynomial",
    "Unmeasurable",
    "Value",
    "conjugate",
    "imaginary_part",
    "real_part",
    "reciprocal",
    "root_of_unity",
]

Coefficients = tuple[int | Fraction, ...]


class Unmeasurable(Exception):  # noqa: N818 - not an error: this instance says nothing about the statement
    """An instance that the oracle cannot evaluate; another one may work."""


class Cyclotomic:
    """Σ c[j]·ζ^j with ζ = exp(2πI/order), reduced by the cyclotomic polynomial of that order.

    Arithmetic returns plain rationals whenever the result is one, so ``==`` compares values.

    Examples
    --------
    >>> root_of_unity(Fraction(1, 3)) + root_of_unity(Fraction(2, 3))
    -1
    >>> IMAGINARY_UNIT * IMAGINARY_UNIT
    -1
    """

    __slots__ = ("coefficients", "order")

    def __init__(self, order: int, coefficients: Coefficients) -> None:
        self.order, self.coefficients = order, coefficients

    def __add__(self, other: Value) -> Value:
        if isinstance(other, PiPolynomial):
            return other + self
        if not isinstance(other, Cyclotomic):
            return Cyclotomic(self.order, (self.coefficients[0] + other, *self.coefficients[1:]))
        if self.order != other.order:
            left, right = _common(self, other)
            return left + right
        return _value(self.order, [a + b for a, b in zip(self.coefficients, other.coefficients, strict=True)])

    __radd__ = __add__

    def __neg__(self) -> Cyclotomic:
        return Cyclotomic(self.order, tuple(-c for c in self.coefficients))

    def __sub__(self, other: Value) -> Value:
        return self + -other

    def __rsub__(self, other: Value) -> Value:
        return -self + other

    def __mul__(self, other: Value) -> Value:
        if isinstance(other, PiPolynomial):
            return other * self
        if not isinstance(other, Cyclotomic):
            return _value(self.order, [c * other for c in self.coefficients])
        if self.order != other.order:
            left, right = _common(self, other)
            return left * right
        product: list[int | Fraction] = [0] * self.order
        for i, a in enumerate(self.coefficients):
            if a:
                for j, b in enumerate(other.coefficients):
                    product[(i + j) % self.order] += a * b
        return _value(self.order, product)

    __rmul__ = __mul__

    def __truediv__(self, other: Value) -> Value:
        return self * reciprocal(other)

    def __rtruediv__(self, other: int | Fraction) -> Value:
        return reciprocal(self) * other

    def __pow__(self, exponent: int) -> Value:
        base: Value = reciprocal(self) if exponent < 0 else self
        result: Value = 1
        for _ in range(abs(exponent)):
            result = result * base
        return result

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Cyclotomic):
            return False
        a, b = (self, other) if self.order == other.order else _common(self, other)
        return a.coefficients == b.coefficients

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Cyclotomic({self.order}, {self.coefficients})"


class PiPolynomial:
    """Σ c[j]·π^j with rational numbers and sums of roots of unity as coefficients, and any integers j.

    π is transcendental (Lindemann, 1882): two of these are equal only if all their coefficients are.
    Arithmetic returns what has no π as a plain number, so ``==`` compares values.

    Examples
    --------
    >>> PI * PI == 10, PI - PI, (2 * PI) / PI
    (False, 0, 2)
    """

    __slots__ = ("coefficients",)

    def __init__(self, coefficients: Mapping[int, Algebraic]) -> None:
        self.coefficients = dict(coefficients)

    def __add__(self, other: Value) -> Value:
        total: dict[int, Value] = dict(self.coefficients)
        for j, c in _powers(other).items():
            total[j] = total.get(j, 0) + c
        return _collected(total)

    __radd__ = __add__

    def __neg__(self) -> PiPolynomial:
        return PiPolynomial({j: -c for j, c in self.coefficients.items()})

    def __sub__(self, other: Value) -> Value:
        return self + -other

    def __rsub__(self, other: Value) -> Value:
        return -self + other

    def __mul__(self, other: Value) -> Value:
        total: dict[int, Value] = {}
        for i, a in self.coefficients.items():
            for j, b in _powers(other).items():
                total[i + j] = total.get(i + j, 0) + a * b
        return _collected(total)

    __rmul__ = __mul__

    def __truediv__(self, other: Value) -> Value:
        return self * reciprocal(other)

    def __rtruediv__(self, other: Value) -> Value:
        return reciprocal(self) * other

    def __pow__(self, exponent: int) -> Value:
        base: Value = reciprocal(self) if exponent < 0 else self
        result: Value = 1
        for _ in range(abs(exponent)):
            result = result * base
        return result

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PiPolynomial) and self.coefficients == other.coefficients

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"PiPolynomial({self.coefficients})"


Algebraic = int | Fraction | Cyclotomic
Value = Algebraic | PiPolynomial


def _powers(value: Value) -> Mapping[int, Algebraic]:
    return value.coefficients if isinstance(value, PiPolynomial) else {0: value}


def _collected(total: Mapping[int, Value]) -> Value:
    """Drop what is 0, and return a plain number where no π is left."""
    kept = {j: c for j, c in total.items() if c and not isinstance(c, PiPolynomial)}
    return kept.get(0, 0) if kept.keys() <= {0} else PiPolynomial(kept)


@cache
def _polynomial(order: int) -> tuple[int, ...]:
    """Return the monic cyclotomic polynomial, lowest coefficient first: (t^order − 1) / Π of the smaller ones."""
    quotient = [-1, *[0] * (order - 1), 1]
    for divisor in range(1, order):
        if order % divisor == 0:
            quotient = _divide(quotient, _polynomial(divisor))
    return tuple(quotient)


def _divide(dividend: list[int], divisor: tuple[int, ...]) -> list[int]:
    rest, quotient = list(dividend), [0] * (len(dividend) - len(divisor) + 1)
    for i in range(len(quotient) - 1, -1, -1):
        quotient[i] = rest[i + len(divisor) - 1]
        for j, c in enumerate(divisor):
            rest[i + j] -= quotient[i] * c
    return quotient


def _value(order: int, coefficients: list[int | Fraction]) -> Value:
    """Reduce Σ c[j]·ζ^j and return a plain rational if it is one."""
    minimal = _polynomial(order)
    degree = len(minimal) - 1
    for i in range(len(coefficients) - 1, degree - 1, -1):
        lead = coefficients[i]
        if lead:
            for j in range(degree):
                coefficients[i - degree + j] -= lead * minimal[j]
    kept = coefficients[:degree]
    if any(kept[1:]):
        return Cyclotomic(order, tuple(kept))
    only = kept[0]
    return only if type(only) is int or only.denominator != 1 else int(only)


def _spread(number: Cyclotomic, order: int) -> Cyclotomic:
    """Write a number by the roots of a multiple of its order."""
    step = order // number.order
    coefficients: list[int | Fraction] = [0] * order
    for j, c in enumerate(number.coefficients):
        coefficients[j * step] = c
    spread = _value(order, coefficients)
    if not isinstance(spread, Cyclotomic):
        raise ArithmeticError("a rational number was kept as a root of unity")
    return spread


def _common(a: Cyclotomic, b: Cyclotomic) -> tuple[Cyclotomic, Cyclotomic]:
    order = lcm(a.order, b.order)
    return _spread(a, order), _spread(b, order)


def root_of_unity(turns: Fraction) -> Value:
    """Return exp(2πI·turns).

    Examples
    --------
    >>> root_of_unity(Fraction(1, 2)), root_of_unity(Fraction(1, 4)) == IMAGINARY_UNIT
    (-1, True)
    """
    order = turns.denominator
    coefficients: list[int | Fraction] = [0] * order
    coefficients[turns.numerator % order] = 1
    return _value(order, coefficients)


def conjugate(value: Value) -> Value:
    """Return the complex conjugate: ζ^j becomes ζ^(−j)."""
    if isinstance(value, PiPolynomial):
        return _collected({j: conjugate(c) for j, c in value.coefficients.items()})
    if not isinstance(value, Cyclotomic):
        return value
    coefficients: list[int | Fraction] = [0] * value.order
    for j, c in enumerate(value.coefficients):
        coefficients[-j % value.order] = c
    return _value(value.order, coefficients)


def reciprocal(value: Value) -> Value:
    """Return 1/value: the product of the other Galois conjugates, over the norm."""
    if isinstance(value, PiPolynomial):
        if len(value.coefficients) > 1:
            raise Unmeasurable("a denominator is a sum of powers of pi")
        return _collected({-j: reciprocal(c) for j, c in value.coefficients.items()})
    if not isinstance(value, Cyclotomic):
        return _plain(Fraction(1) / value)
    others: Value = 1
    for power in range(2, value.order):
        if gcd(power, value.order) == 1:
            coefficients: list[int | Fraction] = [0] * value.order
            for j, c in enumerate(value.coefficients):
                coefficients[j * power % value.order] = c
            others = others * _value(value.order, coefficients)
    norm = value * others
    if not isinstance(norm, int | Fraction):
        raise ArithmeticError("a norm is not rational")
    return others * (Fraction(1) / norm)


def real_part(value: Value) -> Value:
    """Return (value + conj(value))/2."""
    return value if isinstance(value, int | Fraction) else (value + conjugate(value)) * Fraction(1, 2)


def imaginary_part(value: Value) -> Value:
    """Return (value − conj(value))/(2I)."""
    return 0 if isinstance(value, int | Fraction) else (value - conjugate(value)) * Fraction(-1, 2) * IMAGINARY_UNIT


def _plain(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


IMAGINARY_UNIT: Final = root_of_unity(Fraction(1, 4))
PI: Final = PiPolynomial({1: 1})
