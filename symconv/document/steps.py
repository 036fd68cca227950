"""A derivation that was checked becomes a document: a table of its steps, then the proofs or the counterexample.

May import: ``proving``, ``derivation``, ``document``. Must never decide anything.
"""

from __future__ import annotations

from symconv.derivation import Status
from symconv.document.blocks import Block, Cell, Display, Document, Math, Paragraph, Strong, Table, Text
from symconv.document.proof import LINE_NOTES, proof_document, typesetting
from symconv.proving.steps import CheckedStep, CheckedSteps

__all__ = ["steps_document"]

HEAD = ("line", "column", "equals", "verdict", "reason given", "remark")


def steps_document(checked: CheckedSteps, detail: str = "normal") -> Document:
    """Return the document of a checked derivation."""
    write = typesetting(checked.verdict.question.modulus)
    rows = [tuple(_cell(text) for text in ("", "", write(checked.steps[0].link.left), "", "", ""))]
    rows += [_row(step, write(step.link.right)) for step in checked.steps]
    kept = 4 + any(step.reason for step in checked.steps) + any(step.remark for step in checked.steps)
    table = Table(tuple(_cell(word) for word in HEAD[:kept]), tuple(row[:kept] for row in rows))
    said: list[Block] = list(proof_document(checked.verdict, detail).blocks)[
        1:
    ]  # without the statement: the table is it
    repeated = next((b for b in said if isinstance(b, Display)), None)
    if len(checked.steps) > 1 and checked.verdict.status is not Status.PROVED and repeated is not None:
        said.remove(repeated)  # the lines with their verdicts, which the table shows
    return Document("Derivation", (Paragraph((Text(_summary(checked)),)), table, *said[1:]))


def _row(step: CheckedStep, right: Math) -> tuple[Cell, ...]:
    verdict = LINE_NOTES[step.link.status]
    mark = Cell((Strong((Text(verdict),)),)) if step.link.status is Status.REFUTED else _cell(verdict)
    return (_cell(str(step.line)), _cell(str(step.column)), _cell(right), mark, _cell(step.reason), _cell(step.remark))


def _cell(content: str | Math) -> Cell:
    return Cell((Text(content) if isinstance(content, str) else content,))


def _summary(checked: CheckedSteps) -> str:
    wrong = [step for step in checked.steps if step.link.status is Status.REFUTED]
    doubtful = [step for step in checked.steps if step.link.status is Status.OPEN]
    if not wrong and not doubtful:
        return "Every step follows from the one before, for signals of every length."
    said: list[str] = []
    if wrong:
        first, *others = wrong
        said.append(f"The first step that does not follow is in line {first.line}, column {first.column}.")
        if others:
            said.append(f"Nor do those in {_places(others)}.")
    if doubtful:
        said.append(f"Not decided: {_places(doubtful)}.")
    if len(checked.steps) > len(wrong) + len(doubtful):
        said.append("The other steps follow.")
    if checked.ends is Status.PROVED:
        said.append("The last expression equals the first all the same.")
    if checked.ends is Status.REFUTED:
        said.append("The last expression is not equal to the first.")
    return " ".join(said)


def _places(steps: list[CheckedStep]) -> str:
    return " and ".join(f"line {step.line}, column {step.column}" for step in steps)
