"""What docs/templates.md says is true."""

from __future__ import annotations

import re
from pathlib import Path

from symconv.rendering import user_template

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")


def test_the_limits_are_the_limits() -> None:
    """The numbers on the page are those of the code."""
    numbers = re.findall(r"\d[\d ]*(?= characters| turns| seconds)", PAGE)

    assert [int(number.replace(" ", "")) for number in numbers] == [
        user_template.LONGEST_TEMPLATE,
        user_template.MOST_TURNS,
        int(user_template.LONGEST_SECONDS),
        user_template.LONGEST_OUTPUT,
    ]


def test_the_filters_are_the_filters() -> None:
    """The page lists every filter that is allowed."""
    listed = re.search(r"filters `([^`]*)`", PAGE)

    assert listed is not None
    assert tuple(listed[1].split()) == user_template.FILTERS


def test_the_example_is_the_example() -> None:
    """The template that is shown is the one that is run."""
    shown = re.search(r"```jinja\n(.*?)```", PAGE, re.DOTALL)

    assert shown is not None
    assert (ROOT / "examples" / "templates" / "answer-only.md").read_text(encoding="utf-8").endswith(shown[1])
