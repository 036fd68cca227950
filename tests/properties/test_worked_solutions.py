"""Every line of every worked solution is true: all sides of each chain are read and compared exactly."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from node_values import Reader, calculations
from strategies import LayerCase, gaussians, layer_cases, rationals, signals

from symconv.operations import compute, convolve
from symconv.operations.convolution import convolution_task, correlation_task
from symconv.operations.family import extend
from symconv.operations.layers import layer_task
from symconv.operations.tasks import Convolution, Correlation, Deconvolution, Layer, LayerGradient
from symconv.signals import Signal
from symconv.solving import METHODS, Problem
from symconv.solving.formula import folded

BOUNDARIES = ("zero", "constant", "reflect", "symmetric", "edge", "wrap")


def assert_true(problem: Problem) -> int:
    """Read every line of every method that applies; return how many sides were compared."""
    answer = compute(problem.task)
    known = dict(zip(problem.names, (*problem.signals, answer), strict=True))
    symbols = {s.name for signal in known.values() for value in signal.flat_values for s in value.free_symbols}
    if problem.periods is not None:
        known |= dict(folded(name, known[name], problem.periods) for name in problem.names[:2])
    task = problem.task
    if isinstance(task, LayerGradient):
        known[problem.fresh("y")] = compute(task.layer)
    layer = task.layer if isinstance(task, LayerGradient) else task
    if isinstance(layer, Layer) and layer.boundary != "zero":
        known[f"{problem.names[0]}_ext"] = _continued(layer)
    if isinstance(task, Convolution | Correlation):
        known |= _both(problem)
    if isinstance(task, Layer) and not task.transposed:
        for name, operation in (("u", "convolve"), ("v", "correlate")):
            known[problem.fresh(name)] = compute(replace(task, operation=operation))
    length = sum(signal.shape[0] for signal in problem.signals[:2]) - 1
    period = problem.periods[0] if problem.periods else length
    count = 0
    for method in METHODS:
        if method.applies(problem):
            continue
        for calculation in calculations(method.derive(problem, answer)):
            count += Reader(known, frozenset(symbols), period=period).check(calculation)
    return count


def _both(problem: Problem) -> dict[str, Signal]:
    """Return the convolution and the correlation under the names that ``compare`` gives them."""
    task = problem.task
    same = {"mode": task.mode, "same": task.same, "period": task.period}  # type: ignore[union-attr]
    x, h = problem.signals
    return {
        problem.fresh("c", "u"): compute(Convolution(x, h, **same)),
        problem.fresh("r", "v"): compute(Correlation(x, h, convention="numpy", **same)),
    }


@st.composite
def pairs(draw: st.DrawFn, entries: Any = None, axes: int = 1) -> Any:
    """Convolutions and correlations with all their options."""
    longest = {1: 5, 2: 3, 3: 2}[axes]
    x, h = draw(signals(entries, axes, longest)), draw(signals(entries, axes, longest))
    options: dict[str, Any] = {}
    if draw(st.integers(0, 3)) == 0:
        options["period"] = draw(st.integers(1, 6 if axes == 1 else 3))
    else:
        options["mode"] = draw(st.sampled_from(("full", "same", "valid")))
        options["same"] = draw(st.sampled_from(("scipy", "numpy", "matlab")))
    if draw(st.booleans()):
        return convolution_task(x, h, **options)
    return correlation_task(x, h, convention=draw(st.sampled_from(("numpy", "wikipedia"))), **options)


@given(pairs())
def test_lines_for_rational_signals_are_true(task: Any) -> None:
    """Every method, mode, convention and period in 1-D."""
    assert assert_true(Problem(task)) > 3


@settings(max_examples=50)
@given(pairs(axes=2))
def test_lines_for_pictures_are_true(task: Any) -> None:
    """Every method that applies in 2-D."""
    assert assert_true(Problem(task)) > 3


@settings(max_examples=50)
@given(pairs(entries=gaussians()))
def test_lines_for_complex_signals_are_true(task: Any) -> None:
    """Conjugates included."""
    assert assert_true(Problem(task)) > 3


@settings(max_examples=50)
@given(pairs(entries=st.sampled_from((*sympy.symbols("a b m n x h"), sympy.Integer(2), sympy.Rational(-1, 2)))))
def test_lines_for_symbols_are_true(task: Any) -> None:
    """Symbols, also ones that are usual names for signals and indices."""
    assert assert_true(Problem(task)) > 3


@pytest.mark.parametrize("boundary", BOUNDARIES)
@settings(max_examples=60)
@given(data=st.data())
def test_lines_for_layers_are_true(boundary: str, data: st.DataObject) -> None:
    """Layers with stride, padding, dilation, channels, groups, bias and every boundary."""
    case = data.draw(layer_cases(boundary=boundary))
    assert assert_true(Problem(_task(case))) > 1


@given(layer_cases(transposed=True))
def test_lines_for_transposed_layers_are_true(case: LayerCase) -> None:
    """Transposed layers with all their options."""
    assert assert_true(Problem(_task(case))) > 1


@pytest.mark.parametrize("boundary", [*BOUNDARIES, "transposed"])
@settings(max_examples=60)
@given(data=st.data())
def test_lines_for_gradients_are_true(boundary: str, data: st.DataObject) -> None:
    """Gradients by input, kernel and bias, whose method also compares them with the Jacobian."""
    turned = boundary == "transposed"
    case = data.draw(layer_cases(boundary="zero" if turned else boundary, transposed=turned))
    layer = _task(case)
    wrt = data.draw(st.sampled_from(("x", "w", "bias")))
    upstream = compute(layer) * Fraction(data.draw(rationals()))
    assert assert_true(Problem(LayerGradient(layer, upstream, wrt))) > 1


@given(signals(longest=4), signals(longest=4))
def test_lines_of_long_division_are_true(q: Signal, h: Signal) -> None:
    """The quotient of a product, sample by sample."""
    if any(h.flat_values):
        assert assert_true(Problem(Deconvolution(convolve(q, h), h))) > 1


def _continued(layer: Layer) -> Signal:
    """Return the input with its border, wide enough for every window."""
    border = (0,) * layer.channels + (12,) * (layer.x.ndim - layer.channels)
    last = tuple(e + b for e, b in zip(layer.x.ends, border, strict=True))
    return extend(layer.x, tuple(-b for b in border), last, layer.boundary, layer.constant)


def _task(case: LayerCase) -> Layer:
    return layer_task(Signal(case.x), Signal(case.w), **case.options)
