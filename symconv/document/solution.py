"""The worked solution as a document: problem, signals, definition, work, answer, check, remark.

May import: ``checks.report``, ``derivation``, ``signals``, ``solving``, ``syntax``. Must never compute a sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symconv.checks.report import CheckItem, CheckReport
from symconv.derivation import Calculation, Derivation, Grade
from symconv.document.blocks import (
    Block,
    Callout,
    CodeBlock,
    Display,
    DisplayRow,
    Document,
    Heading,
    Inline,
    Math,
    Paragraph,
    Strong,
    Text,
)
from symconv.document.typeset import display_blocks, formula, sentences, step_blocks
from symconv.signals import Signal
from symconv.signals.content import Formula
from symconv.solving import Problem
from symconv.solving.figures import drawings
from symconv.solving.remark import remark
from symconv.solving.setting import setting
from symconv.solving.slides import slide
from symconv.solving.statement import statement, title
from symconv.solving.vectors import vector
from symconv.syntax import sympy_to_node
from symconv.syntax.nodes import Chain, Index, Name

__all__ = ["solution_document"]

TOO_LONG = "The work is not shown: its sums are too long. The answer is exact and was checked."
SETTING_RULES = frozenset({"definition", "limits", "output-range"})


def solution_document(
    problem: Problem, derivations: Sequence[Derivation], check_report: CheckReport, result: Signal
) -> Document:
    """Return the document of a worked and checked problem."""
    heading = problem.title or title(problem)
    blocks = [
        Paragraph(sentences(statement(problem))),
        *(Paragraph((Text(note),)) for note in problem.notes),
        _heading("The signals"),
        *_signals(problem),
        *_work(problem, derivations, result),
        _heading("The answer"),
        *_answer(problem, derivations, result),
        _heading("The check"),
        _check(check_report),
    ]
    moving = slide(problem, result) if result.is_known else None
    if moving is not None:
        blocks[-2:-2] = display_blocks(moving)
    compared = any(derivation.method == "compare" for derivation in derivations)
    taught = remark(problem, result) if result.is_known and not compared else None
    if taught is not None:
        blocks.append(Callout("remark", step_blocks(taught, 3)))
    return Document(heading, tuple(blocks))


def _heading(text: str) -> Heading:
    return Heading(2, (Text(text),))


def _signals(problem: Problem) -> list[Block]:
    blocks: list[Block] = []
    for name, signal in dict(zip(problem.names, problem.signals, strict=False)).items():
        if not signal.is_known:
            blocks.append(_unknown(name, signal))
            continue
        blocks.append(Display((_equation(name, signal),)))
        blocks.extend(Paragraph((Text(note[:1].upper() + note[1:] + "."),)) for note in signal.notes)
        for drawn in drawings(name, signal):
            blocks.extend(display_blocks(drawn))
    return blocks


def _equation(name: str, signal: Signal) -> DisplayRow:
    note: tuple[Inline, ...] = ()
    if any(signal.origin) or signal.ndim == 1:
        note = (Text(_range_in_words(signal)),)
    return DisplayRow(formula(Name(name)), Math("=", "="), formula(vector(signal)), note)


def _unknown(name: str, signal: Signal) -> Paragraph:
    """Say of an unknown signal where it may be different from zero."""
    known: list[Inline] = [Text("The signal "), formula(Name(name)), Text(" is any signal")]
    bounded = [
        (low, high)
        for low, high in zip(signal.support.lower, signal.support.upper, strict=True)
        if not high.is_infinite
    ]
    if len(bounded) == signal.ndim:
        ranges = [inline for low, high in bounded for inline in (Text(" × "), _between(low, high))][1:]
        known += [Text(" that is zero outside "), *ranges]
    return Paragraph((*known, Text(".")))


def _between(low: Any, high: Any) -> Math:
    first, last = formula(sympy_to_node(low)), formula(sympy_to_node(high))
    return Math(f"{first.tex}, \\dots, {last.tex}", f"{first.text} … {last.text}")


def _range_in_words(signal: Signal) -> str:
    """Return where a signal lives: ``"from n = −1 to 3"``."""
    if signal.ndim == 1:
        (first,), (last,) = signal.origin, signal.ends
        return (f"n = {first}" if first == last else f"n = {first} … {last}").replace("-", "−")
    return f"first sample at ({', '.join(map(str, signal.origin))})".replace("-", "−")


def _work(problem: Problem, derivations: Sequence[Derivation], result: Signal) -> list[Block]:
    blocks: list[Block] = []
    steps = setting(problem, result) if result.is_known else ()
    if steps:
        blocks.append(_heading("Definition and limits"))
        for step in steps:
            blocks.extend(step_blocks(step, 3))
    if not derivations:
        blocks.append(Callout("omitted", (Paragraph((Text(TOO_LONG),)),)))
    for derivation in derivations:
        blocks.append(_heading(derivation.title))
        for step in derivation.steps:
            if not steps or step.rule not in SETTING_RULES:
                blocks.extend(step_blocks(step, 3))
        if derivation.gaps:
            blocks.append(Callout("warning", (Paragraph(sentences(derivation.gaps)),)))
    return blocks


def _answer(problem: Problem, derivations: Sequence[Derivation], result: Signal) -> list[Block]:
    name = problem.result_name
    if isinstance(result.content, Formula):
        left = Index(Name(name), tuple(Name(symbol.name) for symbol in result.content.indices))
        equation = Chain(left, (("=", sympy_to_node(result.content.expression)),))
        found = next((d.conclusion for d in derivations if isinstance(d.conclusion, Chain)), equation)
        return [Callout("answer", display_blocks(Calculation(found, compact=True)))]
    blocks: list[Block] = [Callout("answer", (Display((_equation(name, result),)),))]
    for drawn in drawings(name, result):
        blocks.extend(display_blocks(drawn))
    return blocks


def _check(report: CheckReport) -> Callout:
    return Callout("check", tuple(block for item in report.items for block in _check_item(item)))


def _check_item(item: CheckItem) -> tuple[Block, ...]:
    agrees = "" if item.grade is Grade.PROVED else ", agrees"
    verdict = agrees if item.passed else ", differs"
    largest = "" if item.max_abs_error is None else f" Largest difference: {item.max_abs_error:.3g}."
    said: tuple[Inline, ...] = (Strong((Text(f"{item.grade.value}{verdict}: "),)), Text(item.what + largest))
    if not item.code:
        return (Paragraph(said),)
    return Paragraph(said), CodeBlock(f"{item.code}\n# {item.shown}")
