"""Layers, transposed layers and their gradients in NumPy: sliding windows, plain loops, one einsum.

``x`` and ``w`` are input and kernel, ``dy`` the upstream gradient, ``b`` the bias, ``c`` the constant of the
boundary. Code and function are written side by side; a test runs both.

May import: NumPy, ``layer_definition``, ``numpy_calls``, ``operations.tasks``.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from symconv.checks.layer_definition import Axis, LayerGeometry, geometry_of
from symconv.checks.numpy_calls import Array, Arrays, Call
from symconv.operations.tasks import Layer, LayerGradient

__all__ = ["call_of_gradient", "call_of_layer"]


def call_of_layer(layer: Layer) -> Call:
    """Return the computation of a layer or a transposed layer."""
    loops = _Loops(layer, geometry_of(layer))
    call = loops.scatter("x", "w") if layer.transposed else loops.gather("x", "w")
    return call if layer.bias is None else loops.with_bias(call)


def call_of_gradient(gradient: LayerGradient) -> Call:
    """Return the computation of a gradient."""
    layer = gradient.layer
    loops = _Loops(layer, geometry_of(layer))
    match gradient.wrt, layer.transposed:
        case "x", False:
            return loops.scatter("dy", "w")
        case "x", True:
            return loops.gather("dy", "w")
        case "w", False:
            return loops.weigh("x", "dy")
        case "w", True:
            return loops.weigh("dy", "x")
        case _:
            return loops.total("dy")


@dataclass(frozen=True, slots=True)
class _Loops:
    """The three ways through the windows of a layer, as code and as functions."""

    layer: Layer
    geometry: LayerGeometry

    @property
    def letters(self) -> tuple[str, str, str]:
        """Axes of the channels for `numpy.einsum`: of the wide side, the kernel, the narrow side."""
        if not self.layer.channels:
            return "", "", ""
        return ("c", "oc", "o") if self.geometry.groups == 1 else ("gc", "goc", "go")

    @property
    def space(self) -> tuple[str, str]:
        """Axes in space: of the windows, and inside a window."""
        count = len(self.geometry.axes)
        return "abdefhkl"[:count], "ijmnpqrs"[:count]

    def gather(self, wide: str, kernel: str) -> Call:
        """Sum each window, weighted: the layer."""
        (c, oc, o), (outer, inner) = self.letters, self.space
        spec = f"{c}{outer}{inner},{oc}{inner}->{o}{outer}"

        def run(arrays: Arrays) -> Array:
            taps = self._flip(self._reshape(arrays[kernel], self.geometry.kernel))
            return self._join(np.einsum(spec, self._windows(arrays, wide), taps), self.geometry.narrow)

        taps_code = self._flip_code(self._reshape_code(kernel, self.geometry.kernel))
        body = f'np.einsum("{spec}", {self._windows_code(wide)}, {taps_code})'
        return Call(self._join_code(body, self.geometry.narrow), run, inline=False)

    def weigh(self, wide: str, narrow: str) -> Call:
        """Sum, for each place in the window, what has stood there: the gradient by the kernel."""
        (c, oc, o), (outer, inner) = self.letters, self.space
        spec = f"{c}{outer}{inner},{o}{outer}->{oc}{inner}"

        def run(arrays: Arrays) -> Array:
            samples = self._reshape(arrays[narrow], self.geometry.narrow)
            return self._join(self._flip(np.einsum(spec, self._windows(arrays, wide), samples)), self.geometry.kernel)

        samples_code = self._reshape_code(narrow, self.geometry.narrow)
        body = self._flip_code(f'np.einsum("{spec}", {self._windows_code(wide)}, {samples_code})')
        return Call(self._join_code(body, self.geometry.kernel), run, inline=False)

    def scatter(self, narrow: str, kernel: str) -> Call:
        """Lay a weighted window down for each sample and add: the transposed layer."""
        (c, oc, o), (outer, inner) = self.letters, self.space
        spec = f"{oc},{o}{outer}->{c}{outer}"
        padded = self._split((self.geometry.wide[0], *[axis.inputs + sum(axis.padding) for axis in self.geometry.axes]))

        def run(arrays: Arrays) -> Array:
            taps = self._flip(self._reshape(arrays[kernel], self.geometry.kernel))
            samples = self._reshape(arrays[narrow], self.geometry.narrow)
            total = np.zeros(padded, np.result_type(taps, samples))
            for m in np.ndindex(*[axis.kernel for axis in self.geometry.axes]):
                at: Any = (..., *self._places(m))
                total[at] += np.einsum(spec, taps[(..., *m)], samples)
            return self._join(self._fold(total), self.geometry.wide)

        places = ", ".join(_place_code(axis, letter) for axis, letter in zip(self.geometry.axes, inner, strict=True))
        taps_code = self._flip_code(self._reshape_code(kernel, self.geometry.kernel))
        samples_code = self._reshape_code(narrow, self.geometry.narrow)
        dots = "..., " if c else ""
        product = (
            f'np.einsum("{spec}", v[{dots}{", ".join(inner)}], {samples_code})'
            if c
            else f"v[{', '.join(inner)}] * {samples_code}"
        )
        counts = ", ".join(str(axis.kernel) for axis in self.geometry.axes)
        many = len(inner) > 1
        loop = f"for {', '.join(inner)} in np.ndindex({counts})" if many else f"for {inner} in range({counts})"
        lines = (
            f"v = {taps_code}",
            f"g = np.zeros({padded}, np.result_type(v, {narrow}))",
            f"{loop}: g[{dots}{places}] += {product}",
            self._join_code(self._fold_code("g"), self.geometry.wide),
        )
        return Call("\n".join(lines), run, inline=False)

    def total(self, narrow: str) -> Call:
        """Sum over space: the gradient by the bias."""
        axes = tuple(range(1, len(self.geometry.axes) + 1)) if self.layer.channels else None
        code = f"np.sum({narrow}, axis={axes})" if axes else f"np.atleast_1d(np.sum({narrow}))"
        return Call(code, lambda arrays: np.atleast_1d(np.sum(arrays[narrow], axis=axes)), inline=False)

    def with_bias(self, call: Call) -> Call:
        """Add a bias to every output channel."""
        if not self.layer.channels:
            return Call(f"{call.code} + b", lambda arrays: call.run(arrays) + arrays["b"], inline=False)
        shape = (-1, *[1] * len(self.geometry.axes))
        code = f"{call.code} + b.reshape{shape}"
        return Call(code, lambda arrays: call.run(arrays) + arrays["b"].reshape(shape), inline=False)

    def _split(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """Leave the channels out where there are none; part them by groups where there are several."""
        if not self.layer.channels:
            return shape[-len(self.geometry.axes) :]
        groups = self.geometry.groups
        return shape if groups == 1 else (groups, shape[0] // groups, *shape[1:])

    def _whole(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        return shape if self.layer.channels else shape[-len(self.geometry.axes) :]

    def _reshape(self, array: Array, shape: tuple[int, ...]) -> Array:
        return array.reshape(self._split(shape))

    def _reshape_code(self, code: str, shape: tuple[int, ...]) -> str:
        return code if self.geometry.groups == 1 else f"{code}.reshape{self._split(shape)}"

    def _join(self, array: Array, shape: tuple[int, ...]) -> Array:
        return array.reshape(self._whole(shape))

    def _join_code(self, code: str, shape: tuple[int, ...]) -> str:
        return code if self.geometry.groups == 1 else f"{code}.reshape{self._whole(shape)}"

    @property
    def _spatial(self) -> tuple[int, ...]:
        return tuple(range(-len(self.geometry.axes), 0))

    def _flip(self, array: Array) -> Array:
        return np.flip(array, self._spatial) if self.layer.operation == "convolve" else array

    def _flip_code(self, code: str) -> str:
        if self.layer.operation != "convolve":
            return code
        return f"np.flip({code}, {self._spatial})" if self.layer.channels else f"np.flip({code})"

    @property
    def _pads(self) -> list[tuple[int, int]]:
        channels = len(self._split(self.geometry.wide)) - len(self.geometry.axes)
        return [(0, 0)] * channels + [axis.padding for axis in self.geometry.axes]

    def _pad(self, array: Array, arrays: Arrays) -> Array:
        if not any(map(any, self._pads)) or self.layer.boundary == "zero":
            return np.pad(array, self._pads)
        if self.layer.boundary == "constant":
            return np.pad(array, self._pads, constant_values=arrays["c"])
        return np.pad(array, self._pads, _mode(self.layer.boundary))

    def _pad_code(self, code: str) -> str:
        if not any(map(any, self._pads)):
            return code
        pads = self._pads[0] if len(self._pads) == 1 else self._pads
        option = {"zero": "", "constant": ", constant_values=c"}.get(self.layer.boundary, f', "{self.layer.boundary}"')
        return f"np.pad({code}, {pads}{option})"

    @property
    def _stops(self) -> list[int | None]:
        """Return where to stop on each axis: a long output padding leaves room for windows without a sample."""
        room = [
            axis.inputs + sum(axis.padding) - reach for axis, reach in zip(self.geometry.axes, self._reach, strict=True)
        ]
        return [
            axis.stride * (axis.outputs - 1) + 1 if space // axis.stride >= axis.outputs else None
            for axis, space in zip(self.geometry.axes, room, strict=True)
        ]

    @property
    def _steps(self) -> Any:
        strides = [slice(None, stop, axis.stride) for axis, stop in zip(self.geometry.axes, self._stops, strict=True)]
        return (..., *strides, *[slice(None, None, axis.dilation) for axis in self.geometry.axes])

    @property
    def _reach(self) -> tuple[int, ...]:
        return tuple([axis.dilation * (axis.kernel - 1) + 1 for axis in self.geometry.axes])

    def _windows(self, arrays: Arrays, wide: str) -> Array:
        padded = self._pad(self._reshape(arrays[wide], self.geometry.wide), arrays)
        return sliding_window_view(padded, self._reach, self._spatial)[self._steps]

    def _windows_code(self, wide: str) -> str:
        padded = self._pad_code(self._reshape_code(wide, self.geometry.wide))
        view = f"np.lib.stride_tricks.sliding_window_view({padded}, {self._reach}, {self._spatial})"
        steps = [_slice_code(stop, axis.stride) for axis, stop in zip(self.geometry.axes, self._stops, strict=True)]
        steps += [_slice_code(None, axis.dilation) for axis in self.geometry.axes]
        return view if set(steps) == {":"} else f"{view}[..., {', '.join(steps)}]"

    def _places(self, m: tuple[int, ...]) -> tuple[slice, ...]:
        """Return where the samples lie that tap ``m`` meets, one after the other."""
        return tuple(
            [
                slice(axis.dilation * i, axis.dilation * i + axis.stride * (axis.outputs - 1) + 1, axis.stride)
                for axis, i in zip(self.geometry.axes, m, strict=True)
            ]
        )

    def _fold(self, total: Array) -> Array:
        """Give back to each input sample what its copies in the padding received."""
        if self.layer.boundary in ("zero", "constant"):
            return total[(..., *[slice(axis.padding[0], axis.padding[0] + axis.inputs) for axis in self.geometry.axes])]
        wide = self._split(self.geometry.wide)
        folded = np.zeros(wide, total.dtype)
        places = np.pad(np.arange(folded.size).reshape(wide), self._pads, _mode(self.layer.boundary))
        np.add.at(folded.reshape(-1), places, total)
        return folded

    def _fold_code(self, code: str) -> str:
        if self.layer.boundary in ("zero", "constant"):
            cuts = [f"{axis.padding[0]}:{axis.padding[0] + axis.inputs}" for axis in self.geometry.axes]
            return f"{code}[..., {', '.join(cuts)}]"
        wide = self._split(self.geometry.wide)
        places = self._pad_code(f"np.arange({prod(wide)}).reshape{wide}")
        return f"f = np.zeros({prod(wide)}, {code}.dtype)\nnp.add.at(f, {places}, {code})\nf.reshape{wide}"


def _slice_code(stop: int | None, step: int) -> str:
    return f":{'' if stop is None else stop}" + (f":{step}" if step > 1 else "")


def _mode(boundary: str) -> Any:
    return boundary


def _place_code(axis: Axis, letter: str) -> str:
    start = letter if axis.dilation == 1 else f"{axis.dilation}*{letter}"
    length = axis.stride * (axis.outputs - 1) + 1
    return f"{start}:{start}+{length}" + (f":{axis.stride}" if axis.stride > 1 else "")
