"""Convolution beside correlation: both answers to the same problem, and why they differ or agree.

May import: ``derivation``, ``operations``, ``solving``'s shared parts. Must never claim what it has not computed.
"""

from __future__ import annotations

from dataclasses import replace

from symconv.derivation import Calculation, Derivation, Display, Omission, Sentence, Step
from symconv.operations import compute
from symconv.operations.tasks import Convolution, Correlation, Layer
from symconv.signals import Signal
from symconv.solving.formula import formula
from symconv.solving.lines import sample_line
from symconv.solving.method import Method
from symconv.solving.problem import Problem
from symconv.solving.selection import place_of, shown_indices
from symconv.solving.symmetry import index_text, kernel_symmetry, middle, relation, reversed_kernel
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Call, Chain, Infix, Name, Node

__all__ = ["METHOD"]

DEFINITIONS = "Convolution, here {c}, runs through the kernel {h} backwards; correlation, here {r}, runs forwards:"
LAYERS = (
    "The layer with its kernel {h} reversed on every axis, here {c}, and the layer with the kernel as it is, here {r}, "
    "read the same windows:"
)
LINES = "Sample by sample, first the convolution, then the correlation:"
DIFFER = "The answers differ, because the kernel changes when it is reversed{conjugated}: {reading}."
SYMMETRIC = "Both hold the same samples, because reversed{conjugated} the kernel is itself again: {reading}."
ANTISYMMETRIC = (
    "Both hold the same samples with opposite signs, because reversed{conjugated} the kernel only changes its sign: "
    "{reading}."
)
OTHER_WINDOW = (
    "Reversed{conjugated} the kernel holds the same samples, up to a sign: {reading}. So do the full answers; but here "
    "different windows are cut from them."
)
OTHER_PLACE = (
    "Reversed{conjugated} the kernel holds the same samples, up to a sign: {reading}. So do both answers; but they "
    "stand at different places of the period, because the middle of the kernel is not at 0."
)
CHANCE = (
    "The kernel changes when it is reversed{conjugated}: {reading}. That the answers are alike here is the doing of "
    "this input."
)
INDEX = (
    "The middle of the kernel is at {middle} and not at 0; that is why the samples of the correlation start at "
    "{first} and those of the convolution at {own}."
)
WHEN = (
    "For every input at once the two agree exactly when the kernel equals {mirror}, and they are opposite exactly "
    "when it equals minus {mirror}."
)
CONJUGATED = " and conjugated"


def derive(problem: Problem, answer: Signal) -> Derivation:
    """Return both definitions, both answers line by line, and the reason."""
    convolution, correlation = _pair(problem)
    results = tuple(answer if p.task == problem.task else compute(p.task) for p in (convolution, correlation))
    steps = (
        _definitions(problem, convolution, correlation),
        Step("lines", "Both, sample by sample", (Sentence(LINES),), _lines((convolution, correlation), results)),
        _answers(problem, results),
        Step("reason", "Why", _reason(problem, *results)),
    )
    return Derivation(METHOD.name, METHOD.title, steps, Chain(Name(problem.result_name), (("=", vector(answer)),)))


def _pair(problem: Problem) -> tuple[Problem, Problem]:
    """Return the convolution and the correlation of the same signals, their results named differently."""
    task = problem.task
    layer = isinstance(task, Layer)
    first, second = problem.fresh("u" if layer else "c"), problem.fresh("v" if layer else "r")
    names = problem.names[:-1]
    if isinstance(task, Layer):
        convolution: Convolution | Layer = replace(task, operation="convolve")
        correlation: Correlation | Layer = replace(task, operation="correlate")
    elif isinstance(task, Convolution):
        convolution = task
        correlation = Correlation(task.x, task.h, task.mode, "numpy", task.same, task.period)
    elif isinstance(task, Correlation):
        convolution, correlation = Convolution(task.x, task.h, task.mode, task.same, task.period), task
    else:
        raise TypeError("compare was asked for where it does not apply")
    return Problem(convolution, (*names, first)), Problem(correlation, (*names, second))


