"""What a mistake is: something that can be applied to a task, or to a right answer, and so recognised in a wrong one.

A `Misreading` computes something else than was asked. An `Edit` spoils the finished answer. A
`Fit` is recognised from where and by how much an answer is off. Applied to a task they generate wrong
answers; compared with somebody's answer they diagnose it.

May import: ``signals``, ``operations``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from symconv.operations import Convolution, Correlation, Layer, Task
from symconv.signals import Signal

__all__ = ["Edit", "Facts", "Fit", "Misreading", "Mistake", "Spoiled", "kernel_of", "with_kernel", "with_operand"]

Facts = dict[str, Any]
"""What fills the slots of an explanation."""


@dataclass(frozen=True, slots=True)
class Misreading:
    """Another task than the one that was set: the wrong operation, mode, or period."""

    name: str
    explanation: str
    """For a student; ``{slots}`` are filled with what `change` yields."""
    change: Callable[[Task], Iterator[tuple[Task, Facts]]]
    """From the task that was set to those that may have been solved instead."""


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A wrong answer and the facts that explain it."""

    values: tuple[Any, ...]
    """Nested as those of a signal; most are only compared, and no signal is made of them."""
    facts: Facts

    @property
    def answer(self) -> Signal:
        """The answer as a signal."""
        return Signal(self.values)


@dataclass(frozen=True, slots=True)
class Edit:
    """The right answer, spoiled as a whole: reversed, shifted, cut, or scaled."""

    name: str
    explanation: str
    spoil: Callable[[Task, Signal], Iterator[Spoiled]]
    """From the task and its right answer to wrong ones."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A local fault, recognised from the difference between the right answer and the one that was given."""

    name: str
    explanation: str
    explain: Callable[[Task, Signal, Signal], Iterator[Facts]]
    """From the task, the right answer and the given one, of equal shape, to the facts that explain the difference."""
    cost: int = 1
    """A mistake that fits everything counts for more."""


Mistake = Misreading | Edit | Fit


def with_operand(task: Convolution | Correlation, name: Literal["x", "h"], signal: Signal) -> Task:
    """Return the task with another signal in place of ``x`` or ``h``."""
    return replace(task, x=signal) if name == "x" else replace(task, h=signal)


def kernel_of(task: Task) -> Signal | None:
    """Return the kernel, where the task has one without axes for channels."""
    if isinstance(task, Layer):
        return None if task.channels else task.w
    return task.h if isinstance(task, Convolution | Correlation) else None


def with_kernel(task: Task, kernel: Signal) -> Task:
    """Return the task with another kernel."""
    if isinstance(task, Layer):
        return replace(task, w=kernel)
    return replace(task, h=kernel) if isinstance(task, Convolution | Correlation) else task
