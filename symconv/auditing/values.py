"""What the formulas of a worked text come to, exactly, under what the text has said so far.

A value is a fraction, an array of fractions, or an operation on two arrays that is read only when it
is compared with something: which mode was meant shows then. What has no such value is `Unread`.

May import: ``errors``, ``syntax``. Must never guess: an unknown name ends the evaluation with a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import count
from math import isqrt
from typing import Any, Final

from symconv.auditing.conditions import holds_at, impulse_or_step, rounded
from symconv.auditing.worlds import INDEX_LETTERS, Array, Operation, Unread, Value, World, shown
from symconv.syntax import to_text
from symconv.syntax.nodes import (
    Add,
    Call,
    Cases,
    Dots,
    Fence,
    Index,
    Infix,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Summation,
    Vector,
)

__all__ = ["Array", "Operation", "Unread", "Value", "World", "evaluate", "index_of", "shown", "support_of"]

MAX_STEPS: Final = 10_000
"""Most nodes that are evaluated for one formula."""
MAX_BITS: Final = 4_096
MAX_EXPONENT: Final = 64
MAX_SUM: Final = 2_000
"""Most terms of one sum."""


def evaluate(node: Node, world: World, bound: Mapping[str, int] | None = None) -> Value:
    """Return the value of an expression.

    Raises
    ------
    Unread
        If it depends on something unknown, or is too large.
    """
    steps = count()

    def number(part: Node, bound: Mapping[str, int]) -> Fraction:
        found = value(part, bound)
        if not isinstance(found, Fraction):
            raise Unread(f"{_short(part)} is a signal, and a number is needed there")
        return found

    def value(part: Node, bound: Mapping[str, int]) -> Value:
        if next(steps) > MAX_STEPS:
            raise Unread(f"too long to check: more than {MAX_STEPS} steps")
        match part:
            case Number(value=found):
                return found
            case Name(name=name):
                return _name(name, world, bound)
            case Fence(inner=inner):
                return value(inner, bound)
            case Negative(operand=operand):
                return _scaled(value(operand, bound), Fraction(-1), part)
            case Add(terms=terms):
                return _sum([value(term, bound) for term in terms], part)
            case Product(factors=factors, sign=sign):
                return _product([value(factor, bound) for factor in factors], sign, part)
            case Quotient(numerator=above, denominator=below):
                divisor = number(below, bound)
                if divisor == 0:
                    raise Unread(f"{_short(part)} divides by zero")
                return _scaled(value(above, bound), 1 / divisor, part)
            case Power(base=base, exponent=exponent):
                return _power(number(base, bound), number(exponent, bound), part)
            case Call(function="floor" | "ceil" as name, arguments=(inner,), options=()):
                return rounded(name, number(inner, bound))
            case Call(function="sqrt", arguments=(inner,), options=()):
                return _root(number(inner, bound), part)
            case Cases():
                return value(_branch(part, number, bound), bound)
            case (
                Index(signal=Name(name=name), indices=(Name(name=variable),))
                | Call(function=name, arguments=(Name(name=variable),), options=())
            ) if variable in INDEX_LETTERS and variable not in bound and (whole := world.signal(name)) is not None:
                return whole
            case (
                Index(signal=Fence(inner=inner), indices=(Name(name=variable),))
                | Index(signal=Infix() as inner, indices=(Name(name=variable),))
            ) if variable in INDEX_LETTERS and variable not in bound:
                return value(inner, bound)
            case Index(signal=Name(name=name), indices=(index,)) | Call(function=name, arguments=(index,), options=()):
                place = number(index, bound)
                if world.signal(name) is None and (unit := impulse_or_step(name, place)) is not None:
                    return unit
                found_sample = world.sample(name, int(place)) if place.denominator == 1 else None
                if found_sample is None:
                    raise Unread(f"{_short(part)} is not known")
                return found_sample
            case Vector(entries=entries, origin=origin):
                return _array([value(entry, bound) for entry in entries], origin, part)
            case Infix(sign=sign, left=left, right=right):
                return _operation(sign, value(left, bound), value(right, bound), part)
            case Call(function="conv" | "corr" as name, arguments=(left, right), options=()):
                return _operation(name, value(left, bound), value(right, bound), part)
            case Summation(indices=(name,), body=body):
                first, last = _limits(part, world, bound, number)
                if last - first >= MAX_SUM:
                    raise Unread(f"too long to check: a sum of more than {MAX_SUM} terms")
                return sum((number(body, {**bound, name: m}) for m in range(first, last + 1)), Fraction(0))
        if isinstance(part, Dots):
            raise Unread("terms are left out (…), so it cannot be worked out")
        raise Unread(f"{_short(part)} is outside what is checked")

    return value(node, bound or {})


def _branch(node: Cases, number: Callable[[Node, Mapping[str, int]], Fraction], bound: Mapping[str, int]) -> Node:
    for branch, condition in node.branches:
        if condition is None or holds_at(condition, lambda part: number(part, bound)):
            return branch
    raise Unread(f"{_short(node)} says nothing about one of the indices")


def index_of(node: Node, variable: str, bound: Mapping[str, int]) -> tuple[int, int] | None:
    """Return slope and offset of an index that is ``±variable + offset``, else ``None``."""
    try:
        at = [evaluate(node, World(), {**bound, variable: m}) for m in range(3)]
    except Unread:
        return None
    if not all(isinstance(v, Fraction) and v.denominator == 1 for v in at):
        return None
    zero, one, two = (int(v) for v in at if isinstance(v, Fraction))
    return (one - zero, zero) if one - zero == two - one and abs(one - zero) == 1 else None


def support_of(node: Summation, world: World, bound: Mapping[str, int]) -> tuple[int, int] | None:
    """Return where the products of a sum can differ from zero, by the signals that are written out."""
    factors = node.body.factors if isinstance(node.body, Product) else (node.body,)
    factors = tuple([factor.base if isinstance(factor, Power) else factor for factor in factors])
    spans = []
    for factor in factors:
        if not isinstance(factor, Index) or not isinstance(factor.signal, Name) or len(factor.indices) != 1:
            continue
        whole = world.signal(factor.signal.name)
        array = whole.row if whole is not None else None
        line = index_of(factor.indices[0], node.indices[0], bound)
        if array is None or line is None:
            continue
        slope, offset = line
        first = world.base if array.first is None else array.first
        ends = sorted([(first - offset) * slope, (first + len(array.rows) - 1 - offset) * slope])
        spans.append((ends[0], ends[1]))
    return (max(first for first, _ in spans), min(last for _, last in spans)) if spans else None


def _limits(node: Summation, world: World, bound: Mapping[str, int], number: Any) -> tuple[int, int]:
    support = support_of(node, world, bound)
    found = []
    for limit, edge in ((node.lower, 0), (node.upper, 1)):
        infinite = limit is None or (isinstance(limit, Name | Negative) and "oo" in to_text(limit))
        if not infinite:
            place = number(limit, bound)
            if place.denominator != 1:
                raise Unread(f"{_short(node)} has a limit that is no integer")
            found.append(int(place))
        elif support is None:
            raise Unread(f"{_short(node)} runs over signals that are not known")
        else:
            found.append(support[edge])
    return found[0], found[1]


def _name(name: str, world: World, bound: Mapping[str, int]) -> Value:
    if name in bound:
        return Fraction(bound[name])
    if (signal := world.signal(name)) is not None:
        return signal
    if name in world.numbers:
        return world.numbers[name]
    if (sample := world.subscripted(name)) is not None:
        return sample
    raise Unread(f"it depends on {name}, which is not known")


def _scaled(value: Value, factor: Fraction, node: Node) -> Value:
    if isinstance(value, Operation):
        raise Unread(f"{_short(node)} is a multiple of an operation, which is not read")
    if isinstance(value, Fraction):
        return _bounded(value * factor)
    return Array(_map(value.rows, factor), value.first)


def _map(rows: tuple[Any, ...], factor: Fraction) -> tuple[Any, ...]:
    return tuple(_map(row, factor) if isinstance(row, tuple) else _bounded(row * factor) for row in rows)


def _sum(values: list[Value], node: Node) -> Value:
    numbers = [value for value in values if isinstance(value, Fraction)]
    if len(numbers) == len(values):
        return _bounded(sum(numbers, Fraction(0)))
    arrays = [value for value in values if isinstance(value, Array)]
    if len(arrays) == len(values) and (total := _anchored_sum(arrays)) is not None:
        return total
    if len(arrays) < len(values) or len({(a.shape, a.first) for a in arrays}) > 1 or len(arrays[0].shape) > 1:
        raise Unread(f"{_short(node)} adds what cannot be added here")
    return Array(
        tuple(sum(column, Fraction(0)) for column in zip(*[a.rows for a in arrays], strict=True)), arrays[0].first
    )


def _anchored_sum(arrays: list[Array]) -> Array | None:
    """Return the sum of signals whose origins are known, which need not have one length."""
    starts = [array.first for array in arrays if array.first is not None]
    if len(starts) < len(arrays) or any(len(array.shape) != 1 for array in arrays):
        return None
    first = min(starts)
    stop = max(start + len(array.rows) for start, array in zip(starts, arrays, strict=True))
    if stop - first > MAX_SUM:
        return None
    rows = [Fraction(0)] * (stop - first)
    for start, array in zip(starts, arrays, strict=True):
        for place, value in enumerate(array.rows, start - first):
            rows[place] += value
    return Array(tuple(rows), first)


def _product(values: list[Value], sign: str, node: Node) -> Value:
    factor = Fraction(1)
    signals = []
    for value in values:
        if isinstance(value, Fraction):
            factor = _bounded(factor * value)
        else:
            signals.append(value)
    if not signals:
        return factor
    if len(signals) == 1:
        return _scaled(signals[0], factor, node)
    if len(signals) == 2 and len(values) == 2 and sign == "*":
        return _operation("*", signals[0], signals[1], node)
    if len(signals) == 2 and len(values) == 2 and (product := _matrix_product(signals[0], signals[1])) is not None:
        return product
    raise Unread(f"{_short(node)} is a product of signals, which is not read")


def _matrix_product(left: Value, right: Value) -> Array | None:
    """Return the product of two matrices that stand side by side, if they are two and fit."""
    if not (isinstance(left, Array) and isinstance(right, Array)) or len(left.shape) != 2 or len(right.shape) != 2:
        return None
    if left.shape[1] != right.shape[0] or left.shape[0] * right.shape[0] * right.shape[1] > MAX_SUM:
        return None
    columns = list(zip(*right.rows, strict=True))
    return Array(
        tuple(
            tuple(_bounded(sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0))) for column in columns)
            for row in left.rows
        )
    )


def _power(base: Fraction, exponent: Fraction, node: Node) -> Fraction:
    if exponent.denominator != 1 or abs(exponent) > MAX_EXPONENT or (base == 0 and exponent < 0):
        raise Unread(f"{_short(node)} is a power that is not worked out")
    return _bounded(base ** int(exponent))


def _root(value: Fraction, node: Node) -> Fraction:
    if value < 0 or any(isqrt(part) ** 2 != part for part in (value.numerator, value.denominator)):
        raise Unread(f"{_short(node)} is no fraction")
    return Fraction(isqrt(value.numerator), isqrt(value.denominator))


def _array(values: list[Value], origin: tuple[int, ...] | None, node: Node) -> Array:
    shapes = {v.shape if isinstance(v, Array) else () for v in values if not isinstance(v, Operation)}
    if len(shapes) != 1 or any(isinstance(v, Operation) for v in values):
        raise Unread(f"{_short(node)} has entries that do not fit together")
    rows = tuple(v.rows if isinstance(v, Array) else v for v in values)
    return Array(rows, -origin[0] if origin is not None and len(origin) == 1 else None)


def _operation(name: str, left: Value, right: Value, node: Node) -> Operation:
    if not (isinstance(left, Array) and isinstance(right, Array)):
        raise Unread(f"{_short(node)} is no operation on two known signals")
    if len(left.shape) != len(right.shape):
        raise Unread(f"{_short(node)} has operands of different dimensions")
    return Operation(name, left, right)


def _bounded(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise Unread(f"too long to check: a number of more than {MAX_BITS} bits")
    return value


def _short(node: Node) -> str:
    text = to_text(node)
    return text if len(text) <= 60 else text[:57] + "..."
