"""Which output samples are shown when there are too many: the first and the last ones, and a note of the rest.

May import: ``signals``. Must never hide work silently.
"""

from __future__ import annotations

from math import prod

from symconv.signals import Signal

__all__ = ["MAX_SAMPLES", "place_of", "shown_indices"]

MAX_SAMPLES = 8
"""Most output samples whose work is shown; half as many again are not worth an omission."""

Place = tuple[int, ...]


def shown_indices(signal: Signal, most: int = MAX_SAMPLES) -> tuple[tuple[Place, ...], int, tuple[Place, ...]]:
    """Return the indices to show first, the number that is left out, and the indices to show last.

    Examples
    --------
    >>> shown_indices(Signal([1, 2, 3, 4]), most=2)
    (((0,),), 2, ((3,),))
    """
    count = prod(signal.shape)
    if count <= most + most // 2:
        return tuple(place_of(signal, i) for i in range(count)), 0, ()
    tail = most // 3 or 1
    head = most - tail
    return (
        tuple(place_of(signal, i) for i in range(head)),
        count - most,
        tuple(place_of(signal, i) for i in range(count - tail, count)),
    )


def place_of(signal: Signal, number: int) -> Place:
    """Return the index of a sample from its number in row-major order."""
    place = []
    for length, first in zip(reversed(signal.shape), reversed(signal.origin), strict=True):
        number, offset = divmod(number, length)
        place.append(first + offset)
    return tuple(reversed(place))
