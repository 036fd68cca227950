"""The checks accept what is right and refuse what is wrong, and say what they ran."""

import random
from fractions import Fraction

import numpy as np
import pytest
import sympy

from symconv.checks import check
from symconv.operations import (
    Convolution,
    Correlation,
    Deconvolution,
    LayerGradient,
    convolution_task,
    correlation_task,
    layer_gradient_task,
    layer_task,
)
from symconv.signals import Signal

X, H = Signal([2, 1, 3, 5, 4]), Signal([1, -1])
IMAGE = Signal([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
CROSS = Signal([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
LINE, EDGE = [1, 2, 3, 4, 5], [1, 0, -1]

RIGHT = [
    # the convolution of a question on stats.stackexchange, and NumPy's numbers for it
    (Convolution(X, H, "valid"), Signal([-1, 2, 2, -1], first=1)),
    (Correlation(X, H, "valid"), Signal([1, -2, -2, 1])),
    (Convolution(X, H), Signal([2, -1, 2, 2, -1, -4])),
    # the picture that slides over many introductions to convolutional networks
    (Correlation(IMAGE, CROSS, "valid"), Signal([[4, 3, 4], [2, 4, 3], [2, 3, 4]])),
    (Convolution(Signal([1, 2, 3, 4]), Signal([1, 0, -1]), period=4), Signal([-2, -2, 2, 2])),
    # (1+i)·1, 2·1 + (1+i)·(−i), 2·(−i): conj(i) = −i
    (Correlation(Signal([1 + 1j, 2]), Signal([1, 1j]), "valid"), Signal([1 - 1j])),
    (Correlation(Signal([1 + 1j, 2]), Signal([1, 1j]), "valid", "wikipedia"), Signal([1 + 1j])),
    (layer_task(LINE, EDGE, stride=2, padding=1), Signal([-2, -2, 4])),
    (layer_task([1, 2], [1, 10, 100], transposed=True, stride=2), Signal([1, 10, 102, 20, 200])),
    (layer_gradient_task([1, 2, 3, 4], [1, -1], [1, 1, 1], wrt="w"), Signal([6, 9])),
    (layer_gradient_task([1, 2, 3, 4], [1, -1], [1, 1, 1], wrt="x"), Signal([1, 0, 0, -1])),
    # output padding as long as the stride: the last sample of dy meets nothing, 3·7 and 5·7 remain
    (layer_gradient_task([3], [5], [7, 9], "w", transposed=True, dilation=2, output_padding=1), Signal([21])),
    (layer_gradient_task([3], [5], [7, 9], "x", transposed=True, dilation=2, output_padding=1), Signal([35])),
    (Deconvolution(Signal([1, Fraction(5, 2), 1]), Signal([1, 2])), Signal([1, Fraction(1, 2)])),
]


@pytest.mark.parametrize(("task", "result"), RIGHT, ids=str)
def test_a_right_result_passes_both_ways(task, result):
    """NumPy agrees, and the definition gives the same exactly."""
    report = check(task, result)

    assert report.passed
    assert [item.grade.value for item in report.items] == ["numeric", "exact"]
    assert report.grade.value == "exact"
    assert report.max_abs_error < 1e-12


@pytest.mark.parametrize(("task", "result"), RIGHT, ids=str)
@pytest.mark.parametrize("change", ["value", "order", "origin"])
def test_a_wrong_result_fails(task, result, change):
    """One wrong value, two values exchanged, or a lost origin does not pass."""
    values, first = list(result.flat_values), result.origin
    if change == "value":
        values[-1] += sympy.Rational(1, 7)
    elif change == "order":
        other = next((i for i, value in enumerate(values) if value != values[0]), 0)
        values[0], values[other] = values[other], values[0] + int(other == 0)
    else:
        first = tuple(start + 1 for start in first)

    claimed = Signal(np.array(values, dtype=object).reshape(result.shape), first=first)

    assert not check(task, claimed).passed


@pytest.mark.parametrize(("task", "result"), RIGHT, ids=str)
def test_the_printed_lines_give_the_printed_numbers(task, result):
    """Whoever pastes the lines gets the result."""
    numeric = check(task, result).items[0]
    *lines, last = numeric.code.split("\n")
    names = {"np": np}
    exec("\n".join(lines), names)  # noqa: S102 - the printed code is what is being tested

    pasted = eval(last, names)  # noqa: S307

    answer = task.y if isinstance(task, Deconvolution) else result  # a quotient is multiplied back
    expected = np.array([complex(value) for value in answer.flat_values]).reshape(answer.shape)
    np.testing.assert_allclose(pasted, expected, atol=1e-12)


def test_the_line_for_numpy_holds_the_exact_input():
    """Fractions stay quotients, so the reader sees the numbers of the problem."""
    task = convolution_task(Signal(["1", "1/2", 1, 1]), Signal([1, Fraction(1, 2), Fraction(1, 4)]))
    result = Signal([1, 1, Fraction(3, 2), Fraction(13, 8), Fraction(3, 4), Fraction(1, 4)])

    assert check(task, result).items[0].code == "np.convolve([1, 1/2, 1, 1], [1, 1/2, 1/4])"


def test_symbols_are_checked_at_a_rational_point():
    """The point is printed, the same every time, and a wrong sign at it does not pass."""
    task = convolution_task(Signal(["a0", "a1"]), Signal(["b0", "b1"]))
    right, wrong = (Signal(["a0*b0", f"a0*b1 {sign} a1*b0", "a1*b1"]) for sign in "+-")

    report = check(task, right)

    assert report.passed
    assert "a0 = " in report.items[1].what
    assert report == check(task, right)
    assert not check(task, wrong).passed


def test_complex_symbols_are_checked_at_a_complex_point():
    """A conjugate that was forgotten shows."""
    x, h = Signal(["a"], complex=True), Signal(["b"], complex=True)
    a, b = sympy.symbols("a b")
    task = correlation_task(x, h)

    assert check(task, Signal([a * sympy.conjugate(b)], complex=True)).passed
    assert not check(task, Signal([a * b], complex=True)).passed


def test_irrational_numbers_are_compared_exactly():
    """√2·√2 is 2, not nearly 2."""
    task = convolution_task(Signal([sympy.sqrt(2), sympy.pi]), Signal([sympy.sqrt(2)]))

    assert check(task, Signal([2, sympy.sqrt(2) * sympy.pi])).passed
    assert not check(task, Signal([2 + sympy.Rational(1, 10**30), sympy.sqrt(2) * sympy.pi])).passed


def test_a_large_result_is_sampled_and_says_so():
    """The report says at how many indices, and modulo which prime."""
    source = random.Random(3)
    x, h = ([source.randint(-99, 99) for _ in range(600)] for _ in range(2))
    result = np.convolve(x, h)
    task = convolution_task(Signal(x), Signal(h))

    report = check(task, Signal(result))

    assert report.passed
    assert "of the 1199 output indices modulo the prime 2^61 − 31" in report.items[1].what
    result[-1] += 1
    assert not check(task, Signal(result)).passed


@pytest.mark.parametrize(
    "number", [10**400, Fraction(1, 10**400), 10**400 + 3 * sympy.I], ids=("large", "small", "complex")
)
def test_numbers_beyond_floating_point_are_compared_exactly(number):
    """NumPy works on exact numbers then, and the report says why."""
    number = sympy.sympify(number)
    task = convolution_task(Signal([number, 1]), Signal([2, sympy.Rational(1, 3)]))
    right = [2 * number, 2 + number / 3, sympy.Rational(1, 3)]

    report = check(task, Signal(right))

    assert report.passed
    assert "floating point cannot hold them" in report.items[0].what
    assert not any(item.passed for item in check(task, Signal([right[0] * 2, *right[1:]])).items)


def test_a_very_large_result_is_compared_at_some_indices_only():
    """The work stays within bounds, in both grades."""
    x, h = [1] * 9_000, [1, -1] * 4_500
    result = list(np.convolve(x, h))
    task = convolution_task(Signal(x), Signal(h))

    report = check(task, Signal(result))

    assert report.passed
    assert all("of the 17999 output indices" in item.what for item in report.items)
    assert not check(task, Signal([5, *result[1:]])).passed


def test_a_gradient_of_the_wrong_shape_fails():
    """A gradient has the shape of what it differentiates by."""
    task = layer_gradient_task([1, 2, 3], [1, 1], [1, 1], wrt="w")

    assert isinstance(task, LayerGradient)
    assert not check(task, Signal([3, 5, 0])).passed
