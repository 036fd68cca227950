"""Statements, definitions before them, hypotheses and index sets."""

from __future__ import annotations

import pytest

from symconv.errors import ParseError
from symconv.syntax import parse_hypothesis, parse_modulus, parse_statement, to_text
from symconv.syntax.nodes import Name
from symconv.syntax.statements import Definition, Dimension, Period, Property, Relation, Support

SPELLINGS = [
    ("f ∗ g = g ∗ f", "conv(f, g) = conv(g, f)"),
    ("(f ⋆ g)[n] ≠ 0", "corr(f, g)[n] != 0"),
    (r"(f \ast g)[n] = \sum_{m=-\infty}^{\infty} f[m] g[n-m]", "conv(f, g)[n] = sum(m, f[m]*g[n - m])"),
    (r"f \star h = f \ast \operatorname{flip}(h)", "corr(f, h) = conv(f, flip(h))"),
    ("Σ_m f[m]·g[n−m] = 0", "sum(m, f[m]*g[n - m]) = 0"),
    ("a = b = c", "a = b = c"),
    ("dft(conv(f,g))[k] = dft(f)[k]*dft(g)[k]", "dft(conv(f, g))[k] = dft(f)[k]*dft(g)[k]"),
    ("corr(x,w,stride=(s,t))[n,m] = 0", "corr(x, w, stride=(s, t))[n, m] = 0"),
    ("f ⊛ g = 0", "f ⊛ g = 0"),
]


@pytest.mark.parametrize(("text", "printed"), SPELLINGS)
def test_statements_in_every_spelling(text, printed):
    """Text, Unicode and LaTeX spell the same statement."""
    assert to_text(parse_statement(text).claim) == printed


@pytest.mark.parametrize("separator", ["; ", ", ", ": ", "\n"])
def test_definitions_come_before_the_claim(separator):
    """`let` introduces names, with any sensible separator."""
    found = parse_statement(f"let y = conv(x, h){separator}let z = flip(y){separator}z[n] = y[-n]")
    assert [(d.name.name, to_text(d.value)) for d in found.definitions] == [("y", "conv(x, h)"), ("z", "flip(y)")]
    assert to_text(found.claim) == "z[n] = y[-n]"


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("let y = conv(x, h) = 0", 19, "statement is missing"),
        ("let = 3; y = 0", 4, "name that is introduced"),
        ("let y conv(x, h); y = 0", 6, "y = …"),
        ("conv(f, g) =", 12, "end of the text"),
        ("conv(f, g) = = 0", 13, "was not expected"),
        ("f[n] g[n] = 0)", 13, "was not expected"),
    ],
)
def test_broken_statements_are_refused(text, offset, message):
    """Each is refused at its place."""
    with pytest.raises(ParseError, match=message) as caught:
        parse_statement(text)
    assert caught.value.offset == offset


def test_hypotheses_are_data():
    """Every kind of hypothesis of the language."""
    h, f = Name("h"), Name("f")
    assert parse_hypothesis("h even") == Property(h, "even")
    assert parse_hypothesis("h is Hermitian") == Property(h, "hermitian")
    assert parse_hypothesis("a scalar") == Property(Name("a"), "scalar")
    assert parse_hypothesis(r"h \text{ real}") == Property(h, "real")
    assert parse_hypothesis("f in Z^2") == Dimension(f, 2)
    assert parse_hypothesis("f ∈ ℤ") == Dimension(f, 1)
    assert parse_hypothesis("f period T") == Period(f, Name("T"))
    assert parse_hypothesis("f on a..") == Support(f, Name("a"), None)
    assert parse_hypothesis("f on ..b") == Support(f, None, Name("b"))


@pytest.mark.parametrize(
    ("text", "first", "last"), [("f on 0..N-1", "0", "N - 1"), ("f on -K .. 2*K", "-K", "2*K"), ("f on 0..8", "0", "8")]
)
def test_supports_have_two_ends(text, first, last):
    """A support goes from its first to its last index."""
    found = parse_hypothesis(text)
    assert isinstance(found, Support)
    assert found.first is not None
    assert found.last is not None
    assert (to_text(found.first), to_text(found.last)) == (first, last)


@pytest.mark.parametrize("text", ["gcd(s, d) = 1", "s > 0", "N >= K", "s != 1", "W = outer(u, v)", "0 <= a < b"])
def test_relations_are_chains(text):
    """Equalities and inequalities are chains; what they mean is decided later."""
    found = parse_hypothesis(text)
    assert isinstance(found, Relation)
    assert to_text(found.chain) == text


def test_a_definition_may_be_a_hypothesis():
    """`let` is allowed among the hypotheses."""
    found = parse_hypothesis("let y = x ∗ h")
    assert isinstance(found, Definition)
    assert to_text(found.value) == "conv(x, h)"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("h evn", "did you mean 'even'"),
        ("h even real", "end of the hypothesis"),
        ("h", "missing its second half"),
        ("", "end of the text"),
        ("f on ..", "first or a last index"),
        ("f on 0", r"'\.\.'"),
        ("f in Z^9", "Z\\^8"),
        ("f in R", "lives on Z"),
        ("2 even", "missing its second half"),
    ],
)
def test_broken_hypotheses_are_refused(text, message):
    """The message names the hypothesis as its source."""
    with pytest.raises(ParseError, match=message) as caught:
        parse_hypothesis(text)
    assert caught.value.source == "hypothesis"


def test_index_sets():
    """Z, and Z/N with any N."""
    assert parse_modulus("Z") is None
    assert parse_modulus("Z/N") == Name("N")
    assert parse_modulus(r"\mathbb{Z}/N") == Name("N")
    assert to_text(parse_modulus("Z/(2*N)") or Name("")) == "2*N"


@pytest.mark.parametrize("text", ["N", "Z/", "Z/N/2", "R", "", "Z*N"])
def test_other_sets_are_refused(text):
    """Indices live in Z or Z/N."""
    with pytest.raises(ParseError):
        parse_modulus(text)
