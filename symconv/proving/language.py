"""The operators of statements as data: how many arguments each takes, and what stands in each place.

May import: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["ELSEWHERE", "OPERATORS", "OTHER_NAMES", "OUTSIDE", "RESERVED", "SIGNS", "Operator"]

Result = Literal["signal", "number", "same", "line", "residues", "sequence", "entry"]


@dataclass(frozen=True, slots=True)
class Operator:
    """What an operator is applied to, and what it gives."""

    usage: str
    """How it is written, for messages."""
    signals: int
    """How many signals come first."""
    others: tuple[int, int]
    """Fewest and most other arguments (shifts, factors, a frequency)."""
    result: Result
    """``same``: what its argument is; ``line``: a number, of a 1-D signal over Z."""
    options: tuple[str, ...] = ()


WINDOW: Final = ("stride", "dilation", "padding")
MANY: Final = 8

OPERATORS: Final[Mapping[str, Operator]] = {
    "conv": Operator("conv(f, g)", 2, (0, 0), "signal", WINDOW),
    "corr": Operator("corr(f, g)", 2, (0, 0), "signal", WINDOW),
    "flip": Operator("flip(f)", 1, (0, 0), "signal"),
    "shift": Operator("shift(f, k)", 1, (1, MANY), "signal"),
    "up": Operator("up(f, s)", 1, (1, MANY), "signal"),
    "down": Operator("down(f, s)", 1, (1, MANY), "signal"),
    "outer": Operator("outer(u, v)", 2, (0, 0), "signal"),
    "dft": Operator("dft(f)", 1, (0, 0), "residues"),
    "idft": Operator("idft(f)", 1, (0, 0), "residues"),
    "seq": Operator("seq(n, e)", 0, (2, MANY), "sequence"),
    "inner": Operator("inner(f, g)", 2, (0, 0), "number"),
    "ztransform": Operator("ztransform(f)", 1, (0, 1), "line"),
    "dtft": Operator("dtft(f)", 1, (0, 1), "line"),
    "diff": Operator("diff(e, x[k])", 0, (2, 2), "entry"),
    "exp": Operator("exp(t)", 0, (1, 1), "number"),
    "conj": Operator("conj(e)", 0, (1, 1), "same"),
    "Re": Operator("Re(e)", 0, (1, 1), "same"),
    "Im": Operator("Im(e)", 0, (1, 1), "same"),
    "abs2": Operator("abs2(e)", 0, (1, 1), "same"),
}
"""``sum`` is not here: it is read as a `Summation`."""

OTHER_NAMES: Final[Mapping[str, str]] = {
    **dict.fromkeys(["convolve", "convolution", "cconv", "filter"], "conv"),
    **dict.fromkeys(["correlate", "correlation", "xcorr", "autocorr"], "corr"),
    **dict.fromkeys(["reverse", "reversed", "rev", "fliplr", "flipud", "rot180", "mirror"], "flip"),
    **dict.fromkeys(["delay", "roll", "translate", "lag"], "shift"),
    **dict.fromkeys(["upsample", "expand", "stretch", "zerofill"], "up"),
    **dict.fromkeys(["downsample", "decimate", "subsample"], "down"),
    **dict.fromkeys(["fft", "DFT", "FFT"], "dft"),
    **dict.fromkeys(["ifft", "IDFT", "IFFT"], "idft"),
    **dict.fromkeys(["DTFT", "fourier"], "dtft"),
    **dict.fromkeys(["ztrans", "zt", "ZT"], "ztransform"),
    **dict.fromkeys(["dot", "vdot", "innerproduct"], "inner"),
    **dict.fromkeys(["kron", "tensor"], "outer"),
    **dict.fromkeys(["grad", "gradient", "derivative", "D"], "diff"),
    **dict.fromkeys(["conjugate", "conjugated"], "conj"),
    **dict.fromkeys(["re", "real"], "Re"),
    **dict.fromkeys(["im", "imag"], "Im"),
    **dict.fromkeys(["summation", "Sum"], "sum"),
    **dict.fromkeys(["signal", "sequence"], "seq"),
}
"""What operators are called elsewhere; a misspelt one is told these too."""

ELSEWHERE: Final[Mapping[str, str]] = {
    "abs": "absolute values are outside the language; |x|^2 is abs2(x)",
    "norm": "norms are outside the language; a squared one is inner(f, f)",
    "sqrt": "square roots are outside the language; a scalar can stand for one",
    "log": "logarithms are outside the language",
    "tan": "tangents are outside the language",
    **dict.fromkeys(
        ["floor", "ceil", "round"],
        "rounding is outside the language; name the quotient q and say what it satisfies, s*q <= n and n < s*q + s",
    ),
    **dict.fromkeys(
        ["min", "max"], "minima and maxima are outside the language; a hypothesis such as N >= K says which is meant"
    ),
    "gcd": "a gcd can stand in a hypothesis only, gcd(s, d) = 1",
}
"""Functions that entries of signals may use and statements may not, with what to do."""

SIGNS: Final[Mapping[str, str]] = {"∗": "conv", "*": "conv", "⊛": "conv", "⋆": "corr", "⊗": "outer"}
"""Signs between two signals, and the operators that they mean."""

RESERVED: Final = frozenset({"I", "pi", "z", "omega", "delta", "step"})

OUTSIDE: Final[Mapping[str, str]] = {
    "<": "inequalities between values are outside the language of statements",
    ">": "inequalities between values are outside the language of statements",
    "<=": "inequalities between values are outside the language of statements",
    ">=": "inequalities between values are outside the language of statements",
    "≤": "inequalities between values are outside the language of statements",
    "≥": "inequalities between values are outside the language of statements",
    "!=": "that two values differ is outside the language of statements",
    "≠": "that two values differ is outside the language of statements",
    "≈": "approximate equalities are outside the language of statements",
    "=>": "implications are outside the language of statements; give the premise as a hypothesis",
    "⇒": "implications are outside the language of statements; give the premise as a hypothesis",
}
"""Relation signs that no statement can have, and why; ``check`` is for numbers."""
