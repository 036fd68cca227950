"""Products of polynomials with rational coefficients: the engine under every operation.

python-flint multiplies when SymPy uses it too (it does when the extra ``fast`` is installed).
Otherwise the polynomials are cleared of denominators and packed into two integers, one slot of
digits per coefficient (Kronecker substitution), so that the whole convolution is one
multiplication of integers. Python multiplies long binary integers by Karatsuba's method, but
long decimals by a number-theoretic transform; so large packings are decimal, unless SymPy
multiplies integers by gmpy2.

May import: nothing of symconv. Must never see anything but exact rationals.

References
----------
D. Harvey, Faster polynomial multiplication via multipoint Kronecker substitution,
Journal of Symbolic Computation 44 (2009), section 1.
"""

from __future__ import annotations

import decimal
from collections.abc import Sequence
from math import lcm
from typing import Any

from sympy.external.gmpy import GROUND_TYPES, MPZ
from sympy.polys.domains import QQ

if GROUND_TYPES == "flint":
    from flint import fmpq_poly

__all__ = ["flint_product", "integer_product", "kronecker_product", "rational_product"]

DECIMAL_BITS = 150_000
"""Packed operands longer than this are multiplied as decimals (measured; binary wins below)."""
DECIMAL_SLOT_BITS = 10_000
"""Wider slots stay binary: Python refuses to convert integers of more than 4,300 digits to text and back."""


def rational_product(x: Sequence[Any], h: Sequence[Any]) -> list[Any]:
    """Return the coefficients of the product of two polynomials over QQ, lowest first.

    Parameters
    ----------
    x, h : sequence of elements of QQ
        At least one coefficient each; zeros at either end are kept.

    Examples
    --------
    >>> list(map(int, rational_product([QQ(1, 2), QQ(1)], [QQ(2), QQ(0)])))
    [1, 2, 0]
    """
    return flint_product(x, h) if GROUND_TYPES == "flint" else kronecker_product(x, h)


def flint_product(x: Sequence[Any], h: Sequence[Any]) -> list[Any]:
    """Multiply by python-flint; see `rational_product`."""
    product: list[Any] = (fmpq_poly(list(x)) * fmpq_poly(list(h))).coeffs()
    product.extend([QQ.zero] * (len(x) + len(h) - 1 - len(product)))
    return product


def kronecker_product(x: Sequence[Any], h: Sequence[Any]) -> list[Any]:
    """Multiply by Kronecker substitution into integers; see `rational_product`."""
    x_numerators, x_denominator = _clear_denominators(x)
    h_numerators, h_denominator = _clear_denominators(h)
    product = integer_product(x_numerators, h_numerators)
    denominator = x_denominator * h_denominator
    if denominator == 1:
        return [QQ(value) for value in product]
    return [QQ(value, denominator) for value in product]


def integer_product(x: Sequence[int], h: Sequence[int]) -> list[int]:
    """Return the coefficients of the product of two polynomials over the integers, lowest first.

    Examples
    --------
    >>> integer_product([1, -2, 3], [-1, 1])
    [-1, 3, -5, 3]
    """
    bound = max(map(abs, x)) * max(map(abs, h)) * min(len(x), len(h))
    length = len(x) + len(h) - 1
    if bound == 0:
        return [0] * length
    bits = bound.bit_length()
    if GROUND_TYPES == "python" and bits < DECIMAL_SLOT_BITS and min(len(x), len(h)) * bits > DECIMAL_BITS:
        return _decimal_product(x, h, bound, length)
    return _binary_product(x, h, bound, length)


def _binary_product(x: Sequence[int], h: Sequence[int], bound: int, length: int) -> list[int]:
    width = bound.bit_length() // 8 + 1  # bytes of a slot, its sign included
    product = int(MPZ(_pack(x, width)) * MPZ(_pack(h, width)))
    half = 1 << (8 * width - 1)
    product += int.from_bytes(half.to_bytes(width, "little") * length, "little")  # makes every slot non-negative
    slots = product.to_bytes(width * length, "little")
    return [int.from_bytes(slots[at : at + width], "little") - half for at in range(0, width * length, width)]


def _pack(coefficients: Sequence[int], width: int) -> int:
    positive = b"".join([value.to_bytes(width, "little") if value > 0 else bytes(width) for value in coefficients])
    negative = b"".join([(-value).to_bytes(width, "little") if value < 0 else bytes(width) for value in coefficients])
    return int.from_bytes(positive, "little") - int.from_bytes(negative, "little")


def _decimal_product(x: Sequence[int], h: Sequence[int], bound: int, length: int) -> list[int]:
    width = len(str(2 * bound)) + 1  # digits of a slot
    digits = width * length
    context = decimal.Context(
        prec=digits + width,
        Emax=decimal.MAX_EMAX,
        Emin=decimal.MIN_EMIN,
        traps=[decimal.Inexact, decimal.InvalidOperation],
    )
    product = context.multiply(_pack_decimal(x, width, context), _pack_decimal(h, width, context))
    half = 5 * 10 ** (width - 1)
    product = context.add(product, decimal.Decimal(str(half) * length))
    slots = str(product).zfill(digits)
    return [int(slots[at - width : at]) - half for at in range(digits, 0, -width)]


def _pack_decimal(coefficients: Sequence[int], width: int, context: decimal.Context) -> decimal.Decimal:
    empty = "0" * width
    positive = "".join([str(value).zfill(width) if value > 0 else empty for value in reversed(coefficients)])
    negative = "".join([str(-value).zfill(width) if value < 0 else empty for value in reversed(coefficients)])
    return context.subtract(decimal.Decimal(positive), decimal.Decimal(negative))


def _clear_denominators(coefficients: Sequence[Any]) -> tuple[list[int], int]:
    pairs = [(int(value.numerator), int(value.denominator)) for value in coefficients]
    common = lcm(*{denominator for _, denominator in pairs})
    return [numerator * (common // denominator) for numerator, denominator in pairs], common
