"""Symmetry about another centre: linear-phase filters of the four types, and what they are mistaken for."""

from random import Random

import pytest

from symconv.derivation import Status
from symconv.errors import SymconvError
from symconv.proving.answer import prove
from symconv.proving.asking import ask
from symconv.proving.instances import random_instance, situation
from symconv.proving.oracle.numbers import conjugate
from symconv.proving.recheck import recheck

TYPE = "h[n] = h[N-1-n]"
ANTI = "h[n] = -h[N-1-n]"
CONJ = "h[n] = conj(h[N-1-n])"


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ("flip(h) = shift(h, 1-N)", (TYPE,)),
        ("h[n] = h[-1-n+N]", ("h[N-1-n] = h[n]",)),
        ("f[c+3] = f[c-3]", ("f[c+n] = f[c-n]",)),
        ("conv(f, g)[a+b-n] = conv(f, g)[n]", ("f[n] = f[a-n]", "g[n] = g[b-n]")),
        ("conv(f, g)[a+b-n] = -conv(f, g)[n]", ("f[n] = -f[a-n]", "g[n] = g[b-n]")),
        ("conv(f, g)[a+b-n] = conv(f, g)[n]", ("f[n] = -f[a-n]", "g[n] = -g[b-n]")),
        ("h[M] = 0", ("h[n] = -h[2*M-n]",)),
        ("sum(n, (-1)**n*h[n]) = 0", ("h[n] = h[2*M-1-n]",)),
        ("sum(n, h[n]) = 0", (ANTI,)),
        ("sum(n, 0, N-1, h[n]) = 0", (ANTI, "h on 0..N-1")),
        ("dtft(h) = exp(-I*omega*(N-1))*conj(dtft(h))", (TYPE,)),
        ("dtft(h) = -exp(-I*omega*(N-1))*conj(dtft(h))", (ANTI,)),
        ("conv(h, f)[n] = sum(m, 0, M-1, h[m]*(f[n-m] + f[n-2*M+1+m]))", ("h[n] = h[2*M-1-n]", "h on 0..2*M-1")),
        ("F[n, m] = F[N-1-n, M-1-m]", ("F[n, m] = F[N-1-n, m]", "F[n, m] = F[n, M-1-m]")),
    ],
)
def test_proved(statement: str, given: tuple[str, ...]) -> None:
    """Both checkers accept the proof."""
    verdict = prove(statement, given=given)

    assert verdict.status is Status.PROVED
    for proof in verdict.proofs:
        recheck(proof.certificate)


@pytest.mark.parametrize(
    ("statement", "given", "complex"),
    [
        ("h[n] = h[N-n]", (TYPE,), False),
        ("h[n] = h[-n]", (TYPE,), False),
        ("h[n] = h[N-1-n]", (ANTI,), False),
        ("h[n] = h[N-1-n]", (CONJ,), True),
        ("h[n]*h[N-1-n] = h[n]**2", (CONJ,), True),
        ("h[M] = 0", ("h[n] = -h[2*M-1-n]",), False),
        ("h[M] = 0", ("h[n] = h[2*M-n]",), False),
        ("sum(n, (-1)**n*h[n]) = 0", (TYPE,), False),
        ("sum(n, h[n]) = 0", (TYPE,), False),
        ("sum(n, 0, N, h[n]) = 0", (ANTI,), False),
        ("conv(f, g)[a+b+1-n] = conv(f, g)[n]", ("f[n] = f[a-n]", "g[n] = g[b-n]"), False),
        ("conv(f, g)[a+b-n] = -conv(f, g)[n]", ("f[n] = -f[a-n]", "g[n] = -g[b-n]"), False),
        ("h[0] = h[N]", (TYPE, "h on 0..N-1", "N >= 1"), False),
        ("F[n, m] = F[N-1-n, M-1-m]", ("F[n, m] = F[N-1-n, m]",), False),
        ("corr(f, h) = conv(f, h)", (TYPE,), False),
        ("h[n] = 0", (TYPE, "h on 0..N-1"), False),
    ],
)
def test_refuted(statement: str, given: tuple[str, ...], complex: bool) -> None:
    """Wrong centres, half centres, signs and conjugates are told apart by a counterexample."""
    assert prove(statement, given=given, complex=complex, repair=False).status is Status.REFUTED


@pytest.mark.parametrize("given", [CONJ, "h[n] = h[N-1-n]", "h[n] = -h[N-1-n]", "h[n] = h[M-n]"])
def test_instances_respect_the_centre(given: str) -> None:
    """Every random signal has the symmetry that was assumed."""
    sides = {CONJ: "conj(h[N-1-n])", "h[n] = h[M-n]": "h[M-n]"}
    reading = ask(f"h[n] = {sides.get(given, 'h[N-1-n]')}", (given,), complex=True).read()
    random = Random(1)
    for _ in range(20):
        instance = random_instance(reading, random)
        assert instance is not None
        samples = situation(reading, instance, 9).signals["h"]
        center = instance.integers["M"] if given.endswith("M-n]") else instance.integers["N"] - 1
        for n in range(-9, 10):
            mirror, value = samples.at((center - n,)), samples.at((n,))
            if given == CONJ:
                assert value == conjugate(mirror)
            else:
                assert value == (-mirror if "-h" in given else mirror)


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ("h[2] = h[3]", ("h[0] = h[3]",)),
        ("F[n, m] = F[m, n]", ("F[n, n] = F[N-n, N-n]",)),
        ("sum(n, 0, N-1, h[n]) = 0", ("h[N] = h[3-N]",)),
        ("F[n, m] = F[-n, m]", ("F[n] = F[3-n]",)),
    ],
)
def test_refused(statement: str, given: tuple[str, ...]) -> None:
    """Single samples, diagonals, fixed letters and another dimension are no symmetry of the whole signal."""
    with pytest.raises(SymconvError):
        prove(statement, given=given)


def test_the_centre_is_shown() -> None:
    """Among the assumptions, as it was written."""
    verdict = prove("sum(n, (-1)**n*h[n]) = 0", given="h[n] = h[2*M-1-n]")

    assert "h[n] = h[2*M-1-n]" in verdict.assumptions
