"""The LaTeX output compiles with pdflatex, without overfull boxes, whatever the text."""

from __future__ import annotations

import re
import string
import subprocess
import unicodedata
from pathlib import Path

import pytest
from documents import EQUALS, EVERY_BLOCK, HOSTILE, number
from generated_documents import documents
from hypothesis import HealthCheck, Phase, given, settings

from symconv.document.blocks import (
    Cell,
    Code,
    Display,
    DisplayRow,
    Document,
    Emphasis,
    Heading,
    Math,
    Paragraph,
    Strong,
    Table,
    Text,
)
from symconv.rendering import render

pytestmark = pytest.mark.latex

KINDS = ("", "origin", "window", "diagonal", "overlap", "answer", "padding", "error")
OWN_DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[table]{xcolor}
\usepackage{amsmath,amssymb,booktabs,graphicx,tikz}
\begin{document}
\input{fragment}
\input{fragment}
\end{document}
"""


def compiled(folder: Path, text: str) -> str:
    """Compile a document and return the log, its lines joined as TeX broke them."""
    (folder / "page.tex").write_text(text, encoding="ascii")
    command = ["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "-no-shell-escape", "page.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)
    log = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, log[-2000:]
    return log


def words_of(folder: Path) -> str:
    """Return the text of the compiled pages."""
    return subprocess.run(
        ["pdftotext", "-raw", "page.pdf", "-"], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize("document", [EVERY_BLOCK, HOSTILE], ids=["every block", "hostile text"])
def test_documents_fit_their_pages(tmp_path: Path, document: Document) -> None:
    """Neither ordinary nor hostile text makes a line too long."""
    log = compiled(tmp_path, render(document, "latex"))

    assert "Overfull" not in log
    assert "LaTeX Warning" not in log


def test_fragments_fit_into_other_documents(tmp_path: Path) -> None:
    """A fragment defines what it needs, and twice is as good as once."""
    (tmp_path / "fragment.tex").write_text(render(EVERY_BLOCK, "latex-fragment"), encoding="ascii")

    compiled(tmp_path, OWN_DOCUMENT)


def test_wide_material_is_fitted(tmp_path: Path) -> None:
    """Long sums, long vectors, wide matrices, wide and long tables, long code and long words stay on the page."""
    total = Math(" + ".join(rf"\frac{{{i}}}{{7}} \cdot (-{i})" for i in range(60)), "long")
    vector = Math("[" + ", ".join(str(i) for i in range(200)) + "]", "long")
    matrix = Math(r"\begin{bmatrix}" + "&".join(["123"] * 9) + r"\end{bmatrix}" + r"\cdot 17" * 20, "wide")
    small = Math(r"\begin{bmatrix}1 & 2 \\ 3 & 4\end{bmatrix}", "small")
    row = tuple(Cell((number(str(1000 + i)),)) for i in range(60))
    note = (Text("a note that says much more than there is room for beside the formula, " * 3),)
    document = Document(
        "x" * 300,
        (
            Heading(2, (Text("x" * 100), vector)),
            Paragraph((Text("word " * 20), vector, Code("f(" + "1,2," * 100 + ")"), Text("x" * 300))),
            Display((DisplayRow(Math("y[n]", "y[n]"), EQUALS, total, note, "exact"),)),
            Display((DisplayRow(Math("y", "y"), EQUALS, vector), DisplayRow(None, EQUALS, matrix, note))),
            Table(row, (row,) * 90, row_heads=True),
            Table(row[:3], ()),
            Table((Cell((small,)),), tuple((Cell((Strong((small,)), Emphasis((small,))), kind),) for kind in KINDS)),
            Table((), ((Cell(note), Cell(note), Cell((vector,))),)),
        ),
    )

    assert "Overfull" not in compiled(tmp_path, render(document, "latex"))


def test_every_letter_and_sign_compiles(tmp_path: Path) -> None:
    """Latin, Greek, mathematical signs, and samples of all other planes: as text, as code and in formulas."""
    blocks = [
        range(0x20, 0x250),
        range(0x300, 0x400),
        range(0x2010, 0x2060),
        range(0x2100, 0x2300),
        range(0x25A0, 0x2720),
    ]
    characters = [chr(point) for block in blocks for point in block] + [
        chr(point) for point in range(0x400, 0x110000, 9973)
    ]
    text = " ".join(c for c in characters if unicodedata.category(c) != "Cs")
    document = Document(
        text, (Paragraph((Text(text),)), Paragraph((Code(text),)), Paragraph((Math(_plain(text), ""),)))
    )

    compiled(tmp_path, render(document, "latex"))


def _plain(text: str) -> str:
    return re.sub(r"[\\{}$&#^_%~]", "", text)


def test_ascii_text_reads_back(tmp_path: Path) -> None:
    """What a user typed is what stands on the page."""
    text = string.punctuation + " <<a>> ,,b'' c--d e---f ?`g !`h ``i'' "
    compiled(tmp_path, render(Document("", (Paragraph((Text(text),)),)), "latex"))

    found = re.sub(r"\s+", "", words_of(tmp_path)).replace("’", "'").replace("‘", "`")

    assert re.sub(r"\s+", "", text) in found


@given(documents())
@settings(
    max_examples=5,
    phases=[Phase.generate],  # shrinking would compile hundreds of documents
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_document_compiles(tmp_path: Path, document: Document) -> None:
    """A sample of generated documents compiles."""
    compiled(tmp_path, render(document, "latex"))
