"""Estimated widths of formulas, and where they are broken."""

from __future__ import annotations

import pytest

from symconv.rendering.tex_width import break_tex, tex_width


@pytest.mark.parametrize(
    ("tex", "width"),
    [
        ("", 0),
        ("12", 2),
        (r"\frac{12}{3}", 2.5),
        (r"1^{2}", 1.75),
        (r"\begin{bmatrix}1&2\\345&6\end{bmatrix}", 7),
        ("{" * 300 + "1" + "}" * 300, 0),
    ],
)
def test_width(tex: str, width: float) -> None:
    """Fractions are as wide as their wider half, scripts are small, matrices as wide as their widest row."""
    assert tex_width(tex) == pytest.approx(width, abs=1.1)


@pytest.mark.parametrize(
    ("tex", "limit", "rows"),
    [
        ("a + b", 100, ("a + b",)),
        ("1 + 2 + 3 + 4", 8, ("1 + 2 + 3", "+ 4")),
        ("-1 + (-2)", 4, ("-1", "+ (-2)")),
        ("[1, 2, 3, 4]", 6, ("[1, 2,", "3, 4]")),
        (r"\frac{1 + 2 + 3}{4}", 2, (r"\frac{1 + 2 + 3}{4}",)),
        (r"\left(1 + 2\right) + 3", 7, (r"\left(1 + 2\right)", "+ 3")),
        (r"\left[1, 2, 3, 4\right]", 6, ("[1, 2,", "3, 4]")),
        (r"\left\{1, 2, 3\right.", 4, (r"\{1,", "2, 3")),
        ("(1 + 2) + (3 + 4)", 12, ("(1 + 2)", "+ (3 + 4)")),
    ],
)
def test_formulas_break_before_signs_and_after_commas(tex: str, limit: float, rows: tuple[str, ...]) -> None:
    """Never inside braces, inside stretched fences only when they need not stretch, rather outside than inside."""
    assert break_tex(tex, limit) == rows


def test_no_part_of_a_long_sum_is_lost() -> None:
    """The rows together are the formula."""
    terms = " + ".join(rf"a_{{{i}}} b_{{{i}}}" for i in range(2000))

    rows = break_tex(terms, 60)

    assert " ".join(rows) == terms
    assert max(tex_width(row) for row in rows) <= 60
