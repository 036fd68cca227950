"""Numbers inside terms: indices, coefficients and angles as polynomials of the trusted core.

Over Z/N it also refuses what is no function modulo N: index weights, powers and foreign exponentials.
May import: ``reading``, ``polynomials``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from symconv.polynomials import ONE, TURN, ZERO, Poly, number, polynomial, symbol
from symconv.proving.complaints import complain
from symconv.proving.reading import Reading
from symconv.proving.tree import unfenced
from symconv.syntax.nodes import Add, Call, Fence, Name, Negative, Node, Number, Power, Product, Quotient

__all__ = ["Coefficients"]

Scope = dict[str, str]


@dataclass(slots=True)
class Coefficients:
    """Reads the parts of a statement that are polynomials."""

    reading: Reading
    modulus: Poly
    """N of ``over Z/N``, 0 for Z."""
    values: Mapping[str, Poly]
    """Integers that a hypothesis ``N = …`` expresses by others."""
    residues: set[str] = field(default_factory=set)
    """Indices that are defined modulo N only."""
    reciprocals: Mapping[Poly, str] = field(default_factory=dict)
    """Scalars that stand for the reciprocals of sums, by the sum with the first coefficient 1."""

    half: ClassVar[Poly] = number(Fraction(1, 2))
    quarter: ClassVar[Poly] = number(Fraction(1, 4))

    def bind(self, name: str) -> None:
        """Note an index that runs over the whole index set: over Z/N only its residue counts."""
        if self.modulus != ZERO:
            self.residues.add(name)

    @staticmethod
    def plain(value: int) -> Fraction:
        """Return an integer as the value of a `Number`."""
        return Fraction(value)

    def is_scalar(self, name: str) -> bool:
        """Tell whether a name stands for a number that is no integer."""
        return name in ("z", "omega") or any(s.name == name for s in self.reading.scalars)

    # ------------------------------------------------------------------------------------------ integers

    def integer(self, node: Node, scope: Scope) -> Poly:
        """Return an index expression as a polynomial."""
        return self.polynomial(node, scope)

    def polynomial(self, node: Node, scope: Scope) -> Poly:
        """Return a sum of products of numbers and names; quotients by single products are allowed."""
        match node:
            case Number(value):
                return number(int(value) if value.denominator == 1 else value)
            case Name(name):
                bound = scope.get(name, name)
                return self.values[bound] if bound in self.values else symbol(bound)
            case Fence(inner):
                return self.polynomial(inner, scope)
            case Negative(inner):
                return -self.polynomial(inner, scope)
            case Add(terms):
                total = ZERO
                for term in terms:
                    total = total + self.polynomial(term, scope)
                return total
            case Product(factors):
                product = ONE
                for factor in factors:
                    product = product * self.polynomial(factor, scope)
                return product
            case Quotient(numerator, denominator):
                return self.polynomial(numerator, scope) * self.reciprocal(denominator, scope)
            case Power(base, exponent):
                amount = self.polynomial(exponent, scope).constant()
                if isinstance(amount, int) and abs(amount) <= 12:
                    one = self.polynomial(base, scope) if amount >= 0 else self.reciprocal(base, scope)
                    power = ONE
                    for _ in range(abs(amount)):
                        power = power * one
                    return power
        return complain("a number made of names by +, −, * and / is needed here", self.reading.source.at(node))

    # ------------------------------------------------------------------------------------------ coefficients

    def value(self, node: Number | Name, scope: Scope) -> Poly:
        """Return a number or a name as a coefficient; over Z/N an index is none."""
        if isinstance(node, Name) and scope.get(node.name, node.name) in self.residues:
            complain(
                f"{node.name} is an index modulo N here, and as a factor it is no function on Z/N "
                f"({node.name} and {node.name} + N would give different values)",
                self.reading.source.at(node),
            )
        return self.polynomial(node, scope)

    def reciprocal(self, node: Node, scope: Scope) -> Poly:
        """Return 1/node for a single product of numbers, scalars and positive integers."""
        divisor = self.polynomial(node, scope)
        if divisor.symbols() & self.residues:
            text = self.reading.source.at(node).text
            complain(f"`{text}` has an index modulo N in it and is no function on Z/N", self.reading.source.at(node))
        if len(divisor.terms) > 1:
            first = number(Fraction(1) / divisor.terms[0][1])
            if divisor * first in self.reciprocals:
                return symbol(self.reciprocals[divisor * first]) * first
        if len(divisor.terms) != 1:
            text = self.reading.source.at(node).text
            complain(
                f"`{text}` cannot be divided by: a denominator is not zero, and free of the indices of sums",
                self.reading.source.at(node),
            )
        ((monomial, c),) = divisor.terms
        for name, _ in monomial:
            if name in self.reading.integers and name not in self.reading.positive:
                complain(
                    f'{name} is an integer that may be zero, and is divided by: add the hypothesis given "{name} > 0"',
                    self.reading.source.at(node),
                )
        imaginary = any(name == "I" for name, _ in monomial)
        inverse = polynomial({tuple((s, -e) for s, e in monomial if s != "I"): Fraction(1) / c})
        return inverse * -symbol("I") if imaginary else inverse

    def angle(self, node: Node, scope: Scope) -> Poly:
        """Return t of exp(I·t), and over Z/N refuse what is no function of the indices modulo N."""
        exponent = self.polynomial(node, scope)
        if any(("I", 1) not in monomial for monomial, _ in exponent.terms):
            complain(
                "an exponent is I times something real, as in exp(2*pi*I*k*n/N) or exp(I*omega*n); "
                "other exponentials are written a**n",
                self.reading.source.at(node),
            )
        angle = exponent * -symbol("I")
        if self.modulus != ZERO:
            turning = polynomial({m: c for m, c in angle.terms if any(s in self.residues for s, _ in m)})
            turns = polynomial(
                {_without_pi(m): Fraction(c) / 2 for m, c in (turning * self.modulus).terms if ("pi", 1) in m}
            )
            if not turns.is_integral() or TURN * turns != turning * self.modulus:
                complain(
                    "this exponential is no function of its index modulo N: "
                    "over Z/N an exponent is 2*pi*I/N times an integer",
                    self.reading.source.at(node),
                )
        return angle

    def base(self, node: Node, scope: Scope) -> tuple[Poly, Poly]:
        """Return (w, s) of ``ztransform(f, w**s)``."""
        inner = unfenced(node)
        if isinstance(inner, Power):
            return self._monomial(inner.base, scope), self.integer(inner.exponent, scope)
        return self._monomial(inner, scope), ONE

    def _monomial(self, node: Node, scope: Scope) -> Poly:
        inner = unfenced(node)
        if isinstance(inner, Call) and inner.function == "conj" and isinstance(unfenced(inner.arguments[0]), Name):
            name = unfenced(inner.arguments[0])
            return symbol("~" + name.name) if isinstance(name, Name) else ONE
        found = self.polynomial(inner, scope)
        if [abs(Fraction(c)) for _, c in found.terms] != [1] or not all(self.is_scalar(s) for s in found.symbols()):
            complain(
                "the argument of a z-transform is ± a product of powers of z and scalars", self.reading.source.at(node)
            )
        return found

    # ------------------------------------------------------------------------------------------ Z/N

    def refuse_residues(self, exponent: Poly, node: Node, scope: Scope) -> None:
        """Refuse a power whose exponent is an index modulo N."""
        if exponent.symbols() & self.residues:
            text = self.reading.source.at(node).text
            complain(
                f"a power with the exponent {text} is no function of the index modulo N: "
                "over Z/N write exp(2*pi*I*k*n/N)",
                self.reading.source.at(node),
            )

    def need_line(self, name: str, what: str, node: Node) -> None:
        """Refuse what exists on Z only."""
        if self.modulus != ZERO:
            why = {
                "step": "there is no order of the indices modulo N",
                "up": "upsampling leads from Z/N to another modulus",
                "down": "downsampling leads from Z/N to another modulus",
            }[name]
            complain(f"{what} is not defined over Z/N: {why}", self.reading.source.at(node))


def _without_pi(monomial: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    return tuple(p for p in monomial if p != ("pi", 1))
