"""Linear arithmetic: the facts of a product, and the checking of refutations.

May import: ``symconv.errors``, the standard library, ``polys``, ``schema``, ``world``, ``flatten``.
"""

from __future__ import annotations

from symconv.proving.recheck.flatten import Atom, Product
from symconv.proving.recheck.polys import Poly, add, constant, is_constant, is_integral, mul, neg, refuse, sub, variable
from symconv.proving.recheck.schema import Refutation
from symconv.proving.recheck.world import World

__all__ = ["check_refutation"]

ONE = constant(1)
Fact = tuple[Poly, bool]
"""A polynomial that is ≥ 0, and whether it is even = 0."""


def check_refutation(world: World, product: Product, goal: Poly, lines: Refutation, without: int | None = None) -> None:
    """Refuse unless the lines show that ``goal`` ≥ 0 wherever the product's summand is not 0."""
    atoms = tuple(atom for j, atom in enumerate(product.atoms) if j != without)
    facts: list[Fact] = [(sub(neg(goal), ONE), False), *_facts(world, atoms)]
    if not lines:
        refuse("a refutation has at least one line")
    for pairs, divisor in lines:
        total: Poly = {}
        for i, multiplier in pairs:
            if i >= len(facts):
                refuse("a refutation uses a fact that is not there")
            p, is_zero = facts[i]
            _check_multiplier(world, product, multiplier, is_zero)
            world.fuel.spend(1 + len(total) + len(multiplier) * len(p))
            total = add(total, mul(multiplier, p))
        facts.append((_divided(total, divisor), False))
    last = facts[-1][0]
    if not is_constant(last) or last.get((), 0) >= 0:
        refuse("a refutation must end in a negative constant")


def _facts(world: World, atoms: tuple[Atom, ...]) -> list[Fact]:
    facts: list[Fact] = []
    for kind, name, polys in atoms:
        if kind == "guard":
            facts.append((polys[0], False))
        elif kind == "kronecker" and not polys[1]:
            facts.append((polys[0], True))
        elif kind in ("sample", "conj"):
            for signal, axis, first, last in world.supports:
                if signal != name:
                    continue
                if first is not None:
                    facts.append((sub(polys[axis], first), False))
                if last is not None:
                    facts.append((sub(last, polys[axis]), False))
    facts += [(p, False) for p in world.nonnegative]
    facts += [(p, True) for p in world.zero]
    facts += [(sub(variable(s), ONE), False) for s in world.positive]
    return facts


def _check_multiplier(world: World, product: Product, multiplier: Poly, is_zero: bool) -> None:
    positive = all(c > 0 for c in multiplier.values()) and all(
        e > 0 and s in world.positive for mono in multiplier for s, e in mono
    )
    if positive:
        return
    if not is_zero:
        refuse("a fact is multiplied by something that may be negative")
    world.index(multiplier, product.bound)


def _divided(total: Poly, divisor: int) -> Poly:
    if divisor < 1:
        refuse("a divisor is at least 1")
    if divisor == 1:
        return total
    if not is_integral(total):
        refuse("only an inequality between integers is divided")
    result: Poly = {}
    for mono, c in total.items():
        if not mono:
            c = c // divisor
        elif int(c) % divisor:
            refuse("the divisor of an inequality must divide its coefficients")
        else:
            c = int(c) // divisor
        if c:
            result[mono] = c
    return result
