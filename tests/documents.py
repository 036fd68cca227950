"""Documents that tests render: one with every block, one full of hostile text."""

from __future__ import annotations

from symconv.document.blocks import (
    Callout,
    Cell,
    CellGrid,
    Code,
    CodeBlock,
    Display,
    DisplayRow,
    Document,
    Emphasis,
    Figure,
    Heading,
    LineNote,
    Listing,
    Math,
    Paragraph,
    SlideFigure,
    SlidePosition,
    Span,
    Stem,
    StemPlot,
    Strong,
    Table,
    Text,
    Transcript,
    TranscriptGap,
    TranscriptLine,
)


def number(value: str) -> Math:
    """Return an integer, or a fraction such as ``-1/2``, as a formula."""
    sign, digits = ("-", value[1:]) if value.startswith("-") else ("", value)
    if "/" not in digits:
        return Math(value, value.replace("-", "−"))
    over, under = digits.split("/")
    return Math(rf"{sign}\frac{{{over}}}{{{under}}}", value.replace("-", "−"))


EQUALS = Math("=", "=")

STEMS = StemPlot(
    Math("x[n]", "x[n]"),
    (
        Stem(-1, 0.5, number("1/2")),
        Stem(0, 1.0, number("1")),
        Stem(1, -0.75, number("-3/4")),
        Stem(2, 0.0, number("0")),
    ),
)

PICTURE = CellGrid(
    Math("F[n, m]", "F[n, m]"),
    (-1, 0),
    (
        (Cell((number("1"),)), Cell((number("2"),), "window"), Cell((number("3"),), "window")),
        (Cell((number("1/16"),), "origin"), Cell((number("-5"),), "error"), Cell((number("6"),), "padding")),
    ),
    ((0.0, 0.2, 0.4), (0.6, 0.8, 1.0)),
)

SLIDE = SlideFigure(
    Math("x", "x"),
    Math("h[n-m]", "h[n − m]"),
    (tuple(number(v) for v in ("2", "1", "3", "5", "4")),),
    ((number("-1"), number("1")),),
    tuple(number(str(n)) for n in range(5)),
    (1, 1),
    tuple(
        SlidePosition(Math(f"y[{n}]", f"y[{n}]"), (0, n - 1), Math(tex, text))
        for n, (tex, text) in enumerate(
            (
                (r"2 \cdot 1 = 2", "2·1 = 2"),
                (r"2 \cdot (-1) + 1 \cdot 1 = -1", "2·(−1) + 1·1 = −1"),
                (r"1 \cdot (-1) + 3 \cdot 1 = 2", "1·(−1) + 3·1 = 2"),
                (r"3 \cdot (-1) + 5 \cdot 1 = 2", "3·(−1) + 5·1 = 2"),
                (r"5 \cdot (-1) + 4 \cdot 1 = -1", "5·(−1) + 4·1 = −1"),
                (r"4 \cdot (-1) = -4", "4·(−1) = −4"),
            )
        )
    ),
)

SLIDE_2D = SlideFigure(
    Math("F", "F"),
    Math("W", "W"),
    tuple(tuple(number(str(4 * i + j)) for j in range(4)) for i in range(4)),
    ((number("1"), number("1/2")), (number("-1"), number("0"))),
    tuple(number(str(n)) for n in range(4)),
    (2, 2),
    tuple(
        SlidePosition(Math(f"y[{i},{j}]", f"y[{i}, {j}]"), (i, j), Math("1", "1")) for i in range(2) for j in range(2)
    ),
)

