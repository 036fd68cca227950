"""Results of unknown signals: proved for every length, with a certificate, in every format."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import sympy

import symconv as sc
from symconv.derivation import Grade
from symconv.results.result import Result
from symconv.statements import read_certificates

F, G = sc.Signal.symbol("f"), sc.Signal.symbol("g", "L")
X, W, DY = sc.Signal.symbol("x", "N"), sc.Signal.symbol("w", "K"), sc.Signal.symbol("g", "M")
COMPLEX = sc.Signal.symbol("u", complex=True), sc.Signal.symbol("v", "K", complex=True)
PLANE = sc.Signal.symbol("x", ("N", "M")), sc.Signal.symbol("w", ("K", "L"))
CHANNELS = sc.Signal.symbol("x", ("C", "N")), sc.Signal.symbol("w", ("O", "C", "K"))
TURNED = sc.Signal.symbol("w", ("C", "O", "K"))
MANY = sc.Signal.symbol("g", ("O", "M"))

PROVED: list[tuple[str, Callable[[], Result]]] = [
    ("convolve", lambda: sc.convolve(F, G)),
    ("both limited", lambda: sc.convolve(X, W)),
    ("numbers as lengths", lambda: sc.convolve(sc.Signal.symbol("f", 4), sc.Signal.symbol("g", 3))),
    ("same", lambda: sc.convolve(X, W, mode="same")),
    ("valid", lambda: sc.correlate(X, W, mode="valid")),
    ("complex", lambda: sc.correlate(*COMPLEX)),
    ("wikipedia", lambda: sc.correlate(*COMPLEX, convention="wikipedia")),
    ("autocorrelation", lambda: sc.correlate(F, F)),
    ("circular", lambda: sc.convolve(sc.Signal.symbol("f", 4), sc.Signal.symbol("g", 4), period=4)),
    ("two axes", lambda: sc.convolve(*PLANE)),
    ("known kernel", lambda: sc.convolve(F, ["1/2", "a", -1])),
    ("known elsewhere", lambda: sc.correlate(F, sc.Signal([1, 2], first=3))),
    ("shifted", lambda: sc.convolve(F.shift(2), 3 * G)),
    ("nested", lambda: sc.convolve(sc.convolve(F, G).signal, W)),
    ("layer", lambda: sc.layer(X, W, stride=2, dilation=3, padding=1, bias="1/2")),
    ("same layer", lambda: sc.layer(X, W, padding="same", stride=2)),
    ("same with an even dilation", lambda: sc.layer_gradient(X, W, DY, dilation=2, padding="same")),
    ("reversed layer", lambda: sc.layer(X, W, operation="convolve", dilation=2)),
    ("complex layer", lambda: sc.layer(*COMPLEX)),
    ("transposed", lambda: sc.layer(X, W, transposed=True, stride=2, dilation=3, padding=1)),
    ("reversed transposed", lambda: sc.layer(X, W, transposed=True, operation="convolve", stride=2)),
    ("channels", lambda: sc.layer(*CHANNELS, channels=True, bias=sc.Signal.symbol("b", "O"), stride=2)),
    ("transposed channels", lambda: sc.layer(CHANNELS[0], TURNED, channels=True, transposed=True, stride=2)),
    ("boundary", lambda: sc.layer(X, W, boundary="reflect", padding=1)),
    ("plane layer", lambda: sc.layer(*PLANE, stride=(2, 1), padding=1)),
    ("known layer kernel", lambda: sc.layer(X, [1, 0, -1], padding=1)),
    ("gradient by x", lambda: sc.layer_gradient(X, W, DY, padding=1)),
    ("strided by x", lambda: sc.layer_gradient(X, W, DY, stride=2, dilation=3)),
    ("gradient by w", lambda: sc.layer_gradient(X, W, DY, "w", stride=2)),
    ("gradient by the bias", lambda: sc.layer_gradient(X, W, DY, "bias")),
    ("transposed gradient", lambda: sc.layer_gradient(X, W, DY, transposed=True, stride=2)),
    ("gradient over channels", lambda: sc.layer_gradient(*CHANNELS, MANY, channels=True, stride=2)),
    ("kernel of channels", lambda: sc.layer_gradient(*CHANNELS, MANY, "w", channels=True)),
    ("mixed gradient", lambda: sc.layer_gradient(X, [1, 2], DY, stride=2)),
    ("known upstream", lambda: sc.layer_gradient(X, W, [3, 4])),
    ("the same signal twice", lambda: sc.layer_gradient(X, X, DY)),
]


@pytest.mark.parametrize("make", [make for _, make in PROVED], ids=[name for name, _ in PROVED])
def test_formulas_are_proved(make: Callable[[], Result]) -> None:
    """Definition and formula are equal for signals of every length, and NumPy agrees on an example."""
    result = make()

    assert result.check.passed
    assert result.check.grade is Grade.PROVED
    assert result.certificates
    for certificate in result.certificates:
        sc.verify(certificate)


def test_gradients_are_named() -> None:
    """The gradient by the input is a convolution with the kernel; as a sum it has the limits of the kernel."""
    result = sc.layer_gradient(X, W, DY)
    n, k, m, size = sympy.symbols("n k m K")
    g, w = sympy.IndexedBase("g"), sympy.IndexedBase("w")

    assert result.to_sympy() == sympy.Sum(g[k - m] * w[m], (m, 0, size - 1))
    assert result.equation.lhs == sympy.IndexedBase("dx")[k]
    assert r"(g \ast w)[k]" in result.to_markdown()
    assert n not in result.to_sympy().free_symbols


def test_all_formats_show_the_proof() -> None:
    """Markdown, LaTeX, HTML and JSON say that the formula was proved."""
    result = sc.layer_gradient(X, W, DY, stride=2)

    for text in (result.to_markdown(), result.to_latex(), result.to_html()):
        assert "proved" in text
    record = json.loads(result.to_json())
    assert record["check"]["grade"] == "proved"
    assert any(step["rule"] == "proof" for step in record["steps"]) or record["steps"]
    assert read_certificates(result.to_json()) == result.certificates


def test_samples_can_be_put_in() -> None:
    """The formula's instance is the gradient that the engine computes."""
    symbols = sc.layer_gradient(X, W, DY, stride=2, dilation=3, padding=1)
    samples = {"x": sc.Signal([1, 2, 3, 4, 5, 6]), "w": sc.Signal([1, -1]), "g": sc.Signal([1, 10, 100])}

    assert symbols.subs(samples).values == sc.layer_gradient(*samples.values(), stride=2, dilation=3, padding=1).values


