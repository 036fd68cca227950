"""Polynomials as plain dictionaries from monomials to rational coefficients.

A monomial is a sorted tuple of (symbol, exponent); a polynomial is a dictionary without zero values, never
changed after it is made. Exponents may be negative. The symbol ``I`` squares to −1.
May import: ``symconv.errors``, the standard library.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NoReturn

from symconv.errors import LogicError

__all__ = [
    "Mono",
    "Poly",
    "Rational",
    "add",
    "constant",
    "content",
    "divide",
    "effort",
    "is_constant",
    "is_integral",
    "key",
    "mul",
    "neg",
    "refuse",
    "scale",
    "slope",
    "sub",
    "substitute",
    "symbols",
    "variable",
]

Rational = int | Fraction
Mono = tuple[tuple[str, int], ...]
Poly = dict[Mono, Rational]

MOST_MONOMIALS = 600
MOST_BITS = 2000
LARGEST_EXPONENT = 64


def refuse(message: str) -> NoReturn:
    """Refuse the certificate."""
    raise LogicError(f"second check: {message}")


def constant(c: Rational) -> Poly:
    """Return the constant polynomial ``c``."""
    return {(): c} if c else {}


def variable(name: str, exponent: int = 1) -> Poly:
    """Return ``name`` to the power ``exponent``."""
    return {((name, exponent),): 1} if exponent else {(): 1}


def key(p: Poly) -> tuple[tuple[Mono, Rational], ...]:
    """Return a value that is equal for equal polynomials, ordered and hashable."""
    return tuple(sorted(p.items()))


def symbols(p: Poly) -> set[str]:
    """Return the symbols that occur in ``p``."""
    return {s for mono in p for s, _ in mono}


def is_constant(p: Poly) -> bool:
    """Tell whether ``p`` is a number."""
    return not p or (len(p) == 1 and () in p)


def is_integral(p: Poly) -> bool:
    """Tell whether coefficients are integers and exponents positive."""
    return all(c.denominator == 1 for c in p.values()) and all(e > 0 for mono in p for _, e in mono)


def content(coefficients: Iterable[Rational]) -> int:
    """Return the greatest common divisor of integers, 0 for none."""
    return math.gcd(*(int(c) for c in coefficients))


def add(p: Poly, q: Poly, factor: Rational = 1) -> Poly:
    """Return p + factor · q."""
    total = dict(p)
    for mono, c in q.items():
        value = total.get(mono, 0) + factor * c
        if value:
            total[mono] = value
        else:
            total.pop(mono, None)
    return _bounded(total)


def sub(p: Poly, q: Poly) -> Poly:
    """Return p − q."""
    return add(p, q, -1)


def neg(p: Poly) -> Poly:
    """Return −p."""
    return {mono: -c for mono, c in p.items()}


def scale(p: Poly, c: Rational) -> Poly:
    """Return c · p."""
    return _bounded({mono: c * d for mono, d in p.items()} if c else {})


def mul(p: Poly, q: Poly) -> Poly:
    """Return p · q with I² = −1."""
    if len(p) * len(q) > MOST_MONOMIALS:
        refuse(f"a product of polynomials with {len(p)} and {len(q)} monomials is too large")
    total: Poly = {}
    for a, c in p.items():
        for b, d in q.items():
            sign, mono = _join(a, b)
            value = total.get(mono, 0) + sign * c * d
            if value:
                total[mono] = value
            else:
                total.pop(mono, None)
    return _bounded(total)


def substitute(p: Poly, values: Mapping[str, Poly]) -> Poly:
    """Put polynomials in the place of symbols, all at once; a replaced symbol stands in no denominator."""
    total: Poly = {}
    for mono, c in p.items():
        if not any(s in values for s, _ in mono):
            total = add(total, {mono: c})
            continue
        part: Poly = {tuple((s, e) for s, e in mono if s not in values): c}
        for s, e in mono:
            if s in values:
                if e < 0:
                    refuse(f"{s} stands in a denominator and cannot be replaced")
                for _ in range(e):
                    part = mul(part, values[s])
        total = add(total, part)
    return total


def effort(p: Poly, values: Mapping[str, Poly]) -> int:
    """Return about how many products of monomials `substitute` needs."""
    return sum(1 + sum(e * e * len(values[s]) for s, e in mono if s in values) for mono in p)


def slope(p: Poly, v: str) -> tuple[Poly, Poly]:
    """Return (a, r) with p = a·v + r, a and r free of ``v``."""
    a: Poly = {}
    r: Poly = {}
    for mono, c in p.items():
        exponent = dict(mono).get(v, 0)
        if exponent == 0:
            r[mono] = c
        elif exponent == 1:
            a[tuple(pair for pair in mono if pair[0] != v)] = c
        else:
            refuse(f"{v} occurs with exponent {exponent} where it must occur linearly")
    return a, r


def divide(p: Poly, q: Poly) -> Poly | None:
    """Return r with p = r·q, or None."""
    if not q:
        return None if p else {}
    if len(q) == 1:
        ((mono, c),) = q.items()
        if any(s == "I" for s, _ in mono):
            return None
        inverse = tuple((s, -e) for s, e in mono)
        return mul(p, {inverse: Fraction(1) / c})
    if any(e < 0 or s == "I" for poly in (p, q) for mono in poly for s, e in mono):
        return None
    order = sorted(symbols(p) | symbols(q))
    head = max(q, key=lambda mono: _degrees(mono, order))
    quotient: Poly = {}
    rest = p
    while rest:
        top = max(rest, key=lambda mono: _degrees(mono, order))
        have, need = dict(top), dict(head)
        if any(have.get(s, 0) < e for s, e in need.items()):
            return None
        left = {s: e - need.get(s, 0) for s, e in have.items()}
        mono = tuple(sorted((s, e) for s, e in left.items() if e))
        term: Poly = {mono: Fraction(rest[top]) / q[head]}
        quotient = add(quotient, term)
        rest = sub(rest, mul(term, q))
    return quotient


def _degrees(mono: Mono, order: list[str]) -> tuple[int, ...]:
    exponents = dict(mono)
    return tuple(exponents.get(s, 0) for s in order)


def _join(a: Mono, b: Mono) -> tuple[int, Mono]:
    if not a or not b:
        return 1, a or b
    exponents = dict(a)
    for s, e in b:
        exponents[s] = exponents.get(s, 0) + e
    sign = 1
    if exponents.get("I", 0) == 2:
        sign = -1
        del exponents["I"]
    return sign, tuple(sorted((s, e) for s, e in exponents.items() if e))


def _bounded(p: Poly) -> Poly:
    if len(p) > MOST_MONOMIALS:
        refuse(f"a polynomial with {len(p)} monomials is too large")
    for mono, c in p.items():
        if c.numerator.bit_length() + c.denominator.bit_length() > MOST_BITS:
            refuse("a coefficient is too large")
        for s, e in mono:
            if not -LARGEST_EXPONENT <= e <= LARGEST_EXPONENT:
                refuse(f"the exponent {e} of {s} is too large")
    return p
