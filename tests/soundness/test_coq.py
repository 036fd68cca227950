"""Coq checks what is exported, and would refuse what is false."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from symconv.proving.answer import prove
from symconv.proving.coq import coq_file
from symconv.syntax import to_text
from tests.exported import coqc, library
from tests.properties.test_rewritten_statements import expression, rewritten

CHUNKS = 6

pytestmark = pytest.mark.coq


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_exported_identity_is_accepted(chunk: int, tmp_path: Path) -> None:
    """``coqc`` accepts the theorems of the library, and none of them rests on an axiom."""
    named = list(library().exported.items())[chunk::CHUNKS]
    accepted, said = coqc(coq_file(named), tmp_path)

    assert accepted, said[-3000:]
    assert said.count("Closed under the global context") == len(named)
    assert "Axioms" not in said


def test_rewritten_expressions_are_accepted(tmp_path: Path) -> None:
    """Statements that nobody chose are exported for ``coqc`` to accept: random rewritings, half in spectra."""
    named = []
    for seed in range(1000, 1018):
        random, complex = Random(seed), seed % 3 == 0
        left = right = expression(random, random.randint(1, 3))
        for _ in range(random.randint(1, 4)):
            right = rewritten(random, right, complex)
        sides = [to_text(side) for side in (left, right)]
        if "up(" in sides[0] + sides[1]:
            continue
        statement = " = ".join(f"dft({side})[k]" if seed % 2 else f"{side}" for side in sides)
        proof = prove(statement, over="Z/N", complex=complex).proof
        assert proof is not None, statement
        named.append((f"rewriting_{seed}", proof))
    accepted, said = coqc(coq_file(named), tmp_path)

    assert accepted, said[-3000:]
    assert said.count("Closed under the global context") == len(named) >= 10


FALSE = [
    ("conv(f, g) = conv(g, f)", (), "conv f g n = conv g f n", "conv f g n = conv g f (- n)"),
    ("conv(f, g) = conv(g, f)", (), "conv f g n = conv g f n", "conv f g n = - conv g f n"),
    ("corr(f, h) = conv(f, h)", ("h even",), "(forall n, h n = h (- n))", "(forall n, h n = h n)"),
    ("corr(f, h) = -conv(f, h)", ("h odd",), "(forall n, h n = - h (- n))", "(forall n, h n = h (- n))"),
    ("inner(f, g) = inner(dft(f), dft(g))/N", (), "period%:R^-1 * inner", "inner"),
    ("diff(sum(n, x[n]**2), x[k]) = 2*x[k]", (), "(2%:R * x k)", "(x k)"),
    ("shift(f, k)[n] = f[n-k]", (), "x (n - k).", "x (n + k)."),
    ("sum(n, conv(f, g)[n]) = sum(n, f[n])*sum(n, g[n])", (), "x i * w (n - i)", "x i * w (n - i - i)"),
]


@pytest.mark.parametrize(("statement", "given", "part", "other"), FALSE)
def test_a_changed_theorem_is_refused(
    statement: str, given: tuple[str, ...], part: str, other: str, tmp_path: Path
) -> None:
    """The proof of a statement is no proof of a false one, nor of one about another operator."""
    verdict = prove(statement, given, "Z/N")
    assert verdict.proof is not None
    text = coq_file([("claim", verdict.proof)])
    begin, proof, end = text.rpartition("\nProof")
    changed = begin.replace(part, other)
    assert changed != begin
    accepted, said = coqc(changed + proof + end, tmp_path)

    assert not accepted
    assert "Error" in said
