"""Mistakes planted in answers to random questions, and what becomes of them: the numbers in docs/checking.md.

Right and wrong answers come from NumPy, SciPy and loops over the definition; nothing of symconv computes them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.signal

import symconv

__all__ = ["KINDS", "PAIRS", "TABLE_HEAD", "Asked", "Kind", "outcomes", "table_row"]

PAIRS = 200
"""Random questions for each kind of mistake."""

Rows = list[Any]


@dataclass(frozen=True)
class Asked:
    """A question with its right answer, and a wrong one with one planted mistake."""

    x: Rows
    h: Rows
    right: Rows
    got: Rows
    words: str = "convolution"
    """As a text asks it; empty where a text would need more words."""
    options: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of mistake."""

    name: str
    what: str
    plant: Callable[[random.Random], Asked]


def _row(rng: random.Random, least: int, most: int) -> Rows:
    return [rng.randint(-9, 9) for _ in range(rng.randint(least, most))]


def _linear(spoil: Callable[[random.Random, Rows, Rows, Rows], Rows]) -> Callable[[random.Random], Asked]:
    def plant(rng: random.Random) -> Asked:
        x, h = _row(rng, 4, 7), _row(rng, 2, 4)
        right = np.convolve(x, h).tolist()
        return Asked(x, h, right, spoil(rng, x, h, right))

    return plant


def _correlated(spoil: Callable[[Rows, Rows], Rows]) -> Callable[[random.Random], Asked]:
    def plant(rng: random.Random) -> Asked:
        x, h = _row(rng, 4, 7), _row(rng, 2, 4)
        right = _sliding(x, h)
        return Asked(x, h, right, spoil(x, h), "cross-correlation", (("operation", "correlate"),))

    return plant


def _valid(rng: random.Random) -> Asked:
    x, h = _row(rng, 4, 7), _row(rng, 2, 4)
    got = np.convolve(x, h).tolist()
    return Asked(x, h, np.convolve(x, h, "valid").tolist(), got, "valid convolution", (("mode", "valid"),))


def _circular(rng: random.Random) -> Asked:
    length = rng.randint(4, 7)
    x, h = _row(rng, length, length), _row(rng, 2, 4)
    full = np.convolve(x, h).tolist()
    words = f"circular convolution with period {length}"
    return Asked(x, h, _folded(full, length), full[:length], words, (("period", length),))


def _folded(full: Rows, period: int) -> Rows:
    return [sum(full[n::period]) for n in range(period)]


def _picture(turn: Callable[[np.ndarray], np.ndarray]) -> Callable[[random.Random], Asked]:
    def plant(rng: random.Random) -> Asked:
        x = [[rng.randint(-9, 9) for _ in range(3)] for _ in range(3)]
        h = [[rng.randint(-9, 9) for _ in range(2)] for _ in range(2)]
        right = scipy.signal.convolve2d(x, h).tolist()
        got = scipy.signal.convolve2d(x, turn(np.array(h))).tolist()
        return Asked(x, h, right, got, "true convolution")  # the star alone is written for both

    return plant


def _layer(rng: random.Random) -> Asked:
    x, w = _row(rng, 7, 9), _row(rng, 2, 3)
    every = np.correlate([0, *x, 0], w, "valid").tolist()
    options = (("operation", "layer"), ("stride", 2), ("padding", 1))
    return Asked(x, w, every[::2], every, "", options)


def _unpadded(rng: random.Random) -> Asked:
    x, w = _row(rng, 7, 9), _row(rng, 2, 3)
    right = np.correlate([0, *x, 0], w, "valid").tolist()[::2]
    options = (("operation", "layer"), ("stride", 2), ("padding", 1))
    return Asked(x, w, right, np.correlate(x, w, "valid").tolist()[::2], "", options)


def _sliding(x: Rows, h: Rows) -> Rows:
    return np.correlate(x, h, "full").tolist()


def _term(factor: int) -> Callable[[random.Random, Rows, Rows, Rows], Rows]:
    """Return what adds a multiple of one product, which is not zero where that is possible, to its sample."""

    def spoil(rng: random.Random, x: Rows, h: Rows, y: Rows) -> Rows:
        products = [(m + k, a * b) for m, a in enumerate(x) for k, b in enumerate(h) if a * b] or [(0, 0)]
        n, product = rng.choice(products)
        return [*y[:n], y[n] + factor * product, *y[n + 1 :]]

    return spoil


def _slip(rng: random.Random, x: Rows, h: Rows, y: Rows) -> Rows:
    n = rng.randrange(len(y))
    return [*y[:n], y[n] + rng.choice((-10, -2, -1, 1, 2, 10)), *y[n + 1 :]]


def _copied(rng: random.Random, x: Rows, h: Rows, y: Rows) -> Rows:
    n = rng.randrange(len(x))
    wrong = [*x[:n], x[n] + rng.choice((-3, -2, -1, 1, 2, 3)), *x[n + 1 :]]
    return np.convolve(wrong, h).tolist()


def _negative(rng: random.Random, x: Rows, h: Rows, y: Rows) -> Rows:
    return [sum(a * h[abs(n - m)] for m, a in enumerate(x) if abs(n - m) < len(h)) for n in range(len(x) + len(h) - 1)]


