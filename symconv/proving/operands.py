"""Signals of a task as they stand in a statement: names with their hypotheses, literal samples, sequences.

May import: ``assumptions``, ``complaints``, ``language``, ``signals``, ``syntax``, SymPy.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import prod
from typing import Any, Final

import sympy

from symconv.errors import UnsupportedProblemError
from symconv.proving.assumptions import Assumption, Declared, Supported
from symconv.proving.complaints import Source
from symconv.proving.formulas_written import formula_node
from symconv.proving.language import OPERATORS, RESERVED
from symconv.signals import Signal
from symconv.signals.content import Formula, Unknown, fresh_symbols, names_in
from symconv.syntax import sympy_to_node, to_text
from symconv.syntax.nodes import Call, Index, Name, Node, Number, Product, Vector

__all__ = ["MOST_SAMPLES", "Operands"]

MOST_SAMPLES: Final = 24
"""Most samples of a known signal that a statement spells."""
TAKEN: Final = RESERVED | OPERATORS.keys() | {"sum", "let", "E", "oo"}


@dataclass(slots=True)
class Operands:
    """The operands of one statement, and what has to be assumed about them."""

    taken: set[str] = field(default_factory=set)
    """Names that mean something already."""
    assumptions: dict[str, Assumption] = field(default_factory=dict)
    """By their text, in the order in which they are shown."""
    circular: bool = False
    """Over Z/N signals have no support."""

    def add(self, *signals: Signal) -> None:
        """Note the names in signals.

        Raises
        ------
        UnsupportedProblemError
            If a name means something else in the language of statements.
        """
        for signal in signals:
            self.taken |= names_in(signal.content)
        reserved = sorted(self.taken & TAKEN)
        if reserved:
            raise UnsupportedProblemError(f"{reserved[0]} has a fixed meaning in statements")

    def fresh(self, *preferred: str) -> str:
        """Return a name that means nothing yet."""
        (symbol,) = fresh_symbols(preferred, 1, self.taken)
        self.taken.add(symbol.name)
        return str(symbol.name)

    def node(self, signal: Signal) -> Node:
        """Return a signal as it stands in a statement."""
        match signal.content:
            case Unknown(name, lengths):
                self._declare(name, signal)
                for axis, length in enumerate(lengths):
                    if length is not None and not self.circular:
                        self._support(name, length, axis if len(lengths) > 1 else None)
                return Name(name)
            case Formula(expression, indices) as content:
                for operand in content.operands:
                    self.node(operand)
                value = formula_node(expression)
                if content.is_cut:
                    value = Product((*_window(content), value), "*")
                return Call("seq", (*(Name(symbol.name) for symbol in indices), value))
            case _:
                return self._literal(signal)

    def variable(self, signal: Signal, others: tuple[Signal, ...], *preferred: str) -> str:
        """Return the name of a signal that is differentiated by: its own, if it has one and nothing else uses it."""
        content = signal.content
        used = set().union(*(names_in(other.content) for other in others))
        name = content.name if isinstance(content, Unknown) and content.name not in used else self.fresh(*preferred)
        self._declare(name, signal)
        return name

    def _declare(self, name: str, signal: Signal) -> None:
        if not signal.is_real:
            self._assume(Declared(Source(f"{name} complex", "hypothesis"), name, "complex"))
        if signal.ndim > 1:
            self._assume(Declared(Source(f"{name} in Z^{signal.ndim}", "hypothesis"), name, "signal", signal.ndim))

    def _support(self, name: str, length: Any, axis: int | None) -> None:
        last = formula_node(length - 1)
        where = "" if axis is None else f" on axis {axis + 1}"
        source = Source(f"{name} on 0..{to_text(last)}{where}", "hypothesis")
        self._assume(Supported(source, name, Number(Fraction(0)), last, axis=axis))

    def _literal(self, signal: Signal) -> Node:
        if prod(signal.shape) > MOST_SAMPLES:
            raise UnsupportedProblemError(f"a statement spells at most {MOST_SAMPLES} samples")
        for name in sorted(names_in(signal.content)):
            self._assume(Declared(Source(f"{name} scalar", "hypothesis"), name, "scalar"))
            if signal.complex_symbols:
                self._assume(Declared(Source(f"{name} complex", "hypothesis"), name, "complex"))
        first, last = signal.origin, signal.ends
        inside = all(low <= 0 <= high for low, high in zip(first, last, strict=True))
        origin = tuple(-low for low in first) if inside else (0,) * signal.ndim
        vector = Vector(tuple(map(_entry, signal.values)), origin if any(origin) else None)
        if inside:
            return vector
        steps = (sympy_to_node(sympy.Integer(low)) for low in first)
        return Call("shift", (vector, *steps))

    def _assume(self, assumption: Assumption) -> None:
        self.assumptions.setdefault(assumption.source.text, assumption)


def _window(content: Formula) -> list[Node]:
    """Return the steps that a formula is cut off by."""
    rows = zip(content.indices, content.support.lower, content.support.upper, strict=True)
    ends = [gap for index, low, high in rows for gap in (index - low, high - index) if not gap.is_infinite]
    return [Index(Name("step"), (formula_node(gap),)) for gap in ends]


def _entry(value: Any) -> Node:
    return Vector(tuple(map(_entry, value))) if isinstance(value, tuple) else sympy_to_node(value)
