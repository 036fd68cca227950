"""Exact arithmetic with the N-th roots of unity: polynomials in ω = exp(−2πi/N), reduced by the cyclotomic polynomial.

May import: SymPy, ``solving.arithmetic``. Must never approximate a root.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy

from symconv.solving.arithmetic import add, multiply

__all__ = ["Roots"]

Element = tuple[sympy.Expr, ...]
"""Coefficients of 1, ω, ω², …; as many as the degree of the cyclotomic polynomial."""


@dataclass(frozen=True, slots=True)
class Roots:
    """The ring of polynomials in ω with ω^N = 1, exact for any coefficients.

    Examples
    --------
    >>> ring = Roots(4)
    >>> ring.reduced([1, 2, 3, 4])
    (-2, -2)
    """

    order: int

    @property
    def minimal(self) -> tuple[int, ...]:
        """Coefficients of the cyclotomic polynomial, from the constant one up."""
        coefficients = sympy.cyclotomic_poly(self.order, polys=True).all_coeffs()
        return tuple(int(c) for c in reversed(coefficients))

    def reduced(self, coefficients: list[sympy.Expr]) -> Element:
        """Return Σ c_k ω^k reduced to the smallest degree."""
        minimal = self.minimal
        degree = len(minimal) - 1
        rest = [sympy.sympify(c) for c in coefficients] + [sympy.S.Zero] * (degree - len(coefficients))
        for top in range(len(rest) - 1, degree - 1, -1):
            lead = rest[top]
            if lead != 0:
                for i, c in enumerate(minimal):
                    place = top - degree + i
                    rest[place] = add((rest[place], multiply(lead, sympy.Integer(-c))))
        return tuple(rest[:degree])

    def power_sum(self, values: list[sympy.Expr], step: int) -> Element:
        """Return Σ_n values[n] ω^(step·n)."""
        return self.combine([(value, step * n) for n, value in enumerate(values)])

    def combine(self, terms: list[tuple[sympy.Expr, int]]) -> Element:
        """Return the sum of ``value · ω^power``."""
        gathered: list[list[sympy.Expr]] = [[] for _ in range(self.order)]
        for value, power in terms:
            gathered[power % self.order].append(value)
        return self.reduced([add(values) for values in gathered])

    def product(self, left: Element, right: Element) -> Element:
        """Return the product of two elements."""
        return self.combine([(multiply(a, b), i + j) for i, a in enumerate(left) for j, b in enumerate(right)])

    def inverse_sum(self, transform: list[Element], index: int) -> Element:
        """Return Σ_k transform[k] ω^(−k·index), N times a sample."""
        return self.combine([(c, i - k * index) for k, element in enumerate(transform) for i, c in enumerate(element)])
