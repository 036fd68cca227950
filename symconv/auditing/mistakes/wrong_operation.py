"""Another operation altogether: sample by sample, or a matrix product."""

from __future__ import annotations

from collections.abc import Iterator

import sympy

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Convolution, Correlation, Task
from symconv.signals import Signal

__all__ = ["WRONG_OPERATION"]


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    if not isinstance(task, Convolution | Correlation) or task.x.ndim > 2:
        return
    x, h = task.x, task.h
    if x.shape == h.shape:
        values = sympy.Array(
            [sympy.expand(a * b) for a, b in zip(x.flat_values, h.flat_values, strict=True)], x.shape
        ).tolist()
        yield Spoiled(Signal(values).values, {"what": "the signals were multiplied sample by sample"})
    if x.ndim == 2 and x.shape[1] == h.shape[0] and x.shape[0] * x.shape[1] * h.shape[1] <= 10_000:
        product = (sympy.Matrix(x.values) * sympy.Matrix(h.values)).expand()
        yield Spoiled(Signal(product.tolist()).values, {"what": "this is the matrix product of rows and columns"})


WRONG_OPERATION = Edit("wrong-operation", "This is no convolution or correlation at all: {what}.", _spoil)
