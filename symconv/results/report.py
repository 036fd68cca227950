"""The report on a worked text, and the forms in which it is printed: text with carets, JSON, SARIF, annotations.

May import: ``auditing``, ``errors``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from symconv.auditing.claims import Claim

__all__ = ["FORMATS", "Report", "merged"]

SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Final = {"fails": "error", "slip": "warning", "unread": "note"}
MAX_WIDTH: Final = 100


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a worked text.

    Examples
    --------
    >>> import symconv
    >>> report = symconv.audit("y[1] = 2*3 + 1 = 8")
    >>> [(claim.verdict, claim.found, claim.expected) for claim in report.claims]
    [('fails', '8', '7')]
    """

    claims: tuple[Claim, ...]
    """In the order of the text."""
    assumptions: tuple[str, ...] = ()
    """What was taken for granted: signals that were inferred, or given by ``define``."""
    texts: tuple[tuple[str, str], ...] = ()
    """The files and their texts, for showing the lines."""

    @property
    def summary(self) -> Mapping[str, int]:
        """How many claims hold, fail, and are unread; those that hold include slips."""
        return {word: sum(claim.verdict == word for claim in self.claims) for word in ("holds", "fails", "unread")}

    @property
    def slips(self) -> tuple[Claim, ...]:
        """Claims that hold and have something to mend."""
        return tuple(claim for claim in self.claims if claim.is_slip)

    def exit_status(self, *, strict: bool = False) -> int:
        """Return 1 if a claim fails (with ``strict`` also for a slip), 3 if nothing could be checked, else 0."""
        counts = self.summary
        if counts["fails"] or (strict and self.slips):
            return 1
        return 0 if counts["holds"] else 3

    def to_dict(self) -> dict[str, Any]:
        """Return the record that programs read, ready for JSON."""
        return {
            "claims": [claim.to_dict() for claim in self.claims],
            "summary": dict(self.summary),
            "assumptions": list(self.assumptions),
        }

    def to_json(self) -> str:
        """Return the record as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    def to_text(self) -> str:
        """Return what people read: each claim that fails, slips or is unread, with its line and a caret."""
        texts = {file: text.split("\n") for file, text in self.texts}
        blocks = ["\n".join(_block(claim, texts.get(claim.file, []))) for claim in self.claims if _level(claim)]
        if self.assumptions:
            blocks.append("\n".join(["Assumed:", *(f"  {line}" for line in self.assumptions)]))
        counts = self.summary
        slips = f", {len(self.slips)} of them with a slip" if self.slips else ""
        total = f"{len(self.claims)} claim{'s' * (len(self.claims) != 1)}: {counts['holds']} hold{slips}"
        blocks.append(f"{total}, {counts['fails']} fail, {counts['unread']} could not be checked.")
        return "\n\n".join(blocks) + "\n"

    def to_sarif(self) -> str:
        """Return a SARIF 2.1.0 log of what fails, slips or is unread."""
        shown = [claim for claim in self.claims if _level(claim)]
        rules = sorted({claim.kind for claim in shown})
        run = {
            "tool": {"driver": {"name": "symconv", "rules": [{"id": _identifier(rule)} for rule in rules]}},
            "columnKind": "unicodeCodePoints",
            "results": [_sarif_result(claim) for claim in shown],
        }
        log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
        return json.dumps(log, ensure_ascii=False, indent=2) + "\n"

    def to_github(self) -> str:
        """Return workflow commands that show as annotations beside the lines."""
        words = {"error": "error", "warning": "warning", "note": "notice"}
        lines = []
        for claim in self.claims:
            if level := _level(claim):
                place = f"line={claim.line},col={claim.column},title={_property(claim.kind)}"
                file = f"file={_property(claim.file)}," if claim.file else ""
                lines.append(f"::{words[level]} {file}{place}::{_data(_message(claim))}\n")
        return "".join(lines)


FORMATS: Final = {
    "text": Report.to_text,
    "json": Report.to_json,
    "sarif": Report.to_sarif,
    "github": Report.to_github,
}


def merged(reports: Mapping[str, Report]) -> Report:
    """Return one report on several files, each claim with its file."""
    several = len(reports) > 1
    return Report(
        tuple(replace(claim, file=file) for file, report in reports.items() for claim in report.claims),
        tuple(
            f"{file}: {line}" if several else line for file, report in reports.items() for line in report.assumptions
        ),
        tuple((file, text) for file, report in reports.items() for _, text in report.texts),
    )


def _level(claim: Claim) -> str:
    return LEVELS.get("slip" if claim.is_slip else claim.verdict, "")


def _message(claim: Claim) -> str:
    if claim.verdict == "unread":
        return f"not checked: {claim.expected}"
    notes = " ".join(note.explanation for note in claim.diagnosis)
    if claim.verdict == "fails":
        return f"{claim.kind}: {claim.found} is written, {claim.expected} is right. {notes}".strip()
    return f"{claim.kind}: {notes}"


def _block(claim: Claim, lines: list[str]) -> Iterator[str]:
    word = {"error": "fails", "warning": "slip", "note": "unread"}[_level(claim)]
    place = f"{claim.file}:{claim.line}:{claim.column}" if claim.file else f"line {claim.line}, column {claim.column}"
    yield f"{place}: {word}: {_message(claim)}"
    if claim.line <= len(lines):
        row = "".join(c if c.isprintable() else " " for c in lines[claim.line - 1])
        first = max(0, min(claim.column - 1 - MAX_WIDTH // 2, len(row) - MAX_WIDTH))
        width = max(1, min(len(claim.text.split("\n", 1)[0]), MAX_WIDTH + first - claim.column + 1))
        yield f"    {row[first : first + MAX_WIDTH].rstrip()}"
        yield f"    {' ' * (claim.column - 1 - first)}{'^' * width}"


def _sarif_result(claim: Claim) -> dict[str, Any]:
    inner = claim.text.split("\n")
    ends = {"endColumn": claim.column + len(inner[0])} if len(inner) == 1 else {"endLine": claim.line + len(inner) - 1}
    region = {"startLine": claim.line, "startColumn": claim.column, **ends}
    location = {"artifactLocation": {"uri": _uri(claim.file)}, "region": region}
    return {
        "ruleId": _identifier(claim.kind),
        "level": _level(claim),
        "message": {"text": _message(claim)},
        "locations": [{"physicalLocation": location}],
    }


def _identifier(kind: str) -> str:
    return kind.replace(" ", "-")


def _uri(file: str) -> str:
    from urllib.parse import quote

    return quote(file.replace("\\", "/"), safe="/") or "-"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
