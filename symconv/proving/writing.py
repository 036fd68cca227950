"""Terms back to expression trees: polynomials, atoms, products with their sums.

May import: ``terms``, ``polynomials``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import Final

from symconv.errors import UnsupportedProblemError
from symconv.polynomials import ONE, ZERO, Coefficient, Monomial, Poly, number, symbol
from symconv.syntax.nodes import (
    Add,
    Call,
    Fence,
    Index,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Summation,
)
from symconv.terms import Binder, Term, symbols_of
from symconv.terms import Product as TermProduct

__all__ = [
    "Limits",
    "atom_node",
    "constant_value",
    "limits_of",
    "multiplied",
    "poly_node",
    "product_node",
    "summed",
    "times_node",
]

ONE_NODE: Final = Number(Fraction(1))
MINUS_ONE: Final = Negative(ONE_NODE)
PI: Final = symbol("pi")


def poly_node(p: Poly) -> Node:
    """Return a polynomial as an expression, terms with positive signs first, constants behind their like."""
    if not p.terms:
        return Number(Fraction(0))
    ordered = sorted(p.terms, key=lambda t: (Fraction(t[1]) < 0, not t[0], t[0]))
    terms = tuple(_monomial(m, c) for m, c in ordered)
    return terms[0] if len(terms) == 1 else Add(terms)


def _monomial(monomial: Monomial, c: Coefficient) -> Node:
    value = Fraction(c)
    if value < 0:
        return Negative(_monomial(monomial, -value))
    top = [_power(s, e) for s, e in _ordered(monomial) if e > 0]
    bottom = [_power(s, -e) for s, e in _ordered(monomial) if e < 0]
    if value.numerator != 1 or not top:
        top.insert(0, Number(Fraction(value.numerator)))
    if value.denominator != 1:
        bottom.insert(0, Number(Fraction(value.denominator)))
    return _divided(_joined(top), bottom)


def _ordered(monomial: Monomial) -> list[tuple[str, int]]:
    """Put pi and I in front, as one writes 2*pi*I*k*n/N."""
    return sorted(monomial, key=lambda p: ({"pi": 0, "I": 1}.get(p[0], 2), p[0]))


def _power(name: str, exponent: int) -> Node:
    base: Node = Call("conj", (Name(name[1:]),)) if name.startswith("~") else Name(name)
    return base if exponent == 1 else Power(base, Number(Fraction(exponent)))


def _joined(factors: list[Node]) -> Node:
    return factors[0] if len(factors) == 1 else Product(tuple(factors), "*")


def _divided(top: Node, bottom: list[Node]) -> Node:
    return Quotient(top, Fence(_joined(bottom)) if len(bottom) > 1 else bottom[0]) if bottom else top


def _base(name: str) -> Node:
    """Return the base of a power: ``_2`` stands for the number 2."""
    return Number(Fraction(int(name[1:]))) if name.startswith("_") and name[1:].isdecimal() else Name(name)


def atom_node(atom: Term) -> Node:
    """Return a sample, conjugate, impulse, step or exponential as an expression."""
    match atom.head:
        case "sample" if atom.parts[0].head == "symbol":
            return Index(Name(atom.parts[0].names[0]), tuple(map(poly_node, atom.polys)))
        case "conj":
            return Call("conj", (atom_node(atom.parts[0]),))
        case "kronecker":
            return Index(Name("delta"), (poly_node(atom.polys[0]),))
        case "guard":
            return Index(Name("step"), (poly_node(atom.polys[0]),))
        case "power":
            base = _base(atom.names[0].removeprefix("~"))
            base = Call("conj", (base,)) if atom.names[0].startswith("~") else base
            return Power(base, poly_node(atom.polys[0]))
        case "phase":
            turns = atom.polys[0].divide(PI)
            if turns is not None and turns.is_integral():
                return Power(MINUS_ONE, poly_node(turns))
            return Call("exp", (poly_node(atom.polys[0] * _I),))
    raise UnsupportedProblemError(f"{atom.head} cannot be written as one factor")


_I = Poly((((("I", 1),), 1),))


def product_node(product: TermProduct) -> Node:
    """Return Σ coefficient · atoms as an expression.

    Factors without a bound index stand before the sums, guards of a bound index are the limits of its sum, and a
    factor that is 1, such as δ[0], is left out. Sums over Z or Z/N have no limits.

    Examples
    --------
    >>> from symconv.polynomials import symbol
    >>> from symconv.syntax import to_text
    >>> m, guards = symbol("m"), [Term("guard", (), (e,)) for e in (symbol("m"), symbol("N") - symbol("m"))]
    >>> to_text(product_node(TermProduct(number(2), (("m", ZERO),), (*guards, Term("power", (), (m,), ("a",))))))
    '2*sum(m, 0, N, a**m)'
    """
    known = [(a, constant_value(a)) for a in product.atoms]
    if any(value == 0 for _, value in known):
        return Number(Fraction(0))
    atoms = [a for a, value in known if value is None]
    bound = {v for v, _ in product.binders}
    front = [a for a in atoms if not symbols_of(a) & bound] if bound else []
    sign = number(prod(value for _, value in known if value is not None))
    outside, inside = _shared(product.coefficient * sign, bound)
    limits, factors = limits_of(product.binders, [a for a in atoms if a not in front])
    body = [*_weight(inside), *map(atom_node, sorted(factors, key=lambda a: a.head in ("power", "phase")))]
    if not bound:
        return multiplied(outside, times_node(body)) if body else poly_node(outside)
    total = summed(product.binders, limits, times_node(body) if body else Number(Fraction(1)))
    return multiplied(outside, times_node([*map(atom_node, front), total]))


def constant_value(atom: Term) -> int | None:
    """Return 0, 1 or −1 where an atom is a constant."""
    if atom.head not in ("kronecker", "guard", "phase", "power"):
        return None
    value = atom.polys[0].constant()
    if atom.head == "phase":
        turns = atom.polys[0].divide(PI)
        halves = turns.constant() if turns is not None else None
        return (1, -1)[int(halves) % 2] if halves is not None and halves == int(halves) else None
    if atom.head == "power":
        return 1 if value == 0 else None
    if value is None or (atom.head == "kronecker" and value and atom.polys[1] != ZERO):
        return None
    return int(value == 0 if atom.head == "kronecker" else value >= 0)


def _shared(coefficient: Poly, bound: set[str]) -> tuple[Poly, Poly]:
    """Split a coefficient into what stands before the sums and what depends on their indices."""
    if not coefficient.symbols() & bound:
        return coefficient, ONE
    if len(coefficient.terms) == 1:
        ((monomial, c),) = coefficient.terms
        free = tuple(power for power in monomial if power[0] not in bound)
        return Poly(((free, c),)), Poly(((tuple(power for power in monomial if power[0] in bound), 1),))
    negative = all(Fraction(c) < 0 for _, c in coefficient.terms)
    return (-ONE, -coefficient) if negative else (ONE, coefficient)


def _weight(coefficient: Poly) -> list[Node]:
    if coefficient == ONE:
        return []
    weight = poly_node(coefficient)
    return [Fence(weight)] if isinstance(weight, Add) else [weight]


def times_node(factors: Sequence[Node]) -> Node:
    """Return a product; factors of a factor join the others."""
    return _joined([f for factor in factors for f in (factor.factors if isinstance(factor, Product) else (factor,))])


Limits = Mapping[str, tuple[Node | None, Node | None]]
"""What the indices of sums run between, where they have limits."""


def limits_of(binders: Sequence[Binder], factors: Sequence[Term]) -> tuple[Limits, list[Term]]:
    """Return the limits that guards among the factors are, and the other factors; the innermost sum takes a guard."""
    left, inner = list(factors), set[str]()
    limits: dict[str, tuple[Node | None, Node | None]] = {}
    for v, modulus in reversed(binders):
        if modulus == ZERO:
            guards = [a for a in left if _bounds(a, v, 1) is not None or _bounds(a, v, -1) is not None]
            guards = [a for a in guards if not a.polys[0].symbols() & inner]
            limits[v] = _limits(guards, v)
            left = [a for a in left if a not in guards]
        inner.add(v)
    return limits, left


def summed(binders: Sequence[Binder], limits: Limits, body: Node) -> Node:
    """Return the sums over a body, one index each."""
    for v, _ in reversed(binders):
        body = Summation((v,), *limits.get(v, (None, None)), body)
    return body


def _limits(guards: Sequence[Term], name: str) -> tuple[Node | None, Node | None]:
    """Return the limits that guards of an index are, the largest lower and the smallest upper one."""
    lower = _strongest([b for a in guards if (b := _bounds(a, name, 1)) is not None], 1)
    upper = _strongest([b for a in guards if (b := _bounds(a, name, -1)) is not None], -1)
    if not lower and not upper:
        return None, None
    first = Call("max", tuple(lower)) if len(lower) > 1 else lower[0] if lower else Negative(Name("oo"))
    last = Call("min", tuple(upper)) if len(upper) > 1 else upper[0] if upper else Name("oo")
    return first, last


def _strongest(bounds: Sequence[Poly], sign: int) -> list[Node]:
    """Return bounds without those that another one exceeds by a number."""
    kept: list[Poly] = []
    for b in bounds:
        gaps = [(b - other).constant() for other in kept]
        if any(gap is not None and gap * sign <= 0 for gap in gaps):
            continue
        kept = [other for other, gap in zip(kept, gaps, strict=True) if gap is None]
        kept.append(b)
    return [poly_node(b) for b in kept]


def _bounds(atom: Term, name: str, sign: int) -> Poly | None:
    """Return a of the guard v ≥ a (sign 1), or b of v ≤ b (sign −1)."""
    if atom.head != "guard" or any(s == name and e > 1 for m, _ in atom.polys[0].terms for s, e in m):
        return None
    slope, rest = atom.polys[0].linear(name)
    if slope != number(sign):
        return None
    return -rest if sign == 1 else rest


def multiplied(coefficient: Poly, node: Node) -> Node:
    """Return coefficient·node, with a minus sign in front and a denominator behind."""
    if coefficient == ZERO:
        return Number(Fraction(0))
    if len(coefficient.terms) > 1:
        own = node.factors if isinstance(node, Product) else (node,)
        return poly_node(coefficient) if own == (ONE_NODE,) else _joined([Fence(poly_node(coefficient)), *own])
    ((monomial, c),) = coefficient.terms
    value = Fraction(c)
    if value < 0:
        return Negative(multiplied(-coefficient, node))
    top = [_power(s, e) for s, e in _ordered(monomial) if e > 0]
    bottom = [_power(s, -e) for s, e in _ordered(monomial) if e < 0]
    if value.numerator != 1:
        top.insert(0, Number(Fraction(value.numerator)))
    if value.denominator != 1:
        bottom.insert(0, Number(Fraction(value.denominator)))
    own = node.factors if isinstance(node, Product) else (node,)
    if own == (ONE_NODE,):
        return _divided(_joined(top) if top else node, bottom)
    if bottom and (isinstance(node, Add) or any(isinstance(factor, Summation) for factor in own)):
        part = _divided(_joined(top) if top else Number(Fraction(1)), bottom)
        return _joined([part, *own])
    return _divided(_joined([*top, *own]), bottom)
