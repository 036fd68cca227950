"""The rules that change single factors of a product, or split it.

May import: ``symconv.errors``, the standard library, the parts above it.
"""

from __future__ import annotations

from symconv.proving.recheck.flatten import Atom, Product
from symconv.proving.recheck.linear import check_refutation
from symconv.proving.recheck.moves import atom_at
from symconv.proving.recheck.polys import Poly, add, constant, is_constant, mul, neg, refuse, scale, sub
from symconv.proving.recheck.schema import Refutation
from symconv.proving.recheck.world import World

__all__ = ["add_guard", "drop_guard", "lift", "reflect", "share", "split", "wrap"]

ONE = constant(1)


def _exchanged(product: Product, j: int, *new: Atom) -> tuple[Atom, ...]:
    return (*product.atoms[:j], *new, *product.atoms[j + 1 :])


def reflect(world: World, product: Product, j: int, h: int) -> list[Product]:
    """Use a symmetry of a signal."""
    kind, name, index = atom_at(product, j, "sample", "conj")
    if h >= len(world.symmetries) or world.symmetries[h][0] != name:
        refuse(f"symmetry {h} is none of {name!r}")
    _, centers, sign, conjugate = world.symmetries[h]
    if conjugate and not world.signals[name][1]:
        kind = "conj" if kind == "sample" else "sample"
    mirrored = tuple(e if c is None else sub(c, e) for c, e in zip(centers, index, strict=True))
    atoms = _exchanged(product, j, (kind, name, mirrored))
    return [Product(scale(product.coefficient, sign), product.binders, atoms)]


def wrap(world: World, product: Product, j: int, axis: int, source: int, q: Poly) -> list[Product]:
    """Add a multiple of a period, of a modulus or of something that is 0 to an index."""
    kind, name, polys = atom_at(product, j, "sample", "conj", "kronecker", "guard", "power")
    axes = len(polys) if kind in ("sample", "conj") else 1
    if axis >= axes:
        refuse(f"there is no axis {axis}")
    world.index(q, product.bound)
    period: Poly = {}
    if source:
        if source > len(world.zero):
            refuse(f"there is no assumption {source - 1} that something is 0")
        period = world.zero[source - 1]
    elif kind in ("sample", "conj"):
        period = world.repeats(name)[axis]
    elif kind == "kronecker":
        period = polys[1]
    wrapped = tuple(add(p, mul(q, period)) if i == axis else p for i, p in enumerate(polys))
    return [Product(product.coefficient, product.binders, _exchanged(product, j, (kind, name, wrapped)))]


def add_guard(world: World, product: Product, e: Poly, lines: Refutation) -> list[Product]:
    """Add a guard that is implied."""
    world.index(e, product.bound)
    check_refutation(world, product, e, lines)
    return [_guarded(product, e)]


def drop_guard(world: World, product: Product, j: int, lines: Refutation) -> list[Product]:
    """Leave out a guard that the others imply."""
    goal = atom_at(product, j, "guard")[2][0]
    check_refutation(world, product, goal, lines, without=j)
    return [Product(product.coefficient, product.binders, _exchanged(product, j))]


def lift(world: World, product: Product, j: int, low: Refutation, high: Refutation) -> list[Product]:
    """Replace a δ modulo N by a δ when −N < e < N."""
    _, _, (e, modulus) = atom_at(product, j, "kronecker")
    if not modulus:
        refuse("only a δ modulo something is lifted")
    check_refutation(world, product, sub(add(e, modulus), ONE), low)
    check_refutation(world, product, sub(sub(modulus, ONE), e), high)
    return [Product(product.coefficient, product.binders, _exchanged(product, j, ("kronecker", "", (e, {}))))]


def split(world: World, product: Product, e: Poly) -> list[Product]:
    """Split a sum where e ≥ 0 and where it is not."""
    world.index(e, product.bound)
    return [_guarded(product, e), _guarded(product, sub(neg(e), ONE))]


def share(world: World, product: Product, part: Poly) -> list[Product]:
    """Write a product as two shares."""
    if not is_constant(part):
        refuse("a share is a number")
    return [Product(mul(product.coefficient, p), product.binders, product.atoms) for p in (part, sub(ONE, part))]


def _guarded(product: Product, e: Poly) -> Product:
    return Product(product.coefficient, product.binders, (*product.atoms, ("guard", "", (e,))))
