"""``symconv prove`` from the command line: what it imports, how it answers bad input, and derivations in files."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from symconv.cli import main

RUN = CliRunner()


def test_a_proof_imports_neither_sympy_nor_numpy() -> None:
    """A proof is made of integers, so that the command answers sooner than SymPy is imported."""
    code = (
        "import sys\n"
        "from symconv.cli import main\n"
        "try:\n    main(['prove', 'corr(f, h) = conv(f, flip(h))'])\n"
        "except SystemExit as end:\n"
        "    print(end.code, sorted({'sympy', 'numpy'} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "0 []"


DEEP = "conv(" * 60 + "f" + ", f)" * 60
BAD = [
    # what is written wrongly
    (["convv(f, g) = 0"], "the operator 'convv' is not known; did you mean conv"),
    (["quux(f, g) = 0"], "the operator 'quux' is not known"),
    (["conv(f) = 0"], r"conv takes 2 arguments, here are 1; expected conv\(f, g\)"),
    (["flip(f, g) = 0"], "flip takes 1 argument, here are 2"),
    (["f[n = 0"], "line 1, column 5"),
    (["conv(f, g) ="], "the end of the text was not expected here"),
    ([""], "the end of the text was not expected here"),
    (["="], "'=' was not expected here"),
    (["f * g = g * f"], r"write conv\(f, g\) for the convolution or f\[n\]\*g\[n\]"),
    (["f[n, m] = f[n]"], "dimensions clash"),
    (["conv(f, g) = sum(m, f[m]*g[n-m])"], "with the unbound index n"),
    (["conv(f, g)"], "a statement is an equality"),
    (["f[n] < g[n]"], "inequalities between values are outside the language.*symconv check"),
    (["f = g implies g = f"], "'implies' are outside the language"),
    # hostile text
    (["f" * 1_000_000 + " = 0"], "1000004 characters is more than the limit of 20000"),
    (["(" * 9_000 + "f"], "a nesting of .* levels is more than the limit of 40|words and signs is more than"),
    ([DEEP + " = 0"], "a nesting of 41 levels is more than the limit of 40"),
    (["/a" * 150 + " = 0"], "was not expected"),
    (["f[n]" + "/a" * 150 + " = 0"], "a tree of .* levels is more than the limit of 100"),
    ([" + ".join(["f[n]"] * 400) + " = 0"], "parts is more than the limit of 600 parts"),
    (["f[n]*1e-99999999 = 0"], "the power of ten -99999999 is more than the limit"),
    (["10^-99999999*f[n] = 0"], "an exponent above 12 is too large here"),
    (["9**9**9*f[n] = 0"], r"two exponents in a row are not clear; write \(a\^b\)\^c"),
    (["f[n]*" + "9" * 500 + " = 0"], "a number of 500 digits is more than the limit of 60 digits"),
    (["f[(n + m + k + l)**12] = 0"], "a polynomial is too large; make it smaller"),
    (["f[n]\0 = 0"], r"line 1, column 5: the character U\+0000 is not in the language"),
    (["f[n] = g[n]\u202e"], r"line 1, column 12: the character U\+202E is not in the language"),
    (["\ud800 = 0"], r"the character U\+D800 is not in the language"),
    (["__import__('os').system('x') = 0"], "line 1, column 12"),
    # hypotheses and index sets
    (["f = f", "--given", "f evn"], "'evn' is no hypothesis about f .did you mean 'even'"),
    (["f = f", "--given", "q even"], "q does not occur in the statement"),
    (["f = f", "--given", "N > 0", "--given", "N < 0"], "contradict each other.*nothing is proved"),
    (["f = f", *["--given", "f even"] * 41], "reading hypotheses: 41 is more than the limit of 40"),
    (["f = f", "--over", "Z/0"], "Z/N needs a positive N"),
    (["f = f", "--over", "Q"], "'Q' is no set of indices; expected Z or Z/N"),
    (["dft(f) = f"], "dft is defined over Z/N only"),
    (["sum(n, n*f[n]) = 0", "--over", "Z/N"], "as a factor it is no function on Z/N"),
    # sums without a value
    (["sum(n, step[n]) = 0"], "has no meaning for the signals that are meant: the sum over n"),
    (["sum(n, (1/2)**n*step[n]) = 2"], "geometric series among them, are outside the language"),
    # options
    (["f = f", "--detail", "nrmal"], "detail 'nrmal' is not known.*did you mean 'normal'"),
    (["f = f", "--format", "latx"], "format 'latx' is not known.*did you mean 'latex'"),
    (["f = f", "--steps", "x"], "give a statement, or --steps FILE"),
    ([], "give a statement, or --steps FILE"),
    (["--steps", "no-such-file.txt"], "no-such-file.txt"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD, ids=lambda value: str(value)[:50])
def test_bad_input_is_one_message_and_status_2(arguments: list[str], message: str) -> None:
    """Standard output stays empty, and the one message says what is wrong and what to do."""
    outcome = RUN.invoke(main, ["prove", *arguments])

    assert outcome.exit_code == 2, outcome.output
    assert outcome.stdout == ""
    assert "Traceback" not in outcome.stderr
    assert len(outcome.stderr) < 1_000
    assert re.search(message, outcome.stderr.replace("\n", " ")), outcome.stderr


@pytest.mark.parametrize(
    ("statement", "over", "status"),
    [
        ("conv(" * 38 + "f" + ", f)" * 38 + " = 0", None, 1),
        ("*".join(["(f[n] + g[n])"] * 60) + " = 0", None, 1),
        ("dft(f) = f", "Z/1000000000", 3),
        ("conv(f, g, stride=100000000000000000000) = 0", None, 1),
    ],
    ids=["nested", "product", "period", "stride"],
)
def test_large_statements_are_answered(statement: str, over: str | None, status: int) -> None:
    """What is inside the limits ends with an answer, not with a lack of memory."""
    outcome = RUN.invoke(main, ["prove", statement, *(["--over", over] if over else [])])

    assert outcome.exit_code == status, outcome.output
    assert outcome.stdout


DERIVATION = "corr(f, h)\n= conv(f, flip(h))   # definition\n= conv(f, h)   (h is even)\n"


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ([], 1, "The first step that does not follow is in line 3, column 3. The other steps follow."),
        (["--given", "h even"], 0, "Every step follows from the one before"),
    ],
)
def test_a_derivation_in_a_file(given: list[str], status: int, words: str, tmp_path, monkeypatch) -> None:
    """The document begins with the verdict on every step."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "derivation.txt").write_text(DERIVATION)

    outcome = RUN.invoke(main, ["prove", "--steps", "derivation.txt", *given])

    assert outcome.exit_code == status, outcome.output
    assert words in outcome.stdout
    assert "| h is even |" in outcome.stdout


