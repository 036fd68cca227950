"""What exported theorems say, and what is refused; ``coqc`` itself runs in tests/soundness/test_coq.py."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from symconv.cli import main
from symconv.errors import UnsupportedProblemError
from symconv.proving.coq.names import identifier, prelude
from symconv.results.answer import Answer
from symconv.statements import prove, prove_identity
from tests.exported import library, theorem

STATEMENTS = [
    ("conv(f, g) = conv(g, f)", (), "statement (f g : R -> C) (n : R) : real f -> real g -> conv f g n = conv g f n"),
    (
        "corr(f, h) = conv(f, h)",
        ("h even",),
        "statement (f h : R -> C) (n : R) : (forall n, h n = h (- n)) -> real f -> real h -> corr f h n = conv f h n",
    ),
    (
        "dft(conv(f, g))[k] = dft(f)[k]*dft(g)[k]",
        ("f complex", "g complex"),
        "statement (f g : R -> C) (k : R) : dft (conv f g) k = dft f k * dft g k",
    ),
    ("shift(f, N) = f", ("f complex",), "statement (f : R -> C) (n : R) : shift f (period%:R) n = f n"),
    (
        "sum((n, m), F[n,m]) = sum(m, sum(n, F[n,m]))",
        ("F complex",),
        "statement (F : R -> R -> C) : sum (fun n => sum (fun m => F n m)) = sum (fun m => sum (fun n => F n m))",
    ),
    (
        "f[n]/a*a = f[n]",
        ("f complex", "a complex"),
        "statement (f : R -> C) (a : C) (n : R) : a != 0 -> a^-1 * f n * a = f n",
    ),
    (
        "diff(inner(conv(x, w), g), x[k]) = corr(g, w)[k]",
        (),
        "statement (x w g : R -> C) (k : R) : real x -> real w -> real g -> "
        "derivative (fun x : R -> C => inner (conv x w) g) (moved x k) (corr g w k)",
    ),
    (
        "diff(inner(x, x), conj(x[k])) = x[k]",
        ("x complex",),
        "statement (x : R -> C) (k : R) : wirtinger_conj (fun x : R -> C => inner x x) (moved x k) (x k)",
    ),
    (
        "2*diff(x[n]**2, x[k]) = 4*delta[n-k]*x[k]",
        (),
        "statement (x : R -> C) (n k : R) : real x -> exists D1 : (R -> C) -> C, "
        "(forall x', real x' -> derivative (fun x : R -> C => x n * x n) (moved x' k) (D1 x')) /\\ "
        "2%:R * D1 x = 4%:R * delta (n - k) * x k",
    ),
]


@pytest.mark.parametrize(("statement", "given", "expected"), STATEMENTS)
def test_a_theorem_says_what_the_statement_says(statement: str, given: tuple[str, ...], expected: str) -> None:
    """Signals are functions, operators have their names, hypotheses stand before the equality."""
    assert theorem(prove(statement, given, "Z/N").to_coq()) == expected


DEFINITIONS = {
    "conv": "sum (fun i => x i * w (n - i))",
    "corr": "sum (fun i => x (i + n) * conj (w i))",
    "corr_with": "sum (fun i => x (d * i + n * s - p) * conj (w i))",
    "flip": "x (- n)",
    "shift": "x (n - k)",
    "inner": "sum (fun i => x i * conj (w i))",
    "outer": "x n * w m",
    "delta": "1 * kronecker n",
    "dft": "sum (fun i => x i * turn (- i * n))",
    "idft": "period%:R^-1 * sum (fun i => x i * turn (i * n))",
}


def test_the_definitions_are_those_of_the_language() -> None:
    """Every operator that the library uses is defined in Coq as DESIGN and docs/statements.md define it, by hand."""
    from symconv.proving.coq import coq_file

    text = coq_file(list(library().exported.items())).removeprefix(prelude() + prelude("derivatives"))
    found = dict(re.findall(r"^Definition (\w+) \(.*? : C :=\n  (.*)\.$", text, flags=re.MULTILINE))

    assert {name: found[name] for name in DEFINITIONS} == DEFINITIONS
    assert {name.partition("_")[0] for name in found} <= {name.partition("_")[0] for name in DEFINITIONS}


REFUSED = [
    ("conv(f, g) = conv(g, f)", None, "indices in Z"),
    ("sum(n, 0, N-1, f[n]) = sum(n, f[n])", "Z/N", "limits"),
    ("corr(f, h) = conv(f, h)", "Z/N", "refuted"),
    ("conv(f, g) = conv(g, f)", "Z/8", "single letter"),
    ("exp(I*t)*f[n] = f[n]*exp(I*t)", "Z/N", "exponentials"),
    ("conv(seq(n, diff(f[n]**2, f[k])), g)[n] = conv(g, seq(n, diff(f[n]**2, f[k])))[n]", "Z/N", "derivative"),
]


@pytest.mark.parametrize(("statement", "over", "reason"), REFUSED)
def test_what_is_outside_is_refused_with_the_reason(statement: str, over: str | None, reason: str) -> None:
    """One message says why; the command ends with status 2."""
    with pytest.raises(UnsupportedProblemError, match=reason):
        prove(statement, over=over).to_coq()
    result = CliRunner().invoke(main, ["prove", statement, "--format", "coq", *(["--over", over] if over else [])])

    assert result.exit_code == 2
    assert reason in result.output
    assert result.output.count("\n") == 1


def test_the_command_writes_a_file(tmp_path: Path) -> None:
    """The suffix .v decides the format, and an identity names its theorem."""
    path = tmp_path / "proof.v"
    arguments = ["identities", "even-kernel", "--over", "Z/N", "-o", str(path)]

    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert theorem(path.read_text(encoding="utf-8")).startswith("even_kernel (f h : R -> C)")


def test_a_chain_has_a_theorem_for_each_equality() -> None:
    """They are numbered."""
    answer = prove("f[n] + g[n] = g[n] + f[n] = f[n] + g[n]", over="Z/N")

    assert re.findall(r"^Theorem (\w+)", answer.to_coq(), flags=re.MULTILINE) == ["statement_1", "statement_2"]


def test_names_stay_apart() -> None:
    """Names of the prelude and of Coq are changed, and no two names become one."""
    names = ["f", "f_", "f__", "sum", "sum_", "fun", "fun_", "conv", "conv_2d", "conv_of", "given1", "real", "end", "N"]
    found = [identifier(name) for name in names]

    assert len(set(found)) == len(names)
    with pytest.raises(UnsupportedProblemError, match="letters"):
        identifier("\N{GREEK SMALL LETTER ALPHA}")
    assert [name for name, other in zip(names, found, strict=True) if name == other] == ["f", "conv_of", "N"]


def test_answers_have_it_by_import() -> None:
    """``prove_identity(name).to_coq()`` is the file that the command writes."""
    answer = prove_identity("circular-commutes")

    assert isinstance(answer, Answer)
    assert answer.render("coq").text == answer.to_coq()
    assert Counter(answer.to_coq().split())["Theorem"] == 1
