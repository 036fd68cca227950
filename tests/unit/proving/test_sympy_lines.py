"""Every line of a proof as a SymPy equation, evaluated with numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest
import sympy

from symconv.statements import prove
from symconv.syntax import parse_expression
from symconv.syntax.nodes import Add, Call, Name, Node

BOX = range(-6, 7)
"""Holds every index at which a product of the signals below is not 0."""
Signal = Callable[[int], Fraction]
SIGNALS: Mapping[str, Mapping[int, int]] = {
    "f": {-1: 2, 0: -3, 1: 5},
    "g": {0: 7, 1: -2},
    "h": {0: 1, 1: 4, 2: -1},
    "x": {-1: 3, 0: 1, 2: -2},
    "w": {0: 2, 1: -5},
    "e": {-1: 6, 0: -1, 1: 6},
}
LINES = [
    ("conv(f, g) = conv(g, f)", ()),
    ("conv(conv(f, g), h) = conv(f, conv(g, h))", ()),
    ("conv(f, g + h) = conv(f, g) + conv(f, h)", ()),
    ("corr(f, h) = conv(f, flip(h))", ()),
    ("corr(f, e) = conv(f, e)", ("e even",)),
    ("shift(conv(f, g), 2) = conv(shift(f, 2), g)", ()),
    ("corr(corr(f, g), h) = corr(f, conv(g, h))", ()),
    ("inner(conv(f, h), g) = inner(f, corr(g, h))", ()),
    ("corr(f, f) = flip(corr(f, f))", ()),
    ("f[n] = sum(m, f[m]*delta[n-m])", ()),
    ("down(conv(x, up(w, 2)), 2) = conv(down(x, 2), w)", ()),
    ("corr(x, w, stride=2) = down(corr(x, w), 2)", ()),
    ("conv(f, h)[n] = sum(m, 0, 2, h[m]*f[n-m])", ("h on 0..2",)),
    ("sum(n, f[n]) = sum(n, f[2*n]) + sum(n, f[2*n + 1])", ()),
    ("sum(n, n*e[n]) = 0", ("e even",)),
]


def samples(node: Node) -> Signal:
    """Return a signal that an operator makes, from the definitions in DESIGN.md."""
    match node:
        case Name(name):
            return lambda n: Fraction(SIGNALS[name].get(n, 0))
        case Call("conv", (a, b)):
            x, h = samples(a), samples(b)
            return lambda n: sum((x(m) * h(n - m) for m in BOX), start=Fraction(0))
        case Call("corr", (a, b), options):
            x, h = samples(a), samples(b)
            stride = 2 if options else 1
            return lambda n: sum((x(stride * n + m) * h(m) for m in BOX), start=Fraction(0))
        case Add((a, b)):
            x, h = samples(a), samples(b)
            return lambda n: x(n) + h(n)
        case Call("flip", (a,)):
            x = samples(a)
            return lambda n: x(-n)
        case Call("shift", (a, _)):
            x = samples(a)
            return lambda n: x(n - 2)
        case Call("up", (a, _)):
            x = samples(a)
            return lambda n: x(n // 2) if n % 2 == 0 else Fraction(0)
        case Call("down", (a, _)):
            x = samples(a)
            return lambda n: x(2 * n)
    raise AssertionError(node)


def value(expression: Any, known: Mapping[sympy.Symbol, int]) -> Fraction:
    """Evaluate a SymPy expression; sums over all integers run over a box."""
    if isinstance(expression, sympy.Sum):
        (index, first, last), *inner = expression.limits
        body = sympy.Sum(expression.function, *inner) if inner else expression.function
        ends = [
            BOX[0] if first == -sympy.oo else value(first, known),
            BOX[-1] if last == sympy.oo else value(last, known),
        ]
        span = range(int(ends[0]), int(ends[1]) + 1)
        return sum((value(body, {**known, index: n}) for n in span), start=Fraction(0))
    if isinstance(expression, sympy.Indexed):
        (index,) = expression.indices
        return samples(parse_expression(str(expression.base.label)))(int(value(index, known)))
    if isinstance(expression, sympy.KroneckerDelta):
        return Fraction(value(expression.args[0], known) == value(expression.args[1], known))
    if isinstance(expression, sympy.Add | sympy.Mul):
        total = Fraction(int(isinstance(expression, sympy.Mul)))
        for part in expression.args:
            total = total + value(part, known) if isinstance(expression, sympy.Add) else total * value(part, known)
        return total
    if isinstance(expression, sympy.Pow):
        return value(expression.base, known) ** int(value(expression.exp, known))
    if expression.is_Rational:
        return Fraction(int(expression.p), int(expression.q))
    if isinstance(expression, sympy.Symbol) and expression not in known:  # a whole operator: inner(f, g)
        node = parse_expression(expression.name)
        assert isinstance(node, Call)
        a, b = map(samples, node.arguments)
        return sum((a(n) * b(n) for n in BOX), start=Fraction(0))
    return Fraction(known[expression])


@pytest.mark.parametrize(("statement", "given"), LINES)
def test_lines_are_equations_of_numbers(statement: str, given: tuple[str, ...]) -> None:
    """Both sides of every line have the same value, at several indices."""
    answer = prove(statement, given)
    assert answer.proof is not None
    equations = answer.proof.to_sympy()

    assert equations
    for equation in equations:
        for n in (-1, 2):
            known = {sympy.Symbol("n"): n}
            assert value(equation.lhs, known) == value(equation.rhs, known), str(equation)
