"""The report as plain text: the line, cut to the terminal, and the caret below the claim."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import symconv
from symconv.results.report_text import excerpt

TEXT = "With $x = [1, 2]$ and $h = [1, 3]$:\n$x * h = [3, 7, 2]$, $1/3 = 0.33$ and $2q = 4$."


def test_a_reader_sees_what_is_wrong_and_where() -> None:
    """The place, the verdict, the line, carets below the claim, and the explanation."""
    lines = symconv.audit(TEXT).to_text().splitlines()

    assert lines[0] == (
        "line 2, column 2: fails: mislabelled: [3, 7, 2] is written, [1, 5, 6] (convolution, full) is right."
    )
    assert lines[1:3] == [f"    {TEXT.splitlines()[1]}", f"     {'^' * 17}"]
    assert lines[3].startswith("    forgot-flip: This is the cross-correlation")
    assert lines[-2:] == [
        "3 claims: 1 hold, 1 of them with a slip, 1 fail, 1 could not be checked.",
        "  1 × it depends on q, which is not known",
    ]


def test_ties_are_listed_as_ties() -> None:
    """1·(−1) + 2·1 = 3 is a lost sign or a doubled term; nobody can tell which, and nobody is told which."""
    text = symconv.audit("y[1] = 1*(-1) + 2*1 = 3").to_text()

    assert "    Each of these explains it:\n    - sign: " in text
    assert "\n    - term-twice: " in text


def test_assumptions_are_said_once() -> None:
    """What two files assume alike stands there once."""
    report = symconv.audit("c = a[0] + 1 = 3", define=("a = 2, 5", "a = 2, 5"))

    assert report.to_text().count("Assumed:") == 1


def test_colours_change_nothing_else() -> None:
    """Without its paint the painted text is the plain one."""
    report = symconv.audit(TEXT)
    painted = report.to_text(paint=lambda text, role: f"\x01{text}\x02")

    assert painted.replace("\x01", "").replace("\x02", "") == report.to_text()
    assert "\x01fails\x02" in painted


@pytest.mark.parametrize(
    ("line", "column", "claim", "width", "shown", "carets"),
    [
        ("1 + 1 = 3", 1, "1 + 1 = 3", 40, "1 + 1 = 3", "^^^^^^^^^"),
        ("\t1 + 1 = 3", 2, "1 + 1 = 3", 40, "    1 + 1 = 3", "    ^^^^^^^^^"),
        ("ab\tc = 3", 4, "c = 3", 40, "ab  c = 3", "    ^^^^^"),
        ("中文 1 = 2", 4, "1 = 2", 40, "中文 1 = 2", "     ^^^^^"),
        ("e\u0301 1 = 2", 4, "1 = 2", 40, "e\u0301 1 = 2", "  ^^^^^"),
        ("1 = 2\r", 1, "1 = 2\r\n = 3", 40, "1 = 2", "^^^^^"),
        ("\x1b[31m1 = 2", 6, "1 = 2", 40, " [31m1 = 2", "     ^^^^^"),
        ("a" * 30 + " 1 = 2", 32, "1 = 2", 20, "…" + "a" * 12 + " 1 = 2", " " * 14 + "^^^^^"),
        ("1 = 2 " + "a" * 30, 1, "1 = 2", 20, "1 = 2 " + "a" * 12 + "…", "^^^^^"),
        ("b = " + "1 + " * 30 + "1", 5, "1 + " * 30 + "1", 20, None, None),
        ("", 1, "", 20, "", "^"),
    ],
)
def test_a_line_is_cut_around_its_claim(line, column, claim, width, shown, carets) -> None:
    """Tabs, wide characters, accents and control characters keep the caret below the claim."""
    cut = excerpt(line, column, claim, width)
    whole = f"{cut.before}{cut.marked}{cut.after}"

    assert _columns(whole) <= width
    assert len(cut.carets) >= 1
    if shown is not None:
        assert (whole, " " * cut.indent + cut.carets) == (shown, carets)


@given(st.text(max_size=80).filter(lambda text: "\n" not in text), st.data())
def test_no_excerpt_is_wider_than_asked_for(line: str, data: st.DataObject) -> None:
    """Whatever the line, the excerpt fits, and the carets stand below what is marked."""
    start = data.draw(st.integers(0, len(line)))
    stop = data.draw(st.integers(start, len(line)))
    width = data.draw(st.integers(10, 40))
    cut = excerpt(line, start + 1, line[start:stop], width)

    assert _columns(f"{cut.before}{cut.marked}{cut.after}") <= width
    assert cut.indent == _columns(cut.before)
    assert len(cut.carets) == max(1, _columns(cut.marked))


def _columns(text: str) -> int:
    """Return how many columns a terminal needs, by the widths of Unicode."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text if not unicodedata.combining(c))
    zero = sum(bool(unicodedata.combining(c)) or unicodedata.category(c) in ("Mn", "Me") for c in text)
    return len(text) + wide - zero
