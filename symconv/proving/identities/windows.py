"""Finite windows, sums and moments, separable kernels, stacked layers."""

from __future__ import annotations

from typing import Final

from symconv.proving.identities.identity import Group, Identity

OPPENHEIM: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 2.4"
GUIDE: Final = "Dumoulin, Visin: A guide to convolution arithmetic for deep learning, arXiv:1603.07285"
GOODFELLOW: Final = "Goodfellow, Bengio, Courville: Deep Learning, section 9.1"

WINDOWS: Final = Group(
    "windows",
    "Finite windows",
    (
        Identity("finite-kernel", "conv(f, h)[n] = sum(m, 0, K-1, h[m]*f[n-m])", ("h on 0..K-1",), source=OPPENHEIM),
        Identity("finite-input", "conv(f, h)[n] = sum(m, 0, N-1, f[m]*h[n-m])", ("f on 0..N-1",), source=OPPENHEIM),
        Identity(
            "causal-convolution",
            "conv(f, g)[n] = sum(m, 0, n, f[m]*g[n-m])",
            ("f causal", "g causal"),
            source=OPPENHEIM,
        ),
        Identity("causal-stays-causal", "conv(f, g)[-n-1] = 0", ("f causal", "g causal", "n >= 0"), source=OPPENHEIM),
        Identity("full-ends", "conv(f, h)[n] = 0", ("f on 0..N-1", "h on 0..K-1", "n >= N + K - 1"), source=OPPENHEIM),
        Identity("full-starts", "conv(f, h)[n] = 0", ("f on 0..N-1", "h on 0..K-1", "n < 0"), source=OPPENHEIM),
        Identity("first-sample", "conv(f, h)[a + b] = f[a]*h[b]", ("f on a..", "h on b.."), source=OPPENHEIM),
        Identity("last-sample", "conv(f, h)[a + b] = f[a]*h[b]", ("f on ..a", "h on ..b"), source=OPPENHEIM),
        Identity(
            "valid-window",
            "corr(x, w)[n] = sum(m, 0, K-1, x[n+m]*w[m])",
            ("w on 0..K-1", "x on 0..N-1", "n >= 0", "n <= N - K"),
            source=GUIDE,
        ),
        Identity(
            "full-correlation-starts", "corr(x, w)[n] = 0", ("x on 0..N-1", "w on 0..K-1", "n <= -K"), source=GUIDE
        ),
        Identity("full-correlation-ends", "corr(x, w)[n] = 0", ("x on 0..N-1", "w on 0..K-1", "n >= N"), source=GUIDE),
        Identity(
            "strided-window",
            "corr(x, w, stride=s)[n] = sum(m, 0, K-1, x[s*n+m]*w[m])",
            ("w on 0..K-1",),
            source=GUIDE,
        ),
        Identity(
            "padded-window",
            "corr(x, w, padding=p)[n] = sum(m, 0, K-1, x[n+m-p]*w[m])",
            ("w on 0..K-1",),
            source=GUIDE,
        ),
        Identity(
            "full-window",
            "conv(f, h)[n] = sum(m, max(0, n-K+1), min(n, N-1), f[m]*h[n-m])",
            ("f on 0..N-1", "h on 0..K-1"),
            source=OPPENHEIM,
        ),
        Identity(
            "valid-convolution",
            "conv(f, h)[n] = sum(m, n-K+1, n, f[m]*h[n-m])",
            ("f on 0..N-1", "h on 0..K-1", "n >= K-1", "n <= N-1"),
            source=OPPENHEIM,
        ),
        Identity("same-window", "corr(x, w)[n] = sum(m, -p, p, x[n+m]*w[m])", ("w on -p..p",), source=GUIDE),
        Identity(
            "same-window-by-padding",
            "corr(x, w, padding=p)[n] = sum(m, -p, p, x[n+m]*w[m+p])",
            ("w on 0..2*p",),
            source=GUIDE,
        ),
        Identity(
            "strided-window-ends",
            "corr(x, w, stride=s)[n] = 0",
            ("x on 0..N-1", "w on 0..K-1", "s*n >= N"),
            source=GUIDE,
        ),
        Identity("toeplitz-matrix", "sum(m, h[n-m]*x[m]) = conv(x, h)[n]", source=GOODFELLOW),
        Identity("toeplitz-transposed", "sum(n, h[n-m]*y[n]) = corr(y, h)[m]", source=GOODFELLOW),
        Identity("toeplitz-product", "sum(l, h[n-l]*g[l-m]) = conv(g, h)[n-m]"),
        Identity(
            "split-sum", "sum(m, 0, N-1, f[m]) = sum(m, 0, K-1, f[m]) + sum(m, K, N-1, f[m])", ("0 <= K", "K <= N")
        ),
        Identity("reversed-sum", "sum(m, 0, N-1, f[m]) = sum(m, 0, N-1, f[N-1-m])"),
        Identity("shifted-sum", "sum(m, a, b, f[m]) = sum(m, a + k, b + k, f[m-k])"),
        Identity("empty-sum", "sum(m, a, b, f[m]) = 0", ("b < a",)),
        Identity("sum-of-supported", "sum(n, f[n]) = sum(n, a, b, f[n])", ("f on a..b",)),
        Identity("moving-sum", "conv(f, step - shift(step, K))[n] = sum(m, n-K+1, n, f[m])", ("K >= 0",)),
        Identity("cumulative-sum-of-causal", "conv(f, step)[n] = sum(m, 0, n, f[m])", ("f causal",), source=OPPENHEIM),
        Identity("triangle-exchange", "sum(m, 0, N, sum(k, 0, m, f[m]*g[k])) = sum(k, 0, N, sum(m, k, N, f[m]*g[k]))"),
        Identity("toeplitz-rows", "conv(f, h)[n+1] - conv(f, h)[n] = conv(seq(m, f[m+1] - f[m]), h)[n]"),
    ),
    background=OPPENHEIM,
)

