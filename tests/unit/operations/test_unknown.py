"""Unknown signals: limits, names, substitution."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from strategies import gaussians, signals
from sympy import Max, Min, Sum, conjugate, oo, symbols

from symconv.errors import LimitError, SupportError, UnsupportedProblemError
from symconv.operations import convolve, correlate
from symconv.operations.tasks import MODES, SAME_ALIGNMENTS
from symconv.signals import Signal

n, m, k, l, N, K = symbols("n m k l N K")  # noqa: E741
F, G = sympy.IndexedBase("f"), sympy.IndexedBase("g")
f, g = Signal.symbol("f"), Signal.symbol("g", length="N")
short, shorter = Signal.symbol("f", length=4), Signal.symbol("g", length=3)


@pytest.mark.parametrize(
    ("signal", "expected"),
    [
        (convolve(f, Signal.symbol("g")), Sum(F[m] * G[n - m], (m, -oo, oo))),
        (convolve(f, g), Sum(F[m] * G[n - m], (m, n - N + 1, n))),
        (convolve(g, f), Sum(G[m] * F[n - m], (m, 0, N - 1))),
        (correlate(f, g), Sum(F[n + m] * G[m], (m, 0, N - 1))),
        (correlate(f, g, convention="wikipedia"), Sum(F[m] * G[n + m], (m, -n, N - 1 - n))),
        (correlate(f, Signal.symbol("g", "N", complex=True)), Sum(F[n + m] * conjugate(G[m]), (m, 0, N - 1))),
        (convolve(f, Signal([1, 0, "1/2"], first=-1)), F[n + 1] + F[n - 1] / 2),
        (correlate(f, Signal([1j, 2])), -sympy.I * F[n] + 2 * F[n + 1]),
        (convolve(short, shorter, period=4), Sum(F[m] * G[sympy.Mod(n - m, 4)], (m, 0, 3))),
        (2 * f.flip().shift(1) + f, 2 * F[1 - n] + F[n]),
    ],
)
def test_sums(signal: Signal, expected: Any) -> None:
    """The limits are those that the supports imply, no wider and no narrower."""
    assert signal.to_sympy() == expected


def test_two_bounded_signals_meet_only_where_both_are() -> None:
    """The range of m is the intersection, and an empty one is held at length zero."""
    low = Max(0, n - 2)

    assert convolve(short, shorter).to_sympy() == Sum(F[m] * G[n - m], (m, low, Max(Min(3, n), low - 1)))


@pytest.mark.parametrize("place", range(-4, 12))
def test_sums_outside_the_support_are_zero_in_sympy_too(place: int) -> None:
    """An upper limit two or more below the lower one would count as a negative sum."""
    value = convolve(short, shorter).to_sympy().subs(n, place).doit()
    expected = sum([F[i] * G[place - i] for i in range(4) if 0 <= place - i < 3])

    assert value == expected
    assert convolve(short, shorter).at(place) == expected


def test_supports_are_those_of_numbers() -> None:
    """With symbols in place of the lengths, for every mode."""
    a, b = Signal.symbol("a", "N"), Signal.symbol("b", "K")

    full, same = convolve(a, b).support, convolve(a, b, mode="same").support
    assert (full.lower, full.upper) == ((0,), (N + K - 2,))
    assert (correlate(a, b).support.lower, correlate(a, b).support.upper) == ((1 - K,), (N - 1,))
    assert same.lower == (sympy.floor((K - 1) / 2),)
    assert convolve(a, b, mode="valid").support.upper[0].subs({N: 7, K: 3}) == 6
    with pytest.raises(SupportError, match="needs the lengths"):
        convolve(f, g, mode="valid")


@given(signals(), signals(), st.sampled_from(MODES), st.sampled_from(SAME_ALIGNMENTS))
def test_substitution_gives_the_result_of_the_numbers(x: Signal, h: Signal, mode: str, same: str) -> None:
    """Windows included: symbolic bounds agree with the ones of numbers."""
    x, h = x.shift(-x.first), h.shift(-h.first)
    a, b = Signal.symbol("a", "N"), Signal.symbol("b", "K")
    for operation in (convolve, correlate):
        unknown = operation(a, b, mode=mode, same=same)
        known = unknown.subs({a: x, "b": h})
        lengths = {N: x.shape[0], K: h.shape[0]}

        assert known == operation(x, h, mode=mode, same=same)
        assert unknown.support.lower[0].subs(lengths) == known.first
        assert unknown.support.upper[0].subs(lengths) == known.last


@given(signals(gaussians(), longest=3), signals(gaussians(), longest=3), st.integers(3, 4))
def test_circular_sums_are_those_of_the_numbers(x: Signal, h: Signal, period: int) -> None:
    """Whichever operand is known, and whichever convention."""
    x, h = x.shift(-x.first), h.shift(-h.first)
    a, b = Signal.symbol("a", x.shape[0], complex=True), Signal.symbol("b", h.shape[0], complex=True)
    for operation, options in ((convolve, {}), (correlate, {}), (correlate, {"convention": "wikipedia"})):
        expected = operation(x, h, period=period, **options)
        for left, right in ((a, b), (a, h), (x, b)):
            formula = operation(left, right, period=period, **options)
            for place in range(period):
                value = formula.at(place).replace(
                    lambda part: isinstance(part, sympy.Indexed),
                    lambda part: {"a": x, "b": h}[part.base.name].at(*part.indices),
                )
                assert sympy.expand(value) == expected[place]


@given(signals(gaussians()), signals(gaussians()), signals(gaussians()), st.integers(-9, 9))
def test_nested_sums_evaluate_to_the_numbers(x: Signal, y: Signal, z: Signal, place: int) -> None:
    """At each index the formula, with the samples put in, is the sample of the result."""
    a, b = Signal.symbol("a", complex=True), Signal.symbol("b", y.shape[0], complex=True)
    y = y.shift(-y.first)
    unknown = correlate(convolve(a, b), z)

    value = unknown.subs({b: y}).at(place)
    value = value.replace(lambda part: isinstance(part, sympy.Indexed), lambda part: x.at(*part.indices))

    assert sympy.expand(value) == correlate(convolve(x, y), z)[place]


def test_names_are_never_captured() -> None:
    """Whatever the signals, lengths and parameters are called."""
    crowded = convolve(Signal.symbol("n", length="m"), Signal.symbol("k"))
    (total,) = crowded.to_sympy().atoms(Sum)
    assert not {str(symbol) for symbol in total.bound_symbols} & {"n", "m", "k", "l"}

    assert convolve(f, Signal.symbol("h")).at(m) == Sum(F[k] * sympy.IndexedBase("h")[m - k], (k, -oo, oo))
    squared = convolve(convolve(f, g), convolve(f, g)).to_sympy()
    assert squared.free_symbols & {m, k} == set()
    parameter = convolve(f, Signal([n, m]))
    assert parameter.to_sympy().subs({n: 2, m: 3}) == 2 * F[k] + 3 * F[k - 1]


def test_two_dimensions() -> None:
    """One index, one sum and one pair of limits per axis."""
    a, b = Signal.symbol("a", axes=2), Signal.symbol("b", (2, "N"))
    A, B = sympy.IndexedBase("a"), sympy.IndexedBase("b")

    assert correlate(a, b).to_sympy() == Sum(A[n + k, m + l] * B[k, l], (k, 0, 1), (l, 0, N - 1))
    assert convolve(a, Signal([[1], [3]])).to_sympy() == A[n, m] + 3 * A[n - 1, m]


def test_known_zeros_vanish() -> None:
    """f[−1] is 0 when f starts at 0; so are samples beyond a length that is a number."""
    assert short.at(-1) == short.at(4) == 0
    assert convolve(short, Signal([1, 2])).at(0) == F[0]
    assert convolve(short, Signal([1, 2])).at(4) == 2 * F[3]


def test_lengths_are_determined_once() -> None:
    """What N is for one signal, it is for all."""
    other = Signal.symbol("h", "N")

    result = convolve(g, other).subs({g: Signal([1, 2, 3])})
    assert result.support.upper == (4,)
    with pytest.raises(SupportError, match="substituting h: it stands on 0 … 2"):
        convolve(g, other).subs({g: Signal([1, 2, 3]), other: Signal([1, 2])})


@pytest.mark.parametrize(
    ("signals_", "message"),
    [
        ({"g": Signal([1], first=1)}, "the signal on 1 … 1"),
        ({"g": Signal([[1]])}, "has 1 axes, the signal has 2"),
        ({"f": Signal([1j])}, "declare f with complex=True"),
        ({Signal([1]): Signal([1])}, "only an unknown signal"),
    ],
)
def test_substitutions_that_do_not_fit(signals_: Any, message: str) -> None:
    """Origins, dimensions and reality are declared."""
    with pytest.raises(SupportError, match=message):
        convolve(f, g).subs(signals_)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("",), "is no name"),
        (("f g",), "is no name"),
        (("__import__('os')",), "is no name"),
        (("pi",), "is no name"),
        (("f", 0), "at least 1"),
        (("f", -2), "at least 1"),
        (("f", "1+1"), "must be an integer or a name"),
        (("f", 1.5), "must be an integer or a name"),
        (("f", ()), "0 lengths"),
    ],
)
def test_bad_names_and_lengths(arguments: Any, message: str) -> None:
    """No text is evaluated."""
    with pytest.raises(SupportError, match=message):
        Signal.symbol(*arguments)


def test_unknown_signals_have_no_samples() -> None:
    """The message says what to do instead."""
    with pytest.raises(SupportError, match="use at"):
        _ = convolve(f, g).values


def test_what_cannot_be_written() -> None:
    """Folding without a length, and sums of too many known samples."""
    with pytest.raises(UnsupportedProblemError, match="cannot be folded modulo 3"):
        convolve(f, g, period=3)
    with pytest.raises(LimitError, match="5000 samples"):
        convolve(f, Signal(range(5_000)))


def test_equal_formulas_are_equal_signals() -> None:
    """And hash equal."""
    assert convolve(f, g) == convolve(f, g)
    assert hash(convolve(f, g)) == hash(convolve(f, g))
    assert convolve(f, g) != convolve(g, f)
