"""The forms of the report, and the exit status of the command."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import symconv
from symconv.cli import main
from symconv.results.report import merged

TEXT = "With $x = [1, 2]$ and $h = [1, 3]$:\n$x * h = [3, 7, 2]$, $1/3 = 0.33$ and $2q = 4$."


@pytest.fixture
def notes(tmp_path):
    """Write a file with a claim that fails, a slip, and one that is unread."""
    path = tmp_path / "notes.md"
    path.write_text(TEXT)
    return path


def run(*arguments: object):
    """Run the command."""
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def test_text_shows_the_line_and_a_caret():
    """A reader sees what is wrong, where, and what was counted."""
    lines = symconv.audit(TEXT).to_text().split("\n")
    assert lines[0].startswith("line 2, column 2: fails: mislabelled: [3, 7, 2] is written, [1, 5, 6]")
    assert lines[1:3] == [f"    {TEXT.splitlines()[1]}", f"     {'^' * 17}"]
    assert lines[-2] == "3 claims: 1 hold, 1 of them with a slip, 1 fail, 1 could not be checked."


def test_json_has_the_keys_that_are_promised():
    """Each claim has its ten keys, in order; each diagnosis has two."""
    record = json.loads(symconv.audit(TEXT).to_json())
    assert record["summary"] == {"holds": 1, "fails": 1, "unread": 1}
    keys = ["file", "line", "column", "text", "verdict", "kind", "grade", "found", "expected", "diagnosis"]
    assert all(list(claim) == keys for claim in record["claims"])
    assert sorted(record["claims"][0]["diagnosis"][0]) == ["explanation", "mistake"]


def test_sarif_and_annotations_point_to_the_claim(notes):
    """SARIF results and workflow commands have level, file and region."""
    run_of_sarif = json.loads(run(notes, "--format", "sarif").stdout)["runs"][0]
    assert [result["level"] for result in run_of_sarif["results"]] == ["error", "warning", "note"]
    region = run_of_sarif["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 2, "endColumn": 19}
    first = run(notes, "--format", "github").stdout.splitlines()[0]
    assert first.startswith("::error file=")
    assert ",line=2,col=2,title=mislabelled::mislabelled: [3, 7, 2] is written" in first


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        ("y = 1 + 1 = 2", (), 0),
        ("y = 1 + 1 = 3", (), 1),
        ("1/3 = 0.33", (), 0),
        ("1/3 = 0.33", ("--strict",), 1),
        ("No mathematics.", (), 3),
        ("2q = 4", (), 3),
        ("c = a[0] + 1 = 3", ("--define", "a = 2, 5"), 0),
        ("y = 1", ("--format", "xml"), 2),
        ("y = 1", ("--define", "nonsense"), 2),
    ],
)
def test_exit_status(tmp_path, text, options, status):
    """Zero if everything checked holds, 1 if not, 2 for bad input, 3 if nothing could be checked."""
    path = tmp_path / "notes.txt"
    path.write_text(text)
    result = run(path, *options)
    assert result.exit_code == status, result.output


def test_several_files_keep_their_names(notes, tmp_path):
    """Claims of several files are told apart; a missing file is bad input."""
    report = merged({"a.md": symconv.audit("1 + 1 = 2"), "b.md": symconv.audit("1 + 1 = 3")})
    assert [claim.file for claim in report.claims] == ["a.md", "b.md"]
    assert run(notes, tmp_path / "missing.md").exit_code == 2
