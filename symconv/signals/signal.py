"""`Signal`: exact samples on Z^d, zero outside their support, with an origin that is never lost.

May import: ``errors``, ``exact``, ``syntax``. NumPy is imported only in `Signal.to_numpy`.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

import sympy

from symconv.errors import SupportError
from symconv.exact.coefficients import Coefficients, narrow
from symconv.exact.expressions import has_symbols, is_real, to_sympy
from symconv.signals import known, unknown
from symconv.signals.boxes import MAX_SPELLED, bracketed, index_expression, nested, read_origin
from symconv.signals.content import Content, Formula, Samples, Support, Unknown
from symconv.signals.entries import read_samples

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Signal"]


@dataclass(frozen=True, slots=True, init=False)
class Signal:
    """A signal on Z^d that is zero outside a box, or unknown.

    Parameters
    ----------
    entries : nested list, tuple, or NumPy array
        Samples as int, str (``"1/3"``, ``"a+b/2"``), Fraction, Decimal, float, complex, NumPy scalar
        or SymPy expression. A float means its decimal text, and `notes` says so.
        At most 1,048,576 samples (2**20) on at most 8 axes.
    first : int or sequence of int, optional
        Index of the first sample, one per axis; 0 if not given.
    complex : bool, optional
        Whether symbols stand for complex numbers. By default they are real.

    Raises
    ------
    SupportError
        If there are no samples, rows differ in length, ``first`` does not fit, or ``complex=False``
        contradicts an imaginary entry.
    LimitError
        If there are too many samples.
    SignalError
        If an entry is NaN, infinite or no number.

    Examples
    --------
    >>> h = Signal(["1/2", "-1"], first=-1)
    >>> h[-1], h[0], h[7]
    (1/2, -1, 0)
    >>> h.values, h.first, h.last
    ((1/2, -1), -1, 0)
    """

    content: Content
    """Samples, or what is known instead of them."""
    origin: tuple[int, ...]
    """Index of the first sample, one per axis."""
    complex_symbols: bool
    """Whether the symbols in it, if there are any, stand for complex numbers."""
    notes: tuple[str, ...] = field(compare=False)
    """What a reader should know about how the entries were read: ``"0.1 was read as 1/10"``."""

    def __init__(
        self,
        entries: object,
        first: int | Sequence[int] | None = None,
        complex: bool | None = None,
    ) -> None:
        read = read_samples(entries)
        _fill(self, read.samples, read_origin(first, len(read.samples.shape)), complex is True, read.notes)
        if complex is False and not self.is_real:
            raise SupportError("reading a signal: declared real, but it has an imaginary part; leave complex=False out")

    @classmethod
    def from_coefficients(
        cls,
        coefficients: Coefficients,
        shape: tuple[int, ...],
        origin: tuple[int, ...],
        *,
        complex_symbols: bool = False,
        notes: tuple[str, ...] = (),
    ) -> Signal:
        """Return the signal with these samples in row-major order."""
        signal = cls.__new__(cls)
        samples = Samples(narrow(coefficients.domain, coefficients.elements), shape)
        _fill(signal, samples, origin, complex_symbols, notes)
        return signal

    @classmethod
    def from_text(cls, text: str, *, complex: bool | None = None, source: str = "") -> Signal:
        """Return the signal that a text spells; an underscore marks the sample at n = 0.

        Parameters
        ----------
        text : str
            ``"[2, 1, 3]"``, ``"1/2, _1, a"``, ``"[[1, 2], [3, 4]]"``.
        complex : bool, optional
            Whether symbols stand for complex numbers.
        source : str
            Where the text came from, for messages.

        Raises
        ------
        ParseError
            If the text is not in the language; it knows the place.
        LimitError
            If it has too many characters, samples or digits.
        SupportError
            If rows differ in length.

        Examples
        --------
        >>> Signal.from_text("1/2, _1, a")
        Signal([1/2, 1, a], first=-1)
        """
        from symconv.signals.text import entries_of_text  # the parser is not needed for samples

        entries, first = entries_of_text(text, source)
        return cls(entries, first, complex)

    @classmethod
    def symbol(cls, name: str, length: Any = None, *, axes: int | None = None, complex: bool = False) -> Signal:
        """Return an unknown signal.

        Parameters
        ----------
        name : str
            As it is written in formulas: a letter, then letters, digits and underscores.
        length : int, str or SymPy expression, or a tuple of these, optional
            The signal is zero outside 0 … length − 1. Without it, it may be infinite in both directions.
        axes : int, optional
            Number of axes where ``length`` does not say it; 1 if not given.
        complex : bool
            Whether the samples are complex numbers.

        Examples
        --------
        >>> f = Signal.symbol("f", length="N")
        >>> f.at(sympy.Symbol("n")), f.at(-1)
        (f[n], 0)
        >>> f.support
        Support(lower=(0,), upper=(N - 1,))
        """
        signal = cls.__new__(cls)
        content = unknown.named(name, length, axes)
        _fill(signal, content, (0,) * len(content.lengths), complex)
        return signal

    @classmethod
    def from_formula(cls, formula: Formula, *, complex_symbols: bool = False) -> Signal:
        """Return the signal that a formula describes."""
        signal = cls.__new__(cls)
        _fill(signal, formula, (0,) * len(formula.indices), complex_symbols)
        return signal

    @property
    def is_known(self) -> bool:
        """Whether the signal has samples; otherwise it is unknown, or a formula made of unknown signals."""
        return isinstance(self.content, Samples)

    @property
    def samples(self) -> Samples:
        """The samples; a SupportError for a signal that is unknown."""
        if not isinstance(self.content, Samples):
            raise SupportError(
                "asking for samples: the signal is unknown; use at(n), or subs to put in a signal that has some"
            )
        return self.content

    @property
    def support(self) -> Support:
        """Box outside which the signal is zero: SymPy bounds per axis, both included, for unknown signals too."""
        if isinstance(self.content, Samples):
            return Support(tuple(map(sympy.Integer, self.origin)), tuple(map(sympy.Integer, self.ends)))
        return self.content.support

    @property
    def is_real(self) -> bool:
        """Whether the signal is real: it has no imaginary part, symbols being what they were declared to be."""
        if not isinstance(self.content, Samples):
            return not self.complex_symbols
        return is_real(self.samples.coefficients, real_symbols=not self.complex_symbols)

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of samples per axis."""
        return self.samples.shape

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self.origin)

    @property
    def first(self) -> Any:
        """Index of the first sample: int in 1-D, else a tuple. A SymPy bound where the signal is unknown."""
        first = self.origin if self.is_known else self.support.lower
        return first[0] if self.ndim == 1 else first

    @property
    def last(self) -> Any:
        """Index of the last sample, inclusive: int in 1-D, else a tuple. A SymPy bound where the signal is unknown."""
        last = self.ends if self.is_known else self.support.upper
        return last[0] if self.ndim == 1 else last

    @property
    def ends(self) -> tuple[int, ...]:
        """Index of the last sample, inclusive, always a tuple."""
        return tuple([start + length - 1 for start, length in zip(self.origin, self.shape, strict=True)])

    @property
    def values(self) -> Any:
        """The samples as nested tuples of SymPy values."""
        return nested(to_sympy(self.samples.coefficients), self.shape)

    @property
    def flat_values(self) -> tuple[Any, ...]:
        """The samples as SymPy values in row-major order."""
        return to_sympy(self.samples.coefficients)

    def __repr__(self) -> str:
        if not self.is_known:
            return f"Signal({self.to_sympy()})"
        origin = "" if not any(self.origin) else f", first={self.first}"
        if prod(self.shape) > MAX_SPELLED:
            return f"Signal(<{'×'.join(map(str, self.shape))} samples>{origin})"
        return f"Signal({bracketed(self.values)}{origin})"

    def __getitem__(self, index: Any) -> Any:
        """Return the sample at an index, one integer per axis; 0 outside the support."""
        return self.at(*index) if isinstance(index, tuple) else self.at(index)

    def at(self, *index: Any) -> Any:
        """Return the sample at integer indices (int or SymPy Integer), or an expression at symbolic ones.

        Examples
        --------
        >>> Signal([2, 3]).at(sympy.Integer(1))
        3
        >>> Signal([2, 3]).at(sympy.Symbol("n"))
        Piecewise((2, Eq(n, 0)), (3, Eq(n, 1)), (0, True))
        """
        if len(index) != self.ndim:
            raise SupportError(f"indexing a signal: {len(index)} indices for {self.ndim} axes; give one per axis")
        places = [index_expression(place) for place in index]
        return known.at(self, places) if isinstance(self.content, Samples) else self.content.at(places)

    def subs(self, signals: Mapping[Signal | str, Signal]) -> Signal:
        """Put signals in for unknown ones, given as signals or by name, and compute the rest again.

        A signal of length N determines N everywhere.

        Examples
        --------
        >>> f = Signal.symbol("f")
        >>> (2 * f.flip()).subs({f: Signal([1, 3])}).values
        (6, 2)
        """
        return unknown.substitute((self,), signals)[0]

    def items(self) -> Iterator[tuple[tuple[int, ...], Any]]:
        """Yield every index of the support and the SymPy value there, in row-major order."""
        ranges = [range(start, start + length) for start, length in zip(self.origin, self.shape, strict=True)]
        return zip(product(*ranges), self.flat_values, strict=True)

    def __add__(self, other: Signal) -> Signal:
        """Add sample by sample; the support is the smallest box that holds both."""
        if not isinstance(other, Signal):
            return NotImplemented
        if self.ndim != other.ndim:
            raise SupportError(f"adding signals: {self.ndim} and {other.ndim} axes; both must have equally many")
        return known.add(self, other) if self.is_known and other.is_known else unknown.add(self, other)

    def __sub__(self, other: Signal) -> Signal:
        """Subtract sample by sample."""
        return self + (-other) if isinstance(other, Signal) else NotImplemented

    def __neg__(self) -> Signal:
        """Change every sign."""
        return self * -1

    def __mul__(self, scalar: object) -> Signal:
        """Multiply every sample by a scalar; for the product of signals say `convolve`."""
        if isinstance(scalar, Signal):
            raise TypeError("signal * signal could mean two things; use convolve(x, h) for the convolution")
        factor = read_samples([scalar]).samples
        if factor.shape != (1,):
            raise TypeError("a signal is multiplied by one scalar, not by a list or an array")
        if self.is_known:
            return known.scale(self, factor.coefficients)
        return unknown.scale(self, to_sympy(factor.coefficients)[0])

    __rmul__ = __mul__
    __array_ufunc__ = None  # NumPy's scalars and arrays leave the product to us
    __iter__ = None  # there is a sample at every integer, so a loop would never end

    def flip(self) -> Signal:
        """Return n ↦ x[−n]: time reversal, on every axis.

        Examples
        --------
        >>> Signal([1, 2, 3]).flip().first
        -2
        """
        return known.flip(self) if self.is_known else unknown.flip(self)

    def shift(self, *steps: int) -> Signal:
        """Return n ↦ x[n−k], one integer per axis."""
        if len(steps) != self.ndim:
            raise SupportError(f"shifting a signal: {len(steps)} steps for {self.ndim} axes; give one per axis")
        moved = tuple(map(operator.index, steps))
        return known.shift(self, moved) if self.is_known else unknown.shift(self, moved)

    def conj(self) -> Signal:
        """Return the complex conjugate.

        Examples
        --------
        >>> Signal([1 + 2j, "a"]).conj().values
        (1 - 2*I, a)
        """
        if self.is_known:
            return known.conjugated(self)
        return self if self.is_real else unknown.conjugated(self)

    def to_numpy(self, dtype: Any = None) -> np.ndarray[Any, Any]:
        """Return an array of floats (complex numbers if not real), or of SymPy objects with ``dtype=object``.

        Examples
        --------
        >>> Signal(["1/2", 3]).to_numpy().tolist()
        [0.5, 3.0]
        """
        return known.to_array(self, dtype)

    def to_sympy(self) -> Any:
        """Return the samples as a SymPy ``Array``, or the expression in n that an unknown signal is.

        Examples
        --------
        >>> Signal.symbol("f").shift(2).to_sympy()
        f[n - 2]
        """
        if isinstance(self.content, Formula):
            return self.content.expression
        if isinstance(self.content, Unknown):
            return self.content.at(unknown.index_symbols(self))
        return sympy.Array(self.flat_values, self.shape)


def _fill(
    signal: Signal, content: Content, origin: tuple[int, ...], complex_symbols: bool, notes: tuple[str, ...] = ()
) -> None:
    """Set the fields of a new signal.

    ``complex_symbols`` is dropped where it says nothing, so that it never tells equal signals apart.
    """
    fields = {
        "content": content,
        "origin": origin,
        "complex_symbols": complex_symbols and (not isinstance(content, Samples) or has_symbols(content.coefficients)),
        "notes": notes,
    }
    for name, value in fields.items():
        object.__setattr__(signal, name, value)
