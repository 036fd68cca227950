"""The sum starts one term late or ends one term early: a sample at an end is never used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from symconv.auditing.mistakes.mistake import Facts, Misreading, with_operand
from symconv.operations import Convolution, Correlation, Task
from symconv.signals import Signal

__all__ = ["SUM_LIMITS"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if not isinstance(task, Convolution | Correlation) or task.x.ndim != 1:
        return
    operands: tuple[tuple[Literal["x", "h"], Signal, str], ...] = (
        ("x", task.x, "the first signal"),
        ("h", task.h, "the second signal"),
    )
    for name, signal, what in operands:
        values = signal.flat_values
        for place, end in ((0, "first"), (len(values) - 1, "last")):
            if len(values) > 1 and values[place] != 0:
                cut = list(values)
                cut[place] = 0
                yield with_operand(task, name, Signal(cut, first=signal.first)), {"end": end, "what": what}


SUM_LIMITS = Misreading(
    "sum-limits",
    "The {end} sample of {what} is used nowhere: a limit of the sum is off by one.",
    _change,
)
