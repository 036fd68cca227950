"""The lines of a proof in the order in which they are read, each with its formula and what is said about it.

May import: ``decide``, ``displayed``, ``letters``, ``narration``, ``changes``, ``terms``, ``derivation``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from symconv.derivation import Sentence
from symconv.polynomials import ZERO, number
from symconv.products import key_of
from symconv.proving.changes import reordered
from symconv.proving.decide import Proof
from symconv.proving.displayed import NOTHING, Paper, renamed
from symconv.proving.drafts import Line
from symconv.proving.letters import Letters, letters
from symconv.proving.narration import narrate, substitution
from symconv.proving.term_writing import term_node
from symconv.syntax.nodes import Node
from symconv.terms import Flat, Goal, Product, State, Term

__all__ = ["REORDER", "Row", "Script", "script"]

REORDER = "reorder"
ONE_WAY = frozenset(
    {"sift", "orthogonality", "count", "split", "divide", "lattice", "residues", "differentiate", "lift"}
)
"""Rules that read well in one direction only."""
ABOUT_INDICES = frozenset({"reindex", "sift", "use", "divide", "split", "add_guard", "drop_guard"})
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a proof on its way to the page: what it says is equal, and why."""

    rule: str
    before: Node
    after: Node
    note: Sentence
    lines: tuple[Line, ...] = ()
    """The steps of the trusted core behind it; none where only the order changes."""
    backwards: bool = False
    place: tuple[int, ...] | None = None
    """Where a definition was put in."""


@dataclass(frozen=True, slots=True)
class Script:
    """A proof in reading order."""

    first: Node
    last: Node
    rows: tuple[Row, ...]
    turned: bool
    """It is read from the right side to the left, because all the work was done there."""


def script(proof: Proof, *, exact: bool = False) -> Script:
    """Return every step of a proof as a row; ``exact`` shows what the trusted core has."""
    rules, others = ({line.rule for line in lines} for lines in (proof.right, proof.left))
    turned = bool(ONE_WAY & rules) and not (ONE_WAY | {"share"}) & others
    paper = Paper(proof.goal.context, exact, _on_circle(proof.goal))
    writer = _Script(proof, paper, letters(proof.goal, proof.left, proof.right, turned=turned))
    left, right = writer.ends()
    first, last = (right, left) if turned else (left, right)
    return Script(first, last, writer.rows(turned=turned), turned)


