r"""Worked texts: the formulas in a span of mathematics, each read by itself, with what could not be read and why.

Formulas end at commas, semicolons, points and colons, at ``\text{…}``, after an equality at a wide space, and at
a new row unless one of the rows goes on with the other: then a relation or an operator stands at the break.

May import: ``errors`` and the parts of this package that parse. Must never raise for one formula of many.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from symconv.errors import SymconvError
from symconv.syntax.nodes import Node, Span, Word
from symconv.syntax.parser import Parser
from symconv.syntax.spellings import ENVIRONMENTS, OPERATORS, RELATIONS
from symconv.syntax.tokens import Notation, Token

__all__ = ["Formula", "formulas"]

_ENDS = frozenset([",", ";", ".", ":", "word"])
_JOINS = frozenset([*RELATIONS, *OPERATORS, *"+-*/"])
_OPENING = frozenset(["(", "[", "set{", "{"])
_SHUTTING = frozenset([")", "]", "set}", "}"])


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula of a span: a chain or an expression, or why it could not be read."""

    span: Span
    """Where it stands in the text."""
    node: Node | None
    """A `Word` for a lone operation sign, as in “where ⊛ is the convolution”."""
    relation: str = ""
    """The relation sign that it begins with, when it goes on with the formula before: ``= 3``."""
    error: SymconvError | None = None


def formulas(text: str, *, notation: Notation | None = None, source: str = "") -> tuple[Formula, ...]:
    """Read every formula of a span; see `symconv.syntax.parse_formulas`."""
    try:
        whole = Parser(text, notation, source=source)
    except SymconvError as error:
        return (Formula((0, len(text)), None, "", error),)
    return tuple([_formula(whole, tokens) for tokens in _split(whole.tokens)])


def _split(tokens: list[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    depth = 0
    for token, following in pairwise(tokens):
        whole_rows = token.kind in ("begin", "end") and ENVIRONMENTS.get(token.text) == "rows"
        if token.kind in _OPENING or (token.kind == "begin" and not whole_rows):
            depth += 1
        elif token.kind in _SHUTTING or (token.kind == "end" and not whole_rows):
            depth -= 1
        ends = not depth and (token.kind in _ENDS or whole_rows)
        if token.kind == "\\\\" and not depth:
            before = found[-1][-1].kind if found[-1] else ""
            if before in _JOINS or following.kind in _JOINS:
                continue
            ends = True
        if ends:
            found.append([])
            continue
        if token.gap == "\t" and not depth and found[-1] and _sets_apart(found[-1], token):
            found.append([])
        found[-1].append(token)
    return [part for part in found if part]


def _sets_apart(before: list[Token], token: Token) -> bool:
    """Whether a wide space stands between two formulas, the first of which is an equality."""
    joined = before[-1].kind in _JOINS or token.kind in _JOINS
    return not joined and any(part.kind in RELATIONS for part in before)


def _formula(whole: Parser, tokens: list[Token]) -> Formula:
    span = (tokens[0].start, tokens[-1].stop)
    relation = ""
    if tokens[0].kind in RELATIONS and len(tokens) > 1:
        relation, tokens = tokens[0].kind, tokens[1:]
    if len(tokens) == 1 and tokens[0].kind in OPERATORS:
        return Formula(span, Word(tokens[0].kind, span=span), relation)
    try:
        parser = whole.part(tokens)
        return Formula(span, parser.finish(parser.chain()), relation)
    except SymconvError as error:
        return Formula(span, None, relation, error)
