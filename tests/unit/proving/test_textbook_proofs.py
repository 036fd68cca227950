"""Classic proofs come out line by line as a textbook writes them.

The lines are written by hand, after Oppenheim & Schafer, Discrete-Time Signal Processing (3rd edition, sections 2.3,
2.4, 4.7 and 8.6), Proakis & Manolakis, Digital Signal Processing (4th edition, section 2.6), and Goodfellow, Bengio &
Courville, Deep Learning (sections 9.1 and 9.5); each has the reason that such a book gives.
"""

from __future__ import annotations

import pytest

from symconv.results.answer import Answer
from symconv.statements import prove
from symconv.syntax import to_text

Line = tuple[str, str]


def lines(answer: Answer) -> list[Line]:
    """Return the first line, and every other with its reason."""
    assert answer.proof is not None
    return [
        (to_text(answer.proof.first), ""),
        *(
            (
                to_text(step.after) if step.after is not None else "",
                "".join(p if isinstance(p, str) else to_text(p) for p in step.explanation[0].parts()),
            )
            for step in answer.proof.steps
        ),
    ]


CONVOLUTION, CORRELATION = "definition of convolution", "definition of correlation"
OUT = "take out what does not depend on "

COMMUTATIVITY: list[Line] = [
    ("conv(f, g)[n]", ""),
    ("sum(m, f[m]*g[n - m])", CONVOLUTION),
    ("sum(m, f[n - m]*g[m])", "substitute m → n - m"),
    ("sum(m, g[m]*f[n - m])", "the factors commute"),
    ("conv(g, f)[n]", CONVOLUTION),
]
ASSOCIATIVITY: list[Line] = [
    ("conv(conv(f, g), h)[n]", ""),
    ("sum(m, conv(f, g)[m]*h[n - m])", CONVOLUTION),
    ("sum(m, sum(k, f[k]*g[m - k])*h[n - m])", CONVOLUTION),
    ("sum(m, sum(k, f[k]*g[m - k]*h[n - m]))", "put the sums in front"),
    ("sum(m, sum(k, f[k]*g[m]*h[n - m - k]))", "substitute m → k + m"),
    ("sum(k, sum(m, f[k]*g[m]*h[n - k - m]))", "exchange the sums"),
    ("sum(k, f[k]*sum(m, g[m]*h[n - k - m]))", f"{OUT}m"),
    ("sum(k, f[k]*conv(g, h)[n - k])", CONVOLUTION),
    ("conv(f, conv(g, h))[n]", CONVOLUTION),
]
SHIFT: list[Line] = [
    ("shift(conv(f, g), k)[n]", ""),
    ("conv(f, g)[n - k]", "definition of shift"),
    ("sum(m, f[m]*g[n - k - m])", CONVOLUTION),
    ("sum(m, f[m - k]*g[n - m])", "substitute m → m - k"),
    ("sum(m, shift(f, k)[m]*g[n - m])", "definition of shift"),
    ("conv(shift(f, k), g)[n]", CONVOLUTION),
]
BILINEARITY: list[Line] = [
    ("conv(a*f + b*g, h)[n]", ""),
    ("sum(m, (a*f[m] + b*g[m])*h[n - m])", CONVOLUTION),
    ("a*sum(m, f[m]*h[n - m]) + b*sum(m, g[m]*h[n - m])", "multiply out"),
    ("a*conv(f, h)[n] + b*conv(g, h)[n]", CONVOLUTION),
]
FLIP_RELATION: list[Line] = [
    ("corr(f, h)[n]", ""),
    ("sum(m, f[n + m]*h[m])", f"{CORRELATION} of real signals"),
    ("sum(m, f[m]*h[m - n])", "substitute m → m - n"),
    ("sum(m, f[m]*flip(h)[n - m])", "definition of flip"),
    ("conv(f, flip(h))[n]", CONVOLUTION),
]
SYMMETRIC_KERNEL: list[Line] = [
    ("corr(f, h)[n]", ""),
    ("sum(m, f[n + m]*h[m])", f"{CORRELATION} of real signals"),
    ("sum(m, f[n + m]*h[-m])", "h is even"),
    ("sum(m, f[m]*h[n - m])", "substitute m → m - n"),
    ("conv(f, h)[n]", CONVOLUTION),
]
ADJOINT: list[Line] = [
    ("inner(conv(f, h), g)", ""),
    ("sum(m, conv(f, h)[m]*g[m])", "definition of the inner product of real signals"),
    ("sum(m, sum(k, f[k]*h[m - k])*g[m])", CONVOLUTION),
    ("sum(m, sum(k, f[k]*h[m - k]*g[m]))", "put the sums in front"),
    ("sum(m, sum(k, f[k]*h[m]*g[m + k]))", "substitute m → k + m"),
    ("sum(m, sum(k, f[k]*g[m + k]*h[m]))", "the factors commute"),
    ("sum(k, sum(m, f[k]*g[k + m]*h[m]))", "exchange the sums"),
    ("sum(k, f[k]*sum(m, g[k + m]*h[m]))", f"{OUT}m"),
    ("sum(k, f[k]*corr(g, h)[k])", CORRELATION),
    ("inner(f, corr(g, h))", "definition of the inner product"),
]
INPUT_GRADIENT: list[Line] = [
    ("diff(sum(n, g[n]*corr(x, w)[n]), x[k])", ""),
    ("diff(sum(n, g[n]*sum(m, x[n + m]*w[m])), x[k])", f"{CORRELATION} of real signals"),
    ("sum(n, sum(m, g[n]*delta[n + m - k]*w[m]))", "product rule, with diff(x[i], x[k]) = delta[i - k]"),
    ("sum(n, g[n]*w[k - n])", "the impulse leaves only m = k - n"),
    ("conv(g, w)[k]", CONVOLUTION),
]
KERNEL_GRADIENT: list[Line] = [
    ("diff(sum(n, g[n]*corr(x, w)[n]), w[k])", ""),
    ("diff(sum(n, g[n]*sum(m, x[n + m]*w[m])), w[k])", f"{CORRELATION} of real signals"),
    ("sum(n, sum(m, g[n]*x[n + m]*delta[m - k]))", "product rule, with diff(w[i], w[k]) = delta[i - k]"),
    ("sum(n, g[n]*x[k + n])", "the impulse leaves only m = k"),
    ("sum(n, x[k + n]*g[n])", "the factors commute"),
    ("corr(x, g)[k]", CORRELATION),
]
STRIDED_GRADIENT: list[Line] = [
    ("diff(sum(n, g[n]*corr(x, w, stride=s)[n]), x[k])", ""),
    ("diff(sum(n, g[n]*sum(m, x[s*n + m]*w[m])), x[k])", "definition of strided correlation of real signals"),
    ("sum(n, sum(m, g[n]*delta[s*n + m - k]*w[m]))", "product rule, with diff(x[i], x[k]) = delta[i - k]"),
    ("sum(n, g[n]*w[k - s*n])", "the impulse leaves only m = k - s*n"),
    ("sum(m, sum(n, g[n]*delta[m - s*n]*w[k - m]))", "insert an impulse, which leaves only m = s*n"),
    ("sum(m, sum(n, g[n]*delta[m - s*n])*w[k - m])", f"{OUT}n"),
    ("sum(m, up(g, s)[m]*w[k - m])", "definition of upsampling"),
    ("conv(up(g, s), w)[k]", CONVOLUTION),
]
CONVOLUTION_THEOREM: list[Line] = [
    ("dft(conv(f, g))[k]", ""),
    ("sum(m, conv(f, g)[m]*exp(-2*pi*I*k*m/N))", "definition of the DFT"),
    ("sum(m, sum(j, f[j]*g[m - j])*exp(-2*pi*I*k*m/N))", CONVOLUTION),
    ("sum(m, sum(j, f[j]*g[m - j]*exp(-2*pi*I*k*m/N)))", "put the sums in front"),
    ("sum(m, sum(j, f[j]*g[m]*exp(-2*pi*I*k*m/N - 2*pi*I*k*j/N)))", "substitute m → j + m"),
    ("sum(j, sum(m, f[j]*g[m]*exp(-2*pi*I*k*j/N - 2*pi*I*k*m/N)))", "exchange the sums"),
    ("sum(j, sum(m, f[j]*g[m]*exp(-2*pi*I*k*j/N)*exp(-2*pi*I*k*m/N)))", "split the exponential"),
    (
        "sum(j, f[j]*exp(-2*pi*I*k*j/N))*sum(m, g[m]*exp(-2*pi*I*k*m/N))",
        "separate the sums",
    ),
    ("dft(f)[k]*dft(g)[k]", "definition of the DFT"),
]
PARSEVAL: list[Line] = [
    ("inner(dft(f), dft(f))/N", ""),
    ("(1/N)*sum(k, dft(f)[k]*conj(dft(f)[k]))", "definition of the inner product"),
    (
        "(1/N)*sum(k, sum(m, f[m]*exp(-2*pi*I*k*m/N))*conj(sum(j, f[j]*exp(-2*pi*I*k*j/N))))",
        "definition of the DFT",
    ),
    (
        "(1/N)*sum(k, sum(m, sum(j, f[m]*conj(f[j])*exp(-2*pi*I*k*m/N)*exp(2*pi*I*k*j/N))))",
        "conjugate factor by factor and put the sums in front",
    ),
    ("(1/N)*sum(k, sum(m, sum(j, f[m]*conj(f[j])*exp(2*pi*I*k*j/N - 2*pi*I*k*m/N))))", "add up the exponents"),
    ("sum(m, sum(j, f[m]*conj(f[j])*delta[j - m]))", "the N-th roots of unity sum to 0, unless all of them are 1"),
    ("sum(m, f[m]*conj(f[m]))", "the impulse leaves only j = m"),
    ("inner(f, f)", "definition of the inner product"),
]
POLYPHASE: list[Line] = [
    ("sum(n, f[n])", ""),
    ("sum(n, sum(m, 0, 1, f[2*n + m]))", "divide with remainder: n → 2*n + m"),
    ("sum(n, sum(m, 1, 1, f[2*n + m])) + sum(n, sum(m, 0, 0, f[2*n + m]))", "split where m >= 1"),
    ("sum(n, f[2*n + 1]) + sum(n, f[2*n])", "between equal limits, m = 1 and m = 0"),
    ("sum(n, f[2*n]) + sum(n, f[2*n + 1])", "the terms in another order"),
]
SEPARABLE: list[Line] = [
    ("conv(X, W)[n, m]", ""),
    ("conv(X, outer(u, v))[n, m]", "W = outer(u, v)"),
    ("sum(k, sum(j, X[k, j]*outer(u, v)[n - k, m - j]))", CONVOLUTION),
    ("sum(k, sum(j, X[k, j]*u[n - k]*v[m - j]))", "definition of the outer product"),
    ("sum(k, sum(l, X[n - k, m - l]*u[k]*v[l]))", "substitute k → n - k and j → m - l"),
    ("sum(k, sum(l, u[k]*v[l]*X[n - k, m - l]))", "the factors commute"),
    ("sum(k, u[k]*sum(l, v[l]*X[n - k, m - l]))", f"{OUT}l"),
]
VALID_WINDOW: list[Line] = [
    ("corr(x, w)[n]", ""),
    ("sum(m, x[n + m]*w[m])", f"{CORRELATION} of real signals"),
    ("sum(m, 0, K - 1, x[n + m]*w[m])", "the limits leave out only zeros: w is 0 before 0 and after K - 1"),
]
EVEN_AUTOCORRELATION: list[Line] = [
    ("corr(f, f)[n]", ""),
    ("sum(m, f[n + m]*f[m])", f"{CORRELATION} of real signals"),
    ("sum(m, f[m]*f[m - n])", "substitute m → m - n"),
    ("sum(m, f[m - n]*f[m])", "the factors commute"),
    ("corr(f, f)[-n]", CORRELATION),
    ("flip(corr(f, f))[n]", "definition of flip"),
]
IMPULSE: list[Line] = [
    ("sum(m, f[m]*delta[n - m])", ""),
    ("f[n]", "the impulse leaves only m = n"),
]

