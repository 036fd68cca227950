"""Documents as GitHub-flavoured Markdown: GitHub, Jupyter, editors and terminals.

Formulas stand between dollars, displays between double dollars. Drawings are embedded, linked
or told in words. Every display inside a quotation or a list is one line, because readers that
take formulas out before they read Markdown would take the quotation marks along.

May import: ``document``, the templates. Must never import SymPy.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

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
    Inline,
    Listing,
    Math,
    Paragraph,
    Strong,
    Table,
    Text,
    Transcript,
    TranscriptGap,
    TranscriptLine,
)
from symconv.rendering.environment import fill_page, macros
from symconv.rendering.markdown_text import (
    code_fence,
    code_span,
    emphasised,
    escape,
    guard_end,
    guard_start,
    math_source,
    upright,
)
from symconv.rendering.svg import svg_drawing
from symconv.rendering.writer import SIGNS, ExtraFile, Figures, Options, Rendering, Writer, plain

__all__ = ["write_markdown"]

_CALLOUT_TITLES = {
    "answer": "Answer",
    "check": "Check",
    "remark": "Remark",
    "omitted": "",
    "warning": "Warning",
    "details": "Details",
}
_CELL_MARKS = {
    "origin": r"\underline{{{}}}",
    "answer": r"\boxed{{{}}}",
    "window": r"\boldsymbol{{{}}}",
    "overlap": r"\boldsymbol{{{}}}",
    "error": r"\boldsymbol{{{}}}\ (!)",
}
"""Markdown has no colours: cells that stand out are underlined, boxed or bold."""


def write_markdown(document: Document, options: Options) -> Rendering:
    """Write a document as Markdown."""
    writer = _MarkdownWriter(options.figures, options.stem)
    pieces = writer.pieces(document)
    text = fill_page("markdown/document.md", document, pieces, title=guard_end(escape(document.title)), options=options)
    return Rendering(text.rstrip("\n") + "\n", tuple(writer.files))


@dataclass
class _MarkdownWriter(Writer):
    figures: Figures
    stem: str
    files: list[ExtraFile] = field(default_factory=list)
    depth: int = 0
    """How many callouts and lists we are in."""
    in_table: bool = False

    def __post_init__(self) -> None:
        self._blocks = macros("markdown/blocks.md")

    def heading(self, block: Heading) -> str:
        return str(self._blocks.heading(min(max(block.level, 1), 6), guard_end(self.inlines(block.inlines))))

    def paragraph(self, block: Paragraph) -> str:
        return guard_start(self.inlines(block.inlines))

    def display(self, block: Display) -> str:
        rows = [self._row(row) for row in block.rows]
        if len(rows) == 1 and not rows[0]["note"]:
            text = str(self._blocks.formula(f"{rows[0]['left']} {rows[0]['right']}".strip()))
        else:
            text = str(self._blocks.aligned(rows))
        return " ".join(text.split()) if self.depth else text

    def _row(self, row: DisplayRow) -> dict[str, str]:
        note = [upright("[" + row.grade + "]")] if row.grade else []
        if row.note:
            note.insert(0, self._note(row.note))
        relation = math_source(row.relation.tex) if row.relation else ""
        return {
            "left": math_source(row.left.tex) if row.left else "",
            "right": f"{relation} {math_source(row.right.tex)}".strip(),
            "note": r"\quad ".join(note),
        }

    def _note(self, inlines: tuple[Inline, ...]) -> str:
        """Return a note as TeX; only its formulas are formulas."""
        return "".join(math_source(i.tex) if isinstance(i, Math) else upright(plain((i,))) for i in inlines)

    def table(self, block: Table) -> str:
        self.in_table = True
        rows = [[self._cell(cell) for cell in row] for row in block.rows]
        head = [self._cell(cell) for cell in block.head]
        self.in_table = False
        width = max((len(row) for row in [head, *rows]), default=1)
        prose = {
            j for row in block.rows for j, cell in enumerate(row) if any(isinstance(i, Text) for i in cell.inlines)
        }
        rows = [row + [""] * (width - len(row)) for row in rows]
        rules = [":---" if column in prose else ":---:" for column in range(width)]
        head += [""] * (width - len(head))
        return str(self._blocks.table(head, rules, rows, self.inlines(block.caption))).rstrip("\n")

    def _cell(self, cell: Cell) -> str:
        text = self.inlines(cell.inlines).strip()
        mark = _CELL_MARKS.get(cell.kind)
        if mark is None or not text:
            return text
        if len(cell.inlines) == 1 and isinstance(cell.inlines[0], Math):
            return f"${mark.format(math_source(cell.inlines[0].tex))}$"
        return emphasised("**", "strong", text, "", "")

    def listing(self, block: Listing) -> str:
        items = []
        for number, item in enumerate(block.items, start=1):
            mark = f"{number}." if block.ordered else "-"
            lines = self._nested(item)
            indent = " " * (len(mark) + 1)
            text = "\n".join([lines[0], *(indent + line if line else "" for line in lines[1:])])
            items.append({"mark": mark, "text": text})
        return str(self._blocks.listing(items)).rstrip("\n")

    def _nested(self, blocks: tuple[Block, ...]) -> list[str]:
        self.depth += 1
        text = "\n\n".join(piece.text for piece in self.each(blocks))
        self.depth -= 1
        return text.split("\n")

    def code_block(self, block: CodeBlock) -> str:
        return str(self._blocks.code_block(*code_fence(block.text, block.language)))

    def callout(self, block: Callout) -> str:
        title = self.inlines(block.title).strip() or _CALLOUT_TITLES[block.kind]
        lines = self._nested(block.blocks)
        if title:
            lines = ["", *lines]
        return str(self._blocks.callout(f"**{title}**" if title else "", lines)).rstrip("\n")

    def figure(self, block: Figure) -> str:
        caption = self.inlines(block.caption)
        if self.figures == "none":
            return str(self._blocks.picture_in_words(caption, guard_start(escape(block.description))))
        drawing = svg_drawing(block)
        if self.figures == "embed":
            address = "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()
        else:
            name = f"{self.stem}-{len(self.files) + 1}.svg"
            self.files.append(ExtraFile(name, drawing))
            address = quote(name)
        return str(self._blocks.picture(escape(block.description), address, caption)).rstrip("\n")

    def transcript(self, block: Transcript) -> str:
        self.in_table = True
        rows = [self._transcript_row(line) for line in block.lines]
        self.in_table = False
        head = ["line", "text", "verdict"]
        return str(self._blocks.table(head, ["---:", ":---", ":---"], rows, "")).rstrip("\n")

    def _transcript_row(self, line: TranscriptLine | TranscriptGap) -> list[str]:
        if isinstance(line, TranscriptGap):
            return ["", self.emphasis(line.inlines), ""]
        text = code_span("".join(span.text for span in line.spans).strip(), in_table=True)
        return [line.place, text, "<br>".join(self._note_lines(line))]

    def _note_lines(self, line: TranscriptLine) -> Iterator[str]:
        for note in line.notes:
            yield f"**{SIGNS.get(note.mark, '')} {escape(note.label)}** {self.inlines(note.inlines)}".strip()
            yield from (f"– {self.inlines(detail)}" for detail in note.details)

    def inlines(self, inlines: tuple[Inline, ...]) -> str:
        """Return the text of a row of inlines; two formulas in a row get a space between them."""
        text = ""
        for position, inline in enumerate(inlines):
            following = plain(inlines[position + 1 :])[:1]
            match inline:
                case Strong(inner):
                    text += emphasised("**", "strong", self.inlines(inner), text[-1:], following)
                case Emphasis(inner):
                    text += emphasised("*", "em", self.inlines(inner), text[-1:], following)
                case Math() if text.endswith("$") and not text.endswith("\\$"):
                    text += " " + self.math(inline)
                case _:
                    text += self.inline(inline)
        return text

    def text(self, text: str) -> str:
        return escape(text)

    def math(self, math: Math) -> str:
        source = math_source(math.tex)
        return f"${source}$" if source else ""

    def code(self, text: str) -> str:
        return code_span(text, in_table=self.in_table)

    def strong(self, inlines: tuple[Inline, ...]) -> str:
        return emphasised("**", "strong", self.inlines(inlines), "", "")

    def emphasis(self, inlines: tuple[Inline, ...]) -> str:
        return emphasised("*", "em", self.inlines(inlines), "", "")
