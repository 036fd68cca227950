"""Which expressions are whole signals, and how many axes they have, once the named signals are known.

May import: ``language``, ``tree``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from symconv.proving.language import OPERATORS
from symconv.proving.tree import adds_signals, unfenced
from symconv.syntax.nodes import (
    Add,
    Call,
    Infix,
    Name,
    Negative,
    Node,
    Product,
    Quotient,
    Summation,
    Vector,
    children,
)

__all__ = ["dimension_of", "is_signal", "literal_entries"]

Dimensions = Mapping[str, int]
"""The named signals, and how many axes each has."""


def is_signal(node: Node, signals: Dimensions) -> bool:
    """Tell whether an expression is a whole signal."""
    match unfenced(node):
        case Name(name):
            return name in signals or name in ("delta", "step")
        case Call(function, arguments):
            result = OPERATORS[function].result
            same = result == "same" and is_signal(arguments[0], signals)
            return same or result in ("signal", "residues", "sequence")
        case Infix() | Vector():
            return True
        case Add(inner) | Product(inner):
            return any(is_signal(part, signals) for part in inner)
        case Negative(operand) | Quotient(operand):
            return is_signal(operand, signals)
        case Summation(indices, _, _, body):
            return adds_signals(indices, body) and is_signal(body, signals)
    return False


def dimension_of(node: Node, signals: Dimensions) -> int | None:
    """Return the number of axes of a signal expression, or ``None`` where only its context tells."""
    inner = unfenced(node)
    match inner:
        case Name(name):
            return signals.get(name)
        case Vector():
            return len(literal_entries(inner)[0][0])
        case Call("seq", arguments):
            return len(arguments) - 1
        case Call("outer", (u, v)) | Infix("⊗", u, v):
            return (dimension_of(u, signals) or 1) + (dimension_of(v, signals) or 1)
        case Call("shift", (f, *steps)):
            return dimension_of(f, signals) or len(steps)
        case Call(function, arguments):
            return _first(arguments[: OPERATORS[function].signals or 1], signals)
    return _first((child for child in children(inner) if is_signal(child, signals)), signals)


def _first(nodes: Iterable[Node], signals: Dimensions) -> int | None:
    return next((d for node in nodes if (d := dimension_of(node, signals))), None)


def literal_entries(vector: Vector) -> list[tuple[tuple[int, ...], Node]]:
    """Return the entries of a literal signal with their positions."""
    found: list[tuple[tuple[int, ...], Node]] = []
    for i, entry in enumerate(vector.entries):
        if isinstance(entry, Vector):
            found.extend(((i, *point), inner) for point, inner in literal_entries(entry))
        else:
            found.append(((i,), entry))
    return found
