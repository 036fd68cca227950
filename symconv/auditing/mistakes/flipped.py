"""Convolution given as correlation: the kernel was reversed although it must not be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Layer, Task

__all__ = ["FLIPPED"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Correlation):
        x, h = (task.x, task.h) if task.convention == "numpy" else (task.h, task.x)
        yield Convolution(x, h.conj(), task.mode, task.same, task.period), {}
    if isinstance(task, Layer) and task.operation == "correlate":
        yield replace(task, operation="convolve"), {}


FLIPPED = Misreading(
    "flipped",
    "This is the convolution: the kernel was reversed. A correlation, and so a layer, slides the kernel as it stands, "
    "because its index is n + m.",
    _change,
)
