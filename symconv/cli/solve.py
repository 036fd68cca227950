"""``symconv solve``: every task of a problem file, in one document.

May import: click; ``pipeline`` only inside functions, because it imports SymPy; rich only for a progress bar.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from symconv.cli.frame import ExampleCommand, read_input
from symconv.cli.options import output_options

__all__ = ["solve"]

_MANY = 8
"""From this many tasks on, a terminal shows how far the work is."""


_PROBLEM_FILE = """\b
A problem file:
  [signals]
  x = [2, 1, 3, 5, 4]
  h = "1, -1"
  [[tasks]]
  task = "convolve"
  x = "x"
  h = "h"
  mode = "valid"
"""


@click.command(
    cls=ExampleCommand,
    epilog=_PROBLEM_FILE,
    examples=(
        "symconv solve homework.toml",
        "symconv solve homework.toml -o homework.tex",
        "cat homework.toml | symconv solve - --format json",
    ),
)
@click.argument("file", metavar="FILE.toml")
@output_options
def solve(file: str, format: str | None, output: str | None, template: str | None) -> None:
    """Solve all tasks of a problem file.

    A problem file names signals and lists tasks; "symconv schema" describes it.
    """
    from symconv.cli.output import Output, write

    target = Output.from_options(format, output, template)
    source, text = "standard input" if file == "-" else file, read_input(file)
    from symconv import pipeline

    sheet = pipeline.read_problems(text, source=source)
    with _progress(len(sheet.results)) as advance:
        for result in sheet.results:
            result.require_checked()
            advance()
    write(sheet, target)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """Show a bar on standard error when it is a terminal and the work is long."""
    if total < _MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Solving", total=total)
        yield lambda: progress.advance(bar)
