"""Names for sums: the shortest expression in the operators of the language that equals a sum of products.

Candidates are written down from short to long and tried on a few instances; what survives is proved later.
May import: ``candidates``, ``ingredients``, ``trials``, ``instances``, ``reading``, ``oracle``, ``syntax``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from random import Random
from typing import Final

from symconv.proving.candidates import candidates
from symconv.proving.edits import kind
from symconv.proving.goals import index_names
from symconv.proving.ingredients import ingredients, occurrences
from symconv.proving.instances import Instance, other_indices, random_instance, situation
from symconv.proving.oracle.evaluate import Evaluator
from symconv.proving.oracle.numbers import Value
from symconv.proving.oracle.samples import Unmeasurable
from symconv.proving.oracle.situation import Situation
from symconv.proving.reading import Reading
from symconv.proving.trials import BOX
from symconv.syntax.nodes import Index, Name, Node

__all__ = ["Namer"]

TRIES: Final = 300
NONZERO: Final = 6
"""How many instances with a value other than 0 are enough."""
ENOUGH: Final = 4
MOST_CANDIDATES: Final = 20_000
"""How many names are tried for one sum."""
SECONDS: Final = 10.0
"""How long names are tried for one sum, on a slow computer."""


class Namer:
    """Finds names for sums over one reading's signals."""

    __slots__ = ("avoided", "evaluator", "index", "order", "reading")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.evaluator = Evaluator({s.name: s.dimension for s in reading.signals})
        self.index = index_names(reading)
        self.order = list(dict.fromkeys(occurrences(reading.sides[0], {s.name for s in reading.signals})))
        left = reading.sides[0]
        self.avoided = {kind(left), kind(Index(left, tuple(map(Name, self.index))))}

    def names(self, target: Node, *, once: bool = False) -> Iterator[Node]:
        """Yield expressions that have the target's value on every instance, the shortest first.

        With ``once`` they use every signal once, however often the target does.
        """
        measured = self._measured(target)
        if not any(value for _, value in measured):
            return
        found, deadline = 0, time.monotonic() + SECONDS
        made_of = ingredients(self.reading, self.index, self.order, target, once=once)
        for candidate in islice(candidates(made_of), MOST_CANDIDATES):
            if found >= ENOUGH or time.monotonic() > deadline:
                return
            if kind(candidate) not in self.avoided and self._agrees(candidate, measured):
                found += 1
                yield candidate

    def _measured(self, node: Node) -> list[tuple[Situation, Value]]:
        """Return instances with the value of an expression, those that tell names apart first.

        These have a value other than 0, and factors that differ from 1 and from one another.
        """
        measure, random = self.evaluator.number(node), Random(11)
        telling: list[tuple[Situation, Value]] = []
        dull: list[tuple[Situation, Value]] = []
        zero: list[tuple[Situation, Value]] = []
        instance: Instance | None = None
        for attempt in range(TRIES):
            if instance is None or attempt % 5 == 0:
                instance = random_instance(self.reading, random, effort=attempt // 40)
            else:
                instance = other_indices(self.reading, instance, random)
            if instance is None or len(telling) >= NONZERO:
                break
            place = {name: random.randint(-3, 4) for name in self.index}
            try:
                s = situation(self.reading, replace(instance, integers={**instance.integers, **place}), BOX)
                value = measure(s.frozen())
            except Unmeasurable:
                continue
            factors = [instance.integers[name] for name in self.reading.positive]
            tells = 1 not in factors and len(set(factors)) == len(factors)
            (zero if not value else telling if tells else dull).append((s, value))
        return telling + dull[: NONZERO - len(telling)] + zero[:NONZERO]

    def _agrees(self, candidate: Node, measured: list[tuple[Situation, Value]]) -> bool:
        measure = self.evaluator.number(candidate)
        for s, value in measured:
            try:
                if measure(replace(s, known={}, fuel=[20_000])) != value:
                    return False
            except Unmeasurable:
                return False
        return True
