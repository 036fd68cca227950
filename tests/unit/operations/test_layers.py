"""Layers: hand-calculated tables, operands in all their forms, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy

from symconv.errors import ConventionError, LimitError, SupportError, UnsupportedProblemError
from symconv.operations import Layer, compute, extended_input, layer, layer_task
from symconv.signals import Signal

X = [1, 2, 3, 4, 5]
DIGITS = [1, 10, 100]
"""A kernel that shows in each decimal digit which sample it met."""


# Each row by hand: the padded input is written out, and the digits are read off from right to left.
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, (321, 432, 543)),
        ({"operation": "convolve"}, (123, 234, 345)),
        ({"stride": 2}, (321, 543)),
        ({"stride": 7}, (321,)),
        ({"padding": 1}, (210, 321, 432, 543, 54)),
        ({"padding": [1], "stride": 2}, (210, 432, 54)),
        ({"padding": [(2, 0)]}, (100, 210, 321, 432, 543)),
        ({"padding": [(0, 2)], "stride": 2}, (321, 543, 5)),
        ({"dilation": 2}, (531,)),
        ({"dilation": 2, "padding": 1}, (420, 531, 42)),
        ({"padding": "valid", "stride": 2}, (321, 543)),
        ({"padding": "same"}, (210, 321, 432, 543, 54)),
        ({"padding": "same", "stride": 2}, (210, 432, 54)),
        ({"padding": "same", "dilation": 2}, (310, 420, 531, 42, 53)),
        ({"padding": 2, "boundary": "constant", "constant": 9}, (199, 219, 321, 432, 543, 954, 995)),
        ({"padding": 2, "boundary": "reflect"}, (123, 212, 321, 432, 543, 454, 345)),
        ({"padding": 2, "boundary": "symmetric"}, (112, 211, 321, 432, 543, 554, 455)),
        ({"padding": 2, "boundary": "edge"}, (111, 211, 321, 432, 543, 554, 555)),
        ({"padding": 2, "boundary": "wrap"}, (154, 215, 321, 432, 543, 154, 215)),
        ({"padding": 2, "boundary": "wrap", "stride": 3, "operation": "convolve"}, (451, 234, 512)),
        ({"bias": Fraction(1, 2)}, tuple(sympy.Rational(2 * n + 1, 2) for n in (321, 432, 543))),
    ],
)
def test_one_axis(options: dict[str, Any], expected: tuple[Any, ...]) -> None:
    """One axis, one option after the other; the results start at 0."""
    result = layer(X, DIGITS, **options)

    assert result.values == expected
    assert result.first == 0


# By hand: x = 1 2 3 / 4 5 6 / 7 8 9 and w = 1 0 / 0 −1, so every valid output is x[i,j] − x[i+1,j+1] = −4.
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ((-4, -4), (-4, -4))),
        ({"operation": "convolve"}, ((4, 4), (4, 4))),
        ({"stride": (2, 1)}, ((-4, -4),)),
        ({"padding": (1, 0), "stride": (2, 1)}, ((-2, -3), (-4, -4))),
        ({"padding": [(0, 0), (1, 0)]}, ((-4, -4, -4), (-7, -4, -4))),
        ({"padding": "same"}, ((-4, -4, 3), (-4, -4, 6), (7, 8, 9))),
        ({"dilation": (1, 2)}, ((-5,), (-5,))),
        ({"dilation": 2}, ((-8,),)),
        ({"padding": [(0, 0), (0, 1)], "boundary": "reflect"}, ((-4, -4, -2), (-4, -4, -2))),
    ],
)
def test_two_axes(options: dict[str, Any], expected: tuple[Any, ...]) -> None:
    """Options per axis act on their axis."""
    assert layer([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 0], [0, -1]], **options).values == expected


def test_the_picture_that_textbooks_show() -> None:
    """The 5×5 image and the 3×3 kernel of the usual animation give 4 3 4 / 2 4 3 / 2 3 4."""
    image = [[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]]

    assert layer(image, [[1, 0, 1], [0, 1, 0], [1, 0, 1]]).values == ((4, 3, 4), (2, 4, 3), (2, 3, 4))


def test_channels_are_added_up() -> None:
    """By hand: y[0] = x[0]·1 + x[1]·10 and y[1] = x[0] − x[1], plus the bias of each."""
    result = layer([[1, 2], [3, 4]], [[[1], [10]], [[1], [-1]]], channels=True, bias=[100, 0])

    assert result.values == ((131, 142), (-2, -2))


def test_groups_do_not_see_one_another() -> None:
    """By hand: each of two groups has one input channel and two output channels."""
    result = layer([[1, 2], [3, 4]], [[[1]], [[10]], [[1]], [[10]]], channels=True, groups=2)

    assert result.values == ((1, 2), (10, 20), (3, 4), (30, 40))


# By hand: a copy of the kernel for each input sample, `stride` apart, added up; then cut and lengthened.
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, (1, 12, 123, 230, 300)),
        ({"operation": "convolve"}, (100, 210, 321, 32, 3)),
        ({"stride": 2}, (1, 10, 102, 20, 203, 30, 300)),
        ({"stride": 2, "padding": 1}, (10, 102, 20, 203, 30)),
        ({"stride": 2, "padding": 1, "output_padding": 1}, (10, 102, 20, 203, 30, 300)),
        ({"stride": 2, "padding": [(1, 0)], "output_padding": 1}, (10, 102, 20, 203, 30, 300, 0)),
        ({"stride": 4}, (1, 10, 100, 0, 2, 20, 200, 0, 3, 30, 300)),
        ({"dilation": 2}, (1, 2, 13, 20, 130, 200, 300)),
        ({"stride": 2, "padding": "same"}, (1, 10, 102, 20, 203, 30)),
        ({"stride": 4, "padding": "same"}, (1, 10, 100, 0, 2, 20, 200, 0, 3, 30, 300, 0)),
        ({"padding": "same"}, (12, 123, 230)),
        ({"bias": -1}, (0, 11, 122, 229, 299)),
    ],
)
def test_transposed(options: dict[str, Any], expected: tuple[int, ...]) -> None:
    """The transposed layer scatters; its padding cuts."""
    assert layer([1, 2, 3], DIGITS, transposed=True, **options).values == expected


def test_transposed_channels() -> None:
    """By hand: w is [input channel][output channel][…]; both inputs feed both outputs."""
    result = layer([[1], [2]], [[[1, 10], [3, 0]], [[5, 0], [0, 7]]], channels=True, transposed=True)

    assert result.values == ((11, 10), (3, 14))


# Numbers that torch 2.13.0 (CPU, float64) printed for conv1d, conv2d and conv_transpose1d on these inputs.
@pytest.mark.parametrize(
    ("x", "w", "options", "expected"),
    [
        ([X], [[DIGITS]], {"stride": 2, "padding": 1}, ((210, 432, 54),)),
        ([X], [[DIGITS]], {"dilation": 2, "padding": 1}, ((420, 531, 42),)),
        ([X], [[[1, 10, 100, 1000]]], {"padding": "same"}, ((3210, 4321, 5432, 543, 54),)),
        ([X], [[[1, 10]]], {"padding": "same"}, ((21, 32, 43, 54, 5),)),
        ([X], [[[1, 10]]], {"padding": "same", "dilation": 3}, ((30, 41, 52, 3, 4),)),
        ([[1, 2, 3, 4]], [[DIGITS]], {"stride": 2, "padding": 1}, ((210, 432),)),
        ([[1 + 1j, 2]], [[[1j, 1]]], {}, ((1 + sympy.I,),)),
        (
            [[1, 2, 3, 4], [5, 6, 7, 8]],
            [[[1, 2]], [[3, 4]], [[5, 6]], [[7, 8]]],
            {"stride": 2, "padding": 1, "groups": 2, "bias": [10, 20, 30, 40]},
            ((12, 18, 14), (24, 38, 32), (60, 102, 70), (80, 138, 96)),
        ),
        ([[1, 2, 3, 4]], [[DIGITS]], {"padding": [(2, 1)], "boundary": "reflect"}, ((123, 212, 321, 432, 343),)),
        (
            [[1, 2], [3, 4]],
            [[[1, 2, 3]], [[4, 5, 6]]],
            {"transposed": True, "stride": 2, "padding": 1, "output_padding": 1, "groups": 2},
            ((2, 5, 4, 6), (15, 34, 20, 24)),
        ),
        (
            [[1, 2]],
            [[[1, 10]]],
            {"transposed": True, "stride": 3, "dilation": 2, "output_padding": 2},
            ((1, 0, 10, 2, 0, 20, 0, 0),),
        ),
    ],
)
def test_numbers_of_pytorch(x: Any, w: Any, options: dict[str, Any], expected: tuple[Any, ...]) -> None:
    """The layers are PyTorch's, batch axis aside."""
    assert layer(x, w, channels=True, **options).values == expected


