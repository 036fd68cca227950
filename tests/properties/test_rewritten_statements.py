"""True identities by random rewriting: two forms of one expression are never told apart, and nearly always proved."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from random import Random

from symconv.derivation import Status
from symconv.proving.answer import answer
from symconv.proving.assumptions import Declared
from symconv.proving.complaints import Source
from symconv.proving.question import Question
from symconv.syntax import to_text
from symconv.syntax.nodes import Add, Call, Chain, Name, Negative, Node, Number, Product

STATEMENTS = 400 if os.environ.get("CI") else 80
ONE = Number(Fraction(1))
SIGNALS = tuple(Declared(Source(f"{n} signal"), n, "signal") for n in "fgh")


def expression(random: Random, size: int) -> Node:
    """Return a random expression in f, g and h with that many operators."""
    if size == 0:
        return Name(random.choice("fgh"))
    match random.randrange(8):
        case 0:
            return Call("flip", (expression(random, size - 1),))
        case 1:
            return Call("shift", (expression(random, size - 1), random.choice((ONE, Name("k"), Negative(Name("k"))))))
        case 2:
            return Call("up", (expression(random, size - 1), random.choice((Number(Fraction(2)), Name("s")))))
        case 3:
            left = random.randrange(size)
            return Add((expression(random, left), expression(random, size - 1 - left)))
        case _:
            left = random.randrange(size)
            parts = (expression(random, left), expression(random, size - 1 - left))
            return Call(random.choice(("conv", "corr")), parts)


def conv(f: Node, g: Node) -> Node:
    """Return f ∗ g."""
    return Call("conv", (f, g))


def corr(f: Node, g: Node) -> Node:
    """Return f ⋆ g."""
    return Call("corr", (f, g))


def flip(f: Node) -> Node:
    """Return f reversed."""
    return Call("flip", (f,))


def rewritings(node: Node, complex: bool) -> Iterator[Node]:
    """Yield forms of one expression that are equal by a law of the algebra, each law from a textbook."""
    match node:
        case Call("conv", (f, g)):
            yield conv(g, f)
            yield corr(f, Call("conj", (flip(g),)) if complex else flip(g))
            yield flip(conv(flip(f), flip(g)))
            match f:
                case Call("conv", (a, b)):
                    yield conv(a, conv(b, g))
                case Add((a, b)):
                    yield Add((conv(a, g), conv(b, g)))
                case Call("shift", (a, k)):
                    yield Call("shift", (conv(a, g), k))
                case Call("corr", (a, b)):
                    yield corr(conv(a, g), b)
        case Call("corr", (f, g)):
            yield conv(f, Call("conj", (flip(g),)) if complex else flip(g))
            yield flip(Call("conj", (corr(g, f),)) if complex else corr(g, f))
            match f:
                case Call("corr", (a, b)):
                    yield corr(a, conv(b, g))
                case Call("shift", (a, k)):
                    yield Call("shift", (corr(a, g), k))
        case Call("flip", (Call("shift", (f, k)),)):
            yield Call("shift", (flip(f), Negative(k)))
        case Call("flip", (Call("up", (f, s)),)):
            yield Call("up", (flip(f), s))
        case Call("up", (Call("conv", (f, g)), s)):
            yield conv(Call("up", (f, s)), Call("up", (g, s)))
        case Call("up", (Call("shift", (f, k)), s)):
            yield Call("shift", (Call("up", (f, s)), Product((s, k), "*")))
        case Add((f, g)):
            yield Add((g, f))
    yield flip(flip(node))
    yield conv(node, Name("delta"))


def rewritten(random: Random, node: Node, complex: bool) -> Node:
    """Apply one law at a random place."""
    if isinstance(node, Call) and random.random() < 0.5:
        inside = [i for i, a in enumerate(node.arguments) if isinstance(a, Call | Add)]
        if inside and node.function != "shift":
            i = random.choice(inside)
            new = rewritten(random, node.arguments[i], complex)
            return Call(node.function, (*node.arguments[:i], new, *node.arguments[i + 1 :]), node.options)
    return random.choice(list(rewritings(node, complex)))


def test_rewritten_expressions_are_proved_equal() -> None:
    """No rewriting is refuted, and at most one in fifty stays open."""
    statuses: Counter[Status] = Counter()
    for seed in range(STATEMENTS):
        random = Random(seed)
        complex = seed % 3 == 0
        left = expression(random, random.randint(1, 4))
        right = left
        for _ in range(random.randint(1, 5)):
            right = rewritten(random, right, complex)

        verdict = answer(
            Question(Source("left = right"), Chain(left, (("=", right),)), SIGNALS, complex=complex), repair=False
        )

        statuses[verdict.status] += 1
        assert verdict.status is not Status.REFUTED, to_text(verdict.statement)

    assert statuses[Status.OPEN] <= STATEMENTS // 50
