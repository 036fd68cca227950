"""Layers, their transposes and their gradients as sums of products, written from the definition.

On every axis a triple (n, m, i) says that kernel sample m meets input sample i in output sample n, because
s·n + d·m − p is i, or is mapped to i by the boundary. A layer, its transpose and its three gradients
run through the same triples, each from another side.

May import: ``definition``, ``operations.tasks``. Must never import the engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

import sympy

from symconv.checks.definition import Definition, Index, Pairs
from symconv.operations.tasks import Boundary, Layer, LayerGradient

__all__ = ["Axis", "LayerGeometry", "define_gradient", "define_layer", "geometry_of"]

OUTSIDE = -1
"""Stands for the input index of a padded sample that holds a constant."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One spatial axis of a layer."""

    inputs: int
    kernel: int
    outputs: int
    stride: int
    dilation: int
    padding: tuple[int, int]
    boundary: Boundary
    reverse: bool
    """Whether the kernel is read from its end: ``operation="convolve"``."""

    def of_output(self, n: int) -> Iterator[tuple[int, int]]:
        """Yield (m, i) for an output sample."""
        for m in range(self.kernel):
            i = self.source(self.stride * n + self.dilation * self.tap(m) - self.padding[0])
            if i is not None:
                yield m, i

    def of_input(self, i: int) -> Iterator[tuple[int, int]]:
        """Yield (n, m) for an input sample, wherever the boundary repeats it."""
        left, right = self.padding
        padded = () if self.boundary == "zero" else (*range(-left, 0), *range(self.inputs, self.inputs + right))
        for place in (i, *[place for place in padded if self.source(place) == i]):
            for m in range(self.kernel):
                n, rest = divmod(place + self.padding[0] - self.dilation * self.tap(m), self.stride)
                if not rest and 0 <= n < self.outputs:
                    yield n, m

    def of_kernel(self, m: int) -> Iterator[tuple[int, int]]:
        """Yield (n, i) for a kernel sample."""
        for n in range(self.outputs):
            i = self.source(self.stride * n + self.dilation * self.tap(m) - self.padding[0])
            if i is not None:
                yield n, i

    def tap(self, m: int) -> int:
        """Return the place of kernel sample ``m`` in the window."""
        return self.kernel - 1 - m if self.reverse else m

    def source(self, place: int) -> int | None:
        """Return the input sample that stands at a place of the extended input."""
        if 0 <= place < self.inputs:
            return place
        match self.boundary:
            case "zero":
                return None
            case "constant":
                return OUTSIDE
            case "edge":
                return min(max(place, 0), self.inputs - 1)
            case "wrap":
                return place % self.inputs
            case "symmetric":
                turn: tuple[int, ...] = (*range(self.inputs), *range(self.inputs - 1, -1, -1))
            case "reflect":
                turn = (*range(self.inputs), *range(self.inputs - 2, 0, -1))
        return turn[place % len(turn)]


