r"""The grammar: one recursive-descent parser for expressions, signals, statements and worked texts.

From loosest to tightest::

    chain        side R side R side …         R one of = != < <= > >= ≈ ≡ := ∈ → ⇒ ⇔
    expression   ± term ± term …
    term         group (* group | / factor | ∗ ⋆ ⊛ ⊗ group | bmod factor) …
    group        factor factor …              juxtaposition
    factor       − factor | power
    power        postfix [^ exponent]         9^9^9 is refused: it would have to be guessed
    postfix      primary ([indices] | _subscript | (arguments)) …

What a primary is depends on its first token: the tables of `primaries` and `latex_forms`.
Every loop consumes a token.

May import: ``errors`` and the parts of this package that parse. Must never evaluate.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TypeGuard

from symconv.syntax import latex_forms, primaries
from symconv.syntax.levels import ASSOCIATIVE, Place, is_operation, placed
from symconv.syntax.nodes import (
    Add,
    Call,
    Chain,
    Dots,
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
    Vector,
)
from symconv.syntax.spellings import FUNCTIONS, GREEK, OPERATORS, RELATIONS
from symconv.syntax.stream import Stream

__all__ = ["Parser"]

_PRIMARIES = {**primaries.FORMS, **latex_forms.FORMS}
_SHORT_NAME = re.compile(r"[A-Za-z](?:[0-9_].*)?")
_RELATIONS = frozenset(RELATIONS)
_LOGICAL_WORDS = frozenset({"exists", "for", "forall", "if", "iff", "implies", "there"})
_TRANSFORMS = {"F": "fourier", "Z": "ztransform", "DFT": "dft", "DTFT": "dtft"}
"""Names that are transforms before braces, as in ``\\mathcal{F}\\{f\\}``; the index set says which ``fourier`` is."""
_INVERSES = {"F": "inverse_fourier", "DFT": "idft"}
_SIGNAL_OPERATORS = frozenset({"conv", "corr", "flip", "shift", "up", "down", "outer", "dft", "idft"})


class Parser(Stream):
    """Reads nodes from a text, one method for each level of the grammar."""

    def chain(self) -> Node:
        """Read ``side R side …``; a lone side comes back as itself."""
        start = self.token.start
        first = self.expression()
        links: list[tuple[str, Node]] = []
        while self.kind in _RELATIONS:
            sign = self.take().kind
            self.row_break()
            links.append((sign, self.expression()))
            self.row_break(before_relation=True)
        return Chain(first, tuple(links), span=self.span(start)) if links else first

    def row_break(self, *, before_relation: bool = False) -> None:
        r"""Step over a ``\\`` after a relation sign, or before one."""
        if self.kind == "\\\\" and (not before_relation or self.peek().kind in _RELATIONS):
            self.take()

    def expression(self) -> Node:
        """Read a sum of terms."""
        start = self.token.start
        terms = [self._first_term()]
        while self.kind in "+-":
            sign = self.take()
            terms.append(self._next_term(sign.kind, sign.start))
        if len(terms) == 1:
            return terms[0]
        return Add(tuple([placed(term, Place.TERM) for term in terms]), span=self.span(start))

    def _first_term(self) -> Node:
        start = self.token.start
        if self.accept("+"):
            return self.term()
        if self.accept("-"):
            with self.nested():
                inner = self._first_term() if self.kind in "+-" else self.term()
            return Negative(placed(inner, Place.NEGATED), span=self.span(start))
        return self.term()

    def _next_term(self, sign: str, start: int) -> Node:
        signed = self.kind == "-"
        term = self._first_term() if self.kind in "+-" else self.term()
        if sign == "-":
            return Negative(placed(term, Place.NEGATED), span=self.span(start))
        return Fence(term, span=term.span) if signed else term

    def term(self) -> Node:
        """Read products, quotients and operations between signals, from left to right."""
        start = self.token.start
        left = self.group()
        joined = ""
        while True:
            kind = self.kind
            if kind == "*":
                if joined:
                    self.fail(f"what {joined} and {self.found()} join is not clear; put parentheses around one of them")
                left = self._product(left, start)
            elif kind == "/":
                self.take()
                left, joined = self._quotient(left, start), ""
            elif kind in OPERATORS:
                left, joined = self._operation(left, start, joined), kind
            elif kind == "bmod" or (kind == "name" and self.token.text == "mod"):
                self.take()
                right = placed(self.factor(), Place.OPERAND)
                left, joined = Call("mod", (placed(left, Place.OPERAND), right), span=self.span(start)), ""
            else:
                return left

    def _product(self, left: Node, start: int) -> Node:
        factors = [left]
        while self.accept("*"):
            factors.append(self.group())
        return Product(tuple([placed(factor, Place.FACTOR) for factor in factors]), "*", span=self.span(start))

    def _quotient(self, left: Node, start: int) -> Node:
        place = self.token.start
        denominator = self.factor()
        if self.begins_factor():
            self.fail("what stands under the fraction stroke is not clear; write (a/b)*c or a/(b*c)", place)
        return Quotient(placed(left, Place.NUMERATOR), placed(denominator, Place.DENOMINATOR), span=self.span(start))

    def _operation(self, left: Node, start: int, joined: str) -> Node:
        sign = self.kind
        unclear = isinstance(left, Product) and left.sign and not isinstance(left.factors[0], Number)
        if unclear or (joined and (joined != sign or sign not in ASSOCIATIVE)):
            self.fail(f"what {sign} joins is not clear here; put parentheses around one of the operations")
        self.take()
        if self.kind == "_":
            self.fail(r"the circular convolution is written f ⊛ g, or f \circledast g, over Z/N")
        right = placed(self.group(), Place.OPERAND)
        if not joined:
            left = placed(left, Place.OPERAND)
        function = self.operations.get(sign)
        if function:
            return Call(function, (left, right), span=self.span(start))
        return Infix(sign, left, right, span=self.span(start))

    def group(self) -> Node:
        """Read factors that stand side by side."""
        start = self.token.start
        factors = [self.factor()]
        while self.begins_factor():
            self._check_juxtaposition(factors[-1])
            factors.append(self.power())
        if len(factors) == 1:
            return factors[0]
        return Product(tuple([placed(factor, Place.FACTOR) for factor in factors]), "", span=self.span(start))

    def begins_factor(self) -> bool:
        """Whether the next token goes on with the product by juxtaposition."""
        token = self.token
        if token.kind == "|" and self.bars:
            return False
        if token.gap == "\n" and self.notation == "text":
            return False
        if token.kind == "name" and token.text == "mod":
            return False
        return token.kind in _PRIMARIES and token.kind not in "-+…"

    def _check_juxtaposition(self, left: Node) -> None:
        token = self.token
        imaginary = self.notation == "latex" and isinstance(left, Name) and left.name in ("i", "j", "I")
        if token.kind == "number" and not imaginary:  # an exponent may begin with j2\pi
            self.fail("a number cannot follow another factor without a sign; write a comma or *")
        if token.kind in ("[", "set{") and not isinstance(left, Number | Quotient | Fence):
            self.fail(f"{self.found()} was not expected here", expected=("an operator",))
        if (token.kind == "fraction" or token.text in ("frac", "tfrac", "dfrac")) and _is_numeric(left):
            self.fail("a number and a fraction side by side may be a sum or a product; write + or *")
        if self.notation == "text" and token.kind == "name" and isinstance(left, Name) and token.text not in FUNCTIONS:
            for name in (left.name, token.text):
                if name.lower() in _LOGICAL_WORDS:
                    self.fail(
                        f"statements with '{name.lower()}' are outside the language: a statement is an equality, "
                        "meant for all indices and signals, and its premises are hypotheses"
                    )
                if name.startswith("sum_"):
                    self.fail(f"a sum is written sum({name.removeprefix('sum_')}, …) or Σ_…")
                if not (_SHORT_NAME.fullmatch(name) or name in GREEK.values()):
                    self.fail(f"two words side by side are no product; write {left.name}*{token.text} if they are")

    def factor(self) -> Node:
        """Read a factor, which may have a sign."""
        start = self.token.start
        if self.kind == "-":
            self.take()
            with self.nested():
                return Negative(placed(self.factor(), Place.NEGATED), span=self.span(start))
        return self.power()

    def power(self) -> Node:
        """Read a base and its exponent."""
        start = self.token.start
        base = self.postfix()
        while self.kind in ("^", "sup"):
            if isinstance(base, Power):
                self.fail("two exponents in a row are not clear; write (a^b)^c or a^(b^c)")
            if self.kind == "^" and primaries.is_star(self):
                base = self.postfix(Call("conj", (base,), span=self.span(start)), start)
                continue
            exponent = self._superscript() if self.kind == "sup" else self._exponent()
            if self.kind == "set{" and isinstance(base, Name) and base.name in _INVERSES and _is_minus_one(exponent):
                base = self.postfix(self._transformed(_INVERSES[base.name], start), start)
                continue
            base = self._raised(base, exponent, start)
        if isinstance(base, Power) and self.kind in "[_":
            self.fail(f"an index belongs before the exponent; {self.found()} was not expected here")
        return base

    def _raised(self, base: Node, exponent: Node, start: int) -> Node:
        span = self.span(start)
        bars = isinstance(base, Call) and base.function == "abs" and not self.text.startswith("abs", start)
        if isinstance(base, Call) and bars and exponent == Number(Fraction(2)):
            return Call("abs2", base.arguments, span=span)
        return Power(placed(base, Place.BASE), placed(exponent, Place.EXPONENT), span=span)

    def _exponent(self) -> Node:
        self.take()
        if self.kind == "{":
            return primaries.braced(self)
        if self.notation == "latex":
            return primaries.lone(self, "exponent")
        if self.kind == "-":
            start = self.take().start
            return Negative(self.postfix(), span=self.span(start))
        with self.nested():
            return self.postfix()

    def _superscript(self) -> Node:
        token = self.take()
        digits = token.text.removeprefix("-")
        if not digits.isdecimal():
            self.fail("a raised minus needs digits after it", token.start)
        number = primaries.number(self, digits, (token.start, token.stop))
        return number if digits == token.text else Negative(number, span=(token.start, token.stop))

    def postfix(self, node: Node | None = None, start: int | None = None) -> Node:
        """Read a primary and the indices, subscripts and arguments that follow it."""
        start = self.token.start if start is None else start
        if node is None:
            node = self.primary()
        while True:
            kind = self.kind
            if kind in "([" and self._is_script_transform(node):
                self.take()
                arguments = primaries.items(self, "]" if kind == "[" else ")")
                node = Call(_TRANSFORMS[node.name], arguments, span=self.span(start))
            elif kind in "([" and isinstance(node, Vector) and _is_bracketed_operation(node) and not self.token.gap:
                self.take()
                node = Index(node.entries[0], primaries.items(self, "]" if kind == "[" else ")"), span=self.span(start))
            elif kind == "[" and not isinstance(node, Number | Quotient | Dots) and self._adjoins(node):
                self.take()
                indices = primaries.items(self, "]")
                node = Index(placed(node, Place.SIGNAL), indices, span=self.span(start))
            elif kind == "_":
                node = primaries.subscripted(self, node, start)
            elif kind == "(" and isinstance(node, Name) and self._adjoins(node):
                self.take()
                node = primaries.call(self, node.name, start)
            elif kind == "set{" and isinstance(node, Name) and node.name in _TRANSFORMS:
                node = self._transformed(_TRANSFORMS[node.name], start)
            elif kind == "(" and isinstance(node, Call) and node.function in _SIGNAL_OPERATORS and not self.token.gap:
                self.take()
                node = Index(node, primaries.items(self, ")"), span=self.span(start))
            elif kind == "(" and isinstance(node, Fence) and is_operation(node.inner):
                self.take()
                node = Index(node.inner, primaries.items(self, ")"), span=self.span(start))
            else:
                return node

    def _is_script_transform(self, node: Node) -> TypeGuard[Name]:
        r"""Whether a name is written ``\mathcal{F}``, so that brackets after it hold what is transformed."""
        if not isinstance(node, Name) or node.name not in _TRANSFORMS or node.span is None:
            return False
        return self.text.startswith((r"\mathcal", r"\mathscr"), node.span[0])

    def _transformed(self, function: str, start: int) -> Node:
        self.take()
        return Call(function, primaries.items(self, "set}"), span=self.span(start))

    def _adjoins(self, node: Node) -> bool:
        if isinstance(node, Vector):
            return not self.token.gap
        return self.token.gap != "\n" or self.notation == "latex"

    def primary(self) -> Node:
        """Read what the next token begins."""
        form = _PRIMARIES.get(self.kind)
        if form is None:
            self.fail(f"{self.found()} was not expected here", expected=("a number", "a name", "'('"))
        with self.nested():
            return form(self)


def _is_bracketed_operation(node: Vector) -> bool:
    r"""Whether brackets are those of ``[f \star g][n]``."""
    return len(node.entries) == 1 and node.origin is None and is_operation(node.entries[0])


def _is_minus_one(node: Node) -> bool:
    return node == Negative(Number(Fraction(1)))


def _is_numeric(node: Node) -> bool:
    if isinstance(node, Quotient):
        return isinstance(node.numerator, Number) and isinstance(node.denominator, Number)
    return isinstance(node, Number)
