"""Rows and columns of the kernel exchanged."""

from __future__ import annotations

from collections.abc import Iterator

from symconv.auditing.mistakes.mistake import Facts, Misreading, kernel_of, with_kernel
from symconv.operations import Task
from symconv.signals import Signal

__all__ = ["TRANSPOSED_KERNEL"]


def _change(task: Task) -> Iterator[tuple[Task, Facts]]:
    kernel = kernel_of(task)
    if kernel is not None and kernel.ndim == 2:
        yield with_kernel(task, Signal(list(zip(*kernel.values, strict=True)), first=kernel.origin[::-1])), {}


TRANSPOSED_KERNEL = Misreading(
    "transposed-kernel", "Rows and columns of the kernel were exchanged before it was used.", _change
)
