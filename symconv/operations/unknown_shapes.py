"""Lengths in a layer of unknown signals: the rules of ``shapes``, for lengths that may be symbols or infinite.

May import: ``errors``, ``signals``, the rest of ``operations``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy

from symconv.errors import SupportError, UnsupportedProblemError
from symconv.operations.layer_options import counted
from symconv.operations.tasks import Layer
from symconv.signals import Signal

__all__ = ["UnknownShape", "check_length", "length_of", "unknown_shape"]


@dataclass(frozen=True, slots=True)
class UnknownShape:
    """Lengths of a layer with an unknown input or kernel: SymPy expressions, None where a signal is infinite."""

    output: tuple[Any, ...]
    """Of the result, its channel first if it has one."""
    kernel: tuple[Any, ...]
    """In space only."""
    left: tuple[Any, ...]
    """P of the formula, one per axis in space."""


def unknown_shape(task: Layer) -> UnknownShape:
    """Return the lengths of a layer.

    Raises
    ------
    UnsupportedProblemError
        If the layer has groups, which have no formula in symbols.
    SupportError
        If numbers of axes differ, an operand does not start at 0, or lengths that are known do not fit.
    """
    if task.groups != 1:
        raise UnsupportedProblemError("layer: groups of channels for known signals only; give the samples, or groups=1")
    channels = 2 if task.channels else 0
    _check_axes(task)
    spatial = [_axis(task, axis) for axis in range(task.w.ndim - channels)]
    lengths = tuple([length for length, _ in spatial])
    kernel = tuple([length_of(task.w, axis) for axis in range(channels, task.w.ndim)])
    if task.channels:
        lengths = (length_of(task.w, 1 if task.transposed else 0), *lengths)
    _check_bias(task, lengths[0] if task.channels else sympy.S.One)
    return UnknownShape(lengths, kernel, tuple([left for _, left in spatial]))


def length_of(signal: Signal, axis: int) -> Any:
    """Return the length of an operand, None where it is infinite."""
    low, high = signal.support.lower[axis], signal.support.upper[axis]
    if low.is_infinite or high.is_infinite:
        return None
    if low != 0:
        raise SupportError(f"layer: an operand stands on {low} … {high}; layers count from 0, so shift it there")
    return high + 1


def check_length(what: str, found: Any, expected: Any) -> None:
    """Refuse two lengths that are both numbers and differ; what is a symbol may have any value."""
    if found is not None and expected is not None and (found - expected).is_nonzero:
        raise SupportError(f"layer: {what} {found}, needed are {expected}")


def _check_axes(task: Layer) -> None:
    if task.channels:
        if task.x.ndim < 2 or task.w.ndim != task.x.ndim + 1:
            raise SupportError(
                f"layer: with channels the input has its channel and axes in space, the kernel one axis more; "
                f"here they have {task.x.ndim} and {task.w.ndim}"
            )
        inner = length_of(task.w, 0 if task.transposed else 1)
        check_length("the kernel's input channels are", inner, length_of(task.x, 0))
    elif task.x.ndim != task.w.ndim:
        raise SupportError(
            f"layer: the input has {counted(task.x.ndim, 'axis')}, the kernel {task.w.ndim}; give equally many"
        )


def _check_bias(task: Layer, outputs: Any) -> None:
    if task.bias is None:
        return
    entries = length_of(task.bias, 0)
    if entries is None or outputs is None:
        return
    if (entries - outputs).is_nonzero:
        what = counted(int(entries), "entry") if entries.is_Integer else f"{entries} entries"
        channels = counted(int(outputs), "output channel") if outputs.is_Integer else f"{outputs} output channels"
        raise SupportError(f"layer: bias has {what} for {channels}; give one for each")


def _axis(task: Layer, axis: int) -> tuple[Any, Any]:
    """Return the length of the output on an axis in space, and P."""
    front = 1 if task.channels else 0
    n, k = length_of(task.x, front + axis), length_of(task.w, 2 * front + axis)
    s, d = task.stride[axis], task.dilation[axis]
    if task.transposed:
        return _transposed_axis(task, axis, n, k)
    if task.padding == "same":
        if n is None or k is None:
            raise SupportError('layer: padding="same" depends on the lengths; give the unknown signals a length')
        if s == 1:
            return n, d // 2 * (k - 1) if d % 2 == 0 else sympy.floor(d * (k - 1) / 2)
        count = sympy.ceiling(n / s)
        return count, sympy.floor(sympy.Max((count - 1) * s + d * (k - 1) + 1 - n, 0) / 2)
    left, right = (0, 0) if task.padding == "valid" else task.padding[axis]
    if n is None or k is None:
        return None, left
    missing = d * (k - 1) + 1 - (n + left + right)
    if missing.is_positive:
        raise SupportError(f"layer: on axis {axis} the padded input is {missing} too short for the kernel")
    return (1 - missing if s == 1 else sympy.floor(-missing / s) + 1), left


def _transposed_axis(task: Layer, axis: int, n: Any, k: Any) -> tuple[Any, Any]:
    s, d = task.stride[axis], task.dilation[axis]
    extra = task.output_padding[axis] if task.output_padding else 0
    if extra >= max(s, d):
        raise SupportError(
            f"layer: output_padding is {extra} on axis {axis}; it must be less than the stride ({s}) "
            f"or the dilation ({d})"
        )
    if task.padding == "same":
        if k is None:
            raise SupportError('layer: padding="same" depends on the kernel; give it a length')
        if extra:
            raise SupportError('layer: padding="same" fixes the output length; leave output_padding out')
        return None if n is None else n * s, sympy.floor(sympy.Max(d * (k - 1) + 1 - s, 0) / 2)
    left, right = (0, 0) if task.padding == "valid" else task.padding[axis]
    if n is None or k is None:
        return None, left
    length = (n - 1) * s + d * (k - 1) + 1 - left - right + extra
    if length.is_nonpositive:
        raise SupportError(f"layer: on axis {axis} the padding cuts away the whole transposed layer; use less")
    return length, left
