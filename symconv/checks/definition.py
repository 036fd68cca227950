"""Which products each output sample is made of, written straight from the definitions.

This is the second exact method: it shares no code with `symconv.operations`, knows nothing of
polynomials, and only says which sample meets which. `checks.exact` does the sums.

May import: ``errors``, ``signals``, ``operations.tasks``. Must never import the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import prod
from typing import Any

from symconv.operations.tasks import Convolution, Correlation
from symconv.signals import Signal

__all__ = ["Definition", "Index", "Pairs", "define_window", "full_support"]

Index = tuple[int, ...]
Pairs = Iterator[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Definition:
    """A result as sums of products of two operands."""

    left: tuple[Any, ...]
    """Samples of one operand, SymPy values in row-major order."""
    right: tuple[Any, ...]
    """Samples of the other one."""
    first: Index
    """Index of the first output sample."""
    shape: Index
    """Output samples per axis."""
    pairs: Callable[[Index], Pairs]
    """For an output index: positions, row-major, in ``left`` and ``right``, of the samples that meet there."""

    @property
    def indices(self) -> Iterator[Index]:
        """All output indices, row-major."""
        return product(*[range(a, a + n) for a, n in zip(self.first, self.shape, strict=True)])

    def index(self, position: int) -> Index:
        """Return the output index at a row-major position."""
        index: list[int] = []
        for start, length in zip(reversed(self.first), reversed(self.shape), strict=True):
            position, place = divmod(position, length)
            index.append(start + place)
        return tuple(reversed(index))

    @property
    def size(self) -> int:
        """Number of output samples."""
        return prod(self.shape)


def define_window(task: Convolution | Correlation) -> Definition:
    """Return the definition of a convolution or correlation, its window by the contract of the modes."""
    left, right, pairs = _ordered(task)
    start, full = full_support(task)
    if task.period is not None:
        period = (task.period,) * left.ndim if isinstance(task.period, int) else tuple(task.period)
        folded = partial(_fold, partial(pairs, left, right), start, full, period)
        return Definition(left.flat_values, right.flat_values, (0,) * left.ndim, period, folded)
    cuts = [_cut(task, n, k) for n, k in zip(left.shape, right.shape, strict=True)]
    first = _add(start, [skip for skip, _ in cuts])
    shape = tuple([length for _, length in cuts])
    return Definition(left.flat_values, right.flat_values, first, shape, partial(pairs, left, right))


def full_support(task: Convolution | Correlation) -> tuple[Index, Index]:
    """Return the index of the first sample of the full result, and its shape."""
    left, right, _ = _ordered(task)
    full = tuple([n + k - 1 for n, k in zip(left.shape, right.shape, strict=True)])
    if isinstance(task, Convolution):
        return _add(left.origin, right.origin), full
    return _subtract(left.origin, right.ends), full


def _ordered(task: Convolution | Correlation) -> tuple[Signal, Signal, Callable[[Signal, Signal, Index], Pairs]]:
    """Return the operand that moves, the other one, conjugated where the formula does so, and who meets whom."""
    if isinstance(task, Convolution):
        return task.x, task.h, _meet_convolution
    if task.convention == "numpy":
        return task.x, task.h.conj(), _meet_correlation
    return task.h, task.x.conj(), _meet_correlation


def _cut(task: Convolution | Correlation, n: int, k: int) -> tuple[int, int]:
    """Return where the window starts in the full result, and its length, for lengths ``n`` and ``k``."""
    match task.mode, task.same:
        case "full", _:
            return 0, n + k - 1
        case "valid", _:
            return min(n, k) - 1, abs(n - k) + 1
        case "same", "numpy" if isinstance(task, Correlation) and n < k:
            return n // 2, k
        case "same", "numpy":
            return (min(n, k) - 1) // 2, max(n, k)
        case "same", "matlab":
            return k // 2, n
        case _:
            return (k - 1) // 2, n


def _meet_convolution(x: Signal, h: Signal, n: Index) -> Pairs:
    """x[m] meets h[n − m]."""
    ranges = [
        range(max(x0, i - h1), min(x1, i - h0) + 1)
        for i, x0, x1, h0, h1 in zip(n, x.origin, x.ends, h.origin, h.ends, strict=True)
    ]
    for m in product(*ranges):
        yield _position(m, x), _position(_subtract(n, m), h)


def _meet_correlation(x: Signal, h: Signal, n: Index) -> Pairs:
    """x[n + m] meets h[m]."""
    ranges = [
        range(max(h0, x0 - i), min(h1, x1 - i) + 1)
        for i, x0, x1, h0, h1 in zip(n, x.origin, x.ends, h.origin, h.ends, strict=True)
    ]
    for m in product(*ranges):
        yield _position(_add(n, m), x), _position(m, h)


def _fold(pairs: Callable[[Index], Pairs], start: Index, full: Index, period: Index, n: Index) -> Pairs:
    """Everything that meets at an index congruent to ``n``."""
    ranges = [range(a + (i - a) % p, a + length, p) for i, a, length, p in zip(n, start, full, period, strict=True)]
    for index in product(*ranges):
        yield from pairs(index)


def _position(index: Sequence[int], signal: Signal) -> int:
    flat = 0
    for i, start, length in zip(index, signal.origin, signal.shape, strict=True):
        flat = flat * length + i - start
    return flat


def _add(a: Sequence[int], b: Sequence[int]) -> Index:
    return tuple([i + j for i, j in zip(a, b, strict=True)])


def _subtract(a: Sequence[int], b: Sequence[int]) -> Index:
    return tuple([i - j for i, j in zip(a, b, strict=True)])
