"""Drawings as TikZ pictures; a sliding kernel becomes a row of stills.

May import: ``document``, the layouts, the templates. Must never import SymPy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from symconv.document.blocks import CellGrid, Figure, Inline, SlideFigure, StemPlot
from symconv.rendering.environment import fill
from symconv.rendering.grid_layout import lay_out_grid
from symconv.rendering.slide_layout import lay_out_slide, stills
from symconv.rendering.stem_layout import lay_out_stems
from symconv.rendering.tex_width import tex_width

__all__ = ["tikz_drawings"]

_BADGES = {"▲": r"$\blacktriangle$", "✗": r"$\boldsymbol{\times}$"}


def tikz_drawings(figure: Figure, typeset: Callable[[tuple[Inline, ...]], str]) -> tuple[str, ...]:
    """Return the pictures of a figure, and a sentence where some are left out.

    Parameters
    ----------
    figure : Figure
        The drawing.
    typeset : callable
        Turns inlines into LaTeX.
    """
    drawing = figure.drawing
    match drawing:
        case StemPlot():
            return (fill("figures/stem.tikz", view=lay_out_stems(drawing), text=typeset).strip(),)
        case CellGrid():
            return (fill("figures/grid.tikz", view=lay_out_grid(drawing), text=typeset, badge=_badge).strip(),)
        case SlideFigure():
            return _slides(drawing, typeset)
        case _:
            assert_never(drawing)


def _slides(figure: SlideFigure, typeset: Callable[[tuple[Inline, ...]], str]) -> tuple[str, ...]:
    layout = lay_out_slide(figure)
    shown, omitted = stills(layout.steps)
    pictures = [
        fill(
            "figures/slide.tikz",
            view=layout,
            step=step,
            title=typeset((step.position.label,)),
            calculation=_calculation(typeset((step.position.sum,)), step.position.sum.tex, layout.width),
            text=typeset,
        ).strip()
        for step in shown
    ]
    if omitted:
        gap = rf"\parbox{{\linewidth}}{{\centering\itshape \dots{{}} {omitted} positions are not drawn \dots{{}}}}"
        pictures.insert(len(shown) // 2, gap)
    return tuple(pictures)


def _calculation(source: str, tex: str, width: float) -> str:
    """Set a calculation on one line below its picture, or wrapped where it is wider than the picture."""
    picture = 0.56 * width  # in points, as the template scales it
    if 5 * tex_width(tex) <= picture:
        return rf"\small {source}"
    share = min(0.9, max(0.44, picture / 455))
    return rf"\parbox[t]{{{share:.2f}\linewidth}}{{\centering\footnotesize {source}}}"


def _badge(sign: str) -> str:
    return _BADGES.get(sign, sign)
