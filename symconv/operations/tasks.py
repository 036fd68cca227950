"""One operation on given signals, as data: what to compute, under which conventions.

A task says everything that the result depends on, so it can be computed, explained and
checked by parts that know nothing of one another.

May import: ``errors``, ``exact``, ``signals``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from symconv.signals import Signal

__all__ = [
    "BOUNDARIES",
    "CONVENTIONS",
    "MODES",
    "SAME_ALIGNMENTS",
    "Boundary",
    "Convention",
    "Convolution",
    "Correlation",
    "Deconvolution",
    "Layer",
    "LayerGradient",
    "Mode",
    "Padding",
    "SameAlignment",
    "Task",
]

Mode = Literal["full", "same", "valid"]
SameAlignment = Literal["scipy", "numpy", "matlab"]
Convention = Literal["numpy", "wikipedia"]
Boundary = Literal["zero", "constant", "reflect", "symmetric", "edge", "wrap"]
Padding = tuple[tuple[int, int], ...] | Literal["same", "valid"]
"""One (left, right) pair per axis, or a rule that fixes them."""

MODES: tuple[Mode, ...] = ("full", "same", "valid")
SAME_ALIGNMENTS: tuple[SameAlignment, ...] = ("scipy", "numpy", "matlab")
CONVENTIONS: tuple[Convention, ...] = ("numpy", "wikipedia")
BOUNDARIES: tuple[Boundary, ...] = ("zero", "constant", "reflect", "symmetric", "edge", "wrap")


@dataclass(frozen=True, slots=True)
class Convolution:
    """(x∗h)[n] = Σ_m x[m] h[n−m], cut to a window or folded modulo ``period``."""

    x: Signal
    h: Signal
    mode: Mode = "full"
    same: SameAlignment = "scipy"
    period: int | tuple[int, ...] | None = None
    """One for all axes, or one per axis; None where the operation is not circular."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """(x⋆h)[n] = Σ_m x[n+m] conj(h[m]) (``"numpy"``), or Σ_m conj(x[m]) h[m+n] (``"wikipedia"``)."""

    x: Signal
    h: Signal
    mode: Mode = "full"
    convention: Convention = "numpy"
    same: SameAlignment = "scipy"
    period: int | tuple[int, ...] | None = None
    """One for all axes, or one per axis; None where the operation is not circular."""


@dataclass(frozen=True, slots=True)
class Layer:
    """y[n] = Σ_m v[m] x̃[s·n + d·m − P]: a convolutional layer or its transpose.

    With ``channels`` the first axis of ``x`` is the input channel, the first two of ``w`` are
    output and input channel. ``operation="convolve"`` reverses ``w`` on its spatial axes.
    """

    x: Signal
    w: Signal
    operation: Literal["correlate", "convolve"]
    stride: tuple[int, ...]
    padding: Padding
    dilation: tuple[int, ...]
    groups: int = 1
    bias: Signal | None = None
    boundary: Boundary = "zero"
    constant: Signal | None = None
    """One sample: the value outside the input for ``boundary="constant"``."""
    channels: bool = False
    transposed: bool = False
    output_padding: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LayerGradient:
    """The gradient of Σ y·dy by one of the layer's inputs, y being the layer's output."""

    layer: Layer
    upstream: Signal
    wrt: Literal["x", "w", "bias"]


@dataclass(frozen=True, slots=True)
class Deconvolution:
    """The signal q with q∗h = y, where it exists."""

    y: Signal
    h: Signal


Task = Convolution | Correlation | Layer | LayerGradient | Deconvolution
