"""Names of problems: chosen so that nothing means two things."""

from __future__ import annotations

import pytest

from symconv.errors import ProblemError
from symconv.operations.tasks import Convolution
from symconv.signals import Signal
from symconv.solving import Problem
from symconv.solving.formula import index_names
from symconv.solving.selection import shown_indices
from symconv.solving.vectors import vector
from symconv.syntax import to_text


def test_names_avoid_symbols_among_the_samples() -> None:
    """A sample called x and one called n leave other letters for signal and index."""
    problem = Problem(Convolution(Signal(["x", "n"]), Signal([1])))

    assert problem.names == ("u", "h", "y")
    assert index_names(problem) == (("t",), ("m",))


def test_unknown_signals_keep_their_names() -> None:
    """F ∗ g is written with f and g."""
    assert Problem(Convolution(Signal.symbol("f"), Signal.symbol("g"))).names == ("f", "g", "y")


@pytest.mark.parametrize(("name", "message"), [("2x", "no name"), ("pi", "fixed meaning"), ("a", "already names")])
def test_bad_names_are_refused(name: str, message: str) -> None:
    """Each with its reason."""
    with pytest.raises(ProblemError, match=message):
        Problem(Convolution(Signal(["a"]), Signal([1])), names=(name,))


def test_shown_samples_leave_out_the_middle() -> None:
    """Of 20 samples the first six and the last two; nine are all shown."""
    head, hidden, tail = shown_indices(Signal(list(range(20)), first=-3))

    assert (head[0], len(head), hidden, tail) == ((-3,), 6, 12, ((15,), (16,)))
    assert shown_indices(Signal([0] * 9))[1] == 0


def test_vectors_mark_the_origin_and_lose_their_middle() -> None:
    """The mark stands before the sample at 0; a long vector keeps both ends."""
    assert to_text(vector(Signal([1, 2, 3], first=-1))) == "[1, _2, 3]"
    assert to_text(vector(Signal([1, 2], first=3))) == "[1, 2]"
    assert to_text(vector(Signal(list(range(100, 200)), first=5))).endswith("110, ..., 195, 196, 197, 198, 199]")
