"""The spellings that mean the same: signs, Greek letters, function names, LaTeX commands, as tables.

What is in none of these tables is refused by the tokenizer, never guessed.

May import: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = [
    "ADVICE",
    "BLACKBOARD",
    "COMMAND_SIGNS",
    "COMMAND_WORDS",
    "CONSTANTS",
    "ENVIRONMENTS",
    "FUNCTIONS",
    "GREEK",
    "LAYOUT",
    "OPERATORS",
    "OPTIONS",
    "RELATIONS",
    "SIGNS",
    "STRUCTURE",
    "SUBSCRIPTS",
    "SUPERSCRIPTS",
    "UNIT_SIGNALS",
    "UPRIGHT",
    "WIDE",
]

RELATIONS: Final = ("=", "!=", "<", "<=", ">", ">=", "≈", "≡", ":=", "∈", "→", "⇒", "⇔")
"""Relation signs of a chain, as the nodes spell them."""

SIGNS: Final[Mapping[str, str]] = {
    "+": "+",
    "-": "-",
    "−": "-",
    "–": "-",
    "*": "*",
    "·": "*",
    "⋅": "*",
    "×": "*",
    "∗": "∗",
    "⋆": "⋆",
    "★": "⋆",
    "⊛": "⊛",
    "⊗": "⊗",
    "/": "/",
    "÷": "/",
    "∕": "/",
    "**": "^",
    "^": "^",
    "_": "_",
    "(": "(",
    ")": ")",
    "[": "[",
    "]": "]",
    "{": "{",
    "}": "}",
    "|": "|",
    ",": ",",
    ";": ";",
    ":": ":",
    ".": ".",
    "..": "..",
    "...": "…",
    "…": "…",
    "⋯": "…",
    "=": "=",
    "==": "=",
    "!=": "!=",
    "≠": "!=",
    "<": "<",
    "<=": "<=",
    "≤": "<=",
    "⩽": "<=",
    ">": ">",
    ">=": ">=",
    "≥": ">=",
    "⩾": ">=",
    "≈": "≈",
    "≡": "≡",
    ":=": ":=",
    "≜": ":=",
    "≔": ":=",
    "≝": ":=",
    "∈": "∈",
    "→": "→",
    "->": "→",
    "⇒": "⇒",
    "=>": "⇒",
    "⟹": "⇒",
    "⇔": "⇔",
    "⟺": "⇔",
    "↦": "↦",
    "∑": "Σ",
    "Σ": "Σ",
    "∂": "∂",
    "√": "√",
    "⌊": "⌊",
    "⌋": "⌋",
    "⌈": "⌈",
    "⌉": "⌉",
    "⟨": "⟨",
    "⟩": "⟩",
    "&": "&",
}
"""Plain-text and Unicode spellings of the signs; the values are the kinds of their tokens."""

GREEK: Final[Mapping[str, str]] = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "Γ": "Gamma",
    "Δ": "Delta",
    "Θ": "Theta",
    "Λ": "Lambda",
    "Ξ": "Xi",
    "Π": "Pi",
    "Φ": "Phi",
    "Ψ": "Psi",
    "Ω": "Omega",
}
"""Greek letters and their names; capital sigma is the sign of a sum."""

CONSTANTS: Final[Mapping[str, str]] = {"∞": "oo", "ℓ": "ell", **dict(zip("ℝℤℂℕℚ", "ℝℤℂℕℚ", strict=True))}
"""Other characters that are names."""

BLACKBOARD: Final[Mapping[str, str]] = dict(zip("RZCNQ", "ℝℤℂℕℚ", strict=True))
"""What ``\\mathbb`` makes of a letter."""

UPRIGHT: Final[Mapping[str, str]] = {"i": "I", "j": "I", "e": "E"}
"""What upright letters mean in LaTeX: the imaginary unit and the base of the natural logarithm."""

SUPERSCRIPTS: Final[Mapping[str, str]] = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
SUBSCRIPTS: Final[Mapping[str, str]] = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))

FUNCTIONS: Final = frozenset(
    [
        "conv",
        "corr",
        "flip",
        "shift",
        "conj",
        "up",
        "down",
        "inner",
        "outer",
        "sum",
        "diff",
        "seq",
        "dft",
        "idft",
        "ztransform",
        "dtft",
        "Re",
        "Im",
        "abs2",
        "abs",
        "exp",
        "sqrt",
        "cos",
        "sin",
        "tan",
        "log",
        "mod",
        "gcd",
        "min",
        "max",
        "floor",
        "ceil",
    ]
)
"""Names that are functions wherever they stand; a name that is none may still be applied, as in ``Y(z)``."""

UNIT_SIGNALS: Final = ("delta", "step")
"""Signals with a name of their own, which LaTeX may write as plain letters too."""

OPTIONS: Final = ("stride", "dilation", "padding")
"""Options of functions. These and the functions are the only words that LaTeX may write as plain letters."""

LAYOUT: Final = frozenset(
    [
        *",;:! >",
        *[
            "left",
            "right",
            "big",
            "Big",
            "bigg",
            "Bigg",
            "bigl",
            "bigr",
            "Bigl",
            "Bigr",
            "biggl",
            "biggr",
            "Biggl",
            "Biggr",
            "middle",
        ],
        *[
            "quad",
            "qquad",
            "displaystyle",
            "textstyle",
            "scriptstyle",
            "limits",
            "nolimits",
            "nonumber",
            "notag",
            "allowbreak",
            "strut",
        ],
    ]
)
"""LaTeX commands that only move things about."""

WIDE: Final = frozenset(["quad", "qquad"])
"""Layout that sets two formulas apart where both stand by themselves."""

COMMAND_SIGNS: Final[Mapping[str, str]] = {
    "cdot": "*",
    "times": "*",
    "bullet": "*",
    "ast": "∗",
    "star": "⋆",
    "circledast": "⊛",
    "oast": "⊛",
    "otimes": "⊗",
    "div": "/",
    "le": "<=",
    "leq": "<=",
    "leqslant": "<=",
    "ge": ">=",
    "geq": ">=",
    "geqslant": ">=",
    "lt": "<",
    "gt": ">",
    "ne": "!=",
    "neq": "!=",
    "approx": "≈",
    "equiv": "≡",
    "coloneqq": ":=",
    "triangleq": ":=",
    "in": "∈",
    "to": "→",
    "rightarrow": "→",
    "implies": "⇒",
    "Rightarrow": "⇒",
    "Longrightarrow": "⇒",
    "iff": "⇔",
    "Leftrightarrow": "⇔",
    "mapsto": "↦",
    "sum": "Σ",
    "partial": "∂",
    "{": "set{",
    "}": "set}",
    "lbrace": "set{",
    "rbrace": "set}",
    "lbrack": "[",
    "rbrack": "]",
    "lparen": "(",
    "rparen": ")",
    "vert": "|",
    "lvert": "|",
    "rvert": "|",
    "mid": "|",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
    "langle": "⟨",
    "rangle": "⟩",
    "ldots": "…",
    "cdots": "…",
    "dots": "…",
    "dotsc": "…",
    "dotsb": "…",
    "vdots": "…",
    "ddots": "…",
    "bmod": "bmod",
    "mod": "bmod",
    "uparrow": "↑",
    "Uparrow": "↑",
    "downarrow": "↓",
    "Downarrow": "↓",
    "colon": ":",
    "cr": "\\\\",
}
"""LaTeX commands that are signs; the values are the kinds of their tokens."""

COMMAND_WORDS: Final[Mapping[str, str]] = {
    **{name: name for name in GREEK.values()},
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
    "varrho": "rho",
    "infty": "oo",
    "inf": "oo",  # the infimum; as a limit of a sum nothing else can be meant
    "ell": "ell",
    "Re": "Re",
    "Im": "Im",
    **{name: name for name in ["exp", "cos", "sin", "tan", "log", "min", "max", "gcd"]},
}
"""LaTeX commands that are names."""

STRUCTURE: Final = frozenset(
    [
        *["frac", "tfrac", "dfrac", "sqrt", "overline", "bar", "underline", "underset", "overset", "hat", "tilde"],
        *["underbrace", "overbrace", "widehat", "widetilde"],
    ]
)
"""LaTeX commands with arguments; `latex_forms` knows what each means."""

ENVIRONMENTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(["matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "array"], "matrix"),
    "cases": "cases",
    **dict.fromkeys(
        ["aligned", "alignedat", "gathered", "split", "align", "alignat", "flalign", "gather", "equation", "eqnarray"],
        "rows",
    ),
    **dict.fromkeys(["align*", "alignat*", "flalign*", "gather*", "equation*", "eqnarray*"], "rows"),
}
"""LaTeX environments, and what they hold."""

_ALL: Final = "a statement is meant for all indices and signals"
_NORM: Final = "a squared norm is written inner(f, f), or sum(n, abs2(f[n]))"
_ACCENT: Final = "write an accent as part of the name, h_tilde, and a conjugate as conj(h)"
ADVICE: Final[Mapping[str, str]] = {
    **dict.fromkeys(["forall", "exists", "nexists", "∀", "∃", "∄"], _ALL),
    **dict.fromkeys(["|", "Vert", "lVert", "rVert", "‖", "∥"], _NORM),
    **dict.fromkeys(["odot", "circ", "⊙", "∘"], "a pointwise product is written f[n]*g[n]"),
    **dict.fromkeys(["int", "iint", "oint", "∫"], "signals are discrete; a sum over all integers is written sum(m, …)"),
    **dict.fromkeys(["prod", "∏"], "products over an index are not in it"),
    **dict.fromkeys(["lim", "sup"], "limits are not in it"),
    **dict.fromkeys(["dagger", "dag", "†"], "a conjugate is written conj(h), a reversed one conj(flip(h))"),
    **dict.fromkeys(["prime", "'", "’", "′"], "give the signal a name of its own, such as h_1"),
    **dict.fromkeys(["nabla", "∇"], "a derivative is written diff(e, x[k])"),
    **dict.fromkeys(["vec", "dot", "ddot", "check", "breve"], "write h_tilde, h_hat or h_1"),
    **dict.fromkeys(["\u0302", "\u0303", "\u0304", "\u0305", "\u0307", "\u030c"], _ACCENT),
    **dict.fromkeys("āēīōūĝĥŷŵŝĉĵñãõũỹẽȳḡ", _ACCENT),
    **dict.fromkeys("ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "an index is written f[n], and a sum Σ_m"),
    "$": "write the formula alone",
    "?": "ask by proving: write = in its place",
}
"""What to write for LaTeX commands (by name) and characters that are not in the language."""

OPERATORS: Final = frozenset("∗⋆⊛⊗")
"""Signs of operations between signals."""
