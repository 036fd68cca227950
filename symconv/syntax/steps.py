r"""Derivations that somebody wrote: lines of a chain of equalities with reasons, in text, Markdown or LaTeX.

A line is one expression, ``= …`` or ``a = b``. A reason follows ``#``, ``%``, ``//``, ``\text{…}``, stands over the
equals sign, in brackets at the end, or begins with a word such as "because". What is neither is part of the formula.

May import: ``errors``, ``syntax.limits``, ``syntax.spellings``. Must never interpret a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from symconv.errors import LimitError, ParseError
from symconv.syntax.limits import MAX_CHARACTERS
from symconv.syntax.spellings import FUNCTIONS, GREEK, UNIT_SIGNALS

__all__ = ["WrittenDerivation", "WrittenStep", "read_derivation"]

MOST_STEPS: Final = 100
MOST_CHARACTERS: Final = 2_000
"""Of a row whose end is searched for brackets with a reason."""


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """One formula of a derivation, without the equals sign before it."""

    formula: str
    offset: int
    """Where it starts in the text."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WrittenDerivation:
    """A derivation as it was written."""

    text: str
    steps: tuple[WrittenStep, ...]
    definitions: tuple[WrittenStep, ...]
    """Lines ``let y = …``."""
    given: tuple[WrittenStep, ...]
    """Lines ``given: h even``."""

    def joined(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return the statement that the derivation makes, and pairs (offset in it, offset in the text)."""
        pieces: list[str] = []
        places: list[tuple[int, int]] = []
        length = 0
        for part, before in [(d, "") for d in self.definitions] + [(s, " = ") for s in self.steps]:
            if before and len(pieces) > 2 * len(self.definitions):
                pieces.append(before)
                length += len(before)
            places.append((length, part.offset))
            ending = "" if before else "; "
            pieces += [part.formula, ending]
            length += len(part.formula) + len(ending)
        return "".join(pieces), tuple(places)


_DISPLAYS: Final = re.compile(
    r"\\begin\s*\{(align|aligned|equation|eqnarray|gather|gathered|multline|split|flalign)(\*?)\}(.*?)\\end\s*\{\1\2\}"
    r"|\$\$(.*?)\$\$|\\\[(.*?)\\\]|^[ \t]*```[ \t]*(?:math|text|latex|tex)?[ \t]*\n(.*?)^[ \t]*```",
    re.DOTALL | re.MULTILINE,
)
_INLINE: Final = re.compile(r"\$([^$\n]+)\$")
_ENVIRONMENT: Final = re.compile(r"\\(?:begin|end)\s*\{[a-z]+\*?\}")
_ROW: Final = re.compile(r"\\\\(?:\[[^\]\n]*\])?|\n")
_NUMBERING: Final = re.compile(
    r"\s*(?:\(?\d{1,3}[.)](?=\s)|[•*](?=\s)|(?:step|line)\s+\d{1,3}\s*[.:)]|\([a-z]\)(?=\s*=))", re.IGNORECASE
)
_LEAD: Final = re.compile(
    r"\s*(?:(?:then|hence|thus|so|therefore|now|finally|and|we (?:get|have|find|obtain)|which (?:is|equals))\b"
    r"[,:]?\s*)+(?=\S)",
    re.IGNORECASE,
)
_OVER: Final = re.compile(r"\\(?:overset|stackrel)\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*(?:\{\s*=\s*\}|=)")
_MARK: Final = re.compile(r"#|//|(?<!\\)%|\s--+\s|—|\\intertext|\\tag\b|\\label\b|\\qquad|\\quad(?=\s*[(\\])")
_TEXT: Final = re.compile(r"\\(?:text|textrm|textit|mbox|textnormal)\s*\{")
_BECAUSE: Final = re.compile(
    r"(?:^|[,;]\s*|(?<!\s)\s+[(\[]?)(?:(?:because|since|by|using|substitut\w*|due to|thanks to|recall\w*)\b|"
    r"(?<=[,;])\s*(?:as|with|where|for|from|put|setting|let)\b)(?!\s*[\[(_^=*+/-])",
    re.IGNORECASE,
)
_ROUND: Final = r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)"
_SQUARE: Final = r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"
_BRACKETS: Final = re.compile(rf"(?:(?<=\s)|^)(?:{_ROUND}|{_SQUARE})\s*[.,;]?\s*$")
_WORD: Final = re.compile(r"(?<![A-Za-z\\_])[A-Za-z]{3,}(?![A-Za-z_]*[(\[])")
_EQUALS: Final = re.compile(r"\s*(?:==?|≡|:=|\\equiv(?![A-Za-z]))(?!=)")
_NOT_EQUALS: Final = re.compile(
    r"\s*(?:[⇒⟹⇔⟺<>≤≥≈≠]|=>|!="
    r"|\\(?:implies|iff|Rightarrow|Leftrightarrow|Longrightarrow|leq?|geq?|approx|neq?)(?![A-Za-z]))"
)
_LET: Final = re.compile(r"\s*let\s+(?=[A-Za-z]\w*\s*:?=)", re.IGNORECASE)
_GIVEN: Final = re.compile(r"\s*(?:given|assume|assuming|suppose|hypothesis)\b\s*(?:that\b)?\s*:?\s*", re.IGNORECASE)
_NO_WORDS: Final = FUNCTIONS | frozenset([*UNIT_SIGNALS, *GREEK.values(), "stride", "dilation", "padding"])


def read_derivation(text: str, *, source: str = "the derivation") -> WrittenDerivation:
    """Return the steps of a derivation with their reasons; see `symconv.syntax.parse_derivation`."""
    if len(text) > MAX_CHARACTERS:
        raise LimitError(f"reading {source}", f"{len(text)} characters", limit=f"{MAX_CHARACTERS} characters")
    steps: list[WrittenStep] = []
    definitions: list[WrittenStep] = []
    given: list[WrittenStep] = []
    waiting = ""
    for first, stop in _rows(text):
        step, kind = _step(text, first, stop, source)
        if kind == "let":
            definitions.append(step)
        elif kind == "given":
            given.append(step)
        elif not step.formula:
            waiting = step.reason or waiting
        else:
            steps.append(replace(step, reason=step.reason or waiting))
            waiting = ""
    if len(steps) > MOST_STEPS:
        raise LimitError(f"reading {source}", f"{len(steps)} steps", limit=str(MOST_STEPS))
    return WrittenDerivation(text, tuple(steps), tuple(definitions), tuple(given))


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each row starts and stops: of the displayed formulas if there are any, else of the text."""
    displays = [(m.start(m.lastindex), m.end(m.lastindex)) for m in _DISPLAYS.finditer(text) if m.lastindex]
    inline = [(m.start(1), m.end(0)) for m in _INLINE.finditer(text)]
    if not displays and inline:
        for first, _ in inline:
            end = text.find("\n", first)
            yield first, len(text) if end < 0 else end
        return
    for first, stop in displays or [(0, len(text))]:
        start = first
        for match in _ROW.finditer(text, first, stop):
            yield start, match.start()
            start = match.end()
        yield start, stop


def _step(text: str, first: int, stop: int, source: str) -> tuple[WrittenStep, str]:
    """Return the formula of a row with its reason, and whether it is a step, a definition or a hypothesis."""
    row = _ENVIRONMENT.sub(lambda m: " " * len(m.group()), text[first:stop])
    if row.lstrip().startswith("#"):
        return WrittenStep("", first), ""
    row, reasons = _without_dollars(row)
    for pattern in (_NUMBERING, _LEAD):
        numbered = pattern.match(row)
        if numbered:
            row = " " * numbered.end() + row[numbered.end() :]
    for pattern, kind in ((_LET, "let"), (_GIVEN, "given")):
        said = pattern.match(row)
        if said:
            row = row.partition("#")[0].rstrip(" .,;")
            begin = said.end() if kind == "given" else said.start()
            inner = row[begin:].strip()
            return WrittenStep(inner, first + row.index(inner, begin) if inner else first), kind if inner else ""
    over = _OVER.search(row)
    if over:
        reasons.insert(0, over.group(1))
        row = row[: over.start()] + " " * (over.end() - over.start() - 1) + "=" + row[over.end() :]
    row, beside = _split(row.replace("&", " "))
    reasons += beside
    refused = _NOT_EQUALS.match(row)
    if refused:
        raise ParseError(
            "a derivation is a chain of equal expressions; implications and other relations are outside the language",
            text,
            first + len(row) - len(row.lstrip()),
            expected=("= …",),
            source=source,
        )
    match = _EQUALS.match(row)
    start = match.end() if match else 0
    formula = row[start:].rstrip().rstrip("=,;([ \t")
    if not formula.endswith(".."):
        formula = formula.rstrip(".,; ")
    lead = len(formula) - len(formula.lstrip())
    return WrittenStep(formula.strip(), first + start + lead, _tidy(" ".join(reasons))), ""


def _without_dollars(row: str) -> tuple[str, list[str]]:
    """Blank out dollars; what stands behind the formula is a reason."""
    closing = row.find("$")
    if closing < 0:
        return row, []
    return row[:closing], [row[closing + 1 :]]


def _split(row: str) -> tuple[str, list[str]]:
    """Cut a reason off the end of a row."""
    reasons: list[str] = []
    for pattern in (_MARK, _TEXT, _BECAUSE):
        for match in pattern.finditer(row):
            if pattern is _TEXT and _names_a_function(row, match):
                continue
            reasons.insert(0, row[match.start() :])
            row = row[: match.start()]
            break
    ending = _BRACKETS.search(row) if len(row) <= MOST_CHARACTERS else None
    inner = (ending.group(1) or ending.group(2) or "") if ending else ""
    if ending and row[: ending.start()].strip(" &=") and _is_prose(inner):
        reasons.insert(0, inner)
        row = row[: ending.start()]
    return row, reasons


def _names_a_function(row: str, match: re.Match[str]) -> bool:
    inner, _, rest = row[match.end() :].partition("}")
    return inner.strip() in FUNCTIONS and rest.startswith("(")


def _is_prose(inner: str) -> bool:
    """Tell whether brackets at the end of a line hold words rather than a factor."""
    words = [word for word in _WORD.findall(inner) if word not in _NO_WORDS]
    return bool(words) or "→" in inner or "->" in inner or r"\to" in inner


def _tidy(reason: str) -> str:
    """Return a reason without the signs around it and the commands in it."""
    bare = re.sub(r"\\(?:text\w*|mbox|intertext|tag|label|q?quad|mathrm|left|right)\b", " ", reason)
    bare = bare.replace("\\to", "→").replace("->", "→").replace("\\mapsto", "→").replace("$", "")
    bare = re.sub(r"[{}\\]", " ", bare)
    bare = re.sub(r"^[\s#%/—–,;:.&-]+|[\s,;.&\\]+$", "", bare)
    bare = re.sub(r"\s+", " ", bare).strip()
    while len(bare) > 1 and bare[0] + bare[-1] in ("()", "[]") and ")" not in bare[1:-1].partition("(")[0]:
        bare = bare[1:-1].strip()
    return bare[:200]
