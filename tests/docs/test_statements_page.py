"""The page on statements: what it says about spellings and derivations is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from symconv.derivation import Status
from symconv.proving.answer import prove
from symconv.proving.steps import check_steps
from symconv.syntax import to_text

PAGE = (Path(__file__).parents[2] / "docs" / "statements.md").read_text(encoding="utf-8")
TYPED = PAGE.partition("| Typed | Understood |")[2].partition("\n\n")[0]
ROWS = re.findall(r"^\| `(.+?)` \| `(.+?)` \|$", TYPED, re.MULTILINE)


@pytest.mark.parametrize(("typed", "understood"), ROWS)
def test_what_is_typed_is_understood_as_the_page_says(typed: str, understood: str) -> None:
    """Each row of the table is read so, and holds."""
    verdict = prove(typed)

    assert to_text(verdict.statement) == understood
    assert verdict.status is Status.PROVED


def test_the_table_has_its_rows() -> None:
    """The pattern that reads the page finds it."""
    assert len(ROWS) > 10


def test_the_derivation_of_the_page() -> None:
    """It fails in its third line, and not where h is even."""
    text = PAGE.partition("A reason may follow:")[2].partition("```text\n")[2].partition("```")[0]

    assert [step.link.status for step in check_steps(text).steps] == [Status.PROVED, Status.REFUTED, Status.PROVED]
    assert check_steps(text, "h even").verdict.status is Status.PROVED
