"""Proofs read like a textbook: every line true, every note said, nothing twice."""

from __future__ import annotations

import pytest
import sympy

from symconv.errors import ConventionError
from symconv.logic import RULES
from symconv.proving.answer import prove
from symconv.proving.narration import NARRATIONS
from symconv.proving.readable import readable
from symconv.syntax import to_text


def test_hypotheses_are_named_where_they_are_used() -> None:
    """The line that needs an even kernel says so."""
    verdict = prove("corr(f, h) = conv(f, h)", "h even")
    assert verdict.proof is not None
    notes = [
        "".join(part if isinstance(part, str) else to_text(part) for part in step.explanation[0].parts())
        for step in readable(verdict.proof).steps
    ]

    assert "h is even" in notes
    assert notes[0] == "definition of correlation of real signals"
    assert notes[-1] == "definition of convolution"


def test_every_rule_has_its_sentences() -> None:
    """No rule of the trusted core is left without words; `reindex` has its own."""
    assert {narration.rule for narration in NARRATIONS} | {"reindex"} == set(RULES)


def test_limited_sums_are_printed_with_their_limits() -> None:
    """A sum over the support shows its limits, not step functions."""
    verdict = prove("conv(f, g)[n] = sum(m, 0, N-1, f[m]*g[n-m])", "f on 0..N-1")
    assert verdict.proof is not None

    assert to_text(readable(verdict.proof).chain()).endswith("sum(m, 0, N - 1, f[m]*g[n - m])")


def test_lines_become_sympy_equations() -> None:
    """Every line is an equation of SymPy expressions."""
    verdict = prove("conv(f, g) = conv(g, f)")
    assert verdict.proof is not None
    equations = readable(verdict.proof).to_sympy()

    assert len(equations) == 4
    assert str(equations[1]) == "Eq(Sum(f[m]*g[-m + n], (m, -oo, oo)), Sum(f[-m + n]*g[m], (m, -oo, oo)))"


def test_detail() -> None:
    """Brief joins definitions, full names every rule of the trusted core."""
    verdict = prove("conv(conv(f, g), h) = conv(f, conv(g, h))")
    assert verdict.proof is not None
    brief, full = readable(verdict.proof, "brief"), readable(verdict.proof, "full")
    notes = [step.explanation[0].template for step in full.steps]

    assert to_text(brief.steps[0].after) == "sum(m, sum(k, f[k]*g[m - k])*h[n - m])"
    assert [rule for rule in RULES if any(note.startswith(f"{rule}: ") for note in notes)] == [
        rule for rule in RULES if rule in {"unfold", "expand", "reindex"}
    ]
    assert brief.steps[-1].after == full.steps[-1].after
    with pytest.raises(ConventionError, match="detail"):
        readable(verdict.proof, "fulll")


def test_sums_over_residues_are_finite_in_sympy() -> None:
    """Over Z/N every sum runs over one period."""
    verdict = prove("conv(f, g) = conv(g, f)", (), "Z/N")
    assert verdict.proof is not None

    sums = [s for equation in readable(verdict.proof).to_sympy() for s in equation.atoms(sympy.Sum)]

    assert sums
    assert {s.limits[0][1:] for s in sums} == {(0, sympy.Symbol("N") - 1)}
