"""Names of a program, and what they stand for while it is followed.

May import: ``libraries``, this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symconv.auditing.programs.objects import Parameter
from symconv.auditing.values import Unread

__all__ = ["Missing", "Scope", "full_library_name", "usable"]


@dataclass(frozen=True, slots=True)
class Missing:
    """What a name stands for when its value is not known."""

    reason: str


class Scope:
    """Names of a function, and those around it."""

    __slots__ = ("outer", "values")

    def __init__(self, outer: Scope | None = None) -> None:
        self.values: dict[str, Any] = {}
        self.outer = outer

    def find(self, name: str) -> Any:
        """Return what a name stands for, or ``None`` if nobody said."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.values:
                return scope.values[name]
            scope = scope.outer
        return None

    def knows(self, name: str) -> bool:
        """Whether the program gave the name a meaning."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.values:
                return True
            scope = scope.outer
        return False


def usable(value: Any) -> Any:
    """Return a value that is known."""
    if isinstance(value, Missing):
        raise Unread(value.reason)
    return value.value() if isinstance(value, Parameter) else value


def full_library_name(name: str) -> str:
    """Return the name under which the tables have a function."""
    for part in (".math.", ".filters.", ".core."):
        name = name.replace(part, ".")
    head, dot, rest = name.partition(".")
    return ("numpy" if head in ("cupy", "autograd") else head) + dot + rest
