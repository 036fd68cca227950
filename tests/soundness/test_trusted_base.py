"""What a proof rests on, written down by hand: definitions, rules, and the manners of the trusted files."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

import symconv
from symconv.logic import RULES, rule_table
from symconv.terms import definitions

TRUSTED = ("logic", "products", "contexts", "terms", "polynomials")
ALLOWED_IMPORTS = {
    "__future__",
    "collections",
    "collections.abc",
    "dataclasses",
    "fractions",
    "functools",
    "math",
    "typing",
    "symconv.errors",
    *(f"symconv.{name}" for name in TRUSTED),
}
DEFINED = (
    "conv(x,w)[n] = Σ_m x[m]·w[n−m]; conv(x,w;s,d,p)[n] = Σ_m x[s·n−d·m−p]·w[m]",
    "corr(x,w;s,d,p)[n] = Σ_m x[s·n+d·m−p]·conj(w[m]); s,d,p = 1,1,0 if left out",
    "flip(f)[n] = f[−n]",
    "shift(f;k)[n] = f[n−k]",
    "down(f;s)[n] = f[s·n]; an axis Z/sN becomes Z/N",
    "up(f;s)[n] = Σ_m f[m]·δ[n−s·m]; an axis Z/N becomes Z/sN",
    "outer(u,v)[n,m] = u[n]·v[m]",
    "inner(f,g)[] = Σ_n f[n]·conj(g[n])",
    "delta(;N)[n] = δ[n] modulo N, one N per axis (0: Z)",
    "step(;0)[n] = 1[n ≥ 0], one 0 per axis",
    "dft(f)[k] = Σ_n f[n]·exp(−2πI·k·n/N)",
    "idft(f)[n] = 1/N·Σ_k f[k]·exp(2πI·k·n/N)",
    "ztransform(f;w,s)[] = Σ_n f[n]·(w^s)^(−n); w is ± a product of powers",
    "dtft(f;t)[] = Σ_n f[n]·exp(−I·t·n)",
)
RULE_NAMES = (
    "unfold",
    "differentiate",
    "expand",
    "sift",
    "insert",
    "use",
    "lattice",
    "reindex",
    "reflect",
    "wrap",
    "orthogonality",
    "count",
    "add_guard",
    "drop_guard",
    "lift",
    "split",
    "divide",
    "residues",
    "share",
    "tidy",
)


def source(name: str) -> str:
    """Return the text of a trusted file."""
    return (Path(symconv.__file__).parent / f"{name}.py").read_text(encoding="utf-8")


def test_definitions_are_the_written_ones() -> None:
    """Adding an operator means adding it here, where it is read."""
    assert definitions() == DEFINED


def test_rules_are_the_written_ones() -> None:
    """Adding a rule means adding it here, where it is read."""
    assert set(RULES) == set(RULE_NAMES)
    assert len(RULES) == len(RULE_NAMES)


@pytest.mark.parametrize(("name", "card"), rule_table(), ids=lambda value: value if len(value) < 20 else "")
def test_every_rule_has_its_card(name: str, card: str) -> None:
    """A card says what becomes what, and under which conditions."""
    assert "⟹" in card or "⟺" in card or name == "tidy"
    assert "Side conditions:" in card or "Fails when" in card or "Source:" in card


@pytest.mark.parametrize("name", RULE_NAMES)
def test_every_rule_is_documented(name: str) -> None:
    """The page for the authors of checkers has a row for it."""
    page = Path(symconv.__file__).parent.parent / "docs" / "certificate-format.md"

    assert f"| `{name}` " in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TRUSTED)
def test_trusted_files_keep_their_manners(name: str) -> None:
    """No assert (python -O removes it), no floats, no import beyond the standard library and one another."""
    tree = ast.parse(source(name))

    for node in ast.walk(tree):
        assert not isinstance(
            node, ast.Assert | ast.Global | ast.AsyncFunctionDef | ast.Lambda | ast.Try
        ) or isinstance(node, ast.Lambda)
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        assert not (isinstance(node, ast.Name) and node.id in ("float", "eval", "exec", "complex"))
        if isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= ALLOWED_IMPORTS
        if isinstance(node, ast.ImportFrom):
            assert node.module in ALLOWED_IMPORTS


def test_the_core_is_small() -> None:
    """The rules and the replay fit in 700 lines, every other trusted file in 400."""
    lengths = {name: len(source(name).splitlines()) for name in TRUSTED}

    assert lengths.pop("logic") < 700
    assert max(lengths.values()) < 400


def test_rules_are_functions_of_the_core() -> None:
    """No rule is defined elsewhere."""
    assert all(inspect.getmodule(function).__name__ == "symconv.logic" for function, _ in RULES.values())
