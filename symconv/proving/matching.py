"""When are two sums the same up to a change of variables? Unification of their index maps.

Every atom of one product is paired with an atom of the other; each pair says that two affine index maps agree,
and the solution of all these equations for the bound indices *is* the substitution that a textbook would print.

May import: ``polynomials``, ``terms``, ``products``, the drafts and solvers of this package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product

from symconv.contexts import Environment
from symconv.polynomials import ONE, ZERO, Poly, symbol
from symconv.products import entry_of, key_of
from symconv.proving.drafts import Draft
from symconv.proving.guards import implied
from symconv.proving.hermite import Equation, solve
from symconv.proving.normalise import reduce_periods
from symconv.terms import Binder, Index, Product, Term

__all__ = ["align", "bare_key", "carry_over", "matches", "merge", "shape"]

_SOLVES = 600
_MARK = "'"
_OPEN = 3
"""At most so many indices are tried as renamings."""


@dataclass(frozen=True, slots=True)
class Change:
    """A way to turn one product into another: symmetries to use, then a change of variables."""

    reflections: tuple[tuple[int, int], ...]
    """(atom, number of the symmetry)."""
    old: tuple[str, ...]
    new: tuple[Binder, ...]
    there: Index
    back: Index


def shape(env: Environment, p: Product) -> object:
    """Return what two products that match have in common."""
    hermitian = {s.signal for s in env.context.symmetries if s.conjugate}
    kinds: Counter[object] = Counter()
    for a in p.atoms:
        inner = entry_of(a)
        if inner is not None:
            name = inner.parts[0].names[0]
            kinds[name, a.head == "conj" and name not in hermitian] += 1
        elif a.head == "kronecker":
            kinds["kronecker", a.polys[1]] += 1
        elif a.head == "power":
            kinds["power", a.names] += 1
    return frozenset(kinds.items()), frozenset(Counter(m for _, m in p.binders).items())


def bare_key(p: Product) -> object:
    """Return the key of a product without its guards."""
    return key_of(Product(ONE, p.binders, tuple(a for a in p.atoms if a.head != "guard")))


def align(draft: Draft, t: int, q: Product, *, guards: bool = True) -> bool:
    """Turn product ``t`` of a draft into ``q`` up to its coefficient (and up to guards, if told so), or do nothing."""
    p = draft.products[t]
    if shape(draft.env, p) != shape(draft.env, q):
        return False
    for trial in matches(draft, p, q, guards=guards):
        carry_over(trial, draft, t)
        return True
    return False


def merge(draft: Draft) -> None:
    """Collect products of one side that are equal up to a change of variables."""
    t = 1
    while t < len(draft.products):
        count = len(draft.products)
        if any(align(draft, t, q) for q in draft.products[:t]):
            draft.do("tidy", None)
        t += 1 - (count - len(draft.products))


def carry_over(trial: Draft, draft: Draft, t: int) -> None:
    """Repeat the steps of a trial on product ``t`` of a draft."""
    for line in trial.lines:
        draft.do(line.rule, t, *line.arguments[1:])


def matches(draft: Draft, p: Product, q: Product, *, guards: bool = True) -> Iterator[Draft]:
    """Yield derivations that turn p alone into q up to its coefficient; every step takes the position 0 first."""
    trial = Draft(draft.env, (p,), draft.deadline)
    if _same(trial, q, guards):
        yield trial
    for change in _changes(draft, p, q, guards):
        trial = Draft(draft.env, (p,), draft.deadline)
        if _carry_out(trial, change, q) and _same(trial, q, guards):
            yield trial


def _carry_out(trial: Draft, change: Change, q: Product) -> bool:
    for j, h in change.reflections:
        if not trial.attempt("reflect", 0, j, h):
            return False
    binders = dict(trial.products[0].binders)
    kept = [v for i, v in enumerate(change.old) if (v, binders[v]) in change.new and change.there[i] == symbol(v)]
    new = [i for i, (v, _) in enumerate(change.new) if v not in kept]
    moved = [i for i, v in enumerate(change.old) if v not in kept]
    if moved and not trial.attempt(
        "reindex",
        0,
        tuple(change.old[i] for i in moved),
        tuple(change.new[i] for i in new),
        tuple(change.there[i] for i in moved),
        tuple(change.back[i] for i in new),
    ):
        return False
    trial.do("tidy", 0)
    if trial.env.periods and trial.products:
        reduce_periods(trial)
    return len(trial.products) == 1 and all(_wrapped(trial, j, q) for j in range(len(trial.products[0].atoms)))


def _wrapped(trial: Draft, j: int, q: Product) -> bool:
    """Move the indices of an atom by whole periods to those of an atom of q; atoms that agree or have none stay."""
    p = trial.products[0]
    a = p.atoms[j]
    if a in q.atoms or a.head not in ("sample", "conj", "kronecker"):
        return True
    indices, moduli = _periodic(trial.env, a)
    for b in q.atoms:
        if b in p.atoms or a.head != b.head or _host(a) != _host(b):
            continue
        gaps = [f - e for e, f in zip(indices, _periodic(trial.env, b)[0], strict=True)]
        turns = [gap.divide(m) if gap.terms else ZERO for gap, m in zip(gaps, moduli, strict=True)]
        if all(n is not None and n.is_integral() for n in turns):
            return all(trial.attempt("wrap", 0, j, i, 0, n) for i, n in enumerate(turns) if n is not None and n.terms)
    return True


def _host(a: Term) -> object:
    """Return what is indexed: a signal, or residues modulo N."""
    inner = entry_of(a)
    return inner.parts if inner is not None else a.polys[1:]


def _periodic(env: Environment, a: Term) -> tuple[Index, tuple[Poly, ...]]:
    """Return the indices of an atom, and what each may change by."""
    inner = entry_of(a)
    if inner is None:
        return a.polys[:1], a.polys[1:]
    name = inner.parts[0].names[0]
    return inner.polys, tuple(env.periods.get((name, axis), m) for axis, m in enumerate(env.axes_of(name)))


def _same(draft: Draft, q: Product, guards: bool) -> bool:
    """Tell whether a trial has reached q, adding and dropping guards that follow from others."""
    p, t = draft.products[0], 0
    if bare_key(p) != bare_key(q):
        return False
    if not guards:
        return True
    mark = draft.mark()
    have = [a for a in p.atoms if a.head == "guard"]
    want = [a for a in q.atoms if a.head == "guard"]
    for a in want:
        if a not in have:
            proof = implied(draft.env, draft.products[t], a.polys[0])
            if proof is None or not draft.attempt("add_guard", t, a.polys[0], proof):
                draft.back(mark)
                return False
    for a in have:
        if a not in want:
            j = draft.products[t].atoms.index(a)
            proof = implied(draft.env, draft.products[t], a.polys[0], j)
            if proof is None or not draft.attempt("drop_guard", t, j, proof):
                draft.back(mark)
                return False
    return True


def _changes(draft: Draft, p: Product, q: Product, guards: bool) -> Iterator[Change]:
    """Candidate changes of variables, best first; the caller checks each by carrying it out."""
    marked = {v: symbol(v + _MARK) for v, _ in p.binders}
    old = [v + _MARK for v, _ in p.binders]
    budget = [_SOLVES]
    sources = [j for j, a in enumerate(p.atoms) if entry_of(a) is not None or a.head == "kronecker"]

    def pair(
        position: int, used: frozenset[int], equations: tuple[Equation, ...], flips: tuple[tuple[int, int], ...]
    ) -> Iterator[tuple[tuple[Equation, ...], tuple[tuple[int, int], ...]]]:
        if position == len(sources):
            yield equations, flips
            return
        j = sources[position]
        for i, target in enumerate(q.atoms):
            if i in used:
                continue
            for more, flip in _pairings(draft.env, p.atoms[j], target, marked):
                budget[0] -= 1
                draft.hurry()
                if budget[0] < 0:
                    return
                extended = (*equations, *more)
                if solve(extended, old) is not None:
                    yield from pair(position + 1, used | {i}, extended, (*flips, *((j, h) for h in flip)))

    for equations, flips in pair(0, frozenset(), (), ()):
        for solution in _complete(equations, p, q, old, guards):
            change = _invert(p, q, solution, flips)
            if change is not None:
                yield change


def _pairings(
    env: Environment, a: Term, b: Term, marked: dict[str, Poly]
) -> Iterator[tuple[tuple[Equation, ...], tuple[int, ...]]]:
    """Ways in which two atoms can be the same: equations between their indices, and the symmetries used."""
    if a.head == "kronecker" and b.head == "kronecker" and a.polys[1] == b.polys[1]:
        e = a.polys[0].subst(marked)
        yield ((e - b.polys[0], a.polys[1]),), ()
        yield ((e + b.polys[0], a.polys[1]),), ()
        return
    inner, other = entry_of(a), entry_of(b)
    if inner is None or other is None or inner.parts != other.parts:
        return
    name = inner.parts[0].names[0]
    symmetries = [(h, s) for h, s in enumerate(env.context.symmetries) if s.signal == name]
    choices = [(), *(((h, s),) for h, s in symmetries)]
    choices += [(x, y) for x in symmetries for y in symmetries if x[0] < y[0]]
    moduli = _periodic(env, a)[1]
    for chosen in choices:
        conjugations = sum(s.conjugate and not env.signals[name].real for _, s in chosen)
        if (conjugations % 2 == 1) != (a.head != b.head):
            continue
        index = inner.polys
        for _, s in chosen:
            index = tuple(e if c is None else c - e for e, c in zip(index, s.center, strict=True))
        rows = zip(index, other.polys, moduli, strict=True)
        yield tuple((e.subst(marked) - f, m) for e, f, m in rows), tuple(h for h, _ in chosen)


def _complete(
    equations: tuple[Equation, ...], p: Product, q: Product, old: list[str], guards: bool
) -> Iterator[dict[str, Poly]]:
    """Solutions for all old indices; what the atoms leave open is taken from the guards, or tried as a renaming.

    Indices that are fixed up to a period only are open in this sense, too: n → T − n keeps 1 ≤ n ≤ T − 1.
    """
    solution = solve(equations, old)
    if solution is None:
        return
    still = [v for v in old if v not in solution]
    if not still:
        yield solution
        if not any(modulus.terms for _, modulus in equations):
            return
    marked = {v: symbol(v + _MARK) for v, _ in p.binders}
    ours = [a.polys[0].subst(marked) for a in p.atoms if a.head == "guard" and (guards or not still)]
    theirs = [a.polys[0] for a in q.atoms if a.head == "guard"]
    for e in ours:
        for other in theirs if any(s.endswith(_MARK) for s in e.symbols()) else ():
            found = solve((*equations, (e - other, ZERO)), old)
            if found is not None and len(found) == len(old):
                yield found
    if still:
        yield from _renamed(equations, p, q, old, still)


def _renamed(
    equations: tuple[Equation, ...], p: Product, q: Product, old: list[str], still: list[str]
) -> Iterator[dict[str, Poly]]:
    moduli = {v + _MARK: m for v, m in p.binders}
    for targets in permutations(q.binders, len(still)) if len(still) <= _OPEN else ():
        if any(moduli[v] != m for v, (_, m) in zip(still, targets, strict=True)):
            continue
        for signs in product((1, -1), repeat=len(still)):
            extra = tuple(
                (symbol(v) - symbol(w) if s == 1 else symbol(v) + symbol(w), ZERO)
                for v, (w, _), s in zip(still, targets, signs, strict=True)
            )
            found = solve((*extra, *equations), old)
            if found is not None and len(found) == len(old):
                yield found


def _invert(p: Product, q: Product, solution: dict[str, Poly], flips: tuple[tuple[int, int], ...]) -> Change | None:
    names = [v for v, _ in q.binders]
    there = tuple(solution[v + _MARK] for v, _ in p.binders)
    if any(s.endswith(_MARK) for e in there for s in e.symbols()):
        return None
    rows = [(symbol(v + _MARK) - e, ZERO) for (v, _), e in zip(p.binders, there, strict=True)]
    back = solve(rows, names)
    if back is None or len(back) != len(names):
        return None
    plain = {v + _MARK: symbol(v) for v, _ in p.binders}
    inverse = tuple(back[v].subst(plain) for v in names)
    if any(s in names and s not in dict(p.binders) for e in inverse for s in e.symbols()):
        return None
    return Change(flips, tuple(v for v, _ in p.binders), q.binders, there, inverse)
