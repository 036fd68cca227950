"""Refutation: no true statement is refuted by a box that is too small, and counterexamples are as small as they get."""

from __future__ import annotations

import pytest

from symconv.derivation import Status
from symconv.proving.answer import prove
from symconv.proving.asking import ask
from symconv.proving.refute import cost, refute, shrunk
from symconv.proving.trials import Trials

FAR = [
    ("sum(n, f[n-20]**2) = sum(n, f[n]**2)", ()),
    ("conv(seq(n, f[n-20]), seq(n, g[n-20])) = shift(conv(f, g), 40)", ()),
    ("sum(n, abs2(f[n-100])*step[n]) = sum(n, abs2(f[n])*step[n+100])", ()),
    ("conv(f, step)[n+50] = conv(shift(f, -50), step)[n]", ()),
    ("conv(step, shift(step, 30))[n] = (n - 29)*step[n-30]", ()),
    ("sum(n, step[n]*step[40-n]) = 41", ()),
    ("conv(shift(step, 50), shift(step, -50)) = conv(step, step)", ()),
    ("sum(n, sum(n, f[n])*g[n]) = sum(n, f[n])*sum(n, g[n])", ()),
]


@pytest.mark.parametrize(("statement", "given"), FAR)
def test_samples_far_away_are_found(statement: str, given: tuple[str, ...]) -> None:
    """Large offsets move samples out of small boxes; the statements hold all the same."""
    assert prove(statement, given).status is Status.PROVED


@pytest.mark.parametrize(
    ("statement", "given", "over", "expected"),
    [
        ("corr(f, h) = conv(f, h)", (), None, {"f": {(0,): 1}, "h": {(1,): 1}}),
        ("corr(f, h) = conv(f, h)", ("h odd",), None, {"f": {(0,): 1}, "h": {(1,): 1}}),
        ("conv(f, g)[n] = f[n]*g[n]", (), None, {"f": {(-1,): 1}, "g": {(1,): 1}}),
        ("inner(f, f) = 0", (), None, {"f": {(0,): 1}}),
        ("dft(f)[k] = f[k]", (), "Z/N", {"f": {(1,): 1}}),
        ("f[n] = 0", ("f on 3..9",), None, {"f": {(3,): 1}}),
    ],
)
def test_generators_are_shrunk(
    statement: str, given: tuple[str, ...], over: str | None, expected: dict[str, dict[tuple[int, ...], int]]
) -> None:
    """One sample of value 1 in each signal is enough; small indices come before samples near 0."""
    reading = ask(statement, given, over).read()
    trials = Trials(reading, *reading.sides)
    search = refute(reading, trials, 40)
    assert search.instance is not None

    small = shrunk(trials, search.instance)

    assert small.generators == expected
    assert cost(small) <= cost(search.instance)
    assert trials.outcome(small).difference is not None


def test_searches_report_what_they_saw() -> None:
    """A true statement is tried in full; one without any instance is not tried at all."""
    true = ask("conv(f, g) = conv(g, f)").read()
    empty = ask("f[N] = 0", ("N*N = 2",)).read()

    assert refute(true, Trials(true, *true.sides), 10).settled == 10
    assert refute(empty, Trials(empty, *empty.sides), 10).found == 0


def test_nothing_is_proved_without_an_instance() -> None:
    """Hypotheses that no small integers satisfy leave a statement open, with the reason."""
    verdict = prove("f[N] = f[N]", ("N*N = 2",))

    assert verdict.status is Status.OPEN
    assert "no integers that satisfy the hypotheses were found" in verdict.links[0].reason
