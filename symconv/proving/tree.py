"""Questions about expression trees: the names that are free in them, and trees with their operands changed.

May import: ``syntax``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

from symconv.syntax.nodes import Add, Call, Fence, Name, Negative, Node, Number, Summation, children

__all__ = ["adds_signals", "bound_names", "free_names", "mentions", "over_one_period", "rebuilt", "unfenced"]

BINDERS = frozenset({"seq"})
CONSTANTS = frozenset({"I", "pi", "oo"})


def unfenced(node: Node) -> Node:
    """Return a node without the parentheses around it."""
    while isinstance(node, Fence):
        node = node.inner
    return node


def bound_names(node: Node) -> frozenset[str]:
    """Return the indices that a node binds in its body: those of a sum, or of ``seq``."""
    if isinstance(node, Summation):
        return frozenset(node.indices)
    if isinstance(node, Call) and node.function in BINDERS:
        return frozenset(a.name for a in node.arguments[:-1] if isinstance(a, Name))
    return frozenset()


def free_names(node: Node) -> frozenset[str]:
    """Return the names that occur outside the sums and sequences that bind them.

    Examples
    --------
    >>> sorted(free_names(Summation(("m",), None, None, Name("m"))) | free_names(Name("n")))
    ['n']
    """
    if isinstance(node, Name):
        return frozenset() if node.name in CONSTANTS else frozenset({node.name})
    found: frozenset[str] = frozenset()
    if isinstance(node, Summation):
        for limit in (node.lower, node.upper):
            if limit is not None:
                found |= free_names(limit)
        return found | free_names(node.body) - frozenset(node.indices)
    for child in children(node):
        found |= free_names(child)
    return found - bound_names(node)


def adds_signals(indices: tuple[str, ...], body: Node) -> bool:
    """Tell whether a sum whose body is a signal is one of signals: they change with its index.

    Without that an index was forgotten, as in Σ_n f.
    """
    return bool(free_names(body) & frozenset(indices))


def mentions(node: Node, name: str, function: str = "") -> bool:
    """Tell whether a name occurs anywhere, or an operator that uses it where nothing else is said."""
    if isinstance(node, Name):
        return node.name == name
    if isinstance(node, Call) and node.function == function and len(node.arguments) == 1:
        return True
    return any(mentions(child, name, function) for child in children(node))


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return the node with every direct operand changed."""

    def changed(value: object) -> object:
        if isinstance(value, Node):
            return change(value)
        if isinstance(value, tuple):
            return tuple(map(changed, value))
        return value

    values: dict[str, Any] = {f.name: changed(getattr(node, f.name)) for f in fields(node) if f.name != "span"}
    return replace(node, **values)


def over_one_period(node: Node, modulus: Node) -> Node:
    """Return the node with limits 0 and N − 1 at every sum without limits, as sums over Z/N are usually written."""
    last = Number(modulus.value - 1) if isinstance(modulus, Number) else Add((modulus, Negative(Number(Fraction(1)))))

    def limited(inner: Node) -> Node:
        inner = rebuilt(inner, limited)
        if isinstance(inner, Summation) and inner.lower is None and inner.upper is None and len(inner.indices) == 1:
            return Summation(inner.indices, Number(Fraction(0)), last, inner.body)
        return inner

    return limited(node)
