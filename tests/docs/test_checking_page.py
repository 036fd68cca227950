"""What docs/checking.md promises: the hook of pre-commit, and a measured table with every kind of mistake."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from symconv.cli import main
from symconv.cli.sources import DOCUMENTS
from tests.planted import KINDS

ROOT = Path(__file__).parents[2]


def test_the_hook_of_pre_commit_runs(tmp_path: Path) -> None:
    """Its entry, run as pre-commit runs it on the files that its pattern matches, checks them."""
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entry, pattern = (re.search(rf"^  {key}: (.*)$", hook, re.MULTILINE)[1] for key in ("entry", "files"))
    program, *options = shlex.split(entry)
    right, wrong = tmp_path / "words.md", tmp_path / "notes.md"
    right.write_text("No mathematics.")
    wrong.write_text("1 + 1 = 3")

    assert program == "symconv"
    assert all(re.search(pattern, f"week/notes{suffix}") for suffix in DOCUMENTS if suffix != ".txt")
    assert CliRunner().invoke(main, [*options, str(right)]).exit_code == 0
    assert CliRunner().invoke(main, [*options, str(right), str(wrong)]).exit_code == 1


def test_the_table_has_every_kind() -> None:
    """Each planted mistake has its row; that the counts are current is tested where they are taken."""
    page = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE) == [kind.name for kind in KINDS]
