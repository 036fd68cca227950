"""What tables say: signals in rows or columns beside their index, shifted rows of flip-and-slide, grids of products.

A row whose label is a signal defines it; a row whose label can be worked out, or whose signal stands for
an operation, is compared cell by cell.

May import: ``errors``, ``syntax`` and this package.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from symconv.auditing.claims import Note
from symconv.auditing.knowledge import Knowledge
from symconv.auditing.labels import name_of
from symconv.auditing.outcomes import Outcome
from symconv.auditing.readings import Meaning, confirmed, readings
from symconv.auditing.second_route import agrees
from symconv.auditing.tables import Cell, Table
from symconv.auditing.values import Array, Operation, Unread, World, evaluate
from symconv.auditing.worlds import INDEX_LETTERS
from symconv.errors import SymconvError
from symconv.syntax import parse_expression
from symconv.syntax.nodes import Call, Index, Name, Node

__all__ = ["Tabled", "defined_signals", "table_outcomes", "tabled"]

LEAST_CELLS: Final = 4
"""Fewest products of a grid."""
SHARE: Final = Fraction(2, 3)
"""Share of the cells that must be right for a table to be what it looks like."""

MAX_CELL: Final = 80
"""Most characters of a cell that is read."""

Found = tuple[Cell, Outcome]


@dataclass(frozen=True, slots=True)
class _Row:
    label: Node
    cells: tuple[Cell, ...]
    values: tuple[Fraction | None, ...]
    """``None`` for an empty cell."""


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table that was understood: rows over an index."""

    variable: str
    places: tuple[int, ...]
    rows: tuple[_Row, ...]
    world: World
    """What was known where it stands."""


def tabled(table: Table, world: World) -> Tabled | None:
    """Read a table as rows over an index, or return ``None`` if it is none."""
    for turned in (table, table.turned()):
        head, *others = turned.rows
        variable = head[0].text.strip()
        if variable not in INDEX_LETTERS or len(variable) != 1:
            continue
        numbers = [_number(cell) for cell in head[1:]]
        kept = [at for at, number in enumerate(numbers, 1) if number is not None and number.denominator == 1]
        places = tuple(int(number) for at in kept if (number := numbers[at - 1]) is not None)
        if len(places) < 2 or len(set(places)) < len(places):
            continue
        rows = []
        for row in others:
            label = _node(row[0])
            cells = tuple([row[at] for at in kept])
            if label is not None and all(not cell.text or _number(cell) is not None for cell in cells):
                rows.append(_Row(label, cells, tuple(_number(cell) for cell in cells)))
        if rows:
            return Tabled(variable, places, tuple(rows), world)
    return None


def defined_signals(table: Tabled) -> Iterator[tuple[Node, Array]]:
    """Yield the signals that the rows write out, with their labels."""
    for row in table.rows:
        array = _array(table, row) if _is_plain(row.label, table.variable) else None
        if array is not None:
            yield row.label, array


def table_outcomes(
    table: Table, read: Tabled | None, known: Knowledge, section: int, meaning: Meaning
) -> Iterator[Found]:
    """Yield a claim for each cell that can be worked out."""
    if read is None:
        yield from _products(table)
        return
    here = {name: array for name, array in read.world.signals.items() if known.sections.get(name) == section}
    signals = {**here, **{name_of(label): array for label, array in defined_signals(read)}}
    world = replace(read.world, signals=signals)
    for row in read.rows:
        if not _is_plain(row.label, read.variable):
            yield from _worked_out(read, row, world)
            continue
        name = name_of(row.label)
        node = known.result(name, section)
        try:
            operation = evaluate(node, world) if node is not None else None
        except Unread:
            continue
        if isinstance(operation, Operation) and len(operation.left.shape) == 1:
            yield from _results(read, row, operation, meaning)


def _worked_out(table: Tabled, row: _Row, world: World) -> Iterator[Found]:
    """Compare a row such as ``h[2-k]`` or ``x[k]h[2-k]`` with its label, cell by cell."""
    right = []
    for place in table.places:
        try:
            value = evaluate(row.label, world, {table.variable: place})
        except Unread:
            return
        if not isinstance(value, Fraction) or not agrees(row.label, world, value, {table.variable: place}):
            return
        right.append(value)
    if any(right):
        yield from _compared(row, right, f"{table.variable} = ", table.places)


