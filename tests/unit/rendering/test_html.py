"""HTML: each block, and what every page has."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from documents import EQUALS, EVERY_BLOCK, HOSTILE, NASTY, SLIDE, number

from symconv.document.blocks import (
    Block,
    Callout,
    Cell,
    Code,
    CodeBlock,
    Display,
    DisplayRow,
    Document,
    Emphasis,
    Figure,
    Heading,
    Listing,
    Math,
    Paragraph,
    SlideFigure,
    Strong,
    Table,
    Text,
)
from symconv.rendering import render


def written(*blocks: Block) -> str:
    """Return blocks as HTML, formulas shortened to their plain text."""
    page = render(Document("", blocks), "html-fragment")
    body = page.split("</style>\n")[1].removesuffix("</div>\n").rstrip("\n")
    return re.sub(r'<math[^>]* alttext="([^"]*)">.*?</math>', r"{\1}", body)


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Heading(2, (Text("a < "), Math("b", "b"))), "<h2>a &lt; {b}</h2>"),
        (
            Paragraph((Strong((Text("a"),)), Emphasis((Text("b"),)), Code("<c>"))),
            "<p><strong>a</strong><em>b</em><code>&lt;c&gt;</code></p>",
        ),
        (
            Paragraph((Math("n", "n"), Text("), so"))),
            '<p><span class="hold">{n}),</span> so</p>',
        ),
        (Listing(((Paragraph((Text("a"),)),),)), "<ul>\n<li><p>a</p></li>\n</ul>"),
        (Listing(((Paragraph((Text("a"),)),),), ordered=True), "<ol>\n<li><p>a</p></li>\n</ol>"),
        (CodeBlock("a < b\n", "py<"), '<pre><code class="language-py">a &lt; b</code></pre>'),
        (
            Callout("answer", (Paragraph((Text("a"),)),)),
            '<section class="callout answer">\n<p class="title">Answer</p>\n<p>a</p>\n</section>',
        ),
        (Callout("omitted", (Paragraph((Text("a"),)),)), '<div class="omitted"><p>a</p></div>'),
        (
            Callout("details", (Paragraph((Text("a"),)),), (Text("More"),)),
            "<details>\n<summary>More</summary>\n<p>a</p>\n</details>",
        ),
    ],
)
def test_a_block_is_written(block: Block, text: str) -> None:
    """Each kind of block has one spelling."""
    assert written(block) == text


def test_rows_are_aligned_at_their_relations() -> None:
    """Left side, relation, right side and note stand in columns."""
    text = written(Display((DisplayRow(Math("a", "a"), EQUALS, Math("b", "b"), (Text("why"),), "exact"),)))

    assert (
        '<tr>\n<td class="left">{a}</td><td class="relation">{=}</td><td class="right">{b}</td>\n'
        '<td class="note">why <span class="grade">exact</span></td>\n</tr>' in text
    )


def test_continued_rows_stay_below_their_right_side() -> None:
    """Only a first row without a relation spans the columns."""
    row = DisplayRow(None, None, Math("c", "c"))
    equation = DisplayRow(Math("a", "a"), EQUALS, Math("b", "b"))

    assert "colspan" not in written(Display((equation, row)))
    assert '<td class="right" colspan="3">{c}</td>' in written(Display((row, equation)))


def test_tables_have_headings_for_rows_and_columns() -> None:
    """Screen readers are told what a heading belongs to; diagonals carry their number."""
    cells = (Cell((number("1"),)), Cell((number("2"),), "diagonal", 7))
    text = written(Table((Cell((Text("m"),)), Cell((Text("x"),))), (cells,), True, (Text("caption"),)))

    assert '<th scope="col" class="">m</th>' in text
    assert '<th scope="row" class="">{1}</th>' in text
    assert '<td class="group-1">{2}<span class="badge">7</span></td>' in text
    assert "<caption>caption</caption>" in text


def test_a_page_is_self_contained_and_says_its_language() -> None:
    """The policy allows no network and only the one script, by its hash."""
    page = render(EVERY_BLOCK, "html")
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()

    assert '<html lang="en">' in page
    assert "default-src 'none'" in page
    assert f"script-src 'sha256-{digest}'" in page
    assert "http" not in re.sub(r"http-equiv|http://www.w3.org/2000/svg", "", page)


def test_a_page_without_slides_has_no_script() -> None:
    """Nothing is sent that is not used."""
    assert "<script" not in render(Document("a", ()), "html")


def test_hostile_text_stays_text() -> None:
    """Titles, captions, descriptions and languages are escaped."""
    page = render(HOSTILE, "html")

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert '<html lang="enonloadalert1">' in page
    assert NASTY not in page


def test_every_position_is_listed() -> None:
    """A slide of many positions draws its ends and lists all sums."""
    slide = SlideFigure(
        SLIDE.input_name,
        SLIDE.kernel_name,
        SLIDE.input_cells,
        SLIDE.kernel_cells,
        SLIDE.column_labels,
        (1, 1),
        SLIDE.positions * 4,
    )
    figure = Figure(slide, (), "six positions")
    page, fragment = render(Document("", (figure,)), "html"), written(figure)

    assert page.count("<li ") == fragment.count("<li ") == 24
    assert page.count("<svg") == 1 + 8
    assert 'type="range" id="slide-1" min="1" max="24"' in page
    assert fragment.count("<svg") == 8
    assert "<input" not in fragment
