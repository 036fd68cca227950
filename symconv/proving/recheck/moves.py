"""The rules that change the sums of one product; each returns the products that take its place.

May import: ``symconv.errors``, the standard library, the parts above it.
"""

from __future__ import annotations

from symconv.proving.recheck.flatten import Atom, Product, put
from symconv.proving.recheck.periodic import keeps_value
from symconv.proving.recheck.polys import (
    Poly,
    add,
    constant,
    divide,
    is_constant,
    mul,
    neg,
    refuse,
    scale,
    slope,
    sub,
    substitute,
    symbols,
    variable,
)
from symconv.proving.recheck.tidying import turned
from symconv.proving.recheck.world import World

__all__ = [
    "atom_at",
    "count",
    "divide_sum",
    "insert",
    "lattice",
    "orthogonality",
    "reindex",
    "residues",
    "sift",
    "use",
]

ONE = constant(1)
Binders = tuple[tuple[str, Poly], ...]


def atom_at(product: Product, j: int, *kinds: str) -> Atom:
    """Return atom ``j``, which must be of one of the kinds."""
    if j >= len(product.atoms) or product.atoms[j][0] not in kinds:
        refuse(f"there is no {' or '.join(kinds)} at position {j}")
    return product.atoms[j]


def _modulus(product: Product, v: str) -> Poly:
    moduli = dict(product.binders)
    if v not in moduli:
        refuse(f"{v!r} is not bound in the product")
    return moduli[v]


def _without(product: Product, *dropped: int) -> tuple[Atom, ...]:
    return tuple(atom for j, atom in enumerate(product.atoms) if j not in dropped)


def _solved(e: Poly, v: str) -> Poly:
    """Return ∓r for an index ±v + r."""
    a, r = slope(e, v)
    if a not in (ONE, constant(-1)):
        refuse(f"the slope of {v!r} must be 1 or -1")
    return scale(r, -a[()])


def sift(world: World, product: Product, j: int, v: str) -> list[Product]:
    """Carry out a sum over ``v`` with the help of a δ."""
    _, _, (e, modulus) = atom_at(product, j, "kronecker")
    if _modulus(product, v) != modulus:
        refuse(f"{v!r} does not run over the index set of the δ")
    value = _solved(e, v)
    rest = Product(product.coefficient, product.binders, _without(product, j))
    binders = tuple(binder for binder in product.binders if binder[0] != v)
    return [put(world, rest, {v: value}, binders)]


def insert(world: World, product: Product, v: str, e: Poly, modulus: Poly) -> list[Product]:
    """Write a product as a sum over ``v`` with a δ."""
    world.fresh(v, product.bound)
    world.index(e, product.bound)
    world.modulus(modulus)
    atom: Atom = ("kronecker", "", (sub(variable(v), e), modulus))
    return [Product(product.coefficient, (*product.binders, (v, modulus)), (atom, *product.atoms))]


def use(world: World, product: Product, j: int, v: str) -> list[Product]:
    """Replace ``v`` in the rest of a product by what a δ says that it is."""
    delta = atom_at(product, j, "kronecker")
    e, modulus = delta[2]
    value = _solved(e, v)
    others = _without(product, j)
    if v in symbols(modulus) or any(v in symbols(p) for _, p in product.binders):
        refuse(f"{v!r} occurs in a modulus and cannot be replaced")
    for kind, name, polys in others:
        moduli = world.repeats(name) if kind in ("sample", "conj") else polys[1:]
        if any(v in symbols(p) for p in moduli):
            refuse(f"{v!r} occurs in a modulus and cannot be replaced")
    if modulus:
        if v in symbols(product.coefficient):
            refuse(f"the coefficient contains {v!r}")
        for atom in others:
            if not keeps_value(world, atom, v, modulus):
                refuse(f"a factor changes when {v!r} changes by the modulus")
    rest = put(world, Product(product.coefficient, (), others), {v: value}, ())
    atoms = (*rest.atoms[:j], delta, *rest.atoms[j:])
    return [Product(rest.coefficient, product.binders, atoms)]


