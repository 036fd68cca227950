"""Affine equations over the integers."""

from __future__ import annotations

import pytest

from symconv.polynomials import ZERO, Poly, number, symbol
from symconv.proving.hermite import Equation, bezout, solve

a, b, x, y, n, s, N = map(symbol, ("a", "b", "x", "y", "n", "s", "N"))
TWO, THREE = number(2), number(3)


@pytest.mark.parametrize(
    ("equations", "unknowns", "expected"),
    [
        (((a + x - n, ZERO),), ("a",), {"a": n - x}),
        (((s * a - s * n + s * x, ZERO),), ("a",), {"a": n - x}),
        (((TWO * a - TWO * x, ZERO),), ("a",), {"a": x}),
        # 3a + 5b = x, 4a + 7b = y: determinant 1, so a = 7x − 5y and b = 3y − 4x.
        (
            ((THREE * a + number(5) * b - x, ZERO), (number(4) * a + number(7) * b - y, ZERO)),
            ("a", "b"),
            {"a": number(7) * x - number(5) * y, "b": THREE * y - number(4) * x},
        ),
        (((a - n, N), (a - n - N, ZERO)), ("a",), {"a": n + N}),
        (((a + b - n, ZERO),), ("a", "b"), {"a": n - b}),
    ],
)
def test_solutions(equations: tuple[Equation, ...], unknowns: tuple[str, ...], expected: dict[str, Poly]) -> None:
    """By hand; what the equations leave open stays open."""
    assert solve(equations, unknowns) == expected


@pytest.mark.parametrize(
    "equations",
    [
        ((a - n, ZERO), (a - n - number(1), ZERO)),
        ((n, ZERO),),
        ((a - n, ZERO), (a - x, N)),
    ],
)
def test_contradictions(equations: tuple[Equation, ...]) -> None:
    """Equations that no value satisfies for all parameters."""
    assert solve(equations, ("a",)) is None


def test_an_odd_number_is_no_double() -> None:
    """2a = 2x + 1 has no solution, and none is made up."""
    assert solve(((TWO * a - TWO * x - number(1), ZERO),), ("a",)) == {}


@pytest.mark.parametrize(("m", "k"), [(3, 2), (12, 18), (7, -5), (0, 4), (-6, 0), (1, 1)])
def test_bezout(m: int, k: int) -> None:
    """The greatest common divisor as a combination."""
    g, u, v = bezout(m, k)

    assert g == u * m + v * k
    assert g >= 0
    assert all(value % g == 0 for value in (m, k))