@dataclass(frozen=True, slots=True)
class _Script:
    proof: Proof
    paper: Paper
    letters: Letters

    def ends(self) -> tuple[Node, Node]:
        """Return the two sides."""
        goal = self.proof.goal
        return self.paper.state(goal.lhs, self.letters.left), self.paper.state(goal.rhs, self.letters.right)

    def rows(self, *, turned: bool) -> tuple[Row, ...]:
        """Return the rows from the left side to the right, or the other way round."""
        if turned:
            middle = [replace(row, before=row.after, after=row.before) for row in reversed(self._middle())]
            return (*self._right(backwards=False), *middle, *self._left(backwards=True))
        return (*self._left(backwards=False), *self._middle(), *self._right(backwards=True))

    # --------------------------------------------------------------------------------------------------- both sides

    def _left(self, *, backwards: bool) -> Sequence[Row]:
        states = (self.proof.goal.lhs, *(line.after for line in self.proof.left))
        names = [self._names(number, state) for number, state in enumerate(states)]
        opposites = () if backwards else tuple(_opposites(self.proof.left))
        for place, first, last in opposites:
            for i in range(first + 1, last + 1):
                states = (*states[:i], _whole(states[i], place), *states[i + 1 :])
                names[i] = (*names[i][: place + 1], *names[i][place + 2 :])
        nodes = [self._node(self._like_before(state, own), own) for state, own in zip(states, names, strict=True)]
        rows = list(self._rows(self.proof.left, nodes, names, backwards=backwards))
        for place, first, last in reversed(opposites):
            rows[last : last + 1] = self._cancelled(rows[last], states[first], names[first], place)
        return rows

    def _cancelled(self, row: Row, state: State, names: tuple[Names, ...], place: int) -> Sequence[Row]:
        """Return the rows that end in 2·T = 0 and T = 0."""
        if isinstance(state, Term):
            return (row,)
        whole = self.paper.products(state, names)
        twice = self.paper.products((_scaled(state[place], 2),), (names[place],))
        return (
            Row("share", twice, NOTHING, Sentence("the sum is its own opposite")),
            replace(row, before=whole, note=Sentence("divide by 2" if row.after == NOTHING else "that sum is 0")),
        )

    def _right(self, *, backwards: bool) -> Sequence[Row]:
        states = (self.proof.goal.rhs, *(line.after for line in self.proof.right))
        names = [(self.letters.right,) * _size(state) for state in states]
        nodes = [self._node(state, own) for state, own in zip(states, names, strict=True)]
        return self._rows(self.proof.right, nodes, names, backwards=backwards)

    def _names(self, number: int, state: State) -> tuple[Names, ...]:
        joined = self.letters.joined[number]
        return tuple(self.letters.right if i in joined else self.letters.left for i in range(_size(state)))

    def _node(self, state: State, names: tuple[Names, ...]) -> Node:
        return self.paper.state(state, names[0]) if isinstance(state, Term) else self.paper.products(state, names)

    def _like_before(self, state: State, names: tuple[Names, ...]) -> State:
        """Keep the sums in the order of the left side until they are exchanged."""
        if isinstance(state, Term):
            return state
        order = list(dict.fromkeys(self.letters.left.values()))

        def place(own: Names, v: str) -> int:
            return order.index(own.get(v, v)) if own.get(v, v) in order else len(order)

        return tuple(
            replace(p, binders=tuple(sorted(p.binders, key=lambda b, own=own: place(own, b[0]))))  # type: ignore[misc]
            if own is self.letters.right
            else p
            for p, own in zip(state, names, strict=True)
        )

    def _rows(
        self, lines: Sequence[Line], nodes: Sequence[Node], names: Sequence[tuple[Names, ...]], *, backwards: bool
    ) -> Sequence[Row]:
        rows = []
        for i, line in enumerate(lines):
            before, after = nodes[i], nodes[i + 1]
            note = self._note(line, names[i], names[i + 1], backwards=backwards)
            ends = (after, before) if backwards else (before, after)
            place = line.arguments[0] if line.rule == "unfold" else None
            rows.append(Row(line.rule, *ends, note, (line,), backwards, place))
        return rows[::-1] if backwards else rows

    def _note(self, line: Line, before: tuple[Names, ...], after: tuple[Names, ...], *, backwards: bool) -> Sentence:
        place = line.arguments[0] if line.arguments and isinstance(line.arguments[0], int) else 0
        old = before[min(place, len(before) - 1)] if before else {}
        new = after[min(place, len(after) - 1)] if after else old

        def on_paper(names: Names, node: Node) -> Node:
            written = self.paper.node(renamed(node, names))
            return self.paper.index(written, tuple(names.values())) if line.rule in ABOUT_INDICES else written

        if line.rule == "reindex":
            return substitution(
                line, lambda node: on_paper(old, node), lambda node: on_paper(new, node), backwards=backwards
            )
        said = narrate(line, self.proof.goal.context, self._conjugates, backwards=backwards)
        if line.rule == "unfold" and not backwards and self._drops_conjugate(line):
            said = Sentence(f"{said.template} of real signals", said.slots)
        slots = tuple((n, v if isinstance(v, str) else on_paper({**new, **old}, v)) for n, v in said.slots)
        return Sentence(said.template, slots)

    def _drops_conjugate(self, line: Line) -> bool:
        """Tell whether a definition has a conjugate that is not shown, because what it stands over is real."""
        term = line.after
        for place in line.arguments[0]:
            term = term.parts[place] if isinstance(term, Term) else term
        factors = term.parts[0].parts if isinstance(term, Term) and term.head == "sum" else ()
        last = factors[-1] if factors else None
        return last is not None and last.head == "conj" and not self._conjugates(last.parts[0])

    def _conjugates(self, term: Term) -> bool:
        """Tell whether the conjugate of a term is shown as one."""
        written = term_node(Term("conj", (term,)))
        return self.paper.node(written) == self.paper.node(written, plain=False)

    # ------------------------------------------------------------------------------------------------- where they meet

    def _middle(self) -> Sequence[Row]:
        """Return the rows that put factors and sums into the order of the right side."""
        first, last = (_last(self.proof.goal.lhs, self.proof.left), _last(self.proof.goal.rhs, self.proof.right))
        if isinstance(first, Term) or isinstance(last, Term):
            return ()
        places = {key_of(p): i for i, p in enumerate(first)}
        names = self._names(len(self.proof.left), first)
        start = self._like_before(first, names)
        if isinstance(start, Term):
            return ()
        stops: list[tuple[Flat, tuple[Names, ...]]] = [(start, names)]
        known = [p for p in last if key_of(p) in places]
        if len(known) != len(last) or len(first) != len(last):
            return ()
        commuted = tuple(replace(p, binders=stops[0][0][places[key_of(p)]].binders) for p in last)
        stops += [(commuted, tuple(names[places[key_of(p)]] for p in last)), (last, (self.letters.right,) * len(last))]
        rows = []
        for (p, own), (q, new) in pairwise(stops):
            rows.append(Row(REORDER, self.paper.products(p, own), self.paper.products(q, new), reordered(p, q)))
        return rows


def _on_circle(goal: Goal) -> bool:
    """Tell whether a statement is about residues: a signal, a sum or an impulse of it has a modulus."""

    def walk(term: Term) -> bool:
        own = term.polys if term.head in ("sum", "seq", "delta") else term.polys[1:] if term.head == "kronecker" else ()
        return any(p != ZERO for p in own) or any(map(walk, term.parts))

    return any(axis != ZERO for s in goal.context.signals for axis in s.axes) or walk(goal.lhs) or walk(goal.rhs)


def _opposites(lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
    """Yield the place of a product T = −T, and the lines that halve it and that let the halves cancel."""
    for first, line in enumerate(lines):
        if line.rule == "share" and not isinstance(line.before, Term):
            last = next(i for i, later in enumerate(lines) if i > first and _size(later.after) < _size(line.after))
            place, after = line.arguments[0], lines[last].after
            others = {key_of(p) for i, p in enumerate(line.before) if i != place}
            alone = not isinstance(after, Term) and {key_of(p) for p in after} == others  # nothing is left of T
            if alone and all(_size(later.before) == _size(line.after) for later in lines[first + 1 : last + 1]):
                yield place, first, last


def _whole(state: State, place: int) -> State:
    """Return a state with two halves at a place, the first of them doubled and the second left out."""
    if isinstance(state, Term):
        return state
    return (*state[:place], _scaled(state[place], 2), *state[place + 2 :])


def _scaled(p: Product, factor: int) -> Product:
    return replace(p, coefficient=p.coefficient * number(factor))


def _size(state: State) -> int:
    return 1 if isinstance(state, Term) else len(state)


def _last(start: State, lines: Sequence[Line]) -> State:
    return lines[-1].after if lines else start
