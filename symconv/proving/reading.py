"""A statement as it is meant: who is a signal, an integer or a scalar, in how many dimensions, under which hypotheses.

May import: the parts of this package about language, ``syntax``, ``errors``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from symconv.errors import ParseError, UnsupportedProblemError
from symconv.proving.assumptions import (
    Assumption,
    Coprime,
    Declared,
    Defined,
    Periodic,
    Related,
    Supported,
    Symmetric,
)
from symconv.proving.complaints import Source, complain
from symconv.proving.equations import refuse_fixed_letters
from symconv.proving.findings import WORDS, Kind, Use
from symconv.proving.language import OUTSIDE, RESERVED
from symconv.proving.survey import Survey
from symconv.proving.tree import bound_names, free_names, rebuilt, unfenced
from symconv.syntax.nodes import Call, Chain, Name, Node, Number, Product, Span, children

__all__ = ["WHOLE_LINE", "Reading", "ScalarRole", "SignalRole", "read"]

WHOLE_LINE: Final = Source("Z", "index set")


@dataclass(frozen=True, slots=True)
class SignalRole:
    """A named signal of a statement."""

    name: str
    dimension: int
    real: bool


@dataclass(frozen=True, slots=True)
class ScalarRole:
    """A named number that is no integer."""

    name: str
    real: bool
    nonzero: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement, or one expression, with everything that it leaves unsaid."""

    source: Source
    sides: tuple[Node, ...]
    """The expressions of the chain, with every defined name replaced by what it names."""
    whole: bool
    """The sides are signals, and equal at every index."""
    dimension: int
    """How many indices a signal statement has."""
    signals: tuple[SignalRole, ...]
    scalars: tuple[ScalarRole, ...]
    integers: tuple[str, ...]
    """Every free integer; the positive ones too."""
    positive: tuple[str, ...]
    modulus: Node | None
    """N of ``over Z/N``; ``None`` for Z."""
    assumptions: tuple[Assumption, ...]
    over: Source = WHOLE_LINE
    """The index set as it was written."""

    def about(self, name: str) -> tuple[Assumption, ...]:
        """Return the assumptions about one signal."""
        return tuple(a for a in self.assumptions if isinstance(a, Symmetric | Supported | Periodic) and a.name == name)


def read(
    source: Source,
    statement: Node,
    assumptions: tuple[Assumption, ...] = (),
    modulus: Node | None = None,
    *,
    complex: bool = False,
    over: Source = WHOLE_LINE,
) -> Reading:
    """Find out what every name of a statement is; raises where that is not clear."""
    sides = _sides(source, statement)
    refuse_fixed_letters(sides, assumptions, modulus)
    assumptions = _with_equal_signals(source, sides, assumptions, modulus, over)
    definitions = {a.name: a for a in assumptions if isinstance(a, Defined)}
    _refuse_derivatives_by_definitions(source, sides, definitions)
    sides = tuple(_expanded(side, definitions, source) for side in sides)
    survey, whole, unknown = _settled(source, sides, assumptions, modulus, over)
    kinds = _kinds(survey)
    if not any(kind == "signal" for kind in kinds.values()):
        _refuse_bare_products(survey, sides)
    _check_derivatives(survey, assumptions)
    survey.dimensions.settle()
    declared = {a.name: a for a in assumptions if isinstance(a, Declared) and a.kind in ("real", "complex")}

    def is_real(name: str) -> bool:
        return declared[name].kind == "real" if name in declared else not complex

    order = dict.fromkeys([*_names_in_order(sides), *kinds, *survey.numbers])
    known = kinds.keys() | survey.numbers.keys()
    names = {name: kinds.get(name, "scalar") for name in order if name in known and name not in definitions}
    signals = [n for n, kind in names.items() if kind == "signal"]
    scalars = [n for n, kind in names.items() if kind == "scalar"]
    integers = [n for n, kind in names.items() if kind == "integer"]
    return Reading(
        source,
        sides,
        whole,
        survey.dimensions.value(unknown) or 1,
        tuple(SignalRole(n, survey.dimensions.value(survey.dimensions.named(n)) or 1, is_real(n)) for n in signals),
        tuple(ScalarRole(n, is_real(n), n in survey.divisors) for n in scalars),
        tuple(integers),
        tuple(n for n in integers if n in survey.positive),
        modulus,
        tuple(a for a in assumptions if not isinstance(a, Declared)),
        over,
    )


