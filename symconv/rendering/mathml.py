r"""Formulas as MathML, by latex2mathml, with what it does not do done here.

Plain words inside formulas never pass through the converter, because it does not escape them;
its answer is taken only when it is well-formed and made of presentation elements. Whatever
cannot be converted is shown as plain text.

May import: the standard library, latex2mathml. Must never import SymPy.
"""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

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
_PLACEHOLDER = re.compile(r"<m(?:text|i|o)(?: [^<>]*)?>Qw(\d+)wQ</m(?:text|i|o)>")
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


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
        inner = f"<mtext>{escape(one_line(text))}</mtext>"
    style = ' displaystyle="true"' if display else ""
    return f"<math{style} alttext={quoteattr(one_line(text))}>{inner}</math>"


def _converted(tex: str, display: bool) -> str | None:
    """Return the inside of the ``math`` element, or ``None`` when the converter's answer is unusable."""
    from latex2mathml.converter import convert  # slow to import, and only HTML needs it

    words: list[str] = []

    def keep(found: re.Match[str]) -> str:
        words.append(_ESCAPED.sub(lambda sign: sign[1] or ("\\" if "backslash" in sign[0] else ""), found[1]))
        return rf"\text{{Qw{len(words) - 1}wQ}}"

    source = _WORDS.sub(keep, tex)
    if "Qw" in tex or len(source) > 20_000:
        return None
    try:
        markup = convert(source, display="block" if display else "inline")
    except Exception:  # noqa: BLE001  # whatever it is: the formula is shown as plain text
        return None
    markup = re.sub(r"<mo>([A-Za-z]{2,})</mo>", r"<mi>\1</mi>", markup)
    markup = re.sub(r"<mi>(&#x0?(?:230A|230B|2308|2309|2016|7C|02016);)</mi>", r"<mo>\1</mo>", markup)
    markup = _PLACEHOLDER.sub(lambda found: f"<mtext>{_spaced(words[int(found[1])])}</mtext>", markup)
    if not _is_harmless(markup):
        return None
    return markup[markup.index(">") + 1 : markup.rindex("</math>")]


def _spaced(word: str) -> str:
    """Return words for ``mtext``, which drops blanks at its edges."""
    return escape(re.sub(r"^ +| +$", "\N{NO-BREAK SPACE}", word))


def _is_harmless(markup: str) -> bool:
    try:
        root = ElementTree.fromstring(markup)
    except ElementTree.ParseError:
        return False
    return all(
        element.tag.removeprefix(_NAMESPACE) in _ELEMENTS and _ATTRIBUTES.issuperset(element.attrib)
        for element in root.iter()
    )
