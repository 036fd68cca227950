"""Why an output differs from what a library call gives: another mode, the other operation, exchanged operands.

May import: ``libraries``, ``signals``, this package.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from symconv.auditing.claims import Note
from symconv.auditing.outcomes import Outcome
from symconv.auditing.programs.arrays import nested
from symconv.auditing.programs.comparing import compare_shown
from symconv.auditing.programs.objects import Provenance, Tensor
from symconv.auditing.programs.printing import Shown
from symconv.auditing.programs.written import Written
from symconv.errors import SymconvError
from symconv.libraries import emulate
from symconv.signals import Signal

__all__ = ["explained"]

MODES: Final = ("full", "same", "valid")
CONVOLVING: Final = ("numpy.convolve", "scipy.signal.convolve", "scipy.signal.fftconvolve", "jax.numpy.convolve")
CORRELATING: Final = ("numpy.correlate", "scipy.signal.correlate", "jax.numpy.correlate")
LAYERS: Final = ("torch.nn.functional.conv1d", "tensorflow.nn.conv1d", "jax.lax.conv")
MOST_PRODUCTS: Final = 10_000


def explained(outcome: Outcome, shown: Shown, written: Sequence[Written]) -> Outcome:
    """Return an outcome with the mistake that leads to what is written, where one is found."""
    values = [value for value in shown.values if isinstance(value, Tensor)]
    if outcome.verdict != "fails" or len(values) != 1 or len(written) != 1 or values[0].provenance is None:
        return outcome
    notes = tuple(dict.fromkeys(_notes(values[0].provenance, written[0])))
    return replace(outcome, notes=notes[:3]) if notes else outcome


def _notes(provenance: Provenance, written: Written) -> Iterator[Note]:
    x, w = provenance.operands
    if len(x.entries) * len(w.entries) > MOST_PRODUCTS:
        return
    short = provenance.function.rsplit(".", 1)[-1]
    if provenance.function in LAYERS:
        turned = _value("numpy.convolve", list(x.entries), list(w.entries), "valid")
        single = len(x.entries) == max(x.shape) and len(w.entries) == max(w.shape)
        if single and turned is not None and _gives(turned, written, squeeze=True):
            yield Note("flipped", f"It is the convolution; {short} does not flip the kernel: it correlates.")
        return
    if len(x.shape) != 1 or len(w.shape) != 1 or provenance.function not in (*CONVOLVING, *CORRELATING):
        return
    convolves = provenance.function in CONVOLVING
    other = "numpy.correlate" if convolves else "numpy.convolve"
    for mode in MODES:
        found = _value(provenance.function, nested(x), nested(w), mode)
        if found is not None and _gives(found, written):
            yield Note("wrong-mode", f"It is what {short} gives with mode={mode!r}.")
    for mode in MODES:
        found = _value(other, nested(x), nested(w), mode)
        if found is not None and _gives(found, written):
            if convolves:
                yield Note("forgot-flip", f"It is the correlation ({mode}): the kernel was not flipped.")
            else:
                yield Note("flipped", f"It is the convolution ({mode}): {short} does not flip the second operand.")
    if not convolves:
        for mode in MODES:
            found = _value(provenance.function, nested(w), nested(x), mode)
            if found is not None and _gives(found, written):
                yield Note("swapped", f"It is {short} with the operands exchanged ({mode}).")


def _value(name: str, x: Any, w: Any, mode: str) -> Signal | None:
    try:
        return emulate(name, x, w, mode).signal
    except SymconvError:
        return None


def _gives(signal: Signal, written: Written, *, squeeze: bool = False) -> bool:
    entries = [Fraction(int(v.p), int(v.q)) if v.is_Rational else v for v in signal.flat_values]
    outcome = compare_shown(entries, written)
    return outcome.verdict == "holds" and (squeeze or outcome.kind in ("output", "rounded"))
