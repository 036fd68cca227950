"""A result that was given for an operation of two signals, against every mode and convention it can be read in.

Every array is computed twice: by the operations of this package, and by the sum of the definition, sample by
sample. Nothing is said to fail unless both agree.

May import: ``errors``, ``operations``, ``signals`` and this package.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from itertools import product
from math import prod
from typing import Any, Final

from symconv.auditing.claims import Note
from symconv.auditing.context import Options, Setting
from symconv.auditing.diagnosis import Diagnosis, diagnose_task
from symconv.auditing.said import window_said
from symconv.auditing.values import Array, Operation
from symconv.errors import CheckError, SymconvError
from symconv.operations import Convolution, Correlation, Layer, Task, compute, convolution_task, correlation_task
from symconv.signals import Signal

__all__ = ["CLOSE", "Judgement", "Meaning", "Reading", "confirmed", "judge", "readings", "wrong_entries"]

MOST_PRODUCTS: Final = 4_000
"""Largest N · K of an operation that is tried in every mode."""
MOST_PERIODS: Final = 12
WORDS: Final = {"conv": "convolution", "corr": "correlation"}
UNUSUAL: Final = ("normali", "average", "gradient", "transpos", "bias", "pooling", "channel", "group")
"""Words of a text after which a result may be meant in a way that is not tried here: all of it will look different."""
UNUSUAL_ENDS: Final = ("boundar", "reflect", "wrap", "symmetric pad", "border", "edge mode", "relu", "clip")
"""The same for ways in which only a few samples look different."""
UNUSUAL_OPTIONS: Final = ("stride", "dilat", "pad", "periodic", "circular", "cyclic", "modulo")
"""The same, unless the option was read."""
CLOSE: Final = 3
"""A result of which at most one entry in so many is wrong was meant for what it is close to."""


NOWHERE: Final = Setting()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the text says about an operation."""

    operation: str = ""
    """``conv``, ``corr``, or ``""`` where the sign may stand for either."""
    supposed: str = ""
    """Which of them counts if no reading fits."""
    circular: bool = False
    """Whether the text says that the sign is circular."""
    setting: Setting = NOWHERE
    words: str = ""
    """The sentence before, in small letters."""
    open_in_2d: bool = False
    """Whether the sign is the plain star, which for pictures is written for both operations."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the operation."""

    operation: str
    mode: str
    task: Task
    result: Array

    @property
    def name(self) -> str:
        """Say it."""
        return f"{WORDS[self.operation]}, {self.mode}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the comparison with every reading showed."""

    verdict: str
    kind: str
    expected: str
    notes: tuple[Note, ...] = ()
    right: Array | None = None


def judge(operation: Operation, claim: Array, meaning: Meaning) -> Judgement:
    """Judge a result against every reading that the text admits."""
    if prod(operation.left.shape) * prod(operation.right.shape) > MOST_PRODUCTS:
        return Judgement("unread", "unread", f"too long to check: more than {MOST_PRODUCTS} products")
    if meaning.open_in_2d and len(operation.left.shape) == 2:
        meaning = replace(meaning, operation="", supposed="")
    setting = meaning.setting
    every = readings(operation, setting.grid, setting.periods)
    fitting = [r for r in every if r.result.rows == claim.rows and _anchored(r, claim)]
    meant = [r for r in fitting if r.operation == meaning.operation or not meaning.operation]
    misnamed = _misnamed(every, meant, meaning)
    if meant and misnamed is None:
        usual = [r for r in meant if r.mode in ("full", "same", "valid")] or meant
        names = " or ".join(dict.fromkeys(r.name for r in usual))
        return Judgement("holds", "holds as", names, (), meant[0].result)
    if operation.sign == "*" and claim.rows in _products(operation):
        return Judgement("unread", "unread", "it is the element-wise or the matrix product, which may be meant")
    asked = misnamed or _asked(every, claim, meaning)
    if isinstance(asked, str):
        return Judgement("unread", "unread", asked)
    if claim.first is not None and any(r.result.rows == claim.rows for r in every):
        return Judgement("unread", "unread", "the samples fit, the marked origin does not")
    if not fitting and _names_more(meaning, asked, claim):
        return Judgement("unread", "unread", "no usual reading gives this, and the text names options")
    if not confirmed(asked, operation):
        raise CheckError("two routes to one result disagree")
    got = Signal(claim.rows)
    notes = tuple(Note(found.mistake, found.explanation) for found in _diagnoses(asked.task, got)[:4])
    kind = "mislabelled" if fitting else "wrong result"
    if not notes:
        notes = (Note("unexplained", "No mistake of the catalogue leads to this result."),)
    return Judgement("fails", kind, asked.name, notes, asked.result)


