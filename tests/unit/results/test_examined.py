"""An answer that was examined, in the formats that people and programs read."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

import symconv
from symconv import statements
from symconv.cli import main


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["diagnose", *arguments])


@pytest.mark.parametrize(
    ("arguments", "status", "output"),
    [
        (("1, 2, 3", "1, 3", "--got", "1, 5, 9, 9"), 0, "The answer is right.\n"),
        (("1, 2, 3", "1, 3", "--got", "3, 7, 11, 3"), 1, "forgot-flip: This is the cross-correlation"),
        (("1, 2, 3", "1, 3", "--got", "7, 7, 8, 8"), 3, "The answer is wrong, and nothing in the catalogue"),
        (("1, 2, 3", "1, 2, 1", "--got", "1, 4, 8, 8, 3"), 0, "is also what comes out after forgot-flip."),
        (("1, 2", "1, 3", "--got", "1, 5"), 1, "2 mistakes explain this answer; these numbers cannot tell them apart."),
        (("1, 2", "1, 3", "--got", "1, 5"), 1, "\n(With so few samples that are not zero this may fit by chance.)"),
        (("1, 2, 3, 4", "1, -1", "--as", "layer", "--stride", "2", "--got", "-1, -1, -1"), 1, "wrong-stride: "),
        (("1, 2", "1, 3", "--as", "divide", "--got", "1"), 2, ""),
        (("1, 2", "1, 3", "--stride", "2", "--mode", "valid", "--got", "1"), 2, ""),
        (("1, 2", "1, 3", "--format", "sarif", "--got", "1"), 2, ""),
    ],
)
def test_the_command_says_what_it_knows(arguments: tuple[str, ...], status: int, output: str) -> None:
    """Right, explained, unexplained, tied, in doubt: each has its words and its exit status."""
    result = run(*arguments)

    assert result.exit_code == status, result.output
    assert output in result.stdout


def test_json_is_the_list_that_is_promised() -> None:
    """Each diagnosis has its three keys, and a right answer has none."""
    records = json.loads(run("1, 2, 3", "1, 3", "--got", "3, 7, 11, 3", "--format", "json").stdout)

    assert [list(record) for record in records] == [["mistake", "explanation", "cost"]]
    assert json.loads(run("1, 2, 3", "1, 3", "--got", "1, 5, 9, 9", "--format", "json").stdout) == []


def test_the_document_shows_where_the_answers_differ() -> None:
    """The question, both answers, and a mark on each sample that is wrong."""
    text = statements.examine([1, 2, 3], [1, 3], [1, 5, 8, 9]).to_markdown()

    assert text.startswith("# What went wrong\n\nFind the convolution $y = x \\ast h$.")
    assert "| right | $1$ | $5$ | $9$ | $9$ |" in text
    assert r"| given | $1$ | $5$ | $\boldsymbol{8}\ (!)$ | $9$ |" in text
    assert "- **slip:** At n = 2 the value 8 should be 9" in text


@pytest.mark.parametrize("format", ["markdown", "latex", "html", "text", "json"])
@pytest.mark.parametrize("got", [[1, 5, 9, 9], [3, 7, 11, 3], [7], [[1]]])
def test_every_answer_has_every_format(format: str, got: list) -> None:
    """Whatever was given as an answer, each format can show it."""
    assert statements.examine([1, 2, 3], [1, 3], got).render(format).text


def test_python_unpacks_a_diagnosis() -> None:
    """Mistake, explanation and cost come in this order, as positional or named arguments are given."""
    (found,) = symconv.diagnose([1, 2, 3], [1, 4], [1, 6, 11, 12], "correlate")
    mistake, explanation, cost = found

    assert (mistake, cost) == ("flipped", 1)
    assert explanation.startswith("This is the convolution")
