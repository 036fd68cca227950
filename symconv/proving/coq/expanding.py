"""The rule expand in Coq: tactics that follow the term and distribute as the rule does.

May import: ``products``, ``terms`` and the writer of this package.
"""

from __future__ import annotations

from symconv.polynomials import ONE
from symconv.products import flatten
from symconv.proving.coq.names import APPLICATION
from symconv.proving.coq.writing import Writer
from symconv.terms import Product, Term

__all__ = ["chained", "expansion", "flat"]


def expansion(writer: Writer, t: Term) -> str:
    """Return a tactic that proves that a term is the sum of products that `flatten` returns."""
    found = flat(writer, t)
    if len(found) == 1 and found[0].coefficient == ONE and writer.summed(found[0]) == writer.scalar(t, APPLICATION):
        return "apply: one_times"
    match t.head:
        case "sum":
            return _sum(writer, t)
        case "plus" if len(t.parts) > 1:
            each = [f"({writer.state(flat(writer, part))})" for part in t.parts]
            return f"through ({' + '.join(each)}); [{_parts('add_eq', writer, t)} | value]"
        case "times" if len(t.parts) > 1:
            return _times(writer, t)
        case "plus" | "times":
            return expansion(writer, t.parts[0])
        case "conj":
            inside = writer.state(flat(writer, t.parts[0]))
            return f"through (conj ({inside})); [apply: (congr1 conj); {expansion(writer, t.parts[0])} | conjugate]"
    return "apply: times_one"


def flat(writer: Writer, t: Term) -> list[Product]:
    """Return a term as a sum of products, before products with coefficient 0 are left out."""
    return flatten(writer.env, t)


def chained(lemma: str, tactics: list[str]) -> str:
    """Prove an equality of sums or of products that nest to the left, part by part."""
    text = f"({tactics[0]})"
    for tactic in tactics[1:]:
        text = f"(apply: {lemma}; [{text} | {tactic}])"
    return text


def _parts(lemma: str, writer: Writer, t: Term) -> str:
    return chained(lemma, [expansion(writer, part) for part in t.parts])


def _sum(writer: Writer, t: Term) -> str:
    inner = Term("sum", t.parts, t.polys[1:], t.names[1:]) if len(t.names) > 1 else t.parts[0]
    names = writer.bound(t.names[:1])
    body = writer.sums(t.names[:1], writer.state(flat(writer, inner)))
    return f"through ({body}); [apply: sum_eq => {names}; {expansion(writer, inner)} | scale]"


def _times(writer: Writer, t: Term) -> str:
    """Distribute from left to right, one factor after the other."""
    *front, last = t.parts
    left = Term("times", tuple(front)) if len(front) > 1 else front[0]
    p, q = flat(writer, left), flat(writer, last)
    both = chained("mul_eq", [expansion(writer, left), expansion(writer, last)])
    factors = f"through (({writer.state(p)}) * ({writer.state(q)}))"
    if len(p) == len(q) == 1:
        return f"{factors}; [{both} | apply: times_flat; [value | join]]"
    pairs = [f"({writer.product(a)}) * ({writer.product(b)})" for a in p for b in q]
    if not pairs:
        return f"{factors}; [{both} | value]"
    joined = chained("add_eq", ["apply: times_flat; [value | join]"] * len(pairs))
    return f"{factors}; [{both} | through ({' + '.join(pairs)}); [ring | {joined}]]"
