"""A verdict becomes a document: the statement, what it assumes, and the proof or the counterexample.

May import: ``proving``, ``derivation``, ``syntax``, ``document``. Must never decide anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from symconv.derivation import Grade, Status, Step
from symconv.document.blocks import (
    Block,
    Callout,
    CodeBlock,
    Display,
    DisplayRow,
    Document,
    Heading,
    Inline,
    Listing,
    Math,
    Paragraph,
    Strong,
    Text,
)
from symconv.document.typeset import formula, sentence
from symconv.proving.counterexample import Counterexample, Example, Nested, value_node
from symconv.proving.oracle.numbers import Value
from symconv.proving.python_lines import python_lines
from symconv.proving.readable import ReadableProof, readable
from symconv.proving.repairs import Repair
from symconv.proving.term_writing import state_node
from symconv.proving.tree import over_one_period
from symconv.proving.verdict import Link, Verdict
from symconv.proving.written import Written, written
from symconv.syntax.nodes import Chain, Index, Name, Node, Vector

__all__ = ["LINE_NOTES", "proof_document", "typesetting"]

Typesetting = Callable[[Node], Math]

TITLES = {Status.PROVED: "Proof", Status.REFUTED: "Counterexample", Status.OPEN: "Not decided"}
OPENING = {
    Status.PROVED: "This holds for signals of every length.",
    Status.REFUTED: "This does not hold.",
    Status.OPEN: "This was neither proved nor refuted.",
}
LINE_NOTES = {
    Status.PROVED: "follows (proved)",
    Status.REFUTED: "does not follow",
    Status.OPEN: "not decided",
}
PROVED = (
    "Every line follows from the one before by a rule of the trusted core, which has replayed the certificate of this "
    "proof."
)
PRINTED = (("!=", "≠"), (">=", "≥"), ("<=", "≤"))
"""Relations as hypotheses spell them, and as they are printed."""


def proof_document(verdict: Verdict, detail: str = "normal", *, folded: bool = False) -> Document:
    """Return the document of a verdict.

    ``detail`` says how many steps a proof shows; with ``folded``, all of them follow for formats that can fold.
    """
    write = typesetting(verdict.question.modulus)
    blocks: list[Block] = [
        Display((DisplayRow(None, None, write(verdict.statement)),)),
        Paragraph((Strong((Text(verdict.status.value.capitalize() + "."),)), Text(f" {OPENING[verdict.status]}"))),
    ]
    if verdict.remark:
        blocks.append(Paragraph((Text(verdict.remark),)))
    if verdict.assumptions:
        blocks.append(Paragraph((Text("Assumed: "), Text("; ".join(map(_in_print, verdict.assumptions))), Text("."))))
    if len(verdict.links) > 1 and verdict.status is not Status.PROVED:
        blocks.append(_line_by_line(verdict.links, write))
    match verdict.status:
        case Status.PROVED:
            for link, sides in zip(verdict.links, written(verdict.statement, verdict.reading), strict=True):
                blocks += _proof(link, sides, detail, write, chain=len(verdict.links) > 1)
                if folded and detail != "full" and link.proof is not None:
                    every = _lines(readable(link.proof, "full"), write)
                    blocks.append(
                        Callout("details", (every,), (Text("Every step of the trusted core, with its rule"),))
                    )
            blocks.append(_grade())
        case Status.REFUTED if verdict.counterexample is not None:
            blocks += _counterexample(verdict, verdict.counterexample, write)
            blocks += _repairs(verdict.repairs, write)
        case _:
            blocks += _open(verdict, write)
    return Document(TITLES[verdict.status], tuple(blocks))


def _in_print(assumption: str) -> str:
    """Return an assumption with the signs of books."""
    for typed, printed in PRINTED:
        assumption = re.sub(rf"\s*{re.escape(typed)}\s*", f" {printed} ", assumption)
    return assumption.replace("Z^2", "Z²").replace("Z^3", "Z³")


def _line_by_line(links: tuple[Link, ...], write: Typesetting) -> Display:
    """Show every equality of a chain with what became of it."""
    rows = [
        DisplayRow(
            write(link.left) if place == 0 else None,
            Math("=", "="),
            write(link.right),
            (Text(LINE_NOTES[link.status]),),
        )
        for place, link in enumerate(links)
    ]
    return Display(tuple(rows))


def _proof(link: Link, sides: Written, detail: str, write: Typesetting, *, chain: bool) -> Iterator[Block]:
    if link.proof is None:
        return
    if chain:
        yield Heading(2, (write(Chain(link.left, (("=", link.right),))),))
    proof = readable(link.proof, detail, sides)
    if proof.turned:
        yield Paragraph((Text("The right side has more to unfold, so the proof starts there."),))
    yield _lines(proof, write)


def _lines(proof: ReadableProof, write: Typesetting) -> Display:
    rows, last = [], None
    for step in proof.steps:
        rows.append(_row(step, write(step.before) if step.before is not None and step.before != last else None, write))
        last = step.after
    return Display(tuple(rows))


def _row(step: Step, left: Math | None, write: Typesetting) -> DisplayRow:
    after = write(step.after) if step.after is not None else Math("", "")
    note = tuple(part for said in step.explanation for part in sentence(said))
    return DisplayRow(left, Math("=", "="), after, note)


def _grade() -> Block:
    return Callout("check", (Paragraph((Strong((Text(f"{Grade.PROVED}: "),)), Text(PROVED))),))


def _counterexample(verdict: Verdict, found: Counterexample, write: Typesetting) -> Iterator[Block]:
    yield Heading(2, (Text("Where it fails"),))
    givens = [_given(example, write) for example in found.signals]
    givens += [(write(Chain(Name(name), (("=", value_node(value)),))),) for name, value in found.integers]
    givens += [(write(Chain(Name(name), (("=", value_node(value)),))),) for name, value in found.scalars]
    if found.omega is not None:
        givens.append((write(Chain(Name("omega"), (("=", found.omega),))),))
    yield Paragraph((Text("Take"),))
    yield Listing(tuple((Paragraph(given),) for given in givens))
    lhs, rhs = found.nodes()
    indices = tuple(value_node(value) for _, value in found.at)
    left = Index(found.left, indices) if indices else found.left
    right = Index(found.right, indices) if indices else found.right
    yield Paragraph((Text("Then, in exact arithmetic,"),))
    equals = Math("=", "=")
    yield Display(
        (
            DisplayRow(write(left), equals, write(lhs)),
            DisplayRow(write(right), equals, write(rhs)),
        )
    )
    yield from _worked(verdict, found, write)


def _given(example: Example, write: Typesetting) -> tuple[Inline, ...]:
    """Return a signal of a counterexample: one sample, or a list of them and where it starts."""
    samples = list(_samples(example.values, example.first))
    if len(samples) == 1 and not example.period:
        place, value = samples[0]
        if not value:
            return (write(Name(example.name)), Text(" = 0 everywhere"))
        sample = Index(Name(example.name), tuple(value_node(i) for i in place))
        return (write(Chain(sample, (("=", value_node(value)),))), Text(", all other samples 0"))
    vector = Vector(tuple(_values(v) for v in example.values), _origin(example.first))
    first = ", ".join(map(str, example.first))
    where = f"at index {first}" if len(example.first) == 1 else f"at ({first})"
    said = f", repeated with period {example.period}" if example.period else f", the first sample {where}, 0 elsewhere"
    return (write(Chain(Name(example.name), (("=", vector),))), Text(said))


def _samples(values: tuple[Nested, ...], first: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Value]]:
    for i, value in enumerate(values, first[0]):
        if isinstance(value, tuple):
            yield from (((i, *place), v) for place, v in _samples(value, first[1:]))
        else:
            yield (i,), value


def _worked(verdict: Verdict, found: Counterexample, write: Typesetting) -> Iterator[Block]:
    """Show both sides whole, as the operations compute them, and the lines for NumPy."""
    from symconv.document.sides import work_out  # the operations import SymPy, which no proof needs
    from symconv.signals import Signal
    from symconv.solving.vectors import vector

    worked = work_out(found) if verdict.reading.modulus is None else None
    lines = python_lines(found, verdict.reading) if worked is None else worked.lines
    if worked is not None:
        ends = f"n = {worked.window[0]} to {worked.window[-1]}".replace("-", "−")
        said = f"Worked out whole, from {ends}, the sample at n = 0 being marked, the two sides are"
        yield Paragraph((Text(said),))
        first, rows = worked.window[0], []
        for side in (worked.left, worked.right):
            whole = Signal([side.signal.at(n) for n in worked.window], first)
            rows.append(DisplayRow(write(side.node), Math("=", "="), write(vector(whole))))
        yield Display(tuple(rows))
    if lines:
        yield Paragraph((Text("These lines print the left side and the right side:"),))
        yield CodeBlock("\n".join(lines))


def _values(value: object) -> Node:
    if isinstance(value, tuple):
        return Vector(tuple(_values(v) for v in value))
    return value_node(value)  # type: ignore[arg-type]  # nested tuples end in values


def _origin(first: tuple[int, ...]) -> tuple[int, ...] | None:
    place = tuple(-start for start in first)
    return place if all(p >= 0 for p in place) and len(place) == 1 else None


def _repairs(found: tuple[Repair, ...], write: Typesetting) -> Iterator[Block]:
    if not found:
        return
    yield Heading(2, (Text("What does hold"),))
    items: list[tuple[Block, ...]] = []
    for repair in found:
        said: list[Inline] = [write(repair.statement)]
        if repair.hypotheses:
            said.append(Text(f", given {' and '.join(repair.hypotheses)}"))
        said.append(Text(" (proved)"))
        items.append((Paragraph(tuple(said)),))
    yield Listing(tuple(items))


def _open(verdict: Verdict, write: Typesetting) -> Iterator[Block]:
    for link in verdict.links:
        if link.status is not Status.OPEN:
            continue
        statement = Chain(link.left, (("=", link.right),))
        yield Paragraph((Text("Open is "), write(statement), Text(f": {link.reason}." if link.reason else ".")))
        if link.open is not None:
            yield Paragraph((Text("The two sides came to"),))
            yield Display(
                tuple(DisplayRow(None, None, write(state_node(state))) for state in (link.open.left, link.open.right))
            )


def typesetting(modulus: Node | None) -> Typesetting:
    """Return how expressions are typeset: over Z/N a sum without limits runs over one period, not over all of Z."""
    if modulus is None:
        return formula
    return lambda node: formula(over_one_period(node, modulus))
