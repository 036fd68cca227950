"""The sums behind layers and their gradients, for any stride, padding, dilation, channels and groups.

One relation ties the three signals of a layer together: a sample of the wide side at s·n + d·m − P
meets the sample n of the narrow side over the kernel's sample m. A layer sums over m, a transposed
layer and the gradient by the input sum over n, the gradient by the kernel sums over n as well.

May import: ``errors``, ``operations``' tasks and shapes, ``signals``. Must never compute the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy

from symconv.operations.family import source_index
from symconv.operations.shapes import LayerShape, layer_shape
from symconv.operations.tasks import Layer, LayerGradient
from symconv.signals import Signal
from symconv.solving.affine import Affine
from symconv.solving.indexed_sum import Condition, Extension, Factor, IndexedSum, Place, Point
from symconv.solving.problem import Problem
from symconv.syntax.nodes import Word

__all__ = ["Geometry", "at_zero", "continued", "extension_of", "geometry", "gradient_formula", "layer_formula"]


@dataclass(frozen=True, slots=True)
class Geometry:
    """The lengths of a layer and the letters for its indices."""

    layer: Layer
    shape: LayerShape
    narrow: tuple[str, ...]
    """n: runs over the narrow side, the output of a layer."""
    taps: tuple[str, ...]
    """m: runs over the kernel."""
    wide: tuple[str, ...]
    """j: runs over the wide side, the input of a layer."""
    narrow_channel: str
    wide_channel: str
    group: str

    @property
    def spatial(self) -> range:
        """The axes over which the kernel slides."""
        return range(len(self.narrow))

    def reach(self, axis: int) -> int:
        """Return K − 1 on an axis."""
        return self.shape.kernel[2 + axis] - 1

    def tap(self, axis: int) -> Affine:
        """Return where the kernel is read for tap m: at m, or at K−1−m when it is reversed."""
        if self.layer.operation == "convolve":
            return Affine(((self.taps[axis], -1),), self.reach(axis))
        return Affine(((self.taps[axis], 1),))

    def window(self, axis: int) -> Affine:
        """Return s·n + d·m − P."""
        terms = ((self.narrow[axis], self.shape.stride[axis]), (self.taps[axis], self.shape.dilation[axis]))
        return Affine(terms, -self.shape.left[axis])

    def gap(self, axis: int) -> Affine:
        """Return s·n + d·m − P − j, which is 0 where narrow index, tap and wide index belong together."""
        window = self.window(axis)
        return Affine((*window.terms, (self.wide[axis], -1)), window.constant)

    def tap_from_wide(self, axis: int) -> Affine:
        """Return the tap that ties wide index j to narrow index n: (j + P − s·n)/d, or K−1 less that."""
        s, d, left = self.shape.stride[axis], self.shape.dilation[axis], self.shape.left[axis]
        j, n = self.wide[axis], self.narrow[axis]
        if self.layer.operation == "convolve":
            return Affine(((n, s), (j, -1)), d * self.reach(axis) - left, d)
        return Affine(((j, 1), (n, -s)), left, d)

    def tap_for_kernel(self, axis: int) -> Affine:
        """Return s·n + d·m − P for the tap that reads the kernel at m."""
        s, d = self.shape.stride[axis], self.shape.dilation[axis]
        n, m = self.narrow[axis], self.taps[axis]
        sign, start = (-d, d * self.reach(axis)) if self.layer.operation == "convolve" else (d, 0)
        return Affine(((n, s), (m, sign)), start - self.shape.left[axis])


def geometry(problem: Problem, layer: Layer) -> Geometry:
    """Return lengths and letters of a layer."""
    shape = layer_shape(
        layer.x.shape,
        layer.w.shape,
        stride=layer.stride,
        padding=layer.padding,
        dilation=layer.dilation,
        groups=layer.groups,
        channels=layer.channels,
        transposed=layer.transposed,
        output_padding=layer.output_padding,
        boundary=layer.boundary,
    )
    axes = len(shape.stride)
    letters = {1: ("n", "m", "j"), 2: ("i j", "k l", "p q")}.get(axes)
    if letters is None:
        rows = [[f"{letter}_{axis + 1}" for axis in range(axes)] for letter in "nmj"]
    else:
        rows = [row.split() for row in letters]
    narrow, taps, wide = (tuple(problem.fresh(name, f"{name}_0") for name in row) for row in rows)
    channels = (problem.fresh("o", "o_0"), problem.fresh("c", "c_0"), problem.fresh("t", "group"))
    return Geometry(layer, shape, narrow, taps, wide, *channels)


def layer_formula(problem: Problem, layer: Layer) -> IndexedSum:
    """Return the sum behind one output sample of a layer or of a transposed layer."""
    geo = geometry(problem, layer)
    x, w = problem.names[:2]
    bias = None
    if layer.bias is not None:
        channel = geo.wide_channel if layer.transposed else geo.narrow_channel
        bias = Factor(problem.names[2], layer.bias, (Affine(((channel, 1),)) if layer.channels else Affine(()),))
    if layer.transposed:
        return _by_wide(geo, problem.result_name, (x, layer.x), w, bias)
    return _by_narrow(geo, problem.result_name, (x, layer.x), w, bias)


def gradient_formula(problem: Problem, task: LayerGradient) -> IndexedSum:
    """Return the sum behind one sample of a gradient."""
    layer = task.layer
    geo = geometry(problem, layer)
    x, w, g = (problem.names[0], layer.x), problem.names[1], (problem.names[-2], task.upstream)
    if task.wrt == "bias":
        return _bias_gradient(geo, problem.result_name, g)
    narrow, wide = (x, g) if layer.transposed else (g, x)
    if task.wrt == "w":
        return _by_kernel(geo, problem.result_name, narrow, wide)
    if layer.transposed:
        return _by_narrow(geo, problem.result_name, wide, w, None)
    if layer.boundary in ("zero", "constant"):
        return _by_wide(geo, problem.result_name, narrow, w, None)
    return _by_folded_wide(geo, problem.result_name, narrow, w)


Named = tuple[str, Signal]


def _by_narrow(geo: Geometry, output: str, wide: Named, kernel: str, addend: Factor | None) -> IndexedSum:
    """y[o, n] = Σ_c Σ_m w[o, c, m]·x[c, s·n + d·m − P]."""
    _, inputs = geo.shape.kernel[:2]
    taps = tuple(range(k) for k in geo.shape.kernel[2:])
    weight = Factor(kernel, at_zero(geo.layer.w), _axes(geo, (geo.narrow_channel, geo.wide_channel), geo.tap))
    channel = _grouped(geo, geo.wide_channel, inputs)
    indices = (*((channel,) if geo.layer.channels else ()), *(geo.window(axis) for axis in geo.spatial))
    extension = extension_of(geo)
    sample = Factor(continued(wide[0], extension), at_zero(wide[1]), indices, extension=extension)
    free, bound, ranges = geo.narrow, geo.taps, taps
    if geo.layer.channels:
        free, bound, ranges = (geo.narrow_channel, *free), (geo.wide_channel, *bound), (range(inputs), *ranges)
    return IndexedSum(output, free, bound, ranges, (weight, sample), addend, _group_of(geo, geo.narrow_channel))


def _by_wide(geo: Geometry, output: str, narrow: Named, kernel: str, addend: Factor | None) -> IndexedSum:
    """y[c, j] = Σ_o Σ_n x[o, n]·w[o, c, (j + P − s·n)/d]."""
    outputs, inputs = geo.shape.kernel[:2]
    per_group = outputs // geo.shape.groups
    spread = tuple(range(length) for length in geo.shape.narrow[1:])
    channel = _grouped(geo, geo.narrow_channel, per_group)
    own_channel = _grouped(geo, geo.wide_channel, -inputs)
    taps = tuple(geo.tap_from_wide(axis) for axis in geo.spatial)
    places = tuple(Affine(((n, 1),)) for n in geo.narrow)
    if geo.layer.channels:
        taps, places = (channel, own_channel, *taps), (channel, *places)
    factors = (Factor(narrow[0], at_zero(narrow[1]), places), Factor(kernel, at_zero(geo.layer.w), taps))
    free, bound, ranges = geo.wide, geo.narrow, spread
    if geo.layer.channels:
        free, bound, ranges = (geo.wide_channel, *free), (geo.narrow_channel, *bound), (range(per_group), *ranges)
    return IndexedSum(output, free, bound, ranges, factors, addend, _group_of(geo, geo.wide_channel))


def _by_folded_wide(geo: Geometry, output: str, narrow: Named, kernel: str) -> IndexedSum:
    """dx[c, j] = Σ over n and m for which x̃[s·n + d·m − P] is x[j]: where the boundary repeats samples."""
    outputs, inputs = geo.shape.kernel[:2]
    per_group = outputs // geo.shape.groups
    origin, lengths = (0,) * len(geo.spatial), geo.shape.wide[1:]

    def holds(point: Point) -> bool:
        window = tuple(geo.window(axis).at(point) for axis in geo.spatial)
        source = source_index(tuple(i for i in window if i is not None), origin, lengths, geo.layer.boundary)
        return source == tuple(point[j] for j in geo.wide)

    taps = tuple(geo.tap(axis) for axis in geo.spatial)
    places = tuple(Affine(((n, 1),)) for n in geo.narrow)
    if geo.layer.channels:
        channel = _grouped(geo, geo.narrow_channel, per_group)
        taps, places = (channel, _grouped(geo, geo.wide_channel, -inputs), *taps), (channel, *places)
    factors = (Factor(narrow[0], at_zero(narrow[1]), places), Factor(kernel, at_zero(geo.layer.w), taps))
    free, bound = geo.wide, (*geo.narrow, *geo.taps)
    ranges = tuple(range(length) for length in (*geo.shape.narrow[1:], *geo.shape.kernel[2:]))
    if geo.layer.channels:
        free, bound, ranges = (geo.wide_channel, *free), (geo.narrow_channel, *bound), (range(per_group), *ranges)
    rule = Condition(holds, Word("over all pairs whose window lands on this sample"))
    return IndexedSum(output, free, bound, ranges, factors, None, _group_of(geo, geo.wide_channel), rule)


def _by_kernel(geo: Geometry, output: str, narrow: Named, wide: Named) -> IndexedSum:
    """dw[o, c, m] = Σ_n g[o, n]·x[c, s·n + d·m − P]."""
    _, inputs = geo.shape.kernel[:2]
    places = tuple(Affine(((n, 1),)) for n in geo.narrow)
    windows = tuple(geo.tap_for_kernel(axis) for axis in geo.spatial)
    free = geo.taps
    if geo.layer.channels:
        places = (Affine(((geo.narrow_channel, 1),)), *places)
        windows = (_grouped(geo, geo.wide_channel, inputs), *windows)
        free = (geo.narrow_channel, geo.wide_channel, *free)
    extension = None if geo.layer.transposed else extension_of(geo)
    factors = (
        Factor(narrow[0], at_zero(narrow[1]), places),
        Factor(continued(wide[0], extension), at_zero(wide[1]), windows, extension=extension),
    )
    ranges = tuple(range(length) for length in geo.shape.narrow[1:])
    return IndexedSum(output, free, geo.narrow, ranges, factors, None, _group_of(geo, geo.narrow_channel))


def _bias_gradient(geo: Geometry, output: str, upstream: Named) -> IndexedSum:
    """db[o] = Σ_n g[o, n]: the bias enters every sample of its channel once."""
    letters = geo.wide if geo.layer.transposed else geo.narrow
    channel = geo.wide_channel if geo.layer.transposed else geo.narrow_channel
    places = tuple(Affine(((n, 1),)) for n in letters)
    ranges = tuple(range(length) for length in geo.shape.output[1:])
    if geo.layer.channels:
        places = (Affine(((channel, 1),)), *places)
    free = (channel,)
    return IndexedSum(output, free, letters, ranges, (Factor(upstream[0], at_zero(upstream[1]), places),))


def _axes(geo: Geometry, channels: tuple[str, ...], spatial: Callable[[int], Affine]) -> tuple[Affine, ...]:
    front = tuple(Affine(((name, 1),)) for name in channels) if geo.layer.channels else ()
    return (*front, *(spatial(axis) for axis in geo.spatial))


def _grouped(geo: Geometry, channel: str, size: int) -> Affine:
    """Return a channel's index, moved by the group's first channel."""
    return Affine(((channel, 1), (geo.group, size)) if geo.shape.groups > 1 else ((channel, 1),))


def _group_of(geo: Geometry, channel: str) -> tuple[tuple[str, Callable[[Point], int]], ...]:
    if geo.shape.groups == 1:
        return ()
    wide = channel == geo.wide_channel
    size = geo.shape.kernel[1] if wide else geo.shape.kernel[0] // geo.shape.groups
    return ((geo.group, lambda point: point[channel] // size),)


def extension_of(geo: Geometry) -> Extension | None:
    """Return how the layer continues its input, or ``None`` for zeros."""
    layer = geo.layer
    if layer.boundary == "zero":
        return None
    shape = layer.x.shape

    def source(place: Place) -> Place | None:
        return source_index(place, (0,) * len(shape), shape, layer.boundary)

    constant = layer.constant.flat_values[0] if layer.constant is not None else sympy.S.Zero
    return Extension(source, constant)


def continued(name: str, extension: Extension | None) -> str:
    """Return the name of a signal that is continued beyond its support: ``x_ext``."""
    return name if extension is None else f"{name}_ext"


def at_zero(signal: Signal) -> Signal:
    """Return the samples with their first one at index 0: layers count from there."""
    return signal if not any(signal.origin) else signal.shift(*(-first for first in signal.origin))
