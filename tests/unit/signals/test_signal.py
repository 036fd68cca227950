"""Signals of samples: what they are made from, what they answer."""

from __future__ import annotations

import tracemalloc
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from strategies import gaussians, signals

from symconv.errors import LimitError, SignalError, SupportError, SymconvError
from symconv.signals import Signal

a, n = sympy.symbols("a n")
OBJECTS = np.array([Fraction(1, 2), a, 3], dtype=object)


@pytest.mark.parametrize(
    ("entries", "values"),
    [
        ([1, "1/3", Fraction(1, 2), Decimal("0.25"), 0.1], (1, "1/3", "1/2", "1/4", "1/10")),
        ((1, 2), (1, 2)),
        (range(3), (0, 1, 2)),
        (np.array([1, 2], dtype=np.uint8), (1, 2)),
        (np.array([0.5, 0.1], dtype=np.float32), ("1/2", "1/10")),
        (np.array([True, False]), (1, 0)),
        (OBJECTS, ("1/2", a, 3)),
        ([np.int64(2), np.float64(0.5)], (2, "1/2")),
        ([np.array([1, 2]), (3, 4)], ((1, 2), (3, 4))),
        ([[[1]], [[2]]], (((1,),), ((2,),))),
        (np.array([0.1 + 0.5j], dtype=np.complex64).real, ("1/10",)),
        (np.array(["1/3", "2"]), ("1/3", 2)),
        (sympy.Matrix([[1, 2], [3, 4]]), ((1, 2), (3, 4))),
        (sympy.Array([1, a]), (1, a)),
    ],
)
def test_entries_become_exact_values(entries: Any, values: Any) -> None:
    """Nested tuples of SymPy values."""

    def exact(value: Any) -> Any:
        return tuple(map(exact, value)) if isinstance(value, tuple) else sympy.Rational(value) if value != a else a

    found = Signal(entries).values

    assert found == exact(values)
    assert all(isinstance(value, sympy.Expr) for value in sympy.flatten(found))


@pytest.mark.parametrize(
    ("entries", "error", "message"),
    [
        ([], SupportError, "empty"),
        ([[]], SupportError, "empty"),
        (np.zeros((2, 0)), SupportError, "empty"),
        ([[1, 2], [3]], SupportError, "row 1 has 1 entry, row 0 has 2"),
        ([[1], 2], SupportError, "side by side"),
        ([1, [2]], SupportError, "side by side"),
        ([[[1]], [2]], SupportError, "side by side"),
        (np.array(3), SupportError, "without axes"),
        ([1, float("nan")], SignalError, "nan is not a finite number"),
        ([float("inf")], SignalError, "not a finite number"),
        (["1/0"], SymconvError, "division by zero"),
        ([None], SignalError, "no number"),
        (np.zeros((1,) * 9), LimitError, "9 axes"),
    ],
)
def test_bad_entries_are_refused(entries: Any, error: type[Exception], message: str) -> None:
    """One clear message each."""
    with pytest.raises(error, match=message):
        Signal(entries)


@pytest.mark.parametrize("entries", ["1, 2", 3, None, b"12", {1, 2}, {1: 2}, iter([1, 2]), sympy.Symbol("a")])
def test_text_and_numbers_are_no_lists_of_entries(entries: Any) -> None:
    """A wrong type of argument stays a TypeError."""
    with pytest.raises(TypeError, match="list, a tuple or an array"):
        Signal(entries)


def test_deep_nesting_is_refused() -> None:
    """Nine brackets are one too many, and a thousand do not exhaust the stack."""
    entries: Any = [1]
    for _ in range(1_000):
        entries = [entries]

    with pytest.raises(LimitError, match="axes"):
        Signal(entries)


@pytest.mark.parametrize("entries", [np.broadcast_to(np.int8(0), (10**7,)), range(10**7), [range(5_000)] * 2_000])
def test_too_many_samples_are_refused_before_they_take_memory(entries: Any) -> None:
    """The limit of 2**20 samples is stated."""
    tracemalloc.start()
    with pytest.raises(LimitError, match="10000000 samples is more than the limit of 1048576"):
        Signal(entries)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 10**6


def test_the_place_of_a_bad_entry_is_noted() -> None:
    """In two dimensions by row and column."""
    with pytest.raises(SignalError) as caught:
        Signal([[1, 2], [3, float("nan")]])

    assert caught.value.__notes__ == ["in entry (1, 1) of the signal"]


def test_notes_say_how_floats_were_read() -> None:
    """Each spelling once, and not without end."""
    assert Signal([0.5, 0.5, 1.0, "0.25"]).notes == ("0.5 was read as 1/2",)

    many = Signal([place + 0.5 for place in range(9)]).notes
    assert many[4:] == ("4.5 was read as 9/2", "4 more decimal numbers were read as their decimal text")


@pytest.mark.parametrize(
    ("first", "message"),
    [((0, 0), "gives 2 of the 1 axes"), (0.5, "must be an integer"), ("0", "must be an integer"), ([None], "integer")],
)
def test_the_origin_must_fit(first: Any, message: str) -> None:
    """One integer per axis."""
    with pytest.raises(SupportError, match=message):
        Signal([1, 2], first=first)


def test_ends_are_both_included() -> None:
    """Integers in one dimension, tuples beyond."""
    x, image = Signal([1, 2, 3], first=-1), Signal([[1, 2], [3, 4]], first=(0, -5))

    assert (x.first, x.last, x.origin, x.shape) == (-1, 1, (-1,), (3,))
    assert (image.first, image.last, image.shape) == ((0, -5), (1, -4), (2, 2))


def test_samples_outside_the_support_are_zero() -> None:
    """On every side, in every dimension, for int and Integer."""
    x, image = Signal([5, 6], first=-1), Signal([[1, 2], [3, 4]])

    assert (x[-2], x[-1], x[0], x[1]) == (0, 5, 6, 0)
    assert x.at(sympy.Integer(-1)) == x.at(np.int64(-1)) == 5
    assert (image[1, 0], image[2, 0], image[0, -1]) == (3, 0, 0)


def test_samples_at_a_symbol_are_an_expression() -> None:
    """One case per sample that is not zero."""
    value = Signal([5, 0, 6], first=-1).at(n)

    assert [value.subs(n, k) for k in (-2, -1, 0, 1, 2)] == [0, 5, 0, 6, 0]


@pytest.mark.parametrize("index", [(0, 0), ("n",), (0.5,)])
def test_bad_indices_are_refused(index: Any) -> None:
    """Too many, or no integers."""
    with pytest.raises((SupportError, TypeError), match="ind"):
        Signal([1, 2]).at(*index)


@given(signals(gaussians()), signals(gaussians()))
def test_arithmetic_is_sample_by_sample(x: Signal, y: Signal) -> None:
    """Sums, differences, scalars, reversal, shifts and conjugates, by index."""
    for k in range(-12, 13):
        assert (x + y)[k] == sympy.expand(x[k] + y[k])
        assert (x - y)[k] == sympy.expand(x[k] - y[k])
        assert (x * Fraction(1, 2))[k] == (Fraction(1, 2) * x)[k] == x[k] / 2
        assert x.flip()[k] == x[-k]
        assert x.shift(2)[k] == x[k - 2]
        assert x.conj()[k] == sympy.conjugate(x[k])


@given(signals(gaussians()))
def test_equal_signals_hash_equal(x: Signal) -> None:
    """However they were made."""
    again = Signal(list(x.values), x.first, complex=True)

    assert x == again
    assert hash(x) == hash(again)
    assert x.flip().flip() == x
    assert x - x == 0 * x
    assert x.shift(1) != x


def test_signals_are_compared_by_value_and_origin_and_shape() -> None:
    """(a+1)² is a²+2a+1; a shift, a trailing zero and a complex symbol make a difference."""
    assert Signal([(a + 1) ** 2]) == Signal([a**2 + 2 * a + 1])
    assert Signal([1, 2]) != Signal([1, 2], first=1)
    assert Signal([1, 2]) != Signal([1, 2, 0])
    assert Signal([a]) != Signal([a], complex=True)
    assert Signal([1]) == Signal([1], complex=True)
    assert Signal([1]) != 1


