"""Displays as they are best set: equations in line with one another, long left sides above their rows.

May import: ``document``, ``tex_width``. Must never import SymPy.
"""

from __future__ import annotations

from dataclasses import replace

from symconv.document.blocks import Block, Display, DisplayRow, Math
from symconv.rendering.tex_width import tex_width

__all__ = ["arranged"]

_LONG_LEFT = 22.0
"""Digits of a left side that may stand above its rows."""
_LINE = 64.0
"""Digits that a row has room for beside its left side."""


def arranged(blocks: tuple[Block, ...]) -> list[Block]:
    """Join equations of one row each that follow one another, and hang rows below long left sides."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Display) and isinstance(last, Display) and _is_equation(block) and _is_equation(last):
            joined[-1] = Display(last.rows + block.rows)
        else:
            joined.append(block)
    return [_hung(block) if isinstance(block, Display) else block for block in joined]


def _is_equation(display: Display) -> bool:
    return bool(display.rows) and all(row.left and row.relation and not row.note for row in display.rows)


def _hung(display: Display) -> Display:
    """Put a left side that leaves no room for the right sides on a row of its own."""
    first, *more = display.rows or (None,)
    if first is None or first.left is None or first.relation is None or any(row.left for row in more):
        return display
    left, right = tex_width(first.left.tex), max(tex_width(row.right.tex) for row in display.rows)
    if left < _LONG_LEFT or left + right < _LINE:
        return display
    below = [_indented(replace(row, left=None)) for row in display.rows]
    return Display((DisplayRow(None, None, first.left), *below))


def _indented(row: DisplayRow) -> DisplayRow:
    if row.relation is None:
        return row
    return replace(row, relation=Math(rf"\quad {row.relation.tex}", row.relation.text))
