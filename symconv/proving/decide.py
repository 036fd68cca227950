"""Decide a goal: a certificate that the trusted core accepts, or both normal forms and what was tried.

May import: ``logic``, ``products``, ``terms``, the normal form and matching of this package.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from symconv.contexts import Environment
from symconv.errors import LogicError
from symconv.logic import replay
from symconv.polynomials import number
from symconv.proving.certificates import certificate_of
from symconv.proving.drafts import Draft, Line, OutOfTime
from symconv.proving.matching import align, carry_over, matches, merge
from symconv.proving.normalise import combines, normalise
from symconv.proving.strategies import STRATEGIES
from symconv.terms import Goal, State

__all__ = ["Open", "Proof", "decide"]

_FUEL = 3_000_000
_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Proof:
    """A goal that was proved."""

    goal: Goal
    """With the assumption that was needed: ``goal.context.finite`` where sums have weights or powers."""
    certificate: dict[str, Any]
    left: tuple[Line, ...]
    """From the left side to the common sum."""
    right: tuple[Line, ...]
    """From the right side to the common sum; a readable proof shows it backwards."""


@dataclass(frozen=True, slots=True)
class Open:
    """A goal that was not decided: normal forms where they were reached, and what was tried."""

    goal: Goal
    left: State
    right: State
    tried: tuple[str, ...]
    left_lines: tuple[Line, ...] = ()
    right_lines: tuple[Line, ...] = ()


def decide(goal: Goal, *, seconds: float = 5.0) -> Proof | Open:
    """Prove a goal, or say how far the proof got.

    Parameters
    ----------
    goal : Goal
        The statement; free indices and parameters are declared in its context.
    seconds : float
        When to give up.

    Returns
    -------
    Proof or Open
        A proof's certificate has been replayed by the trusted core.

    Raises
    ------
    LogicError
        When the goal is not well formed, or when a sum in it does not converge.
    """
    deadline = time.monotonic() + seconds
    try:
        return _decide(goal, deadline)
    except LogicError as error:
        if goal.context.finite or "converge" not in str(error):
            raise
    return _decide(replace(goal, context=replace(goal.context, finite=True)), deadline)


def _decide(goal: Goal, deadline: float) -> Proof | Open:
    env = Environment(goal.context, _FUEL)
    env.scalar(goal.lhs, frozenset())
    env.scalar(goal.rhs, frozenset())
    left, right = Draft(env, goal.lhs, deadline), Draft(env, goal.rhs, deadline)
    tried = ["normal forms"]
    try:
        normalise(left, combine=False)
        normalise(right, combine=False)
        if combines(left) or combines(right):
            if _matches_as_it_stands(left, right):
                return _proof(goal, left, right)
            left, right = Draft(env, goal.lhs, deadline), Draft(env, goal.rhs, deadline)
            normalise(left)
            normalise(right)
        tried.append("changes of variables")
        found = _search(goal, left, right, tried)
    except OutOfTime:
        tried.append("out of time")
        found = None
    return found or Open(goal, left.state, right.state, tuple(tried), tuple(left.lines), tuple(right.lines))


def _matches_as_it_stands(left: Draft, right: Draft) -> bool:
    """Match sides with impulses of several indices before these are solved, which reads better."""
    try:
        return match(left, right)
    except LogicError:
        return False


def _search(goal: Goal, left: Draft, right: Draft, tried: list[str]) -> Proof | None:
    """Match and cut; a limit of the trusted core ends the search, not the program."""
    try:
        return _proof(goal, left, right) if match(left, right) or _refine(left, right, tried) else None
    except LogicError as error:
        tried.append(str(error))
        return None


def _refine(left: Draft, right: Draft, tried: list[str]) -> bool:
    """Cut ranges and cosets until the sides match, or nothing more can be cut."""
    for _ in range(_ROUNDS):
        for name, strategy in STRATEGIES:
            if strategy(left, right):
                if name not in tried:
                    tried.append(name)
                if match(left, right):
                    return True
                break
        else:
            return False
    return False


def match(left: Draft, right: Draft) -> bool:
    """Bring equal products of both sides to one form, and tell whether the sides agree."""
    if left.sums() == right.sums():
        return True
    merge(right)
    _join(left, right)
    merge(left)
    _join(left, right)
    _cancel(left)
    _cancel(right)
    return left.sums() == right.sums()


def _join(left: Draft, right: Draft) -> None:
    for t in range(len(left.products)):
        any(align(left, t, q) for q in right.products)
    left.do("tidy", None)


def _cancel(draft: Draft) -> None:
    """Remove products that a change of variables turns into their negatives: T = ½T + ½T = ½T − ½T."""
    if not draft.env.context.symmetries:
        return
    for t in reversed(range(len(draft.products))):
        p = draft.products[t]
        for trial in matches(draft, p, p):
            if trial.products[0].coefficient == -p.coefficient:
                draft.do("share", t, number(Fraction(1, 2)))
                carry_over(trial, draft, t)
                draft.do("tidy", None)
                break


def _proof(goal: Goal, left: Draft, right: Draft) -> Proof:
    certificate = certificate_of(goal, left.steps(), right.steps())
    replay(certificate)
    return Proof(goal, certificate, tuple(left.lines), tuple(right.lines))
