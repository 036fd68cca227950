"""Drawings as SVG: by themselves for Markdown, inside the page for HTML.

May import: ``document``, the layouts, the templates. Must never import SymPy.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import assert_never

from symconv.document.blocks import CellGrid, Figure, Inline, SlideFigure, StemPlot, Text
from symconv.rendering.environment import fill
from symconv.rendering.escape import one_line
from symconv.rendering.grid_layout import lay_out_grid
from symconv.rendering.layout import Label, text_width
from symconv.rendering.slide_layout import SlideLayout, SlideStep, lay_out_slide, stills
from symconv.rendering.stem_layout import lay_out_stems
from symconv.rendering.writer import plain

__all__ = ["slide_drawing", "svg_drawing"]


@dataclass(frozen=True, slots=True)
class _Still:
    """One picture of a strip: its words above it; words alone say what is left out."""

    words: tuple[Label, ...]
    y: float
    """Where the picture begins."""
    step: SlideStep | None


@dataclass(frozen=True, slots=True)
class _Strip:
    width: float
    height: float
    slide: SlideLayout
    stills: tuple[_Still, ...]


def svg_drawing(figure: Figure, *, alone: bool = True) -> str:
    """Return a figure as one SVG element; a sliding kernel becomes a strip of stills.

    With ``alone`` the element brings its own style, for light and dark surroundings.
    """
    drawing = figure.drawing
    match drawing:
        case StemPlot():
            return _fill("stem", lay_out_stems(drawing), figure.description, alone)
        case CellGrid():
            return _fill("grid", lay_out_grid(drawing), figure.description, alone)
        case SlideFigure():
            return _fill("strip", _strip(lay_out_slide(drawing)), figure.description, alone)
        case _:
            assert_never(drawing)


def slide_drawing(layout: SlideLayout, step: SlideStep, description: str) -> str:
    """Return one position of a sliding kernel, in the style of the page around it."""
    return _fill("slide", layout, description, alone=False, step=step)


def _fill(name: str, view: object, description: str, alone: bool, **more: object) -> str:
    return fill(
        f"figures/{name}.svg", view=view, description=one_line(description), style=alone, text=_text, **more
    ).strip()


def _text(inlines: tuple[Inline, ...]) -> str:
    return one_line(plain(inlines))


def _strip(layout: SlideLayout) -> _Strip:
    shown, omitted = stills(layout.steps)
    line = max(48, int(layout.width / 9))
    pictures: list[_Still] = []
    y = 4.0

    def add(words: str, step: SlideStep | None) -> None:
        nonlocal y
        lines = wrap(one_line(words), line) or [""]
        labels = tuple(Label(12, y + 15 + 20 * place, (Text(text),)) for place, text in enumerate(lines))
        pictures.append(_Still(labels, y + 6 + 20 * len(lines), step))
        y += 20 * len(lines) + (layout.height + 10 if step else 14)

    for place, step in enumerate(shown):
        if omitted and place == len(shown) // 2:
            add(f"… {omitted} positions in between are not drawn …", None)
        add(f"{step.position.label.text}: {step.position.sum.text}", step)
    widest = max((text_width(plain(label.inlines)) for still in pictures for label in still.words), default=0)
    return _Strip(max(layout.width, widest + 24), y + 6, layout, tuple(pictures))
