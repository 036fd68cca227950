"""`Report`: what was found in a worked text, in every format.

May import: ``auditing``; ``document`` inside functions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from symconv.auditing.claims import Claim
from symconv.auditing.tally import Tally, tally
from symconv.results.printable import Printable

if TYPE_CHECKING:
    from symconv.document.blocks import Document
    from symconv.rendering import Rendering
    from symconv.results.report_text import Paint

__all__ = ["LISTINGS", "Report", "merged"]

LISTINGS: Final = ("text", "sarif", "github")
"""Formats of a report besides those of every document."""


@dataclass(frozen=True)
class Report(Printable):
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

    @cached_property
    def counts(self) -> Tally:
        """What was seen, with the reasons why claims are unread."""
        return tally(self.claims)

    def __repr__(self) -> str:
        return "Report({holds} hold, {fails} fail, {unread} unread)".format(**self.summary)

    @property
    def summary(self) -> Mapping[str, int]:
        """How many claims hold, fail, and are unread; those that hold include slips."""
        return {"holds": self.counts.holds, "fails": self.counts.fails, "unread": self.counts.unread}

    @property
    def slips(self) -> tuple[Claim, ...]:
        """Claims that hold and have something to mend."""
        return tuple(claim for claim in self.claims if claim.is_slip)

    def exit_status(self, *, strict: bool = False) -> int:
        """Return 1 if a claim fails (with ``strict`` also for a slip), 3 if nothing could be checked, else 0."""
        if self.counts.fails or (strict and self.counts.slips):
            return 1
        return 0 if self.counts.holds else 3

    @cached_property
    def document(self) -> Document:
        """The text with its verdicts beside it."""
        from symconv.document.report import report_document

        return report_document(self.claims, self.assumptions, self.texts)

    def to_dict(self) -> dict[str, Any]:
        """Return the record that programs read, ready for JSON."""
        return {
            "claims": [claim.to_dict() for claim in self.claims],
            "summary": dict(self.summary),
            "assumptions": list(self.assumptions),
        }

    def render(self, format: str = "markdown", **options: Any) -> Rendering:
        """Return the report in a format of documents, or as ``"text"``, ``"sarif"`` or ``"github"``."""
        if format in LISTINGS:
            from symconv.rendering import Rendering

            return Rendering(getattr(self, f"to_{format}")())
        return super().render(format, **options)

    def to_text(self, *, width: int = 100, paint: Paint | None = None) -> str:
        """Return what people read: each claim that fails, slips or is unread, with its line and a caret.

        Parameters
        ----------
        width : int
            Columns of the terminal; longer lines of the text are cut around the caret.
        paint : callable, optional
            Puts colour on a piece of text: takes the text and a verdict, ``"place"`` or ``"quiet"``.
        """
        from symconv.results.report_text import plain, report_text

        listing = (self.claims, self.assumptions, self.counts, dict(self.texts))
        return report_text(*listing, width=width, paint=paint or plain)

    def to_sarif(self) -> str:
        """Return a SARIF 2.1.0 log of what fails, slips or is unread."""
        from symconv.results.sarif import sarif_log

        return sarif_log(self.claims)

    def to_github(self) -> str:
        """Return workflow commands that show as annotations beside the lines."""
        from symconv.results.annotations import workflow_commands

        return workflow_commands(self.claims)


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
