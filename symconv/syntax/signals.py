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

_DIGITS = rf"\d{{1,{MAX_SIGNAL_DIGITS}}}+"
_ENTRY = rf"\s*+[+-]?{_DIGITS}(?:/{_DIGITS}|\.{_DIGITS})?\s*+"
_PLAIN = re.compile(rf"\s*+\[(?:{_ENTRY},)*{_ENTRY}(?:,\s*+)?\]\s*+|(?:{_ENTRY},)+(?:{_ENTRY})?", re.ASCII)
_PARTS = re.compile(rf"([+-]?)({_DIGITS})(?:/({_DIGITS})|(\.{_DIGITS}))?", re.ASCII)
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
    if len(found) == 1 and found[0][1] is None:
        return parser.finish(found[0][0])
    if len(found) == 1 and isinstance(found[0][0], Vector):
        node = found[0][0]
        return parser.finish(Vector(node.entries, found[0][1], span=node.span))
    return parser.finish(assembled(parser, found, None, parser.span(start)))


def _plain_list(text: str) -> Vector | None:
    """Return a row of plain numbers between commas, or ``None`` when it is anything else."""
    if _PLAIN.fullmatch(text) is None:
        return None
    start, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    return Vector(tuple([_plain_number(found) for found in _PARTS.finditer(text)]), span=(start, stop))


def _plain_number(found: re.Match[str]) -> Node:
    sign, whole, denominator, decimals = found.groups()
    start, stop = found.start(2), found.end()
    node: Node
    if decimals:
        node = Number(Fraction(whole + decimals), whole + decimals, span=(start, stop))
    else:
        node = Number(Fraction(int(whole)), span=(start, found.end(2)))
    if denominator:
        below = Number(Fraction(int(denominator)), span=(found.start(3), stop))
        node = Quotient(node, below, span=(start, stop))
    return Negative(node, span=found.span()) if sign == "-" else node
