"""Worked solutions as lines of text, for tests that compare them with lines worked out by hand."""

from __future__ import annotations

from typing import Any

from node_values import calculations

from symconv.derivation import Derivation, Grid, Step
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
    """Return every chain that a method shows, as plain text."""
    return [to_text(calculation.chain) for calculation in calculations(derivation(task, method, **details))]


def grids(task: Task, method: str) -> list[list[str]]:
    """Return the rows of every grid, cells separated by blanks; empty cells are dots."""
    found = []

    def visit(step: Step) -> None:
        for display in step.displays:
            if isinstance(display, Grid):
                found.append([" ".join("." if c is None else to_text(c) for c in row) for row in display.cells])
        for substep in step.substeps:
            visit(substep)

    for step in derivation(task, method).steps:
        visit(step)
    return found


def sentences(task: Task, method: str, **details: Any) -> str:
    """Return everything that a method says, formulas as plain text."""
    said: list[str] = []

    def visit(step: Step) -> None:
        for sentence in step.explanation:
            said.append("".join(part if isinstance(part, str) else to_text(part) for part in sentence.parts()))
        for substep in step.substeps:
            visit(substep)

    for step in derivation(task, method, **details).steps:
        visit(step)
    return " ".join(said)
