"""Convolution and cross-correlation: option checks, windows, and the formula of each.

May import: ``errors``, ``signals``, the rest of ``operations``.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import prod
from typing import TypeVar

from symconv.errors import ConventionError, SupportError
from symconv.exact.coefficients import Coefficients
from symconv.operations.family import WindowedSum
from symconv.operations.tasks import (
    CONVENTIONS,
    MODES,
    SAME_ALIGNMENTS,
    Convolution,
    Correlation,
    Mode,
    SameAlignment,
)
from symconv.operations.unknown import circular_formula, linear_formula
from symconv.operations.windows import box_window
from symconv.signals import Signal
from symconv.signals.boxes import check_result_size

__all__ = [
    "check_operands",
    "compute_convolution",
    "compute_correlation",
    "convolution_sum",
    "convolution_task",
    "convolve",
    "correlate",
    "correlation_sum",
    "correlation_task",
    "fold",
    "periods",
]

Kind = TypeVar("Kind", Convolution, Correlation)
Period = int | Sequence[int] | None


def convolve(x: Signal, h: Signal, *, mode: str = "full", same: str = "scipy", period: Period = None) -> Signal:
    """Return the convolution (x∗h)[n] = Σ_m x[m] h[n−m].

    Parameters
    ----------
    x, h : Signal
        With equally many axes; N and K samples on an axis.
    mode : {"full", "same", "valid"}
        ``full`` has N + K − 1 samples and starts at x.first + h.first; ``valid`` has max(N, K) − min(N, K) + 1
        and starts min(N, K) − 1 later; ``same`` is cut as ``same`` says.
    same : {"scipy", "numpy", "matlab"}
        Part of ``full`` that ``same`` keeps: N samples from ⌊(K−1)/2⌋, max(N, K) samples from
        ⌊(min(N, K)−1)/2⌋, or N samples from ⌊K/2⌋.
    period : int or sequence of int, optional
        Fold the result modulo this period, by true index; then it stands on 0 … period − 1.

    Returns
    -------
    Signal
        Never trimmed of zeros.

    Raises
    ------
    ConventionError
        If ``mode`` or ``same`` is unknown.
    SupportError
        If the axes differ in number, or ``period`` is not positive or stands beside a ``mode``.

    Examples
    --------
    >>> convolve(Signal([1, 2, 3]), Signal(["1/2", 1], first=-1)).values
    (1/2, 2, 7/2, 3)
    >>> convolve(Signal([1, 2, 3]), Signal([1, 1]), period=3).values
    (4, 3, 5)
    """
    return compute_convolution(convolution_task(x, h, mode=mode, same=same, period=period))


def correlate(
    x: Signal,
    h: Signal,
    *,
    mode: str = "full",
    convention: str = "numpy",
    same: str = "scipy",
    period: Period = None,
) -> Signal:
    """Return the cross-correlation (x⋆h)[n] = Σ_m x[n+m] conj(h[m]), indexed by the lag n.

    Parameters
    ----------
    x, h : Signal
        With equally many axes; N and K samples on an axis.
    mode : {"full", "same", "valid"}
        ``full`` has lags from x.first − h.last to x.last − h.first; ``valid`` (zero origins) has
        0 … N − K, or −(K − N) … 0 when K > N; ``same`` is cut as ``same`` says.
    convention : {"numpy", "wikipedia"}
        ``"wikipedia"`` is Σ_m conj(x[m]) h[m+n]: the first signal is conjugated and stays in place.
        It is ``correlate(h, x)`` of ``"numpy"``, its windows included.
    same : {"scipy", "numpy", "matlab"}
        As `scipy.signal.correlate`, `numpy.correlate` or MATLAB's ``filter2``.
    period : int or sequence of int, optional
        Fold the result modulo this period, by true index.

    Raises
    ------
    ConventionError
        If ``mode``, ``convention`` or ``same`` is unknown.
    SupportError
        If the axes differ in number, or ``period`` is not positive or stands beside a ``mode``.

    Examples
    --------
    >>> r = correlate(Signal([2, 1, 3, 5, 4]), Signal([1, -1]), mode="valid")
    >>> r.values, r.first
    ((1, -2, -2, 1), 0)
    """
    return compute_correlation(correlation_task(x, h, mode=mode, convention=convention, same=same, period=period))


def convolution_task(
    x: Signal, h: Signal, *, mode: str = "full", same: str = "scipy", period: Period = None
) -> Convolution:
    """Check the options of `convolve` and return the task."""
    check_operands(x, h)
    return Convolution(x, h, _checked_mode(mode), _checked_same(same), _checked_period(x.ndim, mode, period))


def correlation_task(
    x: Signal,
    h: Signal,
    *,
    mode: str = "full",
    convention: str = "numpy",
    same: str = "scipy",
    period: Period = None,
) -> Correlation:
    """Check the options of `correlate` and return the task."""
    if convention not in CONVENTIONS:
        raise ConventionError("convention", convention, CONVENTIONS)
    check_operands(x, h)
    return Correlation(
        x,
        h,
        _checked_mode(mode),
        convention,
        _checked_same(same),
        _checked_period(x.ndim, mode, period),
    )


def compute_convolution(task: Convolution) -> Signal:
    """Compute a convolution."""
    return _compute(convolution_sum(task), periods(task)) if _known(task) else _formula(task, compute_convolution)


def compute_correlation(task: Correlation) -> Signal:
    """Compute a cross-correlation."""
    return _compute(correlation_sum(task), periods(task)) if _known(task) else _formula(task, compute_correlation)


def convolution_sum(task: Convolution) -> WindowedSum:
    """Return a convolution as a member of the family: v is h reversed.

    A circular one has x folded to one period and extended by ``"wrap"``.
    """
    return _windowed_sum(task, task.x, task.h.flip(), correlation=False)


def correlation_sum(task: Correlation) -> WindowedSum:
    """Return a cross-correlation as a member of the family: v is the conjugated operand."""
    x, h = (task.x, task.h) if task.convention == "numpy" else (task.h, task.x)
    return _windowed_sum(task, x, h.conj(), correlation=True)


def periods(task: Convolution | Correlation) -> tuple[int, ...] | None:
    """Return the period of each axis, None when the task is not circular."""
    if task.period is None:
        return None
    return (task.period,) * task.x.ndim if isinstance(task.period, int) else task.period


def fold(x: Signal, period: tuple[int, ...]) -> Signal:
    """Return n ↦ Σ_k x[n + k·period] on 0 … period − 1, axis by axis.

    Examples
    --------
    >>> fold(Signal([1, 2, 3, 4], first=-1), (3,)).values
    (2, 3, 5)
    """
    check_result_size(period)
    places = [0]
    for start, length, n in zip(x.origin, x.shape, period, strict=True):
        places = [place * n + index % n for place in places for index in range(start, start + length)]
    domain = x.samples.domain
    total = [domain.zero] * prod(period)
    for place, element in zip(places, x.samples.elements, strict=True):
        total[place] += element
    return Signal.from_coefficients(
        Coefficients(domain, tuple(total)), period, (0,) * x.ndim, complex_symbols=x.complex_symbols
    )


def _windowed_sum(task: Convolution | Correlation, x: Signal, v: Signal, *, correlation: bool) -> WindowedSum:
    period = periods(task)
    if period is not None:
        return WindowedSum(fold(x, period), v, (0,) * x.ndim, period, boundary="wrap")
    offset, shape = box_window(x.shape, v.shape, task.mode, task.same, correlation=correlation)
    first = tuple([start - end + at for start, end, at in zip(x.origin, v.ends, offset, strict=True)])
    return WindowedSum(x, v, first, shape)


def _known(task: Convolution | Correlation) -> bool:
    return task.x.is_known and task.h.is_known


def _formula(task: Kind, function: Callable[[Kind], Signal]) -> Signal:
    def recompute(x: Signal, h: Signal) -> Signal:
        return function(replace(task, x=x, h=h))

    period = periods(task)
    return linear_formula(task, recompute) if period is None else circular_formula(task, period, recompute)


def _compute(windowed: WindowedSum, period: tuple[int, ...] | None) -> Signal:
    if period is not None and any(k > n for k, n in zip(windowed.v.shape, period, strict=True)):
        windowed = replace(windowed, v=fold(windowed.v, period))
    return windowed.compute()


def check_operands(x: Signal, h: Signal) -> None:
    """Refuse operands that are not signals, or not of equally many axes."""
    for operand in (x, h):
        if not isinstance(operand, Signal):
            raise TypeError(f"an operand is a Signal, not {type(operand).__name__}; wrap the samples: Signal([1, 2])")
    if x.ndim != h.ndim:
        raise SupportError(
            f"combining signals: the first has {x.ndim} axes, the second {h.ndim}; both must have equally many"
        )


def _checked_mode(mode: str) -> Mode:
    if mode not in MODES:
        raise ConventionError("mode", mode, MODES)
    return mode


def _checked_same(same: str) -> SameAlignment:
    if same not in SAME_ALIGNMENTS:
        raise ConventionError("same", same, SAME_ALIGNMENTS)
    return same


def _checked_period(axes: int, mode: str, period: Period) -> int | tuple[int, ...] | None:
    if period is None:
        return None
    try:
        lengths = tuple(map(operator.index, period if isinstance(period, Sequence) else (period,) * axes))
    except TypeError:
        raise SupportError(f"circular: period={period!r} must be a positive integer, or one per axis") from None
    if len(lengths) != axes:
        raise SupportError(f"circular: {len(lengths)} periods for {axes} axes; give one integer, or one per axis")
    for length in lengths:
        if length < 1:
            raise SupportError(f"circular: the period is {length}; it must be at least 1")
    if mode != "full":
        raise SupportError(f"circular: a result of period {period} has no mode {mode!r}; leave mode or period out")
    check_result_size(lengths)
    return lengths[0] if axes == 1 or len(set(lengths)) == 1 else lengths
