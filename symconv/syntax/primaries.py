"""What a primary can be, by its first token: numbers, names, brackets, bars, sums, signals.

May import: ``errors`` and the parts of this package that parse. Must never evaluate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from symconv.errors import LimitError
from symconv.syntax.levels import ARGUMENTS, Place, placed
from symconv.syntax.limits import MAX_DECIMAL_EXPONENT
from symconv.syntax.nodes import (
    Call,
    Dots,
    Fence,
    Index,
    Name,
    Negative,
    Node,
    Number,
    Product,
    Quotient,
    Span,
    Summation,
    Vector,
    Word,
)
from symconv.syntax.spellings import FUNCTIONS
from symconv.syntax.tokens import Token
from symconv.syntax.vectors import bracketed

if TYPE_CHECKING:
    from symconv.syntax.parser import Parser

__all__ = ["FORMS", "braced", "call", "is_star", "items", "lone", "number", "subscripted", "total"]


def number(parser: Parser, digits: str, span: Span) -> Number:
    """Return a literal: digits, a decimal fraction, with or without a power of ten."""
    mantissa, _, exponent = digits.lower().partition("e")
    doing = f"reading {parser.source or 'a number'}"
    if len(mantissa) > parser.max_digits:
        raise LimitError(doing, f"a number of {len(mantissa)} digits", limit=f"{parser.max_digits} digits")
    if exponent and (len(exponent) > 6 or abs(int(exponent)) > MAX_DECIMAL_EXPONENT):
        raise LimitError(doing, f"the power of ten {exponent[:12]}", limit=f"±{MAX_DECIMAL_EXPONENT}")
    digits, mantissa = digits.rstrip("."), mantissa.rstrip(".")
    value = Fraction(mantissa)
    if exponent:
        power = int(exponent)
        value = value * 10**power if power >= 0 else value / 10**-power
    return Number(value, "" if digits.isdecimal() else digits, span=span)


def _number(parser: Parser) -> Node:
    token = parser.take()
    span = (token.start, token.stop)
    following = parser.token
    if (
        parser.notation == "latex"
        and following.text in ("e", "E")
        and parser.peek().kind == "number"
        and not following.gap
    ):
        parser.fail("a power of ten is written 10^{…} here", token.start)
    digits = token.text
    if "{,}" in digits:
        whole, _, decimals = digits.partition("{,}")
        if len(decimals) == 3 and len(whole) <= 3:
            parser.fail("the comma may mark the decimals or the thousands; write a point, or no comma", token.start)
        digits = f"{whole}.{decimals}"
    return number(parser, digits, span)


def _fraction(parser: Parser) -> Node:
    token = parser.take()
    span = (token.start, token.stop)
    numerator, _, denominator = token.text.partition("⁄")
    return Quotient(number(parser, numerator, span), number(parser, denominator, span), span=span)


def _name(parser: Parser) -> Node:
    token = parser.take()
    span = (token.start, token.stop)
    if token.text in FUNCTIONS and parser.kind not in "(" and not (parser.notation == "latex" and len(token.text) == 1):
        return _applied(parser, token)
    return Name(token.text, span=span)


def _applied(parser: Parser, token: Token) -> Node:
    r"""Read a function without parentheses, which LaTeX has (``\cos x``) and plain text has not."""
    if parser.notation == "text" or parser.kind not in _SINGLE:
        expected = "sum(m, …)" if token.text == "sum" else f"{token.text}(…)"
        parser.fail(f"{token.text} is a function", expected=(expected,))
    argument = parser.power()
    if parser.begins_factor():
        parser.fail(f"where the argument of {token.text} ends is not clear; put it in parentheses", token.start)
    return Call(token.text, (placed(argument, Place.ARGUMENT),), span=parser.span(token.start))


_SINGLE: Final = frozenset(["name", "number", "command"])


def subscripted(parser: Parser, node: Node, start: int) -> Node:
    """Read a subscript: digits and upright words belong to the name, anything else is an index."""
    token = parser.take()
    if not isinstance(node, Name | Index | Call | Fence):
        parser.fail("a subscript belongs to a name", token.start)
    word = _subscript_word(parser) if isinstance(node, Name) else ""
    if isinstance(node, Name) and word:
        return Name(f"{node.name}_{word}", span=parser.span(start))
    indices = items(parser, "}") if parser.accept("{") else (lone(parser, "subscript"),)
    label = "".join(_letters(indices[0])) if len(indices) == 1 and parser.kind in ("[", "(") else ""
    if isinstance(node, Name) and label:
        return Name(f"{node.name}_{label}", span=parser.span(start))
    _check_subscripts(parser, node, indices, start)
    return Index(placed(node, Place.SIGNAL), indices, span=parser.span(start))


def _letters(index: Node) -> tuple[str, ...]:
    """Return the letters of ``xy`` in ``r_{xy}[n]``; they are no index, for that comes after them."""
    if isinstance(index, Name):
        return (index.name,) if len(index.name) > 1 and index.name.isalpha() and index.name.islower() else ()
    if isinstance(index, Product) and not index.sign:
        names = tuple(f.name for f in index.factors if isinstance(f, Name))
        return names if len(names) == len(index.factors) else ()
    return ()


def _check_subscripts(parser: Parser, node: Node, indices: tuple[Node, ...], start: int) -> None:
    """Refuse subscripts that are read in two ways: Kronecker's δ_{n,m}, and x_{nm}, a product or two indices."""
    if node == Name("delta") and len(indices) == 2:
        parser.fail("Kronecker's delta is written delta[n - m], the impulse in two dimensions delta[n, m]", start)
    for index in indices:
        if isinstance(index, Product) and not index.sign and all(isinstance(f, Name) for f in index.factors):
            parser.fail("the subscript may be a product or several indices; write x[n*m] or x[n, m]", start)


