r"""Derivations checked step by step: which step does not follow, where it stands, and whether the rest does."""

from __future__ import annotations

import pytest

from symconv.derivation import Status
from symconv.errors import ParseError, ProblemError
from symconv.proving.steps import check_steps

EVEN = "corr(f, h)\n= conv(f, flip(h))  # definition\n= conv(f, h)  (h is even)\n= conv(h, f)  by commutativity"


def test_a_right_derivation() -> None:
    """Every step is proved, and its reason is compared with the proof."""
    checked = check_steps(EVEN, "h even")

    assert [(s.line, s.column, s.link.status) for s in checked.steps] == [
        (2, 3, Status.PROVED),
        (3, 3, Status.PROVED),
        (4, 3, Status.PROVED),
    ]
    assert [s.remark for s in checked.steps] == ["the proof uses it too", "the proof uses it too", ""]
    assert checked.first_wrong is None
    assert checked.ends is None


def test_the_first_wrong_step() -> None:
    """Without the hypothesis one step fails, with a counterexample, and the rest follows."""
    checked = check_steps(EVEN)

    assert checked.first_wrong is checked.steps[1]
    assert checked.verdict.counterexample is not None
    assert checked.steps[1].remark == 'not among the hypotheses: say given "h even"'
    assert checked.steps[2].link.status is Status.PROVED
    assert checked.ends is Status.REFUTED


def test_two_slips_may_cancel() -> None:
    """f[-n] is neither f[n] nor what comes after it, but the end is the beginning."""
    checked = check_steps("sum(n, f[n]*g[n])\n= sum(n, f[n]*g[-n])\n= sum(n, f[-n]*g[-n])")

    assert [s.link.status for s in checked.steps] == [Status.REFUTED, Status.REFUTED]
    assert checked.ends is Status.PROVED


REMARKS = [
    ("sum(m, f[m]*g[n-m])\n= sum(k, f[n-k]*g[k])  (substitute k = n - m)", "the proof uses it too"),
    ("sum(m, f[m]*g[n-m])\n= sum(k, f[n-k]*g[k])  (h even)", "not among the hypotheses, and not needed"),
    ("sum(m, f[m]*delta[n-m])\n= f[n]  (sifting property of the impulse)", "the proof uses it too"),
    ("a*(f[n] + g[n])\n= a*g[n] + a*f[n]  (by linearity)", "the proof uses it too"),
    ("f[n] + g[n]\n= g[n] + f[n]  (change of variables)", "the proof does without it"),
    ("f[n] + g[n]\n= g[n] + f[n]  (f is real)", ""),
    ("f[n] + g[n]\n= g[n] + f[n]  (as Euler knew)", ""),
]


@pytest.mark.parametrize(("text", "remark"), REMARKS)
def test_reasons_are_compared_with_the_proof(text: str, remark: str) -> None:
    """A remark, never a verdict: the step is proved whatever is written beside it."""
    (step,) = check_steps(text).steps

    assert step.link.status is Status.PROVED
    assert step.remark == remark


def test_latex_lines_have_their_own_columns() -> None:
    r"""In an ``align`` the place is that of the right side behind ``&=``."""
    text = "\\begin{align}\n(f \\ast g)[n] &= \\sum_m f[m] g[n-m] \\\\\n  &= \\sum_m f[m] g[m-n]\n\\end{align}"
    checked = check_steps(text)

    assert [(s.line, s.column) for s in checked.steps] == [(2, 18), (3, 6)]
    assert [s.link.status for s in checked.steps] == [Status.PROVED, Status.REFUTED]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("conv(f, g)\n= conv(g, f))\n= 0", 2, 13, "was not expected here"),
        ("f\n= flp(g)", 2, 3, "did you mean flip"),
        ("f\n\n  = f*g  # slip", 3, 5, "can mean two things"),
        ("f[n]\n= g[n] < 2", 2, 10, "inequalities between values are outside the language"),
    ],
)
def test_errors_point_at_the_line(text: str, line: int, column: int, message: str) -> None:
    """A formula that cannot be read is shown where it stands in the derivation."""
    with pytest.raises(ParseError, match=message) as caught:
        check_steps(text, source="derivation.txt")

    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value).startswith("derivation.txt: line")


@pytest.mark.parametrize("text", ["", "# nothing", "f"])
def test_a_derivation_has_two_expressions(text: str) -> None:
    """There is nothing to check otherwise."""
    with pytest.raises(ProblemError, match="it needs at least two, one a line"):
        check_steps(text)


def test_errors_in_hypotheses_keep_their_place() -> None:
    """What is wrong in a hypothesis is shown in the hypothesis."""
    with pytest.raises(ParseError, match="did you mean 'even'") as caught:
        check_steps("f\n= f", "f evn")

    assert caught.value.source == "hypothesis"
