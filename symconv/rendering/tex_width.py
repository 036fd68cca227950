r"""How wide a formula is when it is set, roughly, and where it may be broken.

The unit is the width of a digit. TeX knows better, but only when it is too late to lay a
document out; estimates are on the generous side.

May import: the standard library.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

__all__ = ["break_tex", "loosen", "tex_width"]

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\S", re.DOTALL)
_RELATIONS = frozenset(
    {"=", "<", ">", r"\le", r"\ge", r"\lt", r"\gt", r"\ne", r"\leq", r"\geq", r"\neq", r"\in", r"\equiv", r"\approx"}
    | {r"\to", r"\mapsto", r"\iff", r"\implies", r"\mid"}
)
_OPERATIONS = frozenset({"+", "-", r"\cdot", r"\ast", r"\star", r"\times", r"\pm", r"\circledast", r"\otimes"})
_FUNCTIONS = frozenset(
    {r"\exp", r"\max", r"\min", r"\sin", r"\cos", r"\log", r"\ln", r"\gcd", r"\bmod", r"\Re", r"\Im"}
)
_WIDTHS = {
    r"\left": 0.3,
    r"\right": 0.3,
    r"\,": 0.4,
    r"\;": 0.6,
    r"\:": 0.5,
    r"\!": -0.3,
    r"\ ": 0.6,
    r"\quad": 2,
    r"\qquad": 4,
    r"\sum": 2.6,
    r"\prod": 2.6,
    r"\infty": 2,
    r"\dots": 2.4,
    r"\ldots": 2.4,
    r"\cdots": 2.6,
    r"\vdots": 0.6,
    r"\displaystyle": 0,
    r"\limits": 0,
    r"\\": 0,
    r"\big": 0.3,
    r"\Big": 0.4,
    r"\bigl": 0.3,
    r"\bigr": 0.3,
    r"\hline": 0,
    ",": 1,
    ".": 0.6,
    ";": 1,
    ":": 0.8,
    "(": 0.8,
    ")": 0.8,
    "[": 0.6,
    "]": 0.6,
    "|": 0.6,
    "/": 1,
    "!": 0.6,
    "&": 2,
    "{": 0,
    "}": 0,
    "^": 0,
    "_": 0,
}
_FENCE = re.compile(r"\\(?:left|right|middle)\s*(\\[A-Za-z]+\s?|\\.|.)")
_LOOSE = 16.0
"""Digits of a formula that need not be broken."""
_TEXTS = frozenset({r"\text", r"\mathrm", r"\operatorname", r"\textbf", r"\texttt", r"\mathit", r"\textit", r"\textsf"})
_FRACTIONS = frozenset({r"\frac", r"\tfrac", r"\dfrac", r"\binom"})
_OPEN, _CLOSE = (
    frozenset({"(", "[", r"\{", r"\lbrace", r"\lfloor"}),
    frozenset({")", "]", r"\}", r"\rbrace", r"\rfloor"}),
)


@lru_cache(maxsize=4096)
def tex_width(tex: str) -> float:
    r"""Estimate the width of a formula in digits.

    Examples
    --------
    >>> tex_width("123"), tex_width(r"\frac{1}{23}"), tex_width("1 + 2")
    (3.0, 2.5, 4.3)
    """
    tokens = _TOKEN.findall(tex)
    width, _ = _measure(tokens, 0)
    return width


def _measure(tokens: list[str], place: int, *, depth: int = 0) -> tuple[float, int]:
    """Return the width of the tokens up to the brace that closes the group, and the place after it."""
    rows, width = [0.0], 0.0
    while place < len(tokens) and tokens[place] != "}":
        token = tokens[place]
        place += 1
        if token == r"\\":
            rows.append(width)
            width = 0.0
        elif token in {r"\begin", r"\end"}:
            _, place = _argument(tokens, place, depth)
            width += 1
        elif token in _FRACTIONS:
            over, place = _argument(tokens, place, depth)
            under, place = _argument(tokens, place, depth)
            width += max(over, under) + 0.5
        elif token in {"^", "_"}:
            script, place = _argument(tokens, place, depth)
            width += 0.75 * script
        elif token == "{" or token in _TEXTS:
            place -= token == "{"
            inner, place = _argument(tokens, place, depth)
            width += inner
        else:
            width += _token_width(token)
    return float(max(*rows, width)), place + 1


def _argument(tokens: list[str], place: int, depth: int) -> tuple[float, int]:
    if place >= len(tokens):
        return 0.0, place
    if tokens[place] == "{" and depth < 100:
        return _measure(tokens, place + 1, depth=depth + 1)
    return _token_width(tokens[place]), place + 1


def _token_width(token: str) -> float:
    if token in _WIDTHS:
        return _WIDTHS[token]
    if token in _RELATIONS or token in _FUNCTIONS:
        return 2.6
    if token in _OPERATIONS:
        return 1.5 if token == r"\cdot" else 2.3
    if token.isdecimal():
        return 1
    return 1.5 if token.isupper() else 1.25


def break_tex(tex: str, limit: float) -> tuple[str, ...]:
    r"""Break a formula into rows no wider than ``limit`` where its signs and commas allow.

    Breaks come before a sign and after a comma, outside braces and environments, rather
    outside parentheses than inside. Stretched fences, which TeX cannot break, become plain
    ones where that helps. A row that offers no break stays too wide.

    Examples
    --------
    >>> break_tex("a + b + c + d", 9)
    ('a + b + c', '+ d')
    """
    rows = _broken(tex, limit)
    if r"\left" in tex and any(tex_width(row) > limit for row in rows):
        return _broken(_FENCE.sub(lambda fence: fence[1].replace(".", ""), tex), limit)
    return rows


def _broken(tex: str, limit: float) -> tuple[str, ...]:
    places = [(0, 0), *_breaks(tex)]
    parts = [(tex[place:end], depth) for (place, depth), (end, _) in pairwise([*places, (len(tex), 0)])]
    rows: list[str] = []
    row: list[tuple[str, int]] = []
    width = 0.0
    for part, depth in parts:
        width += tex_width(part)
        if row and width > limit:
            cut = _best_cut(row, depth)
            rows.append("".join(text for text, _ in row[:cut]).strip())
            row = row[cut:]
            width = sum(tex_width(text) for text, _ in row) + tex_width(part)
        row.append((part, depth))
    return (*rows, "".join(text for text, _ in row).strip())


def loosen(tex: str) -> str:
    r"""Let TeX break a long formula within a line of text, at signs and commas as far out as possible.

    Examples
    --------
    >>> print(loosen("(1, 2) + (33333, 4444)"))
    (1, 2) \allowbreak + (33333, 4444)
    """
    tex = _FENCE.sub(lambda fence: fence[1].replace(".", ""), tex)
    places = [0, *_loose_places(_breaks(tex), 0, len(tex), tex), len(tex)]
    return r"\allowbreak ".join(tex[place:end] for place, end in pairwise(places))


def _loose_places(breaks: list[tuple[int, int]], first: int, last: int, tex: str) -> list[int]:
    """Return the outermost breaks between two places, and deeper ones in what is still long between them."""
    inside = [(place, depth) for place, depth in breaks if first < place < last]
    if not inside or tex_width(tex[first:last]) <= _LOOSE:
        return []
    outermost = min(depth for _, depth in inside)
    outer = [place for place, depth in inside if depth == outermost]
    deeper = [(place, depth) for place, depth in inside if depth > outermost]
    places: list[int] = []
    for start, end in pairwise([first, *outer, last]):
        places += [start, *_loose_places(deeper, start, end, tex)]
    return places[1:]


def _best_cut(row: list[tuple[str, int]], next_depth: int) -> int:
    """Return how many parts stay on the row: the last cut of least depth in its second half, or all."""
    cuts = [(depth, -place) for place, (_, depth) in enumerate(row) if 2 * place >= len(row) and place]
    return -min([*cuts, (next_depth, -len(row))])[1]


def _breaks(tex: str) -> list[tuple[int, int]]:
    """Return each place where the formula may be broken, with its depth in parentheses."""
    places: list[tuple[int, int]] = []
    braces = depth = fixed = 0
    before = ""
    for found in _TOKEN.finditer(tex):
        token = found[0]
        if token == "{":
            braces += 1
        elif token == "}":
            braces -= 1
        elif token in {r"\left", r"\begin"}:
            fixed += 1
        elif token in {r"\right", r"\end"}:
            fixed -= 1
        elif not braces and not fixed:
            depth += (token in _OPEN) - (token in _CLOSE)
            binary = (
                before
                and before not in _OPEN
                and before not in _RELATIONS | _OPERATIONS
                and before not in {",", r"\left"}
            )
            if token in {"+", "-", "="} and binary:
                places.append((found.start(), depth))
            elif token == ",":
                places.append((found.end(), depth))
        before = token
    return [(place, depth) for place, depth in places if tex[place:].strip()]
