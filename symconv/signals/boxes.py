"""Boxes of indices and their row-major order.

May import: ``errors``.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from math import prod
from typing import Any

import sympy

from symconv.errors import LimitError, SupportError

__all__ = ["MAX_RESULT", "bracketed", "check_result_size", "index_expression", "nested", "places_in", "read_origin"]

MAX_RESULT = 4_194_304
"""Most samples of a signal that is computed (2**22)."""
MAX_SHOWN = 20
"""Most samples of a row that are shown in a session."""
MAX_SPELLED = 10_000
"""Most samples of a signal of which any are shown."""


def nested(flat: Sequence[Any], shape: tuple[int, ...]) -> Any:
    """Return row-major values as nested tuples.

    Examples
    --------
    >>> nested((1, 2, 3, 4), (2, 2))
    ((1, 2), (3, 4))
    """
    rows: Sequence[Any] = flat
    for length in reversed(shape[1:]):
        rows = [tuple(rows[at : at + length]) for at in range(0, len(rows), length)]
    return tuple(rows)


def bracketed(values: Any) -> str:
    """Return nested tuples as text, the middle of long ones left out.

    Examples
    --------
    >>> bracketed(((1, 2), (3, 4))), bracketed(tuple(range(100)))
    ('[[1, 2], [3, 4]]', '[0, 1, 2, 3, 4, 5, 6, 7, …, 99]')
    """
    if not isinstance(values, tuple):
        return str(values)
    if len(values) <= MAX_SHOWN:
        return f"[{', '.join(map(bracketed, values))}]"
    return f"[{', '.join(map(bracketed, values[:8]))}, …, {bracketed(values[-1])}]"


def places_in(
    shape: tuple[int, ...], origin: tuple[int, ...], outer: tuple[int, ...], outer_origin: tuple[int, ...]
) -> list[int]:
    """Return where the samples of a box lie in the row-major order of a box around it.

    Examples
    --------
    >>> places_in((2,), (0,), (4,), (-1,))
    [1, 2]
    """
    places = [0]
    for length, start, outer_length, outer_start in zip(shape, origin, outer, outer_origin, strict=True):
        shift = start - outer_start
        places = [place * outer_length + shift + step for place in places for step in range(length)]
    return places


def check_result_size(shape: Sequence[int]) -> None:
    """Refuse a result that is too large, before it takes memory."""
    count = prod(shape)
    if count > MAX_RESULT:
        raise LimitError("computing a signal", f"{count} samples", limit=f"{MAX_RESULT} samples")


def read_origin(first: int | Sequence[int] | None, axes: int) -> tuple[int, ...]:
    """Return the index of the first sample, one per axis, from what a user gave."""
    if first is None:
        return (0,) * axes
    try:
        origin = tuple(map(operator.index, first)) if isinstance(first, Sequence) else (operator.index(first),)
    except TypeError:
        raise SupportError(f"reading a signal: first={first!r} must be an integer, or one integer per axis") from None
    if len(origin) != axes:
        raise SupportError(
            f"reading a signal: first={first!r} gives {len(origin)} of the {axes} axes; give one integer per axis"
        )
    return origin


def index_expression(place: Any) -> Any:
    """Return an index, an integer of any kind or a SymPy expression, as a SymPy expression."""
    if isinstance(place, sympy.Expr):
        return place
    if hasattr(place, "__index__"):
        return sympy.Integer(operator.index(place))
    raise TypeError(f"an index is an integer or a SymPy expression, not {type(place).__name__}")
