"""Derive: the right side is found, named in the operators of the language, and proved."""

from __future__ import annotations

import pytest

from symconv.derivation import Status
from symconv.errors import DivergentSum, ProblemError
from symconv.proving.derive import derive
from symconv.syntax import to_text
from symconv.syntax.nodes import Chain

FOUND = [
    ("diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d)[n]), x[k])", "conv(up(g, s), up(w, d))[k]"),
    ("diff(sum(n, g[n]*corr(x, w, stride=s)[n]), x[k])", "conv(up(g, s), w)[k]"),
    ("diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d)[n]), w[k])", "corr(x, g, stride=d, dilation=s)[k]"),
    ("diff(sum(n, g[n]*corr(x, w, padding=p)[n]), x[k])", "conv(g, w)[k + p]"),
    ("diff(sum(n, g[n]*conv(x, w)[n]), x[k])", "corr(g, w)[k]"),
    ("diff(sum((n, m), G[n, m]*corr(X, W, stride=(s, t))[n, m]), X[k, l])", "conv(up(G, s, t), W)[k, l]"),
    ("diff(diff(sum(n, conv(x, w)[n]**2), x[k]), x[l])", "2*corr(w, w)[k - l]"),
    ("diff(sum(n, (corr(x, w)[n] - y[n])**2), w[k])", "2*conv(corr(x, x), w)[k] - 2*corr(x, y)[k]"),
    ("ztransform(conv(f, g))", "ztransform(f)*ztransform(g)"),
    ("ztransform(corr(f, g))", "ztransform(f)*ztransform(g, 1/z)"),
    ("ztransform(up(f, s))", "ztransform(f, z**s)"),
    ("dtft(shift(f, k))", "exp(-I*omega*k)*dtft(f)"),
    ("sum(n, conv(f, g)[n])", "sum(n, f[n])*sum(n, g[n])"),
    ("down(up(f, s), s)", "f"),
    ("conv(f, delta)", "f"),
    ("conv(f, shift(g, k))", "shift(conv(f, g), k)"),
    ("conv(f + g, f - g)", "conv(f, f) - conv(g, g)"),
    ("corr(f, f)[0]", "inner(f, f)"),
    ("f[n] - f[n]", "0"),
    ("sum((n, m), conv(F, G)[n, m])", "sum((n, m), F[n, m])*sum((n, m), G[n, m])"),
    ("conv(X, outer(u, v))", "corr(outer(u, v), flip(X))"),
    ("outer(conv(f, g), h)", "seq(n, k, h[k]*conv(f, g)[n])"),
    ("sum(n, 0, N - 1, f[n] + f[n])", "2*sum(n, 0, N - 1, f[n])"),
    # Numbers as strides, dilations, paddings.
    ("diff(sum(n, g[n]*corr(x, w, stride=2, dilation=3)[n]), x[k])", "conv(up(g, 2), up(w, 3))[k]"),
    ("diff(sum(n, g[n]*corr(x, w, stride=2, dilation=3)[n]), w[k])", "corr(x, g, stride=3, dilation=2)[k]"),
    ("diff(sum(n, g[n]*corr(x, w, stride=2, dilation=2)[n]), x[k])", "up(conv(g, w), 2)[k]"),
    ("diff(sum(n, g[n]*corr(x, w, stride=2, padding=1)[n]), x[k])", "conv(up(g, 2), w)[k + 1]"),
    ("diff(sum(n, g[n]*corr(x, w, stride=2, padding=1)[n]), w[k])", "corr(x, g, dilation=2)[k - 1]"),
    # Paddings stay with the signal that is padded.
    ("diff(sum(n, g[n]*corr(x, w, padding=p)[n]), w[k])", "corr(x, g)[k - p]"),
    (
        "diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d, padding=p)[n]), w[k])",
        "corr(x, g, stride=d, dilation=s, padding=p)[k]",
    ),
    ("diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d, padding=p)[n]), x[k])", "conv(up(g, s), up(w, d))[k + p]"),
    # Transposed layers, two layers, biases, channels, pictures.
    ("diff(sum(n, g[n]*conv(up(x, s), up(w, d))[n]), x[k])", "corr(g, w, stride=s, dilation=d)[k]"),
    ("diff(sum(n, g[n]*conv(up(x, s), w)[n]), w[k])", "corr(g, x, dilation=s)[k]"),
    ("diff(sum(n, g[n]*corr(corr(x, v), w)[n]), v[k])", "corr(x, conv(g, w))[k]"),
    (
        "diff(sum(n, g[n]*corr(corr(x, v, stride=s), w, stride=t)[n]), x[k])",
        "conv(conv(up(g, s*t), up(w, s)), v)[k]",
    ),
    ("diff(sum(n, g[n]*(corr(x, w)[n] + b[0])), b[0])", "sum(n, g[n])"),
    ("diff(sum((c, n), g[n]*w[c]*x[c, n]), x[o, k])", "g[k]*w[o]"),
    ("diff(sum((n, m), G[n, m]*corr(X, W, stride=(s, t))[n, m]), W[k, l])", "corr(X, G, dilation=(s, t))[k, l]"),
    # Upsampling and downsampling.
    ("down(up(f, 2), 3)", "up(down(f, 3), 2)"),
    ("down(up(f, 2), 4)", "down(f, 2)"),
    ("up(shift(f, k), s)", "shift(up(f, s), s*k)"),
    ("down(conv(up(f, s), g), s)", "conv(f, down(g, s))"),
    ("conv(down(f, s), g)", "down(conv(f, up(g, s)), s)"),
    ("conv(shift(f, k), shift(g, l))", "shift(conv(f, g), k + l)"),
    ("sum(m, x[2*n + 3*m]*w[m])", "corr(x, w, stride=2, dilation=3)[n]"),
    # Autocorrelations.
    ("corr(conv(f, h), conv(f, h))", "conv(corr(f, f), corr(h, h))"),
    ("dtft(corr(f, f))", "dtft(f)*dtft(f, -omega)"),
    ("flip(corr(f, g))", "corr(g, f)"),
    ("shift(conv(f, g), k)", "conv(shift(f, k), g)"),
    ("conv(f - shift(f, 1), step)", "f"),
    ("conv(f, g) - conv(g, f)", "0"),
    # Multiples and moves of whole signals.
    ("down(up(f, s), s*t)", "down(f, t)"),
    ("shift(down(f, 2), k)", "down(shift(f, 2*k), 2)"),
    ("corr([1, -1], f)", "flip(f) - shift(flip(f), 1)"),
    ("ztransform(seq(n, a**n*f[n]))", "ztransform(f, z/a)"),
]