@dataclass(frozen=True, slots=True)
class LayerGeometry:
    """All lengths of a layer with its channels; without channels there is one of each.

    ``wide`` is what the windows lie on and ``narrow`` what they are summed to: input and output of a
    layer, output and input of a transposed one.
    """

    axes: tuple[Axis, ...]
    narrow_channels: int
    wide_channels: int
    groups: int

    @property
    def wide(self) -> Index:
        """Channels and samples of the wide side."""
        return (self.wide_channels, *[axis.inputs for axis in self.axes])

    @property
    def narrow(self) -> Index:
        """Channels and samples of the narrow side."""
        return (self.narrow_channels, *[axis.outputs for axis in self.axes])

    @property
    def kernel(self) -> Index:
        """Channels of the narrow side, channels of the wide side in one group, samples."""
        return (self.narrow_channels, self.wide_channels // self.groups, *[axis.kernel for axis in self.axes])

    def of_narrow(self, index: Index) -> Pairs:
        """Yield positions (wide, kernel) of what meets in a sample of the narrow side; -1 is the constant."""
        channel, *places = index
        each = self.wide_channels // self.groups
        group = channel // (self.narrow_channels // self.groups)
        for a in range(each):
            for met in product(*[axis.of_output(n) for axis, n in zip(self.axes, places, strict=True)]):
                taps, sources = _unzip(met)
                wide = OUTSIDE if OUTSIDE in sources else _flat((group * each + a, *sources), self.wide)
                yield wide, _flat((channel, a, *taps), self.kernel)

    def of_wide(self, index: Index) -> Pairs:
        """Yield positions (narrow, kernel) of what meets in a sample of the wide side."""
        channel, *places = index
        group, a = divmod(channel, self.wide_channels // self.groups)
        per_group = self.narrow_channels // self.groups
        for b in range(group * per_group, (group + 1) * per_group):
            for met in product(*[axis.of_input(i) for axis, i in zip(self.axes, places, strict=True)]):
                outputs, taps = _unzip(met)
                yield _flat((b, *outputs), self.narrow), _flat((b, a, *taps), self.kernel)

    def of_kernel(self, index: Index) -> Pairs:
        """Yield positions (narrow, wide) of what meets in a sample of the kernel; -1 is the constant."""
        channel, a, *taps = index
        group = channel // (self.narrow_channels // self.groups)
        source_channel = group * (self.wide_channels // self.groups) + a
        for met in product(*[axis.of_kernel(m) for axis, m in zip(self.axes, taps, strict=True)]):
            outputs, sources = _unzip(met)
            wide = OUTSIDE if OUTSIDE in sources else _flat((source_channel, *sources), self.wide)
            yield _flat((channel, *outputs), self.narrow), wide


def geometry_of(layer: Layer) -> LayerGeometry:
    """Return the lengths of a layer, from the formulas for its output size."""
    x = layer.x.shape if layer.channels else (1, *layer.x.shape)
    w = layer.w.shape if layer.channels else (1, 1, *layer.w.shape)
    axes = []
    for axis, (n, k, s, d) in enumerate(zip(x[1:], w[2:], layer.stride, layer.dilation, strict=True)):
        reach = d * (k - 1) + 1
        left, right = _padding(layer, axis, n, reach, s)
        if layer.transposed:
            extra = layer.output_padding[axis] if layer.output_padding else 0
            if layer.padding == "same":
                extra = max(s - reach, 0)
            wide, narrow = (n - 1) * s + reach - left - right + extra, n
        else:
            wide, narrow = n, (n + left + right - reach) // s + 1
        reverse = layer.operation == "convolve"
        axes.append(Axis(wide, k, narrow, s, d, (left, right), layer.boundary, reverse))
    wide_channels = w[1] * layer.groups
    return LayerGeometry(tuple(axes), w[0], wide_channels, layer.groups)


def _padding(layer: Layer, axis: int, n: int, reach: int, stride: int) -> tuple[int, int]:
    if layer.padding == "valid":
        return 0, 0
    if layer.padding != "same":
        return layer.padding[axis]
    outputs = n if layer.transposed else -(-n // stride)
    inputs = n * stride if layer.transposed else n
    total = max((outputs - 1) * stride + reach - inputs, 0)
    return total // 2, total - total // 2


def define_layer(layer: Layer) -> Definition:
    """Return a layer, or a transposed one, as sums of products.

    The constant of the boundary stands behind the input samples; a bias stands behind the kernel, and
    meets a 1 that stands behind the constant.
    """
    geometry = geometry_of(layer)
    shape = geometry.wide if layer.transposed else geometry.narrow
    inputs = layer.x.flat_values
    constant = layer.constant.flat_values[0] if layer.constant is not None else sympy.S.Zero
    bias = layer.bias.flat_values if layer.bias is not None else ()

    def pairs(index: Index) -> Pairs:
        index = index if layer.channels else (0, *index)
        for met, tap in geometry.of_wide(index) if layer.transposed else geometry.of_narrow(index):
            yield len(inputs) if met == OUTSIDE else met, tap
        if bias:
            yield len(inputs) + 1, len(layer.w.flat_values) + (index[0] if len(bias) > 1 else 0)

    return Definition(
        (*inputs, constant, sympy.S.One),
        (*layer.w.flat_values, *bias),
        (0,) * (len(shape) - (not layer.channels)),
        shape if layer.channels else shape[1:],
        pairs,
    )


def define_gradient(gradient: LayerGradient) -> Definition:
    """Return a gradient as sums of products with the upstream gradient.

    Every output sample is a sum of products x·w, so its derivative by x is the w that x meets, and conversely.
    """
    layer, geometry = gradient.layer, geometry_of(gradient.layer)
    upstream = (*gradient.upstream.flat_values, sympy.S.One)
    channels = layer.channels
    constant = layer.constant.flat_values[0] if layer.constant is not None else sympy.S.Zero
    samples = (*layer.x.flat_values, constant)

    def outside(pairs: Pairs) -> Pairs:
        for left, right in pairs:
            yield left, len(samples) - 1 if right == OUTSIDE else right

    def by_x(index: Index) -> Pairs:
        index = index if channels else (0, *index)
        return geometry.of_narrow(index) if layer.transposed else geometry.of_wide(index)

    def by_w(index: Index) -> Pairs:
        index = index if channels else (0, 0, *index)
        met = outside(geometry.of_kernel(index))
        return ((wide, narrow) for narrow, wide in met) if layer.transposed else met

    def by_bias(index: Index) -> Pairs:
        size = len(upstream) - 1
        each = size // prod(layer.bias.shape) if layer.bias is not None else size
        return ((position, len(upstream) - 1) for position in range(index[0] * each, (index[0] + 1) * each))

    match gradient.wrt:
        case "x":
            return Definition(upstream, layer.w.flat_values, (0,) * layer.x.ndim, layer.x.shape, by_x)
        case "w":
            return Definition(upstream, samples, (0,) * layer.w.ndim, layer.w.shape, by_w)
        case "bias":
            shape = layer.bias.shape if layer.bias is not None else (1,)
            return Definition(upstream, upstream, (0,), shape, by_bias)


def _flat(index: Index, shape: Index) -> int:
    flat = 0
    for place, length in zip(index, shape, strict=True):
        flat = flat * length + place
    return flat


def _unzip(pairs: tuple[tuple[int, int], ...]) -> tuple[Index, Index]:
    return tuple([a for a, _ in pairs]), tuple([b for _, b in pairs])
