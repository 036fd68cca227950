"""Convolution and correlation: windows by hand, option checks, the examples of textbooks."""

from __future__ import annotations

from typing import Any

import pytest
import sympy

from symconv.errors import ConventionError, LimitError, SupportError
from symconv.operations import compute, convolve, correlate
from symconv.operations.windows import axis_window
from symconv.signals import Signal

# [1, 1/2, 1, 1] ∗ [1, 1/2, 1/4], all six samples worked out on paper.
A, B = Signal([1, "1/2", 1, 1]), Signal([1, "1/2", "1/4"])
# The two kernels of the reference texts; the second is symmetric.
X, H1, H2 = Signal([2, 1, 3, 5, 4]), Signal([1, -1]), Signal([-1, 2, -1])
PICTURE = Signal([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
CROSS = Signal([[1, 0, 1], [0, 1, 0], [1, 0, 1]])


def numbers(x: Signal) -> list[str]:
    """Return the samples as text."""
    return list(map(str, x.values))


def test_the_six_samples_of_the_first_example() -> None:
    """Σ_m a[m] b[n−m] for n = 0 … 5."""
    assert numbers(convolve(A, B)) == ["1", "1", "3/2", "13/8", "3/4", "1/4"]


@pytest.mark.parametrize(
    ("operation", "kernel", "expected"),
    [
        (convolve, H1, [-1, 2, 2, -1]),
        (correlate, H1, [1, -2, -2, 1]),
        (convolve, H2, [-3, 0, 3]),
        (correlate, H2, [-3, 0, 3]),
    ],
)
def test_valid_windows_of_the_second_example(operation: Any, kernel: Signal, expected: list[int]) -> None:
    """Convolution and correlation differ by the sign of an antisymmetric kernel, and agree for a symmetric one."""
    assert list(operation(X, kernel, mode="valid").values) == expected


def test_the_picture_example() -> None:
    """The sums under the nine positions of a symmetric 3×3 kernel."""
    expected = ((4, 3, 4), (2, 4, 3), (2, 3, 4))

    assert convolve(PICTURE, CROSS, mode="valid").values == expected
    assert correlate(PICTURE, CROSS, mode="valid").values == expected


# Offsets into full and lengths, read off the table of conventions, N against K.
WINDOWS = [
    (5, 4, "full", "scipy", False, (0, 8)),
    (5, 4, "valid", "scipy", False, (3, 2)),
    (2, 5, "valid", "numpy", True, (1, 4)),
    (5, 4, "same", "scipy", False, (1, 5)),
    (5, 4, "same", "matlab", False, (2, 5)),
    (5, 4, "same", "numpy", False, (1, 5)),
    (4, 5, "same", "numpy", False, (1, 5)),
    (4, 5, "same", "numpy", True, (2, 5)),
    (3, 5, "same", "numpy", True, (1, 5)),
    (2, 5, "same", "scipy", True, (2, 2)),
    (5, 3, "same", "matlab", True, (1, 5)),
]


@pytest.mark.parametrize(("n", "k", "mode", "same", "correlation", "window"), WINDOWS)
def test_windows(n: int, k: int, mode: Any, same: Any, correlation: bool, window: tuple[int, int]) -> None:
    """Even kernels and kernels that are longer than the signal decide."""
    assert axis_window(n, k, mode, same, correlation=correlation) == window


def test_origins_are_kept() -> None:
    """First samples add under convolution, and subtract under correlation."""
    x, h = Signal([1, 2, 3], first=-1), Signal([1, 1], first=4)

    assert (convolve(x, h).first, convolve(x, h, mode="valid").first) == (3, 4)
    assert (correlate(x, h).first, correlate(x, h, mode="valid").first) == (-6, -5)
    assert correlate(h, x, convention="wikipedia").first == correlate(x, h).first


def test_valid_lags_with_zero_origins() -> None:
    """0 … N−K, or −(K−N) … 0 when the second signal is longer."""
    short, long = Signal([1, 2]), Signal([1, 2, 3, 4])

    assert (correlate(long, short, mode="valid").first, correlate(long, short, mode="valid").last) == (0, 2)
    assert (correlate(short, long, mode="valid").first, correlate(short, long, mode="valid").last) == (-2, 0)
    wikipedia = correlate(short, long, mode="valid", convention="wikipedia")
    assert (wikipedia.first, wikipedia.last) == (0, 2)


def test_the_second_signal_is_conjugated() -> None:
    """Σ x[n+m] conj(h[m]); of Wikipedia's convention the first one."""
    x, h = Signal([1j]), Signal([1 + 1j])

    assert correlate(x, h).values == (1 + sympy.I,)
    assert correlate(x, h, convention="wikipedia").values == (1 - sympy.I,)


def test_symbols_are_conjugated_where_they_are_complex() -> None:
    """Then SymPy's conjugate stands around them."""
    a, b = sympy.symbols("a b")

    assert correlate(Signal([a]), Signal([b])).values == (a * b,)
    result = correlate(Signal([a], complex=True), Signal([b], complex=True))
    assert result.values == (a * sympy.conjugate(b),)
    assert not result.is_real


def test_windows_are_never_trimmed_of_zeros() -> None:
    """SymPy's own convolution drops them."""
    assert convolve(Signal([1, 1]), Signal([0])).values == (0, 0)


def test_circular_by_hand() -> None:
    """Period 4: the fifth and sixth samples of [1 2 3 4] ∗ [1 1 1] wrap around."""
    assert convolve(Signal([1, 2, 3, 4]), Signal([1, 1, 1]), period=4).values == (8, 7, 6, 9)
    assert convolve(Signal([1, 2], first=-1), Signal([1]), period=3).values == (2, 0, 1)
    assert convolve(Signal([[1, 2], [3, 4]]), Signal([[1]]), period=(1, 3)).values == ((4, 6, 0),)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        (
            {"mode": "ful"},
            ConventionError,
            r"mode 'ful' is not known; use one of full, same, valid \(did you mean 'full'",
        ),
        ({"same": "octave"}, ConventionError, "same 'octave' is not known; use one of scipy, numpy, matlab"),
        ({"convention": "wiki"}, ConventionError, "convention 'wiki' is not known"),
        ({"period": 0}, SupportError, "the period is 0; it must be at least 1"),
        ({"period": -3}, SupportError, "at least 1"),
        ({"period": 2.5}, SupportError, "must be a positive integer"),
        ({"period": (2, 2)}, SupportError, "2 periods for 1 axes"),
        ({"period": 4, "mode": "valid"}, SupportError, "leave mode or period out"),
        ({"period": 10**9}, LimitError, "1000000000 samples"),
    ],
)
def test_bad_options(options: dict[str, Any], error: type[Exception], message: str) -> None:
    """Each says what was found, what is allowed, and the nearest."""
    with pytest.raises(error, match=message):
        correlate(X, H1, **options)
    if "convention" not in options:
        with pytest.raises(error, match=message):
            convolve(X, H1, **options)


def test_bad_operands() -> None:
    """Different dimensions, and lists that are no signals."""
    with pytest.raises(SupportError, match="the first has 1 axes, the second 2"):
        convolve(X, CROSS)
    with pytest.raises(TypeError, match="wrap the samples"):
        convolve(X, [1, 2])  # type: ignore[arg-type]


def test_results_that_would_not_fit_are_refused() -> None:
    """A row against a column, both within the limits."""
    row, column = Signal([range(3_000)]), Signal([[k] for k in range(3_000)])

    with pytest.raises(LimitError, match="9000000 samples"):
        convolve(row, column)


def test_work_that_would_never_end_is_refused() -> None:
    """The window is small, but neither route to it is."""
    row, column = Signal([range(100_000)]), Signal([[k] for k in range(100_000)])

    with pytest.raises(LimitError, match="10000000000 products"):
        convolve(row, column, mode="same")


def test_only_tasks_are_computed() -> None:
    """The table of computations names the kinds."""
    with pytest.raises(TypeError, match="not a task"):
        compute("convolve")  # type: ignore[arg-type]
