"""Words around formulas: options, modes, periods, origins, other names, spoken claims."""

from __future__ import annotations

import pytest

import symconv
from symconv.auditing.context import Context, Options
from symconv.auditing.origins import first_in_words, first_of_all, range_in_words
from symconv.auditing.spelled import respelled


def setting(text: str):
    """Return what the text says at its end."""
    return Context(text, ()).setting(len(text), len(text))


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("With stride 2 and padding 1", Options(2, 1, 1)),
        ("a stride of two", Options(2, 0, 1)),
        ("stride $s = 3$, zero padding of $p=2$", Options(3, 2, 1)),
        ("we do not pad; stride=2", Options(2, 0, 1)),
        ("dilation rate 2, no padding", Options(1, 0, 2)),
        ("padding 1.\n\nLater without any padding", Options(1, 0, 1)),
        ("nothing of the kind", None),
    ],
)
def test_options_in_words(text, nearest):
    """Numbers, words and equations name the options; the last one counts."""
    assert setting(text).nearest == nearest


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("the 4-point circular convolution", 4),
        ("circular convolution with period 6", 6),
        ("the cyclic convolution, N = 8", 8),
        ("with all indices taken modulo 5, periodically", 5),
        ("a 4-point average", None),
    ],
)
def test_periods_in_words(text, period):
    """A period counts where the section speaks of circular operations."""
    assert setting(text).period == period


def test_sections_keep_their_options():
    """What one section says about stride does not hold in the next."""
    text = "stride 2\n# Next\nand here"
    context = Context(text, (text.index("#"),))
    assert context.setting(8, 8).nearest == Options(2, 0, 1)
    assert context.setting(len(text), len(text)).nearest is None


@pytest.mark.parametrize(
    ("after", "length", "first"),
    [
        ("$ for $n = -1, 0, 1$", 3, -1),
        (r", \quad n = 0, 1, 2", 3, 0),
        (r"$, $-2 \le n \le 1$", 4, -2),
        (" for n = 0..3", 4, 0),
        ("$ starting at $n = −1$", 4, -1),
        (", where the second sample is at n = 0", 4, -1),
        (" for n = 0, 1", 3, None),
        (". The output starts at n = 3", 4, None),
        (", and the result starts at n = 3", 4, None),
    ],
)
def test_origins_in_words(after, length, first):
    """What is said beside the samples counts if it fits their number, and is not about something else."""
    assert first_in_words(f"x = 0{after}", 5, length) == first


def test_origins_of_all_signals():
    """One sentence may fix where all signals start; two that disagree fix nothing."""
    assert first_of_all("Both signals start at n = 0.") == 0
    assert first_of_all("The output starts at n = 2.") is None
    assert first_of_all("Both start at n = 0. All sequences begin at n = 1.") is None
    assert range_in_words("n + 1 for 0 <= n <= 2", 5) == range(3)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[1 2 -1]", "[1,2,-1]"),
        ("{1 2; 3 4}", "{1,2; 3,4}"),
        ("[1 - 2]", "[1 - 2]"),
        ("[1 2 a]", "[1 2 a]"),
        ("3x3 = 9", "3×3 = 9"),
        ("sum_k x[k]", "Σ  _k x[k]"),
        ("y = 3   (2)", "y = 3      "),
        ("y = 3*(2)", "y = 3*(2)"),
    ],
)
def test_spellings_keep_their_length(written, read):
    """Spellings of plain text become those of the grammar, offset for offset."""
    assert respelled(written, latex=False) == read
    assert len(read) == len(written)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (r"Let $a$ be $f$, $a = [1, 2]$, $b = [3, 1]$: $f * b = [3, 7, 2]$", ["holds"]),
        (r"$x = [1, 2]$, $h = [3, 1]$. The convolution of $x$ and $h$ is $[3, 7, 2]$.", ["holds"]),
        (r"$x = [1, 2]$, $h = [3, 1]$. The convolution of $x$ and $h$ is $[3, 7, 1]$.", ["fails"]),
        (r"$x = [1, 2, 4]$ where $x[0] = 2$; $x[-1] = 1$ and $x[1] = 4$", ["holds"] * 3),
        (r"The symbol $\circledast$ denotes convolution. $[1, 2] \circledast [1, 1] = [1, 3, 2]$", ["holds"]),
        (r"We denote the cross-correlation by $\otimes$. $[1,2,3] \otimes [1, 0] = [1, 2]$", ["holds"]),
        (r"$x \otimes h$ stands for correlation; $[1, 2, 3] \otimes [1, 0] = [2, 3]$", ["fails"]),
        ("x = [1, 2, 3], h = [1, -1]; the flipped h = [-1, 1]; x * h = [1, 1, 1, -3]", ["holds"]),
        ("h = [1, 2, 3], so h[-k] = [3, 2, 1]", ["holds"]),
        ("x = [1, 2, 3] and h = [1, 1], x * h = h * x = [1, 3, 5, 3]", ["holds", "holds"]),
        (r"$3 < 4$, $2 \le 1$, $n > 0$", ["holds", "fails"]),
        (r"$(1 + 2j)(3 + j) = 1 + 7j$", ["holds"]),
        ("y[0] = 1 + 2 = 3   (2)", ["holds"]),
    ],
)
def test_what_is_said_beside_formulas_counts(text, verdicts):
    """Other names, explained signs and sentences with half a formula are read; conditions are no claims."""
    assert [claim.verdict for claim in symconv.audit(text).claims] == verdicts
