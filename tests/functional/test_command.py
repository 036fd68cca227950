"""The command: what it prints and writes, and what it imports."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys

import pytest
from click.testing import CliRunner

from symconv.cli import COMMANDS, main
from symconv.errors import CheckError

RUN = CliRunner()


def symconv(*arguments, **options):
    """Run the command as a process of its own."""
    command = [sys.executable, "-c", "from symconv.cli import main; main(prog_name='symconv')", *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)


def test_the_first_example_is_solved_in_markdown():
    """[1, 1/2, 1, 1] ∗ [1, 1/2, 1/4] = [1, 1, 3/2, 13/8, 3/4, 1/4], by hand."""
    outcome = RUN.invoke(main, ["convolve", "1, 1/2, 1, 1", "1, 1/2, 1/4"])

    assert outcome.exit_code == 0, outcome.stderr
    assert outcome.stdout.startswith("# ")
    assert r"\frac{13}{8}" in outcome.stdout
    assert "np.convolve([1, 1/2, 1, 1], [1, 1/2, 1/4])" in outcome.stdout


def test_json_has_the_keys_that_scripts_rely_on():
    """The record holds exact strings, nested as the axes are."""
    outcome = RUN.invoke(main, ["correlate", "2, 1, 3, 5, 4", "1, -1", "--mode", "valid", "--format", "json"])

    record = json.loads(outcome.stdout)

    assert {key: record[key] for key in ("operation", "mode", "first", "shape", "values", "pieces", "conditions")} == {
        "operation": "correlate",
        "mode": "valid",
        "first": 0,
        "shape": [4],
        "values": ["1", "-2", "-2", "1"],
        "pieces": [],
        "conditions": [],
    }
    assert record["check"]["passed"] is True
    assert record["check"]["grade"] == "exact"
    assert record["check"]["numpy"]["max_abs_error"] == 0
    assert record["steps"]


def test_two_dimensions_give_nested_lists_in_json():
    """``first`` is a list and ``values`` has rows."""
    outcome = RUN.invoke(main, ["convolve", "[[1, 2], [3, 4]]", "[[1, 1]]", "--format", "json"])

    record = json.loads(outcome.stdout)

    assert record["first"] == [0, 0]
    assert record["values"] == [["1", "3", "2"], ["3", "7", "4"]]


@pytest.mark.parametrize(
    ("arguments", "values"),
    [
        (["convolve", "-1, 2", "-1, 1"], ["1", "-3", "2"]),
        (["convolve", "-a, 0", "[-1]"], ["a", "0"]),
        (["correlate", "2, 1, 3", "-1, 1", "--mode", "valid"], ["-1", "2"]),
        (["layer", "-1, 2, 3", "-1, 1", "--bias", "-1"], ["2", "0"]),
        (["layer", "1, 2, 3, 4", "1, -1", "--gradient", "w", "--upstream", "-1, 1, 1"], ["4", "5"]),
        (["layer", "[[1, 2, 3]]", "[[[1, 1]]]", "--channels", "--padding", "1:0"], [["1", "3", "5"]]),
    ],
)
def test_signals_may_start_with_a_minus_sign(arguments, values):
    """Neither click nor the shell's habits get in the way of negative samples."""
    outcome = RUN.invoke(main, [*arguments, "--format", "json"])

    assert outcome.exit_code == 0, outcome.stderr
    assert json.loads(outcome.stdout)["values"] == values


def test_a_dash_reads_standard_input():
    """One signal may come from a pipe."""
    outcome = RUN.invoke(main, ["convolve", "-", "1, 1", "--format", "json"], input="1, 2\n")

    assert json.loads(outcome.stdout)["values"] == ["1", "3", "2"]
    assert RUN.invoke(main, ["convolve", "-", "-"], input="1").exit_code == 2


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_help_shows_examples(command):
    """Help ends in commands that can be pasted."""
    outcome = RUN.invoke(main, [command.name, "--help"])

    assert outcome.exit_code == 0
    assert f"\n  symconv {command.name}" in outcome.stdout


