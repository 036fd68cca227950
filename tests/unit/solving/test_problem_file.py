"""Problem files: what they mean, and where their errors point."""

from __future__ import annotations

import pytest
import sympy

from symconv.errors import ParseError, ProblemError
from symconv.operations import Convolution, Correlation, Deconvolution, Layer, LayerGradient
from symconv.solving.problem_file import read_problem_file

SIGNALS = """
[signals]
x = [2, 1, "1/3"]
h = "1, _-1"
w = { values = [[1, 0.5]], first = [0, -1] }
c = { values = "a, b", complex = true, first = 2 }
"""


def tasks(text):
    """Read a file with the signals above and these tasks."""
    return read_problem_file(SIGNALS + text, source="sheet.toml").problems


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("task = 'convolve'\nx = 'x'\nh = 'h'", Convolution),
        ("task = 'correlate'\nx = 'x'\nh = 'h'", Correlation),
        ("task = 'layer'\nx = 'x'\nw = 'h'", Layer),
        ("task = 'layer_gradient'\nx = 'x'\nw = 'h'\ndy = 'h'\nwrt = 'x'", LayerGradient),
        ("task = 'deconvolve'\ny = 'x'\nh = 'h'", Deconvolution),
    ],
)
def test_every_kind_of_task_is_read(text, kind):
    """The key ``task`` says which."""
    (problem,) = tasks(f"[[tasks]]\n{text}")

    assert isinstance(problem.task, kind)


def test_signals_keep_values_origin_and_realness():
    """Lists, text, and tables with ``first`` and ``complex``."""
    real, other = tasks(
        "[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'h'\n[[tasks]]\ntask = 'convolve'\nx = 'c'\nh = 'h'\n"
    )

    assert real.task.x.values == (2, 1, sympy.Rational(1, 3))
    assert (real.task.h.values, real.task.h.first) == ((1, -1), -1)
    assert (other.task.x.first, other.task.x.is_real) == (2, False)


def test_decimals_are_their_text():
    """0.5 in the file is one half, exactly."""
    (problem,) = tasks("[[tasks]]\ntask = 'convolve'\nx = 'w'\nh = 'w'")

    assert problem.task.x.values == ((1, sympy.Rational(1, 2)),)
    assert problem.task.x.first == (0, -1)
    assert problem.task.x.notes == ("0.5 was read as 1/2",)


def test_decimals_beyond_floating_point_lose_nothing():
    """Thirty digits stay thirty digits; an exponent that would fill the memory is an error."""
    text = "[signals]\nz = [{}]\n[[tasks]]\ntask = 'convolve'\nx = 'z'\nh = 'z'\nresult = 'r'\n".replace("z", "s")

    problem = read_problem_file(text.format("0.123456789012345678901234567891")).problems[0]

    assert problem.task.x.values == (sympy.Rational(123456789012345678901234567891, 10**30),)
    with pytest.raises(ProblemError, match="exponent"):
        read_problem_file(text.format("1e999999999"))
    with pytest.raises(ProblemError, match="whole number"):
        read_problem_file(text.format("1") + "period = 1e999999999\n")


def test_defaults_reach_the_tasks_that_have_such_a_key():
    """A task's own word wins, and a convolution does not mind a default for correlations."""
    problems = tasks(
        "[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'h'\n"
        "[[tasks]]\ntask = 'correlate'\nx = 'x'\nh = 'h'\nmode = 'full'\n"
        "[defaults]\nmode = 'valid'\nconvention = 'wikipedia'\n"
    )

    assert [problem.task.mode for problem in problems] == ["valid", "full"]
    assert problems[1].task.convention == "wikipedia"


def test_names_titles_notes_and_methods_are_kept():
    """The solution speaks of the signals by the names that the file gave them."""
    (problem,) = tasks(
        "[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'c'\nresult = 'out'\n"
        "title = 'T'\nnotes = 'one'\nmethods = ['table']\n"
    )

    assert problem.names == ("x", "c", "out")
    assert (problem.title, problem.notes, problem.methods) == ("T", ("one",), ("table",))


def test_a_signal_may_be_correlated_with_itself():
    """The autocorrelation has one name for both operands."""
    (problem,) = tasks("[[tasks]]\ntask = 'correlate'\nx = 'x'\nh = 'x'\n")

    assert problem.names == ("x", "x", "y")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'hh'", "task 1: no signal is called 'hh'; .*did you mean 'h'"),
        ("[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'w'", "task 1: .* ax"),
        ("[[tasks]]\ntask = 'layer'\nx = 'h'\nw = 'x'", "task 1: layer: .*1 too few"),
        (
            "[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'h'\nperio = 3",
            "did you mean 'period'",
        ),
        ("[[tasks]]\ntask = 'layer_gradient'\nx = 'x'\nw = 'h'\ndy = 'x'\nwrt = 'x'", "task 1: layer_gradient: dy"),
        ("[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'h'\nresult = 'pi'", "task 1: naming a signal: 'pi'"),
    ],
)
def test_errors_name_the_file_and_the_task(text, message):
    """What does not fit is an error of the task in which it stands."""
    with pytest.raises(ProblemError, match=f"sheet.toml: .*{message}|sheet.toml: {message}"):
        tasks(text)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("x = [1,\ny = 2", 2, 1), ('title = "a', 1, 11), ("a = 1\na = 2", 2, 6), ("\r\nx == 1", 2, 4)],
)
def test_toml_errors_know_line_and_column(text, line, column):
    """The place is a fact of the exception, not only a text."""
    with pytest.raises(ParseError) as caught:
        read_problem_file(text, source="sheet.toml")

    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value).startswith("sheet.toml: line ")


def test_an_origin_that_is_given_twice_is_refused():
    """The mark in the text and the key ``first`` could contradict each other."""
    with pytest.raises(ProblemError, match=r"z: .*leave one out"):
        read_problem_file(
            "[signals]\nz = { values = '1, _2', first = 3 }\n[[tasks]]\ntask = 'convolve'\nx = 'z'\nh = 'z'\n"
        )