def _subscript_word(parser: Parser) -> str:
    """Step over a subscript that belongs to the name and return it, or ``""`` if it is an index."""
    braces = parser.kind == "{"
    inner = parser.peek() if braces else parser.token
    digits = inner.kind == "number" and inner.text.isdecimal()
    written = parser.text[inner.start : inner.stop]
    upright = inner.kind in ("word", "name") and written.startswith(("\\mathrm", "\\operatorname", "\\text"))
    if not (digits or upright) or (braces and parser.peek(2).kind != "}"):
        return ""
    if digits and not braces and parser.notation == "latex" and len(inner.text) > 1:
        parser.fail("only one digit would be the subscript; put braces around it", inner.start)
    word = re.sub(r"\\[a-z]+|[{}\\\s]", "", written)  # the letters alone: an upright i is no imaginary unit here
    if not re.fullmatch(r"[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*", word):
        parser.fail("a subscript is a word of letters and digits, or an index", inner.start)
    for _ in range(3 if braces else 1):
        parser.take()
    return word


def lone(parser: Parser, what: str) -> Node:
    """Read what TeX takes without braces: one digit, one letter, one command."""
    token = parser.token
    if token.kind == "number" and len(token.text) > 1:
        parser.fail(f"only one digit would be the {what}; put braces around it")
    if token.kind not in ("number", "name", "command"):
        parser.fail(f"{parser.found()} cannot be the {what} without braces", expected=("'{'",))
    if token.kind == "name":
        parser.take()
        return Name(token.text, span=(token.start, token.stop))
    return parser.primary()


def braced(parser: Parser) -> Node:
    """Read an expression in braces that only group."""
    parser.expect("{")
    with parser.nested():
        node = parser.expression()
    parser.expect("}")
    return node


def is_star(parser: Parser) -> bool:
    """Step over ``^*`` or ``^{*}``, the sign of the conjugate, if it comes next."""
    braces = parser.peek(1).kind == "{"
    if parser.peek(2 if braces else 1).kind not in ("*", "∗", "⋆") or (braces and parser.peek(3).kind != "}"):
        return False
    for _ in range(4 if braces else 2):
        parser.take()
    return True


def items(parser: Parser, closing: str) -> tuple[Node, ...]:
    """Read expressions between commas up to a closing bracket."""
    with parser.nested():
        found = [parser.expression()]
        while parser.accept(","):
            found.append(parser.expression())
    parser.expect(closing)
    return tuple(found)


def call(parser: Parser, function: str, start: int) -> Node:
    """Read the arguments of a function, options such as ``stride=s`` last."""
    arguments: list[Node] = []
    options: list[tuple[str, Node]] = []
    with parser.nested():
        while parser.kind != ")":
            token = parser.token
            if token.kind == "name" and parser.peek().kind == "=":
                parser.take()
                parser.take()
                if function == "sum" and not arguments:
                    arguments = [Name(token.text, span=(token.start, token.stop)), *_limits(parser)]
                elif token.text in dict(options):
                    parser.fail(f"the option {token.text} is given twice", token.start)
                else:
                    options.append((token.text, parser.expression()))
            elif options:
                parser.fail("options come last", expected=("an option such as stride=2",))
            else:
                arguments.append(parser.expression())
            if not parser.accept(","):
                break
            if parser.kind == ")":
                parser.fail("an argument is missing after the comma")
    parser.expect(")", needed="',' or ')'")
    if not arguments:
        parser.fail(f"{function}() needs an argument", start)
    if function == "sum":
        return total(parser, arguments, options, start)
    if function == "seq":
        arguments = [*_spread(arguments[:-1]), arguments[-1]]
    place = ARGUMENTS.get(function, Place.ARGUMENT)
    return Call(function, tuple([placed(a, place) for a in arguments]), tuple(options), span=parser.span(start))


