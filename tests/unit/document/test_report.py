"""The report as a document: the lines of the text, what is marked in them, and what is said beside them."""

from __future__ import annotations

import re

import symconv
from symconv.auditing.claims import Claim, Note
from symconv.document.blocks import Callout, Heading, Transcript, TranscriptGap, TranscriptLine
from symconv.document.report import report_document
from symconv.rendering import render
from symconv.results.report import merged

HOSTILE = "<script>alert(1)</script> `|` $1 + 1 = 3$ \\end{document} | --> <!--"


def transcript(text: str, *claims: Claim) -> list[TranscriptLine | TranscriptGap]:
    """Return the lines of the transcript of one text."""
    document = report_document(claims, (), [("", text)])
    (block,) = (block for block in document.blocks if isinstance(block, Transcript))
    return list(block.lines)


def spans(line: TranscriptLine | TranscriptGap) -> list[tuple[str, str]]:
    """Return the pieces of a line with their marks."""
    assert isinstance(line, TranscriptLine)
    return [(span.text, span.mark) for span in line.spans]


def test_the_gravest_verdict_is_marked_where_claims_overlap() -> None:
    """A wrong part inside a chain that holds shows as wrong, and all of it is noted."""
    line = "Then a = b = c here."
    (shown,) = transcript(
        line, Claim(1, 6, "a = b = c", "holds", "exact"), Claim(1, 10, "b", "fails", "wrong value", "exact", "2", "3")
    )

    assert spans(shown) == [("Then ", ""), ("a = ", "holds"), ("b", "fails"), (" = c", "holds"), (" here.", "")]
    assert [(note.mark, note.label) for note in shown.notes] == [("fails", "fails"), ("holds", "holds")]


def test_lines_without_claims_are_counted() -> None:
    """Two lines around a claim are shown, empty ones are not, and the rest is counted in words."""
    text = "\n".join([*"abcdef", "", "1 = 1", "", *"ghijk"])
    gap, *lines, last = transcript(text, Claim(8, 1, "1 = 1", "holds", "exact"))

    assert isinstance(gap, TranscriptGap)
    assert "".join(inline.text for inline in gap.inlines) == "5 lines with nothing to check"
    assert [line.place for line in lines] == ["6", "8", "10"]
    assert "".join(inline.text for inline in last.inlines) == "4 lines with nothing to check"


def test_a_claim_over_several_lines_is_marked_on_each() -> None:
    """What is said stands beside the line where it begins."""
    first, second = transcript("x = 1\n  = 2 !", Claim(1, 1, "x = 1\n  = 2", "fails", "wrong value"))

    assert (spans(first), spans(second)) == ([("x = 1", "fails")], [("  = 2", "fails"), (" !", "")])
    assert (len(first.notes), len(second.notes)) == (1, 0)


def test_a_long_line_is_cut_into_pieces() -> None:
    """Claims that stand far from one another get a piece each, with the column where it begins."""
    text = f"{'a' * 300} 1 = 1 {'b' * 300} 2 = 2"
    one, two = transcript(
        text, Claim(1, 302, "1 = 1", "holds", "exact"), Claim(1, 609, "2 = 2", "unread", "unread", expected="why")
    )

    assert (one.place, two.place) == ("1:302", "1:609")
    assert spans(one)[0] == ("… ", "")
    assert spans(two)[-1] == ("2 = 2", "unread")
    assert [note.label for note in two.notes] == ["unread"]


def test_ties_are_listed() -> None:
    """Every mistake that explains a claim has its line."""
    claim = Claim(
        1, 1, "1", "fails", "wrong value", "exact", "1", "2", (Note("sign", "A sign."), Note("slip", "A slip."))
    )
    (line,) = transcript("1", claim)

    assert len(line.notes[0].details) == 2


def test_several_texts_have_their_headings() -> None:
    """Each text stands under its name with its own counts; a text without claims has no transcript."""
    document = merged({"a.md": symconv.audit("1 + 1 = 2"), "b.md": symconv.audit("words")}).document

    assert document.title == "Check of 2 texts"
    assert [block.inlines[0].text for block in document.blocks if isinstance(block, Heading)] == ["a.md", "b.md"]
    assert sum(isinstance(block, Transcript) for block in document.blocks) == 1
    assert [block.kind for block in document.blocks if isinstance(block, Callout)] == ["answer", "check"]


def test_the_page_is_one_file_without_scripts() -> None:
    """Text that looks like markup stays text, and nothing is loaded."""
    page = merged({HOSTILE: symconv.audit(HOSTILE)}).to_html()

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert not re.search(r"(?:src|href)=", page)
    assert "prefers-color-scheme: dark" in page


def test_markdown_keeps_its_table() -> None:
    """Bars and ticks of the text do not end a cell."""
    rows = [row for row in render(symconv.audit(HOSTILE).document).splitlines() if row.startswith("| 1 |")]

    assert len(rows) == 1
    assert len(re.findall(r"(?<!\\)\|", rows[0])) == 4
