"""The family of convolutions and correlations: tasks, conventions as data, exact results.

May import: ``errors``, ``exact``, ``syntax``, ``signals``.
"""

from symconv.operations.compute import as_windowed_sum, compute
from symconv.operations.convolution import convolution_task, convolve, correlate, correlation_task
from symconv.operations.deconvolution import deconvolution_task, deconvolve
from symconv.operations.family import Term, WindowedSum
from symconv.operations.fourier import dft
from symconv.operations.layer_gradients import layer_gradient, layer_gradient_task
from symconv.operations.layer_windows import LayerFactor, LayerWindow, layer_windows, window_at
from symconv.operations.layers import LayerOptions, extended_input, layer, layer_task
from symconv.operations.shapes import output_shape
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
    "LayerFactor",
    "LayerGradient",
    "LayerOptions",
    "LayerWindow",
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
    "dft",
    "extended_input",
    "layer",
    "layer_gradient",
    "layer_gradient_task",
    "layer_task",
    "layer_windows",
    "output_shape",
    "window_at",
]
