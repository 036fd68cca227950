r"""Literal signals ``[1, _2, 3]``, ``{1, 2}``, ``[[1, 2], [3, 4]]``, ``[1, 2; 3, 4]`` and where their origin is marked.

May import: ``errors`` and the parts of this package that parse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symconv.syntax.nodes import Node, Vector
from symconv.syntax.tokens import Token

if TYPE_CHECKING:
    from symconv.syntax.parser import Parser

__all__ = ["Marked", "assembled", "bracketed", "entries", "entry", "unmarked"]

Marked = tuple[Node, tuple[int, ...] | None]
"""An entry or a row, and where in it the sample at n = 0 is marked (``()`` for the entry itself)."""


def bracketed(parser: Parser) -> Node:
    """Read a signal in brackets or braces."""
    opening = parser.take()
    closing = "]" if opening.kind == "[" else "set}"
    with parser.nested():
        bars, parser.bars = parser.bars, 0
        rows = [entries(parser, closing)]
        while parser.accept(";"):
            rows.append(entries(parser, closing))
        parser.bars = bars
    parser.expect(closing, needed=f"',' or {closing.removeprefix('set')!r}")
    span = parser.span(opening.start)
    if len(rows) == 1:
        return assembled(parser, rows[0], opening, span)
    made = [assembled(parser, row, opening, None) for row in rows]
    return assembled(parser, [unmarked(row) for row in made], opening, span)


def entries(parser: Parser, closing: str) -> list[Marked]:
    """Read entries between commas; the caller reads the closing bracket."""
    if parser.kind == closing:
        parser.fail("a signal needs at least one sample", expected=("a number",))
    found: list[Marked] = []
    first = parser.position
    while True:
        found.append(entry(parser))
        if not parser.accept(","):
            break
        if parser.kind == closing:
            break
    if len(found) == 1 and parser.notation == "text":
        _refuse_spaces(parser, parser.tokens[first : parser.position])
    return found


def assembled(parser: Parser, found: list[Marked], opening: Token | None, span: tuple[int, int] | None) -> Vector:
    """Return the signal of these entries, its origin where one is marked."""
    marks = [(position, *mark) for position, (_, mark) in enumerate(found) if mark is not None]
    if len(marks) > 1:
        parser.fail("the sample at n = 0 is marked twice", opening.start if opening else 0)
    return Vector(tuple([node for node, _ in found]), marks[0] if marks else None, span=span)


def entry(parser: Parser) -> Marked:
    r"""Read one entry; ``_``, ``\underline`` or an arrow at it marks the sample at n = 0."""
    mark: tuple[int, ...] | None = None
    if parser.accept("_"):
        mark = ()
    elif parser.kind == "command" and parser.token.text in ("underline", "underset", "overset"):
        return _underlined(parser)
    node = parser.expression()
    if isinstance(node, Vector):
        if mark is not None:
            parser.fail("a row cannot be the sample at n = 0; mark one of its entries")
        return unmarked(node)
    return node, mark


def _underlined(parser: Parser) -> Marked:
    command = parser.take()
    parser.expect("{")
    if command.text != "underline":
        arrow = "↑" if command.text == "underset" else "↓"
        parser.expect(arrow, needed=r"\uparrow" if arrow == "↑" else r"\downarrow")
        parser.expect("}")
        parser.expect("{")
    node = parser.expression()
    parser.expect("}")
    if isinstance(node, Vector):
        parser.fail("a row cannot be the sample at n = 0; mark one of its entries", command.start)
    return node, ()


def unmarked(row: Vector) -> Marked:
    """Return a row without its mark, and the mark beside it."""
    if row.origin is None:
        return row, None
    return Vector(row.entries, span=row.span), row.origin


def _refuse_spaces(parser: Parser, tokens: list[Token]) -> None:
    """Refuse ``[1 -2]`` and ``[a b]``, which may be two entries or one."""
    depth = 0
    for before, token, after in zip(tokens, tokens[1:], [*tokens[2:], parser.token], strict=False):
        depth += before.kind in ("(", "[", "{", "set{", "begin")
        depth -= token.kind in (")", "]", "}", "set}", "end")
        if depth or not token.gap:
            continue
        if token.kind in "+-" and not after.gap and before.kind not in ("*", "/", "^", "+", "-", "(", ","):
            parser.fail("this may be one entry or two; write a comma, or a space after the sign", token.start)
        if before.kind == "name" and token.kind == "name":
            parser.fail("this may be one entry or two; write a comma or *", token.start)
