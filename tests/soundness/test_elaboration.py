"""The goal of a statement means what its text means: both are evaluated by brute force and compared."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from soundness.term_values import scalar

from symconv.polynomials import ZERO
from symconv.proving.asking import ask
from symconv.proving.coefficients import Coefficients
from symconv.proving.goals import goals, index_names
from symconv.proving.identities import GROUPS, Identity
from symconv.proving.instances import random_instance, situation
from symconv.proving.oracle.evaluate import Evaluator
from symconv.proving.oracle.numbers import reciprocal
from symconv.proving.oracle.samples import Unmeasurable
from symconv.proving.oracle.situation import Situation
from symconv.proving.reading import Reading
from symconv.proving.stand_ins import reciprocals
from symconv.syntax.nodes import Index, Name
from symconv.terms import Term

FORMS = [
    "(-a)**n*f[n] = (a*b)**n*f[n]",
    "(a/b)**n*f[n] = (a**2)**n*conj(a)**n",
    "I**n*f[n] = (-1)**n*f[n]",
    "1**n*f[n] = exp(I*omega)**n*f[n]",
    "f[n]/(a*b) = f[n]/(-a)",
    "f[n]/(a/b) = f[n]/a**2",
    "f[n]/exp(I*omega*n) = f[n]/z**n",
    "f[n]/(2*I) = z**(-3)*f[n]",
    "f[n]/a**n = z**100*f[n]",
    "Re(f) = Im(f)",
    "abs2(f) = conj(f)",
    "Re(sum(m, f[m]*h[n-m])) = abs2(sum(m, f[m]*h[n-m]))",
    "Im(f[n]) = f[n]**0",
    "-f = f/a",
    "-(f + h)/2 = (2*f - 3*h)",
    "f ∗ h = f ⋆ h",
    "conv(f, 0) = 0",
    "outer(f, h) = outer(h, f)",
    "outer(outer(f, h), f)[n, m, k] = f[n]*h[m]*f[k]",
    "conv(outer(f, h), [[1, 2], [3, 4]]) = delta",
    "conv(f, [1, _2, a]) = f",
    "up(outer(f, h), 2, 3) = down(outer(f, h), (2, 3))",
    "shift(outer(f, h), 1, k) = outer(f, h)",
    "corr(outer(f, h), outer(h, f), stride=(1, 2), padding=(k, 1)) = delta",
    "seq((n), n*f[n]) = f",
    "seq(n, m, f[n]*h[m]) = outer(f, h)",
    "sum(m, 0, oo, f[m]) = sum(m, -oo, n, f[m])",
    "sum((n, m), f[n]*h[n-m]*f[m]) = sum(n, sum(n, f[n])*h[n])",
    "ztransform(f, -z) = ztransform(f, conj(z))",
    "ztransform(f, 1/z) = ztransform(f, (a*z)**2)",
    "dtft(f, -omega) = dtft(f, 2*omega - pi)",
    "diff(abs2(f[n]), f[k]) = diff(abs2(f[n]), conj(f[k]))",
    "diff(conv(f, f)[n], f[k]) = step[n]",
    "inner(delta, f) = inner(f, delta)",
    "conv(step, f)[n] = f[n+1] - f[n-1]**2",
    "sum(k, f[k]*shift(h, k)) = sum(k, 0, n, shift(f, k))",
    "ztransform(f, exp(I*omega)) = ztransform(f, z*exp(I*omega))",
    "ztransform(f, I*z) = ztransform(f, 6*z**2)",
    "2**n*f[n] = (3/4)**(n + 1)*(-2)**(2*n)*h[n]",
    "sum(m, f[m]*h[n-m]*2**m) = 1**n*12**(n - 2)",
    "f[n]/(1 - a) = h[n]/(2*a - 2)",
    "f[n]/(2*n + 1)**2 = (a + b)**(-1)*h[n]",
]
MODULAR = [
    "dft(f)[k] = idft(f)[k]",
    "exp(2*pi*I*(k*n + 1)/N)*f[n] = exp(2*pi*I/N)*f[n]",
    "sum(m, 0, 2*N, m*f[m]) = N*f[n]",
    "corr(f, h, stride=2) = conv(f, h, dilation=2)",
    "dft(outer(f, h)) = idft(outer(f, h))",
    "conv(f, [1, 2, 3]) = shift(f, k)",
    "diff(inner(f, f), f[k]) = delta[k]",
    "seq(n, f[-n]) = conj(f)",
]
ALL = [
    *(identity for group in GROUPS for identity in group.identities),
    *(Identity(text, text, ("f signal", "h signal"), complex=c) for text in FORMS for c in (False, True)),
    *(Identity(text, text, ("f signal", "h signal"), "Z/N", c) for text in MODULAR for c in (False, True)),
]


@pytest.mark.parametrize("identity", ALL, ids=lambda i: i.name)
def test_tree_and_term_have_the_same_value(identity: Identity) -> None:
    """On random instances each side's term has the value of the side's expression tree."""
    reading = ask(identity.statement, identity.given, identity.over, complex=identity.complex).read()
    (goal,) = goals(reading)
    evaluator = Evaluator({s.name: s.dimension for s in reading.signals})
    names = index_names(reading)
    random = Random(identity.name)
    compared = 0
    for _ in range(6):
        instance = random_instance(reading, random)
        assert instance is not None
        place = {name: random.randint(-1, 2) for name in names}
        instance = replace(instance, integers={**instance.integers, **place})
        instance = replace(instance, scalars={**instance.scalars, "_2": 2, "_3": 3})
        for side, term in zip(reading.sides, (goal.lhs, goal.rhs), strict=True):
            tree = Index(side, tuple(map(Name, names))) if reading.whole else side
            try:
                expected = evaluator.number(tree)(situation(reading, instance, 9))
                found = scalar(term, _with_reciprocals(reading, situation(reading, instance, 9)))
            except Unmeasurable:
                continue
            compared += 1
            assert found == expected

    assert compared


def _with_reciprocals(reading: Reading, s: Situation) -> Situation:
    """Return the situation with the values of the scalars that stand for reciprocals of sums."""
    named = reciprocals(reading, Coefficients(reading, ZERO, {}))
    values = {name: reciprocal(scalar(Term("number", (), (p,)), s)) for p, name in named.items()}
    return replace(s, scalars={**s.scalars, **values})
