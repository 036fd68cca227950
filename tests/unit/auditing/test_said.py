"""A result that is right for another window than the words just before it ask for is mislabelled."""

from __future__ import annotations

import pytest

import symconv

# x ∗ h = 1 5 9 9; valid 5 9; same 1 5 9 (SciPy); circular with period 3: 10 5 9; x ⋆ h valid = 7 11
GIVEN = "With $x = [1, 2, 3]$ and $h = [1, 3]$: "


@pytest.mark.parametrize(
    ("words", "verdict", "mistake"),
    [
        (r"the valid convolution is $x \ast h = [1, 5, 9, 9]$", "fails", "wrong-mode"),
        (r"the valid convolution is $x \ast h = [5, 9]$", "holds", ""),
        (r"the full convolution of $x$ and $h$ is: $x \ast h = [5, 9]$", "fails", "wrong-mode"),
        (r"the circular convolution with period 3 is $x \circledast h = [1, 5, 9]$", "fails", "no-wrap"),
        (r"the circular convolution with period 3 is $x \circledast h = [10, 5, 9]$", "holds", ""),
        (r"the valid correlation is $x \star h = [7, 11]$", "holds", ""),
        (r"unlike the valid convolution $x \ast h = [1, 5, 9, 9]$ is longer", "holds", ""),
        (r"the valid convolution is short. Now $x \ast h = [1, 5, 9, 9]$", "holds", ""),
        (r"the full, not the valid convolution is $x \ast h = [1, 5, 9, 9]$", "holds", ""),
    ],
)
def test_a_result_in_another_window_is_mislabelled(words: str, verdict: str, mistake: str) -> None:
    """Only words that lead straight to the formula count."""
    (claim,) = (claim for claim in symconv.audit(GIVEN + words).claims if "[" in claim.text and "h =" in claim.text)

    assert claim.verdict == verdict
    assert not mistake or mistake in [note.mistake for note in claim.diagnosis]


@pytest.mark.parametrize(
    "text",
    [
        r"![Stem plot: x\[0\] = 1, x\[1\] = 2, x\[2\] = 3.](figure.svg)",
        "Polynomials that are assumed ≥ 0, = 0, ≠ 0.",
        "It is $a$, $= 2$ or $= 3$.",
    ],
)
def test_what_only_stands_side_by_side_is_no_chain(text: str) -> None:
    """An escaped bracket is no display, and a list of relations is no chain."""
    assert not [claim for claim in symconv.audit(text).claims if claim.verdict == "fails"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("A third of 7.5 = 2.5.", "unread"),
        ("We know that 7 rem 3 = 1.", "unread"),
        ("Twice 3 = 6, and half of 4 + 2 = 3.", "unread"),
        ("There are 5 choose 2 = 10 pairs.", "unread"),
        ("So we get 3 + 4 = 8.", "fails"),
        ("Half of it is $3 + 4 = 8$.", "fails"),
        ("A third of 6 = 2 is wrong, but 2 + 2 = 5", "fails"),
    ],
)
def test_a_left_side_that_begins_in_words_is_not_blamed(text: str, verdict: str) -> None:
    """“A third of 7.5 = 2.5” is right; the formula that is seen in it is not."""
    verdicts = [claim.verdict for claim in symconv.audit(text).claims]

    assert verdict in verdicts
    assert verdict == "fails" or "fails" not in verdicts
