"""Layers and their gradients against the written formulas, on arrays that NumPy pads."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import LayerCase, layer_cases, rational_arrays

from symconv.operations import compute, layer, layer_gradient, layer_gradient_task, layer_task, output_shape
from symconv.operations.layer_windows import layer_windows
from symconv.operations.tasks import BOUNDARIES
from symconv.signals import Signal

FEWER = settings(max_examples=settings.default.max_examples // 3)
"""For tests that build a whole Jacobian, or run over every window."""

PAD_MODES = {"zero": "constant", "constant": "constant"}


def spatially_flipped(w: Any, operation: str) -> Any:
    """Reverse a kernel on its axes in space, for a layer that convolves."""
    return w if operation == "correlate" else np.flip(w, tuple(range(2, w.ndim)))


def by_formula(case: LayerCase, x: Any, w: Any, bias: Any) -> Any:
    """Return b[o] + Σ_c Σ_m w[o, c, m] x̃[c, s·n + d·m − P], sample by sample."""
    options = case.options
    mode = PAD_MODES.get(options["boundary"], options["boundary"])
    fill = {"constant_values": Fraction(options["constant"])} if mode == "constant" else {}
    padded = np.pad(x, ((0, 0), *case.pairs), mode=mode, **fill)
    w = spatially_flipped(w, options["operation"])
    reach = [d * (k - 1) + 1 for d, k in zip(options["dilation"], w.shape[2:], strict=True)]
    counts = [
        len(range(0, length - span + 1, s))
        for length, span, s in zip(padded.shape[1:], reach, options["stride"], strict=True)
    ]
    y = np.empty((w.shape[0], *counts), dtype=object)
    per_group = w.shape[0] // options["groups"]
    for o, *n in product(*map(range, y.shape)):
        window = [
            slice(s * at, s * at + span, d)
            for s, at, span, d in zip(options["stride"], n, reach, options["dilation"], strict=True)
        ]
        first = o // per_group * w.shape[1]
        y[(o, *n)] = bias[o] + (padded[(slice(first, first + w.shape[1]), *window)] * w[o]).sum()
    return y


def by_scattering(case: LayerCase, x: Any, w: Any, bias: Any) -> Any:
    """Return b[o] + Σ_c Σ x[c, k] w[c, o, m] over s·k + d·m − P = n, by adding each sample's copy of the kernel."""
    options = case.options
    w = spatially_flipped(w, options["operation"])
    per_axis = list(zip(x.shape[1:], w.shape[2:], options["stride"], options["dilation"], strict=True))
    full = [
        (n - 1) * s + d * (k - 1) + 1 + e for (n, k, s, d), e in zip(per_axis, options["output_padding"], strict=True)
    ]
    y = np.full((len(bias), *full), Fraction(0), dtype=object)
    per_group = x.shape[0] // options["groups"]
    for c, *k in product(*map(range, x.shape)):
        first = c // per_group * w.shape[1]
        place = [slice(s * at, s * at + d * (m - 1) + 1, d) for at, (_, m, s, d) in zip(k, per_axis, strict=True)]
        y[(slice(first, first + w.shape[1]), *place)] += x[(c, *k)] * w[c]
    kept = [slice(left, length - right) for length, (left, right) in zip(full, case.pairs, strict=True)]
    return y[(slice(None), *kept)] + np.reshape(bias, (-1, *[1] * len(full)))


def as_array(signal: Signal) -> Any:
    """Return a signal's samples as an array."""
    return signal.to_numpy(dtype=object)


def unit_arrays(shape: tuple[int, ...]) -> list[Any]:
    """Return every array of this shape with a single 1."""
    units = []
    for place in product(*map(range, shape)):
        unit = np.full(shape, Fraction(0), dtype=object)
        unit[place] = Fraction(1)
        units.append(unit)
    return units


def jacobian_product(function: Any, shape: tuple[int, ...], dy: Any) -> Any:
    """Return the gradient of Σ y·dy for an affine function, from its values at 0 and at the unit vectors."""
    offset = function(np.full(shape, Fraction(0), dtype=object))
    return np.array([((function(unit) - offset) * dy).sum() for unit in unit_arrays(shape)], dtype=object).reshape(
        shape
    )


@pytest.mark.parametrize("boundary", BOUNDARIES)
@given(st.data())
def test_layer_is_its_formula(boundary: str, data: st.DataObject) -> None:
    """A layer equals the sum over windows of the input that np.pad extended."""
    case = data.draw(layer_cases(boundary=boundary))

    result = as_array(layer(case.x, case.w, **case.options))

    expected = by_formula(case, case.x, case.w, case.bias)
    assert result.shape == expected.shape
    assert (result == expected).all()


@given(layer_cases(transposed=True))
def test_transposed_layer_is_its_formula(case: LayerCase) -> None:
    """A transposed layer adds up copies of the kernel, one per input sample."""
    result = as_array(layer(case.x, case.w, **case.options))

    expected = by_scattering(case, case.x, case.w, case.bias)
    assert result.shape == expected.shape
    assert (result == expected).all()


