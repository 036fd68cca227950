"""The domain of a list of coefficients, and what is done inside it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from strategies import gaussians, symbolic

from symconv.errors import LimitError
from symconv.exact.coefficients import Coefficients, coefficients_of, narrow, unify
from symconv.exact.expressions import conjugate, equal, has_symbols, is_real, to_sympy

a, b = sympy.symbols("a b")
i, sqrt, exp, pi = sympy.I, sympy.sqrt, sympy.exp, sympy.pi


@pytest.mark.parametrize(
    ("values", "domain"),
    [
        ([1, Fraction(1, 2)], "QQ"),
        ([1, i / 2], "QQ_I"),
        ([a, 1], "QQ[a]"),
        ([b + i, a * b], "QQ_I[a,b]"),
        ([1 / a], "QQ_I(a)"),
        ([a - a], "QQ"),
        ([(a**2 - 1) / (a - 1)], "QQ[a]"),
        ([sqrt(2)], "QQ<sqrt(2)>"),
        ([pi], "QQ[pi]"),
        ([exp(a)], "QQ[exp(a)]"),
        ([sqrt(2) * a], "EX"),
        ([exp(i * pi / 7)], "EX"),
    ],
)
def test_the_domain_is_the_smallest_that_fits(values: list[Any], domain: str) -> None:
    """A table of entries and the domain in which they live."""
    assert str(coefficients_of(values).domain) == domain


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ((sqrt(2) + 1) * (sqrt(2) - 1), 1),
        ((a + b) ** 2, a**2 + 2 * a * b + b**2),
        (1 / a + 1 / b, (a + b) / (a * b)),
        (a / (2 * b), 3 * a / (6 * b)),
        (1 / (a + i), (a - i) / (a**2 + 1)),
        (exp(2 * a), exp(a) ** 2),
        (sqrt(3 + 2 * sqrt(2)), 1 + sqrt(2)),
        (exp(i * pi / 7) * exp(-i * pi / 7), 1),
        (sqrt(a) ** 2, a),
        (sympy.cos(pi / 5) - sympy.cos(2 * pi / 5), Fraction(1, 2)),
    ],
)
def test_equality_is_mathematical(left: Any, right: Any) -> None:
    """Different spellings of one value are equal and hash equal."""
    first, second = coefficients_of([left]), coefficients_of([right])

    assert equal(first, second)
    assert hash(first.hash_key()) == hash(second.hash_key())


@pytest.mark.parametrize(("left", "right"), [(a, b), (1, a), (sqrt(2), sqrt(3)), (1 / a, 1 / b), (exp(a), a), (i, 1)])
def test_different_values_differ(left: Any, right: Any) -> None:
    """Also across domains."""
    assert not equal(coefficients_of([left]), coefficients_of([right]))


@given(st.lists(st.one_of(gaussians(), symbolic()), min_size=1, max_size=4))
def test_coefficients_are_what_was_put_in(values: list[Any]) -> None:
    """Reading and writing are inverse to each other, up to multiplying out."""
    assert to_sympy(coefficients_of(values)) == tuple([sympy.expand(value) for value in values])


@given(st.lists(symbolic(), min_size=1, max_size=3), st.lists(symbolic(), min_size=1, max_size=3))
def test_sums_that_cancel_are_narrow_again(left: list[Any], right: list[Any]) -> None:
    """(x + y) − y lives where x lives."""
    x, y = coefficients_of(left), coefficients_of(right)
    domain, (xs, ys) = unify(x, y)

    back = narrow(domain, [(p + ys[0]) - ys[0] for p in xs])

    assert back == x


def test_products_are_written_in_the_normal_form_of_sympy() -> None:
    """Assembled products equal those that SymPy multiplies, as trees."""
    symbols = sympy.symbols("z b10 b9 x Y alpha")
    value = sympy.Add(*[p * q for p in symbols for q in symbols]) + 3 * symbols[0] ** 2 * symbols[1]

    (written,) = to_sympy(coefficients_of([value]))

    assert written == value
    assert sympy.srepr(written) == sympy.srepr(value)


@pytest.mark.parametrize("value", [i, -i, i / 2, 1 + i, 2 - 3 * i, sympy.Rational(1, 2) - i])
def test_gaussian_numbers_are_written_in_the_normal_form_of_sympy(value: Any) -> None:
    """Assembled without SymPy's constructors, equal to what they make."""
    (written,) = to_sympy(coefficients_of([value]))

    assert sympy.srepr(written) == sympy.srepr(value)


def test_too_many_symbols_become_expressions() -> None:
    """A ring in n symbols spends n exponents on every term; sums of expressions do not."""
    symbols = sympy.symbols("s0:5000")

    many = coefficients_of(symbols)

    assert many.domain.is_EX
    assert to_sympy(many) == symbols
    assert equal(many, coefficients_of(symbols))
    assert unify(coefficients_of(symbols[:300]), coefficients_of(symbols[300:600]))[0].is_EX


@pytest.mark.parametrize(
    ("value", "real_symbols", "expected"),
    [
        (2 + i, True, 2 - i),
        (a + i * b, True, a - i * b),
        (a + i * b, False, sympy.conjugate(a) - i * sympy.conjugate(b)),
        (sympy.conjugate(a), False, a),
        (exp(i * a), True, exp(-i * a)),
        (1 / (a + i), True, 1 / (a - i)),
        (sqrt(2) * i, True, -sqrt(2) * i),
    ],
)
def test_conjugation_takes_symbols_as_declared(value: Any, real_symbols: bool, expected: Any) -> None:
    """Real, or complex with SymPy's conjugate around them."""
    (found,) = to_sympy(conjugate(coefficients_of([value]), real_symbols=real_symbols))

    assert sympy.simplify(found - expected) == 0


@pytest.mark.parametrize(
    ("value", "real_symbols", "expected"),
    [
        (1, False, True),
        (i, True, False),
        (a, True, True),
        (a, False, False),
        (i * a, True, False),
        (exp(a), True, True),
        (exp(i * a), True, False),
        (sqrt(2), False, True),
        (1 / a, True, True),
    ],
)
def test_reality_depends_on_the_symbols(value: Any, real_symbols: bool, expected: bool) -> None:
    """Symbols are real unless they were declared complex."""
    assert is_real(coefficients_of([value]), real_symbols=real_symbols) is expected


def test_symbols_are_found() -> None:
    """π is no symbol."""
    assert has_symbols(coefficients_of([1 / a]))
    assert not has_symbols(coefficients_of([pi, 1]))


@pytest.mark.parametrize("value", [(a + b + 1) ** 400, sympy.prod([(1 + sympy.Symbol(f"a{i}")) for i in range(40)])])
def test_entries_that_multiply_out_to_too_many_terms_are_refused(value: Any) -> None:
    """Before they are multiplied out."""
    with pytest.raises(LimitError, match="terms"):
        coefficients_of([value])


def test_powers_of_one_term_may_be_high() -> None:
    """a^(10^9) is one term."""
    assert coefficients_of([a ** (10**9)]).elements[0]


def test_coefficients_compare_by_domain_and_elements() -> None:
    """They are plain data."""
    assert coefficients_of([1]) == Coefficients(sympy.QQ, (sympy.QQ(1),))
