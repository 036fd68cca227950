"""``symconv check``: files, formats, colours, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from symconv.cli import main

TEXT = "With $x = [1, 2]$ and $h = [1, 3]$:\n$x * h = [3, 7, 2]$, $1/3 = 0.33$ and $2q = 4$.\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Write a file with a claim that fails, a slip, and one that is unread."""
    path = tmp_path / "notes.md"
    path.write_text(TEXT)
    return path


def run(*arguments: object, **options: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["check", *map(str, arguments)], **options)


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        ("y = 1 + 1 = 2", (), 0),
        ("y = 1 + 1 = 3", (), 1),
        ("1/3 = 0.33", (), 0),
        ("1/3 = 0.33", ("--strict",), 1),
        ("No mathematics.", (), 3),
        ("2q = 4", (), 3),
        ("2q = 4", ("--allow-unchecked",), 0),
        ("1 + 1 = 3", ("--allow-unchecked",), 1),
        ("c = a[0] + 1 = 3", ("--define", "a = 2, 5"), 0),
        ("y = 1", ("--format", "xml"), 2),
        ("y = 1", ("--syntax", "word"), 2),
        ("y = 1", ("--define", "nonsense"), 2),
        ("y = 1", ("-o", "nowhere/report.html"), 2),
        ("y = 1", ("-o", "report.docx"), 2),
    ],
)
def test_exit_status(tmp_path: Path, text: str, options: tuple[str, ...], status: int) -> None:
    """Zero if everything checked holds, 1 if not, 2 for bad input, 3 if nothing could be checked."""
    path = tmp_path / "notes.txt"
    path.write_text(text)
    result = run(path, *options)

    assert result.exit_code == status, result.output


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "No such file"),
        (b"PNG\0\0", "this is not a text"),
        (b"caf\xe9 1 = 2", "not UTF-8"),
        (b"1 = 1 " * 200_000, "more than the limit"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_the_others_are_checked(notes, tmp_path, content, message) -> None:
    """One message with the name of the file on standard error, the report on the rest, and exit status 2."""
    bad = tmp_path / "bad.md"
    if content is not None:
        bad.write_bytes(content)
    result = run(bad, notes)

    assert result.exit_code == 2
    assert [line for line in result.stderr.splitlines() if str(bad) in line and message in line]
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout.endswith("1 could not be checked.\n  1 × it depends on q, which is not known\n")


def test_folders_and_patterns_stand_for_the_texts_in_them(tmp_path: Path) -> None:
    """Hidden folders and pictures are left out, and no file is read twice."""
    (tmp_path / "week" / ".git").mkdir(parents=True)
    for name in ("b.md", "a.tex", "week/c.txt", "week/.git/d.md"):
        (tmp_path / name).write_text(r"$1 + 1 = 2$")
    (tmp_path / "plot.png").write_bytes(b"\0")
    result = run(tmp_path, tmp_path / "b.md", tmp_path / "*.md", "--format", "json")

    files = [str(Path(claim["file"]).relative_to(tmp_path)) for claim in json.loads(result.stdout)["claims"]]
    assert files == ["a.tex", "b.md", "week/c.txt"]


def test_a_latex_file_is_known_by_its_name(tmp_path: Path) -> None:
    """In LaTeX only mathematics is read: the equality of the words outside of it is not a claim."""
    path = tmp_path / "part.tex"
    path.write_text("The label a = 1 + 1 = 3 is prose, $1 + 1 = 2$ is not.")

    assert run(path).exit_code == 0


def test_standard_input_is_read() -> None:
    """A single - stands for standard input."""
    result = run("-", input="1 + 1 = 3")

    assert result.exit_code == 1
    assert result.stdout.startswith("standard input:1:1: fails: wrong value: 3 is written, 2 is right.")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("report.txt", "FILE:2:2: fails"),
        ("report.md", "# Check of "),
        ("report.tex", "\\documentclass"),
        ("report.html", "<!DOCTYPE html>"),
        ("report.json", '{\n  "claims"'),
        ("report.sarif", '{\n  "$schema"'),
    ],
)
def test_the_name_of_the_output_decides_the_format(notes: Path, tmp_path: Path, name: str, start: str) -> None:
    """A report is written to a file, in the format that its name asks for; the exit status is the same."""
    result = run(notes, "-o", tmp_path / name)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("1 fail, 1 could not be checked.\n")
    assert (tmp_path / name).read_text().startswith(start.replace("FILE", str(notes)))


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ((), {}, False),  # not a terminal
        (("--color",), {}, True),
        (("--color",), {"NO_COLOR": "1"}, True),
        (("--no-color",), {}, False),
    ],
)
def test_colours_are_for_terminals(notes, options, environment, coloured) -> None:
    """Off a terminal the text is plain; an option decides over everything else."""
    result = run(notes, *options, env=environment, color=True)

    assert ("\x1b[31m" in result.stdout) is coloured


def test_a_text_is_not_overwritten_by_its_report(notes: Path) -> None:
    """A slip of the hand must not cost the notes."""
    result = run(notes, "-o", notes)

    assert result.exit_code == 2
    assert "one of the texts to check" in result.stderr
    assert notes.read_text() == TEXT


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """Neither in lines nor in messages, so that a text cannot rewrite the screen."""
    path = tmp_path / "notes.txt"
    path.write_text("y\x1b[2J = 1 + 1 = 3\n2 + 2 = 5 \x07\n")
    result = run(path, color=True)

    assert not {"\x1b", "\x07"} & set(result.stdout + result.stderr)
