"""Samples at an end left out."""

from __future__ import annotations

from collections.abc import Iterator

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Task
from symconv.signals import Signal

__all__ = ["DROPPED_HEAD", "DROPPED_TAIL"]

MOST = 8
"""Most samples that may be missing before this is no explanation."""


def _tail(task: Task, answer: Signal) -> Iterator[Spoiled]:
    if answer.ndim == 1:
        values = answer.flat_values
        for count in range(1, min(MOST, len(values) - 1) + 1):
            yield Spoiled(values[:-count], {"missing": _missing("last", count)})


def _head(task: Task, answer: Signal) -> Iterator[Spoiled]:
    if answer.ndim == 1:
        values = answer.flat_values
        for count in range(1, min(MOST, len(values) - 1) + 1):
            yield Spoiled(values[count:], {"missing": _missing("first", count)})


def _missing(end: str, count: int) -> str:
    return f"the {end} sample is missing" if count == 1 else f"the {end} {count} samples are missing"


DROPPED_TAIL = Edit(
    "dropped-tail",
    "{missing}: the sliding stopped while the signals still overlapped.",
    _tail,
)
DROPPED_HEAD = Edit(
    "dropped-head",
    "{missing}: the sliding started after the first overlap.",
    _head,
)
