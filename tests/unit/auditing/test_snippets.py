"""Twenty programs as they stand in notes, tutorials and answers, each with the output that the real libraries gave.

The comments were written by running the programs with NumPy 2.4.6, SciPy 1.17.1, torch 2.13.0, TensorFlow 2.21.0
and JAX 0.10; no output comes from symconv.
"""

from __future__ import annotations

import contextlib
import json
import random
import re
from pathlib import Path

import pytest

import symconv
from symconv.errors import ParseError

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


PIECES = (
    *("()[]{},;:._*/+-=<>\\%~'\"#@ \n\t\0"),
    *(
        "def f(x):\n",
        "while True:\n",
        "*10**8",
        "**",
        "lambda x: ",
        "x=x\n",
        "x.append(x)\n",
        "[:, None]",
        "...",
        "1e400",
    ),
    *("np.ones((9999, 9999))", "yield ", "```", "~~~", ">>> ", "x[0] = x\n", "1/0", "class A: pass\n", "\ud800", "np"),
)


def damaged(text: str, rng: random.Random) -> str:
    """Return a text with pieces cut out, put in and doubled."""
    for _ in range(rng.randint(1, 8)):
        at, length = rng.randrange(len(text) + 1), rng.randint(1, 12)
        match rng.randrange(3):
            case 0:
                text = text[:at] + text[at + length :]
            case 1:
                text = text[:at] + rng.choice(PIECES) + text[at:]
            case _:
                other = rng.randrange(len(text) + 1)
                text = text[:at] + text[other : other + 5 * length] + text[at:]
    return text


@pytest.mark.parametrize("syntax", ["python", "markdown", "latex", "ipynb"])
def test_damaged_programs_have_their_reports(syntax):
    """No damage leads to an exception, or to long work."""
    rng = random.Random(syntax)
    wrappers = {
        "markdown": "```python\n{}\n```\n",
        "latex": "\\begin{{lstlisting}}[language=Python]\n{}\n\\end{{lstlisting}}",
    }
    for _ in range(150):
        text = rng.choice(SNIPPETS).read_text()
        text = wrappers.get(syntax, "{}").format(text)
        if syntax == "ipynb":
            text = notebook(rng.choice(SNIPPETS))[0]
        with contextlib.suppress(ParseError):  # a notebook that is no JSON any more
            symconv.audit(damaged(text, rng), syntax=syntax)
