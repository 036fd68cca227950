r"""Where the mathematics of a worked text stands: dollars, displays, environments, and equalities in plain lines.

Each passage keeps its offset in the text, so that line and column of whatever is found in it are exact.
One walk over the text, in time linear in its length.

May import: ``syntax``, ``errors``. Must never parse a formula.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from symconv.auditing.programs.lines import is_program, program_spans
from symconv.errors import ConventionError, LimitError
from symconv.syntax.spellings import FUNCTIONS

__all__ = ["SYNTAXES", "Passage", "Places", "find_passages", "syntax_of"]

SYNTAXES: Final = ("auto", "markdown", "latex", "text", "python", "ipynb")
MAX_TEXT: Final = 1_000_000
"""Most characters of one worked text."""

MAX_LINE: Final = 20_000
"""Most characters of a line in which equalities are looked for."""

Kind = Literal["latex", "text", "code"]

_PAIRS: Final = {"$$": "$$", "$": "$", r"\(": r"\)", r"\[": r"\]"}
_ENVIRONMENT = r"(?:equation|align|alignat|gather|multline|eqnarray|displaymath|math|flalign)\*?"
_OPENING: Final = re.compile(
    rf"(?P<fence>^[ ]{{0,3}}(?P<ticks>`{{3,}}|~{{3,}})[^\n]*$)|(?P<begin>\\begin\{{(?P<name>{_ENVIRONMENT})\}})"
    r"|(?P<escape>\\[\\$])|(?P<pair>\$\$?|\\\(|\\\[)",
    re.MULTILINE,
)
_VERBATIM: Final = re.compile(
    r"\\begin\{(?P<name>verbatim|lstlisting|minted)\}[ \t]*"
    r"(?P<options>\[[^\]\n]{0,200}\])?[ \t]*(?P<argument>\{[^}\n]{0,40}\})?[ \t]*\n?"
)
_LANGUAGE: Final = re.compile(r"language\s*=\s*\{?([^,\]}]*)")
_INFO: Final = re.compile(r"[^\w+#-]*([\w+#-]*)")
_PYTHON: Final = ("python", "python3", "py", "pycon", "ipython", "ipython3", "python-repl", "jupyter", "code-cell")
_PLAIN: Final = ("", "text", "txt", "plaintext", "plain", "none", "console")
_OUTPUT: Final = ("output", "out", "stdout")
_ELSE: Final = re.compile(
    r"expect|instead|should|wrong|\bnot?\b|\bbut\b|\bwant|error|before|\bif\b|matlab|octave|input|file|rather|would",
    re.IGNORECASE,
)
"""Words after which a block is something else than the output of the code before it."""
_WITHOUT_CLAIMS: Final = (
    *("bash", "sh", "shell", "zsh", "shell-session", "powershell", "cmd", "bat", "dockerfile", "makefile"),
    *("json", "yaml", "yml", "toml", "ini", "xml", "html", "css", "diff", "mermaid", "dot", "bibtex"),
)
"""Languages of commands and data."""
_SHELL: Final = re.compile(r"\s*[$%#]\s+\w")
_CALL: Final = re.compile(r"`([A-Za-z_]\w*\.[\w.]*\w\([^`\n]{1,300}\)[^`\n]{0,80})`")
_SHOWS: Final = re.compile(
    r"[\s,]*(?:(?:it|which|this|that|will|then|now|just|simply|correctly)\s+){0,2}"
    r"(?:gives?|returns?|prints?|yields?|outputs?|evaluates to|results in|is|→|->|⇒|=)"
    r"(?:\s+the\s+\w+)?[\s:]*`([^`\n]{1,400})`"
)
_COMMENT: Final = re.compile(r"(?<!\\)%[^\n]*")
_RELATION: Final = re.compile(r"[=≈]|\\approx")
_PREFIX: Final = re.compile(r"(?:[>\s]|[-*+•]\s|\d{1,3}[.)]\s|\(?[a-z]\)\s|#{1,6}\s)*")
_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’]+(?:['’-][^\W\d_]+)*")
_ADDRESS: Final = re.compile(r"https?://\S+|<[a-zA-Z/!][^<>\n]*>")
_BEFORE_NAME: Final = "=≈*∗⋆⊛⊗+/·×"
_AFTER_NAME: Final = "=≈*∗⋆⊛⊗+/_[·×"
_LEADING: Final = " ,.;:*_>•\"'“”"
_TRAILING: Final = " ,.;:*_\"'“”\n\r?"
_ARTICLE: Final = re.compile(r"[aAI]\s+(?=[^\W\d_]|\()")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text with formulas in it."""

    start: int
    stop: int
    kind: Kind
    """How it is written."""
    language: str = ""
    """Of code: ``"python"``, ``"output"`` for what code shows, or the name of a language that is not read."""