FULL_WINDOW: list[Line] = [
    ("conv(f, h)[n]", ""),
    ("sum(m, f[m]*h[n - m])", CONVOLUTION),
    (
        "sum(m, max(0, n - K + 1), min(n, N - 1), f[m]*h[n - m])",
        "the limits leave out only zeros: f is 0 before 0 and after N - 1; h is 0 before 0 and after K - 1",
    ),
]
PERIOD: list[Line] = [
    ("f[n + N]", ""),
    ("f[3*T + n]", "N = 3*T"),
    ("f[n]", "an index counts only up to the period"),
]
REAL_PART: list[Line] = [
    ("Re(conv(f, h)[n])", ""),
    ("conv(f, h)[n]/2 + conj(conv(f, h)[n])/2", "Re(z) is half of z plus its conjugate"),
    ("(1/2)*sum(m, f[m]*h[n - m]) + conj(sum(m, f[m]*h[n - m]))/2", CONVOLUTION),
    (
        "(1/2)*sum(m, f[m]*h[n - m]) + (1/2)*sum(m, conj(f[m])*h[n - m])",
        "conjugate factor by factor and put the sums in front",
    ),
    ("sum(m, (f[m]/2 + conj(f[m])/2)*h[n - m])", "collect the common factor"),
    ("conv(f/2 + conj(f)/2, h)[n]", CONVOLUTION),
    ("conv(Re(f), h)[n]", "Re(z) is half of z plus its conjugate"),
]
LITERAL: list[Line] = [
    ("conv(F, [[1, 1]])[n, m]", ""),
    ("sum(k, sum(j, F[k, j]*[[1, 1]][n - k, m - j]))", CONVOLUTION),
    ("sum(k, sum(j, F[k, j]*(delta[n - k]*delta[m - j] + delta[n - k]*delta[m - j - 1])))", "definition of [[1, 1]]"),
    (
        "sum(k, sum(j, F[k, j]*delta[n - k]*delta[m - j])) + sum(k, sum(j, F[k, j]*delta[n - k]*delta[m - j - 1]))",
        "multiply out",
    ),
    ("F[n, m] + F[n, m - 1]", "the impulse leaves only k = n, j = m and j = m - 1"),
]

