"""A layer whose padding holds something else than was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Layer, Task
from symconv.operations.tasks import BOUNDARIES

__all__ = ["WRONG_BOUNDARY"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Layer) and not task.transposed and _is_padded(task):
        for boundary in BOUNDARIES:
            if boundary not in (task.boundary, "constant"):
                yield replace(task, boundary=boundary), {"asked": task.boundary, "found": boundary}


def _is_padded(task: Layer) -> bool:
    return task.padding == "same" or (not isinstance(task.padding, str) and any(map(any, task.padding)))


WRONG_BOUNDARY = Misreading(
    "wrong-boundary", "The padding was filled by the rule “{found}”; the rule asked for is “{asked}”.", _change
)
