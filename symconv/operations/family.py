"""The one formula that everything reduces to: y[n] = Σ_m v[m] x̃[s·n + d·m − P].

x̃ is the input extended beyond its support, v the kernel as the formula uses it (for a
convolution reversed, for a correlation conjugated), s the stride, d the dilation, P the left
padding. n, m and the index of x̃ are true indices, never positions in an array.

May import: ``errors``, ``exact``, ``signals``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import sympy

from symconv.exact.coefficients import Coefficients, unify
from symconv.exact.products import Window, window_sums
from symconv.operations.tasks import Boundary
from symconv.signals import Signal
from symconv.signals.boxes import check_result_size

__all__ = ["Term", "WindowedSum", "extend", "source_index"]

Index = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One product of the sum: v[m] · x̃[index]."""

    m: Index
    """Index into the kernel v."""
    index: Index
    """s·n + d·m − P, the index into the extended input."""
    source: Index | None
    """Index into x of the sample that stands there; None where the extension is zero or constant."""
    weight: Any
    """v[m], a SymPy value."""
    sample: Any
    """x̃[index], a SymPy value."""


@dataclass(frozen=True, slots=True)
class WindowedSum:
    """y[n] = Σ_m v[m] x̃[s·n + d·m − P] for n in a box.

    Examples
    --------
    >>> x, v = Signal([2, 1, 3]), Signal([-1, 1])
    >>> differences = WindowedSum(x, v, first=(0,), shape=(2,))
    >>> differences.compute().values
    (-1, 2)
    >>> [(term.index, term.weight, term.sample) for term in differences.terms((1,))]
    [((1,), -1, 1), ((2,), 1, 3)]
    """

    x: Signal
    """The input, before it is extended."""
    v: Signal
    """The kernel as the formula uses it."""
    first: Index
    """Index of the first output sample."""
    shape: tuple[int, ...]
    """Number of output samples per axis."""
    stride: tuple[int, ...] = ()
    """s per axis; 1 when empty."""
    dilation: tuple[int, ...] = ()
    """d per axis; 1 when empty."""
    padding: tuple[int, ...] = ()
    """P per axis; 0 when empty."""
    boundary: Boundary = "zero"
    constant: Signal | None = None
    """One sample: x̃ outside x for ``boundary="constant"``."""

    def __post_init__(self) -> None:
        for name, default in (("stride", 1), ("dilation", 1), ("padding", 0)):
            object.__setattr__(self, name, getattr(self, name) or (default,) * self.x.ndim)

    def input_index(self, n: Index, m: Index) -> Index:
        """Return s·n + d·m − P."""
        return tuple(
            [
                s * at + d * tap - p
                for s, at, d, tap, p in zip(self.stride, n, self.dilation, m, self.padding, strict=True)
            ]
        )

    def outputs(self) -> Iterator[Index]:
        """Yield every output index in row-major order."""
        return product(*[range(start, start + length) for start, length in zip(self.first, self.shape, strict=True)])

    def terms(self, n: Index) -> tuple[Term, ...]:
        """Return every term of y[n], the zeros beyond the input included, in the order of m."""
        outside = sympy.S.Zero if self.constant is None else self.constant.flat_values[0]
        terms = []
        for m, weight in self.v.items():
            index = self.input_index(n, m)
            source = source_index(index, self.x.origin, self.x.shape, self.boundary)
            terms.append(Term(m, index, source, weight, outside if source is None else self.x[source]))
        return tuple(terms)

    def compute(self) -> Signal:
        """Return the signal y."""
        check_result_size(self.shape)
        x = self._extended_input()
        domain, (samples, weights) = unify(x.samples.coefficients, self.v.samples.coefficients)
        offset = tuple(
            [at - start for at, start in zip(self.input_index(self.first, self.v.origin), x.origin, strict=True)]
        )
        window = Window(self.shape, self.stride, self.dilation, offset)
        return Signal.from_coefficients(
            Coefficients(domain, tuple(window_sums(domain, samples, x.shape, weights, self.v.shape, window))),
            self.shape,
            self.first,
            complex_symbols=self.x.complex_symbols or self.v.complex_symbols,
        )

    def _extended_input(self) -> Signal:
        if self.boundary == "zero" or not prod(self.shape):
            return self.x
        last = tuple([start + length - 1 for start, length in zip(self.first, self.shape, strict=True)])
        lowest = self.input_index(self.first, self.v.origin)
        highest = self.input_index(last, self.v.ends)
        return extend(self.x, lowest, highest, self.boundary, self.constant)


def extend(x: Signal, first: Index, last: Index, boundary: Boundary, constant: Signal | None = None) -> Signal:
    """Return x̃ on the box from ``first`` to ``last``, both included.

    Examples
    --------
    >>> extend(Signal([1, 2, 3]), (-2,), (4,), "reflect").values
    (3, 2, 1, 2, 3, 2, 1)
    """
    shape = tuple([end - start + 1 for start, end in zip(first, last, strict=True)])
    check_result_size(shape)
    outside = Signal([0]) if constant is None else constant
    domain, (samples, (beyond,)) = unify(x.samples.coefficients, outside.samples.coefficients)
    axes = [
        [_source(at, start, length, boundary) for at in range(low, high + 1)]
        for low, high, start, length in zip(first, last, x.origin, x.shape, strict=True)
    ]
    places = [0]
    for sources, start, length in zip(axes, x.origin, x.shape, strict=True):
        places = [
            place * length + at - start if place >= 0 and at is not None else -1 for place in places for at in sources
        ]
    elements = tuple([samples[place] if place >= 0 else beyond for place in places])
    return Signal.from_coefficients(
        Coefficients(domain, elements),
        shape,
        first,
        complex_symbols=x.complex_symbols or outside.complex_symbols,
    )


def source_index(index: Index, origin: Index, shape: tuple[int, ...], boundary: Boundary) -> Index | None:
    """Return the index of the sample of x that stands at ``index`` of x̃, None where none does."""
    sources = [_source(at, start, length, boundary) for at, start, length in zip(index, origin, shape, strict=True)]
    found = [at for at in sources if at is not None]
    return tuple(found) if len(found) == len(sources) else None


def _source(index: int, start: int, length: int, boundary: Boundary) -> int | None:
    """Return the source on one axis: the samples stand at start … start + length − 1."""
    at = index - start
    if 0 <= at < length:
        return index
    match boundary:
        case "edge":
            at = 0 if at < 0 else length - 1
        case "wrap":
            at %= length
        case "symmetric":  # 2 1 | 1 2 3
            at %= 2 * length
            at = min(at, 2 * length - 1 - at)
        case "reflect":  # 3 2 | 1 2 3
            at %= max(2 * length - 2, 1)
            at = min(at, 2 * length - 2 - at)
        case _:
            return None
    return start + at
