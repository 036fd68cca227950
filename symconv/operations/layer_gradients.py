"""Exact gradients of layers: of T = Σ y·dy by the input, the kernel or the bias.

A layer is linear in each of the three, so every gradient is a sum over windows again. The gradient
by the input reaches the padding too; there it goes back to the samples that the padding copies.

May import: ``errors``, ``exact``, ``signals``, the rest of ``operations``.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import prod
from typing import Any, Literal, Unpack

from sympy import ZZ

from symconv.errors import ConventionError, SupportError, UnsupportedProblemError
from symconv.exact.coefficients import Coefficients, unify
from symconv.operations.family import source_index
from symconv.operations.layer_options import counted
from symconv.operations.layers import (
    LayerOptions,
    as_array,
    formula_input,
    kernel_elements,
    layer_form,
    layer_task,
    shape_of,
    signal_of,
    with_operands,
)
from symconv.operations.shapes import LayerShape
from symconv.operations.tasks import Boundary, Layer, LayerGradient
from symconv.operations.unknown_layers import layer_formula
from symconv.operations.unknown_shapes import check_length, length_of, unknown_shape
from symconv.signals import Signal
from symconv.signals.boxes import check_result_size

__all__ = ["VARIABLES", "compute_layer_gradient", "layer_gradient", "layer_gradient_task", "padding_sources"]

NO_PART = "its samples are unknown and have no part in this gradient, so zeros stand for them"

VARIABLES: tuple[Literal["x", "w", "bias"], ...] = ("x", "w", "bias")


def layer_gradient(x: object, w: object, dy: object, wrt: str = "x", **options: Unpack[LayerOptions]) -> Signal:
    """Return the gradient of Σ_n y[n] dy[n] by an operand of a layer with output y.

    Parameters
    ----------
    x, w : Signal, nested list or array
        Input and kernel, as for `layer`.
    dy : Signal, nested list or array
        Gradient of the loss by the output, in the shape of the output.
    wrt : {"x", "w", "bias"}
        What to differentiate by.
    **options
        As for `layer`.

    Returns
    -------
    Signal
        In the shape of what it differentiates by; one sample per output channel for the bias.
        Nothing is conjugated.

    Raises
    ------
    ConventionError
        If ``wrt`` or a word among the options is unknown.
    SupportError
        If ``dy`` has not the shape of the output, or shapes and options do not fit.

    Examples
    --------
    >>> layer_gradient([1, 2, 3, 4], [1, -1], [1, 10, 100]).values
    (1, 9, 90, -100)
    >>> layer_gradient([1, 2, 3, 4], [1, -1], [1, 10, 100], "w").values
    (321, 432)
    >>> layer_gradient([1, 2, 3], [1, 1, 1], [1, 10, 100], padding=1, boundary="reflect").values
    (11, 212, 110)
    """
    return compute_layer_gradient(layer_gradient_task(x, w, dy, wrt, **options))


def layer_gradient_task(
    x: object, w: object, dy: object, wrt: str = "x", **options: Unpack[LayerOptions]
) -> LayerGradient:
    """Check the operands and options of `layer_gradient` and return the task."""
    if wrt not in VARIABLES:
        raise ConventionError("wrt", wrt, VARIABLES)
    task = LayerGradient(layer_task(x, w, **options), as_array(dy, "the gradient by the output"), wrt)
    if _is_known(task):
        _checked_shape(task)
        return task
    _check_unknown(task)
    known = _without_target(task)
    return known if _is_known(known) else task


def compute_layer_gradient(task: LayerGradient) -> Signal:
    """Compute a gradient of a layer or a transposed layer; a sum where a signal in it is unknown."""
    task = _without_target(task)
    if not _is_known(task):
        return layer_formula(task, partial(_recompute, task))
    shape = _checked_shape(task)
    match task.wrt:
        case "x":
            return _by_input(task.layer, shape, task.upstream)
        case "w":
            return _by_kernel(task.layer, shape, task.upstream)
        case _:
            return _by_bias(shape, task.upstream)


def padding_sources(length: int, left: int, right: int, boundary: Boundary) -> list[int | None]:
    """Return, for each place of a padded axis, the input sample that it copies, None for zeros and constants.

    Examples
    --------
    >>> padding_sources(3, 2, 1, "symmetric"), padding_sources(3, 1, 1, "zero")
    ([1, 0, 0, 1, 2, 2], [None, 0, 1, 2, None])
    """
    found = [source_index((at,), (0,), (length,), boundary) for at in range(-left, length + right)]
    return [None if source is None else source[0] for source in found]


def _checked_shape(task: LayerGradient) -> LayerShape:
    layer = task.layer
    shape = shape_of(layer)
    expected = shape.output if layer.channels else shape.output[1:]
    if task.upstream.shape != expected:
        raise SupportError(
            f"layer_gradient: dy has shape {task.upstream.shape}, but the output of the layer has {expected}; "
            "give one number per output sample"
        )
    return shape


def _is_known(task: LayerGradient) -> bool:
    layer = task.layer
    bias = layer.bias is None or layer.bias.is_known
    return layer.x.is_known and layer.w.is_known and bias and task.upstream.is_known


def _check_unknown(task: LayerGradient) -> None:
    """Refuse a gradient of unknown signals that has no formula, or whose known lengths do not fit."""
    layer, dy = task.layer, task.upstream
    if layer.boundary != "zero":
        raise UnsupportedProblemError(
            f"layer_gradient: of an unknown signal with boundary={layer.boundary!r}, whose padding hands its gradient "
            'back to the samples that it copies; give the samples, or use boundary="zero"'
        )
    lengths = unknown_shape(layer).output
    if dy.ndim != len(lengths):
        raise SupportError(
            f"layer_gradient: dy has {counted(dy.ndim, 'axis')}, but the output of the layer has {len(lengths)}"
        )
    for axis, length in enumerate(lengths):
        check_length(f"samples of dy on axis {axis}:", length_of(dy, axis), length)


def _without_target(task: LayerGradient) -> LayerGradient:
    """Leave out what has no part in a gradient: the bias, and an unknown signal that it is taken by.

    Zeros stand for that signal where its size is known.
    """
    if task.wrt == "bias":
        return task
    layer = replace(task.layer, bias=None)
    zeros = _zeros(layer.x if task.wrt == "x" else layer.w)
    if zeros is not None:
        layer = replace(layer, x=zeros) if task.wrt == "x" else replace(layer, w=zeros)
    return replace(task, layer=layer)


def _zeros(target: Signal) -> Signal | None:
    """Return zeros of the size of an unknown signal, ``None`` where the size is no number."""
    lengths: list[Any] = [None if target.is_known else length_of(target, axis) for axis in range(target.ndim)]
    if any(length is None or not length.is_Integer for length in lengths):
        return None
    shape = tuple(map(int, lengths))
    check_result_size(shape)
    samples = Coefficients(ZZ, (ZZ.zero,) * prod(shape))
    return Signal.from_coefficients(samples, shape, (0,) * len(shape), notes=(NO_PART,))


def _recompute(task: LayerGradient, *operands: Signal) -> Signal:
    *inner, upstream = operands
    if any(upstream.origin):
        raise SupportError(f"layer_gradient: dy starts at {upstream.first}; layers count from 0, so shift it there")
    return compute_layer_gradient(LayerGradient(with_operands(task.layer, tuple(inner)), upstream, task.wrt))


def _by_input(layer: Layer, shape: LayerShape, dy: Signal) -> Signal:
    domain, (weights, upstream) = unify(layer.w.samples.coefficients, dy.samples.coefficients)
    kernel = kernel_elements(weights, shape, layer.operation)
    form = layer_form(shape, layer)
    if layer.transposed:
        result = form.by_y(domain, upstream, kernel)
    else:
        result = form.by_x(domain, kernel, upstream)
        if layer.boundary != "zero":
            result = _collect(domain, result, shape, layer.boundary)
    return signal_of(domain, result, layer.x.shape, layer.w, dy)


def _by_kernel(layer: Layer, shape: LayerShape, dy: Signal) -> Signal:
    x = formula_input(layer)
    domain, (samples, upstream) = unify(x.samples.coefficients, dy.samples.coefficients)
    wide, narrow = (upstream, samples) if layer.transposed else (samples, upstream)
    result = layer_form(shape, layer).by_w(domain, wide, narrow)
    return signal_of(domain, kernel_elements(result, shape, layer.operation), layer.w.shape, x, dy)


def _by_bias(shape: LayerShape, dy: Signal) -> Signal:
    samples, size = dy.samples, prod(shape.output[1:])
    sums = [sum(samples.elements[at : at + size], samples.domain.zero) for at in range(0, len(samples.elements), size)]
    return signal_of(samples.domain, sums, shape.output[:1], dy)


def _collect(domain: Any, padded: list[Any], shape: LayerShape, boundary: Boundary) -> list[Any]:
    """Add up the gradient of the padded input at the samples that its places are copied from."""
    places = list(range(shape.wide[0]))
    for length, (left, right) in zip(shape.wide[1:], shape.padding, strict=True):
        sources = padding_sources(length, left, right, boundary)
        places = [
            place * length + source if place >= 0 and source is not None else -1
            for place in places
            for source in sources
        ]
    total = [domain.zero] * prod(shape.wide)
    for place, element in zip(places, padded, strict=True):
        if place >= 0:
            total[place] += element
    return total
