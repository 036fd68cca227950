"""The comparison with NumPy, on floating-point numbers.

May import: NumPy, ``definition``, ``numpy_calls``, ``numbers``, ``report``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
"""Exact numbers and their shape."""


def check_numerically(call: Call, operands: Mapping[str, Operand], found: Operand, point: Point) -> CheckItem:
    """Run a NumPy computation on floats and compare."""
    where = f" at {point}" if point.values else ""
    arrays, ours = {name: as_array(*operand) for name, operand in operands.items()}, as_array(*found)
    if ours is None or any(array is None for array in arrays.values()):
        what = "The numbers are too large for floating point, so NumPy was not asked."
        return CheckItem(Grade.NUMERIC, True, what)
    code = _code(call, operands)
    theirs = call.run(arrays)
    if theirs.shape != ours.shape:
        what = f"NumPy gives an array of shape {theirs.shape}, not {ours.shape}."
        return CheckItem(Grade.NUMERIC, False, what, code, shown(theirs))
    largest = float(np.max(np.abs(theirs - ours), initial=0.0))
    scale = float(np.max(np.abs(call.run({name: np.abs(array) for name, array in arrays.items()})), initial=0.0))
    terms = max(len(numbers) for numbers, _ in operands.values())
    allowed = max(RELATIVE, terms * float(np.finfo(float).eps)) * scale
    agrees = largest <= allowed
    verdict = "gives the same" if agrees else "gives something else"
    what = f"NumPy {verdict} on floating-point numbers{where}; the difference may be {_power(allowed, scale)}."
    return CheckItem(Grade.NUMERIC, agrees, what, code, shown(theirs), largest)


def _power(allowed: float, scale: float) -> str:
    part = allowed / scale if scale else RELATIVE
    return f"{part:.0e} times the largest sum of absolute products, {scale:.4g}"


def as_array(numbers: Sequence[Number], shape: tuple[int, ...]) -> Any:
    """Return exact numbers as an array of floats, or ``None`` when one of them is too large."""
    try:
        values = [as_complex(number) for number in numbers]
    except OverflowError:
        return None
    array = np.array(values).reshape(shape)
    return array if np.any(array.imag) else array.real


def _code(call: Call, operands: Mapping[str, Operand]) -> str:
    """Return the lines with their numbers, or with names where there are too many."""
    few = sum(len(numbers) for numbers, _ in operands.values()) <= MAX_SHOWN
    if call.inline:
        return call.code.format(**{name: array_code(*operand) if few else name for name, operand in operands.items()})
    if not few:
        return call.code
    # Integer arrays would cut the constant of a boundary down to an integer.
    lines = [f"{name} = np.array({array_code(*operand)}, {_kind(operand[0])})" for name, operand in operands.items()]
    return "\n".join([*lines, call.code])


def _kind(numbers: Sequence[Number]) -> str:
    return "complex" if any(as_complex(number).imag for number in numbers) else "float"
