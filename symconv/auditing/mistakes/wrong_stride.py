"""A layer with another stride than the one that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Layer, Task

__all__ = ["WRONG_STRIDE"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Layer):
        for stride in (1, 2, 3):
            other = (stride,) * len(task.stride)
            if other != task.stride:
                yield replace(task, stride=other), {"asked": _written(task.stride), "found": stride}


def _written(steps: tuple[int, ...]) -> str:
    return str(steps[0]) if len(set(steps)) == 1 else ", ".join(map(str, steps))


WRONG_STRIDE = Misreading(
    "wrong-stride", "The window was moved by {found} from output to output; the stride is {asked}.", _change
)