def test_reality_is_a_fact_about_the_values() -> None:
    """Symbols are real unless declared complex."""
    assert Signal([1, a]).is_real
    assert Signal([1], complex=True).is_real
    assert not Signal([1, 1j]).is_real
    assert not Signal([a], complex=True).is_real
    assert Signal([a], complex=True).conj().values == (sympy.conjugate(a),)
    assert Signal([sympy.I * a]).conj().values == (-sympy.I * a,)
    with pytest.raises(SupportError, match="declared real"):
        Signal([1j], complex=False)


def test_products_of_signals_need_a_name() -> None:
    """The message names convolve."""
    with pytest.raises(TypeError, match="convolve"):
        Signal([1]) * Signal([2])
    with pytest.raises(TypeError, match="one scalar"):
        Signal([1]) * np.array([1, 2])
    with pytest.raises(TypeError):
        Signal([1]) + 1  # type: ignore[operator]
    with pytest.raises(SupportError, match="equally many"):
        Signal([1]) + Signal([[1]])
    with pytest.raises(SupportError, match="2 steps for 1 axes"):
        Signal([1]).shift(1, 2)


def test_scalars_of_every_kind_multiply_from_both_sides() -> None:
    """NumPy's scalars do not take the product over."""
    x = Signal([2, 4])

    for half in (0.5, "1/2", Fraction(1, 2), np.float64(0.5), sympy.Rational(1, 2)):
        assert half * x == x * half == Signal([1, 2])
    assert -x == Signal([-2, -4])


def test_signals_are_not_iterated() -> None:
    """They have a sample at every integer, so a loop would never end."""
    with pytest.raises(TypeError, match="not iterable"):
        list(Signal([1, 2]))  # type: ignore[call-overload]


def test_arrays_are_floats_complex_numbers_or_objects() -> None:
    """Floats are the nearest ones."""
    assert Signal([[1, "1/3"]]).to_numpy().tolist() == [[1.0, 1 / 3]]
    assert Signal([1j, "1/3"]).to_numpy().tolist() == [1j, 1 / 3 + 0j]
    assert Signal([sympy.sqrt(4), sympy.sqrt(2)]).to_numpy().tolist() == [2.0, 2**0.5]
    assert Signal([a, 1]).to_numpy(dtype=object).tolist() == [a, 1]
    with pytest.raises(SupportError, match="dtype=object"):
        Signal([a]).to_numpy()
    with pytest.raises(SupportError, match="too large"):
        Signal([10**400]).to_numpy()


def test_signals_show_themselves_briefly() -> None:
    """As they could be typed, the middle of long ones left out."""
    assert repr(Signal([1, Fraction(1, 2)], first=-1)) == "Signal([1, 1/2], first=-1)"
    assert repr(Signal([[1, 2], [3, a]])) == "Signal([[1, 2], [3, a]])"
    assert len(repr(Signal(range(1000)))) < 60
    assert repr(Signal(np.zeros((200, 100), dtype=int))) == "Signal(<200×100 samples>)"
    assert repr(Signal.symbol("f").shift(1)) == "Signal(f[n - 1])"


def test_signals_cannot_be_changed() -> None:
    """They are frozen, so they may be keys."""
    x = Signal([1])

    with pytest.raises(AttributeError):
        x.origin = (1,)  # type: ignore[misc]


@given(st.lists(st.fractions(), min_size=1))
def test_any_fractions_are_kept(entries: list[Fraction]) -> None:
    """Values are what was put in."""
    assert [Fraction(int(v.p), int(v.q)) for v in Signal(entries).values] == entries


def test_to_sympy_is_an_array() -> None:
    """Nested as the signal is."""
    assert Signal([[1, 2], [3, 4]]).to_sympy() == sympy.Array([[1, 2], [3, 4]])
