"""Proofs as people read them: from the left side to the right side, one idea a line.

The search brings both sides to a common sum; read from left to right, the lines of the left side come
forwards, those of the right side backwards. Lines that look alike are folded into one.

May import: ``decide``, ``narration``, ``term_writing``, ``derivation``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from symconv.derivation import Calculation, Derivation, Grade, Sentence, Step
from symconv.proving.decide import Proof
from symconv.proving.narration import narrate
from symconv.proving.term_writing import state_node, term_node
from symconv.syntax.nodes import Chain, Node
from symconv.syntax.printing import to_text

if TYPE_CHECKING:
    import sympy

__all__ = ["ReadableProof", "readable"]

METHOD = "proof"
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

        return tuple(
            sympy.Eq(statement_to_sympy(step.before), statement_to_sympy(step.after), evaluate=False)
            for step in self.steps
            if step.before is not None and step.after is not None
        )


def readable(proof: Proof) -> ReadableProof:
    """Return a proof as lines for people.

    Examples
    --------
    >>> from symconv.proving.answer import prove
    >>> proof = readable(prove("corr(f, h) = conv(f, flip(h))").proof)
    >>> [to_text(step.after) for step in proof.steps][-1]
    'conv(f, flip(h))[n]'
    """
    context = proof.goal.context
    lines = [(line.rule, line.after, narrate(line, context, backwards=False)) for line in proof.left]
    last = proof.right[-1].after if proof.right else proof.goal.rhs
    lines.append(("reorder", last, REORDERED))
    lines += [(line.rule, line.before, narrate(line, context, backwards=True)) for line in reversed(proof.right)]
    first = term_node(proof.goal.lhs)
    steps: list[Step] = []
    before, shown = first, to_text(first)
    folded: list[tuple[str, Sentence]] = []
    for rule, state, note in lines:
        after = state_node(state)
        text = to_text(after)
        if text == shown:
            folded.append((rule, note))
            continue
        kept = _weightier(rule, note, folded)
        steps.append(Step(kept[0], "", (kept[1],), before=before, after=after, grade=Grade.PROVED))
        before, shown, folded = after, text, []
    if not steps:
        steps.append(Step("reflexivity", "", (NOTHING,), before=first, after=first, grade=Grade.PROVED))
    return ReadableProof(tuple(steps), proof.certificate, first)


def _weightier(rule: str, note: Sentence, folded: list[tuple[str, Sentence]]) -> tuple[str, Sentence]:
    """Return what a line is called when lines before it changed nothing that is seen."""
    if rule in ("tidy", "reorder"):
        for other, said in reversed(folded):
            if other in ("reflect", "reindex", "wrap"):
                return other, said
    return rule, note
