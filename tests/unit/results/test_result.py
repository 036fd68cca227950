"""Results are lazy, exact, checked before they are shown, and printable in every format."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import sympy

import symconv as sc
from symconv.errors import CheckError, ConventionError, UnsupportedProblemError
from symconv.results.result import Result
from symconv.signals import Signal


def test_values_cost_the_operation_only():
    """Neither the methods nor the checks nor the templates are even imported."""
    code = (
        "import sys, symconv as sc\n"
        "r = sc.convolve([1, 2], [3, 4])\n"
        "assert r.values == (3, 10, 8) and r.first == 0 and r.shape == (3,)\n"
        "late = ('symconv.solving', 'symconv.checks', 'symconv.document', 'symconv.rendering', 'jinja2', 'numpy')\n"
        "print([name for name in late if name in sys.modules])"
    )

    outcome = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert outcome.stdout.strip() == "[]"


def test_nothing_is_computed_twice():
    """Signal, derivations, check and document are kept."""
    r = sc.convolve([1, 2], [3, 4])

    assert r.signal is r.signal
    assert r.derivations is r.derivations
    assert r.check is r.check
    assert r.document is r.document


def test_values_are_sympy_values_in_nested_tuples():
    """Never Fraction, never lists."""
    r = sc.convolve([["1/2", 1]], [[2, "a"]])

    assert r.values == ((1, sympy.Symbol("a") / 2 + 2, sympy.Symbol("a")),)
    assert all(isinstance(value, sympy.Expr) for value in r.values[0])
    assert r.values == r.signal.values
    assert r.first == (0, 0)


def test_a_result_that_fails_its_check_is_not_shown(monkeypatch):
    """A wrong engine is caught before a line is written."""
    monkeypatch.setattr("symconv.results.result.compute", lambda task: Signal([3, 11, 8]))
    r = sc.convolve([1, 2], [3, 4])

    assert not r.check.passed
    for show in (r.to_markdown, r.to_latex, r.to_html, r.to_json, lambda: r.document):
        with pytest.raises(CheckError, match="checking the result"):
            show()


@pytest.mark.parametrize(
    ("operation", "task", "values"),
    [
        ("layer", {"x": [1, 2, 3], "w": [1, 1]}, ["3", "5"]),
        ("layer_gradient", {"x": [1, 2, 3], "w": [1, 1], "dy": [1, 1], "wrt": "w"}, ["3", "5"]),
        ("deconvolve", {"y": [1, 3, 2], "h": [1, 1]}, ["1", "2"]),
    ],
)
def test_every_operation_has_a_record(operation, task, values):
    """The record says which operation it was; only windows have a mode."""
    record = json.loads(getattr(sc, operation)(**task).to_json())

    assert (record["operation"], record["mode"], record["values"]) == (operation, None, values)
    assert record["check"]["passed"]


def test_a_circular_result_says_so():
    """Its mode is none of the three windows."""
    assert json.loads(sc.convolve([1, 2], [3, 4], period=2).to_json())["mode"] == "circular"


def test_notebooks_get_all_three_forms():
    """Markdown, HTML and one displayed formula."""
    r = sc.convolve([1, 2], [3, 4])

    assert r._repr_markdown_().startswith("# ")
    assert "<math" in r._repr_html_()
    assert r._repr_latex_() == r"$\displaystyle y = \left[\begin{matrix}3 & 10 & 8\end{matrix}\right]$"


def test_methods_are_checked_when_they_are_named():
    """A misspelt method, or one that does not apply, is an error of the call and not of the printing."""
    with pytest.raises(ConventionError, match="did you mean 'table'"):
        sc.convolve([1], [1], method="tabel")
    with pytest.raises(UnsupportedProblemError, match="division"):
        sc.convolve([1, 2], [1], method=["definition", "division"])


def test_several_methods_give_several_derivations():
    """In the order in which they were named."""
    r = sc.convolve([1, 2], [3, 4], method=["table", "definition"])

    assert [derivation.method for derivation in r.derivations] == ["table", "definition"]
    assert r.derivation is r.derivations[0]


def test_text_spellings_are_read():
    """Strings are the spelling of the command line."""
    r = sc.convolve("1/2, _1", "[2, 4]")

    assert (r.values, r.first) == ((1, 4, 4), -1)


def test_unknown_signals_give_sums():
    """The printed formula is the definition, and samples can be put in."""
    f, g = sc.Signal.symbol("f"), sc.Signal.symbol("g", length="N")
    m, n, length = sympy.symbols("m n N")

    r = sc.correlate(f, g)

    assert r.to_sympy() == sympy.Sum(sympy.IndexedBase("f")[m + n] * sympy.IndexedBase("g")[m], (m, 0, length - 1))
    assert r.equation.lhs == sympy.IndexedBase("y")[n]
    assert r.equation.rhs == r.to_sympy()
    assert r.check.passed
    assert r.subs({f: sc.Signal([2, 1, 3, 5, 4]), g: sc.Signal([1, -1])}).signal[1] == -2
    record = json.loads(r.to_json())
    assert record["values"] is None
    assert record["formula"] == str(r.to_sympy())


def test_results_cannot_be_changed():
    """They are values."""
    r = sc.convolve([1], [1])

    with pytest.raises(AttributeError):
        r.title = "other"
    assert isinstance(r, Result)


def test_options_may_be_given_by_position():
    """The order is that of the documentation, which is NumPy's for the mode."""
    assert sc.convolve([1, 2, 3], [1, 1], "valid").values == (3, 5)
    assert sc.correlate([1, 2, 3], [1, 1], "same", "numpy", "matlab").values == (3, 5, 3)
    assert sc.layer([1, 2, 3, 4], [1, 10], "convolve", 2).values == (12, 34)
    assert sc.layer_gradient([1, 2, 3], [1, 1], [1, 1], "w").values == (3, 5)


