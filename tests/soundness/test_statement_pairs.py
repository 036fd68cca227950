"""Every two small expressions with equal values are decided through the front door: proved, or told apart."""

from __future__ import annotations

import os
from collections import Counter
from fractions import Fraction
from itertools import product
from random import Random

from symconv.derivation import Status
from symconv.proving.answer import answer
from symconv.proving.assumptions import Assumption, Declared
from symconv.proving.complaints import Source
from symconv.proving.instances import random_instance, situation
from symconv.proving.oracle.evaluate import Evaluator
from symconv.proving.question import Question
from symconv.syntax.nodes import Call, Chain, Name, Node, Number

SIGNALS: tuple[Assumption, ...] = tuple(Declared(Source(f"{n} signal"), n, "signal") for n in "fg")
POINTS = range(-14, 15)
LARGER = 900 if os.environ.get("CI") else 250
"""How many of the expressions with three operators take part."""


def expressions(size: int) -> list[Node]:
    """Return every expression with that many operators."""
    if size == 0:
        return [Name("f"), Name("g")]
    found: list[Node] = []
    for inner in expressions(size - 1):
        found += [Call("flip", (inner,)), Call("shift", (inner, Number(Fraction(1))))]
        if size == 1:
            found += [Call("up", (inner, Number(Fraction(2)))), Call("down", (inner, Number(Fraction(2))))]
    for left in range(size):
        for a, b in product(expressions(left), expressions(size - 1 - left)):
            found += [Call("conv", (a, b)), Call("corr", (a, b))]
    return found


def question(left: Node, right: Node) -> Question:
    """Return the question whether two expressions are equal."""
    return Question(Source("left = right"), Chain(left, (("=", right),)), SIGNALS)


def test_equal_values_are_decided() -> None:
    """Nothing stays open, and most pairs are proved."""
    every = [e for size in range(3) for e in expressions(size)]
    every += Random(4).sample(expressions(3), LARGER)
    reading, random = question(Name("f"), Name("g")).read(), Random(5)
    instances = [i for i in (random_instance(reading, random, effort=1) for _ in range(3)) if i is not None]
    evaluator = Evaluator({"f": 1, "g": 1})
    groups: dict[str, list[Node]] = {}
    for expression in every:
        trace = evaluator.signal(expression, 1)
        values = [[trace(situation(reading, i, 9)).at((n,)) for n in POINTS] for i in instances]
        groups.setdefault(str(values), []).append(expression)

    statuses = Counter(
        answer(question(group[0], other), repair=False).status for group in groups.values() for other in group[1:]
    )

    assert statuses[Status.OPEN] == 0
    assert statuses[Status.PROVED] > 150