# Numbers that jax.lax (0.10.2, float64) printed: conv_general_dilated, and conv_transpose with transpose_kernel=True.
@pytest.mark.parametrize(
    ("x", "options", "expected"),
    [
        ([1, 2, 3, 4], {"stride": 2}, (321, 43)),
        ([1, 2], {"stride": 2, "transposed": True}, (1, 10, 102, 20)),
    ],
)
def test_same_is_that_of_jax(x: list[int], options: dict[str, Any], expected: tuple[int, ...]) -> None:
    """``padding="same"`` with a stride is the rule of TensorFlow and JAX, right-heavy."""
    assert layer(x, DIGITS, padding="same", **options).values == expected


@pytest.mark.parametrize(
    "x", [X, tuple(X), np.array(X), np.array(X, dtype=object), Signal(X), ["1", "2", Decimal(3), 4.0, Fraction(5)]]
)
def test_operands_in_all_forms(x: Any) -> None:
    """Lists, tuples, arrays and signals of all kinds of numbers mean the same."""
    assert layer(x, np.array(DIGITS)).values == (321, 432, 543)


@pytest.mark.parametrize(
    "bias", [5, "5", 5.0, np.int64(5), np.array(5), [5], np.array([5]), Signal([5]), sympy.Integer(5)]
)
def test_bias_in_all_forms(bias: Any) -> None:
    """A bias is a number or a row of numbers."""
    assert layer(X, DIGITS, bias=bias).values == (326, 437, 548)


