"""What a name stands for by a rule of the text, and whether the samples computed one by one follow it.

``y[n] = Σ_m x[m] h[n-m]`` makes y the convolution of x and h. Of samples that are given one by one, most decide
in which mode and from which index they count; the others are then known to be wrong.

May import: ``syntax`` and this package.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from symconv.auditing.readings import Meaning, Reading, readings
from symconv.auditing.values import Array, Operation, Unread, World, evaluate
from symconv.auditing.worked_text import Sentence
from symconv.syntax.nodes import Call, Index, Name, Node, Product, Summation

__all__ = ["Sample", "rule_operation", "wrong_samples"]

LEAST_AGREEING: Final = 2
SHIFTS: Final = (0, 1, 2)
"""Where a result may start, against its signals, when none of them has a marked origin."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample that the text computes."""

    name: str
    place: int
    value: Fraction
    label: Node
    sentence: Sentence


def rule_operation(node: Node, variable: str) -> Node | None:
    """Return the operation that a sum such as ``Σ_m x[m] h[n-m]`` is, or ``None``."""
    if not (isinstance(node, Summation) and len(node.indices) == 1 and isinstance(node.body, Product)):
        return None
    factors = [factor for factor in node.body.factors if isinstance(factor, Index | Call)]
    if len(factors) != 2 or len(node.body.factors) != 2:
        return None
    (x, x_line), (h, h_line) = (_line(factor, node.indices[0], variable) for factor in factors)
    match x_line, h_line:
        case ((1, 0, 0), (-1, 1, 0)) | ((-1, 1, 0), (1, 0, 0)):
            return Call("conv", (Name(x), Name(h)))
        case ((1, 1, 0), (1, 0, 0)) | ((1, 0, 0), (1, -1, 0)):
            return Call("corr", (Name(x), Name(h)))
        case ((1, 0, 0), (1, 1, 0)) | ((1, -1, 0), (1, 0, 0)):
            return Call("corr", (Name(h), Name(x)))
    return None


def _line(factor: Index | Call, summed: str, variable: str) -> tuple[str, tuple[int, int, int] | None]:
    """Return the name of a factor and its index as multiples of the summed index, of the variable, and 1."""
    if isinstance(factor, Call):
        name, indices = factor.function, factor.arguments
    else:
        name, indices = (factor.signal.name if isinstance(factor.signal, Name) else ""), factor.indices
    if len(indices) != 1 or not name:
        return "", None
    points = ((0, 0), (1, 0), (0, 1), (2, 3))
    try:
        at = [evaluate(indices[0], World(), {summed: m, variable: n}) for m, n in points]
    except Unread:
        return name, None
    numbers = [int(value) for value in at if isinstance(value, Fraction) and value.denominator == 1]
    if len(numbers) < len(points):
        return name, None
    zero, first, second, both = numbers
    slope, other = first - zero, second - zero
    return name, ((slope, other, zero) if 2 * slope + 3 * other + zero == both else None)


def wrong_samples(
    samples: Sequence[Sample], operation: Operation, meaning: Meaning, *, marked: bool
) -> Iterator[tuple[Sample, Fraction, Reading]]:
    """Yield the samples that contradict the others, with the right value, where the others leave no doubt."""
    found = []
    for reading in readings(operation, meaning.setting.grid, meaning.setting.periods):
        if meaning.operation and reading.operation != meaning.operation:
            continue
        for shift in (0,) if marked else SHIFTS:
            right = [_sample(reading.result, sample.place - shift) for sample in samples]
            wrong = tuple(
                (number, value)
                for number, (sample, value) in enumerate(zip(samples, right, strict=True))
                if value is not None and value != sample.value
            )
            agreeing = sum(value == sample.value != 0 for sample, value in zip(samples, right, strict=True))
            if None not in right:
                found.append((agreeing, wrong, reading))
    if not found:
        return
    most = max(agreeing for agreeing, _, _ in found)
    best = [(wrong, reading) for agreeing, wrong, reading in found if agreeing == most]
    if most < LEAST_AGREEING or len({wrong for wrong, _ in best}) > 1:
        return
    wrong, reading = best[0]
    if len(wrong) * 2 <= most:
        for number, value in wrong:
            yield samples[number], value, reading


def _sample(result: Array, place: int) -> Fraction | None:
    """Return a sample of a result; outside its window a result that is no full one is not known."""
    position = place - (result.first or 0)
    if len(result.shape) != 1:
        return None
    return result.rows[position] if 0 <= position < len(result.rows) else None
