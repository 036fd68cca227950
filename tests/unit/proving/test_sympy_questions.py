"""Equations that come from SymPy: what they are read as, and what is refused with the reason."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from sympy import And, Derivative, Eq, IndexedBase, KroneckerDelta, Piecewise, Rational, Sum, Symbol, conjugate, oo

from symconv.derivation import Status
from symconv.errors import ParseError, SymconvError
from symconv.proving.answer import prove
from symconv.syntax import to_text

k, m, n = sympy.symbols("k m n", integer=True)
N = Symbol("N", integer=True, positive=True)
f, g, x, F = (IndexedBase(name) for name in ("f", "g", "x", "F"))
h = sympy.Function("h")

READ = [
    (Eq(Sum(f[m] * g[n - m], (m, -oo, oo)), Sum(f[n - m] * g[m], (m, -oo, oo))), "sum(m, f[m]*g[-m + n]) = "),
    (Eq(Sum(h(m), (m, 0, N)), Sum(h(N - m), (m, 0, N))), "sum(m, 0, N, h[m]) = sum(m, 0, N, h[N - m])"),
    (Eq(Sum(f[m] * g[k], (m, 0, N), (k, 0, N)), Sum(f[m] * g[k], (k, 0, N), (m, 0, N))), "sum(k, 0, N, sum(m, 0, N,"),
    (Eq(Sum(f[m], (m, n, oo)), Sum(f[n + m], (m, 0, oo))), "sum(m, n, oo, f[m]) = "),
    (Eq(Sum(f[m] * KroneckerDelta(m, n), (m, -oo, oo)), f[n]), "sum(m, delta[m - n]*f[m]) = f[n]"),
    (Eq(f[n] * conjugate(f[n]), sympy.Abs(f[n]) ** 2), "conj(f[n])*f[n] = abs2(f[n])"),
    (Eq(Derivative(Sum(g[n] * x[n], (n, -oo, oo)), x[k]), g[k]), "diff(sum(n, g[n]*x[n]), x[k]) = g[k]"),
    (Eq(Derivative(x[n] ** 2, (x[k], 2)), 2 * KroneckerDelta(n, k)), "diff(diff(x[n]**2, x[k]), x[k]) = "),
    (Eq(2 * F[n, m], F[n, m] + F[n, m], evaluate=False), "2*F[n, m] = 2*F[n, m]"),
    (Eq(f[n] / N * N, f[n], evaluate=False), "f[n] = f[n]"),
    (
        Eq(f[n] * sympy.exp(2 * sympy.pi * sympy.I * n / N), f[n] * sympy.exp(2 * sympy.pi * sympy.I * (n + N) / N)),
        "exp(2*I*pi*n/N)*f[n] = exp(2*I*pi*(N + n)/N)*f[n]",
    ),
    (
        Eq(Sum(Piecewise((f[m], m >= 0), (0, True)), (m, -oo, oo)), Sum(f[m], (m, 0, oo))),
        "sum(m, step[m]*f[m]) = sum(m, 0, oo, f[m])",
    ),
    (
        Eq(Sum(Piecewise((f[m], And(m > 0, m < N)), (0, True)), (m, -oo, oo)), Sum(f[m], (m, 1, N - 1))),
        "sum(m, step[N - m - 1]*step[m - 1]*f[m]) = sum(m, 1, N - 1, f[m])",
    ),
    (
        Eq(Piecewise((f[n], Eq(n, k)), (0, True)), f[k] * KroneckerDelta(n, k)),
        "delta[k - n]*f[n] = delta[k - n]*f[k]",
    ),
]


@pytest.mark.parametrize(("equation", "printed"), READ)
def test_equations_are_read(equation: Any, printed: str) -> None:
    """Sums with and without limits, samples, impulses, conjugates, derivatives, and cases of integers."""
    verdict = prove(equation)

    assert to_text(verdict.statement).startswith(printed)
    assert verdict.status is Status.PROVED


def test_assumptions_of_symbols_are_hypotheses() -> None:
    """A positive integer of SymPy is one here, and the answer says so."""
    verdict = prove(Eq(f[n] * sympy.exp(2 * sympy.pi * sympy.I * n / N), f[n]))

    assert "N > 0" in verdict.assumptions
    assert verdict.status is Status.REFUTED


REFUSED = [
    (Eq(sympy.Integral(h(n), n), 0), "Integral is not in the language .* a sum over all integers is Sum"),
    (Eq(sympy.Heaviside(n), f[n]), r"the unit step is Piecewise\(\(1, n >= 0\), \(0, True\)\)"),
    (Eq(sympy.DiracDelta(n), f[n]), r"the unit impulse is KroneckerDelta\(n, 0\)"),
    (Eq(f[n] * 0.5, g[n]), r"give the number exactly, as Rational\(1, 2\)"),
    (Eq(sympy.sqrt(2) * f[n], g[n]), "square roots are outside the language"),
    (Eq(sympy.Product(f[n], (n, 0, N)), 0), "Product is not in the language"),
    (Eq(oo * f[n], 0), "infinity can only be a limit of a sum"),
    (Eq(Symbol("a b") * f[n], 0), "the name 'a b' has other signs than letters"),
    (Eq(Symbol(r"\alpha") * f[n], 0), "rename the symbol"),
    (Eq(Symbol("I") * f[n], 0), "the symbol 'I' would be read as the constant"),
    (Eq(f[sympy.Mod(n, N)], f[n]), "said by over Z/N"),
    (Eq(Derivative(h(n), n), 0), "a derivative is by one sample"),
    (Eq(Piecewise((f[n], f[n] > 0), (0, True)), g[n]), "an index is made of integers"),
    (Eq(Piecewise((f[n], n >= 0)), g[n]), "a definition by cases says what holds otherwise"),
    (Eq(Piecewise((f[n], sympy.Or(n > 3, n < 0)), (0, True)), g[n]), "Or is not in the language"),
    (sympy.Ne(f[n], g[n]), "that two values differ is outside the language"),
    (f[n] < g[n], "inequalities between values are outside the language"),
    (f[n], "a statement is an equality"),
    (True, "make it with Eq"),
]


@pytest.mark.parametrize(("equation", "message"), REFUSED)
def test_what_is_refused(equation: Any, message: str) -> None:
    """Nothing is read as something else; the message says what to write in SymPy."""
    with pytest.raises(SymconvError, match=message):
        prove(equation)


CASES = [
    (r"step[n] = \begin{cases} 1 & n \ge 0 \\ 0 & \text{otherwise} \end{cases}", "step[n] = step[n]"),
    (r"step[n] = \begin{cases} 1, & \text{if } n \ge 0 \\ 0, & \text{if } n < 0 \end{cases}", "step[n] = step[n]"),
    (r"\delta[n] = \begin{cases} 1 & n = 0 \\ 0 & n \ne 0 \end{cases}", "delta[n] = delta[n]"),
    (
        r"f[n] step[n-2] = \begin{cases} 0 & n < 2 \\ f[n] & \text{otherwise} \end{cases}",
        "f[n]*step[n - 2] = (1 - step[2 - n - 1])*f[n]",
    ),
    (
        r"f[n] (step[n] - step[n-N]) = \begin{cases} f[n] & 0 \le n < N \\ 0 & \text{otherwise} \end{cases}",
        "f[n]*(step[n] - step[n - N]) = step[n]*step[N - n - 1]*f[n]",
    ),
]


@pytest.mark.parametrize(("text", "printed"), CASES)
def test_cases_become_steps_and_impulses(text: str, printed: str) -> None:
    """A definition by cases of an integer is a sum of products."""
    verdict = prove(text, "N > 0" if "N" in text else ())

    assert to_text(verdict.statement) == printed
    assert verdict.status is Status.PROVED


@pytest.mark.parametrize(
    "text",
    [
        r"f[n] = \begin{cases} 1 & n \ge 0 \\ 0 & n < 5 \end{cases}",
        r"f[n] = \begin{cases} 1 \\ 0 & n < 5 \end{cases}",
    ],
)
def test_cases_say_what_holds_otherwise(text: str) -> None:
    """What leaves an index undefined, or defines it twice, is refused."""
    with pytest.raises(ParseError, match=r"a definition by cases|only the last case"):
        prove(text)


def test_numbers_are_exact() -> None:
    """Rational numbers of SymPy stay what they are."""
    assert prove(Eq(Rational(1, 2) * f[n] + Rational(1, 2) * f[n], f[n], evaluate=False)).status is Status.PROVED


def test_deep_expressions_are_refused() -> None:
    """The limits of the language hold for SymPy too."""
    deep: Any = f[n]
    for _ in range(120):
        deep = sympy.Function("h")(deep)

    with pytest.raises(SymconvError, match=r"nesting|limit"):
        prove(Eq(deep, f[n]))
