"""Sums of products on boxes: both routes agree with the formula."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod
from typing import Any

import numpy as np
import pytest
import scipy.signal
from hypothesis import given
from hypothesis import strategies as st
from sympy import EX, QQ, QQ_I, symbols

from symconv.errors import LimitError
from symconv.exact import products
from symconv.exact.division import line_quotient
from symconv.exact.products import Window, box_product, window_sums

NUMBERS = st.integers(-5, 5)


@st.composite
def problems(draw: st.DrawFn) -> tuple[Any, Any, Window]:
    """Integer arrays and a window that may lie partly or wholly beside them."""
    axes = draw(st.integers(1, 3))
    x_shape, v_shape = (tuple([draw(st.integers(1, 4)) for _ in range(axes)]) for _ in range(2))
    window = Window(
        shape=tuple([draw(st.integers(1, 5)) for _ in range(axes)]),
        stride=tuple([draw(st.integers(1, 3)) for _ in range(axes)]),
        dilation=tuple([draw(st.integers(1, 3)) for _ in range(axes)]),
        offset=tuple([draw(st.integers(-6, 6)) for _ in range(axes)]),
    )
    arrays = [np.array(draw(st.lists(NUMBERS, min_size=n, max_size=n))) for n in map(prod, (x_shape, v_shape))]
    return arrays[0].reshape(x_shape), arrays[1].reshape(v_shape), window


def by_formula(x: Any, v: Any, window: Window) -> list[int]:
    """Return Σ_m v[m] x[s·n + d·m + offset], sample by sample."""
    sums = []
    for n in product(*map(range, window.shape)):
        total = 0
        for m in product(*map(range, v.shape)):
            index = tuple(
                s * at + d * tap + o
                for s, at, d, tap, o in zip(window.stride, n, window.dilation, m, window.offset, strict=True)
            )
            if all(0 <= at < length for at, length in zip(index, x.shape, strict=True)):
                total += int(v[m]) * int(x[index])
        sums.append(total)
    return sums


@pytest.mark.parametrize("domain", [QQ, QQ_I, QQ[symbols("a b")], EX])
@pytest.mark.parametrize("terms_per_slot", [0, 10**9])
@given(problems())
def test_both_routes_are_the_formula(terms_per_slot: int, domain: Any, problem: tuple[Any, Any, Window]) -> None:
    """The threshold decides only how fast the sums are found."""
    x, v, window = problem
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(products, "TERMS_PER_SLOT", terms_per_slot)
        found = window_sums(
            domain, [domain(int(e)) for e in x.ravel()], x.shape, [domain(int(e)) for e in v.ravel()], v.shape, window
        )

    assert found == [domain(total) for total in by_formula(x, v, window)]


@pytest.mark.parametrize(
    "shapes", [((7,), (3,)), ((2,), (9,)), ((4, 5), (2, 3)), ((1, 6), (5, 1)), ((2, 3, 2), (2, 1, 3))]
)
def test_full_products_are_those_of_scipy(shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    """Boxes in one to three dimensions."""
    generator = np.random.default_rng(3)
    x, h = (generator.integers(-9, 10, shape) for shape in shapes)

    found = box_product(QQ, [QQ(int(e)) for e in x.ravel()], x.shape, [QQ(int(e)) for e in h.ravel()], h.shape)

    assert found == [QQ(int(e)) for e in scipy.signal.convolve(x, h, method="direct").ravel()]


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.lists(NUMBERS, min_size=1, max_size=4), st.integers(1, 4))
def test_quotients_of_products(quotient: list[int], h: list[int], leading: int) -> None:
    """Dividing q·h by h gives q again."""
    q, h_ = [QQ(value) for value in quotient], [QQ(leading), *map(QQ, h)]

    assert line_quotient(QQ, box_product(QQ, q, (len(q),), h_, (len(h_),)), h_, len(q)) == q


def test_quotients_are_power_series() -> None:
    """The series of 1/(1 − z) is 1 + z + z² and so on."""
    assert line_quotient(QQ, [QQ(1)], [QQ(1), QQ(-1)], 4) == [QQ(1)] * 4


def test_too_many_products_of_symbols_are_refused() -> None:
    """They would take hours."""
    ring = QQ[symbols("a")]
    ones = [ring.one] * 2_000

    with pytest.raises(LimitError, match="products"):
        box_product(ring, ones, (2_000,), ones, (2_000,))


def test_the_direct_route_is_taken_for_few_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    """A layer that keeps one sample does not multiply whole polynomials."""

    def refuse(*arguments: Any) -> Callable[..., Any]:
        raise AssertionError("the polynomial route was taken")

    monkeypatch.setattr(products, "_by_polynomials", refuse)
    x = [QQ(1)] * 1000

    assert window_sums(QQ, x, (1000,), x[:3], (3,), Window((1,), (1,), (1,), (5,))) == [3]