def test_symbols_stay_symbols() -> None:
    """Entries, bias and constant may hold symbols."""
    a, b, c = sympy.symbols("a b c")

    result = layer([a, 1], [1, 2], padding=[(1, 0)], boundary="constant", constant=c, bias=b)

    assert result.values == (2 * a + b + c, a + b + 2)


def test_nothing_is_conjugated() -> None:
    """A layer multiplies complex numbers as they are: (1+i)·i = −1+i."""
    assert layer([1 + 1j], [1j]).values == (-1 + sympy.I,)


def test_complex_symbols_stay_complex() -> None:
    """What is complex in an operand is complex in the result."""
    a = sympy.Symbol("a")

    assert not layer(Signal([a], complex=True), [1]).is_real
    assert layer(Signal([a]), [1]).is_real


def test_another_origin_is_moved_to_zero_and_noted() -> None:
    """Layers work on arrays; the operand of the task says that it was moved, and keeps its other notes."""
    task = layer_task(Signal([0.5, 2], first=-1), Signal([1], first=4))

    assert (task.x.first, task.w.first) == (0, 0)
    assert task.x.notes == ("0.5 was read as 1/2", "layers work on arrays, so the input was moved from index -1 to 0")
    assert compute(task) == layer(["1/2", 2], [1])


