"""Documents as LaTeX: a complete document, or a fragment for the reader's own one.

The output is ASCII and compiles with pdflatex of a plain TeX Live. Long rows are broken,
wide tables are split, and what is still too wide is made smaller.

May import: ``document``, the templates. Must never import SymPy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symconv.document.blocks import (
    Block,
    Callout,
    Cell,
    CodeBlock,
    Display,
    Document,
    Figure,
    Heading,
    Inline,
    Listing,
    Math,
    Paragraph,
    Table,
    Text,
    Transcript,
    TranscriptGap,
    TranscriptLine,
)
from symconv.rendering.environment import fill_page, macros
from symconv.rendering.escape import printable
from symconv.rendering.latex_display import fit_rows
from symconv.rendering.latex_text import code_line, escape, math_source
from symconv.rendering.tex_width import loosen, tex_width
from symconv.rendering.tikz import tikz_drawings
from symconv.rendering.writer import SIGNS, Options, Rendering, Writer, plain

__all__ = ["write_latex", "write_latex_fragment"]

_LINE = 80.0
"""Digits on a line of the page."""
_INDENT = 6.0
"""Digits that a list takes away."""
_WIDEST_PROSE = 0.5
"""Share of the line that a column of sentences takes at most."""
_ROWS = 32
"""Rows of a table on a page."""
_COMMANDS = ("section*", "section*", "subsection*", "subsubsection*", "paragraph*", "paragraph*")
_TITLES = {"answer": "Answer", "check": "Check", "remark": "Remark", "warning": "Warning", "details": "Details"}
_CELL_FORMS = {
    "origin": r"\cellcolor{{symconvtint-origin}}\underline{{{}}}",
    "window": r"\cellcolor{{symconvtint-window}}{{\bfseries\boldmath {}}}",
    "overlap": r"\cellcolor{{symconvtint-overlap}}{{\bfseries\boldmath {}}}",
    "answer": r"\cellcolor{{symconvtint-answer}}\fbox{{{}}}",
    "padding": r"\cellcolor{{symconvtint-padding}}\textcolor{{black!70}}{{({})}}",
    "error": r"\cellcolor{{symconvtint-error}}{}\,$\boldsymbol{{\times}}$",
}
"""Every mark has a form besides its colour. Not ``\\textbf``: it would let ``&`` of a matrix end the cell."""


def write_latex(document: Document, options: Options) -> Rendering:
    """Write a document as a complete LaTeX document."""
    return _write("latex/document.tex", document, options)


def write_latex_fragment(document: Document, options: Options) -> Rendering:
    """Write a document as LaTeX without preamble and title, for the reader's own document."""
    return _write("latex/fragment.tex", document, options)


def _write(page: str, document: Document, options: Options) -> Rendering:
    pieces = _LatexWriter(_LINE).pieces(document)
    return Rendering(fill_page(page, document, pieces, title=escape(document.title), options=options))


