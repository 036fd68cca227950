r"""Derivations as they are written: formulas, and reasons beside them."""

from __future__ import annotations

import contextlib

import pytest

from symconv.errors import LimitError, ParseError
from symconv.syntax import parse_derivation

REASONS = [
    ("= conv(g, f)", "conv(g, f)", ""),
    ("= conv(g, f)  # commutativity", "conv(g, f)", "commutativity"),
    ("= conv(g, f)  // commutativity", "conv(g, f)", "commutativity"),
    ("= conv(g, f)  -- commutativity", "conv(g, f)", "commutativity"),
    ("= conv(g, f)   (commutativity)", "conv(g, f)", "commutativity"),
    ("= conv(g, f)   [h is even]", "conv(g, f)", "h is even"),
    ("= sum(m, f[n-m]*g[m])  (substitute m = n - k)", "sum(m, f[n-m]*g[m])", "substitute m = n - k"),
    ("= sum(m, f[n-m]*g[m])  (m -> n - m)", "sum(m, f[n-m]*g[m])", "m → n - m"),
    ("= conv(g, f) by commutativity", "conv(g, f)", "by commutativity"),
    ("= conv(g, f), because h is even.", "conv(g, f)", "because h is even"),
    ("= conv(g, f) since h[n] = h[-n]", "conv(g, f)", "since h[n] = h[-n]"),
    ("= conv(g, f), where h is even", "conv(g, f)", "where h is even"),
    ("3. = conv(g, f)", "conv(g, f)", ""),
    ("(3) = conv(g, f)", "conv(g, f)", ""),
    ("Step 3: = conv(g, f)", "conv(g, f)", ""),
    ("* = conv(g, f)", "conv(g, f)", ""),
    ("Then = conv(g, f)", "conv(g, f)", ""),
    ("Hence, we get = conv(g, f)", "conv(g, f)", ""),
    ("conv(g, f) =", "conv(g, f)", ""),
    ("≡ conv(g, f)", "conv(g, f)", ""),
    (r"&= g \ast f && \text{by commutativity}", r"g \ast f", "by commutativity"),
    (r"&= g \ast f \quad \text{(commutativity)}", r"g \ast f", "commutativity"),
    (r"&= g \ast f \qquad (h \text{ is even})", r"g \ast f", "h is even"),
    (r"&= g \ast f \tag{2}", r"g \ast f", "2"),
    (r"&= g \ast f % commutativity", r"g \ast f", "commutativity"),
    (r"&\overset{k \to m}{=} g \ast f", r"g \ast f", "k → m"),
    (r"\stackrel{\text{def}}{=} g \ast f", r"g \ast f", "def"),
    (r"= \text{flip}(f)", r"\text{flip}(f)", ""),
    ("$= g \\ast f$ by commutativity", r"g \ast f", "by commutativity"),
    # what is no reason
    ("= a*(f[n] + g[n])", "a*(f[n] + g[n])", ""),
    ("= f[n] (g[n] + h[n])", "f[n] (g[n] + h[n])", ""),
    ("= f[n] (delta[n] + omega)", "f[n] (delta[n] + omega)", ""),
    ("= by[n]*since[n]", "by[n]*since[n]", ""),
]


@pytest.mark.parametrize(("line", "formula", "reason"), REASONS)
def test_reasons_are_told_from_formulas(line: str, formula: str, reason: str) -> None:
    """The formula is found where it stands, and the reason without the signs around it."""
    (step,) = parse_derivation(line).steps

    assert (step.formula, step.reason) == (formula, reason)
    assert line[step.offset :].startswith(formula)


DERIVATIONS = [
    "f\n= g  # why\n= h\n",
    "# a title\n\nf\n\n= g  (why not)\n= h",
    "1. f\n2. = g, since why\n3. = h",
    "\\begin{align}\nf &= g && \\text{why} \\\\\n  &= h\n\\end{align}",
    "\\begin{align*} f &= g \\\\[2pt] &= h \\end{align*}",
    "\\begin{equation}\\begin{split} f &= g \\\\ &= h \\end{split}\\end{equation}",
    "Prose.\n\n$$\nf = g\n$$\n\nand then\n\n$$ = h $$\n",
    "We have $f = g$ because of this.\nThen $= h$ by that.",
    "\\[ f = g \\]\nso\n\\[ = h \\]",
    "Text.\n```math\nf = g\n= h\n```\nText.",
    "f\nby definition\n= g\n= h",
]


@pytest.mark.parametrize("text", DERIVATIONS)
def test_derivations_in_every_dress(text: str) -> None:
    """Text, numbered lines, Markdown and LaTeX give one chain, and its parts know where they stand."""
    written = parse_derivation(text)
    chain, places = written.joined()

    assert "".join(chain.split()) == "f=g=h"
    assert all(text[there] == chain[start] for start, there in places)


def test_lines_that_introduce() -> None:
    """`let` names an expression and `given` is a hypothesis; neither is a step."""
    written = parse_derivation("Given: h even\nlet y = conv(f, h)\ncorr(f, h)\n= y   # h is even\n")

    assert [line.formula for line in written.given] == ["h even"]
    assert written.joined()[0] == "let y = conv(f, h); corr(f, h) = y"


@pytest.mark.parametrize(
    ("text", "line", "column"), [("f\n  ⇒ g", 2, 3), ("f\n= g\n\\implies h", 3, 1), ("f\n<= g", 2, 1)]
)
def test_other_relations_are_refused(text: str, line: int, column: int) -> None:
    """A derivation is a chain of equal expressions."""
    with pytest.raises(ParseError, match="a chain of equal expressions") as caught:
        parse_derivation(text)

    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize("text", ["f\n" * 101, "f" * 30_000, " " * 30_000])
def test_large_derivations_are_refused(text: str) -> None:
    """The limits are named."""
    with pytest.raises(LimitError, match="more than the limit"):
        parse_derivation(text)


@pytest.mark.parametrize(
    "text",
    [" ( " * 6_000, " [a b]" * 3_000, "\\begin{align}" * 1_000, "$$" * 9_999, " " * 19_000 + "x", "\\text{" * 3_000],
)
def test_hostile_derivations_end_soon(text: str) -> None:
    """Whatever is written, reading it takes a time that grows with its length."""
    with contextlib.suppress(ParseError, LimitError):
        parse_derivation(text)
