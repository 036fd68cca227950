"""Labels of drawings and how wide they are.

Drawings are laid out in pixels from the upper left corner, the same for SVG and for TikZ.
Layouts hold formulas as they are; each target sets them in its own way.

May import: ``document``. Must never import SymPy.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from symconv.document.blocks import Inline, Math

__all__ = ["Label", "px", "text_width", "words"]


@dataclass(frozen=True, slots=True)
class Label:
    """A formula or a few words, centred at a point."""

    x: float
    y: float
    inlines: tuple[Inline, ...]
    strong: bool = False
    turned: Literal["", "up", "down"] = ""
    """Written upwards from the point, or upwards up to the point from below."""


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


def words(text: str) -> tuple[Inline, ...]:
    """Return a number or a few words as a formula, with a proper minus sign."""
    text = text.replace("-", "−")
    return (Math(text.replace("−", "-"), text),) if text.lstrip("−").isdecimal() else (Math(rf"\text{{{text}}}", text),)


def px(value: float) -> float:
    """Round to a tenth of a pixel, whole numbers without a point."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded
