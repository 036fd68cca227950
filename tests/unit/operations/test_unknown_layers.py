"""Layers of unknown signals: the sum, its limits, and what comes out when samples are put in."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
import sympy

from symconv.errors import SupportError, UnsupportedProblemError
from symconv.operations import layer
from symconv.signals import Signal

m, n, N, K = sympy.symbols("m n N K")
x, w = sympy.IndexedBase("x"), sympy.IndexedBase("w")


# By hand: m runs over the kernel, x is read at s·n + d·m − P, or with K−1−m for m when the kernel is reversed.
@pytest.mark.parametrize(
    ("options", "term"),
    [
        ({}, x[m + n]),
        ({"stride": 2, "dilation": 3, "padding": [(4, 0)]}, x[3 * m + 2 * n - 4]),
        ({"operation": "convolve"}, x[n - m + K - 1]),
        ({"operation": "convolve", "dilation": 2, "padding": 1}, x[n - 2 * m + 2 * K - 3]),
    ],
)
def test_the_sum(options: dict[str, Any], term: Any) -> None:
    """The result is the formula of the layer, over the whole kernel."""
    result = layer(Signal.symbol("x", "N"), Signal.symbol("w", "K"), **options)

    assert result.to_sympy() == sympy.Sum(term * w[m], (m, 0, K - 1))


# By hand: ⌊(N + 2p − d(K−1) − 1)/s⌋ + 1 samples from 0.
@pytest.mark.parametrize(
    ("options", "last"),
    [
        ({}, N - K),
        ({"padding": 2}, N - K + 4),
        ({"dilation": 2}, N - 2 * K + 1),
        ({"stride": 2}, sympy.floor((N - K) / 2)),
        ({"padding": "same"}, N - 1),
        ({"padding": "same", "stride": 3}, sympy.ceiling(N / 3) - 1),
    ],
)
def test_the_support(options: dict[str, Any], last: Any) -> None:
    """The output stands on 0 … its length − 1, in symbols."""
    result = layer(Signal.symbol("x", "N"), Signal.symbol("w", "K"), **options)

    assert result.support.lower == (0,)
    assert sympy.simplify(result.support.upper[0] - last) == 0


@pytest.mark.parametrize(
    ("operation", "stride", "padding", "dilation"),
    list(product(("correlate", "convolve"), (1, 2), (0, [(2, 1)], "same"), (1, 2))),
)
def test_samples_put_in(operation: str, stride: int, padding: Any, dilation: int) -> None:
    """Putting samples in gives the layer of the samples, and the formula has its values."""
    options: dict[str, Any] = {"stride": stride, "padding": padding, "dilation": dilation, "operation": operation}
    known = {"x": Signal([3, 1, 4, 1, 5, 9]), "w": Signal([2, 7, 1])}
    formula = layer(Signal.symbol("x", "N"), Signal.symbol("w", "K"), bias=10, **options)
    expected = layer(known["x"], known["w"], bias=10, **options)

    assert formula.subs(known) == expected
    values = [_evaluated(formula.to_sympy().subs({N: 6, K: 3, n: at}), known) for at in range(expected.shape[0])]
    assert tuple(values) == expected.values


def _evaluated(expression: Any, known: dict[str, Signal]) -> Any:
    """Evaluate a sum with samples put in for x and w."""
    expanded = expression.doit()
    return expanded.xreplace(
        {sample: known[sample.base.name].at(*sample.indices) for sample in expanded.atoms(sympy.Indexed)}
    )


def test_a_known_kernel_is_written_out() -> None:
    """The samples that are known stand in the result; an input without a length has an infinite output."""
    result = layer(Signal.symbol("x"), [1, 0, -1], padding=1, bias="1/2")

    assert result.to_sympy() == x[n - 1] - x[n + 1] + sympy.Rational(1, 2)
    assert result.support.upper == (sympy.oo,)


def test_two_axes() -> None:
    """In two dimensions the output is indexed by n and m, and the sum runs over k and l."""
    k, l = sympy.symbols("k l")  # noqa: E741

    result = layer(Signal.symbol("x", axes=2), Signal.symbol("w", (2, 3)), stride=(1, 2))

    assert result.to_sympy() == sympy.Sum(w[k, l] * x[k + n, l + 2 * m], (k, 0, 1), (l, 0, 2))


UNKNOWN = Signal.symbol("x", 4)
IMAGES = Signal.symbol("x", (3, "N"))


@pytest.mark.parametrize(
    ("signals", "options", "error", "message"),
    [
        ((Signal.symbol("x"), [1]), {"boundary": "wrap"}, SupportError, "begins where the input ends"),
        (([1, 2], Signal.symbol("w", 2)), {"boundary": "wrap", "padding": 1}, UnsupportedProblemError, "known input"),
        ((UNKNOWN, [1]), {"transposed": True, "output_padding": 1}, SupportError, "output_padding is 1 on axis 0"),
        ((UNKNOWN, [1]), {"transposed": True, "padding": 2}, SupportError, "cuts away the whole"),
        ((UNKNOWN, [1]), {"channels": True}, SupportError, "here they have 1 and 1"),
        ((IMAGES, [[[1]]]), {"channels": True}, SupportError, "input channels are 1, needed are 3"),
        ((IMAGES, [[[1]] * 3]), {"channels": True, "groups": 3}, UnsupportedProblemError, "groups of channels"),
        ((UNKNOWN, [[1]]), {}, SupportError, "the input has 1 axis, the kernel 2"),
        ((UNKNOWN, [1] * 6), {}, SupportError, "2 too short for the kernel"),
        ((Signal.symbol("x"), [1]), {"padding": "same"}, SupportError, "give the unknown signals a length"),
        ((UNKNOWN.shift(1), [1]), {}, SupportError, "stands on 1 … 4; layers count from 0"),
        ((UNKNOWN, [1]), {"bias": [1, 2]}, SupportError, "bias has 2 entries"),
        ((UNKNOWN, [1]), {"bias": UNKNOWN}, SupportError, "bias has 4 entries for 1 output"),
    ],
)
def test_bad_input(signals: Any, options: dict[str, Any], error: type[Exception], message: str) -> None:
    """What has no single formula, or does not fit, is refused."""
    with pytest.raises(error, match=message):
        layer(*signals, **options)


def test_samples_that_start_elsewhere_are_refused() -> None:
    """Moving a signal to 0, as layers of arrays do, would change what the formula says."""
    formula = layer(Signal.symbol("x"), [1, 2])

    with pytest.raises(SupportError, match="the signal starts at -1; layers count from 0"):
        formula.subs({"x": Signal([1, 2, 3], first=-1)})
