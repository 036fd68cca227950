"""The family of convolutions and correlations: tasks, conventions as data, exact results.

May import: ``errors``, ``exact``, ``syntax``, ``signals``.
"""

from symconv.operations.compute import as_windowed_sum, compute
from symconv.operations.convolution import convolution_task, convolve, correlate, correlation_task
from symconv.operations.deconvolution import deconvolution_task, deconvolve
from symconv.operations.family import Term, WindowedSum
from symconv.operations.tasks import (
    Convolution,
    Correlation,
    Deconvolution,
    Layer,
    LayerGradient,
    Task,
)

__all__ = [
    "Convolution",
    "Correlation",
    "Deconvolution",
    "Layer",
    "LayerGradient",
    "Task",
    "Term",
    "WindowedSum",
    "as_windowed_sum",
    "compute",
    "convolution_task",
    "convolve",
    "correlate",
    "correlation_task",
    "deconvolution_task",
    "deconvolve",
]
