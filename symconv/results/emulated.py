"""`Emulated`: a library call, computed exactly, with the formula behind it.

May import: ``libraries``; ``document`` inside functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from symconv.libraries import Emulation, full_name, library_function
from symconv.results.printable import Printable
from symconv.results.record import signal_record
from symconv.signals import Signal

if TYPE_CHECKING:
    from symconv.document.blocks import Document

__all__ = ["Emulated"]


@dataclass(frozen=True)
class Emulated(Printable):
    """What `symconv.emulate` returns.

    Examples
    --------
    >>> import symconv
    >>> result = symconv.emulate("numpy.correlate", [1, 2, 3], [1, "1/2"], "full")
    >>> result.values, result.formula
    ((1/2, 2, 7/2, 3), 'y[n] = Σ_m v[m] a[n + m − 1], n = 0 … 3')
    """

    function: str
    """The full name of the function."""
    found: Emulation

    def __repr__(self) -> str:
        return f"Emulated({self.function}: {self.signal!r})"

    @property
    def signal(self) -> Signal:
        """The answer, from index 0."""
        return self.found.signal

    @property
    def values(self) -> Any:
        """The answer as nested tuples of SymPy values."""
        return self.found.values

    @property
    def shape(self) -> tuple[int, ...]:
        """Its lengths, as the library has them."""
        return self.found.shape

    @property
    def formula(self) -> str:
        """What is computed, with the names of the library's parameters."""
        return self.found.formula

    @property
    def words(self) -> str:
        """What the function does, in a sentence."""
        function = library_function(full_name(self.function))
        return function.words if function is not None else ""

    @cached_property
    def document(self) -> Document:
        """The document that people read."""
        from symconv.document.emulated import emulated_document

        return emulated_document(self.function, self.words, self.formula, self.signal)

    def to_dict(self) -> dict[str, Any]:
        """Return the record that programs read, ready for JSON."""
        record = signal_record(self.signal)
        return {
            "function": self.function,
            "formula": self.formula,
            "shape": record["shape"],
            "values": record["values"],
        }
