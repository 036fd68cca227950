"""The comparison with NumPy, on floating-point numbers.

May import: NumPy, ``definition``, ``numpy_calls``, ``numbers``, ``report``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from symconv.checks.code import MAX_SHOWN, array_code, shown
from symconv.checks.definition import Definition
from symconv.checks.exact import Sides, some_positions
from symconv.checks.numbers import Number, Point, alike, as_complex, numbers_of
from symconv.checks.numpy_calls import Call
from symconv.checks.report import CheckItem
from symconv.derivation import Grade
from symconv.signals import Signal

__all__ = ["RELATIVE", "as_array", "check_numerically"]

RELATIVE = 1e-12
"""Largest difference that is allowed, as a part of the largest sum of absolute products."""

WORK = 4_000_000
"""Products up to which NumPy works the whole result out."""
WORK_EACH = 200_000
"""Products that are spent on a larger one."""

Operand = tuple[Sequence[Number], tuple[int, ...]]
"""Exact numbers and their shape."""


def check_numerically(
    call: Call, definition: Definition, sides: Sides, operands: Mapping[str, Signal], result: Signal, point: Point
) -> CheckItem | None:
    """Run a NumPy computation on floats and compare; ``sides`` are the operands of the definition at the point."""
    where = f" at {point}" if point.values else ""
    if definition.size * min(map(len, sides)) > WORK:
        return _check_some(definition, sides, result, point, where)
    named = {name: (numbers_of(signal.flat_values, point), signal.shape) for name, signal in operands.items()}
    found = numbers_of(result.flat_values, point), result.shape
    arrays, ours = {name: as_array(*operand) for name, operand in named.items()}, as_array(*found)
    if ours is None or any(array is None for array in arrays.values()):
        return _check_objects(call, named, found, where)
    theirs = call.run(arrays)
    code = _code(call, named)
    if theirs.shape != ours.shape:
        what = f"NumPy gives an array of shape {theirs.shape}, not {ours.shape}."
        return CheckItem(Grade.NUMERIC, False, what, code, shown(theirs))
    scale = float(np.max(np.abs(call.run({name: np.abs(array) for name, array in arrays.items()})), initial=0.0))
    terms = max(len(numbers) for numbers, _ in named.values())
    agrees, largest, said = _compare(theirs, ours, scale, terms)
    what = f"NumPy {_verdict(agrees)} on floating-point numbers{where}; {said}."
    return CheckItem(Grade.NUMERIC, agrees, what, code, shown(theirs), largest)


def _check_objects(call: Call, operands: Mapping[str, Operand], found: Operand, where: str) -> CheckItem:
    """Let NumPy work on exact Python numbers, where floats would overflow or vanish."""
    exact = dict(zip([*operands, ""], alike(*[numbers for numbers, _ in (*operands.values(), found)]), strict=True))
    shapes = {name: shape for name, (_, shape) in operands.items()} | {"": found[1]}
    arrays = {name: _objects(numbers, shapes[name]) for name, numbers in exact.items()}
    ours = arrays.pop("")
    theirs = call.run(arrays)
    agrees = theirs.shape == ours.shape and bool(np.all(theirs == ours))
    what = f"NumPy {_verdict(agrees)} on exact numbers{where}, because floating point cannot hold them."
    return CheckItem(Grade.NUMERIC, agrees, what, max_abs_error=0.0 if agrees else None)


def _check_some(definition: Definition, sides: Sides, result: Signal, point: Point, where: str) -> CheckItem | None:
    """Compare at so many indices that the work stays within bounds; not at all where floats cannot hold the numbers."""
    each = min(map(len, sides))
    positions = some_positions(definition.size, max(2, WORK_EACH // each))
    values = result.flat_values
    found = numbers_of([values[position] for position in positions], point)
    left, right, ours = (as_array(numbers, (len(numbers),)) for numbers in (*sides, found))
    if left is None or right is None or ours is None:
        return None
    theirs, scale = [], 0.0
    for position in positions:
        pairs = np.array(list(definition.pairs(definition.index(position))), dtype=int).reshape(-1, 2)
        theirs.append(np.dot(left[pairs[:, 0]], right[pairs[:, 1]]))
        scale = max(scale, float(np.dot(np.abs(left[pairs[:, 0]]), np.abs(right[pairs[:, 1]]))))
    agrees, largest, said = _compare(np.array(theirs), ours, scale, each)
    what = (
        f"NumPy's dot product {_verdict(agrees)} at {len(positions)} of the {definition.size} output indices "
        f"on floating-point numbers{where}; {said}."
    )
    return CheckItem(Grade.NUMERIC, agrees, what, max_abs_error=largest)


def _compare(theirs: Any, ours: Any, scale: float, terms: int) -> tuple[bool, float, str]:
    """Return whether two arrays agree, their largest difference, and the criterion in words."""
    largest = float(np.max(np.abs(theirs - ours), initial=0.0))
    part = max(RELATIVE, terms * float(np.finfo(float).eps))
    criterion = f"the difference may be {part:.0e} times the largest sum of absolute products, {scale:.4g}"
    return largest <= part * scale, largest, criterion


def _verdict(agrees: bool) -> str:
    return "gives the same" if agrees else "gives something else"


def as_array(numbers: Sequence[Number], shape: tuple[int, ...]) -> Any:
    """Return exact numbers as an array of floats, or ``None`` when one of them is too large or too small."""
    try:
        values = [as_complex(number) for number in numbers]
    except OverflowError:
        return None
    if any(not value and number for value, number in zip(values, numbers, strict=True)):
        return None
    array = np.array(values).reshape(shape)
    return array if np.any(array.imag) else array.real


def _objects(numbers: Sequence[Number], shape: tuple[int, ...]) -> Any:
    array = np.empty(len(numbers), dtype=object)
    array[:] = numbers
    return array.reshape(shape)


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
