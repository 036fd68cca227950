"""Why a bound holds: the hypotheses that its proof uses, in words.

May import: ``drafts``, ``products``, ``writing``, ``terms``, ``derivation``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterable

from symconv.derivation import Sentence
from symconv.polynomials import Poly
from symconv.products import Proof, entry_of
from symconv.proving.drafts import Line
from symconv.proving.writing import poly_node
from symconv.syntax.nodes import Chain, Name, Node
from symconv.terms import Context, Product, Support, Term

__all__ = ["inequality", "reasons"]

Source = Support | Poly | None
"""A hypothesis on a signal, an assumed inequality p ≥ 0, or something that is seen in the formula itself."""


def reasons(line: Line, context: Context) -> tuple[Sentence, ...]:
    """Return the hypotheses that the bound of ``add_guard`` or ``drop_guard`` rests on."""
    t, at, proof = line.arguments
    if isinstance(line.before, Term):
        return ()
    skip = at if line.rule == "drop_guard" else None
    return tuple(_said(_used(_sources(context, line.before[t], skip), proof)))


def _sources(context: Context, p: Product, skip: int | None) -> list[Source]:
    """Return where each of the facts of `symconv.products.facts_of` is from, in the same order, the goal first."""
    found: list[Source] = [None]
    for j, a in enumerate(p.atoms):
        inner = entry_of(a)
        if (a.head == "guard" and j != skip) or (a.head == "kronecker" and not a.polys[1].terms):
            found.append(None)
        elif inner is not None:
            for h in context.supports:
                if h.signal == inner.parts[0].names[0]:
                    found += [h] * sum(end is not None for end in (h.first, h.last))
    return [*found, *context.nonnegative, *context.zero, *(None for _ in context.positive)]


def _used(sources: list[Source], proof: Proof) -> Iterable[Source]:
    used = {i for line, _ in proof for i, _ in line}
    return dict.fromkeys(source for i, source in enumerate(sources) if i in used and source is not None)


def _said(sources: Iterable[Source]) -> Iterable[Sentence]:
    for source in sources:
        if isinstance(source, Support):
            yield _support(source)
        elif isinstance(source, Poly):
            yield Sentence("{bound}", (("bound", inequality(source)),))


def inequality(p: Poly) -> Chain:
    """Return p ≥ 0 as one writes it: what is added on the left, the rest on the right.

    Examples
    --------
    >>> from symconv.polynomials import number, symbol
    >>> from symconv.syntax import to_text
    >>> to_text(inequality(symbol("n") - symbol("N") + number(2))), to_text(inequality(-symbol("n") - number(1)))
    ('n >= N - 2', 'n <= -1')
    """
    added = Poly(tuple(t for t in p.terms if t[0] and t[1] > 0))
    if not added.terms:
        taken = Poly(tuple(t for t in p.terms if t[0]))
        return Chain(poly_node(-taken), (("<=", poly_node(p - taken)),))
    return Chain(poly_node(added), ((">=", poly_node(added - p)),))


def _support(h: Support) -> Sentence:
    slots: list[tuple[str, Node | str]] = [("signal", Name(h.signal))]
    if h.first is not None and not h.first.terms and h.last is None:
        return Sentence("{signal} is causal", tuple(slots))
    ends = []
    if h.first is not None:
        ends.append("before {first}")
        slots.append(("first", poly_node(h.first)))
    if h.last is not None:
        ends.append("after {last}")
        slots.append(("last", poly_node(h.last)))
    return Sentence("{signal} is 0 " + " and ".join(ends), tuple(slots))
