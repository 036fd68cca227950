"""Limits of sums: several bounds of one index, and no bound at all."""

from __future__ import annotations

import pytest

from symconv.derivation import Status
from symconv.errors import ParseError
from symconv.proving.answer import prove
from symconv.proving.readable import readable
from symconv.syntax import to_text

BOTH = ("f on 0..N-1", "g on 0..K-1")


@pytest.mark.parametrize(
    ("statement", "given", "status"),
    [
        ("conv(f, g)[n] = sum(m, max(0, n-K+1), min(N-1, n), f[m]*g[n-m])", BOTH, Status.PROVED),
        ("conv(f, g)[n] = sum(m, max(0, n-K+2), min(N-1, n), f[m]*g[n-m])", BOTH, Status.REFUTED),
        ("corr(f, g)[n] = sum(m, max(0, -n), min(K-1, N-1-n), f[m+n]*g[m])", BOTH, Status.PROVED),
        ("conv(step, f)[n] = sum(m, -oo, n, f[m])", (), Status.PROVED),
        ("conv(step, f)[n] = sum(m, -oo, n-1, f[m])", (), Status.REFUTED),
        ("sum(m, max(1, 3, 2), 4, f[m]) = f[3] + f[4]", (), Status.PROVED),
    ],
)
def test_several_bounds_of_one_index(statement: str, given: tuple[str, ...], status: Status) -> None:
    """A lower max(…) and an upper min(…) are several bounds, all of which hold."""
    assert prove(statement, given).status is status


def test_a_least_upper_bound_is_no_lower_limit() -> None:
    """Other uses of max and min are no integer expressions of the language."""
    with pytest.raises(ParseError, match="an index is made of integers"):
        prove("sum(m, min(1, n), n, f[m]) = 0")


def test_several_bounds_are_written_as_limits() -> None:
    """A line of a proof writes guards as max and min, and one guard as a sum to infinity."""
    proof = prove("corr(f, g)[0] = sum(m, max(0, a), min(K-1, N-1), f[m]*g[m])", (*BOTH, "a <= 0")).proof
    assert proof is not None
    lines = [to_text(step.after) for step in readable(proof).steps if step.after is not None]
    assert lines[-1] == "sum(m, max(0, a), min(K - 1, N - 1), f[m]*g[m])"

    proof = prove("conv(step, f)[n] = sum(m, 0, oo, f[n-m])").proof
    assert proof is not None
    lines = [to_text(step.after) for step in readable(proof).steps if step.after is not None]
    assert lines == ["sum(m, step[m]*f[n - m])", "sum(m, 0, oo, f[n - m])"]


@pytest.mark.parametrize(
    ("statement", "status"),
    [
        ("corr(x, w, dilation=2)[n] = sum(m, ceil(-n/2), floor((N-1-n)/2), w[m]*x[2*m+n])", Status.PROVED),
        ("corr(x, w, dilation=2)[n] = sum(m, ceil(-n/2), floor(N/2 - n/2 - 1/2), w[m]*x[2*m+n])", Status.PROVED),
        ("corr(x, w, dilation=2)[n] = sum(m, ceil(1/2-n/2), floor((N-1-n)/2), w[m]*x[2*m+n])", Status.REFUTED),
        (
            "corr(x, w, dilation=3)[0] = sum(m, max(0, ceil(1/3)), floor((N-1)/3), w[m]*x[3*m]) + w[0]*x[0]",
            Status.PROVED,
        ),
    ],
)
def test_rounded_limits(statement: str, status: Status) -> None:
    """The index is at least ceil(a/2) where its double is at least a, at most floor(b/2) where it is at most b."""
    assert prove(statement, "x on 0..N-1").status is status
