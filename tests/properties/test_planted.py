"""Planted mistakes are named, in an answer and in a worked text, as often as docs/checking.md says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.planted import ALONE, KINDS, MISSED, PAIRS, SAME, TIED, Kind, outcomes, table_row

PAGE = Path(__file__).parents[2] / "docs" / "checking.md"


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_planted_mistakes_are_named(kind: Kind) -> None:
    """Of 200 random questions nearly all are named, none is without an explanation, and the page has the counts."""
    diagnosed, checked = outcomes(kind)
    wrong = PAIRS - diagnosed[SAME]

    assert diagnosed[ALONE] + diagnosed[TIED] >= 0.94 * wrong
    assert diagnosed[MISSED] == 0
    assert checked is None or checked[MISSED] == 0
    assert table_row(kind, diagnosed, checked) in PAGE.read_text(encoding="utf-8").splitlines(), "run `just golden`"
