"""From a task to its result: one row per kind of task.

May import: the rest of ``operations``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from symconv.operations.convolution import (
    compute_convolution,
    compute_correlation,
    convolution_sum,
    correlation_sum,
)
from symconv.operations.deconvolution import compute_deconvolution
from symconv.operations.family import WindowedSum
from symconv.operations.layer_gradients import compute_layer_gradient
from symconv.operations.layers import compute_layer
from symconv.operations.tasks import Convolution, Correlation, Deconvolution, Layer, LayerGradient, Task
from symconv.signals import Signal

__all__ = ["COMPUTATIONS", "WINDOWED_SUMS", "as_windowed_sum", "compute"]

COMPUTATIONS: tuple[tuple[type[Any], Callable[[Any], Signal]], ...] = (
    (Convolution, compute_convolution),
    (Correlation, compute_correlation),
    (Deconvolution, compute_deconvolution),
    (Layer, compute_layer),
    (LayerGradient, compute_layer_gradient),
)
"""Which function computes which kind of task."""

WINDOWED_SUMS: tuple[tuple[type[Any], Callable[[Any], WindowedSum]], ...] = (
    (Convolution, convolution_sum),
    (Correlation, correlation_sum),
)
"""Which function writes which kind of task as one sum over a window."""


def compute(task: Task) -> Signal:
    """Return the exact result of a task.

    Examples
    --------
    >>> compute(Convolution(Signal([1, 2]), Signal([1, 1]))).values
    (1, 3, 2)
    """
    for kind, function in COMPUTATIONS:
        if isinstance(task, kind):
            return function(task)
    raise TypeError(f"{type(task).__name__} is not a task; see symconv.operations.tasks")


def as_windowed_sum(task: Task) -> WindowedSum:
    """Return the task as y[n] = Σ_m v[m] x̃[s·n + d·m − P].

    Examples
    --------
    >>> as_windowed_sum(Convolution(Signal([1, 2]), Signal([1, 3]))).v.values
    (3, 1)
    """
    for kind, function in WINDOWED_SUMS:
        if isinstance(task, kind):
            return function(task)
    raise TypeError(f"{type(task).__name__} is not one sum over a window")
