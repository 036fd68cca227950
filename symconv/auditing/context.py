"""What the sentences around the formulas say: options of an operation, its mode, whether the kernel is flipped.

Words near a formula say what is meant there; words anywhere in the same section widen what may be meant.

May import: the standard library. Must never read a formula, and never decide whether one holds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["Context", "Options", "Setting", "operation_named"]

_NUMBERS: Final = {word: number for number, word in enumerate(("zero", "one", "two", "three", "four", "five", "six"))}
_FILLER: Final = (
    r"(?:\s|of|is|by|with|to|at|equal|the|a|an|zeros?|rate|factor|width|size|value|[=:$({-]|\b[nspdN]\b){0,12}?"
)
_NUMBER: Final = rf"\b\d{{1,3}}\b(?!\.?\d)|\b(?:{'|'.join(_NUMBERS)})\b"
_CIRCULAR: Final = r"(?:circular|cyclic|periodic)(?:ally)?\b"
_FACTS: Final = re.compile(
    "|".join(
        (
            rf"\bstrid(?:e|es|ed)\b{_FILLER}(?P<stride>{_NUMBER})",
            r"(?P<unpadded>\b(?:no|not|without|never|do\s?n[o’']t)\s+(?:\w+\s+){0,2}?(?:zero[- ])?pad|\bunpadded\b)",
            rf"\bpad(?:ding|ded|s)?\b{_FILLER}(?P<padding>{_NUMBER})",
            rf"\bdilat(?:ion|ed|es)\b{_FILLER}(?P<dilation>{_NUMBER})",
            r"(?P<unflipped>\b(?:no|not|without|never|n[’']t)\s+(?:\w+\s+){0,3}?(?:flip|revers|mirror)|\bunflipped\b)",
            r"(?P<flipped>\bflip|\brevers|\btrue convolution|\bproper convolution|\bactual convolution)",
            r"(?P<points>\b\d{1,3}(?=\s*\$?\s*[- ]\s*point\b))",
            rf"\b(?:period|modulo|mod)\b{_FILLER}(?P<period>{_NUMBER})",
            r"\bN\s*=\s*(?P<modulus>\d{1,3})\b",
            rf"(?P<circular>\b{_CIRCULAR})",
            r"(?P<network>\bneural|\bcnns?\b|\bdeep learning|\bfeature maps?\b|\blayers?\b)",
            r"(?P<conv>convol)|(?P<corr>(?:cross-?\s?|auto-?)?correl)",
            r"(?P<linear>\b(?:linear|aperiodic)\b)",
            r"(?P<mode>\b(?:full|valid|same)\b)(?=[\s\"”'`)*_]*(?:mode|convol|(?:cross-?)?correl|padding|size|:))",
        )
    ),
    re.IGNORECASE,
)
_CONTEXT_OF: Final = re.compile(r"\b(?:of|in|for|each|every|how|where|than|with)\s*$")
_ALIAS: Final = re.compile(
    r"(?<![\w\\])\$?(?P<name>[A-Za-z](?:_\d)?)\$?\s+(?:is|be|are|plays the role of|takes the role of|stands for|for)\s+"
    r"(?:our|the)?\s*(?:[a-z]+\s){0,3}?\$(?P<other>[A-Za-z](?:_\d)?)\$(?!\s*[=\[(])"
)
_NAMED: Final = re.compile(
    rf"(?P<circular>{_CIRCULAR})|(?P<conv>convol)|(?P<corr>(?:cross-?\s?|auto-?)?correl)", re.IGNORECASE
)
MOST_VALUES: Final = 3
"""Most values of one option that are tried in one section."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a kernel is slid over its input."""

    stride: int = 1
    padding: int = 0
    dilation: int = 1

    def __str__(self) -> str:
        """Name what is not usual."""
        usual = Options()
        named = [
            f"{name} {value}"
            for name in ("stride", "padding", "dilation")
            if (value := getattr(self, name)) != getattr(usual, name)
        ]
        return ", ".join(named) or "valid"


@dataclass(frozen=True, slots=True)
class Setting:
    """What may be meant at one place."""

    grid: tuple[Options, ...] = ()
    """Every combination of what the section names, besides the usual one."""
    nearest: Options | None = None
    """What was named last before the place, or in its sentence; ``None`` if nothing was."""
    periods: tuple[int, ...] = ()
    period: int | None = None
    """The period that was named last, where the section speaks of circular operations."""
    mode: str = ""
    """The mode that was named last."""
    mode_here: str = ""
    """The same, if it stands in the line of the place."""
    unflipped: bool = False
    """Whether the section says that the kernel is not flipped."""
    flipped: bool = False
    """Whether the sentence before says that it is."""
    speaks_of: frozenset[str] = frozenset()
    """The operations that the section names: ``conv``, ``corr``."""
    circular: bool = False
    """Whether the words in the line before, or in the heading where there are none, call the operation circular."""
    network: bool = False
    """Whether the text is about neural networks, where correlations are called convolutions."""


@dataclass(frozen=True, slots=True)
class _Fact:
    start: int
    kind: str
    value: int | str


