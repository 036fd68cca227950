"""Who is what: signals with dimensions, integers, scalars, and what is assumed about them."""

from __future__ import annotations

import pytest

from symconv.derivation import Status
from symconv.errors import ParseError
from symconv.proving.answer import prove
from symconv.proving.asking import ask

ROLES = [
    ("corr(f, h) = conv(f, flip(h))", (), {"f": 1, "h": 1}, (), ()),
    ("conv(a*f, g) = a*conv(f, g)", (), {"f": 1, "g": 1}, (), ("a",)),
    ("F[n, m] = G[m, n]", (), {"F": 2, "G": 2}, ("n", "m"), ()),
    ("conv(x, delta) = x", ("x in Z^3",), {"x": 3}, (), ()),
    ("shift(f, k) = conv(f, shift(delta, k))", (), {"f": 1}, ("k",), ()),
    ("shift(F, k, l) = F", (), {"F": 2}, ("k", "l"), ()),
    ("conv(X, outer(u, v)) = X", (), {"X": 2, "u": 1, "v": 1}, (), ()),
    ("conv(X, outer(u, V)) = X", ("V in Z^2",), {"X": 3, "u": 1, "V": 2}, (), ()),
    ("sum(m, 0, N-1, f[m]*n) = n*sum(m, 0, N-1, f[m])", (), {"f": 1}, ("N",), ("n",)),
    ("n*f[n] = f[n]*n", (), {"f": 1}, ("n",), ()),
    ("a**n*f[n] = b", (), {"f": 1}, ("n",), ("a", "b")),
    ("exp(I*omega*n)*f[n] = 0", (), {"f": 1}, ("n",), ()),
    ("ztransform(f, z**s) = ztransform(up(f, s))", (), {"f": 1}, ("s",), ()),
    ("y = conv(x, h)", ("let y = conv(h, x)",), {"x": 1, "h": 1}, (), ()),
    ("conv(t*f, g) = t*conv(f, g)", ("t integer",), {"f": 1, "g": 1}, ("t",), ()),
]


@pytest.mark.parametrize(("statement", "given", "signals", "integers", "scalars"), ROLES)
def test_roles(
    statement: str, given: tuple[str, ...], signals: dict[str, int], integers: tuple[str, ...], scalars: tuple[str, ...]
) -> None:
    """Each name is what its uses say."""
    reading = ask(statement, given).read()

    assert {s.name: s.dimension for s in reading.signals} == signals
    assert set(reading.integers) == set(integers)
    assert {s.name for s in reading.scalars} == set(scalars)


def test_positive_and_nonzero_names() -> None:
    """Strides, dilations, factors, periods and N are positive; what is divided by is nonzero."""
    reading = ask("corr(x, w, stride=s, dilation=d)[n]/a = up(x, t)[n] + x[n]", ("x period T", "K > 0")).read()
    modular = ask("dft(f) = f", over="Z/M").read()

    assert set(reading.positive) == {"s", "d", "t", "T", "K"}
    assert [(s.name, s.nonzero) for s in reading.scalars] == [("a", True)]
    assert modular.positive == ("M",)


def test_real_unless_complex() -> None:
    """The option makes everything complex that is not declared real, and hypotheses make one name complex."""
    plain = ask("conv(f, h) = a*conv(h, f)", ("h complex",)).read()
    option = ask("conv(f, h) = a*conv(h, f)", ("h real",), complex=True).read()

    assert {s.name: s.real for s in plain.signals} == {"f": True, "h": False}
    assert [s.real for s in plain.scalars] == [True]
    assert {s.name: s.real for s in option.signals} == {"f": False, "h": True}
    assert [s.real for s in option.scalars] == [False]


