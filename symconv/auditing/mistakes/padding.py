"""Zeros put around the input before taking complete overlaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Layer, Task

__all__ = ["PADDING"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if not isinstance(task, Convolution | Correlation) or task.period is not None or not task.h.is_real:
        return
    if isinstance(task, Correlation) and task.convention != "numpy":
        return
    operation: Literal["convolve", "correlate"] = "convolve" if isinstance(task, Convolution) else "correlate"
    axes = task.x.ndim
    for padding in (1, 2, 3):
        if all(k <= n + 2 * padding for n, k in zip(task.x.shape, task.h.shape, strict=True)):
            ones = (1,) * axes
            layer = Layer(task.x, task.h, operation, ones, ((padding, padding),) * axes, ones)
            yield layer, {"zeros": "one zero" if padding == 1 else f"{padding} zeros"}


PADDING = Misreading(
    "padding",
    "The input was padded with {zeros} on each side, and only complete overlaps with the padded input were kept.",
    _change,
)