def lattice(world: World, product: Product, j: int, v: str, a: Poly, x: Poly, y: Poly) -> list[Product]:
    """Use that ``a`` divides ``v`` when it divides b·v and is coprime to b."""
    _, _, (index, modulus) = atom_at(product, j, "kronecker")
    if modulus or _modulus(product, v):
        refuse("lattice needs a δ and a sum over Z")
    rate, rest = slope(index, v)
    b = neg(rate)
    for p in (a, x, y, b):
        world.index(p)
    e = divide(rest, a)
    if e is None:
        refuse("the rest of the index is not divisible by the factor")
    world.index(e, product.bound)
    bezout = sub(add(mul(x, a), mul(y, b)), ONE)
    if bezout and bezout not in world.zero and neg(bezout) not in world.zero:
        refuse("the factors are not shown to be coprime")
    others = Product(product.coefficient, product.binders, _without(product, j))
    moved = put(world, others, {v: mul(a, variable(v))}, product.binders)
    atom: Atom = ("kronecker", "", (sub(e, mul(b, variable(v))), {}))
    return [Product(moved.coefficient, moved.binders, (*moved.atoms, atom))]


def reindex(
    world: World, product: Product, old: tuple[str, ...], new: Binders, there: tuple[Poly, ...], back: tuple[Poly, ...]
) -> list[Product]:
    """Substitute in a sum by a polynomial bijection with integer coefficients."""
    fresh = tuple(name for name, _ in new)
    if len(set(old)) != len(old) or len(set(fresh)) != len(fresh):
        refuse("the bound indices of a substitution must be distinct")
    if len(there) != len(old) or len(back) != len(new):
        refuse("a substitution needs one index per bound index")
    old_moduli = tuple(_modulus(product, v) for v in old)
    kept = product.bound - set(old)
    for name, modulus in new:
        world.fresh(name, kept)
        world.modulus(modulus)
    for p in there:
        world.index(p, kept.union(fresh))
    for p in back:
        world.index(p, kept.union(old))
    forward, backward = dict(zip(old, there, strict=True)), dict(zip(fresh, back, strict=True))
    if any(substitute(p, backward) != variable(v) for v, p in forward.items()) or any(
        substitute(p, forward) != variable(w) for w, p in backward.items()
    ):
        refuse("the two maps of a substitution are not inverse to each other")
    _check_maps(world, there, old_moduli, new)
    _check_maps(world, back, tuple(modulus for _, modulus in new), tuple(zip(old, old_moduli, strict=True)))
    place = min((i for i, (v, _) in enumerate(product.binders) if v in old), default=0)
    before, after = product.binders[:place], product.binders[place:]
    binders = (*before, *new, *(binder for binder in after if binder[0] not in old))
    return [put(world, product, forward, binders)]


def _check_maps(world: World, maps: tuple[Poly, ...], moduli: tuple[Poly, ...], over: Binders) -> None:
    for p, modulus in zip(maps, moduli, strict=True):
        for w, period in over:
            if period and not keeps_value(world, ("kronecker", "", (p, modulus)), w, period):
                refuse(f"the substitution is no map on residues when {w!r} changes by its modulus")


def orthogonality(world: World, product: Product, v: str) -> list[Product]:
    """Sum a root of unity over a full period."""
    modulus = _modulus(product, v)
    if not modulus:
        refuse("orthogonality needs a sum over residues")
    if v in symbols(product.coefficient):
        refuse(f"the coefficient contains {v!r}")
    places = [j for j, (_, _, polys) in enumerate(product.atoms) if any(v in symbols(p) for p in polys)]
    if len(places) > 1:
        refuse(f"{v!r} occurs in more than one factor")
    j = places[0] if places else len(product.atoms)
    angle = atom_at(product, j, "phase")[2][0] if places else {}
    rate, rest = slope(angle, v)
    c = divide(mul(rate, modulus), {(("pi", 1),): 2}) or {}
    world.index(c, product.bound - {v})
    atoms: tuple[Atom, ...] = (("kronecker", "", (c, modulus)), ("phase", "", (rest,)))
    binders = tuple(binder for binder in product.binders if binder[0] != v)
    coefficient = mul(product.coefficient, modulus)
    return [Product(coefficient, binders, (*product.atoms[:j], *atoms, *product.atoms[j + 1 :]))]


