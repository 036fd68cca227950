"""The language of statements, clause by clause: what each clause fixes is proved, what it excludes is refused.

The statements are the definitions of the operators, written out by hand; nothing here comes from a run of the program.
"""

from __future__ import annotations

import pytest

from symconv.derivation import Status
from symconv.errors import ParseError, SymconvError
from symconv.proving.answer import prove
from symconv.proving.asking import ask

OPERATORS = [
    "conv(f, g)[n] = sum(m, f[m]*g[n-m])",
    "corr(f, g)[n] = sum(m, f[n+m]*conj(g[m]))",
    "corr(x, w, stride=s, dilation=d, padding=p)[n] = sum(m, x[s*n + d*m - p]*conj(w[m]))",
    "conv(x, w, stride=s, dilation=d, padding=p)[n] = sum(m, x[s*n - d*m - p]*w[m])",
    "corr(x, w, stride=s)[n] = sum(m, x[s*n + m]*conj(w[m]))",
    "corr(x, w, dilation=d)[n] = sum(m, x[n + d*m]*conj(w[m]))",
    "corr(x, w, padding=p)[n] = sum(m, x[n + m - p]*conj(w[m]))",
    "inner(f, g) = sum(n, f[n]*conj(g[n]))",
    "flip(f)[n] = f[-n]",
    "shift(f, k)[n] = f[n-k]",
    "conj(f)[n] = conj(f[n])",
    "up(f, s)[s*n] = f[n]",
    "up(f, 3)[3*n + 1] = 0",
    "up(f, s)[n] = sum(m, f[m]*delta[n - s*m])",
    "down(f, s)[n] = f[s*n]",
    "outer(u, v)[n, m] = u[n]*v[m]",
    "delta[n]*f[n] = delta[n]*f[0]",
    "step[n] = sum(m, 0, oo, delta[n-m])",
    "seq(n, n*f[n])[k] = k*f[k]",
    "seq(n, m, f[n]*g[m])[k, l] = f[k]*g[l]",
    "sum(m, 2, 4, f[m]) = f[2] + f[3] + f[4]",
    "sum((n, m), F[n, m]) = sum(n, sum(m, F[n, m]))",
    "ztransform(f) = sum(n, f[n]*z**(-n))",
    "ztransform(f, z**s) = sum(n, f[n]*z**(-s*n))",
    "dtft(f) = sum(n, f[n]*exp(-I*omega*n))",
    "dtft(f, omega - pi) = sum(n, f[n]*exp(-I*(omega - pi)*n))",
    "diff(f[n]**2, f[k]) = 2*f[n]*delta[n-k]",
    "Re(f)[n] = (f[n] + conj(f[n]))/2",
    "Im(f)[n] = (f[n] - conj(f[n]))/(2*I)",
    "abs2(f)[n] = f[n]*conj(f[n])",
    "exp(I*omega*n)*exp(-I*omega*n)*f[n] = f[n]",
    "f[n] - g[n]*(-1)**2 + 3/2*f[n] = 5*f[n]/2 - g[n]",
]
MODULAR = [
    "dft(f)[k] = sum(n, f[n]*exp(-2*pi*I*k*n/N))",
    "idft(f)[n] = 1/N*sum(k, f[k]*exp(2*pi*I*k*n/N))",
    "idft(F)[n, m] = 1/N**2*sum(k, sum(l, F[k, l]*exp(2*pi*I*(k*n + l*m)/N)))",
    "conv(f, g)[n] = sum(m, f[m]*g[n-m])",
    "sum(m, f[m]) = sum(m, 0, N-1, f[m])",
    "f[n + N] = f[n]",
    "sum(m, 0, 2*N-1, f[m]) = 2*sum(m, f[m])",
    "sum(m, 0, K, m*f[m]) = sum(m, 0, K, f[m]*m)",
    "delta[n + N] = delta[n]",
]


@pytest.mark.parametrize("statement", OPERATORS)
def test_operators_mean_what_is_said(statement: str) -> None:
    """Each is its definition, for complex signals too."""
    assert prove(statement, complex=True).status is Status.PROVED