def test_names_with_a_fixed_meaning_are_tested_only() -> None:
    """A signal called delta is no impulse: such a result is checked on samples and says so."""
    result = sc.convolve(sc.Signal.symbol("delta"), G)

    assert result.check.passed
    assert result.check.grade is Grade.EXACT
    assert result.derivation.gaps


WINDOW = sc.convolve(sc.Signal.symbol("f", 5), sc.Signal.symbol("h", 3), mode="valid").signal
HIDDEN = sc.layer(X, W, padding=1).signal


@pytest.mark.parametrize(
    ("make", "grade"),
    [
        (lambda: sc.convolve(WINDOW, sc.Signal.symbol("v", 2)), Grade.PROVED),
        (lambda: sc.layer(HIDDEN, sc.Signal.symbol("v", "L"), padding=1), Grade.PROVED),
        (lambda: sc.layer(HIDDEN, sc.Signal.symbol("v", "L"), padding=1, stride=2, dilation=2), Grade.PROVED),
        (lambda: sc.layer_gradient(HIDDEN, sc.Signal.symbol("v", "L"), DY, "w", padding=1), Grade.PROVED),
        (lambda: sc.convolve(WINDOW, [1, 2]), None),
        (lambda: sc.layer(HIDDEN, [1, 2, 1], padding=1), None),
        (lambda: sc.convolve(HIDDEN + X, W), None),
    ],
)
def test_windows_as_operands(make: Callable[[], Result], grade: Grade | None) -> None:
    """Beyond its window the formula of an operand goes on, but the operand is 0 there: two layers need this."""
    result = make()

    assert result.check.passed
    if grade is not None:
        assert result.check.grade is grade


def test_two_layers_have_the_values_of_the_engine() -> None:
    """Samples put into the formula of two layers give what the layers give one after the other."""
    second = sc.layer(HIDDEN, sc.Signal.symbol("v", "L"), padding=1)
    x, w, v = sc.Signal([3, 1, 4, 1, 5, 9]), sc.Signal([2, 7, 1]), sc.Signal([1, -1, 2])

    expected = sc.layer(sc.layer(x, w, padding=1).signal, v, padding=1).values
    assert second.subs({"x": x, "w": w, "v": v}).values == expected


def test_the_signal_that_is_differentiated_by_needs_no_samples() -> None:
    """The layer is linear, so the gradient by x depends on w and g alone: 3·[1, 2] + 4·[0, 1, 2] + …, by hand."""
    result = sc.layer_gradient(sc.Signal.symbol("x", 4), [1, 2], [3, 4, 5])

    assert result.values == (3, 10, 13, 10)
    assert "have no part in this gradient" in result.to_markdown()
