"""``scipy.ndimage``: the result has the shape of the input, borders are reflected unless said.

May import: ``errors``, ``signals``, this package. Must never import SciPy.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any, Final

from symconv.errors import ConventionError, SupportError, UnsupportedProblemError
from symconv.libraries.emulation import Arguments, Emulation, LibraryFunction, array, function, windowed
from symconv.operations.tasks import Boundary
from symconv.signals import Signal

__all__ = ["SCIPY_NDIMAGE"]

BOUNDARIES: Final[dict[str, Boundary]] = {
    "reflect": "symmetric",
    "mirror": "reflect",
    "nearest": "edge",
    "wrap": "wrap",
    "constant": "constant",
    "grid-mirror": "symmetric",
    "grid-wrap": "wrap",
    "grid-constant": "constant",
}
"""SciPy's names on the left: its ``reflect`` repeats the border sample."""


def _origins(origin: Any, axes: int) -> tuple[int, ...]:
    try:
        found = tuple(map(operator.index, origin)) if isinstance(origin, Sequence) else (operator.index(origin),) * axes
    except TypeError:
        raise SupportError("scipy.ndimage: origin must be an integer, or one per axis") from None
    if len(found) != axes:
        raise SupportError(f"scipy.ndimage: origin has {len(found)} entries for {axes} axes")
    return found


def _filtered(arguments: Arguments, x: Signal, w: Signal, origins: tuple[int, ...], *, flip: bool) -> Emulation:
    mode = arguments["mode"]
    if mode not in BOUNDARIES:
        raise ConventionError("mode", mode, BOUNDARIES)
    if arguments["output"] is not None or arguments.get("axes") is not None:
        raise UnsupportedProblemError("scipy.ndimage: output and axes are not supported yet; leave them out")
    if x.ndim != w.ndim:
        raise SupportError(f"scipy.ndimage: input has {x.ndim} axes and weights {w.ndim}; both need equally many")
    for k, o in zip(w.shape, origins, strict=True):
        centre = k - 1 - k // 2 - o if flip else k // 2 + o
        if not 0 <= centre < k:
            raise SupportError(f"scipy.ndimage: origin {o} moves the centre outside the {k} weights")
    pairs = zip(w.shape, origins, strict=True)
    padding = tuple(k - 1 - k // 2 - o if flip else k // 2 + o for k, o in pairs)
    boundary = BOUNDARIES[mode]
    constant = Signal([arguments["cval"]]) if boundary == "constant" else None
    return windowed(
        x,
        w,
        ("input", "weights"),
        padding=padding,
        shape=x.shape,
        flip=flip,
        conjugate=not flip,
        boundary=boundary,
        constant=constant,
    )


def _nd(arguments: Arguments, *, flip: bool) -> Emulation:
    x, w = (array(arguments[name], f"scipy.ndimage: {name}") for name in ("input", "weights"))
    return _filtered(arguments, x, w, _origins(arguments["origin"], x.ndim), flip=flip)


def _along_axis(arguments: Arguments, *, flip: bool) -> Emulation:
    x = array(arguments["input"], "scipy.ndimage: input")
    w = array(arguments["weights"], "scipy.ndimage: weights", 1)
    axis = operator.index(arguments["axis"])
    if not -x.ndim <= axis < x.ndim:
        raise SupportError(f"scipy.ndimage: axis {axis} is none of the {x.ndim} axes")
    places = [0] * x.ndim
    places[axis] = _origins(arguments["origin"], 1)[0]
    lengths = [1] * x.ndim
    lengths[axis] = w.shape[0]
    column = Signal.from_coefficients(w.samples.coefficients, tuple(lengths), (0,) * x.ndim)
    return _filtered(arguments, x, column, tuple(places), flip=flip)


def correlate(arguments: Arguments) -> Emulation:
    """Return Σ_m conj(weights[m]) x̃[n + m − ⌊K/2⌋ − origin]."""
    return _nd(arguments, flip=False)


def convolve(arguments: Arguments) -> Emulation:
    """Return Σ_m weights[m] x̃[n − m + ⌊K/2⌋ + origin]."""
    return _nd(arguments, flip=True)


def correlate1d(arguments: Arguments) -> Emulation:
    """Return a correlation along one axis."""
    return _along_axis(arguments, flip=False)


def convolve1d(arguments: Arguments) -> Emulation:
    """Return a convolution along one axis."""
    return _along_axis(arguments, flip=True)


_ND: Final = "input, weights, output=None, mode='reflect', cval=0.0, origin=0, *, axes=None"
_1D: Final = "input, weights, axis=-1, output=None, mode='reflect', cval=0.0, origin=0"

SCIPY_NDIMAGE: Final[tuple[LibraryFunction, ...]] = (
    function(
        "scipy.ndimage.correlate",
        _ND,
        "Correlation with the shape of the input; the border samples are repeated by default ('reflect').",
        correlate,
    ),
    function(
        "scipy.ndimage.convolve",
        _ND,
        "Convolution with the shape of the input, from ⌊K/2⌋ of full; the border samples are repeated by default.",
        convolve,
    ),
    function("scipy.ndimage.correlate1d", _1D, "Correlation along one axis, with the shape of the input.", correlate1d),
    function("scipy.ndimage.convolve1d", _1D, "Convolution along one axis, with the shape of the input.", convolve1d),
)
