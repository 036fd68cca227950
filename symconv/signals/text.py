"""A signal as it is typed: ``[2, 1, 3]``, ``1/2, _1, a``, ``[[1, 2], [3, 4]]``.

May import: ``errors``, ``exact``, ``syntax``, the rest of ``signals``. Must never evaluate text by itself.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symconv.errors import SupportError, UnsupportedProblemError
from symconv.syntax import node_to_sympy, parse_signal
from symconv.syntax.nodes import Negative, Node, Number, Quotient, Vector

__all__ = ["entries_of_text", "entry_value"]


def entries_of_text(text: str, source: str) -> tuple[list[Any], tuple[int, ...] | None]:
    """Return the nested entries of a literal signal, and the index of its first sample where one is marked.

    Raises
    ------
    ParseError, LimitError
        If the text is not in the language, or is too long.
    UnsupportedProblemError
        If it is a formula.

    Examples
    --------
    >>> entries_of_text("1/2, _1, a", "")
    ([Fraction(1, 2), Fraction(1, 1), a], (-1,))
    """
    node = parse_signal(text, source=source)
    if not isinstance(node, Vector):
        raise UnsupportedProblemError(
            f"reading a signal: {text.strip()[:60]!r} is a formula, where samples are needed; "
            "list the samples, [1, 2, 3], and write [3] for a single one"
        )
    first = None if node.origin is None else tuple([-place for place in node.origin])
    return _entries(node, text), first


def entry_value(node: Node, text: str) -> Any:
    """Return the exact value of one entry; plain numbers do not need SymPy's arithmetic."""
    match node:
        case Number(value=value):
            return value
        case Negative(operand=operand) if isinstance(value := entry_value(operand, text), Fraction):
            return -value
        case Quotient(numerator=Number(value=numerator), denominator=Number(value=denominator)) if denominator:
            return numerator / denominator
        case _:
            return node_to_sympy(node, text=text)


def _entries(vector: Vector, text: str) -> list[Any]:
    rows = [isinstance(entry, Vector) for entry in vector.entries]
    if any(rows) and not all(rows):
        raise SupportError("reading a signal: numbers and rows stand side by side; nest all rows equally deep")
    return [
        _entries(entry, text) if isinstance(entry, Vector) else entry_value(entry, text) for entry in vector.entries
    ]
