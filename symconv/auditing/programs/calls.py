"""A call in a program: which function, with which arguments, and how these are read.

May import: ``libraries`` for parameter lists, this package's objects.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from symconv.auditing.programs.budget import Budget
from symconv.auditing.programs.elementwise import as_tensor
from symconv.auditing.programs.objects import DTYPES, Tensor
from symconv.auditing.values import Unread
from symconv.errors import SymconvError
from symconv.libraries.signature import signature

__all__ = ["Call", "Entry", "axes_of", "dtype_named", "lengths", "whole"]

WITHOUT_MEANING: Final = ("device", "requires_grad", "name", "pin_memory", "copy", "order", "memory_format")
"""Arguments that change no value."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a library function; a method has its owner as the first argument."""

    name: str
    arguments: tuple[Any, ...]
    keywords: dict[str, Any]
    budget: Budget

    @property
    def library(self) -> str:
        """The library that answers."""
        for value in self.arguments:
            if isinstance(value, Tensor):
                return value.library
        head = self.name.split(".")[0]
        return head if head in ("torch", "tensorflow", "jax") else "numpy"

    def bind(self, parameters: str) -> list[Any]:
        """Return the arguments in the order of a parameter list."""
        keywords = {key: value for key, value in self.keywords.items() if key not in WITHOUT_MEANING}
        try:
            return list(signature(self.name, parameters).bind(self.arguments, keywords).values())
        except SymconvError as error:
            raise Unread(f"a call that is not read: {error}") from error

    def tensor(self, value: Any) -> Tensor:
        """Return an argument as an array."""
        return as_tensor(value, self.library)

    def result(self, tensor: Tensor) -> Any:
        """Return an array; NumPy makes a number of one without axes."""
        if not tensor.array.shape and tensor.library == "numpy":
            return tensor.array.entries[0]
        return tensor


Entry = tuple[str, Callable[[Call], Any]]
"""Full names, separated by blanks, and what they compute."""


def whole(value: Any) -> int:
    """Return an argument that must be an integer."""
    if isinstance(value, Tensor) and not value.array.shape:
        value = value.array.entries[0]
    if isinstance(value, int):
        return int(value)
    raise Unread("an integer is needed there")


def lengths(value: Any) -> tuple[int, ...]:
    """Return a shape: one integer, or several."""
    if isinstance(value, Tensor) and value.array.shape:
        value = list(value.array.entries)
    if isinstance(value, list | tuple):
        return tuple(whole(entry) for entry in value)
    return (whole(value),)


def axes_of(value: Any) -> tuple[int, ...] | None:
    """Return the axes that an argument names, ``None`` for all."""
    return None if value is None else lengths(value)


def dtype_named(value: Any) -> str | None:
    """Return the type of entries that an argument names."""
    if value is None:
        return None
    name = getattr(value, "name", value)  # a library's type, or Python's own
    name = name.rsplit(".", 1)[-1] if isinstance(name, str) else name
    found = DTYPES.get(name) if isinstance(name, str) else None
    if found is None:
        raise Unread("a type of entries that is not known")
    return found


def spread(values: Sequence[Any]) -> tuple[Any, ...]:
    """Return varying arguments: ``f(1, 2)`` and ``f((1, 2))`` mean the same."""
    return tuple(values[0]) if len(values) == 1 and isinstance(values[0], list | tuple) else tuple(values)


def exact_root(value: Any) -> Any:
    """Return a square root that is rational."""
    from math import isqrt

    number = Fraction(value) if isinstance(value, int | Fraction) else Fraction(-1)
    above, below = isqrt(max(number.numerator, 0)), isqrt(number.denominator)
    if number < 0 or above * above != number.numerator or below * below != number.denominator:
        raise Unread("a root that is not rational")
    return Fraction(above, below)
