"""Templates of users: what they may do, and that they can do nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import EVERY_BLOCK, HOSTILE

from symconv.errors import RenderError
from symconv.rendering import render
from symconv.rendering.user_template import LONGEST_TEMPLATE


def filled(tmp_path: Path, text: str, form: str = "markdown") -> str:
    """Render the example document with a template of this text."""
    template = tmp_path / "page.tpl"
    template.write_text(text, encoding="utf-8")
    return render(EVERY_BLOCK, form, template=template)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("<< title >>", "Every block, once\n"),
        ("<% for p in pieces %><< loop.index >><< p.kind[:2] >> <% endfor %>", None),
        ("<< pieces | selectattr('kind', 'eq', 'table') | list | length >>", "1\n"),
        ("<< document.blocks[0].inlines[0].text | upper >>", "LET \n"),
        ("<% set n = 3 %><< n * 2 + 1 >>", "7\n"),
        ("<% if show_title and language == 'en' %>yes<% else %>no<% endif %>", "yes\n"),
        ("<< range(3) | join(', ') >>", "0, 1, 2\n"),
        ("<< 'a b' | replace('a', 'c') | indent(2, true) >>", "  c b\n"),
        ("<< pieces | join(' ', attribute='kind') | truncate(20) >>", "paragraph...\n"),
    ],
)
def test_a_template_may_lay_out(tmp_path: Path, text: str, result: str | None) -> None:
    """Values, loops, conditions and plain filters work."""
    found = filled(tmp_path, text)

    assert found == result or result is None


@pytest.mark.parametrize("form", ["markdown", "latex", "latex-fragment", "html", "html-fragment"])
def test_our_own_pages_can_be_rebuilt(tmp_path: Path, form: str) -> None:
    """A template that writes every piece has every block."""
    found = filled(tmp_path, "<% for piece in pieces %><< piece.text >>\n<% endfor %>", form)

    assert found.strip().count("\n") > 20


def test_html_templates_escape(tmp_path: Path) -> None:
    """In HTML a template escapes what is not markup yet, and leaves markup alone."""
    template = tmp_path / "page.html"
    template.write_text("<< title >><< pieces[0].text >><< '<b>' >>", encoding="utf-8")

    found = render(HOSTILE, "html", template=template)

    assert "<script>" not in found
    assert "<h2>" in found
    assert "&lt;b&gt;" in found


ESCAPES = [
    "<< ''.__class__.__mro__ >>",
    "<< title['__class__'] >>",
    "<% set a = '__class__' %>\n<< title[a] >>",
    "<< title | attr('__class__') >>",
    "<< document.__init__.__globals__ >>",
    "<< pieces | map(attribute='__class__') | list >>",
    "<< pieces | selectattr('__class__') | list >>",
    "<< pieces | join(attribute='__class__') >>",
    "<< pieces | max(attribute='__class__') >>",
    "<< self._TemplateReference__context >>",
    "<< cycler.__init__ >>",
    "<< lipsum() >>",
    "<< range.__self__ >>",
    "<< title.upper() >>",
    "<< title.format >>",
    "<% include '/etc/passwd' %>",
    "<% extends '/etc/passwd' %>",
    "<% import 'os' as os %>",
    "<% from 'os' import path %>",
    "<% macro f() %><< f() >><% endmacro %>",
    "<% set x %>a<% endset %>",
    "<% filter upper %>a<% endfilter %>",
    "<% block a %><% endblock %>",
    "<% for p in pieces recursive %><% endfor %>",
    "<% call f() %><% endcall %>",
    "<< document >>",
    "<< pieces >>",
    "<< [pieces, pieces] >>",
    "<< {'a': 1} >>",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_nothing_else_is_reachable(tmp_path: Path, text: str) -> None:
    """Attributes of the interpreter, files, calls and definitions are refused, with the line."""
    with pytest.raises(RenderError) as caught:
        filled(tmp_path, "first line\n" + text)

    assert caught.value.line in {2, 3}
    assert str(caught.value).startswith(f"template {tmp_path / 'page.tpl'}, line ")


GREEDY = [
    "<% for i in range(100000) %><% for j in range(100000) %><% endfor %><% endfor %>",
    "<% for i in range(10000000000) %><% endfor %>",
    "<< 9 ** 9 ** 9 >>",
    "<< 'a' * 1000000000 >>",
    "<< 999999999999 * 999999999999 * 2 >>",
    "<< title ~ title >>",
    "<< title + title >>",
    "<< '%1000000000d' % 1 >>",
    "<< '%1000000000d' | format(1) >>",
    "<< 'a' | center(1000000000) >>",
    "<< title | indent(1000000000) >>",
    "<% for i in range(200000) %><< pieces[4].text >><% endfor %>",
    "".join(f"<% for a{i} in pieces %>" for i in range(30)) + "<% endfor %>" * 30,
    "<<" + "(" * 50_000,
    "<< title" + " | upper" * 6_000 + " >>",
    "<< 1" + "0" * 5_000 + " >>",
    "x" * (LONGEST_TEMPLATE + 1),
    "".join("<% set s = (s | default(title)) | replace('e', title) %>" for _ in range(40)) + "<< s >>",
]


@pytest.mark.parametrize("text", GREEDY, ids=range(len(GREEDY)))
def test_time_and_memory_are_bounded(tmp_path: Path, text: str) -> None:
    """Long loops, large numbers, long texts and deep nesting end in one error."""
    with pytest.raises(RenderError, match=r"page\.tpl"):
        filled(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n<< titel >>", 2, "'titel' is undefined"),
        ("a\nb\n<< title.upper_case >>", 3, "no attribute 'upper_case'"),
        ("<% if %>", 1, "Expected an expression"),
        ("<% for p in pieces %>\n<< p.text", 2, "unexpected end of template"),
        ("\n<< 1 / 0 >>", 2, "division by zero"),
        ("\n<< title | colour >>", 2, "'colour'"),
    ],
)
def test_a_failing_template_is_one_error_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    """The message names the file, the line and the trouble."""
    with pytest.raises(RenderError, match=words) as caught:
        filled(tmp_path, text)

    assert caught.value.line == line
    assert "\n" not in str(caught.value)


def test_a_template_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """A missing file, a folder and bytes that are no text are named."""
    for path in (tmp_path / "missing", tmp_path):
        with pytest.raises(RenderError, match="reading the template"):
            render(EVERY_BLOCK, template=path)
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")

    with pytest.raises(RenderError, match="not UTF-8"):
        render(EVERY_BLOCK, template=tmp_path / "bytes")


def test_json_takes_no_template(tmp_path: Path) -> None:
    """A tree has no page to lay out."""
    with pytest.raises(RenderError, match="no page"):
        filled(tmp_path, "x", "json")