class Context:
    """The facts of a text in their order, and the sections in which they count."""

    def __init__(self, text: str, headings: tuple[int, ...]) -> None:
        self._text, self._headings = text, headings
        self._facts = tuple(_fact(match) for match in _FACTS.finditer(text))
        self._starts = [fact.start for fact in self._facts]
        self._network = any(fact.kind == "network" for fact in self._facts)
        self._sections: dict[int, tuple[_Fact, ...]] = {}

    def setting(self, start: int, stop: int) -> Setting:
        """Return what may be meant by a formula that stands there."""
        section = self.section(start)
        here = self._sections.get(section)
        if here is None:
            first = self._headings[section - 1] if section else 0
            last = self._headings[section] if section < len(self._headings) else len(self._text)
            here = self._facts[bisect_right(self._starts, first - 1) : bisect_right(self._starts, last)]
            self._sections[section] = here
        end = self._sentence_end(stop)
        before = [fact for fact in here if fact.start < end]
        values = {name: _values(here, name) for name in ("stride", "padding", "dilation", "period")}
        earlier = [fact for fact in before if fact.start < start]
        near = {name: _nearest(earlier, before, name) for name in values}
        line = self._text.rfind("\n", 0, start) + 1
        modes = [str(fact.value) for fact in before if fact.kind == "mode"]
        turns = [fact.kind for fact in before if fact.kind in ("flipped", "unflipped") and fact.start > start - 300]
        grid = tuple(
            Options(stride, padding, dilation)
            for stride in sorted({1, *values["stride"]})
            for padding in sorted({0, *values["padding"]})
            for dilation in sorted({1, *values["dilation"]})
        )
        named = any(near[name] is not None for name in ("stride", "padding", "dilation"))
        circular = any(fact.kind == "circular" for fact in here) or "modulo" in self._text[start:stop]
        return Setting(
            grid=tuple(options for options in grid if options != Options()),
            nearest=Options(near["stride"] or 1, near["padding"] or 0, near["dilation"] or 1) if named else None,
            periods=tuple(n for n in values["period"] if 0 < n <= 64) if circular else (),
            period=near["period"] if circular else None,
            mode=modes[-1] if modes else "",
            mode_here=next((str(f.value) for f in reversed(before) if f.kind == "mode" and f.start >= line), ""),
            unflipped=any(fact.kind == "unflipped" for fact in here),
            speaks_of=frozenset(fact.kind for fact in here if fact.kind in ("conv", "corr") and fact.start < start),
            circular=_is_circular([fact for fact in here if fact.start < start]),
            flipped=bool(turns) and turns[-1] == "flipped",
            network=self._network,
        )

    def aliases(self) -> Iterator[tuple[int, str, str]]:
        """Yield where a name is said to be another name, and both: “assuming $a$ is the function $f$”."""
        for match in _ALIAS.finditer(self._text):
            if (
                match["name"] != match["other"]
                and "$" in match[0].split()[0]
                and not _CONTEXT_OF.search(self._text, max(0, match.start() - 30), match.start())
            ):
                yield match.start(), match["name"], match["other"]

    def section(self, at: int) -> int:
        """Return the number of the section of a place."""
        return bisect_right(self._headings, at)

    def _sentence_end(self, at: int) -> int:
        match = re.compile(r"[.!?](?:\s|$)|\n\s*\n").search(self._text, at, at + 200)
        return match.start() if match else at + 200


def operation_named(words: str) -> tuple[str, bool]:
    """Return ``"conv"``, ``"corr"`` or ``""``, and whether it is called circular, by the first name in some words.

    Examples
    --------
    >>> operation_named("denotes the 4-point circular convolution")
    ('conv', True)
    """
    circular = False
    for match in _NAMED.finditer(words):
        if match.lastgroup == "circular":
            circular = True
        else:
            return str(match.lastgroup), circular
    return "", False


def _fact(match: re.Match[str]) -> _Fact:
    kind = str(match.lastgroup)
    found = match[kind].lower()
    if kind == "unpadded":
        return _Fact(match.start(), "padding", 0)
    kind = "period" if kind in ("points", "modulus") else kind
    if kind in ("stride", "padding", "dilation", "period"):
        return _Fact(match.start(), kind, int(found) if found.isdecimal() else _NUMBERS[found])
    return _Fact(match.start(), kind, found)


def _values(facts: tuple[_Fact, ...], kind: str) -> tuple[int, ...]:
    found = [int(fact.value) for fact in facts if fact.kind == kind]
    return tuple(dict.fromkeys(found))[:MOST_VALUES]


def _is_circular(before: list[_Fact]) -> bool:
    return next((fact.kind == "circular" for fact in reversed(before) if fact.kind in ("circular", "linear")), False)


def _nearest(earlier: list[_Fact], before: list[_Fact], kind: str) -> int | None:
    """Return the last value that was named, or where none was the first one in the rest of the sentence."""
    found = [int(fact.value) for fact in earlier if fact.kind == kind]
    later = [int(fact.value) for fact in before if fact.kind == kind]
    return found[-1] if found else next(iter(later), None)
