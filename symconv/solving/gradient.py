"""The gradient of a layer: from the sum, differentiate, sift the impulse, name the result; then the numbers.

The loss enters only through g = ∂L/∂y. The result is compared with the layer's answers to unit
signals, which make up its Jacobian matrix.

Source: V. Dumoulin, F. Visin, A guide to convolution arithmetic for deep learning, arXiv:1603.07285, chapter 4.

May import: ``derivation``, ``operations``, ``solving``'s shared parts. Must never import ``checks``.
"""

from __future__ import annotations

from dataclasses import replace
from math import prod

import sympy

from symconv.derivation import Calculation, Derivation, Display, Grid, Omission, Sentence, Step
from symconv.exact.coefficients import coefficients_of
from symconv.operations import compute
from symconv.operations.tasks import Layer, LayerGradient
from symconv.signals import Signal
from symconv.solving.arithmetic import add, multiply, require_equal
from symconv.solving.formula import formula
from symconv.solving.indexed_sum import Factor, IndexedSum, indexed, nested_sum
from symconv.solving.layer_formula import Geometry, geometry, layer_formula
from symconv.solving.lines import sample_line, value_node
from symconv.solving.method import Method
from symconv.solving.problem import Problem
from symconv.solving.selection import place_of, shown_indices
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Call, Chain, Index, Name, Node, Product, Summation

__all__ = ["METHOD"]

MAX_JACOBIAN = 12
"""Most rows or columns of a Jacobian matrix that is shown."""

LOSS = (
    "Call the loss {L}; all we know of it is {g}, its derivative by each output sample. By the chain rule every "
    "output sample hands its share back:"
)
FORWARD = "The layer itself computes"
DIFFERENTIATE = (
    "Only products that contain {target} depend on it. The derivative of one sample by another is 1 when they are "
    "the same and 0 otherwise, a unit impulse:"
)
LINEAR = "The output is linear in {target}: its derivative is the sample of {x} that it is multiplied by."
SIFT = "The impulse picks out the one kernel index at which its argument is 0{condition}:"
WHOLE = ", and nothing when that index is no integer"
NAME_INPUT = (
    "Indices now add up where the layer subtracted them: the gradient by the input is the transposed layer, with the "
    "same kernel, stride, dilation and padding, applied to {g}."
)
FULL_CONVOLUTION = (
    "With stride 1 that is a convolution of {g} with {w}, cropped by the padding: correlation forwards, convolution "
    "backwards."
)
FULL_CORRELATION = (
    "With stride 1 that is a correlation of {g} with {w}, cropped by the padding: convolution forwards, correlation "
    "backwards."
)
SPREAD = "The stride spreads {g} apart, with zeros between its samples, before the kernel is laid on it."
NAME_KERNEL = "That is a correlation of {wide} with {narrow}, in which stride and dilation have changed places."
NAME_BIAS = "The bias is added to every sample of its channel, so its gradient is the sum of {g} over the channel."
NAME_TRANSPOSED = (
    "The gradient of a transposed layer by its input is the plain layer, with the same kernel, applied to {g}."
)
NAME_FOLDED = (
    "Where the border repeats samples, one sample of {target} is read at several places, and all of them hand their "
    "share back."
)
JACOBIAN = (
    "As a test, feed the layer unit signals: the answer to a 1 at one place and 0 elsewhere is a column of the "
    "Jacobian matrix. Its transpose times {g} gives the same numbers."
)
UNIT_SIGNALS = (
    "As a test, the layer was fed unit signals, a 1 at one place and 0 elsewhere; its answers, added up with the "
    "weights {g}, gave each of these samples again."
)


def derive(problem: Problem, answer: Signal) -> Derivation:
    """Return the derivation of the formula, the numbers, and the Jacobian."""
    task = problem.task
    if not isinstance(task, LayerGradient):
        raise TypeError("gradient was asked for where it does not apply")
    rule = formula(problem)
    head, hidden, tail = shown_indices(answer)
    lines: list[Display] = [sample_line(rule, index, answer[index], METHOD.name) for index in head]
    if hidden:
        lines.append(Omission(hidden, "samples of the gradient"))
        lines.extend(sample_line(rule, index, answer[index], METHOD.name) for index in tail)
    steps = (
        *_formula_steps(problem, task, rule),
        Step("samples", "The numbers", (), tuple(lines)),
        _jacobian(problem, task, answer, (*head, *tail)),
    )
    return Derivation(METHOD.name, METHOD.title, steps, Chain(Name(problem.result_name), (("=", vector(answer)),)))


