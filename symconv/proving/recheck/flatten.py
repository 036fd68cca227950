"""Scalars as lists of products Σ binders coefficient · atoms, and when their sums converge.

May import: ``symconv.errors``, the standard library, ``polys``, ``schema``, ``world``, ``definitions``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product as combinations

from symconv.proving.recheck.definitions import conj_of, number_of, sum_of, times_of
from symconv.proving.recheck.polys import Poly, add, constant, effort, mul, neg, refuse, sub, substitute, symbols
from symconv.proving.recheck.schema import Term
from symconv.proving.recheck.world import World

__all__ = ["Atom", "Product", "atom_term", "check_convergence", "flatten", "put", "put_atom", "size", "term_of"]

Atom = tuple[str, str, tuple[Poly, ...]]
"""Kind (``sample``, ``conj``, ``kronecker``, ``guard``, ``power``, ``phase``), signal or base, polynomials."""
MOST_PRODUCTS = 1000


@dataclass(frozen=True, slots=True)
class Product:
    """Σ binders coefficient · atoms."""

    coefficient: Poly
    binders: tuple[tuple[str, Poly], ...]
    atoms: tuple[Atom, ...]

    @property
    def bound(self) -> frozenset[str]:
        """The bound indices."""
        return frozenset(v for v, _ in self.binders)

    @property
    def integers(self) -> tuple[str, ...]:
        """The bound indices that run over Z."""
        return tuple(v for v, modulus in self.binders if not modulus)


def size(product: Product) -> int:
    """Return the number of atoms and monomials of a product."""
    atoms = sum(1 + sum(len(p) for p in polys) for _, _, polys in product.atoms)
    return len(product.coefficient) + len(product.binders) + atoms


def put_atom(atom: Atom, values: Mapping[str, Poly]) -> Atom:
    """Put indices in the place of symbols; moduli contain none of them."""
    kind, name, polys = atom
    return kind, name, tuple(substitute(p, values) for p in polys)


def put(world: World, product: Product, values: Mapping[str, Poly], binders: tuple[tuple[str, Poly], ...]) -> Product:
    """Put indices in the place of symbols, and replace the binders."""
    world.fuel.spend(size(product) + effort(product.coefficient, values))
    world.fuel.spend(sum(effort(p, values) for _, _, polys in product.atoms for p in polys))
    return Product(
        substitute(product.coefficient, values), binders, tuple(put_atom(atom, values) for atom in product.atoms)
    )


def flatten(world: World, t: Term) -> list[Product]:
    """Distribute a well-formed scalar, and check that every sum converges."""
    products = _distribute(world, t)
    for product in products:
        check_convergence(world, product)
    return [product for product in products if product.coefficient]


def _distribute(world: World, t: Term) -> list[Product]:
    world.fuel.spend(1)
    head, parts, polys, names = t
    one = constant(1)
    if head == "number":
        return [Product(polys[0], (), ())]
    if head in ("kronecker", "guard", "power", "phase"):
        return [Product(one, (), ((head, names[0] if names else "", polys),))]
    if head == "sample":
        if parts[0][0] != "symbol":
            refuse(f"{parts[0][0]!r} must be unfolded before a side is expanded")
        return [Product(one, (), (("sample", parts[0][3][0], polys),))]
    if head == "conj":
        return [_conjugate(world, product) for product in _distribute(world, parts[0])]
    if head == "plus":
        return _few([product for part in parts for product in _distribute(world, part)])
    if head == "sum":
        binders = tuple(zip(names, polys, strict=True))
        return [_join(world, [Product(one, binders, ()), product]) for product in _distribute(world, parts[0])]
    if head != "times":
        refuse(f"{head!r} cannot be expanded")
    factors = [_distribute(world, part) for part in parts]
    count = 1
    for factor in factors:
        count *= len(factor)
        if count > MOST_PRODUCTS:
            refuse(f"expanding makes more than {MOST_PRODUCTS} products")
    return [_join(world, list(choice)) for choice in combinations(*factors)]


def _few(products: list[Product]) -> list[Product]:
    if len(products) > MOST_PRODUCTS:
        refuse(f"expanding makes more than {MOST_PRODUCTS} products")
    return products


def _join(world: World, factors: list[Product]) -> Product:
    coefficient = constant(1)
    binders: list[tuple[str, Poly]] = []
    atoms: list[Atom] = []
    for factor in factors:
        coefficient = mul(coefficient, factor.coefficient)
        binders.extend(factor.binders)
        atoms.extend(factor.atoms)
    if len({v for v, _ in binders}) != len(binders):
        refuse("two factors bind the same name")
    product = Product(coefficient, tuple(binders), tuple(atoms))
    world.fuel.spend(1 + size(product))
    return product


def _conjugate(world: World, product: Product) -> Product:
    atoms = tuple(_conjugate_atom(world, atom) for atom in product.atoms)
    return Product(world.conjugate(product.coefficient), product.binders, atoms)


def _conjugate_atom(world: World, atom: Atom) -> Atom:
    kind, name, polys = atom
    if kind == "phase":
        return kind, name, (neg(polys[0]),)
    if kind == "power":
        return kind, world.other(name), polys
    if kind in ("sample", "conj") and not world.signals[name][1]:
        return ("sample" if kind == "conj" else "conj"), name, polys
    return atom


def atom_term(atom: Atom) -> Term:
    """Return an atom as a term."""
    kind, name, polys = atom
    if kind in ("sample", "conj"):
        sample: Term = ("sample", (("symbol", (), (), (name,)),), polys, ())
        return sample if kind == "sample" else conj_of(sample)
    return kind, (), polys, ((name,) if kind == "power" else ())


def term_of(product: Product, factors: tuple[Term, ...]) -> Term:
    """Return Σ over a product's binders of its coefficient times the factors."""
    body = times_of(number_of(product.coefficient), *factors)
    if not product.binders:
        return body
    return sum_of(tuple(v for v, _ in product.binders), tuple(p for _, p in product.binders), body)


