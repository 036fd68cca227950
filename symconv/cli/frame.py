"""What all commands share: errors become one message and an exit status, signals may start with ``-``.

May import: click, ``errors``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from symconv.errors import CheckError, LimitError, SymconvError

__all__ = ["INPUT_LIMIT", "Application", "ExampleCommand", "SignalCommand", "SignalText", "message_of", "read_input"]

INPUT_LIMIT = 16_000_000
"""Characters read from a file or from standard input; more is an error, not a wait."""

_SHIELD = "\N{WORD JOINER}"
"""Stands before an argument such as ``-1, 2`` while click sorts options from arguments."""


class ExampleCommand(click.Command):
    """A command whose help ends in examples; a test runs every one of them."""

    def __init__(self, *arguments: Any, examples: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options."""
        _write_examples(formatter, self.examples)
        super().format_epilog(ctx, formatter)


def _write_examples(formatter: click.HelpFormatter, examples: tuple[str, ...]) -> None:
    if examples:
        with formatter.section("Examples"):
            for example in examples:
                formatter.write(f"{' ' * formatter.current_indent}{example}\n")


class Application(click.Group):
    """A group that knows no tracebacks: every error is one message on standard error and an exit status."""

    def __init__(self, *arguments: Any, examples: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the list of commands."""
        _write_examples(formatter, self.examples)
        super().format_epilog(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of their registration."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn what goes wrong into a message and an exit status."""
        with _reported(debug=bool(ctx.params.get("debug"))):
            return super().invoke(ctx)


@contextmanager
def _reported(*, debug: bool) -> Iterator[None]:
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except Exception as error:
        if debug:
            import traceback

            traceback.print_exc()
        else:
            click.echo(f"symconv: {message_of(error)}", err=True)
        sys.exit(_status(error))


def message_of(error: Exception) -> str:
    """Return what a reader of the terminal is told about an error."""
    match error:
        case SymconvError():
            return str(error)
        case OSError():
            return f"{error.filename}: {error.strerror}" if error.filename else str(error)
        case UnicodeDecodeError():
            return f"the input is not UTF-8: byte {error.start} cannot be read"
        case MemoryError():
            return "not enough memory for this problem"
        case RecursionError():
            return "the input is nested too deeply"
        case _:
            return f"internal error, please report it: {type(error).__name__}: {error} (--debug shows more)"


def _status(error: Exception) -> int:
    match error:
        case CheckError():
            return 1
        case SymconvError() | OSError() | UnicodeDecodeError() | MemoryError() | RecursionError():
            return 2
        case _:
            return 3


class SignalText(click.ParamType[str]):
    """A signal as it was written, ``-`` standing for standard input."""

    name = "signal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take the text off its shield, or read it from standard input."""
        text = str(value).removeprefix(_SHIELD)
        if text != "-":
            return text
        if ctx is not None:
            if "symconv.stdin" in ctx.meta:
                self.fail("only one signal can be read from standard input", param, ctx)
            ctx.meta["symconv.stdin"] = True
        return read_input("-").strip()


class SignalCommand(ExampleCommand):
    """A command whose arguments may start with a minus sign: ``"-1, 2"``, ``"-a"``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Shield such arguments before click takes them for options."""
        options = [parameter for parameter in self.params if isinstance(parameter, click.Option)]
        names = {name for option in options for name in option.opts}
        takes_value = {name for option in options if not option.is_flag for name in option.opts}
        shielded: list[str] = []
        for position, argument in enumerate(args):
            is_value = position > 0 and args[position - 1] in takes_value
            is_signal = argument.startswith("-") and argument not in names and not argument.startswith("--")
            shielded.append(_SHIELD + argument if is_signal and not is_value and argument != "-" else argument)
        return super().parse_args(ctx, shielded)


def read_input(path: str) -> str:
    """Return the text of a file, or of standard input for ``-``; refuse more than `INPUT_LIMIT` bytes."""
    with click.open_file(path, "rb") as stream:
        content = stream.read(INPUT_LIMIT + 1)
    if len(content) > INPUT_LIMIT:
        name = "standard input" if path == "-" else path
        raise LimitError(f"reading {name}", "the input", limit=f"{INPUT_LIMIT} bytes")
    return bytes(content).decode("utf-8-sig")
