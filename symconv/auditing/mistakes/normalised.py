"""A constant factor: an average taken for a sum, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Convolution, Correlation, Task
from symconv.signals import Signal

__all__ = ["NORMALISED"]


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    if not isinstance(task, Convolution | Correlation):
        return
    divisors = {
        "the number of samples of the kernel": prod(task.h.shape),
        "the number of samples of the input": prod(task.x.shape),
        "the sum of the kernel": sum(task.h.flat_values),
    }
    for what, divisor in divisors.items():
        if divisor not in (0, 1):
            yield Spoiled((answer * (1 / Signal([divisor]).flat_values[0])).values, {"done": "divided", "what": what})
            yield Spoiled((answer * divisor).values, {"done": "multiplied", "what": what})


NORMALISED = Edit("normalised", "Every sample was {done} by {what}: that is an average, not the sum.", _spoil)
