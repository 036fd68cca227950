"""Exact polynomials: canonical form, arithmetic, substitution, division, limits."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from symconv.errors import LogicError
from symconv.polynomials import ONE, TURN, ZERO, Poly, number, polynomial, symbol

N, K, S, I = map(symbol, ("N", "K", "s", "I"))  # noqa: E741 - the imaginary unit has this name


def test_equal_values_are_equal_objects() -> None:
    """(N + K)·(N − K) = N² − K², whatever the order of the operations."""
    assert (N + K) * (N - K) == N * N - K * K
    assert N - N == ZERO
    assert number(Fraction(4, 2)) == number(2)
    assert hash(N + K) == hash(K + N)


def test_the_square_of_i_is_minus_one() -> None:
    """(1 + I)² = 2I, and (1 + I)⁴ = −4."""
    square = (ONE + I) * (ONE + I)

    assert square == number(2) * I
    assert square * square == number(-4)


def test_negative_exponents_cancel() -> None:
    """N·N⁻¹ = 1: the factor of the inverse transform."""
    assert N * symbol("N", -1) == ONE


@pytest.mark.parametrize(
    ("dividend", "divisor", "quotient"),
    [
        (N * S + S, S, N + ONE),
        (N * N - K * K, N - K, N + K),
        (N + ONE, S, None),
        (ZERO, S, ZERO),
        (ZERO, ZERO, ZERO),
        (N, ZERO, None),
        (number(3), number(2), number(Fraction(3, 2))),
        (TURN * N * symbol("N", -1), TURN, ONE),
    ],
)
def test_division_is_exact(dividend: Poly, divisor: Poly, quotient: Poly | None) -> None:
    """By hand; ``None`` where nothing divides."""
    assert dividend.divide(divisor) == quotient


def test_division_of_series_is_refused() -> None:
    """1 / (1 + N⁻¹) has no end; the limits stop it."""
    with pytest.raises(LogicError):
        ONE.divide(symbol("N", -1) + ONE)


def test_substitution_is_simultaneous() -> None:
    """N → K and K → N at once swaps them."""
    assert (N - K).subst({"N": K, "K": N}) == K - N
    assert (N * N).subst({"N": K + ONE}) == K * K + number(2) * K + ONE
    with pytest.raises(LogicError, match="denominator"):
        symbol("N", -1).subst({"N": K})


def test_linear_parts() -> None:
    """2·s·N + K has slope 2·s in N; N² has none."""
    assert (number(2) * S * N + K).linear("N") == (number(2) * S, K)
    with pytest.raises(LogicError, match="linear"):
        (N * N).linear("N")
    with pytest.raises(LogicError, match="linear"):
        symbol("N", -1).linear("N")


def test_constants_and_integrality() -> None:
    """Constants have a value; halves and denominators are not integral."""
    assert (ZERO.constant(), number(3).constant(), N.constant(), (N + ONE).constant()) == (0, 3, None, None)
    assert (N - ONE).is_integral()
    assert not number(Fraction(1, 2)).is_integral()
    assert not symbol("N", -1).is_integral()


def test_what_is_too_large_is_refused() -> None:
    """Limits on exponents, numbers and monomials keep hostile input cheap."""
    power = symbol("N", 64)
    with pytest.raises(LogicError, match="exponent"):
        power * N
    with pytest.raises(LogicError, match="number"):
        number(2**3000)
    with pytest.raises(LogicError, match="polynomial"):
        polynomial({((f"x{i}", 1),): 1 for i in range(700)})
    wide = polynomial({((f"x{i:02}", 1),): 1 for i in range(40)})
    with pytest.raises(LogicError, match="polynomial"):
        wide * wide


def test_arithmetic_agrees_with_fractions() -> None:
    """Random polynomials at random points, against Python's own fractions."""
    source = random.Random(5)

    def sample() -> Poly:
        return polynomial(
            {
                tuple(sorted({"N": source.randrange(1, 3), "K": source.randrange(1, 3)}.items()))[
                    : source.randrange(3)
                ]: (Fraction(source.randint(-4, 4), source.randint(1, 3)))
                for _ in range(3)
            }
        )

    def value(p: Poly, point: dict[str, int]) -> Fraction:
        total = Fraction(0)
        for monomial, c in p.terms:
            term = Fraction(c)
            for s, e in monomial:
                term *= Fraction(point[s]) ** e
            total += term
        return total

    for _ in range(200):
        a, b, point = sample(), sample(), {"N": source.randint(-5, 5), "K": source.randint(-5, 5)}
        assert value(a + b, point) == value(a, point) + value(b, point)
        assert value(a * b, point) == value(a, point) * value(b, point)
        assert value(a.subst({"N": b}), point) == value(a, {**point, "N": value(b, point)})  # type: ignore[dict-item]
        product = a * b
        if b.terms:
            assert product.divide(b) == a
