"""From a problem to derivations: one file per method, in the order in which readers meet them.

A method is given a `Problem` and its answer, and returns a `Derivation`. It works the answer
out its own way and raises `CheckError` where the two differ. `derive` picks the methods.

May import: ``derivation``, ``operations``, ``signals``, ``syntax``. Must never import ``checks`` or ``document``.
"""

from __future__ import annotations

from symconv.derivation import Derivation
from symconv.errors import ConventionError, UnsupportedProblemError
from symconv.operations.tasks import Deconvolution, Layer, LayerGradient
from symconv.signals import Signal
from symconv.solving import (
    compare,
    definition,
    dft,
    division,
    flip_and_slide,
    gradient,
    impulses,
    layer,
    polynomial,
    table,
    toeplitz,
    window,
)
from symconv.solving.method import Method
from symconv.solving.problem import Problem

__all__ = ["METHODS", "Method", "Problem", "chosen_methods", "derive"]

METHODS: tuple[Method, ...] = (
    definition.METHOD,
    flip_and_slide.METHOD,
    table.METHOD,
    toeplitz.METHOD,
    polynomial.METHOD,
    impulses.METHOD,
    dft.METHOD,
    window.METHOD,
    layer.METHOD,
    gradient.METHOD,
    compare.METHOD,
    division.METHOD,
)


def chosen_methods(problem: Problem) -> tuple[Method, ...]:
    """Return the methods that the problem asks for, or the usual ones of its task.

    ``"all"`` stands for every method that applies.

    Raises
    ------
    ConventionError
        If a name is not that of a method.
    UnsupportedProblemError
        If a method was asked for that does not apply; the message says why.
    """
    if not problem.methods:
        return _usual(problem)
    if "all" in problem.methods:
        return tuple(method for method in METHODS if not method.applies(problem))
    known = {method.name: method for method in METHODS}
    for name in problem.methods:
        if name not in known:
            raise ConventionError("method", name, (*known, "all"))
        if reason := known[name].applies(problem):
            raise UnsupportedProblemError(f"method {name!r} does not apply: {reason}")
    return tuple(known[name] for name in dict.fromkeys(problem.methods))


def derive(problem: Problem, answer: Signal) -> tuple[Derivation, ...]:
    """Return one derivation per chosen method, each checked against ``answer``."""
    return tuple(method.derive(problem, answer) for method in chosen_methods(problem))


def _usual(problem: Problem) -> tuple[Method, ...]:
    if not all(signal.is_known for signal in problem.signals):
        return (definition.METHOD,)
    match problem.task:
        case Layer():
            return (layer.METHOD,)
        case LayerGradient():
            return (gradient.METHOD,)
        case Deconvolution():
            return (division.METHOD,)
        case _:
            return _usual_of_two(problem)


def _usual_of_two(problem: Problem) -> tuple[Method, ...]:
    """Return windows for pictures, else the definition, with the sliding table where there is room for it."""
    if not window.METHOD.applies(problem):
        return (window.METHOD,)
    return tuple(method for method in (definition.METHOD, flip_and_slide.METHOD) if not method.applies(problem))