@pytest.mark.parametrize("statement", MODULAR)
def test_over_residues(statement: str) -> None:
    """Unlimited sums and indices are modulo N, limited sums run over plain integers."""
    assert prove(statement, over="Z/N", complex=True).status is Status.PROVED


CLAUSES = [
    # padding is a shift before striding; any integer, per axis too
    ("corr(x, w, stride=s, padding=p) = corr(shift(x, p), w, stride=s)", ()),
    ("corr(x, w, padding=-2)[n] = sum(m, x[n + m + 2]*w[m])", ()),
    ("corr(X, W, stride=(s, t))[n, m] = sum((k, l), X[s*n + k, t*m + l]*W[k, l])", ()),
    ("corr(X, W, padding=1)[n, m] = sum((k, l), X[n + k - 1, m + l - 1]*W[k, l])", ()),
    # every axis
    ("flip(F)[n, m] = F[-n, -m]", ()),
    ("up(F, 2)[2*n, 2*m] = F[n, m]", ()),
    ("down(F, s)[n, m] = F[s*n, s*m]", ()),
    ("shift(F, k, l)[n, m] = F[n-k, m-l]", ()),
    # delta and step take the dimension of their context
    ("conv(F, delta)[n, m] = F[n, m]", ()),
    ("delta[n, m] = delta[n]*delta[m]", ()),
    ("step[n, m] = step[n]*step[m]", ()),
    ("conv(f, delta) = f", ("f in Z^3",)),
    # a statement between signals is meant for every index, a chain in each link
    ("conv(f, g) = seq(n, sum(m, f[m]*g[n-m]))", ()),
    ("conv(f, g) = conv(g, f) = corr(g, flip(f))", ()),
    ("conv(f, 0) = 0", ()),
    ("c*conv(f, g) = conv(c*f, g)", ()),
    ("conv(a*f, b*g) = a*b*conv(f, g)", ()),
    # empty ranges are 0
    ("f[n] = f[n]*step[N-1]", ("f on 0..N-1",)),
    ("sum(m, 3, 1, f[m]) = 0", ()),
    ("sum(m, a, b, f[m]) = 0", ("b < a",)),
    ("f = 0", ("f on a..b", "b < a")),
    # names for expressions, literal signals
    ("let y = conv(x, h); y[n] = sum(m, x[m]*h[n-m])", ()),
    ("y[n] = sum(m, x[m]*h[n-m])", ("let y = conv(x, h)",)),
    ("conv(f, [1, _2, 1])[n] = f[n+1] + 2*f[n] + f[n-1]", ()),
    ("conv(f, [1, -1])[n] = f[n] - f[n-1]", ()),
    # hypotheses
    ("f[-n] = f[n]", ("f even",)),
    ("f[-n] = -f[n]", ("f odd",)),
    ("f[-n] = conj(f[n])", ("f complex", "f hermitian")),
    ("conj(f) = f", ("f real",)),
    ("f[n] = f[n]*step[n]", ("f causal",)),
    ("sum(n, f[n]) = sum(n, 0, N-1, f[n])", ("f on 0..N-1",)),
    ("sum(n, f[n]) = sum(n, a, oo, f[n])", ("f on a..",)),
    ("sum(n, f[n]) = sum(n, -oo, b, f[n])", ("f on ..b",)),
    ("f[n + 2*T] = f[n]", ("f period T",)),
    ("f = f", ("f in Z^2",)),
    ("conv(a*f, g) = a*conv(g, f)", ("a scalar",)),
    ("W[n, m] = u[n]*v[m]", ("W = outer(u, v)",)),
    ("up(down(up(f, s), s), s) = up(f, s)", ()),
    ("up(down(f, s), d) = down(up(f, d), s)", ("gcd(s, d) = 1",)),
    ("f[N]*g[s] = f[2*s]*g[s]", ("N = 2*s",)),
    ("delta[a - b]*f[a] = 0", ("a != b",)),
    ("step[s - 1]*f[n] = f[n]", ("s > 0",)),
    ("step[N - K]*f[n] = f[n]", ("N >= K",)),
    # strides, dilations, factors and periods are positive without saying
    ("step[s - 1]*up(f, s)[n] = up(f, s)[n]", ()),
    # complex
    ("conj(conj(f)) = f", ()),
]


