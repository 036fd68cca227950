"""Where a document goes: to standard output, or to a file that appears whole or not at all.

May import: click, ``errors``, ``rendering``. Commands import this module inside their functions.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from symconv.cli.options import FORMATS
from symconv.errors import ConventionError, RenderError
from symconv.rendering import format_for

if TYPE_CHECKING:
    from symconv.results import Printable

__all__ = ["Output", "write"]


@dataclass(frozen=True, slots=True)
class Output:
    """What the options say."""

    format: str
    path: Path | None
    template: str | None

    @classmethod
    def from_options(cls, format: str | None, output: str | None, template: str | None) -> Output:
        """Read the options, and refuse what cannot be written before anything is computed."""
        path = None if output is None or output == "-" else Path(output)
        if path is not None:
            _refuse_unwritable(path)
        if format is None and path is not None:
            format = format_for(path)
        if format not in (None, *FORMATS):
            raise ConventionError("format", format, FORMATS)
        return cls(format or "markdown", path, template)


def write(printable: Printable, output: Output) -> None:
    """Render everything first, then write it."""
    if output.path is None:
        text = printable.render(output.format, template=output.template).text
        click.echo(text.encode(), nl=not text.endswith("\n"))
        return
    rendering = printable.render(output.format, template=output.template, figures="files", stem=output.path.stem)
    for extra in rendering.files:
        _write_whole(output.path.parent / extra.name, extra.text)
    _write_whole(output.path, rendering.text)


def _refuse_unwritable(path: Path) -> None:
    if path.is_dir():
        raise RenderError(f"writing {path}: this is a folder; give a file name")
    if not path.parent.is_dir():
        raise RenderError(f"writing {path}: the folder {path.parent} does not exist; make it first")


def _write_whole(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
