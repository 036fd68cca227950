"""Layers of unknown signals: the same window formula, with lengths that may be symbols.

Only what has one formula for every length: no channels, no transposed layers, zero boundary.

May import: ``errors``, ``signals``, the rest of ``operations``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import sympy

from symconv.errors import SupportError, UnsupportedProblemError
from symconv.operations.layer_options import counted
from symconv.operations.tasks import Layer
from symconv.operations.unknown import windowed_formula
from symconv.signals import Formula, Signal

__all__ = ["layer_formula", "unknown_lengths"]


def layer_formula(task: Layer, recompute: Callable[[Signal, Signal], Signal]) -> Signal:
    """Return a layer of which the input or the kernel is unknown, as a sum.

    An input without a length reaches beyond its window on both sides, so the result is infinite too.
    """
    lengths, padding = unknown_lengths(task)
    result = windowed_formula(
        task.x,
        task.w,
        stride=task.stride,
        dilation=task.dilation,
        padding=padding,
        reverse=task.operation == "convolve",
        shape=lengths,
        recompute=recompute,
    )
    content = result.content
    if task.bias is None or not isinstance(content, Formula):
        return result
    with_bias = replace(content, expression=content.expression + task.bias.flat_values[0])
    return Signal.from_formula(with_bias, complex_symbols=not (result.is_real and task.bias.is_real))


def unknown_lengths(task: Layer) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return the lengths of the output (None where it is infinite) and the padding on the left.

    Raises
    ------
    UnsupportedProblemError
        If the layer has channels, is transposed or has a boundary other than zero.
    SupportError
        If numbers of axes differ, an operand does not start at 0, or lengths that are known do not fit.
    """
    if task.channels or task.transposed or task.boundary != "zero":
        raise UnsupportedProblemError(
            "layer: for unknown signals only without channels, not transposed, with boundary zero; "
            "give the samples, or leave the options out"
        )
    if task.x.ndim != task.w.ndim:
        raise SupportError(
            f"layer: the input has {counted(task.x.ndim, 'axis')}, the kernel {task.w.ndim}; give equally many"
        )
    axes = [_axis(task, axis) for axis in range(task.x.ndim)]
    return tuple([length for length, _ in axes]), tuple([left for _, left in axes])


def _axis(task: Layer, axis: int) -> tuple[Any, Any]:
    n, k = _length(task.x, axis), _length(task.w, axis)
    s, d = task.stride[axis], task.dilation[axis]
    if task.padding == "same":
        if n is None or k is None:
            raise SupportError('layer: padding="same" depends on the lengths; give the unknown signals a length')
        if s == 1:
            return n, sympy.floor(d * (k - 1) / 2)
        count = sympy.ceiling(n / s)
        return count, sympy.floor(sympy.Max((count - 1) * s + d * (k - 1) + 1 - n, 0) / 2)
    left, right = (0, 0) if task.padding == "valid" else task.padding[axis]
    if n is None or k is None:
        return None, left
    missing = d * (k - 1) + 1 - (n + left + right)
    if missing.is_positive:
        raise SupportError(f"layer: on axis {axis} the padded input is {missing} too short for the kernel")
    return (1 - missing if s == 1 else sympy.floor(-missing / s) + 1), left


def _length(signal: Signal, axis: int) -> Any:
    """Return the length of an operand, None where it is infinite."""
    low, high = signal.support.lower[axis], signal.support.upper[axis]
    if low.is_infinite or high.is_infinite:
        return None
    if low != 0:
        raise SupportError(f"layer: an operand stands on {low} … {high}; layers count from 0, so shift it there")
    return high + 1
