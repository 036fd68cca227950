"""The NumPy call that computes the same: as a line of text and as a function of two arrays.

The line and the function are written side by side and a test runs both, so the reader can paste
what was really computed. Where NumPy has no function of its own (two dimensions, strides) the call
multiplies sliding windows with the kernel.

May import: NumPy, ``operations.tasks``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from symconv.checks.definition import Definition, full_support
from symconv.operations.tasks import Convolution, Correlation

__all__ = ["Call", "call_of_window", "windows_code"]

Array = Any
Pads = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Call:
    """One expression in NumPy."""

    code: str
    """Python with ``{x}`` and ``{h}`` where the arrays go."""
    run: Callable[[Array, Array], Array]
    """The same."""


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

    def run(x: Array, h: Array) -> Array:
        return (function(h, x, mode) if swapped else function(x, h, mode))[cut]

    return Call(f"np.{name}({arguments}{word}){brackets}", run)


def _many_axes(task: Convolution | Correlation, first: Sequence[int], shape: Sequence[int]) -> Call:
    name, swapped = _function(task)
    moving, kernel = (task.h, task.x) if swapped else (task.x, task.h)
    pads = []
    for skip, length, n, k in zip(
        _subtract(first, full_support(task)[0]), shape, moving.shape, kernel.shape, strict=True
    ):
        before = k - 1 - skip
        pads.append((before, length + k - 1 - n - before))
    conjugated = name == "correlate" and not kernel.is_real
    wrap = "np.flip({})" if name == "convolve" else "np.conj({})" if conjugated else "np.array({})"
    inputs = ("{h}", "{x}") if swapped else ("{x}", "{h}")
    code, apply = windows_code(pads, kernel.shape)

    def run(x: Array, h: Array) -> Array:
        a, w = (h, x) if swapped else (x, h)
        return apply(a, np.flip(w) if name == "convolve" else np.conj(w))

    return Call(code.format(x=inputs[0], w=wrap.format(inputs[1])), run)


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

    def run(x: Array, h: Array) -> Array:
        return np.roll(np.pad(inner.run(x, h), pads).reshape(blocks).sum(axis=summed), turns, axis=tuple(axes))

    code = inner.code if not any(pad for _, pad in pads) else f"np.pad({inner.code}, {_pads_code(pads)})"
    code += f".reshape({', '.join(map(str, blocks))}).sum(axis={summed[0] if len(summed) == 1 else summed})"
    if any(turns):
        code = (
            f"np.roll({code}, {turns[0] if len(turns) == 1 else turns}{'' if len(turns) == 1 else f', {tuple(axes)}'})"
        )
    return Call(code, run)


def windows_code(
    pads: Pads, extent: Sequence[int], stride: Sequence[int] = (), dilation: Sequence[int] = (), mode: str = ""
) -> tuple[str, Callable[[Array, Array], Array]]:
    """Return code with ``{x}`` and ``{w}`` that slides a window over the padded input, and its function."""
    letters = "abcdefgh"[: len(extent)] + "ijklmnop"[: len(extent)]
    spec = f"{letters},{letters[len(extent) :]}->{letters[: len(extent)]}"
    steps = (*(slice(None, None, s) for s in stride), *(slice(None, None, d) for d in dilation))
    plain = all(step.step == 1 for step in steps)
    options: dict[str, Any] = {"mode": mode} if mode else {}

    def apply(x: Array, w: Array) -> Array:
        view = sliding_window_view(
            np.pad(x, list(pads), **options) if any(map(any, pads)) else np.asarray(x), tuple(extent)
        )
        return np.einsum(spec, view if plain else view[steps], w)

    padded = f"np.pad({{x}}, {_pads_code(pads)}{f', {mode!r}' if mode else ''})" if any(map(any, pads)) else "{x}"
    brackets = "" if plain else f"[{', '.join(':' if s.step == 1 else f'::{s.step}' for s in steps)}]"
    shape = f"{extent[0]}" if len(extent) == 1 else f"({', '.join(map(str, extent))})"
    return f'np.einsum("{spec}", np.lib.stride_tricks.sliding_window_view({padded}, {shape}){brackets}, {{w}})', apply


def _pads_code(pads: Pads) -> str:
    return str(tuple(pads[0])) if len(pads) == 1 else str(tuple([tuple(pad) for pad in pads]))


def _function(task: Convolution | Correlation) -> tuple[str, bool]:
    """Return the NumPy function and whether the operands change places."""
    if isinstance(task, Convolution):
        return "convolve", False
    return "correlate", task.convention == "wikipedia"


def _convention(task: Convolution | Correlation) -> dict[str, Any]:
    return {"convention": task.convention} if isinstance(task, Correlation) else {}


def _subtract(a: Sequence[int], b: Sequence[int]) -> tuple[int, ...]:
    return tuple([i - j for i, j in zip(a, b, strict=True)])
