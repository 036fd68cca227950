"""From the passages of a text to blocks of programs with their outputs.

May import: this package.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

from symconv.auditing.outcomes import Outcome
from symconv.auditing.passages import Passage
from symconv.auditing.programs.blocks import Block, Output, blocks_of, parse_block

__all__ = ["read_programs"]


def read_programs(
    text: str, passages: Sequence[Passage]
) -> tuple[tuple[Block, ...], tuple[tuple[tuple[int, int], Outcome], ...]]:
    """Return the blocks in order, and what is said about code in other languages."""
    blocks: list[Block] = []
    refused = []
    for number, passage in enumerate(passages):
        if passage.kind != "code":
            continue
        if passage.language == "output":
            if blocks:
                output = Output(text[passage.start : passage.stop], passage.start)
                blocks[-1] = replace(blocks[-1], outputs=(*blocks[-1].outputs, output))
        elif passage.language == "python":
            found = list(blocks_of(text, passage.start, passage.stop, shows_last=_shows_last(passages, number)))
            blocks += found
            if len(found) == 1 and ">>>" in found[0].source:
                blocks += _sessions_inside(text, found[0])
        elif "=" in text[passage.start : passage.stop]:
            reason = f"code in {passage.language} is not read"
            refused.append(((passage.start, passage.stop), Outcome("unread", "code", "", "", reason)))
    return tuple(blocks), tuple(refused)


def _sessions_inside(text: str, block: Block) -> Iterator[Block]:
    """Yield the sessions in the docstrings of a program."""
    for statement in parse_block(block)[0]:
        for node in ast.walk(statement):
            if (
                isinstance(node, ast.Expr)
                and isinstance(node.value, ast.Constant)
                and isinstance(node.value.value, str)
            ):
                start = block.offset(node.lineno, node.col_offset)
                stop = block.offset(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset) - 3
                if ">>>" in text[start:stop]:
                    yield from blocks_of(text, start, stop)


def _shows_last(passages: Sequence[Passage], number: int) -> bool:
    """Whether an output follows, so that the value of the last line may be part of it."""
    return number + 1 < len(passages) and passages[number + 1].language == "output"