def _misnamed(every: tuple[Reading, ...], meant: list[Reading], meaning: Meaning) -> Reading | None:
    """Return the reading that the words just before ask for, where others fit and this one does not."""
    said = window_said(meaning.words) if meant else ""
    if not said or any(reading.mode.startswith(said) for reading in meant):
        return None
    window = f"circular, N = {meaning.setting.period}" if said == "circular" else said
    operation = meaning.operation or meaning.supposed
    return next((r for r in every if r.operation == operation and r.mode == window), None)


def _over_all(every: tuple[Reading, ...], claim: Array, meaning: Meaning, operation: Operation) -> Judgement | None:
    """Judge a result of another length whose origin is known as what it is on all of Z: zero where nothing stands."""
    declared = meaning.operation or meaning.supposed
    full = next((r for r in every if r.operation == declared and r.mode == "full"), None)
    if full is None or claim.first is None or len(claim.shape) != 1 or full.result.shape == claim.shape:
        return None
    first = full.result.first or 0
    places = range(min(first, claim.first), max(first + len(full.result.rows), claim.first + len(claim.rows)))
    right, written = (_on(array, places) for array in (full.result, claim))
    wrong = [place for place, a, b in zip(places, right, written, strict=True) if a != b]
    if not wrong:
        return Judgement("holds", "holds as", full.name, (), full.result)
    if len(wrong) * CLOSE > len(places) or _names_more(meaning, full, claim) or not confirmed(full, operation):
        return None
    texts = [f"At n = {place} it is {right[place - places[0]]}, not {written[place - places[0]]}." for place in wrong]
    notes = tuple(Note("slip", text) for text in texts[:4])
    return Judgement("fails", "wrong result", full.name, notes, Array(right, places[0]))


def _on(array: Array, places: range) -> tuple[Fraction, ...]:
    first = array.first or 0
    return tuple(array.rows[n - first] if 0 <= n - first < len(array.rows) else Fraction(0) for n in places)


def _asked(every: tuple[Reading, ...], claim: Array, meaning: Meaning) -> Reading | str:
    """Return the reading that a result which fits none was meant for, or why there is no telling."""
    setting = meaning.setting
    declared = meaning.operation or meaning.supposed
    fitting = [r for r in every if r.result.rows == claim.rows]
    shaped = [r for r in every if r.result.shape == claim.shape]
    if not declared:
        close = min(shaped, key=lambda r: wrong_entries(r.result, claim), default=None)
        if close is None or wrong_entries(close.result, claim) * CLOSE > prod(claim.shape):
            return "no reading as a convolution or a correlation gives this"
        declared = close.operation
    candidates = [r for r in shaped if r.operation == declared]
    named = str(setting.nearest) if setting.nearest else ""
    circular = f"circular, N = {setting.period}"
    wanted = [circular] * meaning.circular + [named, setting.mode, "full", "same", "valid"]
    wanted += [str(options) for options in setting.grid] + [circular]
    ranked = [r for mode in wanted for r in candidates if r.mode == mode]
    if not ranked and not fitting:
        mode = [r for r in every if r.operation == meaning.operation and r.mode == setting.mode_here]
        return mode[0] if mode else "no mode of the operation gives a result of this length"
    if ranked and (meaning.circular or named) and not meaning.operation and not fitting:
        return min(ranked, key=lambda r: wrong_entries(r.result, claim))
    return (ranked or [r for r in every if r.operation == declared])[0]


def wrong_entries(result: Array, claim: Array) -> int:
    """Return how many entries of a claim are not those of a result of the same shape."""
    right, written = _places(result), _places(claim)
    return sum(right[place] != value for place, value in written.items())


