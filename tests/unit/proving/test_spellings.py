r"""Statements as they are typed from books and lecture notes: what each was understood to say, or how to say it."""

from __future__ import annotations

import pytest

from symconv.derivation import Status
from symconv.errors import ParseError
from symconv.proving.answer import prove
from symconv.proving.asking import ask
from symconv.syntax import to_text

READ = [
    # operations between signals
    (r"f \ast g = g \ast f", None, "conv(f, g) = conv(g, f)"),
    ("f∗g = g∗f", None, "conv(f, g) = conv(g, f)"),
    (r"(f \ast g)(n) = (g \ast f)(n)", None, "conv(f, g)[n] = conv(g, f)[n]"),
    (r"(f \ast g)_n = \sum_m f_m g_{n-m}", None, "conv(f, g)[n] = sum(m, f[m]*g[n - m])"),
    (r"f \ast (g + h) = f \ast g + f \ast h", None, "conv(f, g + h) = conv(f, g) + conv(f, h)"),
    (r"f \ast g \ast h = h \ast g \ast f", None, "conv(conv(f, g), h) = conv(conv(h, g), f)"),
    (r"f \star h = f \ast \operatorname{flip}(h)", None, "corr(f, h) = conv(f, flip(h))"),
    (r"f \star h = f \ast \text{flip}(h)", None, "corr(f, h) = conv(f, flip(h))"),
    ("f ★ h = f ∗ flip(h)", None, "corr(f, h) = conv(f, flip(h))"),
    (r"f \circledast g = g \circledast f", "Z/N", "f ⊛ g = g ⊛ f"),
    (r"(u \otimes v)[n,m] = u[n] v[m]", None, "(u ⊗ v)[n, m] = u[n]*v[m]"),
    ("conv(f, g)(n) = conv(g, f)(n)", None, "conv(f, g)[n] = conv(g, f)[n]"),
    ("conv(f, g) == conv(g, f)", None, "conv(f, g) = conv(g, f)"),
    (r"[f \star g][n] = \sum_m f[n+m] g[m]", None, "corr(f, g)[n] = sum(m, f[n + m]*g[m])"),
    # signals written with their index
    ("x(n) ∗ δ(n) = x(n)", None, "conv(x, delta)[n] = x[n]"),
    (r"x[n] \ast \delta[n] = x[n]", None, "conv(x, delta)[n] = x[n]"),
    ("x[n] ∗ h[n] = h[n] ∗ x[n]", None, "conv(x, h)[n] = conv(h, x)[n]"),
    (r"x[n] \ast \delta[n-k] = x[n-k]", None, "conv(x, shift(delta, k))[n] = x[n - k]"),
    (
        r"x[-n] \ast h[n+1] = h[n+1] \ast x[-n]",
        None,
        "conv(flip(x), shift(h, -1))[n] = conv(shift(h, -1), flip(x))[n]",
    ),
    (r"x[2n] \ast h[n] = h[n] \ast x[2n]", None, "conv(seq(n, x[2*n]), h)[n] = conv(h, seq(n, x[2*n]))[n]"),
    ("conv(f, g)[n] = sum(m, f(m)*g(n - m))", None, "conv(f, g)[n] = sum(m, f[m]*g[n - m])"),
    ("f(n)*g[n] = g(n)*f[n]", None, "f[n]*g[n] = g[n]*f[n]"),
    # conjugates and accents
    (r"\overline{f \ast g} = \overline{f} \ast \overline{g}", None, "conj(conv(f, g)) = conv(conj(f), conj(g))"),
    (r"\bar h[n] = h^*[n]", None, "conj(h)[n] = conj(h)[n]"),
    (r"h^{\ast}[n] = h^\star[n]", None, "conj(h)[n] = conj(h)[n]"),
    (r"\tilde h = \widetilde{h}", None, "h_tilde = h_tilde"),
    (r"|f[n]|^2 = f[n] \overline{f[n]}", None, "abs2(f[n]) = f[n]*conj(f[n])"),
    # sums
    (r"\sum\limits_{m=-\infty}^{\infty} f[m] = \sum_m f[-m]", None, "sum(m, f[m]) = sum(m, f[-m])"),
    (r"\sum_{m \in \mathbb{Z}} f[m] = \sum_{m\in Z} f[-m]", None, "sum(m, f[m]) = sum(m, f[-m])"),
    (r"\sum_{0 \le m < N} f[m] = \sum_{m=0}^{N-1} f[m]", None, "sum(m, 0, N - 1, f[m]) = sum(m, 0, N - 1, f[m])"),
    ("Σ_m f[m] = sum(m, f[m])", None, "sum(m, f[m]) = sum(m, f[m])"),
    ("sum(m = 0..N-1, f[m]) = sum(m, 0, N-1, f[m])", None, "sum(m, 0, N - 1, f[m]) = sum(m, 0, N - 1, f[m])"),
    (r"\sum_{k=-\infty}^n x[k] = (x \ast step)[n]", None, "sum(k, -oo, n, x[k]) = conv(x, step)[n]"),
    (r"\langle f, g\rangle = \sum_n f[n] \overline{g[n]}", None, "inner(f, g) = sum(n, f[n]*conj(g[n]))"),
    (r"\sum_{k\ge 0} f[k] = \sum_{k > -1} f[k]", None, "sum(k, 0, oo, f[k]) = sum(k, -1 + 1, oo, f[k])"),
    (r"\sum_{k\le n} f[k] = \sum_{k < n+1} f[k]", None, "sum(k, -oo, n, f[k]) = sum(k, -oo, (n + 1) - 1, f[k])"),
    (r"r_{xy}[n] = r_{xy}[n]", None, "r_xy[n] = r_xy[n]"),
    (r"\frac{1}{1} r_{xy}[n] = r_{xy}[n]", None, "(1/1)*r_xy[n] = r_xy[n]"),
    # transforms
    (r"\mathcal{F}\{f \ast g\} = \mathcal F\{f\} \mathcal F\{g\}", None, "dtft(conv(f, g)) = dtft(f)*dtft(g)"),
    (r"\mathcal{F}\{f\}[k] = \operatorname{dft}(f)[k]", "Z/N", "dft(f)[k] = dft(f)[k]"),
    (r"\mathcal{F}^{-1}\{\mathcal{F}\{f\}\} = f", "Z/N", "idft(dft(f)) = f"),
    (r"\mathcal{Z}\{f\} = \sum_n f[n] z^{-n}", None, "ztransform(f) = sum(n, f[n]*z**(-n))"),
    (
        r"\operatorname{dft}(f)[k] = \sum_{n=0}^{N-1} f[n] e^{-j2\pi kn/N}",
        "Z/N",
        "dft(f)[k] = sum(n, 0, N - 1, f[n]*exp(-I*2*pi*k*n/N))",
    ),
    (
        r"\operatorname{dft}(f)[k] = \sum_{n=0}^{N-1} f[n] e^{-2\pi i k n/N}",
        "Z/N",
        "dft(f)[k] = sum(n, 0, N - 1, f[n]*exp(-2*pi*I*k*n/N))",
    ),
    (r"\sum_i f[i] e^{-j\omega i} = \mathcal F\{f\}", None, "sum(i, f[i]*exp(-I*omega*i)) = dtft(f)"),
    ("sum(n, f[n]*e**(-i*omega*n)) = dtft(f)", None, "sum(n, f[n]*exp(-I*omega*n)) = dtft(f)"),
    ("sum(n, f[n]*exp(-j*omega*n)) = dtft(f)", None, "sum(n, f[n]*exp(-I*omega*n)) = dtft(f)"),
    (
        "f[n]*cos(omega*n) = cos(omega*n)*f[n]",
        None,
        "f[n]*((exp(I*omega*n) + exp(-I*omega*n))/2) = ((exp(I*omega*n) + exp(-I*omega*n))/2)*f[n]",
    ),
    (r"f[(n-m) \bmod N] = f[n-m]", "Z/N", "f[n - m] = f[n - m]"),
    ("f[(n - m) mod N] = f[mod(n - m, N)]", "Z/N", "f[n - m] = f[n - m]"),
    (r"\mathcal{F}(f \ast g) = \mathscr{F}[f] \mathcal{F}(g)", None, "dtft(conv(f, g)) = dtft(f)*dtft(g)"),
    (r"\mathcal{Z}\{x[n-k]\} = z^{-k} \mathcal{Z}\{x\}", None, "ztransform(shift(x, k)) = z**(-k)*ztransform(x)"),
    (
        r"\mathcal{Z}\{a^n x[n]\} = \sum_n x[n] (z/a)^{-n}",
        None,
        "ztransform(seq(n, a**n*x[n])) = sum(n, x[n]*(z/a)**(-n))",
    ),
    # derivatives
    (
        r"\frac{\partial}{\partial x_k} \sum_n g_n x_n = g_k",
        None,
        "diff(sum(n, g[n]*x[n]), x[k]) = g[k]",
    ),
    # signs of definition, and marks of mathematics
    (r"(f \ast g)[n] \triangleq \sum_m f[m] g[n-m]", None, "conv(f, g)[n] = sum(m, f[m]*g[n - m])"),
    (r"(f \ast g)[n] \overset{\mathrm{def}}{=} \sum_m f[m] g[n-m]", None, "conv(f, g)[n] = sum(m, f[m]*g[n - m])"),
    (r"(f \ast g)[n] \stackrel{?}{=} (g \ast f)[n]", None, "conv(f, g)[n] = conv(g, f)[n]"),
    ("conv(f, g) := conv(g, f)", None, "conv(f, g) = conv(g, f)"),
    (r"f \ast g \equiv g \ast f", None, "conv(f, g) = conv(g, f)"),
    (r"$f \ast g = g \ast f$", None, "conv(f, g) = conv(g, f)"),
    (r"$$f \ast g = g \ast f.$$", None, "conv(f, g) = conv(g, f)"),
    (r"\[ f \ast g = g \ast f \]", None, "conv(f, g) = conv(g, f)"),
    (r"\(f \ast g = g \ast f\).", None, "conv(f, g) = conv(g, f)"),
    ("conv(f, g) = conv(g, f).", None, "conv(f, g) = conv(g, f)"),
    (r"{\displaystyle f\ast g=g\ast f,}", None, "conv(f, g) = conv(g, f)"),
    (r"\begin{align*} f \ast g &= g \ast f. \end{align*}", None, "conv(f, g) = conv(g, f)"),
]


