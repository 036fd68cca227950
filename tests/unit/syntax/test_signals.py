"""Literal signals as people type them."""

from __future__ import annotations

import pytest

from symconv.errors import ParseError
from symconv.syntax import parse_signal, to_text
from symconv.syntax.nodes import Vector

SPELLINGS = [
    ("[2, 1, 3]", "[2, 1, 3]"),
    ("2, 1, 3", "[2, 1, 3]"),
    ("-1, 2", "[-1, 2]"),
    ("+1, 2,", "[1, 2]"),
    ("1/2, _1, a", "[1/2, _1, a]"),
    ("{1, _2, 3}", "[1, _2, 3]"),
    ("_1", "[_1]"),
    ("[1]", "[1]"),
    ("[1., 2.]", "[1, 2]"),
    ("0.25,-.5", "[0.25, -.5]"),
    ("[[1,2],[3,4]]", "[[1, 2], [3, 4]]"),
    ("[[1,2],[3,_4]]", "[[1, 2], [3, _4]]"),
    ("[1, 2; _3, 4]", "[[1, 2], [_3, 4]]"),
    ("1+2*I, a+b/2", "[1 + 2*I, a + b/2]"),
    ("_-1, 2", "[_-1, 2]"),
    ("[2 -1, 1 -3]", "[2 - 1, 1 - 3]"),
    (r"\begin{bmatrix} 1 & 2 \\ 3 & \underline{4} \end{bmatrix}", "[[1, 2], [3, _4]]"),
    (r"\{1, \underline{2}\}", "[1, _2]"),
]


@pytest.mark.parametrize(("text", "printed"), SPELLINGS)
def test_every_spelling_is_a_signal(text, printed):
    """Each spelling is a literal signal, its origin where it was marked; printed, it is read back."""
    node = parse_signal(text)
    assert isinstance(node, Vector)
    assert to_text(node) == printed
    assert parse_signal(printed) == node


@pytest.mark.parametrize("text", ["1", "-1", "(1/2)**n*u[n]", "a**n", "exp(I*w*n)"])
def test_anything_else_is_a_closed_form(text):
    """A lone expression is not a list of one sample."""
    assert not isinstance(parse_signal(text), Vector)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "at least one sample"),
        ("[]", "at least one sample"),
        (",", "was not expected"),
        ("[1, 2", "end of the text"),
        ("1, 2]", "was not expected"),
        ("[1, , 2]", "was not expected"),
        ("1 2 3", "number cannot follow"),
        ("[1 -2]", "one entry or two"),
        ("_1, _2", "marked twice"),
        ("_[1, 2], [3, 4]", "mark one of its entries"),
        ("[1, 2] 3", "number cannot follow"),
    ],
)
def test_what_is_no_signal_is_refused(text, message):
    """Broken lists are refused with a reason."""
    with pytest.raises(ParseError, match=message):
        parse_signal(text)


def test_the_short_cut_agrees_with_the_grammar():
    """A list of plain numbers has the same nodes and places as the grammar gives it."""
    text = " [ 1 , -2/3,  4.50,+5 ] "
    quick = parse_signal(text)
    slow = parse_signal(text.replace("+5", "x"))
    assert isinstance(quick, Vector)
    assert isinstance(slow, Vector)
    assert quick.entries[:3] == slow.entries[:3]
    assert [entry.span for entry in quick.entries[:3]] == [entry.span for entry in slow.entries[:3]]
