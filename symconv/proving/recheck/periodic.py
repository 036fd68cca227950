"""Sums over residues: what is summed must not depend on the representative.

May import: ``symconv.errors``, the standard library, ``polys``, ``world``, ``flatten``.
"""

from __future__ import annotations

from symconv.proving.recheck.flatten import Atom, Product
from symconv.proving.recheck.polys import (
    Poly,
    add,
    divide,
    effort,
    is_integral,
    refuse,
    sub,
    substitute,
    symbols,
    variable,
)
from symconv.proving.recheck.world import World

__all__ = ["check_periodic", "keeps_value"]

TWO_PI: Poly = {(("pi", 1),): 2}


def check_periodic(world: World, product: Product) -> None:
    """Refuse a product that is no function of residues in a bound index that runs over residues."""
    for v, modulus in product.binders:
        if not modulus:
            continue
        if v in symbols(product.coefficient):
            refuse(f"{v!r} runs over residues, but the coefficient contains it")
        for atom in product.atoms:
            if not keeps_value(world, atom, v, modulus):
                refuse(f"{v!r} runs over residues, but a factor changes when it changes by the modulus")


def keeps_value(world: World, atom: Atom, v: str, modulus: Poly) -> bool:
    """Tell whether an atom keeps its value when ``v`` grows by ``modulus``."""
    kind, name, polys = atom
    if not any(v in symbols(p) for p in polys):
        return True
    grown = {v: add(variable(v), modulus)}
    world.fuel.spend(sum(effort(p, grown) for p in polys))
    steps = [sub(substitute(p, grown), p) for p in polys]
    if kind in ("sample", "conj"):
        return all(_multiple(world, step, m) for step, m in zip(steps, world.repeats(name), strict=True))
    if kind == "kronecker":
        return _multiple(world, steps[0], polys[1])
    if kind == "phase":
        turns = divide(steps[0], TWO_PI)
        return turns is not None and _integer(world, turns)
    return not steps[0]


def _multiple(world: World, p: Poly, modulus: Poly) -> bool:
    if not p:
        return True
    quotient = divide(p, modulus)
    return quotient is not None and _integer(world, quotient)


def _integer(world: World, p: Poly) -> bool:
    return is_integral(p) and not any(s in world.scalars or s in ("I", "pi") or s.startswith("~") for s in symbols(p))
