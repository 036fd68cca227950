"""Strategies for expression trees in the form in which the parser makes them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from hypothesis import strategies as st

from symconv.syntax.levels import ARGUMENTS, Place, placed
from symconv.syntax.nodes import (
    Add,
    Call,
    Chain,
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

__all__ = ["chains", "entries", "expressions"]

NAMES = ("f", "g", "h", "x", "y", "n", "m", "k", "N", "h_2", "x_in", "x_i", "alpha", "omega", "delta", "pi", "I")
FUNCTIONS = {"flip": 1, "conj": 1, "dft": 1, "Re": 1, "abs2": 1, "shift": 2, "up": 2, "inner": 2, "outer": 2}
SCALAR_FUNCTIONS = {"exp": 1, "sqrt": 1, "cos": 1, "abs": 1, "floor": 1, "min": 2, "mod": 2}

Nodes = st.SearchStrategy[Node]


def names() -> Nodes:
    """Return names that every notation can spell."""
    return st.sampled_from(NAMES).map(Name)


def numbers() -> Nodes:
    """Return whole numbers and decimal fractions."""
    decimal = st.tuples(st.integers(0, 20), st.sampled_from(["0", "25", "125"])).map(lambda p: f"{p[0]}.{p[1]}")
    return st.integers(0, 120).map(lambda v: Number(Fraction(v))) | decimal.map(lambda t: Number(Fraction(t), t))


def _at(nodes: Nodes, place: Place) -> Nodes:
    """Return nodes for a place, some in parentheses that they do not need."""
    return st.tuples(nodes, st.integers(0, 9)).map(
        lambda pair: placed(Fence(pair[0]), place) if pair[1] == 0 and not isinstance(pair[0], Vector) else pair[0]
    )


def _row(nodes: Nodes, place: Place, least: int = 2, most: int = 4) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(_at(nodes, place), min_size=least, max_size=most).map(tuple)


def _call(nodes: Nodes, counts: dict[str, int]) -> Nodes:
    def build(function: str) -> Nodes:
        rows = _row(nodes, ARGUMENTS.get(function, Place.ARGUMENT), counts[function], counts[function])
        return rows.map(lambda arguments: Call(function, arguments))

    return st.sampled_from(sorted(counts)).flatmap(build)


def _arithmetic(nodes: Nodes) -> Nodes:
    return st.one_of(
        _row(nodes, Place.TERM).map(Add),
        _at(nodes, Place.NEGATED).map(Negative),
        st.builds(Product, _row(nodes, Place.FACTOR), st.sampled_from(["*", ""])),
        st.builds(Quotient, _at(nodes, Place.NUMERATOR), _at(nodes, Place.DENOMINATOR)),
        st.builds(Power, _at(nodes, Place.BASE), _at(nodes, Place.EXPONENT)),
        _call(nodes, SCALAR_FUNCTIONS),
    )


def entries() -> Nodes:
    """Return entries of signals: numbers, names and arithmetic."""
    return st.recursive(numbers() | names(), _arithmetic, max_leaves=8)


def _language(nodes: Nodes) -> Nodes:
    index = names().map(lambda name: name)
    sample = st.builds(lambda name, places: Index(name, places), index, _row(nodes, Place.ARGUMENT, 1, 2))
    body = _at(nodes, Place.BODY)
    limits = st.tuples(nodes, nodes).filter(lambda pair: pair[1] != Name("oo"))
    literal = st.lists(numbers() | names(), min_size=1, max_size=3).flatmap(
        lambda found: st.sampled_from([None, *((i,) for i in range(len(found)))]).map(
            lambda origin: Vector(tuple(found), origin)
        )
    )
    return st.one_of(
        _arithmetic(nodes),
        sample,
        _call(nodes, FUNCTIONS),
        st.builds(lambda e, v: Call("diff", (e, v)), body, sample),
        st.builds(lambda e: Summation(("m",), None, None, e), body),
        st.builds(lambda e: Summation(("n", "m"), None, None, e), body),
        st.builds(lambda ends, e: Summation(("m",), *ends, e), limits, body),
        st.builds(lambda e: Call("seq", (Name("n"), e)), nodes),
        literal,
    )


def _signals(nodes: Nodes, combine: Callable[[Nodes], Nodes]) -> Nodes:
    operation = combine(nodes)
    return operation | st.builds(lambda signal, place: Index(signal, (place,)), _at(operation, Place.SIGNAL), nodes)


def _infix(nodes: Nodes) -> Nodes:
    operand = _at(nodes, Place.OPERAND)
    return st.builds(Infix, st.sampled_from("∗⋆⊛⊗"), operand, operand)


def _operation(nodes: Nodes) -> Nodes:
    pair = _row(nodes, Place.OPERAND, 2, 2)
    options = st.sampled_from([(), (), (("stride", Name("s")),), (("dilation", Number(Fraction(2))),)])
    return st.builds(Call, st.sampled_from(["conv", "corr"]), pair, options)


def expressions(*, statements: bool = False) -> Nodes:
    """Return expressions: with signs of operations, or with ``conv`` and ``corr`` as statements have them."""
    combine = _operation if statements else _infix
    return st.recursive(numbers() | names(), lambda nodes: _language(nodes) | _signals(nodes, combine), max_leaves=8)


def chains() -> Nodes:
    """Return statements: chains of equalities and inequalities."""
    sides = expressions(statements=True)
    links = st.lists(st.tuples(st.sampled_from(["=", "=", "<=", "!="]), sides), min_size=1, max_size=3)
    return st.builds(lambda first, rest: Chain(first, tuple(rest)), sides, links)
