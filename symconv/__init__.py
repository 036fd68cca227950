"""Exact convolutions and correlations: solved step by step, proved, and checked.

Names are imported when they are first used, so that ``symconv --help`` waits for neither SymPy nor NumPy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symconv.errors import SymconvError
    from symconv.operations import output_shape
    from symconv.pipeline import convolve, correlate, deconvolve, dft, dtft, layer, layer_gradient, ztransform
    from symconv.results.answer import Answer
    from symconv.results.result import Result
    from symconv.signals import Signal
    from symconv.statements import audit, derive, diagnose, emulate, prove, verify

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Result",
    "Signal",
    "SymconvError",
    "audit",
    "convolve",
    "correlate",
    "deconvolve",
    "derive",
    "dft",
    "diagnose",
    "dtft",
    "emulate",
    "layer",
    "layer_gradient",
    "output_shape",
    "prove",
    "verify",
    "ztransform",
]

_HOMES = {
    "Answer": "symconv.results.answer",
    "Result": "symconv.results.result",
    "Signal": "symconv.signals",
    "SymconvError": "symconv.errors",
    "audit": "symconv.statements",
    "convolve": "symconv.pipeline",
    "correlate": "symconv.pipeline",
    "deconvolve": "symconv.pipeline",
    "derive": "symconv.statements",
    "dft": "symconv.pipeline",
    "diagnose": "symconv.statements",
    "emulate": "symconv.statements",
    "dtft": "symconv.pipeline",
    "layer": "symconv.pipeline",
    "layer_gradient": "symconv.pipeline",
    "output_shape": "symconv.operations",
    "prove": "symconv.statements",
    "verify": "symconv.statements",
    "ztransform": "symconv.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'symconv' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
