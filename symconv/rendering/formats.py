"""The formats, one line each, and the functions that write a document in one of them.

To add a format: a module with a function ``write_…(document, options) -> Rendering``, its templates,
a function here that imports it, and a line in ``FORMATS``.

May import: ``document``, the renderers. Must never import SymPy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from symconv.document.blocks import Document
from symconv.errors import ConventionError, RenderError
from symconv.rendering.writer import Figures, Options, Rendering

__all__ = ["FIGURES", "FORMATS", "Format", "format_for", "render", "render_files"]

FIGURES: tuple[Figures, ...] = ("embed", "files", "none")


@dataclass(frozen=True, slots=True)
class Format:
    """One target format."""

    name: str
    suffixes: tuple[str, ...]
    """Names of files in this format end so."""
    write: Callable[[Document, Options], Rendering]
    takes_template: bool = True


# Each renderer is imported when it is first used: who asks for Markdown does not wait for HTML.


def _markdown(document: Document, options: Options) -> Rendering:
    from symconv.rendering.markdown import write_markdown

    return write_markdown(document, options)


def _latex(document: Document, options: Options) -> Rendering:
    from symconv.rendering.latex import write_latex

    return write_latex(document, options)


def _latex_fragment(document: Document, options: Options) -> Rendering:
    from symconv.rendering.latex import write_latex_fragment

    return write_latex_fragment(document, options)


def _html(document: Document, options: Options) -> Rendering:
    from symconv.rendering.html import write_html

    return write_html(document, options)


def _html_fragment(document: Document, options: Options) -> Rendering:
    from symconv.rendering.html import write_html_fragment

    return write_html_fragment(document, options)


def _json(document: Document, options: Options) -> Rendering:
    from symconv.rendering.json import write_json

    return write_json(document, options)


FORMATS: tuple[Format, ...] = (
    Format("markdown", (".md", ".markdown"), _markdown),
    Format("latex", (".tex",), _latex),
    Format("latex-fragment", (), _latex_fragment),
    Format("html", (".html", ".htm"), _html),
    Format("html-fragment", (), _html_fragment),
    Format("json", (".json",), _json, takes_template=False),
)


def format_for(path: str | Path) -> str:
    """Return the name of the format that a file name asks for.

    Raises
    ------
    RenderError
        When no format has this suffix.

    Examples
    --------
    >>> format_for("solution.md")
    'markdown'
    """
    suffix = Path(path).suffix.lower()
    for form in FORMATS:
        if suffix in form.suffixes:
            return form.name
    known = ", ".join(suffix for form in FORMATS for suffix in form.suffixes)
    raise RenderError(f"choosing a format for {str(path)!r}: the suffix is none of {known}; name the format instead")


def render(
    document: Document,
    format: str = "markdown",
    *,
    template: str | Path | None = None,
    figures: Figures = "none",
) -> str:
    r"""Return a document as text.

    Parameters
    ----------
    document : Document
        What to write.
    format : str
        The name of one of ``FORMATS``.
    template : str or Path, optional
        File with the user's own template of the page, instead of ours.
    figures : {"none", "embed"}
        For Markdown: drawings in words, or embedded. The other formats always draw.

    Raises
    ------
    ConventionError
        For an unknown format or way of showing figures.
    RenderError
        When the template cannot be read or fails; ``line`` is its line.

    Examples
    --------
    >>> from symconv.document.blocks import Document, Math, Paragraph, Text
    >>> document = Document("Two * two", (Paragraph((Text("It is "), Math(r"2 \cdot 2", "2*2"), Text("."))),))
    >>> print(render(document), end="")
    # Two \* two
    <BLANKLINE>
    It is $2 \cdot 2$.
    """
    if figures == "files":
        raise RenderError('figures="files" gives several files: use render_files')
    return render_files(document, format, template=template, figures=figures).text


def render_files(
    document: Document,
    format: str = "markdown",
    *,
    template: str | Path | None = None,
    figures: Figures = "files",
    stem: str = "figure",
) -> Rendering:
    """Return a document as text together with the files that the text links to.

    The parameters are those of `render`; names of the files start with ``stem``.
    Only Markdown with ``figures="files"`` has such files.
    """
    forms = {form.name: form for form in FORMATS}
    if format not in forms:
        raise ConventionError("format", format, forms)
    if figures not in FIGURES:
        raise ConventionError("figures", figures, FIGURES)
    form = forms[format]
    if template is None:
        return form.write(document, Options(figures=figures, stem=stem))
    if not form.takes_template:
        raise RenderError(f"the format {format} has no page to lay out: leave the template away")
    return form.write(document, Options(_read(Path(template)), str(template), figures, stem))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise RenderError(f"reading the template {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise RenderError(f"reading the template {path}: it is not UTF-8 (byte {error.start})") from error
