"""How displays are arranged."""

from __future__ import annotations

from documents import EQUALS

from symconv.document.blocks import Display, DisplayRow, Math, Paragraph, Text
from symconv.rendering.arrange import arranged

LONG = Math(" + ".join("abcdefghijkl"), "a long sum")
SHORT = Math("y", "y")


def test_equations_that_follow_one_another_are_joined() -> None:
    """Their relation signs stand in line; text between them, notes and missing left sides keep them apart."""
    equation = Display((DisplayRow(SHORT, EQUALS, SHORT),))
    noted = Display((DisplayRow(SHORT, EQUALS, SHORT, (Text("why"),)),))
    text = Paragraph((Text("and"),))

    found = arranged((equation, equation, text, equation, noted, equation))

    assert found == [Display(equation.rows * 2), text, equation, noted, equation]


def test_rows_hang_below_a_long_left_side() -> None:
    """The left side gets a row of its own, the others are indented; notes stay with their rows."""
    rows = (DisplayRow(LONG, EQUALS, LONG, (Text("why"),)), DisplayRow(None, EQUALS, SHORT))

    (found,) = arranged((Display(rows),))

    indented = Math(r"\quad =", "=")
    assert found == Display(
        (
            DisplayRow(None, None, LONG),
            DisplayRow(None, indented, LONG, (Text("why"),)),
            DisplayRow(None, indented, SHORT),
        )
    )


def test_short_rows_stay_beside_their_left_side() -> None:
    """So do rows that have several left sides."""
    beside = Display((DisplayRow(LONG, EQUALS, SHORT), DisplayRow(None, EQUALS, SHORT)))
    several = Display((DisplayRow(LONG, EQUALS, LONG), DisplayRow(SHORT, EQUALS, LONG)))

    assert arranged((beside, several)) == [beside, several]
    assert arranged((Display(()),)) == [Display(())]
