"""The definition, worked out: for each output sample the sum, the substituted numbers, the terms, the value.

Source: A. V. Oppenheim, R. W. Schafer, Discrete-Time Signal Processing, 3rd edition, section 2.3.

May import: ``derivation``, ``operations.tasks``, ``solving``'s shared parts. Must never import ``operations.compute``.
"""

from __future__ import annotations

from math import prod

from symconv.derivation import Derivation, Display, Omission, Sentence, Step
from symconv.operations.tasks import Deconvolution
from symconv.signals import Signal
from symconv.solving.formula import formula
from symconv.solving.lines import sample_line
from symconv.solving.method import Method
from symconv.solving.problem import Problem
from symconv.solving.selection import shown_indices
from symconv.solving.setting import setting
from symconv.solving.unknown import derive_unknown
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Chain, Name

__all__ = ["METHOD"]

MAX_PERIOD = 4096
"""Most terms of a circular sum."""

WORK = (
    "Write the sum down for one output index at a time: first the samples that meet, then their numbers, then the "
    "products."
)


def derive(problem: Problem, answer: Signal) -> Derivation:
    """Return definition, limits, output range, and one line per output sample that is shown."""
    if not answer.is_known:
        return derive_unknown(problem, answer)
    rule = formula(problem)
    head, hidden, tail = shown_indices(answer)
    displays: list[Display] = [sample_line(rule, index, answer[index], METHOD.name) for index in head]
    if hidden:
        displays.append(Omission(hidden, "output samples"))
        displays.extend(sample_line(rule, index, answer[index], METHOD.name) for index in tail)
    result = Chain(Name(problem.result_name), (("=", vector(answer)),))
    work = Step("samples", "Sample by sample", (Sentence(WORK),), tuple(displays))
    return Derivation(METHOD.name, METHOD.title, (*setting(problem, answer), work), result)


def _applies(problem: Problem) -> str:
    if isinstance(problem.task, Deconvolution):
        return "a quotient is defined by an equation, not by a sum; use division"
    if problem.periods and prod(problem.periods) > MAX_PERIOD:
        return (
            f"its sums have {prod(problem.periods)} terms, one for each index of a period, and {MAX_PERIOD} is the most"
        )
    return ""


METHOD = Method(
    "definition",
    "From the definition",
    "The sum of the definition, written out for every output sample.",
    _applies,
    derive,
    takes_unknown=True,
)
