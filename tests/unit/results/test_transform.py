"""z-transforms and DTFTs: polynomials of known samples, sums of unknown ones, each checked by another route."""

from __future__ import annotations

import json

import pytest
import sympy

import symconv
from symconv import Signal, dft, dtft, ztransform
from symconv.errors import LimitError, SupportError
from symconv.operations.transforms import Transform

z, a = sympy.symbols("z a")
omega = sympy.Symbol("omega", real=True)
CIRCLE = {z: sympy.exp(sympy.I * omega)}

POLYNOMIALS = [
    (Signal([1, 2, 3]), 1 + 2 / z + 3 / z**2),
    (Signal([2, "-1/3", 0, 5], first=-1), 2 * z - sympy.Rational(1, 3) + 5 / z**2),
    (Signal([1], first=3), z**-3),
    (Signal(["a", "1 + I"]), a + (1 + sympy.I) / z),
    (Signal([0, 0]), sympy.S.Zero),
]


@pytest.mark.parametrize(("x", "expected"), POLYNOMIALS)
def test_known_samples_give_a_polynomial(x: Signal, expected: sympy.Expr) -> None:
    """Σ x[n] z^(−n) by hand; exp(Iω) takes the place of z in the DTFT."""
    found = ztransform(x)

    assert sympy.expand(found.expression - expected) == 0
    assert sympy.expand(dtft(x).expression - expected.subs(CIRCLE)) == 0
    assert found.check.passed
    assert dtft(x).check.passed


def test_the_theorem_of_convolution() -> None:
    """The z-transform of a convolution is the product of the z-transforms."""
    x, h = Signal([1, "1/2", -3], first=-2), Signal([2, 0, 5], first=1)
    product = ztransform(x).expression * ztransform(h).expression

    assert sympy.expand(ztransform(symconv.convolve(x, h).signal).expression - product) == 0


def test_on_the_unit_circle_it_is_the_dft() -> None:
    """X(2πk/N) is the DFT of N samples."""
    x = Signal([3, 1, -2, 4])
    circle = [sympy.simplify(dtft(x).expression.subs(omega, sympy.pi * k / 2)) for k in range(4)]

    assert tuple(circle) == dft(x).values


def test_unknown_signals_give_sums() -> None:
    """Over all integers, or from 0 to N − 1, and the prover confirms them."""
    n = sympy.Symbol("n", integer=True)
    N, f = sympy.Symbol("N"), sympy.IndexedBase("f")
    whole = ztransform(Signal.symbol("f"))
    part = dtft(Signal.symbol("f", length="N"))

    assert whole.expression == sympy.Sum(f[n] * z ** (-n), (n, -sympy.oo, sympy.oo))
    assert str(part.expression.limits) == str(((n, 0, N - 1),))
    assert whole.check.grade.value == "proved"
    assert part.check.passed


def test_a_wrong_transform_does_not_pass() -> None:
    """The check looks at the samples, not at what was computed from them."""

    class Wrong(Transform):
        __slots__ = ()

        @property
        def expression(self) -> sympy.Expr:
            return super().expression + 1 / z

    from symconv.checks.transform import check_transform

    assert not check_transform(Wrong("ztransform", Signal([1, 2]), z)).passed


def test_documents_in_every_format() -> None:
    """Definition, terms in the order of the samples, where it holds, and the check."""
    found = ztransform([1, -2, "a"])
    shown = found.to_markdown()

    assert r"1 - 2 z^{-1} + a z^{-2}" in shown
    assert "This holds for z ≠ 0." in shown
    assert "Horner's scheme gives the same value at z = 2, a/4." in shown
    assert "z-transform" in found.to_html()
    assert r"\begin{document}" in found.to_latex()
    assert json.loads(found.to_json())["terms"] == [[0, "1"], [1, "-2"], [2, "a"]]


def test_long_sums_are_shortened_with_their_count() -> None:
    """What is left out is said."""
    assert "31 terms in the middle are not shown." in dtft(list(range(1, 41))).to_markdown()


def test_where_it_is_defined() -> None:
    """Only negative powers of z exclude 0."""
    assert ztransform([1, 2]).conditions == ("z != 0",)
    assert ztransform(Signal([1, 2], first=-1)).conditions == ()
    assert dtft([1, 2]).conditions == ()


@pytest.mark.parametrize(
    ("x", "variable", "error", "message"),
    [
        ([[1, 2], [3, 4]], "z", SupportError, "the signal has 2 axes"),
        (["z", 1], "z", SupportError, "z occurs in the samples; call the variable something else"),
        ([1, 2], 2, SupportError, "the variable is a symbol"),
        ([1] * 20_001, "z", LimitError, "more than the limit of 20000 samples"),
    ],
)
def test_what_is_refused(x: object, variable: object, error: type[Exception], message: str) -> None:
    """One axis, a symbol that is free, and not too many samples."""
    with pytest.raises(error, match=message):
        ztransform(x, variable)


def test_another_variable() -> None:
    """A sample called z leaves the variable another name."""
    assert ztransform(["z", 1], "w").expression == sympy.Symbol("z") + 1 / sympy.Symbol("w")
