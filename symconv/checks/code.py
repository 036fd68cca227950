"""Numbers and arrays as Python writes them, for lines that the reader can paste.

A fraction stays a quotient (``1/3``), because Python turns it into the nearest float itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod
from typing import Any

from symconv.checks.numbers import Gaussian, Number, as_complex

__all__ = ["MAX_SHOWN", "array_code", "number_code", "shown"]

MAX_SHOWN = 64
"""Most samples of an array that are written into a line of code."""


def number_code(number: Number) -> str:
    """Return a number as Python code.

    Examples
    --------
    >>> number_code(Fraction(-1, 2)), number_code(Gaussian(Fraction(1), Fraction(-3, 4)))
    ('-1/2', '1-3j/4')
    """
    match number:
        case Fraction():
            return str(number)
        case Gaussian(real=real, imag=imag):
            over = "" if imag.denominator == 1 else f"/{imag.denominator}"
            return f"{real}{imag.numerator:+}j{over}" if real else f"{imag.numerator}j{over}"
        case _:
            value = as_complex(number)
            return repr(value if value.imag else value.real)


def array_code(numbers: Sequence[Number], shape: tuple[int, ...]) -> str:
    """Return numbers as nested lists.

    Examples
    --------
    >>> array_code([Fraction(1), Fraction(2), Fraction(3), Fraction(1, 3)], (2, 2))
    '[[1, 2], [3, 1/3]]'
    """
    return _nested([number_code(number) for number in numbers], shape)


def _nested(entries: Sequence[str], shape: tuple[int, ...]) -> str:
    if len(shape) == 1:
        return f"[{', '.join(entries)}]"
    step = prod(shape[1:])
    rows = [_nested(entries[start : start + step], shape[1:]) for start in range(0, len(entries), step)]
    return f"[{', '.join(rows)}]"


def shown(array: Any) -> str:
    """Return a NumPy array on one line as nested lists, shortened when it is long."""
    import numpy as np

    text = np.array2string(
        array,
        separator=", ",
        threshold=MAX_SHOWN,
        edgeitems=3,
        max_line_width=10**9,
        formatter={"all": lambda number: f"{number:.10g}"},
    )
    return " ".join(text.split())