@pytest.mark.parametrize(("text", "over", "printed"), READ)
def test_what_was_understood(text: str, over: str | None, printed: str) -> None:
    """The printed statement shows the reading, and it holds."""
    question = ask(text, over=over)

    assert to_text(question.statement) == printed
    assert prove(text, over=over).status is Status.PROVED


REFUSED = [
    ("f * g = g * f", None, 1, r"write conv\(f, g\) for the convolution or f\[n\]\*g\[n\] for the pointwise"),
    (r"f * \delta = f", None, 1, r"can mean two things"),
    ("a (conv(f, g)) = 0", None, 1, r"samples are written a\[n\], and a product a\*\(…\)"),
    (r"X(z) = \sum_n x[n] z^{-n}", None, 1, r"the operator 'X' is not known: samples are written X\[n\]"),
    ("reverse(f) = flip(f)", None, 1, r"'reverse' is not known; did you mean flip\?"),
    ("xcorr(f, g) = corr(f, g)", None, 1, r"did you mean corr\?"),
    ("fft(f) = f", "Z/N", 1, r"did you mean dft\?"),
    ("abs(f[n]) = f[n]", None, 1, r"absolute values are outside the language; \|x\|\^2 is abs2\(x\)"),
    ("f[floor(n)] = 0", None, 3, r"an index is made of integers"),
    ("floor(n) = n", None, 1, r"name the quotient q"),
    ("f ⊛ g = g ⊛ f", None, 1, r"⊛ is the circular convolution: say over Z/N"),
    (r"f[(n-m) \bmod N] = f[n-m]", None, 3, r"said by over Z/N; leave the mod out"),
    ("f[n mod M] = f[n]", "Z/N", 3, r"no other modulus can be said"),
    (r"x[n] \ast h[k] = 0", None, 1, r"which index conv runs along is not clear"),
    (r"x[n-k] \ast h[n-k] = 0", None, 1, r"which index conv runs along is not clear"),
    (r"\delta_{n,m} = \delta_{m,n}", None, 1, r"Kronecker's delta is written delta\[n - m\]"),
    (r"\sum_n x_{nm} = 0", None, 8, r"write x\[n\*m\] or x\[n, m\]"),
    (r"\sum_i f[i] e^{-i\omega i} = 0", None, 16, r"i may be the imaginary unit or an index"),
    (r"e^{2\pi i j/N} f[n] = 0", None, 4, r"write I for the imaginary unit"),
    (r"\|f\|^2 = \sum_n f[n]^2", None, 1, r"a squared norm is written inner\(f, f\)"),
    ("‖f‖ = 0", None, 1, r"a squared norm is written"),
    (r"\forall f: f = f", None, 1, r"a statement is meant for all indices"),
    ("For all f: f = f", None, 5, r"'for' are outside the language"),
    ("f ⋆ h = f ∗ h̃", None, 14, r"write an accent as part of the name, h_tilde"),
    ("f ∗ h' = 0", None, 6, r"a name of its own, such as h_1"),
    (r"\int f = 0", None, 1, r"a sum over all integers is written sum\(m, …\)"),
    (r"f \circ g = 0", None, 3, r"a pointwise product is written f\[n\]\*g\[n\]"),
    (r"f \ast_N g = 0", None, 7, r"the circular convolution is written f ⊛ g"),
    (r"W_N^{kn} \cdot f[n] = 0", None, 1, r"a root of unity is written exp\(-2\*pi\*I/N\)"),
    (r"\mathcal{Z}\{x[m-k]\} = 0", None, 14, r"which index the transform runs along is not clear"),
    ("1½ f[n] = 0", None, 2, r"may be a sum or a product"),
    ("∑ₘ f[m] = 0", None, 2, r"an index is written f\[n\], and a sum Σ_m"),
    ("I(n) = 0", None, 1, r"I is reserved and is no function"),
    ("sum_m f[m] = 0", None, 7, r"a sum is written sum\(m, …\)"),
    ("y[n] := f[n]", None, 1, r"this defines y, .* write 'let y = …;' before the statement"),
    (r"\mathcal{F}^{-1}\{f\} = f", None, 1, r"an inverse transform is idft, over Z/N"),
    (r"f \star g = \overline{f(-t)} * g(t)", None, 13, r"a signal is needed here"),
]


