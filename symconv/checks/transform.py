"""Transforms looked at a second time: Horner's scheme at one point, NumPy's FFT around the circle, the prover.

May import: NumPy, ``operations.transforms``, ``proving``, SymPy. Must never import ``solving``.
"""

from __future__ import annotations

import numpy as np
import sympy

from symconv.checks.report import CheckItem, CheckReport
from symconv.derivation import Grade, Status
from symconv.operations.transforms import Transform
from symconv.signals.content import Unknown

__all__ = ["check_transform"]

TOLERANCE = 1e-9
LARGEST = 4_096
"""Most samples that are given to NumPy."""


def check_transform(found: Transform) -> CheckReport:
    """Return what the other routes to a transform say."""
    if not found.signal.is_known:
        return CheckReport(_proved(found))
    items = [_horner(found)]
    if found.signal.shape[0] <= LARGEST and not any(value.free_symbols for _, value in found.samples):
        items.append(_fft(found))
    return CheckReport(tuple(items))


def _horner(found: Transform) -> CheckItem:
    """Multiply and add from the last sample to the first, at z = 2, or at ω = π/2, where exp(−Iω) is −I."""
    z_transform = found.kind == "ztransform"
    step = sympy.Rational(1, 2) if z_transform else -sympy.I
    total = sympy.S.Zero
    for value in reversed(found.signal.flat_values):
        total = sympy.expand(total * step + value)
    total = sympy.expand(total * step**found.signal.first)
    point = sympy.Integer(2) if z_transform else sympy.pi / 2
    ours = sympy.expand(found.expression.subs(found.variable, point))
    where = "z = 2" if z_transform else "ω = π/2"
    return CheckItem(Grade.EXACT, ours == total, f"Horner's scheme gives the same value at {where}, {total}.")


def _fft(found: Transform) -> CheckItem:
    values = np.array([complex(value) for value in found.signal.flat_values])
    count, first = len(values), found.signal.first
    angles = 2 * np.pi * np.arange(count) / count
    theirs = np.fft.fft(values) * np.exp(-1j * angles * first)
    points = np.exp(1j * angles) if found.kind == "ztransform" else angles
    ours = np.zeros(count, dtype=complex)
    for n, value in found.samples:
        ours += complex(value) * (points**-n if found.kind == "ztransform" else np.exp(-1j * points * n))
    error = float(np.max(np.abs(ours - theirs)))
    largest = max(1.0, float(np.max(np.abs(theirs))))
    turn = f" * np.exp(-2j*np.pi*np.arange({count})*({first})/{count})" if first else ""
    return CheckItem(
        Grade.NUMERIC,
        error <= TOLERANCE * largest,
        f"On the unit circle, at ω = 2πk/{count}, it is the DFT of the samples that NumPy computes.",
        code=f"np.fft.fft({[_plain(v) for v in values]}){turn}",
        shown=str([_plain(v) for v in np.round(theirs, 6)[:8]]),
        max_abs_error=error,
    )


def _plain(value: complex) -> complex | float | int:
    number = complex(value)
    if number.imag:
        return number
    return int(number.real) if number.real.is_integer() else number.real


def _proved(found: Transform) -> tuple[CheckItem, ...]:
    """Let the prover confirm the sum, where the signal has a name of the language."""
    from symconv.errors import SymconvError
    from symconv.proving.answer import prove

    content = found.signal.content
    if not isinstance(content, Unknown):
        return ()
    name, length = content.name, content.lengths[0]
    limits, given = ("", []) if length is None else (f"0, {length} - 1, ", [f"{name} on 0..{length}-1"])
    factor = "z**(-n)" if found.kind == "ztransform" else "exp(-I*omega*n)"
    statement = f"{found.kind}({name}) = sum(n, {limits}{name}[n]*{factor})"
    try:
        verdict = prove(statement, given, complex=found.signal.complex_symbols, repair=False)
    except SymconvError:
        return ()
    if verdict.status is not Status.PROVED:
        return ()
    certificates = tuple(proof.certificate for proof in verdict.proofs)
    return (CheckItem(Grade.PROVED, True, f"{statement} was proved.", certificates=certificates),)
