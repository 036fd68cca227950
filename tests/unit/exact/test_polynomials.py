"""Products of polynomials: the three ways agree with the sum of products."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import rationals
from sympy import QQ

from symconv.exact import polynomials
from symconv.exact.polynomials import integer_product, kronecker_product, rational_product


def by_hand(x: list[int], h: list[int]) -> list[int]:
    """Return the coefficients of the product, by the definition."""
    total = [0] * (len(x) + len(h) - 1)
    for i, left in enumerate(x):
        for j, right in enumerate(h):
            total[i + j] += left * right
    return total


INTEGERS = st.lists(st.integers(-(10**30), 10**30), min_size=1, max_size=8)
COEFFICIENTS = st.lists(rationals(), min_size=1, max_size=8)


@given(INTEGERS, INTEGERS)
def test_integer_products(x: list[int], h: list[int]) -> None:
    """Signs, zeros and carries between slots."""
    assert integer_product(x, h) == by_hand(x, h)


@pytest.mark.parametrize(
    ("x", "h"),
    [
        ([0], [0]),
        ([0, 0, 1], [1, 0]),
        ([255], [1]),
        ([-128, 127], [1, 1]),
        ([-1] * 300, [1] * 300),
        ([2**64 - 1] * 5, [-(2**64) + 1] * 7),
    ],
)
def test_slots_at_their_bounds(x: list[int], h: list[int]) -> None:
    """Largest and smallest values of a slot, in binary and in decimal."""
    expected = by_hand(x, h)

    assert integer_product(x, h) == expected
    if any(expected):
        bound = max(map(abs, x)) * max(map(abs, h)) * min(len(x), len(h))
        assert polynomials._decimal_product(x, h, bound, len(expected)) == expected


def test_long_products_are_decimal_and_right() -> None:
    """Above the threshold, against the binary packing."""
    generator = random.Random(5)
    x = [generator.randint(-(10**9), 10**9) for _ in range(4_000)]
    h = [generator.randint(-(10**9), 10**9) for _ in range(3_000)]
    bound = 10**18 * 3_000
    assert 3_000 * bound.bit_length() > polynomials.DECIMAL_BITS

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(polynomials, "GROUND_TYPES", "python")
        assert integer_product(x, h) == polynomials._binary_product(x, h, bound, 6_999)


def test_wide_slots_stay_binary() -> None:
    """Python converts no integers of more than 4,300 digits to text."""
    x = [10**5_000] * 40

    assert integer_product(x, x) == by_hand(x, x)


@given(COEFFICIENTS, COEFFICIENTS)
def test_rational_products_agree(x: list[Fraction], h: list[Fraction]) -> None:
    """Whatever multiplies, the product is the definition's."""
    expected = by_hand(x, h)  # type: ignore[arg-type]
    left, right = [QQ(v.numerator, v.denominator) for v in x], [QQ(v.numerator, v.denominator) for v in h]

    for product in (rational_product(left, right), kronecker_product(left, right)):
        assert [Fraction(int(v.numerator), int(v.denominator)) for v in product] == expected


PROGRAM = """
import json
from sympy.external.gmpy import GROUND_TYPES
from symconv.operations import convolve, correlate, deconvolve
from symconv.signals import Signal
x = Signal([["1/2", 2, -3], [0, "5/7", 1]])
z = Signal([complex(i % 5, i % 3) for i in range(40)])
y = Signal([f"{i * i % 17 - 8}/{i % 9 + 1}" for i in range(300)])
x0 = Signal([0, "1/2", 2, 0])
results = [convolve(x, x), correlate(z, z), convolve(y, y, period=70)]
results += [deconvolve(convolve(y, kernel), kernel) for kernel in (z, x0)]
print(json.dumps([GROUND_TYPES, [str(result.values) for result in results]]))
"""


def test_results_do_not_depend_on_python_flint() -> None:
    """The same program with SymPy's own arithmetic and with the one that is installed."""

    def run(ground_types: str) -> tuple[str, list[str]]:
        environment = {**os.environ, "SYMPY_GROUND_TYPES": ground_types}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
        )
        used, values = json.loads(done.stdout)
        return used, values

    plain, fast = run("python"), run("auto")

    assert plain[0] == "python"
    assert plain[1] == fast[1]
