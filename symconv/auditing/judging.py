"""The verdict on one link of a chain: in every way in which it can be meant, and by two routes.

May import: ``errors``, ``syntax`` and this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import prod
from typing import Final

from symconv.auditing.claims import Note
from symconv.auditing.context import Context
from symconv.auditing.knowledge import Knowledge
from symconv.auditing.links import compare
from symconv.auditing.outcomes import Outcome, unread
from symconv.auditing.passages import Places
from symconv.auditing.readings import Judgement, Meaning, judge
from symconv.auditing.second_route import agrees
from symconv.auditing.symbolic import compare_symbolic
from symconv.auditing.values import Array, Operation, Unread, Value, World, evaluate, shown
from symconv.auditing.worked_text import Sentence
from symconv.syntax.nodes import Call, Index, Name, Node, children

__all__ = ["Judge", "sampled"]

ORIGIN: Final = re.compile(
    r"origin\b|[Ss]tart(?:s|ing)? (?:at|from)|first (?:sample|index)|[nkm] ?= ?-\d|\w[\[(] ?-\d|uparrow|↑"
)
"""What a text says when its signals do not start at 0 or 1."""
MOST_JUDGED: Final = 500_000
"""Most work on operations in one text: the products of each, and 500 for computing every mode."""
_NAMED: Final = re.compile(r"convol|correl")
_DOT: Final = re.compile(r"\\cdot|·|⋅|×|\\times|\\bullet")


class Judge:
    """Compares the two sides of links, under what a text has said before them."""

    def __init__(
        self,
        text: str,
        places: Places,
        known: Knowledge,
        context: Context,
        declared: Mapping[str, tuple[str, bool]],
    ) -> None:
        self._places, self._known, self._context, self._declared = places, known, context, declared
        self._judged = 0
        self._origin_named = bool(ORIGIN.search(text))

    def line(self, offset: int) -> int:
        """Return the line of an offset."""
        return self._places.of(offset)[0]

    def link(self, left: Node, right: Node, sign: str, sentence: Sentence, name: str = "") -> Outcome:
        """Compare two neighbours of a chain; ``name`` is the signal that the chain is about."""
        outcomes: list[Outcome] = []
        for world in self._known.worlds():
            if world.supposes and any(outcome.verdict == "fails" for outcome in outcomes):
                break
            try:
                values = evaluate(left, world), evaluate(right, world)
            except Unread as error:
                outcomes.append(compare_symbolic(left, right, sign, world, sentence.before) or unread(str(error)))
                continue
            outcome = self._compared(left, right, values, sign, world, sentence, name)
            if outcome.verdict == "fails":
                outcome = self._mended(left, right, world, sentence, outcome)
            outcomes.append(outcome)
            if outcome.verdict == "holds":
                return outcome
        refused = [outcome for outcome in outcomes if outcome.verdict == "unread"]
        return refused[-1] if refused else outcomes[0]

    def _mended(self, left: Node, right: Node, world: World, sentence: Sentence, outcome: Outcome) -> Outcome:
        """Return what a failing link is if something else can be meant, or if an earlier fault explains it."""
        if doubt := self._doubt(left, right, world, sentence):
            return unread(doubt, outcome.found)
        carried = self._known.carried(world)
        if carried is None:
            return outcome
        try:
            same = evaluate(left, carried[0]) == evaluate(right, carried[0])
        except Unread:
            return outcome
        return _follows(outcome, carried[1]) if same else outcome

    def _doubt(self, left: Node, right: Node, world: World, sentence: Sentence) -> str:
        """Return what else could be meant where a link does not hold, or nothing."""
        if world.supposes:
            return "it does not hold with the numbers that the text gave those names before, if the same are meant"
        marked = {name for name, array in self._known.signals.items() if array.first is not None}
        names = [name for name in sampled(left, right) if name in self._known.signals]
        for name in names:
            if self._known.sections.get(name, sentence.section) != sentence.section:
                return f"{name} was defined in another section; it may be another {name}"
        floating = [name for name in names if name not in marked]
        if floating and self._origin_named:
            return f"where {floating[0]} starts is said in words, which are not read"
        return ""

    def _compared(
        self,
        left: Node,
        right: Node,
        values: tuple[Value, Value],
        sign: str,
        world: World,
        sentence: Sentence,
        name: str,
    ) -> Outcome:
        first, second = values
        if isinstance(second, Operation) and isinstance(first, Array):
            left, right, first, second = right, left, second, first
        if isinstance(first, Operation) and isinstance(second, Array):
            if self._is_dotted(left, sentence):
                return unread("a dot between two signals may be a product of any kind")
            if not agrees(right, world, second):
                return unread("two routes to a result disagree")
            return self.result(first, second, sentence, name)
        if isinstance(first, Operation) or isinstance(second, Operation):
            return unread("two operations side by side are not compared")
        outcome = compare(first, second, left, right, sign)
        if outcome.kind in ("exact", "rounded"):
            return Outcome("holds", outcome.kind, "exact", shown(second), shown(first), outcome.notes)
        if outcome.kind == "unclear":
            return unread(outcome.reason, shown(second))
        if not (agrees(left, world, first) and agrees(right, world, second)):
            return unread("two routes to the values do not agree", shown(second))
        return Outcome("fails", outcome.kind, "exact", shown(second), shown(first), outcome.notes)

    def result(self, operation: Operation, claim: Array, sentence: Sentence, name: str = "") -> Outcome:
        """Compare a result with every reading of an operation that the text admits."""
        self._judged += 500 + prod(operation.left.shape) * prod(operation.right.shape)
        if self._judged > MOST_JUDGED:
            return unread(f"too long to check: more than {MOST_JUDGED} products in one text")
        judgement = judge(operation, claim, self.meaning(operation.sign, sentence))
        if judgement.verdict == "unread":
            return unread(judgement.expected, shown(claim))
        if judgement.verdict == "holds" or judgement.right is None:
            return Outcome(
                judgement.verdict, judgement.kind, "exact", shown(claim), judgement.expected, judgement.notes
            )
        expected = f"{shown(judgement.right)} ({judgement.expected})"
        outcome = Outcome("fails", judgement.kind, "exact", shown(claim), expected, judgement.notes)
        line = self._carried_samples(judgement, claim, name)
        return _follows(outcome, line) if line else outcome

    def _carried_samples(self, judgement: Judgement, claim: Array, name: str) -> int:
        """Return the line of the first wrong sample if the result only repeats wrong samples, else 0."""
        right = judgement.right
        if right is None or right.shape != claim.shape or len(claim.shape) != 1:
            return 0
        lines = []
        for position, (value, written) in enumerate(zip(right.rows, claim.rows, strict=True)):
            if value == written:
                continue
            wrong = self._known.wrong_sample(name, position + (claim.first or right.first or 0))
            if wrong is None or wrong[0] != written:
                return 0
            lines.append(wrong[1])
        return min(lines, default=0)

    def _is_dotted(self, node: Node, sentence: Sentence) -> bool:
        operands = [part for part in children(node) if part.span]
        if len(operands) != 2 or operands[0].span is None or operands[1].span is None:
            return False
        between = sentence.source.text[operands[0].span[1] : operands[1].span[0]]
        return bool(_DOT.search(between))

    def meaning(self, sign: str, sentence: Sentence) -> Meaning:
        """Return the operation that a sign stands for here, and which one counts if nothing fits."""
        setting = self._context.setting(sentence.start, sentence.stop)
        operation, supposed, circular = "", "", False
        named = ["conv" if word == "convol" else "corr" for word in _NAMED.findall(sentence.before)]
        if sign in ("conv", "corr"):
            operation = supposed = sign
        elif sign in self._declared:
            operation, circular = self._declared[sign]
            supposed = operation
        elif sign in ("*", "∗"):
            lenient = (setting.unflipped or setting.network) and not setting.flipped
            operation = "" if "corr" in named or lenient else "conv"
            supposed = "" if lenient else "conv"
        else:
            supposed = named[-1] if named else ""
        return Meaning(operation, supposed, circular, setting, sentence.before)


def sampled(*nodes: Node) -> Iterator[str]:
    """Yield the names of the signals of which samples are taken."""
    waiting = list(nodes)
    while waiting:
        part = waiting.pop()
        if isinstance(part, Index) and isinstance(part.signal, Name):
            yield part.signal.name
        elif isinstance(part, Call):
            yield part.function
        waiting += children(part)


def _follows(outcome: Outcome, line: int) -> Outcome:
    text = f"This follows from the wrong value in line {line}; with the right one it is {outcome.expected}."
    return Outcome("holds", "carried", "exact", outcome.found, outcome.expected, (Note("carried", text),))
