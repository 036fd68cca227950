"""Gradients of layers: what back-propagation through a convolution or correlation computes."""

from __future__ import annotations

from typing import Final

from symconv.proving.identities.identity import Group, Identity

GUIDE: Final = "Dumoulin, Visin: A guide to convolution arithmetic for deep learning, arXiv:1603.07285"
GOODFELLOW: Final = "Goodfellow, Bengio, Courville: Deep Learning, section 9.5"

GRADIENTS: Final = Group(
    "gradients",
    "Gradients of convolution and correlation layers",
    (
        Identity("entry-by-entry", "diff(x[n], x[k]) = delta[n-k]"),
        Identity(
            "gradient-correlation-input", "diff(sum(n, g[n]*corr(x, w)[n]), x[k]) = conv(g, w)[k]", source=GOODFELLOW
        ),
        Identity(
            "gradient-correlation-kernel", "diff(sum(n, g[n]*corr(x, w)[n]), w[k]) = corr(x, g)[k]", source=GOODFELLOW
        ),
        Identity("gradient-convolution-input", "diff(sum(n, g[n]*conv(x, w)[n]), x[k]) = corr(g, w)[k]"),
        Identity("gradient-convolution-kernel", "diff(sum(n, g[n]*conv(x, w)[n]), w[k]) = corr(g, x)[k]"),
        Identity(
            "gradient-strided-dilated-input",
            "diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d)[n]), x[k]) = conv(up(g, s), up(w, d))[k]",
            source=GUIDE,
        ),
        Identity(
            "gradient-strided-dilated-kernel",
            "diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d)[n]), w[k]) = corr(x, g, stride=d, dilation=s)[k]",
            source=GUIDE,
        ),
        Identity(
            "gradient-strided-input",
            "diff(sum(n, g[n]*corr(x, w, stride=s)[n]), x[k]) = conv(up(g, s), w)[k]",
            source=GUIDE,
        ),
        Identity(
            "gradient-padded-input",
            "diff(sum(n, g[n]*corr(x, w, padding=p)[n]), x[k]) = conv(g, w)[k + p]",
            source=GUIDE,
        ),
        Identity(
            "gradient-padded-kernel",
            "diff(sum(n, g[n]*corr(x, w, stride=s, padding=p)[n]), w[k]) = corr(x, g, dilation=s, padding=p)[k]",
            source=GUIDE,
        ),
        Identity(
            "gradient-strided-convolution-input",
            "diff(sum(n, g[n]*conv(x, w, stride=s, dilation=d)[n]), x[k]) = corr(up(g, s), up(w, d))[k]",
        ),
        Identity(
            "gradient-correlation-2d-input",
            "diff(sum((n, m), G[n,m]*corr(X, W)[n,m]), X[k,l]) = conv(G, W)[k,l]",
            source=GOODFELLOW,
        ),
        Identity(
            "gradient-correlation-2d-kernel",
            "diff(sum((n, m), G[n,m]*corr(X, W)[n,m]), W[k,l]) = corr(X, G)[k,l]",
            source=GOODFELLOW,
        ),
        Identity(
            "gradient-strided-2d-input",
            "diff(sum((n, m), G[n,m]*corr(X, W, stride=(s, t))[n,m]), X[k,l]) = conv(up(G, s, t), W)[k,l]",
            source=GUIDE,
        ),
        Identity(
            "gradient-channels-input",
            "diff(sum((o, n), G[o,n]*sum((c, m), X[c,n+m]*W[o,c,m])), X[i,k]) = sum(o, sum(n, G[o,n]*W[o,i,k-n]))",
            source=GOODFELLOW,
        ),
        Identity(
            "gradient-channels-kernel",
            "diff(sum((o, n), G[o,n]*sum((c, m), X[c,n+m]*W[o,c,m])), W[j,i,k]) = sum(n, G[j,n]*X[i,n+k])",
            source=GOODFELLOW,
        ),
        Identity(
            "gradient-channels-strided-kernel",
            "diff(sum((o, n), G[o,n]*sum((c, m), X[c,s*n+d*m-p]*W[o,c,m])), W[j,i,k]) = sum(n, G[j,n]*X[i,s*n+d*k-p])",
            ("s > 0", "d > 0"),
            source=GUIDE,
        ),
        Identity(
            "gradient-batch",
            "diff(sum((b, n), G[b,n]*sum(m, X[b,n+m]*w[m])), w[k]) = sum((b, n), G[b,n]*X[b,n+k])",
            source=GOODFELLOW,
        ),
        Identity(
            "gradient-all-options-input",
            "diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d, padding=p)[n]), x[k]) = conv(up(g, s), up(w, d))[k + p]",
            source=GUIDE,
        ),
        Identity(
            "gradient-strided-convolution-kernel",
            "diff(sum(n, g[n]*conv(x, w, stride=s, dilation=d)[n]), w[k]) = sum(n, g[n]*x[s*n-d*k])",
        ),
        Identity(
            "gradient-transposed-layer",
            "diff(inner(conv(up(x, s), w), g), x[k]) = corr(g, w, stride=s)[k]",
            source=GUIDE,
        ),
        Identity("gradient-bias", "diff(sum(n, g[n]*(corr(x, w)[n] + b[0])), b[0]) = sum(n, g[n])"),
        Identity(
            "gradient-two-layers",
            "diff(inner(corr(corr(x, w), v), g), x[k]) = conv(conv(g, v), w)[k]",
            source=GOODFELLOW,
        ),
        Identity(
            "gradient-two-layers-first-kernel",
            "diff(inner(corr(corr(x, w), v), g), w[k]) = corr(x, conv(g, v))[k]",
        ),
        Identity(
            "gradient-least-squares",
            "diff(sum(n, (corr(x, w)[n] - y[n])**2), w[k]) = 2*corr(x, corr(x, w) - y)[k]",
            source="Goodfellow, Bengio, Courville: Deep Learning, section 5.1",
        ),
        Identity("gradient-energy", "diff(sum(n, x[n]**2), x[k]) = 2*x[k]"),
        Identity(
            "gradient-regulariser",
            "diff(sum(n, conv(x, w)[n]**2), x[k]) = 2*conv(x, corr(w, w))[k]",
        ),
        Identity("hessian-of-energy", "diff(diff(sum(n, conv(x, w)[n]**2), x[k]), x[l]) = 2*corr(w, w)[k-l]"),
        Identity(
            "hessian-least-squares-kernel",
            "diff(diff(sum(n, (corr(x, w)[n] - y[n])**2), w[k]), w[l]) = 2*corr(x, x)[k-l]",
        ),
        Identity("wirtinger-energy", "diff(inner(x, x), conj(x[k])) = x[k]", complex=True),
        Identity("wirtinger-holds-conjugate", "diff(conj(x[n]), x[k]) = 0", complex=True),
        Identity("wirtinger-gradient", "diff(inner(corr(x, w), g), x[k]) = conj(conv(g, w)[k])", complex=True),
        Identity(
            "flipped-kernel-gradient",
            "diff(sum(n, g[n]*conv(x, flip(w))[n]), w[k]) = diff(sum(n, g[n]*corr(x, w)[n]), w[k])",
        ),
    ),
    background=GOODFELLOW,
)

