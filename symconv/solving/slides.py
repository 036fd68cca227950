"""The kernel sliding over the input, one frame per output sample: for sliders on a page, and for still strips.

May import: ``derivation``, ``operations.tasks``, ``signals``. Must never draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product as cartesian
from math import prod

from symconv.derivation import Slide, SlideFrame
from symconv.operations.tasks import Convolution, Correlation
from symconv.signals import Signal
from symconv.solving.formula import formula
from symconv.solving.lines import sample_line, value_node
from symconv.solving.problem import Problem
from symconv.syntax.nodes import Call, Name, Node

__all__ = ["Motion", "motion_of", "slide"]

MAX_FRAMES = 40
"""Most output samples of a slide."""
MAX_WIDTH = 24
"""Most cells of the input along one axis, the zeros around it included."""

Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Motion:
    """How the kernel lies on the input."""

    kernel: Signal
    """As it is laid down, its first sample at index 0."""
    kernel_name: Node
    steps: tuple[int, ...]
    """How far the kernel moves from one output sample to the next, per axis."""
    start: Place
    """Index of x under the kernel's first sample at output index 0."""
    dilation: tuple[int, ...]

    def offset(self, index: Place) -> Place:
        return tuple(step * n + start for step, n, start in zip(self.steps, index, self.start, strict=True))


def slide(problem: Problem, answer: Signal) -> Slide | None:
    """Return the slide of a problem, or ``None`` where there is none to show or it would be too large."""
    motion = motion_of(problem)
    if motion is None or prod(answer.shape) > MAX_FRAMES or answer.ndim > 2:
        return None
    x = problem.signals[0]
    corners = [motion.offset(answer.origin), motion.offset(answer.ends)]
    reach = [(k - 1) * d for k, d in zip(motion.kernel.shape, motion.dilation, strict=True)]
    first = tuple(min(a, b, o) for a, b, o in zip(*corners, x.origin, strict=True))
    last = tuple(max(max(a, b) + r, e) for a, b, r, e in zip(*corners, reach, x.ends, strict=True))
    if any(b - a >= MAX_WIDTH for a, b in zip(first, last, strict=True)):
        return None
    rule = formula(problem)
    frames = tuple(
        SlideFrame(index, motion.offset(index), sample_line(rule, index, answer[index], "slide").chain)
        for index in cartesian(*(range(a, b + 1) for a, b in zip(answer.origin, answer.ends, strict=True)))
    )
    cells = _cells(x, first, last)
    kernel = _cells(motion.kernel, motion.kernel.origin, motion.kernel.ends)
    return Slide(Name(problem.names[0]), motion.kernel_name, first, cells, kernel, motion.dilation, frames)


def motion_of(problem: Problem) -> Motion | None:
    task = problem.task
    if not isinstance(task, Convolution | Correlation) or task.period is not None:
        return None
    h, name = task.h, Name(problem.names[1])
    ones = (1,) * h.ndim
    if isinstance(task, Convolution):
        start = tuple(-end for end in h.ends)
        return Motion(h.flip(), Call("flip", (name,)), ones, start, ones)
    if task.convention == "numpy":
        kernel_name: Node = name if h.is_real else Call("conj", (name,))
        return Motion(h.conj(), kernel_name, ones, h.origin, ones)
    return Motion(h, name, tuple(-1 for _ in ones), h.origin, ones) if task.x.is_real else None


def _cells(signal: Signal, first: Place, last: Place) -> tuple[tuple[Node, ...], ...]:
    rows = [()] if signal.ndim == 1 else [(i,) for i in range(first[0], last[0] + 1)]
    columns = range(first[-1], last[-1] + 1)
    return tuple(tuple(value_node(signal[(*row, j)]) for j in columns) for row in rows)
