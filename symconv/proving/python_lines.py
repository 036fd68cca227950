"""A counterexample as lines of Python: the signals, the operators by their definitions, both sides printed.

The reader can paste them, change a number, and see which side moves. They say what the statement says, in its words.

May import: ``counterexample``, ``language``, ``reading``, ``tree``, ``syntax``. Nothing here runs the lines.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from symconv.proving.counterexample import Counterexample, Example, Nested, value_node
from symconv.proving.language import SIGNS
from symconv.proving.limits import bounds
from symconv.proving.oracle.numbers import Value
from symconv.proving.oracle.samples import Point
from symconv.proving.reading import Reading
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

__all__ = ["number_code", "python_lines", "signal_name"]

MOST: Final = 40
"""Sums without limits run at most this far."""

LINE: Final = {
    "conv": "lambda x, w, stride=1, dilation=1, padding=0: (\n"
    "    lambda n: sum(x(stride*n - dilation*m - padding)*w(m) for m in M))",
    "corr": "lambda x, w, stride=1, dilation=1, padding=0: (\n"
    "    lambda n: sum(x(stride*n + dilation*m - padding)*np.conj(w(m)) for m in M))",
    "flip": "lambda x: lambda n: x(-n)",
    "shift": "lambda x, k: lambda n: x(n - k)",
    "up": "lambda x, s: lambda n: x(n // s) if n % s == 0 else 0",
    "down": "lambda x, s: lambda n: x(s*n)",
    "inner": "lambda x, y: sum(x(m)*np.conj(y(m)) for m in M)",
    "conj": "lambda x: lambda n: np.conj(x(n))",
    "dft": "lambda x: lambda k: sum(x(m)*np.exp(-2j*np.pi*k*m/N) for m in M)",
    "idft": "lambda x: lambda n: sum(x(m)*np.exp(2j*np.pi*n*m/N) for m in M)/N",
    "ztransform": "lambda x, z: sum(x(m)*z**float(-m) for m in M)",
    "dtft": "lambda x, omega: sum(x(m)*np.exp(-1j*omega*m) for m in M)",
    "outer": "lambda u, v: lambda n, m: u(n)*v(m)",
    "delta": "lambda n: 1*(n == 0)",
    "step": "lambda n: 1*(n >= 0)",
}
"""What each operator does to signals of one axis, which are functions of n."""
SEVERAL: Final = {
    "conv": "lambda x, w: lambda *n: sum(x(*np.subtract(n, m))*w(*m) for m in product(M, repeat=len(n)))",
    "corr": "lambda x, w: lambda *n: sum(x(*np.add(n, m))*np.conj(w(*m)) for m in product(M, repeat=len(n)))",
    "flip": "lambda x: lambda *n: x(*np.negative(n))",
    "shift": "lambda x, *k: lambda *n: x(*np.subtract(n, k))",
    "conj": "lambda x: lambda *n: np.conj(x(*n))",
    "outer": "lambda u, v: lambda n, m: u(n)*v(m)",
    "up": "lambda x, *s: lambda *n: 0 if np.any(np.mod(n, s)) else x(*np.floor_divide(n, s))",
    "down": "lambda x, *s: lambda *n: x(*np.multiply(n, s))",
    "delta": "lambda *n: 1*(not any(n))",
    "step": "lambda *n: 1*(min(n) >= 0)",
}
"""The same for signals of several axes."""


DERIVATIVES: Final = {
    "moved": "def moved(value, x, k, step):  # the value with x[k] changed for a moment\n"
    "    x[k] = x.get(k, 0) + step\n    result = value()\n    x[k] -= step\n    return result",
    "diff": "diff = lambda value, x, k: (moved(value, x, k, 1) - moved(value, x, k, -1))/2  # exact up to degree 2",
    "diff_complex": "diff_complex = lambda value, x, k: sum(moved(value, x, k, t)/t for t in (1, -1, 1j, -1j))/4",
    "diff_conj": "diff_conj = lambda value, x, k: sum(moved(value, x, k, t)*t for t in (1, -1, 1j, -1j))/4",
}
"""Derivatives by one sample; for complex signals those of Wirtinger."""


def python_lines(found: Counterexample, reading: Reading) -> tuple[str, ...]:
    """Return lines that print the left value and the right value; none where something has no counterpart there."""
    writer = _Writer(found, reading)
    try:
        shown = [writer.side(side) for side in (found.left, found.right)]
    except KeyError:
        return ()
    lines = [*writer.head(), *(f"print({side})" for side in shown)]
    rest = "\n".join(line for line in lines if not line.startswith(("import", "M = ")))
    unused = [start for start, name in (("import", "np"), ("M = ", "M")) if not re.search(rf"\b{name}\b", rest)]
    return tuple(line for line in lines if not line.startswith(tuple(unused)))


def number_code(node: Node) -> str:
    """Return an exact number as Python code.

    Examples
    --------
    >>> from fractions import Fraction
    >>> number_code(Negative(Quotient(Number(Fraction(1)), Number(Fraction(2)))))
    '-1/2'
    """
    match node:
        case Number(value=value):
            return str(value)
        case Name("I"):
            return "1j"
        case Name("pi"):
            return "np.pi"
        case Negative(inner):
            return f"-{number_code(inner)}"
        case Add(terms):
            return " + ".join(map(number_code, terms)).replace("+ -", "- ")
        case Product(factors):
            return "*".join(map(number_code, factors))
        case Quotient(top, bottom):
            return f"{number_code(top)}/{number_code(bottom)}"
        case Call("exp", (angle,)):
            return f"np.exp({number_code(angle)})"
    raise KeyError(type(node).__name__)


@dataclass
class _Writer:
    found: Counterexample
    reading: Reading
    used: dict[str, None] = field(default_factory=dict)
    """Operators that occur, in their order."""
    moved: set[str] = field(default_factory=set)
    """Signals by whose samples a derivative is taken."""

    def __post_init__(self) -> None:
        self.dimension = max([1, len(self.found.at), *(len(e.first) for e in self.found.signals)])
        self.table = LINE if self.dimension == 1 else SEVERAL

    # ------------------------------------------------------------------------------------------------------ preamble

    def head(self) -> Iterator[str]:
        """Yield everything that stands before the two sides."""
        yield "import numpy as np"
        if self.dimension > 1 and {"conv", "corr"} & self.used.keys():
            yield "from itertools import product"
        for name, value in (*self.found.integers, *self.found.scalars):
            yield f"{signal_name(name)} = {number_code(value_node(value))}"
        if self.found.omega is not None:
            yield f"omega = {number_code(self.found.omega)}"
        circle = self.reading.modulus is not None
        if self.reading.modulus not in (None, Name("N")):
            yield f"N = {self.number(self.reading.modulus)}"
        reach = self.reach()
        yield "M = range(N)" if circle else f"M = range(-{reach}, {reach + 1})"
        for name in self.used:
            yield DERIVATIVES[name] if name in DERIVATIVES else f"{name} = {self._definition(name, circle=circle)}"
        for example in self.found.signals:
            yield from self._signal(example, circle=circle)

    def _definition(self, name: str, *, circle: bool) -> str:
        return "lambda n: 1*(n % N == 0)" if circle and name == "delta" else self.table[name]

    def _signal(self, example: Example, *, circle: bool) -> Iterator[str]:
        values = dict(_samples(example.values, example.first))
        items = ", ".join(f"{p[0] if len(p) == 1 else p}: {number_code(value_node(v))}" for p, v in values.items())
        name, table = signal_name(example.name), f"{{{items}}}"
        if example.name in self.moved:
            yield f"{name}_samples = {table}"
            table = f"{name}_samples"
        letters = ("n", "m", "k", "j")[: len(example.first)]
        modulus = "N" if circle else str(example.period) if example.period else ""
        place = ", ".join(f"{v} % {modulus}" if modulus else v for v in letters)
        place = f"({place})" if len(letters) > 1 else place
        yield f"{name} = lambda {', '.join(letters)}: {table}.get({place}, 0)"

    def reach(self) -> int:
        """Return how far sums over all integers run."""
        ends = [abs(i) for e in self.found.signals for i in e.first]
        ends += [len(e.values) + max(map(abs, e.first)) for e in self.found.signals]
        ends += [abs(v) for _, v in (*self.found.integers, *self.found.at)]
        return min(2 + 2 * sum(ends), MOST if self.dimension == 1 else 6)

    # --------------------------------------------------------------------------------------------------------- sides

    def side(self, node: Node) -> str:
        """Return one side as an expression that is a number."""
        if not self.found.at:
            return self.number(node)
        place = ", ".join(str(value) for _, value in self.found.at)
        return f"{self.signal(node)}({place})"

    def number(self, node: Node) -> str:
        """Return a number of the statement as Python code."""
        match node:
            case Fence(inner):
                return self.number(inner)
            case Name("I" | "pi") | Number():
                return number_code(node)
            case Name(name):
                return signal_name(name)
            case Negative(inner):
                return f"-{self._grouped(inner)}"
            case Add(terms):
                return " + ".join(map(self.number, terms)).replace("+ -", "- ")
            case Product(factors):
                return "*".join(map(self._grouped, factors))
            case Quotient(top, bottom):
                return f"{self._grouped(top)}/{self._grouped(bottom)}"
            case Power(base, exponent):
                return f"{self._grouped(base)}**({self.number(exponent)})"
            case Index(signal, indices):
                return f"{self.signal(signal)}({', '.join(map(self.number, indices))})"
            case Summation():
                return self._sum(node)
            case Call("exp" | "conj" | "Re" | "Im" as function, (inner,)):
                word = {"exp": "exp", "conj": "conj", "Re": "real", "Im": "imag"}[function]
                return f"np.{word}({self.number(inner)})"
            case Call("abs2", (inner,)):
                return f"abs({self.number(inner)})**2"
            case Call("inner", arguments):
                return self._call("inner", *map(self.signal, arguments))
            case Call("diff", (body, entry)):
                return self._derivative(body, entry)
            case Call("dtft" | "ztransform" as function, (signal, *rest)):
                point = self.number(rest[0]) if rest else {"dtft": "omega", "ztransform": "z"}[function]
                return self._call(function, self.signal(signal), point)
        raise KeyError(type(node).__name__)

    def _derivative(self, body: Node, entry: Node) -> str:
        conjugate = isinstance(entry, Call)
        sample = entry.arguments[0] if isinstance(entry, Call) else entry
        if not isinstance(sample, Index) or not isinstance(sample.signal, Name):
            raise KeyError("diff")
        name = sample.signal.name
        self.moved.add(name)
        real = next(s.real for s in self.reading.signals if s.name == name)
        place = [self.number(i) + (" % N" if self.reading.modulus is not None else "") for i in sample.indices]
        function = "diff" if real else "diff_conj" if conjugate else "diff_complex"
        self.used |= dict.fromkeys(["moved", function])
        point = place[0] if len(place) == 1 else f"({', '.join(place)})"
        return f"{function}(lambda: {self.number(body)}, {signal_name(name)}_samples, {point})"

    def signal(self, node: Node) -> str:
        """Return a signal of the statement: a function of its index."""
        match node:
            case Fence(inner):
                return self.signal(inner)
            case Name("delta" | "step" as name):
                return self._known(name)
            case Name(name):
                return signal_name(name)
            case Infix(sign, left, right):
                return self.signal(Call(SIGNS[sign], (left, right)))
            case Call("conv" | "corr" as function, (x, w), options):
                if options and self.dimension > 1:
                    raise KeyError("options")
                return self._call(
                    function, self.signal(x), self.signal(w), *(f"{o}={self.number(v)}" for o, v in options)
                )
            case Call("flip" | "conj" | "dft" | "idft" as function, (x,)):
                return self._call(function, self.signal(x))
            case Call("shift" | "up" | "down" as function, (x, *numbers)):
                return self._call(function, self.signal(x), *map(self.number, numbers))
            case Call("outer", (u, v)):
                return self._call("outer", self.signal(u), self.signal(v))
            case Call("seq", (*names, body)):
                bound = ", ".join(signal_name(v.name) for v in names if isinstance(v, Name))
                return f"(lambda {bound}: {self.number(body)})"
            case Vector(entries, origin) if not any(isinstance(e, Vector) for e in entries):
                start = -(origin or (0,))[0]
                items = ", ".join(f"{start + i}: {self.number(e)}" for i, e in enumerate(entries))
                return f"(lambda n: {{{items}}}.get(n, 0))"
            case Number(value=value) if not value:
                return "(lambda *n: 0)"
            case Negative() | Add() | Product() | Quotient():
                return f"(lambda *n: {self._samples(node)})"
        raise KeyError(type(node).__name__)

    def _samples(self, node: Node) -> str:
        """Return a sum or a multiple of signals at the index ``n``."""
        match node:
            case Negative(inner):
                return f"-{self._samples(inner)}"
            case Add(terms):
                return f"({' + '.join(map(self._samples, terms)).replace('+ -', '- ')})"
            case Product(factors):
                return "*".join(map(self._samples, factors))
            case Quotient(top, bottom):
                return f"{self._samples(top)}/{self._grouped(bottom)}"
            case Fence(inner):
                return self._samples(inner)
        signals = {s.name for s in self.reading.signals} | {"delta", "step"}
        if isinstance(node, Number | Power) or (isinstance(node, Name) and node.name not in signals):
            return self._grouped(node)
        if isinstance(node, Call) and node.function in ("inner", "exp", "dtft", "ztransform"):
            return self.number(node)
        return f"{self.signal(node)}(*n)"

    def _sum(self, node: Summation) -> str:
        body = self.number(node.body)
        if node.lower is None and node.upper is None:
            return f"sum({body} {' '.join(f'for {signal_name(v)} in M' for v in node.indices)})"
        low, high = bounds(node)
        lower = [self.number(b.value) if b.factor == 1 else f"-(-({self.number(b.value)})//{b.factor})" for b in low]
        upper = [self.number(b.value) if b.factor == 1 else f"({self.number(b.value)})//{b.factor}" for b in high]
        first = ("max(" + ", ".join(lower) + ")" if len(lower) > 1 else lower[0]) if lower else "M[0]"
        last = ("min(" + ", ".join(upper) + ")" if len(upper) > 1 else upper[0]) if upper else "M[-1]"
        stop = last.removesuffix(" - 1") if last.endswith(" - 1") else f"{last} + 1"
        return f"sum({body} {' '.join(f'for {signal_name(v)} in range({first}, {stop})' for v in node.indices)})"

    def _call(self, function: str, *arguments: str) -> str:
        return f"{self._known(function)}({', '.join(arguments)})"

    def _known(self, name: str) -> str:
        if name not in self.table:
            raise KeyError(name)
        self.used[name] = None
        return name

    def _grouped(self, node: Node) -> str:
        written = self.number(node)
        return (
            f"({written})"
            if isinstance(node, Add | Negative | Quotient | Fence | Number) and not written.isdecimal()
            else written
        )


def signal_name(name: str) -> str:
    """Return a name of the statement as one of Python that means nothing else in the lines."""
    taken = ("np", "M", "product", "sum", "max", "min", "range", "print", "moved", *LINE, *DERIVATIVES)
    return f"{name}_" if keyword.iskeyword(name) or name in taken else name


def _samples(values: tuple[Nested, ...], first: Point) -> Iterator[tuple[Point, Value]]:
    for i, value in enumerate(values, first[0]):
        if isinstance(value, tuple):
            yield from (((i, *point), v) for point, v in _samples(value, first[1:]))
        elif value or len(values) == 1:
            yield (i,), value
