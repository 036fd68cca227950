r"""Shapes that a text states: a signal in ``\mathbb{R}^{1 \times 4}``.

May import: ``syntax`` and this package's values.
"""

from __future__ import annotations

from symconv.auditing.claims import Note
from symconv.auditing.outcomes import Outcome
from symconv.auditing.values import Array, Unread, World, evaluate
from symconv.syntax.nodes import Fence, Name, Node, Power, Product

__all__ = ["shape_outcome"]


def shape_outcome(left: Node, right: Node, world: World) -> Outcome | None:
    """Compare a signal with the ℝ^{…} that it is said to be in; ``None`` where no shape is stated."""
    if not (isinstance(right, Power) and isinstance(right.base, Name) and right.base.name in "ℝℂℤℚ"):
        return None
    exponent = right.exponent
    while isinstance(exponent, Fence):
        exponent = exponent.inner
    factors = exponent.factors if isinstance(exponent, Product) else (exponent,)
    try:
        lengths = [evaluate(factor, world) for factor in factors]
        value = evaluate(left, world)
    except Unread:
        return None
    if not isinstance(value, Array) or any(isinstance(length, Array) for length in lengths):
        return None
    written, entries = " × ".join(map(str, lengths)), " × ".join(map(str, value.shape))
    if [n for n in lengths if n != 1] == [n for n in value.shape if n != 1]:
        return Outcome("holds", "shape", "exact", written, entries)
    note = Note("shape", f"The signal has {entries} entries, not {written}.")
    return Outcome("fails", "wrong shape", "exact", written, entries, (note,))
