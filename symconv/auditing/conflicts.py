"""Signals that a text defines in formulas and again in code: h_2 and ``h2``, x and ``x``.

Where most of the samples agree and another name is defined alike in both, a difference is a conflict; else the
code may be about something else, and nothing is said.

May import: ``operations``, this package.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from fractions import Fraction
from typing import Final

from symconv.auditing.claims import Note
from symconv.auditing.outcomes import Outcome
from symconv.auditing.programs.checking import Assigned, Found
from symconv.auditing.programs.comparing import as_array
from symconv.auditing.programs.objects import Tensor
from symconv.auditing.programs.written import Entry, Written, read_written
from symconv.auditing.readings import Reading, readings
from symconv.auditing.stated import Stated, plain_name, stated_rows
from symconv.auditing.values import Array, Operation, Unread, World, evaluate, shown
from symconv.auditing.worked_text import Sentence
from symconv.syntax.nodes import Infix, Name, Node

__all__ = ["conflicts"]

WORDS: Final = {"conv": "convolution", "corr": "correlation"}
MOST_SAMPLES: Final = 200
MOST_SHARED: Final = 3
"""Most signals whose operations are tried."""


def conflicts(text: str, sentences: Sequence[Sentence], assigned: Sequence[Assigned]) -> Iterator[Found]:
    """Yield what definitions in code say about those in the text."""
    rows = stated_rows(sentences)
    stated = {name: row.array for name, row in rows.items()}
    pairs = [(found, stated[name]) for found in assigned if (name := plain_name(found.name)) in stated]
    alike = {plain_name(found.name) for found, array in pairs if _samples(found) == _flat(array)}
    for found, array in pairs:
        samples = _samples(found)
        if not found.is_literal or samples is None:
            continue
        if samples == _flat(array):
            yield found.span, Outcome("holds", "definition", "exact", shown(_array(samples)), shown(array))
        elif _is_copy(samples, _flat(array)) and alike - {plain_name(found.name)} and _reread(text, found, samples):
            yield found.span, _conflict(found, samples, array, sentences, stated)
    literal = {plain_name(found.name) for found in assigned if found.is_literal}
    computed = [found for found in assigned if plain_name(found.name) in stated.keys() - literal]
    for found in computed:
        if sum(plain_name(other.name) == plain_name(found.name) for other in computed) == 1:
            row = rows[plain_name(found.name)]
            if _samples(found) == _flat(row.array) or not _is_result(row.array, stated, alike):
                yield from _computed(found, row, alike)


def _computed(found: Assigned, row: Stated, alike: Set[str]) -> Iterator[Found]:
    """Yield what code that computes a signal says about the row of numbers that the text has for it."""
    samples = _samples(found)
    if samples is None:
        return
    written, right = shown(row.array), shown(_array(samples))
    if samples == _flat(row.array):
        yield row.span, Outcome("holds", "computed", "exact", written, right)
    elif _is_copy(samples, _flat(row.array)) and alike - {plain_name(found.name)}:
        text = f"The code of the text computes {found.name} = {right}."
        yield row.span, Outcome("fails", "conflict", "exact", written, right, (Note("computed", text),))


def _samples(found: Assigned) -> tuple[Fraction, ...] | None:
    """Return the samples of an array of one axis, others of length 1 left out."""
    if not isinstance(found.value, Tensor | list | tuple):
        return None
    array = as_array(found.value)
    if array is None or len([n for n in array.shape if n != 1]) > 1 or len(array.entries) > MOST_SAMPLES:
        return None
    if not all(isinstance(entry, int | Fraction) for entry in array.entries):
        return None
    return tuple(Fraction(entry) for entry in array.entries)


def _flat(array: Array) -> tuple[Fraction, ...]:
    return tuple(array.rows)


def _array(samples: tuple[Fraction, ...]) -> Array:
    return Array(samples)


def _is_copy(samples: tuple[Fraction, ...], stated: tuple[Fraction, ...]) -> bool:
    """Whether one was meant to be the other: more than half of the samples agree, and others are far apart."""
    if len(samples) != len(stated) or len(samples) < 3:
        return False
    apart = sum(20 * abs(a - b) > max(abs(a), abs(b)) for a, b in zip(samples, stated, strict=True))
    return 0 < 2 * apart < len(samples)


def _is_result(row: Array, stated: Mapping[str, Array], alike: Set[str]) -> bool:
    """Whether a row is some convolution or correlation of the signals that text and code share."""
    known = [stated[name] for name in sorted(alike & stated.keys())[:MOST_SHARED]]
    return any(
        reading.result.rows == row.rows
        for left in known
        for right in known
        for reading in readings(Operation("*", left, right))
    )


def _reread(text: str, found: Assigned, samples: tuple[Fraction, ...]) -> bool:
    """Whether a second reader of the literal finds the same numbers."""
    tokens = [token for token in read_written(text[slice(*found.span)]) if isinstance(token, Written)]
    entries: tuple[Entry, ...] = tokens[0].entries if len(tokens) == 1 else ()
    return tuple(entry.value for entry in entries) == samples


def _conflict(
    found: Assigned,
    samples: tuple[Fraction, ...],
    array: Array,
    sentences: Sequence[Sentence],
    stated: Mapping[str, Array],
) -> Outcome:
    wrong = [i for i, (a, b) in enumerate(zip(samples, array.rows, strict=True)) if a != b]
    places = ", ".join(f"entry {i + 1} is {samples[i]}, not {array.rows[i]}" for i in wrong)
    text = f"{found.name} is defined as {shown(array)} in the text; here {places}."
    consequences = " ".join(dict.fromkeys(_consequences(found, samples, sentences, stated)))
    note = Note("def-contradiction", f"{text} {consequences}".strip())
    return Outcome("fails", "conflict", "exact", shown(_array(samples)), shown(array), (note,))


def _consequences(
    found: Assigned, samples: tuple[Fraction, ...], sentences: Sequence[Sentence], stated: Mapping[str, Array]
) -> Iterator[str]:
    """Yield what the operations of the text give with the samples of the code."""
    name = plain_name(found.name)
    for operation, parts in _operations(sentences):
        left, right = (stated.get(plain_name(side)) for side in operation)
        if left is None or right is None or name not in map(plain_name, operation):
            continue
        written = [value for part in parts if isinstance(value := _value(part), Array)]
        fitting = [r for r in readings(Operation("*", left, right)) if any(r.result.rows == w.rows for w in written)]
        if not fitting:
            continue
        changed = [_array(samples) if plain_name(side) == name else stated[plain_name(side)] for side in operation]
        others = readings(Operation("*", changed[0], changed[1]))
        for reading in _once(fitting):
            new = next((r for r in others if (r.operation, r.mode) == (reading.operation, reading.mode)), None)
            if new is not None and new.result.rows != reading.result.rows:
                word = WORDS[reading.operation]
                yield f"With it the {word} is {shown(new.result)}, not {shown(reading.result)}."


def _once(fitting: Sequence[Reading]) -> Iterator[Reading]:
    """Yield one reading for each operation, the usual mode first."""
    seen: set[str] = set()
    for reading in fitting:
        if reading.operation not in seen:
            seen.add(reading.operation)
            yield reading


def _operations(sentences: Sequence[Sentence]) -> Iterator[tuple[tuple[str, str], list[Node]]]:
    for sentence in sentences:
        if sentence.chain is None:
            continue
        parts = [sentence.chain.first, *(part for _, part in sentence.chain.links)]
        for part in parts:
            if isinstance(part, Infix) and isinstance(part.left, Name) and isinstance(part.right, Name):
                yield (part.left.name, part.right.name), parts


def _value(node: Node) -> object:
    try:
        return evaluate(node, World())
    except Unread:
        return None
