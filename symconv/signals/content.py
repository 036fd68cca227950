"""What a signal is made of: exact samples on a box.

May import: ``exact``. Must never import NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

from symconv.exact.coefficients import Coefficients, equal

__all__ = ["Content", "Samples"]


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Exact samples on a box, the last axis running fastest."""

    coefficients: Coefficients
    """The samples and the SymPy domain that they live in, always the smallest one."""
    shape: tuple[int, ...]

    def __post_init__(self) -> None:
        if prod(self.shape) != len(self.coefficients.elements):
            raise ValueError(f"a box of shape {self.shape} does not hold {len(self.coefficients.elements)} samples")

    @property
    def domain(self) -> Any:
        """SymPy domain of the samples."""
        return self.coefficients.domain

    @property
    def elements(self) -> tuple[Any, ...]:
        """Elements of `domain`, in row-major order."""
        return self.coefficients.elements

    def __eq__(self, other: object) -> bool:
        """Equal shapes and, mathematically, equal samples."""
        if not isinstance(other, Samples):
            return NotImplemented
        return self.shape == other.shape and equal(self.coefficients, other.coefficients)

    def __hash__(self) -> int:
        return hash((self.shape, self.coefficients.hash_key()))


Content = Samples