def _definitions(problem: Problem, convolution: Problem, correlation: Problem) -> Step:
    c, r = (Name(one.result_name) for one in (convolution, correlation))
    slots = (("h", Name(problem.names[1])), ("c", c), ("r", r))
    said = Sentence(LAYERS if isinstance(problem.task, Layer) else DEFINITIONS, slots)
    lines = tuple(Calculation(_definition(p), compact=True) for p in (convolution, correlation))
    return Step("definitions", "Two operations", (said,), lines)


def _definition(problem: Problem) -> Chain:
    rule = formula(problem)
    finite = isinstance(problem.task, Layer) or problem.periods is not None
    return rule.finite_equation() if finite else rule.equation()


def _lines(problems: tuple[Problem, Problem], results: tuple[Signal, ...]) -> tuple[Display, ...]:
    rules = tuple(formula(p) for p in problems)
    displays: list[Display] = []
    head, hidden, tail = shown_indices(results[0], most=5)
    count = len(head) + hidden + len(tail)
    shown = [*range(len(head)), None, *range(count - len(tail), count)] if hidden else list(range(count))
    for number in shown:
        if number is None:
            displays.append(Omission(hidden, "output samples of each"))
            continue
        for rule, result in zip(rules, results, strict=True):
            place = place_of(result, number)
            displays.append(sample_line(rule, place, result[place], METHOD.name))
    return tuple(displays)


def _answers(problem: Problem, results: tuple[Signal, ...]) -> Step:
    x, h = Name(problem.names[0]), Name(problem.names[1])
    lefts: tuple[Node, Node] = (Infix("∗", x, h), Infix("⋆", x, h))
    lines = tuple(
        Calculation(Chain(left, (("=", vector(result)),)), compact=True)
        for left, result in zip(lefts, results, strict=True)
    )
    return Step("answers", "The two answers", (), lines)


def _reason(problem: Problem, convolved: Signal, correlated: Signal) -> tuple[Sentence, ...]:
    task = problem.task
    if not isinstance(task, Convolution | Correlation | Layer):
        raise TypeError("compare was asked for where it does not apply")
    kernel = problem.signals[1]
    conjugates = not isinstance(task, Layer) and not kernel.is_real
    name = Name(problem.names[1])
    turned = Call("flip", (Call("conj", (name,)) if conjugates else name,))
    samples = vector(reversed_kernel(task), mark_origin=False)
    on_all_axes = not (isinstance(task, Layer) and task.channels)
    reading = Chain(turned, (("=", samples),)) if on_all_axes else samples
    slots = (("conjugated", CONJUGATED if conjugates else ""), ("reading", reading))
    symmetry = kernel_symmetry(task)
    found = relation(convolved.flat_values, correlated.flat_values)
    if symmetry:
        template = SYMMETRIC if symmetry == "same" else ANTISYMMETRIC
        if found != symmetry:
            template = OTHER_WINDOW if problem.periods is None else OTHER_PLACE
    else:
        template = CHANCE if found else DIFFER
    said = [Sentence(template, slots)]
    if symmetry == found != "" and convolved.origin != correlated.origin:
        places = tuple(index_text(place) for place in (convolved.origin, correlated.origin))
        own, first = places
        said.append(Sentence(INDEX, (("middle", index_text(middle(kernel))), ("first", first), ("own", own))))
    mirror = "its conjugated reversal" if conjugates else "its reversal"
    return (*said, Sentence(WHEN, (("mirror", mirror),)))


def _applies(problem: Problem) -> str:
    task = problem.task
    if isinstance(task, Convolution):
        return ""
    if isinstance(task, Correlation):
        return (
            ""
            if task.convention == "numpy"
            else "it compares in the convention of NumPy; Wikipedia's lag runs the other way"
        )
    if isinstance(task, Layer):
        return "" if not task.transposed else "a transposed layer has no kernel that could be turned round"
    return "it sets a convolution beside a correlation"


METHOD = Method(
    "compare",
    "Convolution and correlation side by side",
    "Both operations on the same signals, and why they differ or agree: symmetric and antisymmetric kernels.",
    _applies,
    derive,
)
