"""Signals as they are typed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy

from symconv.errors import LimitError, ParseError, SupportError, UnsupportedProblemError
from symconv.signals import Signal

a, b = sympy.symbols("a b")


@pytest.mark.parametrize(
    ("text", "entries", "first"),
    [
        ("[2, 1, 3]", [2, 1, 3], 0),
        ("-1, 2", [-1, 2], 0),
        ("1/2, _1, a", [Fraction(1, 2), 1, a], -1),
        ("[_1]", [1], 0),
        ("0.25, -1/3, -a/2", [Fraction(1, 4), Fraction(-1, 3), -a / 2], 0),
        ("[a+b/2, 1+2*I, sqrt(2), pi, e]", [a + b / 2, 1 + 2 * sympy.I, sympy.sqrt(2), sympy.pi, sympy.Symbol("e")], 0),
        ("[[1, 2], [3, 4]]", [[1, 2], [3, 4]], (0, 0)),
        ("[[1, 2], [_3, 4]]", [[1, 2], [3, 4]], (-1, 0)),
    ],
)
def test_spellings(text: str, entries: Any, first: Any) -> None:
    """An underscore marks the sample at n = 0."""
    assert Signal.from_text(text) == Signal(entries, first)


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("a+b/2", a + b / 2),
        ("1+2*I", 1 + 2 * sympy.I),
        ("2*e", 2 * sympy.Symbol("e")),
        ("-(1/3)", -sympy.Rational(1, 3)),
    ],
)
def test_entries_may_be_text(entry: str, value: Any) -> None:
    """They are read by the same grammar."""
    assert Signal([entry]).values == (value,)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", ParseError),
        ("[]", ParseError),
        ("[1, 2", ParseError),
        ("1/0, 2", ParseError),
        ("[a/0]", ParseError),
        ("__import__('os')", ParseError),
        ("9**9**9", ParseError),
        ("[9**99999]", (ParseError, LimitError)),
        ("1\0, 2", ParseError),
        ("[" * 10**6, (ParseError, LimitError)),
        ("1" * 10**7, LimitError),
        ("1," * 10**7, LimitError),
        ("[[1, 2], [3]]", (ParseError, SupportError)),
        ("[1, [2]]", (ParseError, SupportError)),
        ("(1/2)**n*u[n]", UnsupportedProblemError),
        ("3", UnsupportedProblemError),
        ("nan, 1/oo", ParseError),
    ],
)
def test_bad_text_is_refused(text: str, error: Any) -> None:
    """By the parser, quickly, and nothing in it is ever run."""
    with pytest.raises(error):
        Signal.from_text(text)


def test_the_source_is_named() -> None:
    """The command line says which argument is meant."""
    with pytest.raises(ParseError, match="X: line 1, column 5"):
        Signal.from_text("1, +, 2", source="X")


def test_symbols_in_text_may_be_complex() -> None:
    """As everywhere, they are real unless it is said."""
    assert Signal.from_text("[a]").is_real
    assert not Signal.from_text("[a]", complex=True).is_real
