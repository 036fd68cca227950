"""Claims that are half formula and half sentence: “the output $y[n]$ is $[1, 2]$”, “the convolution of $x$ and …”.

May import: ``syntax`` and this package's context. Must never evaluate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from symconv.auditing.context import operation_named
from symconv.syntax.nodes import Call, Index, Name, Node, Number, Vector

__all__ = ["spoken_claim"]

Spoken = tuple[Node, int, int]
"""A formula and where it stands."""
_IS: Final = re.compile(
    r"[\s$)\\]*(?:is|equals|gives|yields|are)\b(?:\s+(?:then|thus|therefore|given by|equal to|just|now))?"
    r"[\s:$(\\]*"
)
_WITH: Final = re.compile(r"[\s$)\\]*(?:and|with|by)\b[\s$(\\]*")
_OF: Final = re.compile(
    r"\b(?P<what>[\w -]*(?:convolution|correlation)) of(?: the signals?| the sequences?)?[\s$(\\]*$"
)
_CLAUSE: Final = re.compile(r"[.,;:!?]")


def spoken_claim(text: str, before: Sequence[Spoken], formula: Spoken) -> tuple[Node, int] | None:
    """Return what a formula is said to be the value of, and where that begins, or ``None``."""
    node, start, _ = formula
    if not before or not _IS.fullmatch(text, before[-1][2], start):
        return None
    subject, begin, _ = before[-1]
    if isinstance(node, Vector) and len(before) > 1 and isinstance(subject, Name | Index):
        other, first, end = before[-2]
        said = _OF.search(text[max(0, first - 60) : first])
        if said is not None and isinstance(other, Name | Index) and _WITH.fullmatch(text, end, begin):
            operation, circular = operation_named(said["what"])
            return (Call(operation, (other, subject)), first) if operation and not circular else None
    clause = _CLAUSE.split(text[max(0, begin - 80) : begin])[-1]
    match subject, node:
        case (Name() | Index(indices=(Name(),)) | Call(arguments=(Name(),)), Vector()):
            return None if re.search(r"\b(?:of|and|with|for|in)\b", clause) else (subject, begin)
        case (Index(indices=(Number(),)) | Call(arguments=(Number(),)), _) if not isinstance(node, Name | Vector):
            return None if re.search(r"\b(?:and|with|sum)\b", clause) else (subject, begin)
    return None
