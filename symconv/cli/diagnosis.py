"""``symconv diagnose``: which mistake gives this answer.

May import: click; ``statements`` only inside functions, because it imports SymPy.
"""

from __future__ import annotations

import json
import sys

import click

from symconv.cli.frame import SignalCommand, SignalText
from symconv.cli.options import window_options

__all__ = ["diagnose"]

SIGNAL = SignalText()


@click.command(
    cls=SignalCommand,
    examples=(
        'symconv diagnose "2, 1, 3, 5, 4" "1, -1" --got "1, -2, -2, 1" --mode valid',
        'symconv diagnose "1, 2, 3" "1, 1/2" --as correlate --got "1, 5/2, 4, 3/2" --format json',
    ),
)
@click.argument("x", type=SIGNAL)
@click.argument("h", type=SIGNAL)
@click.option("--got", required=True, type=SIGNAL, help="The answer that was given.")
@click.option("--as", "operation", default="convolve", metavar="convolve|correlate", help="What was asked.")
@window_options
@click.option("--convention", default="numpy", metavar="numpy|wikipedia", help="Of a correlation.")
@click.option("--format", default="text", metavar="text|json", help="The default is text.")
def diagnose(
    x: str,
    h: str,
    got: str,
    operation: str,
    mode: str,
    same: str,
    period: int | None,
    convention: str,
    format: str,
) -> None:
    """Tell which mistake turns X and H into the answer that was given.

    Exit status: 0 the answer is right, 1 a mistake explains it, 3 it is wrong and nothing explains it.
    """
    from symconv import statements
    from symconv.errors import ConventionError
    from symconv.pipeline import read_signal

    if format not in ("text", "json"):
        raise ConventionError("format", format, ("text", "json"))
    first, second, answer = (read_signal(text, name) for name, text in (("x", x), ("h", h), ("got", got)))
    found = statements.diagnose(first, second, answer, operation, mode, same, convention, period, anchored="_" in got)
    right = not found and statements.is_right(
        first, second, answer, operation, mode=mode, same=same, convention=convention, period=period
    )
    if format == "json":
        records = [{"mistake": d.mistake, "explanation": d.explanation, "cost": d.cost} for d in found]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2).encode())
    elif right:
        click.echo("The answer is right.")
    elif not found:
        click.echo("The answer is wrong, and nothing in the catalogue of mistakes explains it.")
    else:
        if len(found) > 1:
            click.echo(f"{len(found)} mistakes explain this answer; these numbers cannot tell them apart.\n")
        for diagnosis in found:
            click.echo(f"{diagnosis.mistake}: {diagnosis.explanation}".encode())
    sys.exit(0 if right else 1 if found else 3)