@pytest.mark.parametrize(("statement", "given"), CLAUSES)
def test_clauses(statement: str, given: tuple[str, ...]) -> None:
    """What the clause says holds."""
    assert prove(statement, given).status is Status.PROVED


FALSE = [
    ("corr(f, g) = conv(f, g)", (), False),
    ("conj(f) = f", (), True),
    ("conj(f) = f", ("f complex",), False),
    ("step[N]*f[n] = f[n]", (), False),  # lengths are not positive without saying
    ("f[n] - f[m] = 0", (), False),  # free indices: for all their values
    ("diff(conj(f[n]), f[n]) = 1", (), True),
    ("conv(x, w, padding=p) = conv(x, shift(w, -p))", (), False),
]


@pytest.mark.parametrize(("statement", "given", "complex"), FALSE)
def test_what_is_not_assumed(statement: str, given: tuple[str, ...], complex: bool) -> None:
    """Signals are real unless they are not, lengths have any sign, names stand for all values."""
    assert prove(statement, given, complex=complex, repair=False).status is Status.REFUTED


WIRTINGER = [
    ("diff(abs2(f[n]), f[n]) = conj(f[n])", True),
    ("diff(abs2(f[n]), conj(f[n])) = f[n]", True),
    ("diff(conj(f[n]), f[n]) = 0", True),
    ("diff(abs2(f[n]), f[n]) = 2*f[n]", False),
]


@pytest.mark.parametrize(("statement", "complex"), WIRTINGER)
def test_derivatives_are_those_of_wirtinger(statement: str, complex: bool) -> None:
    """conj(x) is held constant; a real signal has its plain derivative."""
    assert prove(statement, complex=complex).status is Status.PROVED


def test_what_is_assumed_is_printed() -> None:
    """Divisors are nonzero, the kinds of names and the hypotheses are said."""
    verdict = prove("conv(f, g)[n]/a = conv(f/a, g)[n]*b**(-1)*b", ("f causal",))

    assert set(verdict.assumptions) == {
        "f and g real signals on Z, summable",
        "n integer",
        "a real number, a != 0",
        "b real number, b != 0",
        "f causal",
    }


ROLES = [
    ("f[n]", {"f": "signal", "n": "integer"}),
    ("conv(f, g)", {"f": "signal", "g": "signal"}),
    ("shift(f, k)", {"f": "signal", "k": "integer"}),
    ("up(f, s)", {"f": "signal", "s": "integer"}),
    ("corr(x, w, stride=s, dilation=d, padding=p)", {"s": "integer", "d": "integer", "p": "integer"}),
    ("sum(m, a, b, c*f[m])", {"a": "integer", "b": "integer", "c": "scalar"}),
    ("a**n*f[0]", {"a": "scalar", "n": "integer"}),
    ("exp(2*pi*I*k/M)*f[0]", {"k": "integer"}),
    ("a*conv(f, g)", {"a": "scalar"}),
    ("a*f", {"a": "scalar", "f": "signal"}),
]


@pytest.mark.parametrize(("side", "roles"), ROLES)
def test_roles_of_names(side: str, roles: dict[str, str]) -> None:
    """Indexed or an argument: a signal; in an index, shift, factor, limit, exponent: an integer; else a scalar."""
    given = ("f signal",) if side == "a*f" else ("M > 0",) if "M" in side else ()
    reading = ask(f"{side} = {side}", given).read()
    found = {
        **{s.name: "signal" for s in reading.signals},
        **{s.name: "scalar" for s in reading.scalars},
        **dict.fromkeys(reading.integers, "integer"),
    }

    assert roles.items() <= found.items()


