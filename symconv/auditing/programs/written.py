"""What somebody wrote down as the output of a program: numbers, arrays as the libraries print them, and words.

``[-1.  2.  2. -1.]``, ``array([1, 2])``, ``tensor([[1., 2.]])``, ``<tf.Tensor: … numpy=array(…)>``, ``(1, 4, 1)``,
``torch.Size([1, 4])``, ``np.float64(0.5)``, ``True``.

May import: the standard library. One walk over the text, in time linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

__all__ = ["Entry", "Token", "Written", "is_rectangular", "read_written"]

MOST_TOKENS: Final = 20_000
MOST_DEPTH: Final = 8
_NUMBER = r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_TOKEN: Final = re.compile(
    rf"(?P<complex>[+-]?{_NUMBER}[+-]{_NUMBER}j|[+-]?{_NUMBER}j)|(?P<number>[+\-−]?{_NUMBER})(?![\w.])"
    rf"|(?P<tensor><tf\.(?:Tensor|Variable)[^>]*?numpy=)"
    r"|(?P<open>[A-Za-z_][\w.]*\(|[\[(])|(?P<close>[\])])"
    r"|(?P<dots>\.\.\.|…|\\dots|\\cdots)|(?P<truth>True|False)\b|(?P<word>[^\W\d]\w*(?:[.]\w+)*)|(?P<sign>\S)"
)
_WRAPPERS: Final = frozenset(
    (
        *("array", "tensor", "Tensor", "Array", "DeviceArray", "Size", "TensorShape", "Parameter", "EagerTensor"),
        *("float64", "float32", "int64", "int32", "complex128", "bool_", "matrix", "ndarray"),
    )
)
"""Names around what is printed: ``array(…)``, ``torch.Size(…)``, ``np.float64(…)``."""
_OPTION: Final = re.compile(
    r"\s*,\s*(?:dtype|shape|device|grad_fn|requires_grad|weak_type)\s*=\s*(?:<[^<>]*>|\([^()]*\)|[^,()<>]*)"
)
_SEPARATOR: Final = re.compile(r"[\s,;]*")
_CLOSING: Final = {"[": "]", "(": ")"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One number as it is written."""

    value: Any
    """A fraction, a truth value, or a pair of fractions for a complex number."""
    unit: Fraction
    """The unit of its last place; 0 for an integer and for ``1.``."""


@dataclass(frozen=True, slots=True)
class Written:
    """A number, or nested entries."""

    content: Any
    """An `Entry`, or a tuple of contents."""
    brackets: str
    """The outermost brackets, ``""`` for a number."""
    start: int
    stop: int
    is_elided: bool = False
    """Whether dots stand for some of it."""

    @property
    def shape(self) -> tuple[int, ...] | None:
        """Its lengths; ``None`` if the rows differ."""
        return _shape(self.content)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its numbers in order."""
        return tuple(_flat(self.content))


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign."""

    text: str
    start: int
    stop: int


def is_rectangular(written: Written) -> bool:
    """Whether its rows are equally long."""
    return written.shape is not None


def read_written(text: str) -> tuple[Written | Token, ...]:
    """Return the values and words of an output, in order.

    Examples
    --------
    >>> value, = read_written("array([1., 2.25], dtype=float32)")
    >>> value.shape, [str(entry.value) for entry in value.entries]
    ((2,), ['1', '9/4'])
    """
    found: list[Written | Token] = []
    at = 0
    while len(found) < MOST_TOKENS and (match := _TOKEN.search(text, at)):
        at = match.end()
        begin = at if match["tensor"] else match.start()
        reader = _Reader(text)
        read = reader.value(begin, 0)
        if read is None:
            found.append(Token(match[0], *match.span()))
            continue
        content, brackets, at = read
        if match["tensor"] and (closing := re.compile(r"\s*>").match(text, at)):
            at = closing.end()
        found.append(Written(content, brackets, match.start(), at, reader.is_elided))
    return tuple(found)


class _Reader:
    """Reads one value; each token is looked at once, or the value ends."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.is_elided = False

    def value(self, at: int, depth: int) -> tuple[Any, str, int] | None:
        """Return content, outermost bracket and end of the value that starts here, or ``None``."""
        match = _TOKEN.search(self._text, at)
        if match is None or depth > MOST_DEPTH:
            return None
        entry = _entry(match)
        if entry is not None:
            return entry, "", match.end()
        if not match["open"]:
            return None
        bracket, name = match["open"][-1], match["open"][:-1].rsplit(".", 1)[-1]
        if name:
            return self._wrapped(name, match.end(), depth) if name in _WRAPPERS else None
        row = self._row(match.end(), _CLOSING[bracket], depth)
        if row is None:
            return None
        contents, end = row
        if bracket == "(" and len(contents) == 1 and "," not in self._text[match.end() : end]:
            return contents[0], "", end
        return tuple(contents), bracket, end

    def _wrapped(self, name: str, at: int, depth: int) -> tuple[Any, str, int] | None:
        inner = self.value(at, depth + 1)
        if inner is None:
            return None
        content, _, end = inner
        while option := _OPTION.match(self._text, end):
            end = option.end()
        closing = _TOKEN.search(self._text, end)
        if closing is None or closing[0] != ")":
            return None
        kind = "" if isinstance(content, Entry) else ("(" if name in ("Size", "TensorShape") else "[")
        return content, kind, closing.end()

    def _row(self, at: int, closer: str, depth: int) -> tuple[list[Any], int] | None:
        contents: list[Any] = []
        while match := _TOKEN.search(self._text, _SEPARATOR.match(self._text, at).end()):  # type: ignore[union-attr]
            if match["close"]:
                return (contents, match.end()) if match[0] == closer else None
            if match["dots"]:
                self.is_elided = True
                at = match.end()
                continue
            read = self.value(match.start(), depth + 1)
            if read is None:
                return None
            contents.append(read[0])
            at = read[2]
        return None


def _entry(match: re.Match[str]) -> Entry | None:
    if match["truth"]:
        return Entry(match["truth"] == "True", Fraction(0))
    if match["number"]:
        text = match["number"].replace("−", "-")
        return Entry(Fraction(text), _unit(text))
    if match["complex"]:
        split = re.fullmatch(rf"([+-]?{_NUMBER})?([+-]?{_NUMBER})j", match["complex"])
        if split is None:
            return None
        return Entry((Fraction(split[1] or 0), Fraction(split[2])), max(_unit(split[1] or "0"), _unit(split[2])))
    return None


def _unit(text: str) -> Fraction:
    mantissa, _, exponent = text.lower().partition("e")
    places = len(mantissa.partition(".")[2])
    if not places and not exponent:
        return Fraction(0)
    return Fraction(10) ** (int(exponent or 0) - places)


def _shape(content: Any) -> tuple[int, ...] | None:
    if isinstance(content, Entry):
        return ()
    shapes = {_shape(part) for part in content}
    if len(shapes) > 1 or None in shapes:
        return None
    inner = shapes.pop() if shapes else ()
    return None if inner is None else (len(content), *inner)


def _flat(content: Any) -> Iterator[Entry]:
    if isinstance(content, Entry):
        yield content
    else:
        for part in content:
            yield from _flat(part)
