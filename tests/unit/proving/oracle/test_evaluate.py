"""Expression trees evaluated by brute force: values worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symconv.errors import UnsupportedProblemError
from symconv.proving.oracle.evaluate import Evaluator
from symconv.proving.oracle.numbers import IMAGINARY_UNIT, Value
from symconv.proving.oracle.samples import Axes, Samples, Unmeasurable
from symconv.proving.oracle.situation import Situation
from symconv.syntax import parse_statement

F = {-1: 1, 0: 2, 2: 5}
G = {0: 3, 1: -1}


def value(text: str, *, modulus: int = 0, real: bool = True, box: int = 10, **integers: int) -> Value:
    """Evaluate an expression in f = (1, 2, 0, 5 from −1), g = (3, −1), F = outer(f, g), a = 1/2, z = 2."""
    axes = Axes(1, modulus, box)
    f, g = (Samples(axes, {axes.reduce((i,)): v for i, v in s.items()}) for s in (F, G))
    plane = Samples(Axes(2, modulus, box), {axes.reduce((i, j)): u * v for i, u in F.items() for j, v in G.items()})
    h = Samples(axes, {(0,): IMAGINARY_UNIT})
    s = Situation(
        dict(integers),
        {"a": Fraction(1, 2), "z": 2},
        {"f": f, "g": g, "h": h, "F": plane},
        frozenset("fgF") if real else frozenset(),
        Fraction(1, 4),
        modulus,
        box,
    )
    return Evaluator({"f": 1, "g": 1, "h": 1, "F": 2}).number(parse_statement(text).claim)(s)


VALUES = [
    ("f[0] + f[2]*a - f[7]", Fraction(9, 2)),
    ("conv(f, g)[0]", 5),  # f[0]·3 + f[−1]·(−1)
    ("corr(f, g)[1]", -5),  # f[1]·3 + f[2]·(−1)
    ("corr(f, g, stride=2, dilation=2)[0]", 6 - 5),
    ("conv(f, g, padding=1)[1]", 5),
    ("conv(f, g, stride=2)[1]", 15),
    ("flip(f)[1]", 1),
    ("shift(f, 2)[2]", 2),
    ("up(f, 3)[6] + up(f, 3)[5]", 5),
    ("down(f, 2)[1]", 5),
    ("conv(f, delta)[2]", 5),
    ("conv(f, step)[0]", 3),
    ("conv(f, [1, _2, 3])[0]", 1 * 3 + 2 * 2),
    ("inner(f, g)", 6),
    ("inner(g, h)", -3 * IMAGINARY_UNIT),
    ("outer(f, g)[2, 1]", -5),
    ("conv(F, F)[0, 0]", 36),  # (f∗f)[0]·(g∗g)[0] = 4·9
    ("flip(F)[-2, -1]", -5),
    ("shift(F, 1, 2)[1, 2]", 6),
    ("sum(n, f[n])", 8),
    ("sum(n, n*f[n])", 9),
    ("sum(n, 0, 2, n + 1)", 6),
    ("sum(n, 3, 1, f[n])", 0),
    ("sum((n, m), f[n]*g[n - m])", 16),
    ("sum((n, m), F[n, m])", 16),
    ("sum(n, sum(n, f[n])*g[n])", 16),
    ("sum(n, sum(m, f[m]*g[n - m])*f[n])", 1 * 3 * 1 + 5 * 2 + 15 * 5),
    ("seq(n, f[n]**2)[2]", 25),
    ("conv(seq(n, f[n]*g[n]), f)[2]", 30),
    ("(2*f - f/a)[0]", 0),
    ("(f + g)[0]", 5),
    ("abs2(h[0]) + Re(h[0]) + Im(h[0])", 2),
    ("conj(h)[0]", -IMAGINARY_UNIT),
    ("ztransform(f)", 2 + 2 + Fraction(5, 4)),
    ("ztransform(f, 1/z)", Fraction(1, 2) + 2 + 20),
    ("dtft(g)", 3 + IMAGINARY_UNIT),  # omega = π/2
    ("dtft(g, omega + pi)", 3 - IMAGINARY_UNIT),
    ("exp(I*omega*3)", -IMAGINARY_UNIT),
    ("exp(2*pi*I/4) + I**3", 0),
    ("z**(-2)*z**3", 2),
    ("(-1)**3", -1),
    ("diff(sum(n, f[n]**2), f[2])", 10),
    ("diff(f[0]**3, f[0])", 12),
    ("diff(conv(f, f)[1], f[2])", 2),
    ("diff(diff(f[0]**2*f[2], f[0]), f[2])", 4),
    ("diff(f[0], f[1])", 0),
    ("sum(k, diff(inner(f, g), f[k]))", 2),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_values_by_hand(text: str, expected: Value) -> None:
    """Each expression has the value that its definition gives."""
    assert value(text) == expected


def test_wirtinger_derivatives() -> None:
    """For complex x, ∂(x·conj x)/∂x is conj x, ∂/∂conj x is x, and ∂conj x/∂x is 0."""
    assert value("diff(abs2(h[0]), h[0])", real=False) == -IMAGINARY_UNIT
    assert value("diff(abs2(h[0]), conj(h[0]))", real=False) == IMAGINARY_UNIT
    assert value("diff(conj(h[0]), h[0])", real=False) == 0
    assert value("diff(h[0]**2, h[0])", real=False) == 2 * IMAGINARY_UNIT


def test_modular_indices() -> None:
    """Over Z/4 indices are residues: f[−1] is f[3], sums run over 0..3, limited ones over integers."""
    assert value("f[3] + f[-2]", modulus=4) == 6
    assert value("sum(n, 1)", modulus=4) == 4
    assert value("sum(n, 0, 7, f[n])", modulus=4) == 16
    assert value("dft(delta)[3]", modulus=4) == 1
    assert value("dft(f)[0]", modulus=4) == 8


def test_bound_indices_do_not_leak() -> None:
    """A sum leaves an outer index of the same name as it was."""
    assert value("sum(n, f[n])*f[n]", n=2) == 40
    assert value("seq(n, sum(n, f[n]) + n)[1] + n", n=2) == 11


def test_unmeasurable_instances() -> None:
    """Zero denominators, exponents that are no roots of unity and huge sums say nothing."""
    for text in ("f[0]/f[1]", "exp(I)", "sum(n, 0, 100000, 1)", "(f[0] - 2)**(-1)", "f[a]"):
        with pytest.raises(Unmeasurable):
            value(text)


def test_unknown_functions_are_refused() -> None:
    """What is no operator of the language has no value."""
    with pytest.raises(UnsupportedProblemError):
        value("sin(f[0])")
