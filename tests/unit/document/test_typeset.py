"""Displays of derivations as blocks of documents."""

from __future__ import annotations

from fractions import Fraction

from symconv.derivation import Calculation, Grid, Mark, Omission, Sentence, Snippet, Step
from symconv.document.blocks import Callout, CodeBlock, Display, Heading, Paragraph, Table, Text
from symconv.document.typeset import display_blocks, step_blocks
from symconv.syntax.nodes import Add, Chain, Name, Number, Product


def number(value: int) -> Number:
    """Return a number node."""
    return Number(Fraction(value))


def rows(calculation: Calculation) -> list[str]:
    """Return the rows of a display as plain text."""
    (display,) = display_blocks(calculation)
    assert isinstance(display, Display)
    return [
        " ".join(part.text for part in (row.left, row.relation, row.right) if part is not None) for row in display.rows
    ]


def test_compact_chains_stand_on_one_row() -> None:
    """Left side, first relation, and the rest as it stands."""
    chain = Chain(Name("y"), (("=", Add((number(1), number(2)))), ("=", number(3))))

    assert rows(Calculation(chain, compact=True)) == ["y = 1 + 2 = 3"]


def test_long_chains_get_a_row_per_link_and_the_value_shares_the_last() -> None:
    """Three links make two rows."""
    chain = Chain(Name("y"), (("=", Name("a")), ("=", Add((number(1), number(2)))), ("=", number(3))))

    assert rows(Calculation(chain)) == ["y = a", "= 1 + 2 = 3"]


def test_wide_sums_go_on_in_the_next_row_with_their_sign() -> None:
    """Thirty products of three characters and their signs do not fit on one row."""
    total = Add(tuple(Product((number(2), number(3)), "*") for _ in range(30)))
    first, *others = rows(Calculation(Chain(Name("y"), (("=", total), ("=", number(180))))))

    assert first.startswith("y = 2·3 + 2·3")
    assert others[0].startswith("+ 2·3")
    assert max(map(len, (first, *others))) < 90
    assert others[-1] == "= 180"


def test_omitted_work_says_how_much() -> None:
    """With blanks between thousands."""
    (callout,) = display_blocks(Omission(12345, "output samples"))

    assert isinstance(callout, Callout)
    assert callout.blocks == (Paragraph((Text("12 345 output samples are not shown."),)),)


def test_grids_keep_labels_marks_and_gaps() -> None:
    """An empty cell stays empty, a marked one keeps its kind and group."""
    grid = Grid(((number(1), None),), (Name("x"),), (number(0), number(1)), Name("n"), (Mark(0, 0, "diagonal", 2),))
    (table,) = display_blocks(grid)

    assert isinstance(table, Table)
    assert table.row_heads
    assert [len(cell.inlines) for cell in table.rows[0]] == [1, 1, 0]
    assert (table.rows[0][1].kind, table.rows[0][1].group) == ("diagonal", 2)


def test_steps_become_heading_prose_and_displays_in_this_order() -> None:
    """A substep without a title joins its step."""
    inner = Step("check", "", (Sentence("Well."),))
    step = Step(
        "work", "The work", (Sentence("Add {x}.", (("x", Name("x")),)),), (Snippet("1 + 1"),), substeps=(inner,)
    )
    heading, prose, code, more = step_blocks(step, 3)

    assert isinstance(heading, Heading)
    assert heading.level == 3
    assert isinstance(prose, Paragraph)
    assert [getattr(inline, "text", "") for inline in prose.inlines] == ["Add ", "x", "."]
    assert code == CodeBlock("1 + 1")
    assert more == Paragraph((Text("Well."),))