def _names_more(meaning: Meaning, asked: Reading, claim: Array) -> bool:
    """Whether the words before name options that were not read, and that may explain the result."""
    setting = meaning.setting
    read = setting.nearest is not None or bool(setting.periods)
    if any(word in meaning.words for word in UNUSUAL_ENDS):
        return True
    if any(word in meaning.words for word in UNUSUAL_OPTIONS) and not read:
        return True
    far = asked.result.shape != claim.shape or wrong_entries(asked.result, claim) * CLOSE > prod(claim.shape)
    return far and any(word in meaning.words for word in UNUSUAL)


@cache
def _tasks() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    modes: list[tuple[str, dict[str, Any]]] = [("full", {}), ("same", {}), ("valid", {})]
    modes += [(f"same ({same})", {"mode": "same", "same": same}) for same in ("numpy", "matlab")]
    return tuple((name, mode, options) for name in ("conv", "corr") for mode, options in modes)


def _products(operation: Operation) -> Iterator[tuple[Any, ...]]:
    """Yield what ``*`` gives in programs and in linear algebra."""
    left, right = operation.left, operation.right
    if left.shape == right.shape and len(left.shape) == 1:
        yield tuple(a * b for a, b in zip(left.rows, right.rows, strict=True))
    if left.shape == right.shape and len(left.shape) == 2:
        yield tuple(tuple(a * b for a, b in zip(m, n, strict=True)) for m, n in zip(left.rows, right.rows, strict=True))
    if len(left.shape) == 2 and left.shape[1] == right.shape[0]:
        columns = list(zip(*right.rows, strict=True))
        yield tuple(
            tuple(sum(a * b for a, b in zip(row, column, strict=True)) for column in columns) for row in left.rows
        )


@lru_cache(maxsize=64)
def readings(
    operation: Operation, grid: tuple[Options, ...] = (), periods: tuple[int, ...] = ()
) -> tuple[Reading, ...]:
    """Return every reading that can be computed, the usual ones first."""
    return tuple(_readings(operation, grid, periods))


def _readings(operation: Operation, grid: tuple[Options, ...], periods: tuple[int, ...]) -> Iterator[Reading]:
    x, h = (_signal(array) for array in (operation.left, operation.right))
    for name, mode, options in _tasks():
        make = convolution_task if name == "conv" else correlation_task
        yield from _read(name, mode, lambda m=make, o=options, k=mode: m(x, h, **{"mode": k, **o}))
    for settings in grid:
        for name in ("corr", "conv"):
            yield from _read(name, str(settings), lambda n=name, s=settings: _layer(n, s, x, h))
    for swapped in ("full", "valid"):
        yield from _read("corr", f"{swapped} (operands exchanged)", lambda k=swapped: correlation_task(h, x, mode=k))
    if x.ndim == 1:
        longest = max(operation.left.shape[0], operation.right.shape[0])
        shortest = min(operation.left.shape[0], operation.right.shape[0])
        usual = range(longest, longest + min(shortest - 1, MOST_PERIODS))
        for period in dict.fromkeys([*periods, *usual]):
            for name, make in (("conv", convolution_task), ("corr", correlation_task)):
                yield from _read(name, f"circular, N = {period}", lambda m=make, p=period: m(x, h, period=p))


def _layer(name: str, options: Options, x: Signal, w: Signal) -> Layer:
    ones, sides = (1,) * x.ndim, ((options.padding, options.padding),) * x.ndim
    stride, dilation = (tuple(value * one for one in ones) for value in (options.stride, options.dilation))
    return Layer(x, w, "convolve" if name == "conv" else "correlate", stride, sides, dilation)


def _read(name: str, mode: str, task: Any) -> Iterator[Reading]:
    try:
        made = task()
        signal = compute(made)
    except SymconvError:
        return
    first = signal.first if signal.ndim == 1 else None
    yield Reading(name, mode, made, Array(_fractions(signal.values), first))


def _signal(array: Array) -> Signal:
    return Signal(array.rows, first=array.first or 0) if len(array.shape) == 1 else Signal(array.rows)


