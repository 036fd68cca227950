"""Where the cells of the input and of the kernel that slides over it lie.

May import: ``document``, ``layout``. Must never import SymPy.
"""

from __future__ import annotations

from dataclasses import dataclass

from symconv.document.blocks import Math, SlideFigure, SlidePosition
from symconv.rendering.grid_layout import Box
from symconv.rendering.layout import Label, text_width

__all__ = ["SlideLayout", "SlideStep", "lay_out_slide", "stills"]

_HEIGHT = 48
_TOP = 30
_MOST_STILLS = 9


@dataclass(frozen=True, slots=True)
class SlideStep:
    """One position: how far the kernel is moved, and what is said there."""

    number: int
    """1 for the first."""
    position: SlidePosition
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SlideLayout:
    """The input, the kernel at the upper left, and the moves."""

    width: float
    height: float
    inputs: tuple[Box, ...]
    columns: tuple[Label, ...]
    rows: tuple[Label, ...]
    kernel: tuple[Box, ...]
    """As it lies when it is not moved."""
    steps: tuple[SlideStep, ...]


def lay_out_slide(figure: SlideFigure) -> SlideLayout:
    """Place input and kernel so that every position of the kernel is inside the drawing."""
    texts = [math.text for row in figure.input_cells for math in row]
    weights = tuple(tuple(_times(math) for math in row) for row in figure.kernel_cells)
    texts += [math.text for row in weights for math in row]
    texts += [math.text for math in figure.column_labels]
    width = max(44, *(text_width(text) + 16 for text in texts), 0)
    rows = len(figure.input_cells)
    columns = max((len(row) for row in figure.input_cells), default=0)
    reach = [
        figure.dilation[axis] * (count - 1) + 1
        for axis, count in enumerate((len(figure.kernel_cells), max((len(r) for r in figure.kernel_cells), default=1)))
    ]
    offsets = [position.offset for position in figure.positions]
    above = max(0, -min((i for i, _ in offsets), default=0))
    before = max(0, -min((j for _, j in offsets), default=0))
    down = max([rows, *(i + reach[0] for i, _ in offsets)])
    right = max([columns, *(j + reach[1] for _, j in offsets)])
    margin = 12 + max((text_width(label.text) + 8 for label in figure.row_labels), default=0)
    left, top = margin + before * width, _TOP + above * _HEIGHT
    inputs = tuple(
        _cell(left + j * width, top + i * _HEIGHT, width, 17, math)
        for i, row in enumerate(figure.input_cells)
        for j, math in enumerate(row)
    )
    kernel = tuple(
        _cell(left + figure.dilation[1] * j * width, top + figure.dilation[0] * i * _HEIGHT, width, 37, math)
        for i, row in enumerate(weights)
        for j, math in enumerate(row)
    )
    steps = tuple(
        SlideStep(number, position, position.offset[1] * width, position.offset[0] * _HEIGHT)
        for number, position in enumerate(figure.positions, start=1)
    )
    return SlideLayout(
        margin + (before + right) * width + 12,
        _TOP + (above + down) * _HEIGHT + 12,
        inputs,
        tuple(
            Label(left + (j + 0.5) * width, 16, (math,), math.text == "0")
            for j, math in enumerate(figure.column_labels)
        ),
        tuple(
            Label(margin / 2, top + (i + 0.5) * _HEIGHT, (math,), math.text == "0")
            for i, math in enumerate(figure.row_labels)
        ),
        kernel,
        steps,
    )


def stills(steps: tuple[SlideStep, ...]) -> tuple[tuple[SlideStep, ...], int]:
    """Return the positions to be drawn where nothing moves, and how many are left out in the middle."""
    if len(steps) <= _MOST_STILLS:
        return steps, 0
    half = _MOST_STILLS // 2  # odd, so that never a single one is left out
    return steps[:half] + steps[-half:], len(steps) - 2 * half


def _cell(x: float, y: float, width: float, text_y: float, math: Math) -> Box:
    return Box(x, y, width, _HEIGHT, Label(x + width / 2, y + text_y, (math,)))


def _times(weight: Math) -> Math:
    if weight.text.lstrip().startswith(("-", "−")) or " " in weight.text:
        return Math(rf"\times({weight.tex})", f"×({weight.text})")
    return Math(rf"\times {weight.tex}", f"×{weight.text}")
