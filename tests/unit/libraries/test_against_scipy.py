"""Every NumPy and SciPy entry gives what the library gives, for all small sizes, and raises where it raises."""

from __future__ import annotations

import itertools
import warnings
from typing import Any

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal

from symconv.errors import SymconvError, UnsupportedProblemError
from symconv.libraries import FUNCTIONS, emulate

LIBRARIES = {"numpy": np, "scipy": scipy}
SIZES = [*itertools.product(range(1, 7), range(1, 7))]
MODES = ("full", "same", "valid")


def real_function(name: str) -> Any:
    """Return the function of the library."""
    head, *rest = name.split(".")
    found: Any = LIBRARIES[head]
    for part in rest:
        found = getattr(found, part)
    return found


def agrees(name: str, *arguments: Any, **keywords: Any) -> bool:
    """Whether both give the same array, or both refuse."""
    arrays = [np.array(a) if isinstance(a, list) else a for a in arguments]
    try:
        expected = real_function(name)(*arrays, **keywords)
    except (ValueError, TypeError, RuntimeError):
        with pytest.raises(SymconvError):
            emulate(name, *arguments, **keywords)
        return True
    got = emulate(name, *arguments, **keywords)
    assert np.array_equal(np.array(got.values, dtype=complex).reshape(got.shape), np.round(expected, 9))
    assert got.direct() == got.signal.flat_values
    return True


def numbers(*shape: int, step: int = 1) -> list[Any]:
    """Return integers without any symmetry."""
    flat = [(7 * i * i + step * i + 3) % 23 - 11 for i in range(int(np.prod(shape)))]
    return np.array(flat).reshape(shape).tolist()


def gaussian(length: int, step: int) -> list[complex]:
    """Return complex integers."""
    return [complex(a, b) for a, b in zip(numbers(length), numbers(length, step=step), strict=True)]


@pytest.mark.parametrize(
    "name", ["numpy.convolve", "numpy.correlate", "scipy.signal.convolve", "scipy.signal.correlate"]
)
def test_one_axis(name: str) -> None:
    """Complex samples, every mode, either operand the longer one."""
    for (n, k), mode in itertools.product(SIZES, MODES):
        assert agrees(name, gaussian(n, 5), gaussian(k, 9), mode)
    assert agrees(name, gaussian(4, 5), gaussian(3, 9))


