"""``symconv prove``, ``derive``, ``verify`` and ``identities``: statements for signals of every length.

May import: click; ``statements`` only inside functions, because it imports SymPy.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from symconv.cli.frame import ExampleCommand, read_input
from symconv.cli.options import PROOF_FORMATS, proof_options, require_format

if TYPE_CHECKING:
    from symconv.results.answer import Answer

__all__ = ["derive", "identities", "prove", "verify"]

EXIT_STATUS = {"proved": 0, "refuted": 1, "open": 3}

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _statement_options(command: _Command) -> _Command:
    """Add ``--given``, ``--over``, ``--complex`` and the options of the output."""
    for option in (
        click.option("--complex", "is_complex", is_flag=True, help="Signals and scalars are complex."),
        click.option("--over", metavar="Z/N", help="Indices are modulo N."),
        click.option(
            "--given",
            multiple=True,
            metavar="HYPOTHESIS",
            help='"h even", "f on 0..N-1", "s > 0" …; repeat it for several.',
        ),
    ):
        command = option(command)
    return proof_options(command)


@click.command(
    cls=ExampleCommand,
    examples=(
        'symconv prove "corr(f, h) = conv(f, flip(h))"',
        'symconv prove "corr(f, h) = conv(f, h)" --given "h even"',
        'symconv prove "dft(conv(f, g))[k] = dft(f)[k]*dft(g)[k]" --over Z/N',
        'symconv prove "conv(conv(f, g), h) = conv(f, conv(g, h))" --format json',
        'symconv prove "conv(f, g) = conv(g, f)" --over Z/N --format coq',
        "symconv prove --steps derivation.txt",
    ),
)
@click.argument("statement", required=False)
@click.option(
    "--steps",
    metavar="FILE",
    help="Check a derivation in text, Markdown or LaTeX: one expression a line, with or without reasons.",
)
@click.option("--detail", default="normal", metavar="brief|normal|full", help="How many steps the proof shows.")
@_statement_options
def prove(
    statement: str | None,
    steps: str | None,
    detail: str,
    given: tuple[str, ...],
    over: str | None,
    is_complex: bool,
    format: str | None,
    output: str | None,
    template: str | None,
) -> None:
    """Prove or refute STATEMENT for signals of every length.

    Exit status: 0 proved, 1 refuted, 2 bad input, 3 open.
    """
    from symconv import statements
    from symconv.cli.output import Output

    if (statement is None) == (steps is None):
        raise click.UsageError("give a statement, or --steps FILE")
    target = Output.from_options(format, output, template, PROOF_FORMATS)
    if steps is not None:
        text, source = read_input(steps), "the derivation" if steps == "-" else steps
        _finish(statements.check_steps(text, given, over, is_complex, detail, source), target)
    _finish(statements.prove(str(statement), given, over, is_complex, detail), target)


@click.command(
    cls=ExampleCommand,
    examples=(
        'symconv derive "diff(sum(n, g[n]*corr(x, w, stride=s)[n]), x[k])"',
        'symconv derive "flip(conv(f, g))"',
    ),
)
@click.argument("expression")
@_statement_options
def derive(
    expression: str,
    given: tuple[str, ...],
    over: str | None,
    is_complex: bool,
    format: str | None,
    output: str | None,
    template: str | None,
) -> None:
    """Find the shortest name of EXPRESSION, with its proof."""
    from symconv import statements
    from symconv.cli.output import Output

    target = Output.from_options(format, output, template, PROOF_FORMATS)
    _finish(statements.derive(expression, given, over, complex=is_complex), target)


@click.command(
    cls=ExampleCommand,
    examples=(
        'symconv prove "conv(f, g) = conv(g, f)" -o proof.json',
        "symconv verify proof.json",
    ),
)
@click.argument("certificate")
@click.option("--format", default="markdown", metavar="markdown|json", help="The default is markdown.")
def verify(certificate: str, format: str) -> None:
    """Replay certificates by two independent checkers.

    The file is a certificate, or what ``symconv prove --format json`` wrote. Exit status: 0 accepted, 1 rejected.
    """
    require_format(format, "markdown", "json")
    from symconv import statements
    from symconv.errors import LogicError

    found = statements.read_certificates(read_input(certificate), source=certificate)
    for number, one in enumerate(found, 1):
        try:
            statements.verify(one)
        except LogicError as error:
            click.echo(f"certificate {number} of {len(found)}: rejected: {error}".encode(), err=True)
            if format == "json":
                click.echo(json.dumps({"accepted": False, "certificates": len(found), "rejected": number}))
            sys.exit(1)
    if format == "json":
        click.echo(json.dumps({"accepted": True, "certificates": len(found)}))
        return
    plural = "certificates were" if len(found) > 1 else "certificate was"
    click.echo(f"{len(found)} {plural} accepted by the trusted core and by the second checker.")


@click.command(
    cls=ExampleCommand,
    examples=(
        "symconv identities",
        "symconv identities gradient stride",
        "symconv identities convolution-commutes",
        "symconv identities convolution-commutes --over Z/N --format coq",
    ),
)
@click.argument("words", nargs=-1, metavar="[NAME | WORD...]")
@click.option("--over", metavar="Z/N", help="Indices are modulo N, whatever the library says.")
@proof_options
def identities(
    words: tuple[str, ...], over: str | None, format: str | None, output: str | None, template: str | None
) -> None:
    """List identities by words, or prove the one of this NAME.

    Those are listed in which every WORD occurs. One that is false is refuted.

    A word may be part of a name, a statement, a hypothesis or a source, or a group: algebra, correlation, gradients,
    multirate, windows, moments, layers, circular, dft, transforms, false.
    """
    from symconv import statements
    from symconv.cli.output import Output

    target = Output.from_options(format, output, template, PROOF_FORMATS)
    from symconv.proving.identities import identities_with, named_identity

    found = () if len(words) == 1 and named_identity(words[0]) else identities_with(words)
    if not found:
        _finish(statements.prove_identity(" ".join(words), over), target)
    for group, identities in found:
        click.echo(f"\n{group.title} ({group.name})".encode())
        for identity in identities:
            conditions = [*identity.given, *([f"over {identity.over}"] if identity.over else [])]
            given = f"  [{', '.join(conditions)}]" if conditions else ""
            click.echo(f"  {identity.name}: {identity.statement}{given}".encode())


def _finish(answer: Answer, target: Any) -> NoReturn:
    from symconv.cli.output import write

    write(answer, target)
    sys.exit(EXIT_STATUS[answer.status.value])
