"""Twenty programs as they stand in notes, tutorials and answers, each with the output that the real libraries gave.

The comments were written by running the programs with NumPy 2.4.6, SciPy 1.17.1, torch 2.13.0, TensorFlow 2.21.0
and JAX 0.10; no output comes from symconv.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import symconv

SNIPPETS = sorted(Path(__file__).with_name("snippets").glob("*.txt"))
UNREAD = {"random_input": 1}
"""Outputs that depend on sines or on random numbers."""


@pytest.mark.parametrize("path", SNIPPETS, ids=lambda path: path.stem)
def test_real_outputs_hold(path):
    """No false alarm, and hardly anything is left unread."""
    report = symconv.audit(path.read_text(), syntax="python")

    assert report.summary["holds"] >= 3
    assert report.summary["fails"] == 0
    assert report.summary["unread"] == UNREAD.get(path.stem, 0)
    assert not [claim for claim in report.slips if claim.kind != "axes"]


@pytest.mark.parametrize("path", SNIPPETS, ids=lambda path: path.stem)
def test_wrong_digits_are_found(path):
    """Whichever number of an output is changed, that output fails, and no other."""
    text = path.read_text()
    lines = text.split("\n")
    for claim in symconv.audit(text, syntax="python").claims:
        number = re.search(r"(?<![\w.])\d+", claim.text)
        if claim.verdict != "holds" or number is None or claim.kind == "assertion":
            continue
        start = sum(len(line) + 1 for line in lines[: claim.line - 1]) + claim.column - 1 + number.start()
        changed = text[:start] + str(int(number[0]) + 2) + text[start + len(number[0]) :]
        failed = [c.line for c in symconv.audit(changed, syntax="python").claims if c.verdict == "fails"]
        assert failed == [claim.line], claim.text


def notebook(path: Path) -> tuple[str, int]:
    """Return a notebook with a program and the output that its comments tell, and how many values that has."""
    source, shown = [], []
    for line in path.read_text().splitlines(keepends=True):
        code, sign, remark = line.partition("  # ")
        if sign and code.lstrip().startswith("print"):
            shown.append(remark)
        source.append(code.rstrip("\n") + "\n")
    words = {"cell_type": "markdown", "metadata": {}, "source": ["Here is $1 + 1 = 2$.\n", "And $2 \\cdot 3 = 7$."]}
    output = {"output_type": "stream", "name": "stdout", "text": shown}
    code = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": source, "outputs": [output]}
    return json.dumps({"cells": [words, code], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1), len(
        shown
    )


@pytest.mark.parametrize("name", ["plain_python", "autocorrelation"])
def test_notebooks(name):
    """Cells and stored outputs, with lines and columns of the file."""
    text, outputs = notebook(Path(__file__).with_name("snippets") / f"{name}.txt")
    report = symconv.audit(text)
    lines = text.split("\n")

    assert len(report.claims) >= outputs
    assert report.summary["unread"] == 0
    (wrong,) = [claim for claim in report.claims if claim.verdict == "fails"]
    assert lines[wrong.line - 1][wrong.column - 1 :].startswith(r"2 \\cdot 3 = 7")
    for claim in report.claims:
        assert lines[claim.line - 1][claim.column - 1] == claim.text[0]