ERRORS = [
    # names
    ("conv(a*b, g) = g", (), None, 6, r'given "a scalar"'),
    ("conv(f, g)[f] = 0", (), None, 12, r"used in two ways: as a signal in .*column 6.* as an integer"),
    ("shift(f, k) = k", (), None, 15, r"k is used in two ways|a signal is needed here"),
    ("f[n, m] = f[n]", (), None, 11, r"dimensions clash: f is 2-D .* column 1.* 1-D|dimensions clash"),
    ("f[n] = 0", ("f in Z^2",), None, 1, r"dimensions clash"),
    *((f"{name}[n] = 0", (), None, 1, rf"{name} is reserved") for name in ("I", "pi", "z", "omega")),
    ("sum(z, f[z]) = 0", (), None, 1, r"z is reserved and cannot be an index"),
    # products of signals
    ("f*g = conv(f, g)", (), None, 1, r"write conv\(f, g\) .* or f\[n\]\*g\[n\]"),
    ("conv(f*g, f) = g", (), None, 6, r"can mean two things"),
    # where an index is missing, or too much
    ("conv(f, g) = sum(m, f[m]*g[n-m])", (), None, 14, r"with the unbound index n"),
    ("conv(f, g)[n] = f", (), None, 17, r"is a signal, and .* a number|is a signal, and a number is needed"),
    # transforms
    ("dft(f) = f", (), None, 1, r"dft is defined over Z/N only"),
    ("idft(f) = f", (), None, 1, r"idft is defined over Z/N only"),
    ("ztransform(f) = 0", (), "Z/N", 1, r"ztransform sums over all of Z"),
    ("dtft(f) = 0", (), "Z/N", 1, r"dtft sums over all of Z"),
    # derivatives
    ("diff(h[n], h[k]) = 0", ("h even",), None, 12, r"samples must be independent variables"),
    ("diff(h[n], h[k]) = 0", ("h causal",), None, 12, r"samples must be independent variables"),
    ("diff(h[n], h[k]) = 0", ("h period 3",), None, 12, r"samples must be independent variables"),
    # over Z/N, each with its own message
    ("n*f[n] = 0", (), "Z/N", 1, r"as a factor it is no function on Z/N"),
    ("f[n]/(n + 1) = f[n]", (), "Z/N", 7, r"is no function on Z/N"),
    ("f[n]/n = f[n]", ("n > 0",), "Z/N", 6, r"is no function on Z/N"),
    ("f = f", ("f causal",), "Z/N", 1, r"no order of the indices"),
    ("f = f", ("f on 0..3",), "Z/N", 1, r"an interval of indices is nothing on Z/N"),
    ("conv(f, step) = f", (), "Z/N", 9, r"the unit step is not defined over Z/N"),
    ("up(f, 2) = f", (), "Z/N", 1, r"up is not defined over Z/N"),
    ("down(f, 2) = f", (), "Z/N", 1, r"down is not defined over Z/N"),
    ("exp(2*pi*I*n/3)*f[n] = 0", (), "Z/N", 5, r"over Z/N an exponent is 2\*pi\*I/N times an integer"),
    ("a**n*f[n] = 0", (), "Z/N", 4, r"no function of the index modulo N"),
    ("seq(n, exp(2*pi*I*n/5)) = f", (), "Z/N", 12, r"over Z/N an exponent is 2\*pi\*I/N times an integer"),
    # strides and factors
    ("corr(f, g, stride=0) = 0", (), None, 19, r"positive integer"),
    ("up(f, 0) = 0", (), None, 7, r"positive integer"),
    # outside
    ("f = g implies g = f", (), None, 7, r"'implies' are outside the language"),
    ("there exists f", (), None, 7, r"are outside the language"),
    ("∃ f: f = g", (), None, 1, r"a statement is meant for all"),
]


@pytest.mark.parametrize(("statement", "given", "over", "column", "message"), ERRORS)
def test_what_the_clauses_exclude(
    statement: str, given: tuple[str, ...], over: str | None, column: int, message: str
) -> None:
    """Each has its own message, which points at the column."""
    with pytest.raises(ParseError, match=message) as caught:
        prove(statement, given, over)

    assert caught.value.column == column


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">=", "!=", "≈", "⇒"])
def test_other_relations_are_outside(sign: str) -> None:
    """Inequalities between values and implications are no statements; the commands for numbers are named."""
    with pytest.raises(SymconvError, match=r"outside the language.*symconv check"):
        prove(f"conv(f, g)[n] {sign} f[n]")
