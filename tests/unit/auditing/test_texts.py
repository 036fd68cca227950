"""Worked texts as people write them: what is right raises no alarm, and a fault that is planted is found at its place.

The texts are in the styles of textbooks, lecture notes, forums, homework, README files and tutorials; none of their
claims is wrong. Their numbers were worked out with NumPy and by hand. ``texts/expected.toml`` says how many claims
are compared in each, and which single claim fails when one place is changed.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import symconv

TEXTS = Path(__file__).parent / "texts"
EXPECTED = tomllib.loads((TEXTS / "expected.toml").read_text(encoding="utf-8"))
PLANTED = [(name, planted) for name, text in EXPECTED.items() for planted in text.get("planted", ())]


def test_every_text_has_its_expectations():
    """No text is forgotten, and most have a fault to plant."""
    assert sorted(EXPECTED) == sorted(path.name for path in TEXTS.iterdir() if path.suffix != ".toml")
    assert len(PLANTED) >= 2 * len(EXPECTED) - 10


@pytest.mark.parametrize("name", EXPECTED)
def test_right_texts_raise_no_alarm(name):
    """Every claim holds without a note, or is unread with a reason; what was compared once stays compared."""
    report = symconv.audit((TEXTS / name).read_text(encoding="utf-8"))
    assert [claim for claim in report.claims if claim.verdict == "fails" or claim.diagnosis] == []
    assert all(claim.expected for claim in report.claims if claim.verdict == "unread")
    assert report.summary == {"holds": EXPECTED[name]["holds"], "fails": 0, "unread": EXPECTED[name]["unread"]}


@pytest.mark.parametrize(("name", "planted"), PLANTED)
def test_planted_faults_are_found_once(name, planted):
    """One claim fails, where the fault is, with a diagnosis; what only follows from it is said to follow."""
    text = (TEXTS / name).read_text(encoding="utf-8")
    assert planted["instead"] in text
    report = symconv.audit(text.replace(planted["instead"], planted["written"], 1))
    failing = [claim for claim in report.claims if claim.verdict == "fails"]
    assert [(claim.line, claim.column, claim.kind) for claim in failing] == [
        (planted["line"], planted["column"], planted["kind"])
    ]
    assert failing[0].diagnosis
    assert failing[0].found != failing[0].expected
    carried = [claim for claim in report.claims if claim.is_slip]
    assert [claim.line for claim in carried] == planted.get("carried", [])
    assert all(claim.kind == "carried" for claim in carried)


@pytest.mark.parametrize(
    ("name", "changes", "failing", "carried"),
    [
        (
            "follow_through.md",
            [
                (r"3 \cdot 2 = 7", r"3 \cdot 2 = 8"),
                ("2 + 7 + 7 + 2 = 18", "2 + 8 + 7 + 2 = 19"),
                ("4 + 49 = 53", "4 + 64 = 68"),
            ],
            [6],
            [10, 10],
        ),
        (
            "forum_mathjax.md",
            [("12 - 1 = 11", "12 - 1 = 13"), (r"\{3, 11, -8", r"\{3, 13, -8")],
            [20],
            [41],
        ),
        ("lab_report.txt", [("4 - 2 = 2", "4 - 2 = 6"), ("y(n) = {2, 2,", "y(n) = {2, 6,")], [9], [15]),
        ("correlation_lags.md", [("1 + 3 = 4", "1 + 3 = 5"), ("= [1, 4, 7, 7", "= [1, 5, 7, 7")], [10], [16]),
    ],
)
def test_what_follows_from_a_wrong_line_is_no_new_mistake(name, changes, failing, carried):
    """A later line that goes on with a wrong value follows from it, and names its line."""
    text = (TEXTS / name).read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    claims = symconv.audit(text).claims
    assert [claim.line for claim in claims if claim.verdict == "fails"] == failing
    follows = [claim for claim in claims if claim.is_slip]
    assert [(claim.line, claim.kind) for claim in follows] == [(line, "carried") for line in carried]
    assert all(f"line {failing[0]}" in claim.diagnosis[0].explanation for claim in follows)
