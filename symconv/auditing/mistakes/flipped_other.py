"""The wrong operand reversed: the kernel stands still and the input is slid along it unreversed."""

from __future__ import annotations

from collections.abc import Iterator

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Task

__all__ = ["FLIPPED_OTHER"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Convolution):
        yield Correlation(task.h, task.x.conj(), task.mode, "numpy", task.same, task.period), {}


FLIPPED_OTHER = Misreading(
    "flipped-other",
    "One signal was slid along the other without being reversed, and the two changed places: "
    "this is the correlation of the second signal with the first.",
    _change,
)
