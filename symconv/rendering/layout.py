"""Where the parts of a drawing lie, in pixels from the upper left corner: the same for SVG and for TikZ.

Layouts hold formulas as they are; each target sets them in its own way.

May import: ``document``. Must never import SymPy.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from symconv.document.blocks import Cell, CellGrid, Inline, Math, StemPlot
from symconv.rendering.writer import plain

__all__ = ["Box", "GridLayout", "Label", "StemLayout", "StemMark", "lay_out_grid", "lay_out_stems", "text_width"]

_WIDEST = 1400
_UNIT = 64
"""Pixels of the highest stem."""


@dataclass(frozen=True, slots=True)
class Label:
    """A formula or a few words, centred at a point."""

    x: float
    y: float
    inlines: tuple[Inline, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class StemMark:
    """One stem, from the axis to ``y``; without its value where there is no room."""

    x: float
    y: float
    value: Label | None


@dataclass(frozen=True, slots=True)
class StemLayout:
    """A stem plot; with ``known=False`` only places and names are drawn, no heights."""

    width: float
    height: float
    axis: float
    name: Label
    stems: tuple[StemMark, ...]
    indices: tuple[Label, ...]
    origin: Label | None
    """The mark below the index 0."""
    note: Label | None
    """Says what is not drawn: the values, or where n = 0 is."""
    known: bool
    dot: float
    """Radius of the dots."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: how its border looks, which colour it has, and a sign in its corner."""

    x: float
    y: float
    width: float
    height: float
    label: Label
    border: str = "thin"
    """``thin``, ``thick``, ``double`` or ``dashed``: colour is never the only difference."""
    tint: str = ""
    badge: str = ""
    shade: float = 0


@dataclass(frozen=True, slots=True)
class GridLayout:
    """A 2-D signal as cells with their indices at the edges."""

    width: float
    height: float
    name: Label
    boxes: tuple[Box, ...]
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]


