"""Terms back to expression trees: polynomials, atoms, products with their sums.

May import: ``terms``, ``polynomials``, ``syntax``.
"""

from __future__ import annotations

from fractions import Fraction

from symconv.errors import UnsupportedProblemError
from symconv.polynomials import ONE, ZERO, Coefficient, Monomial, Poly
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
from symconv.terms import Product as TermProduct
from symconv.terms import Term

__all__ = ["atom_node", "multiplied", "poly_node", "product_node"]


def poly_node(p: Poly) -> Node:
    """Return a polynomial as an expression, terms with positive signs and free of constants first."""
    if not p.terms:
        return Number(Fraction(0))
    ordered = sorted(p.terms, key=lambda t: (not t[0], Fraction(t[1]) < 0, t[0]))
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
            base: Node = Name(atom.names[0].removeprefix("~"))
            base = Call("conj", (base,)) if atom.names[0].startswith("~") else base
            return Power(base, poly_node(atom.polys[0]))
        case "phase":
            return Call("exp", (poly_node(atom.polys[0] * _I),))
    raise UnsupportedProblemError(f"{atom.head} cannot be written as one factor")


_I = Poly((((("I", 1),), 1),))


def product_node(product: TermProduct) -> Node:
    """Return Σ coefficient · atoms as an expression; sums over Z or Z/N have no limits, guards become limits."""
    free = {v for v, _ in product.binders}
    inside = Poly(tuple(t for t in product.coefficient.terms if free & {s for s, _ in t[0]}))
    if inside.terms:
        return _sums(product, product.coefficient)
    if not product.atoms and not product.binders:
        return poly_node(product.coefficient)
    return multiplied(product.coefficient, _sums(product, ONE))


def _sums(product: TermProduct, weight: Poly) -> Node:
    atoms = product.atoms
    limits: dict[str, tuple[Node | None, Node | None]] = {}
    inner: set[str] = set()
    for v, modulus in reversed(product.binders):
        if modulus == ZERO:
            bounds = [a for a in atoms if _bounds(a, v, 1) is not None or _bounds(a, v, -1) is not None]
            bounds = [a for a in bounds if not a.polys[0].symbols() & inner]
            limits[v] = _limits(bounds, v)
            atoms = tuple(a for a in atoms if a not in bounds)
        inner.add(v)
    node = _times(weight, atoms)
    for v, _ in reversed(product.binders):
        node = Summation((v,), *limits.get(v, (None, None)), node)
    return node


def _limits(guards: list[Term], name: str) -> tuple[Node | None, Node | None]:
    """Return the limits that guards of an index are, the largest lower and the smallest upper one."""
    lower = [b for a in guards if (b := _bounds(a, name, 1)) is not None]
    upper = [b for a in guards if (b := _bounds(a, name, -1)) is not None]
    if not lower and not upper:
        return None, None
    first = Call("max", tuple(lower)) if len(lower) > 1 else lower[0] if lower else Negative(Name("oo"))
    last = Call("min", tuple(upper)) if len(upper) > 1 else upper[0] if upper else Name("oo")
    return first, last


def _bounds(atom: Term, name: str, sign: int) -> Node | None:
    """Return a of the guard v ≥ a (sign 1), or b of v ≤ b (sign −1); of 2·v ≥ a it is ceil(a/2)."""
    if atom.head != "guard":
        return None
    slope, rest = atom.polys[0].linear(name)
    factor = slope.constant()
    if not isinstance(factor, int) or factor * sign <= 0:
        return None
    end = poly_node(-rest if sign == 1 else rest)
    if abs(factor) == 1:
        return end
    return Call("ceil" if sign == 1 else "floor", (Quotient(end, Number(Fraction(abs(factor)))),))


def _times(coefficient: Poly, atoms: tuple[Term, ...]) -> Node:
    if coefficient == ONE:
        return _joined([atom_node(a) for a in atoms]) if atoms else Number(Fraction(1))
    weight = poly_node(coefficient)
    factors = [Fence(weight) if isinstance(weight, Add) else weight, *map(atom_node, atoms)]
    return _joined(factors)


def multiplied(coefficient: Poly, node: Node) -> Node:
    """Return coefficient·node, with a minus sign in front and a denominator behind."""
    if coefficient == ZERO:
        return Number(Fraction(0))
    if len(coefficient.terms) > 1:
        return Product((Fence(poly_node(coefficient)), node), "*")
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
    factors = [*top, *(node.factors if isinstance(node, Product) else (node,))]
    return _divided(_joined(factors), bottom)
