"""Symmetries, periods and supports together: each alone says less than all of them.

Expected answers were found by hand: a sample and its mirror image both lie in the support, or neither counts.
"""

from __future__ import annotations

import pytest

import symconv
from symconv.derivation import Status
from symconv.errors import ParseError


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ("f[n] = f[0]*delta[n]", ("f even", "f causal")),
        ("f = f[0]*delta", ("f even", "f causal")),
        ("conv(f, g) = f[0]*g", ("f even", "f causal")),
        ("f[n] = f[0]*delta[n]", ("f complex", "f hermitian", "f on ..0")),
        ("f[n] = 0", ("f odd", "f causal")),
        ("f[n] = 0", ("f odd", "f on 0..0")),
        ("f[n] = 0", ("f even", "f on 1..")),
        ("f[n] = 0", ("f even", "f on ..-1")),
        ("f[n]*step[n - N - 1] = 0", ("f even", "f on -N..")),
        ("F[n, m] = F[0, 0]*delta[n]*delta[m]", ("F even", "F causal")),
        ("f[n] = 0", ("f causal", "f period T")),
        ("f[n] = 0", ("f on ..K", "f period T")),
        ("f[n] = 0", ("f on 0..N-1", "f period 4")),
        ("F[n, m] = 0", ("F causal", "F period T")),
        ("f[n] = f[-1]*delta[n+1] + f[0]*delta[n] + f[1]*delta[n-1]", ("f on -1..1",)),
        ("down(up(f, 3), 4) = down(up(f, 2), 4)", ("f on -1..1",)),
        ("step[n] - step[n-2] = delta[n] + delta[n-1]", ()),
    ],
)
def test_hypotheses_together_say_where_a_signal_lives(statement: str, given: tuple[str, ...]) -> None:
    """What is left of the signal is what the hypotheses allow."""
    assert symconv.prove(statement, given=given).status is Status.PROVED


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ("f[n] = 0", ("f even", "f causal")),
        ("f[n] = f[0]*delta[n]", ("f even", "f on -1..")),
        ("f[n] = f[0]*delta[n]", ("f causal",)),
        ("f[n] = 0", ("f even", "f on 0..0")),
        ("f[n] = 0", ("f odd", "f on -1..")),
        ("f[n]*step[n - N] = 0", ("f even", "f on -N..")),
        ("f[n] = f[-1]*delta[n+1] + f[0]*delta[n]", ("f on -1..1",)),
        ("down(up(f, 3), 4) = down(up(f, 2), 4)", ("f on -2..2",)),
    ],
)
def test_nothing_more_is_concluded(statement: str, given: tuple[str, ...]) -> None:
    """One step further and there is a counterexample."""
    assert symconv.prove(statement, given=given).status is Status.REFUTED


@pytest.mark.parametrize(
    ("statement", "given", "over"),
    [
        ("sum(m, f[m+5]*h[n-m]) = sum(m, f[m+1]*h[n-m])", ("f period 4",), None),
        ("sum(m, f[m+3*T]*h[n-m]) = sum(m, f[m-T]*h[n-m])", ("f period T",), None),
        ("f[n] = f[-n]", ("f period 2",), None),
        ("f[M] = 0", ("f odd", "f period 2*M"), None),
        ("f[M] = 0", ("f odd", "N = 2*M"), "Z/N"),
        ("f[M+k] = f[M-k]", ("f even", "N = 2*M"), "Z/N"),
    ],
)
def test_indices_meet_after_whole_periods(statement: str, given: tuple[str, ...], over: str | None) -> None:
    """Two indices that differ by a multiple of the period are the same."""
    assert symconv.prove(statement, given=given, over=over).status is Status.PROVED


@pytest.mark.parametrize(
    ("statement", "given", "over"),
    [
        ("sum(m, f[m+5]*h[n-m]) = sum(m, f[m+2]*h[n-m])", ("f period 4",), None),
        ("f[n] = f[-n]", ("f period 3",), None),
        ("f[M] = 0", ("f odd", "f period 4*M"), None),
        ("f[M] = 0", ("f odd", "N = 3*M"), "Z/N"),
    ],
)
def test_indices_that_differ_by_less_do_not(statement: str, given: tuple[str, ...], over: str | None) -> None:
    """A part of a period is no period."""
    assert symconv.prove(statement, given=given, over=over).status is Status.REFUTED


@pytest.mark.parametrize("hypothesis", ["f even", "f causal", "f period 2"])
def test_defined_signals_have_no_hypotheses(hypothesis: str) -> None:
    """What a signal is made of decides what it is."""
    with pytest.raises(ParseError, match="f is defined by another hypothesis"):
        symconv.prove("f[n] = f[-n]", given=("let f = seq(n, g[n])", hypothesis))
