"""A product of samples that was meant as a convolution: ``x[n] * δ[n−k] = x[n−k]``, as it is often written.

``*`` between samples is the product of numbers. Where such a statement is false, and true with ∗, the reader is told.

May import: ``question``, ``repairs``, ``spelling``, ``goals``, ``decide``.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from symconv.errors import SymconvError
from symconv.proving.decide import Proof, decide
from symconv.proving.goals import goals
from symconv.proving.question import Question
from symconv.proving.reading import Reading
from symconv.proving.refute import refute
from symconv.proving.repairs import Repair
from symconv.proving.spelling import Speller, is_sample
from symconv.proving.tree import rebuilt
from symconv.proving.trials import Trials
from symconv.proving.written import alike
from symconv.syntax.nodes import Call, Node, Product, Summation

__all__ = ["as_convolutions"]

SECONDS = 0.5
TRIES = 12


def as_convolutions(question: Question) -> Repair | None:
    """Return the statement with its products of samples read as convolutions, if that makes it true."""
    speller = Speller.of(question.source, [question.statement], question.modulus)
    try:
        statement = _convolved(question.statement, speller)
        if statement == question.statement:
            return None
        read = replace(question, statement=statement).read()
        if any(alike(left, right) for left, right in pairwise(read.sides)):
            return None  # nothing would be said
        proofs = [_proof(read, place) for place in range(len(read.sides) - 1)]
    except SymconvError:
        return None
    if len(proofs) != 1 or proofs[0] is None:
        return None
    return Repair((), statement, proofs[0])


def _convolved(node: Node, speller: Speller) -> Node:
    """Put ``conv(x, h)[n]`` in the place of ``x[n]*h[n]``."""
    if isinstance(node, Product) and node.sign and len(node.factors) == 2 and all(map(is_sample, node.factors)):
        return speller.plain(replace(Call("conv", node.factors), span=node.span))
    if isinstance(node, Summation):
        return node  # under a sum a product is one
    return rebuilt(node, lambda child: _convolved(child, speller))


def _proof(reading: Reading, place: int) -> Proof | None:
    goal = goals(reading)[place]
    left, right = tuple(pairwise(reading.sides))[place]
    if refute(reading, Trials(reading, left, right), TRIES).instance is not None:
        return None
    found = decide(goal, seconds=SECONDS)
    return found if isinstance(found, Proof) else None
