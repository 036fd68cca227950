"""Results that a sentence announces: “the circular convolution of [1, 2] and [3, 4] with N = 2 is [11, 10]”.

The sentence names the operation; it names its two signals, or leaves it to the section to have two. What stands as the
answer is a list or a matrix of numbers.

May import: the standard library. Must never read a number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Announced", "find_announced"]

REACH: Final = 700
"""How far after the name of the operation its answer may end."""
_HEAD: Final = re.compile(
    r"\b(?P<auto>auto-?\s?|self-)?(?:cross-?\s?)?(?:(?P<corr>correlati)|(?P<conv>convol(?:uti|vi)))(?:on|ng)\b",
    re.IGNORECASE,
)
_ENTRY: Final = r"(?:[-+−\d.,;/\s!&]|\\(?![\]}])|\\frac\{\d+\}\{\d+\}|\\underline\{[^{}\n]{1,20}\}|\b_)"
_ROW: Final = rf"\\?[\[{{]{_ENTRY}{{1,400}}\\?[\]}}]"
_LIST: Final = (
    rf"(?:(?:\\left)?(?:\[(?:[\s,]{{0,6}}{_ROW}){{1,20}}\s*\]|{_ROW}|\((?:\s*[-−]?[\d./]+\s*,){{1,60}}\s*[-−]?[\d./]+\s*\))"
    rf"|\\begin\{{[bp]matrix\}}{_ENTRY}{{1,400}}\\end\{{[bp]matrix\}})"
)
_NAME: Final = r"(?:[A-Za-z](?:_\{?\w\}?)?(?:[\[(][nkm][\])])?|\\math(?:bf|rm|it)\{[A-Za-z]\})"
_OPERAND: Final = (
    rf"(?:[\s$~]|\\\(|the (?:signals?|sequences?|vectors?|filters?|kernels?|matrix)\s)*({_LIST}|{_NAME}\b|{_NAME})"
)
_BETWEEN: Final = r"(?:\s|\$|\\\)|,)*(?:\band\b|\bwith\b|\bby\b)"
_OF: Final = re.compile(rf"\s+(?:of|between)\b{_OPERAND}(?:{_BETWEEN}{_OPERAND})?(?=[\s$,.;:)\\]|$)")
_OBJECT: Final = re.compile(rf"(?=[\s$]*[$\[{{(\\]){_OPERAND}{_BETWEEN}{_OPERAND}(?=[\s$,.;:)\\]|$)")
_GAP: Final = re.compile(r"[^.;!?\[\]{}|]{0,100}?")
_ANSWER: Final = re.compile(
    r"(?P<gap>(?:[^;!?\[\]{}|.]|\.\d){0,100}?)"
    r"(?P<verb>\b(?:is|are|gives?|equals|yields?|becomes?|produces?|results? in|reads"
    r"|(?:would|will|should|must) (?:be|give|yield))\b)"
    r"(?:\s+(?:(?:then|thus|therefore|simply|just|exactly|again|equal to|given by|the|a|an|result|output|sequence"
    r"|vector|matrix|signal|array|list)\b|\$?\d{1,3}\s?(?:\\times|×|x|by)\s?\d{1,3}\b\$?):?){0,6}"
    rf"(?:\s|\$|\\\[|\\\(|:(?=\s))*(?:(?P<name>{_NAME})\s*=\s*)?(?P<answer>{_LIST})(?P<after>[\s$\\)]*.?)",
    re.DOTALL,
)
_BEFORE: Final = re.compile(r"([\w-]+)[\s-]+$")
_UNUSUAL: Final = re.compile(
    r"(?:transpos|normali[sz]|depth|point|separab|graph|partial|fraction|de|rank|sample|canonical|dirichlet|boolean|max"
    r"|group|atrous|spatial|phase|max-plus|min)\w*|\w*wise|non-?\w+|no|not|without|unlike|of|\d",
    re.IGNORECASE,
)
"""Words just before the operation with which it is another one."""
_OTHERWISE: Final = re.compile(
    r"\b(?:not|never|no longer|unlike|instead|than|rather|whereas|while|if|whether|coefficient|theorem|matrix|length"
    r"|size|shape|support|energy|sum|layer|which|that|was|were|has|have|had|can|could|may|might|does|do|be|been)\b"
    r"|,\s*(?:the|its|their|an?|this|it|we)\b|n[’']t\b",
    re.IGNORECASE,
)
_DOUBTED: Final = re.compile(
    r"\b(?:if|suppose|assum\w+|whether|student\w*|someone|wrong\w*|mistake\w*|incorrect\w*|false|claim\w*|forg[eo]t\w*"
    r"|instead|not|unlike)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words around a result that its author does not stand by."""
