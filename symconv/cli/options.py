"""Options that several commands share.

May import: click, ``errors``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from symconv.errors import ConventionError

__all__ = [
    "FORMATS",
    "PROOF_FORMATS",
    "output_options",
    "presentation_options",
    "proof_options",
    "require_format",
    "window_options",
]

FORMATS: tuple[str, ...] = ("markdown", "latex", "latex-fragment", "html", "json")
PROOF_FORMATS = (*FORMATS, "coq")

_Command = TypeVar("_Command", bound=Callable[..., Any])


def output_options(command: _Command) -> _Command:
    """Add ``--format``, ``-o``, ``--template`` to a command."""
    return _output_options(command, FORMATS, ".md, .tex, .html or .json")


def proof_options(command: _Command) -> _Command:
    """Add the options of the output to a command that proves."""
    return _output_options(command, PROOF_FORMATS, ".md, .tex, .html, .json or .v")


def _output_options(command: _Command, formats: tuple[str, ...], suffixes: str) -> _Command:
    for option in (
        click.option("--template", metavar="FILE", help="Lay the document out with your own Jinja2 template."),
        click.option("-o", "--output", metavar="FILE", help=f"Write to FILE; {suffixes} decides the format."),
        click.option("--format", metavar="|".join(formats), help="The default is markdown, or what FILE ends in."),
    ):
        command = option(command)
    return command


def window_options(command: _Command) -> _Command:
    """Add ``--mode``, ``--same``, ``--period``."""
    for option in (
        click.option("--period", type=int, metavar="N", help="Circular: fold the full result modulo N."),
        click.option("--same", default="scipy", metavar="scipy|numpy|matlab", help="Which middle part 'same' keeps."),
        click.option("--mode", default="full", metavar="full|same|valid", help="Part of the result that is kept."),
    ):
        command = option(command)
    return command


def presentation_options(command: _Command) -> _Command:
    """Add ``--method``, ``--title``, ``--complex`` and the options of the output."""
    for option in (
        click.option("--complex", "is_complex", is_flag=True, help="Symbols in the signals are complex, not real."),
        click.option("--title", default="", help="Title of the document."),
        click.option(
            "--method",
            multiple=True,
            metavar="NAME",
            help="How the work is shown; repeat it for several, or 'all'. See: symconv methods",
        ),
    ):
        command = option(command)
    return output_options(command)


def require_format(format: str, *allowed: str) -> None:
    """Refuse a format that a command does not have."""
    if format not in allowed:
        raise ConventionError("format", format, allowed)
