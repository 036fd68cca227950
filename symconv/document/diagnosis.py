"""An answer beside the right one becomes a document: where they differ, and which mistakes explain it.

May import: ``auditing``, ``solving``, ``signals``, ``document``. Must never decide anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from symconv.auditing import Examination
from symconv.auditing.diagnosis import FEW
from symconv.document.blocks import (
    Block,
    Callout,
    Cell,
    Code,
    Display,
    DisplayRow,
    Document,
    Inline,
    Listing,
    Math,
    Paragraph,
    Strong,
    Table,
    Text,
)
from symconv.document.typeset import formula, sentences
from symconv.solving import Problem
from symconv.solving.lines import value_node
from symconv.solving.statement import statement
from symconv.solving.vectors import vector
from symconv.syntax.nodes import Name

__all__ = ["HIDDEN", "RIGHT", "UNEXPLAINED", "diagnosis_document", "tie"]

RIGHT = "The answer is right."
UNEXPLAINED = "The answer is wrong, and nothing in the catalogue of mistakes explains it."
HIDDEN = "These numbers cannot show every mistake: the right answer is also what comes out after"
MOST_COLUMNS = 32
"""Longest answer that is compared sample by sample in a table."""


def tie(count: int) -> str:
    """Say that several mistakes explain an answer."""
    return f"{count} mistakes explain this answer; these numbers cannot tell them apart."


def diagnosis_document(found: Examination) -> Document:
    """Return the document of an answer."""
    problem = Problem(found.task)
    equals = Math("=", "=")
    operands = [
        DisplayRow(formula(Name(name)), equals, formula(vector(signal)))
        for name, signal in zip(problem.names, problem.signals, strict=False)
    ]
    blocks: list[Block] = [
        Paragraph(sentences(statement(problem))),
        Display(tuple(operands)),
        *_side_by_side(found),
        *_explained(found),
    ]
    if found.hidden:
        said: list[Inline] = [Text(f"{HIDDEN} ")]
        for place, mistake in enumerate(found.hidden):
            said += [Text(", " if place else ""), Code(mistake)]
        blocks.append(Callout("remark", (Paragraph((*said, Text("."))),), (Text("What cannot be seen here"),)))
    return Document("The answer is right" if found.is_right else "What went wrong", tuple(blocks))


def _side_by_side(found: Examination) -> Iterator[Block]:
    given = vector(found.got, mark_origin=any(found.got.origin))
    rows = [("the right answer", vector(found.expected)), ("the answer given", given)]
    equals = Math("=", "=")
    yield Display(tuple(DisplayRow(Math(rf"\text{{{name}}}", name), equals, formula(node)) for name, node in rows))
    if found.is_right or found.got.ndim != 1 or found.got.shape != found.expected.shape:
        return
    if found.got.shape[0] <= MOST_COLUMNS:
        yield _table(found)


def _table(found: Examination) -> Table:
    pairs = list(zip(found.expected.items(), found.got.flat_values, strict=True))
    head = (Cell((Math("n", "n"),)), *(Cell((Math(str(n), str(n)),)) for ((n,), _), _ in pairs))
    right = (Cell((Text("right"),)), *(Cell((formula(value_node(value)),)) for (_, value), _ in pairs))
    given = (
        Cell((Text("given"),)),
        *(Cell((formula(value_node(got)),), "" if got == value else "error") for (_, value), got in pairs),
    )
    return Table(head, (right, given), row_heads=True)


def _explained(found: Examination) -> Iterator[Block]:
    if found.is_right:
        yield Callout("answer", (Paragraph((Text(RIGHT),)),), (Text("Right"),))
    elif not found.diagnoses:
        yield Paragraph((Text(UNEXPLAINED),))
    else:
        if len(found.diagnoses) > 1:
            yield Paragraph((Text(tie(len(found.diagnoses))),))
        yield Listing(
            tuple(
                (Paragraph((Strong((Text(f"{each.mistake}:"),)), Text(f" {each.reason}"))),) for each in found.diagnoses
            )
        )
        if any(each.reason != each.explanation for each in found.diagnoses):
            yield Paragraph((Text(FEW),))
