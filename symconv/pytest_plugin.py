"""A plugin for pytest: ``pytest --symconv notes/*.md`` makes every claim of a worked text a test.

A claim that fails is a test that fails, with its line and a caret; one that could not be read is skipped with the
reason; a slip passes with a warning. Without the option nothing is collected, and nothing heavy is imported.

May import: pytest; everything else inside functions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from symconv.auditing.claims import Claim

__all__ = ["ClaimFailed", "ClaimItem", "SlipWarning", "WorkedTextFile"]


class ClaimFailed(Exception):  # noqa: N818 - it says what happened
    """A claim of a worked text does not hold."""


class SlipWarning(UserWarning):
    """A claim holds, and its author will still want to mend it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("symconv", "worked examples")
    group.addoption(
        "--symconv", action="store_true", help="collect the claims of worked texts (.md, .tex, .txt, …) as tests"
    )
    group.addoption(
        "--symconv-strict", action="store_true", help="slips fail too: rounding, notation, a term that changes nothing"
    )
    group.addoption(
        "--symconv-define",
        action="append",
        default=[],
        metavar='"NAME = SIGNAL"',
        help="a signal of the texts; repeat it for several",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> WorkedTextFile | None:
    """Collect the files that are named, and in folders those whose names say that they are texts."""
    if not parent.config.getoption("symconv"):
        return None
    from symconv.cli.sources import DOCUMENTS

    suffix = file_path.suffix.lower()
    if suffix in DOCUMENTS or (suffix != ".py" and parent.session.isinitpath(file_path)):
        return WorkedTextFile.from_parent(parent, path=file_path)
    return None


class WorkedTextFile(pytest.File):
    """A worked text."""

    def collect(self) -> Iterator[ClaimItem]:
        """Yield its claims."""
        from symconv import statements
        from symconv.auditing.passages import SYNTAXES
        from symconv.cli.frame import message_of
        from symconv.cli.sources import read_text, syntax_of_file
        from symconv.errors import SymconvError

        define = tuple(self.config.getoption("symconv_define"))
        try:
            text = read_text(str(self.path))
            report = statements.audit(text, syntax=syntax_of_file(str(self.path), SYNTAXES), define=define)
        except (SymconvError, OSError, UnicodeDecodeError) as error:
            raise self.CollectError(message_of(error)) from error
        lines = text.split("\n")
        seen: Counter[str] = Counter()
        for claim in report.claims:
            name = f"{claim.line}:{claim.column}"
            seen[name] += 1
            again = f":{seen[name]}" if seen[name] > 1 else ""
            yield ClaimItem.from_parent(self, name=name + again, claim=claim, lines=lines)


class ClaimItem(pytest.Item):
    """One claim of a worked text."""

    def __init__(self, *, claim: Claim, lines: list[str], **more: Any) -> None:
        super().__init__(**more)
        self.claim = claim
        self.lines = lines
        if claim.verdict == "unread":
            self.add_marker(pytest.mark.skip(reason=f"not checked: {claim.sentence}"))

    def runtest(self) -> None:
        """Pass or fail, as the verdict says."""
        match self.claim.word:
            case "fails":
                raise ClaimFailed(self.said())
            case "slip" if self.config.getoption("symconv_strict"):
                raise ClaimFailed(self.said())
            case "slip":
                self.warn(SlipWarning(self.said()))

    def said(self) -> str:
        """Return the report on the claim, with its line and a caret."""
        from dataclasses import replace

        from symconv.results.report_text import claim_text

        return claim_text(replace(self.claim, file=self.location[0]), self.lines)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the report on the claim; an error of the program itself as a traceback."""
        if isinstance(excinfo.value, ClaimFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the claim stands."""
        return self.path, self.claim.line - 1, f"{self.path.name}:{self.claim.line}:{self.claim.column}"
