"""Equalities with unknowns, rules of the algebra, and words about flips."""

from __future__ import annotations

import pytest

import symconv


def judged(text: str) -> list[tuple[str, str]]:
    """Return verdicts and kinds."""
    return [(claim.verdict, claim.kind) for claim in symconv.audit(text).claims]


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        ("(a+b)^2 = a^2 + 2ab + b^2", ("holds", "identity")),
        ("(1+x+x^2)^2 = 1 + 2x + 3x^2 + 2x^3 + x^4", ("holds", "identity")),
        ("(1 + 2z^{-1})(1 - z^{-1}) = 1 + z^{-1} - 2z^{-2}", ("holds", "identity")),
        ("(a+b)^2 = a^2 + b^2", ("fails", "wrong value")),
        ("(1+x)(1+x+x^2) = 1 + 2x + 2x^2 + 2x^3", ("fails", "wrong value")),
        ("x^2 = 4x - 4", ("unread", "unread")),
        ("(x-1)^2 = x + 5", ("unread", "unread")),
        ("2q = 4", ("unread", "unread")),
        (r"[1, 2] * [a, b] = [a, b + 2a, 2b]", ("holds", "holds as")),
        (r"[1, 2] * [a, b] = [a, b + a, 2b]", ("fails", "wrong result")),
    ],
)
def test_unknowns(formula, verdict):
    """What is plainly worked out is compared for all values; an equation to be solved is left open."""
    assert judged(f"We get ${formula}$.") == [verdict]


def test_equations_are_not_expansions():
    """A word that announces an equation leaves it open."""
    assert judged("If $(a+b)^2 = a^2 + b^2$ then $ab = 0$.")[0] == ("unread", "unread")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"$\sum_m f[m] g[n-m] = \sum_m f[n-m] g[m]$", ("holds", "identity")),
        (r"$f * (g + h) = f * g + f * h$", ("holds", "identity")),
        (r"$f[n] * \delta[n-k] = f[n-k]$", ("holds", "identity")),
        (r"$\sum_m f[m] g[n-m] = \sum_m f[n+m] g[m]$", ("fails", "refuted")),
        (r"Correlation commutes: $f \star g = g \star f$", ("fails", "refuted")),
        (r"For even $g$: $\sum_m f[m] g[n-m] = \sum_m f[n+m] g[m]$", ("unread", "unread")),
        (r"It is not true that $f \star g = g \star f$", ("unread", "unread")),
        (r"$\sum_{m=0}^{N} f[m] g[n-m] = \sum_{m=0}^{N} f[n+m] g[m]$", ("unread", "unread")),
    ],
)
def test_rules(text, verdict):
    """Rules are proved, or refuted where no premise is near; a limited sum may mean signals on a window."""
    assert judged(text) == [verdict]


def test_refuted_rules_have_a_counterexample_and_a_repair():
    """The reader can check the counterexample, and sees the nearest true rule."""
    (claim,) = symconv.audit(r"$\sum_m f[m] g[m-n] = \sum_m f[m-n] g[m]$").claims
    assert claim.expected == "sum(m, f[m]*g[m - n]) = sum(m, f[m + n]*g[m])"
    assert [note.mistake for note in claim.diagnosis] == ["refuted", "repair"]
    assert "the left side is" in claim.diagnosis[0].explanation


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We flip h vertically, so h[k] becomes h[-k].", ["vertically"]),
        ("Turn it upside down? No: flip it upside down, because of n-m.", ["upside down"]),
        ("Flip the kernel vertically and then horizontally: $w[-n]$.", []),
        ("The image is flipped vertically, giving f[n,-m].", []),
        ("Reflect x[n] vertically: -x[n] changes its sign.", []),
    ],
)
def test_flips_in_words(text, words):
    """A signal whose index runs backwards is flipped horizontally; pictures and signs are another matter."""
    found = [claim for claim in symconv.audit(text).claims if claim.kind == "notation"]
    assert [claim.text for claim in found] == words
    assert all(claim.verdict == "holds" and claim.expected == "horizontally" for claim in found)


def test_samples_that_contradict_their_operation():
    """Each line is right by itself, and the sample that forgot a term is found: y[2] = 3·1 + 2·1 + 1·1."""
    lines = ["x = [1, 2, 3], h = [1, 1, 1], y = x * h", "y[0] = 1", "y[1] = 2 + 1 = 3"]
    text = "\n".join([*lines, "y[2] = 3 + 2 = 5", "y[3] = 3 + 2 = 5", "y[4] = 3"])
    failing = [claim for claim in symconv.audit(text).claims if claim.verdict == "fails"]
    assert [(claim.line, claim.kind, claim.found, claim.expected) for claim in failing] == [
        (4, "wrong sample", "5", "6")
    ]


def test_signals_that_are_written_again():
    """Another sample is a conflict where the first samples are used later, and else another signal."""
    conflict = "Given $x = [2, 1, 3, 5]$, $h = [1, -1]$.\n\nFor $x = [2, 1, 3, 4]$ we get $x * h = [2, -1, 2, 2, -5]$"
    assert judged(conflict) == [("fails", "conflict"), ("holds", "holds as")]
    other = "x = [1, 2, 3], h = [1, 1]\nx * h = [1, 3, 5, 3]\n\nx = [1, 2, 4]\nx * h = [1, 3, 6, 4]"
    assert {verdict for verdict, _ in judged(other)} == {"holds"}
