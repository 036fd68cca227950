"""Layers of unknown signals with all options, and their gradients: formulas by hand, values by brute force."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
import sympy

from symconv.checks.unknown import evaluate
from symconv.operations import layer, layer_gradient
from symconv.signals import Signal

m, n, k, N, K, M = sympy.symbols("m n k N K M")
x, w, g = (sympy.IndexedBase(name) for name in "xwg")
X, W, G = Signal.symbol("x", "N"), Signal.symbol("w", "K"), Signal.symbol("g", "M")


# By hand: the chain rule, with the sample of y that a sample of x or w has a part in.
@pytest.mark.parametrize(
    ("wrt", "options", "expected"),
    [
        ("x", {}, sympy.Sum(g[k - m] * w[m], (m, 0, K - 1))),
        ("x", {"padding": 1, "dilation": 2}, sympy.Sum(g[k + 1 - 2 * m] * w[m], (m, 0, K - 1))),
        ("x", {"padding": 1, "stride": 2}, sympy.Sum(g[n] * w[k + 1 - 2 * n], (n, 0, M - 1))),
        ("x", {"operation": "convolve"}, sympy.Sum(g[k + m - K + 1] * w[m], (m, 0, K - 1))),
        (
            "x",
            {"stride": 2, "dilation": 3},
            sympy.Sum(g[n] * w[m] * sympy.KroneckerDelta(k, 2 * n + 3 * m), (m, 0, K - 1), (n, 0, M - 1)),
        ),
        ("w", {"stride": 2, "dilation": 3, "padding": 1}, sympy.Sum(g[n] * x[2 * n + 3 * k - 1], (n, 0, M - 1))),
        ("w", {"operation": "convolve"}, sympy.Sum(g[n] * x[n - k + K - 1], (n, 0, M - 1))),
        ("bias", {}, sympy.Sum(g[n], (n, 0, M - 1))),
        ("x", {"transposed": True, "stride": 2}, sympy.Sum(g[2 * k + m] * w[m], (m, 0, K - 1))),
        ("w", {"transposed": True, "stride": 2}, sympy.Sum(g[2 * m + k] * x[m], (m, 0, N - 1))),
    ],
)
def test_gradients(wrt: str, options: dict[str, Any], expected: Any) -> None:
    """Each gradient is one sum, over the index that is left; impulses may have their sides exchanged."""
    found = layer_gradient(X, W, G, wrt, **options).to_sympy()

    assert found.limits == expected.limits
    assert _gap_free(found.function) == _gap_free(expected.function)


def _gap_free(term: Any) -> Any:
    """Write δ[a, b] as the square of a − b."""
    return sympy.expand(term.replace(sympy.KroneckerDelta, lambda a, b: (a - b) ** 2))


def test_limits_come_from_the_other_signal_where_one_has_none() -> None:
    """With a stride and a bounded kernel alone, the places whose window lands on k run from a ceiling to a floor."""
    found = layer_gradient(Signal.symbol("x"), W, Signal.symbol("g"), stride=2).to_sympy()

    limits = sympy.ceiling(k / 2 - K / 2 + sympy.Rational(1, 2)), sympy.floor(k / 2)
    assert found == sympy.Sum(g[n] * w[k - 2 * n], (n, *limits))


OPTIONS = [
    {"operation": operation, "stride": s, "padding": p, "dilation": d, "transposed": transposed}
    for operation, s, p, d, transposed in product(
        ("correlate", "convolve"), (1, 2), (0, [(2, 1)], "same"), (1, 2), (False, True)
    )
]
KNOWN = {"x": Signal([3, 1, 4, 1, 5, 9]), "w": Signal([2, 7, 1])}


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("result", ["y", "x", "w", "bias"])
def test_values(options: dict[str, Any], result: str) -> None:
    """The formula has the values that the engine computes from samples, with any one operand known or none."""
    dy = _upstream(layer(KNOWN["x"], KNOWN["w"], **options))
    known = {**KNOWN, "g": dy}
    expected = _computed(result, known, options)
    for given in ("", "x", "w", "g"):
        operands = {
            name: known[name] if name == given else symbol for name, symbol in zip("xwg", (X, W, G), strict=True)
        }
        formula = _computed(result, operands, options)
        lengths = {N: 6, K: 3, M: dy.shape[0]}

        assert tuple(evaluate(formula, index, known, lengths) for index, _ in expected.items()) == expected.flat_values
        assert formula.subs({name: known[name] for name in "xwg" if name != given}) == expected


IMAGE = {"x": Signal([[3, 1, 4, 1], [5, 9, 2, 6]]), "w": Signal([[[2, 7], [1, 8]], [[2, 8], [1, 8]], [[2, 8], [4, 5]]])}


@pytest.mark.parametrize(
    "options", [{}, {"stride": 2, "padding": 1, "dilation": 2}, {"operation": "convolve"}], ids=str
)
@pytest.mark.parametrize("transposed", [False, True])
@pytest.mark.parametrize("result", ["y", "x", "w", "bias"])
def test_channels(options: dict[str, Any], transposed: bool, result: str) -> None:
    """Channels are one more index, summed over where the result has none of it."""
    kernel = IMAGE["w"] if not transposed else Signal([[[2, 7], [1, 8], [3, 3]], [[2, 8], [1, 8], [5, 1]]])
    options = {**options, "channels": True, "transposed": transposed}
    bias = Signal([10, 20, 30])
    dy = _upstream(layer(IMAGE["x"], kernel, **options))
    known = {"x": IMAGE["x"], "w": kernel, "g": dy, "b": bias}
    expected = _computed(result, known, {**options, "bias": bias})
    C, O, L = sympy.symbols("C O L")  # noqa: E741
    front = (C, O) if transposed else (O, C)
    unknown = {
        "x": Signal.symbol("x", (C, N)),
        "w": Signal.symbol("w", (*front, K)),
        "g": Signal.symbol("g", (O, L)),
        "b": Signal.symbol("b", O),
    }
    lengths = {C: 2, O: 3, N: 4, K: 2, L: dy.shape[1]}
    for given in ("", "x", "w", "g", "b"):
        operands = {name: known[name] if name == given else signal for name, signal in unknown.items()}
        formula = _computed(result, operands, {**options, "bias": operands["b"]})

        assert tuple(evaluate(formula, index, known, lengths) for index, _ in expected.items()) == expected.flat_values


@pytest.mark.parametrize("boundary", ["constant", "reflect", "symmetric", "edge", "wrap"])
@pytest.mark.parametrize("kernel", [KNOWN["w"], W])
def test_boundaries(boundary: str, kernel: Signal) -> None:
    """An index beyond the input is led to the sample that the padding copies."""
    options: dict[str, Any] = {"boundary": boundary, "padding": [(3, 2)], "dilation": 2}
    options |= {"constant": 7} if boundary == "constant" else {}
    expected = layer(KNOWN["x"], KNOWN["w"], **options)
    formula = layer(X, kernel, **options)

    values = [evaluate(formula, index, KNOWN, {N: 6, K: 3}) for index, _ in expected.items()]
    assert tuple(values) == expected.values


def test_gradients_are_derivatives() -> None:
    """SymPy's derivative of the loss by every sample of x and w, written out, is the formula there."""
    size, reach = 5, 2
    out = layer(Signal.symbol("x", size), Signal.symbol("w", reach), stride=2, padding=1)
    length = int(out.support.upper[0]) + 1
    loss = sum(g[at] * out.at(at) for at in range(length))
    upstream = Signal.symbol("g", length)
    by_x = layer_gradient(Signal.symbol("x"), Signal.symbol("w", reach), upstream, "x", stride=2, padding=1)
    by_w = layer_gradient(Signal.symbol("x", size), Signal.symbol("w"), upstream, "w", stride=2, padding=1)

    assert [sympy.expand(loss.diff(x[at]) - by_x.at(at)) for at in range(size)] == [0] * size
    assert [sympy.expand(loss.diff(w[at]) - by_w.at(at)) for at in range(reach)] == [0] * reach


def _upstream(output: Signal) -> Signal:
    """Return samples without a pattern in the shape of an output."""
    shape = (1,) * (2 - output.ndim) + output.shape
    rows = [[(7 * row + 3 * at * at + 1) % 11 - 4 for at in range(shape[1])] for row in range(shape[0])]
    return Signal(rows if output.ndim == 2 else rows[0])


def _computed(result: str, operands: dict[str, Signal], options: dict[str, Any]) -> Signal:
    if result == "y":
        return layer(operands["x"], operands["w"], **options)
    return layer_gradient(operands["x"], operands["w"], operands["g"], result, **options)
