"""Refutation: look for an instance on which two sides differ, and make it as small as possible.

Everything is seeded: the same statement gives the same counterexample.
May import: ``trials``, ``instances``, ``reading``, ``oracle``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Final

from symconv.proving.instances import Instance, other_indices, random_instance
from symconv.proving.oracle.numbers import IMAGINARY_UNIT, Cyclotomic, PiPolynomial, Value
from symconv.proving.oracle.samples import Point
from symconv.proving.reading import Reading
from symconv.proving.trials import Trials

__all__ = ["Search", "refute", "shrunk"]

MOST_CHANGES: Final = 3000
MOST_SAMPLES: Final = 2_000_000
"""How many samples one search may look at, a few seconds."""
MOST_PARTS: Final = 7
"""How many integers and samples are moved towards 0 together."""
SEED: Final = 2026


@dataclass(frozen=True, slots=True)
class Search:
    """What random instances said."""

    instance: Instance | None
    """The first one on which the sides differ."""
    found: int
    """How many instances satisfied the hypotheses."""
    settled: int
    """How many of these could be evaluated, with sums that converge."""
    vanishing: int
    """In how many of these both sides were 0 everywhere."""


def refute(reading: Reading, trials: Trials, tries: int, seed: int = SEED) -> Search:
    """Try random instances, larger and larger ones, until one refutes."""
    random, most = Random(seed), trials.spent + MOST_SAMPLES
    found = settled = vanishing = 0
    instance: Instance | None = None
    for attempt in range(tries):
        if instance is None or attempt % 3 == 0 or not reading.integers:
            instance = random_instance(reading, random, effort=attempt // 12)
        else:
            instance = other_indices(reading, instance, random)
        if instance is None or trials.spent > most:
            break
        found += 1
        outcome = trials.outcome(instance)
        if outcome.difference is not None and trials.confirmed(instance):
            return Search(instance, found, settled + 1, vanishing)
        settled += outcome.settled
        vanishing += outcome.vanishing
    return Search(None, found, settled, vanishing)


# ------------------------------------------------------------------------------------------------- shrinking


def shrunk(trials: Trials, instance: Instance) -> Instance:
    """Return a smallest refuting instance that single changes lead to.

    The order of preference: few samples, small parameters, simple values, samples near 0.
    """
    smallest = _descended(trials, instance)
    return smallest if trials.confirmed(smallest) else instance


def _descended(trials: Trials, instance: Instance) -> Instance:
    best, size = instance, cost(instance)
    changes, most = 0, trials.spent + MOST_SAMPLES
    while changes < MOST_CHANGES:
        for candidate in _simpler(best):
            changes += 1
            if trials.spent > most:
                return best
            new = cost(candidate)
            if new < size and trials.outcome(candidate).difference is not None:
                best, size = candidate, new
                break
        else:
            return best
    return best


def cost(instance: Instance) -> tuple[int, int, int, int]:
    """Return the size of an instance, most important part first."""
    samples = [(p, v) for g in instance.generators.values() for p, v in g.items()]
    numbers = sum(_weight(v) for v in instance.scalars.values()) + instance.omega.denominator
    return (
        len(samples),
        sum(3 * abs(i) + (i < 0) for i in instance.integers.values()),
        sum(_weight(v) for _, v in samples) + numbers,
        sum(3 * abs(i) + (i < 0) for p, _ in samples for i in p),
    )


def _weight(value: Value) -> int:
    if isinstance(value, Cyclotomic):
        return 2 + sum(_weight(c) for c in value.coefficients)
    if isinstance(value, PiPolynomial):
        return 2 + sum(_weight(c) for c in value.coefficients.values())
    number = Fraction(value)
    return 2 * abs(number.numerator) + 2 * (number.denominator - 1) + (number < 0)


def _simpler(instance: Instance) -> Iterator[Instance]:
    yield from _fewer(instance)
    yield from _smaller_integers(instance)
    yield from _simpler_values(instance)
    yield from _nearer(instance)
    yield from _all_nearer(instance)


def _fewer(instance: Instance) -> Iterator[Instance]:
    for name, samples in instance.generators.items():
        if len(samples) > 1:
            yield _with(instance, name, {})
        for point in samples:
            yield _with(instance, name, {p: v for p, v in samples.items() if p != point})


def _smaller_integers(instance: Instance) -> Iterator[Instance]:
    for name, value in instance.integers.items():
        for smaller in sorted({0, 1, value // 2, value - 1, value + 1, -value}, key=abs):
            yield replace(instance, integers={**instance.integers, name: smaller})
    names = list(instance.integers)
    for i, first in enumerate(names):
        for second in names[i + 1 :]:
            for step in (1, -1):
                for other in (step, -step):
                    changed = {first: instance.integers[first] + step, second: instance.integers[second] + other}
                    yield replace(instance, integers={**instance.integers, **changed})
            for step in (1, -1):
                for name, samples in instance.generators.items():
                    for point, sample in samples.items():
                        moved = {p: v for p, v in samples.items() if p != point}
                        moved[tuple(i - step for i in point)] = sample
                        integers = {**instance.integers, first: instance.integers[first] - step}
                        yield replace(_with(instance, name, moved), integers=integers)


def _simpler_values(instance: Instance) -> Iterator[Instance]:
    for name, number in instance.scalars.items():
        for simple in _simple(number):
            yield replace(instance, scalars={**instance.scalars, name: simple})
    for turns in (Fraction(0), Fraction(1, 2), Fraction(1, 4)):
        yield replace(instance, omega=turns)
    for name, samples in instance.generators.items():
        for point, value in samples.items():
            for simple in _simple(value):
                yield _with(instance, name, {**samples, point: simple})


def _simple(value: Value) -> Iterator[Value]:
    yield from (1, 2, -1)
    if isinstance(value, Cyclotomic):
        yield from (IMAGINARY_UNIT, 2 * IMAGINARY_UNIT)


def _nearer(instance: Instance) -> Iterator[Instance]:
    """Mirror all; move samples towards 0: one, a whole signal, or one of each of two signals; indices go along."""
    yield replace(
        instance,
        integers={name: -value for name, value in instance.integers.items()},
        generators={
            name: {tuple(-i for i in p): v for p, v in samples.items()} for name, samples in instance.generators.items()
        },
    )
    yield replace(
        instance,
        integers={name: abs(value) for name, value in instance.integers.items()},
        generators={
            name: {tuple(-i for i in p): v for p, v in samples.items()} for name, samples in instance.generators.items()
        },
    )
    single = [
        (name, point, moved)
        for name, samples in instance.generators.items()
        for point in samples
        for moved in _neighbours(point)
        if moved not in samples
    ]
    for name, point, moved in single:
        yield _moved(instance, name, point, moved)
    for name, samples in instance.generators.items():
        for step in (1, -1):
            yield _with(instance, name, {tuple(i + step for i in p): v for p, v in samples.items()})
    for i, (name, point, moved) in enumerate(single):
        for other, place, target in single[i + 1 :]:
            if (other, place) != (name, point):
                yield _moved(_moved(instance, name, point, moved), other, place, target)
        for integer, value in instance.integers.items():
            for step in (1, -1):
                changed = replace(instance, integers={**instance.integers, integer: value + step})
                yield _moved(changed, name, point, moved)


def _all_nearer(instance: Instance) -> Iterator[Instance]:
    """Move three or more of the integers and samples one step towards 0: sizes with what stands at their ends."""
    integers = [name for name, value in instance.integers.items() if value > 0]
    points = [(name, p) for name, samples in instance.generators.items() for p in samples if any(p)]
    parts: list[str | tuple[str, Point]] = [*integers, *points]
    for count in range(3, min(len(parts), MOST_PARTS) + 1):
        for chosen in combinations(parts[:MOST_PARTS], count):
            changed = instance
            for part in chosen:
                if isinstance(part, str):
                    changed = replace(changed, integers={**changed.integers, part: changed.integers[part] - 1})
                else:
                    name, point = part
                    changed = _moved(changed, name, point, tuple(i - (i > 0) + (i < 0) for i in point))
            yield changed


def _neighbours(point: Point) -> Iterator[Point]:
    if any(point):
        yield (0,) * len(point)
    for axis in range(len(point)):
        for step in (1, -1):
            yield (*point[:axis], point[axis] + step, *point[axis + 1 :])


def _moved(instance: Instance, name: str, point: Point, target: Point) -> Instance:
    samples = dict(instance.generators[name])
    if target in samples or point not in samples:
        return instance
    samples[target] = samples.pop(point)
    return _with(instance, name, samples)


def _with(instance: Instance, name: str, samples: Mapping[Point, Value]) -> Instance:
    return replace(instance, generators={**instance.generators, name: samples})
