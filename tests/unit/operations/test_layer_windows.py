"""Which products make up a sample, written out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from symconv.errors import SupportError
from symconv.operations import layer_gradient_task, layer_task, layer_windows, window_at
from symconv.signals import Signal


def written(window: Any) -> list[str]:
    """Return the products as text: operand, index, the index of the sample there or "padding"."""
    return [
        " ".join(f"{factor.operand}{list(factor.index)}={factor.source or 'padding'}:{factor.value}" for factor in term)
        for term in window.terms
    ]


def test_padding_is_told_from_samples() -> None:
    """The first window of 2 3 5 with a zero on each side; the bias stands apart."""
    window = window_at(layer_task([2, 3, 5], [7, 9], padding=1, bias=4), (0,))

    assert written(window) == ["w[0]=(0,):7 x[-1]=padding:0", "w[1]=(1,):9 x[0]=(0,):2"]
    assert window.bias == 4


def test_boundary_names_the_sample_that_is_repeated() -> None:
    """A constant is padding; a reflected place is a sample of the input."""
    reflected = layer_task([2, 3, 5], [7, 9], padding=1, boundary="reflect")
    constant = layer_task([2, 3, 5], [7, 9], padding=1, boundary="constant", constant=8)

    assert written(window_at(reflected, (0,))) == ["w[0]=(0,):7 x[-1]=(1,):3", "w[1]=(1,):9 x[0]=(0,):2"]
    assert written(window_at(constant, (3,))) == ["w[0]=(0,):7 x[2]=(2,):5", "w[1]=(1,):9 x[3]=padding:8"]


def test_convolve_reads_the_kernel_from_its_end() -> None:
    """The weights keep their own indices; the samples come in reversed order."""
    window = window_at(layer_task([2, 3, 5], [7, 9], operation="convolve"), (1,))

    assert written(window) == ["w[0]=(0,):7 x[2]=(2,):5", "w[1]=(1,):9 x[1]=(1,):3"]


def test_gradient_by_the_input_collects_copies() -> None:
    """With the first sample repeated at the edge, it takes part in the window before it too."""
    task = layer_gradient_task([2, 3], [7, 9], [4, 6, 8], padding=1, boundary="edge")

    assert written(window_at(task, (0,))) == [
        "dy[0]=(0,):4 w[0]=(0,):7",
        "dy[0]=(0,):4 w[1]=(1,):9",
        "dy[1]=(1,):6 w[0]=(0,):7",
    ]


def test_gradient_by_the_kernel() -> None:
    """Each weight collects dy times the samples that it met, two apart."""
    task = layer_gradient_task([2, 3, 5, 7], [1, 1], [4, 6], "w", stride=2)

    assert [written(window) for window in layer_windows(task)] == [
        ["dy[0]=(0,):4 x[0]=(0,):2", "dy[1]=(1,):6 x[2]=(2,):5"],
        ["dy[0]=(0,):4 x[1]=(1,):3", "dy[1]=(1,):6 x[3]=(3,):7"],
    ]


def test_gradient_by_the_bias() -> None:
    """A bias is in every sample of its channel."""
    task = layer_gradient_task([[2, 3]], [[[1]], [[1]]], [[4, 6], [8, 9]], "bias", channels=True)

    assert [written(window) for window in layer_windows(task)] == [
        ["dy[0, 0]=(0, 0):4", "dy[0, 1]=(0, 1):6"],
        ["dy[1, 0]=(1, 0):8", "dy[1, 1]=(1, 1):9"],
    ]


def test_groups_see_their_own_channels() -> None:
    """The second output channel of two groups sees the second input channel only."""
    task = layer_task([[2, 3], [5, 7]], [[[1]], [[9]]], channels=True, groups=2, bias=[0, 6])
    window = window_at(task, (1, 0))

    assert written(window) == ["w[1, 0, 0]=(1, 0, 0):9 x[1, 0]=(1, 0):5"]
    assert window.bias == 6


def test_transposed_windows_hold_only_what_lands() -> None:
    """With stride 2 every other sample of a transposed layer with two weights comes from one product."""
    task = layer_task([2, 3], [7, 9], transposed=True, stride=2)

    assert [len(window.terms) for window in layer_windows(task)] == [1, 1, 1, 1]
    assert written(window_at(task, (3,))) == ["w[1]=(1,):9 x[1]=(1,):3"]


def test_unknown_signals_have_no_windows() -> None:
    """Windows are lists of samples."""
    with pytest.raises(SupportError, match="unknown"):
        window_at(layer_task(Signal.symbol("x", 3), [1]), (0,))
