"""The kernel sliding over the input, one frame per output sample: for sliders on a page, and for still strips.

May import: ``derivation``, ``signals``, ``solving``'s shared parts. Must never draw.
"""

from __future__ import annotations

from itertools import product as cartesian
from math import prod

from symconv.derivation import Slide, SlideFrame
from symconv.signals import Signal
from symconv.solving.formula import formula
from symconv.solving.lines import sample_line, value_node
from symconv.solving.motion import Motion, motion_of
from symconv.solving.problem import Problem
from symconv.syntax.nodes import Name, Node

__all__ = ["slide"]

MAX_FRAMES = 49
"""Most output samples of a slide."""
MAX_WIDTH = 24
"""Most cells of the input along one axis, the zeros around it included."""

Place = tuple[int, ...]


def slide(problem: Problem, answer: Signal) -> Slide | None:
    """Return the slide of a problem, or ``None`` where there is none to show or it would be too large."""
    if answer.ndim > 2 or prod(answer.shape) > MAX_FRAMES:
        return None
    motion = motion_of(problem)
    if motion is None:
        return None
    first, last = motion.reaches(answer)
    if any(b - a >= MAX_WIDTH for a, b in zip(first, last, strict=True)):
        return None
    rule = formula(problem)
    frames = tuple(
        SlideFrame(index, motion.offset(index), sample_line(rule, index, answer[index], "slide").chain)
        for index in cartesian(*(range(a, b + 1) for a, b in zip(answer.origin, answer.ends, strict=True)))
    )
    return Slide(
        Name(motion.x_name),
        motion.kernel_name,
        first,
        _input_cells(motion, first, last),
        _kernel_cells(motion.kernel),
        motion.dilation,
        frames,
    )


def _input_cells(motion: Motion, first: Place, last: Place) -> tuple[tuple[Node, ...], ...]:
    rows: list[Place] = [()] if len(first) == 1 else [(i,) for i in range(first[0], last[0] + 1)]
    columns = range(first[-1], last[-1] + 1)
    return tuple(tuple(value_node(motion.input_value((*row, j))) for j in columns) for row in rows)


def _kernel_cells(kernel: Signal) -> tuple[tuple[Node, ...], ...]:
    rows = [kernel.values] if kernel.ndim == 1 else kernel.values
    return tuple(tuple(map(value_node, row)) for row in rows)
