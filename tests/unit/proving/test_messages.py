"""Every message about a statement that cannot be meant as it was written, and where it points."""

from __future__ import annotations

import pytest
import sympy

from symconv.derivation import Status
from symconv.errors import DivergentSum, LimitError, ParseError, ProblemError, UnsupportedProblemError
from symconv.proving.answer import prove

MESSAGES = [
    ("f*g = conv(f, g)", (), None, 1, r"write conv\(f, g\) for the convolution or f\[n\]\*g\[n\]"),
    ("f*g = g*f", (), None, 1, r"of two signals can mean two things"),
    ("conv(f, g) = f*g", (), None, 14, r"`f \* g` of two signals"),
    ("conv(f, g) = sum(m, f[m]*g[n-m])", (), None, 14, r"with the unbound index n"),
    ("conv(f, 3) = f", (), None, 9, r"a signal is needed here, and `3` is a number"),
    ("f[n, m] = f[n]", (), None, 11, r"dimensions clash: f is 2-D in `f\[n, m\]` \(column 1\) and f is 1-D"),
    ("conv(f, g)[n] = f[n, n]", (), None, 17, r"1-D in `conv\(f, g\)\[n\]` \(column 1\) and f is 2-D"),
    ("conv(f, g)[n, m] = 0", ("f in Z^3",), None, 1, r"2-D .* and f is 3-D .* of the hypothesis 'f in Z\^3'"),
    ("shift(F, k, l)[n] = F[n]", (), None, 1, r"dimensions clash"),
    ("ztransform(F) = 0", ("F in Z^2",), None, 1, r"dimensions clash"),
    ("conv(f) = f", (), None, 1, r"conv takes 2 arguments, here are 1; expected conv\(f, g\)"),
    ("flip(f, g) = f", (), None, 1, r"flip takes 1 argument, here are 2"),
    ("shift(f) = f", (), None, 1, r"shift takes 2 or more arguments, here are 1"),
    ("convv(f, g) = f", (), None, 1, r"the operator 'convv' is not known; did you mean conv\?"),
    ("quux(f, g) = f", (), None, 1, r"the operator 'quux' is not known"),
    ("conv(f, g, strid=2) = f", (), None, 1, r"no option 'strid' \(did you mean stride\?\)"),
    ("flip(f, stride=2) = f", (), None, 1, r"no option 'stride'; its options: none"),
    ("conv(f, g, stride=0) = f", (), None, 19, r"positive integer"),
    ("up(f, -s) = f", (), None, 7, r"positive integer"),
    ("conv(f, g)[f] = 0", (), None, 12, r"f is used in two ways: as a signal in .*column 6.* as an integer"),
    ("f[n] = f + n", (), None, 8, r"`f \+ n` is a signal, and `f\[n\]` \(column 1\) a number"),
    ("f[n]*f = conv(f, f)[n]", (), None, 10, r"a signal is needed here, and `conv\(f, f\)\[n\]` is a number"),
    ("sum(f, f[f]) = 0", (), None, 8, r"f is the index of a sum or of seq and cannot be a signal"),
    ("conv(a*b, g) = g", (), None, 6, r"which of a and b is the signal\? .* given \"a scalar\""),
    ("f[n]**2 = f**2", (), None, 11, r"`f\*\*2` is a signal, and `f\[n\]\*\*2` \(column 1\) a number"),
    ("conv(f, g) = f**2", (), None, 14, r"a power of a signal needs an index"),
    ("conv(f, g) = conv(f**2, g)", (), None, 19, r"a power of a signal needs an index"),
    ("sum(n, f) = 0", ("f signal",), None, 8, r"a sum adds numbers"),
    ("I[n] = 0", (), None, 1, r"I is reserved"),
    ("f[1/2] = 0", (), None, 3, r"an index is"),
    ("f[n/2] = 0", (), None, 3, r"an index is made of integers"),
    ("f[g[n]] = 0", (), None, 3, r"an index is made of integers"),
    ("f[n]/0 = 0", (), None, 6, r"a division by zero"),
    ("f[n]/g[n] = 1", (), None, 6, r"division by samples of a signal"),
    ("sum(n, f[n]/(n + 1)) = 0", (), None, 14, r"cannot be divided by: .* free of the indices of sums"),
    ("f[n]/N = 0", ("f on 0..N-1",), None, 6, r'add the hypothesis given "N > 0"'),
    ("f[n]*(a + b)**n = 0", (), None, 7, r"`a \+ b` to a symbolic power is outside the language"),
    ("f[n]*10000001**n = 0", (), None, 6, r"a base of a symbolic power is a number between 0 and 1000000"),
    ("f[n]*0**n = 0", (), None, 6, r"a division by zero"),
    ("f[n]*exp(n) = 0", (), None, 10, r"an exponent is I times something real"),
    ("diff(f[n], n) = 0", (), None, 12, r"a derivative is by one sample of a named signal"),
    ("diff(f, f[k]) = 0", (), None, 6, r"a derivative is of a number"),
    ("diff(x[n], delta[k]) = 0", (), None, 12, r"delta is no variable"),
    (
        "diff(h[n], h[k]) = delta[n-k]",
        ("h even",),
        None,
        12,
        r"h is differentiated, .* hypothesis 'h even' ties them together",
    ),
    ("diff(h[n], h[k]) = delta[n-k]", ("h on 0..3",), None, 12, r"h is differentiated"),
    ("diff(h[n], h[k]) = delta[n-k]", ("h period 4",), None, 12, r"h is differentiated"),
    ("diff(W[n,m], W[k,l]) = 0", ("W = outer(u, v)",), None, 14, r"'W = outer\(u, v\)' defines it"),
    ("dft(f) = f", (), None, 1, r"dft is defined over Z/N only"),
    ("n*f[n] = 0", (), "Z/N", 1, r"as a factor it is no function on Z/N"),
    ("sum(n, n*f[n]) = 0", (), "Z/N", 8, r"as a factor it is no function on Z/N"),
    ("f[n] = 0", ("f causal",), "Z/N", 1, r"'causal' is not defined over Z/N"),
    ("f[n] = 0", ("f on 0..3",), "Z/N", 1, r"'on' is not defined over Z/N"),
    ("f[n] = 0", ("f period 3",), "Z/N", 1, r"'period' is not defined over Z/N"),
    ("conv(f, step) = f", (), "Z/N", 9, r"the unit step is not defined over Z/N"),
    ("seq(n, sum(m, 0, n, f[m])) = f", (), "Z/N", 18, r"a limit that depends on an index modulo N is no function"),
    ("sum(n, sum(m, n, 3, f[m])) = 0", (), "Z/N", 15, r"a limit that depends on an index modulo N is no function"),
    ("conv(seq(n, n), f) = f", (), "Z/N", 13, r"as a factor it is no function on Z/N"),
    ("conv(seq(n, a**n), f) = f", (), "Z/N", 16, r"exponent n is no function of the index modulo N"),
    ("conv(seq(n, step[n]), f) = f", (), "Z/N", 13, r"the unit step is not defined over Z/N"),
    ("conv(seq(n, exp(I*n)), f) = f", (), "Z/N", 17, r"this exponential is no function of its index modulo N"),
    ("up(f, 2) = f", (), "Z/N", 1, r"up is not defined over Z/N"),
    ("down(f, 2) = f", (), "Z/N", 1, r"down is not defined over Z/N"),
    ("f[n] = z**n*f[n]", (), "Z/N", 11, r"exponent n is no function of the index modulo N"),
    ("f[n] = exp(I*omega*n)*f[n]", (), "Z/N", 12, r"this exponential is no function of its index modulo N"),
    ("f[n] = exp(pi*I*n/N)*f[n]", (), "Z/N", 12, r"this exponential is no function of its index modulo N"),
    ("dtft(f) = 0", (), "Z/N", 1, r"dtft sums over all of Z"),
    ("ztransform(f) = 0", (), "Z/N", 1, r"ztransform sums over all of Z"),
    ("f = g implies g = f", (), None, 7, r"'implies' are outside the language: a statement is an equality"),
    ("for all f: f = f", (), None, 5, r"'for' are outside the language: a statement is an equality, meant for all"),
    ("∃ f: f = g", (), None, 1, r"is not in the language; a statement is meant for all indices and signals"),
    ("f[n] = y[n]", ("let y = conv(y, f)",), None, 9, r"y is defined by itself"),
    ("sum(n, y) = 0", ("let y = f[n]",), None, 8, r"would be caught by the index n"),
]


