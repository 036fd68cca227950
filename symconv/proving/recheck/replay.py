"""The second checker: reading a certificate, carrying out its steps, comparing its sides.

May import: ``symconv.errors``, the standard library, the parts above it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from symconv.proving.recheck import factors, moves, schema, surface
from symconv.proving.recheck.assumptions import read_world
from symconv.proving.recheck.flatten import Product, flatten, size
from symconv.proving.recheck.periodic import check_periodic
from symconv.proving.recheck.polys import refuse
from symconv.proving.recheck.schema import Decoder, Term
from symconv.proving.recheck.tidying import merged, sums, tidied
from symconv.proving.recheck.wellformed import check_scalar
from symconv.proving.recheck.world import Fuel, World

__all__ = ["carried_out", "recheck"]

WORK = 100_000
"""Terms, atoms and monomials that may be made; proofs of the library need about 1000."""


def _path(value: object) -> tuple[int, ...]:
    return tuple(schema.unsigned(entry) for entry in schema.entries(value))


def _polys(value: object) -> tuple[Any, ...]:
    return tuple(schema.poly(entry) for entry in schema.entries(value))


_ON_TERMS: dict[str, tuple[Callable[..., Term], tuple[Decoder, ...]]] = {
    "unfold": (surface.unfold, (_path, schema.names)),
    "differentiate": (surface.differentiate, (_path,)),
}
_U, _N, _P, _R = schema.unsigned, schema.name, schema.poly, schema.refutation
_ON_PRODUCTS: dict[str, tuple[Callable[..., list[Product]], tuple[Decoder, ...]]] = {
    "sift": (moves.sift, (_U, _N)),
    "insert": (moves.insert, (_N, _P, _P)),
    "use": (moves.use, (_U, _N)),
    "lattice": (moves.lattice, (_U, _N, _P, _P, _P)),
    "reindex": (moves.reindex, (schema.names, schema.binders, _polys, _polys)),
    "reflect": (factors.reflect, (_U, _U)),
    "wrap": (factors.wrap, (_U, _U, _U, _P)),
    "orthogonality": (moves.orthogonality, (_N,)),
    "count": (moves.count, (_N, _P)),
    "add_guard": (factors.add_guard, (_P, _R)),
    "drop_guard": (factors.drop_guard, (_U, _R)),
    "lift": (factors.lift, (_U, _R, _R)),
    "split": (factors.split, (_P,)),
    "divide": (moves.divide_sum, (_N, _P, _N, _N)),
    "residues": (moves.residues, (_N, _P)),
    "share": (factors.share, (_P,)),
}
"""Every rule of these has the position of a product as its first argument."""


def recheck(certificate: dict[str, Any]) -> None:
    """Refuse a certificate that does not prove its claim, with a `LogicError` that says why.

    This checker was written from ``docs/certificate-format.md`` alone and shares no code with `symconv.logic`.

    Parameters
    ----------
    certificate : dict
        The decoded JSON object.

    Raises
    ------
    LogicError
        If anything in the certificate is not exactly as the format wants it, or a step does not hold.

    Examples
    --------
    >>> recheck({"version": 1, "steps": []})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    symconv.errors.LogicError: second check: the certificate must have exactly the keys version, context, ...
    """
    world, (left, right) = carried_out(certificate)
    if sums(world, left) != sums(world, right):
        refuse("the two sides end in different sums")


def carried_out(certificate: dict[str, Any]) -> tuple[World, list[list[Product]]]:
    """Carry out the steps of both sides, and return the context and what the sides end in."""
    wanted = ("version", "context", "lhs", "rhs", "steps")
    version, context, left, right, steps = schema.fields(certificate, wanted, "the certificate")
    if type(version) is not int or version != 1:
        refuse("the version must be 1")
    sides = schema.fields(steps, ("lhs", "rhs"), "steps")
    world = read_world(context, Fuel(WORK))
    terms = [schema.term(value) for value in (left, right)]
    for term in terms:
        check_scalar(world, term)
    return world, [_run(world, term, schema.entries(side)) for term, side in zip(terms, sides, strict=True)]


def _run(world: World, term: Term, steps: list[Any]) -> list[Product]:
    products: list[Product] | None = None
    for step in steps:
        rule, *arguments = schema.entries(step) or [None]
        if type(rule) is not str:
            refuse("a step starts with the name of a rule")
        world.fuel.spend(1)
        if products is not None:
            products = _on_products(world, products, rule, arguments)
        elif rule == "expand":
            schema.record(arguments)
            check_scalar(world, term)
            products = flatten(world, term)
            for product in products:
                check_periodic(world, product)
        elif rule in _ON_TERMS:
            change, decoders = _ON_TERMS[rule]
            term = change(world, term, *schema.record(arguments, *decoders))
        else:
            refuse(f"there is no rule {rule[:64]!r} for terms")
    if products is None:
        refuse("a side is never expanded")
    return products


def _on_products(world: World, products: list[Product], rule: str, arguments: list[Any]) -> list[Product]:
    if rule == "tidy":
        (only,) = schema.record(arguments, schema.optional(schema.unsigned))
        if only is not None and only >= len(products):
            refuse(f"there is no product {only}")
        made = [tidied(world, product) if only in (None, t) else product for t, product in enumerate(products)]
        changed = merged(world, [product for product in made if product is not None])
    else:
        if rule not in _ON_PRODUCTS:
            refuse(f"there is no rule {rule[:64]!r} for products")
        change, decoders = _ON_PRODUCTS[rule]
        t, *rest = schema.record(arguments, schema.unsigned, *decoders)
        if t >= len(products):
            refuse(f"there is no product {t}")
        new = change(world, products[t], *rest)
        changed = [*products[:t], *new, *products[t + 1 :]]
    world.fuel.spend(len(changed))
    before = {id(product) for product in products}
    for product in changed:
        if id(product) not in before:
            world.fuel.spend(size(product))
            check_periodic(world, product)
    return changed
