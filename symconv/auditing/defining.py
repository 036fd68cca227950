"""What a chain gives a name to, and whether that agrees with what the text has said about the name before.

May import: ``syntax`` and this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from symconv.auditing.answers import Sample, rule_operation, wrong_samples
from symconv.auditing.claims import Note
from symconv.auditing.definitions import variable_of
from symconv.auditing.judging import Judge
from symconv.auditing.knowledge import Knowledge, sample_of
from symconv.auditing.labels import is_label, is_operation, name_of, names_in
from symconv.auditing.outcomes import Outcome, unread
from symconv.auditing.readings import CLOSE, wrong_entries
from symconv.auditing.values import Array, Operation, Unread, Value, World, evaluate, index_of, shown
from symconv.auditing.worked_text import Sentence
from symconv.syntax.nodes import Add, Call, Chain, Index, Name, Negative, Node, Vector

__all__ = ["Definitions"]

Parts = list[tuple[str, Node]]
Found = tuple[Sentence, Node | None, Outcome]
"""The sentence, the node in it that the outcome is about (``None`` for all of it), and the outcome."""
_NEW: Final = re.compile(
    r"\b(?:now|instead|new|another|other|next|second|chang|replac|differ|let|take|consider|suppose|use|if)"
)
_ITEM: Final = re.compile(r"^[ \t>]*(?:\d{1,3}[.)]|\(?[A-Za-z][.)]|[-*•]|\\item\b)[ \t\[]", re.MULTILINE)
"""The next point of a list: what it says is about something else."""
_WITH: Final = re.compile(r"\b(?:with|where|so that|such that|i\.e\.,?)[\s$(\\]*$")
_CHANGED: Final = re.compile(
    r"\b(?:flip|revers|rotat|mirror|time-revers|shift|delay|advanc|transpos)\w*(?:[\s:,$(\\]|\b(?:kernel|filter|signal|sequence"
    r"|version|copy|of|the|is|response|by|180|degrees|[A-Za-z])\b)*$"
)
"""Words before a signal that is not the one of that name any more: “the flipped h = [-1, 1]”."""


class Definitions:
    """Keeps what names stand for, and compares results with what they are said to be."""

    def __init__(self, text: str, known: Knowledge, judge: Judge) -> None:
        self._text, self._known, self._judge = text, known, judge
        self._stated_at: dict[str, int] = {}
        """Where the text gave a signal last."""
        self._samples: dict[tuple[str, int, int], list[Sample]] = {}
        self._conflicts: list[tuple[str, Sentence, Outcome]] = []
        self._told: set[int] = set()
        """Samples that were reported, by identity."""

    def anchor(self, chain: Chain, sentence: Sentence) -> None:
        """Take ``with x[0] = 2`` after a signal that has one sample 2 for where it starts."""
        sample = sample_of(chain.first) if len(chain.links) == 1 else None
        array = self._known.signals.get(sample[0]) if sample is not None else None
        if sample is None or array is None or array.first is not None or len(array.shape) != 1:
            return
        if not _WITH.search(sentence.before[-30:]):
            return
        try:
            value = evaluate(chain.links[0][1], World())
        except Unread:
            return
        if array.rows.count(value) == 1:
            first = sample[1] - array.rows.index(value)
            self._known.signals[sample[0]] = Array(array.rows, first)
            self._known.assume(f"{sample[0]} starts at {first}, because {sample[0]}[{sample[1]}] = {value} is said")

    def given_at(self, name: str) -> int:
        """Return where the text gave a signal last."""
        return self._stated_at.get(name, 0)

    def turned(self, chain: Chain) -> Outcome | None:
        """Return what is said where a signal is written out with its index turned or shifted: ``h[-k] = [3, 2, 1]``."""
        match chain:
            case Chain(
                first=Index(signal=Name(name=name), indices=(Negative() | Add() as index,))
                | Call(function=name, arguments=(Negative() | Add() as index,)),
                links=((_, Vector() as last),),
            ):
                array = self._known.signals.get(name)
                lines = [line for letter in sorted(set(names_in(index))) if (line := index_of(index, letter, {}))]
                if array is None or len(array.shape) != 1 or len(lines) != 1:
                    return None
                try:
                    value = evaluate(last, World())
                except Unread:
                    return None
                right = tuple(reversed(array.rows)) if lines[0][0] < 0 else array.rows
                if isinstance(value, Array) and _stripped(value.rows) == _stripped(right):
                    return Outcome("holds", "exact", "exact", shown(value), shown(Array(right)))
                return unread(f"{name} has other samples, and where these stand is not said")
        return None

    def define(self, parts: Parts, known: Parts, sentence: Sentence, links: Sequence[Outcome] = ()) -> Iterator[Found]:
        """Keep what the chain gives a name to: the first value in it, for the others follow from that one.

        Where a link between the ``known`` parts could not be compared it is the last one, which the text goes on with;
        where an operation has another result, that one.
        """
        labels = [part for _, part in parts if is_label(part) and not any(part is other for _, other in known)]
        others = [part for _, part in parts if not is_label(part) or is_operation(part)]
        if not labels:
            return
        self._stand_for(labels, others, sentence.section)
        values = self._values(labels[0], known)
        plain: list[Fraction | Array] = [value for value in values if not isinstance(value, Operation)]
        right = next((link.right for link in links if link.right is not None and link.verdict == "fails"), None)
        if right is not None:
            plain = [right]
        elif any(link.verdict == "unread" for link in links):
            plain = plain[-1:]
        if not plain:
            return
        for label in labels:
            if is_operation(label) or (isinstance(label, Call) and label.function == "diff"):
                continue
            if isinstance(plain[0], Array) and (name := name_of(label)):
                computed = right is not None or len(plain) < len(values) or len(others) > 1
                yield from self._signal(label, name, plain[0], sentence, computed=computed)
            else:
                self._known.define(label, plain[0], sentence.section)
                self._sample(label, plain[0], sentence)

    def _stand_for(self, labels: list[Node], others: list[Node], section: int) -> None:
        """Remember which operation the names stand for."""
        for label in labels:
            name = name_of(label)
            if isinstance(label, Index) and is_operation(label.signal) and (sample := sample_of(label)) is not None:
                self._known.stand_for(sample[0], label.signal, section)
            for part in others:
                operation = part if is_operation(part) else rule_operation(part, variable_of(label))
                if name and operation is not None and name not in names_in(operation):
                    self._known.stand_for(name, operation, section)

    def _values(self, label: Node, known: Parts) -> list[Value]:
        values: list[Value] = []
        for _, part in known:
            for world in self._known.worlds():
                try:
                    values.append(evaluate(part, world))
                    break
                except Unread:
                    continue
            else:
                self._unknown(label, part)
                return []
        return values

    def _unknown(self, label: Node, part: Node) -> None:
        """Keep a signal with unknown samples, or a polynomial such as X(z)."""
        if isinstance(part, Vector) and (name := name_of(label)):
            self._known.unknowns[name] = part
        elif isinstance(label, Call) and isinstance(label.arguments[0], Name):
            self._known.unknowns[f"{label.function}({label.arguments[0].name})"] = part

    def _signal(self, label: Node, name: str, value: Array, sentence: Sentence, *, computed: bool) -> Iterator[Found]:
        if computed:
            self._known.define(label, value, sentence.section)
            return
        if name in self._known.signals and _CHANGED.search(sentence.before[-60:]):
            return
        yield from self.wrong_samples(name, sentence.section)
        outcome = self._answer(name, value, sentence)
        stated = outcome is None
        if outcome is not None:
            yield sentence, None, outcome
            if outcome.verdict == "fails":
                self._known.mistaken(label, value, self._judge.line(sentence.start))
                if outcome.right is not None:
                    self._known.define(label, outcome.right, sentence.section)
                return
        elif (at := self._known.conflicts(name, value, sentence.section)) is not None and self._is_copy(name, sentence):
            self._conflicts.append((name, sentence, self._conflict(name, value, at)))
        before = self._known.signals.get(name)
        if stated:
            self._stated_at[name] = sentence.start
        self._known.define(label, value, sentence.section, stated=stated)
        if before is not None and self._conflicts and self._conflicts[-1][1] is sentence:
            self._known.remember(name, before)

    def _is_copy(self, name: str, sentence: Sentence) -> bool:
        """Whether a signal that is written again can only be meant as the same one."""
        between = self._text[self._stated_at.get(name, 0) : sentence.start]
        clause = re.split(r"[.!?]\s|\n\s*\n", sentence.before)[-1]
        return not _NEW.search(clause) and not _ITEM.search(between)

    def conflicts(self) -> Iterator[Found]:
        """Yield the signals that were written again with another sample, where the first samples are used later."""
        for name, sentence, outcome in self._conflicts:
            evidence = self._known.evidence.get(name, set())
            if evidence == {True}:
                yield sentence, None, outcome
            elif not evidence:
                yield sentence, None, unread(f"{name} had other samples before; another {name} may be meant")

    def _conflict(self, name: str, value: Array, at: int) -> Outcome:
        before = self._known.signals[name]
        text = f"Before, {name} was {shown(before)}; here entry {at + 1} is another one."
        return Outcome("fails", "conflict", "exact", shown(value), shown(before), (Note("copy", text),))

    def _answer(self, name: str, value: Array, sentence: Sentence) -> Outcome | None:
        """Compare a signal with the operation that it is said to be, or with the samples computed one by one."""
        operation = self._operation(name, sentence.section)
        if operation is not None:
            outcome = self._judge.result(operation, value, sentence, name)
            if outcome.verdict != "unread":
                return outcome
        samples = self._known.samples_of(name, sentence.section)
        if len(value.shape) != 1 or len(samples) < 2:
            return self._unnamed(name, value, sentence) if operation is None else None
        places = sorted(samples)
        first = value.first if value.first is not None else places[0] if len(places) == len(value.rows) else None
        if first is None or places[-1] - places[0] >= len(value.rows) or len(places) > len(value.rows):
            return None
        wrong = [
            (place, samples[place])
            for place in places
            if not 0 <= place - first < len(value.rows) or value.rows[place - first] != samples[place]
        ]
        if not wrong:
            return Outcome("holds", "collected", "exact", shown(value), f"the samples of {name} computed before")
        if len(wrong) * 2 > len(places):
            return None
        expected = ", ".join(f"{name}[{place}] = {shown(sample)}" for place, sample in wrong)
        carried = [self._known.wrong_sample(name, place) for place, _ in wrong]
        if all(found is not None for found in carried):
            line = min(found[1] for found in carried if found is not None)
            note = Note("carried", f"This follows from the wrong value in line {line}; right is {expected}.")
            return Outcome("holds", "carried", "exact", shown(value), expected, (note,))
        note = Note("copy", f"The text computed {expected} before.")
        return Outcome("fails", "conflict", "exact", shown(value), expected, (note,))

    def _unnamed(self, name: str, value: Array, sentence: Sentence) -> Outcome | None:
        """Compare a signal with the operation that the section is about, if it has two signals for it and fits."""
        others = [other for other in self._known.stated_in(sentence.section) if other != name]
        spoken = self._judge.setting(sentence).speaks_of
        if len(others) != 2 or len(spoken) != 1 or (name in self._known.signals and not self._known.is_outdated(name)):
            return None
        x, h = (self._known.signals[other] for other in others)
        if len(x.shape) != 1 or len(h.shape) != 1 or len(value.shape) != 1:
            return None
        outcome = self._judge.result(Operation(next(iter(spoken)), x, h), value, sentence, name)
        right = outcome.right
        close = (
            right is not None and right.shape == value.shape and wrong_entries(right, value) * CLOSE <= len(value.rows)
        )
        if outcome.verdict == "holds" or (outcome.verdict == "fails" and close):
            self._known.assume(
                f"{name} is the {outcome.expected.split('(')[-1].strip(')')} of {others[0]} and {others[1]}"
            )
            return outcome
        return None

    def _operation(self, name: str, section: int) -> Operation | None:
        """Return the operation that a name stands for, if its signals are known."""
        node = self._known.result(name, section)
        if node is None or not all(self._known.is_current(other, section) for other in names_in(node)):
            return None
        try:
            value = evaluate(node, self._known.worlds()[0])
        except Unread:
            return None
        return value if isinstance(value, Operation) else None

    def _sample(self, label: Node, value: Value, sentence: Sentence) -> None:
        sample = sample_of(label)
        if sample is not None and isinstance(value, Fraction):
            key = (sample[0], sentence.section, self._known.generation)
            before = self._samples.setdefault(key, [])
            if any(other.place == sample[1] and other.value != value for other in before):
                before.clear()  # it is another signal of the same name
            before.append(Sample(*sample, value, label, sentence))

    def wrong_samples(self, name: str = "", section: int = -1) -> Iterator[Found]:
        """Yield the samples that contradict the operation that their signal stands for, once each."""
        for (other, where, generation), samples in self._samples.items():
            if generation != self._known.generation or (name and (name, section) != (other, where)):
                continue
            operation = self._operation(other, where)
            if operation is None or len(operation.left.shape) != 1:
                continue
            marked = operation.left.first is not None and operation.right.first is not None
            meaning = self._judge.meaning(operation.sign, samples[0].sentence)
            for sample, right, reading in wrong_samples(samples, operation, meaning, marked=marked):
                if id(sample) in self._told:
                    continue
                self._told.add(id(sample))
                self._known.mistaken(sample.label, sample.value, self._judge.line(sample.sentence.start))
                text = f"By the {reading.name} of the two signals, as the other samples have it, it is {right}."
                note = Note("sample", text)
                outcome = Outcome("fails", "wrong sample", "exact", shown(sample.value), shown(right), (note,))
                yield sample.sentence, sample.label, outcome


def _stripped(rows: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return samples without zeros at the ends: a signal is zero there anyway."""
    first, last = 0, len(rows)
    while first < last and not rows[first]:
        first += 1
    while last > first and not rows[last - 1]:
        last -= 1
    return rows[first:last]