@pytest.mark.parametrize(("text", "over", "column", "message"), REFUSED)
def test_what_is_refused_says_how_it_is_written(text: str, over: str | None, column: int, message: str) -> None:
    """Two readings, or none: the message points at the place and gives the plain spelling."""
    with pytest.raises(ParseError, match=message) as caught:
        prove(text, over=over)

    assert caught.value.column == column


HYPOTHESES = [
    ("corr(f, h) = conv(f, h)", ("flip(h) = h",), None),
    ("corr(f, h) = conv(f, h)", ("h[-n] = h[n]",), None),
    ("corr(f, h) = -conv(f, h)", ("-h[n] = h[-n]",), None),
    ("corr(f, h) = conv(f, h)", ("h complex", "conj(h[-n]) = h[n]"), None),
    ("corr(f, h) = conv(f, h)", ("h complex", "h = flip(conj(h))"), None),
    ("conj(h) = h", ("h = conj(h)", "h signal"), True),
    ("conj(h)[n] = h[n]", ("conj(h[n]) = h[n]",), True),
    ("f[n + 6] = f[n]", ("f[n + 3] = f[n]",), None),
    ("f[n + 6] = f[n]", ("f[n] = f[n - 3]",), None),
    ("F[n, m] = F[-n, -m]", ("F[-n, -m] = F[n, m]",), None),
    ("y[n] = g[n]", ("g[n] = y[n]",), None),
    ("f[n]*t/t = f[n]", ("1 = gcd(s, t)", "t > 0"), None),
]


