"""Window by window: in 2-D, each part of the picture that the kernel covers, multiplied cell by cell and added up.

May import: ``derivation``, ``signals``, ``solving``'s shared parts. Must never import ``operations.compute``.
"""

from __future__ import annotations

import sympy

from symconv.derivation import Calculation, Derivation, Display, Grid, Mark, Omission, Picture, Sentence, Step
from symconv.operations.tasks import Convolution, Layer
from symconv.signals import Signal
from symconv.solving.formula import formula
from symconv.solving.indexed_sum import indexed
from symconv.solving.lines import product_line, product_node, sample_line, value_node
from symconv.solving.method import Method
from symconv.solving.motion import Motion, motion_of
from symconv.solving.problem import Problem
from symconv.solving.selection import shown_indices
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Chain, Name, Node

__all__ = ["METHOD"]

MAX_CELLS = 14
"""Most rows or columns of the picture, the border around it included."""
MAX_WINDOW = 7
"""Most rows or columns of the kernel."""

REVERSED = (
    "For convolution the kernel is turned round first: reversed along both axes, so that its last cell comes first."
)
AS_IT_IS = "The kernel is laid on the picture as it is."
COVER = (
    "Lay the kernel on the window that belongs to {y}, multiply every cell by the cell below it, and add all products."
)
FIRST = "For the first window these are the products, cell by cell:"
CAPTION = "The window of {x} that belongs to {y}."
BORDER = "Cells outside the picture count as 0; products with them are left out."
CONTINUED = "The picture is continued beyond its border before the kernel is laid on it."

Place = tuple[int, ...]


def derive(problem: Problem, answer: Signal) -> Derivation:
    """Return the kernel as it is laid down, and one highlighted window with its sum per output sample."""
    motion = motion_of(problem)
    if motion is None:
        raise TypeError("window was asked for where it does not apply")
    first, last = motion.reaches(answer)
    cells = tuple(
        tuple(value_node(motion.input_value((i, j))) for j in range(first[1], last[1] + 1))
        for i in range(first[0], last[0] + 1)
    )
    head, hidden, tail = shown_indices(answer)
    displays: list[Display] = []
    for index in (*head, None, *tail) if hidden else head:
        if index is None:
            displays.append(Omission(hidden, "output samples"))
            continue
        displays.append(_picture(motion, indexed(problem.result_name, index), index, cells, (first[0], first[1])))
        if index == head[0]:
            displays.append(_products(motion, index))
        if index == head[0]:
            displays.append(sample_line(formula(problem), index, answer[index], METHOD.name))
            continue
        pairs = [(motion.input_value(place), value) for place, value in motion.under(index) if _counts(motion, place)]
        bias = [(problem.task.bias.flat_values[0],)] if isinstance(problem.task, Layer) and problem.task.bias else []
        displays.append(product_line(indexed(problem.result_name, index), [*pairs, *bias], answer[index], METHOD.name))
    steps = (
        _kernel(problem, motion),
        Step("windows", "Window by window", _said(problem, motion, answer), tuple(displays)),
    )
    return Derivation(METHOD.name, METHOD.title, steps, Chain(Name(problem.result_name), (("=", vector(answer)),)))


def _counts(motion: Motion, place: Place) -> bool:
    return motion.extension is not None or motion.is_inside(place)


def _kernel(problem: Problem, motion: Motion) -> Step:
    reverses = isinstance(problem.task, Convolution) or getattr(problem.task, "operation", "") == "convolve"
    line = Calculation(Chain(motion.kernel_name, (("=", vector(motion.kernel, mark_origin=False)),)), compact=True)
    return Step("kernel", "The kernel", (Sentence(REVERSED if reverses else AS_IT_IS),), (line,))


def _said(problem: Problem, motion: Motion, answer: Signal) -> tuple[Sentence, ...]:
    said = [Sentence(COVER, (("y", indexed(problem.result_name, answer.origin)),)), Sentence(FIRST)]
    first, last = motion.reaches(answer)
    if (first, last) != (motion.x.origin, motion.x.ends):
        said.insert(1, Sentence(BORDER if motion.extension is None else CONTINUED))
    return tuple(said)


def _picture(
    motion: Motion, sample: Node, index: Place, cells: tuple[tuple[Node, ...], ...], first: tuple[int, int]
) -> Picture:
    covered = {place for place, _ in motion.under(index)}
    marks = []
    for i in range(len(cells)):
        for j in range(len(cells[0])):
            place = (i + first[0], j + first[1])
            if place in covered:
                marks.append(Mark(i, j, "window"))
            elif not motion.is_inside(place):
                marks.append(Mark(i, j, "padding"))
    caption = Sentence(CAPTION, (("x", Name(motion.x_name)), ("y", sample)))
    return Picture(Name(motion.x_name), first, cells, None, tuple(marks), caption)


def _products(motion: Motion, index: Place) -> Grid:
    written: list[Node] = []
    for place, value in motion.under(index):
        inside = _counts(motion, place)
        written.append(product_node((motion.input_value(place), value)) if inside else value_node(sympy.S.Zero))
    width = motion.kernel.shape[1]
    return Grid(tuple(tuple(written[i : i + width]) for i in range(0, len(written), width)))


def _applies(problem: Problem) -> str:
    if problem.ndim != 2:
        return f"it is for pictures, signals with 2 axes; these have {problem.ndim}"
    motion = motion_of(problem)
    if motion is None:
        return "it is for one kernel moving over one picture; use definition"
    reach = [n + 2 * (k - 1) * d for n, k, d in zip(motion.x.shape, motion.kernel.shape, motion.dilation, strict=True)]
    if max(reach) > MAX_CELLS or max(motion.kernel.shape) > MAX_WINDOW:
        return f"the picture would have {max(reach)} rows or columns, and {MAX_CELLS} is the most; use definition"
    return ""


METHOD = Method(
    "window",
    "Window by window",
    "2-D: every window that the kernel covers, multiplied cell by cell and added up.",
    _applies,
    derive,
)
