"""Circular with another period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Task

__all__ = ["WRONG_PERIOD"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Convolution | Correlation) and isinstance(task.period, int):
        longest = max(task.period, task.x.shape[0] + task.h.shape[0])
        for period in range(1, min(longest, 64) + 1):
            if period != task.period:
                yield replace(task, period=period), {"asked": task.period, "found": period}


WRONG_PERIOD = Misreading(
    "wrong-period",
    "Indices were taken modulo {found} instead of modulo {asked}.",
    _change,
)