_SENTENCE: Final = re.compile(r"[.!?:;](?:\s|$)|\n\s*\n")
_ABOUT: Final = re.compile(
    r"(?:\b(?:of|between|and|by|with)\b)(?!\s+(?:no\b|zero|a?\s?(?:stride|pad|period|step|dilat)|\$?[NPL]\s?=|\d))"
)
_GOES_ON: Final = tuple("+-−*/^_=∗⋆×·[({<>≠")
_COMMENT: Final = re.compile(r"(?<!\\)%[^\n]*$")


@dataclass(frozen=True, slots=True)
class Announced:
    """An answer, and what the sentence says that it is the answer to."""

    start: int
    """Where the answer begins, with the name that it is given."""
    stop: int
    written: str
    """The list or matrix."""
    operation: str
    """``"conv"`` or ``"corr"``."""
    operands: tuple[str, ...]
    """The signals that the sentence names, as written; none, one, or two."""
    itself: bool
    """Whether it is the operation of a signal with itself."""
    complete: bool
    """Whether the rest of the sentence names no other operand and no unusual kind of the operation."""
    name: str = ""
    """The name that the answer is given."""


def find_announced(text: str, hidden: Sequence[tuple[int, int]] = ()) -> tuple[Announced, ...]:
    """Return the announced answers of a text in its order, but for those that begin in a ``hidden`` range.

    Examples
    --------
    >>> found = find_announced("The convolution of [1, 2] and [1, 1] is [1, 3, 2].")[0]
    >>> found.operation, found.operands, found.written
    ('conv', ('[1, 2]', '[1, 1]'), '[1, 3, 2]')
    >>> find_announced("The convolution is not [1, 3, 2]."), find_announced("The convolution is long.")
    ((), ())
    """
    ordered = sorted(hidden)
    starts = [start for start, _ in ordered]
    heads = list(_HEAD.finditer(text))
    found = []
    for number, head in enumerate(heads):
        at = bisect_right(starts, head.start()) - 1
        if at >= 0 and head.start() < ordered[at][1]:
            continue
        stop = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        announced = _announced(text, head, min(stop, head.start() + REACH))
        if announced is not None:
            found.append(announced)
    return tuple(found)


def _announced(text: str, head: re.Match[str], stop: int) -> Announced | None:
    before = text[max(0, head.start() - 60) : head.start()]
    if _COMMENT.search(before) and "\n" not in before[before.rfind("%") :]:
        return None
    word = _BEFORE.search(before)
    at = head.end()
    named = (_OF if head[0].lower().endswith("on") else _OBJECT).match(text, at, stop)
    at = named.end() if named else at
    answer = _ANSWER.match(text, at, stop)
    if answer is None or _OTHERWISE.search(answer["gap"]) or not re.search(r"\d", answer["answer"]):
        return None
    if _goes_on(answer["after"]):
        return None
    blank = re.search(r"\n\s*\n", answer["gap"])
    if blank:
        return None
    operands = tuple(part for part in named.groups() if part) if named else ()
    return Announced(
        start=answer.start("name") if answer["name"] else answer.start("answer"),
        stop=answer.end("answer"),
        written=answer["answer"],
        operation="conv" if head["conv"] else "corr",
        operands=operands,
        itself=bool(head["auto"]),
        complete=not (word and _UNUSUAL.fullmatch(word[1]))
        and not _ABOUT.search(answer["gap"])
        and not _DOUBTED.search(_SENTENCE.split(before)[-1])
        and not _DOUBTED.search(_SENTENCE.split(text[answer.end("answer") : answer.end("answer") + 60])[0]),
        name=answer["name"] or "",
    )


def _goes_on(after: str) -> bool:
    """Whether a formula goes on after its list."""
    rest = after.lstrip(" \n\t$)\\")
    return bool(rest) and rest[0] in _GOES_ON and "\n" not in after