@pytest.mark.parametrize(("left", "right"), FOUND)
def test_right_sides_are_found(left: str, right: str) -> None:
    """The shortest name comes out without being told."""
    verdict = derive(left)

    assert verdict.status is Status.PROVED
    assert isinstance(verdict.statement, Chain)
    assert to_text(verdict.statement.links[0][1]) == right


OTHERS = [
    ("flip(conv(f, g))", "conv(flip(f), flip(g))"),
    ("up(conv(f, g), s)", "conv(up(f, s), up(g, s))"),
    ("conv(f, g)", "corr(f, flip(g))"),
]


@pytest.mark.parametrize(("left", "right"), OTHERS)
def test_what_is_short_already_gets_another_name_and_a_remark(left: str, right: str) -> None:
    """Where nothing shorter is found the answer says so, instead of repeating the question."""
    verdict = derive(left)

    assert to_text(verdict.statement) == f"{left} = {right}"
    assert verdict.remark == "The left side has no shorter name in the operators of the language; this is another one."


@pytest.mark.parametrize("left", ["seq(n, f[n]*g[n])", "seq(n, (-1)**n*f[n])", "f", "sum(n, n*f[n])"])
def test_what_has_one_name_only_stays_as_it_is(left: str) -> None:
    """Nothing is renamed for the sake of a new name, and the answer says why."""
    verdict = derive(left)

    assert verdict.status is Status.PROVED
    assert to_text(verdict.statement) == f"{left} = {left}"
    assert verdict.remark.startswith("This is as short as it gets")


