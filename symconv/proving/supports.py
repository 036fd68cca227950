"""Where a signal vanishes because several of its hypotheses hold together.

A symmetry carries the ends of a support to the other side (a causal even signal lives at 0 alone), and a period
carries them away altogether (a causal periodic signal is 0). Nothing of this is a rule: a sample is moved by its
symmetry or period, a bound that holds there is added as a guard, and the sample is moved back.

May import: ``polynomials``, ``products``, ``terms``, the drafts, guards and normal form of this package.
"""

from __future__ import annotations

from collections.abc import Iterator

from symconv.polynomials import ONE, ZERO, Poly, symbol
from symconv.products import entry_of
from symconv.proving.drafts import Draft, fresh_names
from symconv.proving.guards import implied
from symconv.proving.normalise import simplify
from symconv.proving.splitting import unmatched
from symconv.terms import Product, Support, Term

__all__ = ["mirror_supports", "repeat_supports"]


def mirror_supports(left: Draft, right: Draft) -> bool:
    """Bound the index of a sample by the supports that its mirror image has."""
    if not (left.env.context.symmetries and left.env.context.supports):
        return False
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            for j, h in _mirrors(draft, t):
                if _mirror(draft, t, j, h):
                    simplify(draft)
                    return True
    return False


def _mirrors(draft: Draft, t: int) -> Iterator[tuple[int, int]]:
    for j, a in enumerate(draft.products[t].atoms):
        inner = entry_of(a)
        for h, s in enumerate(draft.env.context.symmetries):
            if inner is not None and s.signal == inner.parts[0].names[0]:
                yield j, h


def _mirror(draft: Draft, t: int, j: int, h: int) -> bool:
    """Add the bounds that the mirrored sample obeys and the sample itself does not show."""
    mark, before = draft.mark(), draft.products[t]
    if not draft.attempt("reflect", t, j, h):
        return False
    new = [e for e in _bounds(draft, draft.products[t], j) if implied(draft.env, before, e) is None]
    for e in new:
        proof = implied(draft.env, draft.products[t], e)
        if proof is not None:
            draft.do("add_guard", t, e, proof)
    if new and draft.attempt("reflect", t, j, h):
        return True
    draft.back(mark)
    return False


def _bounds(draft: Draft, p: Product, j: int) -> list[Poly]:
    """Return what the supports say about the index of atom ``j``."""
    return [e for s, index in _supported(draft, p.atoms[j]) for e in _ends(s, index)]


def _supported(draft: Draft, a: Term) -> Iterator[tuple[Support, Poly]]:
    inner = entry_of(a)
    for s in draft.env.context.supports:
        if inner is not None and s.signal == inner.parts[0].names[0]:
            yield s, inner.polys[s.axis]


def _ends(s: Support, index: Poly) -> Iterator[Poly]:
    if s.first is not None:
        yield index - s.first
    if s.last is not None:
        yield s.last - index


def repeat_supports(left: Draft, right: Draft) -> bool:
    """Show that a signal with a period and an end of its support is 0: the remainder of its index lies beyond."""
    if not (left.env.context.periods and left.env.context.supports):
        return False
    for draft, other in ((left, right), (right, left)):
        for t in unmatched(draft, other):
            p = draft.products[t]
            for j, a in enumerate(p.atoms):
                for s, index in _supported(draft, a):
                    period = draft.env.periods.get((s.signal, s.axis))
                    if period is not None and _beyond(draft, t, j, s, index, period):
                        simplify(draft)
                        return True
    return False


def _beyond(draft: Draft, t: int, j: int, s: Support, index: Poly, period: Poly) -> bool:
    """Write the distance from the end as T·q + r, and move the sample q + 1 periods past the end."""
    distance, way = next((e, ONE if i == 0 and s.first is not None else -ONE) for i, e in enumerate(_ends(s, index)))
    mark = draft.mark()
    v, q, r = fresh_names(3, draft.names())
    if (
        draft.attempt("insert", t, v, distance, ZERO)
        and draft.attempt("divide", t, v, period, q, r)
        and draft.attempt("wrap", t, j + 1, s.axis, 0, -way * (symbol(q) + ONE))
    ):
        proof = implied(draft.env, draft.products[t], -ONE)
        if proof is not None and draft.attempt("add_guard", t, -ONE, proof):
            return True
    draft.back(mark)
    return False