FILES = {
    "homework.toml": '[signals]\nx = [2, 1]\nh = "1, -1"\n[[tasks]]\ntask = "convolve"\nx = "x"\nh = "h"\n',
    "derivation.txt": "corr(f, h)\nconv(f, flip(h))\nconv(flip(h), f)\n",
    "notes.md": "With $x = [1, 2]$ and $h = [1, 3]$ we get $x * h = [1, 5, 6]$.\n",
    "chapter.tex": "\\begin{align} y[0] &= 2 + 3 \\\\ &= 5 \\end{align}\n",
}
STATUS = {"diagnose": 1}
"""Commands whose examples show what is wrong."""


@pytest.mark.parametrize("command", [main, *COMMANDS], ids=lambda command: command.name)
def test_the_examples_of_the_help_run(command, tmp_path, monkeypatch):
    """An example that fails is worse than none; one may use what the one before has written."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    for example in command.examples:
        piped, _, line = example.rpartition("| ")
        arguments = shlex.split(line.partition(" > ")[0])[1:]

        outcome = RUN.invoke(main, arguments, input=FILES["homework.toml"] if piped else None)

        assert outcome.exit_code == STATUS.get(command.name, 0), f"{example}: {outcome.stderr}"


def test_help_imports_neither_sympy_nor_numpy():
    """Help is answered at once."""
    code = (
        "import sys\n"
        "from symconv.cli import main\n"
        "main(['correlate', '--help'], standalone_mode=False)\n"
        "print(sorted({'sympy', 'numpy', 'jinja2', 'rich'} & set(sys.modules)))"
    )
    outcome = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert outcome.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("suffix", [".md", ".tex", ".html", ".json"])
def test_the_suffix_decides_the_format(suffix, tmp_path):
    """A file is written whole, and nothing else is left but figures that the text links to."""
    target = tmp_path / f"answer{suffix}"

    outcome = RUN.invoke(main, ["convolve", "1, 2", "3, 4", "-o", str(target)])

    assert outcome.exit_code == 0, outcome.stderr
    assert outcome.stdout == ""
    text = target.read_text(encoding="utf-8")
    starts = {".md": "# ", ".tex": "\\documentclass", ".html": "<!DOCTYPE html>", ".json": "{"}
    assert starts[suffix] in text[:200]
    assert all(path.suffix == ".svg" or path == target for path in tmp_path.rglob("*") if path.is_file())
    assert all(path.name in text for path in tmp_path.rglob("*.svg"))


def test_a_template_of_the_user_lays_the_document_out(tmp_path):
    """The title is escaped for the target, as everywhere."""
    template = tmp_path / "page.md"
    template.write_text("Mine: << title >>\n")

    outcome = RUN.invoke(main, ["convolve", "1, 2", "[3]", "--title", "2 * 3", "--template", str(template)])

    assert outcome.exit_code == 0, outcome.stderr
    assert outcome.stdout == "Mine: 2 \\* 3\n"


def test_output_is_utf8_in_any_locale(tmp_path):
    """The C locale of a cron job does not break the signs of mathematics."""
    environment = {**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}

    printed = symconv("convolve", "1, 2", "[3]", env=environment)
    refused = symconv("convolve", "1, ∗", "[3]", env=environment)

    assert printed.returncode == 0, printed.stderr
    assert "−" in printed.stdout.decode("utf-8") or "Σ" in printed.stdout.decode("utf-8") or printed.stdout
    assert refused.returncode == 2
    assert b"Traceback" not in refused.stderr


def test_a_reader_that_goes_away_is_no_error():
    """``symconv … | head -1`` says nothing on standard error."""
    run = f"{sys.executable} -c 'from symconv.cli import main; main()' convolve '1, 2, 3' '4, 5' | head -1"

    outcome = subprocess.run(["bash", "-c", run], capture_output=True, text=True, check=True, timeout=60)

    assert outcome.stdout.count("\n") == 1
    assert outcome.stderr == ""


def test_debug_shows_the_traceback():
    """Whoever asks for it gets it."""
    outcome = RUN.invoke(main, ["--debug", "convolve", "[1]", "[1]", "--mode", "sane"])

    assert outcome.exit_code == 2
    assert "Traceback" in outcome.stderr


def test_methods_are_listed_with_a_sentence_each():
    """The names are those that --method takes."""
    from symconv.solving import METHODS

    lines = RUN.invoke(main, ["methods"]).stdout.splitlines()
    records = json.loads(RUN.invoke(main, ["methods", "--format", "json"]).stdout)

    assert [line.split("`")[1] for line in lines] == [method.name for method in METHODS]
    assert [record["name"] for record in records] == [method.name for method in METHODS]


def test_the_schema_is_printed_as_it_is_published():
    """What is printed is JSON Schema."""
    schema = json.loads(RUN.invoke(main, ["schema"]).stdout)

    assert schema["$schema"].startswith("https://json-schema.org/")


def test_a_terminal_shows_how_far_a_long_file_is(tmp_path):
    """The bar goes to standard error, and only when that is a terminal."""
    text = FILES["homework.toml"] + '[[tasks]]\ntask = "convolve"\nx = "x"\nh = "h"\n' * 9
    (tmp_path / "long.toml").write_text(text)
    arguments = ["solve", str(tmp_path / "long.toml"), "--format", "json"]
    command = [sys.executable, "-c", "from symconv.cli import main; main()", *arguments]
    ours, theirs = os.openpty()

    shown = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=True, timeout=60)
    quiet = subprocess.run(command, capture_output=True, check=True, timeout=60)

    os.close(theirs)
    assert b"Solving" in os.read(ours, 100_000)
    os.close(ours)
    assert quiet.stderr == b""
    assert shown.stdout == quiet.stdout
    assert len(json.loads(quiet.stdout)["tasks"]) == 10


def test_every_command_takes_a_format():
    """Whoever writes scripts need not remember which commands do."""
    for command in COMMANDS:
        assert any("--format" in parameter.opts for parameter in command.params), command.name


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (CheckError("checking the result: they differ"), 1, "symconv: checking the result: they differ\n"),
        (MemoryError(), 2, "symconv: not enough memory for this problem\n"),
        (RecursionError(), 2, "symconv: the input is nested too deeply\n"),
        (PermissionError(13, "Permission denied", "out.md"), 2, "symconv: out.md: Permission denied\n"),
        (KeyError("x"), 3, "symconv: internal error, please report it: KeyError: 'x' (--debug shows more)\n"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_every_error_is_one_message_and_a_status(error, status, message, monkeypatch, tmp_path):
    """Nothing is written, and even a mistake of ours shows no traceback."""

    def fail(*_, **__):
        raise error

    monkeypatch.setattr("symconv.results.result.compute", fail)

    outcome = RUN.invoke(main, ["convolve", "1, 2", "3, 4", "-o", str(tmp_path / "out.md")])

    assert (outcome.exit_code, outcome.stderr) == (status, message)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_finished_leaves_nothing(monkeypatch, tmp_path):
    """Text and figures appear together or not at all."""
    monkeypatch.setattr("pathlib.Path.chmod", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left", "x")))

    outcome = RUN.invoke(main, ["convolve", "1, 2", "3, 4", "-o", str(tmp_path / "out.md")])

    assert outcome.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_and_not_replaced(tmp_path):
    """``-o /dev/stdout`` works in a shell."""
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        outcome = RUN.invoke(main, ["convolve", "1, 2", "3, 4", "--format", "json", "-o", str(pipe)])
        text, _ = reader.communicate(timeout=60)

    assert outcome.exit_code == 0, outcome.stderr
    assert json.loads(text)["values"] == ["3", "10", "8"]
    assert pipe.is_fifo()
