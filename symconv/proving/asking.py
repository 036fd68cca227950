"""From text to a question: the statement, its hypotheses and its index set, read by the one grammar.

May import: ``question``, ``assumptions``, ``syntax``; SymPy only through ``syntax``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import get_args

from symconv.errors import LimitError, ProblemError
from symconv.proving.assumptions import (
    RELATIONS,
    Assumption,
    Coprime,
    Declaration,
    Declared,
    Defined,
    Periodic,
    Related,
    Supported,
    Symmetric,
    Symmetry,
)
from symconv.proving.complaints import Source, complain
from symconv.proving.language import OPERATORS
from symconv.proving.question import Question
from symconv.proving.tree import free_names, unfenced
from symconv.syntax import parse_hypothesis, parse_modulus, parse_statement, sympy_to_node, to_text
from symconv.syntax.nodes import (
    Add,
    Call,
    Index,
    Infix,
    Name,
    Negative,
    Node,
    Number,
    Product,
    Quotient,
    Summation,
    Vector,
    children,
)
from symconv.syntax.statements import Definition, Dimension, Hypothesis, Period, Property, Relation, Support

__all__ = ["ask"]

MOST_HYPOTHESES = 40
MOST_NODES = 600
"""Statements with more parts than this are refused."""


def ask(
    statement: object, given: str | Sequence[str] = (), over: str | None = None, *, complex: bool = False
) -> Question:
    """Read a statement, in text or as a SymPy equation, with its hypotheses.

    Raises
    ------
    ParseError
        If a text is not in the language.
    LimitError
        If the statement or its hypotheses are too large.
    """
    if not isinstance(statement, str) and str(statement) in ("True", "False"):
        raise ProblemError(
            f"SymPy itself has already turned the equation into {statement}, so that nothing of it is left; "
            "make it with Eq(…, evaluate=False)"
        )
    text = statement if isinstance(statement, str) else to_text(sympy_to_node(statement))
    hypotheses = (given,) if isinstance(given, str) else tuple(given)
    if len(hypotheses) > MOST_HYPOTHESES:
        raise LimitError("reading hypotheses", str(len(hypotheses)), limit=str(MOST_HYPOTHESES))
    parsed = parse_statement(text)
    size = _size(parsed.claim)
    if size > MOST_NODES:
        raise LimitError("reading a statement", f"an expression of {size} parts", limit=f"{MOST_NODES} parts")
    source = Source(text)
    assumptions = [Defined(source, d.name.name, d.value, let=True) for d in parsed.definitions]
    found = [a for hypothesis in hypotheses for a in _assumptions(hypothesis)]
    modulus = parse_modulus(over) if over is not None else None
    return Question(source, parsed.claim, (*assumptions, *found), modulus, complex, Source(over or "Z", "index set"))


def _size(node: Node) -> int:
    return 1 + sum(map(_size, children(node)))


def _assumptions(text: str) -> Iterator[Assumption]:
    yield from _read(Source(text, "hypothesis"), parse_hypothesis(text, source="hypothesis"))


def _read(source: Source, hypothesis: Hypothesis) -> Iterator[Assumption]:
    match hypothesis:
        case Property(Name(name), "causal"):
            yield Supported(source, name, Number(Fraction(0)), None, causal=True)
        case Property(Name(name), word):
            for symmetry in get_args(Symmetry):
                if word == symmetry:
                    yield Symmetric(source, name, symmetry)
            for kind in get_args(Declaration):
                if word == kind:
                    yield Declared(source, name, kind)
        case Support(Name(name), first, last):
            yield Supported(source, name, first, last)
        case Period(Name(name), period):
            yield Periodic(source, name, period)
        case Dimension(Name(name), dimension):
            yield Declared(source, name, "signal", dimension)
        case Definition(Name(name), value):
            _refuse_circle(source, name, value)
            yield Defined(source, name, value, let=True)
        case Relation(chain):
            left = chain.first
            for sign, right in chain.links:
                yield _related(source, left, sign, right)
                left = right


def _related(source: Source, left: Node, sign: str, right: Node) -> Assumption:
    if sign not in RELATIONS:
        complain(f"{sign!r} is no relation between integers", source.at(right), *RELATIONS)
    gcd, one = unfenced(left), unfenced(right)
    if isinstance(gcd, Call) and gcd.function == "gcd":
        if len(gcd.arguments) != 2 or sign != "=" or one != Number(Fraction(1)):
            complain("a hypothesis about a gcd is written gcd(s, d) = 1", source.at(gcd))
        return Coprime(source, *gcd.arguments)
    name = unfenced(left)
    if sign == "=" and isinstance(name, Name) and _is_signal(right):
        symmetry = _symmetry(name.name, right)
        if symmetry is not None:
            return Symmetric(source, name.name, symmetry)
        _refuse_circle(source, name.name, right)
        return Defined(source, name.name, right)
    if sign == "=" and isinstance(name, Index):
        return _sample_equation(source, name, unfenced(right))
    for side in (left, right):
        if _has_samples(side):
            complain(
                "a hypothesis relates integers; about signals say even, odd, hermitian, period, on, or let y = …",
                source.at(side),
            )
    return Related(source, RELATIONS[sign], left, right)


def _sample_equation(source: Source, entry: Index, right: Node) -> Assumption:
    """Read ``h[n] = h[-n]`` and its like, and ``y[n] = …`` as the definition of y."""
    name, indices = unfenced(entry.signal), entry.indices
    if not isinstance(name, Name) or not all(isinstance(i, Name) for i in indices):
        complain("an equation between samples starts with those of one signal, as in y[n] = …", source.at(entry))
    mirrored = Index(name, tuple(map(Negative, indices)))
    symmetries: dict[Symmetry, Node] = {
        "even": mirrored,
        "odd": Negative(mirrored),
        "hermitian": Call("conj", (mirrored,)),
    }
    for symmetry, image in symmetries.items():
        if right == image:
            return Symmetric(source, name.name, symmetry)
    if isinstance(right, Index) and right.signal == name and len(indices) == 1:
        match right.indices[0]:
            case Add((n, period)) if n == indices[0]:
                return Periodic(source, name.name, period.operand if isinstance(period, Negative) else period)
    _refuse_circle(source, name.name, right)
    return Defined(source, name.name, Call("seq", (*indices, right), span=right.span))


def _has_samples(node: Node) -> bool:
    return isinstance(node, Index | Summation) or any(map(_has_samples, children(node)))


def _refuse_circle(source: Source, name: str, value: Node) -> None:
    if name in free_names(value):
        complain(f"{name} is defined by itself; even, odd and hermitian are hypotheses of their own", source.at(value))


def _is_signal(node: Node) -> bool:
    """Tell whether an expression can only be a signal."""
    match unfenced(node):
        case Name(name):
            return name in ("delta", "step")
        case Infix() | Vector():
            return True
        case Call(function, arguments):
            result = OPERATORS[function].result if function in OPERATORS else "number"
            return result in ("signal", "residues", "sequence") or (result == "same" and _is_signal(arguments[0]))
        case Add(inner) | Product(inner):
            return any(map(_is_signal, inner))
        case Negative(operand) | Quotient(operand):
            return _is_signal(operand)
    return False


def _symmetry(name: str, value: Node) -> Symmetry | None:
    """Recognise ``h = flip(h)``, ``h = -flip(h)`` and ``h = conj(flip(h))``."""
    flipped: Node = Call("flip", (Name(name),))
    plain = unfenced(value)
    if plain == flipped:
        return "even"
    if plain == Negative(flipped):
        return "odd"
    if plain in (Call("conj", (flipped,)), Call("flip", (Call("conj", (Name(name),)),))):
        return "hermitian"
    return None
