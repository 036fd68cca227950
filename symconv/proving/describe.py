"""What a statement assumes, in words: one line for each kind of name and each hypothesis.

May import: ``reading``, ``assumptions``.
"""

from __future__ import annotations

from collections.abc import Iterable

from symconv.proving.assumptions import Defined, Periodic
from symconv.proving.reading import Reading, SignalRole
from symconv.proving.stand_ins import reciprocal_lines
from symconv.proving.tree import mentions
from symconv.syntax import to_text

__all__ = ["assumption_lines"]


def assumption_lines(reading: Reading, *, finite: bool) -> tuple[str, ...]:
    """Return the assumptions of a statement; ``finite`` says whether finite supports were needed.

    Signals without hypotheses are absolutely summable, or have finite support where sums have weights.
    """
    lines = [*_signals(reading, finite=finite), *_numbers(reading)]
    for a in reading.assumptions:
        if isinstance(a, Defined):
            lines.append(f"{a.name} = {to_text(a.value)}")
        else:
            lines.append(a.source.text.strip())
    return tuple(dict.fromkeys(lines))


def _signals(reading: Reading, *, finite: bool) -> Iterable[str]:
    periodic = {a.name for a in reading.assumptions if isinstance(a, Periodic)}
    groups: dict[tuple[int, bool, bool], list[SignalRole]] = {}
    for signal in reading.signals:
        groups.setdefault((signal.dimension, signal.real, signal.name in periodic), []).append(signal)
    for (dimension, real, repeats), signals in groups.items():
        where = _index_set(reading, dimension)
        size = "" if reading.modulus is not None or repeats else ", finite support" if finite else ", summable"
        names = _listed(s.name for s in signals)
        plural = len(signals) > 1
        kind = "real" if real else "complex"
        yield f"{names} {kind} signal{'s' * plural} on {where}{size}"


def _index_set(reading: Reading, dimension: int) -> str:
    if reading.modulus is None:
        return "Z" if dimension == 1 else f"Z^{dimension}"
    modulus = reading.over.text.partition("/")[2].strip()
    return f"Z/{modulus}" if dimension == 1 else f"(Z/{modulus})^{dimension}"


def _numbers(reading: Reading) -> Iterable[str]:
    free = [n for n in reading.integers if n not in reading.positive]
    if free:
        yield f"{_listed(free)} integer{'s' * (len(free) > 1)}"
    if reading.positive:
        yield f"{_listed(reading.positive)} positive integer{'s' * (len(reading.positive) > 1)}"
    for scalar in reading.scalars:
        nonzero = f", {scalar.name} != 0" if scalar.nonzero else ""
        yield f"{scalar.name} {'real' if scalar.real else 'complex'} number{nonzero}"
    yield from reciprocal_lines(reading)
    if any(mentions(side, "z", "ztransform") for side in reading.sides):
        yield "z complex number, z != 0"
    if any(mentions(side, "omega", "dtft") for side in reading.sides):
        yield "omega real number"


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
