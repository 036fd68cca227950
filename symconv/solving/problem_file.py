"""Problem files: TOML that names signals and lists tasks.

The schema (``problem.schema.json``) says which keys and words there are; this module says what they mean.

May import: ``errors``, ``signals``, ``operations``. Must never compute an answer.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from symconv.errors import ParseError, ProblemError, SymconvError, nearest
from symconv.operations import (
    convolution_task,
    correlation_task,
    deconvolution_task,
    layer_gradient_task,
    layer_task,
)
from symconv.signals import Signal
from symconv.solving.problem import Problem
from symconv.solving.problem_schema import conform, task_options

__all__ = ["ProblemFile", "read_problem_file"]


@dataclass(frozen=True, slots=True)
class ProblemFile:
    """What a problem file asks for, in its order."""

    title: str
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_problem_file(text: str, *, source: str = "the problem file") -> ProblemFile:
    """Read the text of a problem file.

    Parameters
    ----------
    text : str
        TOML.
    source : str
        What the text is called in messages: the name of the file.

    Raises
    ------
    ParseError
        If the text is not TOML; it knows line and column.
    ProblemError
        If a key, a word or a value is not as the schema says, or a task names no known signal.
    SignalError
        If signals do not fit their operation.

    Examples
    --------
    >>> sheet = read_problem_file('''
    ... [signals]
    ... x = [2, 1, 3]
    ... h = "1/2, _1"
    ... [[tasks]]
    ... task = "convolve"
    ... x = "x"
    ... h = "h"
    ... ''')
    >>> sheet.problems[0].names
    ('x', 'h', 'y')
    """
    document = _read_toml(text, source)
    try:
        document = conform(document)
        signals = {name: _within(name, _signal, entry) for name, entry in document["signals"].items()}
        defaults = document.get("defaults", {})
        problems = [
            _within(f"task {number}", _problem, entry, signals, defaults)
            for number, entry in enumerate(document["tasks"], 1)
        ]
    except SymconvError as error:
        raise ProblemError(f"{source}: {error}") from error
    return ProblemFile(document.get("title", ""), _paragraphs(document.get("notes", ())), tuple(problems))


def _read_toml(text: str, source: str) -> dict[str, Any]:
    text = text.replace("\r\n", "\n")
    try:
        return tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as error:
        reason, offset = _place(str(error), text)
        raise ParseError(reason, text, offset, source=source) from error
    except (ValueError, RecursionError) as error:
        # A number of more than 4,300 digits, or brackets nested a thousand deep.
        raise ProblemError(f"{source}: the file cannot be read as TOML: {error}") from error


def _decimal(text: str) -> float | Decimal:
    """Return a float where its text is all there is to it, so that signals note how it was read; else a Decimal."""
    exact = Decimal(text)
    short = float(text)
    return short if Decimal(repr(short)) == exact else exact


def _place(message: str, text: str) -> tuple[str, int]:
    """Split tomllib's message into the reason and the offset that it states as line and column."""
    match = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if match is None:
        return message.removesuffix(" (at end of document)"), len(text)
    lines = text.split("\n")
    row, column = int(match[1]) - 1, int(match[2]) - 1
    return message[: match.start()], sum(len(line) + 1 for line in lines[:row]) + column


def _within(place: str, build: Any, *arguments: Any) -> Any:
    """Add to an error where in the file it arose."""
    try:
        return build(*arguments)
    except (SymconvError, TypeError) as error:
        raise ProblemError(f"{place}: {error}") from error


def _signal(entry: Any) -> Signal:
    table: Mapping[str, Any] = entry if isinstance(entry, dict) else {"values": entry}
    values, first, is_complex = table["values"], table.get("first"), table.get("complex")
    if not isinstance(values, str):
        return Signal(values, first=first, complex=is_complex)
    signal = Signal.from_text(values, complex=is_complex)
    if first is None:
        return signal
    if any(signal.origin):
        raise ProblemError("the sample at n = 0 is marked in the text and 'first' is given too; leave one out")
    places = (first,) if isinstance(first, int) else tuple(first)
    return signal.shift(*places)


def _problem(entry: dict[str, Any], signals: Mapping[str, Signal], defaults: Mapping[str, Any]) -> Problem:
    kind = entry["task"]
    operands, build = _TASKS[kind]
    entry = {**{key: value for key, value in defaults.items() if key in task_options(kind)}, **entry}
    given = [name for name in operands if name in entry]
    chosen = {name: _lookup(entry.pop(name), signals) for name in given}
    names = tuple(name for name, _ in chosen.values())
    result = entry.pop("result", "")
    title, notes = entry.pop("title", ""), _paragraphs(entry.pop("notes", ()))
    methods = tuple(entry.pop("methods", ()))
    del entry["task"]
    task = build(**{name: signal for name, (_, signal) in chosen.items()}, **entry)
    return Problem(task, (*names, result) if result else names, title=title, notes=notes, methods=methods)


_TASKS: dict[str, tuple[tuple[str, ...], Any]] = {
    "convolve": (("x", "h"), convolution_task),
    "correlate": (("x", "h"), correlation_task),
    "layer": (("x", "w", "bias"), layer_task),
    "layer_gradient": (("x", "w", "bias", "dy"), layer_gradient_task),
    "deconvolve": (("y", "h"), deconvolution_task),
}


def _lookup(name: str, signals: Mapping[str, Signal]) -> tuple[str, Signal]:
    if name not in signals:
        suggestion = nearest(name, signals)
        hint = f" (did you mean {suggestion!r}?)" if suggestion else ""
        raise ProblemError(f"no signal is called {name!r}; the signals are {', '.join(signals)}{hint}")
    return name, signals[name]


def _paragraphs(notes: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (notes,) if isinstance(notes, str) else tuple(notes)
