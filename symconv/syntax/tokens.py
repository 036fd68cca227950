r"""Text to tokens: plain text, Unicode and LaTeX spellings become one stream, every token with its offsets.

Unknown characters, commands and environments are refused here. Layout (spacing, ``\\left``,
alignment marks inside brackets) is dropped; nothing else is.

May import: ``errors``, ``syntax.limits``, ``syntax.spellings``. Must never interpret.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, NoReturn

from symconv.errors import LimitError, ParseError, nearest
from symconv.syntax import spellings
from symconv.syntax.limits import MAX_TOKENS

__all__ = ["Notation", "Token", "notation_of", "tokenize"]

Notation = Literal["text", "latex"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the language; ``kind`` is the sign itself, or one of the following.

    number, fraction (one character: ½), name, word, command, begin, end, sup, stop.
    """

    kind: str
    text: str
    start: int
    stop: int
    gap: str = ""
    r"""White space before it: none, ``" "``, ``"\n"`` with a line break in it, ``"\t"`` made wide by ``\quad``."""


_GREEK: Final = "[" + "".join([*spellings.GREEK, *spellings.CONSTANTS]) + "]"
_COMMON: Final = r"""
  | (?P<space>[\s\u00a0\u2000-\u200a\u202f]+)
  | (?P<sup>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)
  | (?P<fraction>[¼½¾⅐-⅞])
  | (?P<underscore>_)
  | (?P<sign>\.\.\.|\.\.|\*\*|==|!=|<=|>=|:=|->|=>|[^\w\s\\])
"""
_TEXT: Final = re.compile(
    r"""
    (?P<number>(?:\d+(?:\.\d+|\.(?=\s*[],)};]))?|\.\d+)(?:[eE][+-]?\d+(?![\w.]))?)
  | (?P<name>[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*[₀-₉]*|GREEK(?:_[A-Za-z0-9]+|[₀-₉]+)?)
""".replace("GREEK", _GREEK)
    + _COMMON,
    re.VERBOSE | re.ASCII,
)
_LATEX: Final = re.compile(
    r"""
    (?P<comment>%[^\n]*)
  | (?P<row>\\\\(?:\s*\[\s*-?\d*\.?\d+\s*(?:pt|em|ex|mm|cm|in)\s*\])?)
  | (?P<begin>\\begin\s*\{(?P<environment>[A-Za-z]*\*?)\}
        (?:(?<=array\})\s*(?:\[[tbc]\]\s*)?(?P<columns>\{[lcr|\s]*\})|(?:(?<=at\})|(?<=at\*\}))\s*\{\d+\})?)
  | (?P<end>\\end\s*\{(?P<ended>[A-Za-z]*\*?)\})
  | (?P<relation>\\(?:overset|stackrel)\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*(?:\{\s*=\s*\}|=))
  | (?P<word>\\(?:text|textrm|textbf|textit|textnormal|mbox)\s*\{(?P<words>(?:[^{}\\$]|\\[\#$%&_{} ])*)\})
  | (?P<upright>\\(?:mathrm|operatorname|mathbf|boldsymbol|bm|mathit|mathsf|mathtt|mathcal|mathscr)\s*
        (?:\{(?P<letters>[A-Za-z](?:[A-Za-z0-9]|\\_)*)\}|(?P<letter>\ [A-Za-z])))
  | (?P<blackboard>\\mathbb\s*(?:\{([RZCNQ])\}|([RZCNQ])))
  | (?P<reference>\\(?:label|tag)\s*\{[^{}]*\})
  | (?P<command>\\(?:[A-Za-z]+|[^A-Za-z]))
  | (?P<number>\d+\{,\}\d+|\d+(?:\.\d+)?|\.\d+)
  | (?P<name>(?<![A-Za-z])(?:(?:FUNCTION)(?=\s*(?:\\left\s*)?\()|(?:OPTION)(?=\s*=)|(?:SIGNAL)(?![A-Za-z]))
        |[A-Za-z]|GREEK)
  | (?P<tie>~)
""".replace("GREEK", _GREEK)
    .replace("FUNCTION", "|".join(sorted(spellings.FUNCTIONS)))
    .replace("OPTION", "|".join(spellings.OPTIONS))
    .replace("SIGNAL", "|".join(spellings.UNIT_SIGNALS))
    + _COMMON,
    re.VERBOSE | re.ASCII,
)
_COMMAND: Final = re.compile(r"\\[A-Za-z{},;!:|_\\]|\{,\}")
_CLOSING: Final = {"(": ")", "[": "]", "set{": "set}", "{": "}"}


