"""Zeros put between the samples of the kernel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Task
from symconv.signals import Signal

__all__ = ["DILATION"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if not isinstance(task, Convolution | Correlation) or task.h.ndim != 1 or task.h.shape[0] < 2:
        return
    for dilation in (2, 3):
        spread: list[object] = [0] * (dilation * (task.h.shape[0] - 1) + 1)
        spread[::dilation] = task.h.flat_values
        yield replace(task, h=Signal(spread, first=task.h.first)), {"dilation": dilation}


DILATION = Misreading(
    "dilation", "The kernel was spread out: its samples were laid {dilation} apart, as for a dilated layer.", _change
)
