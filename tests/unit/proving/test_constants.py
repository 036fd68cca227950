"""Statements with π, ω and I: π is no algebraic number, and ω is a multiple of it in every instance."""

from __future__ import annotations

import pytest

import symconv
from symconv.derivation import Status


@pytest.mark.parametrize(
    ("statement", "lhs", "rhs"),
    [
        ("pi = 3", "pi", "3"),
        ("pi = 22/7", "pi", "22/7"),
        ("pi**2 = 10", "pi**2", "10"),
        ("pi = I", "pi", "I"),
        ("(pi + 1)**2 = pi**2 + 2*pi", "1 + 2*pi + pi**2", "2*pi + pi**2"),
        ("1/pi = pi", "pi**(-1)", "pi"),
        ("exp(2*pi*I/3)*pi = -pi/2", "exp(2*pi*I/3)*pi", "-(1/2)*pi"),
        ("I = 1", "I", "1"),
    ],
)
def test_constants_differ(statement: str, lhs: str, rhs: str) -> None:
    """Both values are shown exactly."""
    answer = symconv.prove(statement)

    assert answer.status is Status.REFUTED
    assert answer.counterexample is not None
    found = answer.to_dict()["counterexample"]
    assert (found["lhs"], found["rhs"]) == (lhs, rhs)
    assert all((answer.to_markdown(), answer.to_latex(), answer.to_html()))


@pytest.mark.parametrize(
    "statement",
    [
        "pi*f[n] = 3*f[n]",
        "omega = 1",
        "omega = pi",
        "omega**2 = omega",
        "exp(I*omega) = omega",
        "dtft(f, omega) = omega*dtft(f, omega)",
        "sum(m, 0, N, pi*f[m]) = 22/7*sum(m, 0, N, f[m])",
        "z = 2",
    ],
)
def test_factors_differ(statement: str) -> None:
    """One instance tells π, ω and z from the numbers that they are taken for."""
    assert symconv.prove(statement).status is Status.REFUTED


@pytest.mark.parametrize(
    "statement",
    ["(pi + 1)**2 = pi**2 + 2*pi + 1", "pi*f[n]/pi = f[n]", "conj(I*pi) = -I*pi", "omega*pi = pi*omega"],
)
def test_true_statements_with_constants(statement: str) -> None:
    """The algebra of π and ω is that of unknowns."""
    assert symconv.prove(statement).status is Status.PROVED
