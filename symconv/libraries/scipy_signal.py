"""``scipy.signal``, and ``jax.scipy.signal`` where it follows it: any number of axes, zero borders unless said.

May import: ``errors``, ``signals``, this package. Must never import SciPy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from symconv.errors import ConventionError, SupportError, UnsupportedProblemError
from symconv.libraries.emulation import Arguments, Emulation, LibraryFunction, array, function, windowed
from symconv.operations.tasks import Boundary
from symconv.signals import Signal

__all__ = ["SCIPY_SIGNAL"]

MODES: Final = ("full", "same", "valid")
BOUNDARIES: Final[dict[str, Boundary]] = {"fill": "constant", "wrap": "wrap", "symm": "symmetric"}
PADDED: Final = ("full", "same")

Shape = tuple[int, ...]


def _operands(arguments: Arguments, axes: int | None = None) -> tuple[Signal, Signal]:
    x, w = (array(arguments[name], f"scipy.signal: {name}", axes) for name in ("in1", "in2"))
    if x.ndim != w.ndim:
        raise SupportError(f"scipy.signal: in1 has {x.ndim} axes and in2 {w.ndim}; both need equally many")
    if arguments["mode"] not in MODES:
        raise ConventionError("mode", arguments["mode"], MODES)
    if arguments["mode"] == "valid":
        longer = [n >= k for n, k in zip(x.shape, w.shape, strict=True)]
        shorter = [n <= k for n, k in zip(x.shape, w.shape, strict=True)]
        if not (all(longer) or all(shorter)):
            raise SupportError(
                "scipy.signal: for 'valid' one operand must be at least as long as the other on every axis"
            )
    return x, w


def _convolution(x: Signal, w: Signal, mode: str) -> tuple[Shape, Shape]:
    """Return where the window starts in the full convolution, and its shape."""
    pairs = list(zip(x.shape, w.shape, strict=True))
    match mode:
        case "full":
            return (0,) * len(pairs), tuple(n + k - 1 for n, k in pairs)
        case "same":
            return tuple((k - 1) // 2 for _, k in pairs), x.shape
        case _:
            return tuple(min(n, k) - 1 for n, k in pairs), tuple(abs(n - k) + 1 for n, k in pairs)


def convolve(arguments: Arguments) -> Emulation:
    """Return the window that ``mode`` names of full[n] = Σ_m in2[m] in1[n−m]."""
    x, w = _operands(arguments)
    if arguments.get("axes") is not None:
        raise UnsupportedProblemError("scipy.signal.fftconvolve: axes are not supported yet; leave them out")
    start, shape = _convolution(x, w, arguments["mode"])
    padding = tuple(k - 1 - q for k, q in zip(w.shape, start, strict=True))
    return windowed(x, w, ("in1", "in2"), padding=padding, shape=shape, flip=True)


def _correlation(centre: Callable[[int], int]) -> Callable[[Signal, Signal, str], tuple[Shape, Shape]]:
    def window(x: Signal, w: Signal, mode: str) -> tuple[Shape, Shape]:
        pairs = list(zip(x.shape, w.shape, strict=True))
        match mode:
            case "full":
                return tuple(k - 1 for _, k in pairs), tuple(n + k - 1 for n, k in pairs)
            case "same":
                return tuple(centre(k) for _, k in pairs), x.shape
            case _:
                return tuple(max(k - n, 0) for n, k in pairs), tuple(abs(n - k) + 1 for n, k in pairs)

    return window


_nd_correlation = _correlation(lambda k: k // 2)
_plane_correlation = _correlation(lambda k: (k - 1) // 2)


def correlate(arguments: Arguments) -> Emulation:
    """Return samples of c[l] = Σ_m conj(in2[m]) in1[l+m]; ``same`` starts at lag −⌊K/2⌋."""
    x, w = _operands(arguments)
    padding, shape = _nd_correlation(x, w, arguments["mode"])
    return windowed(x, w, ("in1", "in2"), padding=padding, shape=shape, conjugate=True)


def _border(arguments: Arguments) -> dict[str, Any]:
    boundary = arguments["boundary"]
    if boundary not in BOUNDARIES:
        raise ConventionError("boundary", boundary, BOUNDARIES)
    if arguments["mode"] not in PADDED:
        return {}
    fill = arguments["fillvalue"]
    if boundary == "fill" and fill == 0:
        return {}
    return {"boundary": BOUNDARIES[boundary], "constant": Signal([fill]) if boundary == "fill" else None}


def convolve2d(arguments: Arguments) -> Emulation:
    """Return a convolution in two axes, with a border."""
    x, w = _operands(arguments, 2)
    start, shape = _convolution(x, w, arguments["mode"])
    padding = tuple(k - 1 - q for k, q in zip(w.shape, start, strict=True))
    return windowed(x, w, ("in1", "in2"), padding=padding, shape=shape, flip=True, **_border(arguments))


def correlate2d(arguments: Arguments) -> Emulation:
    """Return a correlation in two axes, with a border; ``same`` starts at lag −⌊(K−1)/2⌋."""
    x, w = _operands(arguments, 2)
    padding, shape = _plane_correlation(x, w, arguments["mode"])
    return windowed(x, w, ("in1", "in2"), padding=padding, shape=shape, conjugate=True, **_border(arguments))


def lfilter(arguments: Arguments) -> Emulation:
    """Return y[n] = Σ_m (b[m]/a[0]) x[n−m], n < N: a filter with finite impulse response."""
    x = array(arguments["x"], "scipy.signal.lfilter: x", 1)
    b = array(arguments["b"], "scipy.signal.lfilter: b", 1)
    a = arguments["a"]
    a = array(a if hasattr(a, "__len__") or isinstance(a, Signal) else [a], "scipy.signal.lfilter: a", 1).flat_values
    if arguments["axis"] not in (0, -1) or arguments["zi"] is not None:
        raise UnsupportedProblemError("scipy.signal.lfilter: zi, and more than one axis, are not supported yet")
    if any(a[1:]):
        raise UnsupportedProblemError(
            "scipy.signal.lfilter: feedback (a with more than one entry) is not supported yet"
        )
    if a[0] == 0:
        raise SupportError("scipy.signal.lfilter: a[0] is zero")
    kernel = b if a[0] == 1 else b * (1 / a[0])
    names = ("x", "b" if a[0] == 1 else "(b/a[0])")
    return windowed(x, kernel, names, padding=(b.shape[0] - 1,), shape=x.shape, flip=True)


SCIPY_SIGNAL: Final[tuple[LibraryFunction, ...]] = (
    function(
        "scipy.signal.convolve",
        "in1, in2, mode='full', method='auto'",
        "Convolution; mode 'same' has the shape of the first operand and starts at ⌊(K−1)/2⌋ of full.",
        convolve,
    ),
    function(
        "scipy.signal.fftconvolve scipy.signal.oaconvolve",
        "in1, in2, mode='full', axes=None",
        "Convolution, computed by a Fourier transform.",
        convolve,
    ),
    function(
        "scipy.signal.correlate",
        "in1, in2, mode='full', method='auto'",
        "Correlation: no flip, the second operand conjugated; the default mode is 'full'.",
        correlate,
    ),
    function(
        "scipy.signal.convolve2d",
        "in1, in2, mode='full', boundary='fill', fillvalue=0",
        "Convolution in two axes.",
        convolve2d,
    ),
    function(
        "scipy.signal.correlate2d",
        "in1, in2, mode='full', boundary='fill', fillvalue=0",
        "Correlation in two axes, the second operand conjugated; mode 'same' starts at lag −⌊(K−1)/2⌋.",
        correlate2d,
    ),
    function(
        "scipy.signal.lfilter",
        "b, a, x, axis=-1, zi=None",
        "Causal filter: the first N samples of the convolution of b and x.",
        lfilter,
    ),
    function(
        "jax.scipy.signal.convolve jax.scipy.signal.fftconvolve",
        "in1, in2, mode='full', method='auto', precision=None",
        "Convolution, as SciPy's.",
        convolve,
    ),
    function(
        "jax.scipy.signal.correlate",
        "in1, in2, mode='full', method='auto', precision=None",
        "Correlation, as SciPy's.",
        correlate,
    ),
    function(
        "jax.scipy.signal.convolve2d",
        "in1, in2, mode='full', boundary='fill', fillvalue=0, precision=None",
        "Convolution in two axes, as SciPy's.",
        convolve2d,
    ),
    function(
        "jax.scipy.signal.correlate2d",
        "in1, in2, mode='full', boundary='fill', fillvalue=0, precision=None",
        "Correlation in two axes, as SciPy's.",
        correlate2d,
    ),
)
