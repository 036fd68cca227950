"""A worked text as the chains of equalities in it, each with its place, and what could not be read.

May import: ``errors``, ``syntax``, ``proving.tree`` and this package. Must never evaluate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from symconv.auditing.announced import Announced, find_announced
from symconv.auditing.context import operation_named
from symconv.auditing.macros import Expansion, Macros
from symconv.auditing.origins import first_by_arrow, first_in_words
from symconv.auditing.passages import Passage, find_passages
from symconv.auditing.phrases import spoken_claim
from symconv.auditing.spelled import respelled
from symconv.auditing.tables import Table, find_tables
from symconv.errors import SymconvError
from symconv.proving.tree import rebuilt
from symconv.syntax import Formula, Notation, parse_formulas
from symconv.syntax.nodes import Call, Chain, Fence, Infix, Node, Vector, Word

__all__ = ["CODE", "Sentence", "WorkedText", "read_text"]

CODE: Final = "code is not read"
_RELATION: Final = re.compile(r"[=≈]|\\approx")
_INFIMUM: Final = re.compile(r"(?:[\^=+{-]\s*)(\\inf)(?![A-Za-z])")
_DANGLING: Final = re.compile(r"\w+\s*=\s*")
"""What is left of ``mode='same'`` without its quotation."""
_MODULO: Final = re.compile(r"[\s$,]*\(?\s*(?:mod\b|modulo\b|\\p?b?mod\b|%)")
_COMMA_BEFORE: Final = re.compile(r"\d\{?,\}?$")
_COMMA_AFTER: Final = re.compile(r"\{?,\}?\d")
_HEADING: Final = re.compile(
    r"^[^\w\n#\\$]{0,12}(?:#{1,6}\s|\\(?:sub)*section|\\chapter|\$\\begingroup\$"
    r"|(?:\\begin\{)?(?:exercise|example|problem|question|task|part|answer|homework)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_MEANS: Final = re.compile(r"[\s$)\\]*(?:denotes|represents|means|stands for|is the|for the)\b")
_SPOKEN_OF: Final = re.compile(r"(?:denot|writ|symbol|operator|sign)\w*[^.]{0,50}$")
NEAR: Final = 300
"""How far before a formula a word may stand that says which operation is meant."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One chain, or one formula that could not be read."""

    chain: Chain | None
    source: Expansion
    """The passage it stands in: spans of nodes count from there."""
    start: int
    stop: int
    section: int
    """Number of the section it stands in."""
    reason: str = ""
    before: str = ""
    """The words before it, in small letters."""
    first: int | None = None
    """Where its last signal starts, if that is said beside it."""

    def place(self, node: Node) -> tuple[int, int]:
        """Return where a node of the chain stands in the text."""
        return self.source.place(node.span) if node.span else (self.start, self.stop)


@dataclass(frozen=True, slots=True)
class WorkedText:
    """What was found in a text."""

    sentences: tuple[Sentence, ...]
    infima: tuple[int, ...]
    r"""Where ``\inf`` is written for infinity."""
    declared: tuple[tuple[str, tuple[str, bool]], ...]
    """Signs that the text explains: the sign, ``conv`` or ``corr``, and whether it is circular."""
    headings: tuple[int, ...]
    """Where sections begin."""
    tables: tuple[Table, ...] = ()
    announced: tuple[Announced, ...] = ()
    """Results of operations that sentences announce."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A formula that was read, as far as the next ones may go on with it."""

    node: Node
    source: Expansion
    start: int
    stop: int


def read_text(text: str, syntax: str = "auto") -> WorkedText:
    """Find and read the formulas of a text."""
    return _Reader(text).read(syntax)


