"""Convolutional layers and transposed layers on arrays.

A layer is y[o, n] = b[o] + Σ_c Σ_m w[o, c, m] x̃[c, s·n + d·m − P], x̃ being the input with its padding;
``operation="convolve"`` reverses w on its axes in space, inside the same windows. A transposed layer is
y[o, n] = b[o] + Σ_c Σ x[c, k] w[c, o, m] over s·k + d·m − P = n. Neither conjugates.

Layers work on arrays: the first sample of every operand and of every result has index 0. A signal
with another origin is moved there, and a note on it says so.

May import: ``errors``, ``exact``, ``signals``, the rest of ``operations``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import prod
from typing import Any, Literal, TypedDict, Unpack

from symconv.errors import ConventionError, SupportError, UnsupportedProblemError
from symconv.exact.coefficients import Coefficients, unify
from symconv.operations.family import extend
from symconv.operations.layer_options import counted, read_output_padding, read_padding, read_per_axis
from symconv.operations.shapes import LayerShape, check_layer_size, layer_shape
from symconv.operations.tasks import BOUNDARIES, Boundary, Layer
from symconv.operations.trilinear import TrilinearForm
from symconv.operations.unknown_layers import layer_formula
from symconv.operations.unknown_shapes import unknown_shape
from symconv.signals import Signal
from symconv.signals.boxes import check_result_size

__all__ = [
    "OPERATIONS",
    "LayerOptions",
    "as_array",
    "compute_layer",
    "extended_input",
    "formula_input",
    "kernel_elements",
    "layer",
    "layer_form",
    "layer_task",
    "shape_of",
    "signal_of",
    "with_operands",
]

Operation = Literal["correlate", "convolve"]
OPERATIONS: tuple[Operation, ...] = ("correlate", "convolve")


class LayerOptions(TypedDict, total=False):
    """Options of a layer; `layer` says what they mean."""

    operation: str
    stride: int | Sequence[int]
    padding: int | str | Sequence[int | Sequence[int]]
    dilation: int | Sequence[int]
    groups: int
    bias: object
    boundary: str
    channels: bool
    constant: object
    transposed: bool
    output_padding: int | Sequence[int]


def layer(x: object, w: object, **options: Unpack[LayerOptions]) -> Signal:
    """Return the output of a layer, y[n] = b + Σ_m w[m] x̃[s·n + d·m − P].

    Parameters
    ----------
    x : Signal, nested list or array
        Input of shape [n]…, with ``channels`` [c][n]…; there is no batch axis.
    w : Signal, nested list or array
        Kernel of shape [m]…, with ``channels`` [output channel][input channel in its group][m]…;
        of a transposed layer [input channel][output channel in its group][m]…, as PyTorch has it.
    operation : {"correlate", "convolve"}
        ``"convolve"`` reverses w on its axes in space and keeps the windows.
    stride, dilation : int or sequence of int
        s and d, one for all axes or one per axis, at least 1.
    padding : int, sequence, "same" or "valid"
        Samples added on both sides; per axis one number or one (left, right) pair. ``"same"`` is
        the rule of TensorFlow: ⌈N/s⌉ samples, N·s of a transposed layer. ``"valid"`` is 0.
        A transposed layer is cut by its padding.
    groups : int
        Number of groups of channels that do not see one another.
    bias : number or sequence of numbers, optional
        One per output channel.
    boundary : {"zero", "constant", "reflect", "symmetric", "edge", "wrap"}
        What the padding holds: 0, ``constant``, 3 2 | 1 2 3 (whole-sample), 2 1 | 1 2 3
        (half-sample), 1 1 | 1 2 3, or the periodic continuation. Only zero for a transposed layer.
    channels : bool
        Whether x, w, bias and the result have channel axes.
    constant : number
        Of ``boundary="constant"``.
    transposed : bool
        Whether to apply the transposed layer.
    output_padding : int or sequence of int
        Samples that a transposed layer has more on the right; less than the stride or the dilation.

    Returns
    -------
    Signal
        From index 0; `output_shape` tells its shape.

    Raises
    ------
    ConventionError
        If ``operation``, ``padding`` or ``boundary`` is an unknown word.
    SupportError
        If shapes and options do not fit together; the message says by how much.
    UnsupportedProblemError
        If a transposed layer has a boundary other than zero.
    LimitError
        If the result would have more than 4,194,304 samples.

    Examples
    --------
    >>> layer([1, 2, 3, 4, 5], [1, 0, -1], stride=2, padding=1).values
    (-2, -2, 4)
    >>> layer([1, 2, 3], [1, 10], operation="convolve", padding="same", boundary="edge", bias="1/2").values
    (25/2, 47/2, 67/2)
    >>> layer([1, 2], [1, 10, 100], transposed=True, stride=2).values
    (1, 10, 102, 20, 200)
    """
    return compute_layer(layer_task(x, w, **options))


def layer_task(
    x: object,
    w: object,
    *,
    operation: str = "correlate",
    stride: int | Sequence[int] = 1,
    padding: int | str | Sequence[int | Sequence[int]] = 0,
    dilation: int | Sequence[int] = 1,
    groups: int = 1,
    bias: object = None,
    boundary: str = "zero",
    channels: bool = False,
    constant: object = 0,
    transposed: bool = False,
    output_padding: int | Sequence[int] = 0,
) -> Layer:
    """Check the operands and options of `layer` and return the task."""
    if operation not in OPERATIONS:
        raise ConventionError("operation", operation, OPERATIONS)
    if boundary not in BOUNDARIES:
        raise ConventionError("boundary", boundary, BOUNDARIES)
    x, w = as_array(x, "the input"), as_array(w, "the kernel")
    axes = max(x.ndim - bool(channels), 1)
    (count,) = read_per_axis("groups", groups, 1, least=1)
    task = Layer(
        x,
        w,
        operation,
        read_per_axis("stride", stride, axes, least=1),
        read_padding(padding, axes),
        read_per_axis("dilation", dilation, axes, least=1),
        count,
        None if bias is None else _row(bias, "bias"),
        boundary,
        _read_constant(constant, boundary),
        bool(channels),
        bool(transposed),
        read_output_padding(output_padding, axes, transposed=bool(transposed)),
    )
    if _is_known(task):
        _checked_shape(task)
    else:
        unknown_shape(task)
    return task


def compute_layer(task: Layer) -> Signal:
    """Compute a layer or a transposed layer; a sum where the input or the kernel is unknown."""
    if not _is_known(task):
        return layer_formula(task, partial(_recompute, task))
    shape = _checked_shape(task)
    x = formula_input(task)
    parts = [x, task.w] if task.bias is None else [x, task.w, task.bias]
    domain, (samples, weights, *bias) = unify(*[part.samples.coefficients for part in parts])
    form = layer_form(shape, task)
    kernel = kernel_elements(weights, shape, task.operation)
    result = form.by_x(domain, kernel, samples) if task.transposed else form.by_y(domain, samples, kernel)
    if bias:
        size = prod(shape.output[1:])
        result = [value + bias[0][place // size] for place, value in enumerate(result)]
    return signal_of(domain, result, shape.output if task.channels else shape.output[1:], *parts)


def shape_of(task: Layer) -> LayerShape:
    """Return all lengths of a layer; its padding is resolved there."""
    if task.transposed and task.boundary != "zero":
        raise UnsupportedProblemError(
            f"layer: a transposed layer is cut by its padding, so boundary={task.boundary!r} has no meaning; "
            'the adjoint of a layer with that boundary is its layer_gradient with wrt="x"'
        )
    return layer_shape(
        task.x.shape,
        task.w.shape,
        stride=task.stride,
        padding=task.padding,
        dilation=task.dilation,
        groups=task.groups,
        channels=task.channels,
        transposed=task.transposed,
        output_padding=task.output_padding,
        boundary=task.boundary,
    )


def layer_form(shape: LayerShape, task: Layer) -> TrilinearForm:
    """Return the form of a layer; x is the padded input unless the boundary is zero."""
    inside = task.boundary == "zero"
    return TrilinearForm(
        shape.wide if inside else shape.padded,
        shape.kernel,
        shape.narrow,
        shape.groups,
        shape.stride,
        shape.dilation,
        shape.left if inside else (0,) * len(shape.left),
    )


def formula_input(task: Layer) -> Signal:
    """Return the input as `layer_form` takes it: zeros are not written out, any other padding is."""
    return task.x if task.boundary == "zero" else extended_input(task)


def extended_input(task: Layer) -> Signal:
    """Return x̃, the input of a layer with its padding; it starts at index −P.

    Examples
    --------
    >>> extended_input(layer_task([1, 2, 3], [1, 1, 1], padding=[(2, 1)], boundary="reflect")).values
    (3, 2, 1, 2, 3, 2)
    """
    if task.transposed:
        raise SupportError("layer: the padding of a transposed layer cuts its output; its input has none")
    shape = shape_of(task)
    channel = (0,) if task.channels else ()
    first = (*channel, *[-left for left in shape.left])
    lengths = shape.padded if task.channels else shape.padded[1:]
    check_result_size(lengths)
    last = tuple([start + length - 1 for start, length in zip(first, lengths, strict=True)])
    return extend(task.x, first, last, task.boundary, task.constant)


def kernel_elements(elements: Sequence[Any], shape: LayerShape, operation: str) -> Sequence[Any]:
    """Return a kernel's elements as the formula uses them: reversed in space for ``"convolve"``; its own inverse."""
    if operation == "correlate":
        return elements
    size = prod(shape.kernel[2:])
    return [element for at in range(0, len(elements), size) for element in elements[at : at + size][::-1]]


