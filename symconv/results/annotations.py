"""The report on a worked text as GitHub workflow commands, which show beside the lines of a pull request.

May import: ``auditing``, and the wording of the SARIF log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from symconv.auditing.claims import Claim, Word
from symconv.results.sarif import message

__all__ = ["workflow_commands"]

COMMANDS: Final[Mapping[Word, str]] = {"fails": "error", "slip": "warning", "unread": "notice"}


def workflow_commands(claims: Iterable[Claim]) -> str:
    r"""Return one workflow command for each claim that fails, slips or is unread.

    Examples
    --------
    >>> note = Claim(2, 5, "1/3 = 0.33", "holds", "rounded", file="a,b.md")
    >>> workflow_commands([note])
    '::warning file=a%2Cb.md,line=2,endLine=2,col=5,endColumn=15,title=rounded::rounded:\n'
    """
    return "".join(_command(claim) for claim in claims if claim.word != "holds")


def _command(claim: Claim) -> str:
    lines = claim.text.split("\n")
    properties = {
        "file": claim.file,
        "line": claim.line,
        "endLine": claim.line + len(lines) - 1,
        # GitHub refuses columns where a passage ends on another line
        **({"col": claim.column, "endColumn": claim.column + len(claim.text)} if len(lines) == 1 else {}),
        "title": claim.kind,
    }
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value != "")
    return f"::{COMMANDS[claim.word]} {written}::{_data(message(claim))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
