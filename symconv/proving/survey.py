"""One walk through an expression: which names are used as what, and whether every operator fits its arguments.

The walk is repeated until nothing new is learnt about the names (`reading`); only then are doubts errors.
May import: ``findings``, ``complaints``, ``language``, ``sorts``, ``tree``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from symconv.proving.complaints import Place, complain
from symconv.proving.findings import Findings, used_names
from symconv.proving.language import SIGNS, Operator
from symconv.proving.limits import bounds
from symconv.proving.sorts import checked_operator
from symconv.proving.tree import unfenced
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
    children,
)

__all__ = ["Survey"]


@dataclass(slots=True)
class Survey(Findings):
    """Walks through signals and numbers."""

    # ------------------------------------------------------------------------------------------ signals

    def signal(self, node: Node, dimension: int) -> None:
        """Walk through an expression that stands for a whole signal."""
        place = self.source.at(node)
        match node:
            case Name("delta" | "step"):
                return
            case Name(name):
                self.use(name, "signal", node)
                self.dimensions.equal(dimension, self.dimensions.named(name))
            case Fence(inner) | Negative(inner):
                self.signal(inner, dimension)
            case Add(terms):
                for term in terms:
                    self.signal(term, dimension)
            case Product(factors, sign):
                for f, argument in pairwise(factors):
                    if not sign and isinstance(argument, Fence) and self.sort(f) == "signal":
                        text = self.source.at(f).text
                        complain(f"samples are written with brackets: {text}[n]", self.source.at(argument))
                self._scaled(factors, dimension, place)
            case Quotient(numerator, denominator):
                self.signal(numerator, dimension)
                self.divisor(denominator)
            case Infix(sign, left, right):
                self._infix(sign, left, right, dimension, place)
            case Vector():
                self.dimensions.fix(dimension, self._literal(node), "the literal signal", place)
            case Call(function, arguments):
                self._signal_call(self.operator(node), function, arguments, node, dimension)
            case Number(value) if value == 0:
                return
            case Summation(indices, _, _, body) if self.sort(node) == "signal":
                self._limits(node)
                with self.binding(indices, place):
                    self.signal(body, dimension)
            case Power():
                complain("a power of a signal needs an index: f[n]**2 is pointwise, conv(f, f) a convolution", place)
            case _:
                self._number_for_signal(node)

    def _number_for_signal(self, node: Node) -> None:
        if not self.final:
            return
        place = self.source.at(node)
        self.number(node)
        names = used_names(node)
        free = [u.name for u in self.uses if u.kind == "integer" and u.name in names]
        about = f", with the unbound index {free[0]}" if free else ""
        index = free[0] if free else "n"
        complain(
            f"a signal is needed here, and `{place.text}` is a number{about}: "
            f"write seq({index}, …) for the signal {index} ↦ …, or give the signals an index: f[{index}]",
            place,
        )

    def _signal_call(
        self, operator: Operator, function: str, arguments: tuple[Node, ...], node: Call, dimension: int
    ) -> None:
        place = self.source.at(node)
        if operator.result == "same":
            self.signal(arguments[0], dimension)
        elif operator.result == "sequence":
            self.dimensions.fix(dimension, len(arguments) - 1, "seq", place)
            with self.binding(self.index_names(arguments[:-1]), place):
                self.number(arguments[-1])
        elif function == "outer":
            u, v = self.dimensions.new(), self.dimensions.new()
            self.dimensions.outer.append((u, v, dimension, place))
            self.signal(arguments[0], u)
            self.signal(arguments[1], v)
        elif operator.result in ("signal", "residues"):
            for argument in arguments[: operator.signals]:
                self.signal(argument, dimension)
            self._amounts(function, arguments[operator.signals :], node, dimension)
        else:
            self._number_for_signal(node)

    def _amounts(self, function: str, amounts: tuple[Node, ...], node: Call, dimension: int) -> None:
        """Walk through shifts, factors, strides, dilations and paddings."""
        per_axis = _spread(amounts)
        if amounts and (function == "shift" or len(per_axis) > 1):
            self.dimensions.fix(dimension, len(per_axis), f"the signal in {function}", self.source.at(node))
        for amount in per_axis:
            self.integer(amount)
            if function in ("up", "down"):
                self._positive(amount)
        for option, value in node.options:
            entries = _spread((value,))
            if len(entries) > 1:
                self.dimensions.fix(dimension, len(entries), f"the signal with {option}", self.source.at(value))
            for entry in entries:
                self.integer(entry)
                if option != "padding":
                    self._positive(entry)

    def _positive(self, node: Node) -> None:
        inner = unfenced(node)
        if isinstance(inner, Negative) or (isinstance(inner, Number) and inner.value < 1):
            complain("a stride, dilation or factor is a positive integer", self.source.at(node))
        for name in used_names(node):
            self.positive.setdefault(name, self.source.at(node))

    def _infix(self, sign: str, left: Node, right: Node, dimension: int, place: Place) -> None:
        if sign not in SIGNS:
            complain(f"{sign!r} is no operation between signals here", place, *sorted(SIGNS))
        if SIGNS[sign] == "outer":
            u, v = self.dimensions.new(), self.dimensions.new()
            self.dimensions.outer.append((u, v, dimension, place))
            self.signal(left, u)
            self.signal(right, v)
            return
        self.signal(left, dimension)
        self.signal(right, dimension)

    def _literal(self, vector: Vector) -> int:
        inner = {self._literal(e) if isinstance(e, Vector) else 0 for e in vector.entries}
        if len(inner) != 1:
            complain("the rows of a literal signal need one shape, and at least one entry", self.source.at(vector))
        for entry in vector.entries:
            if not isinstance(entry, Vector):
                self.number(entry)
        return 1 + inner.pop()

    def _scaled(self, factors: tuple[Node, ...], dimension: int, place: Place) -> None:
        """Exactly one factor of a product in signal position is a signal."""
        sorts = [self.sort(factor) for factor in factors]
        signals = [f for f, sort in zip(factors, sorts, strict=True) if sort == "signal"]
        doubtful = [f for f, sort in zip(factors, sorts, strict=True) if sort == "unknown"]
        if len(signals) > 1:
            self.bare_product(signals[0], signals[1], place)
        chosen = signals or (doubtful if len(doubtful) == 1 else [])
        if not chosen:
            if self.final and doubtful:
                names = " and ".join(self.source.at(f).text for f in doubtful)
                scalar = self.source.at(doubtful[0]).text
                complain(
                    f"which of {names} is the signal? nothing else in the statement tells; "
                    f'add the hypothesis given "{scalar} scalar"',
                    place,
                )
            if self.final:
                self._number_for_signal(Product(factors, "*", span=(place.first, place.stop)))
            return
        for factor in factors:
            if factor is chosen[0]:
                self.signal(factor, dimension)
            else:
                self.number(factor)

    def bare_product(self, first: Node, second: Node, place: Place) -> None:
        """Refuse f*g of two unindexed signals."""
        f, g = self.source.at(first).text, self.source.at(second).text
        complain(
            f"`{f} * {g}` of two signals can mean two things: write conv({f}, {g}) for the convolution "
            f"or {f}[n]*{g}[n] for the pointwise product",
            place,
        )

    # ------------------------------------------------------------------------------------------ numbers

    def number(self, node: Node) -> None:
        """Walk through an expression that stands for a number."""
        place = self.source.at(node)
        match node:
            case Number() | Name("I" | "pi" | "z" | "omega"):
                return
            case Name("oo"):
                complain("infinity can only be a limit of a sum", place)
            case Name(name):
                if name in ("delta", "step") or self.is_known(name, "signal"):
                    self.refuse_signal(node)
                elif name not in self.bound:
                    self.numbers.setdefault(name, place)
            case Fence(inner) | Negative(inner):
                self.number(inner)
            case Add(terms):
                for term in terms:
                    self.number(term)
            case Product(factors):
                signals = [f for f in factors if self.sort(f) == "signal"]
                if len(signals) > 1:
                    self.bare_product(signals[0], signals[1], place)
                for factor in factors:
                    self.number(factor)
            case Quotient(numerator, denominator):
                self.number(numerator)
                self.divisor(denominator)
            case Power(base, exponent):
                self._power(base, exponent)
            case Index(signal, indices):
                unknown = self.dimensions.new()
                self.dimensions.fix(unknown, len(indices), self.source.at(signal).text, place)
                self.signal(signal, unknown)
                for index in indices:
                    self.integer(index)
            case Summation(indices, _, _, body):
                self._limits(node)
                if self.sort(body) == "signal":
                    complain("a sum adds numbers: give the signal in it an index", self.source.at(body))
                with self.binding(indices, place):
                    self.number(body)
            case Call(function, arguments):
                self._number_call(self.operator(node), function, arguments, node)
            case Infix() | Vector():
                self.refuse_signal(node)
            case _:
                complain(f"`{place.text}` cannot stand in a statement", place)

    def _limits(self, node: Summation) -> None:
        lower, upper = bounds(node)
        for limit in (*lower, *upper):
            self.integer(limit.value)
        if bool(lower) != bool(upper) and self.modulus:
            complain("over Z/N a sum runs over all residues, or has two limits", self.source.at(node))

    def divisor(self, node: Node) -> None:
        """Walk through a denominator: the scalars in it are taken as nonzero."""
        inner = unfenced(node)
        if isinstance(inner, Number) and not inner.value:
            complain("a division by zero", self.source.at(node))
        if self.sort(inner) == "signal" or _has_samples(inner):
            complain(
                "a division by samples of a signal is outside the language; scalars can be divided by",
                self.source.at(node),
            )
        self.number(node)
        for factor in inner.factors if isinstance(inner, Product) else (inner,):
            for name in used_names(factor) if not isinstance(unfenced(factor), Add) else ():
                self.divisors.setdefault(name, self.source.at(node))

    def _power(self, base: Node, exponent: Node) -> None:
        if self.sort(base) == "signal":
            complain("a power of a signal needs an index: f[n]**2 is pointwise", self.source.at(base))
        self.integer(exponent)
        if isinstance(unfenced(exponent), Number):
            self.number(base)
        else:
            self.divisor(base)

    def _number_call(self, operator: Operator, function: str, arguments: tuple[Node, ...], node: Call) -> None:
        if operator.result == "same":
            self.number(arguments[0])
        elif function == "inner":
            unknown = self.dimensions.new()
            for argument in arguments:
                self.signal(argument, unknown)
        elif function == "exp":
            self.exponent(arguments[0])
        elif operator.result == "line":
            unknown = self.dimensions.new()
            self.dimensions.fix(unknown, 1, f"the signal in {function}", self.source.at(node))
            self.signal(arguments[0], unknown)
            walk = self.exponent if function == "dtft" else self.divisor
            for argument in arguments[1:]:
                walk(argument)
        elif function == "diff":
            self._derivative(arguments[0], arguments[1])
        else:
            self.refuse_signal(node)

    def _derivative(self, body: Node, variable: Node) -> None:
        entry = unfenced(variable)
        if isinstance(entry, Call) and entry.function == "conj" and len(entry.arguments) == 1:
            entry = unfenced(entry.arguments[0])
        if not isinstance(entry, Index) or not isinstance(unfenced(entry.signal), Name):
            complain(
                "a derivative is by one sample of a named signal, as in diff(e, x[k]) or diff(e, conj(x[k]))",
                self.source.at(variable),
            )
        name = unfenced(entry.signal)
        if isinstance(name, Name):
            self.differentiated.setdefault(name.name, self.source.at(variable))
        if self.sort(body) == "signal":
            complain("a derivative is of a number: give the signal in it an index", self.source.at(body))
        self.number(body)
        self.number(entry)

    # ------------------------------------------------------------------------------------------ operators

    def operator(self, node: Call) -> Operator:
        """Return the operator of a call after checking its name, its arguments and its options."""
        known = self.is_known(node.function, "signal")
        return checked_operator(node, self.source.at(node), modulus=self.modulus, is_signal=known)

    def index_names(self, nodes: tuple[Node, ...]) -> tuple[str, ...]:
        """Return the names that seq binds."""
        names = []
        for node in nodes:
            if not isinstance(node, Name):
                complain("seq(n, e) starts with the name of its index", self.source.at(node))
            names.append(node.name)
        return tuple(names)


def _spread(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return one node per axis: a tuple in parentheses was read as a vector."""
    if len(nodes) == 1:
        inner = unfenced(nodes[0])
        if isinstance(inner, Vector):
            return inner.entries
    return nodes


def _has_samples(node: Node) -> bool:
    return isinstance(node, Index | Summation) or any(map(_has_samples, children(node)))
