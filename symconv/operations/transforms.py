"""The z-transform X(z) = Σ_n x[n] z^(−n) and the DTFT X(ω) = Σ_n x[n] exp(−Iωn), exactly.

Of finitely many samples they are polynomials in z and 1/z, and in exp(Iω); of an unknown signal they are sums.

May import: ``errors``, ``exact``, ``signals``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import sympy

from symconv.errors import LimitError, SupportError
from symconv.signals import Signal

__all__ = ["Transform", "transform"]

MAX_TERMS = 20_000
"""Most samples of a signal that is transformed."""


@dataclass(frozen=True, slots=True)
class Transform:
    """A signal and the transform that is asked for."""

    kind: Literal["ztransform", "dtft"]
    signal: Signal
    variable: Any
    """The symbol z, or ω."""

    @property
    def samples(self) -> tuple[tuple[int, Any], ...]:
        """The samples that are not 0, with their indices; the signal is known."""
        return tuple((n, value) for (n,), value in self.signal.items() if value != 0)

    @property
    def index(self) -> Any:
        """The symbol of the index, which no name in the signal has."""
        taken = {symbol.name for symbol in self._symbols()}
        return sympy.Symbol(next(name for name in ("n", "m", "k", "n_1") if name not in taken), integer=True)

    def kernel(self, n: Any) -> Any:
        """Return z^(−n), or exp(−Iωn)."""
        if self.kind == "ztransform":
            return self.variable ** (-n)
        return sympy.exp(-sympy.I * self.variable * n)

    @property
    def expression(self) -> Any:
        """The transform as a SymPy expression."""
        if self.signal.is_known:
            return sympy.Add(*[value * self.kernel(n) for n, value in self.samples])
        n, support = self.index, self.signal.support
        return sympy.Sum(self.signal.at(n) * self.kernel(n), (n, support.lower[0], support.upper[0]))

    def _symbols(self) -> set[Any]:
        known = {self.variable}
        if self.signal.is_known:
            return known.union(*[value.free_symbols for _, value in self.samples])
        return known | set(self.signal.at(sympy.Dummy()).free_symbols)


def transform(kind: Literal["ztransform", "dtft"], signal: Signal, variable: Any) -> Transform:
    """Return the transform of a signal with one axis.

    Raises
    ------
    SupportError
        If the signal has more than one axis, or a symbol of its samples is the variable.
    LimitError
        If it has too many samples.
    """
    if signal.ndim != 1:
        raise SupportError(f"{kind}: the signal has {signal.ndim} axes; the transform is defined here for one")
    if signal.is_known and signal.shape[0] > MAX_TERMS:
        raise LimitError(kind, f"a signal of {signal.shape[0]} samples", limit=f"{MAX_TERMS} samples")
    symbol = sympy.Symbol(variable, real=True if kind == "dtft" else None) if isinstance(variable, str) else variable
    if not isinstance(symbol, sympy.Symbol):
        raise SupportError(f"{kind}: the variable is a symbol; put other values in afterwards, by .expression.subs")
    found = Transform(kind, signal, symbol)
    samples = [value for _, value in found.samples] if signal.is_known else []
    if any(symbol.name in {s.name for s in value.free_symbols} for value in samples):
        raise SupportError(f"{kind}: {symbol.name} occurs in the samples; call the variable something else")
    return found
