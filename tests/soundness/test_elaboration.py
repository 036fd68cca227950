"""The goal of a statement means what its text means: both are evaluated by brute force and compared."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from soundness.term_values import scalar

from symconv.proving.asking import ask
from symconv.proving.goals import goals, index_names
from symconv.proving.identities import GROUPS, Identity
from symconv.proving.instances import random_instance, situation
from symconv.proving.oracle.evaluate import Evaluator
from symconv.proving.oracle.samples import Unmeasurable
from symconv.syntax.nodes import Index, Name

ALL = [identity for group in GROUPS for identity in group.identities]


@pytest.mark.parametrize("identity", ALL, ids=lambda i: i.name)
def test_tree_and_term_have_the_same_value(identity: Identity) -> None:
    """On random instances each side's term has the value of the side's expression tree."""
    reading = ask(identity.statement, identity.given, identity.over, complex=identity.complex).read()
    (goal,) = goals(reading)
    evaluator = Evaluator({s.name: s.dimension for s in reading.signals})
    names = index_names(reading)
    random = Random(identity.name)
    compared = 0
    for _ in range(6):
        instance = random_instance(reading, random)
        assert instance is not None
        place = {name: random.randint(-1, 2) for name in names}
        instance = replace(instance, integers={**instance.integers, **place})
        for side, term in zip(reading.sides, (goal.lhs, goal.rhs), strict=True):
            tree = Index(side, tuple(map(Name, names))) if reading.whole else side
            try:
                expected = evaluator.number(tree)(situation(reading, instance, 9))
                found = scalar(term, situation(reading, instance, 9))
            except Unmeasurable:
                continue
            compared += 1
            assert found == expected

    assert compared
