"""One remark that teaches: what the other operation would have given here, and why.

May import: ``operations``, ``derivation``, ``signals``. Must never claim what it has not computed.
"""

from __future__ import annotations

from symconv.derivation import Calculation, Sentence, Step
from symconv.operations import compute
from symconv.operations.tasks import Convolution, Correlation
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


def remark(problem: Problem, answer: Signal) -> Step | None:
    """Return the remark for a problem, or ``None`` when there is nothing to say."""
    task = problem.task
    if isinstance(task, Convolution):
        other: Convolution | Correlation = Correlation(task.x, task.h, task.mode, "numpy", task.same, task.period)
        differs, sign, word = CONVOLUTION_DIFFERS, "⋆", "correlation"
    elif isinstance(task, Correlation):
        other = Convolution(task.x, task.h, task.mode, task.same, task.period)
        differs, sign, word = CORRELATION_DIFFERS, "∗", "convolution"
    else:
        return None
    x, h = Name(problem.names[0]), Name(problem.names[1])
    symmetry = kernel_symmetry(task)
    result = compute(other)
    if symmetry and relation(answer.flat_values, result.flat_values) == symmetry:
        conjugate = "" if task.h.is_real else " and conjugated"
        place = SAME_INDEX
        if answer.origin != result.origin:
            slots = {"first": index_text(result.origin), "own": index_text(answer.origin)}
            place = MOVED_INDEX.format(**slots)
        template = SYMMETRIC if symmetry == "same" else ANTISYMMETRIC
        names = (("h", h), ("other", word), ("index", place), ("conjugate", conjugate))
        return Step("remark", "", (Sentence(template, names),))
    line = Calculation(Chain(Infix(sign, x, h), (("=", vector(result)),)), compact=True)
    return Step("remark", "", (Sentence(differs, (("h", h),)),), (line,))
