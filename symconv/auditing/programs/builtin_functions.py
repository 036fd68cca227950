"""Python's own functions, as far as programs about signals use them.

May import: this package.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any, Final

import sympy

from symconv.auditing.programs.arrays import check_size, nested
from symconv.auditing.programs.budget import Budget
from symconv.auditing.programs.calculating import rounded
from symconv.auditing.programs.elementwise import combine
from symconv.auditing.programs.indexing import get_item
from symconv.auditing.programs.numbers import is_number, real
from symconv.auditing.programs.objects import Tensor
from symconv.auditing.programs.printing import text_of
from symconv.auditing.values import Unread

__all__ = ["BUILTINS", "Builtin", "items"]


@dataclass(frozen=True, slots=True)
class Builtin:
    """One of Python's functions."""

    name: str


def items(value: Any, budget: Budget) -> list[Any]:
    """Return what a loop over a value meets."""
    if isinstance(value, range):
        check_size(len(value))
        budget.work(len(value))
        return list(value)
    if isinstance(value, list | tuple):
        budget.work(len(value))
        return list(value)
    if isinstance(value, Tensor) and value.array.shape:
        budget.work(len(value.array.entries))
        return [get_item(value, i) for i in range(value.array.shape[0])]
    raise Unread("a loop over something that is not read")


def _len(arguments: Sequence[Any], budget: Budget) -> int:
    (value,) = arguments
    if isinstance(value, Tensor):
        if not value.array.shape:
            raise Unread("it raises here: a number has no length")
        return value.array.shape[0]
    if isinstance(value, range | list | tuple | str):
        return len(value)
    raise Unread("a length that is not read")


def _range(arguments: Sequence[Any], budget: Budget) -> range:
    values = [_index(value) for value in arguments]
    if not 1 <= len(values) <= 3 or (len(values) == 3 and values[2] == 0):
        raise Unread("it raises here: a range that makes no sense")
    return range(*values)


def _index(value: Any) -> int:
    if isinstance(value, Tensor) and not value.array.shape:
        value = value.array.entries[0]
    if not isinstance(value, int):
        raise Unread("it raises here: an integer is needed")
    return int(value)


def _sum(arguments: Sequence[Any], budget: Budget) -> Any:
    total: Any = arguments[1] if len(arguments) > 1 else 0
    for item in items(arguments[0], budget):
        total = combine("+", total, item, budget)
    return total


def _extreme(sign: str) -> Callable[[Sequence[Any], Budget], Any]:
    def choose(arguments: Sequence[Any], budget: Budget) -> Any:
        values = items(arguments[0], budget) if len(arguments) == 1 else list(arguments)
        if not values or not all(isinstance(v, int | Fraction) for v in values):
            raise Unread("an extreme of something other than numbers")
        return max(values) if sign == "max" else min(values)

    return choose


def _int(arguments: Sequence[Any], budget: Budget) -> int:
    value = _plain(arguments[0])
    if isinstance(value, int):
        return int(value)
    number = real(value)
    if budget.inexact and number.denominator == 1:
        raise Unread("it depends on how floating-point numbers are rounded")
    return floor(number) if number >= 0 else -floor(-number)


def _float(arguments: Sequence[Any], budget: Budget) -> Fraction:
    return Fraction(real(_plain(arguments[0])))


def _plain(value: Any) -> Any:
    if isinstance(value, Tensor) and len(value.array.entries) == 1:
        return value.array.entries[0]
    if not is_number(value):
        raise Unread("a number made of something that is not read")
    return value


def _abs(arguments: Sequence[Any], budget: Budget) -> Any:
    value = arguments[0]
    if isinstance(value, int | Fraction):
        return abs(value)
    if isinstance(value, Tensor) and not any(isinstance(e, sympy.Expr) for e in value.array.entries):
        return combine("max", value, combine("*", -1, value, budget), budget)
    raise Unread("an absolute value that is not read")


def _round(arguments: Sequence[Any], budget: Budget) -> Any:
    found = rounded(_plain(arguments[0]), _index(arguments[1]) if len(arguments) > 1 else 0)
    return int(found) if len(arguments) == 1 else found


def _zip(arguments: Sequence[Any], budget: Budget) -> list[Any]:
    return [tuple(row) for row in zip(*(items(value, budget) for value in arguments), strict=False)]


def _enumerate(arguments: Sequence[Any], budget: Budget) -> list[Any]:
    start = _index(arguments[1]) if len(arguments) > 1 else 0
    return [(start + i, value) for i, value in enumerate(items(arguments[0], budget))]


def _sorted(arguments: Sequence[Any], budget: Budget) -> list[Any]:
    values = items(arguments[0], budget)
    if not all(isinstance(v, int | Fraction) for v in values):
        raise Unread("an order of something other than numbers")
    return sorted(values)


def _truths(arguments: Sequence[Any], budget: Budget) -> list[bool]:
    values = items(arguments[0], budget)
    if not all(isinstance(v, int | Fraction) for v in values):
        raise Unread("the truth of something that is not read")
    return [bool(v) for v in values]


def _list(arguments: Sequence[Any], budget: Budget) -> list[Any]:
    if not arguments:
        return []
    value = arguments[0]
    if isinstance(value, Tensor) and len(value.array.shape) == 1 and value.library == "numpy":
        return list(nested(value.array))
    return items(value, budget)


def _complex(arguments: Sequence[Any], budget: Budget) -> Any:
    parts = [sympy.Rational(Fraction(real(v))) for v in arguments]
    return parts[0] + sympy.I * parts[1] if len(parts) == 2 and parts[1] else Fraction(real(arguments[0]))


def _str(arguments: Sequence[Any], budget: Budget) -> Any:
    return arguments[0] if isinstance(arguments[0], str) else text_of((arguments[0],))


def _divmod(arguments: Sequence[Any], budget: Budget) -> Any:
    a, b = arguments
    return (combine("//", a, b, budget), combine("%", a, b, budget))


BUILTINS: Final[dict[str, Callable[[Sequence[Any], Budget], Any]]] = {
    "len": _len,
    "range": _range,
    "sum": _sum,
    "max": _extreme("max"),
    "min": _extreme("min"),
    "int": _int,
    "float": _float,
    "complex": _complex,
    "abs": _abs,
    "round": _round,
    "zip": _zip,
    "enumerate": _enumerate,
    "reversed": lambda arguments, budget: items(arguments[0], budget)[::-1],
    "sorted": _sorted,
    "all": lambda arguments, budget: all(_truths(arguments, budget)),
    "any": lambda arguments, budget: any(_truths(arguments, budget)),
    "list": _list,
    "tuple": lambda arguments, budget: tuple(_list(arguments, budget)),
    "str": _str,
    "bool": lambda arguments, budget: bool(_plain(arguments[0])),
    "divmod": _divmod,
}
