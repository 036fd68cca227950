"""Where a document goes: to standard output, or to a file that appears whole or not at all.

May import: click, ``errors``, ``rendering``. Commands import this module inside their functions.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from symconv.cli.options import FORMATS
from symconv.errors import ConventionError, RenderError
from symconv.rendering import format_for

if TYPE_CHECKING:
    from symconv.results.printable import Printable

__all__ = ["Output", "write"]


@dataclass(frozen=True, slots=True)
class Output:
    """What the options say."""

    format: str
    path: Path | None
    template: str | None

    @classmethod
    def from_options(
        cls,
        format: str | None,
        output: str | None,
        template: str | None,
        formats: tuple[str, ...] = FORMATS,
    ) -> Output:
        """Read the options, and refuse what cannot be written before anything is computed.

        The first of the formats is the default.
        """
        path = None if output is None or output == "-" else Path(output)
        if path is not None:
            _refuse_unwritable(path)
        if format is None and path is not None:
            format = _format_of(path, formats)
        if format not in (None, *formats):
            raise ConventionError("format", format, formats)
        return cls(format or formats[0], path, template)


def _format_of(path: Path, formats: tuple[str, ...]) -> str:
    """Return the format that a file name asks for, where the command has it."""
    listing = {".txt": "text", ".sarif": "sarif", ".v": "coq"}.get(path.suffix.lower(), "")
    return listing if listing in formats else format_for(path)


def write(printable: Printable, output: Output) -> None:
    """Render everything first, then write it."""
    if output.path is None:
        text = printable.render(output.format, template=output.template).text
        click.echo(text.encode(), nl=not text.endswith("\n"))
        return
    rendering = printable.render(output.format, template=output.template, figures="files", stem=output.path.stem)
    folder = output.path.parent
    _write_whole({**{folder / extra.name: extra.text for extra in rendering.files}, output.path: rendering.text})


def _refuse_unwritable(path: Path) -> None:
    if path.is_dir():
        raise RenderError(f"writing {path}: this is a folder; give a file name")
    if not path.parent.is_dir():
        raise RenderError(f"writing {path}: the folder {path.parent} does not exist; make it first")


def _write_whole(files: Mapping[Path, str]) -> None:
    """Write all files beside their places, then move them there, so that an error leaves nothing behind."""
    written: list[tuple[Path, Path]] = []
    try:
        for path, text in files.items():
            if path.exists() and not path.is_file():
                path.write_text(text, encoding="utf-8")  # a device or a pipe keeps its place
                continue
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".part")
            written.append((Path(name), path))
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        for temporary, path in written:
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path.resolve())
    except BaseException:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
