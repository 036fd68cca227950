"""Verdicts as documents: the statement, its proof or its counterexample, and what holds instead."""

from __future__ import annotations

import builtins
import contextlib
import io

import numpy as np
import pytest

from symconv.document.blocks import CodeBlock, Display, DisplayRow
from symconv.document.proof import proof_document
from symconv.document.sides import work_out
from symconv.errors import CheckError
from symconv.proving.answer import prove
from symconv.proving.counterexample import Counterexample, Example
from symconv.proving.identities import GROUPS
from symconv.proving.python_lines import number_code
from symconv.rendering import render
from symconv.results.answer import Answer
from symconv.syntax import parse_expression


def text_of(statement: str, given: tuple[str, ...] = ()) -> str:
    """Return the Markdown of a verdict."""
    return render(proof_document(prove(statement, given)), "markdown")


def test_proof_shows_every_line_with_its_reason() -> None:
    """Definition, substitution, definition; and the grade."""
    shown = text_of("conv(f, g) = conv(g, f)")

    assert shown.index("definition of") < shown.index("substitute") < shown.rindex("definition of")
    assert "**proved:**" in shown


def test_assumptions_are_printed_with_the_signs_of_books() -> None:
    """A hypothesis that was typed in ASCII is printed with ≥, ≠ and ²."""
    shown = text_of("sum(m, 0, N, f[m]) = sum(m, 0, N, f[N - m])", ("N>=1",))
    plane = text_of("a*F[n, m]/a = F[n, m]")

    assert "N ≥ 1" in shown
    assert "Z²" in plane
    assert "a ≠ 0" in plane


def test_open_statement_says_why_once() -> None:
    """The reason follows a colon, so it need not start a sentence."""
    shown = text_of("f[N] = f[N]", ("N*N = 2",))

    assert "Open is $f[N] = f[N]$: no integers that satisfy the hypotheses were found" in shown


def test_open_statement_shows_how_far_the_proof_came() -> None:
    """n² ≥ 0 is outside what the rules know, so this true statement stays open."""
    shown = text_of("f[n]*step[n**2] = f[n]")

    assert shown.count("nor refuted") == 1
    assert shown.count("tried: ") == 1
    assert "The two sides came to" in shown


def test_answer_names_itself_briefly() -> None:
    """In a session the status and the statement are shown, not the whole certificate."""
    assert repr(Answer(prove("corr(f,h) = conv(f,h)"))) == "Answer(refuted: corr(f, h) = conv(f, h))"


REFUTED = [
    *((i.statement, i.given, i.over, i.complex) for group in GROUPS for i in group.identities if not i.holds),
    ("corr(f, h) = conv(f, h)", (), None, False),
    ("conv(f, shift(g, k)) = shift(conv(f, g), -k)", (), None, False),
    ("conv(f + g, h) = conv(f, h) - conv(g, h)", (), None, False),
    ("conv(F, G)[n,m] = corr(F, G)[n,m]", (), None, False),
    ("up(outer(u, v), s) = outer(u, v)", (), None, False),
    ("diff(sum((n, m), G[n,m]*corr(X, W)[n,m]), W[k,l]) = conv(X, G)[k,l]", (), None, False),
    ("conv(f, lambda) = corr(f, lambda)", (), "Z/M", False),
    ("f[n + 1] = f[n]", ("f period T",), None, False),
    ("conv([1, _2], f) = f", (), None, False),
    ("sum(m, 0, N, f[m]) = sum(m, f[m])", (), None, False),
]


@pytest.mark.parametrize(("statement", "given", "over", "complex"), REFUTED)
def test_lines_of_a_counterexample_run(statement: str, given: tuple[str, ...], over: str | None, complex: bool) -> None:
    """What the reader pastes prints two different results, those of the document."""
    verdict = prove(statement, given, over, complex=complex)
    found = verdict.counterexample
    assert found is not None
    code = next(block.text for block in proof_document(verdict).blocks if isinstance(block, CodeBlock))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})  # noqa: S102 - our own lines of NumPy
    left, right = printed.getvalue().split("\n")[:2]

    assert left != right
    if "[" not in left:
        wanted = [eval(number_code(node), {"np": np}) for node in found.nodes()]  # noqa: S307
        np.testing.assert_allclose([builtins.complex(left), builtins.complex(right)], wanted, atol=1e-9)


