"""n lost from the index under the sum: every sample comes out as the one at n = 0."""

from __future__ import annotations

from collections.abc import Iterator

from symconv.auditing.mistakes.mistake import Edit, Spoiled
from symconv.operations import Task
from symconv.signals import Signal

__all__ = ["INDEX_IN_SUM"]


def _spoil(task: Task, answer: Signal) -> Iterator[Spoiled]:
    if answer.ndim == 1 and answer.shape[0] > 1 and answer.origin[0] <= 0 <= answer.ends[0]:
        yield Spoiled((answer[0],) * answer.shape[0], {})


INDEX_IN_SUM = Edit(
    "index-in-sum",
    "Every sample is Σ x[m] h[−m], the sample at 0: the n is missing from the index h[n − m].",
    _spoil,
)
