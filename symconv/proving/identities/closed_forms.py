"""Finite sums in closed form: arithmetic and geometric ones, of every length, and what steps and exponentials give."""

from __future__ import annotations

from typing import Final

from symconv.proving.identities.identity import Group, Identity

SUMS: Final = "Graham, Knuth, Patashnik: Concrete Mathematics, 2nd edition, section 2.3"
DIFFERENCES: Final = "Graham, Knuth, Patashnik: Concrete Mathematics, 2nd edition, section 2.6"
RESPONSES: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 2.3"
FOURIER: Final = "Oppenheim, Schafer: Discrete-Time Signal Processing, 3rd edition, section 2.6"
LENGTH: Final = "N >= 0"

CLOSED_FORMS: Final = Group(
    "closed-forms",
    "Finite sums in closed form",
    (
        Identity("sum-to-n", "sum(m, 0, N, m) = N*(N + 1)/2", (LENGTH,), source=SUMS),
        Identity("sum-of-squares", "sum(m, 0, N, m**2) = N*(N + 1)*(2*N + 1)/6", (LENGTH,), source=DIFFERENCES),
        Identity("sum-of-cubes", "sum(m, 0, N, m**3) = sum(m, 0, N, m)**2", (LENGTH,), source=DIFFERENCES),
        Identity("sum-of-odd-numbers", "sum(m, 1, N, 2*m - 1) = N**2", (LENGTH,)),
        Identity("sum-of-sums", "sum(m, 0, N, sum(k, 0, m, k)) = N*(N + 1)*(N + 2)/6", (LENGTH,), source=DIFFERENCES),
        Identity(
            "finite-geometric-sum",
            "sum(m, 0, N-1, a**m)*(1 - a) = 1 - a**N",
            ("a scalar", LENGTH),
            complex=True,
            source=SUMS,
        ),
        Identity(
            "geometric-sum-of-any-range",
            "sum(m, K, N, a**m)*(1 - a) = a**K - a**(N + 1)",
            ("a scalar", "K <= N"),
            source=SUMS,
        ),
        Identity(
            "weighted-geometric-sum",
            "sum(m, 0, N-1, m*a**m)*(1 - a)**2 = a - N*a**N + (N - 1)*a**(N + 1)",
            ("a scalar", LENGTH),
            source=SUMS,
        ),
        Identity(
            "difference-of-powers",
            "sum(m, 0, N-1, a**m*b**(N-1-m))*(a - b) = a**N - b**N",
            ("a scalar", "b scalar", LENGTH),
        ),
        Identity(
            "geometric-sum-of-double-length",
            "sum(m, 0, 2*N-1, a**m) = (1 + a**N)*sum(m, 0, N-1, a**m)",
            ("a scalar", LENGTH),
        ),
        Identity("sum-of-signs", "sum(m, 0, N-1, (-1)**m) = (1 - (-1)**N)/2", (LENGTH,)),
        Identity(
            "moving-average-response",
            "sum(m, 0, N-1, exp(-I*omega*m))*(1 - exp(-I*omega)) = 1 - exp(-I*omega*N)",
            (LENGTH,),
            source=FOURIER,
        ),
        Identity("sum-of-differences", "sum(m, a, b, f[m+1] - f[m]) = f[b+1] - f[a]", ("a <= b",), source=DIFFERENCES),
        Identity(
            "summation-by-parts-of-any-length",
            "sum(m, 0, N-1, f[m]*(g[m+1] - g[m])) = f[N]*g[N] - f[0]*g[0] - sum(m, 0, N-1, g[m+1]*(f[m+1] - f[m]))",
            (LENGTH,),
            source=DIFFERENCES,
        ),
        Identity(
            "square-by-diagonals",
            "sum(m, 0, N-1, sum(k, 0, N-1, f[m-k])) = sum(k, 0, N-1, (N - k)*f[k]) + sum(k, 1-N, -1, (N + k)*f[k])",
        ),
        Identity(
            "step-response-of-first-order",
            "conv(seq(n, a**n*step[n]), step)[n]*(1 - a) = (1 - a**(n + 1))*step[n]",
            ("a scalar",),
            source=RESPONSES,
        ),
        Identity(
            "two-exponentials",
            "conv(seq(n, a**n*step[n]), seq(n, b**n*step[n]))[n]*(a - b) = (a**(n+1) - b**(n+1))*step[n]",
            ("a scalar", "b scalar"),
            source=RESPONSES,
        ),
        Identity(
            "double-exponential",
            "conv(seq(n, a**n*step[n]), seq(n, a**n*step[n]))[n] = (n + 1)*a**n*step[n]",
            ("a scalar",),
            source=RESPONSES,
        ),
        Identity(
            "first-order-recursion",
            "conv(seq(n, a**n*step[n]), f)[n] = f[n] + a*conv(seq(n, a**n*step[n]), f)[n-1]",
            ("a scalar",),
            source=RESPONSES,
        ),
        Identity(
            "inverse-of-first-order",
            "conv(seq(n, a**n*step[n]), delta - a*shift(delta, 1)) = delta",
            ("a scalar",),
            source=RESPONSES,
        ),
        Identity("ramp-with-step", "conv(seq(n, n*step[n]), step)[n] = n*(n + 1)/2*step[n]"),
    ),
    background=SUMS,
)
FALSE_CLOSED_FORMS: Final = Group(
    "false-closed-forms",
    "Tempting, but false: finite sums",
    (
        Identity(
            "false-geometric-sum-ends",
            "sum(m, 0, N, a**m)*(1 - a) = 1 - a**N",
            ("a scalar", LENGTH),
            holds=False,
            note="N + 1 powers are summed: the last one is a**(N+1)",
        ),
        Identity(
            "false-geometric-sum-of-negative-length",
            "sum(m, 0, N-1, a**m)*(1 - a) = 1 - a**N",
            ("a scalar",),
            holds=False,
            note="the sum is empty for N < 0, the right side is not 0",
        ),
        Identity(
            "false-sum-of-negative-length",
            "sum(m, 0, N, m) = N*(N + 1)/2",
            holds=False,
            note="the sum is empty for N < 0, the right side is not 0 from N = -2 on",
        ),
        Identity(
            "false-sum-of-squares",
            "sum(m, 0, N-1, m**2) = N*(N + 1)*(2*N + 1)/6",
            (LENGTH,),
            holds=False,
            note="the formula includes N**2",
        ),
        Identity(
            "false-sum-of-signs",
            "sum(m, 0, N-1, (-1)**m) = (1 + (-1)**N)/2",
            (LENGTH,),
            holds=False,
            note="an odd number of signs has the sum 1",
        ),
        Identity(
            "false-step-response",
            "conv(seq(n, a**n*step[n]), step)[n]*(1 - a) = (1 - a**n)*step[n]",
            ("a scalar",),
            holds=False,
            note="n + 1 powers are summed, from a**0 to a**n",
        ),
        Identity(
            "false-product-of-exponentials",
            "conv(seq(n, a**n*step[n]), seq(n, a**n*step[n]))[n] = n*a**n*step[n]",
            ("a scalar",),
            holds=False,
            note="n + 1 products overlap at n",
        ),
    ),
    background=SUMS,
)
