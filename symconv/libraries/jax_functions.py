"""``jax.lax``: layers that correlate, in any layout, with the paddings of TensorFlow and one more.

May import: ``errors``, ``signals``, this package. Must never import JAX.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from symconv.errors import ConventionError, SupportError, UnsupportedProblemError
from symconv.libraries.emulation import Arguments, Emulation, LibraryFunction, array, function
from symconv.libraries.layers import integers, layered, permuted, reshaped
from symconv.signals import Signal

__all__ = ["JAX"]

PADDINGS: Final = ("SAME", "SAME_LOWER", "VALID")
FORMULA: Final = "y[b, o, n] = Σ_c,m rhs[o, c, m] lhs[b, c, s·n + d·m − p], no flip"


def _padding(value: Any, x: Signal, w: Signal, stride: tuple[int, ...], dilation: tuple[int, ...]) -> Any:
    if not isinstance(value, str):
        return [tuple(pair) for pair in value]
    if value.upper() not in PADDINGS:
        raise ConventionError("jax.lax: padding", value, PADDINGS)
    if value.upper() != "SAME_LOWER":
        return value.lower()
    totals = [
        max(((n - 1) // s) * s + d * (k - 1) + 1 - n, 0)
        for n, k, s, d in zip(x.shape[2:], w.shape[2:], stride, dilation, strict=True)
    ]
    return [(total - total // 2, total // 2) for total in totals]


def _orders(numbers: Any, axes: int) -> tuple[tuple[int, ...], ...]:
    """Return how input and filters are turned to channels first, and the result back."""
    plain = tuple(range(axes + 2))
    if numbers is None:
        return plain, plain, plain
    if not (isinstance(numbers, Sequence) and len(numbers) == 3 and all(isinstance(text, str) for text in numbers)):
        raise UnsupportedProblemError(
            "jax.lax: dimension_numbers are read as three words only, such as NHWC, HWIO, NHWC"
        )
    lhs, rhs, out = numbers
    space = [letter for letter in lhs if letter not in "NC"]
    if len(space) != axes:
        raise SupportError(f"jax.lax: dimension_numbers {lhs}, {rhs}, {out} do not fit {axes} axes in space")
    wanted = (["N", "C", *space], ["O", "I", *space])
    if any(sorted(text) != sorted(letters) for text, letters in ((lhs, wanted[0]), (rhs, wanted[1]), (out, wanted[0]))):
        raise SupportError(f"jax.lax: dimension_numbers {lhs}, {rhs}, {out} do not fit {axes} axes in space")
    return (
        tuple(lhs.index(letter) for letter in wanted[0]),
        tuple(rhs.index(letter) for letter in wanted[1]),
        tuple(wanted[0].index(letter) for letter in out),
    )


def conv_general_dilated(arguments: Arguments) -> Emulation:
    """Return Σ_c Σ_m rhs[o, c, m] x̃[c, s·n + d·m − p]."""
    lhs = array(arguments["lhs"], "jax.lax: lhs")
    axes = lhs.ndim - 2
    rhs = array(arguments["rhs"], "jax.lax: rhs", axes + 2)
    if arguments.get("lhs_dilation") not in (None, 1, (1,) * axes, [1] * axes) or arguments.get(
        "batch_group_count", 1
    ) not in (None, 1):
        raise UnsupportedProblemError("jax.lax: lhs_dilation and batch_group_count are not supported yet")
    to_x, to_w, back = _orders(arguments.get("dimension_numbers"), axes)
    x, w = permuted(lhs, to_x), permuted(rhs, to_w)
    stride = integers(arguments["window_strides"], axes, "jax.lax: window_strides")
    dilated = arguments.get("rhs_dilation")
    dilation = integers(1 if dilated is None else dilated, axes, "jax.lax: rhs_dilation")
    emulation = layered(
        x,
        w,
        FORMULA,
        stride=stride,
        dilation=dilation,
        padding=_padding(arguments["padding"], x, w, stride, dilation),
        groups=arguments.get("feature_group_count", 1),
    )
    return reshaped(emulation, lambda signal: permuted(signal, back))


JAX: Final[tuple[LibraryFunction, ...]] = (
    function(
        "jax.lax.conv",
        "lhs, rhs, window_strides, padding, precision=None, preferred_element_type=None",
        "Correlation layer, channels first: no flip.",
        conv_general_dilated,
    ),
    function(
        "jax.lax.conv_general_dilated",
        "lhs, rhs, window_strides, padding, lhs_dilation=None, rhs_dilation=None, dimension_numbers=None, "
        "feature_group_count=1, batch_group_count=1, precision=None, preferred_element_type=None",
        "Correlation layer in any layout: no flip.",
        conv_general_dilated,
    ),
)
