"""Wrong answers are named by the mistake that was made."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest
import scipy.signal

from symconv.auditing.diagnosis import FEW, Diagnosis, examine, indistinguishable
from symconv.auditing.mistakes import MISTAKES
from symconv.errors import ConventionError, LimitError, ProblemError
from symconv.operations import convolution_task
from symconv.signals import Signal

X, H = [2, 1, 3, 5, 4], [1, -2, 3]
IMAGE, FILTER = [[1, 2, 0], [0, 1, 3], [2, 0, 1]], [[1, 2], [3, 5]]


def names(x: list, h: list, got: list, **options: object) -> set[str]:
    """Return the names of the diagnoses."""
    return {found.mistake for found in diagnose(Signal(x), Signal(h), Signal(got), **options)}


def diagnose(x: Signal, h: Signal, got: Signal, **options: object) -> tuple[Diagnosis, ...]:
    """Return the diagnoses."""
    return examine(x, h, got, **options).diagnoses


# Wrong answers worked out by NumPy, SciPy or by hand from X = 2 1 3 5 4 and H = 1 -2 3:
# x∗h = 2 -3 7 2 3 7 12; valid 7 2 3; x⋆h (no flip) = 6 -1 9 10 5 -3 4.
TABLE = [
    ({}, np.correlate(X, H, "full").tolist(), "forgot-flip"),
    ({"operation": "correlate"}, np.convolve(X, H).tolist(), "flipped"),
    ({"operation": "correlate"}, np.correlate(H, X, "full").tolist(), "swapped"),
    ({}, np.correlate(H, X, "full").tolist(), "flipped-other"),
    ({}, [7, 2, 3], "wrong-mode"),
    ({"mode": "valid"}, [2, -3, 7, 2, 3, 7, 12], "wrong-mode"),
    ({"period": 5}, [2, -3, 7, 2, 3], "no-wrap"),
    ({"period": 5}, [2, -3, 7, 2, 3, 7, 12], "no-wrap"),
    ({"period": 5}, [5, 4, 19, 2], "wrong-period"),
    ({}, [9, 9, 7, 2, 3], "wrapped"),
    ({}, [12, 7, 3, 2, 7, -3, 2], "reversed"),
    ({}, [0, 2, -3, 7, 2, 3, 7], "off-by-one"),
    ({}, [-3, 7, 2, 3, 7, 12, 0], "off-by-one"),
    ({}, [2, -3, 7, 2, 3, 7], "dropped-tail"),
    ({}, [7, 2, 3, 7, 12], "dropped-head"),
    ({}, [0, 2, -3, 7, 2, 3, 7, 12, 0, 0], "extra-zeros"),
    ({}, [2, 7, 3, 12], "stride"),
    ({}, [-2, 3, -7, -2, -3, -7, -12], "all-signs"),
    ({}, ["2/3", -1, "7/3", "2/3", 1, "7/3", 4], "normalised"),
    ({}, [2, 2, 2, 2, 2, 2, 2], "index-in-sum"),
    ({}, [2, -3, -5, 2, 3, 7, 12], "sign"),  # y[2] = 3·2 - 2·1 + 1·3: -2·3 instead of 3·2 is 12 less
    ({}, [2, -3, 1, 2, 3, 7, 12], "term-missing"),
    ({}, [2, -3, 13, 2, 3, 7, 12], "term-twice"),
    ({}, [2, -3, 8, 2, 3, 7, 12], "slip"),
    ({}, [2, -3, 6, 4, 0, 7, 12], "copied-wrong"),  # x[2] = 2: 1, -2, 3 less at n = 2, 3, 4
    ({}, [0, 1, 1, 2, 3, 7, 12], "sum-limits"),  # x[0] = 2 never used: 2, -4, 6 less at n = 0, 1, 2
    ({}, np.convolve(X, [1, 0, -2, 0, 3]).tolist(), "dilation"),
    ({"mode": "valid"}, np.convolve([0, *X, 0], H, "valid").tolist(), "padding"),
]


@pytest.mark.parametrize(("options", "got", "mistake"), TABLE)
def test_named_mistake(options: dict, got: list, mistake: str) -> None:
    """The mistake that was made is among the best explanations."""
    assert mistake in names(X, H, got, **options)


PADDED = [0, *X, 0]
# The layer of X with H, stride 2, padding 1: windows of 0 2 1 3 5 4 0 at 0, 2, 4 give -1 10 -3.
LAYERS = [
    ({}, np.correlate(PADDED, H, "valid").tolist(), "wrong-stride"),
    ({}, np.correlate(X, H, "valid")[::2].tolist(), "wrong-padding"),
    ({}, np.correlate([0, *PADDED, 0], H, "valid")[::2].tolist(), "wrong-padding"),
    ({}, np.correlate(PADDED, [1, 0, -2, 0, 3], "valid")[::2].tolist(), "wrong-dilation"),
    ({}, np.correlate([1, *X, 5], H, "valid")[::2].tolist(), "wrong-boundary"),
    ({}, np.convolve(PADDED, H, "valid")[::2].tolist(), "flipped"),
    ({"operation": "convolve"}, np.correlate(PADDED, H, "valid")[::2].tolist(), "forgot-flip"),
    ({"bias": 10}, np.correlate(PADDED, H, "valid")[::2].tolist(), "no-bias"),
    ({}, [-1, 10, 13], "sign"),  # the last window, 5 4 0, gives 5 - 2·4; with + 2·4 it is 13
    ({}, [-1, 16, -3], "term-missing"),  # the middle one, 1 3 5, gives 1 - 2·3 + 3·5; without 2·3 it is 16
]


@pytest.mark.parametrize(("options", "got", "mistake"), LAYERS)
def test_named_mistake_of_a_layer(options: dict, got: list, mistake: str) -> None:
    """Stride, padding, dilation, boundary, bias and the flip each have their name."""
    assert mistake in names(X, H, got, **{"operation": "layer", "stride": 2, "padding": 1, **options})


def test_mistakes_of_a_layer_on_a_picture() -> None:
    """On a picture the kernel turned about one axis, or transposed, is named as for a convolution."""
    picture = np.pad(np.array(IMAGE), 1)
    options = {"operation": "layer", "padding": 1}

    def correlated(kernel: np.ndarray) -> list:
        return scipy.signal.correlate2d(picture, kernel, "valid").tolist()

    assert names(IMAGE, FILTER, correlated(np.fliplr(FILTER)), **options) == {"one-axis"}
    assert names(IMAGE, FILTER, correlated(np.transpose(FILTER)), **options) == {"transposed-kernel"}
    assert names(IMAGE, FILTER, correlated(np.flip(FILTER)), **options) == {"flipped"}


def test_options_of_layers_and_of_convolutions_do_not_mix() -> None:
    """A stride makes it a layer, and a layer has no mode and no period; unknown options are named."""
    with pytest.raises(ProblemError, match="stride makes it a layer, and a layer has no mode"):
        names(X, H, X, stride=2, mode="valid")
    with pytest.raises(ProblemError, match="a layer has no period"):
        names(X, H, X, operation="layer", period=5)
    with pytest.raises(TypeError, match="'strid' is no option"):
        names(X, H, X, strid=2)


def test_two_dimensional_mistakes() -> None:
    """A kernel turned about one axis, a transposed kernel and a transposed answer are told apart."""
    mirrored = scipy.signal.convolve2d(IMAGE, np.fliplr(FILTER))
    turned = scipy.signal.convolve2d(IMAGE, np.transpose(FILTER))
    answer = scipy.signal.convolve2d(IMAGE, FILTER)

    assert names(IMAGE, FILTER, mirrored.tolist()) == {"one-axis"}
    assert names(IMAGE, FILTER, turned.tolist()) == {"transposed-kernel"}
    assert names(IMAGE, FILTER, answer.T.tolist()) == {"transposed"}
    assert names(FILTER, FILTER, (np.array(FILTER) @ np.array(FILTER)).tolist()) == {"wrong-operation"}


def test_complex_mistakes() -> None:
    """A missing and a needless conjugate have their names."""
    x, h = [1, 2 + 1j, 3], [1 + 1j, 2]

    assert names(x, h, list(np.correlate(x, np.conj(h), "full")), operation="correlate") == {"no-conjugate"}
    assert "conjugated" in names(x, h, list(np.convolve(x, np.conj(h))))
    assert "conjugated-answer" in names(x, h, list(np.conj(np.convolve(x, h))))


def test_even_kernel_has_two_centres() -> None:
    """The other centre of `same` is named, with both alignments."""
    found = diagnose(Signal([1, 2, 3, 4]), Signal([1, 10]), Signal([12, 23, 34, 40]), mode="same")

    assert found[0].mistake == "same-centre"
    assert "matlab" in found[0].explanation


def test_rounded_answer() -> None:
    """1/3 given as 0.33 is rounding, not an arithmetic slip."""
    assert names([1, 1], ["1/3", "1/7"], [0.33, 0.48, 0.14]) == {"rounding"}


def test_right_answer_has_no_diagnosis() -> None:
    """Nothing is wrong with the truth."""
    assert diagnose(Signal(X), Signal(H), Signal([2, -3, 7, 2, 3, 7, 12])) == ()


def test_origin_counts_when_it_was_given() -> None:
    """Right samples at the wrong place are a lost origin."""
    got = Signal([2, -3, 7, 2, 3, 7, 12], first=1)

    assert [d.mistake for d in diagnose(Signal(X), Signal(H), got, anchored=True)] == ["origin"]
    assert diagnose(Signal(X), Signal(H), got) == ()


def test_unexplained_answer() -> None:
    """Nonsense stays unexplained."""
    assert diagnose(Signal(X), Signal(H), Signal([1, 10, 100, 1000, -3, 7, 5])) == ()


def test_two_mistakes_at_once() -> None:
    """A forgotten flip cut to the wrong window takes both names."""
    got = np.correlate(X, H, "same").tolist()

    assert "forgot-flip + wrong-mode" in names(X, H, got)


def test_symmetric_kernel_hides_the_flip() -> None:
    """These numbers cannot tell whether the kernel was reversed."""
    assert "forgot-flip" in indistinguishable(convolution_task(Signal(X), Signal([-1, 2, -1]), mode="valid"))
    assert "forgot-flip" not in indistinguishable(convolution_task(Signal(X), Signal(H)))


def test_a_right_answer_says_what_it_cannot_show() -> None:
    """With a symmetric kernel nobody knows whether it was flipped; convolution commutes, which is no mistake."""
    found = examine(Signal(X), Signal([1, 2, 1]), Signal([2, 5, 7, 12, 17, 13, 4]))

    assert found.is_right
    assert found.hidden == ("forgot-flip",)
    assert examine(Signal(X), Signal(H), Signal([1]), same="numpy", mode="same").hidden == ("same-centre",)


def test_few_samples_leave_a_doubt() -> None:
    """Fewer than three samples that are not zero fit much by chance, and the explanation says so."""
    few = diagnose(Signal([1, 2]), Signal([1, 3]), Signal([1, 5]))
    many = diagnose(Signal(X), Signal(H), Signal(np.correlate(X, H, "full").tolist()))

    assert all(found.explanation == f"{found.reason} {FEW}" for found in few)
    assert [found.explanation for found in many] == [found.reason for found in many]


def test_bad_options() -> None:
    """Unknown operations and huge signals are refused."""
    with pytest.raises(ConventionError, match="convolv"):
        diagnose(Signal(X), Signal(H), Signal(X), operation="convolv")
    with pytest.raises(LimitError):
        diagnose(Signal([1] * 2000), Signal([1] * 2000), Signal(X))


def test_catalogue() -> None:
    """At least thirty mistakes, each with its own name and an explanation that is a sentence."""
    assert len(MISTAKES) >= 30
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)
    assert all(mistake.explanation.endswith((".", ".)")) for mistake in MISTAKES)


PLANTED: dict[str, Callable[[list[int], list[int], list[int]], list[int]]] = {
    "forgot-flip": lambda x, h, y: np.correlate(x, h, "full").tolist(),
    "wrong-mode": lambda x, h, y: np.convolve(x, h, "valid").tolist(),
    "reversed": lambda x, h, y: y[::-1],
    "off-by-one": lambda x, h, y: [0, *y[:-1]],
    "dropped-tail": lambda x, h, y: y[:-1],
    "dropped-head": lambda x, h, y: y[1:],
    "extra-zeros": lambda x, h, y: [*y, 0, 0],
    "all-signs": lambda x, h, y: [-v for v in y],
    "slip": lambda x, h, y: [*y[:2], y[2] + 1000, *y[3:]],
    "term-missing": lambda x, h, y: [*y[:1], y[1] - x[0] * h[1], *y[2:]],
    "term-twice": lambda x, h, y: [*y[:1], y[1] + x[0] * h[1], *y[2:]],
    "sign": lambda x, h, y: [*y[:1], y[1] - 2 * x[0] * h[1], *y[2:]],
    "dilation": lambda x, h, y: np.convolve(x, [v for w in h for v in (w, 0)][:-1]).tolist(),
    "wrapped": lambda x, h, y: [a + b for a, b in zip(y, [*y[len(x) :], *[0] * len(x)], strict=False)][: len(x)],
    "copied-wrong": lambda x, h, y: np.convolve([x[0] + 7, *x[1:]], h).tolist(),
}


@pytest.mark.parametrize("mistake", PLANTED)
def test_planted_mistakes_are_named(mistake: str) -> None:
    """Of 200 random pairs all are named, or the answer is right by accident."""
    rng = random.Random(mistake)
    for _ in range(200):
        x = [rng.randint(-9, 9) for _ in range(rng.randint(4, 7))]
        h = [rng.randint(-9, 9) for _ in range(rng.randint(2, 4))]
        y = np.convolve(x, h).tolist()
        got = PLANTED[mistake](x, h, y)
        found = names(x, h, got)

        assert mistake in found or got == y or all(v == 0 for v in got) or _simpler(found), (x, h, got, found)


def _simpler(found: set[str]) -> bool:
    """Whether something with a single fault explains the answer as well: zeros and symmetry do that."""
    return bool(found) and not any(" + " in name for name in found)
