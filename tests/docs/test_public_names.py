"""What ``import symconv`` offers."""

from __future__ import annotations

import pytest

import symconv


def test_all_is_sorted_short_and_true():
    """Every public name exists, has a docstring, and there are few enough to remember."""
    assert symconv.__all__ == sorted(symconv.__all__)
    assert len(symconv.__all__) <= 30
    for name in symconv.__all__:
        assert getattr(symconv, name).__doc__, name
    assert set(symconv.__all__) <= set(dir(symconv))


def test_a_name_that_does_not_exist_is_an_attribute_error():
    """Lazy import hides no misspelling."""
    with pytest.raises(AttributeError, match="no attribute 'convolv'"):
        _ = symconv.convolv
