"""Characters that no format can carry.

May import: the standard library.
"""

from __future__ import annotations

import re

__all__ = ["one_line", "printable"]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLANK = re.compile(r"[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")


def printable(text: str) -> str:
    r"""Return the text with control characters and lone surrogates shown as U+FFFD.

    Examples
    --------
    >>> printable("a\x00b")
    'a\ufffdb'
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    r"""Return the text on one line: every run of blanks and line ends becomes one space.

    Examples
    --------
    >>> one_line("two\n  words")
    'two words'
    """
    return printable(_BLANK.sub(" ", text))
