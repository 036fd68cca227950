"""What sentences without a formula say that can be checked: which way a signal is flipped, how many samples it has.

May import: this package's claims. Must never judge a sentence about pictures or matrices, which have two directions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symconv.auditing.claims import Note
from symconv.auditing.outcomes import Outcome

__all__ = ["flip_slips"]

_FLIP: Final = re.compile(r"\b(?:flip|revers|mirror|reflect)\w*\b", re.IGNORECASE)
_VERTICAL: Final = re.compile(r"\b(?:vertically|upside[- ]down)\b", re.IGNORECASE)
_HORIZONTAL: Final = re.compile(r"horizontal(?!\s+axis)|\bboth\b|left[- ]right|\brows?\b|\bcolumns?\b", re.IGNORECASE)
_TURNED: Final = re.compile(r"[-−–]\s*[nmkτ](?!\w)")
"""An index that runs backwards: where the sign of the samples is turned, “vertically” is right."""
_TWO_AXES: Final = re.compile(
    r"\b(?:image|matrix|matrices|picture|pixel|2-?d|two-dimensional|grid)|[\[(][a-z]\s*,\s*[a-z][\])]", re.IGNORECASE
)
_SENTENCE: Final = re.compile(r"[^.!?\n]*(?:\.\d[^.!?\n]*)*[.!?\n]?")
MAX_SENTENCE: Final = 1_000


def flip_slips(text: str) -> Iterator[tuple[int, int, Outcome]]:
    """Yield where a signal in one index is said to be flipped vertically: its time is reversed, not its sign.

    Examples
    --------
    >>> [text[2] for text in flip_slips("We flip b vertically, due to the -m in the sum.")][0].kind
    'notation'
    """
    for verb in _FLIP.finditer(text):
        reach = max(0, verb.start() - MAX_SENTENCE)
        first = max(text.rfind(mark, reach, verb.start()) for mark in (". ", "\n", "! ", "? ")) + 1
        whole = _SENTENCE.match(text, first, first + MAX_SENTENCE)
        if whole is None or whole.end() < verb.end():
            continue
        sentence = whole[0]
        word = _VERTICAL.search(text, verb.end(), min(whole.end(), verb.end() + 60))
        if word is None or _HORIZONTAL.search(sentence) or _TWO_AXES.search(sentence):
            continue
        if not _TURNED.search(sentence):
            continue
        note = Note(
            "flip-direction", "A signal is flipped horizontally, b[m] to b[-m]: time is reversed, not the sign."
        )
        yield word.start(), word.end(), Outcome("holds", "notation", "exact", word[0], "horizontally", (note,))