def notation_of(text: str) -> Notation:
    r"""Return ``"latex"`` for text with LaTeX commands in it, else ``"text"``.

    Examples
    --------
    >>> notation_of(r"\sum_m a[m]"), notation_of("conv(f, g)[n]")
    ('latex', 'text')
    """
    return "latex" if _COMMAND.search(text) else "text"


def tokenize(text: str, notation: Notation, *, source: str = "", limit: int = MAX_TOKENS) -> list[Token]:
    """Return the tokens of a text, the last one of kind ``"stop"``.

    Raises
    ------
    ParseError
        At a character, command or environment that is not in the language.
    LimitError
        If there are more than ``limit`` tokens.

    Examples
    --------
    >>> [token.kind for token in tokenize("2*x", "text")]
    ['number', '*', 'name', 'stop']
    """
    return _Tokenizer(text, notation, source, limit).run()


class _Tokenizer:
    def __init__(self, text: str, notation: Notation, source: str, limit: int) -> None:
        self.text, self.notation, self.source, self.limit = text, notation, source, limit
        self.tokens: list[Token] = []
        self.open: list[str] = []
        """Brackets and environments that are open, innermost last."""
        self.gap = ""

    def run(self) -> list[Token]:
        pattern = _TEXT if self.notation == "text" else _LATEX
        position, end = 0, len(self.text)
        while position < end:
            match = pattern.match(self.text, position)
            if match is None:
                self._refuse_character(position)
            position = match.end()
            self._read(match)
            if len(self.tokens) > self.limit:
                doing = f"reading {self.source or 'a formula'}"
                raise LimitError(doing, f"{len(self.tokens)} words and signs", limit=str(self.limit))
        self.tokens.append(Token("stop", "", end, end, self.gap))
        return self.tokens

    def _read(self, match: re.Match[str]) -> None:
        found, group = match.group(), match.lastgroup
        match group:
            case "space" | "comment" | "tie" | "reference":
                self.gap = "\n" if "\n" in found and self.gap != "\t" else self.gap or " "
                return
            case "number":
                self._add("number", found, match)
            case "name":
                self._add("name", _plain_name(found), match)
            case "sup":
                self._add("sup", "".join(spellings.SUPERSCRIPTS[c] for c in found), match)
            case "fraction":
                self._add("fraction", unicodedata.normalize("NFKC", found), match)  # ½ is 1⁄2, with its own stroke
            case "underscore":
                self._add("_", found, match)
            case "row":
                self._add("\\\\", found, match)
            case "sign":
                self._sign(found, match)
            case _:
                self._latex(group, match)

    def _sign(self, found: str, match: re.Match[str]) -> None:
        kind = spellings.SIGNS.get(found)
        if kind is None:
            self._refuse_character(match.start())
        if kind in "{}" and self.notation == "text":
            kind = self._brace(kind)
        self._add(kind, found, match)

    def _brace(self, brace: str) -> str:
        """In plain text braces hold a signal, unless they follow ``_`` or ``^``."""
        if brace == "{":
            return "{" if self.tokens and self.tokens[-1].kind in "_^" else "set{"
        return "}" if self.open and self.open[-1] == "{" else "set}"

    def _latex(self, group: str | None, match: re.Match[str]) -> None:
        match group:
            case "begin":
                self._begin(match)
            case "end":
                self._add("end", match["ended"], match)
            case "relation":
                self._add("=", match.group(), match)
            case "word":
                words = re.sub(r"\\(.)", r"\1", match["words"])
                if words in spellings.FUNCTIONS and self.text.startswith("(", match.end()):
                    self._add("name", words, match)
                else:
                    self._add("word", words, match)
            case "blackboard":
                self._add("name", spellings.BLACKBOARD[match.group().rstrip("}")[-1]], match)
            case "upright":
                letters = (match["letters"] or match["letter"]).strip().replace("\\_", "_")
                upright = match.group().startswith((r"\mathrm", r"\operatorname"))
                self._add("name", spellings.UPRIGHT.get(letters, letters) if upright else letters, match)
            case _:
                self._command(match.group()[1:], match)

    def _begin(self, match: re.Match[str]) -> None:
        name = match["environment"]
        if name not in spellings.ENVIRONMENTS:
            self._refuse(f"the environment {name!r} is not known here", match.start(), name, spellings.ENVIRONMENTS)
        if name == "array" and match["columns"] is None:
            self._refuse("an array says how its columns are aligned, such as {cc}", match.start(), "", ())
        self._add("begin", name, match)

    def _command(self, name: str, match: re.Match[str]) -> None:
        if name in spellings.LAYOUT or name.isspace():
            self.gap = "\t" if name in spellings.WIDE else self.gap or " "
        elif name in spellings.COMMAND_SIGNS:
            self._add(spellings.COMMAND_SIGNS[name], match.group(), match)
        elif name in spellings.COMMAND_WORDS:
            self._add("name", spellings.COMMAND_WORDS[name], match)
        elif name in spellings.STRUCTURE:
            self._add("command", name, match)
        elif name in spellings.ADVICE:
            advice = spellings.ADVICE[name]
            self._refuse(f"the command \\{name} is not in the language: {advice}", match.start(), "", ())
        else:
            known = [*spellings.COMMAND_SIGNS, *spellings.COMMAND_WORDS, *spellings.STRUCTURE]
            self._refuse(f"the command \\{name} is not known here", match.start(), name, known)

    def _add(self, kind: str, text: str, match: re.Match[str]) -> None:
        inner = self.open[-1] if self.open else ""
        if (kind == "&" and inner not in ("matrix", "cases")) or (kind == "\\\\" and inner in _CLOSING):
            self.gap = self.gap or " "
            return
        if kind in _CLOSING:
            self.open.append(kind)
        elif kind == "begin":
            self.open.append(spellings.ENVIRONMENTS[text])
        elif self.open and kind in (_CLOSING.get(inner), "end"):
            self.open.pop()
        self.tokens.append(Token(kind, text, match.start(), match.end(), self.gap))
        self.gap = ""

    def _refuse_character(self, position: int) -> NoReturn:
        character = self.text[position]
        shown = character if character.isprintable() else "it"
        advice = spellings.ADVICE.get(character) or f"remove {shown}"
        raise ParseError(
            f"the character U+{ord(character):04X} is not in the language; {advice}",
            self.text,
            position,
            source=self.source,
        )

    def _refuse(self, message: str, position: int, found: str, known: object) -> NoReturn:
        likely = nearest(found, known) if len(found) > 1 else ""  # type: ignore[arg-type]
        hint = f" (did you mean {likely!r}?)" if likely else ""
        raise ParseError(message + hint, self.text, position, source=self.source)


def _plain_name(found: str) -> str:
    """Return the name that Greek letters and subscript digits spell."""
    digits = "".join(spellings.SUBSCRIPTS.get(c, "") for c in found)
    stem = "".join(c for c in found if c not in spellings.SUBSCRIPTS)
    letter = spellings.GREEK.get(stem[:1]) or spellings.CONSTANTS.get(stem[:1])
    stem = letter + stem[1:] if letter else stem
    return f"{stem}_{digits}" if digits else stem
