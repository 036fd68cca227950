"""Circular instead of linear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Task

__all__ = ["WRAPPED"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Convolution | Correlation) and task.period is None and task.x.ndim == 1:
        for period in sorted({task.x.shape[0], task.h.shape[0], max(task.x.shape[0], task.h.shape[0])}):
            yield replace(task, mode="full", period=period), {"period": period}


WRAPPED = Misreading(
    "wrapped",
    "This is the circular result of period {period}: samples that belong beyond the end were folded back to the start. "
    "Pad with zeros to at least N + K − 1 samples before using a DFT.",
    _change,
)
