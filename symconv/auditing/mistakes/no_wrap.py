"""Linear instead of circular: the samples beyond the period thrown away instead of folded back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Convolution, Correlation, Task, compute
from symconv.signals import Signal

__all__ = ["NO_WRAP"]


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    if isinstance(task, Convolution | Correlation) and isinstance(task.period, int) and task.x.ndim == 1:
        linear = compute(replace(task, period=None))
        yield Spoiled(linear.values, {"what": "nothing was folded back"})
        if linear.shape[0] > task.period:
            first = Signal(linear.flat_values[: task.period])
            yield Spoiled(first.values, {"what": f"the samples from number {task.period} on were dropped"})


NO_WRAP = Edit(
    "no-wrap",
    "This is the linear result, and {what}. In a circular one sample n is the sum of the linear samples "
    "n, n + N, n − N and so on.",
    _spoil,
)
