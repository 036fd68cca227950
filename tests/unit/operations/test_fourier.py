"""The discrete Fourier transform against the tables of short lengths, NumPy, and its theorems."""

from __future__ import annotations

import numpy as np
import pytest
import sympy
from hypothesis import given
from strategies import gaussians, signals

from symconv.errors import LimitError, SupportError
from symconv.operations import convolve, dft
from symconv.operations.fourier import root_of_unity
from symconv.signals import Signal

I, sqrt = sympy.I, sympy.sqrt  # noqa: E741 - the imaginary unit


def test_transforms_by_hand() -> None:
    """Lengths 1, 2, 3, 4 and a symbol."""
    a, b = sympy.symbols("a b")

    assert dft(Signal([5])).values == (5,)
    assert dft(Signal([a, b])).values == (a + b, a - b)
    assert dft(Signal([1, 2, 3, 4])).values == (10, -2 + 2 * I, -2, -2 - 2 * I)
    assert dft(Signal([0, 1, 0])).values == (
        1,
        -sympy.Rational(1, 2) - sqrt(3) * I / 2,
        -sympy.Rational(1, 2) + sqrt(3) * I / 2,
    )


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 24, 31])
def test_transforms_are_those_of_numpy(length: int) -> None:
    """Square roots and exponentials alike."""
    samples = [(7 * k * k + 3) % 11 - 5 for k in range(length)]

    found = [complex(value.evalf(20)) for value in dft(Signal(samples)).values]

    assert np.allclose(found, np.fft.fft(samples), atol=1e-12)


def test_the_true_index_counts() -> None:
    """A delayed impulse turns the phase; lengths shorter and longer than the signal fold and pad."""
    assert dft(Signal([1], first=1), 4).values == (1, -I, -1, I)
    assert dft(Signal([1, 1, 1, 1, 1]), 4).values == (5, 1, 1, 1)
    assert dft(Signal([1]), 3).values == (1, 1, 1)


@given(signals(gaussians(), longest=4), signals(gaussians(), longest=4))
def test_products_of_transforms_are_circular_convolutions(x: Signal, h: Signal) -> None:
    """In exact arithmetic, with Gaussian fourth roots."""
    product = [sympy.expand(p * q) for p, q in zip(dft(x, 4).values, dft(h, 4).values, strict=True)]

    assert Signal(product) == dft(convolve(x, h, period=4))


def test_roots_of_unity() -> None:
    """Short sums of square roots where there are, else exponentials."""
    assert root_of_unity(1, 4) == I
    assert root_of_unity(2, 16) == sqrt(2) / 2 + sqrt(2) * I / 2
    assert root_of_unity(-1, 7) == sympy.exp(-2 * sympy.pi * I / 7)
    assert root_of_unity(9, 3) == 1


def test_bad_lengths() -> None:
    """Not positive, too long, or of a picture."""
    with pytest.raises(SupportError, match="at least 1"):
        dft(Signal([1]), 0)
    with pytest.raises(SupportError, match="2 axes"):
        dft(Signal([[1]]))
    with pytest.raises(LimitError, match="products"):
        dft(Signal([1]), 10**6)
