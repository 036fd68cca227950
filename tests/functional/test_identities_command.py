"""``symconv identities``: lists the library, finds by words, proves by name, helps with a wrong name."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from symconv.cli import main
from symconv.proving.identities import GROUPS, identities_with, identity_names


def run(*arguments: str) -> tuple[int, str]:
    """Return the exit status and everything that was printed."""
    result = CliRunner().invoke(main, ["identities", *arguments])
    return result.exit_code, result.output


def test_without_words_everything_is_listed() -> None:
    """Every identity has its line under the title of its group."""
    status, text = run()

    assert status == 0
    assert all(f"  {name}: " in text for name in identity_names())
    assert all(f"{group.title} ({group.name})" in text for group in GROUPS)


@pytest.mark.parametrize(
    ("words", "present", "absent"),
    [
        (("noble",), "noble-up:", "polyphase"),
        (("false", "gradient"), "false-gradient-padding:", "gradient-padded-input:"),
        (("windows",), "full-window:", "circular-commutes"),
        (("h even",), "even-kernel:", "odd-kernel:"),
        (("Z/N", "inner"), "parseval:", "adjoint-of-convolution:"),
        (("NOBLE", "Correlation"), "noble-up-correlation:", "noble-up:"),
    ],
)
def test_words_select(words: tuple[str, ...], present: str, absent: str) -> None:
    """A word may stand in a name, a statement, a hypothesis or a group; all of them must occur."""
    status, text = run(*words)

    assert status == 0
    assert present in text
    assert absent not in text


def test_a_name_shows_statement_and_proof() -> None:
    """The name of an identity proves it; the name of a tempting one refutes it."""
    proved, refuted = run("even-kernel"), run("false-noble")

    assert proved[0] == 0
    assert "definition of correlation" in proved[1]
    assert refuted[0] == 1
    assert "print(up(conv(f, h), s)(" in refuted[1]


@pytest.mark.parametrize(("wrong", "meant"), [("conv-commutes", "convolution-commutes"), ("gradientz", "gradients")])
def test_a_wrong_name_is_corrected(wrong: str, meant: str) -> None:
    """Names and groups that are near are suggested."""
    status, text = run(wrong)

    assert status == 2
    assert f"did you mean '{meant}'?" in text


def test_every_identity_is_found_by_its_own_statement() -> None:
    """The search looks at statements as they are written."""
    for group, identities in identities_with(()):
        for identity in identities:
            assert (group, identity) in [(g, i) for g, found in identities_with([identity.statement]) for i in found]
