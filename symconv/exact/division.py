"""Exact division of boxes of coefficients: the inverse of a convolution, where it exists.

May import: ``exact``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["line_quotient"]


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
    >>> from sympy import QQ
    >>> list(map(int, line_quotient(QQ, [QQ(1), QQ(3), QQ(2)], [QQ(1), QQ(1)], 2)))
    [1, 2]
    """
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
