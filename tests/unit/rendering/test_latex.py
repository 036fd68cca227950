"""LaTeX: each block, and how wide material is fitted to the page."""

from __future__ import annotations

import pytest
from documents import EQUALS, EVERY_BLOCK, PICTURE, SLIDE, STEMS, number

from symconv.document.blocks import (
    Block,
    Callout,
    Cell,
    CodeBlock,
    Display,
    DisplayRow,
    Document,
    Figure,
    Heading,
    Listing,
    Math,
    Paragraph,
    SlideFigure,
    Strong,
    Table,
    Text,
)
from symconv.rendering import render


def written(*blocks: Block) -> str:
    """Return blocks as the fragment has them, without the definitions before them."""
    return render(Document("", blocks), "latex-fragment").split("{B34700}\n", 1)[1].strip("\n")


ROW = DisplayRow(Math("a", "a"), EQUALS, Math("b", "b"))
LONG = Math(" + ".join(rf"a_{{{i}}}" for i in range(40)), "a long sum")


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Heading(2, (Text("50% of "), Math("n", "n"))), r"\section*{50\% of $n$}"),
        (Paragraph((Strong((Text("a_b"),)),)), r"{\bfseries\boldmath a\_b}"),
        (Display((ROW,)), "\\begin{equation*}\na = b\n\\end{equation*}"),
        (
            Display((ROW, DisplayRow(None, EQUALS, Math("c", "c"), (Text("why"),), "exact"))),
            "\\begin{alignat*}{2}\na & = b \\\\\n & = c &&\\quad \\text{why \\textit{[exact]}}\n\\end{alignat*}",
        ),
        (Listing(((Paragraph((Text("[a]"),)),),)), "\\begin{itemize}\n\\item \\relax [a]\n\\end{itemize}"),
        (
            CodeBlock("f(1)\n  g"),
            "\\begin{symconvcode}\n\\symconvline f(1)\n\\symconvline ~~g\n\\end{symconvcode}",
        ),
        (
            Callout("omitted", (Paragraph((Text("7 rows"),)),)),
            "\\begin{center}\n\\itshape 7 rows\n\\end{center}",
        ),
        (
            Callout("answer", (Paragraph((Text("it"),)),)),
            "\\begin{symconvcallout}{symconvanswer}{Answer}\nit\n\\end{symconvcallout}",
        ),
    ],
)
def test_a_block_is_written(block: Block, text: str) -> None:
    """Each kind of block has one spelling."""
    assert written(block) == text


def test_displays_follow_their_paragraph_without_an_empty_line() -> None:
    """An empty line would start a new paragraph and leave a gap above the formula."""
    assert written(Paragraph((Text("So"),)), Display((ROW,))).startswith("So\n\\begin{equation*}")


def test_long_rows_are_broken() -> None:
    """A sum wider than the page continues on further rows of the alignment."""
    text = written(Display((DisplayRow(Math("y", "y"), EQUALS, LONG),)))

    assert text.count(r"\qquad {}+") >= 1
    assert r"\symconvfit" not in text


def test_signs_after_a_break_keep_their_meaning() -> None:
    """After a comma a minus sign belongs to the number, after a term it subtracts."""
    vector = Math("[" + ", ".join(["-77"] * 40) + "]", "long")
    text = written(Display((DisplayRow(Math("y", "y"), EQUALS, vector),)))

    assert r"\qquad {-}77," in text
    assert r"\qquad {}-" not in text


def test_what_cannot_be_broken_is_shrunk() -> None:
    """A matrix wider than the page is made smaller."""
    row = "&".join(["100"] * 40)
    text = written(Display((DisplayRow(None, None, Math(rf"\begin{{bmatrix}}{row}\end{{bmatrix}}", "wide")),)))

    assert text.startswith("\\begin{center}\n\\symconvfit{$")


def test_wide_tables_are_split() -> None:
    """Each part repeats the column of headings."""
    row = (Cell((number("987654"),)), *[Cell((number("111111"),))] * 29)
    text = written(Table((), (row,), row_heads=True))

    assert text.count(r"\begin{tabular}") == text.count("987654") == 3
    assert text.count("111111") == 29


def test_long_tables_are_split() -> None:
    """No part is higher than a page, and each repeats the head."""
    rows = tuple((Cell((number(str(i)),)),) for i in range(96))
    text = written(Table((Cell((Text("head"),)),), rows))

    assert text.count(r"\begin{tabular}") == text.count("head") == 3


def test_prose_in_a_wide_column_is_wrapped() -> None:
    """A column of sentences gets a fixed width."""
    text = written(Table((), ((Cell((Text("many words " * 20),)), Cell((Text("few"),))),)))

    assert r"p{0.50\linewidth}l" in text


def test_cells_differ_by_more_than_colour() -> None:
    """Each kind of cell has its own form."""
    kinds = ("origin", "answer", "padding", "error")
    text = written(Table((), (tuple(Cell((Text("c"),), kind) for kind in kinds),)))

    for form in (r"\underline{c}", r"\fbox{c}", "(c)", r"c\,$\boldsymbol{\times}$"):
        assert form in text


@pytest.mark.parametrize("drawing", [STEMS, PICTURE, SLIDE], ids=["stems", "cells", "slide"])
def test_drawings_are_tikz(drawing: object) -> None:
    """Every drawing is one or more pictures with a caption."""
    text = written(Figure(drawing, (Text("the caption"),), "description"))

    assert r"\begin{tikzpicture}" in text
    assert "{\\small the caption}" in text


def test_positions_that_are_not_drawn_are_counted() -> None:
    """A long slide shows its ends and says how many positions are missing."""
    slide = SlideFigure(
        SLIDE.input_name,
        SLIDE.kernel_name,
        SLIDE.input_cells,
        SLIDE.kernel_cells,
        SLIDE.column_labels,
        (1, 1),
        SLIDE.positions * 4,
    )

    assert r"16 positions are not drawn" in written(Figure(slide, (), ""))


def test_the_document_is_complete() -> None:
    """The format latex has a preamble and a title, the fragment has neither."""
    text = render(EVERY_BLOCK, "latex")

    assert text.startswith(r"\documentclass")
    assert text.rstrip().endswith(r"\end{document}")
    assert r"{\LARGE\bfseries Every block, once\par}" in text
    assert r"\documentclass" not in render(EVERY_BLOCK, "latex-fragment")