def count(world: World, product: Product, v: str, total: Poly) -> list[Product]:
    """Add up the coefficient, with the powers and phases that change with it, over a range by telescoping."""
    if _modulus(product, v):
        refuse("count needs a sum over Z")
    ends: dict[int, Poly] = {}
    places: list[int] = []
    moving: list[Atom] = []
    for j, atom in enumerate(product.atoms):
        if not any(v in symbols(p) for p in atom[2]):
            continue
        if atom[0] in ("power", "phase"):
            moving.append(atom)
            continue
        rate, rest = slope(atom_at(product, j, "guard")[2][0], v)
        if rate not in (ONE, constant(-1)) or int(rate[()]) in ends:
            refuse(f"{v!r} must have one first and one last value, with the slopes 1 and -1")
        ends[int(rate[()])] = neg(rest) if rate == ONE else rest
        places.append(j)
    if len(ends) != 2:
        refuse(f"{v!r} must have a first and a last value")
    world.coefficient(total, product.bound)
    after = substitute(total, {v: add(variable(v), ONE)})
    if sub(mul(_growth(world, product, moving, v), after), total) != product.coefficient:
        refuse("the sum does not grow by the coefficient")
    first, last = ends[1], ends[-1]
    rest_of_it = Product(total, product.binders, _without(product, *places))
    binders = tuple(binder for binder in product.binders if binder[0] != v)
    bound: Atom = ("guard", "", (sub(last, first),))
    above, below = (put(world, rest_of_it, {v: end}, binders) for end in (add(last, ONE), first))
    if not moving:
        return [Product(sub(above.coefficient, below.coefficient), binders, (*above.atoms, bound))]
    return [
        Product(above.coefficient, binders, (*above.atoms, bound)),
        Product(neg(below.coefficient), binders, (*below.atoms, bound)),
    ]


def _growth(world: World, product: Product, moving: list[Atom], v: str) -> Poly:
    """Return the number by which powers and phases are multiplied when ``v`` grows by 1."""
    exponents: dict[str, Poly] = {}
    for _, base, (e,) in moving:
        exponents[base] = add(exponents.get(base, {}), sub(substitute(e, {v: add(variable(v), ONE)}), e))
    factor, angle = turned(world, product, exponents.pop("", {}))
    for base, step in exponents.items():
        if not is_constant(step):
            refuse(f"a power of {base!r} does not grow by a constant factor")
        factor = mul(factor, {((base, int(step[()])),): 1}) if step else factor
    if angle:
        refuse("a phase does not turn by a number of quarter turns")
    return factor


def divide_sum(world: World, product: Product, v: str, s: Poly, q: str, r: str) -> list[Product]:
    """Write v = s·q + r with 0 ≤ r < s."""
    modulus = _modulus(product, v)
    world.index(s)
    if not world.known_positive(s):
        refuse("the divisor must be known to be positive")
    quotient = divide(modulus, s)
    if quotient is None:
        refuse("the modulus is not divisible")
    world.modulus(quotient)
    if q == r:
        refuse("two new names are needed")
    for name in (q, r):
        world.fresh(name, product.bound)
    binders: list[tuple[str, Poly]] = []
    for binder in product.binders:
        binders.extend([(q, quotient), (r, {})] if binder[0] == v else [binder])
    new = put(world, product, {v: add(mul(s, variable(q)), variable(r))}, tuple(binders))
    bounds: tuple[Atom, ...] = tuple(("guard", "", (p,)) for p in _range(r, s))
    return [Product(new.coefficient, new.binders, (*new.atoms, *bounds))]


def residues(world: World, product: Product, v: str, modulus: Poly) -> list[Product]:
    """Write a sum over residues as a sum over Z with two guards, or the other way round."""
    world.modulus(modulus)
    if not modulus:
        refuse("residues needs a modulus")
    bounds: tuple[Atom, ...] = tuple(("guard", "", (p,)) for p in _range(v, modulus))
    found = _modulus(product, v)
    if found:
        if found != modulus:
            refuse(f"{v!r} runs over other residues")
        atoms = (*product.atoms, *bounds)
        new: Poly = {}
    else:
        left = list(product.atoms)
        for bound in bounds:
            if bound not in left:
                refuse("a guard of the range is missing")
            left.remove(bound)
        atoms, new = tuple(left), modulus
    binders = tuple((name, new if name == v else p) for name, p in product.binders)
    return [Product(product.coefficient, binders, atoms)]


def _range(v: str, size: Poly) -> tuple[Poly, Poly]:
    return variable(v), sub(sub(size, ONE), variable(v))
