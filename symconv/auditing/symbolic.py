"""Equalities with unknown numbers or samples in them: both sides as polynomials, compared monomial by monomial.

``(1 + x)^2 = 1 + 2x + x^2`` holds for every x; ``x^2 = 4x - 4`` is an equation, which may be meant for one x only.
So an equality that does not hold for all values fails only where the right side is plainly the left one worked out.

May import: ``errors``, ``polynomials``, ``syntax`` and this package's values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symconv.auditing.claims import Note
from symconv.auditing.outcomes import Outcome, unread
from symconv.auditing.values import Array, Unread, Value, World, evaluate
from symconv.errors import LogicError
from symconv.polynomials import ONE, ZERO, Poly, number, polynomial, symbol
from symconv.syntax import to_text
from symconv.syntax.nodes import (
    Add,
    Call,
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
    Vector,
    children,
)
from symconv.syntax.spellings import FUNCTIONS

__all__ = ["compare_symbolic", "is_symbolic"]

Row = tuple[Poly, ...]
Symbolic = Poly | Row
MAX_ENTRIES: Final = 64
MAX_EXPONENT: Final = 32
MAX_NODES: Final = 400
CLOSE: Final = 3
"""A result of which at most one entry in so many is wrong was meant for what it is close to."""
_EQUATION: Final = re.compile(
    r"\b(?:solv|equation|find|if|suppose|assum|when|such that|root|unknown|condition|constraint|given that)",
    re.IGNORECASE,
)


def is_symbolic(node: Node, world: World) -> bool:
    """Whether a node is a polynomial in unknowns, a row of them, or an operation on two such rows.

    A lone name, or a lone sample, only gets a value here.
    """
    try:
        if _operands(node, world) is not None:
            return True
        evaluate_symbolic(node, world)
    except (Unread, LogicError):
        return False
    return not isinstance(node, Name | Index)


def evaluate_symbolic(node: Node, world: World) -> Symbolic:
    """Return an expression as a polynomial in its unknown numbers and samples, or a row of them.

    Raises
    ------
    Unread
        If it is anything else, or too large.
    """
    if sum(1 for _ in _nodes(node)) > MAX_NODES:
        raise Unread("too long to check: an expression with unknowns of this size")
    try:
        return _value(node, world)
    except LogicError as error:
        raise Unread(f"too long to check: {error}") from error


def _value(node: Node, world: World) -> Symbolic:
    match node:
        case Number(value=value):
            return number(value)
        case Name(name=name):
            return _named(name, world)
        case Fence(inner=inner):
            return _value(inner, world)
        case Negative(operand=operand):
            return _scaled(_value(operand, world), number(-1))
        case Add(terms=terms):
            return _sum([_value(term, world) for term in terms])
        case Quotient(numerator=above, denominator=below):
            return _scaled(_value(above, world), _inverse(_poly(below, world), node))
        case Power(base=base, exponent=exponent):
            return _power(_poly(base, world), evaluate(exponent, world), node)
        case Call(function=name, arguments=(Name(name=variable),)) if f"{name}({variable})" in world.unknowns:
            return _value(world.unknowns[f"{name}({variable})"], replace(world, unknowns={}))
        case Index(signal=Name(name=name), indices=(place,)) | Call(function=name, arguments=(place,), options=()):
            return _sample(name, evaluate(place, world), world)
        case Vector(entries=entries) if len(entries) <= MAX_ENTRIES:
            return tuple(_poly(entry, world) for entry in entries)
        case Product(factors=factors):
            return _product([_value(factor, world) for factor in factors])
    raise Unread(f"it depends on {to_text(node):.60}, which is not known")


def _poly(node: Node, world: World) -> Poly:
    value = _value(node, world)
    if isinstance(value, tuple):
        raise Unread("a signal stands where a number is needed")
    return value


def _named(name: str, world: World) -> Symbolic:
    signal = world.signal(name)
    if signal is not None:
        if len(signal.shape) != 1:
            raise Unread(f"{name} has more than one dimension")
        return tuple(number(entry) for entry in signal.rows)
    if name in world.unknowns:
        return _value(world.unknowns[name], replace(world, unknowns={}))
    if name == "oo":
        raise Unread("infinity is no number")
    return number(world.numbers[name]) if name in world.numbers else symbol(name)


def _sample(name: str, place: Value, world: World) -> Poly:
    if name in FUNCTIONS:
        raise Unread(f"{name} is no signal")
    if not isinstance(place, Fraction) or place.denominator != 1:
        raise Unread("an index is no integer")
    known = world.sample(name, int(place))
    if known is not None:
        return number(known)
    row = world.unknowns.get(name)
    if isinstance(row, Vector):
        inside = 0 <= place < len(row.entries)
        return _poly(row.entries[int(place)], replace(world, unknowns={})) if inside else ZERO
    return symbol(f"{name}[{place}]")


def _scaled(value: Symbolic, factor: Poly) -> Symbolic:
    return tuple(entry * factor for entry in value) if isinstance(value, tuple) else value * factor


def _sum(values: list[Symbolic]) -> Symbolic:
    rows = [value for value in values if isinstance(value, tuple)]
    if not rows:
        return sum((value for value in values if isinstance(value, Poly)), ZERO)
    if len(rows) < len(values) or len({len(row) for row in rows}) > 1:
        raise Unread("signals and numbers are added")
    return tuple(sum(column, ZERO) for column in zip(*rows, strict=True))


def _product(values: list[Symbolic]) -> Symbolic:
    factor = ONE
    rows = []
    for value in values:
        if isinstance(value, tuple):
            rows.append(value)
        else:
            factor = factor * value
    if len(rows) > 1:
        raise Unread("a product of signals is not read")
    return _scaled(rows[0], factor) if rows else factor


def _inverse(divisor: Poly, node: Node) -> Poly:
    if len(divisor.terms) != 1:
        raise Unread(f"{to_text(node):.60} is no polynomial")
    monomial, coefficient = divisor.terms[0]
    return polynomial({tuple((name, -power) for name, power in monomial): Fraction(1) / coefficient})


def _power(base: Poly, exponent: Value, node: Node) -> Poly:
    if not isinstance(exponent, Fraction) or exponent.denominator != 1 or abs(exponent) > MAX_EXPONENT:
        raise Unread(f"{to_text(node):.60} is a power that is not worked out")
    if exponent < 0:
        base = _inverse(base, node)
    found = ONE
    for _ in range(abs(int(exponent))):
        found = found * base
    return found


def compare_symbolic(left: Node, right: Node, sign: str, world: World, words: str) -> Outcome | None:
    """Compare two sides with unknowns, or return ``None`` if they are no polynomials."""
    try:
        operands = _operands(left, world)
        second = evaluate_symbolic(right, world)
        if operands is not None and isinstance(second, tuple):
            return _result(*operands, second, left, right, world)
        first = evaluate_symbolic(left, world)
    except (Unread, LogicError):
        return None
    if isinstance(first, tuple) != isinstance(second, tuple):
        return None
    if first == second:
        return Outcome("holds", "identity", "exact", _shown(second), _shown(first))
    if sign == "≈" or not isinstance(first, Poly) or not isinstance(second, Poly):
        return unread(_depends(first, second))
    if units := first.symbols() & second.symbols() & {"i", "j"} or first.symbols() & {"i", "j"}:
        imaginary = {name: symbol("I") for name in units}
        if first.subst(imaginary) == second.subst(imaginary):
            return Outcome("holds", "identity", "exact", _shown(second), f"{_shown(first)}, with {min(units)}² = −1")
        return unread(_depends(first, second))
    difference = second - first
    wrong = len({monomial for monomial, _ in difference.terms})
    agreeing = sum(term in first.terms for term in second.terms)
    plain = _needs_work(left) and not _needs_work(right) and not _EQUATION.search(words[-120:])
    if not plain or agreeing < 2 or agreeing < wrong or not _refuted(left, right, world):
        return unread(_depends(first, second))
    note = Note("slip", f"Worked out it is {_shown(first)}; what is written is off by {_shown(difference)}.")
    return Outcome("fails", "wrong value", "exact", _shown(second), _shown(first), (note,))


def _depends(*sides: Symbolic) -> str:
    rows = [side if isinstance(side, tuple) else (side,) for side in sides]
    names = sorted({name for row in rows for entry in row for name in entry.symbols()})
    shown = ", ".join(names[:4]) + (" …" if len(names) > 4 else "")
    return f"it depends on {shown}, which {'is' if len(names) == 1 else 'are'} not known"


def _operands(node: Node, world: World) -> tuple[str, Row, Row] | None:
    """Return the operands of an operation on two signals, of which one has unknown samples."""
    match node:
        case Fence(inner=inner):
            return _operands(inner, world)
        case Infix(sign=sign, left=left, right=right) | Product(factors=(left, right), sign="*" as sign):
            first, second = evaluate_symbolic(left, world), evaluate_symbolic(right, world)
            if isinstance(first, tuple) and isinstance(second, tuple):
                return sign, first, second
    return None


def _result(sign: str, x: Row, h: Row, claim: Row, left: Node, right: Node, world: World) -> Outcome:
    """Compare a result with the windows of the convolution, and of the correlation where the sign may mean it."""
    if len(x) * len(h) > MAX_ENTRIES * 4:
        return unread("too long to check: an operation on unknowns of this size")
    readings = dict(_windows("convolution", x, h))
    if sign not in ("*", "∗", "conv"):
        readings.update(_windows("correlation", x, tuple(reversed(h))))
    for name, row in readings.items():
        if row == claim:
            return Outcome("holds", "holds as", "exact", _shown(claim), name)
    shaped = [
        (sum(a != b for a, b in zip(row, claim, strict=True)), name)
        for name, row in readings.items()
        if len(row) == len(claim)
    ]
    wrong, name = min(shaped, default=(len(claim), ""))
    if not name or wrong * CLOSE > len(claim) or sign not in ("*", "∗", "conv"):
        return unread("no usual reading of the operation gives this", _shown(claim))
    right_row = readings[name]
    at = next(i for i, (a, b) in enumerate(zip(right_row, claim, strict=True)) if a != b)
    if not _refuted(right, Vector(tuple(_as_node(entry) for entry in right_row)), world):
        return unread("two routes to the result do not agree")
    note = Note("slip", f"Entry {at + 1} is {_shown(right_row[at])}, not {_shown(claim[at])}.")
    return Outcome("fails", "wrong result", "exact", _shown(claim), f"{_shown(right_row)} ({name})", (note,))


def _windows(name: str, x: Row, h: Row) -> Iterator[tuple[str, Row]]:
    full = tuple(
        sum((x[m] * h[n - m] for m in range(len(x)) if 0 <= n - m < len(h)), ZERO) for n in range(len(x) + len(h) - 1)
    )
    short = min(len(x), len(h)) - 1
    start = (len(h) - 1) // 2
    yield f"{name}, full", full
    yield f"{name}, same", full[start : start + len(x)]
    yield f"{name}, valid", full[short : len(full) - short]


def _refuted(left: Node, right: Node, world: World) -> bool:
    """Whether the sides differ for some numbers, worked out without polynomials."""
    names = sorted({part.name for side in (left, right) for part in _nodes(side) if isinstance(part, Name)})
    numbers = {name: Fraction(7 * place + 3, place + 2) for place, name in enumerate(names)}
    numbers = {name: value for name, value in numbers.items() if world.signal(name) is None}
    other = replace(world, numbers={**numbers, **world.numbers}, unknowns={})
    try:
        first, second = evaluate(left, other), evaluate(right, other)
    except Unread:
        return False
    if isinstance(first, Array) and isinstance(second, Array):
        return first.rows != second.rows
    return first != second


def _needs_work(node: Node) -> bool:
    """Whether there is a product or a power of a sum in an expression."""
    match node:
        case Fence(inner=inner):
            return _needs_work(inner)
        case Power(base=base):
            return isinstance(_unfenced(base), Add)
        case Product(factors=factors):
            return any(isinstance(_unfenced(factor), Add) or _needs_work(factor) for factor in factors)
    return any(_needs_work(child) for child in children(node))


def _unfenced(node: Node) -> Node:
    while isinstance(node, Fence):
        node = node.inner
    return node


def _nodes(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += children(part)


def _as_node(value: Poly) -> Node:
    from symconv.syntax import parse_expression

    return parse_expression(_shown(value))


def _shown(value: Symbolic) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_shown(entry) for entry in value)}]"
    terms = sorted(value.terms, key=lambda term: (-sum(power for _, power in term[0]), term[0]))
    text = " + ".join(_term(monomial, coefficient) for monomial, coefficient in terms) or "0"
    return text.replace("+ -", "- ")


def _term(monomial: tuple[tuple[str, int], ...], coefficient: int | Fraction) -> str:
    powers = [
        name if power == 1 else f"{name}^{power}" if power > 0 else f"{name}^({power})" for name, power in monomial
    ]
    if not powers:
        return str(coefficient)
    sign = "" if coefficient == 1 else "-" if coefficient == -1 else f"{coefficient}*"
    return sign + "*".join(powers)
