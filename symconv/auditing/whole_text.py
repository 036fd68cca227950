"""A worked text with everything in it: formulas, programs, and what they say about one another.

May import: ``errors``, this package.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from symconv.auditing.audit import audit_text
from symconv.auditing.claims import Claim
from symconv.auditing.factor_order import exchanged_factors
from symconv.auditing.notebook import read_notebook
from symconv.auditing.outcomes import Outcome
from symconv.auditing.passages import Passage, find_passages, syntax_of
from symconv.auditing.worked_text import CODE, read_text

__all__ = ["audit_whole_text"]

Found = tuple[tuple[int, int], Outcome]
Place = Callable[[int], tuple[int, int]]


def audit_whole_text(
    text: str, syntax: str = "auto", define: Sequence[str] = ()
) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """Return the claims of a text in its order, and the assumptions that were made.

    Raises
    ------
    ConventionError
        If the syntax is unknown.
    LimitError
        If the text is too long.
    ParseError
        If a definition cannot be read, or a notebook is no JSON.
    """
    syntax = syntax_of(text, syntax)
    if syntax != "ipynb":
        return _audited(text, syntax, define)
    notebook = read_notebook(text)
    claims, assumptions = _audited(notebook.text, "markdown", define)
    starts = _line_starts(notebook.text)
    places = [notebook.place(starts[claim.line - 1] + claim.column - 1) for claim in claims]
    moved = [replace(c, line=line, column=column) for c, (line, column) in zip(claims, places, strict=True)]
    return tuple(sorted(moved, key=lambda claim: (claim.line, claim.column))), assumptions


def _audited(text: str, syntax: str, define: Sequence[str]) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    claims, assumptions = audit_text(text, syntax, define)
    passages = [passage for passage in find_passages(text, syntax) if passage.kind == "code"]
    found = _about_programs(text, syntax, passages) if passages else []
    if any(claim.kind == "holds as" for claim in claims):
        found += exchanged_factors(read_text(text, syntax).sentences)
    starts = _line_starts(text)

    def claim_of(span: tuple[int, int], outcome: Outcome) -> Claim:
        line = bisect_right(starts, span[0])
        said = (outcome.verdict, outcome.kind, outcome.grade, outcome.found, outcome.expected, outcome.notes)
        return Claim(line, span[0] - starts[line - 1] + 1, text[slice(*span)], *said)

    kept = [claim for claim in claims if claim.expected != CODE]
    every = [*kept, *(claim_of(*about) for about in found)]
    return tuple(sorted(every, key=lambda claim: (claim.line, claim.column))), assumptions


def _about_programs(text: str, syntax: str, passages: Sequence[Passage]) -> list[Found]:
    # most texts have no code, and what follows takes time to import
    from symconv.auditing.conflicts import conflicts
    from symconv.auditing.programs.checking import check_programs
    from symconv.auditing.programs.reading import read_programs

    blocks, refused = read_programs(text, passages)
    program = check_programs(blocks)
    found = [*refused, *program.claims]
    if program.assigned and syntax != "python":
        found += conflicts(text, read_text(text, syntax).sentences, program.assigned)
    return found


def _line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
