"""A convolutional layer: its index formula, the size of its output, its windows, channels and bias.

Source: V. Dumoulin, F. Visin, A guide to convolution arithmetic for deep learning, arXiv:1603.07285, chapters 2–5.

May import: ``derivation``, ``operations.tasks``, ``solving``'s shared parts. Must never import ``operations.compute``.
"""

from __future__ import annotations

from symconv.derivation import Derivation, Display, Omission, Sentence, Step
from symconv.operations.tasks import Layer
from symconv.signals import Signal
from symconv.solving.formula import formula
from symconv.solving.layer_formula import geometry
from symconv.solving.layer_setting import layer_setting
from symconv.solving.lines import sample_line
from symconv.solving.method import Method
from symconv.solving.motion import motion_of
from symconv.solving.problem import Problem
from symconv.solving.selection import shown_indices
from symconv.solving.sliding_table import MAX_COLUMNS, sliding_table, table_width
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Chain, Name

__all__ = ["METHOD"]

SLIDE = "The kernel below the input, one row per output sample: it moves on by {stride} from row to row{dilation}."
DILATION = ", and its samples stand {dilation} apart"
PADDING = "What stands outside the input is padding."
WORK = "For every output sample, put its index into the formula."
ZEROS = "Products with padding zeros are left out."
CHANNELS = "Each output channel has its own kernel for every input channel it looks at; all their products are added."
BIAS = "The bias {b} of the channel is added at the end."
TRANSPOSED = "Only those input samples take part whose copy of the kernel covers the output sample."


def derive(problem: Problem, answer: Signal) -> Derivation:
    """Return formula, sizes, windows, and one line per output sample."""
    task = problem.task
    if not isinstance(task, Layer):
        raise TypeError("layer was asked for where it does not apply")
    rule = formula(problem)
    steps = [*layer_setting(problem, answer), *_windows(problem, answer, task)]
    head, hidden, tail = shown_indices(answer)
    lines: list[Display] = [sample_line(rule, index, answer[index], METHOD.name) for index in head]
    if hidden:
        lines.append(Omission(hidden, "output samples"))
        lines.extend(sample_line(rule, index, answer[index], METHOD.name) for index in tail)
    steps.append(Step("samples", "Sample by sample", _said(problem, task), tuple(lines)))
    result = Chain(Name(problem.result_name), (("=", vector(answer)),))
    return Derivation(METHOD.name, METHOD.title, tuple(steps), result)


def _windows(problem: Problem, answer: Signal, task: Layer) -> tuple[Step, ...]:
    """Return the sliding table of a 1-D layer without channels; other layers show their windows in the lines."""
    motion = motion_of(problem)
    if motion is None or answer.ndim != 1 or table_width(motion, answer) > MAX_COLUMNS:
        return ()
    table, _ = sliding_table(problem, answer, motion, METHOD.name)
    spread = DILATION.format(dilation=task.dilation[0]) if task.dilation[0] > 1 else ""
    said = [Sentence(SLIDE, (("stride", str(task.stride[0])), ("dilation", spread)))]
    if motion.reaches(answer) != (motion.x.origin, motion.x.ends):
        said.append(Sentence(PADDING))
    return (Step("windows", "The windows", tuple(said), (table,)),)


def _said(problem: Problem, task: Layer) -> tuple[Sentence, ...]:
    said = [Sentence(TRANSPOSED if task.transposed else WORK)]
    if task.boundary == "zero" and not task.transposed and any(map(any, geometry(problem, task).shape.padding)):
        said.append(Sentence(ZEROS))
    if task.channels:
        said.append(Sentence(CHANNELS))
    if task.bias is not None:
        said.append(Sentence(BIAS, (("b", Name(problem.names[2])),)))
    return tuple(said)


def _applies(problem: Problem) -> str:
    return "" if isinstance(problem.task, Layer) else "it is for layers: an input, a kernel, stride, padding, dilation"


METHOD = Method(
    "layer",
    "The layer, worked out",
    "The index formula with stride, padding and dilation, the output size, the windows, channels and bias.",
    _applies,
    derive,
)