@pytest.mark.parametrize(("statement", "given", "over", "column", "message"), MESSAGES)
def test_message_and_column(
    statement: str, given: tuple[str, ...], over: str | None, column: int, message: str
) -> None:
    """Each mistake has its own message, which points at the column."""
    with pytest.raises(ParseError, match=message) as caught:
        prove(statement, given, over)

    assert caught.value.column == column


@pytest.mark.parametrize(
    "statement", ["conv(f, g)[n] < 0", "f[n] >= g[n]", "f[n] != 0", "f[n] ≈ g[n]", "f = g ⟹ g = f"]
)
def test_outside_the_language(statement: str) -> None:
    """Inequalities between values are refused with the commands that help instead."""
    with pytest.raises(UnsupportedProblemError, match=r"outside the language.*symconv check"):
        prove(statement)


@pytest.mark.parametrize(
    "given",
    [
        ("N > 0", "N < 0"),
        ("N = M", "N != M"),
        ("N > K", "K > M", "M > N"),
        ("s = 0", "s > 0"),
        ("2*N = 2*M + 1", "N = M"),
    ],
)
def test_contradictory_hypotheses(given: tuple[str, ...]) -> None:
    """From hypotheses that contradict each other nothing is proved."""
    with pytest.raises(ProblemError, match=r"contradict each other.*nothing is proved"):
        prove("conv(f, g) = conv(g, f)", given)


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ("sum(n, step[n]) = 0", ()),
        ("sum(n, f[n]) = 0", ("f period T",)),
        ("conv(f, g) = 0", ("f period T", "g period T")),
    ],
)
def test_divergent_sums(statement: str, given: tuple[str, ...]) -> None:
    """A sum that converges for no signal that is meant has no value to be proved."""
    with pytest.raises(DivergentSum, match=r"has no meaning for the signals that are meant: .*converge"):
        prove(statement, given)


