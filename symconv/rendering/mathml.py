r"""Formulas as MathML, by latex2mathml, with what it does not do done here.

Plain words inside formulas never pass through the converter, because it does not escape them;
its answer is taken only when it is well-formed and made of presentation elements. Whatever
cannot be converted is shown as plain text.

May import: the standard library, latex2mathml. Must never import SymPy.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

from symconv.rendering.escape import one_line

__all__ = ["mathml"]

_ELEMENTS = frozenset(
    {"math", "mrow", "mi", "mn", "mo", "mtext", "ms", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "mpadded"}
    | {"msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none"}
    | {"mtable", "mtr", "mtd", "mphantom", "menclose"}
)
_ATTRIBUTES = frozenset(
    {"accent", "accentunder", "columnalign", "columnlines", "columnspacing", "depth", "display", "displaystyle"}
    | {"fence", "form", "height", "linebreak", "linethickness", "lspace", "mathsize", "mathvariant", "maxsize"}
    | {"minsize", "movablelimits", "notation", "rowalign", "rowlines", "rowspacing", "rspace", "scriptlevel"}
    | {"separator", "stretchy", "symmetric", "voffset", "width"}
)
_WORDS = re.compile(r"\\(?:text|textrm|mbox|textbf|textit|texttt|mathrm|operatorname)\{((?:[^{}\\]|\\.|\{[^{}]*\})*)\}")
_ESCAPED = re.compile(r"\\textbackslash(?:\{\})?|\\([#$%&_{}~^ ,;])(?:\{\})?|\\[A-Za-z]+ ?|[{}]")
_PLACEHOLDER = re.compile(r"Qw(\d+)wQ")
_BLANK_EDGES = re.compile(r"^ +| +$")
"""``mtext`` drops blanks at its edges."""
_NAMESPACE = re.compile(r' xmlns="[^"]*"')
_FENCES = frozenset({"⌊", "⌋", "⌈", "⌉", "‖", "|"})
_SIGNS = frozenset("−+±∓-")
_CLOSING = frozenset(")]}⌋⌉!")
_BIG = ("∑", "∏")
_WITH_LIMITS = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_BARS = {"mover": "overline", "munder": "underline"}
_LINES = ("―", "¯", "‾", "_")
_TALL = frozenset({"mfrac", "mtable", "munderover"})
_LONGEST = 20_000


@lru_cache(maxsize=4096)
def mathml(tex: str, text: str, *, display: bool = False) -> str:
    """Return a formula as one ``math`` element.

    Parameters
    ----------
    tex : str
        LaTeX without dollars.
    text : str
        The same as plain text: what is read aloud, and what is shown when ``tex`` cannot be converted.
    display : bool
        In the size of displayed formulas, limits above and below the sums.

    Examples
    --------
    >>> print(mathml("x", "x"))
    <math alttext="x"><mrow><mi>x</mi></mrow></math>
    """
    inner = _converted(one_line(tex), display)
    if inner is None:
        inner = f"<mtext>{escape(one_line(text), quote=False)}</mtext>"
    style = ' displaystyle="true"' if display else ""
    return f'<math{style} alttext="{escape(one_line(text))}">{inner}</math>'


def _converted(tex: str, display: bool) -> str | None:
    """Return the inside of the ``math`` element, or ``None`` when the converter's answer is unusable."""
    from latex2mathml.converter import convert  # slow to import, and only HTML needs it

    words: list[str] = []

    def keep(found: re.Match[str]) -> str:
        words.append(_ESCAPED.sub(lambda sign: sign[1] or ("\\" if "backslash" in sign[0] else ""), found[1]))
        return rf"\text{{Qw{len(words) - 1}wQ}}"

    source = _WORDS.sub(keep, tex)
    if "Qw" in tex or len(source) > _LONGEST:
        return None
    try:
        root = ElementTree.fromstring(_NAMESPACE.sub("", convert(source, display="block" if display else "inline")))
    except Exception:  # the converter documents no errors; the formula is then shown as plain text, not lost
        return None
    if not all(element.tag in _ELEMENTS and _ATTRIBUTES.issuperset(element.attrib) for element in root.iter()):
        return None
    for element in root.iter():
        _mend(element)
    for element in root.iter("mtext"):
        number = _PLACEHOLDER.fullmatch(element.text or "")
        if number:
            element.text = _BLANK_EDGES.sub("\N{NO-BREAK SPACE}", words[int(number[1])])
    return "".join(ElementTree.tostring(child, encoding="unicode") for child in root)


def _mend(parent: ElementTree.Element) -> None:
    """Mend what the converter gets wrong among the children of an element."""
    before: ElementTree.Element | None = None
    for child in parent:
        if child.tag in {"mi", "mo"}:
            _mend_sign(child, before)
        elif child.tag in _WITH_LIMITS and len(child) and child[0].text in _BIG:
            child.tag = _WITH_LIMITS[child.tag]  # limits move beside the sign by themselves where lines are low
        elif child.tag in _BARS and len(child) == 2 and child[1].text in _LINES:
            child.attrib = {"class": _BARS[child.tag]}  # a line drawn by the style sheet, as long as it should be
            child.tag = "mrow"
            del child[1]
        before = child
    fences = [child for child in parent if child.get("stretchy") == "true"]
    if fences and not any(part.tag in _TALL or part.text in _BIG for part in parent.iter()):
        for fence in fences:
            fence.set("stretchy", "false")  # else a fence that need not stretch has the blanks of one that does


def _mend_sign(sign: ElementTree.Element, before: ElementTree.Element | None) -> None:
    text = sign.text or ""
    if text in _FENCES:
        sign.tag = "mo"
    elif sign.tag == "mo" and text.isalpha() and text.isascii() and len(text) > 1:
        sign.tag = "mi"
    elif text == "*":
        sign.text = "∗"  # the sign of convolution; the other one is raised
    elif text in _SIGNS and _starts_operand(before):
        sign.set("form", "prefix")  # else a sign after a parenthesis is spaced like a difference


def _starts_operand(before: ElementTree.Element | None) -> bool:
    return before is None or (before.tag == "mo" and before.text not in _CLOSING)
