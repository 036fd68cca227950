"""Exact numbers of the oracle against floating-point complex numbers and the algebra of roots of unity."""

from __future__ import annotations

import cmath
from fractions import Fraction
from random import Random

import pytest

from symconv.proving.oracle.numbers import (
    IMAGINARY_UNIT,
    PI,
    Cyclotomic,
    PiPolynomial,
    Unmeasurable,
    Value,
    conjugate,
    imaginary_part,
    real_part,
    reciprocal,
    root_of_unity,
)


def approximate(value: Value) -> complex:
    """Return a value as a float."""
    if isinstance(value, PiPolynomial):
        return sum(approximate(c) * cmath.pi**j for j, c in value.coefficients.items())
    if not isinstance(value, Cyclotomic):
        return complex(float(value))
    return sum(float(c) * cmath.exp(2j * cmath.pi * j / value.order) for j, c in enumerate(value.coefficients))


def random_value(random: Random) -> Value:
    """Return a sum of a rational and two roots of unity of small orders."""
    value: Value = Fraction(random.randint(-5, 5), random.randint(1, 4))
    for _ in range(2):
        value = value + root_of_unity(
            Fraction(random.randint(0, 11), random.choice((2, 3, 4, 5, 8, 12)))
        ) * random.randint(-3, 3)
    return value


@pytest.mark.parametrize("order", range(1, 25))
def test_the_roots_of_unity_sum_to_zero(order: int) -> None:
    """All roots of one order sum to 0 (to 1 for order 1), and the first has that order."""
    root = root_of_unity(Fraction(1, order))
    powers = [root_of_unity(Fraction(j, order)) for j in range(order)]
    total: Value = 0
    for power in powers:
        total = total + power

    assert total == (1 if order == 1 else 0)
    assert root**order == 1
    assert powers.count(1) == 1


@pytest.mark.parametrize("seed", range(40))
def test_arithmetic_agrees_with_floats(seed: int) -> None:
    """Sums, products, conjugates, reciprocals and parts are those of complex numbers."""
    random = Random(seed)
    a, b = random_value(random), random_value(random)
    x, y = approximate(a), approximate(b)

    assert approximate(a + b) == pytest.approx(x + y)
    assert approximate(a - b) == pytest.approx(x - y)
    assert approximate(a * b) == pytest.approx(x * y)
    assert approximate(conjugate(a)) == pytest.approx(x.conjugate())
    assert approximate(real_part(a)) == pytest.approx(x.real)
    assert approximate(imaginary_part(a)) == pytest.approx(x.imag)
    if a:
        assert approximate(reciprocal(a)) == pytest.approx(1 / x)
        assert a * reciprocal(a) == 1
        assert approximate(b / a) == pytest.approx(y / x)


def test_equal_numbers_of_different_orders_are_equal() -> None:
    """The primitive sixth root is minus the cube of … and I is a root of order 4 and of order 12."""
    assert root_of_unity(Fraction(1, 6)) == -root_of_unity(Fraction(2, 3))
    assert root_of_unity(Fraction(3, 12)) == IMAGINARY_UNIT
    assert root_of_unity(Fraction(1, 8)) != root_of_unity(Fraction(3, 8))
    assert IMAGINARY_UNIT != 1


def test_rationals_come_back_as_rationals() -> None:
    """A product that is rational is an int or a Fraction again."""
    third = root_of_unity(Fraction(1, 3))

    assert type(IMAGINARY_UNIT * IMAGINARY_UNIT) is int
    assert third + conjugate(third) == -1
    assert third - third == 0
    assert IMAGINARY_UNIT**-1 == -IMAGINARY_UNIT


@pytest.mark.parametrize("seed", range(40))
def test_powers_of_pi_agree_with_floats(seed: int) -> None:
    """Sums, products, conjugates and parts of what contains π are those of complex numbers."""
    random = Random(seed)
    a = random_value(random) + random_value(random) * PI ** random.randint(-2, 2)
    b = random_value(random) * PI - random_value(random)
    x, y = approximate(a), approximate(b)

    assert approximate(a + b) == pytest.approx(x + y)
    assert approximate(a - b) == pytest.approx(x - y)
    assert approximate(a * b) == pytest.approx(x * y)
    assert approximate(b**2) == pytest.approx(y**2)
    assert approximate(conjugate(a)) == pytest.approx(x.conjugate())
    assert approximate(real_part(a)) == pytest.approx(x.real)
    assert approximate(imaginary_part(a)) == pytest.approx(x.imag)
    assert (a == b) == (b == a) == (not (a - b))
    assert a + b - a == b


def test_pi_is_no_other_number() -> None:
    """π is transcendental: no rational and no sum of roots of unity equals it, nor does its square."""
    assert all(other != PI for other in (3, Fraction(22, 7), IMAGINARY_UNIT, PI * PI, 2 * PI))
    assert [PI, PI * PI, 2 * PI, PI * IMAGINARY_UNIT, 3].count(PI) == 1
    assert PI * Fraction(1, 2) + PI * Fraction(1, 2) == PI
    assert Fraction(1, 2) + PI == PI + Fraction(1, 2)
    assert IMAGINARY_UNIT * PI == PI * IMAGINARY_UNIT
    assert IMAGINARY_UNIT + PI == PI + IMAGINARY_UNIT


def test_quotients_with_pi() -> None:
    """Powers of π divide; sums with π do not, and say so."""
    assert PI / PI == 1
    assert Fraction(1, 4) / PI == (2 * PI) ** -2 * PI
    assert type(PI * reciprocal(PI)) is int
    with pytest.raises(Unmeasurable, match="sum of powers of pi"):
        reciprocal(PI + 1)
