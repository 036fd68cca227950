"""`same` cut at the wrong centre: even kernels have two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Task
from symconv.operations.tasks import SAME_ALIGNMENTS

__all__ = ["SAME_CENTRE"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Convolution | Correlation) and task.mode == "same":
        for same in SAME_ALIGNMENTS:
            if same != task.same:
                yield replace(task, same=same), {"asked": task.same, "found": same}


SAME_CENTRE = Misreading(
    "same-centre",
    "The window of “same” starts at another sample: this is the alignment “{found}”, not “{asked}”. "
    "A kernel of even length has no middle sample, and libraries round differently.",
    _change,
)
