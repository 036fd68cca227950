"""Results that sentences announce without a formula of their own; the right ones are NumPy's."""

from __future__ import annotations

import pytest

import symconv
from symconv.auditing.announced import find_announced

SIGNALS = "Let $x = [1, 2, 3]$ and $h = [1, 0, -1]$.\n\n"
PICTURES = (
    "Let $I = \\begin{bmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\\\ 7 & 8 & 9 \\end{bmatrix}$ and "
    "$K = \\begin{bmatrix} 1 & 0 \\\\ 0 & -1 \\end{bmatrix}$.\n\n"
)


def _last(text):
    claim = symconv.audit(text).claims[-1]
    return claim.verdict, claim.kind, claim.expected


@pytest.mark.parametrize(
    "text",
    [
        SIGNALS + "Their convolution is [1, 2, 2, -2, -3].",
        SIGNALS + "The linear convolution of $x$ and $h$ would be\n\n$$\n[1, 2, 2, -2, -3]\n$$\n",
        SIGNALS + "The cross-correlation of x with h gives r = {-1, -2, -2, 2, 3}.",
        SIGNALS + "The autocorrelation of x is [3, 8, 14, 8, 3].",
        SIGNALS + "Convolving $x$ with $h$ yields $y = \\{1, 2, 2, -2, -3\\}$.",
        "The circular convolution of [1,2,3,4] and [1,1,0,0] with N = 4 is [5, 3, 5, 7].",
        "The convolution of (1, 2) and (1, 1) is (1, 3, 2).",
        "The kernel slides along: the convolution of [1, 2, 3, 4] and [1, 0, -1] is [-2, -2].",
        PICTURES + "The valid convolution is $\\begin{bmatrix} 4 & 4 \\\\ 4 & 4 \\end{bmatrix}$.",
        PICTURES + "The valid cross-correlation is $[[-4, -4], [-4, -4]]$.",
    ],
)
def test_announced_results_hold(text):
    """What NumPy and SciPy give is right, however it is said."""
    assert _last(text)[:2] == ("holds", "holds as")


@pytest.mark.parametrize(
    ("text", "kind", "right"),
    [
        (SIGNALS + "Their convolution is [1, 2, 2, -2, 3].", "wrong result", "[1, 2, 2, -2, -3] (convolution, full)"),
        (SIGNALS + "Their convolution is [-1, -2, -2, 2, 3].", "mislabelled", "[1, 2, 2, -2, -3] (convolution, full)"),
        ("The autocorrelation of [1, 2] is [2, 4, 2].", "wrong result", "[2, 5, 2] (correlation, full)"),
        (
            "The circular convolution of [1,2,3,4] and [1,1,0,0] with N = 4 is [5, 3, 5, 8].",
            "wrong result",
            "[5, 3, 5, 7] (convolution, circular, N = 4)",
        ),
        (
            PICTURES + "The valid convolution is $\\begin{bmatrix} 4 & 4 \\\\ 4 & 3 \\end{bmatrix}$.",
            "wrong result",
            "[[4, 4], [4, 4]] (convolution, valid)",
        ),
        (
            PICTURES
            + "Cross-correlating with stride 1 and no padding gives a $2\\times2$ output:\n\n$$Y = [[4, 4], [-4, 3]]$$",
            "wrong result",
            "[[-4, -4], [-4, -4]] (correlation, valid)",
        ),
    ],
)
def test_announced_results_fail(text, kind, right):
    """A wrong result fails at its place, and the right one is NumPy's."""
    assert _last(text) == ("fails", kind, right)


@pytest.mark.parametrize(
    "text",
    [
        "The convolution of $p$ and $q$ is [1, 2, 1].",
        "Let $x = [1, 2]$, $h = [1, 1]$ and $g = [2, 1]$. Their convolution is [1, 2, 1].",
        "Let $x = [1, 2]$ and $h = [1, 1]$. The convolution of $x$ is [1, 2, 1].",
        SIGNALS + "The transposed convolution of x and h is [1, 2, 2, -2, 4].",
        SIGNALS + "The normalized correlation of x and h is [1, 2, 2, -2, 4].",
        SIGNALS + "The convolution of x and h with q and r is [1, 2, 2, -2, 4].",
        SIGNALS + "If the convolution of x and h is [1, 2, 2, -2, 4], something went wrong.",
        SIGNALS + "A student says that their convolution is [1, 2, 2, -2, 4].",
        SIGNALS + "Their convolution is [1, 2, 2, -2, 4], which is wrong.",
        SIGNALS + "# Another\n\nTheir convolution is [1, 2, 2, -2, 4].",
    ],
)
def test_results_of_unknown_operands_are_counted(text):
    """Nobody can tell what is meant: it is counted as unread, with the reason."""
    verdict, _, reason = _last(text)

    assert verdict == "unread"
    assert reason


@pytest.mark.parametrize(
    "sentence",
    [
        "Their convolution is not [1, 2, 2, -2, 4].",
        "The convolution matrix is [[1, 2], [3, 4]].",
        "A convolution layer is used; its bias is [1, 2].",
        "If the convolution of x and h were known, the rest is [1].",
        "The convolution theorem gives [1, 2] times [3, 4].",
        "Convolution with [1, 1] is a moving sum.",
        "The convolution is computed in three steps.",
        "```python\n# the convolution is [1, 2, 3]\n```",
    ],
)
def test_other_sentences_announce_nothing(sentence):
    """Words near an operation that are no result are left alone."""
    assert all(claim.verdict == "holds" for claim in symconv.audit(SIGNALS + sentence).claims)


@pytest.mark.parametrize(
    "piece",
    [
        "convolution is " + 680 * " ",
        "convolution is [" + 80 * "[1 , , ] ",
        "convolution is [" + 80 * "[1\\] , ",
        "convolution of [1]" + 100 * " with ",
        "convolution of " + 55 * "\\frac{1}{2}",
    ],
)
def test_hostile_sentences_are_passed_over(piece):
    """What looks like a result for very long is none, and is found out without going back and forth."""
    assert find_announced(300 * piece) == ()


def test_a_result_is_claimed_once():
    """A formula that was judged where it stands is not judged again for the sentence before it."""
    claims = symconv.audit(SIGNALS + "The convolution of $x$ and $h$ is $x * h = [1, 2, 2, -2, 3]$.").claims

    assert [claim.verdict for claim in claims] == ["fails"]


def test_an_operation_on_unknown_signals_is_counted() -> None:
    """Nothing with an equals sign between values vanishes: x and h are not known, so the result is unread."""
    claims = symconv.audit("We get $y[n] = x[n] * h[n] = [1, 2]$ too.").claims

    assert [claim.verdict for claim in claims] == ["unread"]
