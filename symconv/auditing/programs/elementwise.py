"""Arithmetic on arrays: entry by entry with broadcasting, types of entries as NumPy has them, and products.

May import: this package's arrays, numbers, objects, budget.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any, Final

import sympy

from symconv.auditing.programs.arrays import (
    ExactArray,
    broadcast,
    check_size,
    common_shape,
    from_nested,
    size_of,
    steps_of,
)
from symconv.auditing.programs.budget import Budget
from symconv.auditing.programs.numbers import is_number, operate, tidy
from symconv.auditing.programs.objects import Tensor, dtype_of
from symconv.auditing.values import Unread

__all__ = ["as_tensor", "cast", "checked", "combine", "mapped", "matmul", "number_kind", "promoted", "reduced"]

COMPARISONS: Final = ("==", "!=", "<", "<=", ">", ">=")
UNSTEADY: Final = (*COMPARISONS, "//", "%")
"""Operations that the smallest rounding can change."""
WHOLE: Final = {
    **{"bool": (0, 1), "int64": (-(2**63), 2**63 - 1), "int32": (-(2**31), 2**31 - 1)},
    **{"int16": (-(2**15), 2**15 - 1), "int8": (-(2**7), 2**7 - 1)},
    **{"uint8": (0, 2**8 - 1), "uint16": (0, 2**16 - 1), "uint32": (0, 2**32 - 1), "uint64": (0, 2**64 - 1)},
}
"""Least and greatest number of each type of integers."""
RANK: Final = (
    *("bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64"),
    *("float16", "float32", "float64", "complex64", "complex128"),
)
KINDS: Final = {"bool": 0, "int64": 1, "float64": 2, "complex128": 3}
"""Types of plain numbers, from narrow to wide."""


def number_kind(value: Any) -> str:
    """Return the type of a plain number."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int64"
    return "complex128" if isinstance(value, sympy.Expr) else "float64"


def _width(dtype: str) -> int:
    if dtype in WHOLE:
        return 0 if dtype == "bool" else 1
    return 3 if dtype.startswith("complex") else 2


def promoted(left: Tensor | Any, right: Tensor | Any) -> str:
    """Return the type of a result; a plain number does not widen an array of its own kind."""
    types = [v.dtype if isinstance(v, Tensor) else number_kind(v) for v in (left, right)]
    arrays = [isinstance(v, Tensor) for v in (left, right)]
    if arrays[0] != arrays[1]:
        array, plain = (types[0], types[1]) if arrays[0] else (types[1], types[0])
        if _width(plain) <= _width(array):
            return array
        library = left.library if arrays[0] else right.library
        if plain == "float64" and library != "numpy":
            return "float32"
        return plain
    if "object" in types:
        return "object"
    widest = max(types, key=RANK.index)
    if {"uint64", "int64"} == set(types):
        return "float64"
    mixed = {types[0][0], types[1][0]} == {"u", "i"} and widest.startswith("u")
    return f"int{2 * int(widest[4:])}" if mixed else widest


def cast(entries: Sequence[Any], dtype: str) -> tuple[Any, ...]:
    """Return entries as numbers of a type; floating-point numbers are cut to integers, as ``astype`` does."""
    if dtype == "bool":
        return tuple(bool(e != 0) for e in entries)
    if dtype in WHOLE:
        if any(isinstance(e, sympy.Expr) for e in entries):
            raise Unread("a complex number made an integer")
        return checked(tuple(int(e) for e in entries), dtype)
    if dtype == "object":
        return tuple(entries)
    if any(isinstance(e, sympy.Expr) for e in entries) and not dtype.startswith("complex"):
        raise Unread("a complex number made a real one")
    return tuple(e if isinstance(e, sympy.Expr) else Fraction(e) for e in entries)


def checked(entries: tuple[Any, ...], dtype: str) -> tuple[Any, ...]:
    """Return the entries if the type can hold them."""
    if dtype in WHOLE:
        least, greatest = WHOLE[dtype]
        if any(not least <= e <= greatest for e in entries):
            raise Unread(f"numbers of type {dtype} overflow here")
    return entries


def as_tensor(value: Any, library: str = "numpy", dtype: str | None = None) -> Tensor:
    """Return a number, nested lists or an array as an array; an array that fits is returned as it is."""
    if isinstance(value, Tensor):
        if dtype in (None, value.dtype):
            return value
        return Tensor(
            ExactArray(value.array.shape, cast(value.array.entries, dtype or value.dtype)), dtype or "", library
        )
    check_size(size_of(value))
    array = from_nested(_plain(value))
    if any(not is_number(entry) for entry in array.entries):
        raise Unread("an array of something other than numbers")
    found = dtype or dtype_of(array.entries)
    if dtype is None and library != "numpy" and found in ("float64", "complex128"):
        found = {"float64": "float32", "complex128": "complex64"}[found]
    return Tensor(ExactArray(array.shape, cast(array.entries, found)), found, library)


def _plain(value: Any) -> Any:
    if isinstance(value, Tensor):
        return value.array
    if isinstance(value, range):
        return list(value)
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return value


