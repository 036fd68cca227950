"""Facts about one product: why its sum is a number times the sum of another.

Each function returns a tactic that proves c·Σ p = d·Σ q; most are one lemma of the prelude, with the change of
variables that the certificate holds, and leave the arithmetic of indices to the tactic ring.

May import: ``logic``, ``polynomials``, ``products``, ``terms`` and the writer of this package.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from symconv.polynomials import ONE, Poly, symbol
from symconv.products import canonical
from symconv.proving.coq.expanding import chained
from symconv.proving.coq.names import APPLICATION, outside
from symconv.proving.coq.writing import Writer
from symconv.terms import Product, Term

__all__ = ["Factor", "equal", "reordered", "summed_impulse", "summed_turns", "tidied", "used_impulse"]

MOST_BINDERS: Final = 4
"""The prelude has its lemma on changes of variables for so many indices."""


@dataclass(frozen=True, slots=True)
class Factor:
    """Some atoms of a product together, what they are equal to, and the tactic that proves it."""

    atoms: tuple[int, ...]
    value: str
    proof: str = "same"


def equal(
    writer: Writer,
    p: Product,
    q: Product,
    factors: Sequence[Factor],
    *,
    there: Mapping[str, Poly] | None = None,
    back: Mapping[str, Poly] | None = None,
    ratio: Poly = ONE,
) -> str:
    """Return the proof by a change of variables under which the factors of p become those of ratio · q.

    ``there`` has the indices of p in terms of those of q, ``back`` the reverse.
    """
    leaf = _leaf(writer, p, q, factors, ratio)
    return _scaled(writer, ratio, _changed(writer, p, q, leaf, there or {}, back or {}, ratio))


def reordered(writer: Writer, p: Product, q: Product) -> str:
    """Return the proof for a product that differs in the order of its indices and atoms, and in the sign inside δ."""
    left = dict(enumerate(q.atoms))
    factors = []
    for j, a in enumerate(p.atoms):
        found = next(i for i, b in left.items() if canonical(a) == canonical(b))
        factors.append(Factor((j,), writer.scalar(left.pop(found), APPLICATION)))
    return equal(writer, p, q, factors)


def summed_impulse(writer: Writer, p: Product, j: int, v: str) -> str:
    """Return the proof for Σ_v δ[±v + r]·F(v) = F(∓r)."""
    slope, rest = p.atoms[j].polys[0].linear(v)
    at = writer.index(-rest if slope == ONE else rest)
    names, others = writer.bound([v]), [a for i, a in enumerate(p.atoms) if i != j]
    functions = f"(fun {names} => {writer.scalar(p.atoms[j])}) (fun {names} => {writer.atoms(others)})"
    tactic = f"apply: (@sum_sift ({at}) {functions}); [factors | move=> ?; same_kronecker | same]"
    return _innermost(writer, p, v, ONE, tactic)


def used_impulse(writer: Writer, p: Product, q: Product, j: int, v: str) -> str:
    """Return the proof for δ[±v + r]·F(v) = δ[±v + r]·F(∓r)."""
    slope, rest = p.atoms[j].polys[0].linear(v)
    at = writer.index(-rest if slope == ONE else rest)
    name, (others, found) = writer.bound([v]), ([a for i, a in enumerate(x.atoms) if i != j] for x in (p, q))
    values = f"({writer.scalar(p.atoms[j])}) (fun {name} => {writer.atoms(others)}) ({writer.atoms(found)})"
    tactic = f"apply: (@impulse_use {name} ({at}) {values}); [same_kronecker | factors | same | factors]"
    return f"apply: unscaled; {''.join(f'apply: sum_map => {writer.bound([w])}; ' for w, _ in p.binders)}{tactic}"


def summed_turns(writer: Writer, p: Product, j: int | None, v: str) -> str:
    """Return the proof for Σ_v exp(2πI·(c·v + r)/N)·T = N·δ[c]·exp(2πI·r/N)·T; without j there is no such factor."""
    modulus = dict(p.binders)[v]
    names, others = writer.bound([v]), [a for i, a in enumerate(p.atoms) if i != j]
    turn = f"(fun {names} => {writer.scalar(p.atoms[j]) if j is not None else '1'})"
    slope, rest = writer.turns_of(p.atoms[j], v) if j is not None else ("0", "0")
    proof = "same_turn" if j is not None else "rewrite turn_at0 //; ring"
    lemma = f"@sum_turn ({slope}) ({rest}) {turn} ({writer.atoms(others)})"
    return _innermost(writer, p, v, modulus, f"apply: ({lemma}); [factors | move=> ?; {proof} | factors]")


def tidied(writer: Writer, p: Product, q: Product) -> str:
    """Return the proof for a product in normal form: indices modulo N, no δ[0], no δ twice, one exponential."""
    factors, turns = list[Factor](), list[int]()
    kept = list(q.atoms)
    seen: dict[Term, int] = {}
    for j, a in enumerate(p.atoms):
        if a.head == "phase":
            turns.append(j)
        elif a.head == "kronecker" and canonical(a) in seen:
            raise outside("the square of an impulse")
        elif a.head == "kronecker" and not (kept and kept[0].head == "kronecker" and _same_impulse(writer, a, kept[0])):
            factors.append(Factor((j,), "1", "apply: kronecker_at0; index"))
        elif kept:
            seen[canonical(a)] = j
            factors.append(Factor((j,), writer.scalar(kept.pop(0), APPLICATION)))
    if turns:
        merged = writer.scalar(kept.pop(0), APPLICATION) if kept else "1"
        factors.append(Factor(tuple(turns), merged, "same_turn"))
    if kept or sum(len(f.atoms) for f in factors) != len(p.atoms):
        raise outside("an impulse that vanishes everywhere")
    return equal(writer, p, q, factors)


def _same_impulse(writer: Writer, a: Term, b: Term) -> bool:
    difference = (a.polys[0] - b.polys[0], a.polys[0] + b.polys[0])
    return any(d.divide(a.polys[1]) is not None for d in difference)


# ------------------------------------------------------------------------------------------------------- tactics


def _scaled(writer: Writer, ratio: Poly, fact: str) -> str:
    if ratio == ONE:
        return f"apply: unscaled; {fact}"
    return f"apply: (@scaled {writer.coefficient(ratio, APPLICATION)}); [{fact} | value]"


def _leaf(writer: Writer, p: Product, q: Product, factors: Sequence[Factor], ratio: Poly) -> str:
    """Return the proof that the atoms of p are those of ratio · q."""
    if not factors:
        return "value"
    steps = "{}"
    if [j for f in factors for j in f.atoms] != list(range(len(p.atoms))) or any(len(f.atoms) != 1 for f in factors):
        groups = " * ".join(f"({writer.atoms([p.atoms[j] for j in f.atoms])})" for f in factors)
        steps = f"through ({groups}); [ring | {{}}]"
    values = " * ".join(f.value for f in factors)
    close = "apply: one_times" if ratio == ONE and values == writer.atoms(q.atoms) else "value"
    return steps.format(f"through ({values}); [{chained('mul_eq', [f.proof for f in factors])} | {close}]")


def _changed(
    writer: Writer, p: Product, q: Product, leaf: str, there: Mapping[str, Poly], back: Mapping[str, Poly], ratio: Poly
) -> str:
    """Return the proof that Σ p = ratio · Σ q, with the proof for the summands."""
    old, new = ([v for v, _ in x.binders] for x in (p, q))
    if len(old) != len(new):
        raise outside("a change of the number of indices")
    if old == new and not there:
        return "".join(f"apply: sum_map => {v}; " for v in map(writer.bound, ([v] for v in old))) + leaf
    if len(old) > MOST_BINDERS:
        raise outside(f"a change of more than {MOST_BINDERS} indices at once")
    x, a = writer.bound(old), writer.bound(new)
    maps = [f"(fun {a} => {writer.index(there.get(v, symbol(v)))})" for v in old]
    maps += [f"(fun {x} => {writer.index(back.get(v, symbol(v)))})" for v in new]
    lemma = f"apply: (@reindex{len(old)} {writer.coefficient(ratio, APPLICATION)} {' '.join(maps)}); cbv beta"
    inverse = ["inverse"] * (2 * len(old))
    return f"{lemma}; [{' | '.join([*inverse, f'move=> {a}; {leaf}'])}]"


def _innermost(writer: Writer, p: Product, v: str, ratio: Poly, tactic: str) -> str:
    """Return the proof by a lemma on Σ_v, which is moved inside the other sums first."""
    names = [w for w, _ in p.binders]
    place = names.index(v)
    steps = [f"apply: sum_map => {writer.bound([w])}; " for w in names[:place]]
    steps += [f"apply: sum_across => {writer.bound([w])}; " for w in names[place + 1 :]]
    return _scaled(writer, ratio, "".join(steps) + tactic)
