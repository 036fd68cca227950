"""The definition behind each task, as an `IndexedSum` in the words of a textbook.

May import: ``errors``, ``operations.tasks``, ``signals``. Must never compute the answer.
"""

from __future__ import annotations

from itertools import product as cartesian

import sympy

from symconv.exact.coefficients import coefficients_of
from symconv.operations.tasks import Convolution, Correlation, Deconvolution, Layer, LayerGradient
from symconv.signals import Signal
from symconv.solving.affine import Affine
from symconv.solving.arithmetic import add
from symconv.solving.indexed_sum import Factor, IndexedSum
from symconv.solving.layer_formula import gradient_formula, layer_formula
from symconv.solving.problem import Problem

__all__ = ["folded", "formula", "index_names"]


def index_names(problem: Problem) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return names for the output index and for the index of summation, one per axis.

    They meet no other name of the problem.
    """
    if problem.ndim == 1:
        free = problem.fresh("n", "t", "i")
        bound = next(name for name in (problem.fresh("m", "k", "j"), problem.fresh("k", "j")) if name != free)
        return (free,), (bound,)
    if problem.ndim == 2:
        return (problem.fresh("i", "n_1"), problem.fresh("j", "n_2")), (problem.fresh("k", "m_1"), problem.fresh("l", "m_2"))
    axes = range(1, problem.ndim + 1)
    return tuple(problem.fresh(f"n_{a}", f"p_{a}") for a in axes), tuple(problem.fresh(f"m_{a}", f"q_{a}") for a in axes)


def formula(problem: Problem) -> IndexedSum:
    """Return the sum that defines one sample of the answer."""
    task = problem.task
    match task:
        case Convolution() | Correlation():
            return _pair(problem, task)
        case Layer():
            return layer_formula(problem, task)
        case LayerGradient():
            return gradient_formula(problem, task)
        case Deconvolution():
            raise TypeError("a deconvolution is no sum; it is worked out by division")


def folded(name: str, signal: Signal, period: int) -> tuple[str, Signal]:
    """Return name and samples of a signal folded onto 0..period−1; the same ones if it already lies there.

    The folded signal is x_N[n] = Σ_r x[n + rN].
    """
    if all(o >= 0 and o + length <= period for o, length in zip(signal.origin, signal.shape, strict=True)):
        return name, signal
    return f"{name}_{period}", _fold(signal, period)


def _pair(problem: Problem, task: Convolution | Correlation) -> IndexedSum:
    free, bound = index_names(problem)
    ones, period = (1,) * problem.ndim, task.period
    (x_name, h_name, output), x, h = problem.names, task.x, task.h
    if period is not None:
        (x_name, x), (h_name, h) = folded(x_name, x, period), folded(h_name, h, period)
    slid = tuple(Affine(((b, 1),)) for b in bound)
    if isinstance(task, Convolution):
        turned = tuple(Affine(((f, 1), (b, -1))) for f, b in zip(free, bound, strict=True))
        factors = (Factor(x_name, x, slid, None, period), Factor(h_name, h, turned, None, period))
    elif task.convention == "numpy":
        moved = tuple(Affine(((f, 1), (b, 1))) for f, b in zip(free, bound, strict=True))
        factors = (Factor(x_name, x, moved, None, period), Factor(h_name, h, slid, _conjugate(h), period))
    else:
        moved = tuple(Affine(((b, 1), (f, 1))) for f, b in zip(free, bound, strict=True))
        factors = (Factor(x_name, x, slid, _conjugate(x), period), Factor(h_name, h, moved, None, period))
    still = next(factor for factor in factors if factor.indices == slid)
    ranges = (
        tuple(range(period) for _ in ones)
        if period is not None
        else tuple(range(o, o + k) for o, k in zip(still.signal.origin, still.signal.shape, strict=True))
    )
    return IndexedSum(output, free, bound, ranges, factors)


def _conjugate(signal: Signal) -> Signal | None:
    """Return the conjugate of a complex signal; ``None`` for a real one, where it changes nothing."""
    return None if signal.is_real else signal.conj()


def _fold(signal: Signal, period: int) -> Signal:
    shape = (period,) * signal.ndim
    sums: dict[tuple[int, ...], list[sympy.Expr]] = {place: [] for place in cartesian(*map(range, shape))}
    for place, value in signal.items():
        sums[tuple(index % period for index in place)].append(value)
    samples = coefficients_of([add(values) for values in sums.values()])
    return Signal.from_coefficients(samples, shape, (0,) * signal.ndim, complex_symbols=signal.complex_symbols)
