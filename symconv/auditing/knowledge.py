"""What a text has said so far, and the ways in which it can be meant.

May import: ``errors``, ``syntax`` and this package's values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from symconv.auditing.labels import is_operation, name_of
from symconv.auditing.values import Array, Unread, World, evaluate
from symconv.auditing.worlds import INDEX_LETTERS
from symconv.errors import ParseError
from symconv.syntax import parse_expression, parse_signal, to_text
from symconv.syntax.nodes import Call, Fence, Index, Name, Node

__all__ = ["Knowledge", "sample_of"]

LEAST_FOR_CONFLICT = 3
"""Fewest samples of two signals of which one is taken for a copy of the other."""


class Knowledge:
    """Signals, samples and numbers with a value, and the assumptions that were made."""

    def __init__(self) -> None:
        self.signals: dict[str, Array] = {}
        self.assumptions: list[str] = []
        self.sections: dict[str, int] = {}
        self.aliases: dict[str, str] = {}
        self.unknowns: dict[str, Node] = {}
        self._results: dict[str, tuple[Node, int]] = {}
        self._born: dict[str, int] = {}
        """In which generation a signal was written down."""
        self.generation = 0
        """How often signals were given new samples: what was computed before is about others."""
        self._used = False
        """Whether anything was computed in this generation."""
        self._fixed: set[str] = set()
        self._given: dict[str, Fraction] = {}
        self._numbers: dict[str, Fraction] = {}
        self._samples: dict[tuple[str, int], Fraction] = {}
        self._sample_sections: dict[tuple[str, int], int] = {}
        self._stated: set[str] = set()
        self._other: dict[str, Array] = {}
        self.evidence: dict[str, set[bool]] = {}
        """For signals that were written twice: whether what holds later does so with the samples given first."""
        self._wrong: dict[tuple[str, int | None], tuple[Fraction | Array, int]] = {}

    @classmethod
    def from_definitions(cls, definitions: Sequence[str]) -> Knowledge:
        """Read definitions such as ``a = 1, 1/2, 1, 1``; they override what the text says.

        Raises
        ------
        ParseError
            If one is no name, an equals sign, and a signal or a number.
        """
        known = cls()
        for text in definitions:
            left, sign, right = text.partition("=")
            name = parse_expression(left.strip(), source="definition") if sign and left.strip() else None
            if not sign or not isinstance(name, Name):
                raise ParseError("a definition is a name, an equals sign and a signal", text, 0, source="definition")
            try:
                value = evaluate(parse_signal(right.strip(), source=f"definition of {name.name}"), World())
            except Unread as error:
                raise ParseError(str(error), text, len(left) + 1, source="definition") from error
            if isinstance(value, Array):
                known.signals[name.name] = value
            elif isinstance(value, Fraction):
                known._given[name.name] = value
            known._fixed.add(name.name)
            known.assume(f"{text.strip()} was given")
        return known

    def assume(self, text: str) -> None:
        """Note an assumption once."""
        if text not in self.assumptions:
            self.assumptions.append(text)

    def worlds(self) -> tuple[World, ...]:
        """Return what can be meant: signals count from 0 or from 1, numbers stand for themselves or for values."""
        supposed = {**self._numbers, **self._given}
        made = [
            World(signals, numbers, self._samples, base, supposes, self.aliases, self.unknowns)
            for signals in ((self.signals, {**self.signals, **self._other}) if self._other else (self.signals,))
            for numbers, supposes in ((self._given, False), (supposed, True))
            for base in (0, 1)
        ]
        return tuple(sorted(made, key=lambda world: world.supposes))

    def carried(self, world: World) -> tuple[World, int] | None:
        """Return a world with the wrong values that the text goes on with, and the line of the first of them."""
        if not self._wrong:
            return None
        samples, signals, numbers = dict(world.samples), dict(world.signals), dict(world.numbers)
        for (name, place), (value, _) in self._wrong.items():
            if isinstance(value, Array):
                signals[name] = value
            elif place is None:
                numbers[name] = value
            elif (array := signals.get(name)) is not None:
                signals[name] = _with_sample(array, place - (array.first or 0), value)
            else:
                samples[name, place] = value
        line = min(line for _, line in self._wrong.values())
        return replace(world, samples=samples, signals=signals, numbers=numbers), line

    def wrong_sample(self, name: str, place: int) -> tuple[Fraction, int] | None:
        """Return the wrong value that the text has for a sample, and its line."""
        value, line = self._wrong.get((name, place), (None, 0))
        return (value, line) if isinstance(value, Fraction) else None

    def samples_of(self, name: str, section: int) -> dict[int, Fraction]:
        """Return the samples of a signal that a section computes one by one."""
        return {
            place: value
            for (other, place), value in self._samples.items()
            if other == name and self._sample_sections.get((other, place)) == section
        }

    def stand_for(self, name: str, operation: Node, section: int) -> None:
        """Remember that a name stands for an operation, as in “find y = x * h”."""
        self._results[name] = operation, section

    def result(self, name: str, section: int) -> Node | None:
        """Return the operation that a name stands for in a section."""
        operation, where = self._results.get(name, (None, -1))
        return operation if where == section else None

    def results(self, section: int) -> list[tuple[str, Node]]:
        """Return the names that stand for an operation in a section."""
        return [(name, operation) for name, (operation, where) in self._results.items() if where == section]

    def is_current(self, name: str, section: int) -> bool:
        """Whether a name is no signal, or one that this section gives or the caller has given."""
        name = name if name in self.signals else self.aliases.get(name, name)
        here = self.sections.get(name, section) == section and not self.is_outdated(name)
        return here or name not in self.signals

    def is_outdated(self, name: str) -> bool:
        """Whether other signals were given anew since a signal was written down: it may be about the ones before."""
        return name in self.signals and name not in self._fixed and self._born.get(name, 0) < self.generation

    def stated_in(self, section: int) -> tuple[str, ...]:
        """Return the signals that a section gives, in its order."""
        return tuple(
            name
            for name in self.signals
            if name in self._stated and self.sections.get(name) == section and not self.is_outdated(name)
        )

    def conflicts(self, name: str, array: Array, section: int) -> int | None:
        """Return the position at which a signal that is written again differs from itself, if it does so only there."""
        known = self.signals.get(name)
        if known is None or name not in self._stated or self.sections.get(name) != section:
            return None
        if known.shape != array.shape or len(known.shape) != 1 or known.shape[0] < LEAST_FOR_CONFLICT:
            return None
        wrong = [at for at, (a, b) in enumerate(zip(known.rows, array.rows, strict=True)) if a != b]
        return wrong[0] if len(wrong) == 1 else None

    def define(self, label: Node, value: Fraction | Array, section: int, *, stated: bool = False) -> None:
        """Keep a value under a name, unless the caller has fixed that name.

        ``stated`` says that the text gives the value and does not compute it: where it gives another one
        later, what was computed from the first one is forgotten.
        """
        match label:
            case (
                Name(name=name)
                | Index(signal=Name(name=name), indices=(Name(),))
                | Call(function=name, arguments=(Name(),))
            ) if isinstance(value, Array) and name not in self._fixed:
                if stated and name in self._stated and self.signals[name].rows != value.rows:
                    self._forget(section, again=self.sections.get(name) == section)
                (self._stated.add if stated else self._stated.discard)(name)
                self.signals[name], self.sections[name], self._born[name] = value, section, self.generation
            case _ if isinstance(value, Fraction) and (sample := sample_of(label)) is not None:
                if sample[0] not in self._fixed:
                    self._samples[sample], self._sample_sections[sample] = value, section
                    if self.is_outdated(sample[0]):
                        del self.signals[sample[0]]
                        self._stated.discard(sample[0])
            case Name(name=name) if isinstance(value, Fraction) and name not in self._fixed | INDEX_LETTERS:
                self._numbers[name] = value

    def use(self) -> None:
        """Note that something is computed from the signals that are known."""
        self._used = True

    def remember(self, name: str, before: Array) -> None:
        """Keep the samples that a name had before beside those that it has now."""
        self._other[name] = before
        self.evidence[name] = set()

    def twice(self, names: Iterable[str]) -> list[str]:
        """Return which of the names were given samples twice."""
        return sorted(set(names) & set(self._other))

    def weigh(self, name: str, world: World) -> None:
        """Note which samples something holds with and not with the others."""
        self.evidence[name].add(world.signals[name] == self._other[name])

    def mistaken(self, label: Node, value: Fraction | Array, line: int) -> None:
        """Keep a wrong value of the text, to see what follows from it."""
        sample = sample_of(label)
        if sample is not None and isinstance(value, Fraction):
            self._wrong[sample] = value, line
        elif name := name_of(label):
            self._wrong[name, None] = value, line

    def _forget(self, section: int, *, again: bool) -> None:
        """Forget what was computed from signals that this section gave before, or that other sections gave."""
        self._wrong.clear()
        self._other.clear()
        if again:
            self.generation += self._used
            self._used = False
            for sample in [sample for sample, where in self._sample_sections.items() if where == section]:
                self._samples.pop(sample, None)
            self._results = {name: found for name, found in self._results.items() if found[1] != section}
        for name in [name for name in self.signals if name not in self._stated | self._fixed]:
            if again or self.sections.get(name) != section:
                del self.signals[name]


def sample_of(label: Node) -> tuple[str, int] | None:
    """Return name and index of ``y[2]``, ``y(2)``, ``y_2`` or ``(x * h)[2]``, or ``None``."""
    match label:
        case Name(name=name):
            stem, _, digits = name.rpartition("_")
            return (stem, int(digits)) if stem and digits.isdecimal() and len(digits) <= 4 else None
        case Index(signal=signal, indices=(place,)) if is_operation(signal):
            inner = signal.inner if isinstance(signal, Fence) else signal
            return sample_of(Index(Name(to_text(inner)), (place,)))
        case Index(signal=Name(name=name), indices=(place,)) | Call(function=name, arguments=(place,), options=()):
            try:
                value = evaluate(place, World())
            except Unread:
                return None
            return (name, int(value)) if isinstance(value, Fraction) and value.denominator == 1 else None
    return None


def _with_sample(array: Array, position: int, value: Fraction) -> Array:
    if not 0 <= position < len(array.rows):
        return array
    return Array((*array.rows[:position], value, *array.rows[position + 1 :]), array.first)
