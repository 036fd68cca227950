"""Coefficients as SymPy expressions: written out, compared, conjugated.

May import: ``errors``, ``exact.coefficients``. Must never use ``simplify``.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.polys.domains import QQ, QQ_I

from symconv.exact.coefficients import Coefficients, coefficients_of, is_canonical, is_polynomial

__all__ = ["conjugate", "conjugate_expression", "equal", "has_symbols", "is_real", "rational", "to_sympy"]


def to_sympy(coefficients: Coefficients) -> tuple[Any, ...]:
    """Return the elements as SymPy expressions.

    The elements are in lowest terms already, so SymPy's numbers are put together without a gcd.

    Examples
    --------
    >>> to_sympy(coefficients_of([sympy.Rational(1, 2), 3]))
    (1/2, 3)
    """
    domain = coefficients.domain
    if domain == QQ:
        return tuple([rational(element) for element in coefficients.elements])
    if domain == QQ_I:
        return tuple([_gaussian(element) for element in coefficients.elements])
    if is_polynomial(domain):
        return tuple([_polynomial(domain, element) for element in coefficients.elements])
    return tuple([domain.to_sympy(element) for element in coefficients.elements])


def rational(element: Any) -> Any:
    """Return an element of QQ as SymPy's ``Rational`` or ``Integer``."""
    denominator = int(element.denominator)
    if denominator == 1:
        return sympy.Integer(int(element.numerator))
    return sympy.Rational.from_coprime_ints(int(element.numerator), denominator)


def _gaussian(element: Any) -> Any:
    if not element.y:
        return rational(element.x)
    # A sum and a product in normal form, which SymPy need not look for.
    imaginary = sympy.I if element.y == 1 else sympy.Mul._from_args([rational(element.y), sympy.I], is_commutative=True)
    return sympy.Add._from_args([rational(element.x), imaginary], is_commutative=True) if element.x else imaginary


def _polynomial(domain: Any, element: Any) -> Any:
    generators = domain.symbols
    terms = []
    for power, coefficient in element.items():
        factors = [(generators[place], exponent) for place, exponent in enumerate(power) if exponent]
        if len(factors) > 1 and coefficient == 1 and all(exponent == 1 for _, exponent in factors):
            # Generators stand in the order that SymPy gives the factors of a product, so this one is in normal form.
            terms.append(sympy.Mul._from_args([generator for generator, _ in factors], is_commutative=True))
            continue
        monomial = [generator**exponent for generator, exponent in factors]
        if domain.domain == QQ:
            terms.append(sympy.Mul(rational(coefficient), *monomial))
        else:
            terms.append(sympy.Mul(rational(coefficient.x), *monomial))
            terms.append(sympy.Mul(rational(coefficient.y), sympy.I, *monomial))
    return sympy.Add(*terms)


def equal(left: Coefficients, right: Coefficients) -> bool:
    """Whether two lists hold equal values, mathematically.

    Examples
    --------
    >>> t = sympy.Symbol("t")
    >>> equal(coefficients_of([sympy.exp(t) ** 2]), coefficients_of([sympy.exp(2 * t)]))
    True
    """
    if is_canonical(left.domain) and is_canonical(right.domain):
        return left == right
    if len(left.elements) != len(right.elements):
        return False
    if left == right:
        return True
    return all(_vanishes(a - b) for a, b in zip(to_sympy(left), to_sympy(right), strict=True))


def has_symbols(coefficients: Coefficients) -> bool:
    """Whether any symbol occurs."""
    domain = coefficients.domain
    if domain == QQ or domain == QQ_I or domain.is_Algebraic:  # noqa: SIM109 - domains compare, they need not hash
        return False
    return any(value.free_symbols for value in to_sympy(coefficients))


def is_real(coefficients: Coefficients, *, real_symbols: bool) -> bool:
    """Whether every coefficient is real, symbols being real or not."""
    domain = coefficients.domain
    if domain == QQ or (real_symbols and is_polynomial(domain)):
        return bool(domain == QQ or domain.domain == QQ)
    if domain == QQ_I or (not real_symbols and has_symbols(coefficients)):
        return False
    return equal(coefficients, conjugate(coefficients, real_symbols=real_symbols))


def conjugate(coefficients: Coefficients, *, real_symbols: bool) -> Coefficients:
    """Return the complex conjugates; symbols are real, or get SymPy's ``conjugate`` around them.

    Examples
    --------
    >>> a = sympy.Symbol("a")
    >>> to_sympy(conjugate(coefficients_of([2 + sympy.I, a]), real_symbols=False))
    (2 - I, conjugate(a))
    """
    domain = coefficients.domain
    if domain == QQ or (real_symbols and is_polynomial(domain) and domain.domain == QQ):
        return coefficients
    if domain == QQ_I:
        return Coefficients(QQ_I, tuple([domain(element.x, -element.y) for element in coefficients.elements]))
    if is_polynomial(domain) and real_symbols:
        ring = domain.ring
        return Coefficients(
            domain,
            tuple(
                [
                    ring.from_dict({power: domain.domain(c.x, -c.y) for power, c in element.items()})
                    for element in coefficients.elements
                ]
            ),
        )
    return coefficients_of([conjugate_expression(value, real_symbols=real_symbols) for value in to_sympy(coefficients)])


def conjugate_expression(value: Any, *, real_symbols: bool) -> Any:
    """Return the complex conjugate of an expression; see `conjugate`."""
    if not real_symbols:
        return sympy.conjugate(value)
    real = {symbol: sympy.Dummy(symbol.name, real=True) for symbol in value.free_symbols}
    back = {dummy: symbol for symbol, dummy in real.items()}
    return sympy.conjugate(value.xreplace(real)).xreplace(back)


def _vanishes(difference: Any) -> bool:
    """Whether an expression outside the canonical domains is 0; what cannot be decided counts as different."""
    expanded = sympy.expand(difference)
    if expanded.is_number:
        return bool(expanded == 0 or expanded.equals(0))
    return bool(expanded == 0 or sympy.cancel(expanded) == 0)
