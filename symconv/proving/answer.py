"""From a question to its verdict: quick refutation, proof, long refutation, and an honest "open".

May import: the parts of this package, ``errors``, ``derivation``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from symconv.derivation import Status
from symconv.errors import DivergentSum, LogicError, ProblemError, UnsupportedProblemError
from symconv.proving.asking import ask
from symconv.proving.consistency import refuse_contradictions
from symconv.proving.convolved import as_convolutions
from symconv.proving.counterexample import Counterexample, counterexample
from symconv.proving.decide import Open, Proof, decide
from symconv.proving.describe import assumption_lines
from symconv.proving.goals import goals
from symconv.proving.instances import Instance, vanishing_signals
from symconv.proving.question import Question
from symconv.proving.reading import Reading
from symconv.proving.refute import Search, refute, shrunk
from symconv.proving.repairs import Repair, repairs
from symconv.proving.stand_ins import has_symbolic_powers
from symconv.proving.trials import Trials
from symconv.proving.verdict import Link, Verdict
from symconv.syntax.nodes import Node
from symconv.terms import Goal

__all__ = ["answer", "prove"]

QUICK: Final = 12
LONG: Final = 180
SECONDS: Final = 5.0


def prove(
    statement: object,
    given: str | Sequence[str] = (),
    over: str | None = None,
    *,
    complex: bool = False,
    seconds: float = SECONDS,
    repair: bool = True,
) -> Verdict:
    """Prove or refute a statement for signals of every length.

    Parameters
    ----------
    statement : str or sympy.Eq
        ``"corr(f, h) = conv(f, flip(h))"``; docs/statements.md has the language.
    given : str or sequence of str
        Hypotheses: ``"h even"``, ``"f on 0..N-1"``, ``"N >= K"`` …
    over : str, optional
        ``"Z/N"``: every index is modulo N. Without it indices are integers.
    complex : bool
        Signals and scalars are complex unless a hypothesis says ``real``.
    seconds : float
        How long a proof of one equality may be looked for.
    repair : bool
        Look for true statements near a refuted one.

    Examples
    --------
    >>> prove("corr(f, h) = conv(f, h)", given="h even").status
    <Status.PROVED: 'proved'>
    """
    return answer(ask(statement, given, over, complex=complex), seconds=seconds, repair=repair)


def answer(question: Question, *, seconds: float = SECONDS, repair: bool = True) -> Verdict:
    """Prove or refute a statement.

    Parameters
    ----------
    question : Question
        The statement with its hypotheses.
    seconds : float
        How long a proof of one link may be looked for.
    repair : bool
        Look for true statements near a refuted one.

    Raises
    ------
    ParseError
        If it is not clear what a name means, or an operator does not fit its arguments.
    ProblemError
        If the hypotheses contradict each other.
    DivergentSum
        If a sum in the statement converges for none of the signals that are meant.
    UnsupportedProblemError
        If the statement is no equality.
    """
    reading = question.read()
    if len(reading.sides) < 2:
        raise ProblemError("a statement is an equality: two sides and '=' between them (derive takes one side alone)")
    refuse_contradictions(reading)
    links: list[Link] = []
    example: Counterexample | None = None
    mended: tuple[Repair, ...] = ()
    for goal, (left, right) in zip(_goals(reading), pairwise(reading.sides), strict=True):
        trials = Trials(reading, left, right)
        link, instance = _link(reading, trials, goal, left, right, seconds)
        links.append(link)
        if instance is not None and example is None:
            small = shrunk(trials, instance)
            example = counterexample(reading, trials, small, left, right)
            mended = _mended(question, reading, left, right, small) if repair else ()
    statuses = {link.status for link in links}
    worst = next(s for s in (Status.REFUTED, Status.OPEN, Status.PROVED) if s in statuses)
    finite = any(link.proof.goal.context.finite for link in links if link.proof)
    lines = assumption_lines(reading, finite=finite or worst is not Status.PROVED)
    lines += tuple(f"{name} = 0 everywhere, by its hypotheses" for name in vanishing_signals(reading))
    return Verdict(question, reading, worst, lines, tuple(links), example, mended)


def _mended(question: Question, reading: Reading, left: Node, right: Node, instance: Instance) -> tuple[Repair, ...]:
    """Return what was meant perhaps, ∗ for ``*``, before the statements nearby."""
    meant = as_convolutions(question)
    return (*((meant,) if meant is not None else ()), *repairs(question, reading, left, right, instance))


def _goals(reading: Reading) -> tuple[Goal, ...]:
    try:
        return goals(reading)
    except LogicError as error:
        doing = "writing the statement for the trusted core"
        raise UnsupportedProblemError(f"{doing}: {error}; make it smaller") from error


def _link(
    reading: Reading, trials: Trials, goal: Goal, left: Node, right: Node, seconds: float
) -> tuple[Link, Instance | None]:
    quick = refute(reading, trials, QUICK)
    if quick.instance is not None:
        return Link(left, right, Status.REFUTED), quick.instance
    reason, found = "", None
    try:
        found = decide(goal, seconds=seconds)
    except LogicError as error:
        reason = str(error)
        if "converge" in reason and (has_symbolic_powers(left) or has_symbolic_powers(right)):
            raise UnsupportedProblemError(
                f"{reason}: infinite sums of powers, geometric series among them, are outside the language; "
                "give the sum limits, or multiply by a signal"
            ) from error
        if "converge" in reason and not quick.settled and quick.found:
            raise DivergentSum(
                f"the statement has no meaning for the signals that are meant: {reason}; "
                "give signals in it finite support, or limits to the sum"
            ) from error
    if isinstance(found, Proof):
        if not quick.found:
            reason = "no integers that satisfy the hypotheses were found, so a proof would say nothing"
            return Link(left, right, Status.OPEN, reason=reason), None
        return Link(left, right, Status.PROVED, found), None
    long = refute(reading, trials, LONG, seed=7)
    if long.instance is not None:
        return Link(left, right, Status.REFUTED), long.instance
    return Link(left, right, Status.OPEN, open=found, reason=reason or _why_open(found, quick, long)), None


def _why_open(found: Open | None, quick: Search, long: Search) -> str:
    tried = ", ".join(found.tried) if found is not None else "nothing"
    settled = quick.settled + long.settled
    return f"{settled} small exact instances agree, and no proof was found (tried: {tried})"
