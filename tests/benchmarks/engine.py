"""The exact engine against raw python-flint, NumPy on objects, and plain loops."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from sympy.external.gmpy import GROUND_TYPES

from symconv.operations import convolve
from symconv.signals import Signal
from tests.benchmarks.measure import Row, best_of, compare

__all__ = ["growth", "rows"]


def rows() -> Iterator[Row]:
    """Yield the comparisons that make sense with SymPy's present ground types."""
    generator = random.Random(1)
    if GROUND_TYPES == "flint":
        for length in (1_000, 10_000):
            yield _against_flint(fractions(generator, length), fractions(generator, length))
    yield _against_numpy(fractions(generator, 1_000), fractions(generator, 1_000))
    yield _symbols(64)
    yield _picture([fractions(generator, 256) for _ in range(256)], [fractions(generator, 15) for _ in range(15)])


def growth(lengths: tuple[int, ...]) -> Iterator[tuple[int, float]]:
    """Yield N and the seconds from two lists of N fractions to the values of their convolution."""
    generator = random.Random(2)
    for length in lengths:
        x, h = fractions(generator, length), fractions(generator, length)
        yield length, best_of(3, lambda x=x, h=h: convolve(Signal(x), Signal(h)).values)[0]


def fractions(generator: random.Random, length: int) -> list[Fraction]:
    """Return numerators ±99 over denominators 1 … 99."""
    return [Fraction(generator.randint(-99, 99), generator.randint(1, 99)) for _ in range(length)]


def values(x: Any, h: Any) -> Any:
    """Return r.values, from lists of entries."""
    return convolve(Signal(x), Signal(h)).values


def _against_flint(x: list[Fraction], h: list[Fraction]) -> Row:
    from flint import fmpq, fmpq_poly

    def round_trip() -> tuple[Fraction, ...]:
        left, right = ([fmpq(value.numerator, value.denominator) for value in signal] for signal in (x, h))
        product = (fmpq_poly(left) * fmpq_poly(right)).coeffs()
        return tuple([Fraction(int(value.p), int(value.q)) for value in product])

    return compare(
        f"rationals, {len(x)} by {len(h)}", lambda: values(x, h), "raw python-flint", round_trip, "at most 3"
    )


def _against_numpy(x: list[Fraction], h: list[Fraction]) -> Row:
    return compare(
        f"rationals, {len(x)} by {len(h)}",
        lambda: values(x, h),
        "np.convolve on Fraction",
        lambda: tuple(np.convolve(np.array(x, dtype=object), np.array(h, dtype=object)).tolist()),
        "at least 20",
    )


def _symbols(count: int) -> Row:
    a, b = sympy.symbols(f"a0:{count}"), sympy.symbols(f"b0:{count}")

    def double_loop() -> tuple[Any, ...]:
        sums: list[list[Any]] = [[] for _ in range(2 * count - 1)]
        for i in range(count):
            for j in range(count):
                sums[i + j].append(a[i] * b[j])
        return tuple([sympy.Add(*terms) for terms in sums])

    return compare(
        f"{count} by {count} symbols", lambda: values(a, b), "double loop in SymPy", double_loop, "at most 3"
    )


def _picture(x: list[list[Fraction]], h: list[list[Fraction]]) -> Row:
    def double_loop() -> tuple[tuple[Fraction, ...], ...]:
        image, kernel = np.array(x, dtype=object), np.array(h, dtype=object)
        (rows_, columns), (height, width) = image.shape, kernel.shape
        total = np.full((rows_ + height - 1, columns + width - 1), Fraction(0), dtype=object)
        for i in range(height):
            for j in range(width):
                total[i : i + rows_, j : j + columns] += kernel[i, j] * image
        return tuple(map(tuple, total.tolist()))

    return compare(
        f"rationals, {len(x)}×{len(x[0])} by {len(h)}×{len(h[0])}",
        lambda: values(x, h),
        "double loop over object arrays",
        double_loop,
        "at least 50",
        repetitions=2,
    )
