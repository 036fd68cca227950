"""Correlation: its flip relationship with convolution, and what it does instead of commuting and associating."""

from __future__ import annotations

from typing import Final

from symconv.proving.identities.identity import Group, Identity

OPPENHEIM: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 2.9"
PROAKIS: Final = "Proakis, Manolakis: Digital Signal Processing, 4th edition, section 2.6"
GOODFELLOW: Final = "Goodfellow, Bengio, Courville: Deep Learning, section 9.1"

CORRELATION: Final = Group(
    "correlation",
    "Correlation and convolution",
    (
        Identity("correlation-is-flipped-convolution", "corr(f, h) = conv(f, flip(h))", source=PROAKIS),
        Identity(
            "correlation-is-flipped-convolution-complex",
            "corr(f, h) = conv(f, conj(flip(h)))",
            complex=True,
            source=PROAKIS,
        ),
        Identity("convolution-is-flipped-correlation", "conv(f, h) = corr(f, flip(h))", source=GOODFELLOW),
        Identity("convolution-is-flipped-correlation-complex", "conv(f, h) = corr(f, conj(flip(h)))", complex=True),
        Identity("flip-relationship-2d", "corr(F, H)[n,m] = conv(F, flip(H))[n,m]", source=GOODFELLOW),
        Identity("correlation-exchanged", "corr(f, g) = flip(corr(g, f))", source=PROAKIS),
        Identity("correlation-exchanged-complex", "corr(f, g) = conj(flip(corr(g, f)))", complex=True, source=PROAKIS),
        Identity("correlation-associates-with-convolution", "corr(corr(f, g), h) = corr(f, conv(g, h))"),
        Identity(
            "correlation-associates-with-convolution-complex",
            "corr(corr(f, g), h) = corr(f, conv(g, h))",
            complex=True,
        ),
        Identity("convolution-leaves-correlation", "conv(f, corr(g, h)) = corr(conv(f, g), h)"),
        Identity("correlation-of-convolution", "corr(f, conv(g, h)) = corr(corr(f, h), g)"),
        Identity("flip-of-correlation", "flip(corr(f, g)) = corr(flip(f), flip(g))"),
        Identity("correlation-of-flips", "corr(flip(f), flip(g)) = corr(g, f)"),
        Identity("correlation-lags", "corr(f, g)[n] = sum(m, f[m]*g[m-n])"),
        Identity("correlation-is-bilinear", "corr(a*f + b*g, h) = a*corr(f, h) + b*corr(g, h)"),
        Identity("correlation-is-antilinear", "corr(f, a*g) = conj(a)*corr(f, g)", complex=True, source=PROAKIS),
        Identity("shift-of-correlation", "corr(shift(f, k), g) = shift(corr(f, g), k)"),
        Identity("shift-of-kernel", "corr(f, shift(g, k)) = shift(corr(f, g), -k)"),
        Identity("common-shift-cancels", "corr(shift(f, k), shift(g, k)) = corr(f, g)", source=PROAKIS),
        Identity("delay-moves-the-peak", "corr(shift(f, k), f) = shift(corr(f, f), k)", source=PROAKIS),
        Identity("echo", "corr(f + a*shift(f, k), f) = corr(f, f) + a*shift(corr(f, f), k)", source=PROAKIS),
        Identity(
            "correlation-of-sum", "corr(f + g, f + g) = corr(f, f) + corr(f, g) + corr(g, f) + corr(g, g)", complex=True
        ),
        Identity("correlation-with-impulse", "corr(f, delta) = f"),
        Identity("impulse-with-signal", "corr(delta, f) = flip(f)"),
        Identity("even-kernel", "corr(f, h) = conv(f, h)", ("h even",), source=GOODFELLOW),
        Identity("odd-kernel", "corr(f, h) = -conv(f, h)", ("h odd",)),
        Identity("hermitian-kernel", "corr(f, h) = conv(f, h)", ("h hermitian",), complex=True),
        Identity("even-kernel-2d", "corr(F, H)[n,m] = conv(F, H)[n,m]", ("H even",)),
        Identity("even-signals-commute", "corr(f, g) = corr(g, f)", ("f even", "g even")),
        Identity("even-with-even", "conv(f, g) = flip(conv(f, g))", ("f even", "g even")),
        Identity("odd-with-odd", "conv(f, g) = flip(conv(f, g))", ("f odd", "g odd")),
        Identity("even-with-odd", "conv(f, g) = -flip(conv(f, g))", ("f even", "g odd")),
        Identity("odd-sums-to-zero", "sum(n, h[n]) = 0", ("h odd",)),
        Identity("even-part", "corr(f, h + flip(h)) = conv(f, h + flip(h))"),
        Identity("adjoint-of-convolution", "inner(conv(f, h), g) = inner(f, corr(g, h))", complex=True),
        Identity("adjoint-of-correlation", "inner(corr(f, h), g) = inner(f, conv(g, h))", complex=True),
        Identity("inner-as-correlation", "inner(f, g) = corr(f, g)[0]", complex=True, source=PROAKIS),
        Identity("inner-of-shifts", "inner(shift(f, k), shift(g, k)) = inner(f, g)", complex=True),
        Identity("inner-exchanged", "inner(f, g) = conj(inner(g, f))", complex=True),
        Identity("autocorrelation-is-even", "corr(f, f) = flip(corr(f, f))", source=PROAKIS),
        Identity("autocorrelation-is-hermitian", "corr(f, f) = conj(flip(corr(f, f)))", complex=True, source=PROAKIS),
        Identity("energy", "corr(f, f)[0] = sum(n, abs2(f[n]))", complex=True, source=PROAKIS),
        Identity("autocorrelation-of-flip", "corr(flip(f), flip(f)) = corr(f, f)"),
        Identity(
            "autocorrelation-of-convolution",
            "corr(conv(f, h), conv(f, h)) = conv(corr(f, f), corr(h, h))",
            complex=True,
            source=PROAKIS,
        ),
        Identity("input-output-correlation", "corr(conv(f, h), f) = conv(h, corr(f, f))", complex=True, source=PROAKIS),
    ),
    background=PROAKIS,
)

