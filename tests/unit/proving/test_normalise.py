"""Normal forms that can be written down by hand."""

from __future__ import annotations

import time

import pytest
from soundness.corpus import conv, corr, delta, dft, down, f, flip, g, h, limited, n, shift, signals, total, up

from symconv.contexts import Environment
from symconv.errors import LogicError
from symconv.polynomials import ONE, ZERO, number, symbol
from symconv.proving.building import apply, constant, diff, guard, kronecker, sample, times
from symconv.proving.drafts import Draft, OutOfTime, fresh_names
from symconv.proving.normalise import normalise
from symconv.terms import Context, Period, Product, Term

k, m, s, N, T = map(symbol, ("k", "m", "s", "N", "T"))


def normal_form(context: Context, body: Term) -> tuple[Product, ...]:
    """Return the products of the normal form."""
    draft = Draft(Environment(context), body, time.monotonic() + 10)
    normalise(draft)
    return draft.products


Z = signals("fgh", "nk", "s")
CASES = (
    ("a shift", Z, sample(shift(f, k), n), (Product(ONE, (), (sample(f, n - k),)),)),
    ("a convolution with δ", Z, sample(conv(f, delta()), n), (Product(ONE, (), (sample(f, n),)),)),
    ("up then down", Z, sample(down(up(f)), n), (Product(ONE, (), (sample(f, n),)),)),
    ("down then up by 1", Z, sample(up(down(f, 1), 1), n), (Product(ONE, (), (sample(f, n),)),)),
    (
        "a correlation",
        Z,
        sample(corr(f, g), n),
        (Product(ONE, (("m", ZERO),), (sample(f, m + n), sample(g, m))),),
    ),
    (
        "a derivative",
        Z,
        diff(sample(conv(f, g), n), "f", k),
        (Product(ONE, (), (sample(g, n - k),)),),
    ),
    ("what cancels", Z, Term("plus", (sample(f, n), times(constant(-1), sample(f, n)))), ()),
    ("an empty range", Z, limited("m", ZERO, -ONE, sample(f, m)), ()),
    (
        "the number of integers from 0 to n",
        Z,
        limited("m", ZERO, n, constant(1)),
        (Product(n + ONE, (), (guard(n),)),),
    ),
    (
        "the inverse DFT of the DFT",
        signals("f", "n", "N", axes=(N,)),
        sample(apply("idft", dft(f)), n),
        (Product(ONE, (), (sample(f, n),)),),
    ),
    (
        "a free index that δ fixes",
        Z,
        times(kronecker(n - k), sample(f, n)),
        (Product(ONE, (), (kronecker(n - k), sample(f, k))),),
    ),
    (
        "a period in an argument",
        signals("f", "n", "T", periods=(Period("f", 0, T),)),
        sample(f, n + number(2) * T),
        (Product(ONE, (), (sample(f, n),)),),
    ),
    # 2m + 3p = n leaves p = n + 2q, m = −n − 3q for any q.
    (
        "two indices in one δ",
        Z,
        total("m", "p", body=times(kronecker(number(2) * m + number(3) * symbol("p") - n), sample(f, symbol("p")))),
        (Product(ONE, (("p", ZERO),), (sample(f, n + number(2) * symbol("p")),)),),
    ),
)


@pytest.mark.parametrize(("context", "body", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_normal_forms(context: Context, body: Term, expected: tuple[Product, ...]) -> None:
    """Expected products by hand."""
    found = normal_form(context, body)

    assert [(p.coefficient, p.binders, set(p.atoms)) for p in found] == [
        (p.coefficient, p.binders, set(p.atoms)) for p in expected
    ]


def test_divergent_sums_are_refused() -> None:
    """Σ_m f[n] has no normal form."""
    with pytest.raises(LogicError, match="converge"):
        normal_form(Z, total("m", body=sample(f, n)))


def test_the_deadline_is_kept() -> None:
    """A draft that is late says so instead of going on."""
    draft = Draft(Environment(Z), sample(conv(conv(f, g), flip(h)), n), time.monotonic() - 1)
    with pytest.raises(OutOfTime):
        normalise(draft)


def test_fresh_names() -> None:
    """The usual letters first, never one in use, as many as asked for."""
    assert fresh_names(2, frozenset({"m", "j"})) == ("k", "l")
    assert len(set(fresh_names(40, frozenset()))) == 40


def test_drafts_go_back() -> None:
    """After going back, the state and the steps are as before."""
    draft = Draft(Environment(Z), sample(shift(f, k), n), time.monotonic() + 10)
    normalise(draft)
    mark, before = draft.mark(), (draft.state, draft.steps())
    draft.do("split", 0, n)
    assert draft.state != before[0]
    draft.back(mark)

    assert (draft.state, draft.steps()) == before
    assert not draft.attempt("split", 7, n)
