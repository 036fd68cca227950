"""Damaged certificates: whatever is changed, what is still accepted is true."""

from __future__ import annotations

import json
import os
import random
from copy import deepcopy
from typing import Any

from soundness.corpus import CASES
from soundness.model import Unsettled, random_instance

from symconv.errors import LogicError
from symconv.logic import replay
from symconv.proving.decide import Proof, decide
from symconv.terms import Goal

MUTANTS = 10_000 if os.environ.get("CI") else 2_000
SMALL = 6_000
"""Certificates longer than this (in characters) are left out: their lines are slow to evaluate."""

Place = tuple[list[Any] | dict[str, Any], int | str]


def certificates() -> list[dict[str, Any]]:
    """Return certificates of the corpus, as JSON gives them back."""
    found = []
    for case in CASES:
        proof = decide(case.goal, seconds=30)
        if isinstance(proof, Proof):
            text = json.dumps(proof.certificate)
            if len(text) < SMALL:
                found.append(json.loads(text))
    return found


def places(value: Any) -> list[Place]:
    """List every place in a JSON value that holds something."""
    keys = range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else []
    return [place for key in keys for place in [(value, key), *places(value[key])]]


def mutate(certificate: Any, others: list[Any], source: random.Random) -> None:
    """Damage one place: another number, sign or name, something left out, doubled, swapped or borrowed."""
    holder, key = source.choice(places(certificate))
    value = holder[key]
    kind = source.randrange(7)
    if kind == 0 and isinstance(holder, list):
        del holder[key]
    elif kind == 1 and isinstance(holder, list):
        holder.insert(key, deepcopy(value))
    elif kind == 2 and isinstance(holder, list) and len(holder) > 1:
        other = source.randrange(len(holder))
        holder[key], holder[other] = holder[other], holder[key]
    elif kind == 3 and type(value) is int:
        holder[key] = value + source.choice((-2, -1, 1, 2))
    elif kind == 3 and isinstance(value, bool):
        holder[key] = not value
    elif kind == 4 and isinstance(value, str):
        holder[key] = source.choice(
            ("0", "1", "-1", "2", "1/2", "n", "m", "k", "f", "g", "h", "s", "conv", "corr", "I")
        )
    elif kind == 5:
        donor, there = source.choice(places(source.choice(others)))
        holder[key] = deepcopy(donor[there])
    else:
        same = [deepcopy(a[b]) for a, b in places(certificate) if type(a[b]) is type(value)]
        holder[key] = source.choice(same)


def false_on_some_instance(goal: Goal, source: random.Random) -> bool:
    """Tell whether brute force finds values for which the sides differ."""
    for _ in range(4):
        instance = random_instance(goal.context, source, box=3)
        if instance is None:
            return False
        try:
            if instance.value(goal.lhs) != instance.value(goal.rhs):
                return True
        except (Unsettled, ZeroDivisionError, ValueError):
            continue
    return False


def test_accepted_mutants_are_true() -> None:
    """Each mutant is refused with a `LogicError`, or proves something that brute force confirms."""
    source = random.Random(20_26)
    originals = certificates()
    refused = 0
    known = {json.dumps([c["context"], c["lhs"], c["rhs"]], sort_keys=True) for c in originals}
    for _ in range(MUTANTS):
        mutant = deepcopy(source.choice(originals))
        for _ in range(source.choice((1, 1, 1, 2, 3))):
            mutate(mutant, originals, source)
        try:
            theorem = replay(mutant)
        except LogicError:
            refused += 1
            continue
        if json.dumps([mutant["context"], mutant["lhs"], mutant["rhs"]], sort_keys=True) not in known:
            assert not false_on_some_instance(theorem.goal, source), json.dumps(mutant)

    assert refused > MUTANTS // 2
