"""Scalars that stand for numbers which the trusted core has no word for: 2 in 2**n, and 1/(2*M + 1).

The core knows powers of scalars and quotients by products. A number that is the base of a symbolic power is written
by its primes, and each prime becomes a nonzero scalar; the reciprocal of a sum becomes a nonzero scalar too. What is
proved for every value of these holds for the one that is meant. The converse is not so: a statement that needs
2*2**n = 2**(n+1) in disguise may stay open; refutations evaluate the numbers themselves.

May import: ``reading``, ``coefficients``, ``tree``, ``polynomials``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from symconv.polynomials import ZERO, Poly, number
from symconv.proving.coefficients import Coefficients
from symconv.proving.complaints import Place, complain
from symconv.proving.reading import Reading
from symconv.proving.tree import bound_names, free_names, unfenced
from symconv.syntax import to_text
from symconv.syntax.nodes import Add, Call, Negative, Node, Number, Power, Product, Quotient, children
from symconv.terms import Scalar

__all__ = [
    "base_scalars",
    "has_symbolic_powers",
    "prime_powers",
    "reciprocal_lines",
    "reciprocal_scalars",
    "reciprocals",
]

LARGEST_BASE: Final = 10**6


def prime_powers(value: Fraction, place: Place) -> tuple[tuple[str, int], ...]:
    """Return the scalars of a positive rational number with their exponents.

    Examples
    --------
    >>> from symconv.proving.complaints import Source
    >>> prime_powers(Fraction(3, 4), Source("3/4").at(Number(Fraction(3, 4))))
    (('_2', -2), ('_3', 1))
    """
    if value <= 0 or max(value.numerator, value.denominator) > LARGEST_BASE:
        complain(f"a base of a symbolic power is a number between 0 and {LARGEST_BASE} here", place)
    found: dict[int, int] = {}
    for rest, sign in ((value.numerator, 1), (value.denominator, -1)):
        prime = 2
        while rest > 1:
            if prime * prime > rest:
                prime = rest
            while rest % prime == 0:
                found[prime] = found.get(prime, 0) + sign
                rest //= prime
            prime += 1
    return tuple((f"_{prime}", exponent) for prime, exponent in sorted(found.items()))


def base_scalars(reading: Reading) -> tuple[Scalar, ...]:
    """Return the scalars that stand for numbers in the bases of a reading's powers."""
    found: set[str] = set()

    def numbers(node: Node) -> Iterator[Number]:
        if isinstance(node, Number):
            yield node
        for child in children(node) if not isinstance(node, Power) else (node.base,):
            yield from numbers(child)

    def walk(node: Node) -> None:
        bases: tuple[Node, ...] = ()
        if isinstance(node, Power) and not _is_number(node.exponent):
            bases = (node.base,)
        if isinstance(node, Call) and node.function == "ztransform":
            bases = node.arguments[1:]
        for base in (n for b in bases for n in numbers(b) if n.value > 1):
            found.update(name for name, _ in prime_powers(base.value, reading.source.at(base)))
        for child in children(node):
            walk(child)

    for side in reading.sides:
        walk(side)
    return tuple(Scalar(name, nonzero=True) for name in sorted(found, key=lambda n: int(n[1:])))


def has_symbolic_powers(node: Node) -> bool:
    """Tell whether a name is in an exponent, so that a sum may be a geometric series."""
    return (isinstance(node, Power) and not _is_number(node.exponent)) or any(map(has_symbolic_powers, children(node)))


def _is_number(node: Node) -> bool:
    inner = unfenced(node)
    return _is_number(inner.operand) if isinstance(inner, Negative) else isinstance(inner, Number)


# ---------------------------------------------------------------------------------------------------- reciprocals


def reciprocals(reading: Reading, coefficients: Coefficients) -> dict[Poly, str]:
    """Return a name for the reciprocal of every sum that is divided by; sums differ by more than a number."""
    taken = {s.name for s in reading.signals} | {s.name for s in reading.scalars} | set(reading.integers)
    names = (name for i in range(1, 10_000) if (name := f"r_{i}") not in taken)
    found: dict[Poly, str] = {}
    for node in _divided_sums(reading):
        key = leading_one(coefficients.polynomial(node, {}))
        if len(key.terms) > 1 and key not in found:
            found[key] = next(names)
    return found


def leading_one(p: Poly) -> Poly:
    """Return a multiple of a polynomial: its first coefficient is 1."""
    return p * number(Fraction(1) / p.terms[0][1]) if p.terms else ZERO


def reciprocal_scalars(reading: Reading, found: dict[Poly, str]) -> tuple[Scalar, ...]:
    """Return the scalars of reciprocals; those of complex sums are complex."""
    unreal = {s.name for s in reading.scalars if not s.real} | {"z", "I"}
    return tuple(Scalar(name, real=not (p.symbols() & unreal), nonzero=True) for p, name in found.items())


def reciprocal_lines(reading: Reading) -> tuple[str, ...]:
    """Return what each reciprocal is, for the assumptions of a statement."""
    plain = Coefficients(reading, ZERO, {})
    names, lines = reciprocals(reading, plain), []
    for node in _divided_sums(reading):
        p = plain.polynomial(node, {})
        name = names.pop(leading_one(p), None)
        if name is not None:
            first, text = p.terms[0][1], to_text(node)
            lines.append(f"{name} = {first}/({text}), {text} != 0")
    return tuple(lines)


def _divided_sums(reading: Reading) -> Iterator[Node]:
    """Yield the sums that are factors of denominators and free of bound indices."""
    return (node for side in reading.sides for node in _sums_below(side, frozenset()))


def _sums_below(node: Node, bound: frozenset[str]) -> Iterator[Node]:
    if isinstance(node, Quotient):
        yield from (f for f in _factors(node.denominator) if not free_names(f) & bound)
    if isinstance(node, Power) and isinstance(unfenced(node.exponent), Negative) and _is_number(node.exponent):
        yield from (f for f in _factors(node.base) if not free_names(f) & bound)
    inner = bound | bound_names(node)
    for child in children(node):
        yield from _sums_below(child, inner)


def _factors(node: Node) -> Iterator[Node]:
    inner = unfenced(node)
    match inner:
        case Add():
            yield inner
        case Product(factors):
            for factor in factors:
                yield from _factors(factor)
        case Negative(operand) | Power(operand):
            yield from _factors(operand)
        case Quotient(numerator):
            yield from _factors(numerator)
