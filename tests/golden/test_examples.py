"""The rendered examples are what the code writes today, and their numbers are right."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import numpy as np
import pytest
from golden.cases import CASES, EXAMPLES, RENDERED, REPORTS, rendered, reported
from scipy import signal

import symconv
from symconv.pipeline import read_problems


@pytest.mark.parametrize(("name", "formats"), CASES)
def test_the_rendered_examples_are_current(name, formats):
    """When this fails and the change is wanted: ``just golden``, and read the difference."""
    for path, text in rendered(name, formats):
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is not what the code writes: run just golden"


@pytest.mark.parametrize(("name", "formats"), REPORTS)
def test_the_rendered_reports_are_current(name, formats):
    """When this fails and the change is wanted: ``just golden``, and read the difference."""
    for path, text in reported(name, formats):
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is not what the code writes: run just golden"


def test_no_rendered_file_is_left_over():
    """Every file below ``examples/rendered`` comes from a case, and every problem file has one."""
    expected = {path for name, formats in CASES for path, _ in rendered(name, formats)}
    expected |= {path for name, formats in REPORTS for path, _ in reported(name, formats)}

    assert {path for path in RENDERED.rglob("*") if path.is_file()} == expected
    assert {path.stem for path in EXAMPLES.glob("*.toml")} == {name for name, _ in CASES}


# Worked by hand, or quoted where a comment says so.
ANSWERS = {
    "fractions": [[1, 1, 1.5, 1.625, 0.75, 0.25]],  # stats.stackexchange: c[0] … c[5]
    "differences": [[-1, 2, 2, -1], [1, -2, -2, 1], [-3, 0, 3], [-3, 0, 3]],  # ai.stackexchange: g1 … g4
    "image": [[[4, 3, 4], [2, 4, 3], [2, 3, 4]]],
    "channels": [[[1, -2, -2, 1]]],  # what tf.nn.conv1d prints
    "layer": [
        [[-1.5, 6.5, 1.5]],
        [[0, -3, 0, 3, 0], [1, -4, -2, 2, 1]],
        [[[-5, 4, 4], [0, -4, -3]]],
    ],
    "circular": [[-2, -2, 2, 2]],
    "complex": [[1 + 1j, 1 + 1j, 1j, 1], [1 - 1j, 1 - 1j, 1, -1j], [1j, 1, 1 + 1j, 1 + 1j]],
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answers_are_those_of_the_books(name):
    """The numbers of the examples, worked by hand or quoted."""
    sheet = read_problems((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))

    for result, answer in zip(sheet.results, ANSWERS[name], strict=True):
        np.testing.assert_array_equal(result.signal.to_numpy(), answer)


def test_the_gaussian_is_scipys():
    """Sixteenths are exact in floating point, so SciPy's numbers are too."""
    sheet = read_problems((EXAMPLES / "gaussian.toml").read_text(encoding="utf-8"))
    picture = [[0, 0, 0, 0], [0, 4, 8, 0], [0, 8, 4, 0], [0, 0, 0, 16]]
    kernel = np.outer([1, 2, 1], [1, 2, 1]) / 16

    for result in sheet.results:
        np.testing.assert_array_equal(result.signal.to_numpy(), signal.convolve2d(picture, kernel, mode="same"))


def test_the_symbols_are_products():
    """A ∗ b, multiplied out by hand."""
    sheet = read_problems((EXAMPLES / "symbols.toml").read_text(encoding="utf-8"))

    assert [str(value) for value in sheet.results[0].values] == [
        "a0*b0",
        "a0*b1 + a1*b0",
        "a1*b1 + a2*b0",
        "a2*b1 + a3*b0",
        "a3*b1",
    ]


@pytest.mark.parametrize("script", sorted((EXAMPLES / "scripts").glob("*.py")), ids=lambda path: path.name)
def test_the_scripts_run(script: Path, capsys, monkeypatch, tmp_path):
    """Every library script runs from an empty folder and prints something."""
    monkeypatch.chdir(tmp_path)

    runpy.run_path(str(script), run_name="__main__")

    assert capsys.readouterr().out


@pytest.mark.parametrize(("name", "formats"), CASES)
def test_the_checker_finds_no_mistake_in_the_solutions(name, formats):
    """What is written here is read again by the checker: nothing fails, and in Markdown much of it is read."""
    for suffix, syntax in ((".md", "markdown"), (".tex", "latex")):
        path = RENDERED / name / f"solution{suffix}"
        if path.exists():
            report = symconv.audit(path.read_text(encoding="utf-8"), syntax=syntax)

            assert [claim for claim in report.claims if claim.verdict == "fails"] == []
            assert suffix == ".tex" or name in ("symbols", "complex") or report.summary["holds"] > 5


@pytest.mark.parametrize("page", sorted((EXAMPLES.parent / "docs").glob("*.md")), ids=lambda page: page.name)
def test_the_checker_finds_no_mistake_in_the_pages(page: Path):
    """The pages of the documentation are worked texts too."""
    report = symconv.audit(page.read_text(encoding="utf-8"), syntax="markdown")

    assert [claim for claim in report.claims if claim.verdict == "fails"] == []


def test_the_list_of_examples_is_complete_and_its_links_lead_somewhere():
    """Whoever looks into the folder finds every problem, script and document."""
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    links = set(re.findall(r"\]\(([^)]+)\)", text))

    assert all((EXAMPLES / link).is_file() for link in links)
    assert {path.name for path in EXAMPLES.glob("*.toml")} <= links
    assert {f"scripts/{path.name}" for path in (EXAMPLES / "scripts").glob("*.py")} <= links
    documents = {*RENDERED.rglob("solution.*"), *RENDERED.rglob("report.*")}
    assert {str(path.relative_to(EXAMPLES)) for path in documents} <= links
