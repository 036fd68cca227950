"""Signals on Z/N: circular convolution, the discrete Fourier transform, folding."""

from __future__ import annotations

from typing import Final

from symconv.proving.identities.identity import Group, Identity

OPPENHEIM: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 8.6"

CIRCULAR: Final = Group(
    "circular",
    "Circular convolution",
    (
        Identity("circular-commutes", "conv(f, g) = conv(g, f)", over="Z/N", source=OPPENHEIM),
        Identity("circular-associates", "conv(conv(f, g), h) = conv(f, conv(g, h))", over="Z/N", source=OPPENHEIM),
        Identity("circular-identity", "conv(f, delta) = f", over="Z/N", source=OPPENHEIM),
        Identity("circular-flip-relationship", "corr(f, h) = conv(f, conj(flip(h)))", over="Z/N", complex=True),
        Identity("circular-shift", "conv(shift(f, k), g) = shift(conv(f, g), k)", over="Z/N", source=OPPENHEIM),
        Identity("circular-period", "shift(f, N) = f", over="Z/N", source=OPPENHEIM),
        Identity("circular-adjoint", "inner(conv(f, h), g) = inner(f, corr(g, h))", over="Z/N", complex=True),
        Identity("circular-even-kernel", "corr(f, h) = conv(f, h)", ("h even",), over="Z/N"),
        Identity("circular-sums", "sum(n, conv(f, g)[n]) = sum(n, f[n])*sum(n, g[n])", over="Z/N"),
        Identity("circular-gradient", "diff(inner(corr(x, w), g), x[k]) = conv(g, w)[k]", over="Z/N"),
        Identity("circular-gradient-kernel", "diff(inner(corr(x, w), g), w[k]) = corr(x, g)[k]", over="Z/N"),
        Identity("circular-limited-sum", "sum(n, f[n]) = sum(n, 0, N-1, f[n])", over="Z/N"),
        Identity(
            "folding",
            "conv(f, seq(n, sum(k, g[n + T*k])))[n] = sum(k, conv(f, g)[n + T*k])",
            ("T > 0",),
            source="Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 8.7",
        ),
        Identity("periodic-convolution", "conv(f, g)[n + T] = conv(f, g)[n]", ("f period T",)),
        Identity("circulant", "corr(shift(f, k), shift(g, k)) = corr(f, g)", over="Z/N"),
    ),
    background=OPPENHEIM,
)

