"""The product table: every sample times every sample, then added along the diagonals.

May import: ``derivation``, ``signals``, ``solving``'s shared parts. Must never import ``operations.compute``.
"""

from __future__ import annotations

from symconv.derivation import Derivation, Display, Grid, Mark, Omission, Sentence, Step
from symconv.operations.tasks import Convolution, Correlation
from symconv.signals import Signal
from symconv.solving.arithmetic import multiply
from symconv.solving.formula import index_names
from symconv.solving.indexed_sum import indexed
from symconv.solving.lines import sum_line, value_node
from symconv.solving.method import Method
from symconv.solving.problem import Problem
from symconv.solving.selection import shown_indices
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Add, Chain, Name, Negative, Node, Product

__all__ = ["METHOD"]

MAX_SIDE = 12
"""Most rows or columns of the table."""

BUILD = "Give every sample of {x} a row and every sample of {h} a column, and multiply{conjugate}."
CONJUGATE = "; the samples of {conjugated} are conjugated first"
DIAGONAL = (
    "The product in row {i} and column {j} belongs to output index {n}: those with the same index lie on one diagonal."
)
MODULO = "The indices count modulo {N}, so a diagonal that leaves the table goes on at the other side."
CUT = "Diagonals outside the window of the answer are not used."
ADD = "Add along each diagonal:"


def derive(problem: Problem, answer: Signal) -> Derivation:
    """Return the table of products and one sum per diagonal."""
    task = problem.task
    if not isinstance(task, Convolution | Correlation):
        raise TypeError("the table was asked for where it does not apply")
    x, h = problem.signals
    left, right = _entering(task)
    products = [[multiply(a, b) for b in right.flat_values] for a in left.flat_values]
    diagonals: dict[int, list[tuple[int, int]]] = {}
    for i in range(x.shape[0]):
        for j in range(h.shape[0]):
            n = _output_index(task, x.origin[0] + i, h.origin[0] + j)
            diagonals.setdefault(n % problem.periods[0] if problem.periods else n, []).append((i, j))
    kept = range(answer.origin[0], answer.ends[0] + 1)
    table = Grid(
        tuple(tuple(map(value_node, row)) for row in products),
        tuple(map(value_node, left.flat_values)),
        tuple(map(value_node, right.flat_values)),
        _corner(problem),
        tuple(Mark(i, j, "diagonal", n - kept.start) for n in kept for i, j in diagonals.get(n, ())),
    )
    sums: list[Display] = []
    head, hidden, tail = shown_indices(answer)
    for index in (*head, None, *tail) if hidden else head:
        if index is None:
            sums.append(Omission(hidden, "output samples"))
            continue
        values = [products[i][j] for i, j in diagonals.get(index[0], ())]
        sums.append(sum_line(indexed(problem.result_name, index), (), values, answer[index], METHOD.name))
    steps = (
        Step("table", "The table", _said(problem, cut=not diagonals.keys() <= set(kept)), (table,)),
        Step("diagonals", "Add along the diagonals", (Sentence(ADD),), tuple(sums)),
    )
    return Derivation(METHOD.name, METHOD.title, steps, Chain(Name(problem.result_name), (("=", vector(answer)),)))


def _entering(task: Convolution | Correlation) -> tuple[Signal, Signal]:
    """Return the two signals, conjugated as they enter the products."""
    if isinstance(task, Convolution):
        return task.x, task.h
    return (task.x, task.h.conj()) if task.convention == "numpy" else (task.x.conj(), task.h)


def _output_index(task: Convolution | Correlation, i: int, j: int) -> int:
    """Return the output index to which x[i] times h[j] belongs."""
    if isinstance(task, Convolution):
        return i + j
    return i - j if task.convention == "numpy" else j - i


def _corner(problem: Problem) -> Node:
    return Product((Name(problem.names[0]), Name(problem.names[1])), "*")


def _said(problem: Problem, *, cut: bool) -> tuple[Sentence, ...]:
    task = problem.task
    x, h = (Name(name) for name in problem.names[:2])
    (_, (i,)), j = index_names(problem), Name(problem.fresh("j", "l", "q"))
    row, column = Name(i), j
    index: Node = Add((row, column))
    conjugate = ""
    if isinstance(task, Correlation):
        index = Add((row, Negative(column))) if task.convention == "numpy" else Add((column, Negative(row)))
        conjugated, signal = (1, task.h) if task.convention == "numpy" else (0, task.x)
        if not signal.is_real:
            conjugate = CONJUGATE.format(conjugated=problem.names[conjugated])
    said = [
        Sentence(BUILD, (("x", x), ("h", h), ("conjugate", conjugate))),
        Sentence(DIAGONAL, (("i", row), ("j", column), ("n", index))),
    ]
    if problem.periods is not None:
        said.append(Sentence(MODULO, (("N", str(problem.periods[0])),)))
    return (*said, Sentence(CUT)) if cut else tuple(said)


def _applies(problem: Problem) -> str:
    if not isinstance(problem.task, Convolution | Correlation):
        return "it is for the convolution or the correlation of two signals"
    if problem.ndim != 1:
        return f"its table is for 1-D signals, and these have {problem.ndim} axes; use window or definition"
    longest = max(signal.shape[0] for signal in problem.signals)
    if longest > MAX_SIDE:
        return f"the table would have {longest} rows or columns, and {MAX_SIDE} is the most; use definition"
    return ""


METHOD = Method(
    "table",
    "The product table",
    "All products on a grid, added along its diagonals.",
    _applies,
    derive,
)
