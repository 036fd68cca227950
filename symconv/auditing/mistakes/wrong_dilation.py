"""A layer whose kernel is spread differently than was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Layer, Task

__all__ = ["WRONG_DILATION"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Layer):
        for dilation in (1, 2, 3):
            other = (dilation,) * len(task.dilation)
            if other != task.dilation:
                asked = str(task.dilation[0]) if len(set(task.dilation)) == 1 else ", ".join(map(str, task.dilation))
                yield replace(task, dilation=other), {"asked": asked, "found": dilation}


WRONG_DILATION = Misreading(
    "wrong-dilation", "The kernel's samples were taken {found} apart; the dilation is {asked}.", _change
)
