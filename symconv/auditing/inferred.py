"""Signals that a text shows only in a figure, inferred from its expanded sums, and what that says about the sums.

May import: ``syntax`` and this package.
"""

from __future__ import annotations

from typing import Final

from symconv.auditing.expansions import ExpandedSum, Finding, expanded_sum, findings
from symconv.auditing.knowledge import Knowledge
from symconv.auditing.values import Array, shown
from symconv.auditing.worked_text import WorkedText
from symconv.syntax.nodes import Chain, Name, Vector

__all__ = ["inferred_findings"]

MOST_GROUPS: Final = 24
"""Most groups of expansions of one text from which signals are recovered."""


def inferred_findings(read: WorkedText, known: Knowledge) -> dict[int, tuple[Finding, ...]]:
    """Group the expanded sums of signals that the text does not write out, and say what each sum has right and wrong.

    The keys are the identities of the sums.
    """
    written = {
        chain.first.name
        for sentence in read.sentences
        if (chain := sentence.chain) and isinstance(chain.first, Name) and isinstance(chain.links[0][1], Vector)
    } | set(known.signals)
    groups: list[list[tuple[Chain, ExpandedSum]]] = []
    for sentence in read.sentences:
        row = expanded_sum(sentence.chain) if sentence.chain else None
        if row is None or sentence.chain is None or written & set(row.names):
            continue
        last = groups[-1][-1][1] if groups else None
        if last is None or last.key != row.key or row.index <= last.index:
            groups.append([])
        groups[-1].append((sentence.chain, row))
    about: dict[int, tuple[Finding, ...]] = {}
    for group in groups[:MOST_GROUPS]:
        signals, found = findings([row for _, row in group])
        if signals is None:
            continue
        about.update({id(row.sum): said for (_, row), said in zip(group, found, strict=True)})
        for name, values in zip(group[0][1].names, (signals.a, signals.b), strict=True):
            known.assume(f"{name} = {shown(Array(values))} is inferred from the expansions in the text")
    return about