class Places:
    """Lines and columns of offsets, both counted from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, offset: int) -> tuple[int, int]:
        """Return line and column."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def syntax_of(text: str, syntax: str) -> str:
    """Return the syntax of a text, found out where ``"auto"`` is asked for."""
    if syntax not in SYNTAXES:
        raise ConventionError("syntax", syntax, SYNTAXES)
    if syntax != "auto":
        return syntax
    if text.lstrip()[:1] == "{" and '"cells"' in text and '"nbformat"' in text:
        return "ipynb"
    return "latex" if r"\documentclass" in text or r"\begin{document}" in text else "markdown"


def find_passages(text: str, syntax: str = "auto") -> tuple[Passage, ...]:
    """Return the passages in the order of the text.

    Raises
    ------
    ConventionError
        If the syntax is unknown.
    LimitError
        If the text has more than 1,000,000 characters.
    """
    if len(text) > MAX_TEXT:
        raise LimitError("checking a worked text", f"{len(text)} characters", limit=f"{MAX_TEXT} characters")
    syntax = syntax_of(text, syntax)
    if syntax == "text":
        return tuple(_lines(text, 0, len(text)))
    if syntax == "python":
        return (Passage(0, len(text), "code", "python"),)
    found: list[Passage] = []
    at = 0
    for passage, start, stop in _marked(_without_comments(text) if syntax == "latex" else text):
        if syntax == "markdown":
            found += _lines(text, at, start)
        found += _fenced(passage, text, found, start) if passage.kind == "code" else (passage,)
        at = stop
    if syntax == "markdown":
        found += _lines(text, at, len(text))
    else:
        found = sorted([*found, *_listings(text)], key=lambda passage: passage.start)
    return tuple(found)


def _fenced(passage: Passage, text: str, before: list[Passage], start: int) -> Iterator[Passage]:
    """Yield what stands in a fence: code, the output of code, or text."""
    language = passage.language
    inside = text[passage.start : passage.stop]
    if language in _PYTHON or (language in _PLAIN and is_program(inside)):
        yield replace(passage, language="python")
    elif language in _WITHOUT_CLAIMS or _SHELL.match(inside):
        return
    elif language in _OUTPUT or (language in _PLAIN and before and _follows(before[-1], text, start)):
        yield replace(passage, language="output")
    elif language in _PLAIN:
        yield from _lines(text, passage.start, passage.stop)
    else:
        yield passage


def _follows(last: Passage, text: str, start: int) -> bool:
    """Whether code stands right before, with a word such as “Output:” between at most."""
    between = text[last.stop : start]
    if last.kind != "code" or last.language != "python" or len(between) >= 100 or "\n\n\n" in between:
        return False
    return not _ELSE.search(between)


def _listings(text: str) -> Iterator[Passage]:
    """Yield the listings of a LaTeX text."""
    at = 0
    for match in _VERBATIM.finditer(_COMMENT.sub(lambda comment: " " * len(comment[0]), text)):
        stop = text.find(rf"\end{{{match['name']}}}", match.end())
        if match.start() < at or stop < 0:
            continue
        at = stop
        named = _LANGUAGE.search(match["options"] or "")
        language = (named[1] if named else (match["argument"] or "").strip("{} ")).lower()
        if language in _PYTHON or (not language and is_program(text[match.end() : stop])):
            yield Passage(match.end(), stop, "code", "python")
        elif language and language not in _PLAIN:
            yield Passage(match.end(), stop, "code", language)


def _without_comments(text: str) -> str:
    """Blank out comments and verbatim text; every offset stays what it was."""
    text = _COMMENT.sub(lambda match: " " * len(match[0]), text)
    parts: list[str] = []
    at = 0
    for match in _VERBATIM.finditer(text):
        stop = text.find(rf"\end{{{match['name']}}}", match.end())
        if match.start() < at:
            continue
        if stop < 0:
            break
        parts += [text[at : match.start()], re.sub(r"[^\n]", " ", text[match.start() : stop])]
        at = stop
    return "".join([*parts, text[at:]])


def _marked(text: str) -> Iterator[tuple[Passage, int, int]]:
    """Yield the passages between marks, and from where to where they reach with their marks."""
    at = 0
    unclosed: set[str] = set()
    while match := _OPENING.search(text, at):
        at = match.end()
        if match["escape"] or _is_escaped_bracket(text, match):
            continue
        if match["fence"]:
            closing = re.compile(rf"^[ ]{{0,3}}{match['ticks']}[`~]*[ \t]*$", re.MULTILINE).search(text, at)
            stop = closing.start() if closing else len(text)
            info = _INFO.match(match["fence"].strip(" `~"))
            language = info[1].lower() if info else ""
            passage = Passage(min(at + 1, stop), stop, "code", language)
            yield passage, match.start(), (closing.end() if closing else len(text))
            at = closing.end() if closing else len(text)
            continue
        begins = bool(match["begin"])
        closer = rf"\end{{{match['name']}}}" if begins else _PAIRS[match["pair"]]
        stop = -1 if closer in unclosed else text.find(closer, at)
        if stop < 0:
            unclosed.add(closer)
            continue
        if match["pair"] == "$" and (stop == at or "\n\n" in text[at:stop] or _is_money(text, at, stop)):
            continue
        end = stop + len(closer)
        yield Passage(match.start() if begins else at, end if begins else stop, "latex"), match.start(), end
        at = end


