"""Drawings as SVG and as TikZ."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from documents import NASTY, PICTURE, SLIDE, SLIDE_2D, STEMS

from symconv.document.blocks import Figure, Math, SlideFigure, Stem, StemPlot
from symconv.rendering.escape import one_line
from symconv.rendering.svg import svg_drawing
from symconv.rendering.tikz import tikz_drawings
from symconv.rendering.writer import plain

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawing: object, *, alone: bool = True) -> ElementTree.Element:
    """Return the SVG of a drawing as a tree."""
    return ElementTree.fromstring(svg_drawing(Figure(drawing, (), "in words"), alone=alone))


def test_stems_show_values_indices_and_the_origin() -> None:
    """Fractions are text; a triangle stands below n = 0."""
    root = parsed(STEMS)
    words = [element.text for element in root.iter(f"{SVG}text")]

    assert words == ["x[n]", "1/2", "1", "−3/4", "0", "−1", "0", "1", "2"]
    assert len(root.findall(f".//{SVG}line[@class='stem']")) == 4
    assert len(root.findall(f".//{SVG}path")) == 2


def test_symbols_are_open_circles_without_stems() -> None:
    """Heights that are not known are not invented."""
    root = parsed(StemPlot(Math("a", "a"), (Stem(0, 0.0, Math("a_0", "a₀")),), known=False))

    assert root.findall(f".//{SVG}line[@class='stem']") == []
    assert len(root.findall(f".//{SVG}circle[@class='open']")) == 1


def test_drawings_alone_bring_their_style() -> None:
    """In a page they take the colours of the page."""
    alone, inside = parsed(PICTURE), parsed(PICTURE, alone=False)

    assert "prefers-color-scheme: dark" in (alone.findtext(f"{SVG}style") or "")
    assert inside.find(f"{SVG}style") is None
    assert alone.attrib["role"] == "img"
    assert alone.attrib["aria-label"] == "in words"


def test_a_slide_is_a_strip_of_stills() -> None:
    """Each position has its own kernel and its sum above it."""
    root = parsed(SLIDE)
    words = [element.text or "" for element in root.iter(f"{SVG}text")]

    assert len(root.findall(f".//{SVG}g[@class='kernel']")) == 6
    assert "y[1]: 2·(−1) + 1·1 = −1" in words


def test_a_long_strip_says_what_is_left_out() -> None:
    """Nothing is dropped in silence."""
    long = SlideFigure(
        SLIDE.input_name,
        SLIDE.kernel_name,
        SLIDE.input_cells,
        SLIDE.kernel_cells,
        SLIDE.column_labels,
        (1, 1),
        SLIDE.positions * 3,
    )
    words = [element.text or "" for element in parsed(long).iter(f"{SVG}text")]

    assert "… 10 positions in between are not drawn …" in words


def test_hostile_names_stay_text() -> None:
    """Names cannot open elements."""
    root = parsed(StemPlot(Math("x", NASTY), (Stem(0, 1.0, Math("x", "<a> & b")),)))
    words = [element.text for element in root.iter(f"{SVG}text")]

    assert words[:2] == [one_line(NASTY), "<a> & b"]
    assert root.find(f".//{SVG}script") is None


@pytest.mark.parametrize(
    ("drawing", "pictures", "nodes"), [(STEMS, 1, 9), (PICTURE, 1, 14), (SLIDE, 6, 12), (SLIDE_2D, 4, 24)]
)
def test_tikz_draws_the_same(drawing: object, pictures: int, nodes: int) -> None:
    """As many pictures and labels as the layout has."""
    found = tikz_drawings(Figure(drawing, (), ""), plain)

    assert len(found) == pictures
    assert found[0].count(r"\node") == nodes
