"""Where the sliding kernel lies."""

from __future__ import annotations

import pytest
from documents import SLIDE, SLIDE_2D

from symconv.document.blocks import SlideFigure
from symconv.rendering.slide_layout import lay_out_slide, stills


@pytest.mark.parametrize("figure", [SLIDE, SLIDE_2D], ids=["1-D", "2-D"])
def test_the_kernel_lies_on_the_cells_of_the_input(figure: SlideFigure) -> None:
    """At every position each kernel cell covers the input cell that the offset and the dilation say."""
    layout = lay_out_slide(figure)
    places = {}
    boxes = iter(layout.inputs)
    for i, row in enumerate(figure.input_cells):
        for j, _ in enumerate(row):
            box = next(boxes)
            places[box.x, box.y] = (i, j)

    for step in layout.steps:
        corner = (layout.kernel[0].x + step.x, layout.kernel[0].y + step.y)
        last = (layout.kernel[-1].x + step.x, layout.kernel[-1].y + step.y)
        i, j = step.position.offset
        if 0 <= j < len(figure.input_cells[0]):
            assert places[corner] == (i, j)
        reach = (
            i + figure.dilation[0] * (len(figure.kernel_cells) - 1),
            j + figure.dilation[1] * (len(figure.kernel_cells[0]) - 1),
        )
        assert places.get(last, reach) == reach


@pytest.mark.parametrize("figure", [SLIDE, SLIDE_2D], ids=["1-D", "2-D"])
def test_every_position_is_inside_the_drawing(figure: SlideFigure) -> None:
    """The kernel may overhang the input, but not the picture."""
    layout = lay_out_slide(figure)

    for step in layout.steps:
        for box in layout.kernel:
            assert 0 <= box.x + step.x <= layout.width - box.width
            assert 0 <= box.y + step.y <= layout.height - box.height


def test_negative_weights_are_in_parentheses() -> None:
    """The reader sees a product: ×(−1), ×1/2."""
    texts = [box.label.inlines[0].text for box in lay_out_slide(SLIDE).kernel]

    assert texts == ["×(−1)", "×1"]


def test_stills_are_the_ends_of_a_long_slide() -> None:
    """Four from either end, and the number of those between."""
    steps = lay_out_slide(SLIDE).steps * 3

    shown, omitted = stills(steps)

    assert shown == (*steps[:4], *steps[-4:])
    assert omitted == 10
    assert stills(steps[:9]) == (steps[:9], 0)
    assert stills(steps[:10]) == ((*steps[:4], *steps[6:10]), 2)
