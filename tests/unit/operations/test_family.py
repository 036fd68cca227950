"""The one formula: extensions against np.pad, terms against the sum."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import signals

from symconv.errors import LimitError
from symconv.operations import Convolution, Deconvolution, WindowedSum, as_windowed_sum
from symconv.operations.family import extend, source_index
from symconv.operations.tasks import BOUNDARIES
from symconv.signals import Signal

PAD_MODES = {"zero": "constant"}


@pytest.mark.parametrize("boundary", BOUNDARIES)
@given(data=st.data())
def test_extensions_are_those_of_numpy(boundary: Any, data: st.DataObject) -> None:
    """np.pad repeats a reflection as often as needed; so do we, on each axis, around any origin."""
    x = data.draw(signals(axes=data.draw(st.integers(1, 2)), longest=4))
    widths = [(data.draw(st.integers(0, 9)), data.draw(st.integers(0, 9))) for _ in x.shape]
    fill = {"constant_values": 7} if boundary == "constant" else {}
    expected = np.pad(x.to_numpy(dtype=object), widths, mode=PAD_MODES.get(boundary, boundary), **fill)

    found = extend(
        x,
        tuple([first - left for first, (left, _) in zip(x.origin, widths, strict=True)]),
        tuple([last + right for last, (_, right) in zip(x.ends, widths, strict=True)]),
        boundary,
        Signal([7]) if boundary == "constant" else None,
    )

    assert found.to_numpy(dtype=object).tolist() == expected.tolist()


@pytest.mark.parametrize("boundary", BOUNDARIES)
@given(data=st.data())
def test_terms_add_up_to_the_result(boundary: Any, data: st.DataObject) -> None:
    """With every stride, dilation, padding and origin."""
    x, v = data.draw(signals(longest=4)), data.draw(signals(longest=3))
    windowed = WindowedSum(
        x,
        v,
        first=(data.draw(st.integers(-3, 3)),),
        shape=(data.draw(st.integers(1, 5)),),
        stride=(data.draw(st.integers(1, 3)),),
        dilation=(data.draw(st.integers(1, 3)),),
        padding=(data.draw(st.integers(-2, 2)),),
        boundary=boundary,
        constant=Signal([7]) if boundary == "constant" else None,
    )

    result = windowed.compute()

    for n in windowed.outputs():
        terms = windowed.terms(n)
        assert [term.m for term in terms] == [index for index, _ in v.items()]
        assert sum([term.weight * term.sample for term in terms]) == result[n]
        assert all(term.source is None or term.sample == x[term.source] for term in terms)


@pytest.mark.parametrize(
    ("boundary", "source"), [("zero", None), ("edge", 2), ("wrap", 4), ("symmetric", 3), ("reflect", 4)]
)
def test_sources_two_samples_to_the_left(boundary: Any, source: int | None) -> None:
    """Of samples at 2 … 5: index 0 is 2 2 | …, 4 5 | …, 3 2 | … and 4 3 | ….

    The rows are those of the table of extensions.
    """
    found = source_index((0,), (2,), (4,), boundary)

    assert found == (None if source is None else (source,))


def test_convolutions_reverse_the_kernel() -> None:
    """v[m] = h[−m], so that Σ_m v[m] x[n+m] is the convolution."""
    windowed = as_windowed_sum(Convolution(Signal([1, 2]), Signal([3, 4], first=1)))

    assert windowed.v == Signal([4, 3], first=-2)
    assert (windowed.first, windowed.shape) == ((1,), (3,))


def test_not_every_task_is_one_sum() -> None:
    """A quotient is none."""
    with pytest.raises(TypeError, match="not one sum"):
        as_windowed_sum(Deconvolution(Signal([1]), Signal([1])))


def test_outputs_that_would_not_fit_are_refused() -> None:
    """Before anything is computed."""
    with pytest.raises(LimitError, match="samples"):
        WindowedSum(Signal([1]), Signal([1]), (0,), (10**9,)).compute()
    with pytest.raises(LimitError, match="samples"):
        extend(Signal([1]), (0,), (10**9,), "wrap")
