"""The letters of bound indices in a printed proof.

The search makes every bound index new. On paper, sums that do not stand inside one another share their letter, and
an index keeps its letter from line to line as long as it can. Each side of a statement gets one letter for each of
its indices; what a change of variables turns into one another gets the same letter where that is possible.

May import: ``drafts``, ``terms``. Nothing here is part of a proof: renaming bound indices changes no formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from symconv.polynomials import ONE, symbol
from symconv.products import entry_of
from symconv.proving.drafts import Line
from symconv.terms import Goal, Product, State, Term, symbols_of

__all__ = ["Letters", "letters"]

POOL = ("m", "k", "j", "l", "i", "p", "q", "r", "t", "u", "v")
_NUMBERED = re.compile(r"(.+?)_\d+")


@dataclass(frozen=True, slots=True)
class Letters:
    """What the bound indices of both sides are called on paper."""

    left: Mapping[str, str]
    right: Mapping[str, str]
    joined: tuple[frozenset[int], ...]
    """For each state of the left side: the places of products whose indices are already those of the right side."""


class _Link(NamedTuple):
    """An index of the left side and the one of the right side that takes its place."""

    left: str
    right: str
    strong: bool
    """It is the same index under another name."""


def letters(goal: Goal, left: Sequence[Line], right: Sequence[Line], *, turned: bool = False) -> Letters:
    """Choose the letters of the two sides of a proof; ``turned``, the right side is read first."""
    taken = _declared(goal)
    joined, links = _joined(left)
    own, other = _Side(taken, _bound_in(goal.lhs)), _Side(taken, _bound_in(goal.rhs))
    for state, places in zip((goal.lhs, *(line.after for line in left)), joined, strict=True):
        own.read(part for i, part in enumerate(_parts(state)) if i not in places)
        other.read(part for i, part in enumerate(_parts(state)) if i in places)
    other.read(part for state in (goal.rhs, *(line.after for line in right)) for part in _parts(state))
    if turned:
        _choose(other, own, [_Link(link.right, link.left, link.strong) for link in links])
    else:
        _choose(own, other, links)
    return Letters(own.chosen, other.chosen, tuple(joined))


def _choose(first: _Side, second: _Side, links: Sequence[_Link]) -> None:
    """Let the statement keep its letters, then choose those of the side that is read first."""
    first.choose(first.kept(), {})
    second.choose(second.kept(), {})
    first.choose(first.order, {a: [second.chosen[b]] for a, b, strong in links if strong and b in second.chosen})
    wishes: dict[str, list[str]] = {}
    for a, b, _ in sorted(links, key=lambda link: not link.strong):
        if a in first.chosen:
            wishes.setdefault(b, []).append(first.chosen[a])
    second.choose(tuple(wishes), wishes)
    second.choose(second.order, {})


@dataclass
class _Side:
    """The bound indices of one side: which must differ, and what each is called."""

    taken: frozenset[str]
    """Names of the context."""
    written: tuple[str, ...]
    """Indices that the statement itself binds: they keep their names."""
    order: list[str] = field(default_factory=list)
    apart: dict[str, set[str]] = field(default_factory=dict)
    """Indices that stand in or around the sum over one."""
    inside: dict[str, set[str]] = field(default_factory=dict)
    """Every name that occurs under the sum over one."""
    chosen: dict[str, str] = field(default_factory=dict)

    def read(self, parts: Iterable[Term | Product]) -> None:
        """Take note of every index that is bound, and of what stands under it."""
        for part in parts:
            if isinstance(part, Term):
                self._walk(part, ())
            else:
                names = [v for v, _ in part.binders]
                inner = part.coefficient.symbols().union(*map(symbols_of, part.atoms))
                for i, v in enumerate(names):
                    self._note(v, names[:i], inner)

    def _walk(self, term: Term, around: tuple[str, ...]) -> None:
        if term.head in ("sum", "seq"):
            inner = symbols_of(term.parts[0])
            for i, v in enumerate(term.names):
                outer = (*around, *term.names[:i])
                self._note(v, [w for w in outer if term.head == "sum" or w in inner], inner)
            around = (*around, *term.names)
        for part in term.parts:
            self._walk(part, around)

    def _note(self, v: str, around: Iterable[str], inner: frozenset[str]) -> None:
        if v not in self.apart:
            self.order.append(v)
        self.apart.setdefault(v, set()).update(around)
        self.inside.setdefault(v, set()).update(inner)
        for w in around:
            self.apart.setdefault(w, set()).add(v)

    def kept(self) -> tuple[str, ...]:
        """Return the indices that keep their names: not two of the same name in one formula."""
        base = {v: _base(v) for v in self.written}
        return tuple(v for v in base if not any(base.get(w) == base[v] for w in self.apart.get(v, ())))

    def choose(self, names: Sequence[str], wishes: Mapping[str, Sequence[str]]) -> None:
        """Give each name the first letter that fits: its own, a wish, one of the usual letters."""
        for v in names:
            if v not in self.chosen and v in self.apart:
                self.chosen[v] = next(filter(lambda letter: self._fits(v, letter), self._candidates(v, wishes)), v)

    def _candidates(self, v: str, wishes: Mapping[str, Sequence[str]]) -> Iterator[str]:
        if v in self.kept():
            yield _base(v)
        yield from wishes.get(v, ())
        if v in self.written:
            yield _base(v)
        yield from (letter for letter in POOL if letter not in self.taken)

    def _fits(self, v: str, letter: str) -> bool:
        apart = {self.chosen.get(w) for w in self.apart[v]}
        return letter not in apart and letter not in self.inside[v] & self.taken


def _base(name: str) -> str:
    """Return the name of an index that was numbered to make it new."""
    numbered = _NUMBERED.fullmatch(name)
    return numbered[1] if numbered else name


def _parts(state: State) -> tuple[Term | Product, ...]:
    return (state,) if isinstance(state, Term) else state


def _declared(goal: Goal) -> frozenset[str]:
    c = goal.context
    return frozenset({"I", "pi", *c.integers, *c.positive, *(s.name for s in c.signals), *(s.name for s in c.scalars)})


def _bound_in(term: Term) -> tuple[str, ...]:
    own = term.names if term.head in ("sum", "seq") else ()
    return (*own, *(v for part in term.parts for v in _bound_in(part)))


# ----------------------------------------------------------------------------------------- where the two sides meet


def _joined(lines: Sequence[Line]) -> tuple[list[frozenset[int]], list[_Link]]:
    """Follow every product of the last state back to the change of variables that made its indices the right side's."""
    places: list[set[int]] = [set() for _ in range(len(lines) + 1)]
    links: list[_Link] = []
    last = lines[-1].after if lines else ()
    for place in range(0 if isinstance(last, Term) else len(last)):
        at, path, change = place, list[int](), None
        for line in reversed(lines):
            path.append(at)
            if isinstance(line.before, Term):
                break
            if line.rule == "reindex" and line.arguments[0] == at:
                change = line
                break
            at = _origin(line, at)
        if change is None:
            links += [_Link(v, v, True) for v, _ in last[place].binders] if not isinstance(last, Term) else []
            continue
        for state, where in zip(reversed(places), path, strict=False):
            state.add(where)
        links += _links(change)
    return [frozenset(found) for found in places], links


def _links(line: Line) -> Iterator[_Link]:
    t, old, new, there, _ = line.arguments
    names = {w for w, _ in new}
    if not isinstance(line.before, Term):
        yield from (_Link(v, v, True) for v, _ in line.before[t].binders if v not in old)
    for v, e in zip(old, there, strict=True):
        yield from (_Link(v, w, e == symbol(w)) for w in sorted(e.symbols() & names) if e.linear(w)[0] in (ONE, -ONE))


def _origin(line: Line, place: int) -> int:
    """Return where a product of the state after a line stood before it."""
    before, after = line.before, line.after
    if isinstance(before, Term) or isinstance(after, Term):
        return place
    if line.rule == "tidy" and line.arguments[0] is None:
        wanted = _outline(after[place])
        return next((i for i, p in enumerate(before) if _outline(p) == wanted), place)
    t, more = line.arguments[0], len(after) - len(before)
    if place < t or (place == t and more >= 0):
        return place
    return t if place <= t + more else place - more


def _outline(p: Product) -> object:
    """Return what `tidy` leaves of a product."""
    entries = [e for a in p.atoms if (e := entry_of(a)) is not None]
    return p.binders, tuple((e.parts[0].names, e.polys) for e in entries)