def signal_of(domain: Any, elements: Sequence[Any], shape: tuple[int, ...], *operands: Signal) -> Signal:
    """Return a result, from index 0."""
    return Signal.from_coefficients(
        Coefficients(domain, tuple(elements)),
        shape,
        (0,) * len(shape),
        complex_symbols=any(operand.complex_symbols for operand in operands),
    )


def as_array(operand: object, what: str) -> Signal:
    """Return an operand as a signal from index 0, with a note if it was moved there."""
    signal = operand if isinstance(operand, Signal) else Signal(operand)
    if not any(signal.origin):
        return signal
    return Signal.from_coefficients(
        signal.samples.coefficients,
        signal.shape,
        (0,) * signal.ndim,
        complex_symbols=signal.complex_symbols,
        notes=(*signal.notes, f"layers work on arrays, so {what} was moved from index {signal.first} to 0"),
    )


def _checked_shape(task: Layer) -> LayerShape:
    shape = shape_of(task)
    check_layer_size(shape)
    _check_bias(task, shape.output[0])
    return shape


def _check_bias(task: Layer, outputs: int) -> None:
    if task.bias is not None and task.bias.shape != (outputs,):
        raise SupportError(
            f"layer: bias has {counted(prod(task.bias.shape), 'entry')} for {counted(outputs, 'output channel')}; "
            "give one for each"
        )


