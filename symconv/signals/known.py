"""Signals that have samples: how they are added, scaled, reversed, and turned into arrays.

The functions take and return signals; they are one half of the methods of `Signal`, and
``signals.unknown`` is the other.

May import: ``errors``, ``exact``, ``signals.boxes``. NumPy is imported only in `to_array`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING, Any

import sympy
from sympy.polys.domains import QQ, QQ_I

from symconv.errors import SupportError
from symconv.exact.coefficients import Coefficients, unify
from symconv.exact.expressions import conjugate, to_sympy
from symconv.signals.boxes import check_result_size, places_in

if TYPE_CHECKING:
    import numpy as np

    from symconv.signals.signal import Signal

__all__ = ["add", "at", "conjugated", "flip", "scale", "shift", "to_array"]


def add(left: Signal, right: Signal) -> Signal:
    """Return the sum on the smallest box that holds both."""
    origin = tuple(map(min, left.origin, right.origin))
    shape = tuple([max(a, b) - start + 1 for a, b, start in zip(left.ends, right.ends, origin, strict=True)])
    check_result_size(shape)
    domain, parts = unify(left.samples.coefficients, right.samples.coefficients)
    total = [domain.zero] * prod(shape)
    for signal, elements in zip((left, right), parts, strict=True):
        for place, element in zip(places_in(signal.shape, signal.origin, shape, origin), elements, strict=True):
            total[place] += element
    return type(left).from_coefficients(
        Coefficients(domain, tuple(total)),
        shape,
        origin,
        complex_symbols=left.complex_symbols or right.complex_symbols,
    )


def at(signal: Signal, index: Sequence[Any]) -> Any:
    """Return the sample at integers, or one case for each sample that is not 0 at symbols."""
    if all(place.is_Integer for place in index):
        return _sample(signal, [int(place) for place in index])
    cases = [
        (value, sympy.And(*[sympy.Eq(place, fixed) for place, fixed in zip(index, position, strict=True)]))
        for position, value in signal.items()
        if value
    ]
    return sympy.Piecewise(*cases, (sympy.S.Zero, True))


def _sample(signal: Signal, index: Sequence[int]) -> Any:
    flat = 0
    for place, start, length in zip(index, signal.origin, signal.shape, strict=True):
        if not 0 <= place - start < length:
            return sympy.S.Zero
        flat = flat * length + place - start
    samples = signal.samples
    return to_sympy(Coefficients(samples.domain, (samples.elements[flat],)))[0]


def scale(signal: Signal, factor: Coefficients) -> Signal:
    """Return the signal times a scalar, a list of one coefficient."""
    domain, (elements, (number,)) = unify(signal.samples.coefficients, factor)
    return _with(signal, Coefficients(domain, tuple([element * number for element in elements])), signal.origin)


def flip(signal: Signal) -> Signal:
    """Return n ↦ x[−n]."""
    coefficients = signal.samples.coefficients
    reverse = Coefficients(coefficients.domain, coefficients.elements[::-1])
    return _with(signal, reverse, tuple([-end for end in signal.ends]))


def shift(signal: Signal, steps: tuple[int, ...]) -> Signal:
    """Return n ↦ x[n−k]."""
    origin = tuple([start + step for start, step in zip(signal.origin, steps, strict=True)])
    return _with(signal, signal.samples.coefficients, origin)


def conjugated(signal: Signal) -> Signal:
    """Return the complex conjugate."""
    conjugates = conjugate(signal.samples.coefficients, real_symbols=not signal.complex_symbols)
    return _with(signal, conjugates, signal.origin)


def to_array(signal: Signal, dtype: Any) -> np.ndarray[Any, Any]:
    """Return an array of floats, complex numbers, or SymPy objects; see `Signal.to_numpy`."""
    import numpy as np

    if dtype is None:
        dtype = np.float64 if signal.is_real else np.complex128
    array = np.empty(prod(signal.shape), dtype=dtype)
    array[:] = signal.flat_values if array.dtype.kind == "O" else _floats(signal, array.dtype.kind == "c")
    return array.reshape(signal.shape)


def _floats(signal: Signal, imaginary: bool) -> list[Any]:
    coefficients = signal.samples.coefficients
    try:
        if coefficients.domain == QQ:
            return [int(value.numerator) / int(value.denominator) for value in coefficients.elements]
        if coefficients.domain == QQ_I and imaginary:
            return [
                complex(int(z.x.numerator) / int(z.x.denominator), int(z.y.numerator) / int(z.y.denominator))
                for z in coefficients.elements
            ]
        return [complex(value) if imaginary else float(value) for value in to_sympy(coefficients)]
    except TypeError as error:
        raise SupportError(
            "converting a signal to floats: it has symbols or an imaginary part; use dtype=object or complex"
        ) from error
    except OverflowError as error:
        raise SupportError("converting a signal to floats: a sample is too large; use dtype=object") from error


def _with(signal: Signal, coefficients: Coefficients, origin: tuple[int, ...]) -> Signal:
    return type(signal).from_coefficients(coefficients, signal.shape, origin, complex_symbols=signal.complex_symbols)