@pytest.mark.parametrize("boundary", [*BOUNDARIES, "transposed"])
@FEWER
@given(st.data())
def test_gradients_are_jacobian_products(boundary: str, data: st.DataObject) -> None:
    """Each gradient is the transposed Jacobian, column by column from unit vectors, times dy."""
    transposed = boundary == "transposed"
    case = data.draw(layer_cases(transposed=True) if transposed else layer_cases(boundary=boundary))
    forward = by_scattering if transposed else by_formula
    dy = data.draw(rational_arrays(forward(case, case.x, case.w, case.bias).shape))

    by_x, by_w, by_bias = (
        as_array(layer_gradient(case.x, case.w, dy, wrt, **case.options)) for wrt in ("x", "w", "bias")
    )

    assert (by_x == jacobian_product(lambda x: forward(case, x, case.w, case.bias), case.x.shape, dy)).all()
    assert (by_w == jacobian_product(lambda w: forward(case, case.x, w, case.bias), case.w.shape, dy)).all()
    assert (by_bias == jacobian_product(lambda b: forward(case, case.x, case.w, b), case.bias.shape, dy)).all()


@pytest.mark.parametrize("boundary", BOUNDARIES)
@given(st.data())
def test_gradient_is_adjoint(boundary: str, data: st.DataObject) -> None:
    """⟨layer(x) − layer(0), dy⟩ = ⟨x, gradient(dy)⟩."""
    case = data.draw(layer_cases(boundary=boundary))
    y = as_array(layer(case.x, case.w, **case.options))
    at_zero = as_array(layer(np.full(case.x.shape, 0), case.w, **case.options))
    dy = data.draw(rational_arrays(y.shape))

    gradient = as_array(layer_gradient(case.x, case.w, dy, **case.options))

    assert ((y - at_zero) * dy).sum() == (case.x * gradient).sum()


@given(layer_cases())
def test_transposed_layer_is_the_gradient_by_the_input(case: LayerCase) -> None:
    """With the output padding that restores the length, the transposed layer is the adjoint of the layer."""
    options = {key: case.options[key] for key in ("operation", "stride", "dilation", "groups", "channels")}
    dy = as_array(layer(case.x, case.w, padding=case.pairs, **options))
    reach = [d * (k - 1) + 1 for d, k in zip(options["dilation"], case.w.shape[2:], strict=True)]
    padded = [n + left + right for n, (left, right) in zip(case.x.shape[1:], case.pairs, strict=True)]
    extra = [(n - span) % s for n, span, s in zip(padded, reach, options["stride"], strict=True)]

    transposed = layer(dy, case.w, padding=case.pairs, transposed=True, output_padding=extra, **options)

    assert transposed == layer_gradient(case.x, case.w, dy, padding=case.pairs, **options)


@given(st.one_of(layer_cases(), layer_cases(transposed=True)))
def test_output_shape_is_the_shape_of_the_output(case: LayerCase) -> None:
    """The formula for lengths needs no samples."""
    shapes = {
        key: value for key, value in case.options.items() if key not in ("operation", "bias", "boundary", "constant")
    }

    assert output_shape(case.x.shape, case.w.shape, **shapes) == layer(case.x, case.w, **case.options).shape


@given(layer_cases(boundary="symmetric"))
def test_channels_of_length_one_change_nothing(case: LayerCase) -> None:
    """A layer without channels is one with a single channel on each side."""
    options = case.options | {"groups": 1, "bias": case.options["bias"][0]}
    x, w = case.x[:1], case.w[:1, :1]

    with_channels = layer(x, w, **options)

    assert layer(x[0], w[0, 0], **(options | {"channels": False})).values == with_channels.values[0]


@given(st.data())
def test_convolve_is_correlate_with_the_reversed_kernel(data: st.DataObject) -> None:
    """``operation="convolve"`` reverses the kernel inside the same windows, and nothing else."""
    case = data.draw(layer_cases(boundary="edge"))
    flipped = spatially_flipped(case.w, "convolve")

    assert layer(case.x, case.w, **(case.options | {"operation": "convolve"})) == layer(
        case.x, flipped, **(case.options | {"operation": "correlate"})
    )


@pytest.mark.parametrize("boundary", [*BOUNDARIES, "transposed"])
@pytest.mark.parametrize("wrt", ["", "x", "w", "bias"])
@FEWER
@given(st.data())
def test_windows_add_up_to_the_result(boundary: str, wrt: str, data: st.DataObject) -> None:
    """The products that are listed for a sample add up to it, and name the samples they are made of."""
    transposed = boundary == "transposed"
    case = data.draw(layer_cases(transposed=True) if transposed else layer_cases(boundary=boundary))
    task: Any = layer_task(case.x, case.w, **case.options)
    if wrt:
        dy = data.draw(rational_arrays(compute(task).shape))
        task = layer_gradient_task(case.x, case.w, dy, wrt, **case.options)
    operands = {"x": case.x, "w": case.w, "dy": dy if wrt else None}

    windows = list(layer_windows(task))

    sums = [window.bias + sum(prod(factor.value for factor in term) for term in window.terms) for window in windows]
    result = compute(task)
    assert [window.index for window in windows] == [index for index, _ in result.items()]
    assert tuple(sums) == result.flat_values
    for factor in {factor for window in windows for term in window.terms for factor in term}:
        if factor.source is not None:
            assert operands[factor.operand][factor.source] == factor.value