def test_both_sides_are_shown_side_by_side() -> None:
    """Correlation moves to the left what convolution moves to the right."""
    verdict = prove("corr(f, h) = conv(f, h)")
    rows = [b for b in proof_document(verdict).blocks if isinstance(b, Display)][-1].rows
    sides = work_out(verdict.counterexample) if verdict.counterexample else None

    assert [row.right.text for row in rows] == ["[1, _0, 0]", "[0, _0, 1]"]
    assert sides is not None
    assert sides.lines[1:4] == ("n = np.arange(-1, 2)", "f = 1*(n == 0)", "h = 1*(n == 1)")


def test_every_line_of_a_derivation_is_judged() -> None:
    """The wrong line, and only it, does not follow."""
    chain = "conv(f,g)[n] = sum(m, f[m]*g[n-m]) = sum(m, f[m]*g[m-n]) = sum(m, f[m+n]*g[m])"
    document = proof_document(prove(chain))
    rows: list[DisplayRow] = next(b for b in document.blocks if isinstance(b, Display) and len(b.rows) == 3).rows
    notes = [row.note[0].text for row in rows]

    assert notes == ["follows (proved)", "does not follow", "follows (proved)"]


def test_repairs_are_listed() -> None:
    """An even kernel, or a flip, makes correlation a convolution."""
    shown = text_of("corr(f, h) = conv(f, h)")

    assert "given h even (proved)" in shown
    assert r"\operatorname{flip}(h)$ (proved)" in shown


def test_disagreeing_routes_are_an_error() -> None:
    """A counterexample whose values the operations do not confirm is never shown."""
    wrong = Counterexample(
        (Example("f", (0,), (1,)), Example("g", (0,), (1,))),
        (),
        (),
        (("n", 0),),
        5,
        1,
        parse_expression("conv(f, g)"),
        parse_expression("conv(g, f)"),
    )

    with pytest.raises(CheckError):
        work_out(wrong)


@pytest.mark.parametrize(("over", "last"), [("Z/N", "N - 1"), ("Z/7", "6")])
def test_sums_over_residues_have_the_limits_of_one_period(over: str, last: str) -> None:
    """A sum over all of Z would be another statement, and diverge."""
    shown = render(proof_document(prove("sum(m, f[m]*g[n-m]) = conv(g, f)[n]", (), over)), "markdown")

    assert rf"\sum_{{m = 0}}^{{{last}}} f[m] \, g[n - m]" in shown
    assert "infty" not in shown


def test_the_frequency_of_a_counterexample_is_named_once() -> None:
    """The statement fails at some omega, which stands among the givens."""
    shown = text_of("dtft(f) = dtft(shift(f, 1))")

    assert shown.count(r"- $\omega = ") == 1


def test_every_step_of_the_trusted_core_is_there_on_demand() -> None:
    """HTML folds them away, paper leaves them out; JSON has them beside each line."""
    verdict = prove("corr(f, h) = conv(f, flip(h))")
    answer = Answer(verdict)
    folded = proof_document(verdict, folded=True)

    assert "<details>" in answer.to_html()
    assert "reindex: substitute" in answer.to_html()
    assert "reindex: substitute" not in answer.to_markdown()
    assert "reindex: substitute" not in render(folded, "markdown")
    assert "reindex: substitute" not in render(folded, "latex")
    steps = answer.to_dict()["steps"]
    assert [step["rule"] for step in steps] == ["unfold", "reindex", "unfold", "unfold"]
    assert [[inner["rule"] for inner in step["primitive"]] for step in steps] == [
        ["unfold"],
        ["expand", "reindex"],
        ["unfold", "expand"],
        ["unfold"],
    ]
