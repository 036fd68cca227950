r"""Notebooks are read by a strict reader of JSON that knows places."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import symconv
from symconv.auditing.notebook import read_notebook
from symconv.cli import main
from symconv.errors import LimitError, ParseError

CELL = {
    "cell_type": "code",
    "metadata": {},
    "source": "import numpy as np\nnp.convolve([1], [2])",
    "execution_count": 1,
}


def notebook(*cells: object, **more: object) -> str:
    """Return a notebook as text."""
    return json.dumps({"cells": list(cells), "nbformat": 4, "nbformat_minor": 5, "metadata": {}, **more})


def result(text: str) -> dict[str, object]:
    """Return the stored value of a last line."""
    return {"output_type": "execute_result", "data": {"text/plain": [text]}, "metadata": {}, "execution_count": 1}


@pytest.mark.parametrize(("shown", "verdict"), [("array([2])", "holds"), ("array([3])", "fails")])
def test_value_of_the_last_line(shown, verdict):
    """The value that a cell ends with is compared with what the file stores."""
    (claim,) = symconv.audit(notebook({**CELL, "outputs": [result(shown)]})).claims
    assert (claim.verdict, claim.text) == (verdict, shown)


def test_command_reads_notebooks_and_programs(tmp_path):
    """The name of a file tells its syntax; the option does too."""
    path, program = tmp_path / "a.ipynb", tmp_path / "b.py"
    path.write_text(notebook({**CELL, "outputs": [result("array([3])")]}))
    program.write_text("print(1 + 1)  # 2\n")
    assert CliRunner().invoke(main, ["check", str(path)]).exit_code == 1
    assert CliRunner().invoke(main, ["check", str(path), "--syntax", "ipynb"]).exit_code == 1
    assert CliRunner().invoke(main, ["check", str(program)]).exit_code == 0


def test_cells_share_their_names():
    """Text defines, one cell computes, the next one shows; magics are skipped."""
    first = {**CELL, "source": ["%matplotlib inline\n", "x = [1, 2, 3]\n", "!pip install numpy\n"], "outputs": []}
    second = {**CELL, "source": ["sum(x)"], "outputs": [result("7")]}
    words = {"cell_type": "markdown", "metadata": {}, "source": "Let $x = [1, 2, 3]$."}
    report = symconv.audit(notebook(words, first, second))
    assert [(c.verdict, c.kind, c.text) for c in report.claims] == [
        ("holds", "definition", "[1, 2, 3]"),
        ("fails", "wrong output", "7"),
    ]


def test_escapes_keep_their_places():
    """Escaped characters, fences inside cells, and other languages."""
    source = 'print("\\u00e9 \\u2192")\n# ```\n~~~~\n'
    text = notebook(
        {"cell_type": "markdown", "source": ["é → ", "$1 + 1 = 3$"], "metadata": {}}, {**CELL, "source": source}
    )
    read = read_notebook(text)
    assert source in read.text
    assert "é → $1 + 1 = 3$" in read.text
    (claim,) = [claim for claim in symconv.audit(text).claims if claim.verdict == "fails"]
    assert text[claim.column - 1 :].startswith("1 + 1 = 3")
    julia = notebook({**CELL, "source": "y = conv(x, h)"}, metadata={"language_info": {"name": "julia"}})
    assert [claim.expected for claim in symconv.audit(julia).claims] == ["code in julia is not read"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1, 2,]",
        '{"cells": [}',
        '{"cells": {}}',
        "[]",
        '{"cells": [], }',
        '{"cells": []} x',
        '{"cells": [NaN]}',
        '{"a" 1}',
        '{"a": "\\x"}',
        '{"a": "open',
        "{1: 2}",
        '{"cells": [1 2]}',
    ],
)
def test_what_is_no_notebook_is_refused(text):
    """Anything that is not strict JSON with cells is bad input, with its place."""
    with pytest.raises(ParseError, match="notebook"):
        symconv.audit(text, syntax="ipynb")


def test_hostile_notebooks():
    """Depth and length are limited, and strange cells are nothing."""
    with pytest.raises(LimitError, match="nesting"):
        read_notebook('{"cells": ' + "[" * 100_000)
    with pytest.raises(LimitError, match="characters"):
        read_notebook(" " * 6_000_000)
    strange = notebook(1, "a", None, {}, {"cell_type": 3}, {**CELL, "outputs": [1, {"data": 3, "text": 4}, None]})
    assert symconv.audit(strange).claims == ()
