"""The report on a worked text as a SARIF 2.1.0 log, which code hosts and editors show beside the lines.

May import: ``auditing``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from symconv.auditing.claims import Claim, Word

__all__ = ["message", "sarif_log"]

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Final[Mapping[Word, str]] = {"fails": "error", "slip": "warning", "unread": "note"}


def sarif_log(claims: Iterable[Claim]) -> str:
    """Return a log of what fails, slips or is unread."""
    shown = [claim for claim in claims if claim.word != "holds"]
    rules = sorted({claim.kind for claim in shown})
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "symconv",
                        "version": version("symconv"),
                        "rules": [_rule(kind) for kind in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(claim, rules) for claim in shown],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def message(claim: Claim) -> str:
    """Return all that is said about a claim, on one line."""
    notes = [note.explanation for note in claim.diagnosis]
    start = "not checked" if claim.verdict == "unread" else claim.kind
    return " ".join(filter(None, (f"{start}: {claim.sentence}".rstrip(), *notes)))


def _rule(kind: str) -> dict[str, Any]:
    return {"id": _identifier(kind), "shortDescription": {"text": f"{kind[0].upper()}{kind[1:]}."}}


def _result(claim: Claim, rules: list[str]) -> dict[str, Any]:
    location = {"artifactLocation": {"uri": _uri(claim.file)}, "region": _region(claim)}
    return {
        "ruleId": _identifier(claim.kind),
        "ruleIndex": rules.index(claim.kind),
        "level": LEVELS[claim.word],
        "message": {"text": message(claim)},
        "locations": [{"physicalLocation": location}],
    }


def _region(claim: Claim) -> dict[str, int]:
    lines = claim.text.split("\n")
    if len(lines) == 1:
        return {"startLine": claim.line, "startColumn": claim.column, "endColumn": claim.column + len(claim.text)}
    return {
        "startLine": claim.line,
        "startColumn": claim.column,
        "endLine": claim.line + len(lines) - 1,
        "endColumn": len(lines[-1]) + 1,
    }


def _identifier(kind: str) -> str:
    return kind.replace(" ", "-")


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix()) or "-"
