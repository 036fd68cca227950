"""Outputs that stand apart from the code: under a session, in a fence of their own, stored in a notebook.

What is printed and what is written are walked in step: words must be the same words, and where a value is printed,
a value must be written. Where they get out of step, nothing is said to be wrong.

May import: this package.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from symconv.auditing.outcomes import Outcome, unread
from symconv.auditing.programs.blocks import Block, Output
from symconv.auditing.programs.comparing import compare_shown
from symconv.auditing.programs.explaining import explained
from symconv.auditing.programs.printing import Shown
from symconv.auditing.programs.written import Token, Written, read_written

__all__ = ["output_outcomes"]

MOST_OUTPUT: Final = 20_000
"""Most characters of one output."""
Found = tuple[tuple[int, int], Outcome]
_Part = Token | Written | tuple[str, Any]


def output_outcomes(block: Block, printed: Sequence[Shown]) -> Iterator[Found]:
    """Yield what the outputs of a block claim."""
    outputs = [output for output in block.outputs if output.text.strip()]
    if not outputs:
        return
    if any(len(output.text) > MOST_OUTPUT for output in outputs):
        start = outputs[0].start
        yield (start, start + 1), unread(f"too long to check: an output of more than {MOST_OUTPUT} characters")
        return
    tokens = [(token, output.start) for output in outputs for token in read_written(output.text)]
    if not any(isinstance(token, Written) for token, _ in tokens):
        return
    yield from _in_step(tokens, [shown for shown in printed if shown.reason or _pattern(shown)], outputs)


def _in_step(
    tokens: Sequence[tuple[Token | Written, int]], printed: Sequence[Shown], outputs: Sequence[Output]
) -> Iterator[Found]:
    at, lost = 0, ""
    for shown in printed:
        if shown.reason:
            lost = shown.reason
            continue
        pattern = _pattern(shown)
        place = _find(tokens, at, pattern, search=bool(lost))
        if place is None:
            lost = lost or "the output has another form than what the program prints"
            continue
        lost = ""
        for (token, start), part in zip(tokens[place:], pattern, strict=False):
            if isinstance(part, tuple) and isinstance(token, Written):
                outcome = compare_shown(part[1], token)
                yield (start + token.start, start + token.stop), explained(outcome, Shown((part[1],)), (token,))
        at = place + len(pattern)
    rest = [(token, start) for token, start in tokens[at:] if isinstance(token, Written)]
    if rest:
        first, start = rest[0]
        reason = lost or "nothing that the program shows belongs to it"
        yield (start + first.start, start + first.stop), Outcome("unread", "code", "", "", reason)


def _pattern(shown: Shown) -> list[_Part]:
    """Return what is printed as words, numbers in words, and values."""
    found: list[_Part] = []
    for value in shown.values:
        if isinstance(value, str):
            found += read_written(value)
        elif value is None:
            found.append(Token("None", 0, 4))
        else:
            found.append(("value", value))
    return found


def _find(
    tokens: Sequence[tuple[Token | Written, int]], at: int, pattern: Sequence[_Part], *, search: bool
) -> int | None:
    """Return where a pattern fits: here, or after a loss the only place where its words fit."""
    if not search:
        return at if _fits(tokens, at, pattern) else None
    if not any(isinstance(part, Token) and part.text[0].isalpha() for part in pattern):
        return None
    places = [place for place in range(at, len(tokens) - len(pattern) + 1) if _fits(tokens, place, pattern)]
    return places[0] if len(places) == 1 else None


def _fits(tokens: Sequence[tuple[Token | Written, int]], at: int, pattern: Sequence[_Part]) -> bool:
    if at + len(pattern) > len(tokens):
        return False
    for (token, _), part in zip(tokens[at : at + len(pattern)], pattern, strict=True):
        if isinstance(part, Token):
            if not isinstance(token, Token) or token.text != part.text:
                return False
        elif isinstance(part, Written):
            if not isinstance(token, Written) or token.content != part.content:
                return False
        elif not isinstance(token, Written):
            return False
    return True
