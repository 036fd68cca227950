r"""Text and code as they must be spelled for pdflatex, so that nothing a user writes can break it.

Everything outside ASCII that the usual fonts do not have is spelled by a command, or else shown
by its number: ``[U+4E2D]``.

May import: the standard library and ``escape``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from symconv.rendering.escape import one_line, printable

__all__ = ["code_line", "escape", "math_source"]

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": "'",
    "`": r"\textasciigrave{}",
}

_GREEK = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu"),
    *("xi", "o", "pi", "rho", "varsigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
)

_MATH_SIGNS = {
    "−": "-",
    "∗": r"\ast",
    "⋆": r"\star",
    "★": r"\star",
    "·": r"\cdot",
    "×": r"\times",
    "÷": r"\div",
    "±": r"\pm",
    "∓": r"\mp",
    "⊛": r"\circledast",
    "⊗": r"\otimes",
    "⊕": r"\oplus",
    "∘": r"\circ",
    "•": r"\bullet",
    "≤": r"\le",
    "≥": r"\ge",
    "≠": r"\ne",
    "≈": r"\approx",
    "≡": r"\equiv",
    "∼": r"\sim",
    "∝": r"\propto",
    "∞": r"\infty",
    "∑": r"\sum",
    "∏": r"\prod",
    "∫": r"\int",
    "√": r"\surd",
    "∂": r"\partial",
    "∇": r"\nabla",
    "∈": r"\in",
    "∉": r"\notin",
    "⊂": r"\subset",
    "⊆": r"\subseteq",
    "∪": r"\cup",
    "∩": r"\cap",
    "∅": r"\emptyset",
    "∀": r"\forall",
    "∃": r"\exists",
    "∧": r"\wedge",
    "∨": r"\vee",
    "¬": r"\neg",
    "→": r"\to",
    "←": r"\leftarrow",
    "↔": r"\leftrightarrow",
    "↦": r"\mapsto",
    "⇒": r"\Rightarrow",
    "⇐": r"\Leftarrow",
    "⇔": r"\Leftrightarrow",
    "↑": r"\uparrow",
    "↓": r"\downarrow",
    "⌊": r"\lfloor",
    "⌋": r"\rfloor",
    "⌈": r"\lceil",
    "⌉": r"\rceil",
    "⟨": r"\langle",
    "⟩": r"\rangle",
    "ℤ": r"\mathbb{Z}",
    "ℝ": r"\mathbb{R}",
    "ℂ": r"\mathbb{C}",
    "ℕ": r"\mathbb{N}",
    "ℚ": r"\mathbb{Q}",
    "′": r"\prime",
    "‖": r"\Vert",
    "ϵ": r"\epsilon",
    "ε": r"\varepsilon",
    "ϑ": r"\vartheta",
    "ϕ": r"\phi",
    "φ": r"\varphi",
    "▲": r"\blacktriangle",
    "✗": r"\times",
    "✓": r"\checkmark",
}
"""Signs that only mathematics has."""

_TEXT_SIGNS = {
    "\N{NO-BREAK SPACE}": "~",
    "\N{NARROW NO-BREAK SPACE}": r"\,",
    "\N{THIN SPACE}": r"\,",
    "–": "--",
    "—": "---",
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "„": r"\quotedblbase{}",
    "…": r"\dots{}",
    "°": r"\textdegree{}",
    "§": r"\S{}",
    "©": r"\textcopyright{}",
    "€": r"\texteuro{}",
    "£": r"\pounds{}",
    "½": r"\textonehalf{}",
    "¼": r"\textonequarter{}",
    "¾": r"\textthreequarters{}",
    "ß": r"\ss{}",
    "æ": r"\ae{}",
    "Æ": r"\AE{}",
    "œ": r"\oe{}",
    "Œ": r"\OE{}",
    "ø": r"\o{}",
    "Ø": r"\O{}",
    "ł": r"\l{}",
    "Ł": r"\L{}",
    "ı": r"\i{}",
    "¿": r"\textquestiondown{}",
    "¡": r"\textexclamdown{}",
    "«": r"\guillemotleft{}",
    "»": r"\guillemotright{}",
    "\N{REPLACEMENT CHARACTER}": r"\textbf{?}",
}

_ACCENTS = {
    "\u0300": r"\`",
    "\u0301": r"\'",
    "\u0302": r"\^",
    "\u0303": r"\~",
    "\u0304": r"\=",
    "\u0306": r"\u",
    "\u0307": r"\.",
    "\u0308": r"\"",
    "\u030a": r"\r",
    "\u030b": r"\H",
    "\u030c": r"\v",
    "\u0327": r"\c",
    "\u0328": r"\k",
    "\u0331": r"\b",
    "\u0323": r"\d",
}

_DOTLESS = {"i": r"\i", "j": r"\j"}

_LONG_WORD = re.compile(r"\S{24}(?=\S)")
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=,)(?=,)|(?<=')(?=')|(?<=[?!])(?=`)")


def escape(text: str) -> str:
    r"""Return text that LaTeX shows as it is.

    Examples
    --------
    >>> print(escape(r"50% of \x_1 & {y}: é ∗ 中"))
    50\% of \textbackslash{}x\_1 \& \{y\}: \'{e} \ensuremath{\ast} \texttt{[U+4E2D]}
    """
    text = _LIGATURES.sub("\0", _LONG_WORD.sub("\\g<0>\1", one_line(text)))
    return "".join(_spelling(character) for character in text)


def code_line(text: str) -> str:
    r"""Return one line of code for typewriter letters; it may be broken after a comma.

    Examples
    --------
    >>> print(code_line("f(x, '--y')"))
    f(x,\allowbreak{} \textquotesingle{}{-}{-}y\textquotesingle{})
    """
    text = printable(text).replace("\n", " ").replace("\t", "    ")
    blanks = len(text) - len(text.lstrip(" "))
    parts = ["~" * blanks]
    run = 0
    for character in text.lstrip(" "):
        run = 0 if character == " " else run + 1
        parts.append(_CODE_SIGNS.get(character) or _spelling(character))
        if run >= 40 or (character == "," and run):
            parts.append(r"\allowbreak{}")
            run = 0
    return "".join(parts)


_CODE_SIGNS = {"-": "{-}", "'": r"\textquotesingle{}", ",": ",", "?": "{?}", "!": "{!}", "–": "{--}", "—": "{---}"}


def math_source(tex: str) -> str:
    r"""Return TeX of a formula in ASCII: signs typed as Unicode become commands.

    Examples
    --------
    >>> print(math_source("x ∗ h − δ"))
    x {\ast} h {-} {\delta}
    """
    return "".join(character if character < "\x7f" else _math_spelling(character) for character in one_line(tex))


@cache
def _spelling(character: str) -> str:
    if character == "\0":
        return "{}"
    if character == "\1":
        return r"\allowbreak{}"
    if character in _SPECIAL:
        return _SPECIAL[character]
    if " " <= character <= "~":
        return character
    if character in _TEXT_SIGNS:
        return _TEXT_SIGNS[character]
    sign = _MATH_SIGNS.get(character) or _greek(character) or _script(character)
    if sign:
        return rf"\ensuremath{{{sign}}}"
    return _accented(character) or _number(character)


@cache
def _math_spelling(character: str) -> str:
    sign = _MATH_SIGNS.get(character) or _greek(character) or _script(character)
    return f"{{{sign}}}" if sign else rf"\text{{{_spelling(character)}}}"


def _greek(character: str) -> str:
    """Return the command of a Greek letter; capitals that look Latin are Latin."""
    place = ord(character) - ord("α")
    if 0 <= place < len(_GREEK):
        return "o" if _GREEK[place] == "o" else "\\" + _GREEK[place]
    place = ord(character) - ord("Α")
    if not 0 <= place < len(_GREEK) or _GREEK[place] == "varsigma":
        return ""
    if _GREEK[place] in _OWN_CAPITALS:
        return "\\" + _GREEK[place].capitalize()
    return rf"\mathrm{{{character.translate(_LATIN_CAPITALS)}}}"


_OWN_CAPITALS = {"gamma", "delta", "theta", "lambda", "xi", "pi", "sigma", "upsilon", "phi", "psi", "omega"}
_LATIN_CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX")


def _script(character: str) -> str:
    """Return a subscript or superscript such as ₂ or ⁿ."""
    form, _, code = unicodedata.decomposition(character).partition(" ")
    if form not in {"<sub>", "<super>"} or " " in code:
        return ""
    base = chr(int(code, 16))
    base = _MATH_SIGNS.get(base, base)
    return f"{'_' if form == '<sub>' else '^'}{{{base}}}" if base.isascii() else ""


def _accented(character: str) -> str:
    """Return a Latin letter with its accent as a command, or nothing when it is not such a letter."""
    parts = unicodedata.normalize("NFD", character)
    if len(parts) != 2 or not (parts[0].isascii() and parts[0].isalpha()) or parts[1] not in _ACCENTS:
        return ""
    above = parts[1] < "\u0323"
    return f"{_ACCENTS[parts[1]]}{{{_DOTLESS.get(parts[0], parts[0]) if above else parts[0]}}}"


def _number(character: str) -> str:
    return rf"\texttt{{[U+{ord(character):04X}]}}"
