"""What a library call computes: an array, the formula behind it, and a second way to the same numbers.

May import: ``errors``, ``signals``, ``operations``, this package's signatures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

import sympy

from symconv.errors import LimitError, SupportError
from symconv.libraries.signature import Signature, signature
from symconv.operations import WindowedSum
from symconv.operations.layers import as_array
from symconv.operations.tasks import Boundary
from symconv.signals import Signal

__all__ = ["Arguments", "Emulation", "LibraryFunction", "array", "function", "windowed"]

MOST_DIRECT = 400_000
"""Most products that are summed one by one."""

Arguments = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Emulation:
    """The answer to a library call."""

    signal: Signal
    """From index 0, with the shape that the library returns."""
    formula: str
    """What it computes, with the names of the library's parameters."""
    direct: Callable[[], tuple[Any, ...]]
    """The same samples in row-major order, each product of the definition written out and added."""

    @property
    def values(self) -> Any:
        """Nested tuples of SymPy values."""
        return self.signal.values

    @property
    def shape(self) -> tuple[int, ...]:
        """Lengths of the array."""
        return self.signal.shape


@dataclass(frozen=True, slots=True)
class LibraryFunction:
    """One function of a library."""

    names: tuple[str, ...]
    """Its full name, then the other names under which the library offers it."""
    signature: Signature
    words: str
    """What it computes, in a sentence."""
    compute: Callable[[Arguments], Emulation]

    def __call__(self, *arguments: Any, **keywords: Any) -> Emulation:
        """Compute a call exactly."""
        return self.compute(self.signature.bind(arguments, keywords))


def function(names: str, parameters: str, words: str, compute: Callable[[Arguments], Emulation]) -> LibraryFunction:
    """Return an entry of the table; ``names`` is separated by blanks."""
    every = tuple(names.split())
    return LibraryFunction(every, signature(every[0], parameters), words, compute)


def array(value: Any, what: str, axes: int | None = None) -> Signal:
    """Return an operand as a signal from index 0, with so many axes if it must have them."""
    try:
        found = as_array(value, what)
    except TypeError as error:
        raise SupportError(f"{what} is no array of numbers") from error
    if axes is not None and found.ndim != axes:
        raise SupportError(f"{what} has {found.ndim} axes; {axes} {'is' if axes == 1 else 'are'} needed here")
    return found


def windowed(
    x: Signal,
    w: Signal,
    names: tuple[str, str],
    *,
    padding: tuple[int, ...],
    shape: tuple[int, ...],
    flip: bool = False,
    conjugate: bool = False,
    boundary: Boundary = "zero",
    constant: Signal | None = None,
) -> Emulation:
    """Return y[n] = Σ_m v[m] x̃[n + m − P] for n from 0, v the kernel as it is, reversed or conjugated.

    Examples
    --------
    >>> emulation = windowed(Signal([1, 2, 3]), Signal([1, 10]), ("a", "v"), padding=(1,), shape=(4,), flip=True)
    >>> emulation.values, emulation.formula
    ((1, 12, 23, 30), 'y[n] = Σ_m v[m] a[n − m], n = 0 … 3')
    """
    if any(length < 1 for length in shape):
        raise SupportError("the result would be empty")
    v = as_array(w.flip(), "the kernel") if flip else w
    v = v.conj() if conjugate else v
    total = WindowedSum(x, v, (0,) * x.ndim, shape, padding=padding, boundary=boundary, constant=constant)
    formula = _formula(names, w.shape, padding, shape, flip=flip, conjugate=conjugate and not w.is_real)
    if boundary != "zero":
        formula += f", {names[0]} continued by {boundary!r} padding"
    return Emulation(total.compute(), formula, lambda: _summed(total))


def _summed(total: WindowedSum) -> tuple[Any, ...]:
    """Return the samples of a sum, product by product: each product goes to the sample that it belongs to."""
    if prod(total.x.shape) * prod(total.v.shape) > MOST_DIRECT or prod(total.shape) > MOST_DIRECT:
        raise LimitError("summing one by one", "the number of products", limit=f"{MOST_DIRECT} products")
    if total.boundary != "zero":
        return tuple(
            sympy.expand(sum((term.weight * term.sample for term in total.terms(n)), sympy.S.Zero))
            for n in total.outputs()
        )
    found: dict[tuple[int, ...], Any] = dict.fromkeys(total.outputs(), Fraction(0))
    weights = [(m, _plain(weight)) for m, weight in total.v.items() if weight != 0]
    for place, sample in total.x.items():
        value = _plain(sample)
        for m, weight in weights:
            n = tuple(i - j + p for i, j, p in zip(place, m, total.padding, strict=True))
            if n in found:
                found[n] += weight * value
    return tuple(_symbolic(value) for value in found.values())


def _plain(value: Any) -> Any:
    return Fraction(int(value.p), int(value.q)) if value.is_Rational else value


def _symbolic(value: Any) -> Any:
    if isinstance(value, Fraction):
        return sympy.Rational(value.numerator, value.denominator)
    return sympy.expand(value)


def _formula(
    names: tuple[str, str],
    lengths: tuple[int, ...],
    padding: tuple[int, ...],
    shape: tuple[int, ...],
    *,
    flip: bool,
    conjugate: bool,
) -> str:
    several = len(lengths) > 1
    n = [f"n{axis + 1}" if several else "n" for axis in range(len(lengths))]
    m = [f"m{axis + 1}" if several else "m" for axis in range(len(lengths))]
    places = []
    for at, tap, k, p in zip(n, m, lengths, padding, strict=True):
        offset = k - 1 - p if flip else -p
        shift = f" {'+' if offset > 0 else '−'} {abs(offset)}" if offset else ""
        places.append(f"{at}{shift} − {tap}" if flip else f"{at} + {tap}{shift}")
    kernel = f"{names[1]}[{', '.join(m)}]"
    kernel = f"conj({kernel})" if conjugate else kernel
    ranges = ", ".join(f"{at} = 0 … {length - 1}" for at, length in zip(n, shape, strict=True))
    return f"y[{', '.join(n)}] = Σ_{','.join(m)} {kernel} {names[0]}[{', '.join(places)}], {ranges}"
