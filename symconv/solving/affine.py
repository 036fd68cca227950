"""Index expressions such as ``n − m`` and ``2n + 3m − 1``: written, evaluated, and solved for one variable.

May import: ``syntax``, SymPy. Must never see a sample.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import sympy

from symconv.syntax.nodes import Add, Name, Negative, Node, Number, Product, Quotient

__all__ = ["Affine", "integer"]


@dataclass(frozen=True, slots=True)
class Affine:
    """(Σ coefficient·variable + constant) / divisor, with integers throughout.

    Examples
    --------
    >>> index = Affine((("n", 2), ("m", 1)), -1)
    >>> index.at({"n": 3, "m": 0})
    5
    >>> Affine((("n", 1),), divisor=2).at({"n": 3}) is None
    True
    """

    terms: tuple[tuple[str, int], ...]
    """Variables with their coefficients, in written order."""
    constant: int = 0
    divisor: int = 1

    def coefficient(self, variable: str) -> int:
        """Return the coefficient of ``variable`` before division."""
        return dict(self.terms).get(variable, 0)

    def at(self, point: Mapping[str, int]) -> int | None:
        """Return the value, or ``None`` where the division leaves a remainder."""
        total = self.constant + sum(coefficient * point[name] for name, coefficient in self.terms)
        return None if total % self.divisor else total // self.divisor

    def rounded(self, point: Mapping[str, int], *, up: bool) -> int:
        """Return the value rounded to the next integer above or below."""
        total = self.constant + sum(coefficient * point[name] for name, coefficient in self.terms)
        return -(-total // self.divisor) if up else total // self.divisor

    def without(self, variable: str) -> Affine:
        """Return the same expression with ``variable`` left out."""
        return Affine(tuple(term for term in self.terms if term[0] != variable), self.constant, self.divisor)

    def replaced(self, variable: str, by: Affine) -> Affine:
        """Return the same expression with ``variable`` replaced by another one, neither of them a quotient.

        Examples
        --------
        >>> Affine((("n", 1), ("m", -1))).replaced("m", Affine((), 3)) == Affine((("n", 1),), -3)
        True
        """
        factor = self.coefficient(variable)
        coefficients = dict(self.without(variable).terms)
        for name, coefficient in by.terms:
            coefficients[name] = coefficients.get(name, 0) + factor * coefficient
        kept = tuple((name, coefficient) for name, coefficient in coefficients.items() if coefficient)
        return Affine(kept, self.constant + factor * by.constant)

    def limits(self, variable: str, first: int, last: int) -> tuple[Affine, Affine]:
        """Return the least and greatest ``variable`` for which ``first ≤ self ≤ last``.

        The results are written as quotients; where they are no integers, round the first up
        and the second down.

        Examples
        --------
        >>> lower, upper = Affine((("n", 1), ("m", -1))).limits("m", 0, 2)
        >>> lower.at({"n": 5}), upper.at({"n": 5})
        (3, 5)
        """
        slope = self.coefficient(variable)
        rest = self.without(variable)
        ends = (first, last) if slope > 0 else (last, first)
        sign = 1 if slope > 0 else -1
        terms = tuple((name, -sign * coefficient) for name, coefficient in rest.terms)
        lower, upper = (Affine(terms, sign * (end * self.divisor - rest.constant), abs(slope)) for end in ends)
        return lower, upper

    def expression(self) -> sympy.Expr:
        """Return the value as a SymPy expression in its variables."""
        terms = [coefficient * sympy.Symbol(name) for name, coefficient in self.terms]
        return sympy.Add(*terms, self.constant) / self.divisor

    def node(self) -> Node:
        """Return the expression as it is written: ``n - m``, ``2 - n``, ``(n + 1)/2``, ``0``."""
        written: list[Node] = []
        for name, coefficient in self.terms:
            if coefficient:
                variable: Node = Name(name)
                size = abs(coefficient)
                term = variable if size == 1 else Product((integer(size), variable))
                written.append(term if coefficient > 0 else Negative(term))
        if self.constant or not written:
            front = self.constant > 0 and bool(written) and isinstance(written[0], Negative)
            written.insert(0 if front else len(written), integer(self.constant))
        total = written[0] if len(written) == 1 else Add(tuple(written))
        return total if self.divisor == 1 else Quotient(total, integer(self.divisor))


def integer(value: int) -> Node:
    """Return an integer as a node; a negative one is a `Negative`."""
    number = Number(Fraction(abs(value)))
    return Negative(number) if value < 0 else number
