"""The expression tree: what was written, in the order in which it was written.

Nothing here evaluates, sorts or simplifies: ``2*3 + (-4)*5`` stays that sum of two products.
Worked solutions, statements, proofs and audited texts are all made of these nodes; the
printers of this package turn them into text, Unicode and LaTeX, and the parser turns those back.

May import: the standard library. Must never import SymPy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

__all__ = [
    "Add",
    "Call",
    "Cases",
    "Chain",
    "Dots",
    "Fence",
    "Index",
    "Infix",
    "Name",
    "Negative",
    "Node",
    "Number",
    "Power",
    "Product",
    "Quotient",
    "Span",
    "Summation",
    "Vector",
    "Word",
    "children",
]

Span = tuple[int, int]
"""Half-open range of character offsets in the text that was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Base of all expressions; ``span`` is where it was read and takes no part in comparison."""

    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A non-negative rational literal; ``text`` keeps a decimal spelling such as ``0.25``."""

    value: Fraction
    text: str = ""


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable, signal, parameter or constant: ``n``, ``alpha``, ``h_2``, ``I``, ``pi``, ``oo``."""

    name: str


@dataclass(frozen=True, slots=True)
class Index(Node):
    """One sample: ``f[n]``, ``F[n, m]``, ``conv(f, g)[n]``."""

    signal: Node
    indices: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A named operator or function: ``conv(x, w, stride=s)``, ``exp(t)``, ``diff(e, x[k])``."""

    function: str
    arguments: tuple[Node, ...]
    options: tuple[tuple[str, Node], ...] = ()


@dataclass(frozen=True, slots=True)
class Summation(Node):
    """``Σ body`` over ``indices``; both limits ``None`` means over all integers."""

    indices: tuple[str, ...]
    lower: Node | None
    upper: Node | None
    body: Node


@dataclass(frozen=True, slots=True)
class Add(Node):
    """A sum of two or more terms in written order; a subtracted term is a `Negative`."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """The operand with a minus sign before it."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Product(Node):
    """A product of two or more factors in written order; ``sign`` is the written sign of multiplication.

    ``"*"`` for one that was written, ``""`` for juxtaposition; it takes no part in comparison.
    """

    factors: tuple[Node, ...]
    sign: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Quotient(Node):
    """Numerator over denominator."""

    numerator: Node
    denominator: Node


@dataclass(frozen=True, slots=True)
class Power(Node):
    """Base to an exponent."""

    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Infix(Node):
    """An operation between signals written with its own sign: ``∗ ⋆ ⊛ ⊗``; its meaning depends on the context."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Fence(Node):
    """Parentheses that were written or must be shown."""

    inner: Node


@dataclass(frozen=True, slots=True)
class Vector(Node):
    """A literal signal ``[1, _2, 3]``; nested vectors are the rows of higher dimensions.

    ``origin`` is the position of the sample at n = 0 where it was marked (one entry per axis).
    """

    entries: tuple[Node, ...]
    origin: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Cases(Node):
    """A definition by cases: value and condition; a condition of ``None`` is "otherwise"."""

    branches: tuple[tuple[Node, Node | None], ...]


@dataclass(frozen=True, slots=True)
class Word(Node):
    """Upright text inside a formula, such as ``"and"``; it is escaped when printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """``first R a R b …``: each link is a relation sign and what stands right of it."""

    first: Node
    links: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Dots(Node):
    """Terms that are not shown, ``⋯``; a note beside the line says how many, and what they come to."""


def children(node: Node) -> Iterator[Node]:
    """Yield the operands of a node in the order in which they were written.

    Examples
    --------
    >>> list(children(Index(Name("f"), (Name("n"),))))
    [Name(name='f'), Name(name='n')]
    """
    match node:
        case Number() | Name() | Word() | Dots():
            return
        case Add(terms=parts) | Product(factors=parts) | Vector(entries=parts):
            yield from parts
        case Index(signal=signal, indices=indices):
            yield signal
            yield from indices
        case Call(arguments=arguments, options=options):
            yield from arguments
            yield from (value for _, value in options)
        case Chain(first=first, links=links):
            yield first
            yield from (right for _, right in links)
        case Summation(lower=lower, upper=upper, body=body):
            yield from (part for part in (lower, upper, body) if part is not None)
        case (
            Quotient(numerator=left, denominator=right)
            | Power(base=left, exponent=right)
            | Infix(left=left, right=right)
        ):
            yield left
            yield right
        case Negative(operand=inner) | Fence(inner=inner):
            yield inner
        case Cases(branches=branches):
            for value, condition in branches:
                yield from (part for part in (value, condition) if part is not None)
