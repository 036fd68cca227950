"""Hypotheses as data, one class for each thing that can be assumed.

May import: ``complaints``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from symconv.proving.complaints import Source
from symconv.syntax.nodes import Node

__all__ = ["Assumption", "Coprime", "Declared", "Defined", "Periodic", "Related", "Supported", "Symmetric", "Symmetry"]

Symmetry = Literal["even", "odd", "hermitian"]
Declaration = Literal["signal", "scalar", "integer", "real", "complex"]
Relation = Literal["=", "!=", "<", "<=", ">", ">="]
RELATIONS: Final[dict[str, Relation]] = {
    "=": "=",
    "!=": "!=",
    "≠": "!=",
    "<": "<",
    "<=": "<=",
    "≤": "<=",
    ">": ">",
    ">=": ">=",
    "≥": ">=",
}


@dataclass(frozen=True, slots=True)
class Symmetric:
    """``h even``: h[−n] = h[n]; ``odd``: −h[n]; ``hermitian``: conj(h[n])."""

    source: Source
    name: str
    symmetry: Symmetry
    indices: tuple[str, ...] = ()
    """The letters of ``h[-n] = h[n]``, which stand for every integer."""
    center: tuple[Node | None, ...] = ()
    """What an index and its mirror add up to on each axis, ``None`` on axes that stay; empty: 0 on all."""


@dataclass(frozen=True, slots=True)
class Supported:
    """``f on a..b``: 0 outside; a missing end is ``None``; ``causal`` is ``on 0..``."""

    source: Source
    name: str
    first: Node | None
    last: Node | None
    causal: bool = False
    axis: int | None = None
    """The only axis that is limited; ``None`` where every axis is, as a hypothesis in text says it."""

    def limits(self, axis: int) -> bool:
        """Tell whether an axis is limited."""
        return self.axis is None or self.axis == axis


@dataclass(frozen=True, slots=True)
class Periodic:
    """``f period T``: f[n + T] = f[n]."""

    source: Source
    name: str
    period: Node
    indices: tuple[str, ...] = ()
    """The letter of ``f[n + T] = f[n]``, which stands for every integer."""


@dataclass(frozen=True, slots=True)
class Declared:
    """``a scalar``, ``h complex``, ``f in Z^2`` (a signal with its dimension)."""

    source: Source
    name: str
    kind: Declaration
    dimension: int | None = None


@dataclass(frozen=True, slots=True)
class Defined:
    """``let y = conv(x, h)``, ``W = outer(u, v)``: a name for an expression."""

    source: Source
    name: str
    value: Node
    let: bool = False
    indices: tuple[str, ...] = ()
    """The letters of ``y[n] = …``, which stand for every integer."""


@dataclass(frozen=True, slots=True)
class Coprime:
    """``gcd(s, d) = 1``."""

    source: Source
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Related:
    """An equality or inequality between integers."""

    source: Source
    sign: Relation
    left: Node
    right: Node


Assumption = Symmetric | Supported | Periodic | Declared | Defined | Coprime | Related
