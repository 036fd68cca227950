"""The checks agree with the engine on every task, disagree with every altered result, and print code that runs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import gaussians, layer_cases, rational_arrays, signal_pairs, symbolic

from symconv.checks import check
from symconv.operations import (
    Deconvolution,
    Layer,
    LayerGradient,
    compute,
    convolution_task,
    correlation_task,
    layer_gradient_task,
    layer_task,
)
from symconv.operations.tasks import BOUNDARIES
from symconv.signals import Signal

FEWER = settings(max_examples=settings.default.max_examples // 3)

WINDOWS = st.fixed_dictionaries(
    {"mode": st.sampled_from(("full", "same", "valid")), "same": st.sampled_from(("scipy", "numpy", "matlab"))}
) | st.fixed_dictionaries({"period": st.integers(1, 9)})


def altered(result: Signal, place: int) -> Signal:
    """Return the result with 1/7 added to one of its samples."""
    values = list(result.flat_values)
    values[place % len(values)] += Signal(["1/7"])[0]
    return Signal(np.array(values, dtype=object).reshape(result.shape), first=result.origin)


def arrays_of(task: Any) -> dict[str, Any]:
    """Return the arrays that the printed code speaks of when it is too long to hold them."""
    signals = {"x": task.x, "h": task.h} if hasattr(task, "h") else {}
    if isinstance(task, LayerGradient):
        signals["dy"] = task.upstream
    layer = task.layer if isinstance(task, LayerGradient) else task
    if isinstance(layer, Layer):
        signals |= {"x": layer.x, "w": layer.w, "b": layer.bias, "c": layer.constant}
    return {name: as_floats(signal) for name, signal in signals.items() if signal is not None}


def as_floats(signal: Signal) -> Any:
    """Return the samples as an array of complex floats."""
    return np.array([complex(value) for value in signal.flat_values]).reshape(signal.shape)


def check_both_ways(task: Any, place: int) -> None:
    """Require that the result passes, that an altered one fails in both grades, and that the code runs."""
    result = compute(task)

    report = check(task, result)

    assert report.passed, report
    assert not any(item.passed for item in check(task, altered(result, place)).items)
    if any(value.free_symbols for value in result.flat_values):
        return
    *lines, last = report.items[0].code.split("\n")
    names = {"np": np, **arrays_of(task)}
    exec("\n".join(lines), names)  # noqa: S102 - the printed code is what is being tested
    np.testing.assert_allclose(eval(last, names), as_floats(result), atol=1e-9)  # noqa: S307


@pytest.mark.parametrize("entries", [None, gaussians(), symbolic()], ids=["rational", "complex", "symbolic"])
@given(data=st.data(), options=WINDOWS, place=st.integers(0, 50))
def test_convolutions_and_correlations(entries, data, options, place):
    """Every mode, alignment, period and convention, in one to three dimensions."""
    x, h = data.draw(signal_pairs(entries))
    convention = data.draw(st.sampled_from(("", "numpy", "wikipedia")))
    task = correlation_task(x, h, convention=convention, **options) if convention else convolution_task(x, h, **options)

    check_both_ways(task, place)


@pytest.mark.parametrize("boundary", [*BOUNDARIES, "transposed"])
@FEWER
@given(data=st.data(), place=st.integers(0, 50))
def test_layers_and_their_gradients(boundary, data, place):
    """Every boundary, and the transposed layer: the output and the three gradients."""
    transposed = boundary == "transposed"
    case = data.draw(layer_cases(boundary="zero" if transposed else boundary, transposed=transposed))
    task = layer_task(case.x, case.w, **case.options)
    dy = data.draw(rational_arrays(compute(task).shape))

    check_both_ways(task, place)
    for wrt in ("x", "w", "bias"):
        check_both_ways(layer_gradient_task(case.x, case.w, dy, wrt=wrt, **case.options), place)


@given(pair=signal_pairs(), place=st.integers(0, 50))
def test_quotients_are_multiplied_back(pair, place):
    """A quotient passes when its product with the divisor is what was divided."""
    q, h = pair
    if not any(h.flat_values):
        return
    task = Deconvolution(compute(convolution_task(q, h)), h)
    result = compute(task)

    assert check(task, result).passed
    assert not check(task, altered(result, place)).passed


@given(
    lengths=st.tuples(*[st.sampled_from((None, "N", "K", 1, 3))] * 2),
    complexes=st.tuples(st.booleans(), st.booleans()),
    convention=st.sampled_from(("", "numpy", "wikipedia")),
)
@FEWER
def test_formulas_for_unknown_signals(lengths, complexes, convention):
    """The printed sum, worked out by hand on random signals, is the convolution of these signals."""
    f, g = (
        Signal.symbol(name, length=length, complex=is_complex)
        for name, length, is_complex in zip("fg", lengths, complexes, strict=True)
    )
    task = correlation_task(f, g, convention=convention) if convention else convolution_task(f, g)
    result = compute(task)

    assert check(task, result).passed
    assert not check(task, 2 * result).passed
