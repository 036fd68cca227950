"""Verdicts as documents: the statement, its proof or its counterexample, and what holds instead."""

from __future__ import annotations

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
from symconv.rendering import render
from symconv.syntax import parse_expression


def text_of(statement: str, given: tuple[str, ...] = ()) -> str:
    """Return the Markdown of a verdict."""
    return render(proof_document(prove(statement, given)), "markdown")


def test_proof_shows_every_line_with_its_reason() -> None:
    """Definition, substitution, definition; and the grade."""
    shown = text_of("conv(f, g) = conv(g, f)")

    assert shown.index("definition of") < shown.index("substitute") < shown.rindex("definition of")
    assert "**proved:**" in shown


def test_counterexample_is_worked_out_for_numpy() -> None:
    """The pasted lines run, and give the samples that the document shows."""
    document = proof_document(prove("conv(f, flip(g)) = conv(flip(f), g)"))
    code = next(block.text for block in document.blocks if isinstance(block, CodeBlock))
    names: dict[str, object] = {}
    lines = code.splitlines()
    with contextlib.redirect_stdout(io.StringIO()):
        exec("\n".join(lines[:-2]), names)  # noqa: S102 - our own two lines of NumPy
        sides = [eval(line, names) for line in lines[-2:]]  # noqa: S307

    assert [side.tolist() for side in sides] == [[1], [1]]
    assert all(isinstance(side, np.ndarray) for side in sides)


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
