"""What the rules that rearrange did to a formula, in words: multiplied out, took a factor out, added equal terms.

May import: ``drafts``, ``products``, ``terms``, ``writing``, ``derivation``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from symconv.derivation import Sentence
from symconv.products import canonical, entry_of, key_of
from symconv.proving.drafts import Line
from symconv.proving.phrases import listed
from symconv.syntax.nodes import Name
from symconv.terms import Flat, Product, State, Term

__all__ = ["ONE_LEFT", "collected", "expanded", "regrouped", "reordered"]

ONE_LEFT: Final = Sentence("only one index is left between the limits")
Test = Callable[[Term], bool]


def expanded(line: Line, conjugates: Test) -> Sentence:
    """Say what the rule ``expand`` did; ``conjugates`` tells which terms are shown with a conjugate."""
    seen = _features(line.before, conjugates)
    said = []
    if "twice" in seen:
        return Sentence("conjugating twice changes nothing")
    if "conjugate" in seen:
        said.append("conjugate factor by factor")
    if "sum in product" in seen or "sum in conjugate" in seen:
        said.append("multiply out" if "terms" in seen else "put the sums in front")
    elif "terms" in seen or "split" in seen:
        said.append("multiply out" if "terms" in seen else "sum term by term")
    if not said and isinstance(line.after, tuple):
        powers = any(a.head in ("power", "phase") for p in line.after for a in p.atoms)
        said.append("the factors commute" if powers else "take out what does not depend on the index")
    return Sentence(" and ".join(said))


def regrouped(line: Line, conjugates: Test) -> Sentence:
    """Say what the rule ``expand`` did, told backwards."""
    seen = _features(line.before, conjugates)
    if "twice" in seen:
        return Sentence("conjugating twice changes nothing")
    if "product of sums" in seen:
        return Sentence("separate the sums")
    if "conjugate" in seen and "sum in product" not in seen and "terms" not in seen:
        return Sentence("conjugate the whole instead of each factor")
    if "terms" in seen:
        return Sentence("collect the common factor")
    if "split" in seen:
        return Sentence("one sum of both")
    if "sum in product" in seen:
        names = _inner_indices(line.before)
        slots = tuple((f"index{i}", Name(v)) for i, v in enumerate(names))
        return Sentence(f"take out what does not depend on {listed([f'{{{slot}}}' for slot, _ in slots])}", slots)
    return Sentence("put back what does not depend on the index")


def _inner_indices(state: State) -> tuple[str, ...]:
    """Return the indices of the first sum that is a factor."""
    if not isinstance(state, Term):
        return ()
    if state.head == "times" and sum(part.head != "number" for part in state.parts) > 1:
        for part in state.parts:
            inner = part.parts[0] if part.head == "conj" else part
            if inner.head == "sum":
                return inner.names
    return next((found for part in state.parts if (found := _inner_indices(part))), ())


def _features(state: State, conjugates: Test) -> set[str]:
    """Return what there is to expand in a term."""
    found: set[str] = set()

    def walk(term: Term, inside: str) -> bool:
        """Tell whether a sum stands in the term."""
        if term.head in ("number", "sample", "kronecker", "guard", "power", "phase"):
            return False
        here = {"times": "product", "conj": "conjugate", "sum": "sum"}.get(term.head, inside)
        sums = [walk(part, here) for part in term.parts]
        if term.head == "times" and any(sums):
            found.add("sum in product")
            if sum(sums) > 1:
                found.add("product of sums")
        if term.head == "conj" and term.parts[0].head not in ("sample", "number") and conjugates(term.parts[0]):
            found.add("twice" if term.parts[0].head == "conj" else "conjugate")
        if term.head == "plus" and inside in ("product", "conjugate", "sum"):
            found.add("split" if inside == "sum" else "terms")
        return any(sums) or term.head == "sum"

    if isinstance(state, Term):
        walk(state, "")
    return found


def collected(line: Line, *, backwards: bool) -> Sentence:
    """Say what the rule ``tidy`` did."""
    before, after = line.before, line.after
    if isinstance(before, Term) or isinstance(after, Term):
        return Sentence("collect")
    old, new = {key_of(p) for p in before}, {key_of(p) for p in after}
    if new <= old and len(after) < len(before):
        if backwards:
            return Sentence("write the terms apart" if new == old else "add terms that cancel")
        return Sentence("add equal terms" if new == old else "opposite terms cancel")
    for head, words, told in (
        ("phase", "add up the exponents", "split the exponential"),
        ("power", "add up the exponents", "split the power"),
    ):
        if _count(before, head) != _count(after, head):
            return Sentence(told if (_count(before, head) > _count(after, head)) == backwards else words)
    if _exponents(before) != _exponents(after):
        return Sentence("split the power" if backwards else "add up the exponents")
    if _count(before, "guard") > _count(after, "guard") and _count(before, "kronecker") < _count(after, "kronecker"):
        return ONE_LEFT
    divided = _divided_impulse(before, after)
    if divided is not None and not backwards:
        return Sentence("both are multiples of {s}, which is positive", (("s", divided),))
    if len(after) == len(before) and [_entries(p) for p in before] != [_entries(p) for p in after]:
        return Sentence("indices that differ by a period are the same")
    if len(after) > len(before) or any(len(p.coefficient.terms) > 1 for p in (*before, *after)):
        return Sentence("sum term by term" if not backwards else "collect the terms")
    return Sentence("collect")


def _count(state: Flat, head: str) -> int:
    return sum(a.head == head for p in state for a in p.atoms)


def _exponents(state: Flat) -> list[tuple[Term, ...]]:
    return [tuple(a for a in p.atoms if a.head == "power") for p in state]


def _entries(p: Product) -> list[Term]:
    return [e for a in p.atoms if (e := entry_of(a)) is not None]


def _divided_impulse(before: Flat, after: Flat) -> Name | None:
    """Return the factor that δ[s·e] = δ[e] loses."""
    for p, q in zip(before, after, strict=False):
        for a, b in zip(p.atoms, q.atoms, strict=False):
            if a.head == b.head == "kronecker" and b.polys[0].terms:
                factor = a.polys[0].divide(b.polys[0])
                if factor is not None and len(factor.symbols()) == 1:
                    return Name(*factor.symbols())
    return None


def _factors(p: Product) -> list[Term]:
    """Return the factors that are seen as such: bounds are limits."""
    return [canonical(a) for a in p.atoms if a.head != "guard"]


def reordered(before: Flat, after: Flat) -> Sentence:
    """Say how two sums differ that are equal up to order."""
    said = []
    old = {key_of(p): p for p in before}
    pairs = [(old[key_of(p)], p) for p in after if key_of(p) in old]
    if any(p.binders != q.binders for p, q in pairs):
        said.append("exchange the sums")
    if any(_factors(p) != _factors(q) for p, q in pairs):
        said.append("the factors commute")
    if any(set(p.atoms) != set(q.atoms) for p, q in pairs):
        said.append("an impulse is even")
    if not said:
        said.append("name the indices anew" if before == after else "the terms in another order")
    return Sentence(" and ".join(said))