def combine(sign: str, left: Any, right: Any, budget: Budget) -> Any:
    """Return two values combined entry by entry; plain numbers stay plain."""
    if not isinstance(left, Tensor) and not isinstance(right, Tensor):
        if isinstance(left, bool) and isinstance(right, bool) and sign in "+-*":
            left, right = int(left), int(right)
        _require_clear(sign, ((left, right),), budget)
        return operate(sign, left, right)
    library = left.library if isinstance(left, Tensor) else right.library
    a, b = (v if isinstance(v, Tensor) else as_tensor(v, library) for v in (left, right))
    dtype = promoted(left if is_number(left) else a, right if is_number(right) else b)
    if sign == "/" and dtype in WHOLE:
        dtype = "float64" if library == "numpy" else "float32"
    if dtype == "bool" and sign not in COMPARISONS and sign not in ("max", "min"):
        if sign == "-":
            raise Unread("it raises here: truth values are not subtracted")
        if sign not in "+*":
            raise Unread("arithmetic on truth values is not read")
        sign = {"+": "max", "*": "min"}[sign]
    if sign == "**" and dtype in WHOLE and any(e < 0 for e in b.array.entries):
        raise Unread("it raises here: integers to negative powers")
    shape = common_shape(a.array.shape, b.array.shape)
    budget.work(prod(shape))
    pairs = list(zip(broadcast(a.array, shape).entries, broadcast(b.array, shape).entries, strict=True))
    _require_clear(sign, pairs, budget)
    budget.work(sum(_weight(x) + _weight(y) for x, y in pairs))
    entries = tuple(operate(sign, x, y) for x, y in pairs)
    if sign in COMPARISONS:
        return Tensor(ExactArray(shape, entries), "bool", library)
    return Tensor(ExactArray(shape, checked(_typed(entries, dtype), dtype)), dtype, library)


def _weight(value: Any) -> int:
    """Return how much more than usual a number costs: complex and long ones take their time."""
    if isinstance(value, Fraction):
        return value.denominator.bit_length() >> 8
    return 40 if isinstance(value, sympy.Expr) else 0


def _require_clear(sign: str, pairs: Sequence[tuple[Any, Any]], budget: Budget) -> None:
    """Refuse what depends on how numbers were rounded: comparing nearly equal ones, or cutting at an integer."""
    if not budget.inexact or sign not in UNSTEADY:
        return
    for a, b in pairs:
        if isinstance(a, Fraction | int) and isinstance(b, Fraction | int) and not (type(a) is type(b) is int):
            a, b = Fraction(a), Fraction(b)
            difference = abs(a - b)
            edge = sign in ("//", "%") and b != 0 and (a / b).denominator == 1
            if edge or (sign in COMPARISONS and difference * 10**9 <= max(abs(a), abs(b), Fraction(1))):
                raise Unread("it depends on how floating-point numbers are rounded")


def _typed(entries: tuple[Any, ...], dtype: str) -> tuple[Any, ...]:
    if dtype in WHOLE and dtype != "bool":
        return tuple(int(e) for e in entries)
    return entries if dtype in ("bool", "object") else cast(entries, dtype)


def mapped(value: Any, function: Callable[[Any], Any], budget: Budget, dtype: str | None = None) -> Any:
    """Return a value with a function of one number applied to each entry."""
    if not isinstance(value, Tensor):
        if not is_number(value):
            raise Unread("a function of something that is no number")
        return function(value)
    budget.work(len(value.array.entries))
    found = dtype or value.dtype
    entries = tuple(function(e) for e in value.array.entries)
    return value.like(ExactArray(value.array.shape, checked(_typed(entries, found), found)), found)


def reduced(
    array: ExactArray, axes: Sequence[int] | None, keep: bool, total: Callable[[Sequence[Any]], Any], budget: Budget
) -> ExactArray:
    """Return an array with some axes, or all, folded into one number each."""
    every = range(len(array.shape))
    if axes is not None and any(not -len(every) <= axis < len(every) for axis in axes):
        raise Unread("it raises here: no such axis")
    folded = {axis % len(every) for axis in axes} if axes is not None else set(every)
    budget.work(len(array.entries))
    steps = steps_of(array.shape)
    inner = [
        sum(i * steps[axis] for i, axis in zip(place, sorted(folded), strict=True))
        for place in product(*(range(array.shape[axis]) for axis in sorted(folded)))
    ]
    kept = [axis for axis in every if axis not in folded]
    entries = []
    for place in product(*(range(array.shape[axis]) for axis in kept)):
        start = sum(i * steps[axis] for i, axis in zip(place, kept, strict=True))
        entries.append(total([array.entries[start + offset] for offset in inner]))
    shape = [1 if axis in folded else array.shape[axis] for axis in every if keep or axis not in folded]
    return ExactArray(tuple(shape), tuple(entries))


def matmul(left: Tensor, right: Tensor, budget: Budget) -> Any:
    """Return the product of two vectors or matrices; of two vectors, a number."""
    a, b = left.array, right.array
    if not (1 <= len(a.shape) <= 2 and 1 <= len(b.shape) <= 2):
        raise Unread("a matrix product of arrays with these axes is not read")
    rows, inner = (1, a.shape[0]) if len(a.shape) == 1 else a.shape
    if inner != b.shape[0]:
        raise Unread(f"it raises here: the shapes {a.shape} and {b.shape} do not fit together")
    columns = 1 if len(b.shape) == 1 else b.shape[1]
    heaviest = max((_weight(e) for e in (*a.entries, *b.entries)), default=0)
    budget.work(rows * inner * columns * (4 + heaviest))
    dtype = promoted(left, right)
    entries: list[Any] = []
    for i in range(rows):
        for j in range(columns):
            row, column = a.entries[i * inner : (i + 1) * inner], b.entries[j::columns]
            entries.append(tidy(sum((u * v for u, v in zip(row, column, strict=True)), 0)))
    shape = (*a.shape[:-1], *b.shape[1:])
    return left.like(ExactArray(shape, checked(_typed(tuple(entries), dtype), dtype)), dtype)
