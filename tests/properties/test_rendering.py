"""Any document renders in every format, and any text comes out as it went in."""

from __future__ import annotations

import json
import re
import unicodedata
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from generated_documents import documents, texts
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from symconv.document.blocks import Cell, Code, Document, Emphasis, Heading, Paragraph, Strong, Table, Text
from symconv.rendering import FORMATS, render, render_files
from symconv.rendering.escape import one_line

MARKDOWN = MarkdownIt("gfm-like", {"linkify": False}).use(dollarmath_plugin)


class _Words(HTMLParser):
    """The text of a page and the elements that it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return visible("".join(self.words))


def visible(text: str) -> str:
    """Return what is seen of a text: blanks at the edges and runs of blanks do not count."""
    return re.sub(r"\s+", " ", one_line(text)).strip()


@given(documents(), st.sampled_from([form.name for form in FORMATS]))
def test_every_document_renders_in_every_format(document: Document, name: str) -> None:
    """No block and no text makes a renderer fail, and the text can be written as UTF-8."""
    render(document, name).encode("utf-8")


@given(documents(), st.sampled_from(["embed", "files"]))
def test_every_drawing_is_well_formed_svg(document: Document, figures: str) -> None:
    """Linked figure files parse as XML, and the text names each of them."""
    rendering = render_files(document, "markdown", figures=figures, stem="a b")

    for extra in rendering.files:
        ElementTree.fromstring(extra.text)
        assert extra.name.replace(" ", "%20") in rendering.text


@given(documents())
def test_latex_is_ascii_with_balanced_braces(document: Document) -> None:
    """No text of a user opens or closes a group, starts a comment or leaves ASCII."""
    text = render(document, "latex-fragment")

    assert text.isascii()
    bare = re.sub(r"\\[\\{}%]", "", "\n".join(line for line in text.split("\n") if not line.startswith("%")))
    assert bare.count("{") == bare.count("}")


@given(documents())
def test_html_holds_nothing_that_runs_or_loads(document: Document) -> None:
    """Whatever the text, the page has no script but ours, no handler and no address."""
    page = _Words(render(document, "html"))

    assert not page.elements & {"img", "iframe", "object", "embed", "link", "base", "form", "a", "foreignobject"}
    assert not {name for name in page.attributes if name.startswith("on") or name in {"href", "src", "style"}}


@given(texts())
def test_text_survives_markdown(text: str) -> None:
    """A Markdown reader that knows formulas and tables shows the text that was written."""
    for wrapped in (Text(text), Strong((Text(text),)), Emphasis((Text(text),))):
        page = _Words(MARKDOWN.render(render(Document("", (Paragraph((wrapped,)),)))))

        assert page.text == visible(text)
        assert page.elements <= {"p", "strong", "em"}


@given(texts(), texts())
def test_text_survives_between_other_text_in_markdown(before: str, text: str) -> None:
    """Emphasis does not depend on what stands beside it."""
    document = Document("", (Paragraph((Text("a" + before), Strong((Text(text),)), Text("b"))),))

    page = _Words(MARKDOWN.render(render(document)))

    assert page.text == visible(f"a{before}{one_line(text)}b")


@given(texts())
def test_headings_and_cells_survive_markdown(text: str) -> None:
    """A heading stays one heading and a cell one cell."""
    heading = _Words(MARKDOWN.render(render(Document("", (Heading(2, (Text(text),)),)))))
    table = Table((Cell((Text("h"),)),), ((Cell((Text(text),)),),))
    cell = _Words(MARKDOWN.render(render(Document("", (table,)))))

    assert heading.text == visible(text)
    assert cell.text == visible(f"h {text}")
    assert heading.elements <= {"h2"}
    assert cell.elements == {"table", "thead", "tbody", "tr", "th", "td"}


@given(texts())
def test_code_survives_markdown(text: str) -> None:
    """Typewriter text keeps every character."""
    page = _Words(MARKDOWN.render(render(Document("", (Paragraph((Text("a "), Code(text), Text(" b"))),)))))

    assert page.text == visible(f"a {text} b")


@given(texts())
def test_text_survives_html(text: str) -> None:
    """A browser shows the text that was written."""
    page = _Words(render(Document("", (Paragraph((Text(text), Code(text))),)), "html-fragment").split("</style>")[1])

    assert page.text == visible(one_line(text) * 2)


@given(documents())
def test_json_holds_the_document(document: Document) -> None:
    """The tree has one entry for each block, and ordinary text unchanged."""
    tree = json.loads(render(document, "json"))

    assert tree["document"] == 1
    assert len(tree["blocks"]) == len(document.blocks)
    if not any(unicodedata.category(character) == "Cs" for character in document.title):
        assert tree["title"] == document.title


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_an_empty_document_renders(form: object) -> None:
    """A document without title and blocks is still a document."""
    assert render(Document("", ()), form.name)
