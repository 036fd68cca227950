"""The z-transform and the discrete-time Fourier transform of signals with finite support."""

from __future__ import annotations

from typing import Final

from symconv.proving.identities.identity import Group, Identity

Z: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 3.4"
FOURIER: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 2.9"

TRANSFORMS: Final = Group(
    "transforms",
    "z-transform and discrete-time Fourier transform",
    (
        Identity("z-convolution", "ztransform(conv(f, g)) = ztransform(f)*ztransform(g)", complex=True, source=Z),
        Identity("z-correlation", "ztransform(corr(f, g)) = ztransform(f)*ztransform(g, 1/z)", source=Z),
        Identity("z-shift", "ztransform(shift(f, k)) = z**(-k)*ztransform(f)", complex=True, source=Z),
        Identity("z-flip", "ztransform(flip(f)) = ztransform(f, 1/z)", complex=True, source=Z),
        Identity("z-conjugate", "ztransform(conj(f)) = conj(ztransform(f, conj(z)))", complex=True, source=Z),
        Identity("z-is-linear", "ztransform(a*f + b*g) = a*ztransform(f) + b*ztransform(g)", complex=True, source=Z),
        Identity("z-of-impulse", "ztransform(delta) = 1", source=Z),
        Identity("z-of-delayed-impulse", "ztransform(shift(delta, k)) = z**(-k)", source=Z),
        Identity("z-scaling", "ztransform(seq(n, a**n*f[n])) = ztransform(f, z/a)", complex=True, source=Z),
        Identity("z-alternating", "ztransform(seq(n, (-1)**n*f[n])) = ztransform(f, -z)", source=Z),
        Identity("z-upsampling", "ztransform(up(f, s)) = ztransform(f, z**s)", source=Z),
        Identity("z-symmetric", "ztransform(h) = ztransform(h, 1/z)", ("h even",), source=Z),
        Identity("z-downsampling", "2*ztransform(down(f, 2), z**2) = ztransform(f) + ztransform(f, -z)", source=Z),
        Identity("dtft-convolution", "dtft(conv(f, g)) = dtft(f)*dtft(g)", complex=True, source=FOURIER),
        Identity("dtft-correlation", "dtft(corr(f, g)) = dtft(f)*conj(dtft(g))", complex=True, source=FOURIER),
        Identity("dtft-shift", "dtft(shift(f, k)) = exp(-I*omega*k)*dtft(f)", complex=True, source=FOURIER),
        Identity("dtft-flip", "dtft(flip(f)) = dtft(f, -omega)", complex=True, source=FOURIER),
        Identity("dtft-conjugate", "dtft(conj(f)) = conj(dtft(f, -omega))", complex=True, source=FOURIER),
        Identity("dtft-of-real", "dtft(f) = conj(dtft(f, -omega))", source=FOURIER),
        Identity("dtft-of-even-real", "dtft(h) = conj(dtft(h))", ("h even",), source=FOURIER),
        Identity("dtft-periodic", "dtft(f, omega + 2*pi) = dtft(f)", source=FOURIER),
        Identity("dtft-alternating", "dtft(seq(n, (-1)**n*f[n])) = dtft(f, omega - pi)", source=FOURIER),
        Identity("dtft-at-zero", "dtft(f, 0) = sum(n, f[n])", source=FOURIER),
        Identity("dtft-upsampling", "dtft(up(f, s)) = dtft(f, s*omega)", source=FOURIER),
        Identity("dtft-downsampling", "2*dtft(down(f, 2), 2*omega) = dtft(f) + dtft(f, omega - pi)", source=FOURIER),
        Identity("energy-spectrum", "dtft(corr(f, f)) = abs2(dtft(f))", complex=True, source=FOURIER),
        Identity(
            "frequency-response",
            "conv(h, seq(n, exp(I*omega*n)))[n] = dtft(h)*exp(I*omega*n)",
            complex=True,
            source="Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 2.6",
        ),
    ),
    background=Z,
)

FALSE_TRANSFORMS: Final = Group(
    "false-transforms",
    "Tempting, but false: transforms",
    (
        Identity(
            "false-z-shift", "ztransform(shift(f, k)) = z**k*ztransform(f)", holds=False, note="a delay is z**(-k)"
        ),
        Identity(
            "false-z-correlation",
            "ztransform(corr(f, g)) = ztransform(f)*ztransform(g)",
            holds=False,
            note="one argument is 1/z",
        ),
        Identity(
            "false-z-conjugate",
            "ztransform(conj(f)) = conj(ztransform(f))",
            complex=True,
            holds=False,
            note="z is conjugated as well",
        ),
        Identity("false-dtft-correlation", "dtft(corr(f, g)) = dtft(f)*dtft(g)", holds=False, note="one is conjugated"),
        Identity("false-dtft-of-real", "dtft(f) = conj(dtft(f))", holds=False, note="of even real signals"),
        Identity("false-dtft-period", "dtft(f, omega + pi) = dtft(f)", holds=False, note="the period is 2*pi"),
        Identity("false-z-upsampling", "ztransform(up(f, s)) = ztransform(f)**2", holds=False, note="f at z**s"),
    ),
    background=FOURIER,
)
