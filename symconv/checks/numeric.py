"""The comparison with NumPy, on floating-point numbers.

May import: NumPy, ``definition``, ``numpy_calls``, ``numbers``, ``report``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from symconv.checks.code import MAX_SHOWN, array_code, shown
from symconv.checks.numbers import Number, Point, as_complex
from symconv.checks.numpy_calls import Call
from symconv.checks.report import CheckItem
from symconv.derivation import Grade

__all__ = ["RELATIVE", "as_array", "check_numerically"]

RELATIVE = 1e-12
"""Largest difference that is allowed, as a part of the largest sum of absolute products."""

Operand = tuple[Sequence[Number], tuple[int, ...]]


def check_numerically(call: Call, operands: tuple[Operand, Operand], found: Operand, point: Point) -> CheckItem:
    """Run a NumPy call on floats and compare."""
    where = f" at {point}" if point.values else ""
    (x, h), y = [as_array(*operand) for operand in operands], as_array(*found)
    if x is None or h is None or y is None:
        what = "The numbers are too large for floating point, so NumPy was not asked."
        return CheckItem(Grade.NUMERIC, True, what)
    ours = call.run(x, h)
    code = _code(call, operands)
    if ours.shape != y.shape:
        what = f"NumPy gives {ours.shape} samples, not {y.shape}."
        return CheckItem(Grade.NUMERIC, False, what, code, shown(ours))
    largest = float(np.max(np.abs(ours - y), initial=0.0))
    scale = float(np.max(call.run(np.abs(x), np.abs(h)), initial=0.0))
    allowed = max(RELATIVE, min(x.size, h.size) * float(np.finfo(float).eps)) * scale
    what = f"NumPy on floating-point numbers{where}; allowed is a difference of {_power(allowed, scale)}."
    return CheckItem(Grade.NUMERIC, largest <= allowed, what, code, shown(ours), largest)


def _power(allowed: float, scale: float) -> str:
    part = allowed / scale if scale else RELATIVE
    return f"{part:.0e} of the largest sum of absolute products, {scale:.4g}".replace("e-0", "e-")


def as_array(numbers: Sequence[Number], shape: tuple[int, ...]) -> Any:
    """Return exact numbers as an array of floats, or ``None`` when one of them is too large."""
    try:
        values = [as_complex(number) for number in numbers]
    except OverflowError:
        return None
    array = np.array(values).reshape(shape)
    return array if np.any(array.imag) else array.real


def _code(call: Call, operands: tuple[Operand, Operand]) -> str:
    """Return the line with its numbers, or with names where there are too many."""
    if sum(len(numbers) for numbers, _ in operands) <= MAX_SHOWN:
        x, h = [array_code(*operand) for operand in operands]
        return call.code.format(x=x, h=h)
    return call.code.format(x="x", h="h")