class _Reader:
    """One walk over the passages of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._macros = Macros(text)
        self._headings = tuple([match.start() for match in _HEADING.finditer(text)])
        self._section = 0
        self._said: list[_Said] = []
        """The formulas before, the last three at most."""
        self._declared: list[tuple[str, tuple[str, bool]]] = []

    def read(self, syntax: str) -> WorkedText:
        sentences: list[Sentence] = []
        infima: list[int] = []
        code: list[tuple[int, int]] = []
        for passage in find_passages(self._text, syntax):
            while self._section < len(self._headings) and self._headings[self._section] <= passage.start:
                self._section += 1
            inside = self._text[passage.start : passage.stop]
            if passage.kind == "code":
                code.append((passage.start, passage.stop))
                if _RELATION.search(inside):
                    whole = Expansion(inside, passage.start)
                    sentences.append(Sentence(None, whole, passage.start, passage.stop, self._section, CODE))
                continue
            infima += [passage.start + match.start(1) for match in _INFIMUM.finditer(inside)]
            sentences += self._passage(inside, passage)
        return WorkedText(
            tuple(sentences),
            tuple(infima),
            tuple(self._declared),
            self._headings,
            find_tables(self._text, code),
            find_announced(self._text, code),
        )

    def _passage(self, inside: str, passage: Passage) -> Iterator[Sentence]:
        try:
            source = self._macros.expand(respelled(inside, latex=passage.kind == "latex"), passage.start)
        except SymconvError as error:
            if _RELATION.search(inside):
                whole = Expansion(inside, passage.start)
                yield Sentence(None, whole, passage.start, passage.stop, self._section, _reason(error))
            return
        for formula in parse_formulas(source.text, notation=_notation(passage)):
            start, stop = source.place(formula.span)
            if isinstance(formula.node, Word):
                self._declare(formula.node.text, start, passage.stop)
                continue
            if isinstance(formula.node, Infix) and _MEANS.match(self._text, stop):
                self._declare(formula.node.sign, start, passage.stop)
            yield from self._sentences(formula, source, start, stop)

    def _declare(self, sign: str, start: int, stop: int) -> None:
        after = re.split(r"[.;]\s|\n\s*\n", self._text[stop : stop + 80], maxsplit=1)[0]
        operation, circular = operation_named(after)
        before = _SPOKEN_OF.search(self._text, max(0, start - 90), start)
        if not operation and before is not None:
            operation, circular = operation_named(self._text[max(0, start - 90) : start])
        if operation:
            self._declared.append((sign, (operation, circular)))

    def _sentences(self, formula: Formula, source: Expansion, start: int, stop: int) -> Iterator[Sentence]:
        before = self._text[max(0, start - NEAR) : start].lower()

        def sentence(chain: Chain | None, reason: str = "", begin: int = start) -> Sentence:
            return Sentence(chain, source, begin, stop, self._section, reason, before, self._first(chain, source, stop))

        if isinstance(formula.node, Chain) and (reason := _cut_off(self._text, start, stop)):
            self._said.clear()
            yield sentence(None, reason)
            return
        if formula.node is None:
            self._said.clear()
            if _RELATION.search(self._text, start, stop) and not _DANGLING.fullmatch(self._text, start, stop):
                yield sentence(None, _reason(formula.error))
            return
        node, claims = _without_braces(formula.node) if "brace" in source.text else (formula.node, [])
        previous = self._said[-1] if self._said else None
        last = node.links[-1][1] if isinstance(node, Chain) else node
        begin = start
        if formula.relation:
            if previous is None or self._is_apart(previous.stop, start):
                yield sentence(None, "it begins with a relation, and nothing stands before it")
            else:
                links: tuple[tuple[str, Node], ...] = ((formula.relation, node),)
                if isinstance(node, Chain):
                    links = ((formula.relation, node.first), *node.links)
                yield sentence(Chain(_moved(previous, source), links))
        elif isinstance(node, Chain):
            yield sentence(node)
        else:
            before_it = [(said.node, said.start, said.stop) for said in self._said]
            claim = spoken_claim(self._text, before_it, (node, start, stop))
            if claim is not None:
                subject, begin = claim
                yield sentence(Chain(subject, (("=", node),)), begin=begin)
        for claim_under in claims:
            yield sentence(claim_under)
        self._said = [*self._said[-2:], _Said(last, source, begin, stop)]

    def _is_apart(self, stop: int, start: int) -> bool:
        between = self._text[stop:start].replace("\\quad", "")
        listed = re.fullmatch(r"[ \t]*[,;][ \t]*", between)  # “≥ 0, = 0, ≠ 0” is a list
        return bool(listed or re.search(r"[^\W\d_]{2,}|\n\s*\n\s*\n", between))

    def _first(self, chain: Chain | None, source: Expansion, stop: int) -> int | None:
        """Return where the last signal of a chain starts, if an arrow below or the words after it say so."""
        last = chain.links[-1][1] if chain is not None else None
        if not isinstance(last, Vector) or last.origin is not None:
            return None
        arrow = first_by_arrow(self._text, last, source.start) if not source.pieces else None
        return first_in_words(self._text, stop, len(last.entries)) if arrow is None else arrow


def _notation(passage: Passage) -> Notation | None:
    return "latex" if passage.kind == "latex" else None


def _cut_off(text: str, start: int, stop: int) -> str:
    """Return why a formula may not be the whole of what was meant, or nothing."""
    if _MODULO.match(text, stop):
        return "it is meant modulo a number, or as a percentage"
    begins = text[start].isdigit() and _COMMA_BEFORE.search(text[max(0, start - 4) : start])
    if begins or (text[stop - 1].isdigit() and _COMMA_AFTER.match(text, stop)):
        return "a comma between digits may belong to a number or separate two"
    return ""


def _without_braces(node: Node) -> tuple[Node, list[Chain]]:
    """Return a formula without its braces, and what is written at each brace as a claim."""
    claims: list[Chain] = []

    def change(part: Node) -> Node:
        part = rebuilt(part, change)
        match part:
            case Call(function="underbrace", arguments=(over, under)):
                claims.append(Chain(over, (("=", under),), span=part.span))
                return Fence(over, span=part.span)
        return part

    return change(node), claims


def _moved(said: _Said, source: Expansion) -> Node:
    """Return a node with its span counted from another passage, or without one."""
    by = said.source.start - source.start
    if said.node.span is None or said.source.pieces or source.pieces:
        return replace(said.node, span=None)
    return replace(said.node, span=(said.node.span[0] + by, said.node.span[1] + by))


def _reason(error: SymconvError | None) -> str:
    return str(getattr(error, "reason", None) or error).split("\n", 1)[0]