EVERY_BLOCK = Document(
    "Every block, once",
    (
        Paragraph(
            (
                Text("Let "),
                Math(r"x = [\underline{2}, 1, 3]", "x = [_2, 1, 3]"),
                Text(" be "),
                Strong((Text("given"),)),
                Text(", call "),
                Code("np.convolve(x, h)"),
                Text(" and "),
                Emphasis((Text("compare"),)),
                Text("."),
            )
        ),
        Heading(2, (Text("The work at "), Math("n = 1", "n = 1"))),
        Display(
            (DisplayRow(None, None, Math(r"y[n] = \sum_{m=-\infty}^{\infty} x[m]\,h[n-m]", "y[n] = Σ x[m] h[n−m]")),)
        ),
        Display(
            (
                DisplayRow(
                    Math("y[1]", "y[1]"),
                    EQUALS,
                    Math(r"2\cdot\frac{1}{2} + (-4)\cdot 5", "2·1/2 + (−4)·5"),
                    (Text("substitute "), Math("m < 3", "m < 3")),
                    "exact",
                ),
                DisplayRow(None, EQUALS, Math(r"1 - 20", "1 − 20")),
                DisplayRow(None, EQUALS, Math(r"-19", "−19"), (Text("100% of it"),)),
            )
        ),
        Table(
            (Cell((Math("m", "m"),)), Cell((Math("x[m]", "x[m]"),)), Cell((Text("in words"),))),
            (
                (Cell((number("0"),)), Cell((number("1/2"),), "origin"), Cell((Text("a | b"),))),
                (Cell((number("1"),)), Cell((number("-2"),), "answer"), Cell((Code("a | b"),), "window", 1)),
                (Cell((number("2"),)), Cell((Math("|a|", "|a|"),), "diagonal", 2), Cell((Text("wrong"),), "error")),
            ),
            True,
            (Text("The sliding table."),),
        ),
        Listing(
            (
                (Paragraph((Text("First the support."),)),),
                (Paragraph((Text("Then the sum:"),)), Display((DisplayRow(Math("a", "a"), EQUALS, Math("b", "b")),))),
            )
        ),
        Listing(((Paragraph((Text("one"),)),), (Paragraph((Text("two"),)),)), ordered=True),
        Callout("omitted", (Paragraph((Text("7 output samples are not shown."),)),)),
        Callout(
            "answer",
            (
                Paragraph((Text("The result is"),)),
                Display(
                    (
                        DisplayRow(Math("y", "y"), EQUALS, Math(r"[\underline{2}, -1]", "[_2, −1]")),
                        DisplayRow(None, EQUALS, Math("z", "z")),
                    )
                ),
            ),
        ),
        Callout("remark", (Paragraph((Text("Kernels differ."),)),), (Text("Why they differ"),)),
        Callout("check", (CodeBlock("import numpy as np\nnp.convolve([2, 1], [1, -1])"),)),
        Callout("warning", (Paragraph((Text("0.1 was read as 1/10."),)),)),
        Transcript(
            (
                TranscriptGap((Text("3 lines with nothing to check"),)),
                TranscriptLine(
                    "4", (Span("We get "), Span("1 + 1 = 3", "fails"), Span(" and "), Span("2 = 2", "holds"))
                ),
                TranscriptLine(
                    "5:12",
                    (Span("| $1/3 = 0.33$ |", "slip"), Span("q = 4", "unread")),
                    (
                        LineNote("slip", "slip", (Code("1/3 = 0.33"), Text(" (rounded)")), ((Text("Write ≈."),),)),
                        LineNote("unread", "unread", (Text("q is not known"),)),
                    ),
                ),
            )
        ),
        Figure(STEMS, (Text("The signal "), Math("x", "x")), "Four stems, from n = -1 to n = 2."),
        Figure(PICTURE, (Text("The image"),), "Two rows of three cells."),
        Figure(SLIDE, (Text("The kernel slides"),), "Six positions."),
        Figure(SLIDE_2D, (Text("The dilated kernel slides"),), "Four positions."),
    ),
)

NASTY = (
    "1. a\\b `c` *d* _e_ {f} [g](h) <script>alert(1)</script> $i$ #j &amp; k~l^m %n |o| \"p\" 'q'\n"
    "− ∗ ⋆ δ ß é 中 🙂 \x00 \u202e a--b `` ?` ,, << >> \\end{document} \\input{/etc/passwd} $$ </svg> ]]> --> "
)

HOSTILE = Document(
    NASTY,
    (
        Heading(2, (Text(NASTY), Code(NASTY))),
        Paragraph((Text(NASTY), Strong((Text(NASTY),)), Emphasis((Text(NASTY),)), Code(NASTY))),
        Display((DisplayRow(Math("a", "a"), EQUALS, Math("b", "b"), (Text(NASTY), Code(NASTY)), NASTY),)),
        Table((Cell((Text(NASTY),)),), ((Cell((Text(NASTY), Code(NASTY))),),), caption=(Text(NASTY),)),
        Listing(((Paragraph((Text(NASTY),)),),)),
        CodeBlock(NASTY, NASTY),
        Transcript(
            (
                TranscriptGap((Text(NASTY),)),
                TranscriptLine(NASTY, (Span(NASTY, "fails"),), (LineNote("fails", NASTY, (Text(NASTY),)),)),
            )
        ),
        Callout("remark", (Paragraph((Text(NASTY),)),), (Text(NASTY),)),
        Figure(StemPlot(Math("x", NASTY), (Stem(0, 1.0, Math("a", NASTY)),)), (Text(NASTY),), NASTY),
    ),
    language='en" onload="alert(1)',
)
