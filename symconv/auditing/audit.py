"""Audit a worked text: every equality in it holds, fails, or is said to be unread, with the reason.

Values that the text states are used for what follows; where a name could mean several things, a claim holds
if one of them makes it true, and fails only if none does and a second route to the values agrees.

May import: ``errors``, ``syntax``, ``operations``, ``proving`` and this package. Nothing in a text is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import prod
from typing import Final

from symconv.auditing.claims import Claim, Note
from symconv.auditing.expansions import ExpandedSum, Finding, expanded_sum, findings
from symconv.auditing.identities import prove_rule
from symconv.auditing.knowledge import Knowledge
from symconv.auditing.links import compare
from symconv.auditing.passages import Places
from symconv.auditing.readings import judge
from symconv.auditing.second_route import agrees
from symconv.auditing.values import Array, Operation, Unread, Value, World, evaluate, shown
from symconv.auditing.worked_text import Sentence, WorkedText, read_text
from symconv.errors import CheckError, SymconvError
from symconv.syntax.nodes import Call, Chain, Index, Infix, Name, Node, Number, Power, Product, Vector, children
from symconv.syntax.spellings import FUNCTIONS

__all__ = ["audit_text"]

_Outcome = tuple[str, str, str, str, str, tuple[Note, ...]]
"""Verdict, kind, grade, found, expected, diagnosis."""
EQUALITIES: Final = ("=", "≈", ":=", "≡")
ORIGIN: Final = re.compile(
    r"origin\b|[Ss]tart(?:s|ing)? (?:at|from)|first (?:sample|index)|[nkm] ?= ?-\d|\w[\[(] ?-\d|uparrow|↑"
)
"""What a text says when its signals do not start at 0 or 1."""
MOST_PROOFS: Final = 20
"""Most rules of one text that are handed to the prover."""
MOST_GROUPS: Final = 24
"""Most groups of expansions of one text from which signals are recovered."""
MOST_JUDGED: Final = 500_000
"""Most work on operations in one text: the products of each, and 500 for computing every mode."""
NAMED: Final = re.compile(r"convol|correl")


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
        self._declared = dict(read.declared)
        self._proofs = self._judged = 0
        self._origin_named = bool(ORIGIN.search(text))
        self._about: dict[int, tuple[Finding, ...]] = {}
        self._recover()

    def run(self) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
        """Return the claims and the assumptions."""
        claims = []
        for at in self._read.infima:
            note = Note("notation", r"\inf is the infimum; infinity is \infty.")
            claims.append(self._claim(at, at + 4, "holds", "notation", "exact", r"\inf", r"\infty", (note,)))
        for sentence in self._read.sentences:
            claims += self._sentence(sentence)
        claims.sort(key=lambda claim: (claim.line, claim.column))
        return tuple(claims), tuple(self._known.assumptions)

    def _claim(
        self,
        start: int,
        stop: int,
        verdict: str,
        kind: str,
        grade: str = "",
        found: str = "",
        expected: str = "",
        notes: tuple[Note, ...] = (),
    ) -> Claim:
        line, column = self._places.of(start)
        return Claim(line, column, self._text[start:stop], verdict, kind, grade, found, expected, notes)

    def _recover(self) -> None:
        """Group the expanded sums of signals that the text does not write out, and recover those."""
        written = {
            chain.first.name
            for sentence in self._read.sentences
            if (chain := sentence.chain) and isinstance(chain.first, Name) and isinstance(chain.links[0][1], Vector)
        } | set(self._known.signals)
        groups: list[list[tuple[Chain, ExpandedSum]]] = []
        for sentence in self._read.sentences:
            row = expanded_sum(sentence.chain) if sentence.chain else None
            if row is None or sentence.chain is None or written & set(row.names):
                continue
            last = groups[-1][-1][1] if groups else None
            if last is None or last.key != row.key or row.index <= last.index:
                groups.append([])
            groups[-1].append((sentence.chain, row))
        for group in groups[:MOST_GROUPS]:
            signals, found = findings([row for _, row in group])
            if signals is None:
                continue
            self._about.update({id(row.sum): about for (_, row), about in zip(group, found, strict=True)})
            for name, values in zip(group[0][1].names, (signals.a, signals.b), strict=True):
                self._known.assume(f"{name} = {shown(Array(values))} is inferred from the expansions in the text")

    def _sentence(self, sentence: Sentence) -> Iterator[Claim]:
        if sentence.chain is None:
            kind = "code" if sentence.reason.startswith("code") else "unread"
            yield self._claim(sentence.start, sentence.stop, "unread", kind, expected=sentence.reason)
            return
        try:
            yield from self._chain(sentence.chain, sentence)
        except (SymconvError, RecursionError) as error:
            reason = str(error).split("\n", 1)[0]
            yield self._claim(sentence.start, sentence.stop, "unread", "unread", expected=reason)

    def _chain(self, chain: Chain, sentence: Sentence) -> Iterator[Claim]:
        parts = [("", chain.first), *chain.links]
        known: list[tuple[str, Node]] = []
        reasons: list[str] = []
        for position, (sign, part) in enumerate(parts):
            about = self._about.get(id(part))
            if about is not None:
                yield from (self._finding(finding, sentence) for finding in about)
            elif sign == "∈":
                yield from self._shape(known[-1][1] if known else None, part, sentence)
            elif sign and sign not in EQUALITIES:
                reasons.append(f"the relation {sign} is not checked")
            elif position or not self._is_defined_by(part):
                reason = self._unread(part)
                if reason and not _is_label(part):
                    reasons.append(reason)
                elif not reason:
                    known.append((sign, part))
        first = True
        for (_, left), (sign, right) in pairwise(known):
            start = sentence.start if first else self._at(right, sentence)[0]
            yield self._link(left, right, sign or "=", start, sentence)
            first = False
        self._define(parts, known, sentence)
        if reasons and not any(id(part) in self._about for _, part in parts):
            yield from self._not_evaluated(chain, sentence, reasons[0], bool(known))

    def _is_defined_by(self, first: Node) -> bool:
        """Whether a chain that begins with this says what it is, rather than using it."""
        if isinstance(first, Index | Call):
            return not any(name in self._known.signals for name in _sampled(first))
        return isinstance(first, Name)

    def _not_evaluated(self, chain: Chain, sentence: Sentence, reason: str, partly: bool) -> Iterator[Claim]:
        proved = None
        if not partly and self._proofs < MOST_PROOFS:
            self._proofs += 1
            proved = prove_rule(chain)
        if proved is not None:
            yield self._claim(sentence.start, sentence.stop, "holds", "identity", "proved", expected=proved)
        elif not (_is_label(chain.first) and len(chain.links) == 1):  # else it only says what a name means
            yield self._claim(sentence.start, sentence.stop, "unread", "unread", expected=reason)

    def _unread(self, part: Node) -> str:
        try:
            evaluate(part, self._known.worlds()[-1])
        except Unread as error:
            return str(error)
        return ""

    def _link(self, left: Node, right: Node, sign: str, start: int, sentence: Sentence) -> Claim:
        stop = self._at(right, sentence)[1]
        outcomes: list[_Outcome] = []
        for world in self._known.worlds():
            if world.supposes and any(outcome[0] == "fails" for outcome in outcomes):
                break
            try:
                values = evaluate(left, world), evaluate(right, world)
            except Unread as error:
                outcomes.append(("unread", "unread", "", "", str(error), ()))
                continue
            outcome = self._compared(left, right, values, sign, world, sentence)
            if outcome[0] == "fails" and (doubt := self._doubt(left, right, world, sentence)):
                outcome = ("unread", "unread", "", outcome[3], doubt, ())
            outcomes.append(outcome)
            if outcome[0] == "holds":
                break
        held = next((outcome for outcome in outcomes if outcome[0] == "holds"), None)
        verdict, kind, grade, found, expected, notes = held or self._worst(outcomes)
        return self._claim(start, stop, verdict, kind, grade, found, expected, notes)

    def _worst(self, outcomes: list[_Outcome]) -> _Outcome:
        """Return a failure only where nothing else can be meant; the last refusal says most."""
        unread = [outcome for outcome in outcomes if outcome[0] == "unread"]
        return unread[-1] if unread else outcomes[0]

    def _doubt(self, left: Node, right: Node, world: World, sentence: Sentence) -> str:
        """Return what else could be meant where a link does not hold, or nothing."""
        if world.supposes:
            return "it does not hold with the numbers that the text gave those names before, if the same are meant"
        marked = {name for name, array in self._known.signals.items() if array.first is not None}
        floating = [name for name in _sampled(left, right) if name in self._known.signals and name not in marked]
        sections = self._known.sections
        for name in _sampled(left, right):
            if sections.get(name, sentence.section) != sentence.section:
                return f"{name} was defined in another section; it may be another {name}"
        if floating and self._origin_named:
            return f"where {floating[0]} starts is said in words, which are not read"
        return ""

    def _compared(
        self, left: Node, right: Node, values: tuple[Value, Value], sign: str, world: World, sentence: Sentence
    ) -> _Outcome:
        first, second = values
        if isinstance(first, Operation) and isinstance(second, Array):
            self._judged += 500 + prod(first.left.shape) * prod(first.right.shape)
            if self._judged > MOST_JUDGED:
                return (
                    "unread",
                    "unread",
                    "",
                    "",
                    f"too long to check: more than {MOST_JUDGED} products in one text",
                    (),
                )
            declared, supposed = self._meant(first.sign, sentence)
            judgement = judge(first, second, declared, supposed, sentence.before)
            expected = judgement.expected
            if judgement.verdict == "fails" and judgement.right is not None:
                expected = f"{shown(judgement.right)} ({judgement.expected})"
                if not agrees(right, world, second):
                    raise CheckError("two routes to a result disagree")
            grade = "" if judgement.verdict == "unread" else "exact"
            return judgement.verdict, judgement.kind, grade, shown(second), expected, judgement.notes
        if isinstance(first, Operation) or isinstance(second, Operation):
            return "unread", "unread", "", "", "two operations side by side are not compared", ()
        outcome = compare(first, second, left, right, sign)
        if outcome.kind in ("exact", "rounded"):
            return "holds", outcome.kind, "exact", shown(second), shown(first), outcome.notes
        if outcome.kind == "unclear":
            return "unread", "unread", "", shown(second), outcome.reason, ()
        if not (agrees(left, world, first) and agrees(right, world, second)):
            return "unread", "unread", "", shown(second), "two routes to the values do not agree", ()
        return "fails", outcome.kind, "exact", shown(second), shown(first), outcome.notes

    def _meant(self, sign: str, sentence: Sentence) -> tuple[str, str]:
        """Return the operation that a sign stands for here, or ``""``, and which one counts if nothing fits."""
        if sign in ("conv", "corr"):
            return sign, sign
        if sign in self._declared:
            return self._declared[sign], self._declared[sign]
        named = ["conv" if word == "convol" else "corr" for word in NAMED.findall(sentence.before)]
        if sign in ("*", "∗"):
            return ("" if "corr" in named else "conv"), "conv"
        return "", named[-1] if named else ""

    def _finding(self, finding: Finding, sentence: Sentence) -> Claim:
        start, stop = self._at(finding.node, sentence)
        grade = "" if finding.verdict == "unread" else "exact"
        return self._claim(
            start, stop, finding.verdict, finding.kind, grade, finding.found, finding.expected, finding.notes
        )

    def _shape(self, left: Node | None, right: Node, sentence: Sentence) -> Iterator[Claim]:
        """Compare a signal with the ℝ^{…} that it is said to be in."""
        if left is None or not (
            isinstance(right, Power) and isinstance(right.base, Name) and right.base.name in "ℝℂℤℚ"
        ):
            return
        exponent = right.exponent
        factors = exponent.factors if isinstance(exponent, Product) else (exponent,)
        lengths = [int(f.value) for f in factors if isinstance(f, Number) and f.value.denominator == 1]
        value = evaluate(left, self._known.worlds()[0])
        if len(lengths) != len(factors) or not isinstance(value, Array):
            return
        start, stop = self._at(right, sentence)
        written, right_shape = " × ".join(map(str, lengths)), " × ".join(map(str, value.shape))
        if [n for n in lengths if n != 1] == [n for n in value.shape if n != 1]:
            yield self._claim(start, stop, "holds", "shape", "exact", written, right_shape)
        else:
            note = Note("shape", f"The signal has {right_shape} entries, not {written}.")
            yield self._claim(start, stop, "fails", "wrong shape", "exact", written, right_shape, (note,))

    def _define(self, parts: list[tuple[str, Node]], known: list[tuple[str, Node]], sentence: Sentence) -> None:
        """Keep what the chain gives a name to: the first value in it, for the others follow from that one."""
        labels = [part for _, part in parts if _is_label(part)]
        if not labels or not known:
            return
        world = self._known.worlds()[2]
        values: list[Value] = []
        for _, part in known:
            try:
                values.append(evaluate(part, world))
            except Unread:
                return
        plain = [value for value in values if not isinstance(value, Operation)]
        for label in labels:
            if plain and not any(label is part for _, part in known):
                self._known.define(label, plain[0], sentence.section)

    def _at(self, node: Node, sentence: Sentence) -> tuple[int, int]:
        span = node.span or (sentence.start - sentence.offset, sentence.stop - sentence.offset)
        return sentence.offset + span[0], sentence.offset + span[1]


def _sampled(*nodes: Node) -> Iterator[str]:
    """Yield the names of the signals of which samples are taken."""
    waiting = list(nodes)
    while waiting:
        part = waiting.pop()
        if isinstance(part, Index) and isinstance(part.signal, Name):
            yield part.signal.name
        elif isinstance(part, Call):
            yield part.function
        waiting += children(part)


def _is_label(node: Node) -> bool:
    match node:
        case Name():
            return True
        case Index(signal=Name(), indices=(_,)):
            return True
        case Call(function=function, arguments=(Number() | Name(),), options=()):
            return function not in FUNCTIONS
        case Infix(left=left, right=right) | Product(factors=(left, right), sign="*"):
            return isinstance(left, Name) and isinstance(right, Name)
    return False
