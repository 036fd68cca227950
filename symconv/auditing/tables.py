r"""Tables of a worked text: Markdown rows between bars, and the ``tabular`` of LaTeX, as cells with their places.

May import: the standard library. Must never read what is in a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

__all__ = ["Cell", "Table", "find_tables"]

MOST_CELLS: Final = 1_000
"""Most cells of one table that are read."""
MOST_OF_ALL: Final = 10_000
"""Most cells of all tables of one text that are read."""
_LINE: Final = re.compile(r"^[ >\t]*\|?(?:[^|\n]*\|)+[^|\n]*$", re.MULTILINE)
_RULE: Final = re.compile(r"[ >\t]*\|?(?:\s*:?-{1,60}:?\s*\|)*\s*:?-{1,60}:?\s*\|?\s*")
_TABULAR: Final = re.compile(r"\\begin\{(tabular|array)\}(?:\[[tbc]\])?\s*\{[^{}\n]{0,80}\}")
_END_OF_ROW: Final = re.compile(r"\\\\(?:\[[^\]\n]*\])?|\\(?:hline|toprule|midrule|bottomrule|cline\{[^}\n]*\})")
_PLAIN: Final = re.compile(r"\\(?:multicolumn\{\d+\}\{[^}]*\})|[*$`~]|\\[()]|\{\}")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, without stars and dollars around it."""

    text: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, all of one length."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.rows[0][0].start

    def turned(self) -> Table:
        """Return the table with its columns as rows."""
        return Table(tuple(zip(*self.rows, strict=True)))


def find_tables(text: str, hidden: Sequence[tuple[int, int]] = ()) -> tuple[Table, ...]:
    """Return the tables of a text in its order, but for those that begin in a ``hidden`` range, such as code."""
    found = [*_markdown(text), *_tabular(text)]
    shown = [table for table in found if not any(a <= table.start < b for a, b in hidden)]
    shown.sort(key=lambda table: table.start)
    sizes = accumulate(len(table.rows) * len(table.rows[0]) for table in shown)
    return tuple([table for table, size in zip(shown, sizes, strict=True) if size <= MOST_OF_ALL])


def _markdown(text: str) -> Iterator[Table]:
    lines = list(_LINE.finditer(text)) if "|" in text else []
    number = 0
    while number + 1 < len(lines):
        header, rule = lines[number], lines[number + 1]
        number += 1
        if rule.start() != header.end() + 1 or "-" not in rule[0] or not _RULE.fullmatch(rule[0]):
            continue
        rows = [_bars(text, header.start(), header.end())]
        end = rule.end()
        number += 1
        while number < len(lines) and lines[number].start() == end + 1 and len(rows) * len(rows[0]) < MOST_CELLS:
            rows.append(_bars(text, *lines[number].span()))
            end = lines[number].end()
            number += 1
        yield from _made(rows)


def _bars(text: str, start: int, stop: int) -> tuple[Cell, ...]:
    """Return the cells of a line between its bars."""
    line = text[start:stop]
    first = start + len(line) - len(line.lstrip(" >\t"))
    last = start + len(line.rstrip())
    first += text.startswith("|", first)
    last -= last > first and text[last - 1] == "|"
    cells = []
    at = first
    for part in text[first:last].split("|"):
        cells.append(_cell(part, at))
        at += len(part) + 1
    return tuple(cells)


def _tabular(text: str) -> Iterator[Table]:
    for opening in _TABULAR.finditer(text):
        stop = text.find(rf"\end{{{opening[1]}}}", opening.end(), opening.end() + 20_000)
        if stop < 0 or (opening[1] == "array" and r"\hline" not in text[opening.end() : stop]):
            continue
        rows = []
        at = opening.end()
        ends = [match.span() for match in _END_OF_ROW.finditer(text, at, stop)]
        for first, last in [*ends, (stop, stop)]:
            if text[at:first].strip():
                rows.append(_ampersands(text, at, first))
            at = last
        if rows and len(rows) * len(rows[0]) <= MOST_CELLS:
            yield from _made(rows)


def _ampersands(text: str, start: int, stop: int) -> tuple[Cell, ...]:
    cells = []
    at = start
    for part in text[start:stop].split("&"):
        cells.append(_cell(part, at))
        at += len(part) + 1
    return tuple(cells)


def _cell(part: str, at: int) -> Cell:
    plain = _PLAIN.sub(" ", part)
    text = plain.strip()
    start = at + (part.find(text[0]) if text else 0)
    return Cell(text, start, at + len(part.rstrip(" *$`\t\n")) if text else at + len(part))


def _made(rows: list[tuple[Cell, ...]]) -> Iterator[Table]:
    """Yield the table of the rows that are as long as the header, if there are two at least."""
    kept = [row for row in rows if len(row) == len(rows[0])]
    if len(kept) > 1 and len(kept[0]) > 1:
        yield Table(tuple(kept))
