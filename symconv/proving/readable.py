"""Proofs as people read them: from the left side to the right side, one idea a line.

The search brings both sides to a common sum; read from left to right, the lines of the left side come
forwards, those of the right side backwards. Lines that look alike are folded into one.

May import: ``decide``, ``narration``, ``term_writing``, ``derivation``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from symconv.derivation import Calculation, Derivation, Grade, Sentence, Step
from symconv.errors import ConventionError
from symconv.proving.decide import Proof
from symconv.proving.narration import narrate
from symconv.proving.term_writing import state_node, term_node
from symconv.proving.tree import over_one_period
from symconv.proving.writing import poly_node
from symconv.syntax.nodes import Chain, Node
from symconv.syntax.printing import to_text
from symconv.terms import State

if TYPE_CHECKING:
    import sympy

__all__ = ["DETAILS", "ReadableProof", "readable"]

DETAILS = ("brief", "normal", "full")

METHOD = "proof"
REORDER = "reorder"
REORDERED = Sentence("the same terms in another order")
NOTHING = Sentence("both sides are the same by definition")


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


def readable(proof: Proof, detail: str = "normal") -> ReadableProof:
    """Return a proof as lines for people.

    Parameters
    ----------
    proof : Proof
        What the search found.
    detail : {"brief", "normal", "full"}
        ``brief`` puts definitions that follow one another into one line, ``full`` shows every step of the
        trusted core with the name of its rule, those that only tidy up included.

    Raises
    ------
    ConventionError
        If ``detail`` is unknown.

    Examples
    --------
    >>> from symconv.proving.answer import prove
    >>> proof = prove("corr(f, h) = conv(f, flip(h))").proof
    >>> [len(readable(proof, detail).steps) for detail in DETAILS]
    [4, 5, 6]
    """
    if detail not in DETAILS:
        raise ConventionError("detail", detail, DETAILS)
    first = term_node(proof.goal.lhs)
    steps: list[Step] = []
    before, shown = first, to_text(first)
    folded: list[tuple[str, Sentence]] = []
    for rule, state, note in _lines(proof):
        after = state_node(state)
        text = to_text(after)
        if text == shown and (detail != "full" or rule == REORDER):
            folded.append((rule, note))
            continue
        kept, said = (rule, _with_rule(rule, note)) if detail == "full" else _weightier(rule, note, folded)
        steps.append(Step(kept, "", (said,), before=before, after=after, grade=Grade.PROVED))
        before, shown, folded = after, text, []
    if not steps:
        steps.append(Step("reflexivity", "", (NOTHING,), before=first, after=first, grade=Grade.PROVED))
    shortened = _brief(steps) if detail == "brief" else steps
    moduli = {axis for signal in proof.goal.context.signals for axis in signal.axes if axis.terms}
    modulus = poly_node(moduli.pop()) if len(moduli) == 1 else None
    return ReadableProof(tuple(shortened), proof.certificate, first, modulus)


def _lines(proof: Proof) -> list[tuple[str, State, Sentence]]:
    """Return rule, new state and sentence of every line, from the left side to the right side."""
    context = proof.goal.context
    last = proof.right[-1].after if proof.right else proof.goal.rhs
    return [
        *((line.rule, line.after, narrate(line, context, backwards=False)) for line in proof.left),
        (REORDER, last, REORDERED),
        *((line.rule, line.before, narrate(line, context, backwards=True)) for line in reversed(proof.right)),
    ]


def _with_rule(rule: str, note: Sentence) -> Sentence:
    return Sentence(f"{rule}: {note.template}", note.slots)


def _brief(steps: list[Step]) -> list[Step]:
    """Put definitions that follow one another into one line."""
    kept: list[Step] = []
    for step in steps:
        if kept and step.rule == kept[-1].rule == "unfold":
            said = _definitions(kept[-1].explanation[0], step.explanation[0])
            kept[-1] = replace(kept[-1], after=step.after, explanation=(said,))
        else:
            kept.append(step)
    return kept


def _definitions(left: Sentence, right: Sentence) -> Sentence:
    """Join “definition of a” and “definition of b”, each word once."""
    words = list(dict.fromkeys(value for _, value in (*left.slots, *right.slots)))
    slots = tuple((f"what{place}", value) for place, value in enumerate(words))
    listed = " and ".join(f"{{{name}}}" for name, _ in slots)
    return Sentence(f"definition{'s' * (len(slots) > 1)} of {listed}", slots)


def _weightier(rule: str, note: Sentence, folded: list[tuple[str, Sentence]]) -> tuple[str, Sentence]:
    """Return what a line is called when lines before it changed nothing that is seen."""
    if rule in ("tidy", REORDER):
        for other, said in reversed(folded):
            if other in ("reflect", "reindex", "wrap"):
                return other, said
    return rule, note
