"""``symconv check``: which claims of a worked text hold, which fail, and which could not be read.

May import: click; ``statements`` only inside functions, because it imports SymPy.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from symconv.cli.frame import ExampleCommand, message_of
from symconv.cli.sources import files_of, read_text, syntax_of_file
from symconv.errors import RenderError, SymconvError

if TYPE_CHECKING:
    from symconv.results.report import Report

__all__ = ["check"]

FORMATS: Final = ("text", "markdown", "latex", "latex-fragment", "html", "json", "sarif", "github")
COLOURS: Final = {"fails": "red", "slip": "yellow", "unread": "cyan", "holds": "green"}
WIDEST: Final = 160


@click.command(
    cls=ExampleCommand,
    examples=(
        "symconv check notes.md",
        'symconv check notes.md --define "a = 1, 1/2, 1, 1"',
        "symconv check notes.md -o report.html",
        "symconv check notes.md chapter.tex --format sarif",
        "symconv check notes.md --strict --format github",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--syntax", default="auto", metavar="auto|markdown|latex|text|python|ipynb", help="What the files are.")
@click.option("--format", metavar="|".join(FORMATS), help="The default is text, or what the output file ends in.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; .txt, .md, .tex, .html, .json or .sarif decides.")
@click.option("--define", multiple=True, metavar='"NAME = SIGNAL"', help="A signal of the text; repeat it for several.")
@click.option("--strict", is_flag=True, help="Slips fail too: rounding, notation, a term that changes nothing.")
@click.option("--allow-unchecked", is_flag=True, help="Exit with 0 also when nothing could be checked.")
@click.option("--color/--no-color", default=None, help="Colours; the default is on a terminal, unless NO_COLOR is set.")
def check(
    files: tuple[str, ...],
    syntax: str,
    format: str | None,
    output: str | None,
    define: tuple[str, ...],
    strict: bool,
    allow_unchecked: bool,
    color: bool | None,
) -> None:
    """Check every equality in worked texts, exactly. Nothing in them is run.

    A folder stands for the texts in it, a single - for standard input. A file that cannot be read is said, and
    the others are checked all the same.

    Exit status: 0 all that could be checked holds, 1 a claim fails, 2 bad input or a file that cannot be read,
    3 nothing could be checked.
    """
    from symconv import statements
    from symconv.auditing.passages import syntax_of
    from symconv.cli.output import Output, write
    from symconv.results.report import merged

    target = Output.from_options(format, output, None, FORMATS)
    syntax_of("", syntax)  # refuses bad options before any file is read
    statements.audit("", define=define)
    sources = files_of(files)
    _refuse_overwriting(target.path, sources)
    reports = dict(_reports(sources, syntax, define))
    if reports:
        report = merged(reports)
        if target.format == "text" and target.path is None:
            _show(report, color)
        else:
            write(report, target)
            if target.path is not None:
                click.echo(f"{target.path}: {report.counts}", err=True)
    if len(reports) < len(sources):
        sys.exit(2)
    status = report.exit_status(strict=strict)
    sys.exit(0 if status == 3 and allow_unchecked else status)


def _refuse_overwriting(path: Path | None, sources: tuple[str, ...]) -> None:
    """Refuse to write the report over one of the texts."""
    named = [Path(file) for file in sources if file != "-" and Path(file).exists()]
    if path is not None and path.exists() and any(path.samefile(file) for file in named):
        raise RenderError(f"writing {path}: this is one of the texts to check; give another name")


def _reports(sources: tuple[str, ...], syntax: str, define: tuple[str, ...]) -> Iterator[tuple[str, Report]]:
    """Yield the report on each file; of one that cannot be read, say why."""
    from symconv import statements
    from symconv.auditing.passages import SYNTAXES

    for file in sources:
        name = "standard input" if file == "-" else file
        try:
            meant = syntax_of_file(file, SYNTAXES) if syntax == "auto" else syntax
            yield name, statements.audit(read_text(file), syntax=meant, define=define)
        except (SymconvError, OSError, UnicodeDecodeError, MemoryError, RecursionError) as error:
            said = message_of(error)
            click.echo(f"symconv: {said if said.startswith(f'{file}:') else f'{name}: {said}'}", err=True)


def _show(report: Report, color: bool | None) -> None:
    """Write the report to the terminal, in colours where they are wanted."""
    terminal = sys.stdout.isatty()
    if color is None:
        color = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = min(WIDEST, shutil.get_terminal_size().columns) if terminal else 100
    text = report.to_text(width=width, paint=_paint if color else None)
    click.echo(text if color else text.encode(), nl=False, color=color)


def _paint(text: str, role: str) -> str:
    if role == "place":
        return click.style(text, bold=True)
    if role == "quiet":
        return click.style(text, dim=True)
    return click.style(text, fg=COLOURS[role], bold=role == "fails")
