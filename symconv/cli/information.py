"""``symconv methods`` and ``symconv schema``: what there is to choose from.

May import: click; ``solving`` only inside functions.
"""

from __future__ import annotations

import json

import click

from symconv.cli.frame import ExampleCommand
from symconv.cli.options import require_format

__all__ = ["methods", "schema"]


@click.command(
    cls=ExampleCommand,
    examples=(
        "symconv methods",
        'symconv convolve "1, 2" "3, 4" --method table',
        "symconv methods --format json",
    ),
)
@click.option("--format", default="markdown", metavar="markdown|json", help="The default is markdown.")
def methods(format: str) -> None:
    """List the methods by which work can be shown."""
    require_format(format, "markdown", "json")
    from symconv.solving import METHODS

    if format == "json":
        records = [{"name": method.name, "title": method.title, "summary": method.summary} for method in METHODS]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2).encode())
        return
    for method in METHODS:
        click.echo(f"- `{method.name}`: {method.summary}".encode())


@click.command(
    cls=ExampleCommand,
    examples=("symconv schema > problem.schema.json",),
)
@click.option("--format", default="json", metavar="json", help="There is no other.")
def schema(format: str) -> None:
    """Print the JSON Schema of problem files."""
    require_format(format, "json")
    from symconv.solving.problem_schema import schema_text

    click.echo(schema_text().encode(), nl=False)
