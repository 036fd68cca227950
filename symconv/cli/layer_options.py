"""The options of a layer, which several commands have.

May import: click; ``pipeline`` only inside functions, because it imports SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from symconv.cli.frame import SignalText

__all__ = ["layer_options", "read_layer_options"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def layer_options(command: _Command) -> _Command:
    """Add ``--stride``, ``--padding``, ``--dilation`` and the rest to a command."""
    for option in (
        click.option("--output-padding", default="0", metavar="P", help="Of a transposed layer: samples at the end."),
        click.option("--transposed", is_flag=True, help="The transposed layer."),
        click.option("--channels", is_flag=True, help="First axis of X is the channel; the kernel is [out][in][…]."),
        click.option(
            "--boundary",
            default="zero",
            metavar="NAME",
            help="What the padding holds: zero, constant, reflect, symmetric, edge or wrap.",
        ),
        click.option("--bias", type=SignalText(), metavar="B", help="A number, or one per output channel."),
        click.option("--groups", default=1, type=int, help="Groups of channels that do not see one another."),
        click.option("--dilation", default="1", metavar="D", help="Spacing of the kernel's samples, as for --stride."),
        click.option(
            "--padding",
            default="0",
            metavar="P",
            help="Samples added around X: a number, one per axis (1,2), a pair per axis (1:0,2:2), same or valid.",
        ),
        click.option("--stride", default="1", metavar="S", help="Step of the window: a number, or one per axis: 2,1."),
    ):
        command = option(command)
    return command


def read_layer_options(options: Mapping[str, Any], *, is_complex: bool = False) -> dict[str, Any]:
    """Return the options with their texts read; those that are not of a layer stay as they are."""
    read: dict[str, Any] = dict(options)
    for name in ("stride", "dilation", "output_padding"):
        if name in read:
            read[name] = _per_axis(f"--{name.replace('_', '-')}", read[name])
    if "padding" in read:
        read["padding"] = _padding(read["padding"])
    if read.get("bias") is not None:
        read["bias"] = _row(read["bias"], is_complex=is_complex)
    return read


def _row(text: str, *, is_complex: bool) -> Any:
    """Read a number, or several: a lone number would be a formula elsewhere."""
    from symconv import pipeline

    return pipeline.read_signal(text if "[" in text else f"[{text}]", "bias", is_complex=is_complex)


def _per_axis(option: str, text: str) -> int | list[int]:
    numbers = [_integer(option, part) for part in text.split(",")]
    return numbers[0] if len(numbers) == 1 else numbers


def _padding(text: str) -> Any:
    word = text.strip()
    if word in ("same", "valid"):
        return word
    if ":" in word:
        pairs = [part.split(":") for part in word.split(",")]
        if any(len(pair) != 2 for pair in pairs):
            raise click.BadParameter("a pair per axis is written left:right, as in 1:0,2:2", param_hint="--padding")
        return [(_integer("--padding", left), _integer("--padding", right)) for left, right in pairs]
    return _per_axis("--padding", word)


def _integer(option: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise click.BadParameter(f"{text.strip()[:40]!r} is not a whole number", param_hint=option) from None
