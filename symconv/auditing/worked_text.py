"""A worked text as the chains of equalities in it, each with its place, and what could not be read.

May import: ``errors``, ``syntax`` and this package. Must never evaluate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from symconv.auditing.passages import Passage, find_passages
from symconv.errors import SymconvError
from symconv.syntax import Formula, Notation, parse_formulas
from symconv.syntax.nodes import Chain, Node, Word

__all__ = ["CODE", "Sentence", "WorkedText", "read_text"]

CODE: Final = "code is not read"
_RELATION: Final = re.compile(r"[=≈]|\\approx")
_INFIMUM: Final = re.compile(r"(?:[\^=+{-]\s*)(\\inf)(?![A-Za-z])")
_MODULO: Final = re.compile(r"[\s$,]*\(?\s*(?:mod\b|modulo\b|\\p?b?mod\b|%)")
_COMMA_BEFORE: Final = re.compile(r"\d\{?,\}?$")
_COMMA_AFTER: Final = re.compile(r"\{?,\}?\d")
_HEADING: Final = re.compile(
    r"^[^\w\n#\\]{0,12}(?:#{1,6}\s|\\(?:sub)*section|\\chapter|(?:\\begin\{)?(?:exercise|example|problem|question|task|part)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_NAMED: Final = re.compile(r"convol|correl")
NEAR: Final = 300
"""How far before a formula a word may stand that says which operation is meant."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One chain, or one formula that could not be read."""

    chain: Chain | None
    offset: int
    """Of the passage: spans of nodes count from here."""
    start: int
    stop: int
    section: int
    """Number of the section it stands in."""
    reason: str = ""
    before: str = ""
    """The words before it, in small letters."""


@dataclass(frozen=True, slots=True)
class WorkedText:
    """What was found in a text."""

    sentences: tuple[Sentence, ...]
    infima: tuple[int, ...]
    r"""Where ``\inf`` is written for infinity."""
    declared: tuple[tuple[str, str], ...]
    """Signs that the text explains: the sign, and ``conv`` or ``corr``."""


def read_text(text: str, syntax: str = "auto") -> WorkedText:
    """Find and read the formulas of a text."""
    sentences: list[Sentence] = []
    infima: list[int] = []
    declared: list[tuple[str, str]] = []
    headings = [match.start() for match in _HEADING.finditer(text)]
    section = 0
    previous: tuple[Node, int, int] | None = None  # last formula, its offset, where it stops
    for passage in find_passages(text, syntax):
        while section < len(headings) and headings[section] <= passage.start:
            section += 1
        inside = text[passage.start : passage.stop]
        if passage.kind == "code":
            if _RELATION.search(inside):
                sentences.append(Sentence(None, passage.start, passage.start, passage.stop, section, CODE))
            continue
        infima += [passage.start + match.start(1) for match in _INFIMUM.finditer(inside)]
        for formula in parse_formulas(inside, notation=_notation(passage)):
            if isinstance(formula.node, Word):
                declared += _declaration(formula.node.text, text[passage.stop : passage.stop + 60])
                continue
            sentence, previous = _sentence(formula, passage, text, section, previous)
            if sentence is not None:
                sentences.append(sentence)
    return WorkedText(tuple(sentences), tuple(infima), tuple(declared))


def _notation(passage: Passage) -> Notation | None:
    return "latex" if passage.kind == "latex" else None


def _declaration(sign: str, after: str) -> Iterator[tuple[str, str]]:
    named = _NAMED.search(after.lower())
    if named:
        yield sign, "conv" if named[0] == "convol" else "corr"


def _sentence(
    formula: Formula, passage: Passage, text: str, section: int, previous: tuple[Node, int, int] | None
) -> tuple[Sentence | None, tuple[Node, int, int] | None]:
    start, stop = passage.start + formula.span[0], passage.start + formula.span[1]
    before = text[max(0, start - NEAR) : start].lower()

    def sentence(chain: Chain | None, reason: str = "") -> Sentence:
        return Sentence(chain, passage.start, start, stop, section, reason, before)

    if isinstance(formula.node, Chain) and (reason := _cut_off(text, start, stop)):
        return sentence(None, reason), None
    if formula.node is None:
        if not _RELATION.search(text, start, stop):
            return None, None
        return sentence(None, _reason(formula.error)), None
    last = formula.node.links[-1][1] if isinstance(formula.node, Chain) else formula.node
    after = (last, passage.start, stop)
    if formula.relation:
        if previous is None or re.search(r"[^\W\d_]{2,}|\n\s*\n\s*\n", text[previous[2] : start].replace("\\quad", "")):
            return sentence(None, "it begins with a relation, and nothing stands before it"), after
        links: tuple[tuple[str, Node], ...] = ((formula.relation, formula.node),)
        if isinstance(formula.node, Chain):
            links = ((formula.relation, formula.node.first), *formula.node.links)
        first = _moved(previous[0], previous[1] - passage.start)
        return sentence(Chain(first, links)), after
    return (sentence(formula.node) if isinstance(formula.node, Chain) else None), after


def _cut_off(text: str, start: int, stop: int) -> str:
    """Return why a formula may not be the whole of what was meant, or nothing."""
    if _MODULO.match(text, stop):
        return "it is meant modulo a number, or as a percentage"
    begins = text[start].isdigit() and _COMMA_BEFORE.search(text[max(0, start - 4) : start])
    if begins or (text[stop - 1].isdigit() and _COMMA_AFTER.match(text, stop)):
        return "a comma between digits may belong to a number or separate two"
    return ""


def _moved(node: Node, by: int) -> Node:
    """Return a node with its span counted from another passage."""
    return replace(node, span=(node.span[0] + by, node.span[1] + by)) if node.span else node


def _reason(error: SymconvError | None) -> str:
    return str(getattr(error, "reason", error)).split("\n", 1)[0]
