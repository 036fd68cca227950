"""What stands on the left of a definition: ``y``, ``y[n]``, ``y[2]``, ``x * h``.

May import: ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterator

from symconv.syntax.nodes import Call, Cases, Fence, Index, Infix, Name, Node, Number, Product, Vector, children
from symconv.syntax.spellings import FUNCTIONS

__all__ = ["is_label", "is_operation", "name_of", "names_in", "says_what_it_means"]


def is_label(node: Node) -> bool:
    """Whether a node can be given a value: a name, a sample, or two names with an operation between them."""
    match node:
        case Name():
            return True
        case Index(signal=Name(), indices=(_,)):
            return True
        case Call(function="diff"):
            return True
        case Call(function=function, arguments=(_,), options=()):
            return function not in FUNCTIONS
        case Index(signal=signal, indices=(_,)) if is_operation(signal):
            return True
    return is_operation(node)


def is_operation(node: Node) -> bool:
    """Whether a node is an operation on two signals that have names: ``x * h``, ``x[n] * h[n]``, ``(x * h)[n]``."""
    match node:
        case Index(signal=inner, indices=(Name(),)) | Fence(inner=inner) if not isinstance(inner, Name):
            return is_operation(inner)
        case (
            Call(function="conv" | "corr", arguments=(left, right))
            | Infix(left=left, right=right)
            | Product(factors=(left, right), sign="*")
        ):
            return bool(name_of(left)) and bool(name_of(right))
    return False


def name_of(node: Node) -> str:
    """Return the signal that a label names as a whole: ``y`` or ``y[n]``, or ``""``."""
    match node:
        case Name(name=name) | Index(signal=Name(name=name), indices=(Name(),)):
            return name
        case Call(function=name, arguments=(Name(),), options=()) if name not in FUNCTIONS:
            return name
    return ""


def names_in(node: Node) -> Iterator[str]:
    """Yield every name in a node."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Name):
            yield part.name
        elif isinstance(part, Call):
            yield part.function
        waiting += children(part)


def says_what_it_means(left: Node, right: Node) -> bool:
    """Whether ``left = right`` only says what a name means: nothing is written out that could not be read."""
    if not is_label(left) or isinstance(right, Vector | Cases | Number):
        return False
    return not is_operation(left) or (is_label(right) and not set(names_in(right)) & set(names_in(left)))
