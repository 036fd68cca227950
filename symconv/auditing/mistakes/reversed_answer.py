"""The answer listed backwards."""

from __future__ import annotations

from collections.abc import Iterator

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Task
from symconv.signals import Signal

__all__ = ["REVERSED"]


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    yield Spoiled(answer.flip().values, {})


REVERSED = Edit(
    "reversed",
    "The right samples, listed backwards: the sliding started at the wrong end.",
    _spoil,
)
