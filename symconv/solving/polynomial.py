"""The product of polynomials: samples become coefficients of powers of z^-1, and equal powers are collected.

Source: A. V. Oppenheim, R. W. Schafer, Discrete-Time Signal Processing, 3rd edition,
section 3.4, the convolution property of the z-transform.

May import: ``derivation``, ``signals``, ``solving``'s shared parts. Must never import ``operations.compute``.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

import sympy

from symconv.derivation import Calculation, Derivation, Display, Omission, Sentence, Step
from symconv.operations.tasks import Convolution, Correlation
from symconv.signals import Signal
from symconv.solving.affine import integer
from symconv.solving.formula import index_names
from symconv.solving.indexed_sum import indexed
from symconv.solving.lines import chain, product_line, scaled, total
from symconv.solving.method import Method
from symconv.solving.problem import Problem
from symconv.solving.selection import shown_indices
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Add, Call, Chain, Fence, Index, Name, Negative, Node, Power, Product

__all__ = ["METHOD"]

MAX_TERMS = 16
"""Most samples of a signal."""

TRANSFORM = (
    "Let the sample {sample} be the coefficient of {power}. Indices add up when powers are multiplied, and that is "
    "just what a convolution asks for."
)
CORRELATE = (
    "Correlation subtracts indices instead of adding them, so {name} enters with {inverse} in the place of "
    "{z}{conjugate}."
)
CONJUGATE = ", its coefficients conjugated"
COLLECT = "Multiply every term by every term. What stands with {power} is {sample}:"
WRAP = "Period {N} means {one}: powers that differ by a multiple of {N} are the same."
WINDOW = "Mode “{mode}” keeps only some of the powers."
READ = "Read the answer off the coefficients:"


def derive(problem: Problem, answer: Signal) -> Derivation:
    """Return both polynomials, the collected powers, and the product."""
    task = problem.task
    if not isinstance(task, Convolution | Correlation):
        raise TypeError("polynomial was asked for where it does not apply")
    left, right = _entering(task)
    periods = problem.periods
    products: dict[tuple[int, ...], list[tuple[sympy.Expr, sympy.Expr]]] = {}
    for i, a in left.items():
        for j, b in right.items():
            power = tuple(p + q for p, q in zip(i, j, strict=True))
            if periods is not None:
                power = tuple(p % n for p, n in zip(power, periods, strict=True))
            products.setdefault(power, []).append((a, b))
    head, hidden, tail = shown_indices(answer)
    lines: list[Display] = []
    for index in (*head, None, *tail) if hidden else head:
        if index is None:
            lines.append(Omission(hidden, "powers"))
        else:
            left_side = indexed(problem.result_name, index)
            lines.append(product_line(left_side, products.get(index, []), answer[index], METHOD.name))
    steps = (
        _polynomials(problem, task, left, right),
        Step("collect", "Collect equal powers", _collected(problem, task), tuple(lines)),
        _read_off(problem, answer),
    )
    return Derivation(METHOD.name, METHOD.title, steps, Chain(Name(problem.result_name), (("=", vector(answer)),)))


def _entering(task: Convolution | Correlation) -> tuple[Signal, Signal]:
    """Return the two signals as their coefficients enter: for correlation one of them reversed and conjugated."""
    if isinstance(task, Convolution):
        return task.x, task.h
    return (task.x, task.h.conj().flip()) if task.convention == "numpy" else (task.x.conj().flip(), task.h)


def _polynomials(problem: Problem, task: Convolution | Correlation, left: Signal, right: Signal) -> Step:
    ndim = problem.ndim
    said = [Sentence(TRANSFORM, (("sample", _sample(problem, 0)), ("power", _power_of(problem))))]
    reversed_one = None
    if isinstance(task, Correlation):
        reversed_one = 1 if task.convention == "numpy" else 0
        conjugate = "" if (task.h, task.x)[1 - reversed_one].is_real else CONJUGATE
        slots = (("name", Name(problem.names[reversed_one])), ("z", Name("z")), ("conjugate", conjugate))
        said.append(Sentence(CORRELATE, (*slots, ("inverse", Power(Name("z"), Negative(integer(1)))))))
    displays: list[Display] = []
    factors = []
    for number, signal in enumerate((left, right)):
        name = _transform(problem, problem.names[number], ndim, inverse=number == reversed_one)
        written = polynomial_node(signal.items())
        displays.append(Calculation(Chain(name, (("=", written),)), compact=True))
        factors.append((name, Fence(written) if isinstance(written, Add | Negative) else written))
    names, written_out = zip(*factors, strict=True)
    result = _transform(problem, problem.result_name, ndim, inverse=False)
    displays.append(Calculation(chain(result, Product(names, "*"), Product(written_out, "*"))))
    return Step("polynomials", "From signals to polynomials", tuple(said), tuple(displays))


def _collected(problem: Problem, task: Convolution | Correlation) -> tuple[Sentence, ...]:
    said = []
    for variable, period in zip(_variables(problem.ndim), problem.periods or (), strict=False):
        one = Chain(Power(variable, Negative(integer(period))), (("=", integer(1)),))
        said.append(Sentence(WRAP, (("N", str(period)), ("one", one))))
    if task.mode != "full":
        said.append(Sentence(WINDOW, (("mode", task.mode),)))
    return (*said, Sentence(COLLECT, (("power", _power_of(problem)), ("sample", _sample(problem, -1)))))


def _read_off(problem: Problem, answer: Signal) -> Step:
    name = _transform(problem, problem.result_name, problem.ndim, inverse=False)
    line = Chain(name, (("=", polynomial_node(answer.items())),))
    return Step("read-off", "", (Sentence(READ),), (Calculation(line, compact=True),))


def _sample(problem: Problem, name: int) -> Node:
    """Return ``x[n]`` for one of the names of the problem."""
    return Index(Name(problem.names[name]), tuple(map(Name, index_names(problem)[0])))


def _power_of(problem: Problem) -> Node:
    free = index_names(problem)[0]
    powers = tuple(
        Power(variable, Negative(Name(n))) for variable, n in zip(_variables(problem.ndim), free, strict=True)
    )
    return powers[0] if len(powers) == 1 else Product(powers)


def _variables(ndim: int) -> tuple[Name, ...]:
    return (Name("z"),) if ndim == 1 else tuple(Name(f"z_{axis + 1}") for axis in range(ndim))


def _transform(problem: Problem, name: str, ndim: int, *, inverse: bool) -> Node:
    """Return ``X(z)``, or ``X(1/z)`` where the powers are turned round."""
    arguments = tuple(Power(z, Negative(integer(1))) if inverse else z for z in _variables(ndim))
    return Call(problem.transform_name(name), arguments)


def polynomial_node(samples: Iterable[tuple[tuple[int, ...], sympy.Expr]]) -> Node:
    """Return ``1 + (1/2)z^-1 + …`` for samples in the order of their indices; zeros are left out."""
    terms = [_monomial(place, value) for place, value in samples if value != 0]
    return total(terms)


def _monomial(place: tuple[int, ...], value: sympy.Expr) -> Node:
    powers = [
        variable if index == -1 else Power(variable, integer(-index))
        for variable, index in zip(_variables(len(place)), place, strict=True)
        if index
    ]
    return scaled(value, powers)


def _applies(problem: Problem) -> str:
    if not isinstance(problem.task, Convolution | Correlation):
        return "it is for the convolution or the correlation of two signals"
    if any(variable.name in problem.taken for variable in _variables(problem.ndim)):
        return "it needs the letter z, which means something else here"
    most = max(prod(signal.shape) for signal in problem.signals)
    if most > MAX_TERMS:
        return f"a polynomial would have {most} terms, and {MAX_TERMS} is the most; use definition"
    return ""


METHOD = Method(
    "polynomial",
    "The product of polynomials",
    "Samples as coefficients of powers of z⁻¹; the product is multiplied out and equal powers are collected.",
    _applies,
    derive,
)
