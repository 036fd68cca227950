"""What `ztransform` and `dtft` return: an expression, its derivation and its check, in every format.

May import: ``operations``, ``checks``, ``document``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from symconv.operations.transforms import Transform
from symconv.results.printable import Printable

if TYPE_CHECKING:
    from symconv.checks.report import CheckReport
    from symconv.document.blocks import Document

__all__ = ["TransformResult"]


@dataclass(frozen=True)
class TransformResult(Printable):
    """A transform, computed when it is asked for."""

    transform: Transform

    @cached_property
    def expression(self) -> Any:
        """The transform as a SymPy expression: a polynomial in z and 1/z or in exp(I ω), or a sum."""
        return self.transform.expression

    def to_sympy(self) -> Any:
        """Return `expression`."""
        return self.expression

    @property
    def conditions(self) -> tuple[str, ...]:
        """Where it is defined: a z-transform with negative powers needs z ≠ 0."""
        found = self.transform
        if found.kind == "dtft":
            return ()
        needed = not found.signal.is_known or any(n > 0 for n, _ in found.samples)
        return (f"{found.variable} != 0",) if needed else ()

    @cached_property
    def check(self) -> CheckReport:
        """What a second exact route, NumPy, or the prover says."""
        from symconv.checks.transform import check_transform

        return check_transform(self.transform)

    @cached_property
    def document(self) -> Document:
        """The document that people read."""
        from symconv.document.transform import transform_document

        return transform_document(self.transform, self.conditions, self.check)

    def __repr__(self) -> str:
        return f"TransformResult({self.expression})"

    def to_dict(self) -> dict[str, Any]:
        """Return the record that programs read."""
        from symconv.syntax import sympy_to_node, to_text

        found = self.transform
        known = found.signal.is_known
        return {
            "operation": found.kind,
            "variable": found.variable.name,
            "expression": to_text(sympy_to_node(self.expression)),
            "terms": [[n, to_text(sympy_to_node(value))] for n, value in found.samples] if known else [],
            "conditions": list(self.conditions),
            "check": {
                "passed": self.check.passed,
                "grade": self.check.grade.value,
                "numpy": {"max_abs_error": self.check.max_abs_error},
            },
        }
