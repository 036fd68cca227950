"""Steps as data: what was done, to what, why it is allowed, and how sure we are.

Solutions, proofs and audits all end in these objects; nothing here is text for one output
format, and nothing here computes. Formulas are `symconv.syntax` nodes, so every step can be
printed, read back and converted to SymPy.

May import: ``errors``, ``exact``, ``syntax``. Must never import a renderer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Literal

from symconv.syntax.nodes import Chain, Node

__all__ = [
    "Calculation",
    "Derivation",
    "Display",
    "Drawing",
    "Grade",
    "Grid",
    "Mark",
    "Omission",
    "Picture",
    "Sentence",
    "SignalPlot",
    "Slide",
    "SlideFrame",
    "Snippet",
    "Status",
    "Step",
]


class Grade(StrEnum):
    """How sure a line is."""

    PROVED = "proved"
    """For signals of every length; a certificate was replayed."""
    EXACT = "exact"
    """For these numbers, in exact arithmetic."""
    NUMERIC = "numeric"
    """NumPy agrees on floating-point numbers."""


class Status(StrEnum):
    """What became of a statement."""

    PROVED = "proved"
    REFUTED = "refuted"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Sentence:
    """English with named slots for formulas or for text that came from a user.

    Examples
    --------
    >>> Sentence("Reverse {h}.", (("h", "the kernel"),)).parts()
    ('Reverse ', 'the kernel', '.')
    """

    template: str
    """Text with ``{slot}`` marks."""
    slots: tuple[tuple[str, Node | str], ...] = ()
    """What goes into each slot: a formula, or plain text."""

    def parts(self) -> tuple[str | Node, ...]:
        """Return the sentence as a row of plain texts and formulas."""
        values = dict(self.slots)
        parts: list[str | Node] = []
        for text, slot, _, _ in Formatter().parse(self.template):
            if text:
                parts.append(text)
            if slot is not None:
                parts.append(values[slot])
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class Calculation:
    """A chain of equalities, shown with its relation signs aligned, one link a row."""

    chain: Chain
    notes: tuple[Sentence | None, ...] = ()
    """One note per link, or none at all."""
    compact: bool = False
    """Short enough to stand on one row."""


MarkKind = Literal["origin", "window", "diagonal", "overlap", "answer", "padding", "error"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that stands out; cells of one ``group`` belong together."""

    row: int
    column: int
    kind: MarkKind
    group: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of formulas: sliding table, products along diagonals, highlighted windows."""

    cells: tuple[tuple[Node | None, ...], ...]
    row_labels: tuple[Node | None, ...] = ()
    column_labels: tuple[Node | None, ...] = ()
    corner: Node | None = None
    marks: tuple[Mark, ...] = ()
    caption: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Omission:
    """Work that is not shown, and how much of it."""

    count: int
    what: str
    """Plural noun: ``"output samples"``."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Code that the reader can paste."""

    text: str
    language: str = "python"


@dataclass(frozen=True, slots=True)
class SignalPlot:
    """A 1-D signal to be drawn as stems; heights are floats because they are only drawn."""

    name: Node
    first: int
    labels: tuple[Node, ...]
    heights: tuple[float, ...] | None
    """``None`` when the samples are symbols: then only their places and labels are drawn."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A 2-D signal to be drawn as a grid of cells with its origin marked."""

    name: Node
    first: tuple[int, int]
    cells: tuple[tuple[Node, ...], ...]
    shades: tuple[tuple[float, ...], ...] | None
    """0 (smallest) to 1 (largest), or ``None`` for symbols."""
    marks: tuple[Mark, ...] = ()
    caption: Sentence | None = None


@dataclass(frozen=True, slots=True)
class SlideFrame:
    """One position of the sliding kernel."""

    index: tuple[int, ...]
    """n, the output sample, one index per axis."""
    offset: tuple[int, ...]
    """Index in x under the first kernel cell."""
    calculation: Chain


@dataclass(frozen=True, slots=True)
class Slide:
    """The kernel moving along (or over) the input; every frame is one output sample."""

    input_name: Node
    kernel_name: Node
    input_first: tuple[int, ...]
    input_cells: tuple[tuple[Node, ...], ...]
    """One row for 1-D, the rows of the picture for 2-D (padding included)."""
    kernel_cells: tuple[tuple[Node, ...], ...]
    """As it is laid on the input: already reversed for convolution."""
    dilation: tuple[int, ...]
    frames: tuple[SlideFrame, ...]


Drawing = SignalPlot | Picture | Slide
Display = Calculation | Grid | Omission | Snippet | SignalPlot | Picture | Slide


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation."""

    rule: str
    """Name of the rule or of the stage of the method, ``"substitute"``."""
    title: str
    """A few words for a heading, or empty: then the step joins the one before."""
    explanation: tuple[Sentence, ...] = ()
    """Why, in sentences."""
    displays: tuple[Display, ...] = ()
    """What is shown, in order."""
    before: Node | None = None
    after: Node | None = None
    """What the step turns into what."""
    conditions: tuple[Sentence, ...] = ()
    """What must hold for the step."""
    source: str = ""
    """Where the rule is from: author, edition, section."""
    grade: Grade = Grade.EXACT
    substeps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """The steps of one method, in reading order, and what they end in."""

    method: str
    title: str
    steps: tuple[Step, ...]
    conclusion: Node | None = None
    gaps: tuple[Sentence, ...] = ()
    """What is not shown or not established; empty when nothing is missing."""
