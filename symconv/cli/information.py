"""``symconv methods`` and ``symconv schema``: what there is to choose from.

May import: click; ``solving`` only inside functions.
"""

from __future__ import annotations

import click

from symconv.cli.frame import ExampleCommand

__all__ = ["methods", "schema"]


@click.command(
    cls=ExampleCommand,
    examples=(
        "symconv methods",
        'symconv convolve "1, 2" "3, 4" --method table',
    ),
)
def methods() -> None:
    """List the methods by which work can be shown."""
    from symconv.solving import METHODS

    width = max(len(method.name) for method in METHODS)
    for method in METHODS:
        click.echo(f"{method.name:{width}}  {method.summary}".encode())


@click.command(
    cls=ExampleCommand,
    examples=("symconv schema > problem.schema.json",),
)
def schema() -> None:
    """Print the JSON Schema of problem files."""
    from symconv.solving.problem_schema import schema_text

    click.echo(schema_text().encode(), nl=False)
