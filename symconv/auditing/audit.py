"""Audit a worked text: every equality in it holds, fails, or is said to be unread, with the reason.

Values that the text states are used for what follows; where a name could mean several things, a claim holds
if one of them makes it true, and fails only if none does and a second route to the values agrees.

May import: ``errors``, ``syntax``, ``operations``, ``proving`` and this package. Nothing in a text is ever run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from symconv.auditing.announced import Announced
from symconv.auditing.claims import Claim, Note
from symconv.auditing.conditions import holds_at
from symconv.auditing.context import Context
from symconv.auditing.defining import Definitions
from symconv.auditing.definitions import as_vector, formula_array, ranged_array, shared_variable, variable_of
from symconv.auditing.expansions import Finding
from symconv.auditing.identities import judge_rule
from symconv.auditing.inferred import inferred_findings
from symconv.auditing.judging import Judge, returned, sampled
from symconv.auditing.knowledge import Knowledge
from symconv.auditing.labels import is_label, is_operation, name_of, names_in, says_what_it_means
from symconv.auditing.macros import Expansion
from symconv.auditing.origins import first_of_all, range_in_words
from symconv.auditing.outcomes import Outcome, unread
from symconv.auditing.passages import Places
from symconv.auditing.prose import flip_slips
from symconv.auditing.results_in_words import announced_outcome
from symconv.auditing.second_route import agrees
from symconv.auditing.shapes import shape_outcome
from symconv.auditing.symbolic import is_symbolic
from symconv.auditing.tabled import Tabled, defined_signals, table_outcomes, tabled
from symconv.auditing.tables import Table
from symconv.auditing.values import Operation, Unread, evaluate, shown
from symconv.auditing.worked_text import Sentence, WorkedText, read_text
from symconv.errors import SymconvError
from symconv.syntax import to_text
from symconv.syntax.nodes import Call, Chain, Fence, Index, Name, Node, Product, Vector

__all__ = ["audit_text"]

EQUALITIES: Final = ("=", "≈", ":=", "≡")
COMPARED: Final = ("<", "<=", ">", ">=", "!=")
MOST_NEAR: Final = 8
"""How many claims before a result are looked at, to see whether it is one of them."""
MOST_PROOFS: Final = 20
"""Most rules of one text that are handed to the prover."""


def audit_text(
    text: str, syntax: str = "auto", define: Sequence[str] = ()
) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """Return the claims of a text in its order, and the assumptions that were made.

    Raises
    ------
    ConventionError
        If the syntax is unknown.
    LimitError
        If the text is too long.
    ParseError
        If a definition cannot be read.
    """
    return _Audit(text, read_text(text, syntax), Knowledge.from_definitions(define)).run()


class _Audit:
    """One walk over a text; what is known grows as it goes."""

    def __init__(self, text: str, read: WorkedText, known: Knowledge) -> None:
        self._text, self._read, self._known = text, read, known
        self._places = Places(text)
        context = Context(text, read.headings)
        self._judge = Judge(text, self._places, known, context, dict(read.declared))
        self._definitions = Definitions(text, known, self._judge)
        self._first = first_of_all(text)
        for _, name, other in context.aliases():
            known.aliases.update({name: other, other: name})
        self._proofs = 0
        self._tables: list[tuple[Table, Tabled | None]] = []
        self._about = inferred_findings(read, known)
        self._claimed: list[tuple[int, int]] = []
        """Where the last claims stand."""

    def run(self) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
        """Return the claims and the assumptions."""
        claims = []
        for at in self._read.infima:
            note = Note("notation", r"\inf is the infimum; infinity is \infty.")
            outcome = Outcome("holds", "notation", "exact", r"\inf", r"\infty", (note,))
            claims.append(self._claim((at, at + 4), outcome))
        claims += [self._claim((start, stop), outcome) for start, stop, outcome in flip_slips(self._text)]
        items: list[Sentence | Table | Announced] = [*self._read.sentences, *self._read.tables, *self._read.announced]
        for item in sorted(items, key=lambda item: item.start):
            match item:
                case Sentence():
                    claims += self._sentence(item)
                case Announced():
                    claims += self._announced(item)
                case _:
                    claims += self._table(item)
        claims += self._found(self._definitions.wrong_samples())
        claims += self._found(self._definitions.conflicts())
        claims += self._cells()
        claims.sort(key=lambda claim: (claim.line, claim.column))
        return tuple(claims), tuple(self._known.assumptions)

    def _claim(self, span: tuple[int, int], outcome: Outcome) -> Claim:
        self._claimed = [*self._claimed[-MOST_NEAR:], span]
        line, column = self._places.of(span[0])
        text = self._text[span[0] : span[1]]
        said = (outcome.verdict, outcome.kind, outcome.grade, outcome.found, outcome.expected, outcome.notes)
        return Claim(line, column, text, *said)

    def _found(self, found: Iterator[tuple[Sentence, Node | None, Outcome]]) -> Iterator[Claim]:
        for sentence, node, outcome in found:
            yield self._claim((sentence.start, sentence.stop) if node is None else sentence.place(node), outcome)

    def _table(self, table: Table) -> Iterator[Claim]:
        """Keep the signals of a table; its cells are compared when the whole text is known."""
        world = self._known.worlds()[0]
        read = tabled(table, replace(world, signals=dict(world.signals)))
        section = self._judge.section(table.start)
        for label, array in defined_signals(read) if read is not None else ():
            self._known.define(label, array, section, stated=True)
        self._tables.append((table, read))
        yield from ()

    def _announced(self, announced: Announced) -> Iterator[Claim]:
        """Judge a result that a sentence announces, unless its formula was judged as a claim of its own."""
        start, stop = announced.start, announced.stop
        if any(first < stop and start < last for first, last in self._claimed):
            return
        source = Expansion(self._text[start:stop], start)
        before = self._text[max(0, start - 300) : start].lower()
        sentence = Sentence(None, source, start, stop, self._judge.section(start), before=before)
        outcome = announced_outcome(announced, sentence, self._known, self._judge, self._definitions.given_at)
        yield self._claim((start, stop), outcome)

    def _cells(self) -> Iterator[Claim]:
        for table, read in self._tables:
            meaning = self._judge.meaning_at("*", table.start, self._text[max(0, table.start - 300) : table.start])
            for cell, outcome in table_outcomes(table, read, self._known, self._judge.section(table.start), meaning):
                yield self._claim((cell.start, cell.stop), outcome)

    def _sentence(self, sentence: Sentence) -> Iterator[Claim]:
        whole = (sentence.start, sentence.stop)
        if sentence.chain is None:
            kind = "code" if sentence.reason.startswith("code") else "unread"
            yield self._claim(whole, replace(unread(sentence.reason), kind=kind))
            return
        try:
            yield from self._chain(self._with_samples(self._anchored(sentence.chain, sentence), sentence), sentence)
        except (SymconvError, RecursionError) as error:
            yield self._claim(whole, unread(str(error).split("\n", 1)[0]))

    def _anchored(self, chain: Chain, sentence: Sentence) -> Chain:
        """Return the chain with the origin of its last signal where words say it."""
        sign, last = chain.links[-1]
        stated = len(chain.links) == 1 and bool(name_of(chain.first))
        first = self._first if sentence.first is None and stated else sentence.first
        if first is None or not isinstance(last, Vector) or last.origin is not None:
            return chain
        if any(isinstance(entry, Vector) for entry in last.entries):
            return chain
        return replace(chain, links=(*chain.links[:-1], (sign, replace(last, origin=(-first,)))))

    def _applied(self, first: Node) -> Node:
        """Return ``(f*g)(2)`` as a sample of the operation, where f and g are signals."""
        match first:
            case Product(factors=(Product(factors=(Name(), Name()), sign="*") as inner, Fence(inner=place)), sign=""):
                if all(name in self._known.signals for name in names_in(inner)) and not list(names_in(place)):
                    return Index(Fence(inner), (place,), span=first.span)
        return first

    def _with_samples(self, chain: Chain, sentence: Sentence) -> Chain:
        """Return the chain with the samples of signals that it gives by a formula in n."""
        variable = variable_of(chain.first) or shared_variable(chain.first)
        if not variable:
            return replace(chain, first=self._applied(chain.first))
        links = []
        for sign, part in chain.links:
            array = formula_array(part, variable, self._known.worlds()[0]) if id(part) not in self._about else None
            links.append((sign, part if array is None else as_vector(array, part.span)))
        places = range_in_words(self._text, sentence.stop) if len(links) == 1 else None
        if places is not None and not isinstance(links[0][1], Vector):
            array = ranged_array(links[0][1], variable, places, self._known.worlds()[0])
            links = [(links[0][0], as_vector(array, links[0][1].span))] if array is not None else links
        return replace(chain, links=tuple(links))

    def _chain(self, chain: Chain, sentence: Sentence) -> Iterator[Claim]:
        parts = [("", chain.first), *chain.links]
        self._definitions.anchor(chain, sentence)
        if (turned := self._definitions.turned(chain)) is not None:
            yield self._claim((sentence.start, sentence.stop), turned)
            return
        known: list[tuple[str, Node]] = []
        reasons: list[str] = []
        for position, (sign, part) in enumerate(parts):
            about = self._about.get(id(part))
            if about is not None:
                yield from (self._finding(finding, sentence) for finding in about)
            elif sign == "∈":
                outcome = shape_outcome(known[-1][1], part, self._known.worlds()[0]) if known else None
                if outcome is not None:
                    yield self._claim(sentence.place(part), outcome)
            elif sign in COMPARED:
                outcome = self._inequality(parts[position - 1][1], sign, part)
                if outcome is not None:
                    yield self._claim((sentence.place(parts[position - 1][1])[0], sentence.place(part)[1]), outcome)
            elif sign and sign not in EQUALITIES:
                reasons.append(f"the relation {sign} is not checked")
            elif position or not self._is_defined_by(part):
                reason = self._unread(part)
                if not reason:
                    known.append((sign, part))
                elif not is_label(part) or is_operation(part) or len(parts) == 2:
                    reasons.append(reason)
        outcomes: list[Outcome] = []
        yield from self._links(chain, known, sentence, outcomes)
        yield from self._found(self._definitions.define(parts, known, sentence, outcomes))
        if reasons and not any(id(part) in self._about for _, part in parts):
            yield from self._not_evaluated(chain, sentence, reasons[0], known)

    def _links(
        self, chain: Chain, known: list[tuple[str, Node]], sentence: Sentence, outcomes: list[Outcome]
    ) -> Iterator[Claim]:
        """Yield the claims of a chain; what was found out is put into ``outcomes``."""
        start, checked = sentence.start, False
        failed: tuple[Node, int] | None = None
        for number, ((_, left), (sign, right)) in enumerate(pairwise(known)):
            first, stop = sentence.place(right)
            start = first if number else start
            outcome = self._judge.link(left, right, sign or "=", sentence, name_of(chain.first), checked=checked)
            checked = outcome.verdict == "holds" and outcome.kind == "exact"
            if outcome.verdict == "fails":
                if failed is not None and self._judge.same(failed[0], right):
                    outcome = returned(outcome, failed[1])
                else:
                    failed = left, self._places.of(start)[0]
                    if is_label(chain.first):
                        self._mistaken(chain.first, right, start)
            outcomes.append(outcome)
            yield self._claim((start, stop), outcome)

    def _inequality(self, left: Node, sign: str, right: Node) -> Outcome | None:
        """Compare two numbers; with a name in it an inequality is a condition, not a claim."""
        if any(True for side in (left, right) for _ in names_in(side)):
            return None
        relation = Chain(left, ((sign, right),))
        world = self._known.worlds()[0]
        try:
            values = [evaluate(side, world) for side in (left, right)]
            held = holds_at(relation, lambda part: values[part is right])  # type: ignore[arg-type,return-value]
        except (Unread, TypeError):
            return None
        if held:
            return Outcome("holds", "exact", "exact", to_text(right), to_text(left))
        if not all(agrees(side, world, value) for side, value in zip((left, right), values, strict=True)):
            return None
        note = Note("slip", f"The left side is {shown(values[0])}, the right side {shown(values[1])}.")
        return Outcome("fails", "wrong relation", "exact", to_text(relation), shown(values[0]), (note,))

    def _mistaken(self, label: Node, right: Node, start: int) -> None:
        """Keep a wrong value, to see what follows from it."""
        try:
            value = evaluate(right, self._known.worlds()[0])
        except Unread:
            return
        if not isinstance(value, Operation):
            self._known.mistaken(label, value, self._places.of(start)[0])

    def _is_defined_by(self, first: Node) -> bool:
        """Whether a chain that begins with this says what it is, rather than using it."""
        if is_operation(first):
            return False
        if isinstance(first, Index | Call):
            known = [name for name in sampled(first) if name in self._known.signals]
            return bool(variable_of(first)) or all(self._known.is_outdated(name) for name in known)
        return isinstance(first, Name)

    def _not_evaluated(
        self, chain: Chain, sentence: Sentence, reason: str, known: list[tuple[str, Node]]
    ) -> Iterator[Claim]:
        labelled = is_label(chain.first) and len(chain.links) > 1
        rule = Chain(chain.links[0][1], chain.links[1:]) if labelled else chain
        outcome = None
        if (len(known) < 2 or labelled) and self._proofs < MOST_PROOFS:
            self._proofs += 1
            outcome = judge_rule(rule, self._around(sentence), self._known.signals)
        if outcome is None and len(chain.links) == 1 and says_what_it_means(chain.first, chain.links[0][1]):
            return
        yield self._claim((sentence.start, sentence.stop), outcome or unread(reason))

    def _around(self, sentence: Sentence) -> str:
        """Return the words around a formula in its paragraph."""
        before = self._text[max(0, sentence.start - 300) : sentence.start].rsplit("\n\n", 1)[-1]
        return before + " " + self._text[sentence.stop : sentence.stop + 120].split("\n\n", 1)[0]

    def _unread(self, part: Node) -> str:
        world = self._known.worlds()[-1]
        try:
            evaluate(part, world)
        except Unread as error:
            return "" if is_symbolic(part, world) else str(error)
        return ""

    def _finding(self, finding: Finding, sentence: Sentence) -> Claim:
        grade = "" if finding.verdict == "unread" else "exact"
        outcome = Outcome(finding.verdict, finding.kind, grade, finding.found, finding.expected, finding.notes)
        return self._claim(sentence.place(finding.node), outcome)
