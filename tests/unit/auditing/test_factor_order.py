"""Terms whose factors are exchanged against all others of an expansion: the value is right, the order is not."""

from __future__ import annotations

import pytest

import symconv


def slips(expansion: str) -> list[tuple[str, str]]:
    """Return the terms that are flagged, and what is meant."""
    text = f"With $x = [2, 1, 3, 5]$ and $h = [4, 7]$ the correlation is $x \\star h = {expansion} = [15, 25, 47]$."
    claims = symconv.audit(text).claims
    assert {claim.verdict for claim in claims} == {"holds"}
    notes = [claim for claim in claims if claim.diagnosis]
    assert {claim.diagnosis[0].mistake for claim in notes} <= {"order-of-factors"}
    return [(claim.text, claim.expected) for claim in notes]


@pytest.mark.parametrize(
    ("expansion", "expected"),
    [
        ("[4*2 + 7*1, 4*1 + 7*3, 4*3 + 7*5]", []),
        ("[2*4 + 1*7, 1*4 + 3*7, 3*4 + 5*7]", []),
        ("[4*2 + 7*1, 1*4 + 7*3, 4*3 + 7*5]", [("1*4", "4*1")]),
        ("[2*4 + 1*7, 1*4 + 7*3, 3*4 + 5*7]", [("7*3", "3*7")]),
        ("[4*2 + 1*7, 4*1 + 3*7, 4*3 + 5*7]", []),  # half and half: no order to be seen
        ("[8 + 7, 4 + 21, 12 + 35]", []),
        ("[4*2 + 7, 1*4 + 7*3, 4*3 + 7*5]", []),  # an entry without its factors
    ],
)
def test_exchanged_factors(expansion, expected):
    """One term against the order of all others is flagged; a mixture is a habit."""
    assert slips(expansion) == expected