def text_width(text: str) -> int:
    """Estimate the width of text in pixels, on the generous side.

    Examples
    --------
    >>> text_width("1/16"), text_width("−1"), text_width("")
    (32, 18, 0)
    """
    thin = sum(character in "/.,;:·|()[]i l'" for character in text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return (len(text) - thin) * 9 + thin * 5 + wide * 5


def lay_out_stems(plot: StemPlot) -> StemLayout:
    """Place the stems of a 1-D signal so that no two values overlap."""
    indices = [stem.index for stem in plot.stems]
    first, last = min(indices, default=0), max(indices, default=0)
    near = first - 5 <= 0 <= last + 5
    if near:
        first, last = min(first, 0), max(last, 0)
    count = last - first + 1
    widest = max((text_width(stem.label.text) for stem in plot.stems), default=0)
    needed = max(36, widest + 12, text_width(str(first)) + 10, text_width(str(last)) + 10)
    pitch = max(min(needed, _WIDEST / count), 2.0)
    every = max(1, -int(-needed // pitch))
    up = max((stem.height for stem in plot.stems), default=0.0) if plot.known else 0.0
    down = max((-stem.height for stem in plot.stems), default=0.0) if plot.known else 0.0
    up, down = max(0.0, min(up, 1.0)), max(0.0, min(down, 1.0))
    axis = _px(58 + _UNIT * up)
    below = axis + _UNIT * down + (22 if down else 6)
    left = 30 + pitch / 2

    def place(index: int) -> float:
        return _px(left + (index - first) * pitch)

    marks = []
    for stem in plot.stems:
        x, height = place(stem.index), max(-1.0, min(stem.height, 1.0)) if plot.known else 0.0
        y = _px(axis - _UNIT * height)
        value = Label(x, _px(y - 13 if height >= 0 else y + 14), (stem.label,))
        marks.append(StemMark(x, y, value if pitch >= needed else None))
    shown = [i for i in range(first, last + 1) if (i % every == 0 if near else (i - first) % every == 0)]
    width = _px(max(left + (last - first) * pitch + pitch / 2 + 30, 60 + text_width(plot.name.text), 150))
    notes = [] if near else ["n = 0 lies to the left" if first > 0 else "n = 0 lies to the right"]
    if pitch < needed:
        notes.append("no room for the values")
    note = Label(_px(width / 2), _px(below + 40), _words("; ".join(notes))) if notes else None
    name = Label(_px(12 + text_width(plot.name.text) / 2), 16, (plot.name,))
    return StemLayout(
        width,
        _px(below + (52 if notes else 40)),
        axis,
        name,
        tuple(marks),
        tuple(Label(place(i), _px(below + 12), _words(str(i)), i == 0) for i in shown),
        Label(place(0), _px(below + 24), ()) if near else None,
        note,
        plot.known,
        _px(max(1.2, min(3.5, pitch / 3))),
    )


def lay_out_grid(grid: CellGrid) -> GridLayout:
    """Place the cells of a 2-D signal, wide enough for their values."""
    columns = max((len(row) for row in grid.cells), default=0)
    rows = len(grid.cells)
    marked = any(cell.kind for row in grid.cells for cell in row)
    spare = 32 if marked else 18
    width = max(40, *(text_width(plain(cell.inlines)) + spare for row in grid.cells for cell in row), 0)
    height = 36
    row_names = [str(grid.first[0] + i) for i in range(rows)]
    column_names = [str(grid.first[1] + j) for j in range(columns)]
    width = max(width, *(text_width(name) + 8 for name in column_names), 0)
    left = 22 + max((text_width(name) for name in row_names), default=0)
    top = 52
    boxes = tuple(
        _box(
            left + j * width, top + i * height, width, height, cell, _shade(grid, i, j), (row_names[i], column_names[j])
        )
        for i, row in enumerate(grid.cells)
        for j, cell in enumerate(row)
    )
    return GridLayout(
        max(left + columns * width + 14, text_width(grid.name.text) + 30),
        top + rows * height + 14,
        Label(_px(12 + text_width(grid.name.text) / 2), 16, (grid.name,)),
        boxes,
        tuple(
            Label(_px(left / 2), _px(top + (i + 0.5) * height), _words(n), n == "0") for i, n in enumerate(row_names)
        ),
        tuple(Label(_px(left + (j + 0.5) * width), top - 12, _words(n), n == "0") for j, n in enumerate(column_names)),
    )


_BORDERS = {
    "": ("thin", "", ""),
    "origin": ("thin", "origin", "▲"),
    "window": ("thick", "window", ""),
    "diagonal": ("thin", "group", ""),
    "overlap": ("thick", "overlap", ""),
    "answer": ("double", "answer", ""),
    "padding": ("dashed", "", ""),
    "error": ("thick", "error", "✗"),
}


def _box(x: float, y: float, width: float, height: float, cell: Cell, shade: float, indices: tuple[str, str]) -> Box:
    border, tint, badge = _BORDERS[cell.kind]
    if cell.kind == "diagonal":
        tint, badge = f"group-{cell.group % 6}", str(cell.group)
    elif not badge and indices == ("0", "0"):
        badge = "▲"
    label = Label(_px(x + width / 2), _px(y + height / 2), cell.inlines)
    return Box(x, y, width, height, label, border, tint, badge, shade)


def _shade(grid: CellGrid, row: int, column: int) -> float:
    if not grid.shades or row >= len(grid.shades) or column >= len(grid.shades[row]):
        return 0
    return round(0.3 * max(0.0, min(1.0, grid.shades[row][column])), 3)


def _words(text: str) -> tuple[Inline, ...]:
    text = text.replace("-", "−")
    return (Math(text.replace("−", "-"), text),) if text.lstrip("−").isdecimal() else (Math(rf"\text{{{text}}}", text),)


def _px(value: float) -> float:
    """Round to a tenth of a pixel, whole numbers without a point."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded
