"""Two signals laid on one circle of N places, ready for a transform.

May import: ``operations.tasks``, ``signals``. Must never transform.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy

from symconv.operations.tasks import Convolution, Correlation
from symconv.solving.formula import folded
from symconv.solving.problem import Problem

__all__ = ["Circle", "indices", "lay_on_circle"]


@dataclass(frozen=True, slots=True)
class Circle:
    """Two signals on one period."""

    period: int
    names: tuple[str, str]
    samples: tuple[tuple[sympy.Expr, ...], tuple[sympy.Expr, ...]]
    """The samples at 0 … period − 1; those of a conjugated signal are conjugated already."""
    inverted: int | None
    """Which of the two is transformed with inverse powers: the conjugated one of a correlation."""
    shift: int
    """Index of the answer's sample that comes to lie at 0."""


def lay_on_circle(problem: Problem) -> Circle:
    """Return the two signals of a 1-D convolution or correlation on a circle.

    An ordinary convolution gets a circle so large that nothing can wrap round.
    """
    task = problem.task
    if not isinstance(task, Convolution | Correlation):
        raise TypeError("only two signals can be laid on a circle")
    inverted = None
    if isinstance(task, Correlation):
        inverted = 1 if task.convention == "numpy" else 0
    pairs = list(zip(problem.names[:2], problem.signals, strict=True))
    if problem.periods is None:
        period = task.x.shape[0] + task.h.shape[0] - 1
        pairs = [(name, signal.shift(-signal.origin[0])) for name, signal in pairs]
        shift = task.x.origin[0] + task.h.origin[0]
    else:
        (period,), shift = problem.periods, 0
        pairs = [folded(name, signal, (period,)) for name, signal in pairs]
    samples = []
    for number, (_, signal) in enumerate(pairs):
        entering = signal.conj() if number == inverted else signal
        samples.append(tuple(entering[n] for n in range(period)))
    return Circle(period, (pairs[0][0], pairs[1][0]), (samples[0], samples[1]), inverted, shift)


def indices(problem: Problem) -> tuple[str, str]:
    """Return letters for the index of the samples and for that of the transform."""
    n = problem.fresh("n", "t", "i")
    return n, next(k for k in (problem.fresh("k", "q", "r"), problem.fresh("q", "r")) if k != n)
