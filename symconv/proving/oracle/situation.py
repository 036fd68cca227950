"""What an oracle knows while it evaluates: the values of all names, and the samples that it has already found.

May import: this package's ``numbers`` and ``samples``. Must share nothing with ``symconv.logic``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from symconv.proving.oracle.numbers import Value
from symconv.proving.oracle.samples import Axes, Samples, Unmeasurable

__all__ = ["FUEL", "Measure", "Situation", "Trace"]

FUEL: Final = 200_000
"""How many samples one instance may look at."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One value for every name of a statement."""

    integers: dict[str, int]
    """Also holds the bound indices while a sum over them runs."""
    scalars: Mapping[str, Value]
    signals: Mapping[str, Samples]
    real: frozenset[str]
    """The names of the signals whose samples equal their conjugates."""
    omega: Fraction = Fraction(0)
    """The frequency, in turns: omega = 2π·turns."""
    modulus: int = 0
    box: int = 10
    fuel: list[int] = field(default_factory=lambda: [FUEL])
    """How many more samples may be looked at."""
    known: dict[tuple[object, ...], Samples] = field(default_factory=dict)

    def axes(self, dimension: int) -> Axes:
        """Return the index set of a signal of that dimension."""
        return Axes(dimension, self.modulus, self.box)

    def spend(self) -> None:
        """Count one evaluation and refuse when there were too many."""
        self.fuel[0] -= 1
        if self.fuel[0] < 0:
            raise Unmeasurable("too many samples")

    def frozen(self) -> Situation:
        """Return this situation with its present indices, for a formula that is evaluated later."""
        return replace(self, integers=dict(self.integers))

    def with_signal(self, name: str, samples: Samples) -> Situation:
        """Return this situation with another signal under a name."""
        return replace(self, integers=dict(self.integers), signals={**self.signals, name: samples}, known={})


Measure = Callable[[Situation], Value]
"""A number, once all names have values."""
Trace = Callable[[Situation], Samples]
"""A signal, once all names have values."""