CLASSICS = [
    ("conv(f, g) = conv(g, f)", (), None, False, COMMUTATIVITY),
    ("conv(conv(f, g), h) = conv(f, conv(g, h))", (), None, False, ASSOCIATIVITY),
    ("shift(conv(f, g), k) = conv(shift(f, k), g)", (), None, False, SHIFT),
    ("conv(a*f + b*g, h) = a*conv(f, h) + b*conv(g, h)", (), None, True, BILINEARITY),
    ("corr(f, h) = conv(f, flip(h))", (), None, False, FLIP_RELATION),
    ("corr(f, h) = conv(f, h)", ("h even",), None, False, SYMMETRIC_KERNEL),
    ("inner(conv(f, h), g) = inner(f, corr(g, h))", (), None, False, ADJOINT),
    ("diff(sum(n, g[n]*corr(x, w)[n]), x[k]) = conv(g, w)[k]", (), None, False, INPUT_GRADIENT),
    ("diff(sum(n, g[n]*corr(x, w)[n]), w[k]) = corr(x, g)[k]", (), None, False, KERNEL_GRADIENT),
    ("diff(sum(n, g[n]*corr(x, w, stride=s)[n]), x[k]) = conv(up(g, s), w)[k]", (), None, False, STRIDED_GRADIENT),
    ("dft(conv(f, g))[k] = dft(f)[k]*dft(g)[k]", (), "Z/N", True, CONVOLUTION_THEOREM),
    ("inner(f, f) = inner(dft(f), dft(f))/N", (), "Z/N", True, PARSEVAL),
    ("sum(n, f[n]) = sum(n, f[2*n]) + sum(n, f[2*n + 1])", (), None, False, POLYPHASE),
    ("conv(X, W)[n,m] = sum(k, u[k]*sum(l, v[l]*X[n-k,m-l]))", ("W = outer(u, v)",), None, False, SEPARABLE),
    (
        "corr(x, w)[n] = sum(m, 0, K-1, x[n+m]*w[m])",
        ("w on 0..K-1", "x on 0..N-1", "n >= 0", "n <= N - K"),
        None,
        False,
        VALID_WINDOW,
    ),
    ("corr(f, f) = flip(corr(f, f))", (), None, False, EVEN_AUTOCORRELATION),
    ("f[n] = sum(m, f[m]*delta[n-m])", (), None, False, IMPULSE),
    (
        "conv(f, h)[n] = sum(m, max(0, n-K+1), min(n, N-1), f[m]*h[n-m])",
        ("f on 0..N-1", "h on 0..K-1"),
        None,
        False,
        FULL_WINDOW,
    ),
    ("f[n + N] = f[n]", ("f period T", "N = 3*T"), None, False, PERIOD),
    ("Re(conv(f, h)) = conv(Re(f), h)", ("h real",), None, True, REAL_PART),
    ("conv(F, [[1, 1]])[n,m] = F[n,m] + F[n,m-1]", (), None, False, LITERAL),
]


@pytest.mark.parametrize(("statement", "given", "over", "complex", "expected"), CLASSICS)
def test_lines(statement: str, given: tuple[str, ...], over: str | None, complex: bool, expected: list[Line]) -> None:
    """Definition, substitution, definition: the lines and reasons of the books."""
    assert lines(prove(statement, given, over, complex)) == expected


def test_a_sum_that_is_its_own_opposite_is_zero() -> None:
    """Antisymmetry is shown as T = −T, 2·T = 0, T = 0."""
    proof = prove("sum(n, h[n]) = 0", "h odd").proof
    assert proof is not None

    assert [(to_text(step.before), to_text(step.after)) for step in proof.steps if step.before and step.after] == [
        ("sum(n, h[n])", "-sum(n, h[-n])"),
        ("-sum(n, h[-n])", "-sum(n, h[n])"),
        ("2*sum(n, h[n])", "0"),
        ("sum(n, h[n])", "0"),
    ]
