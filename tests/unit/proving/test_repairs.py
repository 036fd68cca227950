"""Repairs: the nearest true statements, each proved by both checkers, none said twice."""

from __future__ import annotations

import pytest

from symconv.derivation import Status
from symconv.proving.answer import prove
from symconv.proving.asking import ask
from symconv.proving.families import family
from symconv.proving.identities import GROUPS, Identity
from symconv.proving.verify import verify
from symconv.proving.written import alike
from symconv.syntax import to_text

# What was forgotten or exchanged, and the statement that a lecturer would write instead.
MENDED = [
    ("corr(f, h) = conv(f, h)", (), None, False, "h even"),
    ("corr(f, h) = conv(f, h)", (), None, False, "corr(f, h) = conv(f, flip(h))"),  # flip
    ("corr(f, h) = conv(f, flip(h))", (), None, True, "corr(f, h) = conv(f, conj(flip(h)))"),  # conj
    ("corr(f, a*g) = a*corr(f, g)", (), None, True, "corr(f, a*g) = conj(a)*corr(f, g)"),  # conj of a scalar
    ("corr(f, g) = corr(g, f)", (), None, False, "corr(f, g) = flip(corr(g, f))"),
    ("corr(delta, f) = -flip(f)", (), None, False, "corr(delta, f) = flip(f)"),  # sign
    ("corr(f, h) = conv(f, h)", ("h odd",), None, False, "corr(f, h) = -conv(f, h)"),  # sign
    ("conv(f, shift(g, k)) = shift(conv(f, g), -k)", (), None, False, "conv(f, shift(g, k)) = shift(conv(f, g), k)"),
    ("inner(f, g) = inner(dft(f), dft(g))", (), "Z/N", False, "inner(f, g) = inner(dft(f), dft(g))/N"),  # constant
    ("diff(sum(n, x[n]**2), x[k]) = x[k]", (), None, False, "diff(sum(n, x[n]**2), x[k]) = 2*x[k]"),  # constant
    (
        "diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d)[n]), w[k]) = corr(x, g, stride=s, dilation=d)[k]",
        (),
        None,
        False,
        "diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d)[n]), w[k]) = corr(x, g, stride=d, dilation=s)[k]",
    ),
    (
        "diff(sum(n, g[n]*corr(x, w, stride=s)[n]), x[k]) = conv(g, w)[k]",
        (),
        None,
        False,
        "diff(sum(n, g[n]*corr(x, w, stride=s)[n]), x[k]) = conv(up(g, s), w)[k]",
    ),
    ("up(down(f, s), s) = f", (), None, False, "down(up(f, s), s) = f"),
    (
        "sum(n, conv(f, g)[n]) = sum(n, f[n]) + sum(n, g[n])",
        (),
        None,
        False,
        "sum(n, conv(f, g)[n]) = sum(n, f[n])*sum(n, g[n])",
    ),
    ("ztransform(conj(f)) = conj(ztransform(f))", (), None, True, "ztransform(conj(f)) = conj(ztransform(f, conj(z)))"),
    ("dtft(f, omega + pi) = dtft(f)", (), None, False, "dtft(f, omega + 2*pi) = dtft(f)"),
    (
        "conv(f, g)[n] = sum(m, 0, n-1, f[m]*g[n-m])",
        ("f causal", "g causal"),
        None,
        False,
        "conv(f, g)[n] = sum(m, 0, n, f[m]*g[n - m])",
    ),
    ("conv(f, g)[n] = sum(m, 0, n, f[m]*g[n-m])", ("f causal",), None, False, "g causal"),
    ("down(up(f, s), d) = up(down(f, d), s)", (), None, False, "gcd(s, d) = 1"),
    ("sum(m, a, b, f[m]) = 0", ("b <= a",), None, False, "b < a"),
]


@pytest.mark.parametrize(("statement", "given", "over", "complex", "wanted"), MENDED)
def test_what_was_forgotten_is_found(
    statement: str, given: tuple[str, ...], over: str | None, complex: bool, wanted: str
) -> None:
    """Flip, conjugate, sign, shift, factor, exchanged stride, missing upsampling, missing hypothesis."""
    found = prove(statement, given, over, complex=complex).repairs

    assert wanted in [" and ".join(repair.hypotheses) or to_text(repair.statement) for repair in found]


FALSE = [identity for group in GROUPS for identity in group.identities if not identity.holds]


@pytest.mark.parametrize("identity", FALSE, ids=lambda identity: identity.name)
def test_repairs_are_proved_and_different(identity: Identity) -> None:
    """Both checkers accept the certificate of each repair; no two changes are the same statement in other words."""
    verdict = prove(identity.statement, identity.given, identity.over, complex=identity.complex)
    changed = [repair for repair in verdict.repairs if not repair.hypotheses]
    words = [family(verdict.reading, repair.statement.links[0][1]) for repair in changed]

    assert len(set(words)) == len(words)
    assert not any(alike(repair.statement.first, right) for repair in changed for _, right in repair.statement.links)
    for repair in verdict.repairs:
        verify(repair.proof.certificate)


@pytest.mark.parametrize(
    ("left", "right", "over", "complex"),
    [
        ("corr(f, h)", "conv(f, flip(h))", None, False),
        ("corr(f, h)", "conv(conj(flip(h)), f)", None, True),
        ("flip(conv(f, g))", "conv(flip(g), flip(f))", None, False),
        ("flip(shift(f, k))", "shift(flip(f), -k)", None, False),
        ("flip(f)[n + 1]", "f[-n - 1]", None, False),
        ("conj(dft(f))", "dft(flip(conj(f)))", "Z/N", True),
        ("ztransform(flip(f))", "ztransform(f, 1/z)", None, False),
        ("2*f[n]", "f[n]*2", None, False),
    ],
)
def test_spellings_of_one_family(left: str, right: str, over: str | None, complex: bool) -> None:
    """The flip relationship, flips and conjugates pushed inwards, and the order of factors make no difference."""
    reading = ask(f"{left} = {right}", (), over, complex=complex).read()

    assert len({family(reading, side) for side in reading.sides}) == 1
    assert family(reading, reading.sides[0]) != family(reading, ask("f[n] = 0").read().sides[0])


def test_no_repair_makes_a_number_of_a_stride() -> None:
    """A repair f/s reads s as any number; that candidate ended in a KeyError."""
    answer = prove("f = up(down(f, d), s)")

    assert answer.status is Status.REFUTED
