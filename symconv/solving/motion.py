"""How the kernel lies on the input for one output index, and how it moves to the next.

May import: ``operations.tasks``, ``signals``, ``syntax``. Must never compute a sample of the answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy

from symconv.operations.tasks import Convolution, Correlation, Layer
from symconv.signals import Signal
from symconv.solving.indexed_sum import Extension
from symconv.solving.layer_formula import at_zero, continued, extension_of, geometry
from symconv.solving.problem import Problem
from symconv.syntax.nodes import Call, Name, Node

__all__ = ["Motion", "motion_of"]

Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Motion:
    """The kernel on its way along the input."""

    x: Signal
    x_name: str
    kernel: Signal
    """As it is laid down: reversed for a convolution, conjugated for a correlation."""
    kernel_name: Node
    steps: tuple[int, ...]
    """How far the kernel moves from one output index to the next, per axis."""
    start: Place
    """Index of x under the kernel's first sample at output index 0."""
    dilation: tuple[int, ...]
    """How far apart on x neighbouring samples of the kernel lie."""
    extension: Extension | None = None

    def offset(self, index: Place) -> Place:
        """Return the index of x under the kernel's first sample."""
        return tuple(step * n + start for step, n, start in zip(self.steps, index, self.start, strict=True))

    def under(self, index: Place) -> tuple[tuple[Place, sympy.Expr], ...]:
        """Return, for every sample of the kernel, the index of x under it and its value, in row-major order."""
        first = self.offset(index)
        pairs = []
        for place, value in self.kernel.items():
            taps = (p - o for p, o in zip(place, self.kernel.origin, strict=True))
            pairs.append((tuple(f + d * m for f, d, m in zip(first, self.dilation, taps, strict=True)), value))
        return tuple(pairs)

    def reaches(self, answer: Signal) -> tuple[Place, Place]:
        """Return the first and last index of the box that holds x and every position of the kernel."""
        corners = (self.offset(answer.origin), self.offset(answer.ends))
        spans = [(k - 1) * d for k, d in zip(self.kernel.shape, self.dilation, strict=True)]
        first = tuple(min(a, b, o) for a, b, o in zip(*corners, self.x.origin, strict=True))
        last = tuple(max(max(a, b) + s, e) for a, b, s, e in zip(*corners, spans, self.x.ends, strict=True))
        return first, last

    def is_inside(self, place: Place) -> bool:
        """Tell whether x has a sample of its own at an index."""
        return all(o <= i <= e for o, i, e in zip(self.x.origin, place, self.x.ends, strict=True))

    def input_value(self, place: Place) -> sympy.Expr:
        """Return the sample of the input at an index, continued beyond its support."""
        if self.extension is None or self.is_inside(place):
            return self.x[place]
        source = self.extension.source(place)
        return self.extension.outside if source is None else self.x[source]


def motion_of(problem: Problem) -> Motion | None:
    """Return the motion of a problem whose answer comes from one kernel sliding over one input."""
    task = problem.task
    match task:
        case Convolution(period=None, h=h):
            ones = (1,) * h.ndim
            start = tuple(-end for end in h.ends)
            return Motion(task.x, problem.names[0], h.flip(), _flipped(problem), ones, start, ones)
        case Correlation(period=None, h=h, convention="numpy"):
            ones = (1,) * h.ndim
            name: Node = Name(problem.names[1])
            name = name if h.is_real else Call("conj", (name,))
            return Motion(task.x, problem.names[0], h.conj(), name, ones, h.origin, ones)
        case Correlation(period=None, h=h, convention="wikipedia") if task.x.is_real:
            ones = (1,) * h.ndim
            back = tuple(-1 for _ in ones)
            return Motion(task.x, problem.names[0], h, Name(problem.names[1]), back, h.origin, ones)
        case Layer(channels=False, transposed=False):
            geo = geometry(problem, task)
            w = at_zero(task.w)
            name = _flipped(problem) if task.operation == "convolve" else Name(problem.names[1])
            kernel = at_zero(w.flip()) if task.operation == "convolve" else w
            start = tuple(-left for left in geo.shape.left)
            extension = extension_of(geo)
            x_name = continued(problem.names[0], extension)
            return Motion(at_zero(task.x), x_name, kernel, name, task.stride, start, task.dilation, extension)
    return None


def _flipped(problem: Problem) -> Node:
    return Call("flip", (Name(problem.names[1]),))
