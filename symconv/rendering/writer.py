"""What every renderer of running text shares: one method for each kind of block and inline.

A new kind of block fails the type check in each renderer until it is written there.

May import: ``document``. Must never import SymPy.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, assert_never

from symconv.document.blocks import (
    Block,
    Callout,
    Code,
    CodeBlock,
    Display,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Listing,
    Mark,
    Math,
    Paragraph,
    Strong,
    Table,
    Text,
    Transcript,
)
from symconv.rendering.arrange import arranged

__all__ = ["SIGNS", "ExtraFile", "Figures", "Options", "Piece", "Rendering", "Writer", "plain"]

SIGNS: Mapping[Mark, str] = {"fails": "✗", "slip": "!", "unread": "?", "holds": "✓"}
"""Stands before a verdict, so that nobody needs to see its colour."""

Figures = Literal["embed", "files", "none"]
"""How Markdown shows drawings: inside the text, as files beside it, or in words."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is to be written."""

    template: str | None = None
    """Text of the user's own template of the page."""
    template_name: str = "template"
    """What errors call it."""
    figures: Figures = "none"
    stem: str = "figure"
    """Names of figure files start with it."""


@dataclass(frozen=True, slots=True)
class ExtraFile:
    """A file that belongs beside the rendered text; ``name`` is relative to it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """The text of a document, and the files that it links to."""

    text: str
    files: tuple[ExtraFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of the document beside its text in the target format; what page templates loop over."""

    kind: str
    """``"heading"``, ``"paragraph"``, ``"display"``, ``"table"``, ``"callout"``, …"""
    block: Block
    text: str
    continues: bool = False
    """A display that belongs to the paragraph or to the display before it."""


class Writer(ABC):
    """Blocks and inlines to text in one format."""

    folds: ClassVar[bool] = False
    """Whether the format can fold away details; others leave them out."""

    def pieces(self, document: Document) -> tuple[Piece, ...]:
        """Return every block of the document with its text."""
        return self.each(document.blocks)

    def each(self, blocks: tuple[Block, ...]) -> tuple[Piece, ...]:
        """Return every one of these blocks with its text; equations that follow one another are aligned."""
        pieces: list[Piece] = []
        for block in arranged(blocks):
            if isinstance(block, Callout) and block.kind == "details" and not self.folds:
                continue
            follows = bool(pieces) and isinstance(pieces[-1].block, Paragraph | Display)
            pieces.append(Piece(_kind(block), block, self.block(block), follows and isinstance(block, Display)))
        return tuple(pieces)

    def block(self, block: Block) -> str:
        """Return the text of one block, without an empty line around it."""
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self.paragraph(block)
            case Display():
                return self.display(block)
            case Table():
                return self.table(block)
            case Listing():
                return self.listing(block)
            case CodeBlock():
                return self.code_block(block)
            case Callout():
                return self.callout(block)
            case Figure():
                return self.figure(block)
            case Transcript():
                return self.transcript(block)
            case _:
                assert_never(block)

    def inlines(self, inlines: tuple[Inline, ...]) -> str:
        """Return the text of a row of inlines."""
        return "".join(self.inline(inline) for inline in inlines)

    def inline(self, inline: Inline) -> str:
        """Return the text of one inline."""
        match inline:
            case Text(text):
                return self.text(text)
            case Math():
                return self.math(inline)
            case Code(text):
                return self.code(text)
            case Strong(inlines):
                return self.strong(inlines)
            case Emphasis(inlines):
                return self.emphasis(inlines)
            case _:
                assert_never(inline)

    @abstractmethod
    def heading(self, block: Heading) -> str:
        """Write a heading."""

    @abstractmethod
    def paragraph(self, block: Paragraph) -> str:
        """Write a paragraph."""

    @abstractmethod
    def display(self, block: Display) -> str:
        """Write displayed formulas."""

    @abstractmethod
    def table(self, block: Table) -> str:
        """Write a table."""

    @abstractmethod
    def listing(self, block: Listing) -> str:
        """Write a list."""

    @abstractmethod
    def code_block(self, block: CodeBlock) -> str:
        """Write lines of code."""

    @abstractmethod
    def callout(self, block: Callout) -> str:
        """Write a passage set apart."""

    @abstractmethod
    def figure(self, block: Figure) -> str:
        """Write a drawing with its caption."""

    @abstractmethod
    def transcript(self, block: Transcript) -> str:
        """Write somebody's text with notes beside its lines."""

    @abstractmethod
    def text(self, text: str) -> str:
        """Write plain text, escaped."""

    @abstractmethod
    def math(self, math: Math) -> str:
        """Write a formula within a line."""

    @abstractmethod
    def code(self, text: str) -> str:
        """Write typewriter text."""

    @abstractmethod
    def strong(self, inlines: tuple[Inline, ...]) -> str:
        """Write strong emphasis."""

    @abstractmethod
    def emphasis(self, inlines: tuple[Inline, ...]) -> str:
        """Write emphasis."""


def _kind(block: Block) -> str:
    return "code_block" if isinstance(block, CodeBlock) else type(block).__name__.lower()


def plain(inlines: tuple[Inline, ...]) -> str:
    r"""Return inlines as plain text, for titles, descriptions and estimates of width.

    Examples
    --------
    >>> plain((Text("the sum "), Math(r"\frac{1}{2}", "1/2")))
    'the sum 1/2'
    """
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case Math(text=text):
                parts.append(text)
            case Strong(inner) | Emphasis(inner):
                parts.append(plain(inner))
            case _:
                assert_never(inline)
    return "".join(parts)
