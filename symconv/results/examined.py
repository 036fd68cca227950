"""An answer that was examined: right, explained by mistakes, or unexplained; in every format.

May import: ``auditing``; ``document`` inside functions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from symconv.auditing import Examination
from symconv.auditing.diagnosis import FEW
from symconv.results.printable import Printable

if TYPE_CHECKING:
    from symconv.document.blocks import Document
    from symconv.rendering import Rendering

__all__ = ["ExaminedAnswer"]


@dataclass(frozen=True)
class ExaminedAnswer(Printable):
    """What `examine` returns."""

    found: Examination

    @property
    def is_right(self) -> bool:
        """Whether the answer has the right samples, at the right place where that counts."""
        return self.found.is_right

    @property
    def exit_status(self) -> int:
        """0 for a right answer, 1 for one that a mistake explains, 3 for one that nothing explains."""
        return 0 if self.is_right else 1 if self.found.diagnoses else 3

    @cached_property
    def document(self) -> Document:
        """The document that people read."""
        from symconv.document.diagnosis import diagnosis_document

        return diagnosis_document(self.found)

    def records(self) -> list[dict[str, Any]]:
        """Return mistake, explanation and cost of each diagnosis; the keys are stable."""
        return [
            {"mistake": each.mistake, "explanation": each.explanation, "cost": each.cost}
            for each in self.found.diagnoses
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return everything that was found."""
        return {"right": self.is_right, "diagnoses": self.records(), "hidden": list(self.found.hidden)}

    def to_json(self) -> str:
        """Return the diagnoses as a JSON list."""
        return json.dumps(self.records(), ensure_ascii=False, indent=2) + "\n"

    def render(self, format: str = "markdown", **options: Any) -> Rendering:
        """Return it in a format of documents, or as ``"text"``."""
        if format == "text":
            from symconv.rendering import Rendering

            return Rendering(self.to_text())
        return super().render(format, **options)

    def to_text(self) -> str:
        """Return what the command prints."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        from symconv.document.diagnosis import HIDDEN, RIGHT, UNEXPLAINED, tie

        if self.is_right:
            yield RIGHT
        elif not self.found.diagnoses:
            yield UNEXPLAINED
        elif len(self.found.diagnoses) > 1:
            yield from (tie(len(self.found.diagnoses)), "")
        yield from (f"{each.mistake}: {each.reason}" for each in self.found.diagnoses)
        if any(each.reason != each.explanation for each in self.found.diagnoses):
            yield FEW
        if self.found.hidden:
            yield from ("", f"{HIDDEN} {', '.join(self.found.hidden)}.")
