"""The tokens of one text, read from left to right, with the errors and the limit on nesting that all forms share.

May import: ``errors``, ``syntax.limits``, ``syntax.nodes``, ``syntax.tokens``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import NoReturn, Self

from symconv.errors import LimitError, ParseError
from symconv.syntax.limits import MAX_CHARACTERS, MAX_DEPTH, MAX_DIGITS, MAX_NESTING, MAX_TOKENS
from symconv.syntax.nodes import Node, Span, children
from symconv.syntax.tokens import Notation, Token, notation_of, tokenize

__all__ = ["Stream"]

_SHOWN = {"stop": "the end of the text", "\\\\": "a new row", "begin": "an environment", "end": "the end of a matrix"}


class Stream:
    """The tokens of one text and how far they have been read.

    Parameters
    ----------
    text : str
        What is read; tokens and nodes hold offsets in it.
    notation : "text" or "latex", optional
        How names are spelled; found out from the text if not given.
    source : str
        Where the text came from, for messages.
    """

    def __init__(
        self,
        text: str,
        notation: Notation | None = None,
        *,
        source: str = "",
        max_characters: int = MAX_CHARACTERS,
        max_tokens: int = MAX_TOKENS,
        max_digits: int = MAX_DIGITS,
        operations: Mapping[str, str] | None = None,
    ) -> None:
        if not isinstance(text, str):
            raise TypeError(f"text to be read must be a str, not {type(text).__name__}")
        if len(text) > max_characters:
            raise LimitError(
                f"reading {source or 'a formula'}", f"{len(text)} characters", limit=f"{max_characters} characters"
            )
        self.text, self.source, self.max_digits = text, source, max_digits
        self.notation: Notation = notation or notation_of(text)
        self.tokens = tokenize(text, self.notation, source=source, limit=max_tokens)
        self.operations = operations or {}
        """Functions that signs such as ``∗`` stand for, where that is settled."""
        self.position = 0
        self.nesting = 0
        self.bars = 0
        """How many ``|`` are open."""

    def part(self, tokens: list[Token]) -> Self:
        """Return a stream over some of the tokens."""
        part = copy(self)
        stop = tokens[-1].stop if tokens else len(self.text)
        part.tokens = [*tokens, Token("stop", "", stop, stop)]
        part.position = part.nesting = part.bars = 0
        return part

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.position]

    @property
    def kind(self) -> str:
        """The kind of the next token."""
        return self.tokens[self.position].kind

    def peek(self, ahead: int = 1) -> Token:
        """Return a later token."""
        return self.tokens[min(self.position + ahead, len(self.tokens) - 1)]

    def take(self) -> Token:
        """Return the next token and step over it; the last one stays."""
        token = self.tokens[self.position]
        if token.kind != "stop":
            self.position += 1
        return token

    def accept(self, *kinds: str) -> Token | None:
        """Step over the next token if it is of one of these kinds."""
        return self.take() if self.kind in kinds else None

    def expect(self, kind: str, *, needed: str = "") -> Token:
        """Step over a token of this kind, or say that it is missing."""
        if self.kind != kind:
            self.fail(f"{self.found()} was not expected here", expected=(needed or repr(kind.removeprefix("set")),))
        return self.take()

    def replace(self, token: Token) -> None:
        r"""Put another token in the place of the next one (``\\frac12`` takes it apart)."""
        self.tokens[self.position] = token

    def span(self, start: int) -> Span:
        """Return from ``start`` to the end of the token that was read last."""
        stop = self.tokens[self.position - 1].stop if self.position else start
        return (start, max(start, stop))

    def found(self) -> str:
        """Describe the next token for a message."""
        token = self.token
        word = self.text[token.start : token.stop]
        return _SHOWN.get(token.kind) or repr(word if len(word) <= 20 else word[:17] + "...")

    def fail(self, message: str, at: int | None = None, *, expected: tuple[str, ...] = ()) -> NoReturn:
        """Raise the error at an offset, or at the next token."""
        offset = self.token.start if at is None else at
        raise ParseError(message, self.text, offset, expected=expected, source=self.source)

    @contextmanager
    def nested(self) -> Iterator[None]:
        """Count one level of nesting while something inside is read."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise LimitError("reading a formula", f"a nesting of {self.nesting} levels", limit=str(MAX_NESTING))
        yield
        self.nesting -= 1

    def finish(self, node: Node) -> Node:
        """Return what was read, if all text was and the tree is not too deep."""
        if self.kind != "stop":
            self.fail(f"{self.found()} was not expected here", expected=("an operator", "the end"))
        check_depth(node)
        return node


def check_depth(root: Node) -> None:
    """Refuse trees deeper than `MAX_DEPTH`, which chains such as ``a/b/c/…`` make without any nesting."""
    row: list[Node] = [root]
    depth = 0
    while row:
        depth += 1
        if depth > MAX_DEPTH:
            raise LimitError("reading a formula", f"a tree of {depth} levels", limit=str(MAX_DEPTH))
        row = [child for node in row for child in children(node)]
