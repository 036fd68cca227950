"""What a method is: a name, when it applies, and how it gets from a problem to a derivation.

May import: ``derivation``, ``errors``, ``signals``. Must never know a particular method.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symconv.derivation import Derivation
from symconv.errors import UnsupportedProblemError
from symconv.signals import Signal
from symconv.solving.problem import Problem

__all__ = ["Method"]


@dataclass(frozen=True, slots=True)
class Method:
    """One way of working a problem out."""

    name: str
    """What the reader types: ``flip-and-slide``."""
    title: str
    """What stands above the work."""
    summary: str
    """One sentence for lists of methods."""
    obstacle: Callable[[Problem], str]
    """Why the method does not apply to a problem of known signals; an empty text when it does."""
    work: Callable[[Problem, Signal], Derivation]
    """The steps, for a problem to which it applies."""
    takes_unknown: bool = False
    """Whether it can do without the samples of the signals."""

    def applies(self, problem: Problem) -> str:
        """Return why the method does not apply to a problem; an empty text when it does."""
        if not self.takes_unknown and not all(signal.is_known for signal in problem.signals):
            return "it works with samples, and a signal is unknown; use definition"
        return self.obstacle(problem)

    def derive(self, problem: Problem, answer: Signal) -> Derivation:
        """Return the steps from a problem to its answer, every line of them checked against the answer.

        Raises
        ------
        UnsupportedProblemError
            If the method does not apply; the message says why.
        CheckError
            If the method's own arithmetic disagrees with ``answer``.
        """
        if reason := self.applies(problem):
            raise UnsupportedProblemError(f"method {self.name!r} does not apply: {reason}")
        return self.work(problem, answer)
