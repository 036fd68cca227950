"""Questions about expression trees: their children, the names that are free in them, and trees with names replaced.

May import: ``syntax``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from symconv.syntax.nodes import Call, Fence, Name, Node, Summation

__all__ = ["children", "free_names", "mentions", "parts", "rebuilt", "renamed", "unfenced"]

BINDERS = frozenset({"seq"})
CONSTANTS = frozenset({"I", "pi"})


def parts(value: object) -> Iterator[Node]:
    """Yield the nodes in a field: the node itself, or those inside (nested) tuples."""
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from parts(item)


def children(node: Node) -> Iterator[Node]:
    """Yield the operands of a node from left to right."""
    for field in fields(node):
        if field.name != "span":
            yield from parts(getattr(node, field.name))


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


def mentions(node: Node, name: str, function: str = "") -> bool:
    """Tell whether a name occurs anywhere, or an operator that uses it without saying."""
    if isinstance(node, Name):
        return node.name == name
    if isinstance(node, Call) and node.function == function:
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


def renamed(node: Node, values: Mapping[str, Node]) -> Node:
    """Return the tree with free names replaced; bound names are left alone and must not occur in the values."""
    if not values:
        return node
    if isinstance(node, Name):
        return values.get(node.name, node)
    inner = {name: value for name, value in values.items() if name not in bound_names(node)}
    return rebuilt(node, lambda child: renamed(child, inner))
