"""Flip and slide: the kernel, reversed for convolution, moves along the input; what meets is multiplied.

Source: A. V. Oppenheim, R. W. Schafer, Discrete-Time Signal Processing, 3rd edition,
section 2.3, where the reversed sequence slides in the figures.

May import: ``derivation``, ``signals``, ``solving``'s shared parts. Must never import ``operations.compute``.
"""

from __future__ import annotations

from symconv.derivation import Calculation, Derivation, Sentence, Step
from symconv.operations.tasks import Convolution, Correlation
from symconv.signals import Signal
from symconv.solving.formula import index_names
from symconv.solving.method import Method
from symconv.solving.motion import Motion, motion_of
from symconv.solving.problem import Problem
from symconv.solving.sliding_table import MAX_COLUMNS, sliding_table
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Chain, Name

__all__ = ["METHOD"]

FLIP = "Reverse {h} first: its last sample comes first."
STAY = "For correlation {h} stays as it is; it is only shifted."
CONJUGATED = "For correlation {h} is conjugated, and stays in its order."
SLIDE = (
    "The upper row is {x}. In the row of {n} the kernel is laid below it so that it stands at output index {n}; "
    "multiply what lies above one another and add along the row."
)
ADD = "Row by row:"


def derive(problem: Problem, answer: Signal) -> Derivation:
    """Return the kernel as it is laid down, the sliding table, and one sum per row."""
    motion = motion_of(problem)
    if motion is None:
        raise TypeError("flip-and-slide was asked for where it does not apply")
    table, sums = sliding_table(problem, answer, motion, METHOD.name)
    said = Sentence(SLIDE, (("x", Name(problem.names[0])), ("n", Name(index_names(problem)[0][0]))))
    steps = (
        _laid_down(problem, motion),
        Step("slide", "Slide", (said,), (table,)),
        Step("sums", "Multiply and add", (Sentence(ADD),), sums),
    )
    return Derivation(METHOD.name, METHOD.title, steps, Chain(Name(problem.result_name), (("=", vector(answer)),)))


def _laid_down(problem: Problem, motion: Motion) -> Step:
    h = Name(problem.names[1])
    line = Calculation(Chain(motion.kernel_name, (("=", vector(motion.kernel, mark_origin=False)),)), compact=True)
    if isinstance(problem.task, Convolution):
        return Step("flip", "Flip", (Sentence(FLIP, (("h", h),)),), (line,))
    template = STAY if motion.kernel_name == h else CONJUGATED
    return Step("flip", "The kernel", (Sentence(template, (("h", h),)),), (line,))


def _applies(problem: Problem) -> str:
    if not isinstance(problem.task, Convolution | Correlation):
        return "it is for the convolution or the correlation of two signals"
    if problem.ndim != 1:
        return f"its table is for 1-D signals, and these have {problem.ndim} axes; use window or definition"
    if problem.task.period is not None:
        return "in a circular problem the kernel comes back at the other end; use dft, toeplitz or definition"
    motion = motion_of(problem)
    if motion is None:
        return "in convention “wikipedia” a complex first signal is conjugated, not the kernel; use definition"
    x, h = problem.signals
    width = x.shape[0] + 2 * (h.shape[0] - 1)
    if width > MAX_COLUMNS:
        return f"its table would be {width} columns wide, and {MAX_COLUMNS} is the most; use definition"
    return ""


METHOD = Method(
    "flip-and-slide",
    "Flip and slide",
    "The kernel, reversed for convolution, slides along the input; a table with one row per output sample.",
    _applies,
    derive,
)
