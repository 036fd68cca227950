"""NumPy, and JAX where it follows NumPy: one axis, convolution in full and correlation in valid by default.

May import: ``errors``, ``signals``, this package. Must never import NumPy.
"""

from __future__ import annotations

from typing import Any, Final

from symconv.errors import ConventionError
from symconv.libraries.emulation import Arguments, Emulation, LibraryFunction, array, function, windowed

__all__ = ["NUMPY"]

MODES: Final = ("full", "same", "valid")
NUMBERED: Final = {0: "valid", 1: "same", 2: "full"}
"""What NumPy's old integer modes mean."""


def _mode(mode: Any) -> str:
    found = NUMBERED.get(mode, mode) if isinstance(mode, int) else mode
    if found not in MODES:
        raise ConventionError("mode", mode, MODES)
    return str(found)


def convolve(arguments: Arguments) -> Emulation:
    """Return samples of full[n] = Σ_m v[m] a[n−m]; ``same`` has max(N, K) of them from ⌊(min(N, K)−1)/2⌋."""
    a, v = (array(arguments[name], f"numpy.convolve: {name}", 1) for name in "av")
    n, k = a.shape[0], v.shape[0]
    start, length = {
        "full": (0, n + k - 1),
        "same": ((min(n, k) - 1) // 2, max(n, k)),
        "valid": (min(n, k) - 1, abs(n - k) + 1),
    }[_mode(arguments["mode"])]
    return windowed(a, v, ("a", "v"), padding=(k - 1 - start,), shape=(length,), flip=True)


def correlate(arguments: Arguments) -> Emulation:
    """Return samples of c[l] = Σ_m conj(v[m]) a[l+m]; with a longer v the result is that of exchanged arguments."""
    a, v = (array(arguments[name], f"numpy.correlate: {name}", 1) for name in "av")
    n, k = a.shape[0], v.shape[0]
    padding, length = {
        "full": (k - 1, n + k - 1),
        "same": (k // 2 if n >= k else k - 1 - n // 2, max(n, k)),
        "valid": (max(k - n, 0), abs(n - k) + 1),
    }[_mode(arguments["mode"])]
    return windowed(a, v, ("a", "v"), padding=(padding,), shape=(length,), conjugate=True)


NUMPY: Final[tuple[LibraryFunction, ...]] = (
    function(
        "numpy.convolve",
        "a, v, mode='full'",
        "Convolution in one axis; mode 'same' has the length of the longer operand.",
        convolve,
    ),
    function(
        "numpy.correlate",
        "a, v, mode='valid'",
        "Correlation in one axis: no flip, the second operand conjugated; the default mode is 'valid'.",
        correlate,
    ),
    function(
        "jax.numpy.convolve",
        "a, v, mode='full', *, precision=None, preferred_element_type=None",
        "Convolution in one axis, as NumPy's.",
        convolve,
    ),
    function(
        "jax.numpy.correlate",
        "a, v, mode='valid', *, precision=None, preferred_element_type=None",
        "Correlation in one axis, as NumPy's.",
        correlate,
    ),
)
