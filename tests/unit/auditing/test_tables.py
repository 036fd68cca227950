"""Tables: signals in rows or columns, results, shifted rows, products; what is no such table is left alone."""

from __future__ import annotations

import pytest

import symconv
from symconv.auditing.tables import find_tables


def cells(text: str) -> list[tuple[int, int, str, str]]:
    """Return line, column, verdict and text of the claims about cells."""
    return [(c.line, c.column, c.verdict, c.text) for c in symconv.audit(text).claims if "cell" in c.kind]


RESULT = """\
| n | 0 | 1 | 2 | 3 |
|---|---|---|---|---|
| x | 1 | 2 | 3 | 0 |
| h | 1 | 1 | 0 | 0 |
| y | 1 | {} | 5 | 3 |

where y = x * h
"""


def test_results_are_compared_cell_by_cell():
    """The row of a result is compared with its operation, wherever that is said: [1, 2, 3] ∗ [1, 1] = [1, 3, 5, 3]."""
    assert [verdict for *_, verdict, _ in cells(RESULT.format(3))] == ["holds"] * 4
    assert [cell for cell in cells(RESULT.format(4)) if cell[2] == "fails"] == [(5, 11, "fails", "4")]


def test_shifted_rows_are_worked_out():
    """Rows of flip and slide hold what their label says."""
    text = "h = [1, 2, 3]\n\n| k | -1 | 0 | 1 | 2 |\n|---|---|---|---|---|\n| `h[1-k]` | 3 | 2 | {} | 0 |\n"
    assert [verdict for *_, verdict, _ in cells(text.format(1))] == ["holds"] * 4
    assert [cell for cell in cells(text.format(2)) if cell[2] == "fails"] == [(5, 22, "fails", "2")]


def test_grids_of_products():
    """The products of a convolution by hand; a table of sums is no such grid."""
    grid = "|   | 1 | 2 |\n|---|---|---|\n| 3 | 3 | 6 |\n| 4 | 4 | {} |\n"
    assert [verdict for *_, verdict, _ in cells(grid.format(8))] == ["holds"] * 4
    assert [cell[2:] for cell in cells(grid.format(9)) if cell[2] == "fails"] == [("fails", "9")]
    assert cells("|   | 1 | 2 |\n|---|---|---|\n| 3 | 4 | 5 |\n| 4 | 5 | 6 |\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "| n | 1 | 2 | 3 |\n|---|---|---|---|\n| cost | 3 | 5 | 9 |",
        "| x | 0 | 1 |\n|---|---|---|\n| f(x) | 1 | 2 |",
        "```\n| n | 0 | 1 |\n|---|---|---|\n| x | 1 | 2 |\n```",
        "| n | 0 | one |\n|---|---|---|\n| y | 1 | 2 |\n\ny = x * h",
    ],
)
def test_other_tables_are_left_alone(text):
    """Prices, functions of real numbers, code and words make no claims."""
    assert cells(text) == []


def test_tables_of_latex_have_their_places():
    """Cells are found between ampersands; rules and dollars are no part of them."""
    text = "\\begin{tabular}{c|cc}\n$n$ & 0 & 1 \\\\ \\hline\n$x[n]$ & 5 & \\textbf{6} \\\\\n\\end{tabular}"
    (table,) = find_tables(text)
    assert [cell.text for cell in table.rows[0]] == ["n", "0", "1"]
    assert [text[cell.start : cell.stop] for cell in table.rows[1]][:2] == ["x[n]", "5"]
