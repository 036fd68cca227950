"""One sample of a signal copied wrongly, and the rest worked out from it without a fault."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Literal

import sympy

from symconv.auditing.mistakes.mistake import Facts, Fit, with_operand
from symconv.operations import Convolution, Correlation, Task, compute
from symconv.signals import Signal

__all__ = ["COPIED_WRONG"]

MOST_SAMPLES = 64
"""Longest signal whose samples are tried one by one."""


def _explain(task: Task, answer: Signal, got: Signal) -> Iterator[Facts]:
    """Try each sample of ``x`` and ``h``.

    The operation is linear in each: got − answer must be a multiple of the response to a unit impulse there.
    """
    if not isinstance(task, Convolution | Correlation) or not (task.x.is_real and task.h.is_real):
        return
    differences = [a - b for a, b in zip(got.flat_values, answer.flat_values, strict=True)]
    if sum(difference != 0 for difference in differences) < 2:
        return  # a sample of an operand is felt at more than one place
    operands: tuple[tuple[Literal["x", "h"], Signal], ...] = (("x", task.x), ("h", task.h))
    for name, signal in operands:
        if prod(signal.shape) > MOST_SAMPLES:
            continue
        for index, value in signal.items():
            response = compute(with_operand(task, name, _impulse(signal, index))).flat_values
            change = _multiple(differences, response)
            if change is not None:
                place = ", ".join(map(str, index))
                yield {"signal": name, "n": place, "found": sympy.expand(value + change), "right": value}


def _impulse(signal: Signal, index: tuple[int, ...]) -> Signal:
    values = sympy.MutableDenseNDimArray.zeros(*signal.shape)
    values[tuple(at - start for at, start in zip(index, signal.origin, strict=True))] = 1
    return Signal(values.tolist(), first=signal.origin)


def _multiple(differences: list[sympy.Expr], response: tuple[sympy.Expr, ...]) -> sympy.Expr | None:
    """Return c with differences = c · response, response having at least two non-zero samples."""
    at = [k for k, value in enumerate(response) if value != 0]
    if len(at) < 2:
        return None
    factor = sympy.cancel(differences[at[0]] / response[at[0]])
    fits = all(sympy.expand(d - factor * r) == 0 for d, r in zip(differences, response, strict=True))
    return factor if fits and factor != 0 else None


COPIED_WRONG = Fit(
    "copied-wrong",
    "{signal}[{n}] was taken as {found} instead of {right}; with that value everything follows.",
    _explain,
)
