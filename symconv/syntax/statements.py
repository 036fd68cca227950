r"""Statements and hypotheses: chains of equalities, ``let y = …`` before them, and what may be assumed, as data.

In statements ``∗`` and ``\ast`` are `conv`, ``⋆`` and ``\star`` are `corr`; elsewhere these signs are
an `Infix` whose meaning depends on the text around it.

May import: ``errors`` and the parts of this package that parse. Must never decide what a name is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from symconv.errors import nearest
from symconv.syntax.levels import OPERATIONS
from symconv.syntax.limits import MAX_AXES, MAX_CHARACTERS
from symconv.syntax.nodes import Chain, Fence, Name, Node, Number, Power
from symconv.syntax.parser import Parser
from symconv.syntax.tokens import Notation

__all__ = [
    "PROPERTIES",
    "Definition",
    "Dimension",
    "Hypothesis",
    "Period",
    "Property",
    "Relation",
    "Statement",
    "Support",
    "hypothesis",
    "modulus",
    "statement",
]

PROPERTIES: Final = ("even", "odd", "hermitian", "real", "complex", "causal", "scalar", "integer", "signal")
"""Words that may follow a name: ``h even``."""
_SIGNS: Final = {sign: function for function, sign in OPERATIONS.items()}
_SEPARATORS: Final = (";", ",", ":", ".")
_WHOLE: Final = ("equation", "equation*", "align", "align*", "displaymath", "math")
_MARKS: Final = (
    *(("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)"), (r"{\displaystyle", "}"), (r"{\textstyle", "}")),
    *((rf"\begin{{{name}}}", rf"\end{{{name}}}") for name in _WHOLE),
)
"""What encloses a formula in LaTeX and Markdown."""


@dataclass(frozen=True, slots=True)
class Property:
    """``h even``, ``f causal``, ``a scalar``: a name and one word of `PROPERTIES`."""

    name: Name
    word: str


@dataclass(frozen=True, slots=True)
class Support:
    """``f on a..b``, ``f on a..``, ``f on ..b``: zero outside."""

    name: Name
    first: Node | None
    last: Node | None


@dataclass(frozen=True, slots=True)
class Period:
    """``f period T``."""

    name: Name
    period: Node


@dataclass(frozen=True, slots=True)
class Dimension:
    """``f in Z^2``: a signal and how many indices it has."""

    name: Name
    dimension: int


@dataclass(frozen=True, slots=True)
class Definition:
    """``let y = conv(x, h)``."""

    name: Name
    value: Node


@dataclass(frozen=True, slots=True)
class Relation:
    """``s > 0``, ``N >= K``, ``gcd(s, d) = 1``, ``W = outer(u, v)``."""

    chain: Chain


Hypothesis = Property | Support | Period | Dimension | Definition | Relation


@dataclass(frozen=True, slots=True)
class Statement:
    """What is claimed, and the names that were introduced before it."""

    definitions: tuple[Definition, ...]
    claim: Node
    """A `Chain`, or a lone expression."""


def statement(text: str, *, source: str = "", notation: Notation | None = None) -> Statement:
    """Read a statement; see `symconv.syntax.parse_statement`."""
    parser = _parser(text, source, notation)
    definitions = []
    while _at_word(parser, "let"):
        parser.take()
        definitions.append(_definition(parser))
        if parser.kind in _SEPARATORS:
            parser.take()
        elif parser.token.gap != "\n":
            parser.fail("the statement is missing after the definition", expected=("';' and the statement",))
    return Statement(tuple(definitions), parser.finish(parser.chain()))


def _parser(text: str, source: str, notation: Notation | None = None) -> Parser:
    """Return a parser of the formula alone, the marks of mathematics around it and a full stop blanked out."""
    if not isinstance(text, str) or len(text) > MAX_CHARACTERS:
        return Parser(text, notation, source=source, operations=_SIGNS)  # refuses it
    kept = text.rstrip()
    last = len(kept) - (kept[-1:] in (".", ",", ";") and not kept.endswith(".."))
    first = len(text) - len(text.lstrip())
    for opening, closing in _MARKS:
        marks = len(opening) + len(closing)
        if kept.startswith(opening, first) and kept.endswith(closing, 0, last) and last - first > marks:
            first, last, notation = first + len(opening), last - len(closing), notation or "latex"
            inside = text[first:last].rstrip()
            last = first + len(inside) - (inside[-1:] in (".", ",") and not inside.endswith(".."))
            break
    inner = " " * first + text[first:last] + " " * (len(text) - last)
    parser = Parser(inner, notation, source=source, operations=_SIGNS)
    parser.text = text
    return parser


def hypothesis(text: str, *, source: str = "") -> Hypothesis:
    """Read one hypothesis; see `symconv.syntax.parse_hypothesis`."""
    parser = _parser(text, source)
    found = _hypothesis(parser)
    if parser.kind in (",", ";") or _word(parser) == "and":
        parser.fail("one hypothesis at a time: give each its own --given, or a list of them")
    if parser.kind != "stop":
        parser.fail(f"{parser.found()} was not expected here", expected=("the end of the hypothesis",))
    return found


def modulus(text: str, *, source: str = "") -> Node | None:
    """Read ``Z/N`` or ``Z``; see `symconv.syntax.parse_modulus`."""
    parser = Parser(text, source=source)
    token = parser.token
    if token.kind != "name" or token.text not in ("Z", "ℤ"):
        parser.fail(f"{parser.found()} is no set of indices", expected=("Z", "Z/N"))
    parser.take()
    if parser.kind == "stop":
        return None
    parser.expect("/", needed="'/' and the number of indices")
    node = parser.finish(parser.postfix())
    return node.inner if isinstance(node, Fence) else node


def _hypothesis(parser: Parser) -> Hypothesis:
    if _at_word(parser, "let"):
        parser.take()
        return _definition(parser)
    following = parser.peek()
    if parser.kind == "name" and (following.kind in ("name", "word", "∈")):
        token = parser.take()
        name = Name(token.text, span=(token.start, token.stop))
        if _word(parser) in ("is", "has"):
            parser.take()
        word = _word(parser)
        form = _FORMS.get(word) or (_property if word.lower() in PROPERTIES else None)
        if form is None:
            likely = nearest(word, (*PROPERTIES, *_FORMS))
            hint = f" (did you mean {likely!r}?)" if likely else ""
            parser.fail(
                f"{word!r} is no hypothesis about {name.name}{hint}", expected=(*PROPERTIES, "on", "period", "in")
            )
        return form(parser, name)
    chain = parser.finish(parser.chain())
    if not isinstance(chain, Chain):
        parser.fail(
            "a hypothesis is missing its second half",
            expected=("a property such as 'h even'", "a relation such as 's > 0'"),
        )
    return Relation(chain)


def _property(parser: Parser, name: Name) -> Hypothesis:
    return Property(name, _take_word(parser).lower())


def _support(parser: Parser, name: Name) -> Hypothesis:
    parser.take()
    first = None if parser.kind == ".." else parser.expression()
    parser.expect("..", needed="'..' between the first and the last index")
    last = None if parser.kind == "stop" else parser.expression()
    if first is None and last is None:
        parser.fail("a support has a first or a last index", expected=("f on 0..N-1",))
    return Support(name, first, last)


def _period(parser: Parser, name: Name) -> Hypothesis:
    parser.take()
    return Period(name, parser.expression())


def _dimension(parser: Parser, name: Name) -> Hypothesis:
    parser.take()
    start = parser.token.start
    where = parser.power()
    base, exponent = (where.base, where.exponent) if isinstance(where, Power) else (where, Number(Fraction(1)))
    if base not in (Name("Z"), Name("ℤ")) or exponent not in [Number(Fraction(d)) for d in range(1, MAX_AXES + 1)]:
        parser.fail(f"a signal lives on Z, Z^2, … Z^{MAX_AXES}", start, expected=("Z^2",))
    return Dimension(name, int(exponent.value) if isinstance(exponent, Number) else 1)


_FORMS: Final[Mapping[str, Callable[[Parser, Name], Hypothesis]]] = {
    "on": _support,
    "period": _period,
    "in": _dimension,
    "∈": _dimension,
}


def _definition(parser: Parser) -> Definition:
    token = parser.expect("name", needed="the name that is introduced")
    if parser.accept("=", ":=") is None:
        parser.fail(f"{parser.found()} was not expected here", expected=(f"{token.text} = …",))
    return Definition(Name(token.text, span=(token.start, token.stop)), parser.expression())


def _at_word(parser: Parser, word: str) -> bool:
    return _word(parser) == word and parser.kind in ("name", "word")


def _word(parser: Parser) -> str:
    return "∈" if parser.kind == "∈" else parser.token.text.strip()


def _take_word(parser: Parser) -> str:
    return parser.take().text.strip()
