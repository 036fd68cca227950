"""The definition behind each task, as an `IndexedSum` in the words of a textbook.

May import: ``errors``, ``operations.tasks``, ``signals``. Must never compute the answer.
"""

from __future__ import annotations

from itertools import product as cartesian

import sympy

from symconv.exact.coefficients import coefficients_of
from symconv.operations.tasks import Convolution, Correlation, Deconvolution, Layer, LayerGradient
from symconv.signals import Signal
from symconv.signals.unknown import index_symbols, sum_symbols
from symconv.solving.affine import Affine
from symconv.solving.arithmetic import add
from symconv.solving.indexed_sum import Factor, IndexedSum
from symconv.solving.layer_formula import gradient_formula, layer_formula
from symconv.solving.problem import Problem

__all__ = ["folded", "formula", "index_names"]


def index_names(problem: Problem) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return names for the output index and for the index of summation, one per axis.

    They meet no other name of the problem. Those of unknown signals are the symbols of the result's formula.
    """
    if not all(signal.is_known for signal in problem.signals):
        free_symbols = index_symbols(*problem.signals)
        bound_symbols = sum_symbols(free_symbols, *problem.signals)
        return tuple(symbol.name for symbol in free_symbols), tuple(symbol.name for symbol in bound_symbols)
    if problem.ndim == 1:
        free = problem.fresh("n", "t", "i")
        bound = next(name for name in (problem.fresh("m", "k", "j"), problem.fresh("k", "j")) if name != free)
        return (free,), (bound,)
    if problem.ndim == 2:
        return (problem.fresh("i", "n_1"), problem.fresh("j", "n_2")), (
            problem.fresh("k", "m_1"),
            problem.fresh("l", "m_2"),
        )
    axes = range(1, problem.ndim + 1)
    return tuple(problem.fresh(f"n_{a}", f"p_{a}") for a in axes), tuple(
        problem.fresh(f"m_{a}", f"q_{a}") for a in axes
    )


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


def folded(name: str, signal: Signal, periods: tuple[int, ...]) -> tuple[str, Signal]:
    """Return name and samples of a signal folded onto one period; the same ones if it already lies there.

    The folded signal is x_N[n] = Σ_r x[n + rN], for n from 0 to N − 1 on every axis.
    """
    if not signal.is_known or all(
        o >= 0 and e < n for o, e, n in zip(signal.origin, signal.ends, periods, strict=True)
    ):
        return name, signal
    different = periods if len(set(periods)) > 1 else periods[:1]
    return f"{name}_{'x'.join(map(str, different))}", _fold(signal, periods)


def _pair(problem: Problem, task: Convolution | Correlation) -> IndexedSum:
    free, bound = index_names(problem)
    periods = problem.periods
    (x_name, h_name, output), x, h = problem.names, task.x, task.h
    if periods is not None:
        (x_name, x), (h_name, h) = folded(x_name, x, periods), folded(h_name, h, periods)
    still = tuple(Affine(((b, 1),)) for b in bound)
    if isinstance(task, Convolution):
        turned = tuple(Affine(((f, 1), (b, -1))) for f, b in zip(free, bound, strict=True))
        factors = (Factor(x_name, x, still, None, periods), Factor(h_name, h, turned, None, periods))
    elif task.convention == "numpy":
        moved = tuple(Affine(((f, 1), (b, 1))) for f, b in zip(free, bound, strict=True))
        factors = (Factor(x_name, x, moved, None, periods), Factor(h_name, h, still, _conjugate(h), periods))
    else:
        moved = tuple(Affine(((b, 1), (f, 1))) for f, b in zip(free, bound, strict=True))
        factors = (Factor(x_name, x, still, _conjugate(x), periods), Factor(h_name, h, moved, None, periods))
    if periods is not None:
        ranges = tuple(range(n) for n in periods)
    else:
        ranges = _support(factors, still) if x.is_known and h.is_known else ()
    return IndexedSum(output, free, bound, ranges, factors)


def _support(factors: tuple[Factor, ...], indices: tuple[Affine, ...]) -> tuple[range, ...]:
    """Return where the factor with these indices has samples."""
    signal = next(factor.signal for factor in factors if factor.indices == indices)
    return tuple(range(first, last + 1) for first, last in zip(signal.origin, signal.ends, strict=True))


def _conjugate(signal: Signal) -> Signal | None:
    """Return the conjugate of a complex signal; ``None`` for a real one, where it changes nothing."""
    return None if signal.is_real else signal.conj()


def _fold(signal: Signal, periods: tuple[int, ...]) -> Signal:
    sums: dict[tuple[int, ...], list[sympy.Expr]] = {place: [] for place in cartesian(*map(range, periods))}
    for place, value in signal.items():
        sums[tuple(index % n for index, n in zip(place, periods, strict=True))].append(value)
    samples = coefficients_of([add(values) for values in sums.values()])
    return Signal.from_coefficients(samples, periods, (0,) * signal.ndim, complex_symbols=signal.complex_symbols)