@pytest.mark.parametrize(
    ("statement", "hypothesis"),
    [
        ("corr(f, h) = conv(f, h)", "h[n] = h[-n]"),
        ("corr(f, h) = -conv(f, h)", "h[n] = -h[-n]"),
        ("f[n + 2*T] = f[n]", "f[n] = f[n + T]"),
        ("f[n + 2*T] = f[n]", "f[n] = f[n - T]"),
        ("conv(y, delta)[n] = f[n]*g[n]", "y[n] = g[n]*f[n]"),
        ("y = conv(g, f)", "y[n] = sum(m, f[m]*g[n-m])"),
        ("conv(f, g) = conv(f, f)", "f = g"),
        ("f[N] = f[M]", "N = M"),
    ],
)
def test_equations_between_samples(statement: str, hypothesis: str) -> None:
    """Symmetries and periods may be written as equations; y[n] = … defines y."""
    assert prove(statement, hypothesis).status is Status.PROVED


@pytest.mark.parametrize(
    "hypothesis", ["f[n] > 0", "f[n] != g[n]", "f[2*n] = g[3*n]", "gcd(s, d) = 2", "f[n] = f[n]**2"]
)
def test_other_hypotheses_about_samples_are_refused(hypothesis: str) -> None:
    """What cannot be assumed is refused with what can."""
    with pytest.raises(ParseError, match=r"hypothesis"):
        prove("conv(f, g) = conv(g, f)", hypothesis)


def test_definitions_are_among_the_assumptions() -> None:
    """What a name stands for is said with everything else that is assumed."""
    verdict = prove("let y = conv(x, h); corr(W, outer(y, y)) = corr(W, outer(y, y))", ("W = outer(u, v)",))

    assert "y = conv(x, h)" in verdict.assumptions
    assert "W = outer(u, v)" in verdict.assumptions


def test_large_instances_are_given_up() -> None:
    """A statement whose evaluation takes too many samples ends in a bounded time."""
    body = "f[a]*f[b]*f[c]*step[a+b]*step[b+c]*step[a+c+n]"
    verdict = prove(f"sum(a, -9, 9, sum(b, -9, 9, sum(c, -9, 9, {body}))) = 0", repair=False)

    assert verdict.status in (Status.REFUTED, Status.OPEN)


MEANT = [
    ("sum(k, f[k]*shift(g, k)) = conv(f, g)", None),
    ("f = sum(k, f[k]*shift(delta, k))", None),
    ("F = sum((k, l), F[k, l]*shift(delta, k, l))", None),
    ("sum(k, 0, K-1, shift(conv(f, g), k)) = conv(f, sum(k, 0, K-1, shift(g, k)))", None),
    ("sum(k, f[k]*shift(g, k)) = conv(f, g)", "Z/N"),
    ("ztransform(f, exp(I*omega)) = dtft(f)", None),
    ("ztransform(f, 2*z) = ztransform(seq(n, 2**(-n)*f[n]))", None),
    ("6**n*f[n] = 2**n*3**n*f[n]", None),
    ("(3/4)**(n + 1)*f[n] = 3/4*3**n*4**(-n)*f[n]", None),
    ("sum(k, -M, M, f[n-k])/(2*M + 1) = 1/(1 + 2*M)*sum(k, -M, M, f[n+k])", None),
    ("f[n]/(1 - a) = -f[n]/(a - 1)", None),
    ("f[n]/(2 - 2*a) = f[n]/(1 - a)/2", None),
]


@pytest.mark.parametrize(("statement", "over"), MEANT)
def test_sums_of_signals_powers_of_numbers_and_reciprocals_of_sums(statement: str, over: str | None) -> None:
    """They are said with what the trusted core has: samples of sums, and scalars that stand for numbers."""
    assert prove(statement, over=over).status is Status.PROVED


def test_reciprocals_are_said_among_the_assumptions() -> None:
    """The scalar that the proof shows is explained, and what is divided by is no zero."""
    verdict = prove("f[n]/(1 - a) = f[n]/(1 - a)")

    assert "r_1 = 1/(1 - a), 1 - a != 0" in verdict.assumptions


@pytest.mark.parametrize("statement", ["2**n*f[n] = 3**n*f[n]", "f[n]/(1 - a) = f[n]/(1 + a)"])
def test_numbers_are_refuted_by_their_values(statement: str) -> None:
    """The refutation knows the numbers that the scalars stand for."""
    assert prove(statement, repair=False).status is Status.REFUTED
