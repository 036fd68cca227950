"""The second exact method: the written definition, summed product by product.

Small results are worked out again at every index. Large ones are compared modulo a prime, at as many
indices as a fixed amount of work allows, the first and the last always among them.

May import: ``definition``, ``numbers``, ``report``.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import sympy

from symconv.checks.definition import Definition
from symconv.checks.numbers import PRIME, Number, Point, alike, modulo_prime, numbers_of
from symconv.checks.report import CheckItem
from symconv.derivation import Grade
from symconv.signals import Signal

__all__ = ["Sides", "check_exactly", "some_positions"]

Sides = tuple[Sequence[Number], Sequence[Number]]

WORK_EXACT = 30_000
"""Products up to which every sample is worked out in exact numbers."""
WORK_MODULAR = 100_000
"""Products that are spent on a larger result."""


def check_exactly(definition: Definition, sides: Sides, result: Signal, point: Point) -> CheckItem:
    """Compare a result with its definition; ``sides`` are the operands of the definition at the point."""
    where = f" at {point}" if point.values else ""
    if (definition.first, definition.shape) != (result.origin, result.shape):
        return CheckItem(
            Grade.EXACT,
            False,
            f"The window should start at {definition.first} with {definition.shape} samples, "
            f"but starts at {result.origin} with {result.shape}.",
        )
    found = result.flat_values
    each = min(map(len, sides))
    if each * definition.size > WORK_EXACT:
        positions = some_positions(definition.size, max(2, WORK_MODULAR // each))
        numbers = numbers_of([found[position] for position in positions], point)
        residues = [modulo_prime(part) for part in (*sides, numbers)]
        if all(part is not None for part in residues):
            return _item(definition, positions, _differing(definition, positions, *residues), _MODULAR + where)
    positions = some_positions(definition.size, max(2, WORK_EXACT // each))
    left, right, numbers = alike(*sides, numbers_of([found[position] for position in positions], point))
    wrong = [
        position
        for position, number in zip(positions, numbers, strict=True)
        if not _equal(sum(left[i] * right[j] for i, j in definition.pairs(definition.index(position))), number)
    ]
    return _item(definition, positions, wrong, f"in exact arithmetic{where}")


_MODULAR = "modulo the prime 2^61 − 31"


def _differing(definition: Definition, positions: Sequence[int], left: Any, right: Any, found: Any) -> list[int]:
    wrong = []
    for position, residue in zip(positions, found, strict=True):
        total = sum(left[i] * right[j] for i, j in definition.pairs(definition.index(position)))
        if (total - residue) % PRIME:
            wrong.append(position)
    return wrong


def some_positions(size: int, count: int) -> Sequence[int]:
    """Return all positions, or that many of them: the ends and a random choice, the same every time."""
    if size <= count:
        return range(size)
    inner = random.Random(size).sample(range(1, size - 1), count - 2)
    return [0, *sorted(inner), size - 1]


def _equal(expected: Any, found: Any) -> bool:
    if not isinstance(found, sympy.Basic):
        return bool(expected == found)
    difference = sympy.expand(expected - found)
    return bool(difference == 0 or abs(difference.evalf(60, chop=False)) < sympy.Float("1e-50"))


def _item(definition: Definition, positions: Sequence[int], wrong: Sequence[int], how: str) -> CheckItem:
    if wrong:
        index = definition.index(wrong[0])
        place = index[0] if len(index) == 1 else index
        what = f"The definition, summed again {how}, gives another value at n = {place}."
    elif len(positions) == definition.size:
        what = f"The definition, summed again at all {definition.size} output indices {how}, gives the same."
    else:
        what = (
            f"The definition, summed again at {len(positions)} of the {definition.size} output indices {how}, "
            "gives the same."
        )
    return CheckItem(Grade.EXACT, not wrong, what)
