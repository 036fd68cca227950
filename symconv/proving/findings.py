"""What a walk through an expression has learnt, and the walk through indices and exponents.

May import: ``complaints``, ``dimensions``, ``language``, ``sorts``, ``tree``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from symconv.proving.complaints import Place, Source, complain
from symconv.proving.dimensions import Dimensions
from symconv.proving.language import RESERVED
from symconv.proving.sorts import Sort, sort_of
from symconv.proving.tree import free_names
from symconv.syntax.nodes import Add, Fence, Name, Negative, Node, Number, Power, Product, Quotient

__all__ = ["WORDS", "Findings", "Kind", "Use", "used_names"]

Kind = Literal["signal", "integer", "scalar"]
WORDS = {"signal": "a signal", "integer": "an integer", "scalar": "a scalar"}


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a name is used as something."""

    name: str
    kind: Kind
    place: Place


@dataclass(slots=True)
class Findings:
    """What a walk has learnt; ``known`` is what the walks before it have."""

    source: Source
    known: Mapping[str, Use]
    final: bool = False
    modulus: bool = False
    """The statement is over Z/N."""
    dimensions: Dimensions = field(default_factory=Dimensions)
    uses: list[Use] = field(default_factory=list)
    numbers: dict[str, Place] = field(default_factory=dict)
    """Names that stand for numbers of some kind, and where first."""
    positive: dict[str, Place] = field(default_factory=dict)
    """Names in strides, dilations, factors and periods."""
    divisors: dict[str, Place] = field(default_factory=dict)
    """Scalars that are divided by or raised to a power that may be negative."""
    differentiated: dict[str, Place] = field(default_factory=dict)
    bound: list[str] = field(default_factory=list)

    # ------------------------------------------------------------------------------------------ sorts

    def sort(self, node: Node) -> Sort:
        """Tell whether an expression is a signal or a number, as far as is known."""
        return sort_of(node, self._name_sort)

    def _name_sort(self, name: str) -> Sort:
        if name in self.bound:
            return "number"
        if name not in self.known:
            return "unknown"
        return "signal" if self.known[name].kind == "signal" else "number"

    def is_known(self, name: str, kind: Kind) -> bool:
        """Tell what the walks before have found out about a name."""
        return name in self.known and self.known[name].kind == kind

    def use(self, name: str, kind: Kind, node: Node) -> None:
        """Note that a name is used as something."""
        if name in self.bound:
            if kind == "signal":
                complain(f"{name} is the index of a sum or of seq and cannot be a signal as well", self.source.at(node))
            return
        if name in RESERVED:
            complain(f"{name} is reserved and cannot be {WORDS[kind]}; choose another name", self.source.at(node))
        self.uses.append(Use(name, kind, self.source.at(node)))

    @contextmanager
    def binding(self, names: tuple[str, ...], place: Place) -> Iterator[None]:
        """Bind indices for the walk through a body."""
        for i, name in enumerate(names):
            if name in RESERVED:
                complain(f"{name} is reserved and cannot be an index; choose another name", place)
            if self.final and name in self.known and self.known[name].kind != "integer":
                use = self.known[name]
                complain(f"{name} is {WORDS[use.kind]} in {use.place} and cannot be an index as well", place)
            if name in names[:i]:
                complain(f"the index {name} is bound twice", place)
        self.bound.extend(names)
        yield
        del self.bound[len(self.bound) - len(names) :]

    def refuse_signal(self, node: Node) -> None:
        """Complain that a whole signal stands where a number is needed."""
        text = self.source.at(node).text
        complain(
            f"`{text}` is a signal, and a number is needed here: give it an index, {text}[n]", self.source.at(node)
        )

    def exponent(self, node: Node) -> None:
        """Walk through an exponent of exp: names in it are integers unless they are known as scalars."""
        match node:
            case Name(name):
                if name in ("delta", "step"):
                    self.refuse_signal(node)
                if name not in RESERVED and not self.is_known(name, "scalar"):
                    self.use(name, "integer", node)
            case Fence(inner) | Negative(inner):
                self.exponent(inner)
            case Add(inner_nodes) | Product(inner_nodes):
                for inner in inner_nodes:
                    self.exponent(inner)
            case Quotient(numerator, denominator):
                self.exponent(numerator)
                self.exponent(denominator)
                for name in used_names(denominator):
                    self.divisors.setdefault(name, self.source.at(denominator))
            case Power(base, exponent):
                self.exponent(base)
                self.integer(exponent)
            case Number():
                return
            case _:
                complain("an exponent is made of indices, numbers, I, pi and omega", self.source.at(node))

    def integer(self, node: Node) -> None:
        """Walk through an index: a polynomial with integer coefficients in integers."""
        match node:
            case Number(value):
                if value.denominator != 1:
                    complain("an index is an integer", self.source.at(node))
            case Name(name):
                self.use(name, "integer", node)
            case Fence(inner) | Negative(inner):
                self.integer(inner)
            case Add(inner_nodes) | Product(inner_nodes):
                for inner in inner_nodes:
                    self.integer(inner)
            case Power(base, Number(value)) if value.denominator == 1:
                self.integer(base)
            case _:
                complain(
                    "an index is made of integers by +, − and *: nothing else can stand here", self.source.at(node)
                )


def used_names(node: Node) -> tuple[str, ...]:
    """Return the free names of an expression that are not reserved."""
    return tuple(sorted(free_names(node) - RESERVED))
