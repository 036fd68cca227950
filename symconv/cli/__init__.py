"""The command line: arguments in, exit status out.

One file per family of commands; ``COMMANDS`` is their order in ``symconv --help``. These modules import
click and nothing heavier at the top, so that help and mistakes in the arguments are answered at once.

Exit status: 0 done · 1 refuted, a claim or a check fails · 2 bad input · 3 undecided, or nothing could be checked.
"""

from __future__ import annotations

import click

from symconv import __version__
from symconv.cli.check import check
from symconv.cli.diagnosis import diagnose
from symconv.cli.emulation import emulate
from symconv.cli.family import convolve, correlate, layer
from symconv.cli.frame import Application
from symconv.cli.information import methods, schema
from symconv.cli.proofs import derive, identities, prove, verify
from symconv.cli.solve import solve

__all__ = ["COMMANDS", "main"]

COMMANDS: tuple[click.Command, ...] = (
    convolve,
    correlate,
    layer,
    solve,
    prove,
    derive,
    verify,
    identities,
    check,
    diagnose,
    emulate,
    methods,
    schema,
)


@click.group(
    cls=Application,
    commands=COMMANDS,
    examples=(
        'symconv convolve "1, 1/2, 1, 1" "1, 1/2, 1/4"',
        'symconv correlate "2, 1, 3, 5, 4" "1, -1" --mode valid -o solution.html',
        "symconv solve homework.toml -o homework.tex",
    ),
)
@click.version_option(__version__, message="symconv %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """Exact convolutions and cross-correlations, with the work shown and checked.

    A signal is a list of exact numbers or symbols, such as "[2, 1, 3]" or "1/2, _1, a": the underscore
    marks the sample at n = 0, which is the first one otherwise. "[[1, 2], [3, 4]]" is a picture.
    A single - reads from standard input.
    """
