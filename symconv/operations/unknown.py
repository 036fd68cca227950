"""Sums over unknown signals: the same formulas, with the limits that the supports imply.

A sum whose range is empty must be 0. SymPy reads a range that ends two or more before it
starts as a sum with the opposite sign (M. Karr, Summation in finite terms, Journal of the
ACM 28 (1981), section 1.4), so an upper limit that could fall below that is held at one less
than the lower limit.

May import: ``errors``, ``exact``, ``signals``, the rest of ``operations``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sympy

from symconv.errors import LimitError, SupportError, UnsupportedProblemError
from symconv.exact.expressions import conjugate_expression
from symconv.operations.tasks import Convolution, Correlation
from symconv.signals import Formula, Signal, Support
from symconv.signals.unknown import index_symbols, sum_symbols

__all__ = [
    "MAX_WRITTEN",
    "Factor",
    "circular_formula",
    "common_limits",
    "linear_formula",
    "solved_limits",
    "sum_of_products",
]

MAX_WRITTEN = 4_096
"""Most samples of a known signal that are written out beside an unknown one."""


@dataclass(frozen=True, slots=True)
class Factor:
    """A signal under the sum at the index slope·m + offset, the slope ±1, modulo ``period`` where there is one."""

    signal: Signal
    slope: tuple[int, ...]
    offset: tuple[Any, ...]
    conjugated: bool = False
    period: tuple[int, ...] | None = None

    def at(self, m: Sequence[Any], *, inside: bool = False) -> Any:
        """Return the factor for a value of m; ``inside`` says that m is known to lie within its limits."""
        index = [slope * tap + offset for slope, tap, offset in zip(self.slope, m, self.offset, strict=True)]
        if self.period is not None:
            index = [sympy.Mod(place, length) for place, length in zip(index, self.period, strict=True)]
        content = self.signal.content
        value = content.inside(index) if inside and isinstance(content, Formula) else self.signal.at(*index)
        return conjugate_expression(value, real_symbols=False) if self.conjugated and not self.signal.is_real else value

    def limits(self, axis: int) -> tuple[Any, Any]:
        """Return the bounds of m on one axis that its support implies."""
        if self.period is not None:
            return -sympy.oo, sympy.oo
        low, high = self.signal.support.lower[axis], self.signal.support.upper[axis]
        return solved_limits(low, high, self.slope[axis], self.offset[axis])


def solved_limits(low: Any, high: Any, slope: int, offset: Any) -> tuple[Any, Any]:
    """Return the integers m with low ≤ slope·m + offset ≤ high, as the least and the greatest of them."""
    if slope < 0:
        low, high = -high, -low
        slope, offset = -slope, -offset
    first, last = _difference(low, offset), _difference(high, offset)
    return (first, last) if slope == 1 else (sympy.ceiling(first / slope), sympy.floor(last / slope))


def common_limits(left: tuple[Any, Any], right: tuple[Any, Any]) -> tuple[Any, Any]:
    """Return the limits that two ranges have in common; where they do not meet, those of a range without elements."""
    low, high = sympy.Max(left[0], right[0]), sympy.Min(left[1], right[1])
    bounded_by_one = sympy.oo in (left[1], right[1]) or -sympy.oo in (left[0], right[0])
    return low, high if bounded_by_one else sympy.Max(high, low - 1)


def sum_of_products(
    left: Factor,
    right: Factor,
    indices: tuple[Any, ...],
    support: Support,
    operands: tuple[Signal, ...],
    recompute: Callable[..., Signal],
    *,
    is_cut: bool,
) -> Signal:
    """Return n ↦ Σ_m left·right as a signal; a factor with samples is written out.

    Parameters
    ----------
    left, right : Factor
        Their offsets are expressions in ``indices``.
    indices : tuple of Symbol
        n, one symbol per axis.
    support : Support
        Of the result.
    operands : tuple of Signal
        What the result is computed from.
    recompute : callable
        Computes the result from other operands.
    is_cut : bool
        Whether the sum may be different from 0 outside the support.
    """
    if left.signal.is_known or right.signal.is_known:
        expression = _written_out(left, right)
    else:
        sums = sum_symbols(indices, left.signal, right.signal)
        ranges = [(m, *common_limits(left.limits(axis), right.limits(axis))) for axis, m in enumerate(sums)]
        inside = [factor.at(sums, inside=factor.period is None) for factor in (left, right)]
        expression = sympy.Sum(sympy.Mul(*inside), *ranges)
    complex_symbols = not (left.signal.is_real and right.signal.is_real)
    return Signal.from_formula(
        Formula(expression, indices, support, operands, recompute, is_cut), complex_symbols=complex_symbols
    )


def linear_formula(task: Convolution | Correlation, recompute: Callable[..., Signal]) -> Signal:
    """Return a convolution or correlation of which at least one operand is unknown."""
    n = index_symbols(task.x, task.h)
    ones, zeros = (1,) * len(n), (0,) * len(n)
    if isinstance(task, Convolution):
        factors = Factor(task.x, ones, zeros), Factor(task.h, (-1,) * len(n), n)
        x, v = task.x.support, task.h.flip().support
    else:
        moving, still = (task.x, task.h) if task.convention == "numpy" else (task.h, task.x)
        factors = Factor(moving, ones, n), Factor(still, ones, zeros, conjugated=True)
        x, v = moving.support, still.support
    cut = task.mode != "full"
    return sum_of_products(*factors, n, _window(task, x, v), (task.x, task.h), recompute, is_cut=cut)


def circular_formula(
    task: Convolution | Correlation, period: tuple[int, ...], recompute: Callable[..., Signal]
) -> Signal:
    """Return a circular convolution or correlation of which at least one operand is unknown.

    Both operands must be known to fit into one period.
    """
    for signal in (task.x, task.h):
        for low, high, length in zip(signal.support.lower, signal.support.upper, period, strict=True):
            if sympy.And(low >= 0, high < length) is not sympy.true:  # undecided is not enough
                raise UnsupportedProblemError(
                    f"circular: an unknown signal on {low} … {high} cannot be folded modulo {length}; "
                    f"give it a length of at most {length}"
                )
    n = index_symbols(task.x, task.h)
    ones, zeros = (1,) * len(n), (0,) * len(n)
    minus_n = tuple([-index for index in n])
    if isinstance(task, Convolution):
        still, moving = (task.h, task.x) if task.h.is_known else (task.x, task.h)
        factors = Factor(still, ones, zeros), Factor(moving, (-1,) * len(n), n, period=period)
    else:
        x, h = (task.x, task.h) if task.convention == "numpy" else (task.h, task.x)
        if x.is_known:  # the known signal stays where it is, so that its samples can be written out
            factors = Factor(x, ones, zeros), Factor(h, ones, minus_n, conjugated=True, period=period)
        else:
            factors = Factor(x, ones, n, period=period), Factor(h, ones, zeros, conjugated=True)
    support = Support(tuple(map(sympy.Integer, zeros)), tuple([sympy.Integer(length - 1) for length in period]))
    return sum_of_products(*factors, n, support, (task.x, task.h), recompute, is_cut=True)


def _written_out(left: Factor, right: Factor) -> Any:
    known, other = (left, right) if left.signal.is_known else (right, left)
    if len(known.signal.samples.elements) > MAX_WRITTEN:
        raise LimitError(
            "writing out a sum with an unknown signal",
            f"{len(known.signal.samples.elements)} samples",
            limit=f"{MAX_WRITTEN} samples",
        )
    signal = known.signal.conj() if known.conjugated else known.signal
    terms = []
    for index, value in signal.items():
        if value:
            m = [slope * (at - offset) for slope, at, offset in zip(known.slope, index, known.offset, strict=True)]
            terms.append(value * other.at(m))
    return sympy.Add(*terms)


def _window(task: Convolution | Correlation, x: Support, v: Support) -> Support:
    """Return the support of the result: the window of ``full`` that the mode keeps, with symbolic lengths."""
    axes = list(zip(x.lower, x.upper, v.lower, v.upper, strict=True))
    if task.mode == "full":
        return Support(
            tuple([_difference(low, other) for low, _, _, other in axes]),
            tuple([_difference(high, other) for _, high, other, _ in axes]),
        )
    if any(bound.is_infinite for axis in axes for bound in axis):
        raise SupportError(
            f"mode {task.mode!r} needs the lengths of both signals; give the unknown ones a length, or use mode 'full'"
        )
    correlation = isinstance(task, Correlation)
    windows = [
        _axis_window(high - low + 1, top - bottom + 1, task, correlation=correlation) for low, high, bottom, top in axes
    ]
    lower = [low - top + offset for (low, _, _, top), (offset, _) in zip(axes, windows, strict=True)]
    upper = [start + length - 1 for start, (_, length) in zip(lower, windows, strict=True)]
    return Support(tuple(lower), tuple(upper))


def _axis_window(n: Any, k: Any, task: Convolution | Correlation, *, correlation: bool) -> tuple[Any, Any]:
    """Return (offset into full, length), as `windows.axis_window` does for numbers."""
    shorter, longer = sympy.Min(n, k), sympy.Max(n, k)
    match task.mode, task.same:
        case "valid", _:
            return shorter - 1, longer - shorter + 1
        case _, "scipy":
            return sympy.floor((k - 1) / 2), n
        case _, "matlab":
            return sympy.floor(k / 2), n
        case _:
            swapped = sympy.floor(n / 2) if correlation else sympy.floor((n - 1) / 2)
            offset = swapped if n == k else sympy.Piecewise((sympy.floor((k - 1) / 2), n >= k), (swapped, True))
            return offset, longer


def _difference(bound: Any, other: Any) -> Any:
    """Return bound − other; SymPy would keep ``oo - n`` as it stands."""
    if bound.is_infinite:
        return bound
    return -other if getattr(other, "is_infinite", False) else bound - other
