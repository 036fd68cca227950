"""What became of a statement: proved, refuted or open, with everything that belongs to the answer.

May import: the parts of this package whose results it holds, ``derivation``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass

from symconv.derivation import Status
from symconv.proving.counterexample import Counterexample
from symconv.proving.decide import Open, Proof
from symconv.proving.question import Question
from symconv.proving.reading import Reading
from symconv.proving.repairs import Repair
from symconv.syntax.nodes import Node

__all__ = ["Link", "Verdict"]


@dataclass(frozen=True, slots=True)
class Link:
    """One equality of the statement's chain."""

    left: Node
    right: Node
    status: Status
    proof: Proof | None = None
    open: Open | None = None
    """How far the proof got, where it got anywhere."""
    reason: str = ""
    """Why the link is open, in words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a question: the worst of its links counts."""

    question: Question
    reading: Reading
    status: Status
    assumptions: tuple[str, ...]
    """Everything that the statement is proved or refuted under, one line each."""
    links: tuple[Link, ...]
    counterexample: Counterexample | None = None
    repairs: tuple[Repair, ...] = ()
    remark: str = ""
    """A sentence about the answer, where there is something to say."""

    @property
    def statement(self) -> Node:
        """The statement as it was written."""
        return self.question.statement

    @property
    def proof(self) -> Proof | None:
        """The proof of a statement with one equality; of a chain, that of its first link."""
        return self.links[0].proof if self.status is Status.PROVED else None

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The proofs of all links of a proved statement."""
        return tuple(link.proof for link in self.links if link.proof is not None)
