"""Documents to text: Markdown, LaTeX, HTML and JSON, by the templates of this package or of the user.

May import: ``errors``, ``document``, Jinja2. Must never import SymPy or the trusted core.
"""

from __future__ import annotations

from symconv.rendering.formats import FIGURES, FORMATS, Format, format_for, render, render_files
from symconv.rendering.writer import ExtraFile, Figures, Rendering

__all__ = [
    "FIGURES",
    "FORMATS",
    "ExtraFile",
    "Figures",
    "Format",
    "Rendering",
    "format_for",
    "render",
    "render_files",
]
