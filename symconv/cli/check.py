"""``symconv check``: which claims of a worked text hold, which fail, and which could not be read.

May import: click; ``statements`` only inside functions, because it imports SymPy.
"""

from __future__ import annotations

import sys

import click

from symconv.cli.frame import ExampleCommand, read_input

__all__ = ["check"]


@click.command(
    cls=ExampleCommand,
    examples=(
        "symconv check notes.md",
        'symconv check notes.md --define "a = 1, 1/2, 1, 1"',
        "symconv check notes.md chapter.tex --format sarif",
        "symconv check notes.md --strict --format github",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--syntax", default="auto", metavar="auto|markdown|latex|text", help="How the files are written.")
@click.option("--format", default="text", metavar="text|json|sarif|github", help="The default is text.")
@click.option("--define", multiple=True, metavar='"NAME = SIGNAL"', help="A signal of the text; repeat it for several.")
@click.option("--strict", is_flag=True, help="Slips fail too: rounding, notation, a term that changes nothing.")
def check(files: tuple[str, ...], syntax: str, format: str, define: tuple[str, ...], strict: bool) -> None:
    """Check every equality in worked texts, exactly. Nothing in them is run.

    Exit status: 0 all that could be checked holds, 1 a claim fails, 2 bad input, 3 nothing could be checked.
    """
    from symconv import statements
    from symconv.errors import ConventionError
    from symconv.results.report import FORMATS, merged

    if format not in FORMATS:
        raise ConventionError("format", format, FORMATS)
    reports = {
        "standard input" if file == "-" else file: statements.audit(read_input(file), syntax=syntax, define=define)
        for file in files
    }
    report = merged(reports)
    click.echo(FORMATS[format](report).encode(), nl=False)
    sys.exit(report.exit_status(strict=strict))
