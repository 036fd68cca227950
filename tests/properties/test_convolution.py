"""Convolution and correlation against the defining sum, NumPy, SciPy, and the laws of the algebra."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal
import sympy
from hypothesis import given
from hypothesis import strategies as st
from strategies import gaussians, rationals, signal_pairs, signals, symbolic

from symconv.errors import SupportError
from symconv.operations import as_windowed_sum, convolution_task, convolve, correlate, correlation_task, deconvolve
from symconv.operations.tasks import MODES, SAME_ALIGNMENTS
from symconv.signals import Signal

Pair = tuple[Signal, Signal]


def samples(x: Signal) -> dict[tuple[int, ...], Any]:
    """Return the samples by index."""
    return dict(x.items())


def by_definition(x: Signal, h: Signal, sign: int) -> dict[tuple[int, ...], Any]:
    """Return n ↦ Σ x[i] h[m] over i + sign·m = n, conjugating h where it is subtracted."""
    total: dict[tuple[int, ...], Any] = {}
    for (i, left), (m, right) in product(x.items(), h.items()):
        n = tuple([a + sign * b for a, b in zip(i, m, strict=True)])
        total[n] = total.get(n, 0) + left * (right if sign > 0 else sympy.conjugate(right))
    return {n: sympy.expand(value) for n, value in total.items()}


def real(value: Any) -> Any:
    """Replace a and b by real symbols, so that SymPy conjugates them as the default says."""
    return value.xreplace({sympy.Symbol(name): sympy.Symbol(name, real=True) for name in "ab"})


@given(signal_pairs(st.one_of(rationals(), gaussians(), symbolic())))
def test_full_convolution_is_the_defining_sum(pair: Pair) -> None:
    """Every sample, in any dimension and domain, at its true index."""
    x, h = pair

    result = convolve(x, h)

    assert result.origin == tuple(map(sum, zip(x.origin, h.origin, strict=True)))
    assert samples(result) == by_definition(x, h, +1)


@given(signal_pairs(st.one_of(rationals(), gaussians())))
def test_full_correlation_is_the_defining_sum(pair: Pair) -> None:
    """Lags run from x.first − h.last, and the second signal is conjugated."""
    x, h = pair

    result = correlate(x, h)

    assert result.origin == tuple([a - b for a, b in zip(x.origin, h.ends, strict=True)])
    assert samples(result) == by_definition(x, h, -1)


@given(signals(symbolic(), longest=4), signals(symbolic(), longest=4))
def test_symbols_are_real_under_conjugation(x: Signal, h: Signal) -> None:
    """Only the imaginary unit changes sign."""
    expected = {
        n: real(value)
        for n, value in by_definition(
            Signal([real(v) for v in x.values], x.first), Signal([real(v) for v in h.values], h.first), -1
        ).items()
    }

    assert {n: sympy.expand(real(value)) for n, value in correlate(x, h).items()} == expected


@given(signals(gaussians()), signals(gaussians()), st.sampled_from(MODES))
def test_numpy_alignment_is_numpy(x: Signal, h: Signal, mode: str) -> None:
    """np.convolve and np.correlate, on complex floats that hold the samples exactly."""
    a, b = (6 * x).to_numpy(complex), (6 * h).to_numpy(complex)  # integers: the denominators are 1, 2, 3

    convolved, correlated = convolve(x, h, mode=mode, same="numpy"), correlate(x, h, mode=mode, same="numpy")

    assert np.array_equal((36 * convolved).to_numpy(complex), np.convolve(a, b, mode))
    assert np.array_equal((36 * correlated).to_numpy(complex), np.correlate(a, b, mode))


@given(signal_pairs(rationals()), st.sampled_from(MODES))
def test_scipy_alignment_is_scipy(pair: Pair, mode: str) -> None:
    """scipy.signal.convolve and correlate in every dimension, on floats that hold the samples exactly."""
    x, h = [(6 * signal).to_numpy() for signal in pair]
    mixed = {a >= b for a, b in zip(x.shape, h.shape, strict=True) if a != b} == {True, False}
    if mode == "valid" and mixed:  # SciPy refuses these; each of our axes is cut by itself
        return

    convolved, correlated = convolve(*pair, mode=mode), correlate(*pair, mode=mode)

    assert np.array_equal((36 * convolved).to_numpy(), scipy.signal.convolve(x, h, mode, method="direct"))
    assert np.array_equal((36 * correlated).to_numpy(), scipy.signal.correlate(x, h, mode, method="direct"))


@given(signals(rationals(), axes=2, longest=5), signals(rationals(), axes=2, longest=5))
def test_matlab_alignment_is_what_ndimage_and_correlate2d_do(x: Signal, h: Signal) -> None:
    """conv2 agrees with ndimage.convolve on zero borders, filter2 with scipy.signal.correlate2d."""
    image, kernel = (6 * x).to_numpy(), (6 * h).to_numpy()

    convolved = convolve(x, h, mode="same", same="matlab")
    correlated = correlate(x, h, mode="same", same="matlab")

    assert np.array_equal((36 * convolved).to_numpy(), scipy.ndimage.convolve(image, kernel, mode="constant"))
    if all(n >= k for n, k in zip(x.shape, h.shape, strict=True)):  # SciPy swaps a longer kernel
        assert np.array_equal((36 * correlated).to_numpy(), scipy.signal.correlate2d(image, kernel, "same"))


@given(signal_pairs(gaussians()), st.sampled_from(MODES), st.sampled_from(SAME_ALIGNMENTS))
def test_windows_are_cut_from_full_at_true_indices(pair: Pair, mode: str, same: str) -> None:
    """Inside its box a window has the samples of full at the same indices."""
    for operation in (convolve, correlate):
        full = operation(*pair)
        for index, value in operation(*pair, mode=mode, same=same).items():
            assert value == full[index]


@given(signal_pairs(gaussians()), st.data())
def test_circular_results_are_full_folded_by_true_index(pair: Pair, data: st.DataObject) -> None:
    """Periods shorter and longer than the signals."""
    period = tuple([data.draw(st.integers(1, 9)) for _ in pair[0].shape])

    for operation in (convolve, correlate):
        result = operation(*pair, period=period)
        folded: dict[tuple[int, ...], Any] = {}
        for index, value in operation(*pair).items():
            place = tuple([at % length for at, length in zip(index, period, strict=True)])
            folded[place] = sympy.expand(folded.get(place, 0) + value)

        assert result.shape == period
        assert result.origin == (0,) * len(period)
        assert all(value == folded.get(index, 0) for index, value in result.items())


@given(signals(gaussians()), signals(gaussians()), st.sampled_from(MODES))
def test_conventions_are_each_other_with_the_operands_exchanged(x: Signal, h: Signal, mode: str) -> None:
    """Σ conj(x[m]) h[m+n] is the correlation of h with x, and the reversed conjugate of x with h."""
    result = correlate(x, h, mode=mode, convention="wikipedia")

    assert result == correlate(h, x, mode=mode)
    assert mode == "same" or result == correlate(x, h, mode=mode).flip().conj()


@given(signals(gaussians()), signals(gaussians()), signals(gaussians()))
def test_convolution_commutes_associates_and_distributes(x: Signal, y: Signal, z: Signal) -> None:
    """The laws of the algebra, origins included."""
    assert convolve(x, y) == convolve(y, x)
    assert convolve(convolve(x, y), z) == convolve(x, convolve(y, z))
    left, right = convolve(x, y + z), convolve(x, y) + convolve(x, z)
    assert all(left[n] == right[n] for n in range(-30, 30))
    assert convolve(x.flip(), y.flip()) == convolve(x, y).flip()
    assert correlate(x, y) == convolve(x, y.flip().conj())


@given(signal_pairs(st.one_of(rationals(), gaussians(), symbolic())))
def test_deconvolution_undoes_convolution(pair: Pair) -> None:
    """The quotient is the other operand, its zeros and its origin included."""
    x, h = pair
    if not any(h.flat_values):
        with pytest.raises(SupportError, match="h is zero"):
            deconvolve(convolve(x, h), h)
        return

    assert deconvolve(convolve(x, h), h) == x


@given(
    signal_pairs(gaussians()),
    st.sampled_from(("full", "same", "valid", "circular")),
    st.sampled_from(SAME_ALIGNMENTS),
    st.sampled_from(("numpy", "wikipedia")),
)
def test_the_window_formula_gives_the_same_samples(pair: Pair, mode: str, same: str, convention: str) -> None:
    """The terms that an explanation shows add up to the result of the engine."""
    options: dict[str, Any] = {"period": 3} if mode == "circular" else {"mode": mode, "same": same}
    for task in (
        convolution_task(*pair, **options),
        correlation_task(*pair, convention=convention, **options),
    ):
        windowed = as_windowed_sum(task)
        result = windowed.compute()
        for n in windowed.outputs():
            assert sympy.expand(sum([term.weight * term.sample for term in windowed.terms(n)])) == result[n]
