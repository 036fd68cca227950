"""Worked solutions as lines of text, for tests that compare them with lines worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from symconv.derivation import Calculation, Derivation, Grid, Step
from symconv.operations import compute
from symconv.operations.tasks import Task
from symconv.solving import METHODS, Problem
from symconv.syntax import to_text

__all__ = ["derivation", "grids", "lines", "sentences"]


def derivation(task: Task, method: str, **details: Any) -> Derivation:
    """Return the derivation of a task by a method."""
    problem = Problem(task, **details)
    return next(m for m in METHODS if m.name == method).derive(problem, compute(task))


def lines(task: Task, method: str, **details: Any) -> list[str]:
    """Return every displayed chain of a method, as plain text."""
    displays = [display for step in _steps(derivation(task, method, **details).steps) for display in step.displays]
    return [to_text(display.chain) for display in displays if isinstance(display, Calculation)]


def grids(task: Task, method: str) -> list[list[str]]:
    """Return the rows of every grid, cells separated by blanks; empty cells are dots."""
    displays = [display for step in _steps(derivation(task, method).steps) for display in step.displays]
    tables = [display.cells for display in displays if isinstance(display, Grid)]
    return [[" ".join("." if c is None else to_text(c) for c in row) for row in cells] for cells in tables]


def sentences(task: Task, method: str, **details: Any) -> str:
    """Return everything that a method says, formulas as plain text."""
    said = [sentence for step in _steps(derivation(task, method, **details).steps) for sentence in step.explanation]
    return " ".join("".join(p if isinstance(p, str) else to_text(p) for p in sentence.parts()) for sentence in said)


def _steps(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _steps(step.substeps)
