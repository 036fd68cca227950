"""Operands exchanged where the operation does not commute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Task

__all__ = ["SWAPPED"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    # a convolution commutes, but for the windows of “same” that follow the first signal
    commutes = isinstance(task, Convolution) and (task.mode != "same" or task.same == "numpy")
    if isinstance(task, Convolution | Correlation) and not commutes:
        yield replace(task, x=task.h, h=task.x), {}


SWAPPED = Misreading(
    "swapped",
    "The two signals changed places. Correlation does not commute: exchanging the operands reverses the result "
    "(and conjugates it); for a convolution only a window such as “same” can tell them apart.",
    _change,
)
