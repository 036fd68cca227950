"""Rows and columns of the kernel exchanged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Task
from symconv.signals import Signal

__all__ = ["TRANSPOSED_KERNEL"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Convolution | Correlation) and task.h.ndim == 2:
        yield replace(task, h=Signal(list(zip(*task.h.values, strict=True)), first=task.h.origin[::-1])), {}


TRANSPOSED_KERNEL = Misreading(
    "transposed-kernel", "Rows and columns of the kernel were exchanged before it was used.", _change
)
