"""Which bounds follow: the proposals are checked by the trusted core, so only finding them is tested here."""

from __future__ import annotations

import random

import pytest

from symconv.contexts import Environment
from symconv.logic import apply_rule
from symconv.polynomials import ONE, Poly, number, symbol
from symconv.proving.building import guard, kronecker
from symconv.proving.guards import implied, refutation
from symconv.terms import Context, Product

n, m, N, M, K, s = map(symbol, ("n", "m", "N", "M", "K", "s"))
ENV = Environment(Context(integers=("n", "m", "N", "M", "K"), positive=("s",)))


def product(*atoms: object) -> Product:
    """Return atoms as a product."""
    return Product(ONE, (), atoms)  # type: ignore[arg-type]


FOLLOWS = (
    ((n, m), n + m),
    ((n - m, m), n),
    ((n - ONE,), n),
    ((number(3) * n - ONE,), n - ONE),
    # 0 ≤ n < M and s·(M − 1) + K ≤ N give s·n + K ≤ N: a product with the stride is needed.
    ((n, M - ONE - n, N - s * (M - ONE) - K), N - s * n - K),
    ((s * n - ONE,), n - ONE),
    ((n,), s * n),
)


@pytest.mark.parametrize(("assumed", "bound"), FOLLOWS)
def test_what_follows_is_found(assumed: tuple[Poly, ...], bound: Poly) -> None:
    """The proof convinces the trusted core."""
    p = product(*map(guard, assumed))
    proof = implied(ENV, p, bound)

    assert proof is not None
    assert apply_rule(ENV, (p,), ("add_guard", (0, bound, proof)))


@pytest.mark.parametrize(
    ("assumed", "bound"), [((n,), n - ONE), ((n, m), n - m), ((), n), ((number(2) * n,), n - ONE), ((s * n,), n - ONE)]
)
def test_what_does_not_follow_is_not_found(assumed: tuple[Poly, ...], bound: Poly) -> None:
    """No proof of what has a counterexample."""
    assert implied(ENV, product(*map(guard, assumed)), bound) is None


def test_equations_are_facts() -> None:
    """δ[n − m] makes n ≥ m and m ≥ n."""
    p = product(kronecker(n - m))

    assert implied(ENV, p, n - m) is not None
    assert implied(ENV, p, m - n) is not None


def test_a_guard_is_left_out_of_its_own_proof() -> None:
    """A bound does not follow from itself when it is to be dropped."""
    p = product(guard(n))

    assert implied(ENV, p, n) is not None
    assert implied(ENV, p, n, 0) is None


def test_random_systems_agree_with_enumeration() -> None:
    """Where a refutation is found, no point of a box satisfies the facts."""
    source = random.Random(3)
    found = 0
    for _ in range(150):
        facts = [
            (
                number(source.randint(-2, 2)) * n + number(source.randint(-2, 2)) * m + number(source.randint(-3, 2)),
                False,
            )
            for _ in range(4)
        ]
        if refutation(ENV, list(facts)) is not None:
            found += 1
            box = [{"n": number(i), "m": number(j)} for i in range(-7, 8) for j in range(-7, 8)]
            assert not any(all((e.subst(point).constant() or 0) >= 0 for e, _ in facts) for point in box)

    assert found > 10