MOMENTS: Final = Group(
    "moments",
    "Sums and moments",
    (
        Identity(
            "sum-of-convolution", "sum(n, conv(f, g)[n]) = sum(n, f[n])*sum(n, g[n])", complex=True, source=OPPENHEIM
        ),
        Identity("sum-of-correlation", "sum(n, corr(f, g)[n]) = sum(n, f[n])*sum(n, conj(g[n]))", complex=True),
        Identity(
            "first-moment",
            "sum(n, n*conv(f, g)[n]) = sum(n, n*f[n])*sum(n, g[n]) + sum(n, f[n])*sum(n, n*g[n])",
        ),
        Identity(
            "second-moment",
            "sum(n, n**2*conv(f, g)[n]) = sum(n, n**2*f[n])*sum(n, g[n]) + 2*sum(n, n*f[n])*sum(n, n*g[n])"
            " + sum(n, f[n])*sum(n, n**2*g[n])",
        ),
        Identity("moment-of-shift", "sum(n, n*shift(f, k)[n]) = sum(n, n*f[n]) + k*sum(n, f[n])"),
        Identity("moment-of-flip", "sum(n, n*flip(f)[n]) = -sum(n, n*f[n])"),
        Identity("even-first-moment", "sum(n, n*h[n]) = 0", ("h even",)),
        Identity("alternating-sum", "sum(n, (-1)**n*conv(f, g)[n]) = sum(n, (-1)**n*f[n])*sum(n, (-1)**n*g[n])"),
        Identity("geometric-sum", "sum(n, a**n*conv(f, g)[n]) = sum(n, a**n*f[n])*sum(n, a**n*g[n])"),
        Identity("product-of-sums", "sum(n, f[n])*sum(n, g[n]) = sum((n, m), f[n]*g[m])"),
        Identity("sum-shift-invariant", "sum(n, f[n-k]) = sum(n, f[n])"),
        Identity("sum-flip-invariant", "sum(n, f[-n]) = sum(n, f[n])"),
        Identity("count-of-a-window", "sum(n, 0, N-1, 1) = N", ("N >= 0",)),
        Identity("sum-of-integers", "2*sum(n, 0, N-1, n) = N*(N - 1)", ("N >= 0",)),
        Identity("telescoping", "sum(n, f[n] - f[n-1]) = 0"),
        Identity("weight-on-convolution", "n*conv(f, g)[n] = conv(seq(m, m*f[m]), g)[n] + conv(f, seq(m, m*g[m]))[n]"),
    ),
    background=OPPENHEIM,
)

