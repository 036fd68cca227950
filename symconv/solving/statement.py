"""The problem in words.

May import: ``operations.tasks``, ``derivation``, ``syntax``. Must never compute.
"""

from __future__ import annotations

from symconv.derivation import Sentence
from symconv.operations.tasks import Convolution, Correlation, Deconvolution, Layer, LayerGradient
from symconv.solving.problem import Problem
from symconv.syntax.nodes import Chain, Infix, Name

__all__ = ["statement", "title"]

CONVOLVE = "Find the convolution {result}{window}."
CIRCULAR = "Find the circular convolution of period {period}, {result}."
CORRELATE = "Find the cross-correlation {result}{window}."
CIRCULAR_CORRELATE = "Find the circular cross-correlation of period {period}, {result}."
LAYER = "Find the output {y} of a convolutional layer with input {x} and kernel {w}."
TRANSPOSED = "Find the output {y} of a transposed convolutional layer with input {x} and kernel {w}."
GRADIENT = (
    "Find the gradient {y} of a convolutional layer with input {x} and kernel {w}, when the gradient of the loss by "
    "the output is {g}."
)
DECONVOLVE = "Find the signal {q} that {h} turns into {y}: the exact quotient of the convolution."
WINDOWS = {"full": "", "same": ", in mode “same”", "valid": ", in mode “valid”"}


def title(problem: Problem) -> str:
    """Return a title made from the task."""
    names = problem.names
    match problem.task:
        case Convolution(period=None):
            return f"Convolution of {names[0]} and {names[1]}"
        case Convolution(period=period):
            return f"Circular convolution of {names[0]} and {names[1]}, period {period}"
        case Correlation(period=None):
            return f"Cross-correlation of {names[0]} with {names[1]}"
        case Correlation(period=period):
            return f"Circular cross-correlation of {names[0]} with {names[1]}, period {period}"
        case Layer(transposed=transposed):
            return "A transposed convolutional layer" if transposed else "A convolutional layer"
        case LayerGradient():
            return "The gradient of a convolutional layer"
        case Deconvolution():
            return f"Deconvolution of {names[0]} by {names[1]}"


def statement(problem: Problem) -> tuple[Sentence, ...]:
    """Return the problem in words."""
    task = problem.task
    nodes = [Name(name) for name in problem.names]
    if isinstance(task, Convolution | Correlation):
        convolves = isinstance(task, Convolution)
        sign = ("⊛" if task.period else "∗") if convolves else "⋆"
        result = Chain(nodes[-1], (("=", Infix(sign, nodes[0], nodes[1])),))
        if task.period is not None:
            template = CIRCULAR if convolves else CIRCULAR_CORRELATE
            return (Sentence(template, (("period", str(task.period)), ("result", result))),)
        template = CONVOLVE if convolves else CORRELATE
        return (Sentence(template, (("window", WINDOWS[task.mode]), ("result", result))),)
    if isinstance(task, Deconvolution):
        return (Sentence(DECONVOLVE, (("y", nodes[0]), ("h", nodes[1]), ("q", nodes[2]))),)
    slots = (("x", nodes[0]), ("w", nodes[1]), ("y", nodes[-1]))
    if isinstance(task, LayerGradient):
        return (Sentence(GRADIENT, (*slots, ("g", nodes[-2]))),)
    return (Sentence(TRANSPOSED if task.transposed else LAYER, slots),)
