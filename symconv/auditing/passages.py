r"""Where the mathematics of a worked text stands: dollars, displays, environments, and equalities in plain lines.

Each passage keeps its offset in the text, so that line and column of whatever is found in it are exact.
One walk over the text, in time linear in its length.

May import: ``syntax``, ``errors``. Must never parse a formula.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from symconv.errors import ConventionError, LimitError
from symconv.syntax.spellings import FUNCTIONS

__all__ = ["SYNTAXES", "Passage", "Places", "find_passages", "syntax_of"]

SYNTAXES: Final = ("auto", "markdown", "latex", "text")
MAX_TEXT: Final = 1_000_000
"""Most characters of one worked text."""

MAX_LINE: Final = 20_000
"""Most characters of a line in which equalities are looked for."""

Kind = Literal["latex", "text", "code"]

_PAIRS: Final = {"$$": "$$", "$": "$", r"\(": r"\)", r"\[": r"\]"}
_ENVIRONMENT = r"(?:equation|align|alignat|gather|multline|eqnarray|displaymath|math|flalign)\*?"
_OPENING: Final = re.compile(
    rf"(?P<fence>^[ ]{{0,3}}(?P<ticks>`{{3,}}|~{{3,}})[^\n]*$)|(?P<begin>\\begin\{{(?P<name>{_ENVIRONMENT})\}})"
    r"|(?P<escape>\\[\\$])|(?P<pair>\$\$?|\\\(|\\\[)",
    re.MULTILINE,
)
_VERBATIM: Final = re.compile(r"\\begin\{(?P<name>verbatim|lstlisting|minted)\}")
_COMMENT: Final = re.compile(r"(?<!\\)%[^\n]*")
_CODE: Final = re.compile(
    r"^\s*(?:(?:import|from)\s+\w+|def\s+\w+\(|print\s*\("
    r"|\w[\w, ]*=\s*\w+(?:\.\w+)+\(|>>>|[\w.]+\.\w+\(.*\)\s*(?:#.*)?$)"
)
_RELATION: Final = re.compile(r"[=≈]|\\approx")
_PREFIX: Final = re.compile(r"(?:[>\s]|[-*+•]\s|\d{1,3}[.)]\s|#{1,6}\s)*")
_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’]+(?:['’-][^\W\d_]+)*")
_ADDRESS: Final = re.compile(r"https?://\S+|<[a-zA-Z/!][^<>\n]*>")
_BEFORE_NAME: Final = "=≈*∗⋆⊛⊗+/·×"
_AFTER_NAME: Final = "=≈*∗⋆⊛⊗+/_[·×"
_LEADING: Final = " ,.;:*_>•\"'“”"
_TRAILING: Final = " ,.;:*_\"'“”\n\r?"
_ARTICLE: Final = re.compile(r"[aAI]\s+(?=[^\W\d_]|\()")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text with formulas in it."""

    start: int
    stop: int
    kind: Kind
    """How it is written; ``"code"`` is not read."""


class Places:
    """Lines and columns of offsets, both counted from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, offset: int) -> tuple[int, int]:
        """Return line and column."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def syntax_of(text: str, syntax: str) -> str:
    """Return the syntax of a text, found out where ``"auto"`` is asked for."""
    if syntax not in SYNTAXES:
        raise ConventionError("syntax", syntax, SYNTAXES)
    if syntax != "auto":
        return syntax
    return "latex" if r"\documentclass" in text or r"\begin{document}" in text else "markdown"


def find_passages(text: str, syntax: str = "auto") -> tuple[Passage, ...]:
    """Return the passages in the order of the text.

    Raises
    ------
    ConventionError
        If the syntax is unknown.
    LimitError
        If the text has more than 1,000,000 characters.
    """
    if len(text) > MAX_TEXT:
        raise LimitError("checking a worked text", f"{len(text)} characters", limit=f"{MAX_TEXT} characters")
    syntax = syntax_of(text, syntax)
    if syntax == "text":
        return tuple(_lines(text, 0, len(text)))
    found: list[Passage] = []
    at = 0
    for passage, start, stop in _marked(_without_comments(text) if syntax == "latex" else text):
        if syntax == "markdown":
            found += _lines(text, at, start)
        found.append(passage)
        at = stop
    if syntax == "markdown":
        found += _lines(text, at, len(text))
    return tuple(_joined_code(found, text))


def _without_comments(text: str) -> str:
    """Blank out comments and verbatim text; every offset stays what it was."""
    text = _COMMENT.sub(lambda match: " " * len(match[0]), text)
    parts: list[str] = []
    at = 0
    for match in _VERBATIM.finditer(text):
        stop = text.find(rf"\end{{{match['name']}}}", match.end())
        if match.start() < at:
            continue
        if stop < 0:
            break
        parts += [text[at : match.start()], re.sub(r"[^\n]", " ", text[match.start() : stop])]
        at = stop
    return "".join([*parts, text[at:]])


