"""Where the cells of a signal lie."""

from __future__ import annotations

from documents import PICTURE, number

from symconv.document.blocks import Cell, CellGrid, Math
from symconv.rendering.grid_layout import lay_out_grid
from symconv.rendering.layout import text_width


def test_cells_fill_a_grid() -> None:
    """Cells touch without overlapping; the origin has its sign and its indices are bold."""
    layout = lay_out_grid(PICTURE)
    a, b, _, d, *_ = layout.boxes

    assert (a.x + a.width, a.y) == (b.x, b.y)
    assert (a.x, a.y + a.height) == (d.x, d.y)
    assert d.badge == "▲"
    assert [label.strong for label in layout.rows] == [False, True]
    assert [label.strong for label in layout.columns] == [True, False, False]


def test_kinds_of_cells_differ_without_colour() -> None:
    """Border or badge tell the kinds apart."""
    kinds = ("", "origin", "window", "diagonal", "answer", "padding", "error")
    row = tuple(Cell((number("1"),), kind) for kind in kinds)
    boxes = lay_out_grid(CellGrid(Math("F", "F"), (5, 5), (row,))).boxes

    assert len({(box.border, box.badge) for box in boxes}) == len(kinds)


def test_cells_are_as_wide_as_their_values() -> None:
    """So are they as wide as their indices."""
    wide = lay_out_grid(CellGrid(Math("F", "F"), (0, 0), ((Cell((number("1/123456789"),)),),)))
    far = lay_out_grid(CellGrid(Math("F", "F"), (0, 1234567890), ((Cell((number("1"),)),),)))

    assert wide.boxes[0].width > text_width("1/123456789")
    assert far.boxes[0].width > text_width("1234567890")


def test_an_empty_grid_has_a_name_and_no_cells() -> None:
    """Nothing is drawn but the name."""
    layout = lay_out_grid(CellGrid(Math("x", "x"), (0, 0), ()))

    assert layout.boxes == ()
    assert layout.width > 0
