"""Sums of products on boxes: y[n] = Σ_m v[m] x[s·n + d·m − P], exactly, in any domain.

Two routes. The *direct* one adds up the terms as the formula says; it serves every domain and
wins for few terms. The *polynomial* one serves rationals and Gaussian rationals: it lays the
rows of a box one after the other, far enough apart that no sum runs over into the next row
(Kronecker substitution), so that a convolution in any number of dimensions is one product of
polynomials in one variable.

May import: ``errors``, ``exact``. Must never round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import sympy
from sympy.polys.domains import QQ, QQ_I

from symconv.errors import LimitError
from symconv.exact.polynomials import rational_product

__all__ = ["Window", "box_product", "window_sums"]

TERMS_PER_SLOT = 4
"""The direct route is taken up to this many terms per slot of the polynomial product (measured)."""
MAX_SLOTS = 1 << 24
"""Most coefficients of a polynomial product; beyond, memory runs out."""
MAX_TERMS = 200_000_000
"""Most products that are formed one by one; beyond, it takes minutes."""
MAX_PRODUCTS = 2_000_000
"""The same for coefficients that are not numbers."""

Box = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Which sums of products to compute; everything counts from 0, one entry per axis."""

    shape: Box
    """Number of output samples."""
    stride: Box
    dilation: Box
    offset: Box
    """Index into x of the first kernel sample at the first output sample; may be negative."""


def window_sums(
    domain: Any, x: Sequence[Any], x_shape: Box, v: Sequence[Any], v_shape: Box, window: Window
) -> list[Any]:
    """Return y[n] = Σ_m v[m] x[s·n + d·m + offset] in row-major order, x being zero outside its box.

    Examples
    --------
    >>> window = Window(shape=(2,), stride=(1,), dilation=(1,), offset=(0,))
    >>> list(map(int, window_sums(QQ, [QQ(2), QQ(1), QQ(3)], (3,), [QQ(1), QQ(-1)], (2,), window)))
    [1, -2]
    """
    terms = prod(window.shape) * prod(v_shape)
    if domain in (QQ, QQ_I):
        spread = tuple([d * (length - 1) + 1 for d, length in zip(window.dilation, v_shape, strict=True)])
        slots = prod([a + b - 1 for a, b in zip(x_shape, spread, strict=True)])
        if TERMS_PER_SLOT * slots < terms and slots <= MAX_SLOTS:
            return _by_polynomials(domain, x, x_shape, v, v_shape, window, spread)
        limit = MAX_TERMS
    else:
        limit = MAX_PRODUCTS
    if terms > limit:
        raise LimitError("summing products", f"{terms} products", limit=f"{limit} products")
    return _directly(domain, x, x_shape, v, v_shape, window)


def box_product(domain: Any, x: Sequence[Any], x_shape: Box, h: Sequence[Any], h_shape: Box) -> list[Any]:
    """Return the full convolution of two boxes in row-major order; its shape is N + K − 1 on each axis.

    Examples
    --------
    >>> list(map(int, box_product(QQ, [QQ(1), QQ(1)], (1, 2), [QQ(1), QQ(2)], (2, 1))))
    [1, 1, 2, 2]
    """
    shape = tuple([a + b - 1 for a, b in zip(x_shape, h_shape, strict=True)])
    ones = (1,) * len(shape)
    offset = tuple([1 - length for length in h_shape])
    return window_sums(domain, x, x_shape, h[::-1], h_shape, Window(shape, ones, ones, offset))


def _by_polynomials(
    domain: Any, x: Sequence[Any], x_shape: Box, v: Sequence[Any], v_shape: Box, window: Window, spread: Box
) -> list[Any]:
    rows = tuple([a + b - 1 for a, b in zip(x_shape, spread, strict=True)])  # shape of the full product
    x_line = _lay_out(domain, x, x_shape, rows, (1,) * len(rows))
    h_line = _lay_out(domain, v, v_shape, rows, window.dilation)[::-1]
    full = _line_product(domain, x_line, h_line)
    places: list[int] = [0]
    for count, step, start, reach, length in zip(window.shape, window.stride, window.offset, spread, rows, strict=True):
        along = [start + reach - 1 + step * n for n in range(count)]
        places = [place * length + at if place >= 0 and 0 <= at < length else -1 for place in places for at in along]
    zero = domain.zero
    return [full[place] if place >= 0 else zero for place in places]


