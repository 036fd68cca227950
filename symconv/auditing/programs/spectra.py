"""Spectra: ``ifft(fft(x) * fft(h))`` is a circular convolution, and is computed as one.

A spectrum is kept as the signal that it belongs to. Products of spectra are circular convolutions, conjugates are
reversals; single values of a spectrum are not rational in general and stay unread.

May import: this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import sympy

from symconv.auditing.programs.arrays import ExactArray
from symconv.auditing.programs.budget import Budget
from symconv.auditing.programs.calls import Call, Entry, whole
from symconv.auditing.programs.elementwise import cast
from symconv.auditing.programs.numbers import conjugate, is_number, operate
from symconv.auditing.programs.objects import Tensor
from symconv.auditing.values import Unread

__all__ = ["SPECTRA", "Spectrum", "combine_spectra", "conjugate_spectrum"]

MOST_SAMPLES: Final = 2_000


@dataclass(frozen=True, slots=True)
class Spectrum:
    """The discrete Fourier transform of these samples."""

    samples: tuple[Any, ...]
    half: bool
    """Whether only the first half is kept, as ``rfft`` does for real signals."""
    library: str


def transform(call: Call, *, half: bool) -> Spectrum:
    """``np.fft.fft(x, n)``: cut or filled with zeros to n samples."""
    value, n, axis = call.bind("a, n=None, axis=-1")
    samples = call.tensor(value).array
    if len(samples.shape) != 1 or axis not in (0, -1):
        raise Unread("a transform over several axes is not read")
    length = samples.shape[0] if n is None else whole(n)
    if not 1 <= length <= MOST_SAMPLES:
        raise Unread(f"too long to check: a transform of more than {MOST_SAMPLES} samples")
    padded = (*samples.entries, *[0] * (length - samples.shape[0]))[:length]
    return Spectrum(cast(padded, "complex128"), half, call.library)


def inverse(call: Call, *, half: bool) -> Tensor:
    """``np.fft.ifft(X)``: the samples behind a spectrum."""
    value, n = call.bind("a, n=None")
    if not isinstance(value, Spectrum) or value.half != half:
        raise Unread("the inverse transform of something that is no spectrum here")
    length = len(value.samples)
    asked = (2 * (length // 2) if n is None else whole(n)) if half else (length if n is None else whole(n))
    if asked != length:
        raise Unread("an inverse transform of another length is not read")
    dtype = "float64" if half else "complex128"
    return Tensor(ExactArray((length,), cast(value.samples, dtype)), dtype, value.library)


def combine_spectra(sign: str, a: Any, b: Any, budget: Budget) -> Spectrum:
    """Return a product, a sum or a multiple of spectra."""
    if isinstance(a, Spectrum) and isinstance(b, Spectrum):
        if len(a.samples) != len(b.samples) or a.half != b.half:
            raise Unread("it raises here: spectra of different lengths")
        if sign == "*":
            return Spectrum(_circular(a.samples, b.samples, budget), a.half, a.library)
        if sign in "+-":
            pairs = zip(a.samples, b.samples, strict=True)
            return Spectrum(tuple(operate(sign, x, y) for x, y in pairs), a.half, a.library)
    if isinstance(a, Spectrum) and is_number(b) and sign in "*/":
        return Spectrum(tuple(operate(sign, x, b) for x in a.samples), a.half, a.library)
    if isinstance(b, Spectrum) and is_number(a) and sign == "*":
        return Spectrum(tuple(operate("*", a, x) for x in b.samples), b.half, b.library)
    raise Unread("arithmetic on a spectrum that is not read")


def conjugate_spectrum(spectrum: Spectrum) -> Spectrum:
    """Return the conjugate: the signal reversed around its first sample, and conjugated."""
    samples = spectrum.samples
    turned = tuple(conjugate(samples[-i % len(samples)]) for i in range(len(samples)))
    return Spectrum(turned, spectrum.half, spectrum.library)


def _circular(a: tuple[Any, ...], b: tuple[Any, ...], budget: Budget) -> tuple[Any, ...]:
    n = len(a)
    budget.work(n * n * (40 if any(isinstance(e, sympy.Expr) for e in (*a, *b)) else 1))
    totals: list[Any] = [0] * n
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            if x != 0 and y != 0:
                totals[(i + j) % n] = operate("+", totals[(i + j) % n], operate("*", x, y))
    return tuple(totals)


_FFT: Final = ("numpy.fft", "scipy.fft", "torch.fft", "jax.numpy.fft")


def _named(name: str) -> str:
    return " ".join(f"{library}.{name}" for library in _FFT)


SPECTRA: Final[tuple[Entry, ...]] = (
    (_named("fft") + " scipy.fftpack.fft", lambda call: transform(call, half=False)),
    (_named("rfft"), lambda call: transform(call, half=True)),
    (_named("ifft") + " scipy.fftpack.ifft", lambda call: inverse(call, half=False)),
    (_named("irfft"), lambda call: inverse(call, half=True)),
)
"""Names, and the function that answers."""
