"""The report on a worked text in the forms that programs read."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import symconv
from symconv.auditing.claims import Claim, Note
from symconv.results.report import Report, merged

SCHEMA = Path(__file__).parents[2] / "schemas" / "sarif-2.1.0-rtm.5.json"
TEXT = "With $x = [1, 2]$ and $h = [1, 3]$:\n$x * h = [3, 7, 2]$, $1/3 = 0.33$ and $2q = 4$."
NASTY = "a,b%:c\r\n::error::\x1b[31m <d> & “é” 中"


@pytest.fixture(scope="module")
def report() -> Report:
    """Return the report on a text with a claim that fails, a slip, and one that is unread."""
    return merged({"notes/week 3.md": symconv.audit(TEXT)})


def test_report_names_itself_briefly(report: Report) -> None:
    """In a session the counts are shown, not every claim and the whole text."""
    assert repr(report) == "Report(1 hold, 1 fail, 1 unread)"


def test_path_is_refused_with_what_to_write() -> None:
    """A text is wanted, not the place of one."""
    with pytest.raises(TypeError, match=r"a worked text is a str, such as path\.read_text\(\), not PosixPath"):
        symconv.audit(Path("notes.md"))  # type: ignore[arg-type]  # what people try


def test_json_has_the_keys_that_are_promised(report: Report) -> None:
    """Each claim has its ten keys, in order; each diagnosis has two."""
    record = json.loads(report.to_json())

    assert record["summary"] == {"holds": 1, "fails": 1, "unread": 1}
    keys = ["file", "line", "column", "text", "verdict", "kind", "grade", "found", "expected", "diagnosis"]
    assert all(list(claim) == keys for claim in record["claims"])
    assert sorted(record["claims"][0]["diagnosis"][0]) == ["explanation", "mistake"]


def test_sarif_points_to_the_claims(report: Report) -> None:
    """Levels, rules and regions say what a code host shows; paths are written as addresses."""
    run = json.loads(report.to_sarif())["runs"][0]
    results = run["results"]
    place = results[0]["locations"][0]["physicalLocation"]

    assert [result["level"] for result in results] == ["error", "warning", "note"]
    assert place["region"] == {"startLine": 2, "startColumn": 2, "endColumn": 19}
    assert place["artifactLocation"] == {"uri": "notes/week%203.md"}
    assert [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in results] == [
        result["ruleId"] for result in results
    ]


@pytest.mark.parametrize(
    "claims",
    [
        (),
        (Claim(1, 1, "", "fails", "wrong value", file="/tmp/a b.md"),),
        (Claim(3, 5, "a\n  = b", "unread", "code", expected=NASTY, file="standard input"),),
        (Claim(1, 1, NASTY, "holds", "rounded", "exact", NASTY, NASTY, (Note(NASTY, NASTY),), NASTY),),
    ],
)
def test_sarif_is_valid(report: Report, claims: tuple[Claim, ...]) -> None:
    """Every log fits the published schema, whatever stands in the text."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)

    validator.validate(json.loads(report.to_sarif()))
    validator.validate(json.loads(Report(claims).to_sarif()))


def test_annotations_point_to_the_claims(report: Report) -> None:
    """Each workflow command has level, file, place and title."""
    error, warning, notice = report.to_github().splitlines()

    assert error.startswith("::error file=notes/week 3.md,line=2,endLine=2,col=2,endColumn=19,title=mislabelled::")
    assert warning.startswith("::warning file=")
    assert notice.endswith("::not checked: it depends on q, which is not known")


def test_annotations_are_escaped() -> None:
    """Nothing in a text ends a workflow command or begins another one."""
    claim = Claim(1, 1, NASTY, "unread", "unread", expected=NASTY, file=NASTY)
    lines = Report((claim,)).to_github().splitlines()

    assert len(lines) == 1
    assert lines[0].startswith(
        "::notice file=a%2Cb%25%3Ac%0D%0A%3A%3Aerror%3A%3A\x1b[31m <d> & “é” 中,line=1,endLine=2,"
    )
    assert lines[0].endswith("::not checked: a,b%25:c%0D%0A::error::\x1b[31m <d> & “é” 中")


def test_summary_counts_everything(report: Report) -> None:
    """What was seen is what holds, fails and is unread together, and the reasons are counted."""
    counts = merged({"a": report, "b": report}).counts

    assert (counts.seen, counts.holds, counts.slips, counts.fails, counts.unread) == (6, 2, 2, 2, 2)
    assert counts.reasons == (("it depends on q, which is not known", 2),)


def test_several_files_keep_their_names() -> None:
    """Claims of several files are told apart."""
    both = merged({"a.md": symconv.audit("1 + 1 = 2"), "b.md": symconv.audit("1 + 1 = 3")})

    assert [claim.file for claim in both.claims] == ["a.md", "b.md"]
    assert both.to_text().splitlines()[-1] == "2 files, 2 claims: 1 hold, 1 fail, 0 could not be checked."
