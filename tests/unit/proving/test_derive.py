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
    ("diff(sum(n, (corr(x, w)[n] - y[n])**2), w[k])", "2*corr(conv(x, w), x)[k] - 2*corr(x, y)[k]"),
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
]


@pytest.mark.parametrize(("left", "right"), FOUND)
def test_right_sides_are_found(left: str, right: str) -> None:
    """The shortest name comes out without being told."""
    verdict = derive(left)

    assert verdict.status is Status.PROVED
    assert isinstance(verdict.statement, Chain)
    assert to_text(verdict.statement.links[0][1]) == right


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
