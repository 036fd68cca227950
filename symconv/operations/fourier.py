"""The discrete Fourier transform, exactly: F[k] = Σ_n f[n] ω^{kn}, ω = exp(−2πi/N).

Powers of ω satisfy the cyclotomic equation, so a sample of the transform is a polynomial in ω
reduced modulo the N-th cyclotomic polynomial; roots of unity that are short sums of square
roots are written so, the others as exponentials.

May import: ``errors``, ``exact``, ``signals``.
"""

from __future__ import annotations

import operator
from typing import Any

import sympy

from symconv.errors import LimitError, SupportError
from symconv.operations.convolution import fold
from symconv.signals import Signal

__all__ = ["dft", "root_of_unity"]

MAX_TERMS = 1_000_000
"""Most products f[n] ω^{kn} that are formed."""


def dft(f: Signal, length: int | None = None) -> Signal:
    """Return the discrete Fourier transform F[k] = Σ_n f[n] exp(−2πi kn/N), k = 0 … N−1.

    Parameters
    ----------
    f : Signal
        In one dimension; n is its true index.
    length : int, optional
        N; the number of samples of f if not given.

    Raises
    ------
    SupportError
        If f has more than one axis, or N is not positive.

    Examples
    --------
    >>> dft(Signal([1, 2, 3, 4])).values
    (10, -2 + 2*I, -2, -2 - 2*I)
    >>> dft(Signal([0, 1, 0])).values
    (1, -1/2 - sqrt(3)*I/2, -1/2 + sqrt(3)*I/2)
    """
    if f.ndim != 1:
        raise SupportError(f"dft: the signal has {f.ndim} axes; the transform is defined here for one")
    n = f.shape[0] if length is None else operator.index(length)
    if n < 1:
        raise SupportError(f"dft: the length is {n}; it must be at least 1")
    if n * n > MAX_TERMS:
        raise LimitError("dft", f"{n} times {n} products", limit=f"{MAX_TERMS} products")
    samples = fold(f, (n,)).flat_values
    relation = sympy.Poly(sympy.cyclotomic_poly(n, sympy.Dummy("w"))).all_coeffs()[::-1]
    roots = [root_of_unity(-power, n) for power in range(len(relation) - 1)]
    powers = _reduced_powers(n, relation)
    return Signal(
        [_combine([samples[m] for m in range(n)], [powers[k * m % n] for m in range(n)], roots) for k in range(n)],
        complex=True,
    )


def root_of_unity(power: int, n: int) -> Any:
    """Return exp(2πi·power/N), by square roots where N in lowest terms divides 24.

    Examples
    --------
    >>> root_of_unity(1, 8), root_of_unity(1, 7)
    (sqrt(2)/2 + sqrt(2)*I/2, exp(2*I*pi/7))
    """
    turn = sympy.Rational(power % n, n)
    angle = 2 * sympy.pi * turn
    if 24 % turn.q:
        return sympy.exp(sympy.I * angle)
    return sympy.expand(sympy.cos(angle) + sympy.I * sympy.sin(angle))


def _reduced_powers(n: int, relation: list[Any]) -> list[list[int]]:
    """Return ω^0 … ω^{N−1} as integer combinations of the powers below the degree of the relation."""
    degree = len(relation) - 1
    power = [1] + [0] * (degree - 1)
    powers = []
    for _ in range(n):
        powers.append(power)
        overflow = power[-1]
        power = [
            before - overflow * int(coefficient)
            for before, coefficient in zip([0, *power[:-1]], relation[:-1], strict=True)
        ]
    return powers


def _combine(samples: list[Any], powers: list[list[int]], roots: list[Any]) -> Any:
    return sympy.expand(
        sympy.Add(
            *[
                sympy.Add(
                    *[sample * power[place] for sample, power in zip(samples, powers, strict=True) if power[place]]
                )
                * root
                for place, root in enumerate(roots)
            ]
        )
    )