def _is_known(task: Layer) -> bool:
    return task.x.is_known and task.w.is_known and (task.bias is None or task.bias.is_known)


def _recompute(task: Layer, *operands: Signal) -> Signal:
    return compute_layer(with_operands(task, operands))


def with_operands(task: Layer, operands: tuple[Signal, ...]) -> Layer:
    """Return the layer with signals put in for its input, kernel and bias; moving them would change the formula."""
    for signal in operands:
        if any(signal.origin):
            raise SupportError(f"layer: the signal starts at {signal.first}; layers count from 0, so shift it there")
    return replace(task, x=operands[0], w=operands[1], bias=None if task.bias is None else operands[2])


def _row(entries: Any, what: str) -> Signal:
    """Return numbers as a signal of one axis, one number as one sample."""
    scalar = not isinstance(entries, Signal | list | tuple) and not getattr(entries, "shape", ())
    signal = as_array([entries[()] if hasattr(entries, "dtype") else entries] if scalar else entries, what)
    if signal.ndim != 1:
        raise SupportError(f"layer: {what} has {counted(signal.ndim, 'axis')}; give one number per output channel")
    return signal


def _read_constant(constant: object, boundary: Boundary) -> Signal | None:
    value = _row(constant, "constant")
    if value.shape != (1,):
        raise SupportError(f"layer: constant has {counted(value.shape[0], 'entry')}; give one number")
    if boundary == "constant":
        return value
    if any(value.samples.elements):
        raise SupportError(f'layer: constant is used by boundary="constant" only, here it is {boundary!r}')
    return None