def test_a_quotient_that_does_not_exist_is_an_error_of_the_call():
    """Division does not wait until somebody looks."""
    with pytest.raises(sc.SymconvError, match=r"remainder|divide"):
        sc.deconvolve([1, 2, 4], [1, 1])


def test_names_and_notes_reach_the_document():
    """Signals are called what their user calls them."""
    r = sc.convolve([1, 2], [3], names=("signal", "taps", "out"), notes=["Two * one."], title="T")

    text = r.to_markdown()

    assert text.startswith("# T\n")
    assert "signal" in text
    assert "Two \\* one." in text


def test_a_period_too_long_to_write_out_still_has_an_answer():
    """The document says that the work is missing; nothing is left out silently."""
    r = sc.convolve([1, 2], [3, 4], period=5000)

    assert r.values[:4] == (3, 10, 8, 0)
    assert "The work is not shown" in r.to_markdown()
    with pytest.raises(UnsupportedProblemError, match="no usual method"):
        _ = r.derivation


@pytest.mark.parametrize(
    "call",
    [
        lambda: sc.convolve([1, 2], [3], perod=2),
        lambda: sc.correlate([1, 2], [3], mod="valid"),
        lambda: sc.layer([1, 2], [3], strid=2),
        lambda: sc.layer_gradient([1, 2], [3], [1, 1], strid=2),
        lambda: sc.deconvolve([3, 6], [3], titel="T"),
    ],
)
def test_a_misspelt_option_is_not_ignored(call):
    """Python's own error for keywords that a function does not have."""
    with pytest.raises(TypeError, match=r"perod|mod|strid|titel"):
        call()


def test_answers_show_themselves_as_latex():
    """As solutions do, in notebooks that typeset it."""
    assert sc.prove("corr(f, h) = conv(f, flip(h))")._repr_latex_().startswith("$\\displaystyle f \\star h = f \\ast")
