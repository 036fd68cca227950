"""The rule ``tidy``: products in a common form, equal ones added.

May import: ``symconv.errors``, the standard library, ``polys``, ``world``, ``flatten``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symconv.proving.recheck.flatten import Atom, Product
from symconv.proving.recheck.polys import (
    Mono,
    Poly,
    add,
    constant,
    content,
    divide,
    is_constant,
    is_integral,
    key,
    mul,
    neg,
)
from symconv.proving.recheck.world import World

__all__ = ["kind_of", "merged", "sums", "tidied", "turned"]


def tidied(world: World, product: Product) -> Product | None:
    """Return the product in tidy form, None for 0."""
    world.fuel.spend(1 + len(product.atoms))
    kept: list[Atom] = []
    angle: Poly = {}
    exponents: dict[str, Poly] = {}
    for kind, name, polys in product.atoms:
        world.fuel.spend(1 + len(kept))
        if kind in ("sample", "conj"):
            moduli = world.signals[name][0]
            kept.append((kind, name, tuple(_reduced(p, m) for p, m in zip(polys, moduli, strict=True))))
        elif kind == "phase":
            angle = add(angle, polys[0])
        elif kind == "power":
            exponents[name] = add(exponents.get(name, {}), polys[0])
        elif not (_keep_guard(world, kept, polys[0]) if kind == "guard" else _keep_kronecker(world, kept, *polys)):
            return None
    factor, angle = turned(world, product, angle)
    coefficient = mul(product.coefficient, factor)
    for base, exponent in exponents.items():
        fixed = exponent.get((), 0)
        if fixed:
            coefficient = mul(coefficient, {((base, int(fixed)),): 1})
        rest = {mono: c for mono, c in exponent.items() if mono}
        if rest:
            kept.append(("power", base, (rest,)))
    if angle:
        kept.append(("phase", "", (angle,)))
    return Product(coefficient, product.binders, tuple(kept))


def merged(world: World, products: list[Product]) -> list[Product]:
    """Add products of one kind at the place of the first, and drop zeros."""
    places: dict[Any, int] = {}
    result: list[Product] = []
    for product in products:
        world.fuel.spend(1)
        kind = kind_of(product)
        if kind in places:
            first = result[places[kind]]
            total = add(first.coefficient, product.coefficient)
            result[places[kind]] = Product(total, first.binders, first.atoms)
        else:
            places[kind] = len(result)
            result.append(product)
    return [product for product in result if product.coefficient]


def sums(world: World, products: list[Product]) -> dict[Any, Poly]:
    """Return the coefficient of each kind that occurs."""
    return {kind_of(product): product.coefficient for product in merged(world, products)}


def kind_of(product: Product) -> Any:
    """Return a value that is equal for products with the same binders and the same atoms, in any order."""
    binders = frozenset((v, key(modulus)) for v, modulus in product.binders)
    return binders, tuple(sorted(_atom_key(atom) for atom in product.atoms))


def _atom_key(atom: Atom) -> Any:
    kind, name, polys = atom
    if kind == "kronecker":
        return kind, name, (min(key(polys[0]), key(neg(polys[0]))), key(polys[1]))
    return kind, name, tuple(key(p) for p in polys)


def _reduced(p: Poly, modulus: Poly) -> Poly:
    if not modulus:
        return p
    if is_constant(modulus):
        size = int(modulus[()])
        lowest = -((size - 1) // 2)
        reduced = {mono: (int(c) - lowest) % size + lowest for mono, c in p.items()}
        return {mono: c for mono, c in reduced.items() if c}
    return {mono: c for mono, c in p.items() if not _is_multiple({mono: c}, modulus)}


def _is_multiple(p: Poly, modulus: Poly) -> bool:
    quotient = divide(p, modulus)
    return quotient is not None and is_integral(quotient)


def _common(world: World, polys: tuple[Poly, ...]) -> Mono:
    """Return the largest product of positive symbols that divides all monomials."""
    monos = [dict(mono) for p in polys for mono in p]
    shared = {s for s in world.positive if monos and all(s in mono for mono in monos)}
    return tuple(sorted((s, min(mono[s] for mono in monos)) for s in shared))


def _divided(p: Poly, mono: Mono, number: int) -> Poly:
    return mul(p, {tuple((s, -e) for s, e in mono): Fraction(1, number)})


def _keep_guard(world: World, kept: list[Atom], e: Poly) -> bool:
    """Put a guard where it belongs; False if it makes the product 0."""
    if not is_constant(e):
        number = content(c for mono, c in e.items() if mono)
        rounded = {mono: int(c) // number for mono, c in e.items()}
        e = {mono: c for mono, c in rounded.items() if c}
        e = _divided(e, _common(world, (e,)), 1)
    if is_constant(e):
        return e.get((), 0) >= 0
    opposite: Atom = ("guard", "", (neg(e),))
    for i, atom in enumerate(kept):
        if atom == opposite:
            kept[i] = ("kronecker", "", (e, {}))
            return True
    if ("guard", "", (e,)) not in kept:
        kept.append(("guard", "", (e,)))
    return True


def _keep_kronecker(world: World, kept: list[Atom], e: Poly, modulus: Poly) -> bool:
    """Put a δ where it belongs; False if it makes the product 0."""
    e = _reduced(e, modulus)
    varying = content([*(c for mono, c in e.items() if mono), *modulus.values()])
    if is_constant(modulus) and varying and int(e.get((), 0)) % varying:
        return False
    if not modulus and world.known_nonzero(e):
        return False
    if not e:
        return True
    number = content([*e.values(), *modulus.values()])
    mono = _common(world, (e, modulus))
    e, modulus = _divided(e, mono, number), _divided(modulus, mono, number)
    atom: Atom = ("kronecker", "", (e, modulus))
    opposite: Atom = ("kronecker", "", (neg(e), modulus))
    if modulus != constant(1) and atom not in kept and opposite not in kept:
        kept.append(atom)
    return True


def turned(world: World, product: Product, angle: Poly) -> tuple[Poly, Poly]:
    """Reduce multiples of π modulo 2π; return a power of I and the remaining angle."""
    integers = world.integers.union(world.positive, product.bound)
    factor = constant(1)
    rest: Poly = {}
    for mono, c in angle.items():
        turns = dict(mono)
        if turns.pop("pi", 0) == 1 and all(s in integers and e > 0 for s, e in turns.items()):
            c = c - 2 * (c // 2)
            if not turns and (2 * c).denominator == 1:
                factor = _power_of_i(int(2 * c))
                continue
        if c:
            rest[mono] = c
    return factor, rest


def _power_of_i(n: int) -> Poly:
    unit: Poly = {(("I", 1),): 1}
    return (constant(1), unit, constant(-1), neg(unit))[n % 4]
