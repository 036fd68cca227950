"""The verdict on one link of a chain: in every way in which it can be meant, and by two routes.

May import: ``errors``, ``syntax`` and this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import prod
from typing import Final

from symconv.auditing.claims import Note
from symconv.auditing.context import Context, Setting
from symconv.auditing.knowledge import Knowledge
from symconv.auditing.labels import names_in
from symconv.auditing.links import compare
from symconv.auditing.outcomes import Outcome, unread
from symconv.auditing.passages import Places
from symconv.auditing.readings import CLOSE, Judgement, Meaning, judge, readings, wrong_entries
from symconv.auditing.said import acts_on
from symconv.auditing.second_route import agrees
from symconv.auditing.symbolic import compare_symbolic
from symconv.auditing.values import Array, Operation, Unread, Value, World, evaluate, shown
from symconv.auditing.worked_text import Sentence
from symconv.syntax.nodes import Call, Index, Name, Negative, Node, Number, children

__all__ = ["Judge", "returned", "sampled"]

ORIGIN: Final = re.compile(r"origin\b|[Ss]tart(?:s|ing)? (?:at|from)|first (?:sample|index)|[nkm] ?= ?-\d|uparrow|↑")
"""What a text says when its signals do not start at 0 or 1."""
NEGATIVE: Final = re.compile(r"(\w)[\[(] ?-\d")
"""A sample that stands before n = 0."""
LEAST_VOTES: Final = 2
"""Fewest links that show together where signals start which have no marked origin."""
MOST_JUDGED: Final = 500_000
"""Most work on operations in one text: the products of each, and 500 for computing every mode."""
_NAMED: Final = re.compile(r"convol|correl")
_CLAUSE: Final = re.compile(r"[.;:!?](?:\s|$)|\n\s*\n")
_OTHERWISE: Final = re.compile(r"\b(?:not|unlike|instead|rather|than|versus|compar|whereas|while|differ)")
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
        self._negative = frozenset(match[1] for match in NEGATIVE.finditer(text))
        self._votes: dict[tuple[int, int], int] = {}
        """How many links of a section hold only if signals count from 0, or only if they count from 1."""

    def line(self, offset: int) -> int:
        """Return the line of an offset."""
        return self._places.of(offset)[0]

    def link(
        self, left: Node, right: Node, sign: str, sentence: Sentence, name: str = "", *, checked: bool = False
    ) -> Outcome:
        """Compare two neighbours of a chain.

        ``name`` is the signal that the chain is about; ``checked`` says that the left side was compared with
        something exact before, so that its numbers are not rounded.
        """
        outcomes: list[Outcome] = []
        self._known.use()
        self._assume_aliases(left, right)
        base = self._base(sentence.section)
        floating = self._floating(left, right)
        for world in self._known.worlds():
            if base is not None and floating and world.base != base:
                continue
            if world.supposes and any(outcome.verdict == "fails" for outcome in outcomes):
                break
            try:
                values = evaluate(left, world), evaluate(right, world)
            except Unread as error:
                outcomes.append(compare_symbolic(left, right, sign, world, sentence.before) or unread(str(error)))
                continue
            outcome = self._compared(left, right, values, sign, world, sentence, name, checked=checked)
            if outcome.verdict == "fails":
                outcome = self._mended(left, right, world, sentence, outcome)
            outcomes.append(outcome)
            if outcome.verdict == "holds":
                self._weigh(left, right, world)
                if floating and base is None:
                    self._vote(left, right, world, sentence.section)
                return outcome
        refused = [outcome for outcome in outcomes if outcome.verdict == "unread"]
        return refused[-1] if refused else outcomes[0]

    def _mended(self, left: Node, right: Node, world: World, sentence: Sentence, outcome: Outcome) -> Outcome:
        """Return what a failing link is if something else can be meant, or if an earlier fault explains it."""
        if doubt := self._doubt(left, right, world, sentence):
            return unread(doubt, outcome.found)
        names = dict.fromkeys([*names_in(left), *names_in(right)])
        far = [name for name in names if not self._known.is_current(name, sentence.section)]
        if far and not (outcome.right is not None and self._is_about(outcome, outcome.right, right, world)):
            return unread(f"{far[0]} was given for another example; it may be another {far[0]}", outcome.found)
        carried = self._known.carried(world)
        if carried is None:
            return outcome
        try:
            same = evaluate(left, carried[0]) == evaluate(right, carried[0])
        except Unread:
            return outcome
        return _follows(outcome, carried[1]) if same else outcome

    def _is_about(self, outcome: Outcome, right: Array, node: Node, world: World) -> bool:
        """Whether a wrong result is plainly one of these signals: nearly right, or right for another operation."""
        value = evaluate(node, world)
        if isinstance(node, Name) or not isinstance(value, Array) or value.shape != right.shape:
            return False
        return outcome.kind == "mislabelled" or wrong_entries(right, value) * CLOSE <= prod(right.shape)

    def _doubt(self, left: Node, right: Node, world: World, sentence: Sentence) -> str:
        """Return what else could be meant where a link does not hold, or nothing."""
        if world.supposes:
            return "it does not hold with the numbers that the text gave those names before, if the same are meant"
        start = sentence.place(left)[0]
        if start == sentence.start and not any(names_in(left)):
            inner = left.operand if isinstance(left, Negative) else left
            if word := acts_on(sentence.before, number=isinstance(inner, Number)):
                return f"the word “{word}” may belong to its left side"
        for name in sampled(left, right):
            if name in self._known.signals and self._known.sections.get(name, sentence.section) != sentence.section:
                return f"{name} was defined in another section; it may be another {name}"
            if self._known.is_outdated(name):
                return f"{name} was given before other signals were given anew; it may be another {name}"
        floating = self._floating(left, right)
        if self._base(sentence.section) is None and (self._origin_named or set(floating) & self._negative):
            return f"where {floating[0]} starts is said in words, which are not read" if floating else ""
        return ""

    def _floating(self, *nodes: Node) -> list[str]:
        """Return the signals of which samples are taken and whose origin is not marked."""
        signals = self._known.signals
        return [name for name in sampled(*nodes) if name in signals and signals[name].first is None]

    def _weigh(self, left: Node, right: Node, world: World) -> None:
        """Note with which samples a link holds, for signals that were written twice."""
        for name in self._known.twice({*names_in(left), *names_in(right)}):
            for other in self._known.worlds():
                if other.signals[name] == world.signals[name] or other.base != world.base:
                    continue
                try:
                    if evaluate(left, other) == evaluate(right, other):
                        break
                except Unread:
                    continue
            else:
                self._known.weigh(name, world)

    def _vote(self, left: Node, right: Node, world: World, section: int) -> None:
        """Count a link that holds only if signals start where this world has them."""
        try:
            other = replace(world, base=1 - world.base)
            if evaluate(left, other) == evaluate(right, other):
                return
        except Unread:
            return
        self._votes[section, world.base] = self._votes.get((section, world.base), 0) + 1

    def _base(self, section: int) -> int | None:
        """Return where the signals of a section start, if its links leave no doubt."""
        votes = [self._votes.get((section, base), 0) for base in (0, 1)]
        if min(votes) or max(votes) < LEAST_VOTES:
            return None
        return votes.index(max(votes))

    def _assume_aliases(self, *nodes: Node) -> None:
        for node in nodes:
            for name in names_in(node):
                other = self._known.aliases.get(name, "")
                if name not in self._known.signals and other in self._known.signals:
                    self._known.assume(f"{name} is taken for {other}, as the text says")

    def _compared(
        self,
        left: Node,
        right: Node,
        values: tuple[Value, Value],
        sign: str,
        world: World,
        sentence: Sentence,
        name: str,
        *,
        checked: bool,
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
            return self._both(first, second, sentence)
        outcome = compare(first, second, left, right, sign, checked=checked)
        if outcome.kind in ("exact", "rounded"):
            return Outcome("holds", outcome.kind, "exact", shown(second), shown(first), outcome.notes)
        if outcome.kind == "unclear":
            return unread(outcome.reason, shown(second))
        if not (agrees(left, world, first) and agrees(right, world, second)):
            return unread("two routes to the values do not agree", shown(second))
        return Outcome("fails", outcome.kind, "exact", shown(second), shown(first), outcome.notes)

    def _both(self, first: Value, second: Value, sentence: Sentence) -> Outcome:
        """Compare two operations by their full results; that they differ proves nothing, for a mode may be meant."""
        if not (isinstance(first, Operation) and isinstance(second, Operation)):
            return unread("one side is an operation on signals and the other a number")
        results = []
        for operation in (first, second):
            meant = self.meaning(operation.sign, sentence).operation
            full = [r for r in readings(operation) if r.operation == meant and r.mode == "full"]
            results += full[:1]
        if len(results) == 2 and results[0].result == results[1].result:
            name, value = results[0].name, shown(results[0].result)
            return Outcome("holds", "holds as", "exact", value, name)
        return unread("two operations side by side may differ in their modes")

    def same(self, left: Node, right: Node) -> bool:
        """Whether two sides have one value."""
        world = self._known.worlds()[0]
        try:
            return evaluate(left, world) == evaluate(right, world)
        except Unread:
            return False

    def result(
        self, operation: Operation, claim: Array, sentence: Sentence, name: str = "", meaning: Meaning | None = None
    ) -> Outcome:
        """Compare a result with every reading of an operation that the text admits."""
        self._known.use()
        self._judged += 500 + prod(operation.left.shape) * prod(operation.right.shape)
        if self._judged > MOST_JUDGED:
            return unread(f"too long to check: more than {MOST_JUDGED} products in one text")
        judgement = judge(operation, claim, meaning or self.meaning(operation.sign, sentence))
        if judgement.verdict == "unread":
            return unread(judgement.expected, shown(claim))
        if judgement.verdict == "holds" or judgement.right is None:
            return Outcome(
                judgement.verdict, judgement.kind, "exact", shown(claim), judgement.expected, judgement.notes
            )
        expected = f"{shown(judgement.right)} ({judgement.expected})"
        outcome = Outcome("fails", judgement.kind, "exact", shown(claim), expected, judgement.notes, judgement.right)
        names = [name] if name else self._names_of(operation, sentence.section)
        line = max((self._carried_samples(judgement, claim, other) for other in names), default=0)
        return _follows(outcome, line) if line else outcome

    def _names_of(self, operation: Operation, section: int) -> list[str]:
        """Return the names that stand for an operation on the same signals."""
        world, found = self._known.worlds()[0], []
        for name, node in self._known.results(section):
            try:
                value = evaluate(node, world)
            except Unread:
                continue
            if isinstance(value, Operation) and (value.left, value.right) == (operation.left, operation.right):
                found.append(name)
        return found

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

    def section(self, offset: int) -> int:
        """Return the number of the section of an offset."""
        return self._context.section(offset)

    def setting(self, sentence: Sentence) -> Setting:
        """Return what the words around a sentence say."""
        return self._context.setting(sentence.start, sentence.stop)

    def meaning(self, sign: str, sentence: Sentence) -> Meaning:
        """Return the operation that a sign stands for in a sentence, and which one counts if nothing fits."""
        return self.meaning_at(sign, sentence.start, sentence.before, sentence.stop)

    def meaning_at(self, sign: str, start: int, before: str, stop: int | None = None) -> Meaning:
        """Return the same for any place."""
        setting = self._context.setting(start, start if stop is None else stop)
        operation, supposed, circular = "", "", setting.circular
        open_in_2d = sign in ("*", "∗") and sign not in self._declared and not setting.flipped
        named = ["conv" if word == "convol" else "corr" for word in _NAMED.findall(before)]
        clause = _CLAUSE.split(before)[-1]
        here = {"conv" if word == "convol" else "corr" for word in _NAMED.findall(clause)}
        only = next(iter(setting.speaks_of)) if len(setting.speaks_of) == 1 else ""
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
            if len(here) == 1 and not _OTHERWISE.search(clause):
                operation = next(iter(here))
            supposed = operation or only or (named[-1] if named else "")
        return Meaning(operation, supposed, circular, setting, before, open_in_2d)


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


def returned(outcome: Outcome, line: int) -> Outcome:
    """Return what a link is whose left side is wrong and whose right side is right again."""
    text = f"Only the part before is wrong (line {line}); here the right value stands again."
    return Outcome("holds", "carried", "exact", outcome.found, outcome.found, (Note("carried", text),))


def _follows(outcome: Outcome, line: int) -> Outcome:
    text = f"This follows from the wrong value in line {line}; with the right one it is {outcome.expected}."
    return Outcome("holds", "carried", "exact", outcome.found, outcome.expected, (Note("carried", text),))