def test_shorter_names_need_no_remark() -> None:
    """A gradient that got a name, and a signal that became shorter, speak for themselves."""
    assert derive("down(up(f, s), s)").remark == ""
    assert derive("diff(sum(n, g[n]*corr(x, w)[n]), x[k])").remark == ""


CIRCULAR = [
    ("dft(flip(f))", "flip(dft(f))"),
    ("dft(seq(n, f[n]*g[n]))", "conv(dft(f), dft(g))/N"),
    ("dft(seq(n, 1))", "N*delta"),
    ("dft(seq(n, exp(2*pi*I*m*n/N)*f[n]))", "shift(dft(f), m)"),
    ("idft(seq(k, dft(f)[k]*dft(g)[k]))", "conv(f, g)"),
    ("sum(k, abs2(dft(f)[k]))", "N*inner(f, f)"),
]


@pytest.mark.parametrize(("left", "right"), CIRCULAR)
def test_theorems_of_the_dft_are_found(left: str, right: str) -> None:
    """Over Z/N: reversal, product, modulation, convolution, Parseval."""
    verdict = derive(left, over="Z/N", complex=True)

    assert isinstance(verdict.statement, Chain)
    assert to_text(verdict.statement.links[0][1]) == right


COMPLEX = [
    ("diff(sum(n, g[n]*corr(x, w)[n]), x[k])", "conv(g, conj(w))[k]"),
    ("diff(sum(n, abs2(corr(x, w)[n])), conj(w[k]))", "conv(corr(x, x), w)[k]"),
    ("dtft(conj(f))", "conj(dtft(f, -omega))"),
]


@pytest.mark.parametrize(("left", "right"), COMPLEX)
def test_conjugates_stay_with_their_signals(left: str, right: str) -> None:
    """Complex gradients have the conjugate kernel, as in adaptive filters."""
    verdict = derive(left, complex=True)

    assert isinstance(verdict.statement, Chain)
    assert to_text(verdict.statement.links[0][1]) == right


def test_hypotheses_about_factors_make_strides() -> None:
    """A factor of an index is a stride once it is known to be positive."""
    found = derive("sum(m, x[s*n + d*m - p]*w[m])", ("s > 0", "d > 0"))

    assert to_text(found.statement).endswith(" = corr(x, w, stride=s, dilation=d, padding=p)[n]")


def test_complex_signals() -> None:
    """Correlation of complex signals is a convolution with the conjugated flipped kernel."""
    assert to_text(derive("corr(f, h)", complex=True).statement) == "corr(f, h) = conv(f, conj(flip(h)))"


def test_hypotheses_are_used() -> None:
    """With an even kernel convolution is correlation."""
    assert to_text(derive("conv(f, h)", "h even").statement) == "conv(f, h) = corr(f, h)"


def test_modular_transforms() -> None:
    """Over Z/N transforms of convolutions are products, and the transform of the transform is flipped."""
    assert to_text(derive("dft(dft(f))", over="Z/N").statement) == "dft(dft(f)) = N*flip(f)"
    assert to_text(derive("dft(conv(f, g))[k]", over="Z/N").statement) == "dft(conv(f, g))[k] = dft(f)[k]*dft(g)[k]"


def test_statements_are_for_prove() -> None:
    """Derive takes one side only."""
    with pytest.raises(ProblemError, match="one side alone"):
        derive("conv(f, g) = conv(g, f)")


def test_divergent_sums_are_refused() -> None:
    """A sum without a value has no name."""
    with pytest.raises(DivergentSum):
        derive("sum(n, step[n])")
