"""The document: headings, prose, formulas, tables, figures. Everything a renderer may see.

Formulas are leaves that hold their LaTeX and their plain-text spelling; user text is plain
text that each renderer escapes for its own target. There are no raw blocks.

May import: the standard library. Must never import SymPy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Block",
    "Callout",
    "Cell",
    "CellGrid",
    "Code",
    "CodeBlock",
    "Display",
    "DisplayRow",
    "Document",
    "Drawing",
    "Emphasis",
    "Figure",
    "Heading",
    "Inline",
    "LineNote",
    "Listing",
    "Mark",
    "Math",
    "Paragraph",
    "SlideFigure",
    "SlidePosition",
    "Span",
    "Stem",
    "StemPlot",
    "Strong",
    "Table",
    "Text",
    "Transcript",
    "TranscriptGap",
    "TranscriptLine",
]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; each renderer escapes it."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula: LaTeX without dollars, and the same in plain text."""

    tex: str
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A name or a command in typewriter letters."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong emphasis."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasis."""

    inlines: tuple[Inline, ...]


Inline = Text | Math | Code | Strong | Emphasis


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class DisplayRow:
    """One row of an aligned display: ``left relation right``, and a note beside it."""

    left: Math | None
    relation: Math | None
    right: Math
    note: tuple[Inline, ...] = ()
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Display:
    """Displayed formulas, aligned at their relation signs."""

    rows: tuple[DisplayRow, ...]


CellKind = Literal["", "origin", "window", "diagonal", "overlap", "answer", "padding", "error"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; cells of one ``group`` are coloured alike."""

    inlines: tuple[Inline, ...]
    kind: CellKind = ""
    group: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table; an empty ``head`` means that it has none."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_heads: bool = False
    """The first cell of each row is a heading."""
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of items, each of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines that the reader can paste."""

    text: str
    language: str = "python"


@dataclass(frozen=True, slots=True)
class Callout:
    """A passage set apart: an answer, a check, a remark, a note about omitted work."""

    kind: Literal["answer", "check", "remark", "omitted", "warning", "details"]
    """``details`` are for those who ask: folded in HTML, left out where nothing can be folded."""
    blocks: tuple[Block, ...]
    title: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Stem:
    """One sample of a stem plot; ``height`` is in −1..1, scaled to the plot."""

    index: int
    height: float
    label: Math


@dataclass(frozen=True, slots=True)
class StemPlot:
    """A 1-D signal drawn as stems, its origin marked."""

    name: Math
    stems: tuple[Stem, ...]
    known: bool = True
    """``False`` when the samples are symbols and heights mean nothing."""


@dataclass(frozen=True, slots=True)
class CellGrid:
    """A 2-D signal drawn as cells; ``shade`` of a cell is in 0..1."""

    name: Math
    first: tuple[int, int]
    cells: tuple[tuple[Cell, ...], ...]
    shades: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SlidePosition:
    """One position of the sliding kernel: the output index, where it lies, and the sum there."""

    label: Math
    offset: tuple[int, int]
    """Row and column, counted in cells of the input, of the kernel's first cell."""
    sum: Math


@dataclass(frozen=True, slots=True)
class SlideFigure:
    """The kernel sliding over the input; a still strip where the format cannot move."""

    input_name: Math
    kernel_name: Math
    input_cells: tuple[tuple[Math, ...], ...]
    kernel_cells: tuple[tuple[Math, ...], ...]
    column_labels: tuple[Math, ...]
    dilation: tuple[int, int]
    positions: tuple[SlidePosition, ...]
    row_labels: tuple[Math, ...] = ()
    """For 2-D signals."""


Drawing = StemPlot | CellGrid | SlideFigure


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with a caption and the same in words."""

    drawing: Drawing
    caption: tuple[Inline, ...]
    description: str
    """For readers who cannot see it, and for formats that cannot draw."""


Mark = Literal["", "fails", "slip", "unread", "holds"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of somebody's line, and the verdict on it; an empty ``mark`` means that nothing is claimed there."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class LineNote:
    """What is said beside a line: a verdict, and what explains it."""

    mark: Mark
    label: str
    inlines: tuple[Inline, ...] = ()
    details: tuple[tuple[Inline, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A line, or a piece of a long one, as it was written."""

    place: str
    """``"12"``, or ``"12:340"`` for a piece that starts at that column."""
    spans: tuple[Span, ...]
    notes: tuple[LineNote, ...] = ()


@dataclass(frozen=True, slots=True)
class TranscriptGap:
    """Lines that are left out, said in words."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """Somebody's text, line by line, with notes beside it."""

    lines: tuple[TranscriptLine | TranscriptGap, ...]


Block = Heading | Paragraph | Display | Table | Listing | CodeBlock | Callout | Figure | Transcript


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    title: str
    """Plain text; shown as heading of level 1 unless the blocks begin with one."""
    blocks: tuple[Block, ...]
    language: str = "en"
