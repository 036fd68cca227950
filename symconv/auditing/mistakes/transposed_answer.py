"""Rows and columns of the answer exchanged."""

from __future__ import annotations

from collections.abc import Iterator

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Task
from symconv.signals import Signal

__all__ = ["TRANSPOSED"]


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    if answer.ndim == 2:
        yield Spoiled(tuple(zip(*answer.values, strict=True)), {})


TRANSPOSED = Edit("transposed", "Rows and columns of the answer are exchanged.", _spoil)
