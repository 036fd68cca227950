"""Completeness and soundness by enumeration: all small expressions, grouped by their values.

Expressions with equal values on random signals are equal for all signals (up to coincidence), so the prover
should prove each of these pairs; pairs with different values must never be proved.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest
from soundness.corpus import conv, corr, down, f, flip, g, n, shift, signals, up
from soundness.model import Unsettled, Value, random_instance

from symconv.polynomials import ZERO
from symconv.proving.building import conj, sample
from symconv.proving.decide import Proof, decide
from symconv.terms import Context, Goal, Symmetry, Term

PAIRS = 3_000 if os.environ.get("CI") else 600
ACROSS = 3_000 if os.environ.get("CI") else 600
POINTS = (-3, -1, 0, 2)


def expressions() -> list[Term]:
    """Signals built from f and g by at most three operators."""
    level = [f, g]
    unary = [flip, lambda a: shift(a, 1), lambda a: up(a, 2), lambda a: down(a, 2), conj]
    ones = [op(a) for op in unary for a in level]
    twos = [pair(a, b) for pair in (conv, corr) for a in (*level, *ones) for b in (*level, *ones)]
    threes = [op(a) for op in unary for a in twos[:60]]
    return [*level, *ones, *twos, *threes]


def fingerprints(context: Context) -> dict[tuple[Value, ...], list[Term]]:
    """Expressions by their values at some points, on some random signals."""
    source = random.Random(7)
    instances = [i for i in (random_instance(context, source, box=9, width=3) for _ in range(2)) if i is not None]
    groups: dict[tuple[Value, ...], list[Term]] = defaultdict(list)
    for expression in expressions():
        values = []
        for instance in instances:
            for point in POINTS:
                here = type(instance)(**{**instance.__dict__, "integers": {**instance.integers, "n": point}})
                values.append(here.scalar(sample(expression, n), {}))
        groups[tuple(values)].append(expression)
    return groups


CONTEXTS = {
    "complex signals": signals("fg", real=False),
    "real signals": signals("fg"),
    "g even": signals("fg", symmetries=(Symmetry("g", (ZERO,)),)),
    "f Hermitian": signals("fg", real=False, symmetries=(Symmetry("f", (ZERO,), 1, True),)),
}


def equal_pairs(groups: dict[tuple[Value, ...], list[Term]]) -> Iterator[tuple[Term, Term]]:
    """Pairs with equal values."""
    for members in groups.values():
        yield from combinations(members, 2)


@pytest.mark.parametrize("name", CONTEXTS)
def test_equal_values_are_proved_and_different_ones_never(name: str) -> None:
    """Thousands of pairs, none undecided and none proved wrongly."""
    context = CONTEXTS[name]
    groups = fingerprints(context)
    source = random.Random(11)
    pairs = list(equal_pairs(groups))
    source.shuffle(pairs)
    undecided = []
    for a, b in pairs[: PAIRS // len(CONTEXTS)]:
        goal = Goal(context, sample(a, n), sample(b, n))
        if not isinstance(decide(goal), Proof) and not _coincidence(goal):
            undecided.append(goal)

    assert len(pairs) > 100
    assert undecided == []

    keys = list(groups)
    for _ in range(ACROSS // len(CONTEXTS)):
        one, other = source.sample(keys, 2)
        goal = Goal(context, sample(source.choice(groups[one]), n), sample(source.choice(groups[other]), n))
        assert not isinstance(decide(goal, seconds=0.5), Proof)


def _coincidence(goal: Goal) -> bool:
    """Tell whether other signals, or other points, tell the sides apart."""
    source = random.Random(3)
    for _ in range(6):
        instance = random_instance(goal.context, source, box=12, width=4)
        try:
            if instance is not None and instance.value(goal.lhs) != instance.value(goal.rhs):
                return True
        except Unsettled:
            continue
    return False