@pytest.mark.parametrize(("statement", "given", "complex"), HYPOTHESES)
def test_hypotheses_as_equations(statement: str, given: tuple[str, ...], complex: bool | None) -> None:
    """Symmetries, realness and periods may be written as equations, in either order."""
    assert prove(statement, given, complex=bool(complex)).status is Status.PROVED


ONE_SAMPLE_ONLY = [
    ("f[-2] = f[2]", ("f[-1] = f[1]",), r"this equation between samples of one signal"),
    ("f[-3] = f[3]", ("f[-2*n] = f[2*n]",), r"this equation between samples of one signal"),
    ("F[1, 2] = F[-1, -2]", ("F[-n, -n] = F[n, n]",), r"this equation between samples of one signal"),
    ("x[4] = x[3]", ("conj(x[1]) = x[1]", "x complex"), r"this equation between samples of one signal"),
    ("sum(n, 0, N, x[n]) = sum(n, 0, N-1, x[n])", ("x[N] = 0",), r"x\[N\] may be meant as one sample"),
    ("sum(n, 0, N, f[n]) = 0", ("f[-N] = -f[N]",), r"f\[N\] may be meant as one sample"),
    ("corr(x, x, stride=N)[1] = 0", ("x[N] = 0",), r"x\[N\] may be meant as one sample"),
    ("x[3] = 0", ("x[N] = 0", "x in Z", "N >= 0"), r"x\[N\] may be meant as one sample"),
    ("x[n] = 0", ("x[n] = 0", "n < 0"), r"x\[n\] may be meant as one sample"),
]


