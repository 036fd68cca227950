"""The functions of the array libraries that are known, in one table.

May import: this package.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from symconv.auditing.programs.calculating import CALCULATING
from symconv.auditing.programs.calls import Call, Entry
from symconv.auditing.programs.creating import CREATING
from symconv.auditing.programs.shaping import SHAPING
from symconv.auditing.programs.spectra import SPECTRA

__all__ = ["ARRAY_FUNCTIONS", "array_function"]

ARRAY_FUNCTIONS: Final[tuple[Entry, ...]] = (*CREATING, *SHAPING, *CALCULATING, *SPECTRA)
"""Every function, with its names in the libraries."""


@cache
def _by_name() -> dict[str, Callable[[Call], Any]]:
    return {name: function for names, function in ARRAY_FUNCTIONS for name in names.split()}


def array_function(name: str) -> Callable[[Call], Any] | None:
    """Return the function with this full name, or ``None``."""
    return _by_name().get(name)