def _lay_out(domain: Any, elements: Sequence[Any], shape: Box, rows: Box, step: Box) -> list[Any]:
    """Write a box into rows of a wider box, samples ``step`` apart, without the zeros after the last one."""
    places = [0]
    for count, length, apart in zip(shape, rows, step, strict=True):
        places = [place * length + apart * n for place in places for n in range(count)]
    line = [domain.zero] * (places[-1] + 1)
    for place, element in zip(places, elements, strict=True):
        line[place] = element
    return line


def _line_product(domain: Any, x: Sequence[Any], h: Sequence[Any]) -> list[Any]:
    if domain == QQ:
        return rational_product(x, h)
    x_re, x_im = [value.x for value in x], [value.y for value in x]
    h_re, h_im = [value.x for value in h], [value.y for value in h]
    real = rational_product(x_re, h_re)
    imaginary = rational_product(x_im, h_im)
    both = rational_product(
        [a + b for a, b in zip(x_re, x_im, strict=True)], [a + b for a, b in zip(h_re, h_im, strict=True)]
    )
    return [domain(re - im, sum_ - re - im) for re, im, sum_ in zip(real, imaginary, both, strict=True)]


def _directly(domain: Any, x: Sequence[Any], x_shape: Box, v: Sequence[Any], v_shape: Box, window: Window) -> list[Any]:
    taps = [(position, weight) for position, weight in zip(_positions(v_shape), v, strict=True) if weight]
    if domain.is_PolynomialRing:
        return [_ring_sum(domain.ring, pairs) for pairs in _pairs(x, x_shape, taps, window)]
    if domain.is_EX:
        return [_expression_sum(domain, pairs) for pairs in _pairs(x, x_shape, taps, window)]
    zero = domain.zero
    return [sum([weight * sample for weight, sample in pairs], zero) for pairs in _pairs(x, x_shape, taps, window)]


def _positions(shape: Box) -> product[tuple[int, ...]]:
    return product(*map(range, shape))


def _pairs(
    x: Sequence[Any], x_shape: Box, taps: Sequence[tuple[Box, Any]], window: Window
) -> Iterator[list[tuple[Any, Any]]]:
    """Yield, for every output sample, the pairs (weight, sample) whose products are added."""
    if len(x_shape) == 1:
        (length,), (step,), (apart,), (start,) = x_shape, window.stride, window.dilation, window.offset
        line = [(apart * m, weight) for (m,), weight in taps]
        for shift in range(start, start + step * window.shape[0], step):
            yield [(weight, x[shift + at]) for at, weight in line if 0 <= shift + at < length]
        return
    axes = range(len(x_shape))
    for n in _positions(window.shape):
        base = [window.offset[axis] + window.stride[axis] * n[axis] for axis in axes]
        pairs = []
        for m, weight in taps:
            place = 0
            for axis in axes:
                at = base[axis] + window.dilation[axis] * m[axis]
                if not 0 <= at < x_shape[axis]:
                    break
                place = place * x_shape[axis] + at
            else:
                pairs.append((weight, x[place]))
        yield pairs


def _expression_sum(domain: Any, pairs: Sequence[tuple[Any, Any]]) -> Any:
    """Add products of expressions at once: the domain's own sum would look for cancellations at each step."""
    total = sympy.Add(*[domain.to_sympy(weight) * domain.to_sympy(sample) for weight, sample in pairs])
    return domain.from_sympy(sympy.expand(total))


def _ring_sum(ring: Any, pairs: Sequence[tuple[Any, Any]]) -> Any:
    """Add products of polynomials into one dictionary of terms, rather than copying a growing sum."""
    multiply = ring.monomial_mul
    terms: dict[Any, Any] = {}
    for left, right in pairs:
        for left_power, left_coefficient in left.items():
            for right_power, right_coefficient in right.items():
                power = multiply(left_power, right_power)
                coefficient = left_coefficient * right_coefficient
                known = terms.get(power)
                terms[power] = coefficient if known is None else known + coefficient
    total = ring.zero
    for power, coefficient in terms.items():
        if coefficient:
            total[power] = coefficient
    return total
