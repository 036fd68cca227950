"""Where the parts of drawings lie."""

from __future__ import annotations

from itertools import pairwise

import pytest
from documents import PICTURE, STEMS, number

from symconv.document.blocks import Cell, CellGrid, Math, Stem, StemPlot
from symconv.rendering.layout import StemLayout, lay_out_grid, lay_out_stems, text_width


def stems(first: int, labels: list[str], *, known: bool = True) -> StemLayout:
    """Lay out stems of alternating height with these values."""
    marks = (Stem(first + i, (-1) ** i, Math(label, label)) for i, label in enumerate(labels))
    return lay_out_stems(StemPlot(Math("x", "x"), tuple(marks), known))


def test_values_stand_beyond_the_tips() -> None:
    """Above a positive stem, below a negative one, and inside the drawing."""
    layout = lay_out_stems(STEMS)

    for stem, mark in zip(STEMS.stems, layout.stems, strict=True):
        assert mark.value is not None
        assert (mark.value.y < mark.y) == (stem.height >= 0)
        assert (mark.y < layout.axis) == (stem.height > 0)
        assert 0 < mark.value.y < layout.height


@pytest.mark.parametrize("labels", [["1"] * 8, ["−12345/67891"] * 6, ["a", "a very long symbol", "b"]])
def test_values_never_overlap(labels: list[str]) -> None:
    """Stems stand as far apart as the widest value needs."""
    layout = stems(0, labels)
    places = [mark.x for mark in layout.stems]

    assert min(b - a for a, b in pairwise(places)) >= max(map(text_width, labels))
    assert layout.width >= places[-1] + text_width(labels[-1]) / 2


def test_values_without_room_are_left_out_and_that_is_said() -> None:
    """Two hundred stems keep their heights and lose their values."""
    layout = stems(0, ["1234567890"] * 200)

    assert all(mark.value is None for mark in layout.stems)
    assert layout.note is not None
    assert layout.note.inlines[0].text == "no room for the values"
    assert layout.width < 1600


@pytest.mark.parametrize(
    ("first", "origin", "note"),
    [(0, True, None), (-1, True, None), (3, True, None), (-9, False, "right"), (100, False, "left")],
)
def test_the_origin_is_marked_or_its_side_is_told(first: int, origin: bool, note: str | None) -> None:
    """Near the support n = 0 is drawn, even outside it; far away a note says where it is."""
    layout = stems(first, ["1", "2", "3"])
    bold = [label.inlines[0].text for label in layout.indices if label.strong]

    assert (layout.origin is not None) == origin
    assert bold == (["0"] if origin else [])
    assert (layout.note is None) == (note is None)
    assert layout.note is None or note in layout.note.inlines[0].text


def test_symbols_have_no_heights() -> None:
    """What is not known is not drawn: every mark lies on the axis."""
    layout = stems(0, ["a", "b"], known=False)

    assert {mark.y for mark in layout.stems} == {layout.axis}
    assert not layout.known


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


@pytest.mark.parametrize("drawing", [StemPlot(Math("x", "x"), ()), CellGrid(Math("x", "x"), (0, 0), ())])
def test_nothing_can_be_drawn(drawing: StemPlot | CellGrid) -> None:
    """An empty signal has a name and no parts."""
    layout = lay_out_stems(drawing) if isinstance(drawing, StemPlot) else lay_out_grid(drawing)

    assert layout.width > 0
    assert layout.height > 0
