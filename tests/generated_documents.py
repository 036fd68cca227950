"""Hypothesis strategies for documents: every kind of block, with any text a user could write."""

from __future__ import annotations

from documents import EQUALS, NASTY, number
from hypothesis import strategies as st

from symconv.document.blocks import (
    Block,
    Callout,
    Cell,
    CellGrid,
    Code,
    CodeBlock,
    Display,
    DisplayRow,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    LineNote,
    Listing,
    Math,
    Paragraph,
    SlideFigure,
    SlidePosition,
    Span,
    Stem,
    StemPlot,
    Strong,
    Table,
    Text,
    Transcript,
    TranscriptGap,
    TranscriptLine,
)

__all__ = ["documents", "texts"]

_SPECIALS = [
    *"\\`*_{}[]()<>#+-.!|~$&%^\"'/:=@ \n\t\x00\r",
    "&amp;",
    "--",
    "``",
    "]]>",
    "−",
    "∗",
    "é",
    "中",
    "🙂",
    "\ud800",
]
_CELL_KINDS = ["", "origin", "window", "diagonal", "overlap", "answer", "padding", "error"]


def texts() -> st.SearchStrategy[str]:
    """Return text of any characters, signs of markup more often than others."""
    pieces = st.one_of(st.sampled_from(_SPECIALS), st.text(max_size=3), st.sampled_from(["a", "x1", "www.a.b", "1. "]))
    return st.one_of(st.lists(pieces, max_size=8).map("".join), st.just(NASTY))


def formulas() -> st.SearchStrategy[Math]:
    """Return formulas as our printers write them."""
    return st.one_of(
        st.integers(-9999, 9999).map(lambda value: number(str(value))),
        st.sampled_from(
            [
                number("-17/12"),
                Math("", ""),
                Math(r"\sum_{m=-\infty}^{\infty} x[m]\,h[n-m]", "Σ x[m] h[n−m]"),
                Math(r"\left\{ |a|<b, \lfloor n/2 \rfloor \right\}", "{|a| < b, ⌊n/2⌋}"),
                Math(r"\begin{bmatrix}1 & 2 \\ 3 & 4\end{bmatrix}", "[[1, 2], [3, 4]]"),
                Math(r"\text{if } n_{1} * \overline{h[k]}", "if n_1 * conj(h[k])"),
                Math(" + ".join(rf"a_{{{i}}} \cdot (-{i})" for i in range(40)), "a long sum"),
            ]
        ),
    )


def inlines(depth: int = 2) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Return a row of inlines."""
    leaves: list[st.SearchStrategy[Inline]] = [st.builds(Text, texts()), formulas(), st.builds(Code, texts())]
    if depth:
        leaves += [st.builds(Strong, inlines(depth - 1)), st.builds(Emphasis, inlines(depth - 1))]
    return st.lists(st.one_of(leaves), max_size=3).map(tuple)


def cells() -> st.SearchStrategy[Cell]:
    """Return table cells of every kind."""
    return st.builds(Cell, inlines(1), st.sampled_from(_CELL_KINDS), st.integers(0, 9))


def drawings() -> st.SearchStrategy[StemPlot | CellGrid | SlideFigure]:
    """Return drawings of every kind, empty ones too."""
    stems = st.builds(Stem, st.integers(-30, 30), st.floats(-1, 1), formulas())
    rows = st.lists(st.lists(cells(), max_size=3).map(tuple), max_size=3).map(tuple)
    grids = st.lists(st.lists(formulas(), max_size=3).map(tuple), max_size=3).map(tuple)
    offset = st.tuples(st.integers(-2, 4), st.integers(-2, 4))
    positions = st.lists(st.builds(SlidePosition, formulas(), offset, formulas()), max_size=12).map(tuple)
    return st.one_of(
        st.builds(
            StemPlot, formulas(), st.lists(stems, max_size=6, unique_by=lambda s: s.index).map(tuple), st.booleans()
        ),
        st.builds(CellGrid, formulas(), st.tuples(st.integers(-3, 3), st.integers(-3, 3)), rows),
        st.builds(
            SlideFigure,
            formulas(),
            formulas(),
            grids,
            grids,
            st.lists(formulas(), max_size=3).map(tuple),
            st.tuples(st.integers(1, 3), st.integers(1, 3)),
            positions,
        ),
    )


def transcript_lines() -> st.SearchStrategy[TranscriptLine | TranscriptGap]:
    """Return lines of somebody's text, with and without notes, and gaps."""
    marks = st.sampled_from(["", "fails", "slip", "unread", "holds"])
    details = st.lists(inlines(1), max_size=2).map(tuple)
    notes = st.lists(st.builds(LineNote, marks, texts(), inlines(1), details), max_size=2).map(tuple)
    spans = st.lists(st.builds(Span, texts(), marks), max_size=3).map(tuple)
    return st.builds(TranscriptLine, texts(), spans, notes) | st.builds(TranscriptGap, inlines(1))


def blocks(depth: int = 2) -> st.SearchStrategy[Block]:
    """Return one block; lists and callouts hold others."""
    row = st.builds(
        DisplayRow,
        st.none() | formulas(),
        st.none() | st.just(EQUALS),
        formulas(),
        inlines(1),
        st.sampled_from(["", "exact", "a_b"]),
    )
    table_rows = st.lists(st.lists(cells(), max_size=3).map(tuple), max_size=3).map(tuple)
    leaves: list[st.SearchStrategy[Block]] = [
        st.builds(Heading, st.integers(1, 5), inlines()),
        st.builds(Paragraph, inlines()),
        st.builds(Display, st.lists(row, max_size=4).map(tuple)),
        st.builds(Table, st.lists(cells(), max_size=3).map(tuple), table_rows, st.booleans(), inlines(1)),
        st.builds(CodeBlock, texts(), texts()),
        st.builds(Figure, drawings(), inlines(1), texts()),
        st.builds(Transcript, st.lists(transcript_lines(), max_size=3).map(tuple)),
    ]
    if depth:
        inner = st.lists(blocks(depth - 1), max_size=2).map(tuple)
        kinds = st.sampled_from(["answer", "check", "remark", "omitted", "warning", "details"])
        leaves.append(st.builds(Listing, st.lists(inner, max_size=3).map(tuple), st.booleans()))
        leaves.append(st.builds(Callout, kinds, inner, inlines(1)))
    return st.one_of(leaves)


def documents() -> st.SearchStrategy[Document]:
    """Return whole documents."""
    return st.builds(Document, texts(), st.lists(blocks(), max_size=5).map(tuple), texts())
