"""Instances of a statement: a value for every name, made so that all hypotheses hold.

Signals are projected from free samples (*generators*): mirrored, cut off, repeated. So a smaller instance,
made of fewer or simpler generators, keeps the hypotheses too.
May import: ``reading``, ``mirrors``, ``oracle``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import gcd
from random import Random
from typing import Final

from symconv.proving.assumptions import Coprime, Periodic, Related, Supported, Symmetric
from symconv.proving.mirrors import Mirror, mirrored
from symconv.proving.oracle.evaluate import Evaluator
from symconv.proving.oracle.numbers import IMAGINARY_UNIT, Value
from symconv.proving.oracle.samples import Point, Samples, Unmeasurable, lazily
from symconv.proving.oracle.situation import Situation
from symconv.proving.reading import Reading, SignalRole
from symconv.proving.tree import free_names, unfenced
from symconv.syntax.nodes import Name, Node

__all__ = ["Instance", "other_indices", "random_instance", "satisfies", "situation", "vanishing_signals"]

Ends = tuple[int | None, int | None]
"""First and last index of a support, where it has them."""
Generators = Mapping[str, Mapping[Point, Value]]
SIZES: Final = (2, 3, 4, 1, 5, 6)
"""Values of N over Z/N, the ones with simple roots of unity first."""
SCALARS: Final[tuple[Value, ...]] = (2, 3, -1, Fraction(1, 2), -2, 5)
TURNS: Final = (Fraction(1, 4), Fraction(1, 3), Fraction(1, 5), Fraction(1, 8), Fraction(1, 2))
ATTEMPTS: Final = 400
LARGEST_MODULUS: Final = 60


@dataclass(frozen=True, slots=True)
class Instance:
    """What may be chosen freely: integers, numbers, and the generators of the signals."""

    integers: Mapping[str, int]
    scalars: Mapping[str, Value]
    generators: Generators
    omega: Fraction = Fraction(1, 4)


def random_instance(reading: Reading, random: Random, effort: int = 0) -> Instance | None:
    """Return an instance under which all hypotheses hold, or ``None`` when none was found."""
    integers = _integers(reading, random, effort)
    if integers is None:
        return None
    modulus = _modulus(reading, integers)
    scalars: dict[str, Value] = {"z": _scalar(random, real=False)}
    for scalar in reading.scalars:
        scalars[scalar.name] = _scalar(random, real=scalar.real)
    generators = {s.name: _generator(reading, s, integers, modulus, random, effort) for s in reading.signals}
    return Instance(integers, scalars, generators, random.choice(TURNS))


def _integers(reading: Reading, random: Random, effort: int) -> dict[str, int] | None:
    size_names = free_names(reading.modulus) if reading.modulus is not None else frozenset()
    definitions, borders = _equalities(reading), _borders(reading)
    for attempt in range(ATTEMPTS):
        reach = 3 + effort + attempt // 80
        found: dict[str, int] = {}
        for name in reading.integers:
            if name in size_names:
                found[name] = random.choice(SIZES[: 3 + effort])
            elif name in reading.positive:
                found[name] = random.randint(1, reach)
            else:
                found[name] = random.randint(-reach if random.random() < 0.5 else 0, reach + 1)
        for name, value, step in borders:
            if random.random() < 0.4:
                found[name] = measured(value, found) + step
        for name, value in definitions:
            found[name] = measured(value, found)
        if all(found[name] > 0 for name in reading.positive) and related(reading, found):
            return found
    return None


def other_indices(reading: Reading, instance: Instance, random: Random) -> Instance:
    """Return the same signals seen at other indices: integers that no size depends on are chosen anew."""
    integers = dict(instance.integers)
    fixed = {name for name, _ in _equalities(reading)}.union(*(free_names(n) for n in _sizes(reading)))
    for name in integers:
        if name not in fixed and name not in reading.positive:
            integers[name] = random.randint(-3, 5)
    return replace(instance, integers=integers)


def _sizes(reading: Reading) -> list[Node]:
    """Return the expressions that lengths, periods and relations between integers are made of."""
    found: list[Node] = [reading.modulus] if reading.modulus is not None else []
    for a in reading.assumptions:
        if isinstance(a, Related | Coprime):
            found += [a.left, a.right]
        if isinstance(a, Supported):
            found += [e for e in (a.first, a.last) if e is not None]
        if isinstance(a, Periodic):
            found.append(a.period)
        if isinstance(a, Symmetric):
            found += [c for c in a.center if c is not None]
    return found


def _equalities(reading: Reading) -> list[tuple[str, Node]]:
    """Return the hypotheses ``N = …`` that can be used to choose N."""
    found: list[tuple[str, Node]] = []
    for a in reading.assumptions:
        if isinstance(a, Related) and a.sign == "=":
            for left, right in ((unfenced(a.left), a.right), (unfenced(a.right), a.left)):
                if isinstance(left, Name) and left.name not in free_names(right):
                    found.append((left.name, right))
                    break
    return found


def _borders(reading: Reading) -> list[tuple[str, Node, int]]:
    """Return (n, e, c) for hypotheses such as ``n >= e``, which n = e + c just satisfies: there statements fail."""
    found: list[tuple[str, Node, int]] = []
    for a in reading.assumptions:
        if isinstance(a, Related) and a.sign not in ("=", "!="):
            strict = int(a.sign in ("<", ">"))
            upwards = 1 if a.sign in (">", ">=") else -1
            for left, right, way in ((unfenced(a.left), a.right, upwards), (unfenced(a.right), a.left, -upwards)):
                if isinstance(left, Name) and left.name not in free_names(right):
                    found.append((left.name, right, way * strict))
                    break
    return found


def measured(node: Node, integers: Mapping[str, int]) -> int:
    """Return the value of an integer expression."""
    return Evaluator({}).integer(node)(Situation(dict(integers), {}, {}, frozenset()))


def related(reading: Reading, integers: Mapping[str, int]) -> bool:
    """Tell whether the hypotheses about integers hold."""
    for a in reading.assumptions:
        if isinstance(a, Coprime) and gcd(measured(a.left, integers), measured(a.right, integers)) != 1:
            return False
        if isinstance(a, Related):
            left, right = measured(a.left, integers), measured(a.right, integers)
            holds = {
                "=": left == right,
                "!=": left != right,
                "<": left < right,
                "<=": left <= right,
                ">": left > right,
                ">=": left >= right,
            }
            if not holds[a.sign]:
                return False
        if isinstance(a, Periodic) and measured(a.period, integers) < 1:
            return False
    return True


def satisfies(reading: Reading, instance: Instance) -> bool:
    """Tell whether the integers and scalars of an instance are allowed."""
    integers = instance.integers
    if not all(integers[name] > 0 for name in reading.positive) or not related(reading, integers):
        return False
    if reading.modulus is not None and _modulus(reading, integers) < 1:
        return False
    return all(instance.scalars[s.name] for s in reading.scalars if s.nonzero) and bool(instance.scalars["z"])


def _modulus(reading: Reading, integers: Mapping[str, int]) -> int:
    return measured(reading.modulus, integers) if reading.modulus is not None else 0


def _scalar(random: Random, *, real: bool) -> Value:
    value = random.choice(SCALARS)
    return value if real else value + random.choice((-2, -1, 1, 2)) * IMAGINARY_UNIT


def _sample(random: Random, *, real: bool) -> Value:
    value: Value = random.choice((1, 2, 3, -1, -2, 5))
    return value if real else value + random.choice((-2, -1, 0, 1, 2)) * IMAGINARY_UNIT


def _generator(
    reading: Reading, signal: SignalRole, integers: Mapping[str, int], modulus: int, random: Random, effort: int
) -> dict[Point, Value]:
    if modulus:
        if modulus > LARGEST_MODULUS:
            return {}  # such an instance is not evaluated
        points = list(product(range(modulus), repeat=signal.dimension))
        kept = points if len(points) <= 6 else random.sample(points, 6)
        return {p: _sample(random, real=signal.real) for p in kept}
    near, far = (-2 - effort, 3 + effort) if signal.dimension == 1 else (-1, 1)
    ranges = [_range(_reach(reading, signal.name, axis, integers), near, far) for axis in range(signal.dimension)]
    if not all(ranges):
        return {}
    if signal.dimension == 1 and None not in _reach(reading, signal.name, 0, integers) and random.random() < 0.5:
        return {(i,): _sample(random, real=signal.real) for i in ranges[0]}
    count = random.randint(1, 4) if signal.dimension == 1 else random.randint(3, 6)
    return {tuple(map(random.choice, ranges)): _sample(random, real=signal.real) for _ in range(count)}


def _range(reach: Ends, near: int, far: int) -> range:
    """Return where the samples on one axis are chosen."""
    first, last = reach
    low, high = (near if first is None else first), (far if last is None else last)
    if first is not None and last is None:
        high = max(high, first + 4)
    if last is not None and first is None:
        low = min(low, last - 4)
    return range(low, min(high, low + 8) + 1)


def _reach(reading: Reading, name: str, axis: int, integers: Mapping[str, int]) -> Ends:
    firsts, lasts = [], []
    for a in reading.about(name):
        if isinstance(a, Supported) and a.limits(axis):
            if a.first is not None:
                firsts.append(measured(a.first, integers))
            if a.last is not None:
                lasts.append(measured(a.last, integers))
        if isinstance(a, Periodic):
            firsts.append(0)
            lasts.append(measured(a.period, integers) - 1)
    return max(firsts, default=None), min(lasts, default=None)


def vanishing_signals(reading: Reading) -> tuple[str, ...]:
    """Return the signals that their hypotheses leave no sample, such as ``f even`` with ``f odd``.

    Instances decide, so this is for a remark, not for a proof.
    """
    suspects = [s.name for s in reading.signals if len(reading.about(s.name)) > 1]
    if not suspects:
        return ()
    random, seen, alive = Random(3), False, set[str]()
    for effort in range(12):
        instance = random_instance(reading, random, effort=effort // 3)
        if instance is None:
            continue
        seen = True
        s = situation(reading, instance, 9)
        for name in suspects:
            samples = s.signals[name]
            points = samples.values if samples.values is not None else samples.axes.points()
            if any(samples.at(p) for p in points):
                alive.add(name)
    return tuple(name for name in suspects if seen and name not in alive)


# ------------------------------------------------------------------------------------------------ projection


def situation(reading: Reading, instance: Instance, box: int) -> Situation:
    """Return what the oracle needs: the signals projected so that all hypotheses hold."""
    modulus = _modulus(reading, instance.integers)
    if modulus > LARGEST_MODULUS:
        raise Unmeasurable("N is too large")
    bare = Situation(
        dict(instance.integers),
        instance.scalars,
        {},
        frozenset(s.name for s in reading.signals if s.real),
        instance.omega,
        modulus,
        box,
    )
    signals = {s.name: _projected(reading, s, instance, bare) for s in reading.signals}
    return Situation(bare.integers, bare.scalars, signals, bare.real, bare.omega, modulus, box)


def _projected(reading: Reading, signal: SignalRole, instance: Instance, s: Situation) -> Samples:
    hypotheses = reading.about(signal.name)
    mirrors = [_mirror(a, signal.dimension, s) for a in hypotheses if isinstance(a, Symmetric)]
    periods = [measured(a.period, instance.integers) for a in hypotheses if isinstance(a, Periodic)]
    axes = s.axes(signal.dimension)
    period = gcd(*periods) if periods else s.modulus
    limits = [_ends(hypotheses, axis, instance) for axis in range(signal.dimension)]
    limited = any(end is not None for ends in limits for end in ends)
    values: dict[Point, Value] = {}
    for point, value in sorted(instance.generators[signal.name].items()):
        orbit = mirrored(value, point, mirrors, lambda p: tuple(i % period for i in p) if period else p)
        if all(_inside(p, limits) for p in orbit):
            values |= orbit
    if periods:
        if limited:
            return Samples(axes, {})
        return lazily(axes, lambda n: values.get(tuple(i % period for i in n), 0))
    return Samples(axes, values)


def _mirror(a: Symmetric, dimension: int, s: Situation) -> Mirror:
    center = tuple(None if c is None else measured(c, s.integers) for c in a.center)
    return Mirror(center or (0,) * dimension, -1 if a.symmetry == "odd" else 1, a.symmetry == "hermitian")


def _ends(hypotheses: tuple[object, ...], axis: int, instance: Instance) -> Ends:
    limits = [a for a in hypotheses if isinstance(a, Supported) and a.limits(axis)]
    firsts = [measured(a.first, instance.integers) for a in limits if a.first is not None]
    lasts = [measured(a.last, instance.integers) for a in limits if a.last is not None]
    return max(firsts, default=None), min(lasts, default=None)


def _inside(point: Point, limits: Sequence[Ends]) -> bool:
    pairs = zip(point, limits, strict=True)
    return all((first is None or i >= first) and (last is None or i <= last) for i, (first, last) in pairs)
