"""Numbers to check with: samples at a rational point, exactly, modulo a prime, and as floats.

Symbols are replaced by small random rationals (Gaussian ones where they stand for complex numbers),
always the same ones for the same problem. Nothing here uses the domains of the engine.

May import: SymPy, ``signals``.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from symconv.signals import Signal

__all__ = ["PRIME", "Gaussian", "Number", "Point", "alike", "as_complex", "modulo_prime", "numbers_of", "random_point"]

PRIME = 2**61 - 31
"""A prime that is 1 modulo 4, so that it has a square root of −1."""


@dataclass(frozen=True, slots=True)
class Gaussian:
    """A Gaussian rational.

    Examples
    --------
    >>> i = Gaussian(Fraction(0), Fraction(1))
    >>> i * i == Gaussian(Fraction(-1), Fraction(0))
    True
    """

    real: Fraction
    """Real part."""
    imag: Fraction
    """Imaginary part."""

    def __add__(self, other: Any) -> Gaussian:
        other = _gaussian(other)
        return Gaussian(self.real + other.real, self.imag + other.imag)

    __radd__ = __add__

    def __mul__(self, other: Any) -> Gaussian:
        other = _gaussian(other)
        return Gaussian(
            self.real * other.real - self.imag * other.imag, self.real * other.imag + self.imag * other.real
        )

    __rmul__ = __mul__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Gaussian | Fraction | int):
            return NotImplemented
        other = _gaussian(other)
        return self.real == other.real and self.imag == other.imag

    def __hash__(self) -> int:
        return hash((self.real, self.imag)) if self.imag else hash(self.real)

    def conjugate(self) -> Gaussian:
        """Return the complex conjugate."""
        return Gaussian(self.real, -self.imag)


def _gaussian(number: Any) -> Gaussian:
    return number if isinstance(number, Gaussian) else Gaussian(Fraction(number), Fraction(0))


Number = Any
"""An exact number: a Fraction, a `Gaussian`, or a SymPy expression where it is irrational."""


@dataclass(frozen=True, slots=True)
class Point:
    """Values for the symbols of a problem."""

    values: tuple[tuple[sympy.Symbol, sympy.Expr], ...] = ()

    def __str__(self) -> str:
        return ", ".join(f"{symbol} = {value}" for symbol, value in self.values)


def random_point(signals: Iterable[Signal]) -> Point:
    """Return small rationals, no two equal and none 0, for all symbols of some signals.

    Examples
    --------
    >>> str(random_point([Signal(["a", "b"])])) == str(random_point([Signal(["a"]), Signal(["b"])]))
    True
    """
    stands_for_complex: dict[sympy.Symbol, bool] = {}
    for signal in signals:
        for symbol in _symbols(signal):
            is_complex = signal.complex_symbols and symbol.is_real is None
            # A symbol that one signal calls real and another one complex is taken as real.
            stands_for_complex[symbol] = stands_for_complex.get(symbol, True) and is_complex
    if not stands_for_complex:
        return Point()
    symbols = sorted(stands_for_complex, key=str)
    source = random.Random(" ".join(map(str, symbols)))
    used: set[Fraction] = set()

    def draw() -> sympy.Expr:
        while True:
            number = Fraction(source.randint(1, 60), source.choice((2, 3, 5, 7)))
            if number not in used:
                used.add(number)
                return sympy.Rational(number.numerator, number.denominator)

    return Point(
        tuple([(symbol, draw() + sympy.I * draw() if stands_for_complex[symbol] else draw()) for symbol in symbols])
    )


def _symbols(signal: Signal) -> set[sympy.Symbol]:
    found: set[sympy.Symbol] = set()
    for value in signal.flat_values:
        if not value.is_Rational:
            found |= value.free_symbols
    return found


def numbers_of(values: Sequence[Any], point: Point) -> tuple[Number, ...]:
    """Return SymPy values at a point as exact numbers."""
    table = dict(point.values)
    return tuple([_number(value, table) for value in values])


def _number(value: Any, table: dict[sympy.Symbol, sympy.Expr]) -> Number:
    if value.is_Rational:
        return Fraction(int(value.p), int(value.q))
    if table:
        value = value.xreplace(table)
        if value.is_Rational:
            return Fraction(int(value.p), int(value.q))
    value = sympy.expand(value)
    real, imaginary = value.as_real_imag()
    if real.is_Rational and imaginary.is_Rational:
        if not imaginary:
            return Fraction(int(real.p), int(real.q))
        return Gaussian(Fraction(int(real.p), int(real.q)), Fraction(int(imaginary.p), int(imaginary.q)))
    return value


def alike(*lists: Sequence[Number]) -> list[tuple[Number, ...]]:
    """Return the lists as they are, or all numbers as SymPy expressions when one of them is irrational."""
    if not any(isinstance(number, sympy.Basic) for numbers in lists for number in numbers):
        return [tuple(numbers) for numbers in lists]
    return [tuple([_expression(number) for number in numbers]) for numbers in lists]


def _expression(number: Number) -> Any:
    match number:
        case Fraction(numerator=numerator, denominator=denominator):
            return sympy.Rational(numerator, denominator)
        case Gaussian(real=real, imag=imag):
            return _expression(real) + sympy.I * _expression(imag)
        case _:
            return number


def modulo_prime(numbers: Sequence[Number]) -> tuple[int, ...] | None:
    """Return the numbers modulo `PRIME`, or ``None`` when one of them is irrational or has no inverse."""
    inverses: dict[int, int] = {}
    residues: list[int] = []
    for number in numbers:
        if not isinstance(number, Fraction | Gaussian):
            return None
        parts = (number,) if isinstance(number, Fraction) else (number.real, number.imag)
        residue = 0
        for part, unit in zip(parts, (1, _ROOT), strict=False):
            if part.denominator % PRIME == 0:
                return None
            inverse = inverses.get(part.denominator) or pow(part.denominator, -1, PRIME)
            inverses[part.denominator] = inverse
            residue += part.numerator * inverse * unit
        residues.append(residue % PRIME)
    return tuple(residues)


_ROOT = next(r for b in range(2, 50) if (r := pow(b, (PRIME - 1) // 4, PRIME)) * r % PRIME == PRIME - 1)


def as_complex(number: Number) -> complex:
    """Return the nearest float, or pair of floats."""
    match number:
        case Fraction():
            return complex(float(number))
        case Gaussian(real=real, imag=imag):
            return complex(float(real), float(imag))
        case _:
            return complex(number.evalf(20))
