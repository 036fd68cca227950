"""``tf.nn``: layers that correlate, channels last unless said, padding ``SAME`` that depends on the stride.

May import: ``errors``, ``signals``, this package. Must never import TensorFlow.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from symconv.errors import ConventionError, SupportError
from symconv.libraries.emulation import Arguments, Emulation, LibraryFunction, array, function
from symconv.libraries.layers import integers, layered, permuted, reshaped
from symconv.signals import Signal

__all__ = ["TENSORFLOW"]

PADDINGS: Final = ("SAME", "VALID")
LAST: Final = {"NWC": True, "NHWC": True, "NDHWC": True, "NCW": False, "NCHW": False, "NCDHW": False}
FORMULA: Final = "y[b, n, o] = Σ_c,m filters[m, c, o] input[b, s·n + d·m − p, c], no flip"


def _spatial(value: Any, axes: int, last: bool, what: str) -> tuple[int, ...]:
    """Return one number per axis in space; TensorFlow also takes one per axis of the array."""
    if value is None:
        return (1,) * axes
    if isinstance(value, Sequence) and len(value) == axes + 2:
        entries = integers(value, axes + 2, what)
        outside = (entries[0], entries[-1 if last else 1])
        if outside != (1, 1):
            raise SupportError(f"{what} must be 1 for the batch and the channels")
        return entries[1:-1] if last else entries[2:]
    return integers(value, axes, what)


def _padding(value: Any, axes: int, last: bool, what: str) -> Any:
    if isinstance(value, str):
        if value.upper() not in PADDINGS:
            raise ConventionError(f"{what}: padding", value, PADDINGS)
        return value.lower()
    pairs = [tuple(pair) for pair in value] if isinstance(value, Sequence) else []
    if len(pairs) != axes + 2:
        raise SupportError(f"{what}: padding must be 'SAME', 'VALID', or a pair for each of the {axes + 2} axes")
    return pairs[1:-1] if last else pairs[2:]


def _layer(
    arguments: Arguments, what: str, x: Signal, w: Signal, last: bool, strides: Any, groups: int = 1
) -> Emulation:
    """Compute with w[o][c][…]; the input is turned to channels first, the result back."""
    axes = x.ndim - 2
    space = tuple(range(1, axes + 1))
    first = permuted(x, (0, axes + 1, *space)) if last else x
    emulation = layered(
        first,
        w,
        FORMULA,
        stride=_spatial(strides, axes, last, f"{what}: strides"),
        dilation=_spatial(arguments["dilations"], axes, last, f"{what}: dilations"),
        padding=_padding(arguments["padding"], axes, last, what),
        groups=groups,
    )
    if not last:
        return emulation
    return reshaped(emulation, lambda signal: permuted(signal, (0, *range(2, axes + 2), 1)))


def _is_last(arguments: Arguments, axes: int, what: str) -> bool:
    data_format = arguments["data_format"]
    known = [name for name in LAST if len(name) == axes + 2]
    if data_format is not None and data_format not in known:
        raise ConventionError(f"{what}: data_format", data_format, known)
    return True if data_format is None else LAST[data_format]


def conv(axes: int, stride_name: str, arguments: Arguments) -> Emulation:
    """Return Σ_c Σ_m filters[m, c, o] x̃[s·n + d·m − p, c]."""
    what = f"tf.nn.conv{axes}d"
    x = array(arguments["input"], f"{what}: input", axes + 2)
    filters = array(arguments["filters"], f"{what}: filters", axes + 2)
    last = _is_last(arguments, axes, what)
    w = permuted(filters, (axes + 1, axes, *range(axes)))
    channels = x.shape[-1 if last else 1]
    if channels % w.shape[1]:
        raise SupportError(f"{what}: {channels} input channels are no multiple of the {w.shape[1]} of the filters")
    return _layer(arguments, what, x, w, last, arguments[stride_name], groups=channels // w.shape[1])


def depthwise_conv2d(arguments: Arguments) -> Emulation:
    """Return Σ_m filter[m, c, k] x̃[s·n + d·m − p, c] in channel c·q + k, q filters per channel."""
    what = "tf.nn.depthwise_conv2d"
    x = array(arguments["input"], f"{what}: input", 4)
    filters = array(arguments["filter"], f"{what}: filter", 4)
    last = _is_last(arguments, 2, what)
    channels, multiplier = filters.shape[2:]
    if channels != x.shape[-1 if last else 1]:
        raise SupportError(f"{what}: the filter has {channels} channels, the input {x.shape[-1 if last else 1]}")
    turned = permuted(filters, (2, 3, 0, 1))
    shape = (channels * multiplier, 1, *filters.shape[:2])
    w = Signal.from_coefficients(turned.samples.coefficients, shape, (0,) * 4)
    return _layer(arguments, what, x, w, last, arguments["strides"], groups=channels)


TENSORFLOW: Final[tuple[LibraryFunction, ...]] = (
    function(
        "tensorflow.nn.conv1d",
        "input, filters, stride, padding, data_format='NWC', dilations=None, name=None",
        "Correlation layer over one axis, channels last: no flip.",
        partial(conv, 1, "stride"),
    ),
    function(
        "tensorflow.nn.conv2d",
        "input, filters, strides, padding, data_format='NHWC', dilations=None, name=None",
        "Correlation layer over two axes, channels last: no flip.",
        partial(conv, 2, "strides"),
    ),
    function(
        "tensorflow.nn.conv3d",
        "input, filters, strides, padding, data_format='NDHWC', dilations=None, name=None",
        "Correlation layer over three axes, channels last: no flip.",
        partial(conv, 3, "strides"),
    ),
    function(
        "tensorflow.nn.depthwise_conv2d",
        "input, filter, strides, padding, data_format=None, dilations=None, name=None",
        "Correlation of each channel with filters of its own.",
        depthwise_conv2d,
    ),
)
