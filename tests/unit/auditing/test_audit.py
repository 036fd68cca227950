r"""Worked texts: every verdict at its line and column.

The verdicts on the reference texts were found by hand: a = [1, 1/2, 1, 1] and b = [1, 1/2, 1/4] follow from the
expansions, and with them c[1] … c[5] need b[n-m], where the texts write b[-m].
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import symconv
from symconv.errors import ConventionError, LimitError, ParseError

REFERENCE = Path(__file__).parents[4] / "shared" / "reference"


def flagged(text: str, **options: object) -> list[tuple[str, str, str]]:
    """Return what is not simply right: verdict, kind, first mistake."""
    return [
        (claim.verdict, claim.kind, claim.diagnosis[0].mistake if claim.diagnosis else "")
        for claim in symconv.audit(text, **options).claims
        if claim.verdict != "holds" or claim.diagnosis
    ]


def sums_of_reference(lines: tuple[int, ...], columns: tuple[int, ...]) -> list[tuple[int, int, str, str, str]]:
    """Return the nine faults of the text, where its lines and columns are these."""
    (rule, flip, *rows), (limit, turn, *shifts) = lines, columns
    faults = [(rule, limit, r"\inf", "holds", "notation"), (rule, limit + 7, r"\inf", "holds", "notation")]
    faults.append((flip, turn, "vertically", "holds", "notation"))
    values = ("coincidence", "wrong index", "wrong index", "wrong index", "wrong index")
    for row, shift, kind in zip(rows, shifts, values, strict=True):
        faults.append((row, shift, "b[-m]", "holds" if kind == "coincidence" else "fails", kind))
    faults.append((rows[1], shifts[1] + 47, "1 * 0", "holds", "term"))
    faults.append((rows[4], shifts[4] + 45, "0 * 0.5 * 0 * 1", "holds", "term"))
    return sorted(faults)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000.txt", sums_of_reference((21, 27, 31, 33, 35, 37, 39), (24, 70, 20, 20, 20, 20, 20))),
        ("001.txt", sums_of_reference((13, 15, 17, 18, 19, 20, 21), (24, 70, 20, 20, 20, 20, 20))),
        ("003.txt", sums_of_reference((5, 5, 5, 5, 5, 5, 5), (977, 1158, 1517, 1594, 1673, 1746, 1826))),
    ],
)
def test_reference_texts_have_exactly_their_faults(name, expected):
    """Wrong indices, terms, limits and words are found where they stand, and nothing else is flagged."""
    report = symconv.audit((REFERENCE / name).read_text())
    found = [
        (c.line, c.column, c.text, c.verdict, c.kind) for c in report.claims if c.verdict != "holds" or c.diagnosis
    ]
    assert sorted(found) == expected
    assert report.summary == {"holds": 14, "fails": 4, "unread": 0}
    assert report.assumptions == (
        "a = [1, 1/2, 1, 1] is inferred from the expansions in the text",
        "b = [1, 1/2, 1/4] is inferred from the expansions in the text",
    )


def test_second_reference_text_has_exactly_its_faults():
    """Exchanged factors, the kernel that the code types wrongly, an output without its axes; all else holds."""
    report = symconv.audit((REFERENCE / "002.txt").read_text())
    found = [
        (c.line, c.column, c.text, c.verdict, c.kind) for c in report.claims if c.verdict != "holds" or c.diagnosis
    ]
    assert found == [
        (54, 54, "1*2", "holds", "term"),
        (58, 50, "1*2", "holds", "term"),
        (75, 15, "[-1., 2., 1.]", "fails", "conflict"),
        (97, 19, "[1, -2, -2, 1]", "holds", "axes"),
    ]
    assert report.summary["unread"] == 0
    modes = [(claim.line, claim.expected) for claim in report.claims if claim.kind == "holds as"]
    assert modes == [
        (32, "convolution, valid"),
        (40, "correlation, valid"),
        (54, "convolution, valid"),
        (58, "correlation, valid"),
    ]
    outputs = [(claim.line, claim.found) for claim in report.claims if claim.kind == "output"]
    assert outputs == [(80, "[-1, 2, 2, -1]"), (81, "[1, -2, -2, 1]")]


def test_conflict_says_what_would_follow():
    """With the kernel as it is typed, x ∗ h2 = 1 2 9 and x ⋆ h2 = 3 10 11, worked by hand."""
    report = symconv.audit((REFERENCE / "002.txt").read_text())
    (note,) = next(claim for claim in report.claims if claim.kind == "conflict").diagnosis
    assert note.mistake == "def-contradiction"
    assert "entry 3 is 1, not -1" in note.explanation
    assert "the convolution is [1, 2, 9], not [-3, 0, 3]" in note.explanation
    assert "the correlation is [3, 10, 11], not [-3, 0, 3]" in note.explanation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("y[2] = 1*0.25 + 0.5*0.5 = 0.5", []),
        ("So $y[2] = 1*0.25 + 0.5*0.5 = 0.6$.", [("fails", "wrong value", "slip")]),
        ("y[0] = 2*3 + 4*5 - 1 = 26 - 1 = 27", [("fails", "wrong value", "sign")]),
        ("y[1] = 2*3 + 4*5 = 6", [("fails", "wrong value", "term-missing")]),
        ("y[1] = 2*3 - 4*5 = 26", [("fails", "wrong value", "sign")]),
        (r"\begin{align} y &= 1 + 2 \\ &= 3 \\ &= 4 \end{align}", [("fails", "wrong value", "slip")]),
        ("y[3] = 4\n  = 2*2\n  = 5", [("fails", "wrong value", "slip")]),
        ("1/3 = 0.33", [("holds", "rounded", "rounding")]),
        ("1/3 ≈ 0.33", []),
        ("0.33 + 0.33 + 0.33 = 1", [("unread", "unread", "")]),
        (r"$x = [1, 2, 3] \in \mathbb{R}^{1 \times 4}$", [("fails", "wrong shape", "shape")]),
        (r"$[1 + 1, 2] = [2, 2] = [2, 3]$", [("fails", "wrong value", "slip")]),
        (r"$(f * g)[n] = \sum_m f[m] g[n-m]$", []),
        (r"$\sum_{k=0}^{3} (1/2)^k = 15/8$", []),
        (r"$12{,}5 = 25/2$", []),
        ("y[0] = 2. In the next exercise y[0] = 1 + 4 = 5", []),
        ("x[n] = {1, _2, 3}; x[0] = 2; x[1] = 2", [("fails", "wrong value", "slip")]),
    ],
)
def test_links_of_a_chain(text, expected):
    """Each link holds exactly or to the places shown, or the fault is named."""
    assert flagged(text) == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("y = x * h = [1, 5, 9, 9]", []),
        ("y = x * h = [3, 7, 11, 3]", [("fails", "mislabelled", "forgot-flip")]),
        ("y = x * h = [1, 5, 9, 8]", [("fails", "wrong result", "slip")]),
        ("y = x * h = [5, 9]", []),
        ("y = x * h = [1, 5, 9, 9, 0, 0, 0]", [("unread", "unread", "")]),
        ("y[1] = \\sum_m x[m] h[1-m] = 5", []),
        ("y[1] = \\sum_m x[m] h[1-m] = 6", [("fails", "wrong value", "slip")]),
    ],
)
def test_results_of_an_operation(result, expected):
    """A result holds in some mode, or its mistake is named: x ∗ h = [1, 5, 9, 9], worked by hand."""
    assert flagged(f"With $x = [1, 2, 3]$ and $h = [1, 3]$ we get ${result}$.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "5 = 3 (mod 2)",
        "2,5 = 5/2",
        "1,000 = 10^3",
        "50% = 0.5",
        "x = 1\n\nNow x + 1 = 3",
        "The price is $5 and the gain is $6 = 7.",
        "The signal starts at n = -1: x = [1, 2, 3], so x[-1] = 1 and x[0] = 2",
        r"$x = [1, 2]$, $h = [3, 4]$; with $\otimes$ defined elsewhere $x \otimes h = [9, 9, 9]$",
        "y[2] = x[0] + 3 = 7",
        "1 = 0!",
        "A = [[1, 2], [3, 4]] and B = [[1, 1], [0, 2]] give A * B = [[1, 5], [3, 11]]",
        "x = [1, 2] and h = [3, 4] give x * h = [3, 8]",
        "x = [1, 2, 3]\n\nExercise 2. Now x[0] = 5",
    ],
)
def test_what_could_be_meant_otherwise_does_not_fail(text):
    """Doubt is said, never counted against the author."""
    claims = symconv.audit(text).claims
    assert not [claim for claim in claims if claim.verdict == "fails"]
    assert any(claim.verdict == "unread" and claim.expected for claim in claims) or "x[-1]" in text


def test_definitions_of_the_caller_override_the_text():
    """Signals that stand in a figure can be given."""
    text = r"$c[2] = \sum_m a[m] b[2-m] = 3/2$ and $d[2] = \sum_m a[m] b[3-m] = 3/2$"
    assert [claim.verdict for claim in symconv.audit(text).claims] == ["unread", "unread"]
    report = symconv.audit(text, define=("a = 1, 1/2, 1, 1", "b = [1, 1/2, 1/4]"))
    assert [claim.verdict for claim in report.claims] == ["holds", "fails"]
    assert len(report.assumptions) == 2


def test_bad_arguments_are_refused():
    """Unknown syntax, unreadable definitions and texts that are too long have their errors."""
    with pytest.raises(ConventionError, match="syntax 'markdwon'"):
        symconv.audit("1 = 1", syntax="markdwon")
    with pytest.raises(ParseError, match="a definition is a name"):
        symconv.audit("1 = 1", define="a, b")
    with pytest.raises(LimitError, match="checking a worked text"):
        symconv.audit("1 = 1 " * 200_000)


@pytest.mark.parametrize(
    "text",
    [
        "x = 9^9^9 = 1",
        "y = 9^{9^{9^9}} = 2",
        "1" * 100_000 + " = 1",
        "(" * 5_000 + "1" + ")" * 5_000 + " = 1",
        r"$\sum_{k=0}^{1000000000} k = 1$",
        "$" * 100_000,
        r"\begin{align}" * 10_000,
        " " * 500_000 + "= 1",
        "a" + " " * 19_000 + "= 1",
        "__import__('os').system('x') = 1",
        "[0]*10**9 = 1",
        "y[ = r_{x0] = \x00\ud800",
    ],
)
def test_hostile_texts_are_refused_and_nothing_fails(text):
    """No exception, no long work, and no verdict that was not earned."""
    started = time.process_time()
    report = symconv.audit(text)
    assert not report.summary["fails"]
    assert time.process_time() - started < 10
