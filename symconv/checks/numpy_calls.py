"""The NumPy call that computes the same: as a line of text and as a function of two arrays.

The line and the function are written side by side and a test runs both, so the reader can paste
what was really computed. Where NumPy has no function of its own (two dimensions, strides) the call
multiplies sliding windows with the kernel.

May import: NumPy, ``operations.tasks``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from symconv.checks.definition import Definition, full_support
from symconv.operations.tasks import Convolution, Correlation

__all__ = ["Array", "Arrays", "Call", "call_of_window"]

Array = Any
Arrays = Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Call:
    """A computation in NumPy."""

    code: str
    """Python. An inline call has ``{x}`` and ``{h}`` where the arrays go, others use their names."""
    run: Callable[[Arrays], Array]
    """The same."""
    inline: bool = True


def call_of_window(task: Convolution | Correlation, definition: Definition) -> Call:
    """Return the call for a convolution or correlation."""
    if task.period is not None:
        return _folded(task, definition)
    if len(definition.shape) == 1:
        return _one_axis(task, definition)
    return _many_axes(task, definition.first, definition.shape)


def _one_axis(task: Convolution | Correlation, definition: Definition) -> Call:
    name, swapped = _function(task)
    n, k = (task.h.shape[0], task.x.shape[0]) if swapped else (task.x.shape[0], task.h.shape[0])
    function = getattr(np, name)
    arguments = "{h}, {x}" if swapped else "{x}, {h}"
    mode = task.mode
    cut = slice(None)
    same_as_numpy = task.same == "numpy" or (task.same == "scipy" and n >= k)
    if mode == "same" and not same_as_numpy:
        start = definition.first[0] - full_support(task)[0][0]
        mode, cut = "full", slice(start, start + definition.shape[0])
    default = "full" if name == "convolve" else "valid"
    word = "" if mode == default else f', "{mode}"'
    brackets = "" if cut == slice(None) else f"[{cut.start}:{cut.stop}]"

    def run(arrays: Arrays) -> Array:
        x, h = arrays["x"], arrays["h"]
        return (function(h, x, mode) if swapped else function(x, h, mode))[cut]

    return Call(f"np.{name}({arguments}{word}){brackets}", run)


def _many_axes(task: Convolution | Correlation, first: Sequence[int], shape: Sequence[int]) -> Call:
    name, swapped = _function(task)
    moving, kernel = (task.h, task.x) if swapped else (task.x, task.h)
    skipped = _subtract(first, full_support(task)[0])
    pads = []
    for skip, length, n, k in zip(skipped, shape, moving.shape, kernel.shape, strict=True):
        before = k - 1 - skip
        pads.append((before, length + k - 1 - n - before))
    outer, inner = "abcdefgh"[: len(shape)], "ijklmnop"[: len(shape)]
    spec = f"{outer}{inner},{inner}->{outer}"
    moves, stays = ("h", "x") if swapped else ("x", "h")

    def run(arrays: Arrays) -> Array:
        view = sliding_window_view(np.pad(arrays[moves], pads), kernel.shape)
        taps = arrays[stays]
        return np.einsum(spec, view, np.flip(taps) if name == "convolve" else np.conj(taps))

    taps_code = f"{{{stays}}}"
    if name == "convolve":
        taps_code = f"np.flip({taps_code})"
    elif not kernel.is_real:
        taps_code = f"np.conj({taps_code})"
    padded = f"np.pad({{{moves}}}, {pads})" if any(map(any, pads)) else f"{{{moves}}}"
    view_code = f"np.lib.stride_tricks.sliding_window_view({padded}, {kernel.shape})"
    return Call(f'np.einsum("{spec}", {view_code}, {taps_code})', run)


def _folded(task: Convolution | Correlation, definition: Definition) -> Call:
    """Fold the full result: pad to whole periods, add the periods, turn by the index of the first sample."""
    (start, full), axes = full_support(task), range(len(definition.shape))
    whole = type(task)(**{f: getattr(task, f) for f in ("x", "h")}, **_convention(task))
    inner = (
        _one_axis(whole, Definition(definition.left, definition.right, start, full, definition.pairs))
        if len(full) == 1
        else _many_axes(whole, start, full)
    )
    pads = [(0, -length % period) for length, period in zip(full, definition.shape, strict=True)]
    blocks: list[int] = []
    for length, (_, pad), period in zip(full, pads, definition.shape, strict=True):
        blocks += [(length + pad) // period, period]
    summed = tuple([2 * axis for axis in axes])
    turns = tuple([a % period for a, period in zip(start, definition.shape, strict=True)])

    def run(arrays: Arrays) -> Array:
        return np.roll(np.pad(inner.run(arrays), pads).reshape(blocks).sum(axis=summed), turns, axis=tuple(axes))

    code = f"np.pad({inner.code}, {pads[0] if len(pads) == 1 else pads})" if any(map(any, pads)) else inner.code
    code += f".reshape({', '.join(map(str, blocks))}).sum(axis={summed[0] if len(summed) == 1 else summed})"
    if any(turns):
        code = f"np.roll({code}, {turns[0]})" if len(turns) == 1 else f"np.roll({code}, {turns}, {tuple(axes)})"
    return Call(code, run)


def _function(task: Convolution | Correlation) -> tuple[str, bool]:
    """Return the NumPy function and whether the operands change places."""
    if isinstance(task, Convolution):
        return "convolve", False
    return "correlate", task.convention == "wikipedia"


def _convention(task: Convolution | Correlation) -> dict[str, Any]:
    return {"convention": task.convention} if isinstance(task, Correlation) else {}


def _subtract(a: Sequence[int], b: Sequence[int]) -> tuple[int, ...]:
    return tuple([i - j for i, j in zip(a, b, strict=True)])
