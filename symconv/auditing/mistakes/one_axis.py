"""A 2-D kernel reversed along one axis only."""

from __future__ import annotations

from collections.abc import Iterator

from symconv.auditing.mistakes.mistake import Facts, Misreading, kernel_of, with_kernel
from symconv.operations import Convolution, Layer, Task
from symconv.signals import Signal

__all__ = ["ONE_AXIS"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    kernel = kernel_of(task)
    if kernel is None or kernel.ndim != 2:
        return
    rows = kernel.values
    upside_down = Signal(rows[::-1], first=kernel.origin)
    mirrored = Signal([row[::-1] for row in rows], first=kernel.origin)
    flips = isinstance(task, Convolution) or (isinstance(task, Layer) and task.operation == "convolve")
    left_out = "was not reversed" if flips else "was reversed"
    yield with_kernel(task, upside_down), {"axis": "vertically", "left_out": left_out}
    yield with_kernel(task, mirrored), {"axis": "horizontally", "left_out": left_out}


ONE_AXIS = Misreading(
    "one-axis",
    "The kernel {left_out} {axis}. A 2-D convolution reverses the kernel along both axes, a correlation along neither.",
    _change,
)