def _limits(parser: Parser) -> tuple[Node, Node]:
    """Read the rest of ``sum(m = a..b, e)``."""
    lower = parser.expression()
    parser.expect("..", needed="'..' between the limits of the sum")
    return lower, parser.expression()


def total(parser: Parser, arguments: list[Node], options: list[tuple[str, Node]], start: int) -> Node:
    """Return what ``sum(m, e)`` or ``sum(m, a, b, e)`` stands for."""
    if len(arguments) not in (2, 4) or options:
        parser.fail("a sum is written sum(m, e), over all integers, or sum(m, a, b, e)", start)
    names = _index_names(arguments[0])
    if names is None:
        parser.fail("a sum needs the name of its index first: sum(m, e)", start)
    lower, upper = arguments[1:3] if len(arguments) == 4 else (None, None)
    if lower is not None and upper is not None and len(names) > 1:
        parser.fail("limits belong to one index; write one sum inside the other", start)
    return summation(names, lower, upper, placed(arguments[-1], Place.BODY), parser.span(start))


def summation(names: tuple[str, ...], lower: Node | None, upper: Node | None, body: Node, span: Span) -> Summation:
    """Return a sum; limits of −∞ and ∞ are no limits."""
    if lower is not None and upper is None:
        upper = Name("oo")
    if lower == Negative(Name("oo")) and upper == Name("oo"):
        lower = upper = None
    return Summation(names, lower, upper, body, span=span)


def _spread(nodes: list[Node]) -> list[Node]:
    """Return the indices of ``seq((n, m), e)`` one by one."""
    inner = [node.inner if isinstance(node, Fence) else node for node in nodes]
    return [entry for node in inner for entry in (node.entries if isinstance(node, Vector) else (node,))]


def _index_names(node: Node) -> tuple[str, ...] | None:
    entries = _spread([node])
    names = tuple(entry.name for entry in entries if isinstance(entry, Name))
    return names if len(names) == len(entries) == len(set(names)) else None


def _parenthesis(parser: Parser) -> Node:
    start = parser.take().start
    bars, parser.bars = parser.bars, 0
    first = parser.expression()
    entries = [first]
    comma = False
    while parser.accept(","):
        comma = True
        if parser.kind != ")":
            entries.append(parser.expression())
        else:
            break
    if parser.accept("↦"):
        return _sequence(parser, entries, start, bars)
    parser.expect(")")
    parser.bars = bars
    span = parser.span(start)
    return Fence(Vector(tuple(entries), span=span) if comma else first, span=span)


def _sequence(parser: Parser, names: list[Node], start: int, bars: int) -> Node:
    body = parser.expression()
    parser.expect(")")
    parser.bars = bars
    if not all(isinstance(name, Name) for name in names):
        parser.fail("only names of indices can stand before ↦", start)
    return Call("seq", (*names, body), span=parser.span(start))


def _bars(parser: Parser) -> Node:
    start = parser.take().start
    parser.bars += 1
    inner = parser.expression()
    parser.bars -= 1
    parser.expect("|")
    return Call("abs", (inner,), span=parser.span(start))


def _between(function: str, closing: str, count: int) -> Callable[[Parser], Node]:
    def form(parser: Parser) -> Node:
        start = parser.take().start
        arguments = items(parser, closing)
        if len(arguments) != count:
            parser.fail(f"{count} of {function} are needed here, not {len(arguments)}", start)
        return Call(function, arguments, span=parser.span(start))

    return form


def _root(parser: Parser) -> Node:
    start = parser.take().start
    argument = parser.postfix()
    inner = argument.inner if isinstance(argument, Fence) else argument
    return Call("sqrt", (inner,), span=parser.span(start))


def _dots(parser: Parser) -> Node:
    token = parser.take()
    return Dots(span=(token.start, token.stop))


def _word(parser: Parser) -> Node:
    token = parser.take()
    return Word(token.text, span=(token.start, token.stop))


FORMS: Final[Mapping[str, Callable[[Parser], Node]]] = {
    "number": _number,
    "fraction": _fraction,
    "name": _name,
    "word": _word,
    "(": _parenthesis,
    "[": bracketed,
    "set{": bracketed,
    "|": _bars,
    "⟨": _between("inner", "⟩", 2),
    "⌊": _between("floor", "⌋", 1),
    "⌈": _between("ceil", "⌉", 1),
    "√": _root,
    "…": _dots,
}
