"""Exact division of boxes of coefficients: the inverse of a convolution, where it exists.

May import: ``errors``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy.external.gmpy import GROUND_TYPES
from sympy.polys.domains import QQ

from symconv.errors import LimitError

if GROUND_TYPES == "flint":
    from flint import fmpq_poly

__all__ = ["line_quotient"]

MAX_PRODUCTS = 50_000_000
"""Most products of coefficients in a division by hand."""


def line_quotient(domain: Any, y: Sequence[Any], h: Sequence[Any], length: int) -> list[Any]:
    """Return the first ``length`` coefficients of the power series y/h, lowest first.

    Parameters
    ----------
    domain : Domain
        A field.
    y, h : sequence of elements of ``domain``
        The lowest coefficient of ``h`` is not zero.

    Examples
    --------
    >>> list(map(int, line_quotient(QQ, [QQ(1), QQ(3), QQ(2)], [QQ(1), QQ(1)], 2)))
    [1, 2]
    """
    if GROUND_TYPES == "flint" and domain == QQ:
        return _flint_quotient(y, h, length)
    if length * len(h) > MAX_PRODUCTS:
        raise LimitError("dividing", f"{length * len(h)} products", limit=f"{MAX_PRODUCTS} products")
    leading, *rest = h
    taps = [(lag, weight) for lag, weight in enumerate(rest, start=1) if weight]
    quotient: list[Any] = []
    for n in range(length):
        known = y[n] if n < len(y) else domain.zero
        for lag, weight in taps:
            if lag > n:
                break
            known = known - weight * quotient[n - lag]
        quotient.append(known / leading)
    return quotient


def _flint_quotient(y: Sequence[Any], h: Sequence[Any], length: int) -> list[Any]:
    """Divide by python-flint: the series of y/h is the Euclidean quotient of the reversed polynomials, reversed."""
    count = length + len(h) - 1
    padded = [*y[:count], *[QQ.zero] * (count - len(y))]
    quotient: list[Any] = (fmpq_poly(padded[::-1]) // fmpq_poly(list(h)[::-1])).coeffs()
    return [*[QQ.zero] * (length - len(quotient)), *quotient[::-1]]
