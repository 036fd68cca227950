"""Choosing a format."""

from __future__ import annotations

import pytest
from documents import EVERY_BLOCK

from symconv.errors import ConventionError, RenderError
from symconv.rendering import FORMATS, format_for, render, render_files


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.md", "markdown"), ("a.b.TEX", "latex"), ("dir.x/a.html", "html"), ("a.htm", "html"), ("a.json", "json")],
)
def test_the_suffix_names_the_format(name: str, form: str) -> None:
    """Capital letters do not matter."""
    assert format_for(name) == form


def test_an_unknown_suffix_lists_the_known_ones() -> None:
    """The message says what to do."""
    with pytest.raises(RenderError, match=r"none of \.md, .*name the format"):
        format_for("a.docx")


def test_an_unknown_format_has_a_nearest_one() -> None:
    """So has an unknown way of showing figures."""
    with pytest.raises(ConventionError, match="did you mean 'latex'"):
        render(EVERY_BLOCK, "latx")
    with pytest.raises(ConventionError, match="figures 'enbed'"):
        render(EVERY_BLOCK, figures="enbed")


def test_names_and_suffixes_are_unambiguous() -> None:
    """No two formats share a name or a suffix."""
    names = [form.name for form in FORMATS]
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]

    assert names == ["markdown", "latex", "latex-fragment", "html", "html-fragment", "json"]
    assert len(set(suffixes)) == len(suffixes)


def test_several_files_need_render_files() -> None:
    """One string cannot hold linked drawings."""
    with pytest.raises(RenderError, match="render_files"):
        render(EVERY_BLOCK, figures="files")


@pytest.mark.parametrize("form", [form.name for form in FORMATS if form.name != "markdown"])
def test_only_markdown_has_files_beside_it(form: str) -> None:
    """The other formats draw inside the text."""
    assert render_files(EVERY_BLOCK, form).files == ()
