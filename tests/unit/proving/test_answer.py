"""Verdicts: proved, refuted with a smallest counterexample and repairs, or open; deterministic."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from symconv.derivation import Status
from symconv.logic import replay
from symconv.proving.answer import prove
from symconv.proving.counterexample import Example, value_node
from symconv.proving.oracle.numbers import IMAGINARY_UNIT, root_of_unity
from symconv.proving.verdict import Verdict
from symconv.syntax import to_text


def repairs(verdict: Verdict) -> list[str]:
    """Return the repairs as text."""
    return [" and ".join(r.hypotheses) or to_text(r.statement) for r in verdict.repairs]


def test_the_flip_relationship_is_proved() -> None:
    """The first example of the contract, with a certificate that the trusted core replays."""
    verdict = prove("corr(f, h) = conv(f, flip(h))")

    assert verdict.status is Status.PROVED
    assert verdict.proof is not None
    replay(verdict.proof.certificate)
    assert verdict.assumptions == ("f and h real signals on Z, summable",)


def test_correlation_is_not_convolution() -> None:
    """Two samples are enough to tell them apart, and an even kernel is the first repair."""
    verdict = prove("corr(f,h) = conv(f,h)")

    assert verdict.status is Status.REFUTED
    assert verdict.counterexample is not None
    assert verdict.counterexample.signals == (Example("f", (0,), (1,)), Example("h", (1,), (1,)))
    assert verdict.counterexample.at == (("n", 1),)
    assert (verdict.counterexample.lhs, verdict.counterexample.rhs) == (0, 1)
    assert repairs(verdict) == ["h even", "corr(f, h) = conv(f, flip(h))"]


def test_complex_kernels_are_conjugated() -> None:
    """The first example fails for complex signals, at a kernel of I, and conj repairs it."""
    verdict = prove("corr(f, h) = conv(f, flip(h))", complex=True)

    assert verdict.status is Status.REFUTED
    assert verdict.counterexample is not None
    assert verdict.counterexample.signals == (Example("f", (0,), (1,)), Example("h", (0,), (IMAGINARY_UNIT,)))
    assert (verdict.counterexample.lhs, verdict.counterexample.rhs) == (-IMAGINARY_UNIT, IMAGINARY_UNIT)
    assert "corr(f, h) = conv(f, conj(flip(h)))" in repairs(verdict)


def test_the_gradient_of_a_strided_dilated_layer() -> None:
    """The third example of the contract."""
    verdict = prove(
        "diff(sum(n, g[n]*corr(x,w,stride=s,dilation=d)[n]), x[k]) = conv(up(g,s), up(w,d))[k]",
    )

    assert verdict.status is Status.PROVED
    assert verdict.assumptions == (
        "g, x and w real signals on Z, summable",
        "k integer",
        "s and d positive integers",
    )


def test_sympy_equations_are_statements() -> None:
    """Σ f[m]·g[n−m] = Σ g[m]·f[n−m] as a SymPy Eq."""
    f, g, n, m = sympy.IndexedBase("f"), sympy.IndexedBase("g"), sympy.Symbol("n"), sympy.Symbol("m")
    left = sympy.Sum(f[m] * g[n - m], (m, -sympy.oo, sympy.oo))
    right = sympy.Sum(g[m] * f[n - m], (m, -sympy.oo, sympy.oo))

    assert prove(sympy.Eq(left, right)).status is Status.PROVED


@pytest.mark.parametrize(
    "statement", ["f ∗ g = g ∗ f", "(f \\ast g)[n] = \\sum_{m=-\\infty}^{\\infty} f[m] g[n-m]", "f ⋆ h = f ∗ flip(h)"]
)
def test_other_spellings(statement: str) -> None:
    """Unicode and LaTeX spellings are read alike."""
    assert prove(statement).status is Status.PROVED


def test_chains_are_as_good_as_their_worst_link() -> None:
    """In a = b = c each equality is proved, and the false one refutes the chain."""
    true = prove("conv(f, g) = conv(g, f) = conv(f, conv(g, delta))")
    false = prove("conv(f, g) = conv(g, f) = corr(f, g)")

    assert true.status is Status.PROVED
    assert len(true.proofs) == 2
    assert [link.status for link in false.links] == [Status.PROVED, Status.REFUTED]
    assert false.status is Status.REFUTED


@pytest.mark.parametrize(
    ("statement", "given", "status"),
    [
        ("corr(x, W)[n,m] = conv(x, W)[n,m]", ("W = outer(u, v)", "u even", "v even"), Status.PROVED),
        ("let y = conv(x, h); y = conv(h, x)", (), Status.PROVED),
        ("y = conv(h, x)", ("let y = conv(x, h)",), Status.PROVED),
        ("corr(f, h) = conv(f, h)", ("h = flip(h)",), Status.PROVED),
        ("corr(f, h) = -conv(f, h)", ("h = -flip(h)",), Status.PROVED),
        ("corr(f, h) = conv(f, h)", ("h = conj(flip(h))", "h complex"), Status.PROVED),
        ("sum(m, 0, N-1, f[m]) = sum(m, 0, K-1, f[m]) + sum(m, K, N-1, f[m])", ("0 <= K <= N",), Status.PROVED),
        ("sum(m, 0, N-1, f[m]) = sum(m, 0, K-1, f[m]) + sum(m, K, N-1, f[m])", (), Status.REFUTED),
        ("f[n]*h[n] = 0", ("f on 0..3", "h on 4..9"), Status.PROVED),
        ("conv(f, g) = 0", (), Status.REFUTED),
        ("a*conv(f, g) = conv(a*f, g)", ("a scalar",), Status.PROVED),
        ("f[n + N] = f[n]", ("f period T", "N = 3*T"), Status.PROVED),
        ("down(up(f, s), d) = up(down(f, d), s)", ("gcd(s, d) = 1",), Status.PROVED),
        ("down(up(f, s), d) = up(down(f, d), s)", (), Status.REFUTED),
    ],
)
def test_hypotheses(statement: str, given: tuple[str, ...], status: Status) -> None:
    """Each kind of hypothesis is used."""
    assert prove(statement, given).status is status


def test_verdicts_are_deterministic() -> None:
    """The same question gives the same counterexample and the same repairs."""
    first, second = (prove("corr(corr(f, g), h) = corr(f, corr(g, h))") for _ in range(2))

    assert first.counterexample == second.counterexample
    assert repairs(first) == repairs(second)


def test_counterexamples_satisfy_the_hypotheses() -> None:
    """An odd kernel stays odd, a periodic signal is shown by one period."""
    odd = prove("corr(f, h) = conv(f, h)", "h odd").counterexample
    periodic = prove("f[n + 1] = f[n]", "f period T").counterexample

    assert odd is not None
    assert periodic is not None
    assert odd.signals[1] == Example("h", (-1,), (-1, 0, 1))
    assert periodic.signals[0].period == 2


def test_signals_that_take_part_in_nothing_are_zero() -> None:
    """A counterexample shows no sample that it does not need."""
    example = prove("conv(f, g)[n] + 0*x[n] = 0").counterexample

    assert example is not None
    assert {e.name: e.values for e in example.signals} == {"f": (1,), "g": (1,), "x": (0,)}


def test_values_as_expressions() -> None:
    """Rationals, Gaussian numbers and other roots of unity are written exactly."""
    assert to_text(value_node(Fraction(-3, 2))) == "-3/2"
    assert to_text(value_node(2 - 3 * IMAGINARY_UNIT)) == "2 - 3*I"
    assert to_text(value_node(-IMAGINARY_UNIT)) == "-I"
    assert to_text(value_node(root_of_unity(Fraction(1, 3)))) == "exp(2*pi*I/3)"


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ("f[5] = f[1]", ["f period 4"]),
        ("f[-5] = f[3]", ["f period 4"]),
        ("f[n + 6] = f[n + 2]", ["f period 4"]),
        ("f[n - 1] = f[n + 3]", ["f period 4"]),
        ("f[1] = f[2]", ["f even", "f period 3"]),
        ("f[2] = 0", ["f odd", "f period 4"]),
    ],
)
def test_a_period_that_is_a_number_is_taken_out_of_an_index(statement: str, given: list[str]) -> None:
    """Numbers in indices count modulo such a period, also where they are no multiples of it."""
    assert prove(statement, given).status is Status.PROVED


@pytest.mark.parametrize("statement", ["f[5] = f[2]", "f[n - 1] = f[n + 1]", "f[-5] = f[2]"])
def test_other_samples_of_a_period_may_differ(statement: str) -> None:
    """None of these differences is a multiple of 4."""
    assert prove(statement, ["f period 4"]).status is Status.REFUTED
