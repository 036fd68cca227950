"""What everything that can be printed shares: one document, many formats.

May import: ``document``, ``rendering``, inside functions.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from symconv.document.blocks import Document
    from symconv.rendering import Figures, Rendering

__all__ = ["Printable"]


class Printable(ABC):
    """Something with a document and a record."""

    @property
    @abstractmethod
    def document(self) -> Document:
        """The document that people read."""

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """Return the record that programs read, ready for JSON."""

    def render(
        self,
        format: str = "markdown",
        *,
        template: str | Path | None = None,
        figures: Figures = "none",
        stem: str = "figure",
    ) -> Rendering:
        """Return the text in a format, with the files that belong beside it.

        Parameters
        ----------
        format : {"markdown", "latex", "latex-fragment", "html", "html-fragment", "json"}
            What to write. JSON is the record, the others are the document.
        template : str or Path, optional
            File with your own template of the page.
        figures : {"none", "embed", "files"}
            For Markdown: drawings in words, in the text, or as files whose names start with ``stem``.
        """
        from symconv.rendering import Rendering, render_files

        if format == "json" and template is None:
            return Rendering(self.to_json())
        return render_files(self.document, format, template=template, figures=figures, stem=stem)

    def to_markdown(self, *, template: str | Path | None = None, figures: Figures = "none") -> str:
        """Return the document as Markdown; ``figures="embed"`` draws into the text."""
        return self.render("markdown", template=template, figures=figures).text

    def to_latex(self, *, template: str | Path | None = None, fragment: bool = False) -> str:
        """Return the document as LaTeX: a whole file, or a fragment to input into one."""
        return self.render("latex-fragment" if fragment else "latex", template=template).text

    def to_html(self, *, template: str | Path | None = None) -> str:
        """Return the document as one HTML page that needs no network."""
        return self.render("html", template=template).text

    def to_json(self) -> str:
        """Return the record as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    def _repr_markdown_(self) -> str:
        return self.to_markdown(figures="embed")

    def _repr_html_(self) -> str:
        return self.render("html-fragment").text
