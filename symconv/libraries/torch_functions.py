"""``torch.nn.functional``: layers that correlate and never conjugate, and their transposes.

May import: ``errors``, ``signals``, this package. Must never import torch.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from symconv.errors import ConventionError, SupportError
from symconv.libraries.emulation import Arguments, Emulation, LibraryFunction, array, function
from symconv.libraries.layers import integers, layered, reshaped, with_batch, without_batch

__all__ = ["TORCH"]

NAMES: Final = ("m", "m1, m2", "m1, m2, m3")


def conv(axes: int, arguments: Arguments) -> Emulation:
    """Return bias[o] + Σ_c Σ_m weight[o, c, m] x̃[c, s·n + d·m − p]."""
    what = f"torch.nn.functional.conv{axes}d"
    x, batched = with_batch(array(arguments["input"], f"{what}: input"), axes, what)
    w = array(arguments["weight"], f"{what}: weight", axes + 2)
    stride = integers(arguments["stride"], axes, f"{what}: stride")
    dilation = integers(arguments["dilation"], axes, f"{what}: dilation")
    padding = arguments["padding"]
    if isinstance(padding, str):
        if padding not in ("same", "valid"):
            raise ConventionError(f"{what}: padding", padding, ("same", "valid"))
        if padding == "same" and any(s != 1 for s in stride):
            raise SupportError(f"{what}: padding='same' is not supported for strided convolutions")
    else:
        padding = [(p, p) for p in integers(padding, axes, f"{what}: padding")]
    taps = NAMES[axes - 1]
    formula = f"y[b, o, n] = Σ_c,{taps.replace(' ', '')} weight[o, c, {taps}] input[b, c, s·n + d·m − p], no flip"
    emulation = layered(
        x,
        w,
        formula,
        stride=stride,
        dilation=dilation,
        padding=padding,
        groups=arguments["groups"],
        bias=arguments["bias"],
    )
    return emulation if batched else reshaped(emulation, without_batch)


def conv_transpose(axes: int, arguments: Arguments) -> Emulation:
    """Return bias[o] + Σ over s·k + d·m − p = n of input[c, k] weight[c, o, m]."""
    what = f"torch.nn.functional.conv_transpose{axes}d"
    x, batched = with_batch(array(arguments["input"], f"{what}: input"), axes, what)
    w = array(arguments["weight"], f"{what}: weight", axes + 2)
    emulation = layered(
        x,
        w,
        "y[b, o, n] = Σ_c Σ input[b, c, k] weight[c, o, m] over s·k + d·m − p = n, the adjoint of the layer",
        transposed=True,
        stride=integers(arguments["stride"], axes, f"{what}: stride"),
        dilation=integers(arguments["dilation"], axes, f"{what}: dilation"),
        padding=[(p, p) for p in integers(arguments["padding"], axes, f"{what}: padding")],
        output_padding=integers(arguments["output_padding"], axes, f"{what}: output_padding"),
        groups=arguments["groups"],
        bias=arguments["bias"],
    )
    return emulation if batched else reshaped(emulation, without_batch)


def _entries(axes: int) -> tuple[LibraryFunction, ...]:
    conv_names: Any = f"torch.nn.functional.conv{axes}d torch.conv{axes}d"
    back_names: Any = f"torch.nn.functional.conv_transpose{axes}d torch.conv_transpose{axes}d"
    return (
        function(
            conv_names,
            "input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1",
            f"Correlation layer over {axes} {'axis' if axes == 1 else 'axes'}: no flip, no conjugate.",
            partial(conv, axes),
        ),
        function(
            back_names,
            "input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1",
            "Transposed layer; for stride 1 and padding 0 the full convolution.",
            partial(conv_transpose, axes),
        ),
    )


TORCH: Final[tuple[LibraryFunction, ...]] = (*_entries(1), *_entries(2), *_entries(3))