@dataclass
class _LatexWriter(Writer):
    width: float

    def __post_init__(self) -> None:
        self._blocks = macros("latex/blocks.tex")

    def heading(self, block: Heading) -> str:
        command = _COMMANDS[min(max(block.level, 1), len(_COMMANDS)) - 1]
        return str(self._blocks.heading(command, self.inlines(block.inlines).strip()))

    def paragraph(self, block: Paragraph) -> str:
        return self.inlines(block.inlines).strip()

    def display(self, block: Display) -> str:
        rows, fits = fit_rows(block.rows, self.width, self.inlines)
        if not rows:
            return ""
        if not fits:
            return str(self._blocks.shrunk(rows))
        if len(rows) == 1 and not rows[0].note:
            return str(self._blocks.formula(f"{rows[0].left} {rows[0].right}".strip()))
        return str(self._blocks.aligned(rows))

    def table(self, block: Table) -> str:
        columns = max((len(row) for row in (block.head, *block.rows)), default=0)
        if not columns:
            return ""
        widths = [self._column_width(block, column) for column in range(columns)]
        parts = []
        for group in _column_groups(widths, 1.3 * self.width, keep_first=block.row_heads):
            head = [self._cell(cell, True) for cell in _picked(block.head, group)] if block.head else []
            rows = [[self._cell(cell, False) for cell in _picked(row, group)] for row in block.rows]
            form = "".join(
                self._column(block, column, widths[column] / sum(widths[c] for c in group)) for column in group
            )
            for first in range(0, max(len(rows), 1), _ROWS):
                parts.append({"columns": form, "head": head, "rows": rows[first : first + _ROWS]})
        return str(self._blocks.table(parts, self.inlines(block.caption)))

    def _column_width(self, block: Table, column: int) -> float:
        cells = [row[column] for row in (block.head, *block.rows) if column < len(row)]
        width = 2 + max(_inlines_width(cell.inlines) for cell in cells)
        return min(width, _WIDEST_PROSE * self.width) if _is_prose(block, column) else width

    def _column(self, block: Table, column: int, share: float) -> str:
        """Return the form of a column that would take this share of the table."""
        if not _is_prose(block, column):
            return "c"
        if self._column_width(block, column) < _WIDEST_PROSE * self.width:
            return "l"
        return rf">{{\raggedright\arraybackslash}}p{{{min(_WIDEST_PROSE, share):.2f}\linewidth}}"

    def _cell(self, cell: Cell, is_head: bool) -> str:
        text = self.inlines(cell.inlines).strip()
        if not text:
            return ""
        if cell.kind == "diagonal":
            mark = rf"\rlap{{\raisebox{{0.9ex}}{{\tiny\,{cell.group}}}}}"
            return rf"\cellcolor{{symconvtint-group-{cell.group % 6}}}{text}{mark}"
        if cell.kind in _CELL_FORMS:
            return _CELL_FORMS[cell.kind].format(text)
        return rf"{{\bfseries {text}}}" if is_head else rf"\relax {text}" if text.startswith("[") else text

    def listing(self, block: Listing) -> str:
        environment = "enumerate" if block.ordered else "itemize"
        items = [r"\relax " + self._nested(item, _INDENT) for item in block.items]
        return str(self._blocks.listing(environment, items)) if items else ""

    def _nested(self, blocks: tuple[Block, ...], indent: float) -> str:
        inner = _LatexWriter(self.width - indent)
        return str(self._blocks.flow(inner.each(blocks))).strip()

    def code_block(self, block: CodeBlock) -> str:
        return str(
            self._blocks.code_block([code_line(line) for line in printable(block.text).rstrip("\n").split("\n")])
        )

    def callout(self, block: Callout) -> str:
        if block.kind == "omitted":
            return str(self._blocks.omitted(self._nested(block.blocks, 0)))
        title = self.inlines(block.title) or _TITLES[block.kind]
        return str(self._blocks.callout(block.kind, title, self._nested(block.blocks, 0)))

    def figure(self, block: Figure) -> str:
        return str(self._blocks.figure(tikz_drawings(block, self.inlines), self.inlines(block.caption)))

    def transcript(self, block: Transcript) -> str:
        return str(self._blocks.transcript([self._transcript_row(line) for line in block.lines]))

    def _transcript_row(self, line: TranscriptLine | TranscriptGap) -> dict[str, Any]:
        if isinstance(line, TranscriptGap):
            return {"is_gap": True, "gap": self.inlines(line.inlines)}
        spans = [{"text": code_line(printable(span.text)), "mark": span.mark} for span in line.spans if span.text]
        notes = [
            {
                "mark": note.mark,
                "title": f"{escape(SIGNS.get(note.mark, ''))} {escape(note.label)}",
                "text": self.inlines(note.inlines),
                "details": [self.inlines(detail) for detail in note.details],
            }
            for note in line.notes
        ]
        return {"is_gap": False, "place": escape(line.place), "spans": spans, "notes": notes}

    def text(self, text: str) -> str:
        return escape(text)

    def math(self, math: Math) -> str:
        source = math_source(math.tex).strip()
        if not source:
            return ""
        return f"${loosen(source)}$"

    def code(self, text: str) -> str:
        return rf"\texttt{{{code_line(text)}}}"

    def strong(self, inlines: tuple[Inline, ...]) -> str:
        return rf"{{\bfseries\boldmath {self.inlines(inlines)}}}"

    def emphasis(self, inlines: tuple[Inline, ...]) -> str:
        return rf"{{\em {self.inlines(inlines)}}}"


def _inlines_width(inlines: tuple[Inline, ...]) -> float:
    return sum(tex_width(i.tex) if isinstance(i, Math) else 1.0 * len(plain((i,))) for i in inlines)


def _is_prose(block: Table, column: int) -> bool:
    return any(isinstance(i, Text) for row in block.rows if column < len(row) for i in row[column].inlines)


def _column_groups(widths: list[float], limit: float, *, keep_first: bool) -> list[tuple[int, ...]]:
    """Split the columns so that no part is much wider than the page; a column of headings is in each part."""
    first = widths[0] if keep_first else 0.0
    groups: list[list[int]] = [[]]
    width = first
    for column in range(1 if keep_first else 0, len(widths)):
        if groups[-1] and width + widths[column] > limit:
            groups.append([])
            width = first
        groups[-1].append(column)
        width += widths[column]
    return [tuple([0, *group] if keep_first else group) for group in groups]


def _picked(row: tuple[Cell, ...], columns: tuple[int, ...]) -> list[Cell]:
    return [row[column] if column < len(row) else Cell(()) for column in columns]