FALSE_GRADIENTS: Final = Group(
    "false-gradients",
    "Tempting, but false: gradients",
    (
        Identity(
            "false-gradient-input-correlates",
            "diff(sum(n, g[n]*corr(x, w)[n]), x[k]) = corr(g, w)[k]",
            holds=False,
            note="backwards the kernel is flipped",
        ),
        Identity(
            "false-gradient-kernel-convolves",
            "diff(sum(n, g[n]*corr(x, w)[n]), w[k]) = conv(x, g)[k]",
            holds=False,
            note="the kernel's gradient is a correlation",
        ),
        Identity(
            "false-gradient-exchanged-factors",
            "diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d)[n]), x[k]) = conv(up(g, d), up(w, s))[k]",
            holds=False,
            note="the stride belongs to the gradient, the dilation to the kernel",
        ),
        Identity(
            "false-gradient-without-upsampling",
            "diff(sum(n, g[n]*corr(x, w, stride=s)[n]), x[k]) = conv(g, w)[k]",
            holds=False,
            note="zeros have to be put between the entries of g",
        ),
        Identity(
            "false-gradient-stride-for-dilation",
            "diff(sum(n, g[n]*corr(x, w, stride=s, dilation=d)[n]), w[k]) = corr(x, g, stride=s, dilation=d)[k]",
            holds=False,
            note="stride and dilation change places",
        ),
        Identity("false-gradient-energy", "diff(sum(n, x[n]**2), x[k]) = x[k]", holds=False, note="a factor 2"),
        Identity(
            "false-gradient-padding",
            "diff(sum(n, g[n]*corr(x, w, padding=p)[n]), x[k]) = conv(g, w)[k - p]",
            holds=False,
            note="padding is undone in the other direction",
        ),
        Identity(
            "false-wirtinger-energy",
            "diff(inner(x, x), x[k]) = x[k]",
            complex=True,
            holds=False,
            note="that is the derivative by conj(x[k])",
        ),
        Identity(
            "false-hessian",
            "diff(diff(sum(n, conv(x, w)[n]**2), x[k]), x[l]) = 2*corr(w, w)[k+l]",
            holds=False,
            note="it depends on the difference",
        ),
    ),
    background=GOODFELLOW,
)