def test_task_says_everything() -> None:
    """Options are normalised to one entry per axis."""
    task = layer_task([X, X], [DIGITS], stride=2, padding=[1, (0, 2)], boundary="edge", bias=3)

    assert task == Layer(
        Signal([X, X]),
        Signal([DIGITS]),
        "correlate",
        stride=(2, 2),
        padding=((1, 1), (0, 2)),
        dilation=(1, 1),
        bias=Signal([3]),
        boundary="edge",
    )


@pytest.mark.parametrize(
    ("boundary", "values"),
    [
        ("zero", (0, 0, 1, 2, 3, 0)),
        ("constant", (7, 7, 1, 2, 3, 7)),
        ("reflect", (3, 2, 1, 2, 3, 2)),
        ("symmetric", (2, 1, 1, 2, 3, 3)),
        ("edge", (1, 1, 1, 2, 3, 3)),
        ("wrap", (2, 3, 1, 2, 3, 1)),
    ],
)
def test_extended_input(boundary: str, values: tuple[int, ...]) -> None:
    """The padded input starts at −P; the table of boundary names in textbooks."""
    constant = 7 if boundary == "constant" else 0
    task = layer_task([1, 2, 3], [1], padding=[(2, 1)], boundary=boundary, constant=constant)

    extended = extended_input(task)

    assert (extended.values, extended.first) == (values, -2)


def test_extended_input_keeps_channels_apart() -> None:
    """Padding is added in space only."""
    task = layer_task([[1, 2], [3, 4]], [[[1], [1]]], channels=True, padding=1, boundary="edge")

    assert extended_input(task).values == ((1, 1, 2, 2), (3, 3, 4, 4))
    assert extended_input(task).first == (0, -1)


def test_the_input_of_a_transposed_layer_is_not_padded() -> None:
    """Its padding cuts the output."""
    with pytest.raises(SupportError, match="its input has none"):
        extended_input(layer_task([1], [1, 2, 3], padding=1, transposed=True))


def test_large_layer_by_polynomials() -> None:
    """Long rows go through one polynomial product; a box filter of ones counts them."""
    result = layer([1] * 3000, [1] * 1000, padding=999, stride=3)

    assert result.shape == (1333,)
    assert result.values == tuple(min(3 * n + 1, 1000, 3999 - 3 * n) for n in range(1333))


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"operation": "corelate"}, ConventionError, "did you mean 'correlate'"),
        ({"boundary": "mirror"}, ConventionError, "use one of zero, constant, reflect, symmetric, edge, wrap"),
        ({"padding": "sane"}, ConventionError, "did you mean 'same'"),
        ({"stride": 0}, SupportError, "stride is 0; it must be at least 1"),
        ({"dilation": -1}, SupportError, "dilation is -1; it must be at least 1"),
        ({"padding": -1}, SupportError, "padding is -1; it must not be negative"),
        ({"padding": [(1, -2)]}, SupportError, "padding is -2; it must not be negative"),
        ({"padding": (1, 2)}, SupportError, r"padding has 2 entries for 1 axis.*\[\(left, right\)\]"),
        ({"stride": (1, 2)}, SupportError, "stride has 2 entries for 1 axis"),
        ({"stride": 1.5}, SupportError, "stride is 1.5; it must be an integer"),
        ({"w": [1] * 8}, SupportError, "the kernel covers 8 samples, the padded input has 5: 3 too few"),
        ({"dilation": 3}, SupportError, "covers 7 samples spread by dilation 3, the padded input has 5: 2 too few"),
        ({"w": [[1]]}, SupportError, "the input has 1 axis, the kernel 2"),
        ({"groups": 2}, SupportError, "groups=2 needs channels"),
        ({"groups": 0}, SupportError, "groups is 0; it must be at least 1"),
        (
            {"padding": 5, "boundary": "reflect"},
            SupportError,
            "reflect padding of 5.* needs 6 input samples, there are 5",
        ),
        ({"output_padding": 1}, SupportError, "output_padding belongs to transposed layers"),
        ({"transposed": True, "output_padding": 1}, SupportError, r"less than the stride \(1\) or the dilation \(1\)"),
        ({"transposed": True, "padding": 4}, SupportError, r"padding 4 \+ 4 cuts away all 7 samples"),
        (
            {"transposed": True, "padding": "same", "stride": 2, "output_padding": 1},
            SupportError,
            "leave output_padding",
        ),
        ({"transposed": True, "boundary": "wrap"}, UnsupportedProblemError, "boundary='wrap' has no meaning"),
        ({"bias": [1, 2]}, SupportError, "bias has 2 entries for 1 output channel"),
        ({"bias": [[1]]}, SupportError, "bias has 2 axes"),
        ({"constant": 1}, SupportError, "boundary=\"constant\" only, here it is 'zero'"),
        ({"constant": [1, 2], "boundary": "constant"}, SupportError, "constant has 2 entries"),
        ({"x": []}, SupportError, "it is empty"),
        ({"channels": True}, SupportError, "with channels the input is"),
        ({"padding": 10**9}, LimitError, "more than the limit"),
        ({"padding": 10**9, "stride": 10**8, "boundary": "edge"}, LimitError, "more than the limit"),
        ({"transposed": True, "stride": 10**9}, LimitError, "more than the limit"),
        ({"transposed": True, "stride": 10**9, "padding": 2 * 10**9}, LimitError, "more than the limit"),
    ],
)
def test_bad_input(changes: dict[str, Any], error: type[Exception], message: str) -> None:
    """What does not fit is refused, with what was found and what is needed."""
    arguments = {"x": X, "w": DIGITS} | changes

    with pytest.raises(error, match=message):
        layer(arguments.pop("x"), arguments.pop("w"), **arguments)


