"""Abbreviations are expanded with their places kept, and never without a bound."""

from __future__ import annotations

import pytest

import symconv
from symconv.auditing.macros import Macros
from symconv.errors import LimitError, UnsupportedProblemError


@pytest.mark.parametrize(
    ("definitions", "formula", "expanded"),
    [
        (r"\newcommand{\x}{x[n]}", r"\x = 1", "x[n] = 1"),
        (r"\newcommand\x{x[n]} \renewcommand*{\y}{y}", r"\x = \y", "x[n] = y"),
        (r"\def\half{\frac{1}{2}} \def\q{\half\half}", r"\q", r"\frac{1}{2}\frac{1}{2}"),
        (r"\DeclareMathOperator{\conv}{conv}", r"\conv(f, g)", r"\operatorname{conv}(f, g)"),
        ("no definitions", r"\alpha", r"\alpha"),
    ],
)
def test_abbreviations_are_written_out(definitions, formula, expanded):
    """What has no arguments is put in, whatever it is defined by."""
    assert Macros(definitions).expand(formula, 0).text == expanded


def test_places_are_those_of_the_source():
    """What comes out of an abbreviation stands where the abbreviation stands."""
    expansion = Macros(r"\def\a{xyz}").expand(r"1\a + \a2", 10)
    assert expansion.text == "1xyz + xyz2"
    assert expansion.place((0, 1)) == (10, 11)
    assert expansion.place((2, 3)) == (11, 13)
    assert expansion.place((5, 6)) == (14, 15)
    assert expansion.place((7, 11)) == (16, 19)


@pytest.mark.parametrize(
    ("definitions", "formula", "reason"),
    [
        (r"\newcommand{\k}[1]{x}", r"\k{3}", "has arguments"),
        (r"\def\a{1} \def\a{2}", r"\a", "is defined twice"),
        (r"\def\a{\b} \def\b{\a}", r"\a", "by itself"),
        (
            "".join(rf"\def\{chr(98 + i) * 3}{{\{chr(97 + i) * 3}\{chr(97 + i) * 3}}}" for i in range(20))
            + r"\def\aaa{x}",
            r"\uuu",
            "too long to check",
        ),
    ],
)
def test_what_cannot_be_expanded_is_refused(definitions, formula, reason):
    """Arguments, contradictions, circles and bombs are refused with the reason, and not before they are used."""
    macros = Macros(definitions)
    assert macros.expand("1 + 1", 0).text == "1 + 1"
    with pytest.raises(UnsupportedProblemError, match=reason):
        macros.expand(formula, 0)


def test_formulas_do_not_grow_without_a_bound():
    """Many uses of a long abbreviation in one formula are refused too."""
    with pytest.raises(LimitError, match="expanding abbreviations"):
        Macros(rf"\def\a{{{'x' * 1000}}}").expand(r"\a " * 100, 0)


def test_a_claim_in_an_abbreviated_formula_has_its_line_and_column():
    """The author sees the abbreviation, not what it stands for."""
    text = "\\newcommand{\\two}{\\left(1 + 1\\right)}\n\nSo $3 + \\two = 6$."
    (claim,) = symconv.audit(text, syntax="latex").claims
    assert (claim.line, claim.column, claim.text, claim.verdict) == (3, 5, r"3 + \two = 6", "fails")
