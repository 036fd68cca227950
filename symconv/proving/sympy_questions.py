"""Statements that come as SymPy equations: their text, and what SymPy's symbols are assumed to be.

May import: ``cases``, ``complaints``, ``tree``, ``syntax``; SymPy only through ``syntax``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from symconv.errors import LimitError, ParseError, UnsupportedProblemError
from symconv.proving.cases import without_cases
from symconv.proving.complaints import Source
from symconv.proving.tree import rebuilt
from symconv.syntax import parse_expression, sympy_to_node, to_text
from symconv.syntax.nodes import Call, Cases, Name, Node

__all__ = ["text_of_sympy"]

PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*", re.ASCII)


def text_of_sympy(statement: Any) -> tuple[str, tuple[str, ...]]:
    """Return the text of an equation, and hypotheses from the assumptions of its symbols.

    Raises
    ------
    LimitError
        If it is nested too deeply.
    UnsupportedProblemError
        If something in it is not in the language, or a symbol's name would be read as something else.
    """
    try:
        source = Source(str(statement)[:200])
        node = _plain(sympy_to_node(statement), source)
        _refuse_constants(statement)
        return to_text(node), tuple(_hypotheses(statement))
    except RecursionError:
        raise LimitError("reading a SymPy expression", "its nesting", limit="Python's recursion") from None


def _plain(node: Node, source: Source) -> Node:
    """Return the expression with names that the language has, and without definitions by cases."""
    changed = rebuilt(node, lambda child: _plain(child, source))
    if isinstance(changed, Cases):
        return without_cases(changed, source)
    if isinstance(changed, Name) and not PLAIN.fullmatch(changed.name):
        return _operator(changed.name)
    return changed


def _operator(name: str) -> Node:
    """Read a symbol that stands for a signal, such as ``conv(f, g)``."""
    try:
        node = parse_expression(name, notation="text")
    except ParseError:
        node = Name(name)
    if not isinstance(node, Call) or to_text(node) != name:
        raise UnsupportedProblemError(
            f"reading a SymPy expression: the name {name[:40]!r} has other signs than letters, digits and underscores "
            "in it; rename the symbol"
        )
    return node


def _symbols(statement: Any) -> list[Any]:
    return sorted(getattr(statement, "free_symbols", ()), key=str)


def _refuse_constants(statement: Any) -> None:
    for symbol in _symbols(statement):
        if getattr(symbol, "is_Symbol", False) and symbol.name in ("I", "pi", "oo"):
            raise UnsupportedProblemError(
                f"reading a SymPy expression: the symbol {symbol.name!r} would be read as the constant; rename it"
            )


def _hypotheses(statement: Any) -> Iterator[str]:
    """Yield what SymPy knows about integers: SymPy's own word for it becomes a hypothesis."""
    for symbol in _symbols(statement):
        if getattr(symbol, "is_Symbol", False) and symbol.is_integer and PLAIN.fullmatch(symbol.name):
            if symbol.is_positive:
                yield f"{symbol.name} > 0"
            elif symbol.is_nonnegative:
                yield f"{symbol.name} >= 0"
