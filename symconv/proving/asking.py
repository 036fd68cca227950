"""From text to a question: the statement, its hypotheses and its index set, read by the one grammar.

May import: ``question``, ``assumptions``, ``syntax``; SymPy only through ``syntax``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any, get_args

from symconv.errors import LimitError, ProblemError, nearest
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
from symconv.proving.complaints import Place, Source, complain
from symconv.proving.equations import definition, has_samples, is_signal, sample_equation, signal_equation
from symconv.proving.question import Question
from symconv.proving.spelling import Speller
from symconv.proving.sympy_questions import text_of_sympy
from symconv.proving.tree import free_names, unfenced
from symconv.syntax import parse_hypothesis, parse_modulus, parse_statement, to_text
from symconv.syntax.nodes import Call, Chain, Index, Name, Node, Number, children
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
    hypotheses = (given,) if isinstance(given, str) else tuple(given)
    if isinstance(statement, str):
        text = statement
    else:
        text, known = text_of_sympy(statement)
        hypotheses = (*hypotheses, *(one for one in known if one not in hypotheses))
    if len(hypotheses) > MOST_HYPOTHESES:
        raise LimitError("reading hypotheses", str(len(hypotheses)), limit=str(MOST_HYPOTHESES))
    parsed = parse_statement(text)
    size = _size(parsed.claim)
    if size > MOST_NODES:
        raise LimitError("reading a statement", f"an expression of {size} parts", limit=f"{MOST_NODES} parts")
    source = Source(text)
    modulus = parse_modulus(over) if over is not None else None
    given_by_text = [(Source(one, "hypothesis"), parse_hypothesis(one, source="hypothesis")) for one in hypotheses]
    spellers = _spellers(source, [parsed.claim, *parsed.definitions], given_by_text, modulus)
    claim = _equality(source, spellers[source].plain(parsed.claim))
    assumptions: list[Assumption] = [
        definition(source, d.name.name, spellers[source].plain(d.value), let=True) for d in parsed.definitions
    ]
    for where, hypothesis in given_by_text:
        assumptions += _read(where, _spelled(hypothesis, spellers[where]))
    _refuse_strangers(claim, assumptions, modulus)
    return Question(source, claim, tuple(assumptions), modulus, complex, Source(over or "Z", "index set"))


def _parts(found: object) -> tuple[Node, ...]:
    """Return the expressions of a hypothesis or a definition."""
    if isinstance(found, Node):
        return (found,)
    values = [getattr(found, f.name) for f in fields(found)]  # type: ignore[arg-type]
    return tuple(
        v for value in values for v in (value if isinstance(value, tuple) else (value,)) if isinstance(v, Node)
    )


def _spellers(
    source: Source, said: Sequence[object], given: Sequence[tuple[Source, Hypothesis]], modulus: Node | None
) -> dict[Source, Speller]:
    """Return what rewrites the statement and each hypothesis; all know the names of all."""
    nodes = [part for found in (*said, *(hypothesis for _, hypothesis in given)) for part in _parts(found)]
    signals: set[str] = set()
    for found in (*said, *(hypothesis for _, hypothesis in given)):
        match found:
            case Support(name) | Period(name) | Dimension(name):
                signals.add(name.name)
            case Property(name, word) if word not in ("scalar", "integer", "real", "complex"):
                signals.add(name.name)
            case Definition(name, value) if is_signal(value):
                signals.add(name.name)
    whole = Speller.of(source, nodes, modulus, signals)
    return {where: replace(whole, source=where) for where in (source, *(where for where, _ in given))}


def _spelled(hypothesis: Hypothesis, speller: Speller) -> Hypothesis:
    changed: dict[str, Any] = {
        f.name: speller.plain(value)
        for f in fields(hypothesis)
        if isinstance(value := getattr(hypothesis, f.name), Node) and f.name != "name"
    }
    return replace(hypothesis, **changed)


def _equality(source: Source, claim: Node) -> Node:
    """Read ``≡`` and ``:=`` as ``=`` where both sides are known; a definition of a new name belongs before."""
    if not isinstance(claim, Chain):
        return claim
    left = claim.first
    for sign, right in claim.links:
        name = unfenced(left.signal) if isinstance(left, Index) else unfenced(left)
        if sign == ":=" and isinstance(name, Name) and name.name not in ("delta", "step"):
            complain(
                f"this defines {name.name}, and there is nothing to prove: "
                f"write 'let {name.name} = …;' before the statement",
                source.at(left),
            )
        left = right
    return replace(claim, links=tuple(("=" if sign in (":=", "≡") else sign, right) for sign, right in claim.links))


def _refuse_strangers(claim: Node, assumptions: Sequence[Assumption], modulus: Node | None) -> None:
    """Refuse a property of a name that occurs nowhere: it is a misspelling, and would say nothing.

    Relations between integers, and what a name stands for, may be said of others too: they are printed.
    """
    known = set(free_names(claim)) | (free_names(modulus) if modulus is not None else set())
    waiting = list(assumptions)
    while True:
        linked = [a for a in waiting if isinstance(a, Coprime | Related) or _about(a) & known]
        if not linked:
            break
        known.update(*map(_about, linked))
        waiting = [a for a in waiting if a not in linked]
    for a in waiting:
        plain = isinstance(a, Declared) and a.kind in ("signal", "scalar", "integer") and a.dimension is None
        if not isinstance(a, Defined) and not plain:
            name = min(_about(a))
            likely = nearest(name, sorted(known)) or next((k for k in sorted(known) if k.lower() == name.lower()), "")
            hint = f" (did you mean {likely}?)" if likely else ""
            complain(
                f"{name} does not occur in the statement{hint}: correct the name or leave the hypothesis out",
                Place(a.source, *_written(a.source, name)),
            )


def _about(a: Assumption) -> frozenset[str]:
    """Return the names that a hypothesis speaks of."""
    own = {a.name} if not isinstance(a, Coprime | Related) else set()
    return frozenset(own.union(*map(free_names, _parts(a))))


def _written(source: Source, name: str) -> tuple[int, int]:
    """Return where a name is first written in a text."""
    found = re.search(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])", source.text)
    return found.span() if found else (0, len(source.text))


def _size(node: Node) -> int:
    return 1 + sum(map(_size, children(node)))


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
            yield definition(source, name, value, let=True)
        case Relation(chain):
            left = chain.first
            for sign, right in chain.links:
                yield _related(source, left, sign, right)
                left = right


def _related(source: Source, left: Node, sign: str, right: Node) -> Assumption:
    if sign not in RELATIONS:
        complain(f"{sign!r} is no relation between integers", source.at(right), *RELATIONS)
    for gcd, value in ((unfenced(left), unfenced(right)), (unfenced(right), unfenced(left))):
        if isinstance(gcd, Call) and gcd.function == "gcd":
            return _coprime(source, gcd, sign, value)
    if sign == "=":
        found = signal_equation(source, left, right) or sample_equation(source, left, right)
        if found is not None:
            return found
    for side in (left, right):
        if has_samples(side):
            complain(
                "a hypothesis relates integers; about signals say even, odd, hermitian, period, on, or let y = …",
                source.at(side),
            )
    return Related(source, RELATIONS[sign], left, right)


def _coprime(source: Source, gcd: Call, sign: str, value: Node) -> Assumption:
    if len(gcd.arguments) != 2 or sign != "=" or not isinstance(value, Number | Name):
        complain("a hypothesis about a gcd is written gcd(s, d) = 1", source.at(gcd))
    if value != Number(Fraction(1)):
        s, d = (to_text(argument) for argument in gcd.arguments)
        common = to_text(value)
        complain(
            f"a gcd other than 1 is said with new names: {s} = {common}*a, {d} = {common}*b and gcd(a, b) = 1",
            source.at(gcd),
        )
    return Coprime(source, *gcd.arguments)
