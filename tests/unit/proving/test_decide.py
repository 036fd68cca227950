"""What is decided, what stays open, and what an answer holds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from soundness.corpus import conv, corr, f, flip, g, h, limited, n, signals, total

from symconv.errors import LogicError
from symconv.logic import replay
from symconv.polynomials import ONE, ZERO, number, symbol
from symconv.proving.building import constant, sample, times
from symconv.proving.decide import Open, Proof, decide
from symconv.terms import Goal, Product

m = symbol("m")
Z = signals("fgh", "nN")


def test_a_proof_holds_its_lines() -> None:
    """The lines lead from each side to one and the same sum, and the certificate replays."""
    proof = decide(Goal(Z, sample(conv(f, g), n), sample(conv(g, f), n)))

    assert isinstance(proof, Proof)
    assert proof.left[0].before == proof.goal.lhs
    assert proof.right[0].before == proof.goal.rhs
    assert [line.rule for line in proof.left] == ["unfold", "expand", "reindex"]
    for lines in (proof.left, proof.right):
        assert all(a.after == b.before for a, b in pairwise(lines))
    assert replay(proof.certificate).goal == proof.goal


def test_the_result_does_not_depend_on_the_run() -> None:
    """The same goal gives the same certificate."""
    goal = Goal(Z, sample(corr(f, h), n), sample(conv(f, flip(h)), n))
    first, second = decide(goal), decide(goal)

    assert isinstance(first, Proof)
    assert isinstance(second, Proof)
    assert first.certificate == second.certificate


def test_a_false_statement_stays_open() -> None:
    """Both normal forms are handed over, and what was tried."""
    found = decide(Goal(Z, sample(corr(f, h), n), sample(conv(f, h), n)))

    assert isinstance(found, Open)
    assert found.left == (Product(ONE, (("m", ZERO),), (sample(f, m + n), sample(h, m))),)
    assert found.right == (Product(ONE, (("m", ZERO),), (sample(f, m), sample(h, n - m))),)
    assert found.tried[0] == "normal forms"


def test_weights_assume_finite_support() -> None:
    """Σ n·f[n] converges for finite support only, and the theorem says so."""
    body = total("p", body=times(constant("p"), sample(f, "p")))
    proof = decide(Goal(Z, body, body))

    assert isinstance(proof, Proof)
    assert proof.goal.context.finite
    assert replay(proof.certificate).goal.context.finite


def test_divergent_sums_are_errors() -> None:
    """A statement without a value is not decided."""
    body = total("p", body=sample(f, n))
    with pytest.raises(LogicError, match="converge"):
        decide(Goal(Z, body, body))


def test_ill_formed_goals_are_errors() -> None:
    """A signal that was never declared."""
    with pytest.raises(LogicError, match="no signal"):
        decide(Goal(Z, sample("q", n), constant(0)))


def test_without_time_nothing_is_decided() -> None:
    """The deadline ends the search with an honest answer."""
    found = decide(Goal(Z, sample(conv(f, g), n), sample(conv(g, f), n)), seconds=0)

    assert isinstance(found, Open)
    assert "out of time" in found.tried


def test_sums_of_powers() -> None:
    """0² + 1² + … + N² = N(N + 1)(2N + 1)/6 for N ≥ 0, from Faulhaber's formula."""
    N = symbol("N")
    context = signals("f", "N", nonnegative=(N,))
    squares = limited("i", ZERO, N, constant(symbol("i") * symbol("i")))
    closed = constant(N * (N + ONE) * (number(2) * N + ONE))

    assert isinstance(decide(Goal(context, times(constant(6), squares), closed)), Proof)
