"""What is printed is read back as it was, and no damaged text does more than raise one of our errors."""

from __future__ import annotations

import pytest
from hypothesis import given

from symconv.errors import SymconvError
from symconv.syntax import (
    node_to_sympy,
    parse_expression,
    parse_formulas,
    parse_hypothesis,
    parse_modulus,
    parse_signal,
    parse_statement,
    sympy_to_node,
    to_latex,
    to_text,
    to_unicode,
)
from symconv.syntax.nodes import Node, children
from tests.damage import damaged_texts
from tests.formulas import chains, entries, expressions
from tests.strategies import gaussians, symbolic

PRINTERS = [(to_text, "text"), (to_unicode, "text"), (to_latex, "latex")]


@pytest.mark.parametrize(("write", "notation"), PRINTERS)
@given(node=expressions())
def test_expressions_are_read_back(write, notation, node):
    """Text, Unicode and LaTeX of an expression are the same expression."""
    assert parse_expression(write(node), notation=notation) == node


@pytest.mark.parametrize(("write", "notation"), PRINTERS)
@given(chain=chains())
def test_statements_are_read_back(write, notation, chain):
    """Text, Unicode and LaTeX of a statement are the same statement, `conv` and `corr` included."""
    assert parse_statement(write(chain), notation=notation).claim == chain


@given(node=expressions())
def test_spans_lie_inside_one_another(node):
    """Every node that was read knows its place, which lies inside that of the node around it."""
    text = to_text(node)

    def walk(inner: Node, start: int, stop: int) -> None:
        assert inner.span is not None
        assert start <= inner.span[0] < inner.span[1] <= stop
        for child in children(inner):
            walk(child, *inner.span)

    walk(parse_expression(text, notation="text"), 0, len(text))


@given(value=gaussians() | symbolic())
def test_values_survive_the_way_through_text(value):
    """A SymPy value becomes nodes, text, nodes, and the same value again."""
    assert (node_to_sympy(parse_expression(to_text(sympy_to_node(value)))) - value).expand() == 0


@given(node=entries())
def test_entries_are_values_or_refused(node):
    """An entry has an exact value, whose nodes are that value again; or it is refused with a reason."""
    try:
        value = node_to_sympy(node)
    except SymconvError:
        return
    assert node_to_sympy(sympy_to_node(value)).equals(value) is not False


@pytest.mark.parametrize("seed", range(8))
def test_damaged_texts_raise_only_our_errors(seed):
    """A thousand damaged texts per seed: each is read or refused, in every reader."""
    for text in damaged_texts(1_000, seed):
        for read in (parse_expression, parse_signal, parse_statement, parse_hypothesis, parse_modulus):
            try:
                read(text)
            except SymconvError:
                continue
        parse_formulas(text)
