r"""Notebooks as one text: Markdown cells as they are, code cells and their stored outputs in fences.

The JSON is read by a small strict reader that knows where each string stands, so that a place in the text can be
traced to its line and column in the file.

May import: ``errors``. Must never build anything but text from what it reads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from symconv.errors import LimitError, ParseError

__all__ = ["Notebook", "read_notebook"]

MAX_CHARACTERS: Final = 5_000_000
MAX_DEPTH: Final = 40
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_STRING: Final = re.compile(r'"((?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+)"')
_SCALAR: Final = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")
_PIECE: Final = re.compile(r"\\u([0-9a-fA-F]{4})|\\(.)|[^\\]", re.DOTALL)
_ESCAPES: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class _Text:
    """A string of the file: its characters between the quotes."""

    raw: str
    start: int

    def pieces(self) -> Iterator[tuple[str, int]]:
        """Yield the characters that it means, with their offsets in the file."""
        for match in _PIECE.finditer(self.raw):
            if match[1]:
                character = chr(int(match[1], 16))
            else:
                character = _ESCAPES.get(match[2], match[2]) if match[2] else match[0]
            yield character, self.start + match.start()

    def __str__(self) -> str:
        return "".join(character for character, _ in self.pieces())


@dataclass(frozen=True, slots=True)
class Notebook:
    """The text of a notebook, and where it stands in the file."""

    text: str
    offsets: tuple[int, ...]
    """Of each character of the text, in the file."""
    line_starts: tuple[int, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column in the file, from 1, of an offset in the text."""
        at = self.offsets[min(offset, len(self.offsets) - 1)] if self.offsets else 0
        line = bisect_right(self.line_starts, at)
        return line, at - self.line_starts[line - 1] + 1


def read_notebook(text: str) -> Notebook:
    """Read a notebook.

    Raises
    ------
    LimitError
        If it has more than 5,000,000 characters.
    ParseError
        If it is no JSON, or no notebook.
    """
    if len(text) > MAX_CHARACTERS:
        raise LimitError("reading a notebook", f"{len(text)} characters", limit=f"{MAX_CHARACTERS} characters")
    content = _Json(text).document()
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        raise ParseError("this is no notebook: it has no cells", text[:200], source="notebook")
    language = _language(content)
    pieces: list[tuple[str, int]] = []
    fence = "~" * (max((len(run) for run in re.findall(r"~+", text)), default=0) + 3)
    for cell in cells:
        if isinstance(cell, dict):
            pieces += _cell(cell, fence, language)
    starts = (0, *(match.end() for match in re.finditer("\n", text)))
    return Notebook("".join(character for character, _ in pieces), tuple(at for _, at in pieces), starts)


def _language(content: dict[str, Any]) -> str:
    for path in (("metadata", "language_info", "name"), ("metadata", "kernelspec", "language")):
        found: Any = content
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        if isinstance(found, _Text):
            return re.sub(r"\W", "", str(found).lower()) or "python"
    return "python"


def _cell(cell: dict[str, Any], fence: str, language: str) -> Iterator[tuple[str, int]]:
    kind, source = str(cell.get("cell_type", "")), list(_joined(cell.get("source")))
    if kind == "markdown":
        yield from source
        yield from _made("\n\n\n", source[-1][1] if source else 0)
    elif kind == "code":
        yield from _fenced(source, fence, f"{language} cell" if language == "python" else language)
        outputs = cell.get("outputs")
        for output in outputs if isinstance(outputs, list) else []:
            yield from _fenced(list(_shown(output)), fence, "output")


def _fenced(pieces: Sequence[tuple[str, int]], fence: str, info: str) -> Iterator[tuple[str, int]]:
    if pieces:
        yield from _made(f"{fence}{info}\n", pieces[0][1])
        yield from pieces
        yield from _made(f"\n{fence}\n\n", pieces[-1][1])


def _made(text: str, at: int) -> Iterator[tuple[str, int]]:
    for character in text:
        yield character, at


def _shown(output: Any) -> Iterator[tuple[str, int]]:
    """Yield the text of an output: what was printed, or the value of the last line."""
    if not isinstance(output, dict):
        return
    if str(output.get("name", "stdout")) == "stdout" and "text" in output:
        yield from _joined(output["text"])
    data = output.get("data")
    if isinstance(data, dict) and "text/plain" in data and str(output.get("output_type")) == "execute_result":
        yield from _joined(data["text/plain"])


def _joined(source: Any) -> Iterator[tuple[str, int]]:
    for part in source if isinstance(source, list) else [source]:
        if isinstance(part, _Text):
            yield from part.pieces()


class _Json:
    """A strict reader of JSON: no comments, no trailing commas, no constants but true, false and null."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def document(self) -> Any:
        """Return the only value of the text."""
        value = self._value(0)
        self._skip()
        if self._at < len(self._text):
            raise self._error("nothing more")
        return value

    def _value(self, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise LimitError("reading a notebook", f"a nesting of {depth}", limit=f"{MAX_DEPTH}")
        self._skip()
        match self._text[self._at : self._at + 1]:
            case "{":
                return self._object(depth)
            case "[":
                return self._array(depth)
            case '"':
                return self._string()
        scalar = _SCALAR.match(self._text, self._at)
        if scalar is None:
            raise self._error("a value")
        self._at = scalar.end()
        return scalar[0]

    def _object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self._at += 1
        if self._take("}"):
            return found
        while True:
            self._skip()
            key = str(self._string())
            if not self._take(":"):
                raise self._error("a colon")
            found[key] = self._value(depth + 1)
            if self._take("}"):
                return found
            if not self._take(","):
                raise self._error("a comma or a closing brace")

    def _array(self, depth: int) -> list[Any]:
        found: list[Any] = []
        self._at += 1
        if self._take("]"):
            return found
        while True:
            found.append(self._value(depth + 1))
            if self._take("]"):
                return found
            if not self._take(","):
                raise self._error("a comma or a closing bracket")

    def _string(self) -> _Text:
        match = _STRING.match(self._text, self._at)
        if match is None:
            raise self._error("a string")
        self._at = match.end()
        return _Text(match[1], match.start(1))

    def _take(self, sign: str) -> bool:
        self._skip()
        if self._text.startswith(sign, self._at):
            self._at += 1
            return True
        return False

    def _skip(self) -> None:
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _error(self, expected: str) -> ParseError:
        return ParseError("this is no JSON", self._text, self._at, expected=(expected,), source="notebook")
