"""Which terms mean something.

May import: ``symconv.errors``, the standard library, ``polys``, ``schema``, ``world``, ``definitions``.
"""

from __future__ import annotations

from symconv.proving.recheck.definitions import OPERATORS, Axes
from symconv.proving.recheck.polys import Poly, refuse
from symconv.proving.recheck.schema import Term
from symconv.proving.recheck.world import World

__all__ = ["check_scalar", "is_signal", "signal_axes"]

DEEPEST = 50
_SHAPES = {
    # head: parts (None: one or more), polynomials, names (None: as many as polynomials, at least one)
    "number": (0, 1, 0),
    "sum": (1, None, None),
    "plus": (None, 0, 0),
    "times": (None, 0, 0),
    "conj": (1, 0, 0),
    "kronecker": (0, 2, 0),
    "guard": (0, 1, 0),
    "power": (0, 1, 1),
    "phase": (0, 1, 0),
    "sample": (1, None, 0),
    "diff": (1, None, 1),
    "diff_conj": (1, None, 1),
}


def is_signal(t: Term) -> bool:
    """Tell whether a term is a signal."""
    head, parts, _, _ = t
    if head in ("symbol", "seq") or head in OPERATORS:
        return True
    return head in ("plus", "times", "conj") and any(is_signal(part) for part in parts)


def check_scalar(world: World, t: Term, bound: frozenset[str] = frozenset(), depth: int = 0) -> None:
    """Refuse a term that is no scalar over the bound indices."""
    _enter(world, depth)
    head, parts, polys, names = t
    if head not in _SHAPES:
        refuse(f"{head!r} is no scalar")
    _shape(t)
    if head == "number":
        world.coefficient(polys[0], bound)
    elif head == "phase":
        world.angle(polys[0], bound)
    elif head == "kronecker":
        world.index(polys[0], bound)
        world.modulus(polys[1])
    elif head == "guard":
        world.index(polys[0], bound)
    elif head == "power":
        world.index(polys[0], bound)
        if not world.base(names[0]):
            refuse(f"{names[0]!r} is no base: a base is a nonzero scalar")
    elif head == "sample":
        _indexed(world, polys, signal_axes(world, parts[0], bound, depth + 1), bound)
    elif head in ("diff", "diff_conj"):
        if names[0] not in world.signals:
            refuse(f"{names[0]!r} is no signal to differentiate by")
        _indexed(world, polys, world.signals[names[0]][0], bound)
        check_scalar(world, parts[0], bound, depth + 1)
    else:
        inner = _bind(world, names, polys, bound) if head == "sum" else bound
        for part in parts:
            check_scalar(world, part, inner, depth + 1)


def signal_axes(world: World, t: Term, bound: frozenset[str] = frozenset(), depth: int = 0) -> Axes:
    """Return the moduli of a signal's axes, and refuse what is no signal."""
    _enter(world, depth)
    head, parts, polys, names = t
    if head == "symbol":
        if parts or polys or len(names) != 1 or names[0] not in world.signals:
            refuse("a symbol names one declared signal")
        return world.signals[names[0]][0]
    if head == "seq":
        if len(parts) != 1:
            refuse("a seq has one body")
        check_scalar(world, parts[0], _bind(world, names, polys, bound), depth + 1)
        return polys
    if head in OPERATORS:
        return _operator_axes(world, t, bound, depth)
    if not is_signal(t):
        refuse(f"{head!r} is no signal")
    _shape(t)
    found: list[Axes] = []
    for part in parts:
        if head == "times" and not is_signal(part):
            check_scalar(world, part, bound, depth + 1)
        else:
            found.append(signal_axes(world, part, bound, depth + 1))
    if any(axes != found[0] for axes in found):
        refuse("signals with different axes are combined")
    return found[0]


def _enter(world: World, depth: int) -> None:
    world.fuel.spend(1)
    if depth > DEEPEST:
        refuse(f"terms are nested at most {DEEPEST} deep")


def _shape(t: Term) -> None:
    head, parts, polys, names = t
    wanted_parts, wanted_polys, wanted_names = _SHAPES[head]
    if (len(parts) != wanted_parts) if wanted_parts is not None else not parts:
        refuse(f"{head!r} has the wrong number of parts")
    if wanted_polys is not None and len(polys) != wanted_polys:
        refuse(f"{head!r} has the wrong number of polynomials")
    if wanted_names is not None and len(names) != wanted_names:
        refuse(f"{head!r} has the wrong number of names")


def _bind(world: World, names: tuple[str, ...], moduli: Axes, bound: frozenset[str]) -> frozenset[str]:
    if not names or len(names) != len(moduli) or len(set(names)) != len(names):
        refuse("bound indices are distinct, at least one, with one modulus each")
    for name in names:
        world.fresh(name, bound)
    for modulus in moduli:
        world.modulus(modulus)
    return bound.union(names)


def _indexed(world: World, index: Axes, axes: Axes, bound: frozenset[str]) -> None:
    if len(index) != len(axes):
        refuse(f"a signal with {len(axes)} axes is indexed by {len(index)} indices")
    for p in index:
        world.index(p, bound)


def _operator_axes(world: World, t: Term, bound: frozenset[str], depth: int) -> Axes:
    head, parts, numbers, names = t
    operator = OPERATORS[head]
    if len(parts) != operator.arity or names:
        refuse(f"{head!r} has the wrong number of parts or names")
    axes = tuple(signal_axes(world, part, bound, depth + 1) for part in parts)
    if operator.sums and not axes[0]:
        refuse(f"{head!r} needs a signal with an axis")
    result = operator.axes(world, axes, numbers)
    for i, p in enumerate(numbers):
        if i or not operator.scalar_number:
            world.index(p, bound)
        elif operator.scalar_number == "angle":
            world.angle(p, bound)
        else:
            _check_base(world, p)
    return result


def _check_base(world: World, p: Poly) -> None:
    if len(p) != 1:
        refuse("the transform is taken at a single monomial")
    ((mono, c),) = p.items()
    if c not in (1, -1) or not all(world.base(s) for s, _ in mono):
        refuse("the transform is taken at ± a product of nonzero scalars")
