"""Turn an expression tree into functions that evaluate it by brute force, operator by operator.

The tree is read once; evaluating it on another situation is then quick. Nothing of the trusted core is used:
operators are those of ``samples``, sums are loops (``sums``), derivatives are differences (``derivatives``).
May import: ``syntax``, ``errors`` and this package. Must share nothing with ``symconv.logic``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod
from typing import Final

from symconv.errors import UnsupportedProblemError
from symconv.proving.oracle import samples as operators
from symconv.proving.oracle.angles import angle
from symconv.proving.oracle.arithmetic import divided, dtft, named, power, product_of, quotient, sum_of, ztransform
from symconv.proving.oracle.derivatives import derivative
from symconv.proving.oracle.numbers import (
    Value,
    conjugate,
    imaginary_part,
    real_part,
    root_of_unity,
)
from symconv.proving.oracle.samples import Point, Samples, Unmeasurable
from symconv.proving.oracle.situation import Measure, Situation, Trace
from symconv.proving.oracle.sums import domain, summation
from symconv.proving.tree import adds_signals, free_names
from symconv.syntax.nodes import (
    Add,
    Call,
    Fence,
    Index,
    Infix,
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

__all__ = ["Evaluator"]

SIGNAL_OPERATORS: Final = frozenset(
    {"conv", "corr", "flip", "shift", "up", "down", "seq", "outer", "dft", "idft"},
)
POINTWISE: Final[Mapping[str, Callable[[Value], Value]]] = {
    "conj": conjugate,
    "Re": real_part,
    "Im": imaginary_part,
    "abs2": lambda v: v * conjugate(v),
}
SIGNS: Final = {"∗": "conv", "*": "conv", "⊛": "conv", "⋆": "corr", "⊗": "outer"}


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Reads trees in which ``signals`` (name to dimension) are the signals; every other name is a number."""

    signals: Mapping[str, int]

    def is_signal(self, node: Node) -> bool:
        """Tell whether an expression is a whole signal rather than a number."""
        match node:
            case Name(name):
                return name in self.signals or name in ("delta", "step")
            case Call(function, arguments):
                return function in SIGNAL_OPERATORS or (function in POINTWISE and self.is_signal(arguments[0]))
            case Infix() | Vector():
                return True
            case Add(parts) | Product(parts):
                return any(map(self.is_signal, parts))
            case Negative(inner) | Fence(inner) | Quotient(inner):
                return self.is_signal(inner)
            case Summation(indices, _, _, body):
                return adds_signals(indices, body) and self.is_signal(body)
        return False

    def dimension(self, node: Node) -> int | None:
        """Return the number of axes of a signal, or ``None`` where only the context can tell."""
        match node:
            case Name(name):
                return self.signals.get(name)
            case Vector(entries):
                return 1 + (self.dimension(entries[0]) or 0) if isinstance(entries[0], Vector) else 1
            case Call("seq", arguments):
                return len(arguments) - 1
            case Call("shift", arguments):
                return len(arguments) - 1
            case Call("outer", arguments):
                return sum(self.dimension(a) or 1 for a in arguments)
            case Infix("⊗", left, right):
                return (self.dimension(left) or 1) + (self.dimension(right) or 1)
            case Infix(_, left, right):
                return self._first_dimension((left, right))
            case Call("conv" | "corr", arguments):
                return self._first_dimension(arguments)
            case Call(_, arguments):
                return self.dimension(arguments[0])
            case Add(parts) | Product(parts):
                return self._first_dimension(tuple(p for p in parts if self.is_signal(p)))
            case Negative(inner) | Fence(inner) | Quotient(inner) | Summation(body=inner):
                return self.dimension(inner)
        return None

    def _first_dimension(self, parts: tuple[Node, ...]) -> int | None:
        return next((d for d in map(self.dimension, parts) if d is not None), None)

    # ------------------------------------------------------------------------------------------ numbers

    def number(self, node: Node) -> Measure:
        """Read an expression that is a number."""
        match node:
            case Number(value):
                plain: Value = value.numerator if value.denominator == 1 else value
                return lambda s: plain
            case Name(name):
                return named(name)
            case Fence(inner):
                return self.number(inner)
            case Negative(inner):
                negated = self.number(inner)
                return lambda s: -negated(s)
            case Add(terms):
                return sum_of(tuple(map(self.number, terms)))
            case Product(factors):
                return product_of(tuple(map(self.number, factors)))
            case Quotient(numerator, denominator):
                return quotient(self.number(numerator), self.number(denominator))
            case Power(base, exponent):
                return power(self.number(base), self.integer(exponent))
            case Index(signal, indices):
                return self._sample(signal, indices)
            case Summation(indices, lower, upper, body):
                return summation(self, indices, lower, upper, body)
            case Call(function, arguments):
                return self._function(function, arguments)
        raise UnsupportedProblemError(f"a {type(node).__name__.lower()} cannot be evaluated as a number")

    def integer(self, node: Node) -> Callable[[Situation], int]:
        """Read an expression that must be an integer."""
        inner = self.number(node)

        def measured(s: Situation) -> int:
            value = inner(s)
            if isinstance(value, int):
                return value
            if isinstance(value, Fraction) and value.denominator == 1:
                return value.numerator
            raise Unmeasurable("an index is not an integer")

        return measured

    def _sample(self, signal: Node, indices: tuple[Node, ...]) -> Measure:
        trace = self.signal(signal, len(indices))
        if len(indices) == 1:
            only = self.integer(indices[0])

            def one(s: Situation) -> Value:
                s.spend()
                return trace(s).at((only(s),))

            return one
        places = tuple(map(self.integer, indices))

        def several(s: Situation) -> Value:
            s.spend()
            return trace(s).at(tuple(p(s) for p in places))

        return several

    def _function(self, function: str, arguments: tuple[Node, ...]) -> Measure:
        if function in POINTWISE:
            change, inner = POINTWISE[function], self.number(arguments[0])
            return lambda s: change(inner(s))
        if function == "exp":
            turns = angle(self, arguments[0])
            return lambda s: root_of_unity(turns(s))
        if function == "inner":
            d = self._first_dimension(arguments) or 1
            f, g = (self.signal(a, d) for a in arguments)
            return lambda s: operators.inner(f(s), g(s))
        if function == "diff":
            return derivative(self, *arguments)
        if function == "ztransform":
            base = self.number(arguments[1] if len(arguments) > 1 else Name("z"))
            f = self.signal(arguments[0], 1)
            return lambda s: ztransform(f(s), base(s))
        if function == "dtft":
            f = self.signal(arguments[0], 1)
            turns = angle(self, Product((Name("I"), arguments[1] if len(arguments) > 1 else Name("omega"))))
            return lambda s: dtft(f(s), turns(s))
        raise UnsupportedProblemError(f"{function} cannot be evaluated as a number")

    # ------------------------------------------------------------------------------------------ signals

    def signal(self, node: Node, dimension: int) -> Trace:
        """Read an expression that is a signal of that dimension; equal indices give remembered samples."""
        plain = self._signal(node, dimension)
        if isinstance(node, Name | Fence):
            return plain
        names = tuple(sorted(free_names(node)))

        def remembered(s: Situation) -> Samples:
            key = (id(plain), *map(s.integers.get, names))
            if key not in s.known:
                s.known[key] = plain(s)
            return s.known[key]

        return remembered

    def _signal(self, node: Node, dimension: int) -> Trace:
        match node:
            case Name("delta"):
                return lambda s: operators.delta(s.axes(dimension))
            case Name("step"):
                return lambda s: operators.step(s.axes(dimension))
            case Name(name):
                return lambda s: s.signals[name]
            case Fence(inner):
                return self.signal(inner, dimension)
            case Negative(inner):
                negated = self.signal(inner, dimension)
                return lambda s: negated(s).map(lambda v: -v)
            case Add(terms):
                parts = tuple(self.signal(t, dimension) for t in terms)
                return lambda s: operators.combined(p(s) for p in parts)
            case Product(factors):
                return self._scaled(factors, dimension)
            case Quotient(numerator, denominator):
                f, c = self.signal(numerator, dimension), self.number(denominator)
                return lambda s: divided(f(s), c(s))
            case Vector():
                return self._literal(node)
            case Infix(sign, left, right) if sign in SIGNS:
                return self._operator(SIGNS[sign], (left, right), {}, dimension)
            case Call("seq", arguments):
                return self._sequence(tuple(a.name for a in arguments[:-1] if isinstance(a, Name)), arguments[-1])
            case Call(function, arguments, options) if function in POINTWISE:
                change, inner_signal = POINTWISE[function], self.signal(arguments[0], dimension)
                return lambda s: inner_signal(s).map(change)
            case Call(function, arguments, options):
                return self._operator(function, arguments, dict(options), dimension)
            case Number(value) if value == 0:
                return lambda s: Samples(s.axes(dimension), {})
            case Summation(body=body):
                names = tuple(f"_{axis}" for axis in range(dimension))  # no name of a text begins so
                return self._sequence(names, replace(node, body=Index(body, tuple(map(Name, names)))))
        raise UnsupportedProblemError(f"a {type(node).__name__.lower()} cannot be evaluated as a signal")

    def _operator(self, name: str, arguments: tuple[Node, ...], options: dict[str, Node], dimension: int) -> Trace:
        if name == "outer":
            split = self.dimension(arguments[0]) or dimension - (self.dimension(arguments[1]) or 1)
            u, v = self.signal(arguments[0], split), self.signal(arguments[1], dimension - split)
            return lambda s: operators.outer(u(s), v(s))
        f = self.signal(arguments[0], dimension)
        if name in ("conv", "corr"):
            w = self.signal(arguments[1], dimension)
            steps, spread, padding = (
                self._per_axis(options.get(o), default, dimension)
                for o, default in (("stride", 1), ("dilation", 1), ("padding", 0))
            )
            direction = 1 if name == "corr" else -1
            return lambda s: operators.window(f(s), w(s), direction, name == "corr", (steps(s), spread(s), padding(s)))
        if name == "flip":
            return lambda s: operators.flip(f(s))
        if name in ("dft", "idft"):
            sign = -1 if name == "dft" else 1
            return lambda s: operators.fourier(f(s), sign)
        if name in ("shift", "up", "down"):
            values = self._amounts(arguments[1:], dimension)
            change = {"shift": operators.shift, "up": operators.up, "down": operators.down}[name]
            return lambda s: change(f(s), values(s))
        raise UnsupportedProblemError(f"{name} cannot be evaluated as a signal")

    def _amounts(self, arguments: tuple[Node, ...], dimension: int) -> Callable[[Situation], Point]:
        if len(arguments) == 1:
            return self._per_axis(arguments[0], 0, dimension)
        places = tuple(map(self.integer, arguments))
        return lambda s: tuple(p(s) for p in places)

    def _per_axis(self, node: Node | None, default: int, dimension: int) -> Callable[[Situation], Point]:
        if node is None:
            return lambda s: (default,) * dimension
        while isinstance(node, Fence):
            node = node.inner
        if isinstance(node, Vector):
            places = tuple(map(self.integer, node.entries))
            return lambda s: tuple(p(s) for p in places)
        one = self.integer(node)
        return lambda s: (one(s),) * dimension

    def _scaled(self, factors: tuple[Node, ...], dimension: int) -> Trace:
        place = next(i for i, f in enumerate(factors) if self.is_signal(f))
        f = self.signal(factors[place], dimension)
        scale = product_of(tuple(self.number(c) for i, c in enumerate(factors) if i != place))

        def scaled(s: Situation) -> Samples:
            c = scale(s)
            return f(s).map(lambda v: c * v)

        return scaled

    def _sequence(self, names: tuple[str, ...], body: Node) -> Trace:
        value = self.number(body)
        domains = [domain(self, body, name, frozenset(names)) for name in names]

        def trace(situation: Situation) -> Samples:
            inner = situation.frozen()
            reached = [d(inner) for d in domains] if not situation.modulus else [None]
            places = [sorted(found) for found in reached if found is not None]

            def sample(point: Point) -> Value:
                hidden = {v: inner.integers.get(v) for v in names}
                inner.integers.update(zip(names, point, strict=True))
                result = value(inner)
                inner.integers.update({v: old for v, old in hidden.items() if old is not None})
                return result

            if len(places) < len(reached) or prod(map(len, places)) > operators.MOST_SAMPLES:
                return operators.lazily(situation.axes(len(names)), sample)
            return Samples(situation.axes(len(names)), {point: sample(point) for point in product(*places)})

        return trace

    def _literal(self, vector: Vector) -> Trace:
        entries = tuple((point, self.number(node)) for point, node in _entries(vector))
        d = len(entries[0][0]) if entries else 1
        origin = vector.origin or (0,) * d

        def literal(s: Situation) -> Samples:
            axes, values = s.axes(d), dict[Point, Value]()
            for point, entry in entries:
                place = axes.reduce(tuple(i - o for i, o in zip(point, origin, strict=True)))
                values[place] = values.get(place, 0) + entry(s)
            return Samples(axes, values)

        return literal


def _entries(vector: Vector) -> list[tuple[Point, Node]]:
    found: list[tuple[Point, Node]] = []
    for i, entry in enumerate(vector.entries):
        if isinstance(entry, Vector):
            found.extend(((i, *point), node) for point, node in _entries(entry))
        else:
            found.append(((i,), entry))
    return found
