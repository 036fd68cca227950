"""Statement → SymPy → statement: what comes back is proved equal to what went in."""

from __future__ import annotations

import os
from fractions import Fraction
from random import Random

import pytest

from symconv.derivation import Status
from symconv.errors import UnsupportedProblemError
from symconv.proving.answer import prove
from symconv.proving.identities import GROUPS, Identity
from symconv.proving.sympy_questions import text_of_sympy
from symconv.syntax import parse_statement, to_text
from symconv.syntax.nodes import Add, Call, Chain, Index, Name, Negative, Node, Number, Product, Quotient, Summation
from symconv.syntax.sympy_statements import statement_to_sympy

EXPRESSIONS = 300 if os.environ.get("CI") else 60
BOUND = ("m", "k", "j")


def number(random: Random, value: int) -> Node:
    """Return a small rational number that is not 0."""
    return Quotient(Number(Fraction(value)), Number(Fraction(random.choice((1, 2, 3)))))


def index(random: Random, names: tuple[str, ...]) -> Node:
    """Return an index: a sum of some of the names, with a shift."""
    terms: list[Node] = [Name("n"), *(Name(name) for name in names if random.random() < 0.7)]
    signed = [Negative(term) if random.random() < 0.5 else term for term in terms]
    return Add((*signed, Number(Fraction(random.randrange(3)))))


def expression(random: Random, size: int, names: tuple[str, ...] = ()) -> Node:
    """Return a random number: samples, impulses, conjugates, sums with and without limits, derivatives."""
    if size == 0:
        sample: Node = Index(Name(random.choice("fgh")), (index(random, names),))
        return Call("conj", (sample,)) if random.random() < 0.3 else sample
    match random.randrange(6):
        case 0:
            left = random.randrange(size)
            return Add((expression(random, left, names), expression(random, size - 1 - left, names)))
        case 1:
            left = random.randrange(size)
            return Product((expression(random, left, names), expression(random, size - 1 - left, names)), "*")
        case 2:
            return Product((number(random, random.choice((1, 2, 5))), expression(random, size - 1, names)), "*")
        case 3 if len(names) < 2:
            name = BOUND[len(names)]
            body = expression(random, size - 1, (*names, name))
            gathered = Product((Index(Name("delta"), (Add((Name(name), Negative(Name("n")))),)), body), "*")
            return Summation((name,), None, None, gathered)
        case 4 if len(names) < 2:
            name = BOUND[len(names)]
            body = expression(random, size - 1, (*names, name))
            return Summation((name,), Number(Fraction(0)), Number(Fraction(random.randint(1, 4))), body)
        case _:
            inner = expression(random, size - 1, names)
            return Product((Index(Name(random.choice(("delta", "step"))), (index(random, names),)), inner), "*")


@pytest.mark.parametrize("seed", range(EXPRESSIONS))
def test_expressions_come_back(seed: int) -> None:
    """A random expression, written as SymPy writes it, is proved equal to itself."""
    random = Random(seed)
    node = expression(random, random.randint(1, 4))
    text, hypotheses = text_of_sympy(statement_to_sympy(node))

    assert not hypotheses
    assert prove(f"{to_text(node)} = {text}", complex=True).status is Status.PROVED


WITHOUT_COUNTERPART = {"binomial-kernel", "difference-and-sum-kernel", "wirtinger-energy"}
LIBRARY = [identity for group in GROUPS for identity in group.identities if identity.holds]


@pytest.mark.parametrize("identity", LIBRARY, ids=lambda i: i.name)
def test_the_library_comes_back(identity: Identity) -> None:
    """Both ends of every identity survive, unless SymPy has no counterpart of something in them."""
    claim = parse_statement(identity.statement).claim
    assert isinstance(claim, Chain)
    try:
        first, _ = text_of_sympy(statement_to_sympy(claim.first))
        last, _ = text_of_sympy(statement_to_sympy(claim.links[-1][1]))
    except UnsupportedProblemError:
        assert identity.name in WITHOUT_COUNTERPART
        return
    chain = f"{first} = {identity.statement} = {last}"

    assert prove(chain, identity.given, identity.over, complex=identity.complex).status is Status.PROVED
