"""Impulse by impulse: every sample of the input leaves a scaled, shifted copy of the kernel, and the copies add up.

Source: A. V. Oppenheim, R. W. Schafer, Discrete-Time Signal Processing, 3rd edition,
section 2.3, from the impulse response to the convolution sum.

May import: ``derivation``, ``signals``, ``solving``'s shared parts. Must never import ``operations.compute``.
"""

from __future__ import annotations

import sympy

from symconv.derivation import Calculation, Derivation, Display, Grid, Mark, Omission, Sentence, Step
from symconv.operations.tasks import Convolution, Correlation
from symconv.signals import Signal
from symconv.solving.affine import integer
from symconv.solving.arithmetic import add
from symconv.solving.formula import formula, index_names
from symconv.solving.indexed_sum import IndexedSum, indexed
from symconv.solving.lines import scaled, sum_line, value_node
from symconv.solving.method import Method
from symconv.solving.problem import Problem
from symconv.solving.selection import shown_indices
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Add, Call, Chain, Index, Name, Negative, Node, Product

__all__ = ["METHOD"]

MAX_COLUMNS = 16
MAX_ROWS = 12

SPLIT = "Any signal is a sum of scaled, shifted unit impulses. Here:"
CONVOLUTION = (
    "An impulse at index {k} comes out as the kernel, moved by {k}: {copy}. The operation is linear, so the copies "
    "add up."
)
CORRELATION = "An impulse at index {k} comes out as the reversed kernel, moved by {k}: {copy}. The copies add up."
WIKIPEDIA = "An impulse at index {k} of {x} comes out as {h} moved the other way: {copy}. The copies add up."
CIRCULAR = "Indices count modulo {N}: what leaves at one end comes back in at the other."
ADD = "Add each column:"


def derive(problem: Problem, answer: Signal) -> Derivation:
    """Return the table of copies, one row per input sample, and the sums of its columns."""
    rule = formula(problem)
    x = rule.factors[0]
    columns = range(answer.origin[0], answer.ends[0] + 1)
    entries: dict[tuple[int, int], list[sympy.Expr]] = {}
    for n in columns:
        for term in rule.terms((n,)):
            entries.setdefault((term.places[0][0], n), []).append(term.product())
    copies = {place: add(values) for place, values in entries.items()}
    sources = [j for (j,), value in x.signal.items() if value != 0]
    rows = [tuple(value_node(copies[j, n]) if (j, n) in copies else None for n in columns) for j in sources]
    sums: list[Display] = []
    head, hidden, tail = shown_indices(answer)
    for index in (*head, None, *tail) if hidden else head:
        if index is None:
            sums.append(Omission(hidden, "columns"))
            continue
        column = [copies[j, index[0]] for j in sources if (j, index[0]) in copies]
        sums.append(sum_line(indexed(problem.result_name, index), (), column, answer[index], METHOD.name))
    rows.append(tuple(value_node(answer[n]) for n in columns))
    table = Grid(
        tuple(rows),
        (*(_copy(problem, j, x.signal[j]) for j in sources), Name(problem.result_name)),
        tuple(map(integer, columns)),
        Name(rule.free[0]),
        tuple(Mark(len(rows) - 1, i, "answer") for i in range(len(columns))),
    )
    steps = (
        _split(problem, x.signal, x.name),
        Step("copies", "One copy of the kernel per impulse", _said(problem, rule), (table,)),
        Step("sums", "Add the copies", (Sentence(ADD),), tuple(sums)),
    )
    return Derivation(METHOD.name, METHOD.title, steps, Chain(Name(problem.result_name), (("=", vector(answer)),)))


def _split(problem: Problem, x: Signal, name: str) -> Step:
    n = Name(index_names(problem)[0][0])
    terms: list[Node] = []
    for (j,), value in x.items():
        if value == 0:
            continue
        impulse = Index(Name("delta"), (n if j == 0 else Add((n, integer(-j))),))
        terms.append(scaled(value, [impulse]))
    right = terms[0] if len(terms) == 1 else Add(tuple(terms)) if terms else integer(0)
    line = Calculation(Chain(Index(Name(name), (n,)), (("=", right),)))
    return Step("split", "The input as impulses", (Sentence(SPLIT),), (line,))


def _kernel_copy(problem: Problem, shift: Node) -> Node:
    """Return the kernel's copy for an impulse at ``shift``: ``h[n - k]`` or ``conj(h[k - n])``."""
    task = problem.task
    n, h = Name(index_names(problem)[0][0]), Name(problem.names[1])
    back = shift.operand if isinstance(shift, Negative) else Negative(shift)
    zero = shift == integer(0)
    if isinstance(task, Convolution):
        return Index(h, (n if zero else Add((n, back)),))
    if isinstance(task, Correlation) and task.convention == "numpy":
        copy = Index(h, (Negative(n) if zero else Add((shift, Negative(n))),))
        return copy if task.h.is_real else Call("conj", (copy,))
    return Index(h, (n if zero else Add((n, shift)),))


def _copy(problem: Problem, index: int, value: sympy.Expr) -> Node:
    """Return the label of a row: the sample times the moved kernel."""
    task, copy = problem.task, _kernel_copy(problem, integer(index))
    if isinstance(task, Correlation) and task.convention == "wikipedia" and not task.x.is_real:
        return Product((Call("conj", (value_node(value),)), copy), "*")
    return scaled(value, [copy])


def _said(problem: Problem, rule: IndexedSum) -> tuple[Sentence, ...]:
    task = problem.task
    k = Name(rule.bound[0] if rule.bound[0] != "m" else problem.fresh("k", "j"))
    slots = (("k", k), ("copy", _kernel_copy(problem, k)), *(zip("xh", map(Name, problem.names), strict=False)))
    if isinstance(task, Convolution):
        said = [Sentence(CONVOLUTION, slots)]
    else:
        said = [Sentence(CORRELATION if getattr(task, "convention", "") == "numpy" else WIKIPEDIA, slots)]
    if problem.periods is None:
        return tuple(said)
    return (*said, Sentence(CIRCULAR, (("N", str(problem.periods[0])),)))


def _applies(problem: Problem) -> str:
    task = problem.task
    if not isinstance(task, Convolution | Correlation):
        return "it is for the convolution or the correlation of two signals"
    if problem.ndim != 1:
        return f"its table is for 1-D signals, and these have {problem.ndim} axes; use window or definition"
    x, h = problem.signals
    rows, columns = x.shape[0], problem.periods[0] if problem.periods else x.shape[0] + h.shape[0] - 1
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        size, most = f"{rows} rows and {columns} columns", f"{MAX_ROWS} and {MAX_COLUMNS}"
        return f"its table would have {size}, and {most} are the most; use definition"
    return ""


METHOD = Method(
    "impulses",
    "Impulse by impulse",
    "The input as a sum of impulses; each leaves a scaled, shifted copy of the kernel.",
    _applies,
    derive,
)
