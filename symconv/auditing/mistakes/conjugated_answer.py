"""The conjugate of the right answer."""

from __future__ import annotations

from collections.abc import Iterator

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Task
from symconv.signals import Signal

__all__ = ["CONJUGATED_ANSWER"]


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    yield Spoiled(answer.conj().values, {})


CONJUGATED_ANSWER = Edit("conjugated-answer", "Every sample is the conjugate of the right one.", _spoil)
