"""The two sides of a refuted statement, worked out on the counterexample by the operations themselves.

This is a second route to the two values: the refutation found them by its own brute force. It covers signals of one
axis that are made by convolution, correlation, flip, shift, conjugate, sums and multiples.

May import: ``operations``, ``signals``, ``proving``, ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from symconv.errors import CheckError, SymconvError
from symconv.operations import convolve, correlate
from symconv.proving.counterexample import Counterexample, Example, value_node
from symconv.proving.python_lines import number_code, signal_name
from symconv.signals import Signal
from symconv.syntax import node_to_sympy, to_text
from symconv.syntax.nodes import Add, Call, Fence, Index, Name, Negative, Node, Number, Product

__all__ = ["Side", "Sides", "work_out"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side as a signal, and the NumPy expression of its samples around n = 0."""

    node: Node
    signal: Signal
    code: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a statement, and NumPy lines that print them."""

    left: Side
    right: Side
    lines: tuple[str, ...]

    @property
    def window(self) -> range:
        """The indices at which either side may differ from 0, and 0."""
        ends = [int(end) for side in (self.left, self.right) for end in (side.signal.first, side.signal.last)]
        return range(min(0, *ends), max(0, *ends) + 1)


def work_out(found: Counterexample) -> Sides | None:
    """Return both sides, or ``None`` where this route does not go.

    Raises
    ------
    CheckError
        If it gives other values than the refutation found.
    """
    known = {**dict(found.integers), **dict(found.at)}
    ends = [(found.left, tuple(v for _, v in found.at)), (found.right, tuple(v for _, v in found.at))]
    try:
        if not found.at:
            ends = [_sampled(side, known) for side in (found.left, found.right)]
        worker = _Worker(found, known)
        left, right = (worker.side(node) for node, _ in ends)
    except (SymconvError, KeyError, ValueError):
        return None
    for side, (_, place), value in zip((left, right), ends, found.nodes(), strict=True):
        if side.signal.at(*place) != node_to_sympy(value):
            raise CheckError(f"working out {to_text(side.node)} on the counterexample: {side.signal.at(*place)} here")
    places = ["" if found.at else f"[n == {place[0]}]" for _, place in ends]
    shown = (f"print({_atom(side) if p else side.code}{p})" for side, p in zip((left, right), places, strict=True))
    return Sides(left, right, (*worker.head(), *shown))


def _sampled(node: Node, known: Mapping[str, int]) -> tuple[Node, tuple[int, ...]]:
    """Return the signal of a sample, and its index."""
    match node:
        case Fence(inner):
            return _sampled(inner, known)
        case Index(signal, indices):
            return signal, tuple(_integer(i, known) for i in indices)
    raise KeyError("no sample")


def _integer(node: Node, known: Mapping[str, int]) -> int:
    match node:
        case Number(value=value) if value.denominator == 1:
            return value.numerator
        case Name(name):
            return known[name]
        case Fence(inner):
            return _integer(inner, known)
        case Negative(inner):
            return -_integer(inner, known)
        case Add(terms):
            return sum(_integer(term, known) for term in terms)
        case Product((a, b)):
            return _integer(a, known) * _integer(b, known)
    raise KeyError("no integer")


@dataclass
class _Worker:
    found: Counterexample
    known: Mapping[str, int]
    signals: dict[str, Signal] = field(default_factory=dict)
    reach: int = 1
    """Every signal on the way is 0 beyond it."""

    def __post_init__(self) -> None:
        for example in self.found.signals:
            if example.period or len(example.first) > 1 or signal_name(example.name) == "n":
                raise KeyError(example.name)
            values = [node_to_sympy(value_node(v)) for v in example.values]  # type: ignore[arg-type]
            self.signals[example.name] = Signal(values, example.first)

    def head(self) -> Iterator[str]:
        """Yield the lines that define the signals on one range of indices."""
        yield "import numpy as np"
        yield f"n = np.arange({-self.reach}, {self.reach + 1})"
        for example in self.found.signals:
            yield f"{signal_name(example.name)} = {_impulses(example)}"

    def side(self, node: Node) -> Side:
        """Work out a signal, from the inside outwards."""
        side = self._side(node)
        self.reach = max(self.reach, abs(int(side.signal.first)), abs(int(side.signal.last)))
        return side

    def _side(self, node: Node) -> Side:
        match node:
            case Fence(inner):
                return self.side(inner)
            case Name(name):
                return Side(node, self.signals[name], signal_name(name))
            case Call("conv", (x, h), ()):
                a, b = self.side(x), self.side(h)
                return Side(node, convolve(a.signal, b.signal), f'np.convolve({a.code}, {b.code}, "same")')
            case Call("corr", (x, h), ()):
                a, b = self.side(x), self.side(h)
                return Side(node, correlate(a.signal, b.signal), f'np.correlate({a.code}, {b.code}, "same")')
            case Call("flip", (x,)):
                a = self.side(x)
                return Side(node, a.signal.flip(), f"{_atom(a)}[::-1]")
            case Call("conj", (x,)):
                a = self.side(x)
                return Side(node, a.signal.conj(), f"np.conj({a.code})")
            case Call("shift", (x, steps)):
                a, k = self.side(x), _integer(steps, self.known)
                return Side(node, a.signal.shift(k), f"np.roll({a.code}, {k})")
            case Negative(x):
                a = self.side(x)
                return Side(node, -a.signal, f"-{_atom(a)}")
            case Add((x, *rest)):
                total = self.side(x)
                for term in rest:
                    b = self.side(term)
                    total = Side(node, total.signal + b.signal, f"{total.code} + {b.code}".replace("+ -", "- "))
                return total
        raise KeyError(type(node).__name__)


def _atom(side: Side) -> str:
    return f"({side.code})" if isinstance(side.node, Add | Negative) else side.code


def _impulses(example: Example) -> str:
    """Return a signal as a sum of impulses: 2*(n == 0) - 1*(n == 3)."""
    terms = [
        f"{_factor(number_code(value_node(v)))}*(n == {i})"  # type: ignore[arg-type]
        for i, v in enumerate(example.values, example.first[0])
        if v or len(example.values) == 1
    ]
    return " + ".join(terms).replace("+ -", "- ")


def _factor(code: str) -> str:
    return f"({code})" if "+" in code or " - " in code else code
