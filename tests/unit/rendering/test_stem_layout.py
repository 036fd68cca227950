"""Where the stems of a signal lie."""

from __future__ import annotations

from itertools import pairwise

import pytest
from documents import STEMS

from symconv.document.blocks import Math, Stem, StemPlot
from symconv.rendering.layout import text_width
from symconv.rendering.stem_layout import StemLayout, lay_out_stems


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


def test_values_that_are_too_wide_side_by_side_are_turned() -> None:
    """Twenty long fractions are written upwards, beyond the tips of their stems."""
    layout = stems(0, ["−1234/5678"] * 20)

    assert {mark.value.turned for mark in layout.stems if mark.value} == {"up", "down"}
    assert min(b.x - a.x for a, b in pairwise(layout.stems)) >= 15
    assert layout.note is None


def test_a_gap_of_any_size_is_drawn() -> None:
    """Stems a million samples apart cost no more than two."""
    layout = lay_out_stems(StemPlot(Math("x", "x"), (Stem(0, 1.0, Math("1", "1")), Stem(10**9, 1.0, Math("1", "1")))))

    assert layout.width < 1000
    assert len(layout.indices) < 50


def test_an_empty_signal_has_a_name_and_no_stems() -> None:
    """Nothing is drawn but the axis."""
    layout = lay_out_stems(StemPlot(Math("x", "x"), ()))

    assert layout.stems == ()
    assert layout.width > 0
