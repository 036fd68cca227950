"""Signals as an oracle sees them: a dictionary of samples, or a function where they never end.

Every operator is coded from its definition in DESIGN 5.2 alone. On Z a signal with finitely many samples
is a dictionary; the unit step, periodic signals and formulas are functions of the index, and sums over
them run over a box |m| ≤ B: a result counts only if a larger box gives it again.
May import: ``numbers`` of this package. Must share nothing with ``symconv.logic``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Final

from symconv.proving.oracle.numbers import Unmeasurable, Value, conjugate, root_of_unity

__all__ = ["Axes", "Point", "Samples", "Unmeasurable"]

Point = tuple[int, ...]
MOST_SAMPLES: Final = 4000
"""A dictionary with more samples, or a box with more points, is not computed."""


@dataclass(frozen=True, slots=True)
class Axes:
    """The index set: ``dimension`` copies of Z (``modulus`` 0) or of Z/modulus, and how far boxes reach on Z."""

    dimension: int
    modulus: int = 0
    box: int = 10

    def reduce(self, point: Point) -> Point:
        """Return the representative of an index."""
        return tuple(i % self.modulus for i in point) if self.modulus else point

    def points(self) -> Iterable[Point]:
        """Yield every residue, or the box."""
        one = range(self.modulus) if self.modulus else range(-self.box, self.box + 1)
        if len(one) ** self.dimension > MOST_SAMPLES:
            raise Unmeasurable("the box has too many points")
        return product(one, repeat=self.dimension)


@dataclass(frozen=True, slots=True)
class Samples:
    """One signal: ``values`` where it has finitely many samples (all others are 0), else ``function``."""

    axes: Axes
    values: Mapping[Point, Value] | None
    function: Callable[[Point], Value] | None = None

    def at(self, point: Point) -> Value:
        """Return the sample at an index."""
        point = self.axes.reduce(point)
        if self.values is not None:
            return self.values.get(point, 0)
        if self.function is None:
            raise Unmeasurable("a signal has neither samples nor a formula")
        return self.function(point)

    def domain(self) -> Iterable[Point]:
        """Yield the points outside which the signal is 0, or the whole box."""
        return self.axes.points() if self.values is None else self.values

    def map(self, change: Callable[[Value], Value], *, keeps_zero: bool = True) -> Samples:
        """Apply a function to every sample."""
        if self.values is not None and keeps_zero:
            return Samples(self.axes, {i: change(v) for i, v in self.values.items()})
        return lazily(self.axes, lambda i: change(self.at(i)))


def lazily(axes: Axes, function: Callable[[Point], Value]) -> Samples:
    """Return a signal by its formula: evaluated everywhere at once on Z/N, remembered point by point on Z."""
    if axes.modulus:
        return Samples(axes, {i: function(i) for i in axes.points()})
    known: dict[Point, Value] = {}

    def remembered(point: Point) -> Value:
        if point not in known:
            known[point] = function(point)
        return known[point]

    return Samples(axes, None, remembered)


def window(x: Samples, w: Samples, direction: int, conj: bool, options: tuple[Point, Point, Point]) -> Samples:
    """Return n ↦ Σ_m x[s·n + direction·d·m − p]·w[m], with w conjugated for correlation."""
    s, d, p = options
    axes = x.axes
    factor = conjugate if conj else _same

    def index(n: Point, m: Point) -> Point:
        return tuple(s[i] * n[i] + direction * d[i] * m[i] - p[i] for i in range(axes.dimension))

    if x.values is None or w.values is None or axes.modulus:

        def sample(n: Point) -> Value:
            result: Value = 0
            for m in _meeting(x, w, n, direction, options) if w.values is None else w.values:
                v = w.at(m)
                if v:
                    result = result + x.at(index(n, m)) * factor(v)
            return result

        return lazily(axes, sample)
    if len(x.values) * len(w.values) > MOST_SAMPLES:
        raise Unmeasurable("a convolution has too many terms")
    found: dict[Point, Value] = {}
    for i, a in x.values.items():
        for m, b in w.values.items():
            scaled = tuple(i[j] - direction * d[j] * m[j] + p[j] for j in range(axes.dimension))
            if all(c % s[j] == 0 for j, c in enumerate(scaled)):
                n = tuple(c // s[j] for j, c in enumerate(scaled))
                found[n] = found.get(n, 0) + a * factor(b)
    return Samples(axes, found)


def _meeting(x: Samples, w: Samples, n: Point, direction: int, options: tuple[Point, Point, Point]) -> Iterable[Point]:
    """Yield the m for which x[s·n + direction·d·m − p] can be nonzero."""
    if x.values is None or x.axes.modulus:
        yield from w.axes.points()
        return
    s, d, p = options
    for i in x.values:
        offsets = tuple(i[j] - s[j] * n[j] + p[j] for j in range(len(n)))
        if all(c % d[j] == 0 for j, c in enumerate(offsets)):
            yield tuple(direction * (c // d[j]) for j, c in enumerate(offsets))


def _same(value: Value) -> Value:
    return value


def flip(f: Samples) -> Samples:
    """Return n ↦ f[−n]."""
    return _moved(f, lambda i: tuple(-c for c in i), lambda n: tuple(-c for c in n))


def shift(f: Samples, steps: Point) -> Samples:
    """Return n ↦ f[n − k]."""
    return _moved(
        f,
        lambda i: tuple(c + k for c, k in zip(i, steps, strict=True)),
        lambda n: tuple(c - k for c, k in zip(n, steps, strict=True)),
    )


def up(f: Samples, factors: Point) -> Samples:
    """Return the signal with f[n] at s·n and 0 elsewhere."""
    if f.values is not None:
        return Samples(f.axes, {tuple(c * s for c, s in zip(i, factors, strict=True)): v for i, v in f.values.items()})

    def sample(n: Point) -> Value:
        if any(c % s for c, s in zip(n, factors, strict=True)):
            return 0
        return f.at(tuple(c // s for c, s in zip(n, factors, strict=True)))

    return lazily(f.axes, sample)


def down(f: Samples, factors: Point) -> Samples:
    """Return n ↦ f[s·n]."""
    if f.values is None:
        return lazily(f.axes, lambda n: f.at(tuple(c * s for c, s in zip(n, factors, strict=True))))
    kept = {i: v for i, v in f.values.items() if not any(c % s for c, s in zip(i, factors, strict=True))}
    return Samples(f.axes, {tuple(c // s for c, s in zip(i, factors, strict=True)): v for i, v in kept.items()})


def _moved(f: Samples, to: Callable[[Point], Point], back: Callable[[Point], Point]) -> Samples:
    if f.values is None:
        return lazily(f.axes, lambda n: f.at(back(n)))
    return Samples(f.axes, {f.axes.reduce(to(i)): v for i, v in f.values.items()})


def outer(u: Samples, v: Samples) -> Samples:
    """Return (n, m) ↦ u[n]·v[m]."""
    axes = Axes(u.axes.dimension + v.axes.dimension, u.axes.modulus, u.axes.box)
    if u.values is not None and v.values is not None:
        return Samples(axes, {i + j: a * b for i, a in u.values.items() for j, b in v.values.items()})
    return lazily(axes, lambda n: u.at(n[: u.axes.dimension]) * v.at(n[u.axes.dimension :]))


def delta(axes: Axes) -> Samples:
    """Return the unit impulse."""
    return Samples(axes, {(0,) * axes.dimension: 1})


def step(axes: Axes) -> Samples:
    """Return the unit step, the product of steps in N-D."""
    return lazily(axes, lambda n: int(all(i >= 0 for i in n)))


def combined(parts: Iterable[Samples]) -> Samples:
    """Return the sum of signals, sample by sample."""
    signals = tuple(parts)
    axes = signals[0].axes
    found: dict[Point, Value] = {}
    for signal in signals:
        if signal.values is None:
            return lazily(axes, lambda n: _added(s.at(n) for s in signals))
        for i, v in signal.values.items():
            found[i] = found.get(i, 0) + v
    return Samples(axes, found)


def inner(f: Samples, g: Samples) -> Value:
    """Return Σ_n f[n]·conj(g[n])."""
    smaller = f if f.values is not None else g
    return _added(f.at(n) * conjugate(g.at(n)) for n in smaller.domain())


def fourier(f: Samples, sign: int) -> Samples:
    """Return k ↦ Σ_n f[n]·exp(sign·2πI·k·n/N), over N^d where the sign is +."""
    N, scale = f.axes.modulus, Fraction(1)
    if sign > 0:
        scale = Fraction(1, N**f.axes.dimension)

    def sample(k: Point) -> Value:
        turns = ((Fraction(sign * sum(a * b for a, b in zip(k, n, strict=True)) % N, N), v) for n, v in _items(f))
        return _added(v * root_of_unity(t) for t, v in turns) * scale

    return lazily(f.axes, sample)


def _items(f: Samples) -> Iterable[tuple[Point, Value]]:
    return ((n, f.at(n)) for n in f.domain())


def transform(f: Samples, kernel: Callable[[int], Value]) -> Value:
    """Return Σ_n f[n]·kernel(n) for a 1-D signal."""
    return _added(v * kernel(n[0]) for n, v in _items(f) if v)


def _added(values: Iterable[Value]) -> Value:
    result: Value = 0
    for value in values:
        result = result + value
    return result
