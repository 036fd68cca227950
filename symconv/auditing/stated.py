"""The signals that formulas of a text define, each by one row of numbers.

May import: ``syntax``, this package.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from symconv.auditing.second_route import agrees
from symconv.auditing.values import Array, Unread, World, evaluate
from symconv.auditing.worked_text import Sentence
from symconv.syntax.nodes import Name, Vector

__all__ = ["Stated", "plain_name", "stated_rows", "stated_signals"]


def plain_name(name: str) -> str:
    """Return a name as code writes it: h2 for h_2.

    Examples
    --------
    >>> plain_name("h_2"), plain_name("x")
    ('h2', 'x')
    """
    return re.sub(r"[_{}\\]|mathbf|mathrm", "", name)


@dataclass(frozen=True, slots=True)
class Stated:
    """A row of numbers in a formula that defines a signal."""

    array: Array
    span: tuple[int, int]
    """Where the numbers stand in the text."""


def stated_signals(sentences: Sequence[Sentence]) -> Mapping[str, Array]:
    """Return the signals that formulas define, each by one row of numbers."""
    return {name: stated.array for name, stated in stated_rows(sentences).items()}


def stated_rows(sentences: Sequence[Sentence]) -> Mapping[str, Stated]:
    """Return the rows of numbers by which formulas define signals; a name with several rows is left out."""
    found: dict[str, Stated] = {}
    several: set[str] = set()
    for sentence in sentences:
        chain = sentence.chain
        if chain is None or not isinstance(chain.first, Name) or not isinstance(chain.links[0][1], Vector):
            continue
        try:
            value = evaluate(chain.links[0][1], World())
        except Unread:
            continue
        name = plain_name(chain.first.name)
        if isinstance(value, Array) and agrees(chain.links[0][1], World(), value):
            if name in found and found[name].array.rows != value.rows:
                several.add(name)
            found[name] = Stated(value, sentence.place(chain.links[0][1]))
    return {name: stated for name, stated in found.items() if name not in several and len(stated.array.shape) == 1}
