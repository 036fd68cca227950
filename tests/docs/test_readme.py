"""Everything that the README shows is run."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from symconv.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def fences(page: Path, language: str) -> list[str]:
    """Return the fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def console_examples(page: Path) -> list[tuple[str, str]]:
    """Return each ``$ command`` of the console blocks with the output that is shown below it."""
    examples = []
    for block in fences(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            examples.append((command, output))
    return examples


def excerpts(page: Path) -> list[tuple[str, str]]:
    """Return each rendered excerpt with the command that it is an excerpt of."""
    pattern = r"^<!-- output of: (symconv [^\n]*) -->\n(.*?)^<!-- end -->$"
    return re.findall(pattern, page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


CONSOLE = [(page.name, command, output) for page in PAGES for command, output in console_examples(page)]
PYTHON = [(page.name, block) for page in PAGES for block in fences(page, "python") if ">>>" in block]


SHELL = [
    (p.name, f"symconv {words}")
    for p in PAGES
    for b in fences(p, "sh")
    for words in re.findall(r"symconv (.+)$", b, re.M)
]
EXCERPTS = [(page.name, command, excerpt) for page in PAGES for command, excerpt in excerpts(page)]


@pytest.mark.parametrize(("page", "command", "excerpt"), EXCERPTS)
def test_excerpt_is_printed(page: str, command: str, excerpt: str) -> None:
    """Every paragraph of a rendered excerpt stands in the output of its command, in this order."""
    result = CliRunner().invoke(main, shlex.split(command)[1:], prog_name="symconv")
    position = 0
    for paragraph in filter(None, excerpt.strip().split("\n\n")):
        if paragraph.strip() != "…":
            position = result.output.find(paragraph, position)

            assert position >= 0, (page, paragraph)


@pytest.mark.parametrize(("page", "command"), SHELL)
def test_command_without_output_runs(page: str, command: str) -> None:
    """A command that is shown without its output succeeds as it stands."""
    result = CliRunner().invoke(main, shlex.split(command)[1:], prog_name="symconv")

    assert result.exit_code == 0, (page, result.output)


def test_first_command_is_the_one_whose_solution_is_shown() -> None:
    """What a reader runs first prints what stands below it."""
    first = next(command for page, command in SHELL if page == "README.md")

    assert first == next(command for page, command, _ in EXCERPTS if page == "README.md")


def test_sizes_of_the_trusted_base_are_current() -> None:
    """The page on proofs gives the number of lines of each file that must be trusted."""
    page = (ROOT / "docs" / "proofs.md").read_text(encoding="utf-8")
    sizes = re.findall(r"^\| `(symconv/\w+\.py)` \| (\d+) \|", page, flags=re.MULTILINE)

    assert len(sizes) == 5
    for name, lines in sizes:
        assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) == int(lines), name


def test_there_are_examples() -> None:
    """The README has at least one command and one Python session."""
    assert any(name == "README.md" for name, _, _ in CONSOLE)
    assert any(name == "README.md" for name, _ in PYTHON)


@pytest.mark.parametrize(("page", "command", "output"), CONSOLE)
def test_command_prints_what_is_shown(page: str, command: str, output: str) -> None:
    """A command prints the shown text; a line of ``…`` stands for lines that are left out."""
    words = shlex.split(command)
    result = CliRunner().invoke(main, words[1:], prog_name="symconv")
    pattern = r"(?:.*\n)*?".join(re.escape(piece) for piece in re.split(r"^…\n", output, flags=re.MULTILINE))

    assert words[0] == "symconv", page
    assert re.fullmatch(pattern, result.output.rstrip("\n") + "\n"), result.output


@pytest.mark.parametrize(("page", "block"), PYTHON)
def test_python_session_gives_what_is_shown(page: str, block: str) -> None:
    """A Python session gives the values shown."""
    test = doctest.DocTestParser().get_doctest(block, {}, page, page, 0)
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(test)

    assert runner.summarize(verbose=False).failed == 0
