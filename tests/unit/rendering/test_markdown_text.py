"""The spelling of text, code and formulas in Markdown."""

from __future__ import annotations

import pytest

from symconv.rendering.markdown_text import code_span, emphasised, escape, guard_end, guard_start, math_source, upright


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("a_b*c", r"a\_b\*c"),
        ("https://x.y", r"https\://x.y"),
        ("www.x.y", r"www\.x.y"),
        ("![i](x)", r"\!\[i\](x)"),
        ("a & b &amp;", r"a & b \&amp;"),
        ("line\nend", "line end"),
        ("nul\0", "nul\ufffd"),
    ],
)
def test_text_is_escaped(text: str, spelled: str) -> None:
    """Marks of Markdown, links and entities are taken literally."""
    assert escape(text) == spelled


@pytest.mark.parametrize(
    ("text", "spelled"),
    [("# a", r"\# a"), ("#a", "#a"), ("--- -", r"\--- -"), ("+ a", r"\+ a"), ("12) a", r"12\) a"), ("=", r"\=")],
)
def test_the_start_of_a_paragraph_is_guarded(text: str, spelled: str) -> None:
    """Nothing at the start of a paragraph opens another block."""
    assert guard_start(text) == spelled


def test_the_end_of_a_heading_is_guarded() -> None:
    """Number signs at the end of a heading stay visible."""
    assert guard_end("C ##") == r"C \##"


@pytest.mark.parametrize(
    ("text", "span"), [("a", "`a`"), ("`", "`` ` ``"), (" a", "`  a `"), ("", ""), ("a``b`c", "```a``b`c```")]
)
def test_code_gets_enough_backticks(text: str, span: str) -> None:
    """The fence is longer than any run of backticks inside."""
    assert code_span(text) == span


def test_bars_in_code_do_not_end_a_cell() -> None:
    """In a table a bar is escaped even inside code."""
    assert code_span("a|b", in_table=True) == r"`a\|b`"


@pytest.mark.parametrize(
    ("tex", "safe"),
    [
        (r"\|x\|", r"\Vert x\Vert"),
        ("a|b", r"a\vert b"),
        ("a<b>c", r"a\lt b\gt c"),
        ("x*y", r"x\ast y"),
        (r"x_1 y_{n}", "x_1 y_{n}"),
        (r"\overline{x}_n", r"\overline{x}_ n"),
        (r"\$5", r"\$5"),
        ("a\nb", "a b"),
        (r"a \\ b", r"a \\ b"),
    ],
)
def test_formulas_hold_no_marks_of_markdown(tex: str, safe: str) -> None:
    """What Markdown, HTML or a table would take for its own is spelled by commands."""
    assert math_source(tex) == safe


def test_words_in_formulas_are_spelled_for_mathjax_and_katex() -> None:
    """Specials stand outside the text command, where both agree."""
    assert upright("a_b & 5%") == r"\text{a}\_\text{b }\&\text{ 5}\%"


def test_emphasis_next_to_a_letter_falls_back_to_html() -> None:
    """Marks that Markdown would not read as emphasis become a tag."""
    assert emphasised("*", "em", "!x", "a", "") == "<em>!x</em>"
    assert emphasised("*", "em", "x", "*", "") == "<em>x</em>"
    assert emphasised("*", "em", "  ", "a", "") == "  "