DFT: Final = Group(
    "dft",
    "The discrete Fourier transform",
    (
        Identity("dft-inverse", "idft(dft(f)) = f", over="Z/N", complex=True, source=OPPENHEIM),
        Identity("dft-inverse-other-way", "dft(idft(f)) = f", over="Z/N", complex=True, source=OPPENHEIM),
        Identity(
            "convolution-theorem",
            "dft(conv(f, g))[k] = dft(f)[k]*dft(g)[k]",
            over="Z/N",
            complex=True,
            source=OPPENHEIM,
        ),
        Identity(
            "correlation-theorem",
            "dft(corr(f, g))[k] = dft(f)[k]*conj(dft(g)[k])",
            over="Z/N",
            complex=True,
            source=OPPENHEIM,
        ),
        Identity(
            "product-theorem",
            "N*dft(seq(n, f[n]*g[n])) = conv(dft(f), dft(g))",
            over="Z/N",
            complex=True,
            source=OPPENHEIM,
        ),
        Identity(
            "dft-shift",
            "dft(shift(f, m))[k] = exp(-2*pi*I*k*m/N)*dft(f)[k]",
            over="Z/N",
            complex=True,
            source=OPPENHEIM,
        ),
        Identity(
            "dft-modulation",
            "dft(seq(n, exp(2*pi*I*m*n/N)*f[n])) = shift(dft(f), m)",
            over="Z/N",
            complex=True,
            source=OPPENHEIM,
        ),
        Identity("dft-flip", "dft(flip(f)) = flip(dft(f))", over="Z/N", complex=True, source=OPPENHEIM),
        Identity("dft-conjugate", "dft(conj(f)) = conj(flip(dft(f)))", over="Z/N", complex=True, source=OPPENHEIM),
        Identity("dft-of-real", "dft(f) = conj(flip(dft(f)))", over="Z/N", source=OPPENHEIM),
        Identity("dft-of-even-real", "dft(f) = conj(dft(f))", ("f even",), over="Z/N", source=OPPENHEIM),
        Identity("dft-of-odd-real", "dft(f) = -conj(dft(f))", ("f odd",), over="Z/N", source=OPPENHEIM),
        Identity("dft-twice", "dft(dft(f))[n] = N*f[-n]", over="Z/N", complex=True, source=OPPENHEIM),
        Identity("parseval", "inner(f, f) = inner(dft(f), dft(f))/N", over="Z/N", complex=True, source=OPPENHEIM),
        Identity("plancherel", "inner(f, g) = inner(dft(f), dft(g))/N", over="Z/N", complex=True, source=OPPENHEIM),
        Identity("dft-of-impulse", "dft(delta)[k] = 1", over="Z/N", source=OPPENHEIM),
        Identity("dft-of-constant", "dft(seq(n, 1)) = N*delta", over="Z/N", source=OPPENHEIM),
        Identity("dft-at-zero", "dft(f)[0] = sum(n, f[n])", over="Z/N", source=OPPENHEIM),
        Identity("idft-at-zero", "f[0] = sum(k, dft(f)[k])/N", over="Z/N", complex=True, source=OPPENHEIM),
        Identity("orthogonality", "sum(n, exp(2*pi*I*k*n/N)) = N*delta[k]", over="Z/N", source=OPPENHEIM),
        Identity("power-spectrum", "dft(corr(f, f))[k] = abs2(dft(f)[k])", over="Z/N", complex=True),
        Identity("dft-is-linear", "dft(a*f + b*g) = a*dft(f) + b*dft(g)", over="Z/N", complex=True, source=OPPENHEIM),
        Identity("idft-by-dft", "idft(f) = conj(dft(conj(f)))/N", over="Z/N", complex=True, source=OPPENHEIM),
        Identity("dft-2d-separates", "dft(outer(u, v))[k,l] = dft(u)[k]*dft(v)[l]", over="Z/N", complex=True),
        Identity("convolution-theorem-2d", "dft(conv(F, G))[k,l] = dft(F)[k,l]*dft(G)[k,l]", over="Z/N", complex=True),
        Identity(
            "circulant-eigenvector",
            "conv(h, seq(n, exp(2*pi*I*k*n/N)))[m] = dft(h)[k]*exp(2*pi*I*k*m/N)",
            over="Z/N",
            complex=True,
        ),
    ),
    background=OPPENHEIM,
)

FALSE_CIRCULAR: Final = Group(
    "false-circular",
    "Tempting, but false: Z/N",
    (
        Identity(
            "false-correlation-theorem",
            "dft(corr(f, g))[k] = dft(f)[k]*dft(g)[k]",
            over="Z/N",
            holds=False,
            note="one spectrum is conjugated",
        ),
        Identity(
            "false-parseval", "inner(f, g) = inner(dft(f), dft(g))", over="Z/N", holds=False, note="1/N is missing"
        ),
        Identity(
            "false-dft-twice", "dft(dft(f))[n] = f[n]", over="Z/N", holds=False, note="N times the flipped signal"
        ),
        Identity(
            "false-dft-shift", "dft(shift(f, m))[k] = exp(2*pi*I*k*m/N)*dft(f)[k]", over="Z/N", holds=False, note="sign"
        ),
        Identity("false-dft-of-real", "dft(f) = conj(dft(f))", over="Z/N", holds=False, note="of even real signals"),
        Identity(
            "false-product-theorem",
            "dft(seq(n, f[n]*g[n])) = conv(dft(f), dft(g))",
            over="Z/N",
            holds=False,
            note="1/N is missing",
        ),
        Identity(
            "false-dft-conjugate",
            "dft(conj(f)) = conj(dft(f))",
            over="Z/N",
            complex=True,
            holds=False,
            note="the spectrum is reversed too",
        ),
        Identity("false-dft-of-constant", "dft(seq(n, 1)) = delta", over="Z/N", holds=False, note="N times"),
    ),
    background=OPPENHEIM,
)
