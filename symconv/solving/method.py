"""What a method is: a name, when it applies, and how it gets from a problem to a derivation.

May import: ``derivation``, ``signals``. Must never know a particular method.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symconv.derivation import Derivation
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
    applies: Callable[[Problem], str]
    """Why the method does not apply to a problem; an empty text when it does."""
    derive: Callable[[Problem, Signal], Derivation]
    """The steps from the problem to its answer, which is handed in and is checked against the work."""
