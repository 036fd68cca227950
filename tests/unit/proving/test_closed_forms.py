"""Finite sums in closed form: arithmetic, geometric and mixed ones, from the usual formula collections."""

from __future__ import annotations

import pytest

import symconv
from symconv.derivation import Status
from symconv.polynomials import ONE, ZERO, Poly, number, symbol
from symconv.proving.recheck import recheck
from symconv.proving.telescoping import antidifference

a, b, m, n = map(symbol, "abmn")
UNIT = symbol("I")
LENGTH = "N >= 0"


def status(statement: str, *given: str, over: str | None = None) -> Status:
    """Return what becomes of a statement; the second checker accepts what was proved."""
    verdict = symconv.prove(statement, given=given, over=over)
    for proof in verdict.proofs:
        recheck(proof.certificate)
    return verdict.status


@pytest.mark.parametrize("c", [ONE, m, m * m, m * m * m - number(2) * m * n + n * n, ZERO])
def test_antidifferences_telescope(c: Poly) -> None:
    """S(m + 1) − S(m) = c."""
    total = antidifference(c, "m")

    assert total is not None
    assert total.subst({"m": m + ONE}) - total == c


@pytest.mark.parametrize(
    ("c", "ratio"),
    [
        (ONE - a, a),
        (m * (ONE - a) * (ONE - a), a),
        (a - b, a * symbol("b", -1)),
        (ONE - a * a, a),
        (ONE, -ONE),
        (m * m, UNIT),
        (ONE - UNIT * a, UNIT * a),
        (a * symbol("b", -2) - ONE, a * symbol("b", -2)),
    ],
)
def test_antidifferences_of_powers_telescope(c: Poly, ratio: Poly) -> None:
    """ratio·S(m + 1) − S(m) = c."""
    total = antidifference(c, "m", ratio)

    assert total is not None
    assert ratio * total.subst({"m": m + ONE}) - total == c


@pytest.mark.parametrize(("c", "ratio"), [(ONE, a), (m * (ONE - a), a), (ONE + a, a), (a + b, a * symbol("b", -1))])
def test_no_new_denominators(c: Poly, ratio: Poly) -> None:
    """1 + a + … + a^n has no closed form without the denominator 1 − a, which may be 0."""
    assert antidifference(c, "m", ratio) is None


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ("sum(m, 0, N-1, a**m)*(1-a) = 1 - a**N", ("a scalar", LENGTH)),
        ("sum(m, 0, N-1, a**m)*(1-a)*f[n] = f[n] - a**N*f[n]", ("a scalar", LENGTH)),
        ("sum(m, 0, N-1, a**(2*m))*(1-a**2) = 1 - a**(2*N)", ("a scalar", LENGTH)),
        ("sum(m, 0, N-1, m*a**m)*(1-a)**2 = a - N*a**N + (N-1)*a**(N+1)", ("a scalar", LENGTH)),
        ("sum(m, 0, N-1, a**m*b**(N-1-m))*(a-b) = a**N - b**N", ("a scalar", "b scalar", LENGTH)),
        ("sum(m, K, N, z**(-m))*(1 - 1/z) = z**(-K) - z**(-N-1)", ("K <= N",)),
        ("sum(m, 0, N-1, exp(I*omega*m))*(1 - exp(I*omega)) = 1 - exp(I*omega*N)", (LENGTH,)),
        ("sum(m, 0, N-1, (-1)**m) = (1 - (-1)**N)/2", (LENGTH,)),
        ("sum(m, 0, 4*N-1, exp(pi*I*m/2)) = 0", (LENGTH,)),
        ("sum(m, 0, 3*N-1, exp(2*pi*I*m/3)) = 0", (LENGTH,)),
        ("sum(m, 0, N-1, a**m) = 1 + a*sum(m, 0, N-2, a**m)", ("a scalar", "N >= 1")),
        ("sum(m, 0, 2*N-1, a**m) = (1 + a**N)*sum(m, 0, N-1, a**m)", ("a scalar", LENGTH)),
        ("sum(m, 0, 2*N-1, a**m) = (1 + a)*sum(m, 0, N-1, a**(2*m))", ("a scalar", LENGTH)),
        (
            "conv(seq(n, a**n*step[n]), seq(n, b**n*step[n]))[n]*(a-b) = (a**(n+1) - b**(n+1))*step[n]",
            ("a scalar", "b scalar"),
        ),
        ("conv(seq(n, a**n*step[n]), step)[n]*(1-a) = (1 - a**(n+1))*step[n]", ("a scalar",)),
        ("sum(m, 0, N, m) = N*(N+1)/2", (LENGTH,)),
        ("sum(m, 0, N, m**2) = N*(N+1)*(2*N+1)/6", (LENGTH,)),
        ("sum(m, 1, N, 2*m - 1) = N**2", (LENGTH,)),
        ("sum(m, 0, N, sum(k, 0, m, k)) = N*(N+1)*(N+2)/6", (LENGTH,)),
        ("sum(m, 0, N-1, f[m+1] - f[m]) = f[N] - f[0]", (LENGTH,)),
    ],
)
def test_formula_collections_are_right(statement: str, given: tuple[str, ...]) -> None:
    """Each formula is proved for every length."""
    assert status(statement, *given) is Status.PROVED


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ("sum(m, 0, N-1, a**m)*(1-a) = 1 - a**N", ("a scalar",)),
        ("sum(m, 0, N, a**m)*(1-a) = 1 - a**N", ("a scalar", LENGTH)),
        ("sum(m, 0, N-1, m*a**m)*(1-a)**2 = a - N*a**N + N*a**(N+1)", ("a scalar", LENGTH)),
        ("sum(m, 0, N-1, (-1)**m) = (1 + (-1)**N)/2", (LENGTH,)),
        ("sum(m, 0, 2*N-1, exp(2*pi*I*m/3)) = 0", (LENGTH,)),
        ("sum(m, 0, N, m) = N*(N+1)/2", ()),
        ("sum(m, 0, N-1, m**2) = N*(N+1)*(2*N+1)/6", (LENGTH,)),
        ("conv(seq(n, a**n*step[n]), step)[n]*(1-a) = (1 - a**n)*step[n]", ("a scalar",)),
    ],
)
def test_wrong_formulas_are_refuted(statement: str, given: tuple[str, ...]) -> None:
    """One power, one sign or one hypothesis less, and there is a counterexample."""
    assert status(statement, *given) is Status.REFUTED
