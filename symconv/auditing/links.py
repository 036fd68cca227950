"""One link of a chain: do two values agree, exactly or to the places shown, and if not, what went wrong.

May import: ``errors``, ``syntax`` and this package's values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from symconv.auditing.claims import Note
from symconv.auditing.values import Array, Unread, World, evaluate, shown
from symconv.syntax import to_text
from symconv.syntax.nodes import Add, Fence, Negative, Node, Number, Vector, children

__all__ = ["Outcome", "compare"]

_DECIMAL: Final = re.compile(r"\d*\.(\d+)")
MOST_LITERALS: Final = 4_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a comparison showed."""

    kind: str
    """``exact``, ``rounded``, ``wrong value``, ``wrong length`` or ``unclear``."""
    notes: tuple[Note, ...] = ()
    reason: str = ""


def compare(
    left: Fraction | Array,
    right: Fraction | Array,
    left_node: Node,
    right_node: Node,
    sign: str,
    *,
    checked: bool = False,
) -> Outcome:
    """Compare two values that stand side by side in a chain; ``checked`` says that the left one is no rounded one."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _numbers(left, right, left_node, right_node, sign, checked=checked)
    if isinstance(left, Array) and isinstance(right, Array):
        return _arrays(left, right, left_node, right_node, sign, checked=checked)
    return Outcome("unclear", reason="one side is a signal and the other a number")


def _arrays(left: Array, right: Array, left_node: Node, right_node: Node, sign: str, *, checked: bool) -> Outcome:
    if left.shape != right.shape:
        text = f"One side has the shape {_lengths(left)}, the other {_lengths(right)}."
        return Outcome("wrong length", (Note("shape", text),))
    pairs = list(zip(_flat(left), _flat(right), strict=True))
    nodes = list(zip(_entries(left_node, len(pairs)), _entries(right_node, len(pairs)), strict=True))
    outcomes = [_numbers(a, b, m, n, sign, checked=checked) for (a, b), (m, n) in zip(pairs, nodes, strict=True)]
    for kind in ("unclear", "wrong value"):
        if any(outcome.kind == kind for outcome in outcomes):
            notes = [
                Note(note.mistake, f"Entry {position}: {note.explanation}")
                for position, outcome in enumerate(outcomes, 1)
                if outcome.kind == kind
                for note in outcome.notes[:1]
            ]
            reason = next(outcome.reason for outcome in outcomes if outcome.kind == kind)
            return Outcome(kind, tuple(notes[:8]), reason)
    if None not in (left.first, right.first) and left.first != right.first:
        return Outcome("unclear", reason="the entries agree, and the marked origins differ")
    return next((outcome for outcome in outcomes if outcome.kind == "rounded"), Outcome("exact"))


def _numbers(
    left: Fraction, right: Fraction, left_node: Node, right_node: Node, sign: str, *, checked: bool
) -> Outcome:
    difference = right - left
    if difference == 0:
        return Outcome("exact")
    unit = max(_unit(right_node), _unit(left_node))
    if abs(difference) * 2 <= unit:
        if sign == "≈":
            return Outcome("exact")
        text = f"{to_text(right_node)} is {shown(left)} rounded; write ≈, or the exact value."
        return Outcome("rounded", (Note("rounding", text),))
    if sign == "≈":
        if abs(difference) <= max(unit, abs(left) / 20):
            return Outcome("unclear", reason=f"how near ≈ has to be; they differ by {shown(difference)}")
    elif abs(difference) <= (0 if checked else _slack(left_node)) + _slack(right_node):
        return Outcome("unclear", reason="it holds only up to the rounding of the numbers in it")
    return Outcome("wrong value", tuple(_explain(left_node, right_node, difference, left)))


def _explain(left_node: Node, right_node: Node, difference: Fraction, right_value: Fraction) -> Iterator[Note]:
    """Yield what explains a wrong number: a fault in one term, or the difference alone."""
    terms = [(term, value) for term in _terms(left_node) if (value := _value(term))]
    others = [value for term in _terms(right_node) if (value := _value(term)) is not None]
    if len(others) == len(_terms(right_node)) == len(_terms(left_node)) > 1:
        wrong = [(t, o) for t, o in zip(_terms(left_node), others, strict=True) if _value(t) not in (o, None)]
        if len(wrong) == 1:
            term, other = wrong[0]
            yield Note("slip", f"{to_text(term)} is {_value(term)}, not {other}.")
            return
    for mistake, factor, text in (
        ("sign", -2, "the sign of {term} was lost"),
        ("term-missing", -1, "{term} was left out"),
        ("term-twice", 1, "{term} was counted twice"),
    ):
        hits = [term for term, value in terms if factor * value == difference]
        if hits and len(terms) > 1:
            yield Note(mistake, f"It is {right_value}; as if {text.format(term=to_text(hits[0]))}.")
    if not any(factor * value == difference for _, value in terms for factor in (-2, -1, 1)) or len(terms) < 2:
        yield Note("slip", f"It is {right_value}; what is written is off by {difference}.")


def _terms(node: Node) -> tuple[Node, ...]:
    while isinstance(node, Fence):
        node = node.inner
    return node.terms if isinstance(node, Add) else (node,)


def _value(node: Node) -> Fraction | None:
    try:
        value = evaluate(node, World())
    except Unread:
        return None
    return value if isinstance(value, Fraction) else None


def _unit(node: Node) -> Fraction:
    """Return the unit of the last place of a lone decimal number, else 0."""
    while isinstance(node, Negative | Fence):
        node = node.operand if isinstance(node, Negative) else node.inner
    match = _DECIMAL.fullmatch(node.text) if isinstance(node, Number) else None
    return Fraction(1, 10 ** len(match[1])) if match else Fraction(0)


def _slack(node: Node) -> Fraction:
    """Return by how much the rounding of the numbers in it can move a formula, roughly and generously.

    Only numbers that look rounded count: 0.33 and 0.67 do, 0.25 and 1.5 do not.
    """
    units: list[Fraction] = []
    largest = Fraction(1)
    waiting = [node]
    for _ in range(MOST_LITERALS):
        if not waiting:
            break
        part = waiting.pop()
        waiting += children(part)
        if isinstance(part, Number):
            largest = max(largest, part.value)
            if (
                (part.value * 20).denominator > 1
                and (part.value * 64).denominator > 1
                and _unit(part) < Fraction(1, 10)
            ):
                units.append(_unit(part) / 2)
    return sum(units, Fraction(0)) * largest


def _entries(node: Node, number: int) -> list[Node]:
    """Return the nodes of the entries, or the node itself for each."""
    found: list[Node] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Vector):
            waiting += reversed(part.entries)
        else:
            found.append(part)
    return found if len(found) == number else [Fence(Number(Fraction(0)))] * number


def _flat(array: Array) -> list[Fraction]:
    found: list[Fraction] = []
    waiting = [array.rows]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting += reversed(part)
        else:
            found.append(part)
    return found


def _lengths(array: Array) -> str:
    return " × ".join(map(str, array.shape))
