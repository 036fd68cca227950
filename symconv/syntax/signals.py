"""Text to literal signals: lists of plain numbers by a short cut, everything else by the grammar.

May import: ``errors`` and the parts of this package that parse.
"""

from __future__ import annotations

import re
from fractions import Fraction

from symconv.errors import LimitError
from symconv.syntax.limits import MAX_SAMPLES, MAX_SIGNAL_CHARACTERS, MAX_SIGNAL_DIGITS, MAX_SIGNAL_TOKENS
from symconv.syntax.nodes import Negative, Node, Number, Quotient, Vector
from symconv.syntax.parser import Parser
from symconv.syntax.vectors import assembled, entries

__all__ = ["signal"]

_PLAIN = re.compile(
    rf"\s*([+-]?)(\d{{1,{MAX_SIGNAL_DIGITS}}})(?:/(\d{{1,{MAX_SIGNAL_DIGITS}}})|(\.\d{{1,{MAX_SIGNAL_DIGITS}}}))?\s*",
    re.ASCII,
)
_LIST = re.compile(r"\s*\[([^\[\]]*)\]\s*|([^\[\]{}]*)")
_LONG_NUMBER = re.compile(rf"\d{{{MAX_SIGNAL_DIGITS + 1}}}")


def signal(text: str, *, source: str = "") -> Node:
    """Read a literal signal, or the closed form that stands in its place."""
    if not isinstance(text, str):
        raise TypeError(f"text to be read must be a str, not {type(text).__name__}")
    doing = f"reading {source or 'a signal'}"
    if len(text) > MAX_SIGNAL_CHARACTERS:
        raise LimitError(doing, f"{len(text)} characters", limit=f"{MAX_SIGNAL_CHARACTERS} characters")
    if _LONG_NUMBER.search(text):
        raise LimitError(
            doing, f"a number of more than {MAX_SIGNAL_DIGITS} digits", limit=f"{MAX_SIGNAL_DIGITS} digits"
        )
    if text.count(",") >= MAX_SAMPLES:
        raise LimitError(doing, f"{text.count(',') + 1} samples", limit=f"{MAX_SAMPLES} samples")
    plain = _plain_list(text)
    if plain is not None:
        return plain
    parser = Parser(
        text,
        source=source,
        max_characters=MAX_SIGNAL_CHARACTERS,
        max_tokens=MAX_SIGNAL_TOKENS,
        max_digits=MAX_SIGNAL_DIGITS,
    )
    if parser.kind == "stop":
        parser.fail("a signal needs at least one sample", expected=("a number", "'['"))
    start = parser.token.start
    found = entries(parser, "stop")
    if len(found) == 1 and found[0][1] in (None,):
        return parser.finish(found[0][0])
    if len(found) == 1 and isinstance(found[0][0], Vector):
        node = found[0][0]
        return parser.finish(Vector(node.entries, found[0][1], span=node.span))
    return parser.finish(assembled(parser, found, None, parser.span(start)))


def _plain_list(text: str) -> Vector | None:
    """Return a row of plain numbers between commas, or ``None`` when it is anything else."""
    match = _LIST.fullmatch(text)
    if match is None or "," not in text:
        return None
    group = 1 if match[1] is not None else 2
    offset = match.start(group)
    nodes: list[Node] = []
    for part in match[group].split(","):
        found = _PLAIN.fullmatch(part)
        if found is None:
            return None
        sign, whole, denominator, decimals = found.groups()
        stop = offset + len(part.rstrip())
        start = offset + found.start(2)
        node: Node = Number(
            Fraction(whole + (decimals or "")), whole + decimals if decimals else "", span=(start, stop)
        )
        if denominator is not None:
            below = Number(Fraction(int(denominator)), span=(offset + found.start(3), stop))
            node = Quotient(
                Number(Fraction(int(whole)), span=(start, offset + found.end(2))), below, span=(start, stop)
            )
        if sign == "-":
            node = Negative(node, span=(offset + found.start(1), stop))
        nodes.append(node)
        offset += len(part) + 1
    bounds = match.span(0) if group == 1 else match.span(2)
    return Vector(tuple(nodes), span=bounds)
