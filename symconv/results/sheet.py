"""`Sheet`: the results of a problem file, in one document.

May import: ``results.result``, ``document`` inside functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from symconv.results.printable import Printable
from symconv.results.result import Result

if TYPE_CHECKING:
    from symconv.document.blocks import Document

__all__ = ["Sheet"]


@dataclass(frozen=True)
class Sheet(Printable):
    """The results of a problem file, in its order."""

    results: tuple[Result, ...]
    title: str = ""
    notes: tuple[str, ...] = ()

    @cached_property
    def document(self) -> Document:
        """All solutions in one document."""
        from symconv.document.sheet import sheet_document

        return sheet_document(self.title, self.notes, [result.document for result in self.results])

    def to_dict(self) -> dict[str, Any]:
        """Return the title and one record per task."""
        return {
            "title": self.title,
            "notes": list(self.notes),
            "tasks": [result.to_dict() for result in self.results],
        }
