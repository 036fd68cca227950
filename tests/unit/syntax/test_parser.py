"""Expressions in every notation, and what is refused instead of guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symconv.errors import ParseError
from symconv.syntax import parse_expression, to_text
from symconv.syntax.nodes import (
    Add,
    Call,
    Cases,
    Chain,
    Dots,
    Fence,
    Index,
    Infix,
    Name,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Summation,
    Vector,
    Word,
)


def integer(value: int) -> Number:
    """Return a whole number."""
    return Number(Fraction(value))


a, b, f, g, h, m, n, x = map(Name, ["a", "b", "f", "g", "h", "m", "n", "x"])

TEXT = [
    ("12", integer(12)),
    ("0.25", Number(Fraction(1, 4), "0.25")),
    (".5", Number(Fraction(1, 2), ".5")),
    ("1e-3", Number(Fraction(1, 1000), "1e-3")),
    ("1/2", Quotient(integer(1), integer(2))),
    ("⅔", Quotient(integer(2), integer(3))),
    ("⅒x", Product((Quotient(integer(1), integer(10)), x))),
    ("½^n", Power(Quotient(integer(1), integer(2)), n)),
    ("-a*b", Negative(Product((a, b)))),
    ("(-4)*5", Product((Negative(integer(4)), integer(5)))),
    ("(a)*b", Product((Fence(a), b))),
    ("-2**n", Negative(Power(integer(2), n))),
    ("z**-n", Power(Name("z"), Negative(n))),
    ("x^2", Power(x, integer(2))),
    ("x²", Power(x, integer(2))),
    ("x⁻¹", Power(x, Negative(integer(1)))),
    ("a - b + 1", Add((a, Negative(b), integer(1)))),
    ("1 + -3", Add((integer(1), Fence(Negative(integer(3)))))),
    ("a/b*n", Product((Quotient(a, b), n))),
    ("a*b/n", Quotient(Product((a, b)), n)),
    ("2n", Product((integer(2), n))),
    ("f[m]h[n-m]", Product((Index(f, (m,)), Index(h, (Add((n, Negative(m))),))))),
    ("F[n, m]", Index(Name("F"), (n, m))),
    ("Y(z)", Call("Y", (Name("z"),))),
    ("n(n+1)", Call("n", (Add((n, integer(1))),))),
    ("conv(x, h, stride=2)", Call("conv", (x, h), (("stride", integer(2)),))),
    ("corr(x, h, stride=(a,b))", Call("corr", (x, h), (("stride", Fence(Vector((a, b)))),))),
    ("sum(m, f[m])", Summation(("m",), None, None, Index(f, (m,)))),
    ("sum(m, 0, n, m)", Summation(("m",), integer(0), n, m)),
    ("sum((n, m), f[m])", Summation(("n", "m"), None, None, Index(f, (m,)))),
    ("sum(m, -oo, oo, m)", Summation(("m",), None, None, m)),
    ("seq((n, m), n)", Call("seq", (n, m, n))),
    ("Σ_m f[m]", Summation(("m",), None, None, Index(f, (m,)))),
    ("∑_{m=0}^{n} m + 1", Add((Summation(("m",), integer(0), n, m), integer(1)))),
    ("f ∗ g", Infix("∗", f, g)),
    ("f ∗ g ∗ h", Infix("∗", Infix("∗", f, g), h)),
    ("(f ⋆ g)[n]", Index(Infix("⋆", f, g), (n,))),
    ("(f ∗ g)(n)", Index(Infix("∗", f, g), (n,))),
    ("α", Name("alpha")),
    ("h₂", Name("h_2")),
    ("x_in", Name("x_in")),
    ("|x|", Call("abs", (x,))),
    ("|x[n]|^2", Call("abs2", (Index(x, (n,)),))),
    ("⌊n/2⌋", Call("floor", (Quotient(n, integer(2)),))),
    ("⟨f, g⟩", Call("inner", (f, g))),
    ("√2", Call("sqrt", (integer(2),))),
    ("[1, _a, ...]", Vector((integer(1), a, Dots()), (1,))),
    ("[1, 2; 3, 4]", Vector((Vector((integer(1), integer(2))), Vector((integer(3), integer(4)))))),
    ("[1, _2][n]", Index(Vector((integer(1), integer(2)), (1,)), (n,))),
]

LATEX = [
    (r"\frac12", Quotient(integer(1), integer(2))),
    (r"\frac1{2}a", Product((Quotient(integer(1), integer(2)), a))),
    (r"\frac{a+b}{n}", Quotient(Add((a, b)), n)),
    ("ab", Product((a, b))),
    (r"\mathrm{ab}", Name("ab")),
    (r"f_{n}", Index(f, (n,))),
    (r"a_{n-1}", Index(a, (Add((n, Negative(integer(1)))),))),
    ("h_2", Name("h_2")),
    (r"h_{12}", Name("h_12")),
    (r"x_{\text{in}}", Name("x_in")),
    (r"x_{\mathrm{i}}", Name("x_i")),
    (r"x_{\mathrm{a\_b}}", Name("x_a_b")),
    (r"x_\alpha", Index(x, (Name("alpha"),))),
    (r"\hat{x}[n]", Index(Name("x_hat"), (n,))),
    (r"x^*[n]", Index(Call("conj", (x,)), (n,))),
    (r"x^{*}", Call("conj", (x,))),
    (r"\overline{x[n]}", Call("conj", (Index(x, (n,)),))),
    (r"\sum_m f[m]", Summation(("m",), None, None, Index(f, (m,)))),
    (r"\sum_{m=-\infty}^{\infty} f[m]", Summation(("m",), None, None, Index(f, (m,)))),
    (r"\sum_{m=-\inf}^{\inf} f[m]", Summation(("m",), None, None, Index(f, (m,)))),
    (r"\sum_{m \in \mathbb{Z}} m", Summation(("m",), None, None, m)),
    (r"\sum_{0 \le m \le n} m", Summation(("m",), integer(0), n, m)),
    (r"\sum_{n,m} f[m]", Summation(("n", "m"), None, None, Index(f, (m,)))),
    (r"f \ast g", Infix("∗", f, g)),
    (r"f \star g", Infix("⋆", f, g)),
    (r"f \circledast g", Infix("⊛", f, g)),
    (r"f \otimes g", Infix("⊗", f, g)),
    ("f * g", Product((f, g))),
    (r"a \cdot b \times n", Product((a, b, n))),
    (r"\left[ 1, \underline{2} \right]", Vector((integer(1), integer(2)), (1,))),
    (r"\{1, \underset{\uparrow}{2}, \ldots\}", Vector((integer(1), integer(2), Dots()), (1,))),
    (r"[1, \\ 2, \\[2pt] 3]", Vector((integer(1), integer(2), integer(3)))),
    (r"\begin{pmatrix} 1 & 2 \\ a & b \end{pmatrix}", Vector((Vector((integer(1), integer(2))), Vector((a, b))))),
    (r"\begin{array}{cc} 1 & 2 \\ \end{array}", Vector((Vector((integer(1), integer(2))),))),
    (r"\begin{bmatrix} 1 & \underline{2} \end{bmatrix}", Vector((Vector((integer(1), integer(2))),), (0, 1))),
    (
        r"\begin{cases} a & \text{otherwise} \\ b, & \text{at night} \end{cases}",
        Cases(((a, None), (b, Word("at night")))),
    ),
    (
        r"\begin{cases} a, & n = 1, 2 \\ b, & \text{elsewhere}. \end{cases}",
        Cases(((a, Chain(n, (("∈", Vector((integer(1), integer(2)))),))), (b, None))),
    ),
    (r"\{1, \overset{\downarrow}{2}\}", Vector((integer(1), integer(2)), (1,))),
    (
        r"\underbrace{a b}_{=2} \underbrace{x}_{\text{input}}",
        Product((Call("underbrace", (Product((a, b)), integer(2))), Fence(x))),
    ),
    (r"\mathbb{R}^{1\times 4}", Power(Name("ℝ"), Product((integer(1), integer(4))))),
    (r"12{,}5", Number(Fraction(25, 2), "12.5")),
    (r"2\mathrm{i}", Product((integer(2), Name("I")))),
    (r"\cos x", Call("cos", (x,))),
    (r"\exp\left(a\right)", Call("exp", (a,))),
    (r"\frac{\partial a}{\partial x[n]}", Call("diff", (a, Index(x, (n,))))),
    (r"\frac{\partial}{\partial x[n]} f[n]", Call("diff", (Index(f, (n,)), Index(x, (n,))))),
    (r"(n \mapsto f[n])", Call("seq", (n, Index(f, (n,))))),
    (r"conv(f, g, stride=2) \cdot a", Product((Call("conv", (f, g), (("stride", integer(2)),)), a))),
    (r"\,conv", Product((Name("c"), Name("o"), n, Name("v")))),
    (r"n \bmod a", Call("mod", (n, a))),
    ("a % a comment\n + b", Add((a, b))),
]


@pytest.mark.parametrize(("text", "node"), TEXT)
def test_plain_text_is_read(text, node):
    """Plain text and Unicode become the tree that was written."""
    assert parse_expression(text, notation="text") == node


@pytest.mark.parametrize(("text", "node"), LATEX)
def test_latex_is_read(text, node):
    """LaTeX becomes the tree that was written."""
    assert parse_expression(text, notation="latex") == node


REFUSED = [
    ("", 0, "end of the text"),
    ("1 2", 2, "number cannot follow"),
    ("a 2", 2, "number cannot follow"),
    ("9^9^9", 3, "two exponents"),
    ("9**9**9", 4, "two exponents"),
    ("1/2 n", 2, "under the fraction stroke"),
    ("f ∗ g ⋆ h", 6, "parentheses"),
    ("f ⋆ g ⋆ h", 6, "parentheses"),
    ("a*f ∗ g", 4, "parentheses"),
    ("f ∗ g * h", 6, "parentheses"),
    ("first second", 6, "no product"),
    ("conv", 4, "conv is a function"),
    ("sum(f[m])", 0, "sum\\(m, e\\)"),
    ("sum(2, f[m])", 0, "name of its index"),
    ("conv(f, stride=2, g)", 18, "options come last"),
    ("conv(f, s=2, s=3)", 13, "given twice"),
    ("conv(f,)", 7, "missing after the comma"),
    ("f()", 0, "needs an argument"),
    ("(1 + 2", 6, "end of the text"),
    ("(1 + 2]", 6, "']' was not expected"),
    ("1 + 2)", 5, "'\\)' was not expected"),
    ("f[]", 2, "was not expected"),
    ("[]", 1, "at least one sample"),
    ("[1 -2]", 3, "one entry or two"),
    ("[a b]", 3, "one entry or two"),
    ("[_1, _2]", 0, "marked twice"),
    ("x^2[n]", 3, "before the exponent"),
    ("f'", 1, "U\\+0027"),
    ("n!", 1, "U\\+0021"),
    ("1\0", 1, "U\\+0000"),
    ("a\ud800", 1, "U\\+D800"),
    ("х", 0, "U\\+0445"),
    ('__import__("os")', 11, "U\\+0022"),
    (r"\input{secret}", 0, "not known"),
    (r"\foo", 0, "not known"),
    (r"\begin{tikzpicture} 1 \end{tikzpicture}", 0, "environment 'tikzpicture'"),
    (r"\begin{bmatrix} 1 \end{pmatrix}", 18, "does not close"),
    (r"\begin{array} 1 \end{array}", 0, "columns"),
    (r"\frac1", 6, "cannot be the argument"),
    (r"2\frac12", 1, "sum or a product"),
    (r"x^23\,", 2, "only one digit"),
    (r"x_23\,", 2, "only one digit"),
    (r"1{,}024", 0, "decimals or the thousands"),
    (r"\sum f[m]", 5, "needs its index"),
    (r"\sum^{3} m", 9, "needs its index"),
    (r"\sqrt[3]{2}", 5, "square roots"),
    (r"\left(1 + 2\right.", 17, "was not expected"),
]


@pytest.mark.parametrize(("text", "offset", "message"), REFUSED)
def test_what_would_have_to_be_guessed_is_refused(text, offset, message):
    """Each text is refused at its place, with a reason."""
    with pytest.raises(ParseError, match=message) as caught:
        parse_expression(text)
    assert caught.value.offset == offset


def test_spans_are_offsets_in_the_text():
    """Every node knows where it was written."""
    node = parse_expression("a + 2*f[n]")
    assert isinstance(node, Add)
    assert [part.span for part in (node, *node.terms)] == [(0, 10), (0, 1), (4, 10)]


def test_spaces_of_all_kinds_are_spaces():
    """No-break and thin spaces separate like others."""
    assert to_text(parse_expression("a\u00a0+\u2009b")) == "a + b"


def test_text_must_be_text():
    """Bytes are no text."""
    with pytest.raises(TypeError, match="must be a str"):
        parse_expression(b"1")  # type: ignore[arg-type]
