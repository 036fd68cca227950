"""Correlation given as convolution: the kernel was not reversed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Layer, Task

__all__ = ["FORGOT_FLIP"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Convolution):
        yield Correlation(task.x, task.h.conj(), task.mode, "numpy", task.same, task.period), {}
    if isinstance(task, Layer) and task.operation == "convolve":
        yield replace(task, operation="correlate"), {}


FORGOT_FLIP = Misreading(
    "forgot-flip",
    "This is the cross-correlation: the kernel was slid along without being reversed. "
    "For a convolution turn the kernel round first, because its index is n − m.",
    _change,
)
