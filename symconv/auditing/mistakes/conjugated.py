"""A conjugate taken where there is none: in a convolution, or of the other operand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symconv.auditing.mistakes.mistake import Facts, Misreading
from symconv.operations import Convolution, Correlation, Task

__all__ = ["CONJUGATED"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    if isinstance(task, Convolution):
        if not task.h.is_real:
            yield replace(task, h=task.h.conj()), {"what": "The kernel", "why": "a convolution conjugates nothing"}
        if not task.x.is_real:
            yield replace(task, x=task.x.conj()), {"what": "The input", "why": "a convolution conjugates nothing"}
    elif isinstance(task, Correlation) and not (task.x.is_real and task.h.is_real):
        both = replace(task, x=task.x.conj(), h=task.h.conj())
        yield both, {"what": "The wrong operand", "why": f"convention {task.convention!r} conjugates the other one"}


CONJUGATED = Misreading("conjugated", "{what} was conjugated; {why}.", _change)
