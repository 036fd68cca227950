"""The oracle's operators against NumPy and against hand-worked values."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import numpy as np
import pytest

from symconv.proving.oracle import samples as operators
from symconv.proving.oracle.numbers import IMAGINARY_UNIT, Cyclotomic, Value
from symconv.proving.oracle.samples import Axes, Samples, Unmeasurable

LINE = Axes(1)
PLAIN = ((1,), (1,), (0,))


def signal(values: list[int], first: int = 0) -> Samples:
    """Return a signal on Z."""
    return Samples(LINE, {(first + i,): v for i, v in enumerate(values)})


def window(f: Samples, first: int, last: int) -> list[Value]:
    """Return the samples of a 1-D signal from first to last."""
    return [f.at((n,)) for n in range(first, last + 1)]


def complex_of(value: Value) -> complex:
    """Return a Gaussian number as a Python one."""
    if isinstance(value, Cyclotomic):
        assert value.order == 4
        return complex(float(value.coefficients[0]), float(value.coefficients[1]))
    return complex(float(value))


@pytest.mark.parametrize("seed", range(10))
def test_convolution_and_correlation_are_numpys(seed: int) -> None:
    """On integers the full windows are those of np.convolve and np.correlate."""
    random = Random(seed)
    x = [random.randint(-9, 9) for _ in range(random.randint(1, 7))]
    h = [random.randint(-9, 9) for _ in range(random.randint(1, 5))]

    conv = operators.window(signal(x), signal(h), -1, False, PLAIN)
    corr = operators.window(signal(x), signal(h), 1, True, PLAIN)

    assert window(conv, 0, len(x) + len(h) - 2) == np.convolve(x, h).tolist()
    assert window(corr, 1 - len(h), len(x) - 1) == np.correlate(x, h, "full").tolist()


def test_correlation_conjugates_the_kernel() -> None:
    """np.correlate([1, 2], [I]) is [−I, −2I]."""
    kernel = Samples(LINE, {(0,): IMAGINARY_UNIT})

    corr = operators.window(signal([1, 2]), kernel, 1, True, PLAIN)

    assert [complex_of(v) for v in window(corr, 0, 1)] == np.correlate([1, 2], [1j], "full").tolist()


def test_stride_dilation_and_padding_by_hand() -> None:
    """Σ_m x[2n + 3m − 1]·w[m] for x = 1, 2, 3, 4, 5 and w = 1, 10: n = 1 gives x[1] + 10·x[4] = 52."""
    y = operators.window(signal([1, 2, 3, 4, 5]), signal([1, 10]), 1, True, ((2,), (3,), (1,)))

    assert window(y, -1, 3) == [10, 30, 52, 4, 0]


def test_strided_convolution_by_hand() -> None:
    """Σ_m x[2n − 3m − 1]·w[m] for x = 1 … 5 and w = 1, 10."""
    y = operators.window(signal([1, 2, 3, 4, 5]), signal([1, 10]), -1, False, ((2,), (3,), (1,)))

    assert window(y, 0, 4) == [0, 2, 4 + 10, 30, 50]


@pytest.mark.parametrize("lazy", ["x", "w"])
def test_lazy_signals_give_the_same_samples(lazy: str) -> None:
    """A signal known by a formula only is convolved like the same signal known by its samples."""
    x, w = signal([1, 2, 3], -1), signal([4, 5])
    options = ((2,), (1,), (1,))
    hidden = {"x": (operators.lazily(LINE, x.at), w), "w": (x, operators.lazily(LINE, w.at))}[lazy]

    for direction, conj in ((1, True), (-1, False)):
        expected = operators.window(x, w, direction, conj, options)
        found = operators.window(*hidden, direction, conj, options)
        assert window(found, -4, 4) == window(expected, -4, 4)


def test_moves_by_hand() -> None:
    """flip, shift, up and down of 1, 2, 3 at −1, 0, 1."""
    f = signal([1, 2, 3], -1)

    assert window(operators.flip(f), -1, 1) == [3, 2, 1]
    assert window(operators.shift(f, (2,)), 0, 4) == [0, 1, 2, 3, 0]
    assert window(operators.up(f, (2,)), -2, 2) == [1, 0, 2, 0, 3]
    assert window(operators.down(signal([1, 2, 3, 4, 5], -2), (2,)), -1, 1) == [1, 3, 5]
    assert window(operators.up(operators.step(LINE), (2,)), -2, 4) == [0, 0, 1, 0, 1, 0, 1]


def test_step_with_step_is_a_ramp() -> None:
    """(u ∗ u)[n] is n + 1 for n ≥ 0, and 0 before."""
    u = operators.step(LINE)

    assert window(operators.window(u, u, -1, False, PLAIN), -2, 3) == [0, 0, 1, 2, 3, 4]


@pytest.mark.parametrize("N", [1, 2, 4])
def test_fourier_transform_is_numpys(N: int) -> None:
    """For N with Gaussian roots of unity the transform is np.fft.fft, and the inverse leads back."""
    values = [3, -1, 2, 5][:N]
    f = Samples(Axes(1, N), {(i,): v for i, v in enumerate(values)})

    spectrum = operators.fourier(f, -1)

    assert [complex_of(v) for v in window(spectrum, 0, N - 1)] == pytest.approx(np.fft.fft(values).tolist())
    assert window(operators.fourier(spectrum, 1), 0, N - 1) == values


@pytest.mark.parametrize("N", [3, 5, 6])
def test_inverse_transform_for_other_lengths(N: int) -> None:
    """With roots of unity that are not Gaussian the inverse leads back exactly."""
    f = Samples(Axes(1, N), {(i,): i * i - 2 for i in range(N)})

    back = operators.fourier(operators.fourier(f, -1), 1)

    assert window(back, 0, N - 1) == window(f, 0, N - 1)


def test_circular_convolution_is_the_folded_one() -> None:
    """Modulo 3, (1, 2, 3) ∗ (4, 5, 6) is 31, 31, 28, by hand."""
    axes = Axes(1, 3)
    x, h = (Samples(axes, {(i,): v for i, v in enumerate(values)}) for values in ((1, 2, 3), (4, 5, 6)))

    assert window(operators.window(x, h, -1, False, PLAIN), 0, 2) == [31, 31, 28]


def test_two_dimensions() -> None:
    """The outer product of two signals, convolved with an outer product, is the outer product of the convolutions."""
    u, v, a, b = signal([1, 2]), signal([3, -1]), signal([2, 5]), signal([1, 1])
    one = ((1, 1), (1, 1), (0, 0))

    left = operators.window(operators.outer(u, v), operators.outer(a, b), -1, False, one)

    for n in range(3):
        for m in range(3):
            assert left.at((n, m)) == np.convolve([1, 2], [2, 5])[n] * np.convolve([3, -1], [1, 1])[m]


def test_inner_product_and_transform_by_hand() -> None:
    """⟨f, g⟩ conjugates g; Σ f[n]·z^(−n) at z = 2 for 1, 2, 4 is 3."""
    f, g = signal([1, 2]), Samples(LINE, {(0,): IMAGINARY_UNIT, (1,): 3})

    assert operators.inner(f, g) == 6 - IMAGINARY_UNIT
    assert operators.transform(signal([1, 2, 4]), lambda n: Fraction(1, 2) ** n) == 3


def test_boxes_have_a_limit() -> None:
    """A box with too many points is not looped over."""
    with pytest.raises(Unmeasurable):
        list(Axes(4, 0, 10).points())