def _results(table: Tabled, row: _Row, operation: Operation, meaning: Meaning) -> Iterator[Found]:
    """Compare the samples of a result with the reading that most of them fit."""
    candidates = []
    for reading in readings(operation, meaning.setting.grid, meaning.setting.periods):
        if meaning.operation and reading.operation != meaning.operation:
            continue
        first = reading.result.first or 0
        covered = range(first, first + len(reading.result.rows))
        filled = [place for place, value in zip(table.places, row.values, strict=True) if value is not None]
        if reading.mode != "full" and not all(place in covered for place in filled):
            continue
        right = [reading.result.rows[place - first] if place in covered else Fraction(0) for place in table.places]
        fitting = sum(value == (known or 0) for value, known in zip(right, row.values, strict=True))
        candidates.append((fitting, right, reading))
    most = max((fitting for fitting, _, _ in candidates), default=0)
    best = [(right, reading) for fitting, right, reading in candidates if fitting == most]
    if best and all(right == best[0][0] for right, _ in best) and confirmed(best[0][1], operation):
        yield from _compared(row, best[0][0], f"{best[0][1].name}, {table.variable} = ", table.places)


def _compared(row: _Row, right: Sequence[Fraction], what: str, places: Sequence[int]) -> Iterator[Found]:
    """Yield a verdict on every cell that is filled, if most of them are right."""
    pairs = [
        (cell, value, good, place)
        for cell, value, good, place in zip(row.cells, row.values, right, places, strict=True)
        if value is not None
    ]
    fitting = sum(value == good for _, value, good, _ in pairs)
    if not pairs or Fraction(fitting, len(pairs)) < SHARE:
        return
    for cell, value, good, place in pairs:
        if value == good:
            yield cell, Outcome("holds", "cell", "exact", str(value), str(good))
        else:
            note = Note("cell", f"At {what}{place} it is {good}.")
            yield cell, Outcome("fails", "wrong cell", "exact", str(value), str(good), (note,))


def _products(table: Table) -> Iterator[Found]:
    """Compare the cells of a grid with the products of their row and column, if that is what it holds."""
    corner = table.rows[0][0].text
    if corner.strip(" x×·*∗") and corner not in (r"\times", r"\cdot", r"\ast"):
        return
    above = [_number(cell) for cell in table.rows[0][1:]]
    beside = [_number(row[0]) for row in table.rows[1:]]
    inner = [(cell, _number(cell)) for row in table.rows[1:] for cell in row[1:]]
    right = [a * b if a is not None and b is not None else None for b in beside for a in above]
    if None in right or len(inner) < LEAST_CELLS or any(value is None for _, value in inner):
        return
    fitting = sum(value == product for (_, value), product in zip(inner, right, strict=True))
    if Fraction(fitting, len(inner)) < SHARE or not any(right):
        return
    factors = [f"{b} · {a}" for b in beside for a in above]
    for (cell, value), product, text in zip(inner, right, factors, strict=True):
        if value == product:
            yield cell, Outcome("holds", "cell", "exact", str(value), str(product))
        else:
            note = Note("slip", f"The product of its row and its column is {text} = {product}.")
            yield cell, Outcome("fails", "wrong cell", "exact", str(value), str(product), (note,))


def _array(table: Tabled, row: _Row) -> Array | None:
    """Return the samples of a row as a signal: over consecutive indices, zero where cells at the ends are empty."""
    samples = sorted(zip(table.places, row.values, strict=True))
    while samples and samples[0][1] is None:
        samples.pop(0)
    while samples and samples[-1][1] is None:
        samples.pop()
    numbers = [value for _, value in samples if value is not None]
    if not numbers or len(numbers) < len(samples) or samples[-1][0] - samples[0][0] + 1 != len(samples):
        return None
    return Array(tuple(numbers), samples[0][0])


def _is_plain(label: Node, variable: str) -> bool:
    match label:
        case Name():
            return True
        case Index(signal=Name(), indices=(Name(name=name),)) | Call(arguments=(Name(name=name),), options=()):
            return name == variable
    return False


def _node(cell: Cell) -> Node | None:
    return _read(cell.text)


@lru_cache(maxsize=4096)
def _read(text: str) -> Node | None:
    try:
        return parse_expression(text) if 0 < len(text) <= MAX_CELL else None
    except SymconvError:
        return None


def _number(cell: Cell) -> Fraction | None:
    return _value(cell.text)


@lru_cache(maxsize=4096)
def _value(text: str) -> Fraction | None:
    node = _read(text)
    try:
        value = evaluate(node, World()) if node is not None else None
    except Unread:
        return None
    return value if isinstance(value, Fraction) else None
