"""The domain that coefficients live in: the smallest of a short list, so that equality is mathematical.

Rationals live in QQ, Gaussian rationals in QQ_I, expressions with symbols in a polynomial ring
or its fraction field over one of these, and the rest (roots, exponentials of sums …) in whatever
domain SymPy constructs, down to its expression domain. The first four are canonical: two equal
lists of coefficients have the same domain and the same elements.

May import: ``errors``. Must never use ``simplify``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key, reduce
from math import comb, prod
from typing import Any

import sympy
from sympy.polys.constructor import construct_domain
from sympy.polys.domains import EX, QQ, QQ_I
from sympy.polys.polyerrors import CoercionFailed, GeneratorsError, NotInvertible

from symconv.errors import LimitError

__all__ = [
    "Coefficients",
    "coefficients_of",
    "convert",
    "gaussian_coefficients",
    "is_canonical",
    "is_polynomial",
    "narrow",
    "unify",
]

MAX_TERMS = 20_000
"""Most terms that one entry may have once it is multiplied out."""
MAX_DENSE = 20_000_000
"""Most exponents that polynomials may hold, generators times terms; with more, coefficients are expressions."""
MAX_ROOTS = 2
"""Most different square roots for which an algebraic number field is built; its degree doubles with each."""

_NOT_HERE = (CoercionFailed, GeneratorsError, NotInvertible, ValueError, TypeError)
"""What SymPy raises when an expression is not in a ring."""


@dataclass(frozen=True, slots=True)
class Coefficients:
    """A list of coefficients and the domain that they all live in."""

    domain: Any
    elements: tuple[Any, ...]

    def hash_key(self) -> object:
        """Return something hashable that is equal for equal values."""
        return self.elements if is_canonical(self.domain) else len(self.elements)


def coefficients_of(values: Sequence[Fraction | int | sympy.Expr]) -> Coefficients:
    """Return ``values`` in the smallest domain that holds them all.

    Examples
    --------
    >>> coefficients_of([Fraction(1, 2), 3]).domain
    QQ
    >>> coefficients_of([sympy.I, sympy.Symbol("a")]).domain
    QQ_I[a]
    """
    if all(issubclass(kind, int | Fraction) for kind in set(map(type, values))):
        return Coefficients(QQ, tuple([QQ.dtype(value.numerator, value.denominator) for value in values]))
    expressions = [_expression(value) for value in values]
    generators = _generators(expressions)
    if generators is not None:
        if len(generators) * sum(map(_terms, expressions)) > MAX_DENSE:
            return Coefficients(EX, tuple(map(EX.from_sympy, expressions)))
        domain = QQ_I[_ordered(generators)] if generators else QQ_I
        for candidate in (domain, domain.get_field()):
            try:
                return narrow(candidate, [candidate.from_sympy(value) for value in expressions])
            except _NOT_HERE:
                continue
    return _constructed(expressions)


def gaussian_coefficients(parts: Iterable[tuple[Any, Any]]) -> Coefficients:
    """Return complex numbers, given as real and imaginary ``Fraction``, in the smallest domain."""
    elements = [
        QQ_I(QQ(real.numerator, real.denominator), QQ(imaginary.numerator, imaginary.denominator))
        for real, imaginary in parts
    ]
    return narrow(QQ_I, elements)


def narrow(domain: Any, elements: Iterable[Any]) -> Coefficients:
    """Return the same coefficients in the smallest domain that holds them.

    Examples
    --------
    >>> ring = QQ_I[sympy.Symbol("a")]
    >>> narrow(ring, [ring.one, ring.zero]).domain
    QQ
    """
    elements = tuple(elements)
    if domain == QQ:
        return Coefficients(QQ, elements)
    if domain == QQ_I:
        if any(element.y for element in elements):
            return Coefficients(QQ_I, elements)
        return Coefficients(QQ, tuple([element.x for element in elements]))
    if domain.is_PolynomialRing:
        return _narrow_ring(domain, elements)
    if domain.is_FractionField:
        return _narrow_field(domain, elements)
    if domain.is_Algebraic and all(element.is_ground for element in elements):
        return Coefficients(QQ, tuple([QQ.convert_from(element, domain) for element in elements]))
    if domain.is_EX:
        return coefficients_of([domain.to_sympy(element) for element in elements])
    return Coefficients(domain, elements)


def unify(*lists: Coefficients) -> tuple[Any, list[tuple[Any, ...]]]:
    """Return one domain for several lists, and each list's elements in it."""
    domain = reduce(_unified, [part.domain for part in lists])
    if domain.is_PolynomialRing and domain.ngens * prod([_size(part) for part in lists]) > MAX_DENSE:
        domain = EX
    return domain, [convert(part, domain) for part in lists]


def _size(coefficients: Coefficients) -> int:
    if coefficients.domain.is_PolynomialRing:
        return sum(map(len, coefficients.elements))
    return len(coefficients.elements)


def convert(coefficients: Coefficients, domain: Any) -> tuple[Any, ...]:
    """Return the elements in a larger domain."""
    source = coefficients.domain
    if source == domain:
        return coefficients.elements
    if is_polynomial(source) and is_polynomial(domain):
        return tuple([_embed(element, source, domain) for element in coefficients.elements])
    return tuple([domain.convert_from(element, source) for element in coefficients.elements])


def _unified(left: Any, right: Any) -> Any:
    if left == right:
        return left
    if is_polynomial(left) and is_polynomial(right):
        ground = QQ if left.domain == right.domain == QQ else QQ_I
        return ground[_ordered({*left.symbols, *right.symbols})]
    return left.unify(right)