def _is_escaped_bracket(text: str, match: re.Match[str]) -> bool:
    r"""Whether a bracket belongs to the name before it: ``x\[0\]`` is how Markdown writes x[0]."""
    before = text[match.start() - 1 : match.start()]
    return match["pair"] in (r"\[", r"\(") and (before.isalnum() or before in tuple("_])"))


def _is_money(text: str, start: int, stop: int) -> bool:
    """Whether two dollars are sums of money: “$5 and $6”."""
    return text[stop + 1 : stop + 2].isdigit() or (text[start].isdigit() and text[stop - 1].isspace())


def _lines(text: str, start: int, stop: int) -> Iterator[Passage]:
    """Yield the equalities in lines of prose, and the programs between them."""
    at = start
    for first, last in program_spans(text, start, stop):
        yield from _with_calls(text, at, first)
        yield Passage(first, last, "code", "python")
        at = last
        shows = _SHOWS.match(text, at, stop)
        if shows:
            yield Passage(*shows.span(1), "code", "output")
    yield from _with_calls(text, at, stop)


def _with_calls(text: str, start: int, stop: int) -> Iterator[Passage]:
    """Yield prose, and calls in it with what they are said to give."""
    at = start
    for call in _CALL.finditer(text, start, stop):
        shows = _SHOWS.match(text, call.end(), stop)
        if shows and call.start() >= at:
            yield from _prose(text, at, call.start())
            yield Passage(*call.span(1), "code", "python")
            yield Passage(*shows.span(1), "code", "output")
            at = shows.end()
    yield from _prose(text, at, stop)


def _prose(text: str, start: int, stop: int) -> Iterator[Passage]:
    at = start
    for line in text[start:stop].splitlines(keepends=True):
        if len(line) > MAX_LINE:
            yield Passage(at, at + len(line), "text")  # the parser says that it is too long
        elif _RELATION.search(line):
            yield from _in_line(line, at, starts=at == 0 or text[at - 1] == "\n")
        at += len(line)


def _in_line(line: str, offset: int, *, starts: bool) -> Iterator[Passage]:
    prefix = _PREFIX.match(line) if starts else None
    at = prefix.end() if prefix else 0
    breaks = [match.span() for match in _ADDRESS.finditer(line)]
    breaks += [match.span() for match in _WORD.finditer(line) if _is_prose(line, match)]
    breaks += [(i, i + 1) for i, sign in enumerate(line) if sign in "`|\t"]
    for first, last in [*sorted(breaks), (len(line), len(line))]:
        if first >= at:
            piece = _trimmed(line, at, first)
            if piece and _RELATION.search(line, *piece):
                yield Passage(offset + piece[0], offset + piece[1], "text")
        at = max(at, last)


def _is_prose(line: str, word: re.Match[str]) -> bool:
    before = line[max(0, word.start() - 20) : word.start()].rstrip()[-1:]
    after = line[word.end() : word.end() + 20].lstrip()[:1]
    if after == "[" and line[word.end() : word.end() + 1] != "[":
        return True
    called = line[word.end() : word.end() + 1] == "("
    if line[word.start() - 1 : word.start()] in ("\\", "_") and word.start():
        return False
    if called and (word[0] in FUNCTIONS or before in _BEFORE_NAME):
        return False
    return not ((before and before in _BEFORE_NAME) or (after and after in _AFTER_NAME) or called)


def _trimmed(line: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return the piece without the punctuation and the lone brackets of the sentence around it."""
    for _ in range(4):  # each round may uncover more
        while start < stop and line[start] in _LEADING:
            start += 1
        while start < stop and line[stop - 1] in _TRAILING:
            stop -= 1
        article = _ARTICLE.match(line, start, stop)
        start = article.end() if article else start
        for opening, closing in ("()", "[]"):
            piece = line[start:stop]
            surplus = piece.count(opening) - piece.count(closing)
            start += surplus > 0 and piece.startswith(opening)
            stop -= (surplus > 0 and piece.endswith(opening)) or (surplus < 0 and piece.endswith(closing))
    return (start, stop) if start < stop else None
