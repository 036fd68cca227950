"""Documents as HTML: one file that needs no network, readable without JavaScript.

With JavaScript a sliding kernel is moved by a slider; without it, every position is listed.
The page forbids itself the network by its content security policy.

May import: ``document``, the templates. Must never import SymPy.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from markupsafe import Markup

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
    SlideFigure,
    Table,
    Text,
    Transcript,
    TranscriptGap,
    TranscriptLine,
)
from symconv.rendering.environment import fill_page, macros, template_folder
from symconv.rendering.escape import one_line, printable
from symconv.rendering.mathml import mathml
from symconv.rendering.slide_layout import lay_out_slide, stills
from symconv.rendering.svg import slide_drawing, svg_drawing
from symconv.rendering.writer import SIGNS, Options, Rendering, Writer

__all__ = ["write_html", "write_html_fragment"]

_CLOSING = re.compile(r"[.,;:!?)\]’”…-]+")
"""Signs that must not stand on another line than the formula before them."""
_TITLES = {"answer": "Answer", "check": "Check", "remark": "Remark", "warning": "Warning", "details": "Details"}


def write_html(document: Document, options: Options) -> Rendering:
    """Write a document as one self-contained page."""
    return _write("html/document.html", document, options, moves=True)


def write_html_fragment(document: Document, options: Options) -> Rendering:
    """Write a document as one element, for notebooks and other people's pages; nothing in it moves."""
    return _write("html/fragment.html", document, options, moves=False)


def _write(page: str, document: Document, options: Options, *, moves: bool) -> Rendering:
    writer = _HtmlWriter(moves)
    pieces = writer.pieces(document)
    script = _source("html/slider.js")
    text = fill_page(
        page,
        document,
        pieces,
        title=one_line(document.title),
        options=options,
        style=_source("html/style.css") + _source("figures/style.css"),
        script=script if moves and writer.slides else "",
        script_hash=_hash(script),
    )
    return Rendering(text)


@cache
def _source(name: str) -> Markup:
    return Markup((template_folder() / name).read_text(encoding="utf-8"))