def _with_equal_signals(
    source: Source, sides: tuple[Node, ...], assumptions: tuple[Assumption, ...], modulus: Node | None, over: Source
) -> tuple[Assumption, ...]:
    """Read ``f = g`` between names that are signals elsewhere as a definition, not as a relation of integers."""

    def names(a: Assumption) -> tuple[str, str] | None:
        if not isinstance(a, Related) or a.sign != "=":
            return None
        left, right = unfenced(a.left), unfenced(a.right)
        return (left.name, right.name) if isinstance(left, Name) and isinstance(right, Name) else None

    if not any(map(names, assumptions)):
        return assumptions
    others = tuple(a for a in assumptions if names(a) is None and not isinstance(a, Defined))
    try:
        survey, _, _ = _settled(source, sides, others, modulus, over)
    except ParseError:
        return assumptions
    signals = {use.name for use in survey.uses if use.kind == "signal"}
    found: list[Assumption] = []
    for a in assumptions:
        pair = names(a)
        if isinstance(a, Related) and pair is not None and pair[0] != pair[1] and signals & set(pair):
            found.append(Defined(a.source, pair[0], a.right))
        else:
            found.append(a)
    return tuple(found)


def _names_in_order(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield names in the order in which they are written."""
    for node in nodes:
        if isinstance(node, Name):
            yield node.name
        yield from _names_in_order(children(node))


def _sides(source: Source, statement: Node) -> tuple[Node, ...]:
    if not isinstance(statement, Chain):
        return (statement,)
    for sign, right in statement.links:
        if sign != "=":
            why = OUTSIDE.get(sign, f"a statement is an equality; {sign!r} is outside the language")
            place = source.at(right)
            raise UnsupportedProblemError(f"{why} (before {place}); `symconv check` looks at numbers")
    return (statement.first, *(right for _, right in statement.links))


def _settled(
    source: Source, sides: tuple[Node, ...], assumptions: tuple[Assumption, ...], modulus: Node | None, over: Source
) -> tuple[Survey, bool, int]:
    """Walk until nothing new is learnt, then once more strictly."""
    known: dict[str, Use] = {}
    for final in (*(False,) * 8, True):
        survey = Survey(source, known, final, modulus is not None)
        for assumption in assumptions:
            _survey_assumption(survey, assumption)
        survey.source = over
        if modulus is not None:
            survey.integer(modulus)
            if isinstance(modulus, Number) and modulus.value < 1:
                complain("Z/N needs a positive N", over.at(modulus))
            for name in free_names(modulus):
                survey.positive.setdefault(name, over.at(modulus))
        survey.source = source
        unknown = survey.dimensions.new()
        whole = any(survey.sort(side) == "signal" for side in sides)
        if whole:
            _refuse_mixed_sides(survey, sides)
        for side in sides:
            if whole:
                survey.signal(side, unknown)
            else:
                survey.number(side)
        known = {use.name: use for use in reversed(survey.uses)}
    return survey, whole, unknown


def _refuse_mixed_sides(survey: Survey, sides: tuple[Node, ...]) -> None:
    """Where the first side is a number and another one a signal, that one lacks an index."""
    if survey.sort(sides[0]) != "number" or isinstance(unfenced(sides[0]), Number):
        return
    for side in sides[1:]:
        if survey.sort(side) == "signal":
            there, here = survey.source.at(sides[0]), survey.source.at(side)
            complain(
                f"`{here.text}` is a signal, and {there} a number: give the signals in it an index, f[n], "
                "or compare whole signals",
                here,
            )


def _survey_assumption(survey: Survey, assumption: Assumption) -> None:
    survey.source = assumption.source
    match assumption:
        case Declared(source, name, kind, dimension):
            if kind == "signal" or dimension is not None:
                survey.use(name, "signal", Name(name))
                if dimension is not None:
                    unknown = survey.dimensions.named(name)
                    survey.dimensions.fix(unknown, dimension, name, source.at(Name(name)))
            elif kind in ("integer", "scalar"):
                survey.use(name, "integer" if kind == "integer" else "scalar", Name(name))
        case Symmetric(_, name) | Supported(_, name) | Periodic(_, name):
            survey.use(name, "signal", Name(name))
            survey.dimensions.named(name)
            if isinstance(assumption, Symmetric):
                for center in (c for c in assumption.center if c is not None):
                    survey.integer(center)
                if assumption.indices:
                    place = assumption.source.at(Name(name))
                    survey.dimensions.fix(survey.dimensions.named(name), len(assumption.indices), name, place)
            if isinstance(assumption, Supported):
                for limit in (assumption.first, assumption.last):
                    if limit is not None:
                        survey.integer(limit)
            if isinstance(assumption, Periodic):
                survey.integer(assumption.period)
                for free in free_names(assumption.period):
                    survey.positive.setdefault(free, assumption.source.at(assumption.period))
        case Coprime(_, left, right) | Related(_, _, left, right):
            survey.integer(left)
            survey.integer(right)
            for name in _made_positive(assumption):
                survey.positive.setdefault(name, assumption.source.at(left))


def _made_positive(assumption: Coprime | Related) -> tuple[str, ...]:
    """Return the name that an assumption such as ``s > 0`` or ``2 <= N`` makes positive."""
    if isinstance(assumption, Coprime):
        return ()
    sign, left, right = assumption.sign, unfenced(assumption.left), unfenced(assumption.right)
    if sign in ("<", "<="):
        sign, left, right = (">" if sign == "<" else ">="), right, left
    if isinstance(left, Name) and isinstance(right, Number) and (right.value >= 1 or sign == ">"):
        return (left.name,) if sign in (">", ">=") else ()
    return ()


def _kinds(survey: Survey) -> dict[str, Kind]:
    first: dict[str, Use] = {}
    for use in survey.uses:
        old = first.setdefault(use.name, use)
        if old.kind != use.kind:
            complain(
                f"{use.name} is used in two ways: as {WORDS[old.kind]} in {old.place} "
                f"and as {WORDS[use.kind]} in {use.place}; give one of them another name",
                use.place,
            )
    return {name: use.kind for name, use in first.items()}


def _check_derivatives(survey: Survey, assumptions: tuple[Assumption, ...]) -> None:
    for name, place in survey.differentiated.items():
        if name in RESERVED:
            complain(f"{name} is no variable: a derivative is by a sample of a named signal", place)
        for assumption in assumptions:
            if isinstance(assumption, Symmetric | Supported | Periodic) and assumption.name == name:
                complain(
                    f"{name} is differentiated, so its samples must be independent variables, "
                    f"but the hypothesis {assumption.source.text!r} ties them together; remove it, "
                    "or differentiate by another signal",
                    place,
                )


def _refuse_derivatives_by_definitions(
    source: Source, sides: tuple[Node, ...], definitions: dict[str, Defined]
) -> None:
    def walk(node: Node) -> None:
        if isinstance(node, Call) and node.function == "diff" and len(node.arguments) == 2:
            for name in free_names(node.arguments[1]) & definitions.keys():
                complain(
                    f"{name} is differentiated, so its samples must be independent variables, "
                    f"but {definitions[name].source.text!r} defines it",
                    source.at(node.arguments[1]),
                )
        for child in children(node):
            walk(child)

    for side in sides:
        walk(side)


def _refuse_bare_products(survey: Survey, sides: tuple[Node, ...]) -> None:
    """Where no signal occurs at all, ``f*g`` was hardly meant as a product of numbers."""

    def walk(node: Node) -> None:
        if isinstance(node, Product):
            names = [f for f in map(unfenced, node.factors) if isinstance(f, Name) and survey.sort(f) == "unknown"]
            if len(names) > 1:
                survey.bare_product(names[0], names[1], survey.source.at(node))
        for child in children(node):
            walk(child)

    for side in sides:
        walk(side)


def _expanded(node: Node, definitions: dict[str, Defined], source: Source, bound: frozenset[str] = frozenset()) -> Node:
    """Put in what defined names stand for; the new nodes stand where the name stood."""
    if isinstance(node, Name) and node.name in definitions and node.name not in bound:
        definition = definitions[node.name]
        captured = sorted(free_names(definition.value) & bound)
        if captured:
            complain(
                f"{captured[0]} in {definition.source.text!r} would be caught by the index {captured[0]} here; "
                "rename one of them",
                source.at(node),
            )
        rest = {name: d for name, d in definitions.items() if name != node.name}
        return _expanded(_placed(definition.value, node.span), rest, source)
    inner = bound | bound_names(node)
    return rebuilt(node, lambda child: _expanded(child, definitions, source, inner))


def _placed(node: Node, span: Span | None) -> Node:
    return replace(rebuilt(node, lambda child: _placed(child, span)), span=span)
