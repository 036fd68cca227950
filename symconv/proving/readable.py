"""Proofs as people read them: from one side to the other, one idea a line.

The search brings both sides to a common sum; read from left to right, the lines of the left side come
forwards, those of the right side backwards. Where all the work was done on the right side, the proof is read from
there. Lines that look alike are folded into one, and so are lines that do the same thing in several places.

May import: ``decide``, ``script``, ``narration``, ``written``, ``derivation``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from symconv.derivation import Calculation, Derivation, Grade, Sentence, Step
from symconv.errors import ConventionError
from symconv.proving.changes import ONE_LEFT
from symconv.proving.decide import Proof
from symconv.proving.drafts import Line
from symconv.proving.phrases import RENAMED, together
from symconv.proving.script import REORDER, Row, Script, script
from symconv.proving.term_writing import state_node
from symconv.proving.tree import over_one_period
from symconv.proving.writing import poly_node
from symconv.proving.written import Written, alike, notation
from symconv.syntax.nodes import Chain, Node
from symconv.syntax.printing import to_text

if TYPE_CHECKING:
    import sympy

__all__ = ["DETAILS", "ReadableProof", "readable"]

DETAILS = ("brief", "normal", "full")

METHOD = "proof"
NOTHING = Sentence("both sides are the same by definition")
PINNED: Final = "between equal limits, {what}"
GUARDS: Final = ("add_guard", "drop_guard")
REPEATED: Final = ("sift", "count", "reflect", "reindex", "use", "orthogonality", *GUARDS)
"""Rules that are told once when they are used several times in a row."""
SAID_OF_LOOKALIKES: Final = ("reflect", "reindex", "wrap")


@dataclass(frozen=True, slots=True)
class ReadableProof:
    """A proof of one equality."""

    steps: tuple[Step, ...]
    """One for every line: rule, before, after, and why."""
    certificate: dict[str, Any]
    """What a checker replays; see docs/certificate-format.md."""
    first: Node
    modulus: Node | None = None
    """N over Z/N."""
    turned: bool = False
    """It is read from the right side to the left, because all the work is on the right."""
    lines: tuple[tuple[Line, ...], ...] = ()
    """What the trusted core did in each step."""

    def primitive(self, number: int) -> tuple[Step, ...]:
        """Return the steps of the trusted core behind one step, in its letters and the direction of the certificate."""
        return tuple(
            Step(line.rule, "", (), before=state_node(line.before), after=state_node(line.after), grade=Grade.PROVED)
            for line in self.lines[number]
        )

    def chain(self) -> Chain:
        """Return the whole proof as one chain of equalities."""
        return Chain(self.first, tuple(("=", step.after) for step in self.steps if step.after is not None))

    def derivation(self) -> Derivation:
        """Return the proof as one displayed calculation with a note on every line."""
        notes = tuple(step.explanation[0] for step in self.steps)
        shown = Step(METHOD, "Proof", (), (Calculation(self.chain(), notes),), grade=Grade.PROVED, substeps=self.steps)
        return Derivation(METHOD, "Proof", (shown,), self.chain())

    def to_sympy(self) -> tuple[sympy.Expr, ...]:
        """Return every line as a SymPy equation."""
        import sympy

        from symconv.syntax.sympy_statements import statement_to_sympy

        def written(node: Node) -> sympy.Expr:
            return statement_to_sympy(node if self.modulus is None else over_one_period(node, self.modulus))

        return tuple(
            sympy.Eq(written(step.before), written(step.after), evaluate=False)
            for step in self.steps
            if step.before is not None and step.after is not None
        )


def readable(proof: Proof, detail: str = "normal", sides: Written | None = None) -> ReadableProof:
    """Return a proof as lines for people.

    Parameters
    ----------
    proof : Proof
        What the search found.
    detail : {"brief", "normal", "full"}
        ``brief`` puts definitions that follow one another into one line, ``full`` shows every step of the
        trusted core with the name of its rule, those that only tidy up included.
    sides : Written, optional
        The two sides as they were written, where the first and the last line should look like them.

    Raises
    ------
    ConventionError
        If ``detail`` is unknown.

    Examples
    --------
    >>> from symconv.proving.answer import prove
    >>> proof = prove("corr(f, h) = conv(f, flip(h))").proof
    >>> [len(readable(proof, detail).steps) for detail in DETAILS]
    [3, 4, 6]
    """
    if detail not in DETAILS:
        raise ConventionError("detail", detail, DETAILS)
    read = script(proof, exact=detail == "full")
    if detail == "full":
        shown = [row for row in read.rows if row.rule != REORDER or to_text(row.before) != to_text(row.after)]
        rows = [replace(row, note=Sentence(f"{row.rule}: {row.note.template}", row.note.slots)) for row in shown]
    else:
        rows = _joined(_folded(read.rows), brief=detail == "brief")
        rows = rows if sides is None else _as_written(rows, read, sides)
    steps = tuple(map(_step, rows)) or (Step("reflexivity", "", (NOTHING,), before=read.first, after=read.first),)
    moduli = {axis for signal in proof.goal.context.signals for axis in signal.axes if axis.terms}
    modulus = poly_node(moduli.pop()) if len(moduli) == 1 else None
    first = rows[0].before if rows else read.first
    lines = tuple(tuple(reversed(row.lines)) if row.backwards else row.lines for row in rows) or ((),)
    return ReadableProof(steps, proof.certificate, first, modulus, read.turned, lines)


def _step(row: Row) -> Step:
    return Step(row.rule, "", (row.note,), before=row.before, after=row.after, grade=Grade.PROVED)


def _folded(rows: Sequence[Row]) -> list[Row]:
    """Leave out rows that change nothing that is seen; the next one takes their steps along."""
    kept: list[Row] = []
    waiting: list[Row] = []
    for row in rows:
        waiting.append(row)
        if to_text(row.before) != to_text(row.after):
            said = row
            if row.rule in ("tidy", REORDER):
                said = next((r for r in reversed(waiting) if r.rule in SAID_OF_LOOKALIKES and r.note != RENAMED), row)
            lines = tuple(line for r in waiting for line in r.lines)
            kept.append(replace(row, rule=said.rule, note=said.note, before=waiting[0].before, lines=lines))
            waiting = []
    if waiting and kept:
        kept[-1] = replace(kept[-1], lines=(*kept[-1].lines, *(line for r in waiting for line in r.lines)))
    return kept


def _joined(rows: Sequence[Row], *, brief: bool) -> list[Row]:
    """Put rows into one that do the same thing in several places."""
    kept: list[Row] = []
    notes: list[list[Sentence]] = []
    for row in rows:
        last = kept[-1] if kept else None
        if last is not None and (_same(last, row) or (brief and last.rule == row.rule == "unfold")):
            pinned = last.rule == "tidy" or notes[-1][0].template == PINNED
            said = Sentence(PINNED, row.note.slots) if pinned and row.rule == "sift" else row.note
            notes[-1] = [said] if last.rule == "tidy" else [*notes[-1], said]
            kept[-1] = replace(row, before=last.before, lines=(*last.lines, *row.lines))
        else:
            kept.append(row)
            notes.append([row.note])
    return [replace(row, note=together(said)) for row, said in zip(kept, notes, strict=True)]


def _same(last: Row, row: Row) -> bool:
    if row.backwards != last.backwards:
        return False
    if last.rule == row.rule == "unfold":
        outer, inner = (row.place, last.place) if row.backwards else (last.place, row.place)
        return last.note == row.note and outer is not None and inner is not None and inner[: len(outer)] != outer
    if last.rule == "tidy" and last.note == ONE_LEFT:
        return row.rule == "sift"
    return row.rule in REPEATED and (last.rule == row.rule or {last.rule, row.rule} <= set(GUARDS))


def _as_written(rows: list[Row], read: Script, sides: Written) -> list[Row]:
    """Let the first and the last line look like the statement."""
    first, last = (sides.right, sides.left) if read.turned else (sides.left, sides.right)

    def said(before: Node, after: Node) -> Row:
        return Row("notation", before, after, notation(before, after, sides.definitions))

    if not rows:
        return [] if alike(first, last) else [said(first, last)]
    if alike(first, rows[0].before):
        rows[0] = replace(rows[0], before=first)
    else:
        rows.insert(0, said(first, rows[0].before))
    if alike(last, rows[-1].after):
        rows[-1] = replace(rows[-1], after=last)
    else:
        rows.append(said(rows[-1].after, last))
    return rows
