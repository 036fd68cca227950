"""Sentences that list several things, and sentences that begin alike made into one.

May import: ``derivation``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from symconv.derivation import Sentence

__all__ = ["RENAMED", "listed", "together"]

_SLOT = re.compile(r"\{(\w+)\}")
RENAMED: Final = Sentence("exchange the sums")
"""What is left to see of indices that only change their names."""


def listed(items: Sequence[str]) -> str:
    """Return “a, b and c”."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def together(notes: Sequence[Sentence]) -> Sentence:
    """Join notes that begin alike: “definition of a”, “definition of b” → “definition of a and b”."""
    notes = [note for note in notes if note != RENAMED] or notes[:1]
    if len({note.parts() for note in notes}) == 1:
        return notes[0]
    kinds = {dict(note.slots).get("kind") for note in notes}
    if len(kinds) == 1 and None not in kinds:
        slots = tuple((f"what{i}", dict(note.slots)["what"]) for i, note in enumerate(notes))
        return Sentence(listed([f"{{{name}}}" for name, _ in slots]) + " are {kind}", (*slots, notes[0].slots[-1]))
    leads = {note.template.partition("{")[0] for note in notes}
    lead = leads.pop() if len(leads) == 1 else ""
    items = dict.fromkeys((note.template.removeprefix(lead), note.slots) for note in notes)
    texts = [_SLOT.sub(rf"{{\g<1>_{i}}}", text) for i, (text, _) in enumerate(items)]
    slots = tuple((f"{name}_{i}", value) for i, (_, own) in enumerate(items) for name, value in own)
    return Sentence(lead + ("; ".join(texts) if any(" and " in text for text in texts) else listed(texts)), slots)
