"""Nodes to plain text: the ASCII language of statements, or the same with the signs of mathematics.

May import: ``syntax.nodes``, ``syntax.levels``, ``syntax.spellings``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from symconv.syntax.levels import ASSOCIATIVE, Level, Place, is_operation, level, needs_parentheses
from symconv.syntax.nodes import (
    Add,
    Call,
    Cases,
    Chain,
    Dots,
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
    Summation,
    Vector,
    Word,
    children,
)
from symconv.syntax.spellings import CONSTANTS, GREEK, SUPERSCRIPTS

__all__ = ["TEXT", "UNICODE", "Style", "TextWriter", "may_adjoin", "stand_apart"]


@dataclass(frozen=True, slots=True)
class Style:
    """The signs of one kind of plain text."""

    minus: str
    times: str
    """Between factors with a written sign."""
    beside: str
    """Between factors without one."""
    power: str
    dots: str
    relations: dict[str, str]
    names: dict[str, str]
    mathematical: bool
    """Sums with Σ, exponents raised."""


TEXT: Final = Style("-", "*", "*", "**", "...", {}, {}, False)
UNICODE: Final = Style(
    "−",
    "·",
    " ",
    "^",
    "…",
    {"!=": "≠", "<=": "≤", ">=": "≥"},
    {name: letter for letters in (GREEK, CONSTANTS) for letter, name in letters.items()},
    True,
)
_RAISED: Final = {digit: raised for raised, digit in SUPERSCRIPTS.items()}


class TextWriter:
    """Writes nodes in one style."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def write(self, node: Node) -> str:
        """Return the text of a node."""
        match node:
            case Number():
                return node.text or str(node.value)
            case Name(name=name):
                return self._name(name)
            case Add(terms=terms):
                return self._sum(terms)
            case Negative(operand=operand):
                return self.style.minus + self.place(operand, Place.NEGATED)
            case Product(factors=factors, sign=sign):
                return self._product(factors, sign)
            case Quotient(numerator=above, denominator=below):
                return f"{self.place(above, Place.NUMERATOR)}/{self.place(below, Place.DENOMINATOR)}"
            case Power(base=base, exponent=exponent):
                return self._power(base, exponent)
            case Index(signal=signal, indices=indices):
                return f"{self.place(signal, Place.SIGNAL)}[{self._list(indices)}]"
            case Call():
                return self._call(node)
            case Summation():
                return self._summation(node)
            case Infix(sign=sign, left=left, right=right):
                return f"{self._operand(left, sign)} {sign} {self._operand(right)}"
            case Fence(inner=Vector(entries=entries, origin=None)):
                return f"({self._list(entries)}{',' if len(entries) == 1 else ''})"
            case Fence(inner=inner):
                return f"({self.write(inner)})"
            case Vector():
                return self._vector(node, node.origin)
            case Chain(first=first, links=links):
                rest = "".join(f" {self.style.relations.get(sign, sign)} {self._side(right)}" for sign, right in links)
                return self._side(first) + rest
            case Cases(branches=branches):
                return "{" + "; ".join(self._branch(value, condition) for value, condition in branches) + "}"
            case Word(text=text):
                return text
            case Dots():
                return self.style.dots
        raise TypeError(f"{type(node).__name__} is no node that can be printed")

    def place(self, node: Node, place: Place) -> str:
        """Return a node as it stands at a place, in parentheses where it needs them."""
        needed = needs_parentheses(node, place) and not self._is_closed(node)
        return f"({self.write(node)})" if needed else self.write(node)

    def _is_closed(self, node: Node) -> bool:
        """Whether this style writes the node with its own brackets."""
        if isinstance(node, Call):
            return True
        return isinstance(node, Summation) and not self.style.mathematical

    def _name(self, name: str) -> str:
        stem, underscore, rest = name.partition("_")
        return self.style.names.get(stem, stem) + underscore + rest

    def _list(self, nodes: tuple[Node, ...]) -> str:
        return ", ".join(map(self._side, nodes))

    def _side(self, node: Node) -> str:
        return f"({self.write(node)})" if isinstance(node, Chain) else self.write(node)

    def _sum(self, terms: tuple[Node, ...]) -> str:
        parts = [self.place(terms[0], Place.TERM)]
        for term in terms[1:]:
            if isinstance(term, Negative):
                parts.append(f" {self.style.minus} {self.place(term.operand, Place.NEGATED)}")
            else:
                parts.append(f" + {self.place(term, Place.TERM)}")
        return "".join(parts)

    def _product(self, factors: tuple[Node, ...], sign: str) -> str:
        parts = [self._factor(factor, last=factor is factors[-1]) for factor in factors]
        apart = not self.style.mathematical or stand_apart(factors, sign)
        return (self.style.times if apart else self.style.beside).join(parts)

    def _factor(self, node: Node, *, last: bool) -> str:
        if self.style.mathematical and isinstance(node, Summation) and last:
            return self.write(node)
        return self.place(node, Place.FACTOR)

    def _operand(self, node: Node, sign: str = "") -> str:
        if isinstance(node, Infix) and node.sign == sign and sign in ASSOCIATIVE:
            return self.write(node)
        return self.place(node, Place.OPERAND)

    def _power(self, base: Node, exponent: Node) -> str:
        below = self.place(base, Place.BASE)
        inner = exponent.operand if isinstance(exponent, Negative) else exponent
        if self.style.mathematical and isinstance(inner, Number) and inner.value.denominator == 1 and not inner.text:
            digits = f"{'-' if isinstance(exponent, Negative) else ''}{inner.value}"
            return below + "".join(_RAISED[digit] for digit in digits)
        return f"{below}{self.style.power}{self.place(exponent, Place.EXPONENT)}"

    def _call(self, node: Call) -> str:
        options = "".join(f", {name}={self._side(value)}" for name, value in node.options)
        return f"{node.function}({self._list(node.arguments)}{options})"

    def _summation(self, node: Summation) -> str:
        indices = ", ".join(map(self._name, node.indices))
        if not self.style.mathematical:
            index = f"({indices})" if len(node.indices) > 1 else indices
            limits = "" if node.lower is None else f"{self.write(node.lower)}, {self._upper(node)}, "
            return f"sum({index}, {limits}{self._side(node.body)})"
        if node.lower is None:
            under = f"_{{{indices}}}" if len(indices) > 1 else f"_{indices}"
        else:
            upper = self._upper(node)
            under = f"_{{{indices}={self.write(node.lower)}}}^{{{upper}}}"
        return f"Σ{under} {self.place(node.body, Place.BODY)}"

    def _upper(self, node: Summation) -> str:
        return self.write(Name("oo") if node.upper is None else node.upper)

    def _vector(self, node: Vector, origin: tuple[int, ...] | None) -> str:
        texts = []
        for position, entry in enumerate(node.entries):
            marked = origin is not None and origin[0] == position
            rest = origin[1:] if marked and origin else None
            if isinstance(entry, Vector):
                texts.append(self._vector(entry, rest or entry.origin))
            else:
                texts.append(("_" if marked else "") + self._side(entry))
        return f"[{', '.join(texts)}]"

    def _branch(self, value: Node, condition: Node | None) -> str:
        return f"{self.write(value)} " + ("otherwise" if condition is None else f"if {self.write(condition)}")


