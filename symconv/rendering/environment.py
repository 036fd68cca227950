"""The templates of this package: where they lie and how they are read.

May import: Jinja2, ``errors``, ``document``. Must never print.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateError

from symconv.document.blocks import Document, Heading
from symconv.errors import RenderError
from symconv.rendering.template_syntax import SYNTAX
from symconv.rendering.user_template import fill_user_template
from symconv.rendering.writer import Options, Piece

__all__ = ["fill", "fill_page", "macros", "template_folder"]


@cache
def template_folder() -> Path:
    """Return the folder of the templates: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent.parent
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "markdown").is_dir():
            return folder
    raise RenderError("the templates of symconv are missing: the installation is incomplete, install symconv again")


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(template_folder()), autoescape=_is_markup, auto_reload=False, **SYNTAX)


def _is_markup(name: str | None) -> bool:
    return name is not None and name.endswith((".html", ".svg"))


@cache
def macros(name: str) -> Any:
    """Return the macros of one template file, callable by name."""
    return _environment().get_template(name).module


def fill(name: str, **context: object) -> str:
    """Fill one of the templates of this package."""
    try:
        return _environment().get_template(name).render(context)
    except TemplateError as error:
        raise RenderError(f"writing the template {name}: {error}") from error


def fill_page(
    name: str, document: Document, pieces: tuple[Piece, ...], *, title: str, options: Options, **more: object
) -> str:
    """Lay the pieces of a document out in the page template ``name``, or in the user's own one.

    Parameters
    ----------
    name : str
        The template that lays out the page, ``"markdown/document.md"``.
    document : Document
        The document; the user's template sees it too.
    pieces : tuple of Piece
        Its blocks, each with its text in the target format.
    title : str
        The title, escaped for the target format; empty where the blocks begin with a heading of level 1.
    options : Options
        Says whether there is a user's template.
    **more
        What this format needs besides.
    """
    titled = bool(document.blocks) and isinstance(document.blocks[0], Heading) and document.blocks[0].level == 1
    context = {
        "document": document,
        "pieces": pieces,
        "title": title,
        "show_title": bool(document.title) and not titled,
        "language": re.sub(r"[^A-Za-z0-9-]", "", document.language) or "en",
        **more,
    }
    if options.template is None:
        return fill(name, **context)
    return fill_user_template(options.template, options.template_name, context, is_markup=_is_markup(name))
