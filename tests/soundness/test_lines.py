"""Every line of every proof has the value of the statement, in an independent model."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from soundness.corpus import CASES, Case
from soundness.model import Unsettled, random_instance

from symconv.logic import replay
from symconv.proving.decide import Proof, decide

INSTANCES = 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_proved_and_replayed(case: Case) -> None:
    """The statement is decided, and the theorem is the statement (with the assumed class of signals)."""
    proof = decide(case.goal, seconds=30)

    assert isinstance(proof, Proof)
    theorem = replay(proof.certificate)
    assert theorem.goal == proof.goal
    assert theorem.goal == replace(case.goal, context=theorem.goal.context)
    assert replace(theorem.goal.context, finite=case.goal.context.finite) == case.goal.context


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_line_has_the_same_value(case: Case) -> None:
    """Brute force over a finite field with conjugation and roots of unity agrees on each line."""
    proof = decide(case.goal, seconds=30)
    assert isinstance(proof, Proof)
    source = random.Random(case.name)
    states = [proof.goal.lhs, proof.goal.rhs, *(line.after for line in (*proof.left, *proof.right))]
    binders = max((len(p.binders) for s in states if isinstance(s, tuple) for p in s), default=0)
    settled = 0
    for _ in range(20):
        instance = random_instance(case.goal.context, source, box=(5 if binders < 3 else 3))
        if instance is None or settled == INSTANCES:
            continue
        try:
            values = [instance.value(state) for state in states]
        except Unsettled:
            continue
        settled += 1
        assert len(set(values)) == 1

    assert settled or case.name in NOT_SETTLED


NOT_SETTLED = ()
"""Statements whose lines need larger boxes than a test can afford."""
