"""One remark that teaches: what the other operation would have given here, and why.

May import: ``operations``, ``derivation``, ``signals``. Must never claim what it has not computed.
"""

from __future__ import annotations

from typing import Literal

from symconv.derivation import Calculation, Sentence, Step
from symconv.operations import compute
from symconv.operations.tasks import Convolution, Correlation
from symconv.signals import Signal
from symconv.solving.arithmetic import equal
from symconv.solving.problem import Problem
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Chain, Infix, Name

__all__ = ["kernel_symmetry", "remark"]

MAX_COMPARED = 4096
"""Most samples of a kernel that is tested for symmetry."""

SYMMETRIC = "The kernel {h} reads the same backwards{conjugate}, so reversing it changes nothing: {other} gives the same samples{index}."
ANTISYMMETRIC = "Reversed{conjugate}, the kernel {h} only changes its sign, so {other} gives the same samples with the opposite sign{index}."
SAME_INDEX = " at the same indices"
MOVED_INDEX = ", only counted from {first} instead of {own}, because the kernel is not centred at the origin"
CONVOLUTION_DIFFERS = "Convolution reverses the kernel {h}; correlation does not. With the kernel left as it is you would get"
CORRELATION_DIFFERS = "Correlation leaves the kernel {h} as it is; convolution reverses it first. With the reversed kernel you would get"


def kernel_symmetry(h: Signal) -> Literal["symmetric", "antisymmetric", ""]:
    """Tell whether a kernel equals its reversed conjugate, or minus it.

    Examples
    --------
    >>> kernel_symmetry(Signal([-1, 2, -1])), kernel_symmetry(Signal([1, -1])), kernel_symmetry(Signal([1, 2]))
    ('symmetric', 'antisymmetric', '')
    """
    values = h.flat_values
    if len(values) > MAX_COMPARED:
        return ""
    reverse = h.conj().flat_values[::-1]
    if all(equal(a, b) for a, b in zip(values, reverse, strict=True)):
        return "symmetric"
    return "antisymmetric" if all(equal(a, -b) for a, b in zip(values, reverse, strict=True)) else ""


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
    symmetry = kernel_symmetry(task.h)
    result = compute(other)
    conjugate = "" if task.h.is_real else " and conjugated"
    if symmetry and _agrees(answer, result, 1 if symmetry == "symmetric" else -1):
        template = SYMMETRIC if symmetry == "symmetric" else ANTISYMMETRIC
        index = Sentence(MOVED_INDEX, (("first", str(result.first)), ("own", str(answer.first))))
        place = SAME_INDEX if answer.origin == result.origin else "".join(map(str, index.parts()))
        slots = (("h", h), ("other", word), ("index", place), ("conjugate", conjugate))
        return Step("remark", "", (Sentence(template, slots),))
    line = Calculation(Chain(Infix(sign, x, h), (("=", vector(result)),)), compact=True)
    return Step("remark", "", (Sentence(differs, (("h", h),)),), (line,))


def _agrees(answer: Signal, other: Signal, sign: int) -> bool:
    if answer.shape != other.shape:
        return False
    return all(equal(a, sign * b) for a, b in zip(answer.flat_values, other.flat_values, strict=True))
