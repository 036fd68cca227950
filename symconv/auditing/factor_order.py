"""The order of factors in an expansion: where all other terms are kernel times signal, one is signal times kernel.

The value is the same, so it is a slip; a reader who follows the window stumbles over it.

May import: ``operations``, this package.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from symconv.auditing.claims import Note
from symconv.auditing.outcomes import Outcome
from symconv.auditing.readings import Reading, readings
from symconv.auditing.stated import plain_name, stated_signals
from symconv.auditing.values import Array, Operation, Unread, World, evaluate
from symconv.auditing.worked_text import Sentence
from symconv.errors import SymconvError
from symconv.operations import as_windowed_sum
from symconv.syntax import to_text
from symconv.syntax.nodes import Add, Fence, Infix, Name, Node, Product, Vector

__all__ = ["exchanged_factors"]

LEAST_TERMS: Final = 4
"""Fewest terms from which an order can be seen."""
MOST_ENTRIES: Final = 60
Pair = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class _Term:
    node: Node
    pair: Pair


def exchanged_factors(sentences: Sequence[Sentence]) -> Iterator[tuple[tuple[int, int], Outcome]]:
    """Yield the terms whose factors are exchanged against all others of their expansion."""
    stated = stated_signals(sentences)
    for sentence in sentences:
        if sentence.chain is None:
            continue
        parts = [sentence.chain.first, *(part for _, part in sentence.chain.links)]
        operation = next((found for part in parts if (found := _operation(part, stated)) is not None), None)
        for part in parts if operation is not None else ():
            rows = _rows(part)
            if rows and operation is not None:
                for term, kernel_first in _exceptions(rows, operation):
                    yield sentence.place(term.node), _slip(term, kernel_first)


def _operation(part: Node, stated: Mapping[str, Array]) -> Operation | None:
    if not (isinstance(part, Infix) and isinstance(part.left, Name) and isinstance(part.right, Name)):
        return None
    left, right = (stated.get(plain_name(side.name)) for side in (part.left, part.right))
    return Operation("*", left, right) if left is not None and right is not None else None


def _rows(part: Node) -> list[list[_Term]]:
    """Return the products of each entry of a vector, or nothing if it has others."""
    if not isinstance(part, Vector) or len(part.entries) > MOST_ENTRIES:
        return []
    rows = []
    for entry in part.entries:
        while isinstance(entry, Fence):
            entry = entry.inner
        terms = [_term(node) for node in (entry.terms if isinstance(entry, Add) else (entry,))]
        found = [term for term in terms if term is not None]
        if len(found) < len(terms):
            return []
        rows.append(found)
    return rows


def _term(node: Node) -> _Term | None:
    if not isinstance(node, Product) or len(node.factors) != 2:
        return None
    try:
        first, second = (evaluate(factor, World()) for factor in node.factors)
    except Unread:
        return None
    if isinstance(first, Fraction) and isinstance(second, Fraction):
        return _Term(node, (first, second))
    return None


def _exceptions(rows: list[list[_Term]], operation: Operation) -> Iterator[tuple[_Term, bool]]:
    """Yield the terms in the rarer order, and whether the others have the kernel first."""
    for reading in readings(operation):
        pairs = _pairs(reading)
        if pairs is None or [len(row) for row in rows] != [len(row) for row in pairs]:
            continue
        orders = [
            _order(term.pair, pair)
            for row, wanted in zip(rows, pairs, strict=True)
            for term, pair in zip(row, wanted, strict=True)
        ]
        terms = [term for row in rows for term in row]
        if None in orders:
            continue
        kernel_first = [term for term, order in zip(terms, orders, strict=True) if order == "kernel"]
        signal_first = [term for term, order in zip(terms, orders, strict=True) if order == "signal"]
        few, many = sorted((kernel_first, signal_first), key=len)
        if len(many) >= LEAST_TERMS and len(few) * 4 <= len(many):
            for term in few:
                yield term, many is kernel_first
        return


def _pairs(reading: Reading) -> list[list[Pair]] | None:
    """Return kernel and signal of each product that a reading adds, in the order of the window."""
    try:
        total = as_windowed_sum(reading.task)
    except (SymconvError, TypeError):
        return None
    if len(total.shape) != 1:
        return None
    rows = []
    for n in total.outputs():
        terms = [term for term in total.terms(n) if term.source is not None]
        rows.append([(Fraction(str(term.weight)), Fraction(str(term.sample))) for term in terms])
    return rows


def _order(written: Pair, wanted: Pair) -> str | None:
    if written == wanted:
        return "either" if wanted[0] == wanted[1] else "kernel"
    return "signal" if written == wanted[::-1] else None


def _slip(term: _Term, kernel_first: bool) -> Outcome:
    a, b = term.pair
    order = "the kernel comes first" if kernel_first else "the signal comes first"
    text = f"In all other terms {order}; here the factors are exchanged: {b}*{a} is meant. The value is the same."
    return Outcome("holds", "term", "exact", to_text(term.node), f"{b}*{a}", (Note("order-of-factors", text),))