@pytest.mark.parametrize(("statement", "given", "message"), ONE_SAMPLE_ONLY)
def test_an_equation_for_one_sample_is_no_symmetry_and_no_definition(
    statement: str, given: tuple[str, ...], message: str
) -> None:
    """What is said of one sample must not be used for all of them: each of these was proved."""
    with pytest.raises(ParseError, match=message):
        prove(statement, given)


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ("y[n] - y[n-1] = x[n]", "y[n] = sum(m, -oo, n, x[m])"),
        ("sum(m, 0, N, y[m]) = sum(m, 0, N, x[-m])", "y[k] = x[-k]"),
    ],
)
def test_an_equation_with_a_letter_of_its_own_defines_a_signal(statement: str, given: str) -> None:
    """A limit in the definition itself is no reason to refuse it."""
    assert prove(statement, given).status is Status.PROVED


@pytest.mark.parametrize(
    ("given", "column", "message"),
    [
        ("q even", 1, r"q does not occur in the statement: correct the name"),
        ("H even", 1, r"H does not occur in the statement \(did you mean h\?\)"),
        ("q on 0..3", 1, r"q does not occur"),
        ("q in Z^2", 1, r"q does not occur"),
        ("f[n] = -f[n]", 1, r"this symmetry is not in the language"),
        ("f[n + T] = -f[n]", 1, r"this equation between samples of one signal"),
        ("f[3] = f[0]", 1, r"this equation between samples of one signal"),
        ("f[N - n] = f[n - N]", 1, r"this equation between samples of one signal"),
        ("f[3 - n] = -conj(f[n])", 1, r"this equation between samples of one signal"),
        ("gcd(s, t) = 2", 1, r"s = 2\*a, t = 2\*b and gcd\(a, b\) = 1"),
    ],
)
def test_hypotheses_that_cannot_be_assumed(given: str, column: int, message: str) -> None:
    """A property of a name that does not occur is a misspelling; other equations have a plain spelling."""
    with pytest.raises(ParseError, match=message) as caught:
        prove("corr(f, h) = conv(f, h)", given)

    assert caught.value.column == column
    assert caught.value.source == "hypothesis"


def test_a_hypothesis_may_be_linked_by_another() -> None:
    """N occurs in the support of f only, and that is enough."""
    verdict = prove("conv(f, g) = conv(g, f)", ("f on 0..N-1", "N >= K", "g on 0..K-1"))

    assert verdict.status is Status.PROVED


@pytest.mark.parametrize(
    ("statement", "meant"),
    [
        ("x[n] * delta[n] = x[n]", "conv(x, delta)[n] = x[n]"),
        (r"x[n] * \delta[n-k] = x[n-k]", "conv(x, shift(delta, k))[n] = x[n - k]"),
        ("x[n] * h[n] = sum(k, x[k]*h[n-k])", "conv(x, h)[n] = sum(k, x[k]*h[n - k])"),
    ],
)
def test_a_product_that_was_meant_as_a_convolution(statement: str, meant: str) -> None:
    """``*`` between samples is the product of numbers; where the convolution makes it true, that is said first."""
    verdict = prove(statement)

    assert verdict.status is Status.REFUTED
    assert to_text(verdict.repairs[0].statement) == meant


@pytest.mark.parametrize("given", ["h even, f odd", "h even; f odd", "h even and f odd"])
def test_several_hypotheses_in_one(given: str) -> None:
    """The message says how several are given."""
    with pytest.raises(ParseError, match="one hypothesis at a time: give each its own --given"):
        prove("conv(f, h) = 0", given)
