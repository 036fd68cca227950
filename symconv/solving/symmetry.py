"""Is a kernel its own reversal, or minus that? Then convolution and correlation hold the same samples.

May import: ``operations.tasks``, ``signals``. Must never decide it from rounded numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product as cartesian
from typing import Literal

import sympy

from symconv.operations.tasks import Convolution, Correlation, Layer
from symconv.signals import Signal
from symconv.solving.arithmetic import equal

__all__ = ["Relation", "index_text", "kernel_symmetry", "middle", "relation", "reversed_kernel"]

Relation = Literal["same", "opposite", ""]
MAX_COMPARED = 4096
"""Most samples of a kernel that is tested."""


def reversed_kernel(task: Convolution | Correlation | Layer) -> Signal:
    """Return the kernel as the other operation uses it: reversed, and conjugated unless it is a layer's.

    Examples
    --------
    >>> reversed_kernel(Convolution(Signal([1]), Signal([1, 2], first=0))).first
    -1
    """
    if not isinstance(task, Layer):
        return task.h.conj().flip()
    if not task.channels:
        return task.w.flip()
    shape, origin = task.w.shape, task.w.origin
    spatial = [range(length) if axis < 2 else range(length - 1, -1, -1) for axis, length in enumerate(shape)]
    places = (tuple(o + i for o, i in zip(origin, offsets, strict=True)) for offsets in cartesian(*spatial))
    samples = [task.w[place] for place in places]
    return Signal(_nested(samples, shape), first=origin)


def kernel_symmetry(task: Convolution | Correlation | Layer) -> Relation:
    """Tell whether the reversed kernel holds the kernel's samples, or their negatives.

    Examples
    --------
    >>> [kernel_symmetry(Convolution(Signal([1]), Signal(h))) for h in ([-1, 2, -1], [1, -1], [1, 2])]
    ['same', 'opposite', '']
    """
    kernel = task.w if isinstance(task, Layer) else task.h
    return relation(kernel.flat_values, reversed_kernel(task).flat_values) if _is_small(kernel) else ""


def relation(left: Sequence[sympy.Expr], right: Sequence[sympy.Expr]) -> Relation:
    """Tell whether two rows of values are the same or opposite."""
    if len(left) != len(right):
        return ""
    if all(equal(a, b) for a, b in zip(left, right, strict=True)):
        return "same"
    return "opposite" if all(equal(a, -b) for a, b in zip(left, right, strict=True)) else ""


def middle(signal: Signal) -> tuple[sympy.Rational, ...]:
    """Return the middle of the support, per axis."""
    return tuple(sympy.Rational(a + b, 2) for a, b in zip(signal.origin, signal.ends, strict=True))


def index_text(place: Sequence[object]) -> str:
    """Return an index in words: ``-1``, ``(0, 1)``."""
    numbers = [str(number).replace("-", "−") for number in place]
    return numbers[0] if len(numbers) == 1 else f"({', '.join(numbers)})"


def _is_small(signal: Signal) -> bool:
    return len(signal.samples.elements) <= MAX_COMPARED


def _nested(flat: list[sympy.Expr], shape: tuple[int, ...]) -> list[object]:
    if len(shape) == 1:
        return list(flat)
    size = len(flat) // shape[0]
    return [_nested(flat[i * size : (i + 1) * size], shape[1:]) for i in range(shape[0])]
