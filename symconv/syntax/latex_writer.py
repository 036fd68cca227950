r"""Nodes to LaTeX: what a textbook would print and the parser reads back.

May import: ``syntax.nodes``, ``syntax.levels``, ``syntax.spellings``, ``syntax.text_writer``.
"""

from __future__ import annotations

import re
from typing import Final

from symconv.syntax.levels import ASSOCIATIVE, OPERATIONS, Place, is_open, is_operation, needs_parentheses
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
)
from symconv.syntax.spellings import BLACKBOARD, GREEK, UPRIGHT
from symconv.syntax.text_writer import stand_apart

__all__ = ["LatexWriter"]

_INFIX: Final = {"∗": r"\ast", "⋆": r"\star", "⊛": r"\circledast", "⊗": r"\otimes"}
_RELATIONS: Final = {
    "!=": r"\ne",
    "<=": r"\le",
    ">=": r"\ge",
    "≈": r"\approx",
    "≡": r"\equiv",
    ":=": r"\mathrel{:=}",
    "∈": r"\in",
    "→": r"\to",
    "⇒": r"\Rightarrow",
    "⇔": r"\Leftrightarrow",
}
_NAMES: Final = {
    **{name: f"\\{name}" for name in GREEK.values()},
    "oo": r"\infty",
    "ell": r"\ell",
    **{name: rf"\mathrm{{{letter}}}" for letter, name in UPRIGHT.items() if letter != "j"},
    **{letter: rf"\mathbb{{{name}}}" for name, letter in BLACKBOARD.items()},
}
_FENCES: Final = {
    "abs": (r"\left|", r"\right|"),
    "floor": (r"\left\lfloor ", r" \right\rfloor"),
    "ceil": (r"\left\lceil ", r" \right\rceil"),
}
_COMMANDS: Final = frozenset(["exp", "cos", "sin", "tan", "log", "min", "max", "gcd"])
_ESCAPES: Final = {character: f"\\{character}" for character in "#$%&_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TALL: Final = re.compile(r"\\(?:frac|sum|begin|sqrt|left|underline)|\^")
"""What makes a formula taller than a line."""
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")


class LatexWriter:
    """Writes nodes as LaTeX."""

    def write(self, node: Node) -> str:
        """Return the LaTeX of a node."""
        match node:
            case Number(value=value, text=text):
                return _decimal(text) if text else _fraction(value.numerator, value.denominator)
            case Name(name=name):
                return _name(name)
            case Add(terms=terms):
                return self._sum(terms)
            case Negative(operand=operand):
                return f"-{self.place(operand, Place.NEGATED)}"
            case Product(factors=factors, sign=sign):
                return self._product(factors, sign)
            case Quotient(numerator=above, denominator=below):
                return rf"\frac{{{self.write(above)}}}{{{self.write(below)}}}"
            case Power(base=base, exponent=exponent):
                return f"{self.place(base, Place.BASE)}^{{{self.write(exponent)}}}"
            case Index(signal=signal, indices=indices):
                return f"{self._signal(signal)}[{self._list(indices)}]"
            case Call():
                return self._call(node)
            case Summation():
                return self._summation(node)
            case Infix(sign=sign, left=left, right=right):
                return self._infix(sign, left, right)
            case Fence(inner=Vector(entries=entries, origin=None)):
                return _parenthesised(self._list(entries) + ("," if len(entries) == 1 else ""))
            case Fence(inner=inner):
                return _parenthesised(self.write(inner))
            case Vector():
                return self._vector(node, node.origin)
            case Chain(first=first, links=links):
                rest = "".join(f" {_RELATIONS.get(sign, sign)} {self._side(right)}" for sign, right in links)
                return self._side(first) + rest
            case Cases(branches=branches):
                rows = r" \\ ".join(self._branch(value, condition) for value, condition in branches)
                return rf"\begin{{cases}} {rows} \end{{cases}}"
            case Word(text=text):
                return rf"\text{{{_escaped(text)}}}"
            case Dots():
                return r"\cdots"
        raise TypeError(f"{type(node).__name__} is no node that can be printed")

    def place(self, node: Node, place: Place) -> str:
        """Return a node as it stands at a place, in parentheses where it needs them."""
        text = self.write(node)
        return _parenthesised(text) if needs_parentheses(node, place) and not self._is_closed(node, place) else text

    def _is_closed(self, node: Node, place: Place) -> bool:
        """Whether LaTeX shows the extent of the node without parentheses: a fraction, except under an exponent."""
        if isinstance(node, Quotient) or (isinstance(node, Number) and node.value.denominator != 1):
            return place < Place.BASE
        beside = isinstance(node, Product) and not stand_apart(node.factors, node.sign)
        return beside and place in (Place.FACTOR, Place.OPERAND) and not is_open(node)

    def _list(self, nodes: tuple[Node, ...]) -> str:
        return ", ".join(map(self._side, nodes))

    def _side(self, node: Node) -> str:
        return _parenthesised(self.write(node)) if isinstance(node, Chain) else self.write(node)

    def _sum(self, terms: tuple[Node, ...]) -> str:
        parts = [self.place(terms[0], Place.TERM)]
        for term in terms[1:]:
            if isinstance(term, Negative):
                parts.append(f" - {self.place(term.operand, Place.NEGATED)}")
            else:
                parts.append(f" + {self.place(term, Place.TERM)}")
        return "".join(parts)

    def _product(self, factors: tuple[Node, ...], sign: str) -> str:
        parts = [self.place(factor, Place.FACTOR) for factor in factors[:-1]]
        last = factors[-1]
        bare = is_open(last) and not isinstance(last, Product)
        parts.append(self.write(last) if bare else self.place(last, Place.FACTOR))
        if stand_apart(factors, sign):
            return r" \cdot ".join(parts)
        gaps = [r" \, " if isinstance(factor, Index) else " " for factor in factors[:-1]]
        return "".join([text for pair in zip(parts, [*gaps, ""], strict=True) for text in pair])

    def _signal(self, signal: Node) -> str:
        return self.place(signal, Place.SIGNAL)

    def _infix(self, sign: str, left: Node, right: Node) -> str:
        # Only what was written as a chain is one: conv(conv(f, g), h) shows which comes first.
        chained = isinstance(left, Infix) and left.sign == sign and sign in ASSOCIATIVE
        before = self.write(left) if chained else self.place(left, Place.OPERAND)
        return f"{before} {_INFIX.get(sign, sign)} {self.place(right, Place.OPERAND)}"

    def _call(self, node: Call) -> str:
        function, arguments = node.function, node.arguments
        if is_operation(node):
            return self._infix(OPERATIONS[function], *arguments)
        match function, arguments:
            case "conj", (inner,) if not node.options:
                return rf"\overline{{{self.write(inner)}}}"
            case "sqrt", (inner,) if not node.options:
                return rf"\sqrt{{{self.write(inner)}}}"
            case "abs2", (inner,) if not node.options:
                return rf"\left|{self.write(inner)}\right|^{{2}}"
            case (("abs" | "floor" | "ceil"), (inner,)) if not node.options:
                before, after = _FENCES[function]
                return f"{before}{self.write(inner)}{after}"
            case "inner", (left, right) if not node.options:
                return rf"\langle {self.write(left)}, {self.write(right)} \rangle"
            case "mod", (left, right) if not node.options:
                return rf"{self.place(left, Place.OPERAND)} \bmod {self.place(right, Place.OPERAND)}"
            case "diff", ((Name() | Index()) as body, variable) if not node.options:
                return rf"\frac{{\partial {self.write(body)}}}{{\partial {self.write(variable)}}}"
            case "diff", (body, variable) if not node.options:
                return rf"\frac{{\partial}}{{\partial {self.write(variable)}}} {self.place(body, Place.BODY)}"
            case "seq", (*names, body) if names and not node.options:
                return _parenthesised(rf"{self._list(tuple(names))} \mapsto {self.write(body)}")
        options = "".join(rf", {_name(name)}={self._side(value)}" for name, value in node.options)
        return f"{_function(function)}{_parenthesised(self._list(arguments) + options)}"

    def _summation(self, node: Summation) -> str:
        indices = ", ".join(map(_name, node.indices))
        if node.lower is not None:
            upper = r"\infty" if node.upper is None else self.write(node.upper)
            limits = rf"_{{{indices} = {self.write(node.lower)}}}^{{{upper}}}"
        elif len(node.indices) == 1:
            limits = rf"_{{{indices}=-\infty}}^{{\infty}}"
        else:
            limits = f"_{{{indices}}}"
        return rf"\sum{limits} {self.place(node.body, Place.BODY)}"

    def _vector(self, node: Vector, origin: tuple[int, ...] | None) -> str:
        rows = [entry for entry in node.entries if isinstance(entry, Vector)]
        if rows and all(isinstance(entry, Vector | Dots) for entry in node.entries) and not _is_deep(rows):
            return self._matrix(node, origin)
        parts = []
        for position, entry in enumerate(node.entries):
            marked = origin is not None and origin[0] == position
            rest = origin[1:] if marked and origin else None
            parts.append(self._entry(entry, marked, rest))
        return _between("[", ", ".join(parts), "]")

    def _entry(self, entry: Node, marked: bool, rest: tuple[int, ...] | None) -> str:
        if isinstance(entry, Vector):
            return self._vector(entry, rest or entry.origin)
        text = self._side(entry)
        return rf"\underline{{{text}}}" if marked else text

    def _matrix(self, node: Vector, origin: tuple[int, ...] | None) -> str:
        lines = []
        for i, row in enumerate(node.entries):
            if not isinstance(row, Vector):
                lines.append(r"\vdots")
                continue
            marks = origin[1:] if origin and origin[0] == i else row.origin
            cells = [self._entry(cell, bool(marks) and marks[0] == j, None) for j, cell in enumerate(row.entries)]  # type: ignore[index]
            lines.append(" & ".join(cells))
        rows = r" \\ ".join(lines)
        return rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"

    def _branch(self, value: Node, condition: Node | None) -> str:
        if condition is None:
            return rf"{self.write(value)} & \text{{otherwise}}"
        if isinstance(condition, Word):
            return f"{self.write(value)} & {self.write(condition)}"
        return rf"{self.write(value)} & \text{{if }} {self.write(condition)}"


def _is_deep(rows: list[Vector]) -> bool:
    return any(isinstance(entry, Vector) for row in rows for entry in row.entries)


def _decimal(text: str) -> str:
    mantissa, _, exponent = text.lower().partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def _fraction(numerator: int, denominator: int) -> str:
    return str(numerator) if denominator == 1 else rf"\frac{{{numerator}}}{{{denominator}}}"


def _parenthesised(text: str) -> str:
    return _between("(", text, ")")


def _between(opening: str, text: str, closing: str) -> str:
    """Return the text in brackets as tall as it is."""
    return rf"\left{opening}{text}\right{closing}" if _TALL.search(text) else f"{opening}{text}{closing}"


def _name(name: str) -> str:
    stem, underscore, rest = name.partition("_")
    if not underscore and stem not in _NAMES:
        letters = stem.rstrip("0123456789")
        if len(letters) == 1 and letters != stem:
            stem, underscore, rest = letters, "_", stem[1:]
        elif letters in GREEK.values() and letters != stem:
            stem, underscore, rest = letters, "_", stem[len(letters) :]
    written = _NAMES.get(stem) if not underscore or stem in GREEK.values() else None
    if written is None:
        written = stem if len(stem) == 1 and stem.isascii() and stem.isalpha() else rf"\mathrm{{{_escaped(stem)}}}"
    if not underscore:
        return written
    return f"{written}_{{{rest}}}" if rest.isdecimal() else rf"{written}_{{\mathrm{{{_escaped(rest)}}}}}"


def _function(name: str) -> str:
    if name in _COMMANDS:
        return f"\\{name}"
    if name in GREEK.values() or (len(name) == 1 and name.isalpha()):
        return _name(name)
    return rf"\operatorname{{{_escaped(name)}}}" if _WORD.fullmatch(name) else _name(name)


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)
