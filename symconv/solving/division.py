"""Deconvolution by long division: each sample of the quotient from the first one it decides.

May import: ``derivation``, ``signals``, ``solving``'s shared parts. Must never import ``operations.compute``.
"""

from __future__ import annotations

from itertools import product as cartesian
from math import prod

import sympy

from symconv.derivation import Calculation, Derivation, Display, Omission, Sentence, Step
from symconv.operations.tasks import Deconvolution
from symconv.signals import Signal
from symconv.solving.arithmetic import add, multiply, require_equal
from symconv.solving.formula import index_names
from symconv.solving.indexed_sum import indexed
from symconv.solving.lines import chain, fenced, product_node, total, value_node
from symconv.solving.method import Method
from symconv.solving.problem import Problem
from symconv.solving.selection import MAX_SAMPLES, shown_indices
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Add, Chain, Index, Infix, Name, Negative, Node, Product, Quotient, Summation

__all__ = ["METHOD"]

MAX_WORK = 200_000
"""Most products that the division may take."""

EQUATION = "We know {y} and {h} and look for {q} with {equation}. Written out, every sample of {y} is a sum:"
SOLVE = (
    "Take the samples of {y} in order. In each sum only one sample of {q} is new, and it stands with {lead}, the first "
    "sample of {h} that is not 0; so the equation can be solved for it."
)
CHECK = "The samples of {y} that are left over come out right too, so nothing remains: the division is exact."

Place = tuple[int, ...]


def derive(problem: Problem, answer: Signal) -> Derivation:
    """Return the equation, the samples of the quotient one by one, and the check that nothing is left."""
    y, h = problem.signals
    lead, value = next((place, value) for place, value in h.items() if value != 0)
    later = [(place, value) for place, value in h.items() if place > lead and value != 0]
    quotient: dict[Place, sympy.Expr] = {}
    lines: dict[Place, Display] = {}
    head, hidden, tail = shown_indices(answer)
    for index in cartesian(*(range(a, b + 1) for a, b in zip(answer.origin, answer.ends, strict=True))):
        top = _plus(index, lead)
        known = [(k, hk, _minus(top, k)) for k, hk in later]
        known = [(k, hk, place) for k, hk, place in known if place in quotient]
        rest = add([y[top], *(-multiply(hk, quotient[place]) for _, hk, place in known)])
        quotient[index] = sympy.cancel(rest / value) if rest.free_symbols or value.free_symbols else add([rest / value])
        require_equal(quotient[index], answer[index], f"{problem.result_name}{list(index)} by the method 'division'")
        if index in head or index in tail:
            lines[index] = _line(problem, index, (lead, value), top, known, quotient, rest)
    _require_no_rest(problem, quotient)
    shown: list[Display] = [lines[index] for index in head]
    if hidden:
        shown += [Omission(hidden, "samples of the quotient"), *(lines[index] for index in tail)]
    names = dict(zip("yhq", map(Name, problem.names), strict=True))
    slots = (*names.items(), ("lead", indexed(problem.names[1], lead)))
    steps = (
        _equation(problem, names),
        Step("divide", "Divide, sample by sample", (Sentence(SOLVE, slots),), tuple(shown)),
        Step("remainder", "", (Sentence(CHECK, slots),)),
    )
    return Derivation(METHOD.name, METHOD.title, steps, Chain(names["q"], (("=", vector(answer)),)))


def _equation(problem: Problem, names: dict[str, Name]) -> Step:
    free, bound = index_names(problem)
    y = Index(names["y"], tuple(map(Name, free)))
    h = Index(names["h"], tuple(map(Name, bound)))
    q = Index(names["q"], tuple(Add((Name(n), Negative(Name(m)))) for n, m in zip(free, bound, strict=True)))
    equation = Chain(Infix("∗", names["q"], names["h"]), (("=", names["y"]),))
    line = Chain(y, (("=", Summation(bound, None, None, Product((h, q), "*"))),))
    return Step(
        "equation",
        "What is asked",
        (Sentence(EQUATION, (*names.items(), ("equation", equation))),),
        (Calculation(line, compact=True),),
    )


def _line(
    problem: Problem,
    index: Place,
    lead: tuple[Place, sympy.Expr],
    top: Place,
    known: list[tuple[Place, sympy.Expr, Place]],
    quotient: dict[Place, sympy.Expr],
    rest: sympy.Expr,
) -> Calculation:
    """Return ``q[1] = (y[1] − h[1]·q[0])/h[0] = (1 − 1/2·1)/1 = 1/2``."""
    y_name, h_name, q_name = problem.names
    y = problem.signals[0]
    symbols: list[Node] = [indexed(y_name, top)]
    numbers: list[Node] = [value_node(y[top])]
    for k, hk, place in known:
        symbols.append(Negative(Product((indexed(h_name, k), indexed(q_name, place)), "*")))
        numbers.append(Negative(product_node((hk, quotient[place]))))
    below, value = indexed(h_name, lead[0]), fenced(value_node(lead[1]))
    rows = [Quotient(total(symbols), below), Quotient(total(numbers), value)] if len(known) < MAX_SAMPLES else []
    if lead[1] != 1:
        rows.append(Quotient(value_node(rest), value))
    return Calculation(chain(indexed(q_name, index), *rows, value_node(quotient[index])))


def _require_no_rest(problem: Problem, quotient: dict[Place, sympy.Expr]) -> None:
    """Multiply back, and refuse a quotient that does not give y."""
    y, h = problem.signals
    sums: dict[Place, list[sympy.Expr]] = {}
    for k, hk in h.items():
        for place, q in quotient.items():
            sums.setdefault(_plus(k, place), []).append(multiply(hk, q))
    for index, value in y.items():
        require_equal(add(sums.get(index, ())), value, f"{problem.names[0]}{list(index)} by multiplying back")


def _plus(left: Place, right: Place) -> Place:
    return tuple(a + b for a, b in zip(left, right, strict=True))


def _minus(left: Place, right: Place) -> Place:
    return tuple(a - b for a, b in zip(left, right, strict=True))


def _applies(problem: Problem) -> str:
    if not isinstance(problem.task, Deconvolution):
        return "it divides one signal by another; the task is no deconvolution"
    y, h = problem.signals
    work = prod(y.shape) * prod(h.shape)
    return "" if work <= MAX_WORK else f"it would take {work} products, and {MAX_WORK} is the most"


METHOD = Method(
    "division",
    "Long division",
    "Deconvolution: each sample of the quotient from the first equation that contains it.",
    _applies,
    derive,
)
