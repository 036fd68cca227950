"""The report on a worked text as plain text: each claim that needs attention, with its line and a caret.

May import: ``auditing``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from symconv.auditing.claims import Claim
from symconv.auditing.tally import Tally

__all__ = ["Paint", "claim_text", "excerpt", "plain", "report_text"]

Paint = Callable[[str, str], str]
"""Puts colour on a text; the second argument is a verdict, ``"place"`` or ``"quiet"``."""

WIDTH: Final = 100
INDENT: Final = "    "
TAB: Final = 4
MOST_REASONS: Final = 8
TIE: Final = "Each of these explains it:"


def plain(text: str, role: str) -> str:
    """Leave a text as it is."""
    return text


def report_text(
    claims: Iterable[Claim],
    assumptions: Iterable[str],
    counts: Tally,
    texts: Mapping[str, str],
    *,
    width: int = WIDTH,
    paint: Paint = plain,
) -> str:
    """Return what people read: each claim that fails, slips or is unread, what was assumed, and the counts."""
    lines = {file: text.split("\n") for file, text in texts.items()}
    blocks = [
        claim_text(claim, lines.get(claim.file, ()), width=width, paint=paint)
        for claim in claims
        if claim.word != "holds"
    ]
    if assumed := list(dict.fromkeys(assumptions)):
        blocks.append("\n".join(["Assumed:", *(f"  {_on_one_line(line)}" for line in assumed)]))
    files = f"{len(texts)} files, " if len(texts) > 1 else ""
    blocks.append("\n".join([paint(f"{files}{counts}", _gravest(counts)), *_reasons(counts, paint)]))
    return "\n\n".join(blocks) + "\n"


def claim_text(claim: Claim, lines: list[str] | tuple[str, ...], *, width: int = WIDTH, paint: Paint = plain) -> str:
    """Return one claim with its line, a caret below it, and the mistakes that explain it."""
    return "\n".join(_claim(claim, lines, width, paint))


def _claim(claim: Claim, lines: list[str] | tuple[str, ...], width: int, paint: Paint) -> Iterator[str]:
    place = f"{claim.file}:{claim.line}:{claim.column}" if claim.file else f"line {claim.line}, column {claim.column}"
    said = claim.sentence if claim.verdict == "unread" else f"{claim.kind}: {claim.sentence}".removesuffix(": ")
    yield f"{paint(_on_one_line(place), 'place')}: {paint(claim.word, claim.word)}: {_on_one_line(said)}"
    if 0 < claim.line <= len(lines):
        shown = excerpt(lines[claim.line - 1], claim.column, claim.text, max(20, width - len(INDENT)))
        yield f"{INDENT}{shown.before}{paint(shown.marked, claim.word)}{shown.after}".rstrip()
        yield f"{INDENT}{' ' * shown.indent}{paint(shown.carets, claim.word)}"
    tie = len({note.mistake for note in claim.diagnosis}) > 1
    if tie:
        yield f"{INDENT}{TIE}"
    for note in claim.diagnosis:
        name = "" if note.mistake == claim.kind else f"{paint(note.mistake, 'quiet')}: "
        yield f"{INDENT}{'- ' * tie}{name}{_on_one_line(note.explanation)}"


def _gravest(counts: Tally) -> str:
    return "fails" if counts.fails else "slip" if counts.slips else "holds" if counts.holds else "unread"


def _reasons(counts: Tally, paint: Paint) -> Iterator[str]:
    for reason, count in counts.reasons[:MOST_REASONS]:
        yield f"  {count} × {paint(_on_one_line(reason), 'quiet')}"
    if more := counts.reasons[MOST_REASONS:]:
        yield f"  {sum(count for _, count in more)} × {len(more)} other reasons"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a line that is no wider than asked for, the claim in the middle."""

    before: str
    marked: str
    after: str
    indent: int
    """Columns of a terminal before the claim."""
    carets: str


def excerpt(line: str, column: int, text: str, width: int) -> Excerpt:
    r"""Cut a line around a claim; tabs become blanks, and wide characters count for two.

    Examples
    --------
    >>> cut = excerpt("x" * 200 + " 1 + 1 = 3 " + "y" * 200, 202, "1 + 1 = 3", 30)
    >>> print(f"{cut.before}{cut.marked}{cut.after}", " " * cut.indent + cut.carets, sep="\n")
    …xxxxxxxxx 1 + 1 = 3 yyyyyyyy…
               ^^^^^^^^^
    """
    cells = _cells(line)
    start = min(column - 1, len(cells))
    stop = min(start + len(text.split("\n", 1)[0].rstrip()), len(cells))
    stop = max(stop, min(start + 1, len(cells)))
    whole = sum(size for _, size in cells)
    first, last = (0, len(cells)) if whole <= width else _window([size for _, size in cells], start, stop, width - 2)
    stop = min(stop, last)
    before = "…" * (first > 0) + _shown(cells[first:start])
    indent = (first > 0) + _size(cells[first:start])
    marked = _shown(cells[start:stop])
    after = _shown(cells[stop:last]) + "…" * (last < len(cells))
    return Excerpt(before, marked, after, indent, "^" * max(1, _size(cells[start:stop])))


def _window(sizes: list[int], start: int, stop: int, width: int) -> tuple[int, int]:
    """Return from where to where to show: the claim from its start, and what fits on both sides."""
    first, last = start, start
    room = width
    while last < stop and sizes[last] <= room:
        room -= sizes[last]
        last += 1
    before = room - room // 2
    while first > 0 and sizes[first - 1] <= before:
        first -= 1
        before -= sizes[first]
        room -= sizes[first]
    while last < len(sizes) and sizes[last] <= room:
        room -= sizes[last]
        last += 1
    while first > 0 and sizes[first - 1] <= room:
        first -= 1
        room -= sizes[first]
    return first, last


def _cells(line: str) -> list[tuple[str, int]]:
    """Return how each character is shown, and how many columns it takes."""
    cells: list[tuple[str, int]] = []
    at = 0
    for character in line:
        cell = _cell(character, at)
        cells.append(cell)
        at += cell[1]
    return cells


def _cell(character: str, at: int) -> tuple[str, int]:
    if character == "\t":
        size = TAB - at % TAB
        return " " * size, size
    if character == "\r":
        return "", 0
    if unicodedata.combining(character) or unicodedata.category(character) in ("Me", "Mn"):
        return character, 0
    if not character.isprintable():
        return " ", 1
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _shown(cells: list[tuple[str, int]]) -> str:
    return "".join(text for text, _ in cells)


def _size(cells: list[tuple[str, int]]) -> int:
    return sum(size for _, size in cells)


def _on_one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
