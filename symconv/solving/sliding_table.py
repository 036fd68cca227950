"""The sliding table of a 1-D problem: the input above, below it the kernel at every output index.

May import: ``derivation``, ``signals``, ``solving``'s shared parts. Must never import ``operations.compute``.
"""

from __future__ import annotations

from symconv.derivation import Display, Grid, Mark, Omission
from symconv.signals import Signal
from symconv.solving.affine import integer
from symconv.solving.formula import index_names
from symconv.solving.indexed_sum import indexed
from symconv.solving.lines import product_line, value_node
from symconv.solving.motion import Motion
from symconv.solving.problem import Problem
from symconv.solving.selection import shown_indices
from symconv.syntax.nodes import Chain, Dots, Name, Node

__all__ = ["MAX_COLUMNS", "sliding_table", "table_width"]

MAX_COLUMNS = 20
"""Most columns of a sliding table."""


def table_width(motion: Motion, answer: Signal) -> int:
    """Return the number of columns that the kernel and the input cover together."""
    first, last = motion.reaches(answer)
    return last[0] - first[0] + 1


def sliding_table(problem: Problem, answer: Signal, motion: Motion, method: str) -> tuple[Grid, tuple[Display, ...]]:
    """Return the table, and one sum per row that is shown."""
    (low,), (high,) = motion.reaches(answer)
    columns = range(low, high + 1)
    input_row = tuple(_input_cell(motion, j) for j in columns)
    rows: list[tuple[Node | None, ...]] = [(*input_row, None)]
    labels: list[Node] = [Name(motion.x_name)]
    marks = [Mark(0, i, "padding") for i, j in enumerate(columns) if input_row[i] and not motion.is_inside((j,))]
    sums: list[Display] = []
    n = Name(index_names(problem)[0][0])
    layer_bias = getattr(problem.task, "bias", None)
    bias = [] if layer_bias is None else [(layer_bias.flat_values[0],)]
    head, hidden, tail = shown_indices(answer)
    for index in (*head, None, *tail) if hidden else head:
        if index is None:
            rows.append((Dots(),) * (len(columns) + 1))
            labels.append(Dots())
            sums.append(Omission(hidden, "output samples"))
            continue
        cells: list[Node | None] = [None] * len(columns)
        pairs = []
        for (j,), value in motion.under(index):
            cells[j - low] = value_node(value)
            if input_row[j - low] is not None:
                pairs.append((motion.input_value((j,)), value))
                marks.append(Mark(len(rows), j - low, "overlap"))
        marks.append(Mark(len(rows), len(columns), "answer"))
        value = answer[index]
        rows.append((*cells, value_node(value)))
        labels.append(Chain(n, (("=", integer(index[0])),)))
        sums.append(product_line(indexed(problem.result_name, index), [*pairs, *bias], value, method))
    heads = (*map(integer, columns), Name(problem.result_name))
    return Grid(tuple(rows), tuple(labels), heads, marks=tuple(marks)), tuple(sums)


def _input_cell(motion: Motion, index: int) -> Node | None:
    """Return a sample of the input row; nothing where the input is continued by zeros."""
    if motion.is_inside((index,)) or motion.extension is not None:
        return value_node(motion.input_value((index,)))
    return None
