"""``pytest --symconv``: the claims of worked texts as tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

NOTES = """# Week 3

With $x = [1, 2]$ and $h = [1, 3]$:
$x * h = [3, 7, 2]$, $1/3 = 0.33$ and $2q = 4$. Here $1 + 1 = 2$.
"""


@pytest.fixture
def inner(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Give a folder with notes, and a pytest that loads nothing but the plugin."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p symconv.pytest_plugin -W always")
    (pytester.path / "notes.md").write_text(NOTES)
    (pytester.path / "test_own.py").write_text("def test_own(): pass\n")
    return pytester


def test_every_claim_is_a_test(inner: pytest.Pytester) -> None:
    """One fails with its report, one is skipped with the reason, a slip passes with a warning."""
    result = inner.runpytest_inprocess("--symconv", "-rs", "-v", "notes.md")

    result.assert_outcomes(passed=2, failed=1, skipped=1, warnings=1)
    result.stdout.fnmatch_lines(
        [
            "notes.md::4:2 FAILED*",
            "notes.md::4:23 PASSED*",
            "notes.md::4:40 SKIPPED (not checked: it depends on q, which is not k*",
            "notes.md::4:55 PASSED*",
            "notes.md:4:2: fails: mislabelled: [[]3, 7, 2[]] is written, [[]1, 5, 6[]] (convolution, full) is right.",
            "    $x [*] h = [[]3, 7, 2[]]$*",
            "     ^^^^^^^^^^^^^^^^^",
            "    forgot-flip: *",
            "*SlipWarning: notes.md:4:23: slip: rounded",
            "SKIPPED [[]1[]] notes.md: not checked: it depends on q, which is not known",
        ]
    )


def test_one_claim_can_be_selected(inner: pytest.Pytester) -> None:
    """What is printed as the name of a test selects it."""
    inner.runpytest_inprocess("--symconv", "notes.md::4:55").assert_outcomes(passed=1)


def test_strict_makes_slips_fail(inner: pytest.Pytester) -> None:
    """A rounded value fails under the option, as it does on the command line."""
    inner.runpytest_inprocess("--symconv", "--symconv-strict", "notes.md").assert_outcomes(
        passed=1, failed=2, skipped=1
    )


def test_signals_can_be_given(inner: pytest.Pytester) -> None:
    """A signal that stands only in a figure is given by an option."""
    (inner.path / "figure.tex").write_text("$c = a[0] + 1 = 3$")

    inner.runpytest_inprocess("--symconv", "figure.tex").assert_outcomes(skipped=1)
    inner.runpytest_inprocess("--symconv", "--symconv-define", "a = 2, 5", "figure.tex").assert_outcomes(passed=1)


def test_folders_are_searched_and_own_tests_run_too(inner: pytest.Pytester) -> None:
    """In a folder texts are collected beside the tests that were there before."""
    inner.runpytest_inprocess("--symconv").assert_outcomes(passed=3, failed=1, skipped=1, warnings=1)


def test_a_file_that_is_no_text_is_an_error_of_collection(inner: pytest.Pytester) -> None:
    """One message, no traceback."""
    (inner.path / "picture.md").write_bytes(b"\0\0")
    result = inner.runpytest_inprocess("--symconv", "picture.md")

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["this is not a text: it has bytes that are zero"])


def test_without_the_option_nothing_changes(inner: pytest.Pytester) -> None:
    """Texts are no tests, and naming one collects nothing."""
    inner.runpytest_inprocess().assert_outcomes(passed=1)


def test_installed_pytest_finds_the_plugin_and_waits_for_nothing(tmp_path: Path) -> None:
    """The entry point is there; without the option neither SymPy nor click is imported."""
    (tmp_path / "test_light.py").write_text(
        "import sys\ndef test_light(): assert not {'sympy', 'numpy', 'click', 'symconv.cli'} & set(sys.modules)\n"
    )
    (tmp_path / "notes.md").write_text(NOTES)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"]
    light = subprocess.run([*command, "test_light.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    full = subprocess.run(
        [*command, "--symconv", "notes.md"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert light.returncode == 0, light.stdout
    assert full.returncode == 1, full.stderr
    assert "1 failed, 2 passed, 1 skipped, 1 warning" in full.stdout
