"""What the library holds: named statements, true ones and tempting false ones, in groups.

May import: the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Group", "Identity"]


@dataclass(frozen=True, slots=True)
class Identity:
    """A statement with its hypotheses; the tests prove or refute every one."""

    name: str
    """Unique, lower case, with hyphens: ``convolution-commutes``."""
    statement: str
    given: tuple[str, ...] = ()
    over: str | None = None
    complex: bool = False
    source: str = ""
    """Where it is from; empty for what follows from the definitions as the group's background does."""
    holds: bool = True
    note: str = ""
    """For a tempting false one: why it tempts."""


@dataclass(frozen=True, slots=True)
class Group:
    """Identities that belong together."""

    name: str
    title: str
    identities: tuple[Identity, ...]
    background: str = ""
    """What to read about identities that have no source of their own: exercises on the same definitions."""

    def source_of(self, identity: Identity) -> str:
        """Return where an identity of the group is from, or what to compare it with."""
        return identity.source or f"exercise; compare {self.background}"
