"""h[−1] read as h[1], or as the last sample, as Python does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Convolution, Task
from symconv.signals import Signal

__all__ = ["NEGATIVE_INDEX"]


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    if not isinstance(task, Convolution) or task.x.origin != (0,) or task.h.origin != (0,) or task.period is not None:
        return
    length = task.h.shape[0]
    readings: tuple[tuple[str, Callable[[int], int]], ...] = (
        ("h[−k] was read as h[k]", abs),
        ("h[−k] was read as the k-th sample from the end, as Python does", lambda k: k + length if k < 0 else k),
    )
    outputs = range(answer.origin[0], answer.origin[0] + answer.shape[0])
    if len(outputs) * task.x.shape[0] > 10_000:
        return
    samples = list(task.x.items())
    for what, read in readings:
        values = [sympy.expand(sum(value * task.h[read(n - m)] for (m,), value in samples)) for n in outputs]
        yield Spoiled(tuple(values), {"what": what})


NEGATIVE_INDEX = Edit(
    "negative-index", "A negative index was misread: {what}. Outside its support a signal is zero.", _spoil
)
