"""Functions of one index: conditions such as ``0 <= n <= 2``, impulses, steps, and rounding to integers.

May import: ``syntax`` and this package's worlds.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from symconv.auditing.worlds import Unread
from symconv.syntax import to_text
from symconv.syntax.nodes import Chain, Node, Vector, Word

__all__ = ["holds_at", "impulse_or_step", "rounded"]

_STEPS: Final = ("u", "step")
_ROUNDINGS: Final = {"floor": math.floor, "ceil": math.ceil}


def impulse_or_step(name: str, place: Fraction) -> Fraction | None:
    """Return a sample of the unit impulse or the unit step, or ``None`` for any other name."""
    if place.denominator != 1 or name not in ("delta", *_STEPS):
        return None
    return Fraction(int(place == 0 if name == "delta" else place >= 0))


def rounded(name: str, value: Fraction) -> Fraction:
    """Return ⌊value⌋ or ⌈value⌉."""
    return Fraction(_ROUNDINGS[name](value))


def holds_at(condition: Node, number: Callable[[Node], Fraction]) -> bool:
    """Whether a condition such as ``0 <= n <= 2`` or ``n ∈ [0, 2]`` holds for the values of its names.

    Raises
    ------
    Unread
        If it is another kind of condition.
    """
    if isinstance(condition, Word) and condition.text.strip(" .").lower() in (
        "else",
        "elsewhere",
        "otherwise",
        "sonst",
    ):
        return True
    if not isinstance(condition, Chain):
        raise Unread(f"the condition {to_text(condition)} is not read")
    left = condition.first
    for sign, right in condition.links:
        if sign == "∈" and isinstance(right, Vector):
            held = number(left) in [number(entry) for entry in right.entries]
        elif sign in _COMPARED:
            held = _COMPARED[sign](number(left), number(right))
        else:
            raise Unread(f"the condition {to_text(condition)} is not read")
        if not held:
            return False
        left = right
    return True


_COMPARED: Final[Mapping[str, Callable[[Fraction, Fraction], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
