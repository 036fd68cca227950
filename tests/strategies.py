"""All Hypothesis strategies: exact numbers, boxes of them, and the options of layers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np
import sympy
from hypothesis import strategies as st

from symconv.signals import Signal

__all__ = [
    "LayerCase",
    "gaussians",
    "layer_cases",
    "rational_arrays",
    "rationals",
    "signal_pairs",
    "signals",
    "symbolic",
]


_RATIONALS = sorted({Fraction(n, d) for d in (1, 2, 3) for n in range(-9, 10)}, key=lambda q: (abs(q), q < 0))


def rationals() -> st.SearchStrategy[Fraction]:
    """Return small rationals; they shrink towards 0."""
    return st.sampled_from(_RATIONALS)


@st.composite
def rational_arrays(draw: st.DrawFn, shape: tuple[int, ...]) -> Any:
    """Object arrays of Fraction."""
    array = np.empty(prod(shape), dtype=object)
    array[:] = draw(st.lists(rationals(), min_size=prod(shape), max_size=prod(shape)))
    return array.reshape(shape)


def gaussians() -> st.SearchStrategy[Any]:
    """Return small Gaussian rationals, real ones among them."""
    return st.builds(lambda re, im: sympy.Rational(re) + sympy.I * sympy.Rational(im), rationals(), rationals())


def symbolic() -> st.SearchStrategy[Any]:
    """Return linear polynomials in a and b over the Gaussian rationals."""
    a, b = sympy.symbols("a b")
    return st.builds(lambda p, q, r: p + q * a + r * a * b, gaussians(), rationals(), rationals())


@st.composite
def signals(draw: st.DrawFn, entries: st.SearchStrategy[Any] | None = None, axes: int = 1, longest: int = 7) -> Signal:
    """Signals of samples with any origin."""
    entries = rationals() if entries is None else entries
    shape = [draw(st.integers(1, longest)) for _ in range(axes)]
    array = np.empty(prod(shape), dtype=object)
    array[:] = [draw(entries) for _ in range(prod(shape))]
    return Signal(array.reshape(shape), first=[draw(st.integers(-4, 4)) for _ in range(axes)])


@st.composite
def signal_pairs(draw: st.DrawFn, entries: st.SearchStrategy[Any] | None = None) -> tuple[Signal, Signal]:
    """Pairs of signals with equally many axes, up to three."""
    axes = draw(st.sampled_from((1, 1, 2, 3)))
    longest = {1: 7, 2: 3, 3: 2}[axes]
    return draw(signals(entries, axes, longest)), draw(signals(entries, axes, longest))


@dataclass(frozen=True)
class LayerCase:
    """A layer with channels, its options written out in full."""

    x: Any
    w: Any
    options: dict[str, Any]
    pairs: tuple[tuple[int, int], ...]
    """The padding, also where the options have a word for it."""

    @property
    def bias(self) -> Any:
        """The bias, as an array."""
        return np.array(self.options["bias"], dtype=object)


@st.composite
def layer_cases(draw: st.DrawFn, *, boundary: str = "zero", transposed: bool = False) -> LayerCase:
    """Layers in one or two dimensions with all their options; every case fits."""
    axes = draw(st.integers(1, 2))
    groups, inputs, outputs = draw(st.sampled_from(((1, 1, 1), (1, 2, 1), (1, 1, 2), (2, 1, 1), (2, 2, 1), (3, 1, 2))))
    per_axis = [draw(_axes(boundary, transposed)) for _ in range(axes)]
    lengths, taps, stride, dilation, pairs, extra = (tuple([axis[i] for axis in per_axis]) for i in range(6))
    same = not transposed and boundary != "reflect" and draw(st.integers(0, 4)) == 0
    if same:
        pairs = tuple(map(_same, lengths, taps, stride, dilation))
    options: dict[str, Any] = {
        "operation": draw(st.sampled_from(("correlate", "convolve"))),
        "stride": stride,
        "padding": "same" if same else [pair if pair[0] != pair[1] else pair[0] for pair in pairs],
        "dilation": dilation,
        "groups": groups,
        "bias": [draw(rationals()) for _ in range(outputs * groups)],
        "boundary": boundary,
        "constant": draw(rationals()) if boundary == "constant" else 0,
        "channels": True,
    }
    if transposed:
        options |= {"transposed": True, "output_padding": extra}
        x, w = (
            draw(rational_arrays((groups * inputs, *lengths))),
            draw(rational_arrays((groups * inputs, outputs, *taps))),
        )
    else:
        x, w = (
            draw(rational_arrays((groups * inputs, *lengths))),
            draw(rational_arrays((groups * outputs, inputs, *taps))),
        )
    return LayerCase(x, w, options, pairs)


@st.composite
def _axes(draw: st.DrawFn, boundary: str, transposed: bool) -> tuple[Any, ...]:
    n, k, s, d = draw(st.integers(1, 5)), draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    if transposed:
        extra = draw(st.integers(0, max(s, d) - 1))
        left = draw(st.integers(0, min(2, (n - 1) * s + d * (k - 1))))
        right = draw(st.integers(0, min(2, (n - 1) * s + d * (k - 1) + extra - left)))
        return n, k, s, d, (left, right), extra
    most = n - 1 if boundary == "reflect" else 4
    left, right = draw(st.integers(0, min(most, 4))), draw(st.integers(0, min(most, 4)))
    d = min(d, (n + left + right - 1) // (k - 1)) if k > 1 else d
    if d == 0:
        k, d = 1, 1
    return n, k, s, d, (left, right), 0


def _same(n: int, k: int, s: int, d: int) -> tuple[int, int]:
    """Return the padding of TensorFlow's SAME, as its documentation says."""
    total = max((-(-n // s) - 1) * s + d * (k - 1) + 1 - n, 0)
    return total // 2, total - total // 2
