"""Markdown: each block, spelled as GitHub and Jupyter read it."""

from __future__ import annotations

import base64
from xml.etree import ElementTree

import pytest
from documents import EQUALS, EVERY_BLOCK, STEMS
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from symconv.document.blocks import (
    Block,
    Callout,
    Cell,
    CodeBlock,
    Display,
    DisplayRow,
    Document,
    Emphasis,
    Figure,
    Heading,
    Listing,
    Math,
    Paragraph,
    Strong,
    Table,
    Text,
)
from symconv.rendering import render, render_files


def written(*blocks: Block) -> str:
    """Return blocks as Markdown."""
    return render(Document("", blocks)).rstrip("\n")


ROW = DisplayRow(Math("a", "a"), EQUALS, Math("b", "b"))

CASES = [
    (Heading(3, (Text("Work at "), Math("n", "n"))), "### Work at $n$"),
    (Heading(2, (Text("number #"),)), "## number \\#"),
    (Paragraph((Text("1. no list"),)), "1\\. no list"),
    (Paragraph((Text("- no list"),)), "\\- no list"),
    (Paragraph((Text("0.5 is 1/2"),)), "0.5 is 1/2"),
    (Paragraph((Text("-1 is less"),)), "-1 is less"),
    (Paragraph((Math("a", "a"), Math("b", "b"))), "$a$ $b$"),
    (Paragraph((Text("a"), Strong((Text("b"),)), Text("c"))), "a**b**c"),
    (Paragraph((Text("a"), Strong((Text("(b)"),)), Text("c"))), "a<strong>(b)</strong>c"),
    (Paragraph((Text("so"), Emphasis((Text(" it "),)), Text("is"))), "so *it* is"),
    (Display((ROW,)), "$$\na = b\n$$"),
    (Table((), ((Cell((Text("a"),)), Cell((Text("b|c"),))),)), "|  |  |\n| :--- | :--- |\n| a | b\\|c |"),
    (Table((Cell((Math("|x|", "|x|"),)),), ((Cell((Math("1", "1"),)),),)), "| $\\vert x\\vert$ |\n| :---: |\n| $1$ |"),
    (Listing(((Paragraph((Text("a"),)),), (Display((ROW,)),)), ordered=True), "1. a\n2. $$ a = b $$"),
    (CodeBlock("print('```')\n", "python"), "````python\nprint('```')\n````"),
    (Callout("answer", (Display((ROW,)),)), "> **Answer**\n>\n> $$ a = b $$"),
    (Callout("omitted", (Paragraph((Text("7 rows"),)),)), "> 7 rows"),
    (Figure(STEMS, (Text("The signal"),), "four stems"), "**Figure.** The signal\n\nfour stems"),
]


@pytest.mark.parametrize(("block", "text"), CASES)
def test_a_block_is_written(block: Block, text: str) -> None:
    """Each kind of block has one spelling."""
    assert written(block) == text


def test_rows_are_aligned_at_their_relations() -> None:
    """Several rows become one aligned display; notes and grades stand in a column of their own."""
    block = Display((ROW, DisplayRow(None, EQUALS, Math("c < d", "c < d"), (Text("50%"),), "exact")))

    assert written(block) == "\n".join(
        [
            "$$",
            r"\begin{aligned}",
            r"a & = b \\",
            r" & = c \lt d && \text{50}\%\quad \text{[exact]}",
            r"\end{aligned}",
            "$$",
        ]
    )


def test_a_title_is_written_once() -> None:
    """Blocks that begin with their own heading of level 1 get no second one."""
    own = Document("A", (Heading(1, (Text("A"),)), Paragraph((Text("b"),))))

    assert render(own) == "# A\n\nb\n"
    assert render(Document("A", (Paragraph((Text("b"),)),))) == "# A\n\nb\n"


def test_displays_in_quotations_are_one_line() -> None:
    """Jupyter takes formulas out before it reads quotation marks, so none may stand inside one."""
    lines = render(EVERY_BLOCK).split("\n")

    assert all(line.count("$$") == 2 for line in lines if line.startswith(">") and "$$" in line)


def test_readers_find_every_formula() -> None:
    """A reader that knows dollars finds each display and each inline formula of the source, and no emphasis inside."""
    reader = MarkdownIt("gfm-like", {"linkify": False}).use(dollarmath_plugin)
    tokens = reader.parse(render(EVERY_BLOCK))
    inline = [child for token in tokens for child in token.children or ()]
    displays = [token for token in tokens if token.type == "math_block"]

    assert len(displays) == 4
    assert len([child for child in inline if child.type == "math_inline"]) == 11
    assert [child.content for child in inline if "$" in child.content and child.type != "code_inline"] == []


def test_figures_are_embedded() -> None:
    """The data address decodes to an SVG with the description."""
    text = render(Document("", (Figure(STEMS, (), "four | stems"),)), figures="embed")
    data = text.split("base64,")[1].split(")")[0]

    root = ElementTree.fromstring(base64.b64decode(data))

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.attrib["aria-label"] == "four | stems"
    assert text.startswith("![four \\| stems](data:")


def test_figures_are_files_beside_the_text() -> None:
    """Each drawing is one file whose name begins as the caller says."""
    rendering = render_files(EVERY_BLOCK, "markdown", figures="files", stem="my work")

    assert [extra.name for extra in rendering.files] == [f"my work-{i}.svg" for i in (1, 2, 3, 4)]
    assert "](my%20work-1.svg)" in rendering.text
