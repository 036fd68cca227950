"""The matrix form y = H·x: one row per output sample, constant along its diagonals.

Source: R. M. Gray, Toeplitz and Circulant Matrices: A Review, now Publishers (2006).

May import: ``derivation``, ``signals``, ``solving``'s shared parts. Must never import ``operations.compute``.
"""

from __future__ import annotations

import sympy

from symconv.derivation import Derivation, Display, Grid, Omission, Sentence, Step
from symconv.operations.tasks import Convolution, Correlation, Layer
from symconv.signals import Signal
from symconv.solving.arithmetic import add, multiply
from symconv.solving.formula import formula
from symconv.solving.indexed_sum import Factor, IndexedSum, indexed
from symconv.solving.lines import product_line, value_node
from symconv.solving.method import Method
from symconv.solving.problem import Problem
from symconv.solving.selection import shown_indices
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Chain, Dots, Index, Name, Node

__all__ = ["METHOD"]

MAX_COLUMNS = 16
"""Most columns of the matrix."""

BUILD = (
    "The answer depends linearly on {x}: row {n} of the matrix {H} holds what each sample of {x} is multiplied by on "
    "its way into {y}."
)
TOEPLITZ = (
    "The samples of {h} run along the diagonals: from row to row the same numbers move on by one place (a Toeplitz "
    "matrix)."
)
CIRCULANT = "Every row is the row above, moved on by one place and closed to a ring (a circulant matrix)."
STRIDED = "From row to row the same numbers move on by {stride} places, the stride."
FIXED = "The entries do not depend on {x}: the same matrix serves every input of this length."
MULTIPLY = "Now multiply the matrix by the column of the samples of {x}; where the matrix has a zero, nothing is added."


def derive(problem: Problem, answer: Signal) -> Derivation:
    """Return the matrix and its product with the input, row by row."""
    rule = formula(problem)
    x = _input(problem, rule)
    columns = range(x.signal.origin[0], x.signal.ends[0] + 1)
    head, hidden, tail = shown_indices(answer)
    rows: list[tuple[Node | None, ...]] = []
    labels: list[Node] = []
    sums: list[Display] = []
    for index in (*head, None, *tail) if hidden else head:
        if index is None:
            rows.append((Dots(),) * len(columns))
            labels.append(Dots())
            sums.append(Omission(hidden, "rows"))
            continue
        entries = _row(rule, x, index)
        rows.append(tuple(value_node(entries.get(j, sympy.S.Zero)) for j in columns))
        labels.append(indexed(problem.result_name, index))
        factors: list[tuple[sympy.Expr, ...]] = [(entries[j], x.value((j,))) for j in columns if j in entries]
        factors += [(term.values[0],) for term in rule.terms(index) if len(term.values) == 1]
        sums.append(product_line(labels[-1], factors, answer[index], METHOD.name))
    matrix = Grid(
        tuple(rows), tuple(labels), tuple(x.sample((j,)) for j in columns), Name(problem.fresh("H", "T", "M"))
    )
    slots = (("x", Name(problem.names[0])),)
    steps = (
        Step("matrix", "The matrix", _said(problem, rule, matrix), (matrix,)),
        Step("multiply", "Matrix times column", (Sentence(MULTIPLY, slots),), tuple(sums)),
    )
    return Derivation(METHOD.name, METHOD.title, steps, Chain(Name(problem.result_name), (("=", vector(answer)),)))


def _input(problem: Problem, rule: IndexedSum) -> Factor:
    """Return the factor that the matrix acts on: the first operand, folded or not."""
    return rule.factors[1] if isinstance(problem.task, Layer) and not problem.task.transposed else rule.factors[0]


def _row(rule: IndexedSum, x: Factor, index: tuple[int, ...]) -> dict[int, sympy.Expr]:
    """Return what each input sample is multiplied by on its way to one output sample."""
    entries: dict[int, list[sympy.Expr]] = {}
    for term in rule.terms(index):
        if x not in term.factors:
            continue
        at = term.factors.index(x)
        place = term.places[at] if x.extension is None else x.extension.source(term.places[at])
        if place is not None:
            others = [value for i, value in enumerate(term.values) if i != at]
            entries.setdefault(place[0], []).append(multiply(*others))
    return {place: add(values) for place, values in entries.items()}


def _said(problem: Problem, rule: IndexedSum, matrix: Grid) -> tuple[Sentence, ...]:
    task = problem.task
    x, h = (Name(name) for name in problem.names[:2])
    y = Index(Name(problem.result_name), (Name(rule.free[0]),))
    build = Sentence(BUILD, (("x", x), ("n", Name(rule.free[0])), ("H", matrix.corner or x), ("y", y)))
    if isinstance(task, Layer):
        if task.stride[0] == 1 or task.transposed:
            return (build, Sentence(FIXED, (("x", x),)))
        return (build, Sentence(STRIDED, (("stride", str(task.stride[0])),)))
    if problem.periods is not None:
        return (build, Sentence(CIRCULANT))
    return (build, Sentence(TOEPLITZ, (("h", h),)))


def _applies(problem: Problem) -> str:
    task = problem.task
    if not isinstance(task, Convolution | Correlation | Layer):
        return "it is for an operation of two signals"
    if problem.ndim != 1 or (isinstance(task, Layer) and task.channels):
        return "its matrix is for 1-D signals without channels; use window, layer or definition"
    if isinstance(task, Layer) and task.boundary == "constant":
        return "a constant around the input is no multiple of the input; use layer or definition"
    width = problem.periods[0] if problem.periods else problem.signals[0].shape[0]
    if width > MAX_COLUMNS:
        return f"the matrix would have {width} columns, and {MAX_COLUMNS} is the most; use definition"
    return ""


METHOD = Method(
    "toeplitz",
    "The matrix form",
    "The kernel as a Toeplitz (or circulant) matrix, times the input as a column.",
    _applies,
    derive,
)