FALSE_CORRELATION: Final = Group(
    "false-correlation",
    "Tempting, but false: correlation",
    (
        Identity("false-correlation-is-convolution", "corr(f, h) = conv(f, h)", holds=False, note="the kernel turns"),
        Identity(
            "false-complex-flip",
            "corr(f, h) = conv(f, flip(h))",
            complex=True,
            holds=False,
            note="the kernel is conjugated as well",
        ),
        Identity("false-correlation-commutes", "corr(f, g) = corr(g, f)", holds=False, note="convolution does"),
        Identity(
            "false-correlation-associates",
            "corr(corr(f, g), h) = corr(f, corr(g, h))",
            holds=False,
            note="convolution does",
        ),
        Identity(
            "false-shift-of-kernel",
            "corr(f, shift(g, k)) = shift(corr(f, g), k)",
            holds=False,
            note="a delayed kernel advances the result",
        ),
        Identity(
            "false-linear-kernel", "corr(f, a*g) = a*corr(f, g)", complex=True, holds=False, note="a is conjugated"
        ),
        Identity("false-odd-kernel", "corr(f, h) = conv(f, h)", ("h odd",), holds=False, note="the sign changes"),
        Identity("false-impulse-first", "corr(delta, f) = f", holds=False, note="correlation has no left identity"),
        Identity(
            "false-adjoint",
            "inner(conv(f, h), g) = inner(f, conv(g, h))",
            holds=False,
            note="the adjoint of a convolution is a correlation",
        ),
        Identity(
            "false-hermitian-real",
            "conv(f, h) = corr(f, h)",
            ("h even",),
            complex=True,
            holds=False,
            note="a complex kernel has to be Hermitian",
        ),
        Identity("false-even-with-odd", "conv(f, g) = flip(conv(f, g))", ("f even", "g odd"), holds=False, note="sign"),
    ),
    background=PROAKIS,
)