@pytest.mark.parametrize(
    ("x", "w", "options", "message"),
    [
        ((4, 5), (4, 3, 2), {"groups": 3}, "3 groups do not divide the 4 output channels"),
        ((5, 5), (4, 3, 2), {"groups": 2}, "2 groups do not divide the 5 input channels"),
        ((4, 5), (4, 3, 2), {}, r"4 input channels in 1 group are 4 per group, .* has 3"),
        ((4, 5), (4, 3, 2), {"groups": 2}, r"4 input channels in 2 groups are 2 per group, .* has 3"),
        ((4, 5), (3, 2), {}, "the kernel must have 3"),
        ((4, 5), (3, 2, 2), {"transposed": True}, r"the input has 4 channels, .* has 3"),
        ((4, 5), (4, 2, 2), {"transposed": True, "groups": 3}, "3 groups do not divide the 4 input channels"),
    ],
)
def test_channels_that_do_not_fit(x: Any, w: Any, options: dict[str, Any], message: str) -> None:
    """Channels and groups are refused with their numbers."""
    with pytest.raises(SupportError, match=message):
        layer(np.zeros(x, dtype=int), np.zeros(w, dtype=int), channels=True, **options)


def test_many_channels_are_limited() -> None:
    """A layer that would run for hours is refused before it starts; 1000·1000 channels of 200 samples are 2·10⁸."""
    x, w = np.zeros((1000, 200), dtype=int), np.zeros((1000, 1000, 1), dtype=int)

    with pytest.raises(LimitError, match="200000000 samples over all channels"):
        layer_task(x, w, channels=True)


def test_tasks_made_by_hand_are_checked_when_computed() -> None:
    """A task that no builder has seen is refused by `compute` as well."""
    task = Layer(Signal([1]), Signal([1, 2]), "correlate", stride=(1,), padding=((0, 0),), dilation=(1,))

    with pytest.raises(SupportError, match="1 too few"):
        compute(task)
    with pytest.raises(SupportError, match="groups is 0"):
        compute(replace(task, x=Signal([[1]]), w=Signal([[[1]]]), groups=0, channels=True))
    with pytest.raises(SupportError, match="bias has 2 entries for 1 output channel"):
        compute(replace(task, x=Signal([1, 2]), bias=Signal([1, 2])))
