"""Entries as SymPy values and back, and SymPy's sums and equations as statements."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
import sympy
from sympy import I, Rational, Symbol, exp, pi, sqrt

from symconv.errors import UnsupportedProblemError
from symconv.syntax import node_to_sympy, parse_expression, sympy_to_node, to_text

a, b, k, m, n = sympy.symbols("a b k m n")
x, h = sympy.IndexedBase("x"), sympy.IndexedBase("h")

VALUES = [
    ("1/3", Rational(1, 3)),
    ("-0.25", Rational(-1, 4)),
    ("2*3 + (-4)*5", sympy.Integer(-14)),
    ("a + b/2", a + b / 2),
    ("1 + 2*I", 1 + 2 * I),
    ("2i*I", 2 * Symbol("i") * I),
    ("e", Symbol("e")),
    ("E", sympy.E),
    ("exp(2*pi*I/3)", exp(2 * pi * I / 3)),
    ("sqrt(8)", 2 * sqrt(2)),
    ("abs(3 - 4*I)", sympy.Integer(5)),
    ("conj(1 + I)", 1 - I),
    ("cos(pi/3)", Rational(1, 2)),
    ("(1/2)**3", Rational(1, 8)),
    ("2**(-2)", Rational(1, 4)),
    ("alpha_1", Symbol("alpha_1")),
    ("sqrt(2)*(sqrt(2) - sqrt(2))", sympy.S.Zero),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_entries_have_exact_values(text, value):
    """Each entry is the SymPy value that it says."""
    assert node_to_sympy(parse_expression(text)) == value


WRITTEN = [
    (7, "7"),
    (Fraction(-3, 4), "-3/4"),
    (Rational(-1, 2), "-1/2"),
    (1 + 2 * I, "1 + 2*I"),
    (Rational(1, 2) - I / 3, "1/2 - I/3"),
    (I, "I"),
    (-I / 2, "-I/2"),
    (a * b / 3, "a*b/3"),
    (a / (b + 1) ** 2, "a/(b + 1)**2"),
    (-a * (b + 1), "-a*(b + 1)"),
    (1 / a, "1/a"),
    (sqrt(2) / 2, "sqrt(2)/2"),
    (1 / sqrt(a), "1/sqrt(a)"),
    (2 * exp(I * pi / 3), "2*exp(I*pi/3)"),
    (2**n, "2**n"),
    (sympy.conjugate(a), "conj(a)"),
    (sympy.Abs(a), "abs(a)"),
    (x[n - m], "x[-m + n]"),
    (sympy.Function("f")(n), "f[n]"),
    (sympy.Sum(x[m] * h[n], (m, -sympy.oo, sympy.oo)), "sum(m, h[n]*x[m])"),
    (sympy.Sum(x[m], (m, 0, n)), "sum(m, 0, n, x[m])"),
    (sympy.Derivative(x[n], x[k]), "diff(x[n], x[k])"),
    (sympy.Eq(x[n], h[n], evaluate=False), "x[n] = h[n]"),
    (sympy.Ne(a, b), "a != b"),
    (sympy.KroneckerDelta(n, 0), "delta[n]"),
    (sympy.Max(a, b), "max(a, b)"),
    (sympy.ImmutableDenseNDimArray([[1, 2], [3, 4]]), "[[1, 2], [3, 4]]"),
    (sympy.oo, "oo"),
]


@pytest.mark.parametrize(("value", "text"), WRITTEN)
def test_sympy_is_written(value, text):
    """Each SymPy object has a spelling in the language."""
    assert to_text(sympy_to_node(value)) == text


def test_cases_are_kept():
    """A piecewise value keeps its conditions."""
    node = sympy_to_node(sympy.Piecewise((a, n > 0), (b, True)))
    assert to_text(node) == "{a if n > 0; b otherwise}"


def test_what_is_not_in_the_language_is_said():
    """Integrals are not written as something else."""
    with pytest.raises(UnsupportedProblemError, match="Integral"):
        sympy_to_node(sympy.Integral(a, a))
    with pytest.raises(TypeError, match="SymPy expression"):
        sympy_to_node("x")


def test_reading_and_printing_need_no_sympy():
    """The command line starts fast: SymPy is imported only for values."""
    code = (
        "import sys; from symconv.syntax import parse_statement, to_latex; "
        "to_latex(parse_statement('conv(f, g) = 0').claim); print('sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
