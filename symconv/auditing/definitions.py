r"""Signals that a text defines by a formula: impulses and steps, cases, an expression in n on a range.

``x[n] = \delta[n] + 2\delta[n-2]`` and ``x[n] = {n + 1 if 0 <= n <= 3; 0 otherwise}`` become their samples.

May import: ``syntax`` and this package's values. Must never cut a signal off: what does not end is no array.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from symconv.auditing.second_route import agrees
from symconv.auditing.values import evaluate, index_of
from symconv.auditing.worlds import INDEX_LETTERS, Array, Unread, World
from symconv.syntax.nodes import Call, Cases, Chain, Index, Name, Negative, Node, Number, Span, Vector, children

__all__ = ["as_vector", "formula_array", "ranged_array", "shared_variable", "variable_of"]

MOST_SAMPLES: Final = 200
MARGIN: Final = (1, 2, 7)
"""How far outside its marks a signal is looked at: it must be zero there."""


def variable_of(label: Node) -> str:
    """Return the index of a label such as ``x[n]`` or ``x(n)``, or ``""``."""
    match label:
        case Index(signal=Name(), indices=(Name(name=name),)) | Call(arguments=(Name(name=name),), options=()) if (
            name in INDEX_LETTERS
        ):
            return name
    return ""


def shared_variable(node: Node) -> str:
    """Return the one index at which all signals of an expression such as ``x[n] + h[n]`` are taken, or ``""``."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        part = waiting.pop()
        found.add(variable_of(part))
        waiting += children(part)
    found.discard("")
    return found.pop() if len(found) == 1 else ""


def formula_array(node: Node, variable: str, world: World) -> Array | None:
    """Return the samples of a formula with finite support, or ``None`` if it is no such formula."""
    marks = sorted(set(_marks(node, variable)))
    if not marks or marks[-1] - marks[0] > MOST_SAMPLES:
        return None
    try:
        outside = [
            evaluate(node, world, {variable: at}) for margin in MARGIN for at in (marks[0] - margin, marks[-1] + margin)
        ]
        samples = [evaluate(node, world, {variable: at}) for at in range(marks[0], marks[-1] + 1)]
    except Unread:
        return None
    if any(outside):
        return None
    numbers = [sample for sample in samples if isinstance(sample, Fraction)]
    places = range(marks[0], marks[-1] + 1)
    if not all(agrees(node, world, value, {variable: at}) for at, value in zip(places, numbers, strict=False)):
        return None
    while numbers and not numbers[-1]:
        numbers.pop()
    return Array(tuple(numbers), marks[0]) if numbers else None


def ranged_array(node: Node, variable: str, places: range, world: World) -> Array | None:
    """Return the samples of a formula on a range, or ``None`` if it has other unknowns or is no formula in n."""
    if not 0 < len(places) <= MOST_SAMPLES or isinstance(node, Vector):
        return None
    samples = []
    for at in places:
        try:
            value = evaluate(node, world, {variable: at})
        except Unread:
            return None
        if not isinstance(value, Fraction) or not agrees(node, world, value, {variable: at}):
            return None
        samples.append(value)
    return Array(tuple(samples), places[0])


def as_vector(array: Array, span: Span | None) -> Vector:
    """Return the samples of a formula as the signal that they are, at the place of the formula."""
    entries = tuple([Negative(Number(-value)) if value < 0 else Number(value) for value in array.rows])
    return Vector(entries, (-(array.first or 0),), span=span)


def _marks(node: Node, variable: str) -> Iterator[int]:
    """Yield the indices at which something happens: impulses, steps, and the ends of cases."""
    match node:
        case (
            Index(signal=Name(name="delta" | "u" | "step"), indices=(inner,))
            | Call(function="delta" | "u" | "step", arguments=(inner,), options=())
        ):
            line = index_of(inner, variable, {})
            if line is not None:
                yield -line[1] * line[0]
        case Cases(branches=branches):
            for _, condition in branches:
                if isinstance(condition, Chain):
                    yield from _ends(condition, variable)
    for child in children(node):
        yield from _marks(child, variable)


def _ends(condition: Chain, variable: str) -> Iterator[int]:
    for part in (condition.first, *(right for _, right in condition.links)):
        for entry in part.entries if isinstance(part, Vector) else (part,):
            try:
                value = evaluate(entry, World())
            except Unread:
                continue
            if isinstance(value, Fraction) and value.denominator == 1:
                yield int(value)
