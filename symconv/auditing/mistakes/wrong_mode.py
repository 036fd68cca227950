"""full, same and valid mixed up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Task
from symconv.operations.tasks import MODES

__all__ = ["WRONG_MODE"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Convolution | Correlation) and task.period is None:
        for mode in MODES:
            if mode != task.mode:
                yield replace(task, mode=mode), {"asked": task.mode, "found": mode}


WRONG_MODE = Misreading(
    "wrong-mode",
    "The samples of mode “{found}” were given where “{asked}” was asked. “full” keeps every overlap, “valid” only "
    "complete ones, “same” as many as the input has. (NumPy: `convolve` defaults to full, `correlate` to valid.)",
    _change,
)
