"""Signals as drawings: stem plots in 1-D, grids of cells in 2-D.

May import: ``derivation``, ``signals``, ``syntax``. Floats are made here only to be drawn.
"""

from __future__ import annotations

from math import isfinite, prod

from symconv.derivation import Drawing, Mark, Picture, SignalPlot
from symconv.signals import Signal
from symconv.solving.lines import value_node
from symconv.syntax.nodes import Name

__all__ = ["MAX_DRAWN", "drawing"]

MAX_DRAWN = 64
"""Most stems of a plot."""
MAX_CELLS = 12
"""Most rows or columns of a grid."""


def drawing(name: str, signal: Signal) -> Drawing | None:
    """Return a drawing, or ``None`` for single samples and for signals that are too large, complex, or of many axes."""
    if prod(signal.shape) == 1:
        return None
    if signal.ndim == 1 and signal.shape[0] <= MAX_DRAWN and signal.is_real:
        values = signal.values
        heights = _heights(values)
        return SignalPlot(Name(name), signal.origin[0], tuple(map(value_node, values)), heights)
    if signal.ndim == 2 and max(signal.shape) <= MAX_CELLS and signal.is_real:
        values = signal.values
        heights = _heights([value for row in values for value in row])
        origin = tuple(-first for first in signal.origin)
        inside = all(0 <= o < length for o, length in zip(origin, signal.shape, strict=True))
        marks = (Mark(origin[0], origin[1], "origin"),) if inside else ()
        cells = tuple(tuple(map(value_node, row)) for row in values)
        return Picture(Name(name), (signal.origin[0], signal.origin[1]), cells, _shades(heights, signal.shape), marks)
    return None


def _heights(values: object) -> tuple[float, ...] | None:
    try:
        heights = tuple(float(value) for value in values)  # type: ignore[attr-defined]
    except (TypeError, OverflowError):
        return None
    return heights if all(map(isfinite, heights)) else None


def _shades(heights: tuple[float, ...] | None, shape: tuple[int, ...]) -> tuple[tuple[float, ...], ...] | None:
    if heights is None:
        return None
    least, greatest = min(heights), max(heights)
    span = (greatest - least) or 1.0
    shades = [(height - least) / span for height in heights]
    width = shape[1]
    return tuple(tuple(shades[i : i + width]) for i in range(0, prod(shape), width))
