"""Repairs: true statements next to a false one, each proved before it is shown.

First hypotheses that make the statement true, then small changes of its right side. A repair under which both
sides vanish teaches nothing and is dropped; so is a pair of hypotheses one of which is enough.
May import: ``question``, ``edits``, ``trials``, ``refute``, ``goals``, ``decide``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final

from symconv.errors import SymconvError
from symconv.proving.assumptions import Assumption, Coprime, Declared, Related, Relation, Supported, Symmetric, Symmetry
from symconv.proving.complaints import Source
from symconv.proving.decide import Proof, decide
from symconv.proving.edits import edits, kind, left_edits, scaled
from symconv.proving.families import family
from symconv.proving.goals import goals
from symconv.proving.instances import Instance, vanishing_signals
from symconv.proving.oracle.numbers import PiPolynomial, Value, reciprocal
from symconv.proving.question import Question
from symconv.proving.reading import Reading
from symconv.proving.refute import refute
from symconv.proving.trials import Trials
from symconv.proving.verify import verify
from symconv.proving.written import alike
from symconv.syntax.nodes import Chain, Name, Node, Number, Product, Quotient, Summation, children

__all__ = ["Repair", "repairs"]

ENOUGH: Final = 2
"""How many repairs of one kind are looked for."""
TRIES: Final = 6
ZERO: Final = Number(Fraction(0))
MORE_TRIES: Final = 40
"""For statements whose sides were 0 in every one of the first tries."""
SYMMETRIES: Final[tuple[Symmetry, ...]] = ("even", "odd", "hermitian")
SECONDS: Final = 0.5
MOST_CHANGES: Final = 240
"""How many changes of the right side are tried."""
MORE_CHANGES: Final = 50
"""How many more are tried once one has been found."""
MOST_PAIRS: Final = 60


@dataclass(frozen=True, slots=True)
class Repair:
    """A true statement near a false one."""

    hypotheses: tuple[str, ...]
    """What has to be assumed in addition; empty when the right side was changed."""
    statement: Node
    """The statement that holds then."""
    proof: Proof


def repairs(question: Question, reading: Reading, left: Node, right: Node, instance: Instance) -> tuple[Repair, ...]:
    """Return proved statements near left = right, the ones to be shown first in front."""
    candidates = tuple(_hypotheses(reading))
    found = [r for a in candidates if (r := _proved(question, left, right, (a,), instance)) is not None][:ENOUGH]
    changed = [
        r for new in left_edits(left) if new != right and (r := _proved(question, new, right, (), instance)) is not None
    ]
    tried, left_over = {kind(left), kind(right)}, MOST_CHANGES
    families: set[str] = set()
    for new in _right_sides(reading, left, right, instance):
        if len(changed) >= ENOUGH or left_over <= 0:
            break
        if kind(new) not in tried and family(reading, new) not in families and not alike(new, left):
            left_over -= 1
            repair = _proved(question, left, new, (), instance)
            if repair is not None:
                tried.add(kind(new))
                families.add(family(reading, new))
                changed.append(repair)
                left_over = min(left_over, MORE_CHANGES)
    if not found:
        pairs = [pair for pair in combinations(candidates, 2) if _name(pair[0]) != _name(pair[1])]
        for pair in pairs[:MOST_PAIRS]:
            repair = _proved(question, left, right, pair, instance)
            if repair is not None and len(found) < ENOUGH:
                found.append(repair)
    return (*found, *changed)


def _name(assumption: Assumption) -> str:
    return getattr(assumption, "name", "")


def _hypotheses(reading: Reading) -> Iterator[Assumption]:
    for signal in reading.signals:
        known = {a.symmetry for a in reading.about(signal.name) if isinstance(a, Symmetric) and not a.center}
        if signal.real:
            for symmetry in SYMMETRIES[:2]:
                if symmetry not in known:
                    yield Symmetric(Source(f"{signal.name} {symmetry}", "hypothesis"), signal.name, symmetry)
        else:
            yield Declared(Source(f"{signal.name} real", "hypothesis"), signal.name, "real")
            for symmetry in reversed(SYMMETRIES):
                if symmetry not in known:
                    yield Symmetric(Source(f"{signal.name} {symmetry}", "hypothesis"), signal.name, symmetry)
        ordered = any(isinstance(a, Supported) for a in reading.assumptions) or any(map(_has_limits, reading.sides))
        if ordered and not any(isinstance(a, Supported) for a in reading.about(signal.name)):
            yield Supported(Source(f"{signal.name} causal", "hypothesis"), signal.name, ZERO, None, causal=True)
    for a in reading.assumptions:
        if isinstance(a, Related) and a.sign in (">=", "<="):
            sign: Relation = ">" if a.sign == ">=" else "<"
            stricter = f"{a.source.at(a.left).text} {sign} {a.source.at(a.right).text}"
            yield Related(Source(stricter, "hypothesis"), sign, a.left, a.right)
    for s, d in combinations(reading.positive, 2):
        yield Coprime(Source(f"gcd({s}, {d}) = 1", "hypothesis"), Name(s), Name(d))


def _has_limits(node: Node) -> bool:
    return (isinstance(node, Summation) and node.lower is not None) or any(map(_has_limits, children(node)))


def _right_sides(reading: Reading, left: Node, right: Node, instance: Instance) -> Iterator[Node]:
    difference = Trials(reading, left, right).outcome(instance).difference
    ratio = _ratio(difference.left, difference.right) if difference is not None else Fraction(0)
    sizes = {n: instance.integers[n] for n in reading.positive}
    yield from scaled(reading, right, ratio, sizes)
    changed = edits(reading, right)
    yield from changed
    for new in changed:
        for name in sizes:
            yield Product((Name(name), new), "*")
            yield Quotient(new, Name(name))


def _ratio(left: Value, right: Value) -> Fraction:
    """Return the rational number that turns right into left, or 0."""
    if not right or (isinstance(right, PiPolynomial) and len(right.coefficients) > 1):
        return Fraction(0)
    quotient = left * reciprocal(right)
    return Fraction(quotient) if isinstance(quotient, int | Fraction) else Fraction(0)


def _proved(
    question: Question, left: Node, right: Node, more: tuple[Assumption, ...], instance: Instance
) -> Repair | None:
    """Return the repair if no instance refutes it, some instance is not trivial, and both checkers accept it.

    The instance that refuted the statement comes first, for most candidates fail there as well; it is no instance
    of a candidate that makes complex signals real. A candidate in which an integer became a number is none: s is a
    factor in up(f, s), and could be anything in f/s.
    """
    asked = question.link(left, right, *more)
    try:
        reading = asked.read()
        if not {s.name for s in reading.scalars} <= instance.scalars.keys():
            return None
        trials = Trials(reading, *reading.sides)
        retyped = any(isinstance(a, Declared) for a in more)
        if not retyped and trials.outcome(instance).difference is not None:
            return None
        search = refute(reading, trials, TRIES)
        if search.instance is None and search.vanishing == search.settled:
            search = refute(reading, trials, MORE_TRIES, seed=TRIES)
        vanishes = search.vanishing == search.settled
        trivial = vanishes and (right != ZERO or bool(vanishing_signals(reading)))
        if search.instance is not None or not search.settled or trivial:
            return None
        (goal,) = goals(reading)
        decision = decide(goal, seconds=SECONDS)
        if not isinstance(decision, Proof):
            return None
        verify(decision.certificate)
    except SymconvError:
        return None
    return Repair(tuple(a.source.text for a in more), Chain(left, (("=", right),)), decision)
