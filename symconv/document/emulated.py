"""A library call becomes a document: what the function does, its formula, and the exact answer.

May import: ``signals``, ``document``. Must never decide anything.
"""

from __future__ import annotations

from typing import Any, Final

from symconv.document.blocks import CodeBlock, Document, Paragraph, Text
from symconv.signals import Signal

__all__ = ["emulated_document"]

PLAIN: Final = (("Σ_", "sum_"), ("−", "-"), ("·", "*"), ("…", "..."), ("x̃", "x"))
"""Signs of a formula, and how code spells them."""


def emulated_document(function: str, words: str, formula: str, signal: Signal) -> Document:
    """Return the document of a call."""
    for sign, spelling in PLAIN:
        formula = formula.replace(sign, spelling)
    return Document(
        function,
        (
            Paragraph((Text(words),)),
            CodeBlock(formula, "text"),
            Paragraph((Text(f"The answer has the shape {signal.shape}, computed exactly; the library was not run."),)),
            CodeBlock(_rows(signal.values)),
        ),
    )


def _rows(values: Any) -> str:
    return f"[{', '.join(map(_rows, values))}]" if isinstance(values, tuple) else str(values)
