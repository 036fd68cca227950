"""One remark that teaches: what the other operation would have given here, and why.

May import: ``operations``, ``derivation``, ``signals``. Must never claim what it has not computed.
"""

from __future__ import annotations

from dataclasses import replace

from symconv.derivation import Calculation, Sentence, Step
from symconv.operations import compute
from symconv.operations.tasks import Convolution, Correlation, Layer, Task
from symconv.signals import Signal
from symconv.solving.problem import Problem
from symconv.solving.symmetry import index_text, kernel_symmetry, relation
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Chain, Infix, Name

__all__ = ["remark"]

SYMMETRIC = (
    "The kernel {h} reads the same backwards{conjugate}, so reversing it changes nothing: {other} gives the same "
    "samples{index}."
)
ANTISYMMETRIC = (
    "Reversed{conjugate}, the kernel {h} only changes its sign, so {other} gives the same samples with the opposite "
    "sign{index}."
)
SAME_INDEX = " at the same indices"
MOVED_INDEX = ", only counted from {first} instead of {own}, because the kernel is not centred at the origin"
CONVOLUTION_DIFFERS = (
    "Convolution reverses the kernel {h}; correlation does not. With the kernel left as it is you would get"
)
CORRELATION_DIFFERS = (
    "Correlation leaves the kernel {h} as it is; convolution reverses it first. With the reversed kernel you would get"
)


LAYER_CORRELATES = (
    "Deep learning speaks of a convolution here, but the kernel {h} is not reversed: the layer correlates. A true "
    "convolution, with the kernel reversed inside the same windows, would give"
)
LAYER_CONVOLVES = (
    "This layer reverses its kernel {h}, which layers of deep-learning libraries do not do; with the kernel as it is, "
    "the same windows would give"
)


def remark(problem: Problem, answer: Signal) -> Step | None:
    """Return the remark for a problem, or ``None`` when there is nothing to say."""
    task = problem.task
    found = _other(task)
    if found is None or not isinstance(task, Convolution | Correlation | Layer):
        return None
    other, word, differs = found
    x, h = Name(problem.names[0]), Name(problem.names[1])
    symmetry = kernel_symmetry(task)
    result = compute(other)
    if symmetry and relation(answer.flat_values, result.flat_values) == symmetry:
        conjugate = "" if isinstance(task, Layer) or task.h.is_real else " and conjugated"
        place = SAME_INDEX
        if answer.origin != result.origin:
            slots = {"first": index_text(result.origin), "own": index_text(answer.origin)}
            place = MOVED_INDEX.format(**slots)
        template = SYMMETRIC if symmetry == "same" else ANTISYMMETRIC
        names = (("h", h), ("other", word), ("index", place), ("conjugate", conjugate))
        return Step("remark", "", (Sentence(template, names),))
    line = Chain(vector(result), ())
    if not isinstance(task, Layer):
        line = Chain(Infix("⋆" if isinstance(task, Convolution) else "∗", x, h), (("=", vector(result)),))
    return Step("remark", "", (Sentence(differs, (("h", h),)),), (Calculation(line, compact=True),))


def _other(task: Task) -> tuple[Task, str, str] | None:
    """Return the task with the other operation, its name, and the sentence for a different result."""
    match task:
        case Convolution():
            correlation = Correlation(task.x, task.h, task.mode, "numpy", task.same, task.period)
            return correlation, "correlation", CONVOLUTION_DIFFERS
        case Correlation():
            convolution = Convolution(task.x, task.h, task.mode, task.same, task.period)
            return convolution, "convolution", CORRELATION_DIFFERS
        case Layer(transposed=False, operation="correlate"):
            return replace(task, operation="convolve"), "a true convolution", LAYER_CORRELATES
        case Layer(transposed=False):
            return replace(task, operation="correlate"), "correlation", LAYER_CONVOLVES
    return None
