"""Arithmetic between expressions that have been read: functions of a situation made of such functions.

May import: this package's ``numbers``, ``samples``, ``situation``. Must share nothing with ``symconv.logic``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from symconv.proving.oracle import samples as operators
from symconv.proving.oracle.numbers import IMAGINARY_UNIT, PI, Value, reciprocal, root_of_unity
from symconv.proving.oracle.samples import Samples, Unmeasurable
from symconv.proving.oracle.situation import Measure, Situation

__all__ = ["divided", "dtft", "named", "power", "product_of", "quotient", "sum_of", "ztransform"]

LARGEST_POWER: Final = 400


def named(name: str) -> Measure:
    """Read a name: an index, a scalar, I, π, or a frequency, which is a multiple of π."""
    if name == "I":
        return lambda s: IMAGINARY_UNIT
    if name == "pi":
        return lambda s: PI
    if name == "omega":
        return lambda s: 2 * s.omega * PI

    def value(s: Situation) -> Value:
        if name in s.integers:
            return s.integers[name]
        if name in s.scalars:
            return s.scalars[name]
        raise Unmeasurable(f"{name} has no exact value here")

    return value


def sum_of(terms: tuple[Measure, ...]) -> Measure:
    """Add numbers."""

    def added(s: Situation) -> Value:
        result: Value = 0
        for term in terms:
            result = result + term(s)
        return result

    return added


def product_of(factors: tuple[Measure, ...]) -> Measure:
    """Multiply numbers; what follows a factor 0 is not evaluated."""

    def multiplied(s: Situation) -> Value:
        result: Value = 1
        for factor in factors:
            result = result * factor(s)
            if not result:
                return 0
        return result

    return multiplied


def quotient(numerator: Measure, denominator: Measure) -> Measure:
    """Divide numbers."""

    def divide(s: Situation) -> Value:
        divisor = denominator(s)
        if not divisor:
            raise Unmeasurable("a denominator is zero")
        return numerator(s) * reciprocal(divisor)

    return divide


def divided(f: Samples, c: Value) -> Samples:
    """Divide a signal by a number."""
    if not c:
        raise Unmeasurable("a denominator is zero")
    inverse = reciprocal(c)
    return f.map(lambda v: v * inverse)


def power(base: Measure, exponent: Callable[[Situation], int]) -> Measure:
    """Raise to an integer power."""

    def raised(s: Situation) -> Value:
        b, e = base(s), exponent(s)
        if abs(e) > LARGEST_POWER:
            raise Unmeasurable("an exponent is too large")
        if e >= 0:
            return b**e
        if not b:
            raise Unmeasurable("zero to a negative power")
        return reciprocal(b) ** -e

    return raised


def ztransform(f: Samples, base: Value) -> Value:
    """Return Σ f[n]·base^(−n)."""
    if not base:
        raise Unmeasurable("z is zero")
    inverse = reciprocal(base)
    return operators.transform(f, lambda n: inverse**n if n >= 0 else base**-n)


def dtft(f: Samples, turns: Fraction) -> Value:
    """Return Σ f[n]·exp(−2πI·turns·n)."""
    return operators.transform(f, lambda n: root_of_unity(-turns * n % 1))
