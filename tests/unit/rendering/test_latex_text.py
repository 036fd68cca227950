"""The spelling of text, code and formulas in LaTeX."""

from __future__ import annotations

import pytest

from symconv.rendering.latex_text import code_line, escape, math_source


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("#$%&_{}", r"\#\$\%\&\_\{\}"),
        ("\\input{x}", r"\textbackslash{}input\{x\}"),
        ("~^|<>", r"\textasciitilde{}\textasciicircum{}\textbar{}\textless{}\textgreater{}"),
        ("a--b", "a-{}-b"),
        ("é Ł ñ ï", r"\'{e} \L{} \~{n} \"{\i}"),
        ("ç ș", r"\c{c} \texttt{[U+0219]}"),
        ("α Δ Α ο", r"\ensuremath{\alpha} \ensuremath{\Delta} \ensuremath{\mathrm{A}} \ensuremath{o}"),
        ("− ∗ ⋆ ≤", r"\ensuremath{-} \ensuremath{\ast} \ensuremath{\star} \ensuremath{\le}"),
        ("a₁ x² bⁿ z⁻", r"a\ensuremath{_{1}} x\ensuremath{^{2}} b\ensuremath{^{n}} z\ensuremath{^{-}}"),
        ("中", r"\texttt{[U+4E2D]}"),
        ("\x07", r"\textbf{?}"),
        ("x" * 50, "x" * 24 + r"\allowbreak{}" + "x" * 24 + r"\allowbreak{}xx"),
    ],
)
def test_text_is_spelled_for_pdflatex(text: str, spelled: str) -> None:
    """Specials are escaped, signs become commands, and what no font has is shown by its number."""
    assert escape(text) == spelled


def test_code_keeps_its_signs_and_its_indentation() -> None:
    """Typewriter text has straight quotes, separate hyphens and its leading blanks."""
    assert code_line("  a--'b'") == r"~~a{-}{-}\textquotesingle{}b\textquotesingle{}"


@pytest.mark.parametrize(
    ("tex", "ascii_tex"),
    [("x ⋆ h", r"x {\star} h"), ("π_é", r"{\pi}_\text{\'{e}}"), ("a\nb", "a b"), ("x\0", r"x\text{\textbf{?}}")],
)
def test_formulas_are_ascii(tex: str, ascii_tex: str) -> None:
    """Unicode that reached a formula becomes commands."""
    assert math_source(tex) == ascii_tex
