r"""Where a signal starts, when that is said beside its samples: "for n = −1, 0, 1", ``0 \le n \le 3``, an arrow below.

May import: ``syntax``. Must never guess: what is said must fit the number of samples.
"""

from __future__ import annotations

import re
from typing import Final

from symconv.syntax.nodes import Vector

__all__ = ["first_by_arrow", "first_in_words", "first_of_all", "range_in_words"]

REACH: Final = 90
"""How far after the samples the words may stand."""
_INDEX: Final = r"(?:[nkmit]|\\ell)"
_MINUS: Final = str.maketrans("−–", "--")
_GAP: Final = (
    r"(?:[\s$,;()~&]|\\[,;:! ]|\\q?quad|\\text\s*\{|\}|\bfor\b|\bwith\b|\bwhere\b|\bat\b|\bits?\b|\band\b|\bthe\b)*"
)
_LIST: Final = re.compile(
    rf"{_GAP}{_INDEX}\s*(?:=|\\in|∈)\s*(?:\\?\{{)?\s*(?P<first>-?\d+)\s*"
    r"(?P<rest>(?:,\s*(?:-?\d+|\\[lc]?dots|…|\.\.\.)\s*)+"
    r"|(?:\.\.|:|to|through|up to|\\[lc]?dots(?:\{\})?|…)\s*(?P<last>-?\d+))"
)
_BETWEEN: Final = re.compile(
    rf"{_GAP}(?P<first>-?\d+)\s*(?:\\leq?|\\leqslant|≤|<=)\s*{_INDEX}\s*(?:\\leq?|\\leqslant|≤|<=)\s*(?P<last>-?\d+)"
)
_STARTS: Final = re.compile(
    rf"[\s$)\\]*(?:(?!output|result|convol|correl)[^.\n=$]){{0,40}}?\b(?:start(?:s|ing)?|begin(?:s|ning)?)\s+(?:at|from|with)\s+(?:index\s+)?\$?(?:{_INDEX}\s*=\s*)?"
    r"(?P<first>-?\d+)(?!\s*[,.]\d)"
)
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")
_SAMPLE: Final = re.compile(
    rf"[\s$)\\]*(?:(?!output|result|convol|correl)[^.\n=$]){{0,40}}?\b(?P<which>{'|'.join(_ORDINALS)})\s+(?:sample|entry|value|element|number|one)\s+"
    rf"(?:is|being|has|sits|lies|stands|belongs)?\s*(?:at|to|the)?\s*(?:index|time|sample at)?\s*\$?"
    rf"(?:{_INDEX}\s*=\s*)?(?P<first>-?\d+)"
)
_ALL: Final = re.compile(
    r"\b(?:both|all|every|each|the (?:signals|sequences|indices))\b(?:\s+\w+){0,3}?\s+(?:start|begin)s?\s+"
    rf"(?:at|from|with)\s+(?:index\s+)?\$?(?:{_INDEX}\s*=\s*)?(?P<first>-?\d+)",
    re.IGNORECASE,
)
_ARROW: Final = re.compile(r"[\s>]*[\^↑][\s^↑]*(?:\(?\s*\$?[nkm]\s*=\s*0\$?\s*\)?)?\s*")


def first_in_words(text: str, stop: int, length: int) -> int | None:
    """Return the index of the first of ``length`` samples that end at ``stop``, if the words after them say it.

    Examples
    --------
    >>> first_in_words("x = {1, 2, 3} for n = -1, 0, 1.", 13, 3)
    -1
    """
    after = re.split(r"\n\s*\n|[.;]\s", text[stop : stop + REACH], maxsplit=1)[0].translate(_MINUS)
    found = _LIST.match(after)
    if found is not None:
        first = int(found["first"])
        numbers = re.findall(r"-?\d+", found["rest"])
        dotted = found["last"] is not None or re.search(r"dots|…|\.\.", found["rest"])
        fits = int(numbers[-1]) - first + 1 == length if dotted and numbers else len(numbers) + 1 == length
        return first if fits else None
    found = _BETWEEN.match(after)
    if found is not None:
        return int(found["first"]) if int(found["last"]) - int(found["first"]) + 1 == length else None
    found = _SAMPLE.match(after)
    if found is not None:
        return int(found["first"]) - _ORDINALS.index(found["which"])
    found = _STARTS.match(after)
    return int(found["first"]) if found is not None else None


def range_in_words(text: str, stop: int) -> range | None:
    """Return the indices for which a formula that ends at ``stop`` is meant, if the words after it say it.

    Examples
    --------
    >>> range_in_words("f(n) = n + 1 for 0 <= n <= 2 (zero elsewhere).", 12)
    range(0, 3)
    """
    after = re.split(r"\n\s*\n|[.;]\s", text[stop : stop + REACH], maxsplit=1)[0].translate(_MINUS)
    found = _BETWEEN.match(after)
    if found is not None:
        return range(int(found["first"]), int(found["last"]) + 1)
    found = _LIST.match(after)
    numbers = re.findall(r"-?\d+", found["rest"]) if found is not None else []
    return range(int(found["first"]), int(numbers[-1]) + 1) if found is not None and numbers else None


def first_by_arrow(text: str, vector: Vector, start: int) -> int | None:
    """Return the index of the first sample if an arrow in the next line points at one.

    ``start`` is where the text begins from which the spans of the vector count.
    """
    if vector.span is None or any(entry.span is None for entry in vector.entries):
        return None
    line_start = text.rfind("\n", 0, start + vector.span[0]) + 1
    line_stop = text.find("\n", start + vector.span[1])
    if line_stop < 0:
        return None
    below = text[line_stop + 1 : line_stop + 400].split("\n", 1)[0]
    if not _ARROW.fullmatch(below) or below.count("^") + below.count("↑") != 1:
        return None
    column = max(below.find("^"), below.find("↑")) + line_start
    distances = [
        max(start + entry.span[0] - column, column - (start + entry.span[1] - 1), 0)
        for entry in vector.entries
        if entry.span
    ]
    nearest = min(range(len(distances)), key=distances.__getitem__)
    return -nearest if distances[nearest] <= 1 and distances.count(distances[nearest]) == 1 else None


def first_of_all(text: str) -> int | None:
    """Return where all signals of a text start, if it says so once and for all.

    Examples
    --------
    >>> first_of_all("Both sequences start at n = 0.")
    0
    """
    found = {int(match["first"]) for match in _ALL.finditer(text.translate(_MINUS))}
    return found.pop() if len(found) == 1 else None
