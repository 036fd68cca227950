"""Strict decoding of JSON values: nothing is converted, guessed or ignored.

May import: ``symconv.errors``, the standard library, ``polys``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from symconv.proving.recheck.polys import (
    LARGEST_EXPONENT,
    MOST_BITS,
    MOST_MONOMIALS,
    Mono,
    Poly,
    Rational,
    refuse,
)

__all__ = [
    "Decoder",
    "Refutation",
    "Term",
    "binders",
    "entries",
    "fields",
    "flag",
    "name",
    "names",
    "optional",
    "poly",
    "record",
    "refutation",
    "sign",
    "term",
    "unsigned",
]

Decoder = Callable[[object], Any]
Term = tuple[str, tuple["Term", ...], tuple[Poly, ...], tuple[str, ...]]
"""Head, parts, polynomials, names."""
Refutation = tuple[tuple[tuple[tuple[int, Poly], ...], int], ...]
"""Lines: pairs (fact, multiplier), and a divisor."""

LONGEST_LIST = 10_000
LONGEST_NAME = 64
DEEPEST_JSON = 100
_COEFFICIENT = re.compile(r"(-?[1-9][0-9]{0,699})(?:/([1-9][0-9]{0,699}))?", re.ASCII)


def fields(value: object, expected: tuple[str, ...], what: str) -> list[Any]:
    """Return the values of an object with exactly these keys, in this order."""
    if type(value) is not dict:
        refuse(f"{what} must be an object")
    if len(value) != len(expected) or any(type(k) is not str or k not in expected for k in value):
        refuse(f"{what} must have exactly the keys {', '.join(expected)}")
    return [value[k] for k in expected]


def entries(value: object, length: int | None = None) -> list[Any]:
    """Return a list, of a given length if there is one."""
    if type(value) is not list or len(value) > LONGEST_LIST:
        refuse(f"a list of at most {LONGEST_LIST} entries is needed")
    if length is not None and len(value) != length:
        refuse(f"a list of {length} entries is needed, found {len(value)}")
    return value


def record(value: object, *decoders: Decoder) -> tuple[Any, ...]:
    """Decode a list with one entry per field."""
    found = entries(value, len(decoders))
    return tuple(decode(entry) for decode, entry in zip(decoders, found, strict=True))


def optional(decode: Decoder) -> Decoder:
    """Return the decoder that accepts null, too."""
    return lambda value: None if value is None else decode(value)


def unsigned(value: object) -> int:
    """Decode 0 ≤ i < 1 000 000."""
    if type(value) is not int or not 0 <= value < 1_000_000:
        refuse("an integer from 0 to 999999 is needed")
    return value


def sign(value: object) -> int:
    """Decode 1 or −1."""
    if type(value) is not int or value not in (1, -1):
        refuse("a sign is 1 or -1")
    return value


def flag(value: object) -> bool:
    """Decode true or false."""
    if type(value) is not bool:
        refuse("a flag is true or false")
    return value


def name(value: object) -> str:
    """Decode a name; whether it is an identifier is checked where it is declared or bound."""
    if type(value) is not str or not 1 <= len(value) <= LONGEST_NAME:
        refuse(f"a name of 1 to {LONGEST_NAME} characters is needed")
    return value


def names(value: object) -> tuple[str, ...]:
    """Decode a list of names."""
    return tuple(name(entry) for entry in entries(value))


def poly(value: object) -> Poly:
    """Decode a polynomial; only the canonical form is accepted."""
    found = entries(value)
    if len(found) > MOST_MONOMIALS:
        refuse(f"a polynomial has at most {MOST_MONOMIALS} monomials")
    result: Poly = {}
    previous: Mono | None = None
    for entry in found:
        written, pairs = entries(entry, 2)
        mono = tuple(_pair(pair) for pair in entries(pairs))
        if any(a[0] >= b[0] for a, b in pairwise(mono)):
            refuse("the symbols of a monomial must be distinct and in order")
        if previous is not None and mono <= previous:
            refuse("the monomials of a polynomial must be distinct and in order")
        result[mono] = _coefficient(written)
        previous = mono
    return result


def _pair(value: object) -> tuple[str, int]:
    symbol, exponent = entries(value, 2)
    if type(exponent) is not int or exponent == 0 or abs(exponent) > LARGEST_EXPONENT:
        refuse(f"an exponent is a nonzero integer of at most {LARGEST_EXPONENT}")
    if symbol == "I" and exponent != 1:
        refuse("I occurs with exponent 1 only")
    return name(symbol), exponent


def _coefficient(value: object) -> Rational:
    match = _COEFFICIENT.fullmatch(value) if type(value) is str else None
    if match is None:
        refuse('a coefficient is a text "p" or "p/q", in lowest terms')
    p = int(match[1])
    q = int(match[2]) if match[2] else 1
    if match[2] and (q == 1 or math.gcd(p, q) != 1):
        refuse("a coefficient must be in lowest terms")
    if p.bit_length() + q.bit_length() > MOST_BITS:
        refuse("a coefficient is too large")
    return p if q == 1 else Fraction(p, q)


def term(value: object, depth: int = 0) -> Term:
    """Decode a term."""
    if depth > DEEPEST_JSON:
        refuse(f"terms are nested at most {DEEPEST_JSON} deep")
    head, parts, polys, bound = entries(value, 4)
    return (
        name(head),
        tuple(term(part, depth + 1) for part in entries(parts)),
        tuple(poly(entry) for entry in entries(polys)),
        names(bound),
    )


def binders(value: object) -> tuple[tuple[str, Poly], ...]:
    """Decode a list of (name, modulus)."""
    return tuple((v, modulus) for v, modulus in (record(entry, name, poly) for entry in entries(value)))


def refutation(value: object) -> Refutation:
    """Decode the lines of a refutation."""
    return tuple(_line(entry) for entry in entries(value))


def _line(value: object) -> tuple[tuple[tuple[int, Poly], ...], int]:
    pairs, divisor = entries(value, 2)
    return tuple((i, m) for i, m in (record(pair, unsigned, poly) for pair in entries(pairs))), unsigned(divisor)
