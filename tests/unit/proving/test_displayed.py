"""States on paper: the order of indices, conjugates of real numbers, letters, sentences that list things."""

from __future__ import annotations

import pytest

from symconv.derivation import Sentence
from symconv.proving.answer import prove
from symconv.proving.displayed import Paper, renamed
from symconv.proving.letters import letters
from symconv.proving.phrases import RENAMED, listed, together
from symconv.proving.readable import readable
from symconv.proving.script import script
from symconv.proving.written import alike, written
from symconv.syntax import parse_expression, to_text
from symconv.terms import Context, Scalar, Signal

REAL = Context((Signal("x"), Signal("w")), (Scalar("a"),), ("n", "k", "N", "p"), ("s", "d"))
MIXED = Context((Signal("x"), Signal("w", real=False)), (Scalar("a", real=False),), ("n",), ())


@pytest.mark.parametrize(
    ("context", "shown", "wanted"),
    [
        (REAL, "sum(m, x[m + n]*w[m])", "sum(m, x[n + m]*w[m])"),
        (REAL, "sum(m, x[m*d - p + n*s])", "sum(m, x[s*n + d*m - p])"),
        (REAL, "sum(m, x[-m - k + n - 1])", "sum(m, x[n - k - m - 1])"),
        (REAL, "x[N + n]", "x[n + N]"),
        (REAL, "sum(m, exp(2*pi*I*m*k/N))", "sum(m, exp(2*pi*I*k*m/N))"),
        (REAL, "shift(x, k*s)[n]", "shift(x, s*k)[n]"),
        (REAL, "x[n]*conj(w[n])", "x[n]*w[n]"),
        (REAL, "conj(a*x[n] + w[n])", "a*x[n] + w[n]"),
        (REAL, "conj(exp(I*n))*conj(x[n])", "conj(exp(I*n))*x[n]"),
        (REAL, "conj(dft(x)[k])", "conj(dft(x)[k])"),
        (MIXED, "conj(x[n])*conj(w[n])*conj(a)", "x[n]*conj(w[n])*conj(a)"),
        (REAL, "x[n]*w[n]*x[n]", "x[n]**2*w[n]"),
    ],
)
def test_formulas_are_written_with_care(context: Context, shown: str, wanted: str) -> None:
    """Indices as in a definition, factors before indices, no conjugate over what is real, equal factors as powers."""
    assert to_text(Paper(context).node(parse_expression(shown))) == wanted


def test_letters_of_sums_side_by_side_are_the_same() -> None:
    """Sums that do not stand inside one another share a letter; nested ones never do."""
    proof = prove("conv(f, g + h) = conv(f, g) + conv(f, h)").proof
    assert proof is not None
    chosen = letters(proof.goal, proof.left, proof.right)

    assert set(chosen.left.values()) == set(chosen.right.values()) == {"m"}
    assert len(set(chosen.right)) == 2


@pytest.mark.parametrize(
    ("statement", "note"),
    [
        ("conv(conv(f, g), h) = conv(f, conv(g, h))", "substitute m → k + m"),
        ("conv(f, corr(g, h)) = corr(conv(f, g), h)", "exchange the sums"),
        ("corr(f, f)[0] = sum(n, f[n]**2)", "definition of correlation of real signals"),
        ("2*conv(conv(f, g), h)[n] = 2*conv(f, conv(g, h))[n]", "take out what does not depend on m"),
    ],
)
def test_an_index_keeps_its_letter(statement: str, note: str) -> None:
    """No index is renamed without need, and none changes places with another within a substitution."""
    proof = prove(statement).proof
    assert proof is not None
    notes = [
        "".join(p if isinstance(p, str) else to_text(p) for p in step.explanation[0].parts())
        for step in readable(proof).steps
    ]

    assert note in notes
    assert not any("name the ind" in said or " and " in said for said in notes)


@pytest.mark.parametrize(
    ("statement", "turned"),
    [
        ("f[n] = sum(m, f[m]*delta[n-m])", True),
        ("sum(m, f[m]*delta[n-m]) = f[n]", False),
        ("corr(x, w, dilation=d) = corr(x, up(w, d))", True),
        ("conv(f, g) = conv(g, f)", False),
    ],
)
def test_a_proof_starts_where_the_work_is(statement: str, turned: bool) -> None:
    """An impulse is sifted, never invented, where one side alone needs it."""
    proof = prove(statement).proof
    assert proof is not None

    assert script(proof).turned is turned
    assert not any("insert" in row.note.template for row in script(proof).rows)


def test_renaming_touches_bound_indices_only() -> None:
    """The letter of a sum changes in its body."""
    node = parse_expression("sum(m, f[m]*g[n - m])")

    assert to_text(renamed(node, {"m": "k"})) == "sum(k, f[k]*g[n - k])"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("sum(m, f[m]*g[n-m])", "sum(k, g[n - k]*f[k])", True),
        ("sum((n, m), F[n,m])", "sum(k, sum(l, F[k, l]))", True),
        ("f[n] + (g[n] - h[n])", "f[n] + g[n] - h[n]", True),
        ("sum(n, -f[n])", "-sum(n, f[n])", True),
        ("seq(n, f[n]*a)[k]", "seq(m, a*f[m])[k]", True),
        ("sum(m, f[m])*sum(k, f[k])", "sum(n, f[n])**2", True),
        ("f[n - m]", "f[m - n]", False),
        ("sum(m, f[m]*g[n])", "sum(n, f[n]*g[n])", False),
        ("corr(f, g)[n]", "corr(g, f)[n]", False),
    ],
)
def test_what_differs_in_writing_only(left: str, right: str, same: bool) -> None:
    """Order, parentheses and the letters of bound indices make no difference; everything else does."""
    assert alike(parse_expression(left), parse_expression(right)) is same


def test_sides_are_shown_as_they_were_written() -> None:
    """A statement between signals is shown at its index, with its own names."""
    verdict = prove("let y = conv(x, h); a*y + x = a*conv(h, x) + x")
    (sides,) = written(verdict.statement, verdict.reading)

    assert to_text(sides.left) == "a*y[n] + x[n]"
    assert to_text(sides.right) == "a*conv(h, x)[n] + x[n]"


def test_sentences_that_begin_alike_are_joined() -> None:
    """Definitions of several things become one reason, each thing once."""
    conv, corr = (Sentence("definition of {what}", (("what", word),)) for word in ("conv", "corr"))
    even = [Sentence("{what} is {kind}", (("what", name), ("kind", "even"))) for name in "fg"]

    assert "".join(map(str, together([conv, corr, conv]).parts())) == "definition of conv and corr"
    assert "".join(map(str, together(even).parts())) == "f and g are even"
    assert together([conv, RENAMED]) == conv
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_residues_on_the_line_have_their_limits() -> None:
    """A sum over one period of a periodic signal never looks like one over all integers."""
    proof = prove("sum(n, 0, T-1, f[n + k]) = sum(n, 0, T-1, f[n])", "f period T").proof
    assert proof is not None
    shown = [to_text(step.after) for step in readable(proof).steps if step.after is not None]

    assert shown
    assert all("sum(n, 0, T - 1, " in line for line in shown)
