"""Deconvolution: quotients by hand, and what is said when there is none."""

from __future__ import annotations

from typing import Any

import pytest
import sympy

from symconv.errors import IndivisibleError, SupportError
from symconv.operations import convolve, deconvolve
from symconv.signals import Signal

a = sympy.Symbol("a")


@pytest.mark.parametrize(
    ("y", "h", "quotient"),
    [
        ([1, 3, 2], [1, 1], (1, 2)),
        ([0, 1, 3, 2], [0, 1, 1], (1, 2)),
        ([1, 3, 2, 0], [1, 1, 0], (1, 2)),
        ([0, 0], [2], (0, 0)),
        ([1, 2 * a, a**2], [1, a], (1, a)),
        ([a, 1], [a], (1, 1 / a)),
    ],
)
def test_quotients(y: Any, h: Any, quotient: Any) -> None:
    """Leading and trailing zeros, symbols, fractions of symbols."""
    assert deconvolve(Signal(y), Signal(h)).values == quotient


def test_quotients_in_two_dimensions() -> None:
    """Rows that begin with zeros, in h and in y, are no obstacle."""
    q, h = Signal([[0, 1, 2], [3, 0, 0]], first=(1, 2)), Signal([[0, 0], [0, 5], [1, 0]], first=(-1, 0))

    assert deconvolve(convolve(q, h), h) == q


def test_a_remainder_is_reported_with_its_place() -> None:
    """(1, 3, 3) = (1, 2)∗(1, 1) + 1 at n = 2."""
    with pytest.raises(IndivisibleError, match="leaves 1 at n = 2") as caught:
        deconvolve(Signal([1, 3, 3]), Signal([1, 1]))

    assert caught.value.quotient == Signal([1, 2])
    assert caught.value.remainder == Signal([0, 0, 1])


def test_a_quotient_that_leaves_its_box_is_refused() -> None:
    """As lines, y/h has a sample between the rows of the quotient; as pictures it does not divide."""
    with pytest.raises(IndivisibleError):
        deconvolve(Signal([[1, 0, 0], [1, 1, 0]]), Signal([[1, 1]]))


def test_leading_zeros_of_h_need_zeros_in_y() -> None:
    """Nothing times z begins with 1."""
    with pytest.raises(IndivisibleError, match="leaves 1 at n = 0"):
        deconvolve(Signal([1, 2]), Signal([0, 1]))


@pytest.mark.parametrize(
    ("y", "h", "message"),
    [
        ([1, 2], [0, 0], "h is zero"),
        ([1], [1, 2], "y has 1 samples on axis 0, h has 2"),
        ([[1, 2]], [[1], [2]], "axis 0"),
        ([1], [[1]], "axes"),
    ],
)
def test_impossible_problems(y: Any, h: Any, message: str) -> None:
    """Refused before anything is divided."""
    with pytest.raises(SupportError, match=message):
        deconvolve(Signal(y), Signal(h))
