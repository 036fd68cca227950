"""The sides of a statement as they were written, for the first and the last line of its proof.

May import: ``reading``, ``language``, ``goals``, ``tree``, ``syntax``, ``derivation``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from symconv.derivation import Sentence
from symconv.proving.assumptions import Defined, Related
from symconv.proving.goals import index_names
from symconv.proving.language import OPERATORS
from symconv.proving.phrases import listed
from symconv.proving.reading import Reading
from symconv.proving.tree import mentions, unfenced
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
    children,
)

__all__ = ["Written", "alike", "notation", "written"]

PARTS = ("Re", "Im", "abs2")


@dataclass(frozen=True, slots=True)
class Written:
    """One equality as it was written, and what the names in it stand for."""

    left: Node
    right: Node
    definitions: tuple[tuple[str, Node], ...] = ()


def written(statement: Node, reading: Reading) -> tuple[Written, ...]:
    """Return the equalities of a statement; those between signals at its index: f[n] + g[n]."""
    sides = (statement.first, *(right for _, right in statement.links)) if isinstance(statement, Chain) else ()
    if len(sides) != len(reading.sides):
        sides = reading.sides
    known = tuple((a.name, a.value) for a in reading.assumptions if isinstance(a, Defined))
    known += tuple(
        (a.left.name, a.right)
        for a in reading.assumptions
        if isinstance(a, Related) and a.sign == "=" and isinstance(a.left, Name)
    )
    if reading.whole:
        index = tuple(map(Name, index_names(reading)))
        names = frozenset(s.name for s in reading.signals) | {name for name, _ in known}
        sides = tuple(_sampled(side, index, names) for side in sides)
    return tuple(Written(left, right, known) for left, right in pairwise(sides))


def _sampled(node: Node, index: tuple[Name, ...], signals: frozenset[str]) -> Node:
    def inner(part: Node) -> Node:
        return _sampled(part, index, signals) if _is_signal(part, signals) else part

    match node:
        case Fence(inner=part):
            return Fence(inner(part))
        case Add(terms):
            return Add(tuple(map(inner, terms)))
        case Product(factors, sign):
            return Product(tuple(map(inner, factors)), sign)
        case Negative(part):
            return Negative(inner(part))
        case Quotient(top, bottom):
            return Quotient(inner(top), bottom)
        case Call(function, (part,)) if function in ("conj", *PARTS):
            return Call(function, (inner(part),))
        case Number():
            return node
    return Index(node, index)


def _is_signal(node: Node, signals: frozenset[str]) -> bool:
    match unfenced(node):
        case Name(name):
            return name in signals or name in ("delta", "step")
        case Call(function, arguments):
            result = OPERATORS[function].result if function in OPERATORS else "number"
            return result in ("signal", "residues", "sequence") or (
                result == "same" and _is_signal(arguments[0], signals)
            )
        case Infix() | Vector():
            return True
        case Add(parts) | Product(parts):
            return any(_is_signal(part, signals) for part in parts)
        case Negative(part) | Quotient(part):
            return _is_signal(part, signals)
    return False


def alike(left: Node, right: Node) -> bool:
    """Tell whether two expressions differ at most in order, parentheses and the letters of bound indices."""
    return _key(left, ()) == _key(right, ())


def _key(node: Node, bound: tuple[str, ...]) -> str:
    match node:
        case Fence(inner):
            return _key(inner, bound)
        case Name(name):
            return f"#{len(bound) - 1 - bound[::-1].index(name)}" if name in bound else name
        case Add() | Negative():
            return f"({'+'.join(sorted(sign + _key(term, bound) for sign, term in _terms(node, '')))})"
        case Product(factors):
            flat = [one for factor in factors for one in _repeated(factor)]
            return f"({'*'.join(sorted(_key(factor, bound) for factor in flat))})"
        case Power(_, Number(value=count)) if count in (2, 3, 4):
            return _key(Product(_repeated(node)), bound)
        case Summation(indices, lower, upper, Negative(body)):
            return _key(Negative(Summation(indices, lower, upper, body)), bound)
        case Summation(indices, lower, upper, body):
            ends = [_key(e, bound) if e is not None else "" for e in (lower, upper)]
            return f"sum({ends[0]},{ends[1]}," * len(indices) + _key(body, (*bound, *indices)) + ")" * len(indices)
        case Infix(sign, left, right):
            return f"{sign}({_key(left, bound)},{_key(right, bound)})"
        case Call("seq", (*names, body)):
            own = tuple(v.name for v in names if isinstance(v, Name))
            return f"seq{len(own)}({_key(body, (*bound, *own))})"
        case Call(function, arguments, options):
            parts = [_key(a, bound) for a in arguments] + sorted(f"{n}={_key(v, bound)}" for n, v in options)
            return f"{function}({','.join(parts)})"
        case Number(value):
            return str(value)
    label = "/" if isinstance(node, Quotient) else "^" if isinstance(node, Power) else type(node).__name__
    return f"{label}({','.join(_key(child, bound) for child in children(node))})"


def _repeated(node: Node) -> tuple[Node, ...]:
    """Return a small power as its factors."""
    match node:
        case Power(base, Number(value=count)) if count in (2, 3, 4):
            return (base,) * int(count)
    return (node,)


def _terms(node: Node, sign: str) -> Iterator[tuple[str, Node]]:
    """Yield the terms of a sum, those of sums among them instead of these, with their signs."""
    match node:
        case Fence(inner):
            yield from _terms(inner, sign)
        case Negative(inner):
            yield from _terms(inner, "" if sign else "-")
        case Add(terms):
            for term in terms:
                yield from _terms(term, sign)
        case _:
            yield sign, node


def notation(before: Node, after: Node, definitions: tuple[tuple[str, Node], ...]) -> Sentence:
    """Say what a notation means that the trusted core writes out."""
    used = [Chain(Name(n), (("=", value),)) for n, value in definitions if mentions(before, n) or mentions(after, n)]
    if used:
        slots = tuple((f"what{i}", chain) for i, chain in enumerate(used))
        return Sentence(listed([f"{{{name}}}" for name, _ in slots]), slots)
    for node in (before, after):
        for function, words in WORDS:
            if _calls(node, function):
                return words
    return Sentence("written out")


WORDS = (
    ("Re", Sentence("Re(z) is half of z plus its conjugate")),
    ("Im", Sentence("Im(z) is z minus its conjugate, divided by 2i")),
    ("abs2", Sentence("abs2(z) is z times its conjugate")),
)


def _calls(node: Node, function: str) -> bool:
    return (isinstance(node, Call) and node.function == function) or any(
        _calls(child, function) for child in children(node)
    )