KINDS: tuple[Kind, ...] = (
    Kind("forgot-flip", "correlation for convolution", _linear(lambda r, x, h, y: _sliding(x, h))),
    Kind("flipped", "convolution for correlation", _correlated(lambda x, h: np.convolve(x, h).tolist())),
    Kind("swapped", "operands of a correlation exchanged", _correlated(lambda x, h: _sliding(h, x))),
    Kind("wrong-mode", "full where valid was asked", _valid),
    Kind("no-wrap", "linear instead of circular", _circular),
    Kind("wrapped", "circular instead of linear", _linear(lambda r, x, h, y: _folded(y, len(x)))),
    Kind("off-by-one", "every sample one place late", _linear(lambda r, x, h, y: [0, *y[:-1]])),
    Kind("dropped-tail", "last sample left out", _linear(lambda r, x, h, y: y[:-1])),
    Kind("dropped-head", "first sample left out", _linear(lambda r, x, h, y: y[1:])),
    Kind("extra-zeros", "two zeros too many", _linear(lambda r, x, h, y: [*y, 0, 0])),
    Kind("reversed", "result written backwards", _linear(lambda r, x, h, y: y[::-1])),
    Kind("all-signs", "every sign wrong", _linear(lambda r, x, h, y: [-value for value in y])),
    Kind("sign", "sign of one product wrong", _linear(_term(-2))),
    Kind("term-missing", "one product left out", _linear(_term(-1))),
    Kind("term-twice", "one product counted twice", _linear(_term(1))),
    Kind("slip", "one sample off by a little", _linear(_slip)),
    Kind("copied-wrong", "one sample of x copied wrongly", _linear(_copied)),
    Kind("negative-index", "h[−1] read as h[1]", _linear(_negative)),
    Kind("one-axis", "2-D kernel flipped in one axis only", _picture(np.fliplr)),
    Kind("transposed-kernel", "2-D kernel transposed", _picture(np.transpose)),
    Kind("wrong-stride", "stride of a layer ignored", _layer),
    Kind("wrong-padding", "padding of a layer ignored", _unpadded),
)

ALONE, TIED, OTHER, MISSED, UNREAD, FITS, SAME = (
    *("named alone", "named in a tie", "another named", "missed", "unread"),
    *("holds in another reading", "right all the same"),
)


def questions(kind: Kind) -> Iterator[Asked]:
    """Yield the random questions of a kind, always the same ones."""
    rng = random.Random(kind.name)
    for _ in range(PAIRS):
        yield kind.plant(rng)


def outcomes(kind: Kind) -> tuple[Counter[str], Counter[str] | None]:
    """Return what becomes of the planted mistakes in `diagnose`, and in a text that is checked."""
    diagnosed: Counter[str] = Counter()
    checked: Counter[str] = Counter()
    for asked in questions(kind):
        same = asked.got == asked.right or not np.any(asked.got)
        found = symconv.diagnose(asked.x, asked.h, asked.got, **dict(asked.options))
        diagnosed[SAME if same else _named(kind.name, [each.mistake for each in found])] += 1
        if asked.words:
            checked[SAME if same else _in_text(kind.name, asked)] += 1
    return diagnosed, checked or None


def _named(mistake: str, names: list[str]) -> str:
    if mistake in names:
        return ALONE if len(set(names)) == 1 else TIED
    return OTHER if names else MISSED


def text_of(asked: Asked) -> str:
    """Write the question and its wrong answer as a worked text has them."""
    sign = r"\star" if "correlation" in asked.words else r"\circledast" if "circular" in asked.words else r"\ast"
    return (
        f"Let $x = {asked.x}$ and $h = {asked.h}$.\n\nThe {asked.words} of both is\n$$y = x {sign} h = {asked.got}$$\n"
    )


def _in_text(mistake: str, asked: Asked) -> str:
    claims = symconv.audit(text_of(asked)).claims
    failing = [claim for claim in claims if claim.verdict == "fails"]
    if failing:
        return _named(mistake, [note.mistake for claim in failing for note in claim.diagnosis])
    if any(claim.verdict == "unread" for claim in claims):
        return UNREAD
    return FITS if any(claim.kind == "holds as" for claim in claims) else MISSED


TABLE_HEAD = (
    "| planted | what | `diagnose` names it | alone | `check` names it | alone | holds in another reading | unread |\n"
    "|---|---|---|---|---|---|---|---|"
)


def table_row(kind: Kind, diagnosed: Counter[str], checked: Counter[str] | None) -> str:
    """Return a row of the table in docs/checking.md: counts of the answers that are wrong at all."""
    of = PAIRS - diagnosed[SAME]
    cells = [f"`{kind.name}`", kind.what, f"{diagnosed[ALONE] + diagnosed[TIED]} of {of}", str(diagnosed[ALONE])]
    if checked is None:
        cells += ["–", "–", "–", "–"]
    else:
        named = checked[ALONE] + checked[TIED]
        cells += [f"{named} of {of}", str(checked[ALONE]), str(checked[FITS]), str(checked[UNREAD])]
    return f"| {' | '.join(cells)} |"
