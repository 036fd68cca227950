"""Every sign wrong."""

from __future__ import annotations

from collections.abc import Iterator

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Task
from symconv.signals import Signal

__all__ = ["ALL_SIGNS"]


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    yield Spoiled((-answer).values, {})


ALL_SIGNS = Edit("all-signs", "Every sample has the wrong sign: a minus sign was lost or added throughout.", _spoil)
