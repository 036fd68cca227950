"""Rows of displayed formulas fitted to the width of the page.

May import: ``document``, ``tex_width``, ``latex_text``. Must never import SymPy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from symconv.document.blocks import DisplayRow, Inline, Text
from symconv.rendering.latex_text import math_source
from symconv.rendering.tex_width import break_tex, tex_width
from symconv.rendering.writer import plain

__all__ = ["Row", "fit_rows"]

_CONTINUED = 4.0
"""Width of the indentation of a row that continues the one before."""
_GAP = 4.0
"""Width of the space before a note."""
_NARROWEST = 20.0
"""Width of a column of wrapped notes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an aligned display, as TeX."""

    left: str
    right: str
    note: str = ""


def fit_rows(
    rows: tuple[DisplayRow, ...], width: float, typeset: Callable[[tuple[Inline, ...]], str]
) -> tuple[tuple[Row, ...], bool]:
    """Break rows that are wider than ``width`` digits; say whether all fit now.

    Notes stand beside their rows where there is room, wrapped if need be, below them otherwise.
    """
    sources = [(math_source(row.left.tex) if row.left else "", _right(row), _note_width(row)) for row in rows]
    left = max((tex_width(source) for source, _, _ in sources), default=0.0)
    room = max(width - left, 0.3 * width)
    pieces = [(right,) if tex_width(right) <= room else break_tex(right, room - _CONTINUED) for _, right, _ in sources]
    widest = max((_row_width(piece) for piece in pieces), default=0.0)
    longest = max((note for _, _, note in sources), default=0.0)
    space = width - left - widest - _GAP
    fitted: list[Row] = []
    for row, (source, _, _), piece in zip(rows, sources, pieces, strict=True):
        fitted.append(Row(source, piece[0]))
        fitted.extend(Row("", _continued(above, part)) for above, part in pairwise(piece))
        note = _note(row, typeset)
        if note and longest <= space:
            fitted[-1] = replace(fitted[-1], note=rf"\text{{{note}}}")
        elif note and space >= max(_NARROWEST, longest / 3):
            fitted[-1] = replace(fitted[-1], note=_wrapped(note, space / width))
        elif note:
            fitted.append(Row("", rf"\qquad {_wrapped(note, 0.92 * room / width)}"))
    return tuple(fitted), left + widest <= width


def _wrapped(note: str, share: float) -> str:
    return rf"\parbox[t]{{{share:.2f}\linewidth}}{{\raggedright\small {note}}}"


def _right(row: DisplayRow) -> str:
    right = math_source(row.right.tex)
    return f"{math_source(row.relation.tex)} {right}" if row.relation else right


def _continued(above: str, part: str) -> str:
    """Return a row that continues another; a sign at its start is binary unless it follows a comma."""
    if part[:1] in {"+", "-", "="}:
        part = f"{{{part[0]}}}{part[1:]}" if above.endswith(",") else f"{{}}{part}"
    return rf"\qquad {part}"


def _row_width(parts: tuple[str, ...]) -> float:
    return max(tex_width(part) + (_CONTINUED if place else 0) for place, part in enumerate(parts))


def _note_width(row: DisplayRow) -> float:
    text = plain(row.note) + (f" [{row.grade}]" if row.grade else "")
    return 1.0 * len(text)


def _note(row: DisplayRow, typeset: Callable[[tuple[Inline, ...]], str]) -> str:
    note = typeset(row.note).strip()
    grade = rf"\textit{{[{typeset((Text(row.grade),))}]}}" if row.grade else ""
    return " ".join(part for part in (note, grade) if part)
