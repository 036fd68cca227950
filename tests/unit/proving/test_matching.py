"""Unification of index maps."""

from __future__ import annotations

import time

import pytest
from soundness.corpus import EVEN, HERMITIAN, n, signals

from symconv.contexts import Environment
from symconv.polynomials import ONE, ZERO, Poly, number, symbol
from symconv.products import key_of
from symconv.proving.building import conj, guard, kronecker, phase, sample
from symconv.proving.drafts import Draft
from symconv.proving.matching import align, merge, shape
from symconv.terms import Context, Product, Term

k, m, p, q, s, N = map(symbol, ("k", "m", "p", "q", "s", "N"))
Z = signals("fgh", "nk", "s")


def one(bound: str, *atoms: Term, c: Poly = ONE, modulus: Poly = ZERO) -> Product:
    """Return a product with one-letter indices."""
    return Product(c, tuple((v, modulus) for v in bound), atoms)


def f(e: Poly) -> Term:
    """Return f[e]."""
    return sample("f", e)


def g(e: Poly) -> Term:
    """Return g[e]."""
    return sample("g", e)


def h(e: Poly) -> Term:
    """Return h[e]."""
    return sample("h", e)


MATCH = (
    ("the same", Z, one("m", f(m)), one("m", f(m))),
    ("another name", Z, one("m", f(m)), one("p", f(p))),
    ("a reflection", Z, one("m", f(m), g(n - m)), one("p", f(n - p), g(p))),
    ("a skew map", Z, one("mp", f(m), g(p - m), h(n - p)), one("mp", f(m), g(p), h(n - m - p))),
    ("equal signals", Z, one("m", f(m), f(n - m)), one("p", f(n - p), f(p))),
    ("a factor s", Z, one("m", f(s * m - s * n)), one("p", f(s * p))),
    ("δ of either sign", Z, one("m", kronecker(n - s * m), f(m)), one("p", kronecker(s * p - n), f(p))),
    ("an even signal", signals("fh", symmetries=EVEN), one("m", f(n + m), h(m)), one("p", f(n - p), h(p))),
    (
        "a Hermitian signal",
        signals("fh", real=False, symmetries=HERMITIAN),
        one("m", f(n + m), conj(h(m))),
        one("p", f(n - p), h(p)),
    ),
    ("implied guards", Z, one("m", f(m), guard(m), guard(m + ONE)), one("p", f(p), guard(p))),
    (
        "an index of a phase only",
        signals("f", "nk", "N", axes=(N,)),
        one("mp", f(m), phase(symbol("pi") * number(2) * m * p * symbol("N", -1)), modulus=N),
        one("qr", f(symbol("r")), phase(symbol("pi") * number(2) * symbol("r") * q * symbol("N", -1)), modulus=N),
    ),
)


@pytest.mark.parametrize(("context", "left", "right"), [c[1:] for c in MATCH], ids=[c[0] for c in MATCH])
def test_alignment_reaches_the_other_product(context: Context, left: Product, right: Product) -> None:
    """Afterwards both are of the same kind, by steps of the trusted core."""
    draft = Draft(Environment(context), (left,), time.monotonic() + 10)

    assert align(draft, 0, right)
    assert key_of(draft.products[0]) == key_of(right)


DIFFER = (
    ("another signal", Z, one("m", f(m)), one("m", g(m))),
    ("another number of indices", Z, one("m", f(m), g(n)), one("mp", f(m), g(p))),
    ("twice the index", Z, one("m", f(m)), one("m", f(m + m))),
    ("an odd shift of a double", Z, one("m", f(m + m)), one("m", f(m + m + ONE))),
    ("a reflection without symmetry", Z, one("m", f(m), g(n - m)), one("m", f(m), g(n + m))),
    ("another guard", Z, one("m", f(m), guard(m)), one("m", f(m), guard(m - ONE))),
)


@pytest.mark.parametrize(("context", "left", "right"), [c[1:] for c in DIFFER], ids=[c[0] for c in DIFFER])
def test_different_products_stay_as_they_are(context: Context, left: Product, right: Product) -> None:
    """Nothing is done when nothing fits."""
    draft = Draft(Environment(context), (left,), time.monotonic() + 10)

    assert not align(draft, 0, right)
    assert draft.products == (left,)


def test_merging_collects_equal_sums() -> None:
    """Σ_m f[m] g[n − m] + Σ_p g[p] f[n − p] is twice the first."""
    state = (one("m", f(m), g(n - m)), one("p", g(p), f(n - p)))
    draft = Draft(Environment(Z), state, time.monotonic() + 10)
    merge(draft)

    assert draft.products == (one("m", f(m), g(n - m), c=number(2)),)


def test_shapes_tell_most_products_apart() -> None:
    """Kinds and numbers of atoms and indices; guards and phases do not count."""
    env = Environment(Z)

    assert shape(env, one("m", f(m), guard(m))) == shape(env, one("p", f(p + p)))
    assert shape(env, one("m", f(m))) != shape(env, one("m", f(m), f(m)))