def _formula_steps(problem: Problem, task: LayerGradient, rule: IndexedSum) -> tuple[Step, ...]:
    geo = geometry(problem, task.layer)
    y, g = problem.fresh("y", "v", "s"), problem.names[-2]
    forward = _forward(problem, task.layer, y)
    target = Index(Name(_target(problem, task)), rule.equation().first.indices)  # type: ignore[attr-defined]
    out = tuple(Name(name) for name in forward.free)
    loss = Name(problem.fresh("L", "J"))
    # A channel that stands on the left side is not summed over: no other channel depends on this sample.
    summed = tuple(name for name in forward.free if name not in rule.free)
    share = Product((Index(Name(g), out), Call("diff", (Index(Name(y), out), target))), "*")
    chain_rule = Chain(
        rule.equation().first, (("=", Call("diff", (loss, target))), ("=", Summation(summed, None, None, share)))
    )
    said_loss = Sentence(
        LOSS, (("L", loss), ("g", Chain(Index(Name(g), out), (("=", Call("diff", (loss, Index(Name(y), out)))),))))
    )
    steps = [
        Step("chain-rule", "From the sum", (said_loss,), (Calculation(chain_rule),)),
        Step("forward", "", (Sentence(FORWARD),), (Calculation(forward.finite_equation(), compact=True),)),
    ]
    if task.wrt == "x" and rule.condition is None:
        steps.append(_impulse(problem, task, geo, rule, target))
        steps.append(Step("sift", "", (_sifted(geo, task),), (Calculation(rule.finite_equation(), compact=True),)))
    elif task.wrt == "w":
        x = Name(problem.names[0])
        said = Sentence(LINEAR, (("target", target), ("x", x)))
        steps.append(Step("differentiate", "", (said,), (Calculation(rule.finite_equation(), compact=True),)))
    elif task.wrt == "bias":
        steps.append(Step("differentiate", "", (), (Calculation(rule.finite_equation(), compact=True),)))
    steps.append(Step("name", "What it is", _name(problem, task)))
    return tuple(steps)


def _forward(problem: Problem, layer: Layer, output: str) -> IndexedSum:
    """Return the layer's own formula, its output under the given name."""
    bias = () if layer.bias is None else (problem.names[2],)
    return layer_formula(Problem(layer, (*problem.names[:2], *bias, output)), layer)


def _target(problem: Problem, task: LayerGradient) -> str:
    return problem.names[{"x": 0, "w": 1, "bias": 2}[task.wrt]]


def _impulse(problem: Problem, task: LayerGradient, geo: Geometry, rule: IndexedSum, target: Node) -> Step:
    """Return the line with the unit impulse, before it is sifted."""
    channels = task.layer.channels
    kernel = next(factor for factor in rule.factors if factor.name == problem.names[1])
    front = tuple(affine.node() for affine in kernel.indices[:2]) if channels else ()
    places = tuple(geo.tap(axis).node() for axis in geo.spatial)
    outer = geo.wide if task.layer.transposed else geo.narrow
    gaps = tuple(geo.gap(axis).node() for axis in geo.spatial)
    inner = Product((Index(Name(kernel.name), (*front, *places)), Index(Name("delta"), gaps)), "*")
    channel = rule.bound[:1] if channels else ()
    upstream = Index(
        Name(problem.names[-2]), (*(a.node() for a in _other(rule, kernel).indices[:1] if channels), *map(Name, outer))
    )
    taps = tuple(map(range, geo.shape.kernel[2:]))
    spread = tuple(map(range, (geo.shape.wide if task.layer.transposed else geo.shape.narrow)[1:]))
    body = Product((upstream, nested_sum(geo.taps, taps, inner)), "*")
    ranges = (*(rule.ranges[:1] if channels else ()), *spread)
    line = Chain(rule.equation().first, (("=", nested_sum((*channel, *outer), ranges, body)),))
    said = Sentence(DIFFERENTIATE, (("target", target),))
    return Step("differentiate", "", (said,), (Calculation(line, compact=True),))