def _embed(element: Any, source: Any, domain: Any) -> Any:
    """Return a polynomial in a ring with more generators; SymPy's own conversion searches for each of them."""
    places = {generator: place for place, generator in enumerate(domain.symbols)}
    positions = [places[generator] for generator in source.symbols]
    same_ground = source.domain == domain.domain
    embedded = domain.ring.zero
    for power, coefficient in element.items():
        spread = [0] * len(places)
        for position, exponent in zip(positions, power, strict=True):
            spread[position] = exponent
        embedded[tuple(spread)] = coefficient if same_ground else QQ_I(coefficient, 0)
    return embedded


def is_canonical(domain: Any) -> bool:
    """Whether equal lists that are narrow in ``domain`` always have equal elements."""
    if domain.is_PolynomialRing:
        if not all(generator.is_Symbol or isinstance(generator, sympy.conjugate) for generator in domain.symbols):
            return False
        domain = domain.domain
    return domain in (QQ, QQ_I)


def _expression(value: Any) -> Any:
    if isinstance(value, int | Fraction):
        return sympy.Rational.from_coprime_ints(value.numerator, value.denominator)
    if _terms(value) > MAX_TERMS:
        raise LimitError(
            "reading an entry", "an expression that multiplies out to more terms", limit=f"{MAX_TERMS} terms"
        )
    return value


def _terms(value: Any) -> int:
    """Return an upper bound for the number of terms of an expression that is multiplied out."""
    if value.is_Add:
        return sum(map(_terms, value.args))
    if value.is_Mul:
        product = 1
        for factor in value.args:
            product *= _terms(factor)
            if product > MAX_TERMS:
                break
        return product
    if value.is_Pow and value.exp.is_Integer:
        terms, exponent = _terms(value.base), abs(int(value.exp))
        if terms == 1:
            return 1
        return comb(terms + exponent - 1, exponent) if exponent <= MAX_TERMS else MAX_TERMS + 1
    return 1


def _generators(expressions: Sequence[Any]) -> set[Any] | None:
    """Return all symbols and conjugates of symbols, or None when a function stands in the way."""
    generators: set[Any] = set()
    stack = list(expressions)
    while stack:
        value = stack.pop()
        if value.is_Symbol or (value.is_Function and isinstance(value, sympy.conjugate) and value.args[0].is_Symbol):
            generators.add(value)
        elif value.is_Add or value.is_Mul:
            stack.extend(value.args)
        elif value.is_Pow and value.exp.is_Integer:
            stack.append(value.base)
        elif not (value.is_Rational or value is sympy.I):
            return None
    return generators


def _ordered(generators: Iterable[Any]) -> list[Any]:
    """Return generators in the order that SymPy gives the factors of a product."""
    return sorted(generators, key=cmp_to_key(sympy.Basic.compare))


def _constructed(expressions: Sequence[Any]) -> Coefficients:
    irrational = {
        part
        for value in expressions
        for part in value.atoms(sympy.Pow, sympy.Function)
        if part.is_number and not (part.is_Pow and part.exp.is_Integer)
    }
    if len(irrational) > MAX_ROOTS or not all(_is_square_root(part) for part in irrational):
        return Coefficients(EX, tuple(map(EX.from_sympy, expressions)))
    domain, elements = construct_domain(expressions, extension=True)
    if domain.is_EX:
        return Coefficients(domain, tuple(elements))
    larger = domain.unify(QQ)
    return narrow(larger, [larger.convert_from(element, domain) for element in elements])


def _is_square_root(value: Any) -> bool:
    return bool(value.is_Pow and value.base.is_Rational and value.exp.is_Rational and value.exp.q == 2)


def is_polynomial(domain: Any) -> bool:
    """Whether ``domain`` is a polynomial ring in plain symbols and conjugates over QQ or QQ_I."""
    return bool(domain.is_PolynomialRing and is_canonical(domain))


def _narrow_ring(domain: Any, elements: tuple[Any, ...]) -> Coefficients:
    ground = domain.domain
    used = [False] * domain.ngens
    for element in elements:
        for power in element:
            if any(power):
                used = [was or bool(exponent) for was, exponent in zip(used, power, strict=True)]
    kept = [position for position in range(domain.ngens) if used[position]]
    real = ground == QQ_I and not any(c.y for element in elements for c in element.values())
    if real:
        ground = QQ
    generators = [domain.symbols[position] for position in kept]
    if not generators:
        return narrow(ground, [_constant(element, real) for element in elements])
    kept = [domain.symbols.index(generator) for generator in _ordered(generators)]
    if not real and kept == list(range(domain.ngens)):
        return Coefficients(domain, elements)
    smaller = ground[[domain.symbols[position] for position in kept]]
    return Coefficients(
        smaller,
        tuple(
            [
                smaller.ring.from_dict(
                    {tuple([power[position] for position in kept]): c.x if real else c for power, c in element.items()}
                )
                for element in elements
            ]
        ),
    )


def _constant(element: Any, real: bool) -> Any:
    value = element.coeff(1)
    return value.x if real else value


def _narrow_field(domain: Any, elements: tuple[Any, ...]) -> Coefficients:
    if any(not element.denom.is_ground for element in elements):
        return Coefficients(domain, elements)
    ring = domain.get_ring()
    return narrow(ring, [ring.convert_from(element, domain) for element in elements])
