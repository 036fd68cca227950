"""Worked texts that are right raise no alarm, damaged ones no exception, and a fault is found where it stands."""

from __future__ import annotations

import cProfile
import os
import random

import pytest

import symconv
from tests.damage import damaged_texts, damaged_worked_texts
from tests.generated_texts import NOTATIONS, worked_text

RIGHT_TEXTS = 1_200
DAMAGED_TEXTS = 10_000 if os.environ.get("CI") else 1_000
"""All of them in continuous integration, a tenth on a developer's machine; the seeds are fixed."""
BLOCKS = 10


@pytest.mark.parametrize("block", range(BLOCKS))
def test_right_texts_raise_no_alarm(block: int) -> None:
    """Of 1,200 right texts in six notations no claim fails or gets a note, and nearly all claims are read."""
    size = RIGHT_TEXTS // BLOCKS
    claims = []
    for seed in range(block * size, (block + 1) * size):
        text, syntax = worked_text(seed)
        claims += symconv.audit(text, syntax=syntax).claims

    assert [claim for claim in claims if claim.verdict == "fails" or claim.diagnosis] == []
    assert sum(claim.verdict == "holds" for claim in claims) > 0.95 * len(claims)
    assert len(claims) > 5 * size


@pytest.mark.parametrize("notation", range(len(NOTATIONS)))
def test_every_notation_is_read(notation: int) -> None:
    """No notation is right only because nothing in it was read."""
    texts = [worked_text(seed) for seed in range(notation, 20 * len(NOTATIONS), len(NOTATIONS))]
    held = [symconv.audit(text, syntax=syntax).summary["holds"] for text, syntax in texts]

    assert min(held) >= 1
    assert sum(held) >= 5 * len(texts)


def test_a_wrong_last_number_is_found_where_it_stands() -> None:
    """A last number that is off by one fails on its own line, and no other line is blamed."""
    found = 0
    for seed in range(480):
        text, syntax = worked_text(seed)
        lines = text.split("\n")
        for row in [row for row, line in enumerate(lines) if "y[0] = " in line.replace("&", "")][:1]:
            changed = _with_wrong_end(lines[row])
            if changed is None:
                continue
            wrong = "\n".join([*lines[:row], changed, *lines[row + 1 :]])
            failing = {claim.line for claim in symconv.audit(wrong, syntax=syntax).claims if claim.verdict == "fails"}
            assert failing <= {row + 1}, (seed, changed)
            found += bool(failing)
    assert found > 30


def _with_wrong_end(line: str) -> str | None:
    """Return a line whose last number is one more than it was, if it is a whole number."""
    head, sign, tail = line.rpartition("= ")
    digits = "".join(character for character in tail if character.isdigit())
    if not sign or not digits or any(mark in tail for mark in "/.-−{"):
        return None
    return head + sign + tail.replace(digits, str(int(digits) + 1), 1)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_damaged_texts_raise_no_exception(block: int) -> None:
    """Whatever is left of a text after damage, a report comes back, and every form of it can be written."""
    size = DAMAGED_TEXTS // BLOCKS
    rng = random.Random(block)
    texts = [*damaged_texts(size // 2, block), *damaged_worked_texts(size - size // 2, block)]
    for number, text in enumerate(texts):
        report = symconv.audit(text, syntax=rng.choice(("auto", "markdown", "latex", "text")))

        assert sum(report.summary.values()) == len(report.claims)
        if number % 20 == 0:
            assert all(report.render(form).text for form in ("text", "json", "sarif", "markdown", "html", "latex"))


def test_the_work_grows_as_the_text() -> None:
    """Eight times the lines take about eight times the calls of functions: 10,000 lines, counted, not timed."""
    short, long = _calls(_long_text(1_250)), _calls(_long_text(10_000))

    assert 6 < long / short < 10


def _long_text(lines: int) -> str:
    """Return sections of worked text with prose between them."""
    parts: list[str] = []
    count = seed = 0
    while count < lines:
        part = worked_text(seed % 30)[0] + "\nSome words without any formula, as notes have them.\n"
        parts.append(part)
        count += part.count("\n")
        seed += 1
    return "".join(parts)


def _calls(text: str) -> int:
    profile = cProfile.Profile()
    profile.enable()
    symconv.audit(text, syntax="markdown")
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())