LAYERS: Final = Group(
    "layers",
    "Separable kernels and stacked layers",
    (
        Identity(
            "separable-convolution",
            "conv(X, outer(u, v))[n,m] = sum(k, u[k]*sum(l, v[l]*X[n-k,m-l]))",
            source="Goodfellow, Bengio, Courville: Deep Learning, section 9.8",
        ),
        Identity(
            "separable-kernel",
            "conv(X, W)[n,m] = sum(k, u[k]*sum(l, v[l]*X[n-k,m-l]))",
            ("W = outer(u, v)",),
            source="Goodfellow, Bengio, Courville: Deep Learning, section 9.8",
        ),
        Identity("outer-of-convolutions", "conv(outer(f, g), outer(u, v)) = outer(conv(f, u), conv(g, v))"),
        Identity(
            "outer-of-correlations", "corr(outer(f, g), outer(u, v)) = outer(corr(f, u), corr(g, v))", complex=True
        ),
        Identity("outer-impulse", "outer(delta, delta) = delta"),
        Identity("flip-of-outer", "flip(outer(u, v)) = outer(flip(u), flip(v))"),
        Identity("stacked-convolutions", "conv(conv(x, v), w) = conv(x, conv(v, w))", source=OPPENHEIM),
        Identity("stacked-correlations", "corr(corr(x, v), w) = corr(x, conv(v, w))"),
        Identity("stacked-2d", "corr(corr(X, V), W)[n,m] = corr(X, conv(V, W))[n,m]"),
        Identity("layers-exchange", "corr(corr(x, v), w) = corr(corr(x, w), v)"),
        Identity("residual-layer", "x + corr(x, w) = corr(x, delta + w)"),
        Identity("transposed-twice", "inner(conv(up(g, s), w), x) = inner(g, corr(x, w, stride=s))", source=GUIDE),
        Identity(
            "learned-flip-same-output",
            "conv(x, flip(w)) = corr(x, w)",
            source=GOODFELLOW,
        ),
        Identity(
            "learned-flip-same-gradient",
            "diff(inner(conv(x, v), g), v[-k]) = diff(inner(corr(x, w), g), w[k])",
            source=GOODFELLOW,
        ),
        Identity(
            "learned-flip-same-step",
            "w[k] - a*diff(sum(n, (conv(x, flip(w))[n] - y[n])**2), w[k])"
            " = w[k] - a*diff(sum(n, (corr(x, w)[n] - y[n])**2), w[k])",
            source=GOODFELLOW,
        ),
        Identity("learned-flip-two-layers", "conv(conv(x, flip(v)), flip(w)) = corr(corr(x, v), w)", source=GOODFELLOW),
        Identity(
            "learned-flip-two-layers-gradient",
            "diff(inner(conv(conv(x, flip(v)), flip(w)), g), v[k]) = diff(inner(corr(corr(x, v), w), g), v[k])",
            source=GOODFELLOW,
        ),
        Identity(
            "channels-regroup",
            "sum(c, sum(m, X[c,n+m]*W[c,m])) = sum((c, m), X[c,n+m]*W[c,m])",
        ),
        Identity(
            "rows-and-columns",
            "conv(outer(f, delta), outer(delta, g)) = outer(f, g)",
        ),
        Identity("shift-2d", "conv(shift(F, k, l), G) = shift(conv(F, G), k, l)"),
        Identity("flip-2d", "flip(conv(F, G))[n,m] = conv(flip(F), flip(G))[n,m]"),
        Identity("sum-2d", "sum((n, m), conv(F, G)[n,m]) = sum((n, m), F[n,m])*sum((n, m), G[n,m])"),
    ),
    background=GOODFELLOW,
)

FALSE_WINDOWS: Final = Group(
    "false-windows",
    "Tempting, but false: windows, sums, layers",
    (
        Identity(
            "false-short-causal",
            "conv(f, g)[n] = sum(m, 0, n-1, f[m]*g[n-m])",
            ("f causal", "g causal"),
            holds=False,
            note="the last term is missing",
        ),
        Identity(
            "false-half-causal",
            "conv(f, g)[n] = sum(m, 0, n, f[m]*g[n-m])",
            ("f causal",),
            holds=False,
            note="both have to be causal",
        ),
        Identity(
            "false-kernel-length",
            "conv(f, h)[n] = sum(m, 0, K, h[m]*f[n-m])",
            ("h on 0..K+1",),
            holds=False,
            note="one term too few",
        ),
        Identity(
            "false-full-ends",
            "conv(f, h)[n] = 0",
            ("f on 0..N-1", "h on 0..K-1", "n >= N + K - 2"),
            holds=False,
            note="the last sample is at N + K - 2",
        ),
        Identity("false-sum", "sum(n, conv(f, g)[n]) = sum(n, f[n]) + sum(n, g[n])", holds=False, note="a product"),
        Identity(
            "false-first-moment",
            "sum(n, n*conv(f, g)[n]) = sum(n, n*f[n])*sum(n, n*g[n])",
            holds=False,
            note="means add, they do not multiply",
        ),
        Identity(
            "false-stacked-correlations",
            "corr(corr(x, v), w) = corr(x, corr(v, w))",
            holds=False,
            note="the kernels are convolved",
        ),
        Identity("false-outer", "outer(u, v) = outer(v, u)", holds=False, note="rows and columns are exchanged"),
        Identity("false-telescoping", "sum(n, 0, N-1, f[n] - f[n-1]) = f[N-1]", holds=False, note="f[-1] stays"),
        Identity("false-moment-of-shift", "sum(n, n*shift(f, k)[n]) = sum(n, n*f[n]) + k", holds=False, note="k·Σf"),
    ),
    background=OPPENHEIM,
)
