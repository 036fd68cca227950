"""Programs that stand in a text without a fence, found by the shape of their lines.

A program begins with a line that can be nothing else, such as an import or a call of a library, and goes on as long
as the lines are Python; blank lines and comments inside belong to it.

May import: the standard library. One walk over the lines, in time linear in their length.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Final

__all__ = ["is_program", "program_spans"]

MOST_LINE: Final = 2_000
"""Most characters of a line of a program."""
MOST_JOINED: Final = 200
"""Most lines of one statement."""
_CERTAIN: Final = re.compile(
    r"\s*(?:(?:import|from)\s+\w+(?:\.\w+)*(?:\s+import\b.*|\s+as\s+\w+\s*|\s*,.*|\s*)(?:#.*)?$|def\s+\w+\(.*|print\s*\("
    r"|\w[\w, ]*=\s*\w+(?:\.\w+)+\(|>>>|In \[\d+\]:|[\w.]+\.\w+\(.*\)\s*(?:#.*)?$)"
)
_STATEMENT: Final = re.compile(
    r"\s*(?:import\s+\w|from\s+\w+(?:\.\w+)*\s+import\b|def\s+\w+\(|print\s*\("
    r"|\w[\w, ]*=\s*\w+(?:\.\w+)*\(|>>>|In \[\d+\]:)"
)
_COMMENT: Final = re.compile(r"\s*#")
_LIKELY: Final = re.compile(
    r"\s*(?:[A-Za-z_]\w*(?:\.\w+|\[[^\]\n]*\])*(?:\s*,\s*[A-Za-z_]\w*)*\s*(?:[-+*/@]|//|\*\*)?=(?!=)|(?:for|if|while|elif|with|"
    r"else|return|assert|def|class|import|from|print|try|except|finally|pass|break|continue)\b|@\w|[\w.]+\(|\.\.\.|[)\]}])"
)
_OPENS: Final = re.compile(r"[(\[{]")
_CLOSES: Final = re.compile(r"[)\]}]")
_QUOTED: Final = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|#.*")


def is_program(text: str) -> bool:
    """Whether a passage is a program rather than a text with equalities in it."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not any(_STATEMENT.match(line[:MOST_LINE]) for line in lines):
        return False
    return any(line.lstrip().startswith((">>>", "In [")) for line in lines) or _parses(text) or _mostly(lines)


def _mostly(lines: Sequence[str]) -> bool:
    likely = sum(bool(_CERTAIN.match(line) or _LIKELY.match(line) or _COMMENT.match(line)) for line in lines)
    return likely * 4 >= len(lines) * 3


def program_spans(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where programs stand between the lines of a text."""
    lines: list[tuple[int, str]] = []
    at = start
    for line in text[start:stop].splitlines(keepends=True):
        lines.append((at, line.rstrip("\r\n")))
        at += len(line)
    number = 0
    while number < len(lines):
        begin, line = lines[number]
        if len(line) > MOST_LINE or not _CERTAIN.match(line) or (begin and text[begin - 1] != "\n"):
            number += 1
            continue
        last = _last(lines, number)
        yield begin, lines[last][0] + len(lines[last][1])
        number = last + 1


def _last(lines: Sequence[tuple[int, str]], first: int) -> int:
    """Return the last line of the program that begins here."""
    if lines[first][1].lstrip().startswith((">>>", "In [")):
        return _last_of_session(lines, first)
    last = number = first
    while number < len(lines):
        line = lines[number][1]
        if not line.strip():
            number += 1
            continue
        if _COMMENT.match(line):
            if last == number - 1:
                last = number
            number += 1
            continue
        end = _statement(lines, number, inside=number > first and line[:1] in " \t")
        if end is None:
            break
        last, number = end, end + 1
    return last


def _last_of_session(lines: Sequence[tuple[int, str]], first: int) -> int:
    last = first
    for number in range(first, len(lines)):
        line = lines[number][1]
        if line.strip():
            last = number
        elif not any(later.lstrip().startswith((">>>", "In [", "Out[")) for _, later in lines[number + 1 : number + 3]):
            break
    return last


def _statement(lines: Sequence[tuple[int, str]], number: int, *, inside: bool) -> int | None:
    """Return the last line of the statement that begins on a line, ``None`` if it is none."""
    line = lines[number][1]
    if len(line) > MOST_LINE:
        return None
    if not (_CERTAIN.match(line) or _LIKELY.match(line)):
        return number if inside and _parses(line.strip()) else None
    end, depth = number, _depth(line)
    while depth > 0 and end + 1 < len(lines) and end - number < MOST_JOINED and len(lines[end + 1][1]) <= MOST_LINE:
        end += 1
        depth += _depth(lines[end][1])
    if depth > 0:
        return number if _CERTAIN.match(line) and _parses(line.strip()) else None
    statement = "\n".join(text for _, text in lines[number : end + 1]).strip()
    if _QUOTED.sub("", statement).rstrip().endswith(":"):
        statement = re.sub(r"^(elif|else|except|finally)\b", r"if 1: pass\n\1", statement) + " pass"
        statement = statement.replace("if 1: pass\nexcept", "try: pass\nexcept").replace(
            "if 1: pass\nfinally", "try: pass\nfinally"
        )
        return end if _parses(statement) or statement.startswith(("if 1", "try")) else None
    if statement.startswith("@"):
        return end
    return end if _parses(statement) else None


def _depth(line: str) -> int:
    plain = _QUOTED.sub("", line)
    return len(_OPENS.findall(plain)) - len(_CLOSES.findall(plain))


def _parses(statement: str) -> bool:
    """Whether a statement is Python; ``return`` outside a function counts."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(statement)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return statement.startswith("print ") and len(statement) < 200 and statement.count(" ") < 8
    return True
