"""Index expressions, evaluated and solved by hand."""

from __future__ import annotations

import pytest

from symconv.solving.affine import Affine
from symconv.syntax import to_text


@pytest.mark.parametrize(
    ("affine", "text"),
    [
        (Affine((("n", 1), ("m", -1))), "n - m"),
        (Affine((("n", 2), ("m", 1)), -1), "2*n + m - 1"),
        (Affine((("n", -1),), 2), "2 - n"),
        (Affine((("n", -1),), -1), "-n - 1"),
        (Affine((("j", 1), ("n", -2)), 1, 2), "(j - 2*n + 1)/2"),
        (Affine(()), "0"),
        (Affine((("n", 0),), 3), "3"),
    ],
)
def test_writing(affine: Affine, text: str) -> None:
    """Coefficients of one and zero terms are left out; a positive number comes before a leading minus."""
    assert to_text(affine.node()) == text


def test_value_and_remainder() -> None:
    """(5 − 2)/2 leaves a remainder, (6 − 2)/2 does not."""
    half = Affine((("n", 1),), -2, 2)

    assert half.at({"n": 5}) is None
    assert half.at({"n": 6}) == 2


def test_limits_turn_round_for_negative_slopes() -> None:
    """0 ≤ n − m ≤ 2 means n − 2 ≤ m ≤ n; 0 ≤ 2m + n ≤ 5 at n = 1 means 0 ≤ m ≤ 2."""
    lower, upper = Affine((("n", 1), ("m", -1))).limits("m", 0, 2)
    first, last = Affine((("n", 1), ("m", 2))).limits("m", 0, 5)

    assert (to_text(lower.node()), to_text(upper.node())) == ("n - 2", "n")
    assert (first.rounded({"n": 1}, up=True), last.rounded({"n": 1}, up=False)) == (0, 2)
