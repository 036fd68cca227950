"""One line of a proof in Coq: what replaces each rule.

May import: ``drafts``, ``products``, ``terms`` and this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symconv.logic import apply_rule
from symconv.polynomials import number
from symconv.products import key_of
from symconv.proving.coq.expanding import chained, expansion, flat
from symconv.proving.coq.facts import Factor, equal, reordered, summed_impulse, summed_turns, tidied, used_impulse
from symconv.proving.coq.names import APPLICATION, outside
from symconv.proving.coq.writing import Writer
from symconv.proving.drafts import Line
from symconv.terms import Flat, Product, State, Term

__all__ = ["line_proof", "reordering", "unfolding"]

_REASONS: Final = {
    "residues": "sums with limits, because Z/N has no order",
    "add_guard": "ranges of indices, because Z/N has no order",
    "drop_guard": "ranges of indices, because Z/N has no order",
    "count": "ranges of indices, because Z/N has no order",
    "split": "ranges of indices, because Z/N has no order",
}
"""Rules that have no counterpart, as the error says it."""


def line_proof(writer: Writer, line: Line) -> str:
    """Return the tactic that proves that the line before is equal to the line after."""
    before, after = line.before, line.after
    if isinstance(before, Term):
        if line.rule == "unfold":
            return unfolding(writer)
        if line.rule == "expand":
            return _via(writer, flat(writer, before), after, expansion(writer, before))
    elif not isinstance(after, Term):
        if line.rule == "tidy":
            return _tidying(writer, before, after)
        if line.rule == "share":
            return "value"
        t = line.arguments[0]
        proofs = ["reflexivity"] * len(before)
        proofs[t] = _change(writer, line, before[t], after[t])
        return chained("add_eq", proofs)
    raise outside(_REASONS.get(line.rule, f"the rule {line.rule}"))


def unfolding(writer: Writer) -> str:
    """Return the tactic that replaces operators by their definitions."""
    names = " ".join(writer.used)
    return f"cbv beta delta [{names}]; same" if names else "same"


def reordering(writer: Writer, left: State, right: State) -> str:
    """Return the tactic that proves that two lists have the same products in another order."""
    if isinstance(left, Term) or isinstance(right, Term):
        raise outside("a proof that ends before its sides are expanded")
    return _joined(writer, left, right, ["reflexivity"] * len(left), left)


def _change(writer: Writer, line: Line, p: Product, q: Product) -> str:
    """Return the proof of a rule that turns one product into another."""
    match line.rule, line.arguments:
        case "reindex", (_, old, new, there, back):
            names = tuple(v for v, _ in new)
            forth, back_again = dict(zip(old, there, strict=True)), dict(zip(names, back, strict=True))
            return equal(writer, p, q, _factors(writer, q), there=forth, back=back_again)
        case "wrap", (_, _, _, 0, _):
            return equal(writer, p, q, _factors(writer, q))
        case "reflect", (_, j, h):
            return _reflected(writer, p, q, j, h)
        case "sift", (_, j, v):
            return summed_impulse(writer, p, j, v)
        case "use", (_, j, v):
            return used_impulse(writer, p, q, j, v)
        case "orthogonality", (_, v):
            where = [j for j, a in enumerate(p.atoms) if a.head == "phase" and v in a.polys[0].symbols()]
            return summed_turns(writer, p, where[0] if where else None, v)
    raise outside(_REASONS.get(line.rule, f"the rule {line.rule}"))


def _factors(writer: Writer, q: Product) -> list[Factor]:
    return [Factor((j,), writer.scalar(a, APPLICATION)) for j, a in enumerate(q.atoms)]


def _reflected(writer: Writer, p: Product, q: Product, j: int, h: int) -> str:
    """Use a symmetry, which is a hypothesis of the theorem, on one atom."""
    symmetry, factors = writer.env.context.symmetries[h], _factors(writer, q)
    value, proof = factors[j].value, f"apply: given{h}"
    if p.atoms[j].head == "conj":
        proof = f"apply: (congr1 conj); {proof}"
    value = f"((- 1) * {value})" if symmetry.sign < 0 else value
    signs = "rewrite ?conjN negated ?conjj" if symmetry.sign < 0 else "rewrite ?conjj"
    factors[j] = Factor((j,), value, f"etransitivity; [{proof} | {signs}; same]")
    return equal(writer, p, q, factors, ratio=number(symmetry.sign))


def _tidying(writer: Writer, before: Flat, after: Flat) -> str:
    """Tidy each product alone, then add those that are alike."""
    proofs: list[str] = []
    middle: list[Product] = []
    for p in before:
        alone = apply_rule(writer.env, (p,), ("tidy", (0,)))
        if isinstance(alone, Term) or len(alone) != 1 or alone[0].coefficient != p.coefficient:
            raise outside("an impulse that vanishes everywhere")
        proofs.append("reflexivity" if alone[0] == p else tidied(writer, p, alone[0]))
        middle.append(alone[0])
    return _joined(writer, before, after, proofs, middle)


def _joined(writer: Writer, before: Flat, after: Flat, proofs: list[str], middle: Sequence[Product]) -> str:
    """Bring each product to the form that it has in the result, and add up.

    ``proofs`` lead from the products before to those in the middle, which have the forms up to order.
    """
    found: list[Product] = []
    for j, p in enumerate(middle):
        like = next(q for q in (*after, *middle) if key_of(q) == key_of(p))
        like = Product(p.coefficient, like.binders, like.atoms)
        found.append(like)
        if like != p:
            steps = reordered(writer, p, like)
            same = proofs[j] == "reflexivity"
            proofs[j] = steps if same else f"through ({writer.product(p)}); [{proofs[j]} | {steps}]"
    if not before:
        return "value"
    return _via(writer, found, after, chained("add_eq", proofs))


def _via(writer: Writer, middle: Sequence[Product], after: State, proof: str) -> str:
    """Return the proof of a line through sums of products that only have to be added up."""
    text = writer.state(middle)
    return proof if text == writer.state(after) else f"through ({text}); [{proof} | value]"
