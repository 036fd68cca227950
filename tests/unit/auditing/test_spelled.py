"""Spellings that are read as another one of the same length."""

from __future__ import annotations

import pytest

import symconv
from symconv.auditing.spelled import respelled


@pytest.mark.parametrize(
    ("written", "read", "latex"),
    [
        ("{1, 2} (n = 0, 1)", "{1, 2}           ", False),
        (r"\{1, 2\} (n = -1 \ldots 0)", r"\{1, 2\}                  ", True),
        ("(1) (n = 2)", "(1) (n = 2)", False),
        (r"x\[0\] = 1", "x [0 ] = 1", False),
        (r"a \\ & \quad {}+ b", r"a \\ & \quad   + b", True),
        (r"2^{}+ 1", r"2^  + 1", True),
        (r"[1, 2] \text{n = \ensuremath{-}1 \dots{} 0}", "[1, 2]" + 37 * " ", True),
    ],
)
def test_another_spelling_has_the_same_length(written, read, latex):
    """Offsets stay what they are."""
    assert respelled(written, latex=latex) == read
    assert len(read) == len(written)


def test_ranges_in_parentheses_say_where_signals_start():
    """1, 2, 3 from 0 and 1, 0, -1 from -1 give 1, 2, 2, -2, -3 from -1 on: y[0] is 2."""
    text = "x[n] = {1, 2, 3} (n = 0, 1, 2) and h[n] = {1, 0, -1} (n = -1, 0, 1).\n\ny[0] = sum(m, x[m]*h[-m]) = "

    assert [claim.verdict for claim in symconv.audit(text + "2\n").claims] == ["holds"]
    assert [claim.verdict for claim in symconv.audit(text + "1\n").claims] == ["fails"]