def test_a_derivation_as_json() -> None:
    """Each line has its place, its status, its reason and the remark on it."""
    outcome = RUN.invoke(main, ["prove", "--steps", "-", "--format", "json"], input=DERIVATION)
    record = json.loads(outcome.stdout)

    assert record["lines"][1] == {
        "line": 3,
        "column": 3,
        "text": "conv(f, h)",
        "status": "refuted",
        "reason": "h is even",
        "remark": 'not among the hypotheses: say given "h even"',
    }
    assert record["ends"] == "refuted"
    assert record["counterexample"]["signals"]


@pytest.mark.parametrize("format", ["latex", "html"])
def test_a_derivation_in_other_formats(format: str) -> None:
    """The table of steps is a block of the document like any other."""
    outcome = RUN.invoke(main, ["prove", "--steps", "-", "--format", format], input=DERIVATION)

    assert outcome.exit_code == 1
    assert "does not follow" in outcome.stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "0 expressions found; it needs at least two, one a line"),
        ("f", "1 expressions found"),
        ("f\n= g]", "the derivation: line 2, column 4: ']' was not expected here"),
        ("f\n= flp(g)  # why", "the derivation: line 2, column 3: the operator 'flp' is not known; did you mean flip"),
        ("f\n⇒ g", "line 2, column 1: a derivation is a chain of equal expressions"),
        ("f\n" * 5_000, "5000 steps is more than the limit of 100"),
        ("f" * 1_000_000, "1000000 characters is more than the limit of 20000 characters"),
    ],
    ids=lambda value: value[:30],
)
def test_bad_derivations(text: str, message: str) -> None:
    """One message that points at the line of the file."""
    outcome = RUN.invoke(main, ["prove", "--steps", "-"], input=text)

    assert outcome.exit_code == 2, outcome.output
    assert outcome.stdout == ""
    assert message in outcome.stderr
