"""Bad input: one clear message, exit status 2, nothing written, no traceback."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from symconv.cli import main

BAD = [
    # signals
    (["convolve", "", "[1]"], "at least one sample"),
    (["convolve", "[]", "[1]"], "at least one sample"),
    (["convolve", "[[1, 2], [3]]", "[[1]]"], "row"),
    (["convolve", "1, nan", "[1]"], "nan|NaN"),
    (["convolve", "1, inf", "[1]"], "inf"),
    (["convolve", "1/0, 1", "[1]"], "zero|0"),
    (["convolve", "1, 2", "__import__('os')"], "line 1, column"),
    (["convolve", "9**9**9, 1", "[1]"], "limit|large|exponent"),
    (["convolve", "[" * 1_000_000, "[1]"], "nested|deep|limit"),
    (["convolve", "9" * 10_000_000, "[1]"], "limit"),
    (["convolve", "1, \0, 2", "[1]"], "column 4"),
    (["convolve", "1, 2", "[[1, 2]]"], "axes|axis"),
    # words
    (["convolve", "[1]", "[1]", "--mode", "sane"], "mode 'sane' is not known; use one of full, same, valid .*'same'"),
    (["convolve", "[1]", "[1]", "--same", "skipy"], "'skipy' is not known; use one of scipy, numpy, matlab .*'scipy'"),
    (["correlate", "[1]", "[1]", "--convention", "nunpy"], "'nunpy' is not known.*'numpy'"),
    (["convolve", "[1]", "[1]", "--method", "tabel"], "method 'tabel' is not known.*'table'"),
    (["convolve", "[1]", "[1]", "--format", "latx"], "format 'latx' is not known.*'latex'"),
    (["layer", "[1]", "[1]", "--boundary", "mirror"], "boundary 'mirror' is not known"),
    (["layer", "[1]", "[1]", "--operation", "corelate"], "operation 'corelate' is not known.*'correlate'"),
    (["layer", "[1]", "[1]", "--padding", "sam"], "--padding.*'sam' is not a whole number|padding 'sam' is not known"),
    (["convolve", "[1]", "[1]", "--mod", "full"], "--mod"),
    # numbers that do not fit
    (["convolve", "1, 2", "[1]", "--period", "0"], "period"),
    (["layer", "1, 2, 3", "[1]", "--stride", "0"], "stride is 0; it must be at least 1"),
    (["layer", "1, 2, 3", "[1]", "--padding", "-1"], "padding is -1; it must not be negative"),
    (["layer", "1, 2, 3", "1, 1, 1, 1, 1"], "covers 5 samples, the padded input has 3: 2 too few"),
    (["layer", "[[1, 2], [3, 4]]", "[[[1]]]", "--channels", "--groups", "3"], "groups"),
    (["layer", "1, 2, 3", "[1]", "--gradient", "w"], "--gradient and --upstream belong together"),
    # files
    (["solve", "no-such-file.toml"], "no-such-file.toml"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD, ids=lambda value: str(value)[:60])
def test_bad_input_is_one_message_and_status_2(arguments, message, tmp_path, monkeypatch):
    """Standard output stays empty, no file appears, and the message says what is wrong."""
    monkeypatch.chdir(tmp_path)

    outcome = CliRunner().invoke(main, [*arguments, "-o", "answer.md"])

    assert outcome.exit_code == 2, outcome.output
    assert outcome.stdout == ""
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in outcome.stderr
    assert len(outcome.stderr) < 2_000
    assert re.search(message, outcome.stderr.replace("\n", " ")), outcome.stderr


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("missing/answer.md", "the folder missing does not exist"),
        (".", "this is a folder"),
        ("answer.docx", "suffix is none of .md"),
    ],
)
def test_a_target_that_cannot_be_written_is_refused(target, message, tmp_path, monkeypatch):
    """Nothing is computed for a file that cannot be written."""
    monkeypatch.chdir(tmp_path)

    outcome = CliRunner().invoke(main, ["convolve", "1, 2", "[3]", "-o", target])

    assert outcome.exit_code == 2
    assert message in outcome.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("<< missing >>", "missing"),
        ("<% if %>", "line 1"),
        ("<< ''.__class__.__mro__ >>", "template"),
        ("<% for i in range(10**9) %>x<% endfor %>", "template"),
    ],
)
def test_a_template_that_fails_writes_nothing(template, message, tmp_path, monkeypatch):
    """A user's template that is wrong, or reaches for what it must not, is an error with its place."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(template)

    outcome = CliRunner().invoke(main, ["convolve", "1, 2", "[3]", "--template", "page.md", "-o", "answer.md"])

    assert outcome.exit_code == 2, outcome.output
    assert message in outcome.stderr
    assert not (tmp_path / "answer.md").exists()


TOML = {
    "x = [1, 2": "line 1",
    "[signals]\nx = [1,\ny = 2\n": "line 3, column",
    "[signals]\nx = 1\n": "the key 'tasks' is missing",
    "[signals]\nx = 1\n[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'x'\n": "signals, x: must be a text, a list or",
    "[signals]\nx = [1]\n[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'g'\n": "no signal is called 'g'",
    "[signals]\nx = [1]\n[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'x'\nmdoe = 'full'\n": "did you mean 'mode'",
    "[signals]\nx = [1, nan]\n[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'x'\n": "NaN",
    "[signals]\nx = [[1, 2], [3]]\n[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'x'\n": "row",
    "[signals]\nx = [1]\nh = [[1]]\n[[tasks]]\ntask = 'convolve'\nx = 'x'\nh = 'h'\n": "task 1: ",
    "x = " + "[" * 100_000: "sheet.toml",
    "x = " + "9" * 100_000: "sheet.toml",
}


@pytest.mark.parametrize(("text", "message"), TOML.items(), ids=lambda value: value[:40])
def test_a_problem_file_that_is_wrong_names_the_place(text, message, tmp_path, monkeypatch):
    """The message starts with the name of the file and says where in it the trouble is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sheet.toml").write_text(text)

    outcome = CliRunner().invoke(main, ["solve", "sheet.toml", "-o", "answer.html"])

    assert outcome.exit_code == 2, outcome.output
    assert "sheet.toml" in outcome.stderr
    assert message in outcome.stderr
    assert not (tmp_path / "answer.html").exists()


def test_a_file_that_is_not_text_is_refused(tmp_path):
    """Bytes that are not UTF-8 are an error, not a crash."""
    (tmp_path / "sheet.toml").write_bytes(b"title = '\xff'")

    outcome = CliRunner().invoke(main, ["solve", str(tmp_path / "sheet.toml")])

    assert outcome.exit_code == 2
    assert "UTF-8" in outcome.stderr


def test_a_signal_beyond_the_limit_is_refused_before_it_is_read():
    """Ten million samples: the message says how many are allowed."""
    outcome = CliRunner().invoke(main, ["convolve", "-", "[1]"], input="1," * 10_000_000 + "1")

    assert outcome.exit_code == 2
    assert "limit" in outcome.stderr