def _other(rule: IndexedSum, factor: Factor) -> Factor:
    return next(other for other in rule.factors if other is not factor)


def _sifted(geo: Geometry, task: LayerGradient) -> Sentence:
    fractional = not task.layer.transposed and max(geo.shape.dilation) > 1
    return Sentence(SIFT, (("condition", WHOLE if fractional else ""),))


def _name(problem: Problem, task: LayerGradient) -> tuple[Sentence, ...]:
    """Say which operation the gradient turned out to be."""
    layer, g = task.layer, Name(problem.names[-2])
    names = (("g", g), ("w", Name(problem.names[1])), ("x", Name(problem.names[0])))
    if task.wrt == "bias":
        return (Sentence(NAME_BIAS, names),)
    if task.wrt == "w":
        narrow, wide = (names[2], names[0]) if layer.transposed else (names[0], names[2])
        return (Sentence(NAME_KERNEL, (("wide", wide[1]), ("narrow", narrow[1]))),)
    if layer.transposed:
        return (Sentence(NAME_TRANSPOSED, names),)
    if layer.boundary not in ("zero", "constant"):
        return (Sentence(NAME_FOLDED, (("target", Name(problem.names[0])),)),)
    special = FULL_CORRELATION if layer.operation == "convolve" else FULL_CONVOLUTION
    plain = max(layer.stride) == 1 and max(layer.dilation) == 1 and not layer.channels
    closing = [Sentence(special, names)] if plain else [Sentence(SPREAD, names)] if max(layer.stride) > 1 else []
    return (Sentence(NAME_INPUT, names), *closing)


def _jacobian(problem: Problem, task: LayerGradient, answer: Signal, shown: tuple[tuple[int, ...], ...]) -> Step:
    """Compare the gradient with the layer's answers to unit signals, and show them when there is room."""
    g = task.upstream.flat_values
    columns = {}
    for place in shown:
        columns[place] = _response(task, _unit(answer, place))
        own = add(multiply(a, b) for a, b in zip(columns[place], g, strict=True))
        require_equal(own, answer[place], f"{problem.result_name}{list(place)} by unit signals")
    displays: tuple[Display, ...] = ()
    if len(shown) == prod(answer.shape) and max(len(shown), len(g)) <= MAX_JACOBIAN:
        y = problem.fresh("y", "v", "s")
        rows = tuple(tuple(value_node(columns[place][i]) for place in shown) for i in range(len(g)))
        labels = tuple(indexed(y, place_of(task.upstream, i)) for i in range(len(g)))
        heads = tuple(_input_label(problem, task, place) for place in shown)
        displays = (Grid(rows, labels, heads, Name(problem.fresh("J", "D"))),)
    said = Sentence(JACOBIAN if displays else UNIT_SIGNALS, (("g", Name(problem.names[-2])),))
    return Step("jacobian", "A test by unit signals", (said,), displays)


def _input_label(problem: Problem, task: LayerGradient, place: tuple[int, ...]) -> Node:
    return indexed(_target(problem, task), place)


def _unit(answer: Signal, place: tuple[int, ...]) -> Signal:
    """Return a signal of the gradient's shape that is 1 at one place."""
    values = [int(index == place) for index, _ in answer.items()]
    return Signal.from_coefficients(coefficients_of(values), answer.shape, answer.origin)


def _response(task: LayerGradient, unit: Signal) -> tuple[sympy.Expr, ...]:
    """Return the layer's answer to a unit signal in the place of what it is differentiated by."""
    layer = task.layer
    constant = None if layer.constant is None else Signal([0])
    match task.wrt:
        case "x":
            return compute(replace(layer, x=unit, bias=None, constant=constant)).flat_values
        case "w":
            return compute(replace(layer, w=unit, bias=None)).flat_values
        case _:
            zero = layer.w * 0
            return compute(replace(layer, w=zero, bias=unit)).flat_values


def _applies(problem: Problem) -> str:
    return "" if isinstance(problem.task, LayerGradient) else "it is for the gradient of a layer"


METHOD = Method(
    "gradient",
    "The gradient, derived and worked out",
    "From the sum: differentiate, sift the impulse, name the result; then the numbers, tested by unit signals.",
    _applies,
    derive,
)
