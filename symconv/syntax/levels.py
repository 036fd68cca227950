"""How tightly each kind of node binds, and what each place needs: one table for the parser and the printers.

Parentheses that a place needs are not kept in the tree, for every printer puts them back;
parentheses that it does not need stay as a `Fence`.

May import: ``syntax.nodes``.
"""

from __future__ import annotations

from enum import IntEnum

from symconv.syntax.nodes import (
    Add,
    Call,
    Chain,
    Fence,
    Infix,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Summation,
    Vector,
)

__all__ = [
    "ARGUMENTS",
    "ASSOCIATIVE",
    "OPERATIONS",
    "Level",
    "Place",
    "is_open",
    "is_operation",
    "level",
    "needs_parentheses",
    "placed",
]


class Level(IntEnum):
    """How tightly a node binds, loosest first."""

    CHAIN = 0
    SUM = 1
    NEGATIVE = 2
    PRODUCT = 3
    JUXTAPOSED = 4
    POWER = 5
    ATOM = 6


class Place(IntEnum):
    """Where an operand stands; the value is the lowest level that may stand there without parentheses, times ten."""

    ARGUMENT = 10
    TERM = 20
    NEGATED = 30
    NUMERATOR = 31
    BODY = 32
    DENOMINATOR = 41
    FACTOR = 42
    OPERAND = 43
    BASE = 60
    EXPONENT = 61
    SIGNAL = 62


ASSOCIATIVE = frozenset("∗⊛")
"""Signs of operations that may be chained without parentheses."""
OPERATIONS = {"conv": "∗", "corr": "⋆"}
"""Functions that LaTeX writes as signs between two signals, and the signs."""
ARGUMENTS = {"conv": Place.OPERAND, "corr": Place.OPERAND, "mod": Place.OPERAND, "diff": Place.BODY}
"""Where the arguments of a function stand in LaTeX, which writes these without brackets around each."""

_LEVELS: dict[type[Node], Level] = {
    Chain: Level.CHAIN,
    Add: Level.SUM,
    Negative: Level.NEGATIVE,
    Product: Level.PRODUCT,
    Quotient: Level.PRODUCT,
    Infix: Level.PRODUCT,
    Summation: Level.PRODUCT,
    Power: Level.POWER,
}


def is_operation(node: Node) -> bool:
    """Whether LaTeX writes the node with a sign between two signals."""
    if isinstance(node, Call):
        return node.function in OPERATIONS and len(node.arguments) == 2 and not node.options
    return isinstance(node, Infix)


def is_open(node: Node) -> bool:
    """Whether what follows the node would be read as part of it, where sums and derivatives have no brackets."""
    if isinstance(node, Product):
        return is_open(node.factors[-1])
    return isinstance(node, Summation) or (isinstance(node, Call) and node.function == "diff")


def level(node: Node) -> Level:
    """Return how tightly a node binds in the notation where it binds least."""
    match node:
        case Number(value=value, text=text):
            return Level.ATOM if "e" not in text.lower() and (text or value.denominator == 1) else Level.PRODUCT
        case Call(function=function) if function in ("diff", "mod") or is_operation(node):
            return Level.PRODUCT
    return _LEVELS.get(type(node), Level.ATOM)


def needs_parentheses(node: Node, place: Place) -> bool:
    """Whether a node must stand in parentheses at a place.

    Examples
    --------
    >>> from symconv.syntax.nodes import Name
    >>> minus = Negative(Name("a"))
    >>> needs_parentheses(minus, Place.FACTOR), needs_parentheses(minus, Place.TERM)
    (True, False)
    """
    if place is Place.NUMERATOR and (isinstance(node, Infix | Call) or is_open(node)):
        return level(node) < Level.POWER
    if place is Place.BASE and isinstance(node, Call) and node.function in ("abs", "abs2"):
        return True
    return level(node) * 10 < place // 10 * 10


def placed(node: Node, place: Place) -> Node:
    """Return what was read as it stands in the tree at a place: without the parentheses that it needs there.

    Examples
    --------
    >>> from symconv.syntax.nodes import Name
    >>> placed(Fence(Negative(Name("a"))), Place.FACTOR)
    Negative(operand=Name(name='a'))
    >>> placed(Fence(Name("a")), Place.FACTOR)
    Fence(inner=Name(name='a'))
    """
    if isinstance(node, Fence) and not isinstance(node.inner, Vector) and needs_parentheses(node.inner, place):
        return node.inner
    return node
