"""Signals as drawings: stem plots in 1-D, grids of cells in 2-D.

May import: ``derivation``, ``signals``, ``syntax``. Floats are made here only to be drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import isfinite, prod

import sympy

from symconv.derivation import Drawing, Mark, Picture, SignalPlot
from symconv.signals import Signal
from symconv.solving.lines import value_node
from symconv.syntax.nodes import Call, Name, Node

__all__ = ["MAX_DRAWN", "drawings"]

MAX_DRAWN = 64
"""Most stems of a plot."""
MAX_CELLS = 12
"""Most rows or columns of a grid."""


def drawings(name: str, signal: Signal) -> tuple[Drawing, ...]:
    """Return the drawings of a signal: one, two for the parts of a complex one, none where there is no room.

    A single sample is not drawn, nor is a signal of more than two axes.
    """
    if prod(signal.shape) == 1 or signal.ndim > 2 or max(signal.shape) > (MAX_DRAWN, MAX_CELLS)[signal.ndim - 1]:
        return ()
    if signal.is_real:
        return (_drawing(Name(name), signal),)
    if signal.complex_symbols:
        return ()
    conjugate = signal.conj()
    parts = (("Re", (signal + conjugate) * Fraction(1, 2)), ("Im", (conjugate - signal) * (sympy.I / 2)))
    return tuple(_drawing(Call(word, (Name(name),)), part) for word, part in parts)


def _drawing(name: Node, signal: Signal) -> Drawing:
    values = signal.values
    if signal.ndim == 1:
        return SignalPlot(name, signal.origin[0], tuple(map(value_node, values)), _heights(values))
    heights = _heights(signal.flat_values)
    origin = tuple(-first for first in signal.origin)
    inside = all(0 <= o < length for o, length in zip(origin, signal.shape, strict=True))
    marks = (Mark(origin[0], origin[1], "origin"),) if inside else ()
    cells = tuple(tuple(map(value_node, row)) for row in values)
    return Picture(name, (signal.origin[0], signal.origin[1]), cells, _shades(heights, signal.shape), marks)


def _heights(values: Iterable[sympy.Expr]) -> tuple[float, ...] | None:
    try:
        heights = tuple(float(value) for value in values)
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
