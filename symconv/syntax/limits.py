"""How large a text may be before it is refused; every limit of the grammar is here.

All input is hostile, so each limit is checked before the work that it bounds is done.

May import: nothing.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "MAX_AXES",
    "MAX_CHARACTERS",
    "MAX_DECIMAL_EXPONENT",
    "MAX_DEPTH",
    "MAX_DIGITS",
    "MAX_EXPONENT",
    "MAX_NESTING",
    "MAX_SAMPLES",
    "MAX_SIGNAL_CHARACTERS",
    "MAX_SIGNAL_DIGITS",
    "MAX_SIGNAL_TOKENS",
    "MAX_TOKENS",
    "MAX_VALUE_BITS",
]

MAX_CHARACTERS: Final = 20_000
"""Most characters of one expression, statement or span of mathematics."""
MAX_TOKENS: Final = 4_000
"""Most tokens of one expression, statement or span of mathematics."""
MAX_NESTING: Final = 40
"""Most brackets, groups, fractions and sums inside one another."""
MAX_DEPTH: Final = 100
"""Most levels of a tree that was read: what a chain such as ``a/b/c/…`` nests counts too."""
MAX_DIGITS: Final = 60
"""Most digits of a number in an expression or statement."""
MAX_DECIMAL_EXPONENT: Final = 400
"""Largest exponent, of either sign, of a number such as ``1e-3``."""
MAX_EXPONENT: Final = 64
"""Largest exponent, of either sign, that `node_to_sympy` raises anything but a plain name to."""
MAX_VALUE_BITS: Final = 4_096
"""Largest numerator or denominator that `node_to_sympy` makes by raising to a power, in bits."""
MAX_SIGNAL_CHARACTERS: Final = 1 << 24
"""Most characters of a literal signal."""
MAX_SIGNAL_TOKENS: Final = 400_000
"""Most tokens of a literal signal with other entries than plain numbers."""
MAX_SIGNAL_DIGITS: Final = 1_000
"""Most digits of a number in a literal signal."""
MAX_SAMPLES: Final = 1_048_576
"""Most samples of a literal signal: a picture of 1024 by 1024."""
MAX_AXES: Final = 8
"""Most axes of a signal."""
