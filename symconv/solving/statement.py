"""The problem in words.

May import: ``operations.tasks``, ``derivation``, ``syntax``. Must never compute.
"""

from __future__ import annotations

from symconv.derivation import Sentence
from symconv.operations.tasks import Convolution, Correlation, Deconvolution, Layer, LayerGradient
from symconv.solving.problem import Problem
from symconv.syntax.nodes import Chain, Infix, Name

__all__ = ["options_in_words", "statement", "title"]

CONVOLVE = "Find the convolution {result}{window}."
CIRCULAR = "Find the circular convolution of period {period}, {result}."
CORRELATE = "Find the cross-correlation {result}{window}."
CIRCULAR_CORRELATE = "Find the circular cross-correlation of period {period}, {result}."
LAYER = "Find the output {y} of a convolutional layer with input {x} and kernel {w}{options}."
TRANSPOSED = "Find the output {y} of a transposed convolutional layer with input {x} and kernel {w}{options}."
GRADIENT = (
    "Find {y}, the gradient by {target} of a convolutional layer with input {x} and kernel {w}{options}, when the "
    "gradient of the loss by the output is {g}."
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
    layer = task.layer if isinstance(task, LayerGradient) else task
    slots = (("x", nodes[0]), ("w", nodes[1]), ("y", nodes[-1]), ("options", options_in_words(layer)))
    if isinstance(task, LayerGradient):
        target = nodes[("x", "w", "bias").index(task.wrt)]
        return (Sentence(GRADIENT, (*slots, ("g", nodes[-2]), ("target", target))),)
    return (Sentence(TRANSPOSED if task.transposed else LAYER, slots),)


def options_in_words(layer: Layer) -> str:
    """Return the options that are not the usual ones: ``", stride 2, padding 1"``.

    Examples
    --------
    >>> from symconv.signals import Signal
    >>> layer = Layer(Signal([1, 2]), Signal([1]), "convolve", (2,), ((1, 0),), (1,))
    >>> options_in_words(layer)
    ', stride 2, padding (1, 0), the kernel reversed'
    """
    words = []
    if max(layer.stride) > 1:
        words.append(f"stride {_one_or_all(layer.stride)}")
    if isinstance(layer.padding, str):
        words.append(f"padding “{layer.padding}”")
    elif any(map(any, layer.padding)):
        sides = tuple(left if left == right else (left, right) for left, right in layer.padding)
        words.append(f"padding {_one_or_all(sides)}")
    if max(layer.dilation) > 1:
        words.append(f"dilation {_one_or_all(layer.dilation)}")
    if layer.groups > 1:
        words.append(f"{layer.groups} groups")
    if any(layer.output_padding):
        words.append(f"output padding {_one_or_all(layer.output_padding)}")
    if layer.boundary != "zero":
        words.append(f"boundary “{layer.boundary}”")
    if layer.operation == "convolve":
        words.append("the kernel reversed")
    return "".join(f", {word}" for word in words)


def _one_or_all(values: tuple[object, ...]) -> str:
    return str(values[0]) if len(set(values)) == 1 else str(values)
