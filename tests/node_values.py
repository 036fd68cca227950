"""The plain meaning of expression trees, to test that what is printed is true.

Knows nothing of the package but its nodes and signals: samples are looked up, sums are added up
term by term, over a box where they have no limits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import Any

import sympy

from symconv.derivation import Calculation, Derivation, Slide, Step
from symconv.signals import Signal
from symconv.syntax.nodes import (
    Add,
    Call,
    Chain,
    Dots,
    Fence,
    Index,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Summation,
    Vector,
)

__all__ = ["Reader", "UnreadableError", "calculations"]

OMEGA = sympy.Symbol("omega")


class UnreadableError(Exception):
    """The tree holds a name that nobody has given a meaning."""


@dataclass
class Reader:
    """Reads trees, given the signals that names stand for.

    ``box`` is how far sums without limits run; ``period`` makes omega a root of unity of that order.
    """

    signals: dict[str, Signal]
    symbols: frozenset[str] = frozenset()
    variables: dict[str, int] = field(default_factory=dict)
    box: int = 8
    period: int = 1
    hidden: Any = None

    def value(self, node: Node) -> Any:
        """Return the exact value of a tree."""
        match node:
            case Number(value=value):
                return sympy.Rational(value.numerator, value.denominator)
            case Name(name=name):
                return self._name(name)
            case Add(terms=terms):
                return sympy.expand(sum((self.value(term) for term in terms), sympy.S.Zero))
            case Negative(operand=operand):
                return -self.value(operand)
            case Product(factors=factors):
                return sympy.expand(sympy.prod([self.value(factor) for factor in factors]))
            case Quotient(numerator=top, denominator=bottom):
                return sympy.cancel(self.value(top) / self.value(bottom))
            case Power(base=base, exponent=exponent):
                return self.value(base) ** self.value(exponent)
            case Fence(inner=inner):
                return self.value(inner)
            case Dots() if self.hidden is not None:
                return self.hidden
            case Index(signal=Name(name=name), indices=indices):
                return self._sample(name, [self.value(index) for index in indices])
            case Call(function=function, arguments=arguments):
                return self._call(function, [self.value(argument) for argument in arguments])
            case Summation():
                return self._sum(node)
            case Vector(entries=entries):
                return tuple(self.value(entry) for entry in entries)
        raise UnreadableError(node)

    def _name(self, name: str) -> Any:
        if name in self.variables:
            return sympy.Integer(self.variables[name])
        known = {"I": sympy.I, "pi": sympy.pi, "omega": OMEGA}
        if name in known:
            return known[name]
        if name in self.signals:
            return self.signals[name].values
        if name in self.symbols:
            return sympy.Symbol(name)
        raise UnreadableError(name)

    def _sample(self, name: str, place: list[Any]) -> Any:
        if not all(index.is_Rational for index in place):
            raise UnreadableError(place)
        if name == "delta":
            return sympy.Integer(all(index == 0 for index in place))
        if name not in self.signals:
            raise UnreadableError(name)
        if not all(index.is_Integer for index in place):
            return sympy.S.Zero
        return self.signals[name][tuple(map(int, place))]

    def _call(self, function: str, values: list[Any]) -> Any:
        match function, values:
            case "conj", [value]:
                return _conjugate(value)
            case "floor", [value]:
                return sympy.floor(value)
            case "mod", [value, period]:
                return value % period
            case "max", _:
                return max(values)
            case "min", _:
                return min(values)
            case "flip", [value]:
                return _reversed(value)
        raise UnreadableError(function)

    def _sum(self, node: Summation) -> Any:
        if node.lower is None or node.upper is None:
            ranges = [range(-self.box, self.box + 1)] * len(node.indices)
        else:
            ranges = [range(int(self.value(node.lower)), int(self.value(node.upper)) + 1)]
        outer = dict(self.variables)
        total = sympy.S.Zero
        for place in product(*ranges):
            self.variables = outer | dict(zip(node.indices, place, strict=True))
            total += self.value(node.body)
        self.variables = outer
        return sympy.expand(total)

    def same(self, left: Any, right: Any) -> bool:
        """Tell whether two values are equal, powers of omega reduced."""
        if isinstance(left, tuple) or isinstance(right, tuple):
            return (
                isinstance(left, tuple)
                and isinstance(right, tuple)
                and len(left) == len(right)
                and all(self.same(a, b) for a, b in zip(left, right, strict=True))
            )
        difference = sympy.expand(left - right)
        if difference.has(OMEGA):
            difference = sympy.expand(difference * OMEGA ** (4 * self.period**2))
            difference = sympy.rem(difference, sympy.cyclotomic_poly(self.period, OMEGA), OMEGA)
        return bool(sympy.simplify(difference) == 0)

    def check(self, calculation: Calculation) -> int:
        """Assert that all sides of a chain that can be read are equal; return how many there were.

        A left side ``y[n]`` with free indices is tested at every sample of ``y``.
        """
        slots = [dict(note.slots) for note in calculation.notes if note is not None]
        self.hidden = next((self.value(slot["value"]) for slot in slots if "value" in slot), None)
        chain = calculation.chain
        sides = [chain.first, *(side for sign, side in chain.links if sign == "=")]
        free = _free_names(chain.first, self)
        if not free:
            return self._compare(sides)
        signal = self.signals.get(chain.first.signal.name)  # type: ignore[attr-defined]
        if signal is None or len(free) != signal.ndim:
            return 0
        count = 0
        for place, _ in signal.items():
            self.variables = dict(zip(free, place, strict=True))
            count += self._compare(sides)
        self.variables = {}
        return count

    def _compare(self, sides: list[Node]) -> int:
        values = []
        for side in sides:
            try:
                values.append((side, self.value(side)))
            except UnreadableError:
                continue
        for side, value in values[1:]:
            assert self.same(values[0][1], value), f"{values[0][0]} is {values[0][1]}, but {side} is {value}"
        return len(values)


def calculations(derivation: Derivation) -> list[Calculation]:
    """Return every chain that a derivation shows, those in its sentences too, in order."""
    found: list[Calculation] = []

    def visit(step: Step) -> None:
        for sentence in step.explanation:
            found.extend(Calculation(slot) for _, slot in sentence.slots if isinstance(slot, Chain))
        for display in step.displays:
            if isinstance(display, Calculation):
                found.append(display)
            elif isinstance(display, Slide):
                found.extend(Calculation(frame.calculation) for frame in display.frames)
        for substep in step.substeps:
            visit(substep)

    for step in derivation.steps:
        visit(step)
    return found


def _free_names(node: Node, reader: Reader) -> list[str]:
    if not isinstance(node, Index) or not isinstance(node.signal, Name):
        return []
    names = [index.name for index in node.indices if isinstance(index, Name)]
    return names if len(names) == len(node.indices) else []


def _reversed(value: Any) -> Any:
    return tuple(_reversed(part) for part in reversed(value)) if isinstance(value, tuple) else value


def _conjugate(value: Any) -> Any:
    """Return the conjugate, symbols being real."""
    if isinstance(value, tuple):
        return tuple(map(_conjugate, value))
    plain = {s: sympy.Symbol(s.name, real=True) for s in value.free_symbols}
    return sympy.conjugate(value.xreplace(plain)).xreplace({v: k for k, v in plain.items()})
