"""A question: a statement with everything that was said around it, before it is understood.

May import: ``assumptions``, ``complaints``, ``reading``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from symconv.proving.assumptions import Assumption
from symconv.proving.complaints import Source
from symconv.proving.reading import WHOLE_LINE, Reading, read
from symconv.syntax.nodes import Chain, Node

__all__ = ["Question"]


@dataclass(frozen=True, slots=True)
class Question:
    """A statement, its hypotheses, the index set, and whether names are complex."""

    source: Source
    statement: Node
    assumptions: tuple[Assumption, ...] = ()
    modulus: Node | None = None
    complex: bool = False
    over: Source = WHOLE_LINE
    """The index set as it was written."""

    def read(self) -> Reading:
        """Find out what every name is; raises where that is not clear."""
        return read(self.source, self.statement, self.assumptions, self.modulus, complex=self.complex, over=self.over)

    def link(self, left: Node, right: Node, *more: Assumption) -> Question:
        """Return the question of one equality, perhaps under more hypotheses."""
        return replace(self, statement=Chain(left, (("=", right),)), assumptions=(*self.assumptions, *more))
