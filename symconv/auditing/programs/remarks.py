"""Comments that say what a line shows: ``# [1, -2, -2, 1]``, ``# -> 7``, ``# shape: (1, 4, 1)``.

A comment counts as a claim only if nothing in it says that it may be something else; where words are left that are
not understood, it may confirm a value but never contradict one.

May import: this package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from symconv.auditing.programs.written import Token, Written, read_written

__all__ = ["Remark", "read_remark"]

LEADING: Final = frozenset(
    (
        *("output", "outputs", "out", "prints", "print", "result", "results", "returns", "return", "gives", "equals"),
        *(
            "expected",
            "expect",
            "should",
            "be",
            "is",
            "answer",
            "value",
            "values",
            "y",
            "array",
            "tensor",
            "now",
            "the",
        ),
        *("correct", "full", "same", "valid", "convolution", "correlation", "linear", "circular", "mode", "shape"),
        *("length", "len", "size", "exactly", "approximately", "approx", "about", "also", "again", "still", "this"),
        *("conv", "corr", "numpy", "scipy", "torch", "pytorch", "of", "as", "has", "have", "with", "it", "dims", "ok"),
    )
)
"""Words before a value that leave it what it is."""
SHAPES: Final = ("shape", "size", "dims")
LENGTHS: Final = ("length", "len")
DOUBTS: Final = frozenset(
    (
        *("not", "no", "wrong", "instead", "without", "but", "before", "would", "if", "old", "unlike", "except", "was"),
        *("bug", "error", "incorrect", "kernel", "flipped", "input", "using", "for", "from", "pad", "padding", "at"),
        *("index", "indices", "n", "k", "m", "axis", "stride", "where", "when", "until", "or", "samples", "expected"),
    )
)
"""Words after which a value may be something else."""
ARROWS: Final = re.compile(r"^\s*(?:-+>|=+>|→|⇒|⟶|>>>?)")


@dataclass(frozen=True, slots=True)
class Remark:
    """What a comment says about a line."""

    values: tuple[Written, ...]
    shape: Written | None
    """A shape that is named."""
    length: Written | None
    is_certain: bool
    """Whether it can be nothing else than the output."""
    is_bare: bool
    """Whether it has no words at all besides a label."""


def read_remark(text: str, labels: Sequence[str]) -> Remark | None:
    """Return what a comment says, ``None`` if it names no values; ``labels`` are words that the line prints."""
    tokens = read_written(text)
    if not any(isinstance(token, Written) for token in tokens) or len(tokens) > 400:
        return None
    arrow = bool(ARROWS.match(text))
    known = {label.lower() for label in labels}
    values: list[Written] = []
    shape = length = None
    certain = bare = True
    before: list[str] = []
    for token in tokens:
        if isinstance(token, Token):
            word = token.text.lower()
            if word[0].isalpha() or word[0] == "_":
                bare = bare and (word in known or word in ("array", "tensor"))
                settled = bool(values) and word not in DOUBTS and values[-1].brackets != ""
                certain = certain and (word in known or (word in LEADING and not values) or settled)
                before.append(word)
            elif word not in "()[],.:;=->→⇒⟶~≈!" and word != "==":
                certain = bare = False
        elif any(word in SHAPES for word in before[-2:]):
            shape, before = token, []
        elif any(word in LENGTHS for word in before[-2:]):
            length, before = token, []
        else:
            values.append(token)
            before = []
    certain = certain or (arrow and not any(word in DOUBTS for word in before))
    return Remark(tuple(values), shape, length, certain, bare or (arrow and certain))
