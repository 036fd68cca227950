"""Windows skipped: a stride that was not asked for."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Convolution, Correlation, Task
from symconv.signals import Signal

__all__ = ["STRIDE"]


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    if not isinstance(task, Convolution | Correlation) or answer.ndim > 2:
        return
    for stride in (2, 3):
        values = answer.values[::stride]
        if answer.ndim == 2:
            values = tuple([row[::stride] for row in values])
        kept = Signal(values)
        if 1 < prod(kept.shape) < prod(answer.shape):
            yield Spoiled(kept.values, {"stride": stride})


STRIDE = Edit(
    "stride",
    "Only every sample number 0, {stride}, 2·{stride} … was kept: the kernel was moved by {stride} instead of by 1.",
    _spoil,
)
