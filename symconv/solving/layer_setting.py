"""What comes before a layer's work: its formula with the numbers put in, and the size of its output.

May import: ``derivation``, ``operations``' tasks and shapes, ``syntax``. Must never compute a sample.
"""

from __future__ import annotations

from symconv.derivation import Calculation, Sentence, Step
from symconv.errors import CheckError
from symconv.operations.tasks import Layer
from symconv.signals import Signal
from symconv.solving.affine import integer
from symconv.solving.formula import formula
from symconv.solving.layer_formula import Geometry, continued, extension_of, geometry
from symconv.solving.lines import chain
from symconv.solving.problem import Problem
from symconv.syntax.nodes import Add, Call, Fence, Index, Name, Negative, Node, Product, Quotient

__all__ = ["layer_setting"]

FORMULA = (
    "With stride {s}, dilation {d} and {p} of padding on the left, output index {n} and kernel index {m} meet the "
    "input at {window}."
)
REVERSED = "The kernel is reversed, so its sample {tap} stands there."
AS_IT_IS = (
    "As in every deep-learning library the kernel is not reversed: this is a cross-correlation, and nothing is "
    "conjugated."
)
TRANSPOSED = (
    "A transposed layer runs the other way: input sample {n} times kernel sample {m} is added to output index "
    "{window}. Collected for one output index, that is:"
)
GROUPS = (
    "Channels are in {groups} groups; {g} is the group of the output channel, and it sees only the input channels of "
    "its group."
)
BOUNDARY = "Here {x_ext} is {x}, continued beyond its border {how}."
BOUNDARIES = {
    "constant": "with the same constant everywhere",
    "reflect": "mirrored at its outermost sample (which is not repeated)",
    "symmetric": "mirrored at its edge (the outermost sample is repeated)",
    "edge": "with its outermost sample",
    "wrap": "periodically",
}
SIZE = (
    "For {N} input samples, {K} kernel samples, stride {s}, dilation {d} and padding {p_l} and {p_r} on the two sides, "
    "the number of output samples is"
)
TRANSPOSED_SIZE = (
    "For {N} input samples, {K} kernel samples, stride {s} and dilation {d}, with {p_l} and {p_r} samples cut off at "
    "the two ends, the number of output samples is"
)
LETTERS = ("N", "K", "s", "d", "p_l", "p_r")
"""Samples of input and kernel, stride, dilation, padding left and right."""


def layer_setting(problem: Problem, answer: Signal) -> tuple[Step, ...]:
    """Return the formula of a layer and the size of its output."""
    task = problem.task
    if not isinstance(task, Layer):
        raise TypeError("the setting of a layer was asked for another task")
    geo = geometry(problem, task)
    return (_formula_step(problem, task, geo), _size_step(problem, task, geo, answer))


def _formula_step(problem: Problem, task: Layer, geo: Geometry) -> Step:
    rule = formula(problem)
    tuples = {"s": geo.shape.stride, "d": geo.shape.dilation, "p": geo.shape.left}
    slots: list[tuple[str, Node | str]] = [(name, _numbers(values)) for name, values in tuples.items()]
    slots += [("n", _letters(geo.narrow)), ("m", _letters(geo.taps))]
    windows = tuple(geo.window(axis).node() for axis in geo.spatial)
    x = continued(problem.names[0], extension_of(geo))
    slots.append(("window", Index(Name(problem.names[-1] if task.transposed else x), windows)))
    said = [Sentence(TRANSPOSED if task.transposed else FORMULA, tuple(slots))]
    if task.operation == "convolve":
        kernel = Index(Name(problem.names[1]), tuple(geo.tap(axis).node() for axis in geo.spatial))
        said.append(Sentence(REVERSED, (("tap", kernel),)))
    else:
        said.append(Sentence(AS_IT_IS))
    if geo.shape.groups > 1:
        said.append(Sentence(GROUPS, (("groups", str(geo.shape.groups)), ("g", Name(geo.group)))))
    if task.boundary != "zero":
        names = (("x", Name(problem.names[0])), ("x_ext", Name(x)))
        said.append(Sentence(BOUNDARY, (*names, ("how", BOUNDARIES[task.boundary]))))
    return Step("definition", "The formula", tuple(said), (Calculation(rule.finite_equation(), compact=True),))


def _numbers(values: tuple[int, ...]) -> str:
    return str(values[0]) if len(set(values)) == 1 else "×".join(map(str, values))


def _letters(names: tuple[str, ...]) -> Node:
    if len(names) == 1:
        return Name(names[0])
    return Call("", tuple(map(Name, names)))


def _size_step(problem: Problem, task: Layer, geo: Geometry, answer: Signal) -> Step:
    letters = tuple(Name(problem.fresh(letter, f"{letter}_0")) for letter in LETTERS)
    lines = []
    lengths = answer.shape[-len(geo.spatial) :]
    for axis in geo.spatial:
        (left, right), s, d = geo.shape.padding[axis], geo.shape.stride[axis], geo.shape.dilation[axis]
        K, N = geo.shape.kernel[2 + axis], (geo.shape.narrow if task.transposed else geo.shape.wide)[1 + axis]
        numbers = (N, K, s, d, left, right)
        own: int
        if task.transposed:
            extra = task.output_padding[axis] if task.output_padding else 0
            if task.padding == "same":
                extra = max(s - d * (K - 1) - 1, 0)
            own = (N - 1) * s - left - right + d * (K - 1) + 1 + extra
            rights = [_transposed_size(extra, *letters), _transposed_size(extra, *map(integer, numbers))]
        else:
            room = N + left + right - d * (K - 1) - 1
            own = room // s + 1
            rights = [_size(*letters), _size(*map(integer, numbers)), _rounded(integer(room), integer(s))]
        if own != lengths[axis]:
            raise CheckError(f"checking the output size: the formula gives {own}, the layer gave {lengths[axis]}")
        name = Name(problem.fresh("L" if len(geo.spatial) == 1 else f"L_{axis + 1}"))
        lines.append(Calculation(chain(name, *rights, integer(own))))
    slots = tuple(zip(LETTERS, letters, strict=True))
    return Step(
        "output-range",
        "The output size",
        (Sentence(TRANSPOSED_SIZE if task.transposed else SIZE, slots),),
        tuple(lines),
    )


def _size(N: Node, K: Node, s: Node, d: Node, left: Node, right: Node) -> Node:
    reach = Product((d, Fence(Add((K, Negative(integer(1)))))), "*")
    return _rounded(Add((N, left, right, Negative(reach), Negative(integer(1)))), s)


def _rounded(room: Node, stride: Node) -> Node:
    return Add((Call("floor", (Quotient(room, stride),)), integer(1)))


def _transposed_size(extra: int, N: Node, K: Node, s: Node, d: Node, left: Node, right: Node) -> Node:
    starts = Product((Fence(Add((N, Negative(integer(1))))), s), "*")
    reach = Product((d, Fence(Add((K, Negative(integer(1)))))), "*")
    return Add((starts, Negative(left), Negative(right), reach, integer(1), *((integer(extra),) if extra else ())))
