"""Ten thousand damaged certificates: the two checkers agree on every one, and what they accept is true."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from random import Random
from typing import Any

from soundness.certificates import of_corpus, of_library
from soundness.model import Unsettled, random_instance
from soundness.test_mutations import mutate

from symconv.errors import LogicError
from symconv.logic import replay
from symconv.proving.recheck import recheck
from symconv.terms import Goal

MUTANTS = 10_000 if os.environ.get("CI") else 2_000
SMALL = 6_000
"""Certificates longer than this (in characters) are left out: their lines are slow to evaluate."""
ATTEMPTS, AGREEING = 12, 2
WIDE = 18
"""Sums that differ in a small box are looked at again in this one: δ may pick a term far away."""


def accepts(checker: Callable[[Any], object], certificate: Any) -> bool:
    """Tell whether a checker accepts a certificate; anything but acceptance and a `LogicError` is a mistake in it."""
    try:
        checker(certificate)
    except LogicError:
        return False
    return True


def claimed(certificate: Any) -> str:
    """Return what a certificate claims, in a form that can be compared."""
    return json.dumps([certificate["context"], certificate["lhs"], certificate["rhs"]], sort_keys=True)


def brute_force(goal: Goal, source: Random) -> str:
    """Evaluate both sides on random instances: ``false``, ``agrees``, or ``unsettled`` where none can be evaluated."""
    agreeing = 0
    for _ in range(ATTEMPTS):
        instance = random_instance(goal.context, source, box=3)
        if instance is None or agreeing == AGREEING:
            break
        try:
            if instance.value(goal.lhs) != instance.value(goal.rhs):
                instance = replace(instance, box=WIDE)
                if instance.value(goal.lhs) != instance.value(goal.rhs):
                    return "false"
        except (Unsettled, ZeroDivisionError, ValueError):
            continue
        agreeing += 1
    return "agrees" if agreeing else "unsettled"


def test_both_checkers_agree_on_mutants(record_testsuite_property: Callable[[str, object], None]) -> None:
    """No mutant is accepted by one checker only, and brute force confirms every new claim that both accept."""
    source = Random(1729)
    originals = [c for _, c in (*of_corpus(), *of_library()) if len(json.dumps(c)) < SMALL]
    known = set(map(claimed, originals))
    found: Counter[str] = Counter()
    for _ in range(MUTANTS):
        mutant = deepcopy(source.choice(originals))
        for _ in range(source.choice((1, 1, 1, 2, 3))):
            mutate(mutant, originals, source)
        accepted = [accepts(checker, mutant) for checker in (replay, recheck)]
        assert accepted[0] == accepted[1], f"core: {accepted[0]}, second: {accepted[1]}: {json.dumps(mutant)}"
        if not accepted[0]:
            found["refused"] += 1
        elif claimed(mutant) in known:
            found["same claim"] += 1
        else:
            found[brute_force(replay(mutant).goal, source)] += 1
    for verdict, count in found.items():
        record_testsuite_property(f"mutants: {verdict}", count)

    assert found["false"] == 0
    assert found["agrees"] > 10 * found["unsettled"]
    assert found["refused"] > MUTANTS // 2
