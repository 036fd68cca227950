"""The check of a worked text becomes a document: the text, and the verdicts beside it.

May import: ``auditing``, ``document.blocks``. Must never decide anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from symconv.auditing.claims import WORDS, Claim, brief
from symconv.auditing.tally import Tally, tally
from symconv.document.blocks import (
    Block,
    Callout,
    Code,
    Document,
    Heading,
    Inline,
    LineNote,
    Listing,
    Paragraph,
    Span,
    Strong,
    Text,
    Transcript,
    TranscriptGap,
    TranscriptLine,
)

__all__ = ["report_document"]

CONTEXT: Final = 2
"""Lines shown before and after a line with claims."""
LONG: Final = 240
"""Longest line that is shown in one piece."""
NEAR: Final = 8
"""Most characters between two claims of one piece of a long line."""
MARGIN: Final = 60
"""Characters shown around the claims of a piece of a long line."""
HOW: Final = (
    "All arithmetic is exact, and nothing in the text is run. A claim fails only if no reading makes it hold and a "
    "second way of computing it agrees; what could be meant otherwise is left unread."
)

_Marked = tuple[int, int, Claim]
"""From where to where in a line, counted from 0, a claim stands."""


def report_document(claims: Sequence[Claim], assumptions: Sequence[str], texts: Sequence[tuple[str, str]]) -> Document:
    """Return the document of a report on one text or on several."""
    blocks: list[Block] = [*_summary(tally(claims)), *_assumed(assumptions)]
    by_file = {file: list(found) for file, found in groupby(claims, key=lambda claim: claim.file)}
    for file, text in texts:
        found = by_file.get(file, [])
        if len(texts) > 1:
            blocks += [Heading(2, (Text(file),)), Paragraph((Text(str(tally(found))),))]
        if found:
            blocks.append(_transcript(found, text))
    blocks.append(Callout("check", (Paragraph((Text(HOW),)),), (Text("How this was checked"),)))
    return Document(_title([file for file, _ in texts]), tuple(blocks))


def _title(files: Sequence[str]) -> str:
    if len(files) > 1:
        return f"Check of {len(files)} texts"
    return f"Check of {files[0]}" if files and files[0] else "Check of a worked text"


def _summary(counts: Tally) -> Iterator[Block]:
    title = (
        "Something is wrong"
        if counts.fails
        else "Nothing could be checked"
        if not counts.holds
        else "Everything that could be checked holds"
    )
    said: list[Block] = [Paragraph((Text(str(counts)),))]
    if counts.reasons:
        said.append(Paragraph((Text("Not checked:"),)))
        said.append(Listing(tuple((Paragraph((Text(f"{count} × {reason}"),)),) for reason, count in counts.reasons)))
    yield Callout("warning" if counts.fails or not counts.holds else "answer", tuple(said), (Text(title),))


def _assumed(assumptions: Iterable[str]) -> Iterator[Block]:
    items = tuple((Paragraph((Text(line),)),) for line in dict.fromkeys(assumptions))
    if items:
        yield Callout("remark", (Listing(items),), (Text("Assumed"),))


def _transcript(claims: Sequence[Claim], text: str) -> Transcript:
    lines = text.split("\n")
    marked = _marked(claims, len(lines))
    starting = {line: list(found) for line, found in groupby(claims, key=lambda claim: claim.line)}
    near = {other for line in marked for other in range(line - CONTEXT, line + CONTEXT + 1)}
    rows: list[TranscriptLine | TranscriptGap] = []
    skipped: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if number in near and (line.strip() or number in marked):
            rows += _gap(skipped)
            rows += _line(number, line.rstrip("\r"), marked.get(number, []), starting.get(number, []))
            skipped = []
        elif line.strip():
            skipped.append((number, line))
    return Transcript((*rows, *_gap(skipped)))


def _gap(skipped: list[tuple[int, str]]) -> Iterator[TranscriptLine | TranscriptGap]:
    """Say how many lines are left out; a single one takes no more room than saying so."""
    if len(skipped) == 1:
        yield from _line(*skipped[0], [], [])
    elif skipped:
        yield TranscriptGap((Text(f"{len(skipped)} lines with nothing to check"),))


def _marked(claims: Iterable[Claim], last: int) -> dict[int, list[_Marked]]:
    """Return for each line which of its characters are claims, from where to where."""
    found: dict[int, list[_Marked]] = {}
    for claim in claims:
        start = claim.column - 1
        for line, piece in enumerate(claim.text.split("\n"), claim.line):
            if line <= last:
                found.setdefault(line, []).append((start, start + len(piece), claim))
            start = 0
    return found


def _line(number: int, text: str, marked: list[_Marked], starting: list[Claim]) -> Iterator[TranscriptLine]:
    """Yield a line, or the pieces of a long one."""
    if len(text) <= LONG or not marked:
        yield TranscriptLine(str(number), _spans(text, 0, len(text), marked), _notes(starting))
        return
    for marks in _pieces(marked):
        first, last = marks[0][0], max(stop for _, stop, _ in marks)
        start, stop = max(0, first - MARGIN), min(len(text), last + MARGIN)
        own = [claim for claim in starting if first <= claim.column - 1 < max(last, first + 1)]
        before, after = (Span("… "),) * (start > 0), (Span(" …"),) * (stop < len(text))
        spans = (*before, *_spans(text, start, stop, marks), *after)
        yield TranscriptLine(f"{number}:{first + 1}", spans, _notes(own))


def _pieces(marked: list[_Marked]) -> list[list[_Marked]]:
    """Return the claims of a line in groups that stand near one another, each in the order of the line."""
    pieces: list[list[_Marked]] = []
    reach = 0
    for mark in sorted(marked, key=lambda mark: mark[:2]):
        if pieces and mark[0] <= reach + NEAR:
            pieces[-1].append(mark)
        else:
            pieces.append([mark])
            reach = 0
        reach = max(reach, mark[1])
    return pieces


def _spans(text: str, start: int, stop: int, marked: list[_Marked]) -> tuple[Span, ...]:
    """Cut a line at the edges of its claims; where several lie over one another the gravest verdict shows."""
    edges = sorted({start, stop, *(at for first, last, _ in marked for at in (first, last) if start < at < stop)})
    spans: list[Span] = []
    for left, right in pairwise(edges):
        over = [claim for first, last, claim in marked if first <= left and right <= last]
        gravest = min((claim.word for claim in over), key=WORDS.index, default=None)
        spans.append(Span(text[left:right], gravest or ""))
    return tuple(spans)


def _notes(claims: Iterable[Claim]) -> tuple[LineNote, ...]:
    """Return what is said about the claims of a line: first what is wrong, in one note what holds."""
    told = list(claims)
    wrong = [claim for claim in told if claim.word != "holds"]
    held = [claim for claim in told if claim.word == "holds"]
    notes = [_note(claim) for claim in sorted(wrong, key=lambda claim: WORDS.index(claim.word))]
    if held:
        label = "holds" if len(held) == 1 else f"{len(held)} hold"
        remarks = dict.fromkeys(_remark(claim) for claim in held)
        said = "; ".join(filter(None, remarks))
        notes.append(LineNote("holds", label, (Text(said),) if said else ()))
    return tuple(notes)


def _remark(claim: Claim) -> str:
    """Return what is worth saying about a claim that holds."""
    match claim.kind:
        case "holds as":
            return f"as {claim.expected}"
        case "identity":
            return "proved for signals of every length"
        case "inferred":
            return "with the signals that were inferred"
    return ""


def _note(claim: Claim) -> LineNote:
    details = tuple(
        _detail("" if note.mistake == claim.kind else note.mistake, note.explanation) for note in claim.diagnosis
    )
    kind = "" if claim.kind == claim.word else f" ({claim.kind})"
    said: list[Inline] = [
        Code(brief(" ".join(claim.text.split()), MARGIN)),
        Text(f"{kind}{': ' * bool(claim.sentence)}"),
    ]
    if claim.verdict == "fails":
        said += [Code(brief(claim.found)), Text(" is written, "), Code(brief(claim.expected)), Text(" is right.")]
    elif claim.sentence:
        said.append(Text(claim.sentence))
    return LineNote(claim.word, claim.word, tuple(said), details)


def _detail(mistake: str, explanation: str) -> tuple[Inline, ...]:
    return (Strong((Text(f"{mistake}:"),)), Text(f" {explanation}")) if mistake else (Text(explanation),)
