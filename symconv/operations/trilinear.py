"""The form behind layers: T = Σ y[b, n] · w[b, a, m] · x[a, s·n + d·m − P].

b runs over the channels of y, a over the channels of x in b's group, n and m over all axes in
space; x is zero outside its box. T is linear in each of x, w and y, and its three partial
derivatives are all that layers need: by y it is the layer, by x the transposed layer and the
gradient by the input, by w the gradient by the kernel. Each is again a sum over windows.

May import: ``exact``, ``signals.boxes``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from symconv.exact.products import Window, window_sums
from symconv.signals.boxes import check_result_size

__all__ = ["TrilinearForm"]

Shape = tuple[int, ...]
Elements = Sequence[Any]


@dataclass(frozen=True, slots=True)
class TrilinearForm:
    """T, by its lengths; elements are in row-major order and live in one SymPy domain.

    Examples
    --------
    >>> from sympy import ZZ
    >>> form = TrilinearForm((1, 4), (1, 1, 2), (1, 3), 1, (1,), (1,), (0,))
    >>> form.by_y(ZZ, [1, 2, 4, 8], [-1, 1])
    [1, 2, 4]
    >>> form.by_x(ZZ, [-1, 1], [1, 0, 5])
    [-1, 1, -5, 5]
    >>> form.by_w(ZZ, [1, 2, 4, 8], [1, 0, 0])
    [1, 2]
    """

    x_shape: Shape
    """Channels, then samples."""
    w_shape: Shape
    """Channels of y, channels of x in one group, then samples."""
    y_shape: Shape
    groups: int
    stride: Shape
    dilation: Shape
    padding: Shape
    """P."""

    def by_y(self, domain: Any, x: Elements, w: Elements) -> list[Any]:
        """Return ∂T/∂y[b, n] = Σ_a Σ_m w[b, a, m] x[a, s·n + d·m − P]."""
        taps = self.w_shape[1:]
        window = Window(
            (1, *self.y_shape[1:]), (1, *self.stride), (1, *self.dilation), (0, *[-p for p in self.padding])
        )
        result: list[Any] = []
        for channel in range(self.y_shape[0]):
            block = self._block(x, channel)
            kernel = w[channel * prod(taps) : (channel + 1) * prod(taps)]
            result += window_sums(domain, block, (taps[0], *self.x_shape[1:]), kernel, taps, window)
        return result

    def by_w(self, domain: Any, x: Elements, y: Elements) -> list[Any]:
        """Return ∂T/∂w[b, a, m] = Σ_n y[b, n] x[a, s·n + d·m − P]: stride and dilation change places."""
        taps, samples = self.w_shape[1:], prod(self.y_shape[1:])
        window = Window(taps, (1, *self.dilation), (1, *self.stride), (0, *[-p for p in self.padding]))
        result: list[Any] = []
        for channel in range(self.y_shape[0]):
            block = self._block(x, channel)
            kernel = y[channel * samples : (channel + 1) * samples]
            result += window_sums(domain, block, (taps[0], *self.x_shape[1:]), kernel, (1, *self.y_shape[1:]), window)
        return result

    def by_x(self, domain: Any, w: Elements, y: Elements) -> list[Any]:
        """Return ∂T/∂x[a, j] = Σ_b Σ y[b, n] w[b, a, m] over s·n + d·m − P = j.

        y spread out, with s − 1 zeros between its samples, is correlated with w reversed.
        """
        per_group = self.y_shape[0] // self.groups
        taps, size = self.w_shape[2:], prod(self.w_shape[2:])
        spread, shape = self._spread(domain, y)
        offset = [p - d * (k - 1) for p, d, k in zip(self.padding, self.dilation, taps, strict=True)]
        window = Window((1, *self.x_shape[1:]), (1,) * len(shape), (1, *self.dilation), (0, *offset))
        result: list[Any] = []
        for channel in range(self.x_shape[0]):
            group, place = divmod(channel, self.w_shape[1])
            kernel: list[Any] = []
            for b in range(group * per_group, (group + 1) * per_group):
                start = (b * self.w_shape[1] + place) * size
                kernel += w[start : start + size][::-1]
            step = per_group * prod(shape[1:])
            block = spread[group * step : (group + 1) * step]
            result += window_sums(domain, block, (per_group, *shape[1:]), kernel, (per_group, *taps), window)
        return result

    def _block(self, x: Elements, channel: int) -> Elements:
        """Return the channels of x that channel ``channel`` of y sees."""
        group = channel // (self.y_shape[0] // self.groups)
        step = self.w_shape[1] * prod(self.x_shape[1:])
        return x[group * step : (group + 1) * step]

    def _spread(self, domain: Any, y: Elements) -> tuple[list[Any], Shape]:
        shape = (self.y_shape[0], *[(n - 1) * s + 1 for n, s in zip(self.y_shape[1:], self.stride, strict=True)])
        if shape == self.y_shape:
            return list(y), shape
        check_result_size(shape)
        places = [0]
        for count, length, apart in zip(self.y_shape, shape, (1, *self.stride), strict=True):
            places = [place * length + apart * n for place in places for n in range(count)]
        line = [domain.zero] * prod(shape)
        for place, element in zip(places, y, strict=True):
            line[place] = element
        return line, shape
