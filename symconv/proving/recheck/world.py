"""What a certificate's context declares and assumes, and what is known about indices.

May import: ``symconv.errors``, the standard library, ``polys``, ``schema``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from symconv.proving.recheck.polys import Poly, is_integral, neg, refuse, symbols
from symconv.proving.recheck.schema import Term

__all__ = ["Fuel", "World"]


class Fuel:
    """How much work is left; the only thing here that changes."""

    def __init__(self, units: int) -> None:
        self.left = units

    def spend(self, units: int) -> None:
        """Use up some units."""
        self.left -= units
        if self.left < 0:
            refuse("the certificate needs more work than is allowed")


@dataclass(frozen=True, slots=True)
class World:
    """The context in the form in which it is looked up."""

    signals: dict[str, tuple[tuple[Poly, ...], bool]]
    """Moduli of the axes, and whether the signal is real."""
    scalars: dict[str, tuple[bool, bool]]
    """Real, nonzero."""
    integers: frozenset[str]
    positive: tuple[str, ...]
    symmetries: tuple[tuple[str, tuple[Poly | None, ...], int, bool], ...]
    periods: dict[tuple[str, int], Poly]
    supports: tuple[tuple[str, int, Poly | None, Poly | None], ...]
    equations: dict[str, tuple[tuple[str, ...], Term]]
    nonnegative: tuple[Poly, ...]
    zero: tuple[Poly, ...]
    nonzero: tuple[Poly, ...]
    finite: bool
    fuel: Fuel

    def declares(self, name: str) -> bool:
        """Tell whether a name has a meaning already."""
        return (
            name in self.signals
            or name in self.scalars
            or name in self.integers
            or name in self.positive
            or name in ("I", "pi")
        )

    def repeats(self, name: str) -> tuple[Poly, ...]:
        """Return after how much a signal repeats along each axis: its period or its modulus, 0 for never."""
        return tuple(self.periods.get((name, axis), m) for axis, m in enumerate(self.signals[name][0]))

    def fresh(self, name: str, bound: Collection[str] = ()) -> None:
        """Refuse a name that cannot be bound here."""
        if not name.isidentifier() or self.declares(name) or name in bound:
            refuse(f"{name!r} is no new name")

    def index(self, p: Poly, bound: Collection[str] = ()) -> None:
        """Refuse what is no integer for all integers."""
        if not is_integral(p):
            refuse("an index needs integer coefficients and positive exponents")
        for s in symbols(p):
            if s not in self.integers and s not in self.positive and s not in bound:
                refuse(f"{s!r} is no integer here")

    def modulus(self, p: Poly) -> None:
        """Refuse what is neither 0 nor known to be positive."""
        self.index(p)
        if p and not self.known_positive(p):
            refuse("a modulus must be 0 or known to be positive")

    def known_positive(self, p: Poly) -> bool:
        """Tell whether the signs of the coefficients show p > 0."""
        return bool(p) and all(c > 0 for c in p.values()) and symbols(p) <= set(self.positive) and is_integral(p)

    def known_nonzero(self, p: Poly) -> bool:
        """Tell whether p ≠ 0 by its signs or by an assumption."""
        minus = neg(p)
        return self.known_positive(p) or self.known_positive(minus) or p in self.nonzero or minus in self.nonzero

    def base(self, name: str) -> bool:
        """Tell whether a name is a base of powers: a nonzero scalar or the conjugate of a complex one."""
        if name.startswith("~"):
            real, nonzero = self.scalars.get(name[1:], (True, False))
            return nonzero and not real
        return self.scalars.get(name, (True, False))[1]

    def coefficient(self, p: Poly, bound: Collection[str] = ()) -> None:
        """Refuse what is no number."""
        for mono in p:
            for s, e in mono:
                if s == "I":
                    continue
                if s == "pi" or s in self.positive or self.base(s):
                    continue
                if (
                    s in self.scalars
                    or (s.startswith("~") and not self.scalars.get(s[1:], (True, True))[0])
                    or s in self.integers
                    or s in bound
                ):
                    if e < 0:
                        refuse(f"{s!r} may be 0 and stands in a denominator")
                else:
                    refuse(f"{s!r} is not declared")

    def angle(self, p: Poly, bound: Collection[str] = ()) -> None:
        """Refuse what is no real number."""
        self.coefficient(p, bound)
        for s in symbols(p):
            if s == "I" or s.startswith("~") or not self.scalars.get(s, (True, True))[0]:
                refuse(f"an angle is real, but contains {s!r}")

    def conjugate(self, p: Poly) -> Poly:
        """Conjugate a coefficient."""
        result: Poly = {}
        for mono, c in p.items():
            flipped = tuple(sorted((self.other(s), e) for s, e in mono))
            result[flipped] = -c if any(s == "I" for s, _ in mono) else c
        return result

    def other(self, s: str) -> str:
        """Return the conjugate of a symbol: a ↔ ~a for complex scalars."""
        if s.startswith("~"):
            return s[1:]
        return s if self.scalars.get(s, (True, True))[0] else f"~{s}"
