r"""Primaries that LaTeX (or Unicode) writes in two dimensions: fractions, sums, matrices, cases, derivatives.

May import: ``errors`` and the parts of this package that parse. Must never evaluate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from symconv.syntax import primaries
from symconv.syntax.levels import Place, placed
from symconv.syntax.nodes import Add, Call, Cases, Chain, Fence, Name, Negative, Node, Number, Quotient, Vector, Word
from symconv.syntax.spellings import ENVIRONMENTS
from symconv.syntax.tokens import Token
from symconv.syntax.vectors import assembled, entry, unmarked

if TYPE_CHECKING:
    from symconv.syntax.parser import Parser

__all__ = ["FORMS"]


def _group(parser: Parser) -> Node:
    node = primaries.braced(parser)
    return Fence(node, span=node.span) if isinstance(node, Add | Negative | Chain) else node


def _argument(parser: Parser) -> Node:
    """Read an argument of a command: braces, or the one digit or letter that TeX takes."""
    if parser.kind == "{":
        return primaries.braced(parser)
    token = parser.token
    if token.kind == "number" and token.text.isdecimal():
        if len(token.text) == 1:
            parser.take()
        else:
            parser.replace(Token("number", token.text[1:], token.start + 1, token.stop))
        return Number(Fraction(int(token.text[0])), span=(token.start, token.start + 1))
    return primaries.lone(parser, "argument")


def _command(parser: Parser) -> Node:
    token = parser.token
    form = _COMMANDS.get(token.text)
    if form is None:
        parser.fail(f"\\{token.text} was not expected here")
    parser.take()
    return form(parser, token.start)


def _fraction(parser: Parser, start: int) -> Node:
    if parser.kind == "{" and parser.peek().kind == "∂":
        return _derivative(parser, start)
    numerator = placed(_argument(parser), Place.NUMERATOR)
    denominator = placed(_argument(parser), Place.DENOMINATOR)
    return Quotient(numerator, denominator, span=parser.span(start))


def _derivative(parser: Parser, start: int) -> Node:
    parser.expect("{")
    parser.expect("∂")
    body = None if parser.kind == "}" else placed(parser.term(), Place.BODY)
    parser.expect("}")
    parser.expect("{")
    parser.expect("∂")
    variable = parser.postfix()
    parser.expect("}")
    if body is None:
        body = placed(parser.term(), Place.BODY)
    return Call("diff", (body, variable), span=parser.span(start))


def _root(parser: Parser, start: int) -> Node:
    if parser.kind == "[":
        parser.fail("only square roots are in the language")
    return Call("sqrt", (_argument(parser),), span=parser.span(start))


def _conjugate(parser: Parser, start: int) -> Node:
    return Call("conj", (_argument(parser),), span=parser.span(start))


def _brace(side: str) -> Callable[[Parser, int], Node]:
    """Read a formula with a brace and what it is said to come to: ``underbrace(a, b)``, or the formula alone."""

    def form(parser: Parser, start: int) -> Node:
        node = _argument(parser)
        if not parser.accept(side):
            return Fence(node, span=parser.span(start))
        parser.expect("{")
        with parser.nested():
            parser.accept("=")
            word = parser.accept("word")
            value = node if word is not None else parser.expression()
        parser.expect("}")
        if word is not None:
            return Fence(node, span=parser.span(start))
        return Call("underbrace", (node, value), span=parser.span(start))

    return form


def _accent(word: str) -> Callable[[Parser, int], Node]:
    def form(parser: Parser, start: int) -> Node:
        inner = _argument(parser)
        if not isinstance(inner, Name):
            parser.fail(f"\\{word} belongs over a single name", start)
        return Name(f"{inner.name}_{word}", span=parser.span(start))

    return form


_COMMANDS: Final[Mapping[str, Callable[[Parser, int], Node]]] = {
    "frac": _fraction,
    "tfrac": _fraction,
    "dfrac": _fraction,
    "sqrt": _root,
    "overline": _conjugate,
    "bar": _conjugate,
    "underbrace": _brace("_"),
    "overbrace": _brace("^"),
    "hat": _accent("hat"),
    "tilde": _accent("tilde"),
    "widehat": _accent("hat"),
    "widetilde": _accent("tilde"),
}


def _environment(parser: Parser) -> Node:
    opening = parser.take()
    kind = ENVIRONMENTS[opening.text]
    if kind == "rows":
        parser.fail(f"the environment {opening.text!r} holds whole formulas, not a part of one", opening.start)
    with parser.nested():
        bars, parser.bars = parser.bars, 0
        node = _matrix(parser, opening) if kind == "matrix" else _cases(parser, opening)
        parser.bars = bars
    return node


def _matrix(parser: Parser, opening: Token) -> Node:
    rows = []
    while parser.kind != "end":
        row = [entry(parser)]
        while parser.accept("&"):
            row.append(entry(parser))
        rows.append(unmarked(assembled(parser, row, opening, None)))
        if not parser.accept("\\\\"):
            break
    _close(parser, opening)
    if not rows:
        parser.fail("a matrix needs at least one entry", opening.start)
    return assembled(parser, rows, opening, parser.span(opening.start))


def _cases(parser: Parser, opening: Token) -> Node:
    branches: list[tuple[Node, Node | None]] = []
    while parser.kind != "end":
        value = parser.expression()
        parser.accept(",")
        condition: Node | None = None
        if parser.accept("&"):
            condition = _condition(parser)
        branches.append((value, condition))
        if not parser.accept("\\\\"):
            break
    _close(parser, opening)
    if not branches:
        parser.fail("a definition by cases needs at least one", opening.start)
    return Cases(tuple(branches), span=parser.span(opening.start))


def _condition(parser: Parser) -> Node | None:
    word = parser.accept("word")
    if word is not None and parser.kind in (".", ",", ";"):
        parser.take()
    if word is not None and parser.kind in ("\\\\", "end"):
        if word.text.strip().rstrip(".").lower() in ("otherwise", "else", "elsewhere", "sonst"):
            return None
        return Word(word.text, span=(word.start, word.stop))
    if word is not None and word.text.strip().lower() not in ("if", "for", "when"):
        parser.fail("a condition begins with if, for or when", word.start)
    condition = parser.chain()
    if parser.accept(",", ";") and isinstance(condition, Chain) and parser.kind not in ("\\\\", "end"):
        return _one_of(parser, condition)
    parser.accept(".")
    return condition


def _one_of(parser: Parser, condition: Chain) -> Node:
    """Read the rest of ``n = 0, 1, 2``: the name is one of these."""
    entries = [condition.links[0][1], parser.expression()]
    while parser.accept(","):
        entries.append(parser.expression())
    if len(condition.links) > 1 or condition.links[0][0] != "=":
        parser.fail("only values of one index can stand side by side in a condition")
    return Chain(condition.first, (("∈", Vector(tuple(entries))),), span=condition.span)


def _close(parser: Parser, opening: Token) -> None:
    token = parser.expect("end", needed=f"\\end{{{opening.text}}}")
    if token.text != opening.text:
        parser.fail(f"\\end{{{token.text}}} does not close \\begin{{{opening.text}}}", token.start)


def _sum(parser: Parser) -> Node:
    start = parser.take().start
    names: tuple[str, ...] = ()
    lower: Node | None = None
    upper: Node | None = None
    while parser.kind in ("_", "^"):
        if parser.take().kind == "_":
            if names:
                parser.fail("the sum has its lower limit twice")
            names, lower, upper = _lower(parser)
        else:
            if upper is not None:
                parser.fail("the sum has its upper limit twice")
            upper = primaries.braced(parser) if parser.kind == "{" else _single(parser)
    if not names:
        parser.fail("a sum needs its index", expected=("'_' and the index",))
    if len(names) > 1 and upper is not None:
        parser.fail("limits belong to one index; write one sum inside the other", start)
    if upper is not None and lower is None:
        parser.fail("the sum has an upper limit and no lower one", start)
    body = placed(parser.term(), Place.BODY)
    return primaries.summation(names, lower, upper, body, parser.span(start))


def _single(parser: Parser) -> Node:
    return primaries.lone(parser, "limit") if parser.notation == "latex" else parser.primary()


def _lower(parser: Parser) -> tuple[tuple[str, ...], Node | None, Node | None]:
    """Read what stands under the sum: ``m``, ``m = a``, ``n, m``, ``m in Z``, ``a <= m <= b``."""
    if parser.kind != "{":
        token = parser.expect("name", needed="the index")
        return (token.text,), None, None
    parser.take()
    start = parser.token.start
    with parser.nested():
        under = parser.chain()
        names = [under]
        while parser.accept(","):
            names.append(parser.expression())
    parser.expect("}")
    if len(names) > 1 or isinstance(under, Name):
        return _names(parser, names, start), None, None
    match under:
        case Chain(first=Name(name=index), links=(("=", lower),)):
            return (index,), lower, None
        case Chain(first=Name(name=index), links=(("∈", Name(name="ℤ" | "Z")),)):
            return (index,), None, None
        case Chain(first=Name(name=index), links=((">=" | ">" as sign, lower),)):
            after = Add((placed(lower, Place.TERM), Number(Fraction(1))))
            return (index,), lower if sign == ">=" else after, Name("oo")
        case Chain(first=Name(name=index), links=(("<=" | "<" as sign, last),)):
            before = Add((placed(last, Place.TERM), Negative(Number(Fraction(1)))))
            return (index,), Negative(Name("oo")), last if sign == "<=" else before
        case Chain(first=lower, links=(("<=", Name(name=index)), ("<=" | "<" as sign, last))):
            one = Negative(Number(Fraction(1)))
            return (index,), lower, last if sign == "<=" else Add((placed(last, Place.TERM), one))
    parser.fail("what stands under the sum is not clear", start, expected=("m", "m = a", "m >= a", "a <= m <= b"))
    return None


def _names(parser: Parser, nodes: list[Node], start: int) -> tuple[str, ...]:
    names = tuple(node.name for node in nodes if isinstance(node, Name))
    if len(names) != len(nodes) or len(set(names)) != len(names):
        parser.fail("the indices of a sum are different names", start)
    return names


def _partial(parser: Parser) -> Node:
    parser.fail("a derivative is written diff(e, x[k]) or as a fraction of ∂")


FORMS: Final[Mapping[str, Callable[[Parser], Node]]] = {
    "{": _group,
    "command": _command,
    "begin": _environment,
    "Σ": _sum,
    "∂": _partial,
}
