r"""Spellings of worked texts that the grammar refuses because elsewhere they could mean two things.

Each is replaced by one of the same length, so that every offset stays what it is: ``[1 2 -1]`` by ``[1,2,-1]``,
``3x3`` between numbers by ``3×3``, ``sum_k`` by ``Σ_k``; the number of an equation at the end of a line, a range of
indices in parentheses after samples, empty braces, and the strokes of ``x\[0\]`` by spaces.

May import: the standard library.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["respelled"]

_NUMBER: Final = r"[-−+]?\d+(?:\.\d+)?(?:/\d+)?"
_SPACED: Final = re.compile(rf"[\[{{][ \t]*{_NUMBER}(?:[ \t]+{_NUMBER}|[ \t]*;[ \t]*{_NUMBER})+[ \t]*[\]}}]")
_GAP: Final = re.compile(r"(?<=\d)[ \t](?=[ \t]*[-−+]?\d)")
_TIMES: Final = re.compile(r"(?<![A-Za-z_])(?<=\d)([ \t]?)x(?=[ \t]?\d)")
_SUM: Final = re.compile(r"(?<![\w\\])[Ss]um(?=_(?:[a-z]\b|\{|\())")
_EQUATION_NUMBER: Final = re.compile(
    r"(?<=[\w\])}.,;])((?:[ \t~&]|\\q?quad|\\[,;:!])+)(\(\d{1,3}(?:\.\d{1,3})?[a-z]?\))"
    r"(?=[ \t]*(?:\\\\|\\end\b|\n|\r|$))"
)
_RANGE: Final = re.compile(
    r"(?<=[}\])])([ \t~]*)(\( ?(?:for )?[nkmi] ?= ?[-−]?\d{1,4}"
    r"(?:(?: ?(?:,|…|\.{2,3}|\\[lc]?dots|to)){1,3} ?[-−]?\d{1,4}){1,200} ?\))"
)
"""The indices of the samples before: they are read as words beside them."""
_MINUS: Final = r"(?:[-−]|\\ensuremath\{-\})?"
_RANGE_TEXT: Final = re.compile(
    rf"\\text\{{ ?[nkmi] ?= ?{_MINUS}\d{{1,4}} ?\\[lc]?dots(?:\{{\}})? ?{_MINUS}\d{{1,4}} ?\}}"
)
_EMPTY: Final = re.compile(r"(?<![\w\\}])\{\}(?=[ \t]*[-+=])")
_ESCAPED: Final = re.compile(r"\\(?=[][()_*])")


def respelled(text: str, *, latex: bool) -> str:
    """Return the text in spellings that the grammar reads.

    Examples
    --------
    >>> respelled("[1 2 -1] has 1x3 entries; sum_k x[k]", latex=False)
    '[1,2,-1] has 1×3 entries; Σ  _k x[k]'
    """
    text = _EQUATION_NUMBER.sub(lambda match: match[1] + " " * len(match[2]), text)
    text = _RANGE.sub(lambda match: match[1] + " " * len(match[2]), text)
    text = _SPACED.sub(lambda match: _GAP.sub(",", match[0]), text)
    if latex:
        return _RANGE_TEXT.sub(lambda match: " " * len(match[0]), _EMPTY.sub("  ", text))
    text = _ESCAPED.sub(" ", text)
    return _SUM.sub("Σ  ", _TIMES.sub(r"\1×", text))
