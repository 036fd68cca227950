"""Lengths of layers, from shapes alone."""

from __future__ import annotations

from typing import Any

import pytest

from symconv.errors import SupportError
from symconv.operations import output_shape
from symconv.operations.layer_options import read_padding, read_per_axis
from symconv.operations.layers import layer_task, shape_of


# The shapes that are printed beside the layers of well-known networks: AlexNet's first three, a ResNet stem, DCGAN's.
@pytest.mark.parametrize(
    ("x", "w", "options", "expected"),
    [
        ((3, 224, 224), (64, 3, 11, 11), {"stride": 4, "padding": 2}, (64, 55, 55)),
        ((64, 27, 27), (192, 64, 5, 5), {"padding": 2}, (192, 27, 27)),
        ((192, 13, 13), (384, 192, 3, 3), {"padding": 1}, (384, 13, 13)),
        ((3, 224, 224), (64, 3, 7, 7), {"stride": 2, "padding": 3}, (64, 112, 112)),
        ((100, 1, 1), (100, 512, 4, 4), {"transposed": True}, (512, 4, 4)),
        ((512, 4, 4), (512, 256, 4, 4), {"transposed": True, "stride": 2, "padding": 1}, (256, 8, 8)),
        ((32, 16, 16), (32, 1, 3, 3), {"groups": 32, "padding": "same"}, (32, 16, 16)),
    ],
)
def test_networks(x: Any, w: Any, options: dict[str, Any], expected: tuple[int, ...]) -> None:
    """Output shapes that everybody knows."""
    assert output_shape(x, w, channels=True, **options) == expected


def test_lengths_without_channels() -> None:
    """A length may stand for a shape of one axis."""
    assert output_shape(10, 3) == (8,)
    assert output_shape([10, 10], [3, 4], stride=[1, 3]) == (8, 3)


@pytest.mark.parametrize(("n", "s", "expected"), [(10, 1, 10), (10, 2, 5), (10, 3, 4), (10, 4, 3), (1, 5, 1)])
def test_same_is_the_input_divided_by_the_stride(n: int, s: int, expected: int) -> None:
    """``"same"`` gives ⌈N/s⌉, whatever the kernel."""
    assert {output_shape(n, k, stride=s, padding="same") for k in range(1, 8)} == {(expected,)}


@pytest.mark.parametrize(
    ("n", "k", "s", "d", "pair"),
    [(5, 3, 1, 1, (1, 1)), (5, 4, 1, 1, (1, 2)), (4, 3, 2, 1, (0, 1)), (5, 2, 1, 3, (1, 2)), (6, 1, 3, 1, (0, 0))],
)
def test_same_is_right_heavy(n: int, k: int, s: int, d: int, pair: tuple[int, int]) -> None:
    """By hand, from TensorFlow's formula; the odd sample goes to the right."""
    task = layer_task([1] * n, [1] * k, stride=s, dilation=d, padding="same")

    assert shape_of(task).padding == (pair,)


@pytest.mark.parametrize(("x", "w"), [(0, 1), ((3, 0), (1, 1)), (4, -1)])
def test_shapes_are_positive(x: Any, w: Any) -> None:
    """A length of 0 is no shape."""
    with pytest.raises(SupportError, match="it must be at least 1"):
        output_shape(x, w)


@pytest.mark.parametrize("groups", [0, -1, 1.5, "a"])
def test_groups_are_positive_integers(groups: Any) -> None:
    """Any other number of groups is refused."""
    with pytest.raises(SupportError, match=r"groups is .*; it must be"):
        output_shape((4, 5), (4, 4, 1), channels=True, groups=groups)


@pytest.mark.parametrize("shape", ["ab", 2.5, None, ["a"]])
def test_shapes_are_integers(shape: Any) -> None:
    """What is no integer is no length."""
    with pytest.raises(SupportError, match="a shape is an integer, or a row of integers"):
        output_shape(shape, 1)


@pytest.mark.parametrize(
    ("value", "axes", "expected"),
    [
        (0, 1, ((0, 0),)),
        (2, 2, ((2, 2), (2, 2))),
        ([1, 2], 2, ((1, 1), (2, 2))),
        ([(1, 2)], 1, ((1, 2),)),
        ([[1, 2], 3], 2, ((1, 2), (3, 3))),
        ("same", 3, "same"),
        ("valid", 1, "valid"),
    ],
)
def test_padding_spellings(value: Any, axes: int, expected: Any) -> None:
    """Padding in all the ways it may be written."""
    assert read_padding(value, axes) == expected


@pytest.mark.parametrize("value", [[(1, 2, 3)], [(1,)], [("a", 1)], [None], {}, 1.0, [[[1, 2], 3]]])
def test_padding_that_is_none(value: Any) -> None:
    """What is neither a number nor a pair is refused."""
    with pytest.raises(SupportError, match="padding"):
        read_padding(value, 1)


def test_one_number_stands_for_every_axis() -> None:
    """Options are per axis; a row of the wrong length is refused."""
    assert read_per_axis("stride", 3, 3, least=1) == (3, 3, 3)
    with pytest.raises(SupportError, match="stride has 3 entries for 2 axes"):
        read_per_axis("stride", [1, 2, 3], 2, least=1)