@cache
def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@dataclass
class _HtmlWriter(Writer):
    folds: ClassVar[bool] = True
    moves: bool
    """Whether the page has the script that moves sliding kernels."""
    slides: int = 0
    """Sliding kernels so far; each control needs its own name."""

    def __post_init__(self) -> None:
        self._blocks = macros("html/blocks.html")

    def heading(self, block: Heading) -> str:
        return Markup(self._blocks.heading(min(max(block.level, 1), 6), self.inlines(block.inlines)))

    def paragraph(self, block: Paragraph) -> str:
        return Markup(self._blocks.paragraph(self.inlines(block.inlines)))

    def display(self, block: Display) -> str:
        rows = [
            {
                "left": self._displayed(row.left),
                "relation": self._displayed(row.relation),
                "right": self._displayed(row.right),
                "note": self.inlines(row.note),
                "grade": one_line(row.grade),
            }
            for row in block.rows
        ]
        return Markup(self._blocks.display(rows))

    def _displayed(self, math: Math | None) -> Markup:
        return Markup(mathml(math.tex, math.text, display=True)) if math else Markup()

    def table(self, block: Table) -> str:
        prose = {
            j for row in block.rows for j, cell in enumerate(row) if any(isinstance(i, Text) for i in cell.inlines)
        }
        head = [self._cell(cell, is_head=True, words=column in prose) for column, cell in enumerate(block.head)]
        rows = [
            [
                self._cell(cell, is_head=block.row_heads and column == 0, words=column in prose)
                for column, cell in enumerate(row)
            ]
            for row in block.rows
        ]
        return Markup(self._blocks.table(head, rows, self.inlines(block.caption)))

    def _cell(self, cell: Cell, *, is_head: bool, words: bool) -> dict[str, Any]:
        kind = f"group-{cell.group % 6}" if cell.kind == "diagonal" else cell.kind
        badge = str(cell.group) if cell.kind == "diagonal" else "✗" if cell.kind == "error" else ""
        classes = " ".join(name for name in (kind, "words" if words else "") if name)
        return {"text": self.inlines(cell.inlines), "classes": classes, "badge": badge, "is_head": is_head}

    def listing(self, block: Listing) -> str:
        items = [self._nested(item) for item in block.items]
        return Markup(self._blocks.numbers(items) if block.ordered else self._blocks.bullets(items))

    def _nested(self, blocks: tuple[Block, ...]) -> Markup:
        return Markup("\n").join(piece.text for piece in self.each(blocks))

    def code_block(self, block: CodeBlock) -> str:
        language = re.sub(r"[^\w+.#-]", "", block.language)
        return Markup(self._blocks.code_block(language, printable(block.text).rstrip("\n")))

    def callout(self, block: Callout) -> str:
        body = self._nested(block.blocks)
        if block.kind == "omitted":
            return Markup(self._blocks.omitted(body))
        title = self.inlines(block.title) or _TITLES[block.kind]
        if block.kind == "details":
            return Markup(self._blocks.details(title, body))
        return Markup(self._blocks.callout(block.kind, title, body))

    def figure(self, block: Figure) -> str:
        caption = self.inlines(block.caption)
        if isinstance(block.drawing, SlideFigure) and block.drawing.positions:
            return self._slide(block.drawing, block.description, caption)
        return Markup(self._blocks.figure(Markup(svg_drawing(block, alone=False)), caption))

    def transcript(self, block: Transcript) -> str:
        return Markup(self._blocks.transcript([self._transcript_row(line) for line in block.lines]))

    def _transcript_row(self, line: TranscriptLine | TranscriptGap) -> dict[str, Any]:
        if isinstance(line, TranscriptGap):
            return {"is_gap": True, "gap": self.inlines(line.inlines)}
        spans = [{"text": printable(span.text), "mark": span.mark} for span in line.spans]
        notes = [
            {
                "mark": note.mark,
                "sign": SIGNS.get(note.mark, ""),
                "label": one_line(note.label),
                "text": self.inlines(note.inlines),
                "details": [self.inlines(detail) for detail in note.details],
            }
            for note in line.notes
        ]
        return {"is_gap": False, "place": line.place, "spans": spans, "notes": notes}

    def _slide(self, figure: SlideFigure, description: str, caption: str) -> Markup:
        self.slides += 1
        layout = lay_out_slide(figure)
        drawn, _ = stills(layout.steps)
        positions = [
            {
                "x": step.x,
                "y": step.y,
                "words": one_line(f"{step.position.label.text}: {step.position.sum.text}"),
                "label": self.math(step.position.label),
                "sum": self.math(step.position.sum),
                "drawing": Markup(slide_drawing(layout, step, step.position.label.text)) if step in drawn else "",
            }
            for step in layout.steps
        ]
        stage = Markup(slide_drawing(layout, layout.steps[0], description)) if self.moves else ""
        return Markup(self._blocks.slide(self.slides, stage, positions, caption))

    def inlines(self, inlines: tuple[Inline, ...]) -> str:
        parts: list[Markup] = []
        for place, inline in enumerate(inlines):
            follows_formula = place > 0 and isinstance(inlines[place - 1], Math)
            found = _CLOSING.match(inline.text) if follows_formula and isinstance(inline, Text) else None
            if found:
                parts[-1] = Markup('<span class="hold">{}{}</span>').format(parts[-1], found[0])
                parts.append(Markup.escape(one_line(found.string[found.end() :])))
            else:
                parts.append(Markup(self.inline(inline)))
        return Markup().join(parts)

    def text(self, text: str) -> str:
        return Markup.escape(one_line(text))

    def math(self, math: Math) -> str:
        return Markup(mathml(math.tex, math.text))

    def code(self, text: str) -> str:
        return Markup("<code>{}</code>").format(one_line(text))

    def strong(self, inlines: tuple[Inline, ...]) -> str:
        return Markup("<strong>{}</strong>").format(self.inlines(inlines))

    def emphasis(self, inlines: tuple[Inline, ...]) -> str:
        return Markup("<em>{}</em>").format(self.inlines(inlines))
