"""A 2-D kernel reversed along one axis only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Task
from symconv.signals import Signal

__all__ = ["ONE_AXIS"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if not isinstance(task, Convolution | Correlation) or task.h.ndim != 2:
        return
    rows = task.h.values
    upside_down = Signal(rows[::-1], first=task.h.origin)
    mirrored = Signal([row[::-1] for row in rows], first=task.h.origin)
    left_out = "was not reversed" if isinstance(task, Convolution) else "was reversed"
    yield replace(task, h=upside_down), {"axis": "vertically", "left_out": left_out}
    yield replace(task, h=mirrored), {"axis": "horizontally", "left_out": left_out}


ONE_AXIS = Misreading(
    "one-axis",
    "The kernel {left_out} {axis}. A 2-D convolution reverses the kernel along both axes, a correlation along neither.",
    _change,
)
