"""A layer with more or less padding than was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Layer, Task
from symconv.operations.tasks import Padding

__all__ = ["WRONG_PADDING"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if not isinstance(task, Layer):
        return
    for width in range(4):
        other: Padding = ((width, width),) * len(task.stride)
        if other != task.padding:
            yield replace(task, padding=other), {"asked": _written(task.padding), "found": width}


def _written(padding: Padding) -> str:
    if isinstance(padding, str):
        return f"“{padding}”"
    sides = [str(left) if left == right else f"{left} on the left and {right} on the right" for left, right in padding]
    return " by ".join(dict.fromkeys(sides))


WRONG_PADDING = Misreading(
    "wrong-padding", "The input was padded with {found} on each side; the padding is {asked}.", _change
)
