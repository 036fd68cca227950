"""Drawings as SVG."""

from __future__ import annotations

from symconv.document.blocks import Figure
from symconv.errors import RenderError

__all__ = ["svg_drawing"]


def svg_drawing(figure: Figure) -> str:
    """Return a figure as one SVG element."""
    raise RenderError("drawing a figure as SVG is not supported yet")
