"""The bias of a layer forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Layer, Task

__all__ = ["NO_BIAS"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Layer) and task.bias is not None:
        yield replace(task, bias=None), {}


NO_BIAS = Misreading("no-bias", "The bias was not added.", _change)
