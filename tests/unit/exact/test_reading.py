"""Entries of every type to exact values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy

from symconv.errors import ParseError, SignalError
from symconv.exact.reading import rational_literal, read_entry

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        (3, Fraction(3)),
        (True, Fraction(1)),
        (HALF, HALF),
        (Decimal("0.5"), HALF),
        (Decimal("-1.5E-1"), Fraction(-3, 20)),
        (0.5, HALF),
        (0.1, Fraction(1, 10)),
        (1e22, Fraction(10**22)),
        (-0.0, Fraction(0)),
        (0.5 + 0j, HALF),
        (np.int8(-7), Fraction(-7)),
        (np.uint64(2**63), Fraction(2**63)),
        (np.bool_(True), Fraction(1)),
        (np.float64(0.1), Fraction(1, 10)),
        (np.float32(0.1), Fraction(1, 10)),
        (np.float16(0.1), Fraction(1, 10)),
        (np.complex64(0.1), Fraction(1, 10)),
        (sympy.Rational(1, 2), HALF),
        (sympy.Integer(4), Fraction(4)),
        (sympy.Float("0.1"), Fraction(1, 10)),
    ],
)
def test_numbers_are_read_exactly(entry: object, value: Fraction) -> None:
    """A float is its decimal text, whatever its width."""
    assert read_entry(entry).value == value


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        (1 - 0.5j, 1 - sympy.I / 2),
        (np.complex128(2j), 2 * sympy.I),
        (np.complex64(0.1 + 0.2j), sympy.Rational(1, 10) + sympy.I / 5),
        (sympy.Symbol("a") / 2, sympy.Symbol("a") / 2),
        (sympy.Float("0.5") * sympy.Symbol("a"), sympy.Symbol("a") / 2),
        (sympy.sqrt(2), sympy.sqrt(2)),
    ],
)
def test_complex_numbers_and_expressions_are_read_exactly(entry: object, value: Any) -> None:
    """Floats inside them too."""
    reading = read_entry(entry)

    assert reading.value + reading.imaginary * sympy.I == value


@pytest.mark.parametrize(
    ("entry", "note"),
    [
        (0.1, "0.1 was read as 1/10"),
        (2.0, ""),
        (Decimal("0.1"), ""),
        (1 + 0.5j, "(1+0.5j) was read as 1 + I/2"),
        (sympy.Float("0.5"), "0.500000000000000 was read as 1/2"),
        (1j, ""),
    ],
)
def test_readings_of_floats_are_noted(entry: object, note: str) -> None:
    """Only where the exact value is not what was written."""
    assert read_entry(entry).note == note


@pytest.mark.parametrize(
    "entry",
    [
        float("nan"),
        float("inf"),
        -np.inf,
        np.float32("nan"),
        complex("nan"),
        complex(0, float("inf")),
        Decimal("NaN"),
        Decimal("Infinity"),
        sympy.nan,
        sympy.oo,
        sympy.zoo,
        sympy.Symbol("a") + sympy.oo,
    ],
)
def test_what_is_not_finite_is_refused(entry: object) -> None:
    """NaN and infinities, of every type."""
    with pytest.raises(SignalError, match="not a finite"):
        read_entry(entry)


@pytest.mark.parametrize(
    "entry", [None, object(), {}, sympy.true, sympy.Symbol("A", commutative=False), sympy.Eq(sympy.Symbol("a"), 1)]
)
def test_what_is_no_number_is_refused(entry: object) -> None:
    """The message names the value."""
    with pytest.raises(SignalError, match="reading an entry"):
        read_entry(entry)


def test_huge_exponents_are_refused_before_they_take_memory() -> None:
    """Ten characters must not become a gigabyte of digits."""
    with pytest.raises(SignalError, match="exponent"):
        read_entry(Decimal("1e999999"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1/3", Fraction(1, 3)),
        (" -2/4 ", Fraction(-1, 2)),
        ("+7", Fraction(7)),
        ("0.25", Fraction(1, 4)),
        ("1e3", None),
        ("1/2/3", None),
        ("--1", None),
        ("", None),
        ("٣", None),
        ("1_000", None),
        ("9" * 61, None),
    ],
)
def test_only_plain_literals_are_read_without_the_parser(text: str, value: Fraction | None) -> None:
    """Everything else is left to the grammar."""
    assert rational_literal(text) == value


def test_division_by_zero_shows_where() -> None:
    """The denominator is what is wrong."""
    with pytest.raises(ParseError, match="division by zero") as caught:
        rational_literal("1/0")

    assert caught.value.column == 3
