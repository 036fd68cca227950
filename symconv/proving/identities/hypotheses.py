"""What symmetry, support and period of a signal say together."""

from __future__ import annotations

from typing import Final

from symconv.proving.identities.identity import Group, Identity

SEQUENCES: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 2.1"
PARTS: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 12.1"
PHASE: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 5.7"
SERIES: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 8.1"

HYPOTHESES: Final = Group(
    "hypotheses",
    "Symmetry, support and period together",
    (
        Identity("causal-and-even", "f[n] = f[0]*delta[n]", ("f causal", "f even")),
        Identity("causal-and-odd", "f[n] = 0", ("f causal", "f odd")),
        Identity("causal-and-periodic", "f[n] = 0", ("f causal", "f period T")),
        Identity("even-and-odd", "f[n] = 0", ("f even", "f odd")),
        Identity("odd-at-zero", "f[0] = 0", ("f odd",)),
        Identity("hermitian-at-zero", "Im(f[0]) = 0", ("f hermitian",), complex=True),
        Identity(
            "causal-from-even-part",
            "f[n] = (f[n] + f[-n])/2*(2*step[n] - delta[n])",
            ("f causal",),
            source=PARTS,
        ),
        Identity(
            "causal-from-odd-part",
            "f[n] = (f[n] - f[-n])/2*2*step[n] + f[0]*delta[n]",
            ("f causal",),
            source=PARTS,
        ),
        Identity(
            "energy-of-even-and-odd-part",
            "sum(n, f[n]**2) = sum(n, ((f[n] + f[-n])/2)**2) + sum(n, ((f[n] - f[-n])/2)**2)",
        ),
        Identity("even-sum-by-half", "sum(n, -N, N, f[n]) = f[0] + 2*sum(n, 1, N, f[n])", ("f even", "N >= 0")),
        Identity("odd-sum-over-window", "sum(n, -N, N, f[n]) = 0", ("f odd",)),
        Identity("period-of-two-periods", "f[n] = f[n+2]", ("f period 4", "f period 6"), source=SEQUENCES),
        Identity("period-two-is-even", "f[n] = f[-n]", ("f period 2",)),
        Identity("odd-at-half-a-period", "f[M] = 0", ("f odd", "f period 2*M")),
        Identity("odd-over-one-period", "sum(n, 1, T-1, f[n]) = 0", ("f odd", "f period T")),
        Identity("any-period-will-do", "sum(n, k, k+T-1, f[n]) = sum(n, 0, T-1, f[n])", ("f period T",), source=SERIES),
        Identity("several-periods", "sum(n, 0, K*T-1, f[n]) = K*sum(n, 0, T-1, f[n])", ("f period T", "K >= 0")),
        Identity(
            "one-period-in-two-parts",
            "sum(n, f[n]) = sum(n, 0, K-1, f[n]) + sum(n, K, N-1, f[n])",
            ("0 <= K", "K <= N"),
            over="Z/N",
        ),
        Identity(
            "even-over-one-period",
            "sum(n, f[n]) = f[0] + f[M] + 2*sum(n, 1, M-1, f[n])",
            ("f even", "N = 2*M"),
            over="Z/N",
        ),
        Identity(
            "fourier-series",
            "f[n] = sum(k, 0, T-1, sum(m, 0, T-1, f[m]*exp(2*pi*I*k*(n - m)/T)))/T",
            ("f period T",),
            complex=True,
            source=SERIES,
        ),
        Identity(
            "parseval-over-one-period",
            "sum(n, 0, T-1, abs2(f[n])) = sum(k, 0, T-1, abs2(sum(m, 0, T-1, f[m]*exp(-2*pi*I*k*m/T))))/T",
            ("f period T",),
            complex=True,
            source=SERIES,
        ),
        Identity("period-two-by-signs", "f[n] = f[0]*(1 + (-1)**n)/2 + f[1]*(1 - (-1)**n)/2", ("f period 2",)),
        Identity("comb-removes-a-period", "conv(f, delta - shift(delta, T)) = 0", ("f period T",)),
        Identity(
            "linear-phase",
            "exp(I*omega*M)*dtft(h) = sum(n, h[n]*cos(omega*(n - M)))",
            ("h[n] = h[2*M-n]",),
            source=PHASE,
        ),
        Identity(
            "linear-phase-by-conjugate",
            "dtft(h) = exp(-I*omega*(N - 1))*conj(dtft(h))",
            ("h[n] = h[N-1-n]",),
            source=PHASE,
        ),
        Identity(
            "linear-phase-zeros-in-pairs",
            "ztransform(h) = z**(1-N)*ztransform(h, 1/z)",
            ("h[n] = h[N-1-n]",),
            source=PHASE,
        ),
        Identity("linear-phase-type-two", "sum(n, (-1)**n*h[n]) = 0", ("h[n] = h[2*M-1-n]",), source=PHASE),
        Identity("linear-phase-type-three", "h[M] = 0", ("h[n] = -h[2*M-n]",), source=PHASE),
        Identity("linear-phase-type-four", "sum(n, h[n]) = 0", ("h[n] = -h[N-1-n]",), source=PHASE),
        Identity(
            "linear-phase-folded",
            "conv(h, f)[n] = h[M]*f[n-M] + sum(m, 0, M-1, h[m]*(f[n-m] + f[n-2*M+m]))",
            ("h[n] = h[2*M-n]", "h on 0..2*M", "M >= 0"),
            source=PHASE,
        ),
        Identity("centres-add", "conv(f, g)[a+b-n] = conv(f, g)[n]", ("f[n] = f[a-n]", "g[n] = g[b-n]")),
        Identity("centroid-of-symmetric", "sum(n, n*h[n]) = (N-1)/2*sum(n, h[n])", ("h[n] = h[N-1-n]",)),
        Identity("parity-of-squares", "(-1)**(n**2) = (-1)**n"),
        Identity("product-of-neighbours-is-even", "(-1)**(n*(n + 1)) = 1"),
        Identity("short-signal-resampled", "down(up(f, 3), 4) = down(up(f, 2), 4)", ("f on -1..1",)),
    ),
    background=SEQUENCES,
)
FALSE_HYPOTHESES: Final = Group(
    "false-hypotheses",
    "Tempting, but false: symmetry, support and period",
    (
        Identity(
            "false-causal-and-even",
            "f[n] = 0",
            ("f causal", "f even"),
            holds=False,
            note="the sample at 0 is its own mirror image",
        ),
        Identity(
            "false-right-sided-and-even",
            "f[n] = f[0]*delta[n]",
            ("f on -1..", "f even"),
            holds=False,
            note="the support may reach from -1 to 1",
        ),
        Identity(
            "false-period-of-two-periods",
            "f[n] = f[n+3]",
            ("f period 4", "f period 6"),
            holds=False,
            note="the common period is the greatest common divisor 2",
        ),
        Identity(
            "false-period-three-is-even",
            "f[n] = f[-n]",
            ("f period 3",),
            holds=False,
            note="1 and -1 are different residues modulo 3",
        ),
        Identity(
            "false-odd-at-half-a-period",
            "f[M] = 0",
            ("f odd", "f period 4*M"),
            holds=False,
            note="M is a quarter of the period; an odd signal vanishes at half of it",
        ),
        Identity(
            "false-zero-of-odd-length",
            "sum(n, (-1)**n*h[n]) = 0",
            ("h[n] = h[2*M-n]",),
            holds=False,
            note="a symmetric filter must have a zero at z = -1 only when its length is even",
        ),
        Identity(
            "false-centres-add",
            "conv(f, g)[a+b+1-n] = conv(f, g)[n]",
            ("f[n] = f[a-n]", "g[n] = g[b-n]"),
            holds=False,
            note="the centres add up without the 1 of the length",
        ),
        Identity(
            "false-parity-of-products",
            "(-1)**(n*m) = (-1)**(n + m)",
            holds=False,
            note="a product is odd only when both factors are",
        ),
        Identity(
            "false-value-of-pi", "pi*f[n] = 22/7*f[n]", holds=False, note="22/7 is larger than pi, which is irrational"
        ),
    ),
    background=SEQUENCES,
)
