"""The formulas of worked texts, one by one; the first texts are from the project's reference answers."""

from __future__ import annotations

import pytest

from symconv.syntax import parse_formulas, to_text
from symconv.syntax.nodes import Word

SPANS = [
    (r"(f * g)[n] = \sum_{m=-\inf}^{\inf} f[m]g[n-m]", ["(f*g)[n] = sum(m, f[m]*g[n - m])"]),
    (r"c[1] = \sum_m a[m]b[-m] = 0 * 0.25 + 1 * 0.5 = 1", ["c[1] = sum(m, a[m]*b[-m]) = 0*0.25 + 1*0.5 = 1"]),
    (r"f = [2, 1, 3, 5, 4] \in \mathbb{R}^{1 \times 5}", ["f = [2, 1, 3, 5, 4] ∈ ℝ**(1*5)"]),
    (
        "\\begin{align} f \\circledast h = g_1 &=\\\\ [(-1)*2 + 1*1, \\\\ (-1)*1 + 1*3] &=\\\\ [-1, 2] \\end{align}",
        ["f ⊛ h = g_1 = [(-1)*2 + 1*1, (-1)*1 + 1*3] = [-1, 2]"],
    ),
    ("x = [1, 2], h = [3]; y[0] = 3. ", ["x = [1, 2]", "h = [3]", "y[0] = 3"]),
    (r"a &= 1 \\ b &= 2 \\ &= 3", ["a = 1", "b = 2 = 3"]),
    (r"a = 1 \text{ and } b = 2", ["a = 1", "b = 2"]),
    ("y[2] = 1*0.25 + 0.5*0.5 = 0.5", ["y[2] = 1*0.25 + 0.5*0.5 = 0.5"]),
]


@pytest.mark.parametrize(("text", "printed"), SPANS)
def test_spans_are_split_into_formulas(text, printed):
    """Formulas are separated where the author separated them, and joined where a row goes on."""
    found = parse_formulas(text)
    assert [to_text(formula.node) for formula in found if formula.node is not None] == printed
    assert all(formula.error is None for formula in found)


def test_one_bad_formula_hides_no_other():
    """What cannot be read comes back with its error and its place."""
    good, bad, last = parse_formulas("x = 1, y = 1 2, z = 3")
    assert (good.error, last.error) == (None, None)
    assert bad.node is None
    assert bad.span == (7, 14)
    assert "number cannot follow" in str(bad.error)


def test_a_formula_may_go_on_with_the_one_before():
    """A span that begins with a relation says which."""
    (found,) = parse_formulas("= [1, 2]")
    assert found.relation == "="
    assert found.node is not None
    assert to_text(found.node) == "[1, 2]"


def test_a_lone_sign_is_a_word():
    """“where ⊛ is the convolution operator” names a sign."""
    (found,) = parse_formulas(r"\circledast")
    assert found.node == Word("⊛")


def test_unknown_commands_refuse_the_span():
    """Nothing is guessed about the rest of it."""
    (found,) = parse_formulas(r"x = 1, \foo = 2")
    assert found.node is None
    assert found.span == (0, 15)