def _marked(text: str) -> Iterator[tuple[Passage, int, int]]:
    """Yield the passages between marks, and from where to where they reach with their marks."""
    at = 0
    unclosed: set[str] = set()
    while match := _OPENING.search(text, at):
        at = match.end()
        if match["escape"]:
            continue
        if match["fence"]:
            closing = re.compile(rf"^[ ]{{0,3}}{match['ticks']}[`~]*[ \t]*$", re.MULTILINE).search(text, at)
            stop = closing.start() if closing else len(text)
            yield Passage(min(at + 1, stop), stop, "code"), match.start(), (closing.end() if closing else len(text))
            at = closing.end() if closing else len(text)
            continue
        begins = bool(match["begin"])
        closer = rf"\end{{{match['name']}}}" if begins else _PAIRS[match["pair"]]
        stop = -1 if closer in unclosed else text.find(closer, at)
        if stop < 0:
            unclosed.add(closer)
            continue
        if match["pair"] == "$" and (stop == at or "\n\n" in text[at:stop] or _is_money(text, at, stop)):
            continue
        end = stop + len(closer)
        yield Passage(match.start() if begins else at, end if begins else stop, "latex"), match.start(), end
        at = end


def _is_money(text: str, start: int, stop: int) -> bool:
    """Whether two dollars are sums of money: “$5 and $6”."""
    return text[stop + 1 : stop + 2].isdigit() or (text[start].isdigit() and text[stop - 1].isspace())


def _lines(text: str, start: int, stop: int) -> Iterator[Passage]:
    """Yield the equalities in lines of prose, and the lines that are code."""
    at = start
    for line in text[start:stop].splitlines(keepends=True):
        if len(line) > MAX_LINE:
            yield Passage(at, at + len(line), "text")  # the parser says that it is too long
        elif _CODE.match(line) and (at == 0 or text[at - 1] == "\n"):
            yield Passage(at, at + len(line.rstrip()), "code")
        elif _RELATION.search(line):
            yield from _in_line(line, at, starts=at == 0 or text[at - 1] == "\n")
        at += len(line)


def _in_line(line: str, offset: int, *, starts: bool) -> Iterator[Passage]:
    prefix = _PREFIX.match(line) if starts else None
    at = prefix.end() if prefix else 0
    breaks = [match.span() for match in _ADDRESS.finditer(line)]
    breaks += [match.span() for match in _WORD.finditer(line) if _is_prose(line, match)]
    breaks += [(i, i + 1) for i, sign in enumerate(line) if sign in "`|\t"]
    for first, last in [*sorted(breaks), (len(line), len(line))]:
        if first >= at:
            piece = _trimmed(line, at, first)
            if piece and _RELATION.search(line, *piece):
                yield Passage(offset + piece[0], offset + piece[1], "text")
        at = max(at, last)


def _is_prose(line: str, word: re.Match[str]) -> bool:
    before = line[max(0, word.start() - 20) : word.start()].rstrip()[-1:]
    after = line[word.end() : word.end() + 20].lstrip()[:1]
    called = line[word.end() : word.end() + 1] == "("
    if line[word.start() - 1 : word.start()] in ("\\", "_") and word.start():
        return False
    if called and (word[0] in FUNCTIONS or before in _BEFORE_NAME):
        return False
    return not ((before and before in _BEFORE_NAME) or (after and after in _AFTER_NAME) or called)


def _trimmed(line: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return the piece without the punctuation and the lone brackets of the sentence around it."""
    for _ in range(4):  # each round may uncover more
        while start < stop and line[start] in _LEADING:
            start += 1
        while start < stop and line[stop - 1] in _TRAILING:
            stop -= 1
        article = _ARTICLE.match(line, start, stop)
        start = article.end() if article else start
        for opening, closing in ("()", "[]"):
            piece = line[start:stop]
            surplus = piece.count(opening) - piece.count(closing)
            start += surplus > 0 and piece.startswith(opening)
            stop -= (surplus > 0 and piece.endswith(opening)) or (surplus < 0 and piece.endswith(closing))
    return (start, stop) if start < stop else None


def _joined_code(passages: list[Passage], text: str) -> Iterator[Passage]:
    """Yield the passages with neighbouring lines of code as one."""
    pending: Passage | None = None
    for passage in passages:
        if pending and passage.kind == "code" and not _RELATION.search(text, pending.stop, passage.start):
            pending = Passage(pending.start, passage.stop, "code")
            continue
        if pending:
            yield pending
        pending = passage if passage.kind == "code" else None
        if pending is None:
            yield passage
    if pending:
        yield pending
