"""Library calls: from Python, from the command line, in every format."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import symconv
from symconv.cli import main
from symconv.errors import ConventionError, LimitError, ParseError, SupportError, UnsupportedProblemError
from symconv.statements import emulate_call


def test_emulate_takes_the_arguments_of_the_library():
    """By position or name, as lists or Signals; symbols stay symbols."""
    x = symconv.Signal(["a", 2, 3], first=5)

    result = symconv.emulate("np.correlate", x, v=[1, 2], mode="same")

    assert str(result.values) == "(2*a, a + 4, 8)"
    assert (result.function, result.shape, result.signal.first) == ("numpy.correlate", (3,), 0)
    assert result.formula == "y[n] = Σ_m v[m] a[n + m − 1], n = 0 … 2"
    assert result.words.startswith("Correlation in one axis")


def test_formats():
    """A document for people, a record for programs."""
    result = symconv.emulate("scipy.signal.convolve2d", [[1, 2]], [[1], [3]])

    assert json.loads(result.to_json())["values"] == [["1", "2"], ["3", "6"]]
    assert "[[1, 2], [3, 6]]" in result.to_markdown()
    assert "sum_m1,m2 in2[m1, m2] in1[n1 - m1, n2 - m2], n1 = 0 ... 1" in result.to_markdown()
    assert "```text\ny[n1, n2] = sum_m1" in result.to_markdown()
    assert "begin{symconvcode}" in result.to_latex()
    assert repr(result) == "Emulated(scipy.signal.convolve2d: Signal([[1, 2], [3, 6]]))"


def test_command():
    """A call is read on a whitelist; mistakes are told apart."""
    run = CliRunner().invoke(main, ["emulate", "np.convolve(np.ones(3), [1, 2])", "--format", "json"])
    assert run.exit_code == 0
    assert json.loads(run.stdout)["values"] == ["1", "3", "3", "2"]
    assert CliRunner().invoke(main, ["emulate", "np.convolv([1], [2])"]).exit_code == 2


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("np.convolve([1, 2], [1, 3]", ParseError, "no Python"),
        ("1 + 1", ParseError, "no call of a function"),
        ("np.sum([1])", ConventionError, "np.sum"),
        ("print(1)", ConventionError, "print"),
        ("np.convolve(np.random.rand(3), [1])", UnsupportedProblemError, "numpy.random.rand is not read"),
        ("np.convolve(open('/etc/passwd'), [1])", UnsupportedProblemError, "open is not defined"),
        ("np.convolve([1], [2], 'ful')", ConventionError, "full"),
        ("np.convolve([[1]], [2])", SupportError, "1 is needed"),
        ("np.convolve([1], [" + "1, " * 10_000 + "])", LimitError, "20000 characters"),
    ],
)
def test_bad_calls(text, error, message):
    """One clear message for each."""
    with pytest.raises(error, match=message):
        emulate_call(text)
