"""Text, code and formulas as they must be spelled in GitHub-flavoured Markdown.

May import: the standard library and ``escape``.
"""

from __future__ import annotations

import re
import unicodedata

from symconv.rendering.escape import one_line, printable

__all__ = ["code_fence", "code_span", "emphasised", "escape", "guard_end", "guard_start", "math_source", "upright"]

_SPECIAL = re.compile(r"[\\`*_\[\]<>$|~]|&(?=[#\w])|:(?=//)|(?<=www)\.|!(?=\[)")
_BLOCK_START = re.compile(r"(\d{1,9}(?=[.)](?: |$)))?(?(1)[.)]|(?:[-+](?= |$)|[-=](?=[-= ]*$)|#{1,6}(?= |$)))")


def escape(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    Examples
    --------
    >>> print(escape("a*b_c <x> costs $5 | [link](url)"))
    a\*b\_c \<x\> costs \$5 \| \[link\](url)
    """
    return _SPECIAL.sub(lambda found: "\\" + found[0], one_line(text))


def guard_start(text: str) -> str:
    r"""Return a paragraph that cannot be taken for a heading, a list or a rule.

    Examples
    --------
    >>> print(guard_start("1. not a list"), guard_start("# no heading"))
    1\. not a list \# no heading
    """
    text = text.strip(" ")
    found = _BLOCK_START.match(text)
    if found is None:
        return text
    digits = found[1] or ""
    return f"{digits}\\{text[len(digits) :]}"


def guard_end(text: str) -> str:
    """Return the text of a heading, its last number sign kept from closing it."""
    text = text.strip(" ")
    return re.sub(r"(?<![#\\])(#+)$", r"\\\1", text)


def code_span(text: str, *, in_table: bool = False) -> str:
    """Return typewriter text between as many backticks as it needs.

    Examples
    --------
    >>> print(code_span("a`b"))
    ``a`b``
    """
    text = one_line(text)
    if not text:
        return ""
    if in_table:
        text = text.replace("|", "\\|")
    ticks = "`" * (_longest_run("`", text) + 1)
    blank = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{ticks}{blank}{text}{blank}{ticks}"


def code_fence(text: str, language: str) -> tuple[str, str, str]:
    """Return the fence, the language word and the lines of a code block."""
    text = printable(text).rstrip("\n")
    word = re.sub(r"[^\w+.#-]", "", language)
    return "`" * max(3, _longest_run("`", text) + 1), word, text


def math_source(tex: str) -> str:
    r"""Return TeX that no Markdown reader mistakes for emphasis, HTML or the edge of a table cell.

    Examples
    --------
    >>> print(math_source(r"|x| < 3, \{1\}"))
    \vert x\vert \lt 3, \lbrace 1\rbrace
    """
    tex = _MATH.sub(_respelled, one_line(tex).strip())
    return re.sub(r" +", " ", tex).strip()


_MATH = re.compile(r"\\\||\\\{|\\\}|\\.|[|<>*]|(?<=[^\w\s])_(?=\S)|\$", re.DOTALL)
_SPELLING = {
    r"\|": r"\Vert ",
    r"\{": r"\lbrace ",
    r"\}": r"\rbrace ",
    "|": r"\vert ",
    "<": r"\lt ",
    ">": r"\gt ",
    "*": r"\ast ",
    "_": "_ ",
    "$": r"\$",
}


def _respelled(found: re.Match[str]) -> str:
    return _SPELLING.get(found[0], found[0])


def upright(text: str) -> str:
    r"""Return plain text for the inside of a formula, in spellings that MathJax and KaTeX share.

    Examples
    --------
    >>> print(upright("100% of x_1"))
    \text{100}\%\text{ of x}\_\text{1}
    """
    parts = re.split(r"([#%&_{}$\\^~<>|*])", one_line(text))
    return "".join(_upright_part(part) for part in parts if part)


def _upright_part(part: str) -> str:
    if part in "#%&_$":
        return "\\" + part
    return _SIGNS.get(part, rf"\text{{{part}}}")


_SIGNS = {
    "\\": r"\backslash ",
    "^": r"{}^{\wedge}",
    "~": r"\sim ",
    "<": r"\lt ",
    ">": r"\gt ",
    "|": r"\vert ",
    "*": r"\ast ",
    "{": r"\lbrace ",
    "}": r"\rbrace ",
}


def emphasised(mark: str, tag: str, text: str, before: str, after: str) -> str:
    """Return text between emphasis marks, or in an HTML tag where marks would not be read as such."""
    if not text.strip():
        return text
    inner = text.strip(" ")
    blank_left = text[: len(text) - len(text.lstrip(" "))]
    blank_right = text[len(text.rstrip(" ")) :]
    before, after = blank_left or before, blank_right or after
    opens = not before or before[-1].isspace() or _is_punctuation(before[-1]) or not _is_punctuation(inner[0])
    closes = not after or after[0].isspace() or _is_punctuation(after[0]) or not _is_punctuation(inner[-1])
    blank = inner[0].isspace() or inner[-1].isspace()
    touches = before[-1:] in {"*", "\\"} or after[:1] == "*" or inner[0] == "*" or inner[-1] == "*"
    if opens and closes and not touches and not blank:
        return f"{blank_left}{mark}{inner}{mark}{blank_right}"
    return f"{blank_left}<{tag}>{inner}</{tag}>{blank_right}"


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _longest_run(character: str, text: str) -> int:
    return max((len(run) for run in re.findall(f"{re.escape(character)}+", text)), default=0)
