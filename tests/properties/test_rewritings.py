"""True identities by random rewriting: both sides of a chain of handbook rules are proved equal."""

from __future__ import annotations

import random
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from soundness.corpus import conv, corr, down, f, flip, g, h, n, shift, signals, up

from symconv.logic import replay
from symconv.polynomials import symbol
from symconv.proving.building import apply, conj, delta, plus, sample
from symconv.proving.decide import Proof, decide
from symconv.terms import Goal, Term

CONTEXT = signals("fgh", "nk", "s", real=False)
Rewriting = Callable[[Term], Term | None]
SEEDS = st.integers(0, 10**6)


def expression(source: random.Random, depth: int) -> Term:
    """Return a random signal made of f, g, h."""
    if depth == 0:
        return source.choice((f, g, h))
    kind = source.randrange(8)
    if kind < 3:
        return conv(expression(source, depth - 1), expression(source, depth - 1))
    if kind < 5:
        return corr(expression(source, depth - 1), expression(source, depth - 1))
    one = (flip, conj, lambda a: shift(a, "k"), lambda a: plus(a, g), up)
    return source.choice(one)(expression(source, depth - 1))


def _parts(t: Term, head: str, inner: str) -> bool:
    return t.head == head and not t.polys and t.parts[0].head == inner and not t.parts[0].polys


REWRITINGS: tuple[Rewriting, ...] = (
    lambda t: conv(t.parts[1], t.parts[0]) if t.head == "conv" else None,
    lambda t: conv(t.parts[0].parts[0], conv(t.parts[0].parts[1], t.parts[1])) if _parts(t, "conv", "conv") else None,
    lambda t: conv(t.parts[0], flip(conj(t.parts[1]))) if t.head == "corr" else None,
    lambda t: flip(conj(corr(t.parts[1], t.parts[0]))) if t.head == "corr" else None,
    lambda t: corr(t.parts[0].parts[0], conv(t.parts[0].parts[1], t.parts[1])) if _parts(t, "corr", "corr") else None,
    lambda t: plus(*(conv(a, t.parts[1]) for a in t.parts[0].parts)) if _parts(t, "conv", "plus") else None,
    lambda t: conv(flip(t.parts[0].parts[0]), flip(t.parts[0].parts[1])) if _parts(t, "flip", "conv") else None,
    lambda t: (
        conv(shift(t.parts[0].parts[0], t.polys[0]), t.parts[0].parts[1])
        if t.head == "shift" and t.parts[0].head == "conv"
        else None
    ),
    lambda t: (
        conv(up(t.parts[0].parts[0]), up(t.parts[0].parts[1])) if t.head == "up" and t.parts[0].head == "conv" else None
    ),
    lambda t: plus(*t.parts[::-1]) if t.head == "plus" else None,
    lambda t: flip(flip(t)),
    lambda t: conj(conj(t)),
    lambda t: conv(t, delta()),
    lambda t: shift(shift(t, "k"), -symbol("k")),
    lambda t: down(up(t)),
)


def rewritten(t: Term, source: random.Random) -> Term:
    """Return the term after one rewriting, at the root or inside."""
    if t.parts and source.random() < 0.5:
        i = source.randrange(len(t.parts))
        parts = (*t.parts[:i], rewritten(t.parts[i], source), *t.parts[i + 1 :])
        return Term(t.head, parts, t.polys, t.names)
    found = [new for new in (rule(t) for rule in REWRITINGS) if new is not None]
    return source.choice(found)


@given(SEEDS)
def test_rewritings_are_proved(seed: int) -> None:
    """Four random rewritings of a random expression: the ends of the chain are proved equal."""
    source = random.Random(seed)
    left = right = expression(source, source.randrange(1, 4))
    for _ in range(4):
        right = rewritten(right, source)

    proof = decide(Goal(CONTEXT, sample(left, n), sample(right, n)), seconds=20)

    assert isinstance(proof, Proof)
    assert replay(proof.certificate).goal == proof.goal


@given(SEEDS)
def test_the_adjoint_moves_any_kernel(seed: int) -> None:
    """⟨a∗x, y⟩ = ⟨x, y⋆a⟩ for every expression a."""
    source = random.Random(seed)
    a = expression(source, 2)
    left, right = apply("inner", conv(f, a), g), apply("inner", f, corr(g, a))

    assert isinstance(decide(Goal(CONTEXT, sample(left, *()), sample(right, *())), seconds=20), Proof)
