"""Names and numbers of a statement as Coq text.

May import: ``errors``, ``polynomials`` and the standard library.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

from symconv.errors import UnsupportedProblemError

__all__ = [
    "APPLICATION",
    "OPERATORS",
    "PRODUCT",
    "SUM",
    "arrow",
    "fenced",
    "identifier",
    "outside",
    "prelude",
    "signed",
]

SUM: Final = 0
PRODUCT: Final = 1
APPLICATION: Final = 2
"""How tightly a text binds; the outermost of these stands in it without parentheses."""

OPERATORS: Final = ("conv", "corr", "flip", "shift", "inner", "outer", "delta", "dft", "idft")
"""The operators that are exported; the names of their definitions begin so."""

_KEYWORDS: Final = re.compile(
    "as|at|by|cofix|do|else|end|exists2?|fix|for|forall|fun|have|if|in|is|last|first|left|let|match|mod|of|return|right|"
    "then|through|using|where|with|Prop|SProp|Set|Type"
)


def outside(what: str) -> UnsupportedProblemError:
    """Return the error for what is not exported."""
    return UnsupportedProblemError(f"exporting to Coq: {what}; docs/coq.md says what can be exported")


@cache
def prelude(name: str = "prelude") -> str:
    """Return what files begin with: ``"prelude"``, and ``"derivatives"`` where there are some."""
    return Path(__file__).with_name(f"{name}.v").read_text(encoding="utf-8")


@cache
def _taken() -> frozenset[str]:
    """Return the names that these define."""
    text = prelude() + prelude("derivatives")
    return frozenset(re.findall(r"^(?:Definition|Lemma|Ltac|Variable|Hypothesis) (\w+)", text, flags=re.MULTILINE))


def identifier(name: str) -> str:
    """Return a Coq name for a name of a statement; different names stay different."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
        raise outside(f"the name {name} has letters that names in Coq cannot have")
    bare = name.rstrip("_")
    ours = re.fullmatch(rf"(?:{'|'.join(OPERATORS)})(?:(?:_\d+)+d)?(?:_with)?|given\d+|D\d+", bare)
    clash = bare in _taken() or ours is not None or _KEYWORDS.fullmatch(bare) is not None
    return name + "_" if clash or name.endswith("_") else name


def arrow(axes: int) -> str:
    """Return the type of a signal."""
    return "R -> " * axes + "C"


def fenced(text: str, level: int, needed: int) -> str:
    """Put a text into parentheses where it does not bind tightly enough."""
    return f"({text})" if level < needed else text


def _rational(value: int | Fraction) -> str:
    """Return the absolute value of a rational number; it may stand as the first factor of a product."""
    top, bottom = abs(value.numerator), value.denominator
    text = "1" if top == 1 else f"{top}%:R"
    return text if bottom == 1 else f"{text} / {bottom}%:R"


def signed(terms: list[tuple[int | Fraction, list[str]]]) -> tuple[str, int]:
    """Return a sum of monomials, and how tightly it binds; what is added stands first."""
    text, level = "", APPLICATION
    for c, factors in [*(t for t in terms if t[0] > 0), *(t for t in terms if t[0] < 0)]:
        part = " * ".join(factors if c in (1, -1) and factors else [_rational(c), *factors])
        if text:
            text, level = f"{text} {'-' if c < 0 else '+'} {part}", SUM
        elif c < 0:
            text, level = f"- {part}", SUM
        else:
            text, level = part, APPLICATION if re.fullmatch(r"\w+(?:%:R)?", part) else PRODUCT
    return (text, level) if text else ("0", APPLICATION)
