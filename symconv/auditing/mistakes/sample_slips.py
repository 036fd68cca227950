"""One sample went wrong by one of its products: left out, counted twice, or with the wrong sign."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any

import sympy

from symconv.auditing.mistakes.mistake import Facts, Fit
from symconv.operations import Convolution, Correlation, Layer, Task, WindowedSum, as_windowed_sum
from symconv.operations.layers import shape_of
from symconv.signals import Signal

__all__ = ["ARITHMETIC_SLIP", "SIGN", "TERM_MISSING", "TERM_TWICE"]

Index = tuple[int, ...]

MOST_TERMS = 2_000
"""Most products of one sample that are tried."""


def _the_difference(answer: Signal, got: Signal) -> tuple[Index, Any, Any] | None:
    """Return index, right value and found value of the only sample that differs."""
    pairs = zip(answer.items(), got.flat_values, strict=True)
    wrong = [(index, right, found) for (index, right), found in pairs if right != found]
    return wrong[0] if len(wrong) == 1 else None


def _by_term(task: Task, answer: Signal, got: Signal, factor: int) -> Iterator[Facts]:
    """Yield the product whose ``factor``-fold is the difference."""
    wrong = _the_difference(answer, got)
    formula = None if wrong is None else _formula(task)
    if wrong is None or formula is None:
        return
    index, right, found = wrong
    if prod(formula.v.shape) > MOST_TERMS:
        return
    for term in formula.terms(index):
        product = sympy.expand(term.weight * term.sample)
        if product != 0 and sympy.expand(found - right - factor * product) == 0:
            yield {"n": _written(index), "term": f"{_factor(term.sample)}·{_factor(term.weight)}", "value": product}
            return


def _formula(task: Task) -> WindowedSum | None:
    """Return the task as one sum over a window, where it is one."""
    if isinstance(task, Convolution | Correlation):
        return as_windowed_sum(task)
    if not isinstance(task, Layer) or task.channels or task.transposed:
        return None
    shape = shape_of(task)
    weights = task.w.flat_values if task.operation == "correlate" else task.w.flat_values[::-1]
    kernel = Signal(sympy.Array(weights, task.w.shape).tolist())
    first = (0,) * task.x.ndim
    window = (shape.output[1:], task.stride, task.dilation, shape.left, task.boundary, task.constant)
    return WindowedSum(task.x, kernel, first, *window)


def _written(index: Index) -> str:
    return ", ".join(map(str, index))


def _factor(value: Any) -> str:
    return f"({value})" if value.could_extract_minus_sign() or value.is_Add else str(value)


def _sign(task: Task, answer: Signal, got: Signal) -> Iterator[Facts]:
    yield from _by_term(task, answer, got, -2)


def _missing(task: Task, answer: Signal, got: Signal) -> Iterator[Facts]:
    yield from _by_term(task, answer, got, -1)


def _twice(task: Task, answer: Signal, got: Signal) -> Iterator[Facts]:
    yield from _by_term(task, answer, got, 1)


def _slip(task: Task, answer: Signal, got: Signal) -> Iterator[Facts]:
    wrong = _the_difference(answer, got)
    if wrong is not None:
        index, right, found = wrong
        yield {"n": _written(index), "found": found, "right": right, "difference": sympy.expand(found - right)}


SIGN = Fit("sign", "At n = {n} a sign is wrong: the product {term} must enter with {value}.", _sign)
TERM_MISSING = Fit("term-missing", "At n = {n} the product {term} = {value} is missing from the sum.", _missing)
TERM_TWICE = Fit("term-twice", "At n = {n} the product {term} = {value} was counted twice.", _twice)
ARITHMETIC_SLIP = Fit(
    "slip", "At n = {n} the value {found} should be {right}: it is off by {difference}.", _slip, cost=2
)