def may_adjoin(left: Node, right: Node) -> bool:
    """Whether two factors may stand side by side: the parser must not read them as a call, an index or one number."""
    start = right
    while isinstance(start, Power | Index):
        start = start.base if isinstance(start, Power) else start.signal
    sequence = isinstance(start, Call) and start.function == "seq"
    parenthesised = sequence or isinstance(start, Fence) or level(start) <= Level.PRODUCT
    mixed = isinstance(right, Quotient) and _is_number(right) and _is_number(left)
    if mixed or isinstance(start, Number | Vector | Dots):
        return False
    end = left.exponent if isinstance(left, Power) else left
    if parenthesised and (isinstance(end, Name) or is_operation(left)):
        return False
    if isinstance(left, Name) and isinstance(start, Name):
        return _is_short(left.name) and _is_short(start.name)
    return not isinstance(left, Dots | Word)


def stand_apart(factors: tuple[Node, ...], sign: str) -> bool:
    """Whether signs of multiplication are shown: before numbers where they were written, else where one is needed."""
    return (
        any(isinstance(factor, Product) for factor in factors)
        or any(not may_adjoin(left, right) for left, right in pairwise(factors[:-1]))
        or not (isinstance(factors[-1], Summation) or may_adjoin(*factors[-2:]))
        or (sign == "*" and any(_is_value(right) for right in factors[1:]))
    )


def _is_value(node: Node) -> bool:
    """Whether a node is a number, complex ones included; a lone constant stands well beside its factor."""
    if isinstance(node, Name):
        return False
    parts = list(children(node))
    return isinstance(node, Number | Add | Negative | Fence | Quotient | Power | Product) and all(
        _is_value(part) or part == Name("I") for part in parts
    )


def _is_short(name: str) -> bool:
    stem = name.partition("_")[0]
    return name in GREEK.values() or (stem[:1].isalpha() and (len(stem) == 1 or stem[1:].isdecimal()))


def _is_number(node: Node) -> bool:
    if isinstance(node, Quotient):
        return isinstance(node.numerator, Number) and isinstance(node.denominator, Number)
    return isinstance(node, Number)
