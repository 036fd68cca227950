"""What functions of numerical libraries compute, exactly: one file per family, one entry per function.

The libraries themselves are never imported and nothing is run. To add a function, write its entry (names, parameters,
a sentence, and how it maps to the operations) in the file of its family; the tests compare it with the library.

May import: ``errors``, ``exact``, ``signals``, ``operations``.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from symconv.errors import ConventionError
from symconv.libraries.emulation import Emulation, LibraryFunction
from symconv.libraries.jax_functions import JAX
from symconv.libraries.numpy_functions import NUMPY
from symconv.libraries.scipy_ndimage import SCIPY_NDIMAGE
from symconv.libraries.scipy_signal import SCIPY_SIGNAL
from symconv.libraries.tensorflow_functions import TENSORFLOW
from symconv.libraries.torch_functions import TORCH

__all__ = ["ALIASES", "FUNCTIONS", "Emulation", "LibraryFunction", "emulate", "full_name", "library_function"]

FUNCTIONS: Final[tuple[LibraryFunction, ...]] = (*NUMPY, *SCIPY_SIGNAL, *SCIPY_NDIMAGE, *TORCH, *TENSORFLOW, *JAX)
"""Every function that can be emulated, family by family."""

ALIASES: Final = (
    ("np", "numpy"),
    ("F", "torch.nn.functional"),
    ("tf", "tensorflow"),
    ("jnp", "jax.numpy"),
    ("jsp", "jax.scipy"),
    ("lax", "jax.lax"),
    ("nn", "torch.nn"),
    ("signal", "scipy.signal"),
    ("ndimage", "scipy.ndimage"),
    ("ndi", "scipy.ndimage"),
    ("sp", "scipy"),
)
"""What everybody calls the libraries."""


@cache
def _by_name() -> dict[str, LibraryFunction]:
    return {name: function for function in FUNCTIONS for name in function.names}


def full_name(name: str) -> str:
    """Return a name with the usual alias at its front written out.

    Examples
    --------
    >>> full_name("np.convolve"), full_name("scipy.signal.lfilter")
    ('numpy.convolve', 'scipy.signal.lfilter')
    """
    head, dot, rest = name.partition(".")
    return dict(ALIASES).get(head, head) + dot + rest


def library_function(name: str) -> LibraryFunction | None:
    """Return the function with this full name, or ``None``."""
    return _by_name().get(name)


def emulate(name: str, *arguments: Any, **keywords: Any) -> Emulation:
    """Compute a library call exactly; see `symconv.emulate`.

    Raises
    ------
    ConventionError
        If the function, an argument or a word is unknown.
    SupportError
        Where the library raises.
    UnsupportedProblemError
        If an option is not supported.

    Examples
    --------
    >>> emulate("np.correlate", [1, 2], [1, 2, 3], "same").values
    (8, 5, 2)
    """
    found = library_function(full_name(name))
    if found is None:
        raise ConventionError("function", name, _by_name())
    return found(*arguments, **keywords)
