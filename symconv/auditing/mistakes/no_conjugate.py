"""The conjugate of a complex correlation forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Correlation, Task

__all__ = ["NO_CONJUGATE"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Correlation):
        if task.convention == "numpy" and not task.h.is_real:
            yield replace(task, h=task.h.conj()), {}
        if task.convention == "wikipedia" and not task.x.is_real:
            yield replace(task, x=task.x.conj()), {}


NO_CONJUGATE = Misreading(
    "no-conjugate",
    "The conjugate is missing: the correlation of complex signals conjugates one of them.",
    _change,
)
