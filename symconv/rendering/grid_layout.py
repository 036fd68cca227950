"""Where the cells of a 2-D signal lie.

May import: ``document``, ``layout``. Must never import SymPy.
"""

from __future__ import annotations

from dataclasses import dataclass

from symconv.document.blocks import Cell, CellGrid
from symconv.rendering.layout import Label, px, text_width, words
from symconv.rendering.writer import plain

__all__ = ["Box", "GridLayout", "lay_out_grid"]


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
        Label(px(12 + text_width(grid.name.text) / 2), 16, (grid.name,)),
        boxes,
        tuple(Label(px(left / 2), px(top + (i + 0.5) * height), words(n), n == "0") for i, n in enumerate(row_names)),
        tuple(Label(px(left + (j + 0.5) * width), top - 12, words(n), n == "0") for j, n in enumerate(column_names)),
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
    label = Label(px(x + width / 2), px(y + height / 2), cell.inlines)
    return Box(x, y, width, height, label, border, tint, badge, shade)


def _shade(grid: CellGrid, row: int, column: int) -> float:
    if not grid.shades or row >= len(grid.shades) or column >= len(grid.shades[row]):
        return 0
    return round(0.3 * max(0.0, min(1.0, grid.shades[row][column])), 3)
