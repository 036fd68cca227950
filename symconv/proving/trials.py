"""Trials: one equality evaluated on one instance by brute force.

A difference counts only when a larger box gives the same two values again.
May import: ``instances``, ``reading``, ``oracle``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Final

from symconv.proving.instances import Instance, satisfies, situation
from symconv.proving.oracle.evaluate import Evaluator
from symconv.proving.oracle.numbers import Value
from symconv.proving.oracle.samples import Point, Samples, Unmeasurable
from symconv.proving.oracle.situation import FUEL, Measure, Situation, Trace
from symconv.proving.reading import Reading
from symconv.syntax.nodes import Node, Number, children

__all__ = ["Difference", "Outcome", "Trials"]

BOX: Final = 9
LARGER_BOX: Final = 14
FAR_BOX: Final = 30
FARTHEST: Final = 500
WINDOW: Final = 7
"""Signals without end are compared at |n| ≤ WINDOW."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two sides differ, and by what."""

    at: Point
    """The index of a statement between signals, else empty."""
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one instance says: a difference, agreement (``settled``), or nothing."""

    difference: Difference | None
    settled: bool
    """Both boxes gave the same values, so the sums converge here."""
    vanishing: bool = False
    """Both sides are 0 everywhere."""


NOTHING: Final = Outcome(None, settled=False)


class Trials:
    """Two sides of a reading, read once for the oracle."""

    __slots__ = ("left", "reach", "reading", "right", "spent")

    def __init__(self, reading: Reading, left: Node, right: Node) -> None:
        evaluator = Evaluator({s.name: s.dimension for s in reading.signals})
        self.reading = reading
        self.spent = 0
        """How many samples have been looked at, which is what time goes into."""
        self.reach = FAR_BOX + 2 * max(_largest(left), _largest(right))
        self.left: Trace | Measure
        self.right: Trace | Measure
        if reading.whole:
            self.left = evaluator.signal(left, reading.dimension)
            self.right = evaluator.signal(right, reading.dimension)
        else:
            self.left, self.right = evaluator.number(left), evaluator.number(right)

    def outcome(self, instance: Instance) -> Outcome:
        """Evaluate both sides with two boxes."""
        if not satisfies(self.reading, instance):
            return NOTHING
        try:
            near = self._values(instance, BOX, None)
            if near is None:
                return NOTHING
            at, left, right, vanishing = near
            again = self._values(instance, LARGER_BOX, at)
        except Unmeasurable:
            return NOTHING
        if again is None or again[1:3] != (left, right):
            return NOTHING
        if left == right:
            return Outcome(None, settled=True, vanishing=vanishing)
        return Outcome(Difference(at, left, right), settled=True)

    def confirmed(self, instance: Instance) -> bool:
        """Tell whether a difference stays in a box that reaches beyond every number in the statement.

        Where that box is too large to be looked at, the two boxes of `outcome` have to do.
        """
        difference = self.outcome(instance).difference
        if difference is None:
            return False
        try:
            far = self._values(instance, self.reach, difference.at if self.reading.whole else None)
        except Unmeasurable:
            return True
        return far is not None and far[1:3] == (difference.left, difference.right)

    def _values(self, instance: Instance, box: int, at: Point | None) -> tuple[Point, Value, Value, bool] | None:
        """Return the values of both sides, where they differ if they do anywhere (or at the given index)."""
        s = situation(self.reading, instance, box)
        try:
            return self._compared(s, at)
        finally:
            self.spent += FUEL - s.fuel[0]

    def _compared(self, s: Situation, at: Point | None) -> tuple[Point, Value, Value, bool] | None:
        left, right = self.left(s), self.right(s)
        if not isinstance(left, Samples) or not isinstance(right, Samples):
            if isinstance(left, Samples) or isinstance(right, Samples):
                return None
            return (), left, right, not left and not right
        points: Iterable[Point] = _points(left, right, self.reading.dimension, s) if at is None else (at,)
        vanishing, last = True, (0,) * self.reading.dimension
        for point in points:
            a, b = left.at(point), right.at(point)
            if a != b:
                return point, a, b, False
            vanishing, last = vanishing and not a, point
        return last, left.at(last), right.at(last), vanishing


def _points(left: Samples, right: Samples, dimension: int, s: Situation) -> list[Point]:
    """Return the indices to compare at, those near 0 first."""
    if left.values is not None and right.values is not None:
        found = set(left.values) | set(right.values)
    else:
        reach = WINDOW if dimension == 1 else 3
        found = set(product(range(-reach, reach + 1), repeat=dimension))
    return sorted(found, key=lambda p: (sum(map(abs, p)), tuple(-i for i in p)))


def _largest(node: Node) -> int:
    """Return the largest number in an expression, up to a limit."""
    own = int(node.value) if isinstance(node, Number) else 0
    return min(max([own, *map(_largest, children(node))]), FARTHEST)
