"""The rules that change a term before it is expanded: definitions and derivatives.

May import: ``symconv.errors``, the standard library, the parts above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symconv.proving.recheck.assumptions import subterms
from symconv.proving.recheck.definitions import OPERATORS, number_of, sample_of
from symconv.proving.recheck.flatten import Product, atom_term, flatten, term_of
from symconv.proving.recheck.polys import Poly, effort, refuse, sub, substitute, symbols, variable
from symconv.proving.recheck.schema import Term
from symconv.proving.recheck.wellformed import check_scalar, is_signal, signal_axes
from symconv.proving.recheck.world import World

__all__ = ["differentiate", "unfold"]


def unfold(world: World, side: Term, path: tuple[int, ...], names: tuple[str, ...]) -> Term:
    """Replace the sample at the path by what it means."""
    _check_new(world, side, names)
    target, bound = _find(side, path)
    head, parts, index, _ = target
    if head != "sample":
        refuse(f"only a sample is unfolded, not {head!r}")
    signal = parts[0]
    kind, inner, _, bound_names = signal
    if kind in OPERATORS:
        new = _unfold_operator(world, signal, index, names, bound)
    elif kind in ("plus", "times", "conj"):
        new = kind, tuple(sample_of(p, index) if is_signal(p) else p for p in inner), (), ()
    elif kind == "seq":
        new = _open(world, inner[0], bound_names, index, names)
    elif bound_names[0] in world.equations:
        variables, body = world.equations[bound_names[0]]
        new = _open(world, body, variables, index, names)
    else:
        refuse(f"the signal {bound_names[0]!r} has no definition")
    changed = _replace(side, path, new)
    check_scalar(world, changed)
    return changed


def differentiate(world: World, side: Term, path: tuple[int, ...]) -> Term:
    """Replace the derivative at the path by a sum of products."""
    target, bound = _find(side, path)
    head, parts, at, names = target
    if head not in ("diff", "diff_conj"):
        refuse(f"only a derivative is differentiated, not {head!r}")
    check_scalar(world, target, bound)
    x = names[0]
    _check_independent(world, x)
    moduli, real = world.signals[x]
    wanted = "conj" if head == "diff_conj" and not real else "sample"
    if any(h == "symbol" and used[0] in world.equations for h, _, _, used in subterms(parts[0])):
        refuse("a signal that is given by an equation is differentiated")
    terms: list[Term] = []
    for product in flatten(world, parts[0]):
        if any(symbols(p) & product.bound for p in at):
            refuse("the index of the derivative is bound in the body")
        terms += _derivatives(product, x, wanted, at, moduli)
    new: Term = ("plus", tuple(terms), (), ()) if terms else number_of({})
    return _replace(side, path, new)


def _derivatives(
    product: Product, x: str, wanted: str, at: tuple[Poly, ...], moduli: tuple[Poly, ...]
) -> Iterator[Term]:
    for j, (kind, name, index) in enumerate(product.atoms):
        if (kind, name) != (wanted, x):
            continue
        deltas: list[Term] = [
            ("kronecker", (), (sub(e, k), modulus), ()) for e, k, modulus in zip(index, at, moduli, strict=True)
        ]
        before = [atom_term(atom) for atom in product.atoms[:j]]
        after = [atom_term(atom) for atom in product.atoms[j + 1 :]]
        yield term_of(product, (*before, *deltas, *after))


def _check_independent(world: World, x: str) -> None:
    assumed = {name for name, *_ in (*world.symmetries, *world.supports)} | {name for name, _ in world.periods}
    if x in assumed or x in world.equations:
        refuse(f"the samples of {x!r} are not independent, so it cannot be differentiated by")


def _check_new(world: World, side: Term, names: tuple[str, ...]) -> None:
    if len(set(names)) != len(names):
        refuse("new names must be distinct")
    used: set[str] = set()
    if names:
        for t in subterms(side):
            world.fuel.spend(1)
            used.update(t[3])
            for p in t[2]:
                used |= symbols(p)
    for name in names:
        world.fresh(name, used)


def _find(side: Term, path: tuple[int, ...]) -> tuple[Term, frozenset[str]]:
    bound: frozenset[str] = frozenset()
    target = side
    for step in path:
        if step >= len(target[1]):
            refuse("the path leads nowhere")
        if target[0] in ("sum", "seq"):
            bound = bound.union(target[3])
        target = target[1][step]
    return target, bound


def _replace(side: Term, path: tuple[int, ...], new: Term) -> Term:
    if not path:
        return new
    head, parts, polys, names = side
    i = path[0]
    return head, (*parts[:i], _replace(parts[i], path[1:], new), *parts[i + 1 :]), polys, names


def _unfold_operator(
    world: World, signal: Term, index: tuple[Poly, ...], names: tuple[str, ...], bound: frozenset[str]
) -> Term:
    head, parts, numbers, _ = signal
    operator = OPERATORS[head]
    axes = tuple(signal_axes(world, part, bound) for part in parts)
    if operator.sums and len(names) != len(axes[0]):
        refuse(f"unfolding {head!r} needs one name per axis")
    m = tuple(variable(name) for name in names) if operator.sums else ()
    return operator.at(parts, axes, numbers, index, m)


def _open(
    world: World, body: Term, variables: tuple[str, ...], index: tuple[Poly, ...], names: tuple[str, ...]
) -> Term:
    """Return a body at an index, its own bound indices renamed."""
    binders = [name for head, _, _, bound in subterms(body) if head in ("sum", "seq") for name in bound]
    if names and len(names) != len(binders):
        refuse("either none or all of the bound indices of a body are renamed")
    renamed = _rename(body, iter(names), {}) if names else body
    return _put(world, renamed, dict(zip(variables, index, strict=True)))


def _rename(t: Term, names: Iterator[str], values: Mapping[str, Poly]) -> Term:
    head, parts, polys, bound = t
    inner = dict(values)
    if head in ("sum", "seq"):
        # The moduli of a binder contain no bound index, so they stay as they are.
        new = tuple(next(names) for _ in bound)
        inner.update({old: variable(name) for old, name in zip(bound, new, strict=True)})
        return head, tuple(_rename(part, names, inner) for part in parts), polys, new
    renamed = tuple(substitute(p, inner) for p in polys)
    return head, tuple(_rename(part, names, inner) for part in parts), renamed, bound


def _put(world: World, t: Term, values: Mapping[str, Poly]) -> Term:
    head, parts, polys, names = t
    world.fuel.spend(1 + sum(effort(p, values) for p in polys))
    if head in ("sum", "seq"):
        inside = set().union(*(symbols(p) for p in values.values())) if values else set()
        if any(name in values or name in inside for name in names):
            refuse("a bound index of the body would be captured")
    return head, tuple(_put(world, part, values) for part in parts), tuple(substitute(p, values) for p in polys), names
