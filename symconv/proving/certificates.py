"""Proofs as JSON-ready certificates.

May import: ``logic``, ``terms``. Nothing here is trusted: `symconv.logic.replay` checks what this writes.
"""

from __future__ import annotations

from typing import Any

from symconv.logic import VERSION, Steps, encode
from symconv.terms import Goal

__all__ = ["certificate_of"]


def certificate_of(goal: Goal, left: Steps, right: Steps) -> dict[str, Any]:
    """Return the certificate that claims: the steps of both sides end in the same sum."""
    return {
        "version": VERSION,
        "context": encode(goal.context),
        "lhs": encode(goal.lhs),
        "rhs": encode(goal.rhs),
        "steps": {"lhs": _steps(left), "rhs": _steps(right)},
    }


def _steps(steps: Steps) -> list[list[Any]]:
    return [[rule, *encode(arguments)] for rule, arguments in steps]
