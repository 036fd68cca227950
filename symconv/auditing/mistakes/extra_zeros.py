"""Zeros beyond the ends."""

from __future__ import annotations

from collections.abc import Iterator

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Task
from symconv.signals import Signal

__all__ = ["EXTRA_ZEROS"]


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    if answer.ndim != 1:
        return
    values = answer.flat_values
    for before in range(4):
        for after in range(4):
            if before + after:
                facts = {"zeros": "one zero" if before + after == 1 else f"{before + after} zeros"}
                yield Spoiled((*[0] * before, *values, *[0] * after), facts)


EXTRA_ZEROS = Edit(
    "extra-zeros", "The right samples, with {zeros} too many at the ends: the range of n is too long.", _spoil
)
