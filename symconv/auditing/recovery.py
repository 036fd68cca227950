"""Signals that a text shows only in a figure, recovered from the products of its expanded sums.

Each row is an expansion of y[k] = Σ a[i]·b[j] with j = k − i (convolution) or j = i ∓ k (correlation), its
factors in the order of the text; only where the row starts is unknown. A beam search places the rows so
that they contradict each other least, with as few samples as possible, and a majority decides each sample.
The answer counts only if it is the only best one and every sample has two witnesses.

May import: the standard library. Must never return one of several equally good answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

__all__ = ["Recovered", "Row", "recover"]

BEAM: Final = 24
MOST_ROWS: Final = 40
MOST_WORK: Final = 400_000
LEAST_ROWS: Final = 3
LEAST_WITNESSES: Final = 2
MISMATCH: Final = 3
"""Cost of a factor that contradicts the others, against 2 for one more sample."""
SAMPLE: Final = 2
TOLERATED: Final = 12
"""At most one factor in so many may contradict the others."""

Votes = dict[int, Counter[Fraction]]


@dataclass(frozen=True, slots=True)
class Row:
    """One expanded sum: the index of the result, and the factors of its terms."""

    index: int
    pairs: tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Recovered:
    """Two signals, and where each row starts in the first."""

    a: tuple[Fraction, ...]
    """From its first nonzero sample, which is put at 0."""
    b: tuple[Fraction, ...]
    b_first: int
    slope: int
    """−1 for a convolution, 1 for a correlation."""
    lag: int
    """Sign of k in the lag of a correlation; 1 for a convolution."""
    starts: tuple[int, ...]

    def a_at(self, index: int) -> Fraction:
        """Return a sample of the first signal."""
        return self.a[index] if 0 <= index < len(self.a) else Fraction(0)

    def b_at(self, index: int) -> Fraction:
        """Return a sample of the second signal."""
        place = index - self.b_first
        return self.b[place] if 0 <= place < len(self.b) else Fraction(0)

    def partner(self, index: int, constant: int) -> int:
        """Return the index in b that goes with one in a, where the indices have this sum or difference."""
        return constant - index if self.slope < 0 else index - constant

    def total(self, constant: int) -> Fraction:
        """Return Σ a[i]·b[j] over all i + j (or i − j) equal to a constant."""
        return sum((self.a_at(i) * self.b_at(self.partner(i, constant)) for i in range(len(self.a))), Fraction(0))


def recover(rows: Sequence[Row], slope: int) -> Recovered | None:
    """Return the signals that the rows determine, or ``None`` if they do not."""
    if not LEAST_ROWS <= len(rows) <= MOST_ROWS:
        return None
    longest = max(len(row.pairs) for row in rows)
    reach = longest + max(row.index for row in rows) - min(row.index for row in rows) + 1
    if len(rows) * reach * 2 * longest * BEAM > MOST_WORK * 2:
        return None
    found = [
        answer
        for lag in ((1,) if slope < 0 else (1, -1))
        for answer in _search(rows, slope, lag, min(reach, longest + 3))
    ]
    least = min((cost for cost, _ in found), default=0)
    best = [answer for cost, answer in found if cost == least]
    signals = {(answer.a, answer.b, answer.b_first) for answer in best}
    if len(signals) != 1 or not _is_supported(rows, best[0]):
        return None
    return best[0]


def _search(rows: Sequence[Row], slope: int, lag: int, reach: int) -> Iterator[tuple[int, Recovered]]:
    states: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for number, row in enumerate(rows):
        grown = []
        for _, starts in states:
            votes = _votes(rows[:number], starts, slope, lag)
            before = starts[-1] if starts else 0
            choices = range(before - reach, before + reach + 1) if starts else (0,)
            for start in choices:
                grown.append((_added_cost(row, start, votes, slope, lag), starts, start))
        base = {starts: cost for cost, starts in states}
        ranked = sorted((base[starts] + cost, (*starts, start)) for cost, starts, start in grown)
        states = ranked[:BEAM]
    for _, starts in states:
        answer = _normalised(_votes(rows, starts, slope, lag), starts, slope, lag)
        if answer is not None:
            yield _cost(rows, answer), answer


def _places(row: Row, start: int, slope: int, lag: int) -> Iterator[tuple[int, int, Fraction, Fraction]]:
    constant = row.index * lag
    for step, (u, v) in enumerate(row.pairs):
        i = start + step
        yield i, (constant - i if slope < 0 else i - constant), u, v


def _votes(rows: Sequence[Row], starts: Sequence[int], slope: int, lag: int) -> tuple[Votes, Votes]:
    a: Votes = {}
    b: Votes = {}
    for row, start in zip(rows, starts, strict=True):
        for i, j, u, v in _places(row, start, slope, lag):
            a.setdefault(i, Counter())[u] += 1
            b.setdefault(j, Counter())[v] += 1
    return a, b


def _added_cost(row: Row, start: int, votes: tuple[Votes, Votes], slope: int, lag: int) -> int:
    cost = 0
    for i, j, u, v in _places(row, start, slope, lag):
        for table, index, value in ((votes[0], i, u), (votes[1], j, v)):
            seen = table.get(index)
            if seen is None:
                cost += SAMPLE * (value != 0)
            elif seen.most_common(1)[0][0] != value:
                cost += MISMATCH
    return cost


def _normalised(votes: tuple[Votes, Votes], starts: Sequence[int], slope: int, lag: int) -> Recovered | None:
    a, b = ({i: seen.most_common(1)[0][0] for i, seen in table.items()} for table in votes)
    a_places = sorted(i for i, value in a.items() if value)
    b_places = sorted(j for j, value in b.items() if value)
    if not a_places or not b_places:
        return None
    shift = a_places[0]
    b_shift = -shift if slope < 0 else shift
    return Recovered(
        tuple(a.get(i, Fraction(0)) for i in range(shift, a_places[-1] + 1)),
        tuple(b.get(j, Fraction(0)) for j in range(b_places[0], b_places[-1] + 1)),
        b_places[0] - b_shift,
        slope,
        lag,
        tuple(start - shift for start in starts),
    )


def _cost(rows: Sequence[Row], answer: Recovered) -> int:
    samples = sum(value != 0 for value in (*answer.a, *answer.b))
    return SAMPLE * samples + MISMATCH * _mismatches(rows, answer)


def _mismatches(rows: Sequence[Row], answer: Recovered) -> int:
    return sum(
        (answer.a_at(i) != u) + (answer.b_at(j) != v)
        for row, start in zip(rows, answer.starts, strict=True)
        for i, j, u, v in _places(row, start, answer.slope, answer.lag)
    )


def _is_supported(rows: Sequence[Row], answer: Recovered) -> bool:
    a, b = _votes(rows, answer.starts, answer.slope, answer.lag)
    factors = sum(2 * len(row.pairs) for row in rows)
    if _mismatches(rows, answer) * TOLERATED > factors:
        return False
    witnessed = [a[i][value] for i, value in enumerate(answer.a) if value]
    witnessed += [b[j][value] for j, value in enumerate(answer.b, answer.b_first) if value]
    return min(witnessed) >= LEAST_WITNESSES