def _fractions(values: Any) -> Any:
    if isinstance(values, tuple):
        return tuple(_fractions(value) for value in values)
    return Fraction(int(values.p), int(values.q))


@lru_cache(maxsize=256)
def _diagnoses(task: Task, got: Signal) -> tuple[Diagnosis, ...]:
    return diagnose_task(task, got)


def _anchored(reading: Reading, claim: Array) -> bool:
    return claim.first is None or reading.result.first is None or claim.first == reading.result.first


def confirmed(reading: Reading, operation: Operation) -> bool:
    """Whether the sum of the definition, sample by sample, gives the samples of a reading."""
    if isinstance(reading.task, Convolution | Correlation) and reading.task.period is not None:
        return _folded(reading, operation) == _places(reading.result)
    if isinstance(reading.task, Layer):
        return _slid(reading.task, operation) == _places(reading.result)
    x, h = _places(operation.left), _places(operation.right)
    totals: dict[tuple[int, ...], Fraction] = {}
    for (m, a), (n, b) in product(x.items(), h.items()):
        place = tuple(i + j if reading.operation == "conv" else i - j for i, j in zip(m, n, strict=True))
        totals[place] = totals.get(place, Fraction(0)) + a * b
    full = _box(totals)
    result = _box(_places(reading.result))
    return _contains(full, result)


def _folded(reading: Reading, operation: Operation) -> dict[tuple[int, ...], Fraction]:
    """Return the sums of products whose indices agree modulo the period."""
    period = reading.result.shape[0]
    starts = [operation.left.first or 0, operation.right.first or 0]
    found: dict[tuple[int, ...], Fraction] = dict.fromkeys(product(range(period)), Fraction(0))
    for (m, a), (n, b) in product(
        enumerate(operation.left.rows, starts[0]), enumerate(operation.right.rows, starts[1])
    ):
        found[((m + n if reading.operation == "conv" else m - n) % period,)] += a * b
    return found


def _slid(layer: Layer, operation: Operation) -> dict[tuple[int, ...], Fraction]:
    """Return the sums of products under each position of the kernel."""
    x, w = _places(operation.left), _places(operation.right)
    stride, dilation, padding = layer.stride[0], layer.dilation[0], int(layer.padding[0][0])
    lengths = operation.right.shape
    if layer.operation == "convolve":
        w = {tuple(n - 1 - i for i, n in zip(at, lengths, strict=True)): value for at, value in w.items()}
    counts = [
        (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1
        for n, k in zip(operation.left.shape, lengths, strict=True)
    ]
    found = dict.fromkeys(product(*map(range, counts)), Fraction(0))
    for at in found:
        for step, value in w.items():
            place = tuple(stride * n + dilation * m - padding for n, m in zip(at, step, strict=True))
            found[at] += value * x.get(place, Fraction(0))
    return found


def _places(array: Array) -> dict[tuple[int, ...], Fraction]:
    found: dict[tuple[int, ...], Fraction] = {}

    def walk(rows: Any, place: tuple[int, ...]) -> None:
        if isinstance(rows, tuple):
            for i, row in enumerate(rows):
                walk(row, (*place, i))
        else:
            found[place] = rows

    walk(array.rows, ())
    return found


def _box(places: dict[tuple[int, ...], Fraction]) -> dict[tuple[int, ...], Fraction]:
    least = [min(place[axis] for place in places) for axis in range(len(next(iter(places))))]
    return {tuple(i - j for i, j in zip(place, least, strict=True)): value for place, value in places.items()}


def _contains(full: dict[tuple[int, ...], Fraction], part: dict[tuple[int, ...], Fraction]) -> bool:
    """Whether ``part`` is a window of ``full``, which is zero outside."""
    lengths = [max(place[axis] for place in full) + 1 for axis in range(len(next(iter(full))))]
    for shift in product(*(range(-length, length) for length in lengths)):
        moved = (tuple(i + j for i, j in zip(place, shift, strict=True)) for place in part)
        if all(full.get(place, Fraction(0)) == part[p] for place, p in zip(moved, part, strict=True)):
            return True
    return False