@pytest.mark.parametrize("statement", ["sum(n, (1/2)**n*step[n]) = 2", "sum(n, 0, oo, a**n) = 1/(1 - a)"])
def test_geometric_series_are_outside(statement: str) -> None:
    """They may converge, so that they are not called meaningless."""
    with pytest.raises(UnsupportedProblemError, match=r"geometric series among them, are outside the language"):
        prove(statement)


def test_an_equation_that_sympy_evaluated() -> None:
    """Equal sides make True of an equation before it can be proved; unevaluated it is."""
    n, f = sympy.Symbol("n"), sympy.IndexedBase("f")

    with pytest.raises(ProblemError, match=r"evaluate=False"):
        prove(sympy.Eq(f[n], f[n]))
    assert prove(sympy.Eq(f[n], f[n], evaluate=False)).status is Status.PROVED


def test_a_lone_expression_is_no_statement() -> None:
    """One side alone is a question for derive."""
    with pytest.raises(ProblemError, match=r"a statement is an equality"):
        prove("conv(f, g)")


def test_large_statements_are_refused() -> None:
    """The limit on the size of statements is named."""
    with pytest.raises(LimitError, match=r"reading a statement: .* is more than the limit of 600 parts"):
        prove(" + ".join(["f[n]"] * 500) + " = 0")


def test_many_hypotheses_are_refused() -> None:
    """The limit on the number of hypotheses is named."""
    with pytest.raises(LimitError, match=r"reading hypotheses: 99 is more than the limit of 40"):
        prove("f = f", ["f even"] * 99)
