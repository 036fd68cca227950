"""Reading a certificate's context.

May import: ``symconv.errors``, the standard library, ``polys``, ``schema``, ``world``, ``wellformed``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from symconv.proving.recheck import schema
from symconv.proving.recheck.polys import Poly, refuse
from symconv.proving.recheck.schema import Term
from symconv.proving.recheck.wellformed import check_scalar
from symconv.proving.recheck.world import Fuel, World

__all__ = ["read_world", "subterms"]

_KEYS = (
    "signals",
    "scalars",
    "integers",
    "positive",
    "symmetries",
    "periods",
    "supports",
    "equations",
    "nonnegative",
    "zero",
    "nonzero",
    "finite",
)


def read_world(value: object, fuel: Fuel) -> World:
    """Decode and check a context."""
    found = dict(zip(_KEYS, schema.fields(value, _KEYS, "the context"), strict=True))
    half = schema.optional(schema.poly)
    signals = _records(found["signals"], schema.name, _polys, schema.flag)
    scalars = _records(found["scalars"], schema.name, schema.flag, schema.flag)
    periods = _records(found["periods"], schema.name, schema.unsigned, schema.poly)
    equations = _records(found["equations"], schema.name, schema.names, schema.term)
    world = World(
        signals={name: (moduli, real) for name, moduli, real in signals},
        scalars={name: (real, nonzero) for name, real, nonzero in scalars},
        integers=frozenset(schema.names(found["integers"])),
        positive=schema.names(found["positive"]),
        symmetries=_records(found["symmetries"], schema.name, _centers, schema.sign, schema.flag),
        periods={(name, axis): period for name, axis, period in periods},
        supports=_records(found["supports"], schema.name, schema.unsigned, half, half),
        equations={name: (names, body) for name, names, body in equations},
        nonnegative=_polys(found["nonnegative"]),
        zero=_polys(found["zero"]),
        nonzero=_polys(found["nonzero"]),
        finite=schema.flag(found["finite"]),
        fuel=fuel,
    )
    names = [entry[0] for entry in (*signals, *scalars)] + found["integers"] + found["positive"]
    if len(set(names)) != len(names):
        refuse("a name is declared twice")
    for name in names:
        if not name.isidentifier() or name in ("I", "pi"):
            refuse(f"{name!r} cannot be declared")
    if len(world.periods) != len(periods) or len(world.equations) != len(equations):
        refuse("there is at most one period per signal and axis, and one equation per signal")
    _check_assumptions(world)
    _check_equations(world)
    return world


def subterms(t: Term) -> Iterator[Term]:
    """Yield a term and all terms in it, outer ones and left ones first."""
    yield t
    for part in t[1]:
        yield from subterms(part)


def _records(value: object, *decoders: schema.Decoder) -> tuple[tuple[Any, ...], ...]:
    return tuple(schema.record(entry, *decoders) for entry in schema.entries(value))


def _polys(value: object) -> tuple[Poly, ...]:
    return tuple(schema.poly(entry) for entry in schema.entries(value))


def _centers(value: object) -> tuple[Poly | None, ...]:
    return tuple(None if entry is None else schema.poly(entry) for entry in schema.entries(value))


def _check_assumptions(world: World) -> None:
    for moduli, _ in world.signals.values():
        for modulus in moduli:
            world.modulus(modulus)
    for name, centers, _, _ in world.symmetries:
        if len(centers) != len(_axes(world, name)):
            refuse("a symmetry has one center per axis")
        for center in centers:
            world.index(center or {})
    for (name, axis), period in world.periods.items():
        _z_axis(world, name, axis)
        world.index(period)
        if not world.known_positive(period):
            refuse("a period must be known to be positive")
    for name, axis, first, last in world.supports:
        _z_axis(world, name, axis)
        world.index(first or {})
        world.index(last or {})
    for p in (*world.nonnegative, *world.zero, *world.nonzero):
        world.index(p)


def _check_equations(world: World) -> None:
    later = set(world.equations)
    for name, (names, body) in world.equations.items():
        if len(names) != len(_axes(world, name)) or len(set(names)) != len(names):
            refuse("an equation has one name per axis")
        for bound in names:
            world.fresh(bound)
        check_scalar(world, body, frozenset(names))
        for head, _, _, used in subterms(body):
            if head in ("symbol", "diff", "diff_conj") and used[0] in later:
                refuse(f"the equation for {name!r} uses {used[0]!r}, which has this or a later equation")
        later.remove(name)


def _axes(world: World, name: str) -> tuple[Poly, ...]:
    if name not in world.signals:
        refuse(f"{name!r} is no declared signal")
    return world.signals[name][0]


def _z_axis(world: World, name: str, axis: int) -> None:
    axes = _axes(world, name)
    if axis >= len(axes) or axes[axis]:
        refuse(f"{name!r} has no axis {axis} with index set Z")