def check_convergence(world: World, product: Product) -> None:
    """Refuse a product whose sum over all integers may diverge."""
    over = product.integers
    if not over:
        return
    if any(kind in ("sample", "conj") and name in world.equations for kind, name, _ in product.atoms):
        refuse("a signal that is given by an equation is summed over all integers")
    rows = [_slopes(p, over) for p in _row_indices(world, product, over)]
    if not _full_rank(world, [row for row in rows if row is not None], 0, len(over)):
        refuse(f"the sum over {', '.join(over)} may diverge")


def _row_indices(world: World, product: Product, over: tuple[str, ...]) -> list[Poly]:
    rows = [polys[0] for kind, _, polys in product.atoms if kind == "kronecker" and not polys[1]]
    rows += _finite_guards(world, product, over)
    weighted = bool(symbols(product.coefficient).intersection(over)) or any(
        kind == "power" and symbols(polys[0]).intersection(over) for kind, _, polys in product.atoms
    )
    bounded_only = weighted and not world.finite
    for kind, name, polys in product.atoms:
        if kind not in ("sample", "conj"):
            continue
        for axis, p in enumerate(polys):
            if world.signals[name][0][axis] or (name, axis) in world.periods:
                continue
            if not bounded_only or any(
                support[:2] == (name, axis) and None not in support[2:] for support in world.supports
            ):
                rows.append(p)
    return rows


def _finite_guards(world: World, product: Product, over: tuple[str, ...]) -> list[Poly]:
    """Return the bounds that take finitely many values wherever the guards hold."""
    bounds = [polys[0] for kind, _, polys in product.atoms if kind == "guard"]
    known: set[str] = set()
    finite: list[Poly] = []
    for _ in range(len(over) + 1):
        outside = set(over) - known
        finite = [g for g in bounds if any(not symbols(add(g, h)) & outside for h in bounds)]
        world.fuel.spend(len(bounds) ** 2)
        for g in finite:
            unknown = symbols(g) & (set(over) - known)
            if len(unknown) == 1:
                (v,) = unknown
                row = _slopes(g, (v,))
                if row is not None and world.known_nonzero(row[0]):
                    known.add(v)
    return finite


def _slopes(p: Poly, over: tuple[str, ...]) -> tuple[Poly, ...] | None:
    """Return the slopes of an index that is affine in the given symbols, else None."""
    slopes: dict[str, Poly] = {v: {} for v in over}
    for mono, c in p.items():
        inside = [(s, e) for s, e in mono if s in slopes]
        if not inside:
            continue
        if len(inside) > 1 or inside[0][1] != 1:
            return None
        v = inside[0][0]
        slopes[v] = add(slopes[v], {tuple(pair for pair in mono if pair[0] != v): c})
    return tuple(slopes[v] for v in over)


def _full_rank(world: World, rows: list[tuple[Poly, ...]], column: int, columns: int) -> bool:
    """Show the rank by elimination with pivots that are known nonzero, trying the rows in turn."""
    if column == columns:
        return True
    for i, pivot_row in enumerate(rows):
        pivot = pivot_row[column]
        if not world.known_nonzero(pivot):
            continue
        world.fuel.spend(1 + sum(len(p) for row in rows for p in row))
        rest = [
            row
            if not row[column]
            else tuple(
                sub(mul(pivot, entry), mul(row[column], other)) for entry, other in zip(row, pivot_row, strict=True)
            )
            for j, row in enumerate(rows)
            if j != i
        ]
        if _full_rank(world, rest, column + 1, columns):
            return True
    return False
