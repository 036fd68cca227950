"""The identity library: every true statement is proved, every tempting one refuted, with sources and names in order."""

from __future__ import annotations

import pytest

from symconv.derivation import Status
from symconv.proving.answer import prove
from symconv.proving.identities import GROUPS, Identity, identity_names, named_identity
from symconv.syntax import to_text

ALL = [identity for group in GROUPS for identity in group.identities]
TRUE = [i for i in ALL if i.holds]
FALSE = [i for i in ALL if not i.holds]


@pytest.mark.parametrize("identity", TRUE, ids=lambda i: i.name)
def test_true_identities_are_proved(identity: Identity) -> None:
    """Every identity of the library has a proof that the trusted core replays."""
    verdict = prove(identity.statement, identity.given, identity.over, complex=identity.complex)

    assert verdict.status is Status.PROVED
    assert verdict.counterexample is None
    assert verdict.proof is not None


@pytest.mark.parametrize("identity", FALSE, ids=lambda i: i.name)
def test_tempting_identities_are_refuted(identity: Identity) -> None:
    """Every tempting statement has a counterexample of at most four samples, and says why it tempts."""
    verdict = prove(identity.statement, identity.given, identity.over, complex=identity.complex, repair=False)

    assert verdict.status is Status.REFUTED
    assert verdict.counterexample is not None
    assert verdict.counterexample.lhs != verdict.counterexample.rhs
    assert identity.note
    assert sum(e.values != (0,) for e in verdict.counterexample.signals) <= 4


def test_the_library_is_large_enough() -> None:
    """At least 120 true statements and 40 tempting ones."""
    assert len(TRUE) >= 120
    assert len(FALSE) >= 40


def test_names_are_unique_and_found() -> None:
    """A name leads to its identity."""
    assert len(set(identity_names())) == len(ALL)
    assert all(named_identity(i.name) is i for i in ALL)
    assert named_identity("no-such-name") is None


REPAIRS = {
    "false-correlation-is-convolution": {"h even", "corr(f, h) = conv(f, flip(h))"},
    "false-complex-flip": {"h real", "corr(f, h) = conv(f, conj(flip(h)))"},
    "false-correlation-associates": {"corr(corr(f, g), h) = corr(f, conv(g, h))"},
    "false-shift-of-kernel": {"corr(f, shift(g, k)) = shift(corr(f, g), -k)"},
    "false-odd-kernel": {"corr(f, h) = -conv(f, h)"},
    "false-linear-kernel": {"corr(f, a*g) = conj(a)*corr(f, g)"},
    "false-gradient-exchanged-factors": {
        "diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d)[n]), x[k]) = conv(up(g, s), up(w, d))[k]"
    },
    "false-gradient-without-upsampling": {"diff(sum(n, g[n]*corr(x, w, stride=s)[n]), x[k]) = conv(up(g, s), w)[k]"},
    "false-gradient-energy": {"diff(sum(n, x[n]**2), x[k]) = 2*x[k]"},
    "false-parseval": {"inner(f, g) = inner(dft(f), dft(g))/N"},
    "false-dft-twice": {"dft(dft(f))[n] = N*f[-n]"},
    "false-dft-shift": {"dft(shift(f, m))[k] = exp(-2*pi*I*k*m/N)*dft(f)[k]"},
    "false-noble": {"up(conv(f, h), s) = conv(up(f, s), up(h, s))"},
    "false-z-shift": {"ztransform(shift(f, k)) = z**(-k)*ztransform(f)"},
    "false-step-with-step": {"conv(step, step)[n] = (n + 1)*step[n]"},
}


@pytest.mark.parametrize("name", REPAIRS)
def test_expected_repairs(name: str) -> None:
    """The nearest true statement is among the repairs, and its proof is there."""
    identity = named_identity(name)
    assert identity is not None

    verdict = prove(identity.statement, identity.given, identity.over, complex=identity.complex)

    shown = {" and ".join(r.hypotheses) or to_text(r.statement) for r in verdict.repairs}
    assert REPAIRS[name] <= shown
    assert all(r.proof.certificate for r in verdict.repairs)
