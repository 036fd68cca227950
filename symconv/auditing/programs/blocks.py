"""Programs as they stand in a text: blocks of lines, each with its place, and what was written as their output.

A passage of code is one block; a session with ``>>>`` or ``In [1]:`` is a block for each input.

May import: the standard library.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Block", "Comment", "Output", "blocks_of", "comments_of", "parse_block"]

MOST_NESTED: Final = 60
"""Most brackets inside one another."""
MOST_LINES: Final = 20_000
_PROMPT: Final = re.compile(r"(?P<indent>[ \t]*)(?P<prompt>>>> ?|In \[\d+\]: ?)")
_MORE: Final = re.compile(r"[ \t]*(?:\.\.\. ?|\.\.\.: ?)")
_OUT: Final = re.compile(r"[ \t]*Out\[\d+\]: ?")
_MAGIC: Final = re.compile(r"[ \t]*[%!?]")
_OLD_PRINT: Final = re.compile(r"^([ \t]*print) ([^=(\s].*?)([ \t]*(?:#.*)?)$")


@dataclass(frozen=True, slots=True)
class Output:
    """What is written as the output of a block."""

    text: str
    start: int
    """Offset in the text."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a program."""

    text: str
    """Without the sign in front."""
    start: int
    line: int
    """Of the block, from 1."""
    is_alone: bool
    """Whether nothing else stands on its line."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of a program that belong together."""

    lines: tuple[tuple[str, int], ...]
    """Each with its offset in the text."""
    outputs: tuple[Output, ...] = ()
    shows_last: bool = False
    """Whether the value of the last expression is shown, as in a session or a notebook."""

    @property
    def source(self) -> str:
        """The lines as one text."""
        return "\n".join(line for line, _ in self.lines) + "\n"

    def offset(self, line: int, column: int) -> int:
        """Return the offset in the text; the line from 1, the column in bytes, as ``ast`` counts."""
        text, start = self.lines[min(line, len(self.lines)) - 1]
        return start + len(text.encode(errors="replace")[:column].decode(errors="ignore"))

    @property
    def stop(self) -> int:
        """Offset of the end."""
        text, start = self.lines[-1]
        return start + len(text)


def blocks_of(text: str, start: int, stop: int, *, shows_last: bool = False) -> Iterator[Block]:
    """Yield the blocks of a passage."""
    lines = _lines(text, start, stop)
    if any(_PROMPT.match(line) for line, _ in lines) and not _is_program(lines):
        yield from _session(lines)
        return
    indent = min((len(line) - len(line.lstrip()) for line, _ in lines if line.strip()), default=0)
    found = [(_plain(line[indent:]), at + min(indent, len(line))) for line, at in lines]
    if any(line.strip() for line, _ in found):
        yield Block(tuple(found), shows_last=shows_last)


def _is_program(lines: Sequence[tuple[str, int]]) -> bool:
    """Whether prompts stand only in the docstrings of a program."""
    first = next(line for line, _ in lines if line.strip())
    return not _PROMPT.match(first) and not parse_block(Block(tuple(lines)))[1]


def _lines(text: str, start: int, stop: int) -> list[tuple[str, int]]:
    found, at = [], start
    for line in text[start:stop].split("\n")[:MOST_LINES]:
        found.append((line.rstrip("\r"), at))
        at += len(line) + 1
    return found


def _plain(line: str) -> str:
    """Return a line without what only a notebook or an old Python understands."""
    if _MAGIC.match(line):
        return ""
    return _OLD_PRINT.sub(r"\1(\2)\3", line)


def _session(lines: Sequence[tuple[str, int]]) -> Iterator[Block]:
    inputs: list[tuple[str, int]] = []
    shown: list[tuple[str, int]] = []
    for line, at in [*lines, (">>> ", lines[-1][1])]:
        prompt = _PROMPT.match(line)
        more = _MORE.match(line) if inputs and not shown and not prompt else None
        if prompt:
            if inputs:
                yield Block(tuple(inputs), _outputs(shown), shows_last=True)
            inputs, shown = [(line[prompt.end() :], at + prompt.end())], []
        elif more:
            inputs.append((line[more.end() :], at + more.end()))
        elif inputs and (line.strip() or shown):
            shown.append((line, at))


def _outputs(shown: Sequence[tuple[str, int]]) -> tuple[Output, ...]:
    kept: list[tuple[str, int]] = []
    for line, at in shown:
        if not line.strip() and kept:
            break
        out = _OUT.match(line)
        kept.append((" " * out.end() + line[out.end() :] if out else line, at))
    text = "\n".join(line for line, _ in kept)
    return (Output(text, kept[0][1]),) if text.strip() else ()


def parse_block(block: Block) -> tuple[list[ast.stmt], str]:
    """Return the statements, or none and the reason; nothing is run."""
    source = block.source
    if _depth(source) > MOST_NESTED:
        return [], "too long to check: nested too deeply"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source).body, ""
    except SyntaxError as error:
        return [], f"it is no Python: {error.msg} in line {error.lineno} of the code"
    except (ValueError, MemoryError, RecursionError):
        return [], "too long to check: the code is nested too deeply, or has bytes that are no text"


def _depth(source: str) -> int:
    """Return how deeply brackets and signs are nested, at most."""
    deepest = depth = run = 0
    for character in source:
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth = max(depth - 1, 0)
        run = run + 1 if character in "-+~" else 0
        deepest = max(deepest, depth, run)
    return deepest


def comments_of(block: Block) -> tuple[Comment, ...]:
    """Return the comments of a block that was parsed."""
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(block.source).readline):
            if token.type == tokenize.COMMENT:
                line, column = token.start
                text, at = block.lines[line - 1]
                body = token.string.lstrip("#")
                found.append(
                    Comment(body, at + column + len(token.string) - len(body), line, not text[:column].strip())
                )
    except (tokenize.TokenError, SyntaxError, IndexError):
        return tuple(found)
    return tuple(found)
