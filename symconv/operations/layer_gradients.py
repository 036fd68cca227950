"""Exact gradients of layers: of T = Σ y·dy by the input, the kernel or the bias.

A layer is linear in each of the three, so every gradient is a sum over windows again. The gradient
by the input reaches the padding too; there it goes back to the samples that the padding copies.

May import: ``errors``, ``exact``, ``signals``, the rest of ``operations``.
"""

from __future__ import annotations

from math import prod
from typing import Any, Literal, Unpack

from symconv.errors import ConventionError, SupportError, UnsupportedProblemError
from symconv.exact.coefficients import unify
from symconv.operations.family import source_index
from symconv.operations.layers import (
    LayerOptions,
    as_array,
    formula_input,
    kernel_elements,
    layer_form,
    layer_task,
    shape_of,
    signal_of,
)
from symconv.operations.shapes import LayerShape
from symconv.operations.tasks import Boundary, Layer, LayerGradient
from symconv.signals import Signal

__all__ = ["VARIABLES", "compute_layer_gradient", "layer_gradient", "layer_gradient_task", "padding_sources"]

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
    _checked_shape(task)
    return task


def compute_layer_gradient(task: LayerGradient) -> Signal:
    """Compute a gradient of a layer or a transposed layer."""
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
    if not (layer.x.is_known and layer.w.is_known and task.upstream.is_known):
        raise UnsupportedProblemError("layer_gradient: of an unknown signal; give the samples of x, w and dy")
    shape = shape_of(layer)
    expected = shape.output if layer.channels else shape.output[1:]
    if task.upstream.shape != expected:
        raise SupportError(
            f"layer_gradient: dy has shape {task.upstream.shape}, but the output of the layer has {expected}; "
            "give one number per output sample"
        )
    return shape


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
