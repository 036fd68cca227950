"""Which mistake turns the truth into this answer: exact search over the family and the catalogue.

The search looks for the fewest faults: none, one, then two (a misreading of the task and one more fault).
Everything that explains the answer with equally few faults is reported, because it cannot be told apart.

May import: ``errors``, ``signals``, ``operations``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import prod
from typing import Unpack

from symconv.auditing.asked import Asked, asked_task
from symconv.auditing.mistakes import MISTAKES, Edit, Fit, Misreading
from symconv.auditing.mistakes.mistake import Facts
from symconv.errors import LimitError, SymconvError
from symconv.operations import Convolution, Correlation, Layer, Task, compute
from symconv.signals import Signal

__all__ = ["FEW", "Diagnosis", "Examination", "diagnose_task", "examine", "indistinguishable"]

MOST_PRODUCTS = 1_000_000
"""Largest N · K that is diagnosed: every reading of the task is computed."""
MOST_FAULTS = 2
LEAST_EVIDENCE = 3
"""Fewest non-zero samples of an answer on which two faults at once are named: fewer fit by chance."""
FEW = "(With so few samples that are not zero this may fit by chance.)"
ORIGIN = "The right samples, but the first one stands at n = {found}, not at n = {right}: the origin was lost."


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One explanation of a wrong answer."""

    mistake: str
    """Names of the catalogue, joined by ``" + "`` when it takes two."""
    explanation: str
    """For the student."""
    cost: int
    """How many faults it takes; a lone arithmetic slip counts for two, because it would fit anything."""

    @property
    def reason(self) -> str:
        """The explanation without the doubt that few samples leave."""
        return self.explanation.removesuffix(f" {FEW}")

    def __iter__(self) -> Iterator[str | int]:
        """Unpack as (mistake, explanation, cost)."""
        return iter((self.mistake, self.explanation, self.cost))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A task that may have been solved, and the misreading that leads to it."""

    task: Task
    mistake: str
    explanation: str
    cost: int


@dataclass(frozen=True, slots=True)
class Examination:
    """An answer beside the right one."""

    task: Task
    got: Signal
    expected: Signal
    diagnoses: tuple[Diagnosis, ...]
    """What explains the answer; empty when it is right, or when nothing in the catalogue explains it."""
    is_right: bool
    hidden: tuple[str, ...]
    """Mistakes that these numbers cannot reveal: they lead to the right answer all the same."""


def examine(
    x: Signal,
    h: Signal,
    got: Signal,
    operation: str = "convolve",
    mode: str = "full",
    *,
    anchored: bool = False,
    **options: Unpack[Asked],
) -> Examination:
    """Compare an answer with the right one, and look for the mistakes that explain it.

    Parameters
    ----------
    x, h, got : Signal
        Operands, and the answer that was given.
    operation : {"convolve", "correlate", "layer"}
        What was asked; with an option of layers the first two are layers too.
    mode, **options
        As in `symconv.correlate` and `symconv.layer`.
    anchored : bool
        Whether the place of the first sample of ``got`` is part of the answer.

    Raises
    ------
    ConventionError
        If an option is unknown.
    ProblemError
        If options of layers and of convolutions are mixed.
    LimitError
        If the signals have more than 1,000,000 products.

    Examples
    --------
    >>> x, h = Signal([2, 1, 3, 5, 4]), Signal([1, -1])
    >>> [d.mistake for d in examine(x, h, Signal([1, -2, -2, 1]), mode="valid").diagnoses]
    ['forgot-flip', 'flipped-other', 'all-signs']
    >>> [d.mistake for d in examine(x, h, Signal([1, -2, -2, 1]), "layer", stride=2).diagnoses]
    ['wrong-stride']
    """
    task = asked_task(x, h, operation, mode, **options)
    products = prod(x.shape) * prod(h.shape)
    if max(products, prod(got.shape)) > MOST_PRODUCTS:
        raise LimitError("diagnosing an answer", f"{products} products", limit=f"{MOST_PRODUCTS} products")
    expected = compute(task)
    placed = not anchored or got.origin == expected.origin
    is_right = got.values == expected.values and placed
    return Examination(
        task, got, expected, diagnose_task(task, got, anchored=anchored), is_right, indistinguishable(task)
    )


def diagnose_task(task: Task, got: Signal, *, anchored: bool = False) -> tuple[Diagnosis, ...]:
    """Return what explains ``got`` as an answer to ``task`` with the fewest mistakes, in the catalogue's order.

    Examples
    --------
    >>> from symconv.operations import convolution_task
    >>> [d.mistake for d in diagnose_task(convolution_task(Signal([1, 2]), Signal([1, 3])), Signal([1, 5]))]
    ['wrong-mode', 'dropped-tail']
    """
    right = compute(task)
    if got.values == right.values:
        if anchored and got.origin != right.origin:
            return (Diagnosis("origin", ORIGIN.format(found=got.first, right=right.first), 1),)
        return ()
    readings = [_Reading(task, "", "", 0), *_misreadings(task)]
    answers = [(reading, answer) for reading in readings if (answer := _answer(reading.task)) is not None]
    found = [_diagnosis(reading) for reading, answer in answers[1:] if _equal(answer, got)]
    found += _faults(*answers[0], got)
    enough = sum(value != 0 for value in got.flat_values) >= LEAST_EVIDENCE
    if enough and not any(diagnosis.cost == 1 for diagnosis in found):
        for reading, answer in answers[1:]:
            found += _faults(reading, answer, got)
        found += [_diagnosis(second) for second in _second_misreadings(readings[1:], got)]
    least = min((diagnosis.cost for diagnosis in found), default=0)
    best = {d.mistake: d for d in reversed(found) if d.cost == least}
    kept = (d for d in found if best.get(d.mistake) is d)
    return tuple(kept if enough else (replace(d, explanation=f"{d.explanation} {FEW}") for d in kept))


def indistinguishable(task: Task) -> tuple[str, ...]:
    """Return the mistakes that these numbers cannot reveal: they lead to the right answer all the same.

    Examples
    --------
    >>> from symconv.operations import convolution_task
    >>> indistinguishable(convolution_task(Signal([1, 2, 4]), Signal([1, 3, 1])))
    ('forgot-flip',)
    """
    right = compute(task)
    kinds = (type(task),) if isinstance(task, Layer) else (Convolution, Correlation)
    hidden = (
        reading.mistake
        for reading in _misreadings(task)
        if isinstance(reading.task, kinds)
        if (answer := _answer(reading.task)) is not None and answer.values == right.values
    )
    return tuple(dict.fromkeys(hidden))


def _misreadings(task: Task) -> Iterator[_Reading]:
    for mistake in MISTAKES:
        if isinstance(mistake, Misreading):
            for other, facts in mistake.change(task):
                yield _Reading(other, mistake.name, _explain(mistake.explanation, facts), 1)


def _second_misreadings(readings: list[_Reading], got: Signal) -> Iterator[_Reading]:
    for reading in readings:
        for second in _misreadings(reading.task):
            if second.mistake == reading.mistake:
                continue
            answer = _answer(second.task)
            if answer is not None and _equal(answer, got):
                name, explanation = _joined(reading, second.mistake, second.explanation)
                yield _Reading(second.task, name, explanation, 2)


def _faults(reading: _Reading, answer: Signal, got: Signal) -> Iterator[Diagnosis]:
    """Yield what turns the answer of a reading into ``got``."""
    wanted = got.values
    if _equal(answer, got):
        return
    for mistake in MISTAKES:
        cost = reading.cost + (mistake.cost if isinstance(mistake, Fit) else 1)
        if cost > MOST_FAULTS:
            continue
        hits: list[Facts] = []
        if isinstance(mistake, Edit):
            hits = [s.facts for s in mistake.spoil(reading.task, answer) if s.values == wanted]
        elif isinstance(mistake, Fit) and answer.shape == got.shape:
            hits = list(mistake.explain(reading.task, answer, got))
        if hits:
            yield Diagnosis(*_joined(reading, mistake.name, _explain(mistake.explanation, hits[0])), cost)


def _equal(answer: Signal, got: Signal) -> bool:
    return answer.shape == got.shape and answer.values == got.values


def _joined(reading: _Reading, mistake: str, explanation: str) -> tuple[str, str]:
    if not reading.mistake:
        return mistake, explanation
    return " + ".join(sorted((reading.mistake, mistake))), f"{reading.explanation} {explanation}"


def _diagnosis(reading: _Reading) -> Diagnosis:
    return Diagnosis(reading.mistake, reading.explanation, reading.cost)


def _explain(explanation: str, facts: Facts) -> str:
    text = explanation.format_map(facts)
    return text[0].upper() + text[1:]


def _answer(task: Task) -> Signal | None:
    """Compute a reading; one that cannot be computed explains nothing."""
    try:
        return compute(task)
    except SymconvError:
        return None
