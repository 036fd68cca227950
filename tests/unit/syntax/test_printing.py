"""Nodes as text, Unicode and LaTeX: written order and signs kept, parentheses where they are needed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symconv.syntax import parse_expression, parse_statement, to_latex, to_text, to_unicode
from symconv.syntax.nodes import (
    Add,
    Call,
    Dots,
    Fence,
    Index,
    Name,
    Negative,
    Node,
    Number,
    Product,
    Quotient,
    Vector,
    Word,
)

PRINTED = [
    ("2*3 + (-4)*5", "2*3 + (-4)*5", "2·3 + (−4)·5", r"2 \cdot 3 + (-4) \cdot 5"),
    ("1 - -3", "1 - (-3)", "1 − (−3)", "1 - (-3)"),
    ("x[m]*h[n-m]", "x[m]*h[n - m]", "x[m] h[n − m]", r"x[m] \, h[n - m]"),
    ("2*pi*I*k*n/N", "2*pi*I*k*n/N", "2 π I k n/N", r"\frac{2 \pi \mathrm{i} k n}{N}"),
    ("a*(b+1)", "a*(b + 1)", "a·(b + 1)", r"a \cdot (b + 1)"),
    ("(a+b)/2", "(a + b)/2", "(a + b)/2", r"\frac{a + b}{2}"),
    ("a/b*c", "(a/b)*c", "(a/b) c", r"\frac{a}{b} c"),
    ("(-1)**n", "(-1)**n", "(−1)^n", "(-1)^{n}"),
    ("z**(-n)", "z**(-n)", "z^(−n)", "z^{-n}"),
    ("x**2 + y**(-1)", "x**2 + y**(-1)", "x² + y⁻¹", "x^{2} + y^{-1}"),
    ("alpha_1 + h_2 + x_in", "alpha_1 + h_2 + x_in", "α_1 + h_2 + x_in", r"\alpha_{1} + h_{2} + x_{\mathrm{in}}"),
    ("signal", "signal", "signal", r"\mathrm{signal}"),
    ("a0*b1", "a0*b1", "a0 b1", "a_{0} b_{1}"),
    ("0.25", "0.25", "0.25", "0.25"),
    ("1e-3", "1e-3", "1e-3", r"1 \cdot 10^{-3}"),
    ("sum(m, 0, N-1, x[m])", "sum(m, 0, N - 1, x[m])", "Σ_{m=0}^{N − 1} x[m]", r"\sum_{m = 0}^{N - 1} x[m]"),
    ("sum(m, a + b)", "sum(m, a + b)", "Σ_m (a + b)", r"\sum_{m=-\infty}^{\infty} (a + b)"),
    ("sqrt(2)/2", "sqrt(2)/2", "sqrt(2)/2", r"\frac{\sqrt{2}}{2}"),
    ("abs(x)**2", "abs(x)**2", "abs(x)²", r"\left(\left|x\right|\right)^{2}"),
    ("abs2(x)", "abs2(x)", "abs2(x)", r"\left|x\right|^{2}"),
    ("conj(x)[n]", "conj(x)[n]", "conj(x)[n]", r"\overline{x}[n]"),
    ("mod(n - m, N)", "mod(n - m, N)", "mod(n − m, N)", r"(n - m) \bmod N"),
    ("inner(f, g)", "inner(f, g)", "inner(f, g)", r"\langle f, g \rangle"),
    ("[1, _2, 1/2]", "[1, _2, 1/2]", "[1, _2, 1/2]", r"\left[1, \underline{2}, \frac{1}{2}\right]"),
    ("[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]", r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"),
]


@pytest.mark.parametrize(("text", "plain", "unicode", "latex"), PRINTED)
def test_expressions_are_printed(text, plain, unicode, latex):
    """Each expression has one spelling in each notation."""
    node = parse_expression(text)
    assert (to_text(node), to_unicode(node), to_latex(node)) == (plain, unicode, latex)


STATEMENTS = [
    ("conv(f, g)[n]", r"(f \ast g)[n]"),
    ("corr(f, h) = conv(f, flip(h))", r"f \star h = f \ast \operatorname{flip}(h)"),
    ("conv(conv(f, g), h)", r"(f \ast g) \ast h"),
    ("conv(f, conv(g, h))", r"f \ast (g \ast h)"),
    ("corr(x, w, stride=s)[n]", r"\operatorname{corr}(x, w, \mathrm{stride}=s)[n]"),
    ("diff(sum(n, g[n]), x[k])", r"\frac{\partial}{\partial x[k]} \sum_{n=-\infty}^{\infty} g[n]"),
    ("diff(L, conj(x[k])) != 0", r"\frac{\partial L}{\partial \overline{x[k]}} \ne 0"),
    ("seq(n, f[n])[k]", r"(n \mapsto f[n])[k]"),
]


@pytest.mark.parametrize(("text", "latex"), STATEMENTS)
def test_operators_are_printed_as_textbooks_do(text, latex):
    """Convolution, correlation and derivatives have their signs, options are named."""
    claim = parse_statement(text).claim
    assert to_latex(claim) == latex
    assert parse_statement(latex).claim == claim


def number(value: int) -> Node:
    """Return a whole number."""
    return Number(Fraction(value))


def test_parentheses_of_others_are_not_doubled():
    """A fence is printed once, whether the place needs it or not."""
    negative = Fence(Negative(number(4)))
    assert to_text(Product((negative, number(5)), "*")) == "(-4)*5"
    assert to_text(Add((number(1), negative))) == "1 + (-4)"


def test_numbers_beside_numbers_have_a_sign():
    """Juxtaposed numbers would be one number, or a mixed one."""
    half = Quotient(number(1), number(2))
    assert to_latex(Product((number(2), number(3)))) == r"2 \cdot 3"
    assert to_latex(Product((number(2), half))) == r"2 \cdot \frac{1}{2}"
    assert to_unicode(Product((Name("f"), Fence(Name("g"))))) == "f·(g)"


def test_complex_values_have_a_sign():
    """Products of complex numbers show it, a lone constant does not need it."""
    value = parse_expression("(1 + 2*I)*(3 - I)")
    assert to_unicode(value) == "(1 + 2 I)·(3 − I)"


def test_names_of_users_are_escaped():
    """Nothing that a name contains becomes a command."""
    assert to_latex(Name("a\\input{x}")) == r"\mathrm{a\textbackslash{}input\{x\}}"
    assert to_latex(Name("x_$&")) == r"x_{\mathrm{\$\&}}"
    assert to_latex(Call("f%g", (Name("x"),))) == r"\mathrm{f\%g}(x)"
    assert to_latex(Word("50% of {x}")) == r"\text{50\% of \{x\}}"


def test_hidden_terms_are_dots():
    """Elided terms are dots in every notation."""
    node = Add((Index(Name("x"), (number(0),)), Dots(), Name("b")))
    assert (to_text(node), to_unicode(node), to_latex(node)) == ("x[0] + ... + b", "x[0] + … + b", r"x[0] + \cdots + b")


def test_matrices_are_printed_by_rows():
    """Rows are rows, hidden ones are dots, deeper signals are rows of matrices."""
    assert to_latex(Vector((Vector((Name("a"),)), Dots()))) == r"\begin{bmatrix} a \\ \vdots \end{bmatrix}"
    pictures = parse_expression("[[[1, 2]], [[3, _4]]]")
    row = r"\begin{bmatrix} 1 & 2 \end{bmatrix}"
    assert to_latex(pictures) == rf"\left[{row}, \begin{{bmatrix}} 3 & \underline{{4}} \end{{bmatrix}}\right]"
    assert parse_expression(to_latex(pictures)) == pictures


def test_cases_are_printed_and_read_back():
    """Values and their conditions, “otherwise” last."""
    text = r"\begin{cases} 1 & \text{if } n \ge 0 \\ a & \text{at night} \\ 0 & \text{otherwise} \end{cases}"
    node = parse_expression(text)
    assert to_latex(node) == text
    assert to_unicode(node) == "{1 if n ≥ 0; a if at night; 0 otherwise}"


def test_only_nodes_are_printed():
    """A string is no node."""
    with pytest.raises(TypeError, match="no node"):
        to_text("x")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no node"):
        to_latex("x")  # type: ignore[arg-type]
