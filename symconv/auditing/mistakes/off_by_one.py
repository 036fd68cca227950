"""Every sample one place too early or too late."""

from __future__ import annotations

from collections.abc import Iterator

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Task
from symconv.signals import Signal

__all__ = ["OFF_BY_ONE"]


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    if answer.ndim != 1:
        return
    values = answer.flat_values
    yield Spoiled((0, *values), {"what": "late; a zero was put before the first one"})
    if len(values) > 1:
        yield Spoiled((0, *values[:-1]), {"what": "late, and the last one is lost"})
        yield Spoiled((*values[1:], 0), {"what": "early, and the first one is lost"})


OFF_BY_ONE = Edit(
    "off-by-one", "Every sample stands one place too {what}: an index started at 1, or n was off by one.", _spoil
)
