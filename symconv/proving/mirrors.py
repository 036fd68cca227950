"""Samples under symmetries: which points mirror one another, and the values that all the mirrors allow there.

May import: ``oracle``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from symconv.proving.oracle.numbers import IMAGINARY_UNIT, Value, conjugate, imaginary_part, real_part
from symconv.proving.oracle.samples import Point

__all__ = ["Mirror", "mirrored"]

LONGEST_ORBIT: Final = 64
Change = tuple[int, bool]
"""A sign, and whether a value is conjugated; these changes commute, and each undoes itself."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """f[e] = sign·f[center − e], conjugated if said; an axis without center stays."""

    center: tuple[int | None, ...]
    sign: int
    conjugate: bool

    def image(self, point: Point) -> Point:
        """Return the mirror image of a point."""
        return tuple(e if c is None else c - e for e, c in zip(point, self.center, strict=True))


def mirrored(
    value: Value, point: Point, mirrors: Sequence[Mirror], reduce: Callable[[Point], Point]
) -> dict[Point, Value]:
    """Return the values at a point and all its images: the nearest value that the symmetries allow.

    Two centers on a line make a signal periodic; without a period among its hypotheses it is 0 there.
    """
    found: dict[Point, Change] = {reduce(point): (1, False)}
    fixed: set[Change] = set()
    waiting = list(found)
    for place in waiting:
        sign, conjugated = found[place]
        for mirror in mirrors:
            image = reduce(mirror.image(place))
            change = (sign * mirror.sign, conjugated != mirror.conjugate)
            if image not in found:
                found[image] = change
                waiting.append(image)
            old = found[image]
            fixed.add((old[0] * change[0], old[1] != change[1]))
        if len(found) > LONGEST_ORBIT:
            return {}
    kept = _allowed(value, fixed)
    return {place: _changed(kept, change) for place, change in found.items()}


def _allowed(value: Value, fixed: set[Change]) -> Value:
    """Return the nearest value that these changes leave as it is."""
    if (-1, False) in fixed or {(1, True), (-1, True)} <= fixed:
        return 0
    if (1, True) in fixed:
        return real_part(value)
    return imaginary_part(value) * IMAGINARY_UNIT if (-1, True) in fixed else value


def _changed(value: Value, change: Change) -> Value:
    sign, conjugated = change
    return sign * (conjugate(value) if conjugated else value)
