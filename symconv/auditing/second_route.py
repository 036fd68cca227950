"""The second route to a value: every sample and every sum written out, and the arithmetic left to SymPy.

May import: ``syntax`` and this package's values. Must not use `values.evaluate` for the value itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from symconv.auditing.conditions import holds_at, impulse_or_step, rounded
from symconv.auditing.values import Array, Unread, Value, World, support_of
from symconv.errors import SymconvError
from symconv.syntax import node_to_sympy, to_text
from symconv.syntax.nodes import (
    Add,
    Call,
    Cases,
    Fence,
    Index,
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

__all__ = ["agrees"]

MAX_TERMS = 2_000


def agrees(node: Node, world: World, value: Value, bound: Mapping[str, int] | None = None) -> bool:
    """Whether the second route leads to the same value; ``bound`` are the values of indices."""
    if isinstance(value, Array):
        inner = node
        while isinstance(inner, Fence):
            inner = inner.inner
        if isinstance(inner, Product) and len(inner.factors) == 2:
            return _matrix_agrees(*inner.factors, world, value)
        if isinstance(inner, Index) and isinstance(inner.indices[0], Name):
            inner = inner.signal
        if not isinstance(inner, Vector):
            return isinstance(inner, Name) and world.signal(inner.name) == value
        rows = [Array(row) if isinstance(row, tuple) else row for row in value.rows]
        return all(agrees(entry, world, row) for entry, row in zip(inner.entries, rows, strict=True))
    if not isinstance(value, Fraction):
        return False
    try:
        found = node_to_sympy(_written_out(node, world, bound or {}))
    except (SymconvError, Unread):
        return False
    return bool(found.is_Rational) and Fraction(int(found.p), int(found.q)) == value


def _matrix_agrees(left: Node, right: Node, world: World, value: Array) -> bool:
    """Whether each entry of a product of two written matrices is the sum of products that belongs there."""
    rows, columns = (_entries(side) for side in (left, right))
    if not rows or not columns or len(value.shape) != 2:
        return False
    return all(
        agrees(Add((_number(Fraction(0)), *(Product(pair) for pair in zip(row, column, strict=True)))), world, entry)
        for row, entries in zip(rows, value.rows, strict=True)
        for column, entry in zip(zip(*columns, strict=True), entries, strict=True)
    )


def _entries(node: Node) -> list[tuple[Node, ...]]:
    rows = node.entries if isinstance(node, Vector) else ()
    return [row.entries for row in rows if isinstance(row, Vector)]


def _written_out(node: Node, world: World, bound: Mapping[str, int]) -> Node:
    def again(part: Node) -> Node:
        return _written_out(part, world, bound)

    match node:
        case Number():
            return node
        case Name(name=name) if name in bound:
            return _number(Fraction(bound[name]))
        case Name(name=name) if name in world.numbers:
            return _number(world.numbers[name])
        case Name(name=name) if (sample := world.subscripted(name)) is not None:
            return _number(sample)
        case Call(function="sqrt"):
            return _number(_fraction(replace(node, arguments=(again(node.arguments[0]),))))
        case Fence(inner=inner):
            return Fence(again(inner))
        case Negative(operand=operand):
            return Negative(again(operand))
        case Add(terms=terms):
            return Add(tuple(again(term) for term in terms))
        case Product(factors=factors):
            return Product(tuple(again(factor) for factor in factors))
        case Quotient(numerator=above, denominator=below):
            return Quotient(again(above), again(below))
        case Power(base=base, exponent=exponent):
            return Power(again(base), again(exponent))
        case Call(function="floor" | "ceil" as name, arguments=(inner,), options=()):
            return _number(rounded(name, _fraction(again(inner))))
        case Cases(branches=branches):
            for branch, condition in branches:
                if condition is None or holds_at(condition, lambda part: _fraction(again(part))):
                    return again(branch)
        case Index(signal=Name(name=name), indices=(index,)) | Call(function=name, arguments=(index,)):
            place = _integer(again(index))
            sample = world.sample(name, place)
            if sample is None and world.signal(name) is None:
                sample = impulse_or_step(name, Fraction(place))
            if sample is not None:
                return _number(sample)
        case Summation(indices=(variable,), lower=lower, upper=upper, body=body):
            edges = support_of(node, world, bound)
            first, last = (_edge(limit, edges and edges[side], again) for side, limit in enumerate((lower, upper)))
            if last - first > MAX_TERMS:
                raise Unread("too many terms")
            terms = tuple(_written_out(body, world, {**bound, variable: m}) for m in range(first, last + 1))
            return Add((_number(Fraction(0)), *terms)) if terms else _number(Fraction(0))
    raise Unread("not written out")


def _edge(limit: Node | None, edge: int | None, again: Callable[[Node], Node]) -> int:
    if limit is not None and "oo" not in to_text(limit):
        return _integer(again(limit))
    if edge is None:
        raise Unread("an infinite sum of signals that are not known")
    return edge


def _integer(node: Node) -> int:
    value = _fraction(node)
    if value.denominator != 1:
        raise Unread("an index that is no integer")
    return int(value)


def _fraction(node: Node) -> Fraction:
    value: Any = node_to_sympy(node)
    if not value.is_Rational:
        raise Unread("a value that is no number")
    return Fraction(int(value.p), int(value.q))


def _number(value: Fraction) -> Node:
    return Negative(Number(-value)) if value < 0 else Number(value)
