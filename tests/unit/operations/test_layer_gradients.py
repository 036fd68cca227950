"""Gradients of layers: hand-calculated tables, PyTorch's numbers, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
import sympy

from symconv.errors import ConventionError, SupportError, UnsupportedProblemError
from symconv.operations import LayerGradient, layer_gradient, layer_gradient_task, layer_task
from symconv.operations.layer_gradients import padding_sources
from symconv.signals import Signal

X = [1, 2, 3, 4]


# By hand: for "x" each dy is laid down as a copy of w and what lands on a sample is added up;
# for "w" each weight collects dy times the samples that it met.
@pytest.mark.parametrize(
    ("wrt", "w", "dy", "options", "expected"),
    [
        ("x", [1, -1], [1, 10, 100], {}, (1, 9, 90, -100)),
        ("w", [1, -1], [1, 10, 100], {}, (321, 432)),
        ("bias", [1, -1], [1, 10, 100], {}, (111,)),
        ("x", [1, -1], [1, 10, 100], {"operation": "convolve"}, (-1, -9, -90, 100)),
        ("w", [1, -1], [1, 10, 100], {"operation": "convolve"}, (432, 321)),
        ("x", [2, 3], [1, 10], {"stride": 2}, (2, 3, 20, 30)),
        ("w", [2, 3], [1, 10], {"stride": 2}, (31, 42)),
        ("x", [2, 3], [1, 10], {"dilation": 2}, (2, 20, 3, 30)),
        ("x", [2, 3], [1, 0, 0, 0, 10], {"padding": 1}, (3, 0, 0, 20)),
        ("w", [2, 3], [1, 0, 0, 0, 10], {"padding": 1}, (40, 1)),
        ("w", [2, 3], [1, 0, 0, 0, 10], {"padding": 1, "boundary": "constant", "constant": 7}, (47, 71)),
        ("x", [2, 3], [1, 0, 0, 0, 10], {"padding": 1, "boundary": "constant", "constant": 7}, (3, 0, 0, 20)),
        ("x", [2, 3], [1, 0, 0, 0, 10], {"padding": 1, "boundary": "reflect"}, (3, 2, 30, 20)),
        ("x", [2, 3], [1, 0, 0, 0, 10], {"padding": 1, "boundary": "symmetric"}, (5, 0, 0, 50)),
        ("x", [2, 3], [1, 0, 0, 0, 10], {"padding": 1, "boundary": "edge"}, (5, 0, 0, 50)),
        ("x", [2, 3], [1, 0, 0, 0, 10], {"padding": 1, "boundary": "wrap"}, (33, 0, 0, 22)),
        ("w", [2, 3], [1, 0, 0, 0, 10], {"padding": 1, "boundary": "wrap"}, (44, 11)),
        ("x", [2], [1, 10, 100, 1000], {"padding": 0, "stride": 1}, (2, 20, 200, 2000)),
        ("x", [1, 10, 100], [1, 2, 3, 4], {"padding": "same"}, (12, 123, 234, 340)),
        ("x", [1, 10], [1, 0, 0, 0, 1], {"transposed": True}, (1, 0, 0, 10)),
        ("w", [1, 10], [1, 0, 0, 0, 1], {"transposed": True}, (1, 4)),
        ("bias", [1, 10], [1, 0, 0, 0, 1], {"transposed": True}, (2,)),
    ],
)
def test_one_axis(wrt: str, w: list[int], dy: list[int], options: dict[str, Any], expected: tuple[int, ...]) -> None:
    """Each option of the layer has its share in the gradient."""
    assert layer_gradient(X, w, dy, wrt, **options).values == expected


def test_two_axes() -> None:
    """By hand: a single dy lays one copy of w on x, and picks one window of x."""
    x, w, dy = [[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 2], [3, 4]], [[0, 0], [1, 0]]

    assert layer_gradient(x, w, dy).values == ((0, 0, 0), (1, 2, 0), (3, 4, 0))
    assert layer_gradient(x, w, dy, "w").values == ((4, 5), (7, 8))
    assert layer_gradient(x, w, dy, "bias").values == (1,)


# Numbers that torch 2.13.0 (CPU, float64) printed after backward() of (y·dy).sum().
@pytest.mark.parametrize(
    ("wrt", "expected"),
    [
        ("x", ((18, 17, 24, 21), (50, 40, 48, 59))),
        ("w", (((16, 7),), ((34, 19),), ((120, 91),), ((16, 5),))),
        ("bias", (6, 15, 24, 3)),
    ],
)
def test_groups_as_in_pytorch(wrt: str, expected: tuple[Any, ...]) -> None:
    """Channels, groups, stride, padding and bias at once."""
    gradient = layer_gradient(
        [[1, 2, 3, 4], [5, 6, 7, 8]],
        [[[1, 2]], [[3, 4]], [[5, 6]], [[7, 8]]],
        [[1, 2, 3], [4, 5, 6], [7, 8, 9], [1, 0, 2]],
        wrt,
        channels=True,
        stride=2,
        padding=1,
        groups=2,
        bias=[10, 20, 30, 40],
    )

    assert gradient.values == expected


# Numbers that torch 2.13.0 printed: autograd through F.pad(mode="reflect"), and through conv_transpose1d.
def test_reflection_and_transposition_as_in_pytorch() -> None:
    """The gradient goes back through the padding; the transposed layer has gradients too."""
    reflected = layer_gradient([1, 2, 3, 4], [1, 10, 100], [1, 2, 3, 4, 5], padding=[(2, 1)], boundary="reflect")
    transposed = {"transposed": True, "stride": 2, "padding": 1, "output_padding": 1, "groups": 2, "channels": True}
    x, w, dy = [[1, 2], [3, 4]], [[[1, 2, 3]], [[4, 5, 6]]], [[1, 2, 3, 4], [5, 6, 7, 8]]

    assert reflected.values == (123, 246, 846, 450)
    assert layer_gradient(x, w, dy, "x", **transposed).values == ((8, 20), (61, 107))
    assert layer_gradient(x, w, dy, "w", **transposed).values == (((4, 7, 10),), ((24, 43, 50),))


def test_a_bias_that_is_not_there_has_a_gradient() -> None:
    """The gradient by the bias does not depend on the bias, so it need not be given."""
    assert layer_gradient([[1, 2]], [[[1]], [[1]]], [[1, 2], [3, 4]], "bias", channels=True).values == (3, 7)


def test_symbols_and_complex_numbers() -> None:
    """Nothing is conjugated, and symbols stay symbols."""
    g = sympy.Symbol("g")

    assert layer_gradient([1, 2], [sympy.I, 2], [g]).values == (sympy.I * g, 2 * g)
    assert layer_gradient([sympy.I, 2], [1, 2], [g], "w").values == (sympy.I * g, 2 * g)


def test_task_says_everything() -> None:
    """The task of a gradient holds the task of the layer."""
    task = layer_gradient_task([1, 2], [3], Signal([5, 6], first=2), "w", stride=1)

    assert task == LayerGradient(layer_task([1, 2], [3]), Signal([5, 6]), "w")


def test_padding_sources() -> None:
    """Places of a padded axis and the samples that they copy, as np.pad shows for [0, 1, 2]."""
    assert padding_sources(3, 2, 2, "reflect") == [2, 1, 0, 1, 2, 1, 0]
    assert padding_sources(3, 2, 2, "wrap") == [1, 2, 0, 1, 2, 0, 1]
    assert padding_sources(3, 2, 2, "edge") == [0, 0, 0, 1, 2, 2, 2]
    assert padding_sources(1, 2, 2, "symmetric") == [0, 0, 0, 0, 0]
    assert padding_sources(2, 1, 0, "constant") == [None, 0, 1]


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"wrt": "y"}, ConventionError, "wrt 'y' is not known; use one of x, w, bias"),
        ({"dy": [1, 2]}, SupportError, r"dy has shape \(2,\), but the output of the layer has \(3,\)"),
        ({"dy": [[1, 2, 3]]}, SupportError, r"dy has shape \(1, 3\)"),
        ({"stride": 0}, SupportError, "stride is 0"),
        (
            {"x": Signal.symbol("x", 4), "boundary": "wrap"},
            UnsupportedProblemError,
            "of an unknown signal with boundary",
        ),
        ({"x": Signal.symbol("x", 4), "dy": [1, 2]}, SupportError, "dy on axis 0: 2, needed are 3"),
        (
            {"x": Signal.symbol("x", 4), "dy": [[1, 2]]},
            SupportError,
            "dy has 2 axes, but the output of the layer has 1",
        ),
    ],
)
def test_bad_input(changes: dict[str, Any], error: type[Exception], message: str) -> None:
    """What does not fit is refused."""
    arguments: dict[str, Any] = {"x": X, "w": [1, -1], "dy": [1, 10, 100]} | changes

    with pytest.raises(error, match=message):
        layer_gradient(**arguments)
