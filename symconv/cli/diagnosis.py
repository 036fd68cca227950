"""``symconv diagnose``: which mistake gives this answer.

May import: click; ``statements`` only inside functions, because it imports SymPy.
"""

from __future__ import annotations

import sys
from typing import Any, Final

import click
from click.core import ParameterSource

from symconv.cli.frame import SignalCommand, SignalText
from symconv.cli.layer_options import layer_options, read_layer_options
from symconv.cli.options import window_options

__all__ = ["diagnose"]

SIGNAL = SignalText()
FORMATS: Final = ("text", "markdown", "latex", "latex-fragment", "html", "json")


@click.command(
    cls=SignalCommand,
    examples=(
        'symconv diagnose "2, 1, 3, 5, 4" "1, -1" --got "1, -2, -2, 1" --mode valid',
        'symconv diagnose "1, 2, 3" "1, 1/2" --as correlate --got "1, 5/2, 4, 3/2" --format json',
        'symconv diagnose "1, 2, 3, 4, 5" "1, 0, -1" --as layer --stride 2 --padding 1 --got "-2, -2"',
        'symconv diagnose "[[1, 2], [3, 4]]" "[[1, 0], [2, 1]]" --mode valid --got "[[13]]" -o answer.html',
    ),
)
@click.argument("x", type=SIGNAL)
@click.argument("h", type=SIGNAL)
@click.option("--got", required=True, type=SIGNAL, help="The answer that was given.")
@click.option(
    "--as",
    "operation",
    default="convolve",
    metavar="convolve|correlate|layer",
    help="What was asked. With an option of layers the first two are layers too.",
)
@window_options
@click.option("--convention", default="numpy", metavar="numpy|wikipedia", help="Of a correlation.")
@layer_options
@click.option("--format", metavar="|".join(FORMATS), help="The default is text, or what the output file ends in.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; .txt, .md, .tex, .html or .json decides.")
@click.pass_context
def diagnose(
    context: click.Context,
    /,
    x: str,
    h: str,
    got: str,
    operation: str,
    format: str | None,
    output: str | None,
    **options: Any,
) -> None:
    """Tell which mistake leads to the answer that was given.

    Exit status: 0 the answer is right, 1 a mistake explains it, 3 it is wrong and nothing explains it.
    """
    from symconv import statements
    from symconv.cli.output import Output, write
    from symconv.pipeline import read_signal

    target = Output.from_options(format, output, None, FORMATS)
    given = {name: options[name] for name in options if context.get_parameter_source(name) != ParameterSource.DEFAULT}
    first, second, answer = (read_signal(text, name) for name, text in (("x", x), ("h", h), ("got", got)))
    asked = read_layer_options(given)
    found = statements.examine(first, second, answer, operation, anchored="_" in got, **asked)
    write(found, target)
    sys.exit(found.exit_status)