@pytest.mark.parametrize("mode", [0, 1, 2])
def test_numbered_modes(mode: int) -> None:
    """NumPy's integers still mean valid, same and full."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert agrees("numpy.convolve", numbers(5), numbers(3), mode)
        assert agrees("numpy.correlate", numbers(5), numbers(3), mode)


@pytest.mark.parametrize("name", ["scipy.signal.fftconvolve", "scipy.signal.oaconvolve"])
def test_transforms_compute_the_same(name: str) -> None:
    """A convolution by a transform is the convolution, up to rounding."""
    for (n, k), mode in itertools.product(SIZES[::5], MODES):
        assert agrees(name, numbers(n), numbers(k), mode)


@pytest.mark.parametrize("name", ["convolve2d", "correlate2d", "convolve", "correlate"])
def test_two_axes(name: str) -> None:
    """Every mode; a window of mixed lengths is refused by both."""
    shapes = [(1, 1), (2, 3), (3, 2), (4, 4), (1, 5), (5, 2)]
    for left, right, mode in itertools.product(shapes, shapes, MODES):
        assert agrees(f"scipy.signal.{name}", numbers(*left), numbers(*right, step=4), mode)


@pytest.mark.parametrize("name", ["convolve2d", "correlate2d"])
@pytest.mark.parametrize("boundary", ["fill", "wrap", "symm"])
def test_borders_of_signal(name: str, boundary: str) -> None:
    """Filled, wrapped and mirrored borders in every mode."""
    shapes = [(2, 3), (3, 3), (4, 2)]
    for left, right, mode in itertools.product(shapes, shapes, MODES):
        options = {"boundary": boundary, **({"fillvalue": 2} if boundary == "fill" else {})}
        assert agrees(f"scipy.signal.{name}", numbers(*left), numbers(*right, step=4), mode, **options)


NDIMAGE_MODES = (
    *("reflect", "mirror", "nearest", "wrap", "constant"),
    *("grid-mirror", "grid-wrap", "grid-constant"),
)


@pytest.mark.parametrize("name", ["correlate", "convolve", "correlate1d", "convolve1d"])
@pytest.mark.parametrize("mode", NDIMAGE_MODES)
def test_filters_of_images(name: str, mode: str) -> None:
    """One axis, every border, every origin that is legal, and those that are not."""
    for n, k in SIZES[::3]:
        for origin in range(-k // 2 - 1, k // 2 + 2):
            assert agrees(f"scipy.ndimage.{name}", numbers(n), numbers(k, step=4), mode=mode, cval=3, origin=origin)


@pytest.mark.parametrize("name", ["correlate", "convolve"])
def test_images(name: str) -> None:
    """Two axes, an origin for each."""
    for shape, origin in itertools.product([(2, 2), (3, 2), (1, 4)], [0, (0, 0), (0, -1), (-1, 0)]):
        assert agrees(f"scipy.ndimage.{name}", numbers(4, 5), numbers(*shape, step=4), origin=origin)


def test_one_axis_of_an_image() -> None:
    """The axis is the last unless said."""
    for name, axis in itertools.product(["correlate1d", "convolve1d"], [-1, 0, 1, 2]):
        assert agrees(f"scipy.ndimage.{name}", numbers(3, 4), [1, 2, -5], axis=axis)


def test_causal_filter() -> None:
    """Without feedback it is the head of the convolution; with it, it is refused for now."""
    for n, k in SIZES:
        assert agrees("scipy.signal.lfilter", [b / 2 for b in numbers(k)], [1], numbers(n))
    assert emulate("scipy.signal.lfilter", [1, 2], 2, [2, 4]).values == (1, 4)
    with pytest.raises(UnsupportedProblemError, match="feedback"):
        emulate("scipy.signal.lfilter", [1], [1, -0.5], [1, 2, 3])


@pytest.mark.parametrize(
    ("name", "arguments", "keywords", "message"),
    [
        ("numpy.convolv", ([1], [1]), {}, "did you mean 'numpy.convolve'"),
        ("numpy.convolve", ([1], [1], "ful"), {}, "did you mean 'full'"),
        ("numpy.convolve", ([[1]], [1]), {}, "2 axes; 1 is needed"),
        ("numpy.convolve", ([1],), {}, "argument v is missing"),
        ("numpy.convolve", ([1], [1], "full", 1), {}, "4 arguments given, it takes 3"),
        ("numpy.convolve", ([1], [1]), {"a": [1]}, "given twice"),
        ("numpy.convolve", ([1], [1]), {"kind": 1}, "argument 'kind' is not known"),
        ("scipy.ndimage.correlate", ([1], [1]), {"mode": "symmetric"}, "mode 'symmetric'"),
    ],
)
def test_bad_calls(name: str, arguments: tuple, keywords: dict, message: str) -> None:
    """A message says what is wrong and what there is instead."""
    with pytest.raises(SymconvError, match=message):
        emulate(name, *arguments, **keywords)


def test_formula_says_what_is_computed() -> None:
    """The index formula of each call, with the library's names; K = 2 by hand."""
    assert emulate("np.correlate", [1, 2, 3], [1, 1j], "same").formula == (
        "y[n] = Σ_m conj(v[m]) a[n + m − 1], n = 0 … 2"
    )
    assert emulate("scipy.ndimage.convolve", [1, 2, 3], [1, 2]).formula == (
        "y[n] = Σ_m weights[m] input[n + 1 − m], n = 0 … 2, input continued by 'symmetric' padding"
    )


def test_table() -> None:
    """About thirty functions, each with one name and a sentence of its own."""
    names = [name for function in FUNCTIONS for name in function.names]

    assert len(FUNCTIONS) >= 30
    assert len(set(names)) == len(names)
    assert all(function.words.endswith(".") for function in FUNCTIONS)
