"""The answer to a derivation: that to its chain of equalities, and what became of every step.

May import: ``proving``, ``document``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from symconv.proving.steps import CheckedStep, CheckedSteps
from symconv.results.answer import Answer
from symconv.syntax import to_text

if TYPE_CHECKING:
    from symconv.document.blocks import Document

__all__ = ["CheckedDerivation"]


@dataclass(frozen=True)
class CheckedDerivation(Answer):
    """What `check_steps` returns."""

    checked: CheckedSteps | None = None

    @classmethod
    def of(cls, checked: CheckedSteps, detail: str = "normal") -> CheckedDerivation:
        """Return the answer to a derivation."""
        return cls(checked.verdict, detail, checked=checked)

    @property
    def steps(self) -> tuple[CheckedStep, ...]:
        """The equalities of the derivation, each with its line, column, verdict and the remark on its reason."""
        return self.checked.steps if self.checked is not None else ()

    @cached_property
    def document(self) -> Document:
        """The document that people read."""
        from symconv.document.steps import steps_document

        if self.checked is None:
            return super().document
        return steps_document(self.checked, self.detail)

    def to_dict(self) -> dict[str, Any]:
        """Return the record that programs read: that of the chain, with a list of ``lines``."""
        lines = [
            {
                "line": step.line,
                "column": step.column,
                "text": to_text(step.link.right),
                "status": step.link.status.value,
                "reason": step.reason,
                "remark": step.remark,
            }
            for step in self.steps
        ]
        ends = self.checked.ends if self.checked is not None else None
        return {**super().to_dict(), "lines": lines, "ends": None if ends is None else ends.value}
