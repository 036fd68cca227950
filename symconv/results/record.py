"""The JSON record of a result; its keys are a contract that scripts rely on.

``operation, mode, first, shape, values, pieces, conditions, check {passed, grade, numpy {max_abs_error}}``,
then ``title``, ``names``, ``steps``. Values are exact text, nested as the axes are.

May import: ``checks.report``, ``derivation``, ``operations.tasks``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from symconv.checks.report import CheckReport
from symconv.derivation import Calculation, Derivation, Omission, Sentence, Step
from symconv.operations import Convolution, Correlation, Deconvolution, Layer, Task
from symconv.signals import Signal
from symconv.syntax import to_text

__all__ = ["check_record", "operation_of", "signal_record", "steps_record"]


def operation_of(task: Task) -> tuple[str, str | None]:
    """Return the public name of a task's operation, and its mode."""
    match task:
        case Convolution() | Correlation():
            name = "convolve" if isinstance(task, Convolution) else "correlate"
            return name, task.mode if task.period is None else "circular"
        case Layer():
            return "layer", None
        case Deconvolution():
            return "deconvolve", None
        case _:
            return "layer_gradient", None


def signal_record(signal: Signal) -> dict[str, Any]:
    """Return where a signal starts, its shape and its exact values; for a formula, the formula and no values."""
    if not signal.is_known:
        return {"first": None, "shape": None, "values": None, "formula": str(signal.to_sympy())}
    first = signal.first if signal.ndim == 1 else list(signal.origin)
    return {"first": first, "shape": list(signal.shape), "values": _nested(signal.values)}


def _nested(values: Any) -> Any:
    return [_nested(entry) for entry in values] if isinstance(values, tuple) else str(values)


def check_record(report: CheckReport) -> dict[str, Any]:
    """Return what the checks found."""
    return {
        "passed": report.passed,
        "grade": report.grade.value,
        "numpy": {"max_abs_error": report.max_abs_error},
        "items": [
            {"grade": item.grade.value, "passed": item.passed, "what": item.what, "code": item.code}
            | ({"certificates": list(item.certificates)} if item.certificates else {})
            for item in report.items
        ],
    }


def steps_record(derivations: Sequence[Derivation]) -> list[dict[str, Any]]:
    """Return the steps of every method: what was done, and its lines as text that can be read back."""
    return [
        {"method": derivation.method, **_step(step)} for derivation in derivations for step in _flat(derivation.steps)
    ]


def _flat(steps: Sequence[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _flat(step.substeps)


def _step(step: Step) -> dict[str, Any]:
    lines = []
    for display in step.displays:
        if isinstance(display, Calculation):
            lines.append(to_text(display.chain))
        elif isinstance(display, Omission):
            lines.append(f"({display.count} {display.what} are not shown)")
    return {
        "rule": step.rule,
        "title": step.title,
        "text": " ".join(_sentence(sentence) for sentence in step.explanation),
        "lines": lines,
        "grade": step.grade.value,
    }


def _sentence(sentence: Sentence) -> str:
    return "".join(part if isinstance(part, str) else to_text(part) for part in sentence.parts())
