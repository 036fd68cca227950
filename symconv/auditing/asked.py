"""What was asked: the options of a diagnosis, and the task that they set.

May import: ``errors``, ``signals``, ``operations``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypedDict, Unpack

from symconv.errors import ConventionError, ProblemError
from symconv.operations import Task, convolution_task, correlation_task, layer_task
from symconv.signals import Signal

__all__ = ["OPERATIONS", "Asked", "asked_task"]

OPERATIONS: Final = ("convolve", "correlate", "layer")


class Windowed(TypedDict, total=False):
    """Options of a convolution or a correlation, as in `symconv.correlate`."""

    same: str
    convention: str
    period: int | tuple[int, ...] | None


class Asked(Windowed, total=False):
    """These, and the options of a layer, as in `symconv.layer`."""

    stride: int | Sequence[int]
    padding: int | str | Sequence[int | Sequence[int]]
    dilation: int | Sequence[int]
    groups: int
    bias: object
    boundary: str
    channels: bool
    constant: object
    transposed: bool
    output_padding: int | Sequence[int]


def asked_task(x: Signal, h: Signal, operation: str = "convolve", mode: str = "full", **options: Unpack[Asked]) -> Task:
    """Return the task that was set.

    Examples
    --------
    >>> asked_task(Signal([1, 2]), Signal([1, 1]), "correlate", "valid").mode
    'valid'
    >>> asked_task(Signal([1, 2, 3]), Signal([1, 1]), "layer", stride=2).stride
    (2,)
    """
    if operation not in OPERATIONS:
        raise ConventionError("operation", operation, OPERATIONS)
    unknown = [name for name in options if name not in Asked.__annotations__]
    if unknown:
        raise TypeError(f"{unknown[0]!r} is no option of a diagnosis; there are {', '.join(Asked.__annotations__)}")
    layered = [name for name in options if name not in Windowed.__annotations__]
    if operation != "layer" and not layered:
        return _windowed_task(x, h, operation, mode, options)
    windowed = [name for name in options if name in Windowed.__annotations__] + ["mode"] * (mode != "full")
    if windowed:
        asked = f"{layered[0]} makes it a layer" if layered else "a layer was asked for"
        raise ProblemError(
            f"diagnosing an answer: {asked}, and a layer has no {windowed[0]}; its window is said by padding and stride"
        )
    return layer_task(x, h, operation="correlate" if operation == "layer" else operation, **_any(options))


def _windowed_task(x: Signal, h: Signal, operation: str, mode: str, options: Asked) -> Task:
    if operation == "correlate":
        return correlation_task(x, h, mode=mode, **_any(options))
    without = {name: value for name, value in options.items() if name != "convention"}
    return convolution_task(x, h, mode=mode, **_any(without))


def _any(options: Any) -> dict[str, Any]:
    return dict(options)
